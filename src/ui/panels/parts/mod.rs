//! What the panels share besides widgets: their words, and a stage for their tests.

pub mod abnormal;
pub mod choice;
pub mod commands;
pub mod editor;
#[cfg(test)]
pub mod fixture;
pub mod list_body;
pub mod outcome;
#[cfg(test)]
pub mod stage;
pub mod submit;
#[cfg(test)]
#[path = "../../../../tests/support/told.rs"]
pub mod told;
pub mod words;
