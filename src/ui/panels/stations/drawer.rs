//! The drawer of one workplace: its facts, what is suggested, what can be done, and what was said to it.

use egui::Ui;
use jiff::Timestamp;

use super::acts;
use super::rows::{self, Row};
use crate::domain::floor::StationWish;
use crate::domain::pick::Workplace;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::route::Route;
use crate::ui::theme::{TextStyle, Theme, icons, space};
use crate::ui::widgets::card::{Note, note, pair};
use crate::ui::widgets::{Button, card, paint, place};

/// What was pressed.
pub enum Pressed {
    Release,
    CloseStation,
    Look(Route),
    Close,
}

/// Draws it.
pub fn drawer_ui(
    ui: &mut Ui,
    theme: &Theme,
    row: &Row,
    wishes: &[StationWish],
    now: Timestamp,
) -> Option<Pressed> {
    let mut pressed = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    let line = rows::state_words(row, now);
    if card::drawer_head(ui, icons::MONITOR, &row.name, &line, None) {
        pressed = Some(Pressed::Close);
    }
    let rest = ui.available_rect_before_wrap();
    place::scroll(ui, rest, "station", |ui| {
        ui.spacing_mut().item_spacing.y = space::S8;
        ui.add_space(space::S8);
        facts_ui(ui, row, now);
        if let Some(minutes) = row.idle(now) {
            note(ui, Note::Plain, |ui| {
                let trays = (row.here + row.coming).to_string();
                let words = tf(
                    "stations-idle-why",
                    &[("n", minutes.to_string().into()), ("trays", trays.into())],
                );
                paint::label_wrapped(ui, words, TextStyle::Body, theme.colors.text_primary);
            });
        }
        if let Some(choice) = acts_ui(ui, theme, row) {
            pressed = Some(choice);
        }
        if !wishes.is_empty() {
            card::section(ui, t("stations-wishes"));
            for wish in wishes {
                let words = acts::wish_words(wish, row, now);
                paint::label_wrapped(ui, words, TextStyle::Body, theme.colors.text_primary);
            }
        }
        ui.add_space(space::S12);
    });
    pressed
}

fn facts_ui(ui: &mut Ui, row: &Row, now: Timestamp) {
    let or = |text: String, none: &'static str| {
        if text.is_empty() { t(none).to_owned() } else { text }
    };
    let mode = row.mode.map_or(String::new(), |mode| data_ui::mode_word(mode).to_owned());
    let scan = row.last_scan.map(|at| tf("stations-ago", &[("age", data_ui::ago(at, now).into())]));
    let facts = [
        ("stations-column-who", or(row.person.clone(), "stations-state-nobody")),
        ("stations-column-mode", or(mode, "stations-not-told")),
        ("stations-column-tray", or(rows::tray_words(row, now), "stations-no-tray")),
        ("stations-column-scan", or(scan.unwrap_or_default(), "stations-no-scan")),
        ("stations-column-trays", or(rows::trays_words(row), "stations-not-told")),
        ("stations-column-rate", or(rows::rate_words(row), "stations-not-told")),
    ];
    for (label, value) in facts {
        pair(ui, t(label), &value, TextStyle::Body);
    }
}

fn acts_ui(ui: &mut Ui, theme: &Theme, row: &Row) -> Option<Pressed> {
    let mut pressed = None;
    let muted = theme.colors.text_muted;
    let no_tray = match (&row.place, &row.tray) {
        (Workplace::Balcony(_), _) => Some(t("stations-no-tray-at-balcony")),
        (_, None) => Some(t("stations-no-tray")),
        (_, Some(_)) => None,
    };
    let nobody = row.person.is_empty().then(|| t("stations-nobody-to-close"));
    let wide = ui.available_width();
    let release = Button::plain(t("stations-release")).icon(icons::TRAY_ARROW_UP).width(wide);
    if ui.add(release.disabled_because(no_tray)).clicked() && no_tray.is_none() {
        pressed = Some(Pressed::Release);
    }
    if let Some(why) = no_tray {
        paint::label_wrapped(ui, why, TextStyle::Small, muted);
    }
    let close = Button::plain(t("stations-close")).icon(icons::X).width(wide);
    if ui.add(close.disabled_because(nobody)).clicked() && nobody.is_none() {
        pressed = Some(Pressed::CloseStation);
    }
    if let Some(why) = nobody {
        paint::label_wrapped(ui, why, TextStyle::Small, muted);
    }
    if let Workplace::Tray(slot) = &row.place {
        let look = Button::quiet(t("stations-look")).icon(icons::EYE).width(wide);
        if ui.add(look).clicked() {
            pressed = Some(Pressed::Look(Route::Station(slot.clone())));
        }
    }
    pressed
}
