//! Sending pictures of SKUs: the survey before, the run itself, and the desk that does both for the console.

mod desk;
mod errands;
mod gate;
mod run;
mod survey;

pub use desk::{DeskNews, Order, for_sending, serve};
pub use gate::Gate;
pub use run::{Run, Told, Wish};
pub use survey::{Survey, check, list_skus};
