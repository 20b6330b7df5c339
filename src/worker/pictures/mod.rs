//! Sending pictures of SKUs: the survey before, the run itself, and the desk that does both for the console.

mod batch;
mod desk;
mod errands;
mod gate;
mod make;
mod run;
mod survey;
mod there;
mod undo;

pub use batch::for_sending;
pub use desk::{DeskNews, Order, serve};
pub use gate::Gate;
pub use make::Making;
pub use run::{Ran, Run, Wish};
pub use survey::{Survey, check, list_skus};
