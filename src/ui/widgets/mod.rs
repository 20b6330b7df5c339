//! The shared parts of every screen, each drawn once.

pub mod grid;
pub mod map;
