//! The one mutable state of the program.

mod links;
mod sections;
