//! Tells a scan from typing: a scan ends with its own terminator, needs no focus and never presses a button.
//!
//! A scanner is a keyboard that types a code and ends it with Enter or Tab. Scans are separated by
//! that terminator and by nothing else: two codes in one millisecond are two scans.

use std::time::Duration;

use egui::{Event, Key, Modifiers};

use super::palette::opens_palette;

/// A pause inside a code longer than this ends it: a scanner never rests, a person may have
/// brushed a key. It never separates two scans, the terminator does.
const STALE_KEYS_SECS: f64 = 2.0;

/// In a text field, keys that come faster than this on average are a scanner's.
const SCANNER_GAP_SECS: f64 = 0.030;

/// In a text field, fewer keys than this are never taken for a scan.
const SCANNER_KEYS: usize = 4;

/// A slow frame gives all its keys one time; then only this many are more than a person types in it.
/// Events bear no time of their own, and a frame after a rest looks like a slow one.
const KEYS_OF_ONE_FRAME: usize = 8;

/// Within a frame that follows the one before as soon as this, nobody types [`SCANNER_KEYS`] keys.
const SHORT_FRAME_SECS: f64 = 0.05;

/// In a text field, a pause longer than this parts what a person typed from a code that follows. It is
/// far longer than a frame that came late, so that no code is cut in two.
const TYPED_BEFORE_SECS: f64 = 0.3;

/// Collects keys until a terminator makes a scan of them.
#[derive(Debug, Default)]
pub struct ScanRouter {
    text: String,
    /// When each character arrived, in seconds.
    times: Vec<f64>,
    /// The frame before began then.
    last_frame: Option<f64>,
    /// The newest short frame that brought characters; what came in it came within that frame.
    short_frame: Option<f64>,
    /// The frame that is being routed is a short one.
    is_short: bool,
    /// A field has the keys and shows them itself.
    beside: bool,
    /// A letter that began no code yet: it may be a key of a panel.
    alone: Option<(Event, f64)>,
    /// The text event that comes next belongs to a shortcut: Alt with a digit also types the digit.
    shortcut: bool,
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
        let mut scans = Vec::new();
        let mut kept = Vec::with_capacity(events.len());
        let mut to_palette = false;
        kept.extend(self.letter_alone(events, now));
        for event in events.drain(..) {
            if to_palette {
                // What follows the key of the palette in one frame is typed into the palette.
                kept.push(event);
                continue;
            }
            to_palette = opens_palette(&event);
            if to_palette {
                self.clear();
            }
            if self.is_of_shortcut(&event) {
                // Alt with a digit changes the panel; the field in focus must not get the digit too.
                let digit = matches!(&event, Event::Text(text) if is_digit(text));
                if !digit {
                    kept.push(event);
                }
            } else if field_has_focus {
                self.beside_a_field(event, now, &mut kept, &mut scans);
            } else {
                self.without_a_field(event, now, &mut kept, &mut scans);
            }
        }
        *events = kept;
        scans
    }

    /// What was typed without a field and not ended yet, and how long it counts.
    pub fn typed(&self, now: f64) -> Option<(&str, Duration)> {
        let last = self.times.last().filter(|_| !self.beside && !self.is_empty(now))?;
        Some((&self.text, Duration::from_secs_f64((last + STALE_KEYS_SECS - now).max(0.0))))
    }

    /// A letter after which nothing came for longer than any scanner rests is the key of a panel; until
    /// then it may begin a code. It still counts as typed: a code may be typed by hand.
    fn letter_alone(&mut self, events: &[Event], now: f64) -> Option<Event> {
        if self.beside {
            self.alone = None;
        }
        let goes_on =
            events.iter().any(|event| matches!(event, Event::Text(_)) || is_a_press(event));
        let due = |(_, at): &mut (Event, f64)| now - *at > TYPED_BEFORE_SECS && !goes_on;
        self.alone.take_if(due).map(|(event, _)| event)
    }

    /// How long until a letter that stands alone is given on.
    pub fn waits(&self, now: f64) -> Option<Duration> {
        let (_, at) = self.alone.as_ref()?;
        Some(Duration::from_secs_f64((at + TYPED_BEFORE_SECS - now).max(0.0)))
    }

    /// Nothing wants the keys: all that is typed may be a code.
    fn without_a_field(
        &mut self,
        event: Event,
        now: f64,
        kept: &mut Vec<Event>,
        scans: &mut Vec<String>,
    ) {
        match &event {
            // A space may press the focused button, unless it stands inside a code.
            Event::Text(text) if text == " " && self.is_empty(now) => kept.push(event),
            Event::Text(text) => {
                if !self.is_empty(now) {
                    self.alone = None;
                }
                self.add(text, now);
            }
            Event::Key { key: Key::Enter | Key::Tab, pressed: true, modifiers, .. }
                if modifiers.is_none() && !self.is_empty(now) =>
            {
                self.alone = None;
                match self.scanned(now) {
                    None if is_tab(&event) => {
                        // A person walks on with Tab after a stray key.
                        self.clear();
                        kept.push(event);
                    }
                    Some(start) if is_tab(&event) => scans.push(self.take(start)),
                    _ => scans.push(self.take(0)),
                }
            }
            Event::Key { key, modifiers, .. } if types_text(*key, *modifiers) => {
                // Its text event has been taken; the key alone must not press anything.
                if *key == Key::Space && self.is_empty(now) {
                    kept.push(event);
                } else if is_a_press(&event) {
                    self.alone = self.is_empty(now).then_some((event, now));
                }
            }
            _ => kept.push(event),
        }
    }

    /// A field has the keys: only what a scanner typed is taken back.
    fn beside_a_field(
        &mut self,
        event: Event,
        now: f64,
        kept: &mut Vec<Event>,
        scans: &mut Vec<String>,
    ) {
        match &event {
            Event::Text(text) => {
                if self.times.last().is_some_and(|last| now - last > TYPED_BEFORE_SECS) {
                    self.clear();
                }
                self.add(text, now);
                kept.push(event);
            }
            Event::Key { key: Key::Enter | Key::Tab, pressed: true, modifiers, .. }
                if modifiers.is_none() && !self.is_empty(now) =>
            {
                if let Some(start) = self.scanned(now) {
                    // What a person typed before the code stays in the field.
                    let keys = self.times.len() - start;
                    scans.push(self.take(start));
                    kept.extend(std::iter::repeat_with(backspace).take(keys));
                } else {
                    self.clear();
                    kept.push(event);
                }
            }
            Event::Key { key: Key::Enter | Key::Tab | Key::Backspace | Key::Escape, .. } => {
                self.clear();
                kept.push(event);
            }
            _ => kept.push(event),
        }
    }

    /// Whether a person pressed a shortcut with Alt; no scanner does, and its character is no code.
    fn is_of_shortcut(&mut self, event: &Event) -> bool {
        match event {
            Event::Key { modifiers, pressed: true, .. } => {
                self.shortcut = modifiers.alt && !modifiers.ctrl;
                false
            }
            Event::Text(_) => std::mem::take(&mut self.shortcut),
            _ => false,
        }
    }

    fn add(&mut self, text: &str, now: f64) {
        if self.is_empty(now) {
            self.clear();
        }
        if self.is_short {
            self.short_frame = Some(now);
        }
        for character in text.chars().filter(|character| !character.is_control()) {
            self.text.push(character);
            self.times.push(now);
        }
    }

    /// Whether no code is under way; keys older than the pause no longer count.
    fn is_empty(&self, now: f64) -> bool {
        self.times.last().is_none_or(|last| now - last > STALE_KEYS_SECS)
    }

    /// Where the longest run of keys at the end begins that came as fast as only a scanner types.
    fn scanned(&self, now: f64) -> Option<usize> {
        let last = self.times.last()?;
        let keys = self.times.len();
        // a scanner does not rest before its terminator; a quick typist does, to read what was found
        if now - last > TYPED_BEFORE_SECS {
            return None;
        }
        let in_a_short_frame = self.short_frame == Some(*last);
        self.times.iter().enumerate().find_map(|(start, first)| {
            let run = keys - start;
            let is_timed = first < last || in_a_short_frame;
            let least = if is_timed { SCANNER_KEYS } else { KEYS_OF_ONE_FRAME };
            let fast = run >= least && (last - first) / ((run - 1) as f64) < SCANNER_GAP_SECS;
            fast.then_some(start)
        })
    }

    /// Takes the code that begins at this key; what came before it is forgotten.
    fn take(&mut self, start: usize) -> String {
        self.times.clear();
        std::mem::take(&mut self.text).chars().skip(start).collect()
    }

    fn clear(&mut self) {
        self.text.clear();
        self.times.clear();
    }
}

/// Whether a key goes down, and not because it is held.
const fn is_a_press(event: &Event) -> bool {
    matches!(event, Event::Key { pressed: true, repeat: false, .. })
}

fn is_digit(text: &str) -> bool {
    text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_tab(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Tab, .. })
}

/// Whether this key writes a character, so that a text event stands beside it.
fn types_text(key: Key, modifiers: Modifiers) -> bool {
    if modifiers.ctrl || modifiers.alt || modifiers.command || modifiers.mac_cmd {
        return false;
    }
    // Letters and digits have one-letter names; `Enter`, `F4` and the arrows do not.
    key == Key::Space || key.name().chars().count() == 1 || is_punctuation(key)
}

const fn is_punctuation(key: Key) -> bool {
    matches!(
        key,
        Key::Colon
            | Key::Comma
            | Key::Backslash
            | Key::Slash
            | Key::Pipe
            | Key::Questionmark
            | Key::Exclamationmark
            | Key::OpenBracket
            | Key::CloseBracket
            | Key::OpenCurlyBracket
            | Key::CloseCurlyBracket
            | Key::Backtick
            | Key::Minus
            | Key::Period
            | Key::Plus
            | Key::Equals
            | Key::Semicolon
            | Key::Quote
    )
}

fn backspace() -> Event {
    Event::Key {
        key: Key::Backspace,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

#[cfg(test)]
mod tests;
