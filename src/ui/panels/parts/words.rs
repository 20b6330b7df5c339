//! Ages, clocks and figures as these panels say them; what things are called is in `data_ui`.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::bus::snapshot::{Section, Snapshot};
use crate::domain::attention::{Attention, Need};
use crate::domain::connection::Connection;
use crate::domain::ids::BotId;
use crate::domain::intent::{Action, Intent, IntentState};
use crate::domain::operation::noyes::work::CREATE_REQUEST;
use crate::domain::sourced::Stamp;
use crate::domain::storage::StorageStatus;
use crate::domain::system::System;
use crate::domain::trouble::Trouble;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::widgets::value::Age;

pub use crate::ui::data_ui::age::{age, clock, clock_millis};

/// A pause of ours that was asked for this long before is the one that is seen.
const PAUSE_TAKES: SignedDuration = SignedDuration::from_mins(5);

/// Minutes and seconds, for what is waited for: `1 min 47 s`.
pub fn wait(span: SignedDuration) -> String {
    let seconds = span.as_secs().max(0);
    match seconds {
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => age(span),
    }
}

/// Answer times, `12 ms`.
pub fn millis(duration: SignedDuration) -> String {
    format!("{} ms", data_ui::number(u64::try_from(duration.as_millis()).unwrap_or_default()))
}

/// A clock, and the day before it when it was not today.
pub fn day_clock(at: Timestamp, now: Timestamp) -> String {
    let zone = TimeZone::system();
    let (there, here) = (at.to_zoned(zone.clone()), now.to_zoned(zone));
    if there.date() == here.date() { clock(at) } else { there.strftime("%d.%m. %H:%M").to_string() }
}

/// The age of a reading, and whether it is past its limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgeWords {
    /// `0.2 s`, `stale 42 s`, `asking, 0.4 s`.
    pub text: String,
    pub stale: bool,
}

/// The age of a stamp in words.
pub fn age_of(stamp: &Stamp, now: Timestamp) -> AgeWords {
    AgeWords {
        text: data_ui::age::words(stamp, now),
        stale: matches!(data_ui::age::of(stamp, now), Age::Stale(_)),
    }
}

/// The age of a section in words.
pub fn age_of_section<T>(section: &Section<T>, now: Timestamp) -> AgeWords {
    age_of(&section.stamp, now)
}

/// What is wrong, and the sentence under it: the facts of a bot that is stuck, else what to do.
pub fn need(need: &Need, bot_facts: impl Fn(&BotId) -> String) -> (String, String) {
    let sentence = match need {
        Need::BotStuck(bot) => bot_facts(bot),
        _ => data_ui::attention::what_to_do(need),
    };
    (data_ui::attention::words(need), sentence)
}

/// `Paused since 14:05, 3 min ago, by Meera`: since when the storage says what it says now, and who
/// paused it where that is in the ledger.
pub fn storage_abnormal(snapshot: &Snapshot, now: Timestamp) -> Option<String> {
    let status = snapshot.storage_status.get()?;
    let word = data_ui::storage::word(status);
    let [.., _, (since, _)] = snapshot.storage_past.as_slice() else {
        // how long the first word held before it was heard nobody knows
        let (heard, _) = snapshot.storage_past.first()?;
        let age = data_ui::ago(*heard, now);
        return Some(tf("parts-storage-at-least", &[("status", word.into()), ("age", age.into())]));
    };
    let (clock, age) = (clock(*since), data_ui::ago(*since, now));
    let facts = [("status", word.into()), ("clock", clock.into()), ("age", age.into())];
    let line = tf("parts-storage-since", &facts);
    let by = (*status == StorageStatus::Paused).then(|| paused_by(snapshot, *since)).flatten();
    let by = by.map(|by| tf("parts-storage-by", &[("by", by.into())]));
    Some(by.map_or(line.clone(), |by| format!("{line}, {by}")))
}

/// Who asked for the pause that began then, as far as this PC knows.
fn paused_by(snapshot: &Snapshot, since: Timestamp) -> Option<String> {
    let pauses = |intent: &&std::sync::Arc<Intent>| match &intent.action {
        Action::Call(call) => {
            let kind = call.body.as_ref().and_then(|body| body.field("type")?.as_text());
            *call.operation == CREATE_REQUEST && kind == Some("PAUSE")
        }
        _ => false,
    };
    let took = |intent: &&std::sync::Arc<Intent>| {
        matches!(intent.state, IntentState::Accepted | IntentState::Confirmed)
            && intent.asked_at <= since
            && since.duration_since(intent.asked_at) <= PAUSE_TAKES
    };
    let all = snapshot.ledger.get()?.iter().filter(pauses).filter(took);
    all.max_by_key(|intent| intent.asked_at).map(|intent| super::commands::by(intent))
}

/// One line for those who hear the screen.
pub fn attention_spoken(attention: &Attention, title: &str, now: Timestamp) -> String {
    let priority = data_ui::attention::priority_word(attention.priority);
    format!("{priority}, {title}, {}", data_ui::ago(attention.since, now))
}

/// What to do about it.
pub fn trouble_next(of: System, trouble: &Trouble) -> Option<String> {
    Some(data_ui::trouble::next_step(trouble, of)).filter(|words| !words.is_empty())
}

/// Median and 95 % of the answer times; none when nothing was measured. What is under a millisecond
/// is not nothing.
pub fn answer_times(connection: &Connection) -> Option<String> {
    let (median, slow) = connection.latency_figures()?;
    let figure = |time: SignedDuration| match time.as_millis() {
        ..1 => "< 1".to_owned(),
        millis => millis.to_string(),
    };
    Some(format!("{} / {} ms", figure(median), figure(slow)))
}

/// Whether it answers, and since when not.
pub fn connection_state(connection: &Connection, now: Timestamp) -> AgeWords {
    if connection.base_url.is_none() {
        return AgeWords { text: t("common-not-configured").to_owned(), stale: false };
    }
    if let Some(words) = data_ui::connection::shut(connection) {
        return AgeWords { text: words.to_owned(), stale: true };
    }
    let silent = connection.last_answer_at.map(|at| now.duration_since(at));
    match (silent, connection.failing_since) {
        (Some(silent), _) if silent > connection.limit => {
            AgeWords { text: tf("common-silent", &[("age", age(silent).into())]), stale: true }
        }
        (Some(_), _) => AgeWords { text: t("common-answering").to_owned(), stale: false },
        (None, Some(failing)) => AgeWords {
            text: tf("common-no-answer", &[("age", data_ui::ago(failing, now).into())]),
            stale: true,
        },
        (None, None) => AgeWords { text: t("common-not-asked").to_owned(), stale: false },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::trouble::{Cause, ErrorClass};

    #[test]
    fn an_answer_time_is_never_zero() {
        let mut connection = crate::ui::panels::parts::fixture::snapshot().connections[0].clone();
        connection.latencies = vec![SignedDuration::from_micros(300)];
        assert_eq!(answer_times(&connection).as_deref(), Some("< 1 / < 1 ms"));
        connection.latencies.clear();
        assert_eq!(answer_times(&connection), None);
    }

    #[test]
    fn a_system_that_lets_nobody_in_says_so_at_once() {
        let mut connection = crate::ui::panels::parts::fixture::snapshot().connections[1].clone();
        let now = crate::ui::panels::parts::fixture::now();
        let why = Trouble::new(ErrorClass::Fatal, Cause::NotAuthorised, "");
        connection.last_answer_at = Some(now);
        connection.failing_since = Some(now);
        connection.last_trouble = Some((now, why));
        for (kind, words) in [("email", "data-log-in-again"), ("bearer", "data-not-let-in")] {
            connection.auth_kind = kind.to_owned();
            assert_eq!(connection_state(&connection, now).text, tf(words, &[]));
        }
        connection.failing_since = None;
        assert_ne!(connection_state(&connection, now).text, t("data-not-let-in"));
    }

    #[test]
    fn waits_say_two_units_and_ages_one() {
        assert_eq!(wait(SignedDuration::from_secs(107)), "1 min 47 s");
        assert_eq!(wait(SignedDuration::from_secs(42)), "42 s");
        assert_eq!(wait(SignedDuration::from_hours(50)), "2 d");
    }
}
