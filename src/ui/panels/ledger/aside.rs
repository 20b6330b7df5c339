//! Commands that this version cannot understand: that there are some, which and why, and what to do about them.

use egui::{Align, Layout, Rect, Ui};
use jiff::Timestamp;

use crate::domain::intent::IntentState;
use crate::domain::lease::SetAside;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::words;
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, icon, icons, space};
use crate::ui::widgets::Button;
use crate::ui::widgets::card::{self, Note};
use crate::ui::widgets::escape;
use crate::ui::widgets::paint;
use crate::ui::widgets::place;

/// More than these are counted and not drawn; they end up here one by one, not by the hundred.
const SHOWN: usize = 50;

/// What was set aside, in place of the commands while it is shown.
#[derive(Default)]
pub struct Aside {
    pub shown: bool,
}

impl Aside {
    /// Says that something is set aside, in a strip over the panel; gives the room that is left.
    pub fn strip_ui(&mut self, ui: &mut Ui, rect: Rect, count: usize) -> Rect {
        if count == 0 {
            self.shown = false;
            return rect;
        }
        let theme = ui.theme();
        let strip = place::inside(ui, rect, |ui| {
            card::note(ui, Note::Guard, |ui| {
                let ink = theme.colors.text_primary;
                ui.horizontal(|ui| {
                    paint::icon(ui, icons::ARCHIVE_BOX, icon::I16, IconWeight::Fill, ink);
                    let key = if self.shown { "ledger-aside-back" } else { "ledger-aside-show" };
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        if ui.add(Button::plain(t(key))).clicked() {
                            self.shown = !self.shown;
                        }
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            let said = tf("ledger-aside", &[("n", count.into())]);
                            paint::label_wrapped(ui, said, TextStyle::BodyMedium, ink);
                        });
                    });
                });
            })
            .response
            .rect
        });
        rect.with_min_y(strip.bottom() + space::CARDS)
    }

    /// All of it, newest first; Escape leads back.
    pub fn list_ui(&mut self, ui: &mut Ui, rect: Rect, all: &[SetAside], now: Timestamp) {
        place::card(ui, rect, |ui| {
            let inner = ui.max_rect();
            let cut = match all.len() {
                ..=SHOWN => String::new(),
                n => tf("ledger-aside-first", &[("shown", SHOWN.into()), ("n", n.into())]),
            };
            let below = place::card_head(ui, inner, t("ledger-aside-list"), &cut);
            place::scroll(ui, below, "ledger-aside", |ui| {
                ui.spacing_mut().item_spacing.y = space::S8;
                let ink = ui.theme().colors.text_secondary;
                paint::label_wrapped(ui, t("ledger-aside-rest"), TextStyle::Body, ink);
                for row in all.iter().take(SHOWN) {
                    row_ui(ui, row, now);
                }
                ui.add_space(space::S12);
            });
        });
        if escape::pressed(ui.ctx()) {
            self.shown = false;
        }
    }
}

fn row_ui(ui: &mut Ui, row: &SetAside, now: Timestamp) {
    let ink = ui.theme().colors.text_primary;
    card::note(ui, Note::Plain, |ui| {
        let age = words::wait(now.duration_since(row.at));
        let line = tf("ledger-aside-line", &[("age", age.into())]);
        paint::label_wrapped(ui, line, TextStyle::Strong, ink);
        let state = IntentState::parse(&row.state);
        // a word this version does not know is shown as it stands there
        let said = state.map_or_else(
            || row.state.clone(),
            |state| data_ui::intent::state_word(state).to_owned(),
        );
        let by = [row.by.as_str(), row.place.as_str()];
        let by: Vec<&str> = by.into_iter().filter(|word| !word.is_empty()).collect();
        card::pair(ui, t("ledger-aside-operation"), &row.operation, TextStyle::Mono);
        card::pair(ui, t("ledger-aside-state"), &said, TextStyle::Small);
        card::pair(ui, t("ledger-by"), &by.join(", "), TextStyle::Small);
        card::pair(ui, t("ledger-intent"), &row.id, TextStyle::Mono);
        let since = words::day_clock(row.at, now);
        card::pair(ui, t("ledger-aside-since"), &since, TextStyle::Small);
        card::pair(ui, t("ledger-aside-why"), &row.reason, TextStyle::Small);
        card::section(ui, t("ledger-aside-next"));
        let was_sent = state != Some(IntentState::Queued);
        let first = if was_sent { "ledger-aside-sent" } else { "ledger-aside-queued" };
        paint::label_wrapped(ui, t(first), TextStyle::Small, ink);
        paint::label_wrapped(ui, t("ledger-aside-update"), TextStyle::Small, ink);
    });
}
