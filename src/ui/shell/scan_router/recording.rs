//! Every keystroke with its time, for the scanner doctor.

use egui::{Event, ImeEvent, Key};

use super::ScanRouter;
use super::separator::{alt_digit, is_ctrl_bracket, is_line_feed};
use crate::domain::scanner_doctor::{Keystroke, Stroke};

/// Keystrokes that are kept until they are asked for.
const RECORDED_AT_MOST: usize = 4_096;

impl ScanRouter {
    /// Whether every keystroke is to be recorded, for the scanner doctor.
    pub fn record(&mut self, wanted: bool) {
        if wanted != self.recording.is_some() {
            self.recording = wanted.then(Vec::new);
        }
    }

    /// The keystrokes since this was asked last.
    pub fn take_recorded(&mut self) -> Vec<Keystroke> {
        self.recording.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Writes a keystroke down for the doctor.
    pub(super) fn note(&mut self, event: &Event, at: f64) {
        let Some(recording) = &mut self.recording else { return };
        let mut push = |stroke| {
            if recording.len() < RECORDED_AT_MOST {
                recording.push(Keystroke { at, stroke });
            }
        };
        match event {
            // the digits of a separator also come as text
            Event::Text(text) if self.shortcut.is_some_and(|key| key.name() == text) => {}
            Event::Text(text) | Event::Ime(ImeEvent::Commit(text)) => {
                text.chars().map(Stroke::Character).for_each(push);
            }
            Event::Key { key: Key::Enter, pressed: true, .. } => push(Stroke::Enter),
            Event::Key { key: Key::Tab, pressed: true, .. } => push(Stroke::Tab),
            event if is_line_feed(event) => push(Stroke::LineFeed),
            event if is_ctrl_bracket(event) => push(Stroke::Separator),
            event => {
                if let Some(digit) = alt_digit(event) {
                    push(Stroke::AltDigit(digit));
                }
            }
        }
    }
}
