//! Sending pictures of SKUs: the survey before, the run itself, and the desk that does both for the console.

mod gate;
mod run;
mod survey;

pub use gate::Gate;
pub use run::{Run, Told, Wish};
pub use survey::{Survey, check, list_skus};
