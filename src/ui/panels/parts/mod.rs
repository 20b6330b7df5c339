//! What the panels share besides widgets: their words, and a stage for their tests.

pub mod abnormal;
pub mod choice;
pub mod commands;
pub mod csv_form;
pub mod editor;
#[cfg(test)]
pub mod fixture;
#[cfg(test)]
pub mod floor_sample;
pub mod list_body;
pub mod outcome;
pub mod save_table;
#[cfg(test)]
pub mod stage;
pub mod submit;
#[cfg(test)]
#[path = "../../../../tests/support/told.rs"]
pub mod told;
pub mod words;
