//! The separator of GS1 as scanners press it: Alt with 0 2 9 on the number pad, or Ctrl with ].

use egui::{Event, Key};

use super::keys::is_a_press;
use super::{Out, SEPARATOR, ScanRouter, TYPED_BEFORE_SECS};

/// Digits pressed with Alt inside a code, held back until it is clear whether they are the separator
/// or a person's shortcuts.
#[derive(Debug, Default)]
pub(super) struct AltDigits {
    held: Vec<Event>,
    digits: String,
    at: f64,
}

/// What the digits were.
enum AltEnd {
    Separator,
    /// Shortcuts after all, to be given on.
    Shortcuts(Vec<Event>),
}

impl AltDigits {
    const fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// When the newest came.
    pub(super) fn since(&self) -> Option<f64> {
        (!self.held.is_empty()).then_some(self.at)
    }

    /// Holds a digit back; tells when the separator is complete.
    fn hold(&mut self, event: Event, digit: char, now: f64) -> Option<AltEnd> {
        self.held.push(event);
        self.digits.push(digit);
        self.at = now;
        if matches!(self.digits.as_str(), "029" | "0029") {
            return Some(self.end());
        }
        // No number of the separator is that long.
        (self.digits.len() >= 4).then(|| self.end())
    }

    /// Nothing more comes.
    fn end(&mut self) -> AltEnd {
        let digits = std::mem::take(&mut self.digits);
        let held = std::mem::take(&mut self.held);
        if matches!(digits.as_str(), "29" | "029" | "0029") {
            AltEnd::Separator
        } else {
            AltEnd::Shortcuts(held)
        }
    }
}

impl ScanRouter {
    /// Inside a code Alt with 0 2 9, or Ctrl with ], is the separator of GS1 and no shortcut.
    pub(super) fn is_separator(&mut self, event: &Event, now: f64, out: &mut Out) -> bool {
        if let Some(digit) = alt_digit(event)
            && (self.is_under_way(now) || !self.alt.is_empty())
        {
            if let Some(end) = self.alt.hold(event.clone(), digit, now) {
                self.alt_end(end, now, out);
            }
            return true;
        }
        if !self.alt.is_empty() && (matches!(event, Event::Text(_)) || is_a_press(event)) {
            self.alt_ended(now, out);
        }
        let is_one = is_ctrl_bracket(event) && self.is_under_way(now);
        if is_one {
            self.push_separator(now, out);
        }
        is_one
    }

    pub(super) fn alt_ended(&mut self, now: f64, out: &mut Out) {
        let end = self.alt.end();
        self.alt_end(end, now, out);
    }

    fn alt_end(&mut self, end: AltEnd, now: f64, out: &mut Out) {
        match end {
            AltEnd::Separator => self.push_separator(now, out),
            AltEnd::Shortcuts(events) => out.kept.extend(events),
        }
    }

    fn push_separator(&mut self, now: f64, out: &mut Out) {
        self.alone = None;
        if self.swallowing.is_some() {
            return;
        }
        if self.prefixed.is_open() {
            self.take_character(SEPARATOR, now, out);
        } else if !self.run.text().ends_with(SEPARATOR) {
            // no field shows it
            self.run.push(SEPARATOR, now, false, self.is_short);
        }
    }

    /// Whether a code has begun and may go on now.
    fn is_under_way(&self, now: f64) -> bool {
        let recent = |at: f64| now - at <= TYPED_BEFORE_SECS;
        self.prefixed.is_open()
            || self.run.last().is_some_and(recent)
            || self.swallowing.is_some_and(recent)
    }
}

/// The digit a person or a scanner pressed with Alt and nothing else.
pub(super) fn alt_digit(event: &Event) -> Option<char> {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
    if !modifiers.alt || modifiers.ctrl || modifiers.command || modifiers.shift {
        return None;
    }
    let mut name = key.name().chars();
    match (name.next(), name.next()) {
        (Some(digit), None) if digit.is_ascii_digit() => Some(digit),
        _ => None,
    }
}

/// Ctrl with ]: what terminals, and scanners after them, have for the separator.
pub(super) fn is_ctrl_bracket(event: &Event) -> bool {
    is_ctrl(event, Key::CloseBracket)
}

/// Ctrl with J: a line feed.
pub(super) fn is_line_feed(event: &Event) -> bool {
    is_ctrl(event, Key::J)
}

fn is_ctrl(event: &Event, wanted: Key) -> bool {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return false };
    *key == wanted && modifiers.ctrl && !modifiers.alt
}
