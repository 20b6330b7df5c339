//! People at the stations: who may sign in there, what a PIN must be, and how often a wrong one may be typed.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::access::Role;

/// What a printed badge begins with; no barcode of goods does. Badges of other makers are taken as well.
pub const BADGE_MARK: &str = "TD:B:";
/// Digits of a PIN.
pub const PIN_DIGITS: std::ops::RangeInclusive<usize> = 4..=12;
/// Letters of a badge at least; shorter ones are guessed.
pub const BADGE_LETTERS: usize = 6;
/// Wrong PINs in a row before a name has to wait.
pub const TRIES: u32 = 5;
/// How long it waits then.
pub const PAUSE: SignedDuration = SignedDuration::from_secs(60);
/// Names are shown on badges and in lists.
const NAME_LETTERS: usize = 60;

/// One person. Neither badge nor PIN is known here, only whether there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub role: Role,
    /// May sign in.
    pub active: bool,
    pub has_badge: bool,
    pub has_pin: bool,
}

/// What is wrong with what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    Name,
    Badge,
    Pin,
}

/// Whether a name can be kept.
pub fn check_name(name: &str) -> Result<(), Mistake> {
    let letters = name.trim().chars().count();
    let good = (1..=NAME_LETTERS).contains(&letters) && !name.chars().any(char::is_control);
    if good { Ok(()) } else { Err(Mistake::Name) }
}

/// Whether a badge can be kept.
pub fn check_badge(code: &str) -> Result<(), Mistake> {
    let good = code.trim().chars().count() >= BADGE_LETTERS;
    if good { Ok(()) } else { Err(Mistake::Badge) }
}

/// Whether a PIN can be kept.
pub fn check_pin(pin: &str) -> Result<(), Mistake> {
    let digits = pin.bytes().all(|byte| byte.is_ascii_digit());
    if digits && PIN_DIGITS.contains(&pin.len()) { Ok(()) } else { Err(Mistake::Pin) }
}

/// Whether a scan is meant as a badge, known or not.
pub fn is_badge(scan: &str) -> bool {
    let head = scan.trim().get(..BADGE_MARK.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(BADGE_MARK))
}

/// Wrong PINs in a row, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PinTries {
    wrong: BTreeMap<String, (u32, Timestamp)>,
}

impl PinTries {
    /// As they were kept: by name how many, and when the last one was.
    pub fn kept(wrong: impl IntoIterator<Item = (String, (u32, Timestamp))>) -> Self {
        Self { wrong: wrong.into_iter().collect() }
    }

    /// How many of this name, and when the last one was.
    pub fn of(&self, name: &str) -> Option<(u32, Timestamp)> {
        self.wrong.get(name).copied()
    }

    /// Until when nothing is taken of this name; a clock that was put back lengthens nothing.
    pub fn paused_until(&self, name: &str, now: Timestamp) -> Option<Timestamp> {
        let (wrong, last) = self.wrong.get(name)?;
        let until = *last + PAUSE;
        (*wrong >= TRIES && now < until && *last <= now).then_some(until)
    }

    /// All pauses that hold.
    pub fn pauses(&self, now: Timestamp) -> BTreeMap<String, Timestamp> {
        let until = |name: &String| Some((name.clone(), self.paused_until(name, now)?));
        self.wrong.keys().filter_map(until).collect()
    }

    /// One more that was wrong.
    pub fn wrong(&mut self, name: &str, now: Timestamp) {
        // a last one that is still to come was written by a clock that is ahead: its pause has not ended
        let over = |(wrong, last): &(u32, Timestamp)| *wrong >= TRIES && *last + PAUSE <= now;
        let paused_before = self.wrong.get(name).is_some_and(over);
        let (wrong, last) = self.wrong.entry(name.to_owned()).or_insert((0, now));
        // after a pause it is counted anew
        *wrong = if paused_before { 1 } else { *wrong + 1 };
        *last = now;
    }

    /// It was right: nothing is held against the name any more.
    pub fn right(&mut self, name: &str) {
        self.wrong.remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_000 + second).unwrap()
    }

    #[test]
    fn five_wrong_pins_in_a_row_are_followed_by_a_minute_of_nothing() {
        let mut tries = PinTries::default();
        for second in 0..4 {
            tries.wrong("Divya", at(second));
        }
        assert_eq!(tries.paused_until("Divya", at(4)), None);
        tries.wrong("Divya", at(4));
        assert_eq!(tries.paused_until("Divya", at(5)), Some(at(64)));
        assert_eq!(tries.paused_until("Meera", at(5)), None);
        assert_eq!(tries.paused_until("Divya", at(64)), None);
        assert_eq!(tries.paused_until("Divya", at(-90)), None, "the clock was put back");
        tries.wrong("Divya", at(65));
        assert_eq!(tries.paused_until("Divya", at(66)), None, "counted anew");
        for second in 70..74 {
            tries.wrong("Divya", at(second));
        }
        assert_eq!(tries.pauses(at(75)).len(), 1);
        tries.right("Divya");
        assert!(tries.pauses(at(75)).is_empty());
    }

    #[test]
    fn names_badges_and_pins_that_can_be_kept() {
        assert!(check_name("Divya R.").is_ok() && check_name(" ").is_err());
        assert!(check_name("a\nb").is_err());
        assert!(
            check_pin("4711").is_ok() && check_pin("47x1").is_err() && check_pin("471").is_err()
        );
        assert!(check_badge("TD:B:1").is_ok() && check_badge("12345").is_err());
        assert!(is_badge(" td:b:77") && !is_badge("TD:SHORT") && !is_badge("4001"));
    }
}
