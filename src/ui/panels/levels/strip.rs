//! The strip under the map: bots of the level whose place nobody reports, and the balconies by name.

use egui::Ui;

use super::canvas::Shown;
use super::model::StripBot;
use super::paint;
use crate::domain::ids::BotId;
use crate::i18n::t;
use crate::ui::data_ui::bot::state_word;
use crate::ui::theme::{TextStyle, Theme};
use crate::ui::widgets::card;
use crate::ui::widgets::chip;
use crate::ui::widgets::paint::label_cut;

pub(super) const STRIP: f32 = 32.0;

/// A bot of the strip in words: its number, what it does, and how full it is while it charges.
fn chip_words(bot: &StripBot) -> String {
    let mut words = format!("{} {}", bot.bot, state_word(bot.state));
    if let (crate::domain::bot::BotState::Charging, Some(battery)) = (bot.state, bot.battery) {
        words.push_str(&format!(" {battery} %"));
    }
    words
}

/// Draws the strip; gives the bot that was pressed.
pub(super) fn strip(
    ui: &mut Ui,
    theme: &Theme,
    bots: &[StripBot],
    chosen: Option<&BotId>,
    bring: bool,
    balconies: Option<&str>,
) -> Option<BotId> {
    let mut picked = None;
    card::line(
        ui,
        STRIP,
        |ui| {
            label_cut(ui, t("levels-strip"), TextStyle::Small, theme.colors.text_muted);
            if bots.is_empty() {
                label_cut(ui, t("levels-none"), TextStyle::Small, theme.colors.text_muted);
            }
            let words: Vec<String> = bots.iter().map(chip_words).collect();
            // Where not all fit with their state, their numbers stand alone: none is cut in two.
            let whole = chip::fit(ui, words.iter().map(String::as_str));
            egui::ScrollArea::horizontal().auto_shrink([false, true]).show(ui, |ui| {
                ui.horizontal_centered(|ui| {
                    for (bot, words) in bots.iter().zip(&words) {
                        let words = if whole { words } else { bot.bot.as_str() };
                        let answer = chip::chip(ui, words, None, chosen == Some(&bot.bot));
                        if bring && chosen == Some(&bot.bot) {
                            answer.scroll_to_me(None);
                        }
                        if let Some(priority) = bot.alarm {
                            paint::alarm_mark(
                                ui.painter(),
                                answer.rect.right_top(),
                                12.0,
                                priority,
                                theme,
                            );
                        }
                        if answer.clicked() {
                            picked = Some(bot.bot.clone());
                        }
                    }
                });
            });
        },
        |ui| {
            if let Some(names) = balconies {
                balconies_ui(ui, theme, names, true);
            }
        },
    );
    picked
}

/// The balconies by name; none when there are none or nobody has told.
pub(super) fn balcony_names(shown: &Shown<'_>) -> Option<String> {
    let list = shown.snapshot.balconies.value.as_ref().filter(|list| !list.is_empty())?;
    let names: Vec<&str> = list.iter().map(|balcony| balcony.id.as_str()).collect();
    Some(names.join("   "))
}

/// Balconies are named under the map: nobody reports where they are, not even on which level.
pub(super) fn balconies_ui(ui: &mut Ui, theme: &Theme, names: &str, from_the_right: bool) {
    let words = (t("levels-balconies-strip"), theme.colors.text_muted);
    let names = (names, theme.colors.text_secondary);
    let order = if from_the_right { [names, words] } else { [words, names] };
    for (text, color) in order {
        label_cut(ui, text, TextStyle::Small, color);
    }
}
