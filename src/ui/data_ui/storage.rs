//! The state of the storage and of requests in words; unknown words are shown as they came.

use crate::domain::storage::StorageStatus;
use crate::i18n::t;
use crate::ui::widgets::mark::Urgency;

/// How urgent a status is; none while the storage works or its word is not known.
pub const fn urgency(status: &StorageStatus) -> Option<Urgency> {
    match status {
        StorageStatus::Error | StorageStatus::Off | StorageStatus::Maintenance => {
            Some(Urgency::High)
        }
        StorageStatus::Paused | StorageStatus::ShuttingDown | StorageStatus::StartingUp => {
            Some(Urgency::Medium)
        }
        StorageStatus::Running | StorageStatus::Other(_) => None,
    }
}

/// What the storage says of itself.
pub fn word(status: &StorageStatus) -> String {
    match status {
        StorageStatus::Running => t("data-storage-running"),
        StorageStatus::Paused => t("data-storage-paused"),
        StorageStatus::StartingUp => t("data-storage-starting"),
        StorageStatus::Maintenance => t("data-storage-maintenance"),
        StorageStatus::Error => t("data-storage-error"),
        StorageStatus::Off => t("data-storage-off"),
        StorageStatus::ShuttingDown => t("data-storage-stopping"),
        StorageStatus::Other(word) => return word.clone(),
    }
    .to_owned()
}
