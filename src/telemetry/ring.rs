//! The newest log lines, kept in memory for the screen.

use std::collections::VecDeque;
use std::fmt::{self, Write};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

use crate::util::redact;

/// Lines kept.
const LINES: usize = 500;
/// Bytes of a line that are kept.
const LINE_BYTES: usize = 1000;

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    pub at: SystemTime,
    pub level: Level,
    pub target: String,
    pub text: String,
}

static RING: Mutex<VecDeque<LogLine>> = Mutex::new(VecDeque::new());

/// The newest lines, oldest first.
pub fn recent() -> Vec<LogLine> {
    // a thread that panicked while adding a line left whole lines behind
    RING.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
}

pub(super) struct RingLayer;

impl<S: Subscriber> Layer<S> for RingLayer {
    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        let mut words = Words::default();
        event.record(&mut words);
        let line = LogLine {
            at: SystemTime::now(),
            level: *event.metadata().level(),
            target: event.metadata().target().to_owned(),
            text: redact::cut(&redact::redacted(&words.0), LINE_BYTES),
        };
        let mut ring = RING.lock().unwrap_or_else(PoisonError::into_inner);
        if ring.len() >= LINES {
            ring.pop_front();
        }
        ring.push_back(line);
    }
}

/// Message and fields as one text.
#[derive(Default)]
struct Words(String);

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let space = if self.0.is_empty() { "" } else { " " };
        // writing into a string does not fail
        let _ = if field.name() == "message" {
            write!(self.0, "{space}{value:?}")
        } else {
            write!(self.0, "{space}{}={value:?}", field.name())
        };
    }
}

#[cfg(test)]
mod tests {
    use tracing_subscriber::layer::SubscriberExt;

    use super::*;

    #[test]
    fn a_line_keeps_its_words_and_fields() {
        let subscriber = tracing_subscriber::registry().with(RingLayer);
        tracing::subscriber::with_default(subscriber, || {
            tracing::warn!(tray = 12, "stands there");
        });
        let lines = recent();
        assert!(lines.iter().any(|line| line.text == "stands there tray=12"), "{lines:?}");
    }
}
