//! Tells a scan from typing: a scan ends with its own terminator, needs no focus and never presses a button.
//!
//! A scanner is a keyboard that types a code and ends it. What is a scanner's is told by its prefix,
//! its suffix and its speed as configured; two codes in one millisecond are two scans.

mod keys;
mod prefixed;
mod recording;
mod run;
mod separator;

use std::time::Duration;

use egui::{Event, ImeEvent, Key, Modifiers};

use self::keys::{
    backspace, goes_on, is_a_press, is_digit, is_letter, is_of_a_code, is_tab, types_text,
};
use self::prefixed::{GIVE_BACK_SECS, Prefixed, Took, as_typed};
use self::run::Run;
use self::separator::{AltDigits, is_line_feed};
use super::palette::opens_palette;
use crate::domain::scanner::{ScanFault, ScannerConfig, Suffix};
use crate::domain::scanner_doctor::Keystroke;

/// A pause inside a code longer than this ends it: a scanner never rests, a person may have
/// brushed a key. It never separates two scans, the terminator does.
const STALE_KEYS_SECS: f64 = 2.0;

/// Within a frame that follows the one before as soon as this, nobody types as many keys as a scanner.
const SHORT_FRAME_SECS: f64 = 0.05;

/// In a text field, a pause longer than this parts what a person typed from a code that follows. It is
/// far longer than a frame that came late, so that no code is cut in two.
const TYPED_BEFORE_SECS: f64 = 0.3;

/// An Enter or line feed as soon as this after the end of a code is the scanner's second one.
const SECOND_END_SECS: f64 = 0.2;

/// Characters of a scan without an end that are told: enough to know it again, too few for a badge.
const TOLD_OF_FAULT: usize = 4;

/// The separator of GS1.
const SEPARATOR: char = '\u{1d}';

/// Collects keys until a terminator makes a scan of them.
#[derive(Debug, Default)]
pub struct ScanRouter {
    config: ScannerConfig,
    run: Run,
    prefixed: Prefixed,
    alt: AltDigits,
    /// The frame before began then.
    last_frame: Option<f64>,
    /// The frame that is being routed is a short one.
    is_short: bool,
    /// A field has the keys and shows them itself.
    beside: bool,
    /// A letter that began no code yet: it may be a key of a panel.
    alone: Option<(Event, f64)>,
    /// The text event that comes next belongs to a shortcut: Alt with a digit also types the digit.
    shortcut: Option<Key>,
    /// A code ended then.
    ended: Option<f64>,
    /// The rest of a scan that is too long; its newest character came then.
    swallowing: Option<f64>,
    fault: Option<ScanFault>,
    recording: Option<Vec<Keystroke>>,
}

/// What comes out of a frame.
#[derive(Default)]
struct Out {
    kept: Vec<Event>,
    scans: Vec<String>,
}

impl ScanRouter {
    /// Takes the keys of scans out of the events of a frame and gives the finished scans back.
    ///
    /// `now` is in seconds. With a text field in focus typing is left to it; a code that came as
    /// fast as only a scanner types is taken out of the field again.
    pub fn route(
        &mut self,
        events: &mut Vec<Event>,
        now: f64,
        field_has_focus: bool,
    ) -> Vec<String> {
        self.beside = field_has_focus;
        let before = self.last_frame.replace(now);
        self.is_short = before.is_some_and(|before| now - before < SHORT_FRAME_SECS);
        let mut out = Out::default();
        let mut to_palette = false;
        out.kept.reserve(events.len());
        out.kept.extend(self.letter_alone(events, now));
        self.give_back_late(events, now, &mut out);
        for event in events.drain(..) {
            self.note(&event, now);
            if to_palette {
                // What follows the key of the palette in one frame is typed into the palette.
                out.kept.push(event);
                continue;
            }
            to_palette = opens_palette(&event);
            if to_palette {
                self.give_back(&mut out);
                self.run.clear();
            }
            if self.is_of_shortcut(&event) {
                // Alt with a digit changes the panel; the field in focus must not get the digit too.
                let digit = matches!(&event, Event::Text(text) if is_digit(text));
                if !digit {
                    out.kept.push(event);
                }
            } else if !self.is_separator(&event, now, &mut out)
                && !self.is_second_end(&event, now)
                && !self.is_swallowed(&event, now)
            {
                self.take(event, now, &mut out);
            }
        }
        *events = out.kept;
        out.scans
    }

    /// How the scanner of this PC types from now on.
    pub fn configure(&mut self, config: &ScannerConfig) {
        if self.config != *config {
            self.config.clone_from(config);
        }
    }

    /// What was wrong with a scan since this was asked last.
    pub const fn take_fault(&mut self) -> Option<ScanFault> {
        self.fault.take()
    }

    /// What was typed without a field and not ended yet, and how long it counts.
    pub fn typed(&self, now: f64) -> Option<(&str, Duration)> {
        let last = self.run.last().filter(|_| !self.beside && !self.is_empty(now))?;
        Some((self.run.text(), seconds(last + STALE_KEYS_SECS - now)))
    }

    /// How long until something that is held back is given on.
    pub fn waits(&self, now: f64) -> Option<Duration> {
        let alone = self.alone.as_ref().map(|(_, at)| at + TYPED_BEFORE_SECS);
        let prefixed = self.prefixed.last().map(|at| at + GIVE_BACK_SECS);
        let alt = self.alt.since().map(|at| at + TYPED_BEFORE_SECS);
        let next = [alone, prefixed, alt].into_iter().flatten().reduce(f64::min)?;
        Some(seconds(next - now))
    }

    /// A letter after which nothing came for longer than any scanner rests is the key of a panel; until
    /// then it may begin a code. It still counts as typed: a code may be typed by hand.
    fn letter_alone(&mut self, events: &[Event], now: f64) -> Option<Event> {
        if self.beside {
            self.alone = None;
        }
        let goes_on = goes_on(events);
        let due = |(_, at): &mut (Event, f64)| now - *at > TYPED_BEFORE_SECS && !goes_on;
        self.alone.take_if(due).map(|(event, _)| event)
    }

    /// What was held back and did not become a scan is given on.
    fn give_back_late(&mut self, events: &[Event], now: f64, out: &mut Out) {
        if goes_on(events) {
            return;
        }
        if self.prefixed.last().is_some_and(|last| now - last > GIVE_BACK_SECS) {
            self.give_back(out);
        }
        if self.alt.since().is_some_and(|since| now - since > TYPED_BEFORE_SECS) {
            self.alt_ended(now, out);
        }
    }

    fn give_back(&mut self, out: &mut Out) {
        let held = self.prefixed.give_back();
        for (event, at) in as_typed(&held) {
            self.take_plain(event, at, out);
        }
    }

    /// Whether a person pressed a shortcut with Alt; its character is no code.
    fn is_of_shortcut(&mut self, event: &Event) -> bool {
        match event {
            Event::Key { key, modifiers, pressed: true, .. } => {
                self.shortcut = (modifiers.alt && !modifiers.ctrl).then_some(*key);
                false
            }
            // Not every system types the digit; another one that follows is not it.
            Event::Text(text) => self
                .shortcut
                .take()
                .is_some_and(|key| !is_digit(text) || !is_digit(key.name()) || key.name() == text),
            _ => false,
        }
    }

    /// A scanner that ends with carriage return and line feed presses twice.
    fn is_second_end(&mut self, event: &Event, now: f64) -> bool {
        let is_end = matches!(event, Event::Key { key: Key::Enter, pressed: true, .. })
            || is_line_feed(event);
        if !is_end && !matches!(event, Event::Text(_)) && !is_a_press(event) {
            return false;
        }
        self.ended.take().is_some_and(|ended| is_end && now - ended <= SECOND_END_SECS)
    }

    /// The rest of a scan that was too long goes nowhere, up to its end or a rest.
    fn is_swallowed(&mut self, event: &Event, now: f64) -> bool {
        let Some(last) = self.swallowing else { return false };
        match event {
            Event::Key { key: Key::Enter | Key::Tab, pressed: true, .. } => {
                self.swallowing = None;
                self.ended = Some(now);
                true
            }
            Event::Text(_) | Event::Key { .. } if now - last > GIVE_BACK_SECS => {
                self.swallowing = None;
                false
            }
            Event::Text(_) => {
                self.swallowing = Some(now);
                true
            }
            Event::Key { key, modifiers, .. } => types_text(*key, *modifiers),
            _ => false,
        }
    }

    fn take(&mut self, event: Event, now: f64, out: &mut Out) {
        let open = self.prefixed.is_open();
        match event {
            Event::Ime(ImeEvent::Commit(text)) if !self.beside || open => {
                // what a keyboard with dead keys puts together
                self.take(Event::Text(text), now, out);
            }
            Event::Text(text) if !self.config.prefix.is_empty() => {
                for character in text.chars() {
                    self.take_character(character, now, out);
                }
            }
            Event::Key { key: key @ (Key::Enter | Key::Tab), pressed: true, .. } if open => {
                if key == Key::Tab && !self.ends_with(Key::Tab) {
                    self.take_character('\t', now, out);
                } else {
                    let code = self.prefixed.end();
                    self.finish(code, now, out);
                }
            }
            Event::Key { key, modifiers, .. } if open && types_text(key, modifiers) => {}
            event => {
                if !self.prefixed.is_empty() && is_a_press(&event) && !is_letter(&event) {
                    self.give_back(out);
                }
                self.take_plain(event, now, out);
            }
        }
    }

    /// A character, with a prefix configured.
    fn take_character(&mut self, character: char, now: f64, out: &mut Out) {
        let suffix = match &self.config.suffix {
            Suffix::Text(text) => Some(text.as_str()),
            _ => None,
        };
        let longest = self.config.longest;
        match self.prefixed.take(character, now, &self.config.prefix, suffix, longest) {
            Took::Held => {
                if self.prefixed.is_open() {
                    self.alone = None;
                    self.run.clear();
                }
            }
            Took::NotMine => self.take_plain(Event::Text(character.to_string()), now, out),
            Took::GivenBack(held) => {
                for (event, at) in as_typed(&held) {
                    self.take_plain(event, at, out);
                }
                self.take_character(character, now, out);
            }
            Took::Ended(code) => self.finish(code, now, out),
            Took::TooLong(text) => self.too_long(&text, now),
        }
    }

    fn take_plain(&mut self, event: Event, now: f64, out: &mut Out) {
        if self.beside {
            self.beside_a_field(event, now, out);
        } else {
            self.without_a_field(event, now, out);
        }
    }

    /// Nothing wants the keys: all that is typed may be a code.
    fn without_a_field(&mut self, event: Event, now: f64, out: &mut Out) {
        match &event {
            // A space may press the focused button, unless it stands inside a code.
            Event::Text(text) if text == " " && self.is_empty(now) => out.kept.push(event),
            Event::Text(text) => {
                if !self.is_empty(now) {
                    self.alone = None;
                }
                self.add(text, now, out);
                self.end_by_text(now, out);
            }
            Event::Key { key: Key::Enter | Key::Tab, pressed: true, modifiers, .. }
                if self.is_an_end(*modifiers) && !self.is_empty(now) =>
            {
                self.alone = None;
                let scanned = self.run.scanned(self.slowest()).filter(|_| self.rested_little(now));
                match scanned.filter(|_| self.ends_with(Key::Tab)) {
                    None if is_tab(&event) => {
                        // A person walks on with Tab after a stray key.
                        self.run.clear();
                        out.kept.push(event);
                    }
                    Some(start) if is_tab(&event) => self.finish_run(start, now, out),
                    _ => self.finish_run(self.run.behind_stray_keys(self.slowest()), now, out),
                }
            }
            Event::Key { key, modifiers, .. } if types_text(*key, *modifiers) => {
                // Its text event has been taken; the key alone must not press anything.
                if *key == Key::Space && self.is_empty(now) {
                    out.kept.push(event);
                } else if is_a_press(&event) {
                    self.alone = self.is_empty(now).then_some((event, now));
                }
            }
            _ => out.kept.push(event),
        }
    }

    /// A field has the keys: only what a scanner typed is taken back.
    fn beside_a_field(&mut self, event: Event, now: f64, out: &mut Out) {
        match &event {
            Event::Text(text) | Event::Ime(ImeEvent::Commit(text)) => {
                if self.run.last().is_some_and(|last| now - last > TYPED_BEFORE_SECS) {
                    self.run.clear();
                }
                if self.add(text, now, out) {
                    out.kept.push(event);
                    self.end_by_text(now, out);
                }
            }
            Event::Key { key: key @ (Key::Enter | Key::Tab), pressed: true, modifiers, .. }
                if self.is_an_end(*modifiers) && !self.is_empty(now) =>
            {
                // A scanner does not rest before its end; a quick typist does, to read what was found.
                let scanned = self.run.scanned(self.slowest());
                let scanned = scanned.filter(|_| self.ends_with(*key) && self.rested_little(now));
                if let Some(start) = scanned {
                    // What a person typed before the code stays in the field.
                    self.finish_run(start, now, out);
                } else {
                    self.run.clear();
                    out.kept.push(event);
                }
            }
            Event::Key { key: Key::Enter | Key::Tab | Key::Backspace | Key::Escape, .. } => {
                self.run.clear();
                out.kept.push(event);
            }
            _ => out.kept.push(event),
        }
    }

    /// A scanner that ends with text has no need of Enter.
    fn end_by_text(&mut self, now: f64, out: &mut Out) {
        let Suffix::Text(suffix) = &self.config.suffix else { return };
        if !self.run.text().ends_with(suffix.as_str()) {
            return;
        }
        if let Some(start) = self.run.scanned(self.slowest()) {
            let start =
                if self.beside { start } else { self.run.behind_stray_keys(self.slowest()) };
            self.finish_run(start, now, out);
        }
    }

    /// The code that begins at this key is a scan; what a field shows of it is taken back.
    fn finish_run(&mut self, start: usize, now: f64, out: &mut Out) {
        let shown = self.run.shown_from(start);
        out.kept.extend(std::iter::repeat_with(backspace).take(shown));
        let code = self.run.take(start);
        let code = code.strip_prefix(self.config.prefix.as_str()).unwrap_or(&code);
        let code = match &self.config.suffix {
            Suffix::Text(suffix) => code.strip_suffix(suffix.as_str()).unwrap_or(code),
            _ => code,
        };
        self.finish(code.to_owned(), now, out);
    }

    fn finish(&mut self, code: String, now: f64, out: &mut Out) {
        self.alone = None;
        self.ended = Some(now);
        if !code.is_empty() {
            out.scans.push(code);
        }
    }

    /// Adds characters; false when they were too many for a scan, and are not for a field either.
    fn add(&mut self, text: &str, now: f64, out: &mut Out) -> bool {
        if self.is_empty(now) {
            self.run.clear();
        }
        for character in text.chars().filter(|character| is_of_a_code(*character)) {
            if self.run.len() >= self.config.longest {
                if !self.beside || self.run.is_fast_from(0, self.slowest()) {
                    let shown = self.run.shown_from(0);
                    out.kept.extend(std::iter::repeat_with(backspace).take(shown));
                    let begun = self.run.take(0);
                    self.too_long(&begun, now);
                    return false;
                }
                self.run.drop_first();
            }
            self.run.push(character, now, self.beside, self.is_short);
        }
        true
    }

    fn too_long(&mut self, text: &str, now: f64) {
        let begins = text.chars().take(TOLD_OF_FAULT).collect();
        self.fault = Some(ScanFault::TooLong { longest: self.config.longest, begins });
        self.swallowing = Some(now);
        self.alone = None;
    }

    /// Whether no code is under way; keys older than the pause no longer count.
    fn is_empty(&self, now: f64) -> bool {
        self.run.last().is_none_or(|last| now - last > STALE_KEYS_SECS)
    }

    fn rested_little(&self, now: f64) -> bool {
        self.run.last().is_some_and(|last| now - last <= TYPED_BEFORE_SECS)
    }

    fn slowest(&self) -> f64 {
        f64::from(self.config.slowest_ms_per_key) / 1_000.0
    }

    /// Whether this key ends a code of this scanner.
    const fn ends_with(&self, key: Key) -> bool {
        match self.config.suffix {
            Suffix::Enter => matches!(key, Key::Enter),
            Suffix::Tab => matches!(key, Key::Tab),
            Suffix::EnterOrTab | Suffix::Text(_) => true,
        }
    }

    /// A scanner that types capitals may still hold Shift at its end; a person who does means something else.
    fn is_an_end(&self, modifiers: Modifiers) -> bool {
        let held_on = modifiers.shift_only() && self.run.scanned(self.slowest()) == Some(0);
        modifiers.is_none() || held_on
    }
}

fn seconds(left: f64) -> Duration {
    Duration::from_secs_f64(left.max(0.0))
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod wedge_tests;
