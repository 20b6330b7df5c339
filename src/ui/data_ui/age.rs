//! Ages in words: `0.3 s`, `42 s`, `6 min`, `3 h`, `2 d`; below 10 s one decimal.

use std::time::Duration;

use egui::Context;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::domain::sourced::{Freshness, Stamp};
use crate::i18n::{Tongue, language, tf};
use crate::ui::widgets::value::Age;

/// How long something takes or took.
pub fn age(span: SignedDuration) -> String {
    let seconds = span.as_secs().max(0);
    let tenths = (span.as_millis().max(0) + 50) / 100;
    let german = language() == Tongue::German;
    if tenths < 100 {
        let point = if german { ',' } else { '.' };
        return format!("{}{point}{} s", tenths / 10, tenths % 10);
    }
    whole_of(seconds)
}

/// How long ago something was, without tenths.
pub fn whole(since: Timestamp, now: Timestamp) -> String {
    whole_of(now.duration_since(since).as_secs().max(0))
}

fn whole_of(seconds: i64) -> String {
    match seconds {
        0..120 => format!("{seconds} s"),
        120..7_200 => format!("{} min", seconds / 60),
        7_200..172_800 => format!("{} h", seconds / 3_600),
        _ => format!("{} d", seconds / 86_400),
    }
}

/// How long ago something was, as an age.
pub fn ago(since: Timestamp, now: Timestamp) -> String {
    age(now.duration_since(since))
}

/// Asks for a frame a second on while one of these ages is told in seconds: else it stands still.
pub fn tick(ctx: &Context, ages: impl IntoIterator<Item = Timestamp>, now: Timestamp) {
    let counted = |since: Timestamp| now.duration_since(since) < SignedDuration::from_mins(2);
    if ages.into_iter().any(counted) {
        ctx.request_repaint_after(Duration::from_secs(1));
    }
}

/// The age of a reading as a widget wants it. A fresh one shows the bound it is held to,
/// which does not tick; a stale one its true age.
pub fn of(stamp: &Stamp, now: Timestamp) -> Age {
    match stamp.freshness(now) {
        Freshness::NotAsked => Age::NotAsked,
        Freshness::Asking(since) => Age::Asking(ago(since, now)),
        Freshness::Failing(since) => Age::Failing(ago(since, now)),
        Freshness::Fresh(bound) => Age::Fresh(Some(age(bound))),
        Freshness::Stale(true_age) => Age::Stale(age(true_age)),
    }
}

/// The age of a reading as words: `0.2 s`, `stale 42 s`, `asking, 0.4 s`.
pub fn words(stamp: &Stamp, now: Timestamp) -> String {
    match of(stamp, now) {
        Age::Fresh(age) => age.unwrap_or_default(),
        Age::Stale(age) => tf("widget-stale", &[("age", age.into())]),
        Age::NotAsked => crate::i18n::t("widget-not-asked").to_owned(),
        Age::Asking(age) => tf("widget-asking", &[("age", age.into())]),
        Age::Failing(age) => tf("widget-failing", &[("age", age.into())]),
    }
}

/// A time of the day here, `14:32:08`.
pub fn clock(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system()).strftime("%H:%M:%S").to_string()
}

/// A time of the day to the minute, `14:32`.
pub fn clock_minutes(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system()).strftime("%H:%M").to_string()
}

/// A time of the day to the millisecond, only for the ledger.
pub fn clock_millis(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system()).strftime("%H:%M:%S%.3f").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::set_language;

    #[test]
    fn ages_are_short_and_have_one_unit() {
        set_language(Tongue::English);
        let of_millis = |millis| age(SignedDuration::from_millis(millis));
        assert_eq!(of_millis(0), "0.0 s");
        assert_eq!(of_millis(320), "0.3 s");
        assert_eq!(of_millis(9_940), "9.9 s");
        assert_eq!(of_millis(9_960), "9 s");
        assert_eq!(of_millis(42_000), "42 s");
        assert_eq!(of_millis(119_000), "119 s");
        assert_eq!(of_millis(360_000), "6 min");
        assert_eq!(of_millis(3 * 3_600_000), "3 h");
        assert_eq!(of_millis(50 * 3_600_000), "2 d");
        assert_eq!(of_millis(-5), "0.0 s");
        set_language(Tongue::German);
        assert_eq!(of_millis(320), "0,3 s");
        set_language(Tongue::English);
    }

    #[test]
    fn a_fresh_age_does_not_tick_and_a_stale_one_is_true() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let mut stamp = Stamp::never(SignedDuration::from_secs(2));
        assert_eq!(of(&stamp, at(0)), Age::NotAsked);
        stamp.asked_at = Some(at(0));
        stamp.read_at = Some(at(1));
        stamp.period = SignedDuration::from_millis(100);
        assert_eq!(of(&stamp, at(1)), of(&stamp, at(2)));
        assert_eq!(of(&stamp, at(43)), Age::Stale("42 s".to_owned()));
    }
}
