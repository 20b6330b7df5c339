//! What will be sent, before it is: each setting with what stands there and what it becomes.

use egui::{Ui, vec2};

use super::draft::Edited;
use super::editor::value_words;
use super::storage::words_of;
use super::table::{applies, default_words};
use crate::i18n::{t, tf};
use crate::ui::theme::{IconWeight, TextStyle, Theme, icon, icons, space};
use crate::ui::widgets::{card, paint};

/// Draws the changes, one note each.
pub fn diff_ui(ui: &mut Ui, theme: &Theme, edited: &[Edited<'_>]) {
    let colors = &theme.colors;
    paint::label_wrapped(ui, t("settings-diff-says"), TextStyle::Body, colors.text_secondary);
    for one in edited {
        card::note(ui, card::Note::Plain, |ui| {
            let setting = one.setting;
            let label = words_of(&setting.key);
            paint::label_wrapped(ui, label, TextStyle::BodyMedium, colors.text_primary);
            paint::label_wrapped(ui, &setting.key, TextStyle::Mono, colors.text_muted);
            let after = match &one.value {
                Ok(Some(value)) => value_words(value),
                _ => tf("settings-diff-default", &[("value", default_words(setting).into())]),
            };
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::S8, space::S4);
                let before = value_words(&setting.value);
                paint::label_wrapped(ui, before, TextStyle::Body, colors.text_secondary);
                let ink = colors.text_muted;
                paint::icon(ui, icons::CARET_RIGHT, icon::I14, IconWeight::Regular, ink);
                paint::label_wrapped(ui, after, TextStyle::Strong, colors.text_primary);
            });
            let when = tf("settings-diff-applies", &[("when", applies(setting).into())]);
            paint::label_wrapped(ui, when, TextStyle::Small, colors.text_muted);
            if one.changed_meanwhile() {
                let now = value_words(&setting.value);
                let words = tf("settings-meanwhile", &[("value", now.into())]);
                paint::label_wrapped(ui, words, TextStyle::SmallMedium, colors.text_primary);
                let words = t("settings-diff-refuses");
                paint::label_wrapped(ui, words, TextStyle::Small, colors.text_secondary);
            }
        });
    }
    if edited.iter().any(|one| one.setting.restart_required) {
        card::note(ui, card::Note::Guard, |ui| {
            let words = t("settings-diff-restart");
            paint::label_wrapped(ui, words, TextStyle::Body, colors.text_primary);
        });
    }
}
