//! Scans and typing told apart, key by key.

use proptest::prelude::*;

use super::*;

fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
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
fn what_is_typed_is_shown_until_it_ends_or_no_longer_counts_and_never_beside_a_field() {
    let mut router = ScanRouter::default();
    let mut digit = |at, field| {
        router.route(&mut vec![Event::Text("7".to_owned())], at, field);
        let later = router.typed(at + 1.5).map(|(text, stays)| (text.to_owned(), stays));
        (later, router.typed(at + 2.1).is_some())
    };
    let half = Duration::from_millis(500);
    assert_eq!(digit(1.0, false), (Some(("7".to_owned(), half)), false));
    assert_eq!(digit(2.0, false), (Some(("77".to_owned(), half)), false));
    assert_eq!(digit(10.0, true), (None, false));
    let mut router = ScanRouter::default();
    router.route(&mut typed("12"), 1.0, false);
    assert_eq!(router.typed(1.0), None);
}

#[test]
fn what_follows_the_key_of_the_palette_in_one_frame_is_no_scan() {
    let mut router = ScanRouter::default();
    let palette = Event::Key {
        key: Key::K,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    };
    let mut events = vec![palette];
    events.extend(typed("supervisor"));
    let all = events.clone();
    assert!(router.route(&mut events, 1.0, false).is_empty());
    assert_eq!(events, all);
    let mut later = vec![key(Key::Enter)];
    assert!(router.route(&mut later, 1.1, false).is_empty(), "nothing is left over");
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

#[test]
fn a_letter_after_which_nothing_comes_is_the_key_of_a_panel() {
    let mut router = ScanRouter::default();
    let letter = || vec![key(Key::N), Event::Text("n".to_owned())];
    let mut events = letter();
    router.route(&mut events, 1.0, false);
    assert!(events.is_empty() && router.waits(1.0).is_some(), "it may begin a code");
    let mut later = Vec::new();
    router.route(&mut later, 1.2, false);
    assert!(later.is_empty());
    router.route(&mut later, 1.4, false);
    assert_eq!((later, router.waits(1.4)), (vec![key(Key::N)], None));
    let mut code = letter();
    code.extend(["1", "2"].map(|digit| Event::Text(digit.to_owned())));
    router.route(&mut code, 5.0, false);
    router.route(&mut code, 5.5, false);
    assert!(code.is_empty(), "a code was begun: {code:?}");
    let mut slow = letter();
    router.route(&mut slow, 10.0, false);
    let mut rest = typed("123");
    assert_eq!(router.route(&mut rest, 10.6, false), ["n123"], "the frame came late");
    assert!(rest.is_empty(), "{rest:?}");
}
