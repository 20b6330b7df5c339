//! Where log lines go: a file for support and a short ring for the screen; secrets never.

mod ring;

pub use ring::{LogLine, recent};

use std::path::Path;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

/// What is written unless the variable says otherwise: our own lines, and trouble of the parts we use.
const USUAL: &str = "warn,traydeck=info";
/// The environment variable that says otherwise.
pub const LOG_VARIABLE: &str = "TRAYDECK_LOG";
/// Days of log files that are kept.
const DAYS_KEPT: usize = 7;

/// Keeps the log file's writer alive; what is still waiting is written when it is dropped.
#[must_use]
pub struct Telemetry {
    _file: Option<WorkerGuard>,
}

/// Begins logging into this folder and into the ring. Without a writable folder only the ring is
/// kept: a missing log must not keep the console from running. A second call changes nothing.
pub fn begin(folder: &Path) -> Telemetry {
    let filter = || EnvFilter::try_from_env(LOG_VARIABLE).unwrap_or_else(|_| EnvFilter::new(USUAL));
    // The appender complains on stderr about a folder that is not there yet; it says the rest itself.
    let _ = std::fs::create_dir_all(folder);
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("traydeck")
        .filename_suffix("log")
        .max_log_files(DAYS_KEPT)
        .build(folder);
    let (file_layer, guard) = match appender {
        Ok(appender) => {
            let (writer, guard) = tracing_appender::non_blocking(appender);
            let layer = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(writer);
            (Some(layer.with_filter(filter())), Some(guard))
        }
        Err(_) => (None, None),
    };
    let ring_layer = ring::RingLayer.with_filter(filter());
    let _ = tracing_subscriber::registry().with(file_layer).with(ring_layer).try_init();
    Telemetry { _file: guard }
}
