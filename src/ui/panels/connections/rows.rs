//! The connections in words: one row of the table, the facts and the trouble of the drawer.

use jiff::{SignedDuration, Timestamp};

use super::form::is_loopback;
use crate::domain::connection::Connection;
use crate::domain::system::System;
use crate::domain::trouble::Cause;
use crate::i18n::{has, t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::words::{self, AgeWords};

/// One system as the table shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub system: System,
    pub name: &'static str,
    pub state: AgeWords,
    /// Under the state: not reachable, or how long it may be silent.
    pub limit: String,
    pub address: String,
    pub sign_in: String,
    /// Median and 95th percentile.
    pub answers: String,
    /// The newest answer times, oldest first.
    pub line: Vec<f32>,
    pub calls: String,
    /// Calls used of those allowed, 0 to 1 and above.
    pub share: f32,
    pub trouble: String,
}

impl Row {
    /// The row for those who hear the screen.
    pub fn spoken(&self) -> String {
        [
            self.name,
            &self.state.text,
            &self.limit,
            &self.address,
            &self.sign_in,
            &self.answers,
            &self.calls,
            &self.trouble,
        ]
        .join(", ")
    }
}

/// All of them, in the order of the status bar.
pub fn rows(connections: &[Connection], now: Timestamp) -> Vec<Row> {
    connections.iter().map(|connection| row(connection, now)).collect()
}

fn row(connection: &Connection, now: Timestamp) -> Row {
    let calls = &connection.calls;
    Row {
        system: connection.system,
        name: data_ui::connection::name(connection.system),
        state: words::connection_state(connection, now),
        limit: below_state(connection),
        address: connection.base_url.clone().unwrap_or_else(|| "—".to_owned()),
        sign_in: sign_in(connection),
        answers: answers(connection),
        line: connection.latencies.iter().map(|latency| latency.as_secs_f32()).collect(),
        calls: tf(
            "connections-calls-of",
            &[("used", calls.used_per_second.into()), ("allowed", calls.allowed_per_second.into())],
        ),
        share: calls.used_per_second as f32 / calls.allowed_per_second.max(1) as f32,
        trouble: trouble_line(connection),
    }
}

/// Under the state: that it cannot be reached, else how long it may be silent.
fn below_state(connection: &Connection) -> String {
    let gone = connection.failing_since.and(connection.last_trouble.as_ref()).is_some_and(
        |(_, trouble)| {
            matches!(
                trouble.cause,
                Cause::Unreachable
                    | Cause::ConnectionRefused
                    | Cause::ConnectionLost
                    | Cause::TimedOut(_)
            )
        },
    );
    if gone {
        return t("connections-not-reachable").to_owned();
    }
    tf("connections-limit", &[("age", words::age(connection.limit).into())])
}

/// How many of those set up answer within their limit.
pub fn answering(connections: &[Connection], now: Timestamp) -> String {
    let set_up = connections.iter().filter(|connection| connection.base_url.is_some());
    let (mut all, mut good) = (0_u32, 0_u32);
    for connection in set_up {
        all += 1;
        let silent = connection.last_answer_at.map(|at| now.duration_since(at));
        good += u32::from(silent.is_some_and(|silent| silent <= connection.limit));
    }
    tf("connections-answering", &[("good", good.into()), ("all", all.into())])
}

/// The words of a kind of sign-in; one the list does not know stands as it came.
pub fn kind_words(kind: &str) -> String {
    let key = format!("connections-auth-{}", kind.replace('_', "-"));
    if has(&key) { tf(&key, &[]) } else { kind.to_owned() }
}

/// How it signs in, and whether it was let in.
pub fn sign_in(connection: &Connection) -> String {
    let let_in = match connection.authorised {
        Some(true) => t("connections-let-in"),
        Some(false) => t("connections-not-let-in"),
        None => t("connections-not-tried"),
    };
    format!("{}, {let_in}", kind_words(&connection.auth_kind))
}

/// Median and 95 % of the answer times.
pub fn answers(connection: &Connection) -> String {
    words::answer_times(connection).unwrap_or_else(|| format!("— {}", t("connections-no-answers")))
}

fn trouble_line(connection: &Connection) -> String {
    match (&connection.last_trouble, connection.failing_since) {
        (Some((_, trouble)), Some(_)) => data_ui::trouble::cause(trouble, connection.system),
        (Some((at, _)), None) => {
            tf("connections-last-trouble", &[("time", words::clock(*at).into())])
        }
        (None, _) => t("connections-no-trouble").to_owned(),
    }
}

/// The facts of the drawer, name and value.
pub fn facts(connection: &Connection, now: Timestamp) -> Vec<(&'static str, String)> {
    let calls = &connection.calls;
    let mut facts = vec![(t("connections-fact-sign-in"), sign_in(connection))];
    if connection.plain_http {
        let here = is_loopback(connection.base_url.as_deref());
        let words =
            if here { t("connections-plain-http-here") } else { t("connections-plain-http") };
        facts.push((t("connections-fact-transport"), words.to_owned()));
    }
    let last = connection.last_answer_at.map_or_else(
        || format!("— {}", t("connections-no-answers")),
        |at| words::day_clock(at, now),
    );
    facts.push((t("connections-fact-last"), last));
    facts.push((t("connections-fact-limit"), words::age(connection.limit)));
    facts.push((t("connections-fact-answers"), answers(connection)));
    if calls.allowed_per_minute > 0 {
        let minute = tf(
            "connections-calls-of",
            &[("used", calls.used_per_minute.into()), ("allowed", calls.allowed_per_minute.into())],
        );
        facts.push((t("connections-fact-minute"), minute));
    }
    facts.push((t("connections-fact-waiting"), calls.waiting.to_string()));
    facts.push((t("connections-fact-429"), calls.too_many.to_string()));
    facts
}

/// When it is tried again, in one sentence; none while it answers.
pub fn retry(connection: &Connection, now: Timestamp) -> Option<String> {
    connection.failing_since?;
    let wait = connection.next_try_at.map(|at| at.duration_since(now));
    let tries = ("tries", connection.failed_tries.into());
    let Some(wait) = wait.filter(|wait| *wait >= SignedDuration::from_secs(1)) else {
        return Some(tf("connections-retry-now", &[tries]));
    };
    Some(tf("connections-retry", &[("age", words::age(wait).into()), tries]))
}

/// What stops or stays while a system is silent.
pub fn touches(system: System) -> &'static str {
    match system {
        System::RobotManager => t("connections-touches-robot-manager"),
        System::Noyes => t("connections-touches-noyes"),
        System::Courier | System::Assure | System::Robosize => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::panels::parts::fixture;

    #[test]
    fn a_silent_system_says_its_age_cause_and_next_try() {
        let (snapshot, now) = (fixture::snapshot(), fixture::now());
        let rows = rows(&snapshot.connections, now);
        let silent = rows.first().unwrap();
        assert_eq!(silent.state, AgeWords { text: "silent 42 s".to_owned(), stale: true });
        assert_eq!(silent.limit, "not reachable");
        assert_eq!(silent.answers, "12 / 14 ms");
        assert_eq!(silent.calls, "12 of 20");
        assert_eq!(silent.sign_in, "Token, let in");
        let connection = snapshot.connections.first().unwrap();
        assert_eq!(
            retry(connection, now).unwrap(),
            "Tried again in 3.0 s, and for ever. 7 tries so far; waits grow to 30 s at most."
        );
        for wait in [0, 400, -3_000] {
            let next = now + SignedDuration::from_millis(wait);
            let soon = Connection { next_try_at: Some(next), ..connection.clone() };
            assert_eq!(
                retry(&soon, now).unwrap(),
                "Being tried again now, and for ever. 7 tries so far; waits grow to 30 s at most."
            );
        }
        assert_eq!(answering(&snapshot.connections, now), "1 of 2 systems answer");
    }

    #[test]
    fn what_never_answered_has_no_figures_but_says_so() {
        let mut connection = fixture::snapshot().connections.last().cloned().unwrap();
        connection.latencies.clear();
        connection.last_answer_at = None;
        connection.authorised = None;
        let row = row(&connection, fixture::now());
        assert_eq!(row.answers, "— no answer yet");
        assert_eq!(row.state.text, "not asked yet");
        assert_eq!(row.sign_in, "Token, not tried yet");
        assert_eq!(retry(&connection, fixture::now()), None);
    }
}
