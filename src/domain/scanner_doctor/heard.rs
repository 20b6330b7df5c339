//! Keystrokes put together: the text with the time of each character, and how it ended.

use super::{End, KEYS_FOR_SPEED, KEYS_OF_A_CODE, Keystroke, SEPARATOR, Stroke, is_end};

/// Strokes put together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Heard {
    /// Characters with their times; a separator pressed with Alt has none.
    pub(super) characters: Vec<(char, Option<f64>)>,
    pub(super) end: Option<End>,
}

/// Strokes parted behind each end, so that codes scanned without a rest are heard one by one.
pub(super) fn parted(strokes: &[Keystroke]) -> Vec<&[Keystroke]> {
    let mut parts: Vec<&[Keystroke]> = strokes
        .chunk_by(|one, next| !is_end(one.stroke) || is_end(next.stroke))
        .filter(|part| {
            let keys = part.iter().filter(|key| !is_end(key.stroke));
            keys.count() >= KEYS_OF_A_CODE
        })
        .collect();
    if parts.is_empty() {
        parts.push(strokes);
    }
    parts
}

impl Heard {
    pub(super) fn of(strokes: &[Keystroke]) -> Self {
        let mut heard = Self::default();
        let (mut alt, mut ends) = (String::new(), Vec::new());
        for key in strokes {
            if !matches!(key.stroke, Stroke::AltDigit(_)) {
                heard.close_alt(&mut alt);
            }
            match key.stroke {
                Stroke::Character(character) => {
                    // Windows types an arrow after the digits
                    let last = heard.characters.last().map(|(last, _)| *last);
                    if character != '\u{2194}' || last != Some(SEPARATOR) {
                        heard.characters.push((character, Some(key.at)));
                    }
                }
                Stroke::Separator => heard.characters.push((SEPARATOR, None)),
                Stroke::AltDigit(digit) => alt.push(digit),
                end => ends.push(end),
            }
        }
        heard.close_alt(&mut alt);
        heard.end = match ends.as_slice() {
            [] => None,
            [Stroke::Tab, ..] => Some(End::Tab),
            [_] => Some(End::Enter),
            _ => Some(End::EnterTwice),
        };
        heard
    }

    pub(super) fn text(&self) -> String {
        self.characters.iter().map(|(character, _)| character).collect()
    }

    /// Milliseconds a key; none where too few came, or all in one frame.
    pub(super) fn ms_per_key(&self) -> Option<u16> {
        let times: Vec<f64> = self.characters.iter().filter_map(|(_, at)| *at).collect();
        let (first, last) = (times.first()?, times.last()?);
        let spread = last - first;
        if times.len() < KEYS_FOR_SPEED || spread <= 0.0 {
            return None;
        }
        let keys = (times.len() - 1) as f64;
        Some((spread * 1_000.0 / keys).ceil().min(f64::from(u16::MAX)) as u16)
    }

    fn close_alt(&mut self, digits: &mut String) {
        if digits.trim_start_matches('0') == "29" {
            self.characters.push((SEPARATOR, None));
        }
        digits.clear();
    }
}
