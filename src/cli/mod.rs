//! The command line: one file per command.

pub mod call;
pub mod console;
pub mod doctor;
pub mod gallery;
pub mod list;
pub mod operations;
pub mod scene;
pub mod sim;
