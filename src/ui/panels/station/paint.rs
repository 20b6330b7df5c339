//! The station's header, the large left side, and the one action at the bottom.

use egui::{Align, Frame, Layout, Margin, Rect, Ui, UiBuilder, pos2, vec2};

use super::ask::{done_ui, wait_word, waiting_ui};
use super::model::Waiting;
use super::{Here, StationPanel, View, Wish};
use crate::domain::intent::IntentState;
use crate::domain::station::Station;
use crate::domain::tray::NoRelease;
use crate::i18n::{t, tf};
use crate::ui::commands::role_key;
use crate::ui::context::PanelContext;
use crate::ui::data_ui::{self, ago};
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, height, icon, icons, space, width};
use crate::ui::widgets::value::{self, Age};
use crate::ui::widgets::{Button, card, chip, hatch, paint, reading, scan, tag};

/// Width of the right column.
const SIDE: f32 = 372.0;

/// Draws the bound station.
pub(super) fn draw(
    panel: &mut StationPanel,
    context: &PanelContext<'_>,
    ui: &mut Ui,
    station: &Station,
    view: &View,
) -> Option<Wish> {
    let whole = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(whole);
    let head = Rect::from_min_size(whole.min, vec2(whole.width(), height::STATION_HEADER));
    let mut wish = None;
    let mut keep = |made: Option<Wish>| {
        if made.is_some() {
            wish = made;
        }
    };
    keep(region(ui, head, |ui| header(context, ui, station)));
    let body = Rect::from_min_max(pos2(whole.left(), head.bottom()), whole.max)
        .shrink2(vec2(space::S16, space::TILE));
    let foot_top = body.bottom() - height::STATION_PRIMARY;
    let foot = Rect::from_min_max(pos2(body.left(), foot_top), body.max);
    let main = Rect::from_min_max(body.min, pos2(body.right(), foot_top - space::S12));
    let side_left = main.right() - SIDE.min(main.width() * 0.45);
    let left = Rect::from_min_max(main.min, pos2(side_left - space::S16, main.bottom()));
    let side = Rect::from_min_max(pos2(side_left, main.top()), main.max);
    keep(region(ui, left, |ui| left_side(panel, context, ui, station, view)));
    keep(region(ui, side, |ui| right_side(panel, context, ui, station, view)));
    keep(region(ui, foot, |ui| footer(panel, ui, view)));
    wish
}

fn region<R>(ui: &mut Ui, rect: Rect, body: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)), |ui| {
        ui.set_clip_rect(rect.expand(4.0).intersect(ui.clip_rect()));
        body(ui)
    })
    .inner
}

fn header(context: &PanelContext<'_>, ui: &mut Ui, station: &Station) -> Option<Wish> {
    let theme = ui.theme();
    let c = &theme.colors;
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0.0, c.surface_window);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (width::STROKE, c.stroke_divider));
    let mut wish = None;
    card::bar(ui, height::STATION_HEADER, space::S16, |ui| {
        ui.spacing_mut().item_spacing.x = space::S16;
        paint::icon(ui, icons::MONITOR, icon::I24, IconWeight::Regular, c.text_primary);
        paint::label(ui, &station.name, TextStyle::StationName, c.text_primary);
        paint::label(ui, t("station-picking"), TextStyle::StationBody, c.text_secondary);
        tag::site_tag_large(ui, context.snapshot.site.practice);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::S16;
            let clock = data_ui::age::clock_minutes(context.now);
            paint::label(ui, clock, TextStyle::StationBodyStrong, c.text_primary);
            paint::vertical_divider(ui);
            if let Some(made) = person_ui(context, ui) {
                wish = Some(made);
            }
            let change = Button::quiet(t("station-change")).icon(icons::SWAP);
            if ui.add(change).clicked() {
                wish = Some(Wish::ChangeStation);
            }
            reading::from_left(ui);
        });
    });
    wish
}

/// Who works here, in which role; pressed, it offers the other roles.
fn person_ui(context: &PanelContext<'_>, ui: &mut Ui) -> Option<Wish> {
    let role = t(role_key(context.preferences.role));
    let person = context.preferences.person.trim();
    let shown = if person.is_empty() { role } else { person };
    let name = tf("station-role", &[("name", shown.into())]);
    let button = Button::quiet(shown).icon(icons::USER_CIRCLE).name(&name);
    ui.add(button).clicked().then_some(Wish::ChangeRole)
}

fn left_side(
    panel: &StationPanel,
    context: &PanelContext<'_>,
    ui: &mut Ui,
    station: &Station,
    view: &View,
) -> Option<Wish> {
    let size = ui.available_size();
    card::frame(ui)
        .inner_margin(Margin::symmetric(32, 22))
        .show(ui, |ui| {
            ui.set_min_size(size - vec2(66.0, 46.0));
            ui.set_max_width(size.x - 66.0);
            ui.spacing_mut().item_spacing.y = 6.0;
            if let Some(here) = panel.shown(view) {
                ready(context, ui, station, view, here)
            } else {
                match view.waiting.first() {
                    Some(waiting) => on_the_way(ui, context, waiting),
                    None => nothing_asked(context, ui, station),
                }
                None
            }
        })
        .inner
}

/// The tray that is here, its number as large as the card allows.
fn ready(
    context: &PanelContext<'_>,
    ui: &mut Ui,
    station: &Station,
    view: &View,
    here: &Here,
) -> Option<Wish> {
    let theme = ui.theme();
    let c = &theme.colors;
    let mut wish = None;
    let age = data_ui::age::of(&context.snapshot.ready_trays.stamp, context.now);
    ui.horizontal(|ui| {
        let words = tf("station-ready", &[("station", station.name.as_str().into())]);
        paint::label(ui, words, TextStyle::StationTitle, c.text_secondary);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| reported(ui, &age));
    });
    let number = here.ready.tray.as_str();
    let ink = if age.is_stale() { c.state_stale_text } else { c.text_primary };
    ui.add_space(space::S8);
    big_number(ui, number, ink, age.is_stale());
    ui.add_space(space::S16);
    if view.here.len() > 1 {
        ui.horizontal_wrapped(|ui| {
            paint::label(ui, t("station-several"), TextStyle::StationSmall, c.text_secondary);
            for other in &view.here {
                let on = other.ready.tray == here.ready.tray;
                let name = tf("station-tray", &[("tray", other.ready.tray.as_str().into())]);
                if chip::chip(ui, &name, None, on).clicked() {
                    wish = Some(Wish::Choose(Some(other.ready.tray.clone())));
                }
            }
        });
    }
    ui.spacing_mut().item_spacing.y = 4.0;
    let reference = here.ready.reference.as_ref().map(ToString::to_string);
    detail(ui, t("station-detail-reference"), reference.as_deref());
    let task = here.ready.task_status.as_deref().map(data_ui::vendor::word);
    detail(ui, t("station-detail-task"), task.as_deref());
    if let Some(state) = here.releasing {
        let mark = data_ui::intent::mark(state);
        let (glyph, weight) = mark.glyph();
        let word = releasing_word(state);
        ui.add_space(space::S8);
        value::icon_words(ui, glyph, weight, word, TextStyle::StationBodyStrong, |theme| {
            mark.colour(theme)
        });
    }
    wish
}

fn releasing_word(state: IntentState) -> &'static str {
    match state {
        IntentState::Queued => t("station-releasing-queued"),
        IntentState::Sent => t("station-releasing-sent"),
        IntentState::Unknown => t("station-releasing-unknown"),
        _ => t("station-releasing-accepted"),
    }
}

/// `as reported 0.3 s ago`, or the same on a hatch.
fn reported(ui: &mut Ui, age: &Age) {
    let muted = ui.theme().colors.text_muted;
    match age {
        Age::Stale(age) => {
            let words = tf("station-reported-stale", &[("age", age.as_str().into())]);
            value::stale_words(ui, &words, TextStyle::StationSmall);
        }
        Age::Fresh(Some(age)) => {
            let words = tf("station-reported", &[("age", age.as_str().into())]);
            paint::label(ui, words, TextStyle::StationSmall, muted);
        }
        other => {
            let words = value::value_words(None, other);
            paint::label(ui, words, TextStyle::StationSmall, muted);
        }
    }
}

/// 168 px, or smaller when the id is longer than the card is wide; on a hatch when stale.
fn big_number(ui: &mut Ui, number: &str, ink: egui::Color32, stale: bool) {
    let theme = ui.theme();
    let mut galley = paint::line(ui, number, TextStyle::StationQuantity, ink);
    if galley.size().x > ui.available_width() {
        galley = paint::fitted(ui, number, TextStyle::StationMessage, ink, ui.available_width());
    }
    let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
    if stale {
        hatch::stale(ui.painter(), &theme, rect.expand(8.0), 4);
        hatch::patch(ui.painter(), &theme, rect);
    }
    paint::place(ui.painter(), rect.center(), egui::Align2::CENTER_CENTER, galley);
    response.widget_info(|| {
        let words = tf("station-tray", &[("tray", number.into())]);
        egui::WidgetInfo::labeled(egui::Role::Heading, true, words)
    });
}

fn detail(ui: &mut Ui, label: &str, value: Option<&str>) {
    let theme = ui.theme();
    let c = &theme.colors;
    paint::low_row(ui, 20.0, |ui| {
        ui.allocate_ui(vec2(180.0, 20.0), |ui| {
            ui.set_min_width(180.0);
            paint::label(ui, label, TextStyle::StationSmall, c.text_muted);
        });
        match value {
            Some(value) => {
                paint::label_cut(ui, value, TextStyle::StationSmall, c.text_primary);
            }
            None => {
                let words = value::value_words(None, &Age::Fresh(None));
                paint::label(ui, words, TextStyle::StationSmall, c.text_muted);
            }
        }
    });
}

/// The first tray that was asked for: what, how long, and what is known.
fn on_the_way(ui: &mut Ui, context: &PanelContext<'_>, waiting: &Waiting) {
    let theme = ui.theme();
    let c = &theme.colors;
    let tray = ("tray", waiting.tray.as_str().into());
    paint::label(ui, t("station-nothing-yet"), TextStyle::StationBody, c.text_secondary);
    let message = match &waiting.elsewhere {
        Some(place) => tf("station-message-elsewhere", &[tray, ("place", place.as_str().into())]),
        None if waiting.state == IntentState::Unknown => tf("station-message-unknown", &[tray]),
        None => tf("station-message-asked", &[tray]),
    };
    paint::label_wrapped(ui, message, TextStyle::StationMessage, c.text_primary);
    ui.add_space(space::S16);
    let age = ago(waiting.asked_at, context.now);
    let (figure, unit) = age.split_once(' ').unwrap_or((age.as_str(), ""));
    ui.horizontal(|ui| {
        paint::label(ui, figure, TextStyle::StationWait, c.text_primary);
        ui.with_layout(Layout::left_to_right(Align::Max), |ui| {
            let unit = tf("station-unit-ago", &[("unit", unit.into())]);
            paint::label(ui, unit, TextStyle::StationTitle, c.text_secondary);
        });
    });
    ui.add_space(space::S16);
    let said = tf("station-asked-not-ready", &[("age", age.as_str().into())]);
    paint::label_wrapped(ui, said, TextStyle::StationBody, c.text_primary);
    let stands = match waiting.elsewhere {
        Some(_) => t("station-elsewhere-why"),
        None => wait_word(waiting.state),
    };
    paint::label_wrapped(ui, stands, TextStyle::StationBody, c.text_secondary);
    ui.horizontal(|ui| {
        let muted = c.text_muted;
        paint::label(ui, t("station-ready-list"), TextStyle::StationSmall, muted);
        reported(ui, &data_ui::age::of(&context.snapshot.ready_trays.stamp, context.now));
    });
}

fn nothing_asked(context: &PanelContext<'_>, ui: &mut Ui, station: &Station) {
    let theme = ui.theme();
    let c = &theme.colors;
    paint::label(ui, t("station-empty-head"), TextStyle::StationBody, c.text_secondary);
    let words = tf("station-empty", &[("station", station.name.as_str().into())]);
    paint::label_wrapped(ui, words, TextStyle::StationMessage, c.text_primary);
    ui.add_space(space::S8);
    paint::label_wrapped(ui, t("station-empty-how"), TextStyle::StationBody, c.text_secondary);
    ui.add_space(space::S16);
    ui.horizontal(|ui| {
        paint::label(ui, t("station-ready-list"), TextStyle::StationSmall, c.text_muted);
        reported(ui, &data_ui::age::of(&context.snapshot.ready_trays.stamp, context.now));
    });
}

fn right_side(
    panel: &mut StationPanel,
    context: &PanelContext<'_>,
    ui: &mut Ui,
    station: &Station,
    view: &View,
) -> Option<Wish> {
    let size = ui.available_size();
    let frame: Frame = card::frame(ui).inner_margin(Margin::symmetric(16, 12));
    frame
        .show(ui, |ui| {
            ui.set_min_size(size - vec2(34.0, 26.0));
            ui.set_max_width(size.x - 34.0);
            ui.spacing_mut().item_spacing.y = space::S8;
            let asked = panel.ask_ui(ui, station, view);
            paint::divider(ui);
            let opened = egui::ScrollArea::vertical()
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    // Room for the thumb.
                    ui.set_max_width(ui.available_width() - space::S12);
                    let opened = waiting_ui(ui, station, &view.waiting, context.now);
                    done_ui(ui, &view.done);
                    opened
                })
                .inner;
            asked.or(opened)
        })
        .inner
}

/// The scan's outcome while there is one, and the one filled action.
fn footer(panel: &StationPanel, ui: &mut Ui, view: &View) -> Option<Wish> {
    let theme = ui.theme();
    let c = &theme.colors;
    let whole = ui.available_width();
    let mut wish = None;
    ui.horizontal_centered(|ui| {
        let half = (whole - space::S12) * 0.5;
        if let Some(feedback) = &panel.feedback {
            ui.allocate_ui(vec2(half, height::STATION_PRIMARY), |ui| {
                ui.set_width(half);
                scan::scan_band(ui, feedback.outcome, &feedback.title, &feedback.detail);
            });
        }
        match panel.shown(view) {
            Some(here) => {
                let tray = here.ready.tray.as_str();
                let words = tf("station-release", &[("tray", tray.into())]);
                let reason = here.release.as_ref().err().map(|reason| no_release_words(*reason));
                let mut button = Button::station_primary(&words)
                    .icon(icons::TRAY_ARROW_UP)
                    .width(ui.available_width())
                    .disabled_because(reason);
                // While numbers stand in the field, Enter asks for them.
                if panel.entry.trim().is_empty() {
                    button = button.key("Enter");
                }
                if ui.add(button).clicked() {
                    wish = Some(Wish::Release(here.ready.tray.clone()));
                }
            }
            None => {
                paint::icon(ui, icons::HAND_PALM, icon::I24, IconWeight::Regular, c.text_secondary);
                let words = t("station-keep-clear");
                paint::label_wrapped(ui, words, TextStyle::StationBody, c.text_secondary);
            }
        }
    });
    wish
}

/// Why a tray may not be released now.
pub(super) fn no_release_words(reason: NoRelease) -> &'static str {
    match reason {
        NoRelease::ReadyTraysNotFresh => t("station-no-release-stale"),
        NoRelease::NotReadyHere => t("station-no-release-gone"),
        NoRelease::NoReference => t("station-no-release-reference"),
        NoRelease::AlreadyAsked => t("station-no-release-asked"),
    }
}
