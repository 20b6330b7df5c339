//! Tells a scan from typing: a scan ends with its own terminator, needs no focus and never presses a button.
//!
//! A scanner is a keyboard that types a code and ends it with Enter or Tab. Scans are separated by
//! that terminator and by nothing else: two codes in one millisecond are two scans.

use egui::{Event, Key, Modifiers};

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
        let before = self.last_frame.replace(now);
        self.is_short = before.is_some_and(|before| now - before < SHORT_FRAME_SECS);
        let mut scans = Vec::new();
        let mut kept = Vec::with_capacity(events.len());
        for event in events.drain(..) {
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
            Event::Text(text) => self.add(text, now),
            Event::Key { key: Key::Enter | Key::Tab, pressed: true, modifiers, .. }
                if modifiers.is_none() && !self.is_empty(now) =>
            {
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
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(key: Key) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    fn typed(code: &str) -> Vec<Event> {
        let mut events: Vec<Event> =
            code.chars().map(|character| Event::Text(character.to_string())).collect();
        events.push(key(Key::Enter));
        events
    }

    #[test]
    fn a_scan_without_focus_is_taken_with_its_enter() {
        let mut router = ScanRouter::default();
        let mut events = typed("H000123");
        assert_eq!(router.route(&mut events, 1.0, false), ["H000123"]);
        assert!(events.is_empty(), "{events:?}");
    }

    #[test]
    fn an_enter_of_its_own_still_presses_the_focused_button() {
        let mut router = ScanRouter::default();
        let mut events = vec![key(Key::Enter), key(Key::Space), Event::Text(" ".to_owned())];
        assert!(router.route(&mut events, 1.0, false).is_empty());
        assert_eq!(events.len(), 3);
    }

    #[test]
    fn a_space_inside_a_code_presses_nothing() {
        let mut router = ScanRouter::default();
        let mut events = vec![
            key(Key::A),
            Event::Text("A".to_owned()),
            key(Key::Space),
            Event::Text(" ".to_owned()),
            key(Key::B),
            Event::Text("B".to_owned()),
            key(Key::Enter),
        ];
        assert_eq!(router.route(&mut events, 1.0, false), ["A B"]);
        assert!(events.is_empty(), "{events:?}");
    }

    #[test]
    fn slow_typing_in_a_field_stays_there_with_its_enter() {
        let mut router = ScanRouter::default();
        for (at, letter) in ["1", "2", "3", "4"].into_iter().enumerate() {
            let mut events = vec![Event::Text(letter.to_owned())];
            assert!(router.route(&mut events, at as f64 * 0.15, true).is_empty());
            assert_eq!(events.len(), 1);
        }
        let mut events = vec![key(Key::Enter)];
        assert!(router.route(&mut events, 0.6, true).is_empty());
        assert_eq!(events.len(), 1);
    }

    #[test]
    fn a_scan_into_a_field_is_taken_back_out() {
        let mut router = ScanRouter::default();
        let mut events = typed("40063813");
        assert_eq!(router.route(&mut events, 1.0, true), ["40063813"]);
        let gone =
            events.iter().filter(|event| matches!(event, Event::Key { key: Key::Backspace, .. }));
        assert_eq!(gone.count(), 8);
        assert!(!events.iter().any(|event| matches!(event, Event::Key { key: Key::Enter, .. })));
    }

    #[test]
    fn what_was_typed_into_a_field_before_a_scan_stays_and_the_scan_comes_out_whole() {
        let mut router = ScanRouter::default();
        for (letter, at) in [("1", 0.0), ("2", 0.3)] {
            let mut events = vec![Event::Text(letter.to_owned())];
            assert!(router.route(&mut events, at, true).is_empty());
        }
        let mut events = typed("40063813");
        assert_eq!(router.route(&mut events, 1.3, true), ["40063813"]);
        let gone =
            events.iter().filter(|event| matches!(event, Event::Key { key: Key::Backspace, .. }));
        assert_eq!(gone.count(), 8, "what a person typed stays");
    }

    /// Keys as they come, each at its time, then Enter; gives the scans and how many keys were taken back.
    fn into_a_field(keys: &[(char, f64)], enter: f64) -> (Vec<String>, usize) {
        let mut router = ScanRouter::default();
        for (letter, at) in keys {
            let mut events = vec![Event::Text(letter.to_string())];
            assert!(router.route(&mut events, *at, true).is_empty());
        }
        let mut events = vec![key(Key::Enter)];
        let scans = router.route(&mut events, enter, true);
        let gone =
            events.iter().filter(|event| matches!(event, Event::Key { key: Key::Backspace, .. }));
        (scans, gone.count())
    }

    #[test]
    fn a_quick_typist_who_reads_before_enter_keeps_the_text() {
        let keys: Vec<(char, f64)> =
            "admin".chars().enumerate().map(|(at, key)| (key, at as f64 * 0.025)).collect();
        assert_eq!(into_a_field(&keys, 0.7), (vec![], 0));
        assert_eq!(into_a_field(&keys, 0.12).0, ["admin"], "as fast with Enter it is a scan");
    }

    #[test]
    fn the_digit_of_a_shortcut_does_not_reach_the_field() {
        let alt = Modifiers { alt: true, ..Modifiers::NONE };
        let shortcut = Event::Key {
            key: Key::Num2,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: alt,
        };
        let mut events = vec![shortcut.clone(), Event::Text("2".to_owned())];
        assert!(ScanRouter::default().route(&mut events, 1.0, true).is_empty());
        assert_eq!(events, [shortcut]);
    }

    #[test]
    fn four_keys_and_enter_in_one_slow_frame_are_typing() {
        let keys = ["1", "2", " ", "1"].map(|key| Event::Text(key.to_owned()));
        let mut events: Vec<Event> = keys.into_iter().chain([key(Key::Enter)]).collect();
        assert!(ScanRouter::default().route(&mut events, 1.0, true).is_empty());
        assert_eq!(events.len(), 5, "all of it stays with the field");
    }

    /// Four keys and Enter in one frame that came this long after the one before it.
    fn four_in_a_frame(since_last: f64) -> (Vec<String>, usize) {
        let mut router = ScanRouter::default();
        router.route(&mut Vec::new(), 1.0, true);
        let mut events = typed("H001");
        let scans = router.route(&mut events, 1.0 + since_last, true);
        (scans, events.len())
    }

    #[test]
    fn four_keys_and_enter_in_one_short_frame_are_a_scan() {
        assert_eq!(four_in_a_frame(0.016), (vec!["H001".to_owned()], 8), "as many steps back");
        assert_eq!(four_in_a_frame(0.049), (vec!["H001".to_owned()], 8));
    }

    #[test]
    fn four_keys_and_enter_after_a_long_frame_or_a_rest_are_typing() {
        assert_eq!(four_in_a_frame(0.06), (vec![], 5));
        assert_eq!(four_in_a_frame(10.0), (vec![], 5));
    }

    #[test]
    fn three_keys_in_a_short_frame_are_typing() {
        let mut router = ScanRouter::default();
        router.route(&mut Vec::new(), 1.0, true);
        let mut events = typed("123");
        assert!(router.route(&mut events, 1.016, true).is_empty());
        assert_eq!(events.len(), 4);
    }

    #[test]
    fn the_enter_of_a_code_may_come_a_frame_later_but_not_after_a_rest() {
        for (enter, scanned) in [(0.032, true), (0.2, true), (1.0, false)] {
            let mut router = ScanRouter::default();
            router.route(&mut Vec::new(), 0.0, true);
            let mut code = vec![Event::Text("H001".to_owned())];
            assert!(router.route(&mut code, 0.016, true).is_empty());
            let mut events = vec![key(Key::Enter)];
            assert_eq!(!router.route(&mut events, enter, true).is_empty(), scanned, "{enter}");
        }
    }

    #[test]
    fn what_was_typed_just_before_a_short_code_stays_in_the_field() {
        let mut router = ScanRouter::default();
        for (letter, at) in [("1", 0.0), ("2", 0.25)] {
            router.route(&mut vec![Event::Text(letter.to_owned())], at, true);
        }
        router.route(&mut Vec::new(), 0.45, true);
        let mut events = typed("H001");
        assert_eq!(router.route(&mut events, 0.466, true), ["H001"]);
        assert_eq!(events.len(), 4 + 4, "the code and as many steps back");
    }

    #[test]
    fn a_slow_frame_does_not_cut_a_code_in_two() {
        let keys: Vec<(char, f64)> =
            "40063813".chars().zip([0.0, 0.0, 0.15, 0.15, 0.15, 0.15, 0.15, 0.15]).collect();
        assert_eq!(into_a_field(&keys, 0.15), (vec!["40063813".to_owned()], 8));
    }

    #[test]
    fn the_digit_of_a_shortcut_is_no_code() {
        let mut router = ScanRouter::default();
        let held = Event::Key {
            key: Key::Num1,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::ALT,
        };
        let mut events = vec![held, Event::Text("1".to_owned())];
        assert!(router.route(&mut events, 1.0, false).is_empty());
        let mut events = vec![key(Key::Enter)];
        assert!(router.route(&mut events, 1.2, false).is_empty());
        assert_eq!(events.len(), 1, "Enter still presses what has the keyboard");
    }

    #[test]
    fn a_brushed_key_long_ago_does_not_join_the_next_code() {
        let mut router = ScanRouter::default();
        router.route(&mut vec![Event::Text("x".to_owned())], 1.0, false);
        assert_eq!(router.route(&mut typed("12"), 9.0, false), ["12"]);
    }

    proptest! {
        /// However slowly a person typed before it, the code comes out and only the code is taken back.
        #[test]
        fn a_code_after_typing_comes_out_of_the_field_alone(
            pauses in prop::collection::vec(0.2..0.29_f64, 1..12),
            code in "[A-Z0-9]{4,6}",
        ) {
            let mut now = 0.0;
            let mut keys = Vec::new();
            for pause in &pauses {
                keys.push(('1', now));
                now += pause;
            }
            for letter in code.chars() {
                keys.push((letter, now));
                now += 0.004;
            }
            let taken = code.len();
            prop_assert_eq!(into_a_field(&keys, now), (vec![code], taken));
        }

        /// However the frames fall, every code comes out once, whole and in order, and no Enter is left.
        #[test]
        fn codes_come_out_whole_however_the_frames_fall(
            codes in prop::collection::vec("[A-Z0-9:-]{1,20}", 1..8),
            cuts in prop::collection::vec(1_usize..9, 1..60),
        ) {
            let mut events: Vec<Event> = codes.iter().flat_map(|code| typed(code)).collect();
            let mut router = ScanRouter::default();
            let (mut scans, mut now, mut cut) = (Vec::new(), 0.0, cuts.iter().cycle());
            while !events.is_empty() {
                let take = (*cut.next().unwrap()).min(events.len());
                let mut frame: Vec<Event> = events.drain(..take).collect();
                scans.extend(router.route(&mut frame, now, false));
                prop_assert!(frame.is_empty());
                now += 0.016;
            }
            prop_assert_eq!(scans, codes);
        }
    }
}
