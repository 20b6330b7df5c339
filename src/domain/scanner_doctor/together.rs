//! Codes that came without ends between them, as one text: taken apart at what the card prints.

use std::ops::Range;

use super::heard::Heard;
use super::{KEYS_OF_A_CODE, Keyboard, SEPARATOR, TestCode, keyboards};
use crate::domain::scanner::MARK_AT_MOST;

/// Characters behind a code that are the beginning of the next rather than a suffix.
const BEGINNING: usize = 2;

/// One code out of what was heard, with the prefix and the suffix that all of them have.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) code: TestCode,
    pub(super) heard: Heard,
}

/// The texts of the card as one pair of keyboards makes them, each parted at its separator.
type Texts = Vec<(TestCode, Vec<Vec<char>>)>;

/// Whole codes and where they stand, in order.
type Found = Vec<(TestCode, Range<usize>)>;

/// The codes in it, where it is more than one of them, or one and the part of another.
pub(super) fn apart(heard: &Heard) -> Option<Vec<Piece>> {
    let text: Vec<char> = heard.characters.iter().map(|(character, _)| *character).collect();
    let ways = Keyboard::pairs().flat_map(|pair| [false, true].map(|caps| texts(pair, caps)));
    // the keyboards that explain most of it; of equal ones the first, which is the most likely
    let mut best: Option<(Texts, Found)> = None;
    for texts in ways {
        let found = codes_in(&text, &texts);
        if found.len() > best.as_ref().map_or(0, |(_, best)| best.len()) {
            best = Some((texts, found));
        }
    }
    let (texts, found) = best?;
    let (first, last) = (found.first()?.1.start, found.last()?.1.end);
    let (before, behind) = (text.get(..first)?, text.get(last..)?);
    let has_half = is_end_of_one(before, &texts) || is_beginning_of_one(behind, &texts);
    if found.len() < 2 && !has_half {
        return None;
    }
    let (prefix, suffix) = marks(&text, &found, &texts);
    let pieces = found.iter().enumerate().map(|(place, (code, range))| {
        let is_last = place + 1 == found.len();
        let mut characters = untimed(&prefix);
        characters.extend(heard.characters.get(range.clone()).unwrap_or_default());
        characters.extend(untimed(&suffix));
        let end = heard.end.filter(|_| is_last && !is_beginning_of_one(behind, &texts));
        Piece { code: *code, heard: Heard { characters, end } }
    });
    Some(pieces.collect())
}

fn untimed(mark: &[char]) -> Vec<(char, Option<f64>)> {
    mark.iter().map(|character| (*character, None)).collect()
}

fn texts((scanner, pc): (Keyboard, Keyboard), caps: bool) -> Texts {
    let read = |part: &str| {
        let typed = keyboards::typed(part, scanner, pc);
        let read = if caps { keyboards::with_caps_lock(&typed) } else { typed };
        read.chars().collect::<Vec<char>>()
    };
    TestCode::ALL.map(|code| (code, code.expected().split(SEPARATOR).map(read).collect())).into()
}

/// Every whole code, in order.
fn codes_in(text: &[char], texts: &Texts) -> Found {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let code = texts.iter().find_map(|(code, parts)| Some((*code, length(rest, parts)?)));
        match code {
            Some((code, length)) => {
                found.push((code, at..at + length));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// How long the code is that begins here; between its parts stands whatever the separator became.
fn length(rest: &[char], parts: &[Vec<char>]) -> Option<usize> {
    let mut length = 0;
    for (place, part) in parts.iter().enumerate() {
        let most = if place == 0 { 0 } else { MARK_AT_MOST };
        let skipped = (0..=most).find(|skipped| {
            rest.get(length + skipped..).is_some_and(|rest| rest.starts_with(part))
        })?;
        length += skipped + part.len();
    }
    (length > 0).then_some(length)
}

/// Prefix and suffix: what stands between all codes alike, parted by what stands before the first.
fn marks(text: &[char], found: &Found, texts: &Texts) -> (Vec<char>, Vec<char>) {
    let begin = found.first().map_or(0, |(_, first)| first.start);
    let before = without_symbology(text.get(..begin).unwrap_or_default());
    let mut gaps = found.iter().zip(found.iter().skip(1)).map(|((_, one), (_, next))| {
        without_symbology(text.get(one.end..next.start).unwrap_or_default())
    });
    let Some(gap) = gaps.next() else {
        let prefix = if is_end_of_one(before, texts) { &[] } else { before };
        return (prefix.to_vec(), Vec::new());
    };
    if gap.len() > 2 * MARK_AT_MOST || gaps.any(|other| other != gap) {
        return (Vec::new(), Vec::new());
    }
    match gap.strip_suffix(before) {
        Some(suffix) => (before.to_vec(), suffix.to_vec()),
        None => (Vec::new(), gap.to_vec()),
    }
}

/// Without the three characters by which scanners tell the kind of the code that follows.
fn without_symbology(text: &[char]) -> &[char] {
    match text {
        [rest @ .., ']', kind, number] if kind.is_ascii_alphabetic() && number.is_ascii_digit() => {
            rest
        }
        _ => text,
    }
}

fn is_beginning_of_one(behind: &[char], texts: &Texts) -> bool {
    let behind = match behind {
        [']', kind, number, rest @ ..] if kind.is_ascii_alphabetic() && number.is_ascii_digit() => {
            rest
        }
        _ => behind,
    };
    behind.len() >= BEGINNING
        && texts.iter().filter_map(|(_, parts)| parts.first()).any(|first| {
            // of the third also more than its first part
            first.starts_with(behind) || behind.starts_with(first)
        })
}

fn is_end_of_one(before: &[char], texts: &Texts) -> bool {
    before.len() >= KEYS_OF_A_CODE
        && texts
            .iter()
            .filter_map(|(_, parts)| parts.last())
            .any(|last| last.ends_with(before) || before.ends_with(last))
}

#[cfg(test)]
mod tests {
    use crate::domain::scanner::{ScannerConfig, Suffix};
    use crate::domain::scanner_doctor::*;

    /// Keys four milliseconds apart.
    fn heard(text: &str) -> Vec<Keystroke> {
        let stroke = |character| match character {
            '\u{1d}' => Stroke::Separator,
            '\n' => Stroke::Enter,
            character => Stroke::Character(character),
        };
        let timed = |(n, character)| Keystroke { at: n as f64 * 0.004, stroke: stroke(character) };
        text.chars().enumerate().map(timed).collect()
    }

    fn card(between: &str) -> String {
        TestCode::ALL.map(|code| format!("{}{between}", code.expected())).concat()
    }

    fn all(text: &str) -> Vec<(TestCode, Vec<Finding>)> {
        with(text, &ScannerConfig::default())
    }

    fn with(text: &str, config: &ScannerConfig) -> Vec<(TestCode, Vec<Finding>)> {
        let verdicts = examine_all(TestCode::Letters, &heard(text), config);
        let is_ask = |finding: &Finding| matches!(finding, Finding::NoSuffix | Finding::CapsLock);
        if verdicts.iter().flat_map(|verdict| &verdict.findings).all(is_ask) {
            assert_eq!(proposed(&verdicts, config), None, "a person has to set it at the scanner");
        }
        verdicts.into_iter().map(|verdict| (verdict.code, verdict.findings)).collect()
    }

    fn each(findings: &[Finding]) -> Vec<(TestCode, Vec<Finding>)> {
        TestCode::ALL.map(|code| (code, findings.to_vec())).into()
    }

    #[test]
    fn three_codes_without_ends_lack_the_suffix_and_nothing_else() {
        assert_eq!(all(&card("")), each(&[Finding::NoSuffix]));
        let told = format!(
            "]C0{}]C0{}]C1{}",
            TestCode::Letters.expected(),
            TestCode::Signs.expected(),
            TestCode::Elements.expected()
        );
        assert_eq!(all(&told), each(&[Finding::NoSuffix]));
        let twice = TestCode::Letters.expected().repeat(2);
        let letters = (TestCode::Letters, vec![Finding::NoSuffix]);
        assert_eq!(all(&twice), [letters.clone(), letters]);
    }

    #[test]
    fn what_else_is_wrong_is_told_with_it() {
        let caps = keyboards::with_caps_lock(&card(""));
        let mut expected = each(&[Finding::CapsLock, Finding::NoSuffix]);
        assert_eq!(all(&caps), expected);
        let lost = card("").replace(SEPARATOR, "");
        expected = each(&[Finding::NoSuffix]);
        expected[2].1.insert(0, Finding::LostSeparator);
        assert_eq!(all(&lost), expected);
        let german = keyboards::typed(&card(""), Keyboard::American, Keyboard::German);
        let layout = Finding::Layout { scanner: Keyboard::American, pc: Keyboard::German };
        assert_eq!(all(&german)[..2], each(&[layout, Finding::NoSuffix])[..2]);
    }

    #[test]
    fn a_prefix_and_a_text_between_them_are_told_apart() {
        let suffix = Finding::OtherSuffix(Suffix::Text("*!".to_owned()));
        assert_eq!(all(&card("*!")), each(std::slice::from_ref(&suffix)));
        let prefixed = TestCode::ALL.map(|code| format!("~{}", code.expected())).concat();
        let prefix = Finding::Prefix("~".to_owned());
        assert_eq!(all(&prefixed), each(&[prefix.clone(), Finding::NoSuffix]));
        let both = TestCode::ALL.map(|code| format!("~{}*!", code.expected())).concat();
        assert_eq!(all(&both), each(&[prefix, suffix]));
        let config = ScannerConfig { prefix: "~".to_owned(), ..ScannerConfig::default() };
        assert_eq!(with(&prefixed, &config), each(&[Finding::NoSuffix]));
    }

    #[test]
    fn codes_scanned_without_a_rest_are_heard_one_by_one() {
        assert_eq!(all(&card("\n")), each(&[]));
        assert_eq!(all(&card("\n\n")), each(&[]));
    }

    #[test]
    fn half_a_code_is_asked_for_again_and_sets_nothing() {
        let missing = |expected, got| Finding::Missing { expected, got };
        assert_eq!(all("TD1AZQW"), [(TestCode::Letters, vec![missing(15, 7)])]);
        assert_eq!(all("TD2-0123\n"), [(TestCode::Signs, vec![missing(20, 8)])]);
        let caps = vec![Finding::CapsLock, missing(15, 7)];
        assert_eq!(all("td1azqw"), [(TestCode::Letters, caps)]);
        let one = [(TestCode::Letters, vec![Finding::NoSuffix])];
        for half in ["TD", "TD2-0123", "010950110153000310TD3"] {
            assert_eq!(all(&format!("{}{half}", TestCode::Letters.expected())), one);
        }
        let ends = format!("789:/#@\"'{}", TestCode::Letters.expected());
        assert_eq!(all(&ends), one);
    }

    #[test]
    fn each_code_has_a_speed_of_its_own() {
        let verdicts = examine_all(TestCode::Letters, &heard(&card("")), &ScannerConfig::default());
        assert!(
            verdicts.iter().all(|verdict| matches!(verdict.ms_per_key, Some(4 | 5))),
            "{verdicts:?}"
        );
    }
}
