//! The storage where it is not as it should be: paused, in error, off or on its way there, with sign and colour.

use egui::Ui;

use crate::bus::snapshot::Snapshot;
use crate::domain::storage::StorageStatus;
use crate::i18n::tf;
use crate::ui::data_ui;
use crate::ui::theme::icons;
use crate::ui::widgets::tag::{Tag, tag};

/// Draws it; nothing while there is nothing to say. True when something was said.
pub fn tag_ui(ui: &mut Ui, snapshot: &Snapshot) -> bool {
    let status = snapshot.storage_status.get();
    let Some((status, urgency)) =
        status.and_then(|status| Some((status, data_ui::storage::urgency(status)?)))
    else {
        return false;
    };
    let icon = if *status == StorageStatus::Paused { icons::PAUSE } else { icons::WARNING };
    let words = tf("parts-storage-is", &[("word", data_ui::storage::word(status).into())]);
    tag(ui, Tag::Alarm(urgency), Some(icon), &words);
    true
}
