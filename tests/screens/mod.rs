//! The panels, by role and accessible name.

mod gallery;
