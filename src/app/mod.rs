//! The composition root: settings, telemetry, store, channels, worker, simulator, window, and their ordered end.

pub mod backend;
pub mod console_app;
pub mod frame_log;
mod keeper;
mod listener;
mod picture;
pub mod place;
mod practice_seat;
pub mod scene;
pub mod window;

use std::io::Write;

/// One line on stdout, flushed, for whoever started this program.
fn say_line(line: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody may be reading; then there is nobody to tell.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
