//! Each verdict, by the keys that lead to it.

use super::keyboards::{typed, with_caps_lock};
use super::*;

/// Keys at this pace, with an end.
fn strokes(text: &str, ms: f64, end: &[Stroke]) -> Vec<Keystroke> {
    let characters = text.chars().map(|character| match character {
        SEPARATOR => Stroke::Separator,
        character => Stroke::Character(character),
    });
    let all = characters.chain(end.iter().copied());
    all.enumerate().map(|(n, stroke)| Keystroke { at: n as f64 * ms / 1_000.0, stroke }).collect()
}

fn found(code: TestCode, text: &str) -> Vec<Finding> {
    let config = ScannerConfig::default();
    let verdict = examine(code, &strokes(text, 4.0, &[Stroke::Enter]), &config);
    assert_eq!(verdict.code, code, "{text}");
    verdict.findings
}

#[test]
fn a_scanner_as_it_should_be_has_no_finding() {
    for code in TestCode::ALL {
        assert_eq!(found(code, code.expected()), [], "{code:?}");
        assert_eq!(found(code, &format!("]C1{}", code.expected())), [], "{code:?}");
    }
}

#[test]
fn a_keyboard_that_does_not_fit_is_named() {
    let cases = [
        (TestCode::Letters, "TD1QWAZY?qwazy,", Keyboard::French),
        (TestCode::Letters, "TD1AYQWZMayqwzm", Keyboard::German),
        (TestCode::Signs, "TD2-0123456789:/£\"@'", Keyboard::British),
        (TestCode::Signs, "TD2ß0123456789Ö-§\"Ää", Keyboard::German),
    ];
    for (code, text, pc) in cases {
        let first = found(code, text);
        let layout = Finding::Layout { scanner: Keyboard::American, pc };
        // the first code of a French PC also has other digits
        let text = typed(code.expected(), Keyboard::American, pc);
        assert_eq!(found(code, &text), [layout], "{text}");
        assert!(pc == Keyboard::French || !first.is_empty());
    }
    let other = typed(TestCode::Letters.expected(), Keyboard::German, Keyboard::American);
    // which of the two is set wrong the letters alone cannot tell
    assert!(matches!(found(TestCode::Letters, &other)[..], [Finding::Layout { .. }]));
    let french = typed(TestCode::Signs.expected(), Keyboard::French, Keyboard::American);
    let layout = Finding::Layout { scanner: Keyboard::French, pc: Keyboard::American };
    assert_eq!(found(TestCode::Signs, &french), [layout]);
}

#[test]
fn caps_lock_is_told_alone_and_with_a_keyboard() {
    assert_eq!(found(TestCode::Letters, "td1azqwymAZQWYM"), [Finding::CapsLock]);
    let german = typed(TestCode::Letters.expected(), Keyboard::American, Keyboard::German);
    let both = found(TestCode::Letters, &with_caps_lock(&german));
    let layout = Finding::Layout { scanner: Keyboard::American, pc: Keyboard::German };
    assert_eq!(both, [layout, Finding::CapsLock]);
}

#[test]
fn a_missing_suffix_and_another_one_are_told() {
    let config = ScannerConfig { suffix: Suffix::Enter, ..ScannerConfig::default() };
    let text = TestCode::Letters.expected();
    let of = |text: &str, end: &[Stroke]| {
        examine(TestCode::Letters, &strokes(text, 4.0, end), &config).findings
    };
    assert_eq!(of(text, &[]), [Finding::NoSuffix]);
    assert_eq!(of(text, &[Stroke::Enter, Stroke::LineFeed]), []);
    assert_eq!(of(text, &[Stroke::Tab]), [Finding::OtherSuffix(Suffix::Tab)]);
    let ends_with_text = Finding::OtherSuffix(Suffix::Text("#!".to_owned()));
    assert_eq!(of(&format!("{text}#!"), &[]), [ends_with_text]);
}

#[test]
fn a_lost_separator_and_a_new_substitute_are_told() {
    let code = TestCode::Elements;
    let with = |separator: &str| code.expected().replace(SEPARATOR, separator);
    assert_eq!(found(code, &with("")), [Finding::LostSeparator]);
    assert_eq!(found(code, &with("{GS}")), []);
    assert_eq!(found(code, &with("<F1>")), [Finding::Substitute("<F1>".to_owned())]);
    let alt = ['0', '2', '9'].map(Stroke::AltDigit);
    let (first, second) = code.expected().split_once(SEPARATOR).unwrap();
    let mut all = strokes(first, 4.0, &alt);
    all.extend(strokes(second, 4.0, &[Stroke::Enter]));
    assert_eq!(examine(code, &all, &ScannerConfig::default()).findings, []);
}

#[test]
fn a_slow_scanner_gets_a_setting_that_lets_it_through() {
    let config = ScannerConfig::default();
    let slow = |ms| {
        let strokes = strokes(TestCode::Letters.expected(), ms, &[Stroke::Enter]);
        examine(TestCode::Letters, &strokes, &config)
    };
    assert_eq!(slow(4.0).findings, []);
    let verdict = slow(50.0);
    assert_eq!(verdict.findings, [Finding::Slow { ms: 50, setting: 80 }]);
    let proposed = proposed(&[verdict], &config).unwrap();
    assert_eq!(proposed.slowest_ms_per_key, 80);
    let again = strokes(TestCode::Letters.expected(), 50.0, &[Stroke::Enter]);
    assert_eq!(examine(TestCode::Letters, &again, &proposed).findings, []);
    assert!(matches!(slow(400.0).findings[..], [Finding::TooSlow { .. }]));
}

#[test]
fn a_prefix_is_offered_and_a_missing_one_too() {
    let config = ScannerConfig::default();
    let text = format!("~S{}", TestCode::Letters.expected());
    let verdict = examine(TestCode::Letters, &strokes(&text, 4.0, &[Stroke::Enter]), &config);
    assert_eq!(verdict.findings, [Finding::Prefix("~S".to_owned())]);
    let set = proposed(&[verdict], &config).unwrap();
    assert_eq!(set.prefix, "~S");
    let none = strokes(TestCode::Letters.expected(), 4.0, &[Stroke::Enter]);
    let verdict = examine(TestCode::Letters, &none, &set);
    assert_eq!(verdict.findings, [Finding::NoPrefix]);
    assert_eq!(proposed(&[verdict], &set), Some(config));
}

#[test]
fn another_code_of_the_card_is_known_and_what_is_none_is_said() {
    let config = ScannerConfig::default();
    let strokes_of = |text: &str| strokes(text, 4.0, &[Stroke::Enter]);
    let second = strokes_of(TestCode::Signs.expected());
    assert_eq!(examine(TestCode::Letters, &second, &config).code, TestCode::Signs);
    assert_eq!(found(TestCode::Letters, "4006381333931"), [Finding::OtherCode]);
    let missing = Finding::Missing { expected: 15, got: 13 };
    assert_eq!(found(TestCode::Letters, "TD1AZQWYMazqw"), [missing]);
    assert_eq!(proposed(&[examine(TestCode::Letters, &strokes_of("1"), &config)], &config), None);
}

#[test]
fn a_code_is_over_when_nothing_more_comes() {
    let mut listener = Listener::default();
    listener.hear(&strokes("ABCD", 4.0, &[Stroke::Enter]));
    assert_eq!(listener.ended(0.1), None, "a line feed may follow");
    assert!(listener.waits(0.1).is_some());
    listener.hear(&[Keystroke { at: 0.2, stroke: Stroke::LineFeed }]);
    assert_eq!(listener.ended(1.0).map(|strokes| strokes.len()), Some(6));
    assert_eq!((listener.ended(2.0), listener.waits(2.0)), (None, None));
    listener.hear(&[Keystroke { at: 3.0, stroke: Stroke::Enter }]);
    assert_eq!(listener.ended(9.0), None, "an Enter alone is no code");
    listener.hear(&strokes(&"7".repeat(5_000), 0.1, &[]));
    assert_eq!(listener.ended(99.0).map(|strokes| strokes.len()), Some(STROKES_AT_MOST));
}
