//! One section of the snapshot: what an answer, a failure or the passing of time does to it.

use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

use crate::bus::snapshot::Section;
use crate::domain::trouble::Trouble;
use crate::worker::event::{Change, Reading};

/// When and how an answer was made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timing {
    pub now: Timestamp,
    pub period: SignedDuration,
    pub limit: SignedDuration,
}

/// A good answer. An equal value only moves the stamp.
pub(super) fn answered<T: PartialEq>(
    section: &mut Section<T>,
    reading: Reading<T>,
    timing: Timing,
) -> Change {
    let same = section.value.as_deref() == Some(&reading.value);
    let (value, rest) = reading.apart();
    let value = if same { None } else { Some(value) };
    stamped(section, value, !same, rest, timing)
}

/// A good answer whose difference the caller has judged; the value is replaced if one is given.
pub(super) fn stamped<T>(
    section: &mut Section<T>,
    value: Option<T>,
    different: bool,
    reading: Reading<()>,
    timing: Timing,
) -> Change {
    let stamp = &mut section.stamp;
    let changed = different
        || stamp.trouble.is_some()
        || !stamp.is_fresh(timing.now)
        || stamp.defects != reading.defects;
    if let Some(value) = value {
        section.value = Some(Arc::new(value));
    }
    stamp.read_at = Some(timing.now);
    stamp.latency = reading.latency;
    stamp.period = timing.period;
    stamp.limit = timing.limit;
    stamp.trouble = None;
    stamp.defects = reading.defects;
    bump(section, changed)
}

/// A failure: the value stays and ages; only the first one of its kind is news.
pub(super) fn failed<T>(section: &mut Section<T>, trouble: &Trouble) -> Change {
    let news = section.stamp.trouble.as_ref().is_none_or(|old| old.cause != trouble.cause);
    section.stamp.trouble = Some(trouble.clone());
    bump(section, news)
}

/// A question went out; the first one is news.
pub(super) fn asked<T>(section: &mut Section<T>, now: Timestamp) -> Change {
    if section.stamp.asked_at.is_some() {
        return Change::None;
    }
    section.stamp.asked_at = Some(now);
    bump(section, true)
}

/// Time passed: turning stale is news.
pub(super) fn aged<T>(section: &mut Section<T>, before: Timestamp, now: Timestamp) -> Change {
    let turned = section.stamp.is_fresh(before) && !section.stamp.is_fresh(now);
    if turned { bump(section, true) } else { Change::None }
}

/// When it turns stale, if it is fresh.
pub(super) fn stale_at<T>(section: &Section<T>, now: Timestamp) -> Option<Timestamp> {
    if !section.stamp.is_fresh(now) {
        return None;
    }
    // stale is what is older than the limit, so one step of the clock later
    section.stamp.stale_at().map(|at| at + SignedDuration::from_millis(1))
}

fn bump<T>(section: &mut Section<T>, changed: bool) -> Change {
    if changed {
        section.generation += 1;
        Change::Visible
    } else {
        Change::Silent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::trouble::{Cause, ErrorClass};

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millisecond(millis).unwrap()
    }

    fn timing(now: Timestamp) -> Timing {
        Timing {
            now,
            period: SignedDuration::from_millis(100),
            limit: SignedDuration::from_secs(2),
        }
    }

    fn reading(value: u8) -> Reading<u8> {
        Reading::new(value, SignedDuration::from_millis(5))
    }

    #[test]
    fn an_equal_answer_moves_the_stamp_and_nothing_else() {
        let mut section = Section::never(SignedDuration::from_secs(2));
        assert_eq!(answered(&mut section, reading(1), timing(at(0))), Change::Visible);
        assert_eq!(answered(&mut section, reading(1), timing(at(100))), Change::Silent);
        assert_eq!((section.generation, section.stamp.read_at), (1, Some(at(100))));
        assert_eq!(answered(&mut section, reading(2), timing(at(200))), Change::Visible);
        assert_eq!(section.generation, 2);
    }

    #[test]
    fn turning_stale_and_fresh_again_is_news() {
        let mut section = Section::never(SignedDuration::from_secs(2));
        answered(&mut section, reading(1), timing(at(0)));
        let turn = stale_at(&section, at(0)).unwrap();
        assert_eq!(aged(&mut section, at(1999), at(2000)), Change::None);
        assert_eq!(aged(&mut section, at(2000), turn), Change::Visible);
        assert_eq!(aged(&mut section, turn, at(9000)), Change::None);
        assert_eq!(answered(&mut section, reading(1), timing(at(9000))), Change::Visible);
    }

    #[test]
    fn a_failure_keeps_the_value_and_is_news_once() {
        let mut section = Section::never(SignedDuration::from_secs(2));
        answered(&mut section, reading(1), timing(at(0)));
        let trouble = Trouble::new(ErrorClass::Transient, Cause::Unreachable, "x");
        assert_eq!(failed(&mut section, &trouble), Change::Visible);
        assert_eq!(failed(&mut section, &trouble), Change::Silent);
        assert_eq!(section.get(), Some(&1));
        assert_eq!(answered(&mut section, reading(1), timing(at(100))), Change::Visible);
        assert_eq!(section.stamp.trouble, None);
    }
}
