//! What needs a person, in words with its mark and the place to go to see it.

use crate::domain::attention::{Need, Priority};
use crate::domain::operation;
use crate::domain::storage::StorageStatus;
use crate::i18n::{t, tf};
use crate::ui::data_ui::{connection, intent, storage};
use crate::ui::widgets::mark::Urgency;

/// The mark of a priority.
pub const fn urgency(priority: Priority) -> Urgency {
    match priority {
        Priority::High => Urgency::High,
        Priority::Medium => Urgency::Medium,
        Priority::Low => Urgency::Low,
    }
}

/// The word of a priority.
pub fn priority_word(priority: Priority) -> &'static str {
    match priority {
        Priority::High => t("data-priority-high"),
        Priority::Medium => t("data-priority-medium"),
        Priority::Low => t("data-priority-low"),
    }
}

/// What is wrong.
pub fn words(need: &Need) -> String {
    match need {
        Need::SystemSilent(system) => {
            tf("data-need-silent", &[("system", connection::name(*system).into())])
        }
        Need::NotLetIn(system) => {
            tf("data-need-not-let-in", &[("system", connection::name(*system).into())])
        }
        Need::StoragePaused => t("data-need-paused").to_owned(),
        Need::StorageNotRunning(word) => {
            let said = storage::word(&StorageStatus::parse(word));
            tf("data-need-storage", &[("word", said.into())])
        }
        Need::BotNotReported(bot) => tf("data-need-bot-gone", &[("id", bot.as_str().into())]),
        Need::BotStuck(bot) => tf("data-need-bot-stuck", &[("id", bot.as_str().into())]),
        Need::TrayOverdue { tray, station } => tf(
            "data-need-tray",
            &[("tray", tray.as_str().into()), ("station", station.as_str().into())],
        ),
        Need::TrayRefused { tray, times } => {
            tf("data-need-tray-refused", &[("tray", tray.as_str().into()), ("n", (*times).into())])
        }
        Need::StationHeld { station, tray, .. } => tf(
            "data-need-held",
            &[("tray", tray.as_str().into()), ("station", station.as_str().into())],
        ),
        Need::CommandUnknown { operation, about, .. } => {
            let what = operation::by_id(operation)
                .map_or_else(|| about.clone(), |known| intent::call_words(known, about));
            tf("data-need-command", &[("what", what.into())])
        }
        Need::CommandsUnknown(number) => tf("data-need-commands", &[("n", (*number).into())]),
    }
}

/// What to do about it.
pub fn what_to_do(need: &Need) -> String {
    let words = match need {
        Need::StationHeld { waiting, overdue, .. } => {
            let counts = [("waiting", (*waiting).into()), ("overdue", (*overdue).into())];
            return tf("data-do-held", &counts);
        }
        Need::SystemSilent(_) => t("data-do-silent"),
        Need::NotLetIn(_) => t("data-do-not-let-in"),
        Need::StoragePaused => t("data-do-paused"),
        Need::StorageNotRunning(_) => t("data-do-storage"),
        Need::BotNotReported(_) => t("data-do-bot-gone"),
        Need::BotStuck(_) => t("data-do-bot-stuck"),
        Need::TrayOverdue { .. } => t("data-do-tray"),
        Need::TrayRefused { .. } => t("data-do-tray-refused"),
        Need::CommandUnknown { .. } | Need::CommandsUnknown(_) => t("data-do-command"),
    };
    words.to_owned()
}
