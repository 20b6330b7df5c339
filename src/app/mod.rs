//! The composition root: settings, telemetry, store, channels, worker, simulator, window, and their ordered end.

pub mod backend;
pub mod console_app;
pub mod frame_log;
mod keeper;
pub mod place;
pub mod scene;
