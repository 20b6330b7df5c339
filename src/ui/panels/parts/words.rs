//! Ages, clocks, figures and outside names in words, as every panel says them.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::bus::snapshot::Section;
use crate::domain::attention::{Attention, Need, Priority};
use crate::domain::ids::BotId;
use crate::domain::sourced::{Freshness, Stamp};
use crate::domain::storage::StorageStatus;
use crate::domain::system::System;
use crate::domain::trouble::{Cause, Trouble};
use crate::i18n::{has, t, tf};

/// Parts thousands.
const THIN_SPACE: char = '\u{2009}';

/// `0.3 s`, `42 s`, `6 min`, `3 h`, `2 d`.
pub fn age(age: SignedDuration) -> String {
    let seconds = age.as_secs().max(0);
    match seconds {
        0..10 => format!("{:.1} s", age.as_secs_f64().max(0.0)),
        10..60 => format!("{seconds} s"),
        60..3600 => format!("{} min", seconds / 60),
        3600..86_400 => format!("{} h", seconds / 3600),
        _ => format!("{} d", seconds / 86_400),
    }
}

/// How long ago something was.
pub fn since(now: Timestamp, then: Timestamp) -> String {
    age(now.duration_since(then))
}

/// Minutes and seconds, for what is waited for: `1 min 47 s`.
pub fn wait(age: SignedDuration) -> String {
    let seconds = age.as_secs().max(0);
    match seconds {
        0..60 => self::age(age),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => self::age(age),
    }
}

/// Answer times, `12 ms`.
pub fn millis(duration: SignedDuration) -> String {
    format!("{} ms", thousands(u64::try_from(duration.as_millis()).unwrap_or_default()))
}

/// `1 840`, parted by thin spaces.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * THIN_SPACE.len_utf8());
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push(THIN_SPACE);
        }
        text.push(digit);
    }
    text
}

/// `14:32:08` where this PC stands.
pub fn clock(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system()).strftime("%H:%M:%S").to_string()
}

/// `14:32:08.123`, for the ledger only.
pub fn clock_millis(at: Timestamp) -> String {
    let millis = at.subsec_millisecond().unsigned_abs();
    format!("{}.{millis:03}", clock(at))
}

/// A day and a clock for what may be old.
pub fn day_clock(at: Timestamp, now: Timestamp) -> String {
    let zone = TimeZone::system();
    let (there, here) = (at.to_zoned(zone.clone()), now.to_zoned(zone));
    if there.date() == here.date() { clock(at) } else { there.strftime("%d.%m. %H:%M").to_string() }
}

/// The age of a reading, and whether it is past its limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgeWords {
    /// `0.2 s`, `stale 42 s`, `asking, 0.4 s`, `no answer for 12 s`.
    pub text: String,
    pub stale: bool,
}

/// The age of a stamp in words.
pub fn age_of(stamp: &Stamp, now: Timestamp) -> AgeWords {
    let (text, stale) = match stamp.freshness(now) {
        Freshness::NotAsked => (t("common-not-asked").to_owned(), false),
        Freshness::Asking(at) => (tf("common-asking", &[("age", since(now, at).into())]), false),
        Freshness::Failing(at) => {
            (tf("common-no-answer", &[("age", since(now, at).into())]), false)
        }
        Freshness::Fresh(bound) => (age(bound), false),
        Freshness::Stale(old) => (tf("common-stale", &[("age", age(old).into())]), true),
    };
    AgeWords { text, stale }
}

/// The age of a section in words.
pub fn age_of_section<T>(section: &Section<T>, now: Timestamp) -> AgeWords {
    age_of(&section.stamp, now)
}

/// The name of a system on every screen.
pub fn system(system: System) -> &'static str {
    match system {
        System::RobotManager => t("common-system-robot-manager"),
        System::Noyes => t("common-system-noyes"),
        System::Courier => t("common-system-courier"),
        System::Assure => t("common-system-assure"),
        System::Robosize => t("common-system-robosize"),
    }
}

/// What the storage says of itself.
pub fn storage_status(status: &StorageStatus) -> String {
    let words = match status {
        StorageStatus::Running => t("common-storage-running"),
        StorageStatus::Paused => t("common-storage-paused"),
        StorageStatus::StartingUp => t("common-storage-starting"),
        StorageStatus::Maintenance => t("common-storage-maintenance"),
        StorageStatus::Error => t("common-storage-error"),
        StorageStatus::Off => t("common-storage-off"),
        StorageStatus::ShuttingDown => t("common-storage-stopping"),
        StorageStatus::Other(word) => return word.clone(),
    };
    words.to_owned()
}

/// The word of a priority.
pub fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::High => t("common-high"),
        Priority::Medium => t("common-medium"),
        Priority::Low => t("common-low"),
    }
}

/// What is wrong, and the sentence under it: what it means or what to do.
pub fn need(need: &Need, bot_facts: impl Fn(&BotId) -> String) -> (String, String) {
    match need {
        Need::SystemSilent(silent) => (
            tf("common-need-silent", &[("system", system(*silent).into())]),
            t("common-need-silent-next").to_owned(),
        ),
        Need::StorageNotRunning(word) => {
            let words = storage_status(&StorageStatus::parse(word));
            (
                tf("common-need-storage", &[("word", words.into())]),
                t("common-need-storage-next").to_owned(),
            )
        }
        Need::BotNotReported(bot) => (
            tf("common-need-bot-gone", &[("bot", bot.as_str().into())]),
            t("common-need-bot-gone-next").to_owned(),
        ),
        Need::BotStuck(bot) => {
            (tf("common-need-bot-stuck", &[("bot", bot.as_str().into())]), bot_facts(bot))
        }
        Need::TrayOverdue { tray, station } => (
            tf(
                "common-need-tray",
                &[("tray", tray.as_str().into()), ("station", station.as_str().into())],
            ),
            t("common-need-tray-next").to_owned(),
        ),
        Need::CommandUnknown(_) => {
            (t("common-need-unknown").to_owned(), t("common-need-unknown-next").to_owned())
        }
    }
}

/// One line for those who hear the screen.
pub fn attention_spoken(attention: &Attention, title: &str, now: Timestamp) -> String {
    format!("{}, {title}, {}", priority(attention.priority), since(now, attention.since))
}

/// Cause of a trouble in one sentence.
pub fn trouble(of: System, trouble: &Trouble) -> String {
    trouble_message(of, trouble, trouble.cause.code())
}

/// What to do about it.
pub fn trouble_next(of: System, trouble: &Trouble) -> Option<String> {
    let key = format!("{}-next", trouble.cause.code());
    has(&key).then(|| trouble_message(of, trouble, &key))
}

fn trouble_message(of: System, trouble: &Trouble, key: &str) -> String {
    if !has(key) {
        return trouble.detail.clone();
    }
    let (what, seconds) = match &trouble.cause {
        Cause::TimedOut(limit) | Cause::TooManyCalls(Some(limit)) => {
            (String::new(), limit.as_secs().max(1).to_string())
        }
        Cause::TooManyCalls(None) => (String::new(), "1".to_owned()),
        Cause::NotJson(what)
        | Cause::WrongShape(what)
        | Cause::NoCredentials(what)
        | Cause::BadRequest(what) => (what.clone(), String::new()),
        Cause::TooLarge(bytes) => (format!("{} MB", bytes / 1_000_000), String::new()),
        _ => (String::new(), String::new()),
    };
    let status = match &trouble.cause {
        Cause::Refused(status) | Cause::ServerError(status) => Some(*status),
        _ => trouble.status,
    };
    let status = status.map_or_else(String::new, |status| status.to_string());
    tf(
        key,
        &[
            ("system", system(of).into()),
            ("what", what.into()),
            ("seconds", seconds.into()),
            ("status", status.into()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(1840), "1\u{2009}840");
        assert_eq!(thousands(10_000_000), "10\u{2009}000\u{2009}000");
    }

    #[test]
    fn ages_say_one_unit_and_waits_two() {
        assert_eq!(age(SignedDuration::from_millis(340)), "0.3 s");
        assert_eq!(age(SignedDuration::from_secs(-3)), "0.0 s");
        assert_eq!(age(SignedDuration::from_secs(107)), "1 min");
        assert_eq!(wait(SignedDuration::from_secs(107)), "1 min 47 s");
        assert_eq!(age(SignedDuration::from_hours(50)), "2 d");
    }

    #[test]
    fn a_reading_never_made_says_that_nobody_asked() {
        let stamp = Stamp::never(SignedDuration::from_secs(2));
        assert_eq!(age_of(&stamp, Timestamp::UNIX_EPOCH).text, t("common-not-asked"));
    }
}
