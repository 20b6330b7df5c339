//! A connection in words: the system's name, how it does, and its line in the status bar.

use jiff::Timestamp;

use super::age::ago;
use crate::domain::attention::SYSTEM_SILENT_AFTER;
use crate::domain::connection::Connection;
use crate::domain::system::System;
use crate::i18n::t;
use crate::ui::widgets::mark::Urgency;
use crate::ui::widgets::nav::Health;

/// The system's name, the same on every screen.
pub fn name(system: System) -> &'static str {
    match system {
        System::RobotManager => t("data-system-robot-manager"),
        System::Noyes => t("data-system-storage"),
        System::Courier => t("data-system-courier"),
        System::Assure => t("data-system-order-interface"),
        System::Robosize => t("data-system-order-sync"),
    }
}

/// The system inside a sentence, `the robot manager`.
pub fn within(system: System) -> &'static str {
    match system {
        System::RobotManager => t("data-the-robot-manager"),
        System::Noyes => t("data-the-storage"),
        System::Courier => t("data-the-courier"),
        System::Assure => t("data-the-order-interface"),
        System::Robosize => t("data-the-order-sync"),
    }
}

/// The same where it begins a sentence, `The robot manager`.
pub fn beginning(system: System) -> String {
    let mut rest = within(system).chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}

/// That it answers and lets nobody in, from the first refusal on; none otherwise.
pub fn shut(connection: &Connection) -> Option<&'static str> {
    let (_, trouble) = connection.last_trouble.as_ref()?;
    if connection.failing_since.is_none() || !trouble.wants_log_in() {
        return None;
    }
    Some(if connection.wants_log_in() { t("data-log-in-again") } else { t("data-not-let-in") })
}

/// How it does now. `fresh_age` is the age its freshest value is held to, which does not tick.
pub fn health(connection: &Connection, now: Timestamp, fresh_age: &str) -> Health {
    if connection.base_url.is_none() {
        return Health::Off(t("data-system-not-configured").to_owned());
    }
    if let Some(words) = shut(connection) {
        return Health::Shut(Urgency::High, words.to_owned());
    }
    let silent_since = match (connection.last_answer_at, connection.failing_since) {
        (Some(last), _) => last,
        (None, Some(failing)) => failing,
        (None, None) => return Health::NotAsked,
    };
    let silence = now.duration_since(silent_since);
    let failing = connection.failing_since.is_some();
    if failing && silence > SYSTEM_SILENT_AFTER {
        // as urgent as it stands in "needs a person"
        Health::Lost(Urgency::High, ago(silent_since, now))
    } else if connection.last_answer_at.is_some() && silence > connection.limit {
        Health::Stale(ago(silent_since, now))
    } else if connection.last_answer_at.is_none() {
        Health::NotAsked
    } else {
        Health::Fresh(fresh_age.to_owned())
    }
}
