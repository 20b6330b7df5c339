//! Small helpers without a home of their own: lenient JSON fields, JSON as plain data, secrets kept out of texts.

pub mod crash_point;
pub mod csv;
pub mod hashed;
pub mod lenient;
pub mod plain;
pub mod redact;

/// Asks the window for one more frame; a plain request for a repaint paints two.
pub const SOON: std::time::Duration = std::time::Duration::from_millis(1);
