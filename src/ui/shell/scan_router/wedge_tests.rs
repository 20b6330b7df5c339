//! Scanners as they are: with prefix and suffix, two ends, separators, no end at all.

use proptest::prelude::*;

use super::*;

fn press(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

fn enter() -> Event {
    press(Key::Enter, Modifiers::NONE)
}

fn text(code: &str) -> Vec<Event> {
    code.chars().map(|character| Event::Text(character.to_string())).collect()
}

fn scan(code: &str) -> Vec<Event> {
    text(code).into_iter().chain([enter()]).collect()
}

fn router(change: impl FnOnce(&mut ScannerConfig)) -> ScanRouter {
    let mut config = ScannerConfig::default();
    change(&mut config);
    let mut router = ScanRouter::default();
    router.configure(&config);
    router
}

fn with_prefix() -> ScanRouter {
    router(|config| "~S".clone_into(&mut config.prefix))
}

/// Routes what came in frames at these times; gives scans and what is left for the window.
fn frames(
    router: &mut ScanRouter,
    frames: Vec<(f64, Vec<Event>)>,
    field: bool,
) -> (Vec<String>, Vec<Event>) {
    let (mut scans, mut left) = (Vec::new(), Vec::new());
    for (at, mut events) in frames {
        scans.extend(router.route(&mut events, at, field));
        left.extend(events);
    }
    (scans, left)
}

#[test]
fn the_second_end_of_a_scanner_presses_nothing_and_a_persons_enter_does() {
    let line_feed = press(Key::J, Modifiers::CTRL);
    for second in [enter(), line_feed] {
        for field in [false, true] {
            let mut router = ScanRouter::default();
            router.route(&mut Vec::new(), 0.99, field);
            let mut events = scan("40063813");
            events.push(second.clone());
            assert_eq!(router.route(&mut events, 1.0, field), ["40063813"]);
            assert!(!events.contains(&second), "{events:?}");
            let mut late = vec![enter()];
            router.route(&mut late, 1.5, field);
            assert_eq!(late, [enter()], "a person's own");
        }
    }
    let mut router = ScanRouter::default();
    let in_frames = vec![
        (1.0, scan("A1")),
        (1.016, vec![enter()]),
        (1.032, scan("A1")),
        (1.033, vec![enter()]),
    ];
    let (scans, left) = frames(&mut router, in_frames, false);
    assert_eq!((scans, left), (vec!["A1".to_owned(), "A1".to_owned()], vec![]));
}

#[test]
fn two_scans_in_five_milliseconds_and_the_same_code_twice_are_two() {
    let mut router = ScanRouter::default();
    let both = vec![(1.0, scan("H000123")), (1.005, scan("H000123"))];
    assert_eq!(frames(&mut router, both, false).0, ["H000123", "H000123"]);
}

#[test]
fn with_a_prefix_nothing_of_a_code_reaches_a_field_and_typing_around_it_stays() {
    let mut router = with_prefix();
    let parts = vec![
        (1.0, text("12")),
        (1.1, text("~S400")),
        (1.2, text("6381")),
        (1.3, vec![enter()]),
        (1.35, text("3")),
        (1.6, vec![enter()]),
    ];
    let (scans, left) = frames(&mut router, parts, true);
    assert_eq!(scans, ["4006381"], "slow, and still the scanner's");
    let mut typed = text("123");
    typed.push(enter());
    assert_eq!(left, typed);
}

#[test]
fn a_prefix_that_a_person_typed_is_given_back() {
    let mut router = with_prefix();
    let (scans, left) = frames(&mut router, vec![(1.0, text("a~")), (1.1, text("b"))], true);
    assert_eq!((scans, left), (vec![], text("a~b")));
    let (_, left) = frames(&mut router, vec![(2.0, text("~S1"))], true);
    assert!(left.is_empty());
    assert!(router.waits(2.0).is_some_and(|wait| wait <= Duration::from_millis(500)));
    let (_, left) = frames(&mut router, vec![(2.6, Vec::new())], true);
    assert_eq!(left, text("~S1"));
    assert_eq!(router.waits(2.6), None);
}

#[test]
fn a_prefix_may_be_missing_where_no_field_wants_the_keys() {
    let mut router = with_prefix();
    let (scans, left) = frames(&mut router, vec![(1.0, scan("14")), (2.0, scan("~S15"))], false);
    assert_eq!((scans, left), (vec!["14".to_owned(), "15".to_owned()], vec![]), "typed by hand");
}

#[test]
fn a_suffix_of_text_ends_a_code_with_and_without_a_field() {
    for (prefix, field) in [("", false), ("", true), ("~S", false), ("~S", true)] {
        let mut router = router(|config| {
            prefix.clone_into(&mut config.prefix);
            config.suffix = Suffix::Text("#!".to_owned());
        });
        router.route(&mut Vec::new(), 0.99, field);
        let mut events = text(&format!("{prefix}400638#!{prefix}96385074#!"));
        events.push(enter());
        assert_eq!(router.route(&mut events, 1.0, field), ["400638", "96385074"], "{prefix}");
        assert!(!events.contains(&enter()));
    }
}

#[test]
fn the_key_that_does_not_end_a_code_of_this_scanner_is_a_persons() {
    let mut router = router(|config| config.suffix = Suffix::Tab);
    router.route(&mut Vec::new(), 0.99, true);
    let mut events = scan("40063813");
    assert!(router.route(&mut events, 1.0, true).is_empty());
    assert_eq!(events.last(), Some(&enter()));
}

#[test]
fn a_slower_scanner_is_known_by_its_setting() {
    let keys = |router: &mut ScanRouter| {
        let mut all: Vec<(f64, Vec<Event>)> = text("40063813")
            .into_iter()
            .zip(0..)
            .map(|(key, n)| (f64::from(n) * 0.05, vec![key]))
            .collect();
        all.push((0.4, vec![enter()]));
        frames(router, all, true).0
    };
    assert_eq!(keys(&mut ScanRouter::default()), Vec::<String>::new());
    assert_eq!(keys(&mut router(|config| config.slowest_ms_per_key = 60)), ["40063813"]);
}

#[test]
fn the_separator_is_heard_in_all_its_ways() {
    let alt = |key| press(key, Modifiers::ALT);
    let pad = |digits: &[Key]| digits.iter().map(|digit| alt(*digit)).collect::<Vec<_>>();
    let ways = [
        pad(&[Key::Num0, Key::Num2, Key::Num9]),
        pad(&[Key::Num0, Key::Num0, Key::Num2, Key::Num9]),
        pad(&[Key::Num2, Key::Num9]),
        vec![alt(Key::Num0), Event::Text("0".to_owned()), alt(Key::Num2), alt(Key::Num9)],
        vec![press(Key::CloseBracket, Modifiers::CTRL)],
        vec![Event::Text("\u{1d}".to_owned())],
    ];
    for way in ways {
        for (prefix, field) in [("", false), ("", true), ("~S", true)] {
            let mut router = router(|config| prefix.clone_into(&mut config.prefix));
            router.route(&mut Vec::new(), 0.99, field);
            let mut events = text(&format!("{prefix}0109501101530003"));
            events.extend([text("10AB"), way.clone(), text("21C"), vec![enter()]].concat());
            let scans = router.route(&mut events, 1.0, field);
            assert_eq!(scans, ["010950110153000310AB\u{1d}21C"], "{way:?}");
            assert!(!events.iter().any(alt_digit_of), "{events:?}");
            let back = events.iter().filter(|event| **event == keys::backspace()).count();
            let typed = events.iter().filter(|event| matches!(event, Event::Text(_))).count();
            let sent_as_text =
                usize::from(matches!(way.first(), Some(Event::Text(_))) && typed > 0);
            assert_eq!(back, typed, "{sent_as_text}");
        }
    }
}

fn alt_digit_of(event: &Event) -> bool {
    matches!(event, Event::Key { modifiers, .. } if modifiers.alt)
}

#[test]
fn alt_with_a_digit_stays_a_shortcut_outside_a_code_and_when_it_is_no_separator() {
    let held = press(Key::Num2, Modifiers::ALT);
    let mut events = vec![held.clone()];
    ScanRouter::default().route(&mut events, 1.0, false);
    assert_eq!(events, std::slice::from_ref(&held));
    let mut router = ScanRouter::default();
    let (_, left) = frames(
        &mut router,
        vec![(1.0, text("12")), (1.1, vec![held.clone()]), (1.5, vec![])],
        false,
    );
    assert_eq!(left, [held]);
}

#[test]
fn capitals_dead_keys_and_a_held_shift_lose_no_character() {
    for field in [false, true] {
        let mut router = ScanRouter::default();
        router.route(&mut Vec::new(), 0.99, field);
        let mut events = text("td:ÖÄé'");
        events.push(Event::Ime(ImeEvent::Commit("^1".to_owned())));
        events.extend(text("~`xyz"));
        events.push(press(Key::Enter, Modifiers::SHIFT));
        assert_eq!(router.route(&mut events, 1.0, field), ["td:ÖÄé'^1~`xyz"]);
    }
}

#[test]
fn a_stray_key_does_not_join_the_code_of_a_scanner() {
    let mut router = ScanRouter::default();
    let mut all = vec![(1.0, text("x"))];
    let code = text("4006381333931").into_iter().zip(0..);
    all.extend(code.map(|(key, n)| (1.8 + f64::from(n) * 0.004, vec![key])));
    all.push((1.9, vec![enter()]));
    assert_eq!(frames(&mut router, all, false).0, ["4006381333931"]);
}

#[test]
fn ten_thousand_characters_without_an_end_are_told_once_and_kept_nowhere() {
    for (prefix, field) in [("", false), ("", true), ("~S", false), ("~S", true)] {
        let mut router = router(|config| prefix.clone_into(&mut config.prefix));
        router.route(&mut Vec::new(), 0.99, field);
        let (mut faults, mut back, mut shown) = (Vec::new(), 0, 0);
        let endless = format!("{prefix}{}", "7".repeat(10_000));
        for (frame, part) in text(&endless).chunks(40).enumerate() {
            let mut events = part.to_vec();
            let at = 1.0 + frame as f64 * 0.016;
            assert!(router.route(&mut events, at, field).is_empty());
            faults.extend(router.take_fault());
            back += events.iter().filter(|event| **event == keys::backspace()).count();
            shown += events.iter().filter(|event| matches!(event, Event::Text(_))).count();
            assert!(router.run.len() <= 512 && router.prefixed.len() <= 513);
        }
        let told = ScanFault::TooLong { longest: 512, begins: "7".repeat(4) };
        assert_eq!(faults, [told], "{prefix} {field}");
        assert_eq!(back, shown, "nothing of it stays in the field");
        let mut end = vec![enter()];
        assert!(router.route(&mut end, 5.02, field).is_empty());
        assert!(end.is_empty(), "its own Enter: {end:?}");
        let mut next = scan(&format!("{prefix}H000123"));
        router.route(&mut Vec::new(), 5.03, field);
        assert_eq!(router.route(&mut next, 5.04, field), ["H000123"]);
    }
}

#[test]
fn a_person_may_type_as_much_as_they_like_into_a_field() {
    let mut router = ScanRouter::default();
    let all = text(&"a long note. ".repeat(100)).into_iter().zip(0..);
    let all: Vec<_> = all.map(|(key, n)| (f64::from(n) * 0.08, vec![key])).collect();
    let keys = all.len();
    let (scans, left) = frames(&mut router, all, true);
    assert_eq!((scans.len(), left.len(), router.take_fault()), (0, keys, None));
    assert!(router.run.len() <= 512);
}

#[test]
fn the_doctor_gets_every_keystroke_while_it_asks() {
    let mut router = ScanRouter::default();
    router.route(&mut scan("A"), 1.0, false);
    assert!(router.take_recorded().is_empty());
    router.record(true);
    let mut events = scan("A");
    events.push(press(Key::J, Modifiers::CTRL));
    router.route(&mut events, 2.0, false);
    let strokes: Vec<_> = router.take_recorded().iter().map(|key| key.stroke).collect();
    use crate::domain::scanner_doctor::Stroke;
    assert_eq!(strokes, [Stroke::Character('A'), Stroke::Enter, Stroke::LineFeed]);
    router.record(false);
    assert!(router.take_recorded().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// A thousand scans at fifty a second, a person typing between them, frames of any length: every
    /// scan comes once and in order, and what was typed stays whole.
    #[test]
    fn a_thousand_scans_come_once_and_in_order(
        codes in prop::collection::vec("[A-Za-z0-9:/-]{4,14}", 1_000),
        typed in prop::collection::vec(prop::option::weighted(0.1, "[a-z0-9]"), 1_000),
        frame_ms in prop::collection::vec(1_u32..120, 40),
        field in any::<bool>(),
        ends in prop::collection::vec(0_usize..3, 16),
    ) {
        let mut stream: Vec<(f64, Event)> = Vec::new();
        let mut by_hand = String::new();
        for (number, (code, key)) in codes.iter().zip(&typed).enumerate() {
            let begins = number as f64 * 0.02;
            if let Some(key) = key.as_ref().filter(|_| field) {
                stream.push((begins, Event::Text(key.clone())));
                by_hand.push_str(key);
            }
            let mut events = scan(&format!("~S{code}"));
            match ends[number % ends.len()] {
                0 => {}
                1 => events.push(press(Key::J, Modifiers::CTRL)),
                _ => events.push(enter()),
            }
            let step = 0.018 / events.len() as f64;
            stream.extend(events.into_iter().enumerate().map(|(n, event)| (begins + 0.001 + n as f64 * step, event)));
        }
        let mut router = with_prefix();
        let (mut scans, mut left, mut now) = (Vec::new(), String::new(), 0.0);
        let mut frame_ms = frame_ms.iter().cycle();
        let mut stream = stream.into_iter().peekable();
        while stream.peek().is_some() {
            now += f64::from(*frame_ms.next().unwrap()) / 1_000.0;
            let mut events = Vec::new();
            while let Some((_, event)) = stream.next_if(|(at, _)| *at <= now) {
                events.push(event);
            }
            scans.extend(router.route(&mut events, now, field));
            for event in events {
                match event {
                    Event::Text(text) => left.push_str(&text),
                    other => prop_assert!(false, "{other:?} presses something"),
                }
            }
        }
        prop_assert_eq!(scans, codes);
        prop_assert_eq!(left, by_hand);
    }
}
