//! Element strings of all forms, each mistake with its identifier, and garbage.

use proptest::prelude::*;

use super::*;

fn ai(text: &str) -> Ai {
    Ai::parse(text).unwrap_or_else(|| panic!("{text} is in the table"))
}

fn parse(code: &str) -> Result<Gs1, Gs1Error> {
    Gs1::parse(code, &substitutes())
}

fn substitutes() -> Vec<String> {
    ["<GS>", "{GS}", "\\x1d", "^]", "~d029", "|", "#"].map(str::to_owned).into()
}

fn told(gs1: &Gs1) -> Vec<(String, &str)> {
    gs1.all.iter().map(|(ai, value)| (ai.to_string(), value.as_str())).collect()
}

#[test]
fn an_element_string_says_what_it_holds() {
    let gs1 = parse("]C101095011015300031730120031030007503004\u{1d}10AB-12\u{1d}21S1").unwrap();
    assert_eq!(gs1.gtin.as_deref(), Some("09501101530003"));
    assert_eq!(gs1.batch.as_deref(), Some("AB-12"));
    assert_eq!(gs1.serial.as_deref(), Some("S1"));
    assert_eq!(gs1.expiry, Some(Gs1Date { year: 30, month: 12, day: 0 }));
    assert_eq!(gs1.expiry.and_then(|date| date.date(2026)), Some(Date::constant(2030, 12, 31)));
    assert_eq!(gs1.count, Some(4));
    assert_eq!(gs1.net_weight.map(|weight| weight.to_string()).as_deref(), Some("0.750"));
    assert_eq!(gs1.separator_lost, None);
    assert_eq!(gs1.readable(), "(01)09501101530003(17)301200(3103)000750(30)04(10)AB-12(21)S1");
}

#[test]
fn every_disguise_of_the_separator_is_one() {
    let disguises =
        ["\u{1d}", "\u{2194}", "\u{241d}", "<GS>", "{GS}", "\\x1d", "^]", "~d029", "|", "#"];
    for disguise in disguises {
        let code = format!("10AB{disguise}21S1{disguise}");
        let gs1 = parse(&code).unwrap_or_else(|why| panic!("{disguise}: {why:?}"));
        assert_eq!(told(&gs1), [("10".to_owned(), "AB"), ("21".to_owned(), "S1")], "{disguise}");
    }
    for symbology in ["]C1", "]e0", "]d2", "]Q3", "]J1"] {
        assert!(parse(&format!("{symbology}0109501101530003")).is_ok(), "{symbology}");
    }
}

#[test]
fn the_readable_form_may_hold_brackets_in_its_values() {
    let gs1 = parse("(01)09501101530003(10)A(B)C(21)1").unwrap();
    assert_eq!(gs1.batch.as_deref(), Some("A(B)C"));
    assert_eq!(gs1.serial.as_deref(), Some("1"));
    assert_eq!(parse("(01"), Err(Gs1Error::Bracket));
    assert!(matches!(parse("(05)1"), Err(Gs1Error::UnknownAi { .. })));
}

#[test]
fn a_mistake_says_which_identifier_and_why() {
    assert_eq!(parse("0109501101530004"), Err(Gs1Error::CheckDigit { ai: ai("01") }));
    assert_eq!(parse("01095011015"), Err(Gs1Error::TooShort { ai: ai("01"), wanted: 14, got: 9 }));
    assert_eq!(parse("17301332"), Err(Gs1Error::NoDate { ai: ai("17") }));
    assert_eq!(parse("3103ABCDEF"), Err(Gs1Error::NotDigits { ai: ai("3103") }));
    assert_eq!(parse("10ABCDEFGHIJKLMNOPQRSTU"), Err(Gs1Error::TooLong { ai: ai("10"), most: 20 }));
    let blank = Gs1Error::BadCharacter { ai: ai("21"), character: ' ' };
    assert_eq!(parse("21S 1"), Err(blank));
    assert_eq!(parse("0595"), Err(Gs1Error::UnknownAi { text: "0595".to_owned() }));
    assert_eq!(parse(""), Err(Gs1Error::Empty));
    assert_eq!(parse("]C1"), Err(Gs1Error::Empty));
}

#[test]
fn a_lost_separator_is_told_and_nothing_is_made_of_what_it_hid() {
    let gs1 = parse("010950110153000310AB1217301231").unwrap();
    assert_eq!(gs1.separator_lost, Some(ai("10")));
    assert_eq!((gs1.batch, gs1.expiry), (None, None));
    assert_eq!(gs1.gtin.as_deref(), Some("09501101530003"));
    let long = "10ABCDEFGHIJKLM0109501101530003";
    assert_eq!(parse(long), Err(Gs1Error::SeparatorLost { ai: ai("10") }));
    assert_eq!(parse("10AB12\u{1d}17301231").unwrap().separator_lost, None);
    assert_eq!(parse("10LOT-4711").unwrap().separator_lost, None);
}

#[test]
fn the_century_is_the_nearest() {
    let year = |year, now| Gs1Date { year, month: 2, day: 0 }.date(now).map(|date| date.year());
    assert_eq!(year(76, 2026), Some(2076));
    assert_eq!(year(77, 2026), Some(1977));
    assert_eq!(year(3, 2060), Some(2103));
}

#[test]
fn check_digits() {
    for right in ["4006381333931", "96385074", "036000291452", "09501101530003"] {
        assert!(check_digit_is_right(right), "{right}");
    }
    for wrong in ["4006381333932", "", "1", "40063813x3931"] {
        assert!(!check_digit_is_right(wrong), "{wrong}");
    }
}

/// One element with a value its identifier takes.
fn element() -> impl Strategy<Value = (Ai, String)> {
    let gtin = "[0-9]{13}".prop_map(|body| {
        let digit = check_digit(&body).unwrap_or_default();
        (ai("01"), format!("{body}{digit}"))
    });
    let date = (0_u8..100, 1_u8..13, 0_u8..29)
        .prop_map(|(year, month, day)| (ai("17"), format!("{year:02}{month:02}{day:02}")));
    // one substitute is made of characters that a value may hold
    let text = ["10", "21", "240", "400", "8005x", "91"].map(|text| text.trim_end_matches('x'));
    let text = (prop::sample::select(text.to_vec()), "[A-Za-z0-9/_.;:+*-]{1,20}")
        .prop_filter("8005 has digits", |(number, _)| *number != "8005")
        .prop_map(|(number, value)| (ai(number), value));
    let number = (prop::sample::select(vec!["30", "37", "3922"]), "[0-9]{1,8}")
        .prop_map(|(number, value)| (ai(number), value));
    let fixed = (prop::sample::select(vec!["3103", "3205", "8005"]), "[0-9]{6}")
        .prop_map(|(number, value)| (ai(number), value));
    prop_oneof![gtin, date, text, number, fixed]
}

proptest! {
    /// Whatever the separator looks like and whatever stands in front, the elements come back.
    #[test]
    fn what_was_composed_comes_back(
        elements in prop::collection::vec(element(), 1..7),
        separator in prop::sample::select(vec![
            "\u{1d}", "\u{2194}", "<GS>", "{GS}", "\\x1d", "^]", "~d029", "|", "#",
        ]),
        symbology in prop::sample::select(vec!["", "]C1", "]e0", "]d2", "]Q3", "]J1"]),
    ) {
        let code = format!("{symbology}{}", Gs1::compose(&elements, separator));
        let gs1 = parse(&code).map_err(|why| TestCaseError::fail(format!("{code}: {why:?}")))?;
        prop_assert_eq!(&gs1.all, &elements);
        let readable = Gs1::parse(&gs1.readable(), &[]);
        prop_assert_eq!(readable.map(|again| again.all), Ok(elements));
    }

    #[test]
    fn garbage_is_refused_in_words_and_never_panics(code in ".{0,60}", ai in "[0-9]{2,4}") {
        let _ = parse(&code);
        let _ = parse(&format!("{ai}{code}"));
        let _ = parse(&format!("({ai}){code}"));
        let _ = strip_symbology(&code);
        let _ = begins_as_gs1(&code);
    }
}
