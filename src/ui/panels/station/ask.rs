//! The right column of the station: ask for trays, what is on the way, what was done last.

use egui::{Align, Align2, Layout, Response, Stroke, StrokeKind, Ui, vec2};
use jiff::Timestamp;

use super::model::{self, Done, Waiting};
use super::{StationPanel, View, Wish};
use crate::domain::ids::TrayId;
use crate::domain::intent::IntentState;
use crate::domain::station::Station;
use crate::i18n::{t, tf};
use crate::ui::data_ui::{self, ago};
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, icon, icons, radius, space, width};
use crate::ui::widgets::button::Kind;
use crate::ui::widgets::{Button, Field, paint};

/// Narrower than this the button stands under the field.
const ROOM_FOR_BOTH: f32 = 280.0;
/// A field narrower than this shows no example.
const ROOM_FOR_HINT: f32 = 140.0;
/// Width of a time of day with the gap before it.
const CLOCK: f32 = 56.0;

/// The field of the numbers.
pub(super) fn entry_id() -> egui::Id {
    egui::Id::unique("station-entry")
}

impl StationPanel {
    /// Asking, and the trays that are free.
    pub(super) fn ask_ui(
        &mut self,
        ui: &mut Ui,
        station: &Station,
        view: &View,
        typed: &str,
    ) -> Option<Wish> {
        let theme = ui.theme();
        let c = &theme.colors;
        let mut wish = None;
        paint::low_row(ui, 20.0, |ui| {
            paint::label(ui, t("station-ask"), TextStyle::StationSmallStrong, c.text_primary);
            paint::key_cap(ui, "F4");
            if !self.entry.trim().is_empty() && view.here.is_empty() {
                let words = t("station-ask-enter");
                paint::label(ui, words, TextStyle::StationSmall, c.text_secondary);
            }
        });
        let no_tags = station.tags.is_empty().then(|| t("station-no-tags"));
        let room = ui.available_width();
        let bring = 132.0;
        let stacked = room < ROOM_FOR_BOTH;
        let wide = if stacked { room } else { room - bring - space::S8 };
        let bring = if stacked { room } else { bring };
        let layout =
            if stacked { Layout::top_down(Align::Min) } else { Layout::left_to_right(Align::Min) };
        let hint = if wide < ROOM_FOR_HINT { "" } else { t("station-ask-hint") };
        let size = vec2(room, 0.0);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            let field = Field::new(t("station-ask-label"), &mut self.entry)
                .hide_label()
                .station()
                .hint(hint)
                .typed(typed)
                .error(self.entry_error.as_deref())
                .fixed_because(no_tags)
                .width(wide)
                .id(entry_id())
                .show(ui);
            if field.changed() {
                self.entry_error = None;
            }
            let enter = ui.input(|input| input.key_pressed(egui::Key::Enter));
            // The one filled action is the release while a tray is here, else this.
            let kind = if view.here.is_empty() { Kind::Primary } else { Kind::Plain };
            let button = Button::station(t("station-bring"))
                .kind(kind)
                .icon(icons::TRAY_ARROW_DOWN)
                .width(bring)
                .disabled_because(no_tags);
            let entered = field.lost_focus() && enter;
            if entered {
                // Without the keyboard here the next Enter would release.
                field.request_focus();
            }
            if ui.add(button).clicked() || entered {
                wish = Some(Wish::Ask);
            }
        });
        wish
    }

    /// The numbers that are listed, each a button that takes it out, and the trays that are free.
    pub(super) fn offers_ui(&self, ui: &mut Ui, view: &View) -> Option<Wish> {
        let listed = model::listed(&self.entry);
        let mut wish = None;
        ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
        let room = ui.available_width();
        if !listed.is_empty() {
            // A point less each, or rounding sends the third to the next line.
            let wide = (room - 2.0 * space::S8) / 3.0 - 1.0;
            ui.horizontal_wrapped(|ui| {
                for tray in &listed {
                    let name = tf("station-take-out", &[("tray", tray.as_str().into())]);
                    let button =
                        Button::station(tray.as_str()).icon(icons::X).name(&name).width(wide);
                    if ui.add(button).clicked() {
                        wish = Some(Wish::Turn(tray.clone()));
                    }
                }
                let clear = Button::station(t("station-clear")).name(t("station-clear-name"));
                if ui.add(clear.width(wide)).clicked() {
                    wish = Some(Wish::Clear);
                }
            });
        }
        if view.free.is_empty() {
            return wish;
        }
        // One line is enough while trays are on their way: their list needs the room.
        let lines = if view.waiting.is_empty() { 2 } else { 1 };
        let muted = ui.theme().colors.text_muted;
        paint::label(ui, t("station-free"), TextStyle::StationSmall, muted);
        let wide = ((room - 3.0 * space::S8) / 4.0).max(48.0);
        for line in view.free.chunks(4).take(lines) {
            ui.horizontal(|ui| {
                for tray in line {
                    if free_tray(ui, tray, listed.contains(tray), wide).clicked() {
                        wish = Some(Wish::Turn(tray.clone()));
                    }
                }
            });
        }
        wish
    }
}

/// A free tray; one that is listed has the frame and the mark of what is chosen.
fn free_tray(ui: &mut Ui, tray: &TrayId, chosen: bool, wide: f32) -> Response {
    let key = if chosen { "station-add-chosen" } else { "station-add-tray" };
    let name = tf(key, &[("tray", tray.as_str().into())]);
    let response = ui.add(Button::station(tray.as_str()).name(&name).width(wide));
    if chosen {
        let theme = ui.theme();
        let ink = theme.colors.accent_focus;
        let edge = Stroke::new(width::STROKE_STRONG, ink);
        ui.painter().rect_stroke(response.rect, radius::CARD, edge, StrokeKind::Inside);
        let mark = paint::glyph(ui, icons::CHECK, icon::I16, IconWeight::Bold, ink);
        let at = response.rect.right_top() + vec2(-space::S4, space::S4);
        paint::place(ui.painter(), at, Align2::RIGHT_TOP, mark);
    }
    response
}

/// What was asked for and is not here: what is on its way, then what was never sent.
pub(super) fn waiting_ui(
    ui: &mut Ui,
    station: &Station,
    waiting: &[Waiting],
    now: Timestamp,
) -> Option<Wish> {
    let is_unsent = |waiting: &&Waiting| waiting.state == IntentState::Queued;
    let (unsent, sent): (Vec<&Waiting>, Vec<&Waiting>) = waiting.iter().partition(is_unsent);
    let title = tf("station-on-the-way", &[("station", station.name.as_str().into())]);
    let mut wish = None;
    if !sent.is_empty() || unsent.is_empty() {
        wish = part_ui(ui, &title, &sent, now);
    }
    if !unsent.is_empty() {
        wish = part_ui(ui, t("station-unsent"), &unsent, now).or(wish);
    }
    wish
}

fn part_ui(ui: &mut Ui, title: &str, waiting: &[&Waiting], now: Timestamp) -> Option<Wish> {
    let theme = ui.theme();
    let c = &theme.colors;
    let mut wish = None;
    ui.horizontal(|ui| {
        paint::label(ui, title, TextStyle::StationSmallStrong, c.text_primary);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let count = tf("station-count", &[("n", waiting.len().into())]);
            paint::label(ui, count, TextStyle::StationSmall, c.text_muted);
        });
    });
    for waiting in waiting {
        paint::divider(ui);
        if let Some(done) = waiting_row(ui, waiting, now) {
            wish = Some(done);
        }
    }
    wish
}

fn waiting_row(ui: &mut Ui, waiting: &Waiting, now: Timestamp) -> Option<Wish> {
    let theme = ui.theme();
    let c = &theme.colors;
    let mut wish = None;
    let age = ago(waiting.asked_at, now);
    // The button stands where the age stands else.
    let shows_ledger = waiting.intent.is_some() && waiting.state == IntentState::Unknown;
    ui.horizontal(|ui| {
        ui.allocate_ui(vec2(64.0, 44.0), |ui| {
            ui.set_min_width(64.0);
            let tray = waiting.tray.as_str();
            paint::label_cut(ui, tray, TextStyle::StationBodyStrong, c.text_primary);
        });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_width(ui.available_width() - 70.0);
            if !shows_ledger {
                // One line stands in the middle of the row.
                ui.add_space(space::S12);
            }
            let (word, ink) = match (&waiting.elsewhere, waiting.state) {
                (Some(place), _) => {
                    (tf("station-ready-at", &[("place", place.as_str().into())]), c.text_primary)
                }
                (None, IntentState::Unknown) => {
                    (short_word(waiting.state).to_owned(), c.state_unknown_text)
                }
                (None, state) => (short_word(state).to_owned(), c.text_primary),
            };
            paint::label_wrapped(ui, word, TextStyle::StationSmall, ink);
            if shows_ledger {
                paint::label(ui, age.as_str(), TextStyle::StationSmallStrong, c.text_primary);
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| match waiting.intent {
            Some(intent) if waiting.state == IntentState::Unknown => {
                if ui.add(Button::plain(t("station-open-ledger")).small()).clicked() {
                    wish = Some(Wish::OpenLedger(intent));
                }
            }
            _ => {
                paint::label(ui, age.as_str(), TextStyle::StationBodyStrong, c.text_primary);
            }
        });
    });
    wish
}

/// Where a tray that was asked for stands, as far as anybody tells, for a narrow column.
fn short_word(state: IntentState) -> &'static str {
    match state {
        IntentState::Queued => t("station-short-queued"),
        IntentState::Sent => t("station-short-sent"),
        IntentState::Unknown => t("station-short-unknown"),
        _ => t("station-short-accepted"),
    }
}

/// The last commands that came to an end here.
pub(super) fn done_ui(ui: &mut Ui, done: &[Done]) {
    let theme = ui.theme();
    let c = &theme.colors;
    if done.is_empty() {
        return;
    }
    paint::divider(ui);
    paint::label(ui, t("station-last-done"), TextStyle::StationSmallStrong, c.text_primary);
    for done in done {
        paint::low_row(ui, 20.0, |ui| {
            let mark = data_ui::intent::mark(done.state);
            let (glyph, weight) = mark.glyph();
            paint::icon(ui, glyph, icon::I16, weight, mark.colour(&theme));
            ui.vertical(|ui| {
                ui.set_width(ui.available_width() - CLOCK);
                let words = data_ui::intent::title(done.state, &done.action);
                paint::label_wrapped(ui, words, TextStyle::StationSmall, c.text_secondary);
            });
            let at = data_ui::age::clock_minutes(done.at);
            paint::label(ui, at, TextStyle::StationSmall, c.text_muted);
        });
    }
}
