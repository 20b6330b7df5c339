//! The large left side of the station: the tray that is here, what is waited for, or what was refused.

use egui::{Align, Frame, Layout, Margin, Ui, vec2};

use super::model::{Refusal, Waiting, Whereabouts};
use super::paint::wait_figure;
use super::{Here, StationPanel, View, Wish};
use crate::domain::intent::{Action, IntentState};
use crate::domain::station::Station;
use crate::domain::system::System;
use crate::domain::tray::NoRelease;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::theme::{TextStyle, Themed as _, radius, space};
use crate::ui::widgets::value::{self, Age};
use crate::ui::widgets::{card, chip, hatch, paint};

/// Narrower than this the age stands under what it belongs to.
const ROOM_FOR_AGE: f32 = 440.0;

/// A tray number grows into an empty card, but not past the strength of a poster.
const GROWS_TO: f32 = 3.2;

pub(super) fn left_side(
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
                return ready(panel, context, ui, station, view, here);
            }
            if !view.refused.is_empty() {
                refused(context, ui, &view.refused);
            } else if let Some(waiting) = view.waiting.first() {
                on_the_way(ui, context, waiting);
            } else {
                nothing_asked(context, ui, station);
            }
            None
        })
        .inner
}

/// The tray that is here, its number as large as the card allows.
fn ready(
    panel: &StationPanel,
    context: &PanelContext<'_>,
    ui: &mut Ui,
    station: &Station,
    view: &View,
    here: &Here,
) -> Option<Wish> {
    let theme = ui.theme();
    let c = &theme.colors;
    let bottom = ui.max_rect().bottom();
    let age = data_ui::age::of(&context.snapshot.ready_trays.stamp, context.now);
    let beside = ui.available_width() >= ROOM_FOR_AGE;
    ui.horizontal(|ui| {
        let words = tf("station-ready", &[("station", station.name.as_str().into())]);
        paint::label(ui, words, TextStyle::StationTitle, c.text_secondary);
        if beside {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| reported(ui, &age));
        }
    });
    if !beside {
        reported(ui, &age);
    }
    let said = sentence(here).or_else(|| {
        let of_it = |refusal: &&Refusal| refusal.action.tray() == Some(&here.ready.tray);
        view.refused.iter().find(of_it).or_else(|| view.refused.first()).map(refusal_words)
    });
    let wide = ui.available_width();
    let said_tall = said.as_ref().map_or(0.0, |words| {
        let wide = wide - 2.0 * space::S12;
        let galley = paint::wrapped(ui, words, TextStyle::StationTitle, c.text_primary, wide);
        galley.size().y + 2.0 * space::S12 + space::S8
    });
    let several_tall = if view.here.len() > 1 { 40.0 } else { 0.0 };
    let others = said_tall + several_tall + 2.0 * 24.0 + 2.0 * (space::S16 + 6.0);
    let room = bottom - ui.cursor().top() - others;
    let ink = if age.is_stale() { c.state_stale_text } else { c.text_primary };
    ui.add_space(space::S8);
    big_number(ui, here.ready.tray.as_str(), ink, age.is_stale(), room);
    ui.add_space(space::S8);
    if let Some(words) = &said {
        sentence_ui(ui, words, panel.is_denied(context.now));
        ui.add_space(space::S8);
    }
    let wish = several_ui(ui, view, here);
    ui.spacing_mut().item_spacing.y = 4.0;
    let reference = here.ready.reference.as_ref().map(ToString::to_string);
    detail(ui, t("station-detail-reference"), reference.as_deref());
    let task = here.ready.task_status.as_deref().map(data_ui::vendor::word);
    detail(ui, t("station-detail-task"), task.as_deref());
    wish
}

/// Which of several trays is shown large.
fn several_ui(ui: &mut Ui, view: &View, here: &Here) -> Option<Wish> {
    if view.here.len() < 2 {
        return None;
    }
    let mut wish = None;
    ui.horizontal_wrapped(|ui| {
        let ink = ui.theme().colors.text_secondary;
        paint::label(ui, t("station-several"), TextStyle::StationSmall, ink);
        for other in &view.here {
            let on = other.ready.tray == here.ready.tray;
            let name = tf("station-tray", &[("tray", other.ready.tray.as_str().into())]);
            if chip::chip(ui, &name, None, on).clicked() {
                wish = Some(Wish::Choose(Some(other.ready.tray.clone())));
            }
        }
    });
    wish
}

/// Why the tray cannot be released now, or what became of its release; none when it can.
fn sentence(here: &Here) -> Option<String> {
    let tray = ("tray", here.ready.tray.as_str().into());
    let reason = *here.release.as_ref().err()?;
    Some(match (here.releasing, reason) {
        // Without an answer nothing that was sent is known to be done.
        (Some(state), NoRelease::AlreadyAsked) => releasing_word(state).to_owned(),
        (_, NoRelease::ReadyTraysNotFresh) => tf("station-no-release-stale", &[tray]),
        (_, NoRelease::NotReadyHere) => tf("station-no-release-gone", &[tray]),
        (_, NoRelease::NoReference) => tf("station-no-release-reference", &[tray]),
        (None, NoRelease::AlreadyAsked) => tf("station-no-release-asked", &[tray]),
    })
}

/// Large, and on the inverse ground for a moment after it was asked for.
fn sentence_ui(ui: &mut Ui, words: &str, stands_out: bool) {
    let theme = ui.theme();
    let c = &theme.colors;
    if !stands_out {
        paint::label_wrapped(ui, words, TextStyle::StationTitle, c.text_primary);
        return;
    }
    Frame::new()
        .fill(c.surface_inverse)
        .corner_radius(radius::CARD)
        .inner_margin(Margin::same(12))
        .show(ui, |ui| {
            paint::label_wrapped(ui, words, TextStyle::StationTitle, c.text_inverse);
        });
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
pub(super) fn reported(ui: &mut Ui, age: &Age) {
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

/// As large as its room; on a hatch when stale.
fn big_number(ui: &mut Ui, number: &str, ink: egui::Color32, stale: bool, tall: f32) {
    let theme = ui.theme();
    let natural = paint::line(ui, number, TextStyle::StationQuantity, ink).size();
    let wide = ui.available_width();
    let grows = (wide / natural.x.max(1.0)).min(tall / natural.y.max(1.0)).min(GROWS_TO);
    let least = TextStyle::StationMessage.size() / TextStyle::StationQuantity.size();
    let galley = if grows < least {
        paint::fitted(ui, number, TextStyle::StationMessage, ink, wide)
    } else {
        let mut job = paint::job(&theme, number, TextStyle::StationQuantity, ink);
        for section in &mut job.sections {
            let format = &mut section.format;
            format.font_id.size *= grows;
            format.extra_letter_spacing *= grows;
            format.line_height = format.line_height.map(|line| line * grows);
        }
        ui.painter().layout_job(job)
    };
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

/// What was refused, in the place of the instruction, until the next command.
fn refused(context: &PanelContext<'_>, ui: &mut Ui, refused: &[Refusal]) {
    let ink = ui.theme().colors.text_primary;
    for (index, refusal) in refused.iter().enumerate() {
        let style = if index == 0 { TextStyle::StationMessage } else { TextStyle::StationTitle };
        paint::label_wrapped(ui, refusal_words(refusal), style, ink);
        ui.add_space(space::S8);
    }
    list_age(context, ui);
}

/// What was refused and why, and where the tray is, if this PC knows.
fn refusal_words(refusal: &Refusal) -> String {
    let tray = ("tray", refusal.action.about().into());
    let vendor = refusal.trouble.as_ref().and_then(|trouble| trouble.vendor_text.as_deref());
    let why = match (vendor, &refusal.trouble) {
        (Some(text), _) => text.to_owned(),
        (None, Some(trouble)) => data_ui::trouble::cause(trouble, System::RobotManager),
        (None, None) => t("station-refused-no-reason").to_owned(),
    };
    let key = match refusal.action {
        Action::RetrieveTray { .. } => "station-refused-retrieve",
        Action::ReleaseTray { .. } | Action::Call(_) => "station-refused-release",
    };
    let why = why.trim().trim_end_matches('.');
    let refused = tf(key, &[tray, ("why", why.into())]);
    let (key, place) = match (&refusal.place, &refusal.action) {
        (Some(Whereabouts::ReadyAt(place)), Action::RetrieveTray { .. }) => {
            ("station-refused-ready-at", place)
        }
        (Some(Whereabouts::AskedFor(place)), _) => ("station-refused-asked-for", place),
        (Some(Whereabouts::Leaving(place)), _) => ("station-refused-leaving", place),
        _ => return refused,
    };
    format!("{refused} {}", tf(key, &[("place", place.as_str().into())]))
}

/// The first tray that was asked for: what is waited for and since when. Its state is in the list.
fn on_the_way(ui: &mut Ui, context: &PanelContext<'_>, waiting: &Waiting) {
    let theme = ui.theme();
    let c = &theme.colors;
    let tray = ("tray", waiting.tray.as_str().into());
    let message = match (&waiting.elsewhere, waiting.state) {
        (Some(place), _) => {
            tf("station-message-elsewhere", &[tray, ("place", place.as_str().into())])
        }
        (None, IntentState::Unknown) => tf("station-message-unknown", &[tray]),
        (None, IntentState::Queued) => tf("station-message-unsent", &[tray]),
        (None, _) => tf("station-message-asked", &[tray]),
    };
    paint::label_wrapped(ui, message, TextStyle::StationMessage, c.text_primary);
    ui.add_space(space::S16);
    wait_figure(ui, waiting.asked_at, context.now);
    ui.add_space(space::S16);
    if waiting.elsewhere.is_some() {
        let what = t("station-elsewhere-why");
        paint::label_wrapped(ui, what, TextStyle::StationBody, c.text_primary);
    }
    list_age(context, ui);
}

/// How old the list of ready trays is.
fn list_age(context: &PanelContext<'_>, ui: &mut Ui) {
    let muted = ui.theme().colors.text_muted;
    ui.horizontal(|ui| {
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
    list_age(context, ui);
}
