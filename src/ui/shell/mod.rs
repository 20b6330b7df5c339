//! The frame of the window: top bar, rail, status bar, and what lies over the panels.

pub mod confirm;
