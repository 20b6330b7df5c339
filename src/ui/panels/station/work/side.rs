//! The right column: what comes next and since when it was asked for, what else the tray has, what was done.

use egui::{Align, Key, Layout, Margin, ScrollArea, Ui, vec2};
use jiff::Timestamp;

use super::model::{Coming, NextJob, Now, Work};
use super::{Standing, Wish, foot};
use crate::domain::floor::Input;
use crate::domain::intent::IntentState;
use crate::domain::pick::Workplace;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui::{self, ago};
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, height, icon, icons, space};
use crate::ui::widgets::{Button, card, paint};

/// Width of a time of day with the gap before it.
const CLOCK: f32 = 52.0;
/// Width of a tray's number, and of an age with the gap before it.
const TRAY: f32 = 52.0;
const AGE: f32 = 46.0;

/// What can be done from here by finger, with its key.
pub(super) struct Act {
    words: &'static str,
    pub key: Key,
    pub wish: Wish,
}

/// Taking back what was counted, sending the tray away early, asking for others by number.
pub(super) fn acts_of(work: &Work, standing: Standing) -> Vec<Act> {
    let mut acts = Vec::new();
    let stopped = work.session.waits_for.is_some() || work.session.wrong().is_some();
    let is_tray = matches!(work.session.place, Workplace::Tray(_));
    let works = standing == Standing::Working && !stopped;
    if works && is_tray && !work.session.undo.is_empty() {
        let wish = Wish::Do(Input::Undo);
        acts.push(Act { words: t("pick-key-undo"), key: Key::F1, wish });
    }
    if works && matches!(work.now, Now::Pieces(_)) && work.tray.is_some() {
        let wish = Wish::Do(Input::Release);
        acts.push(Act { words: t("pick-key-release"), key: Key::F12, wish });
    } else if is_tray && (works || standing == Standing::Paused) {
        acts.push(Act { words: t("pick-by-number"), key: Key::F11, wish: Wish::ByNumber });
    }
    acts
}

/// Draws it: what is told scrolls, what can be done stays in its place.
pub(super) fn side_ui(
    context: &PanelContext<'_>,
    ui: &mut Ui,
    work: &Work,
    standing: Standing,
) -> Option<Wish> {
    let size = ui.available_size();
    let acts = acts_of(work, standing);
    let mut wish = None;
    card::frame(ui).inner_margin(Margin::symmetric(14, 12)).show(ui, |ui| {
        ui.set_min_size(size - vec2(30.0, 26.0));
        ui.set_max_width(size.x - 30.0);
        ui.spacing_mut().item_spacing.y = space::S8;
        let is_tray = matches!(work.session.place, Workplace::Tray(_));
        let below = (height::STATION_CONTROL + space::S8) * acts.len() as f32;
        let told = size.y - 26.0 - below;
        ScrollArea::vertical().auto_shrink(false).max_height(told).show(ui, |ui| {
            // room for the thumb
            ui.set_max_width(ui.available_width() - space::S12);
            if is_tray {
                coming_ui(ui, &work.coming, context.now);
            } else {
                jobs_ui(ui, &work.next_jobs, context.now);
            }
            then_ui(ui, work);
            done_ui(ui, work);
            pace_ui(context, ui, work);
        });
        for act in acts {
            let button = Button::station(act.words).key(foot::key_word(act.key));
            if ui.add(button.width(size.x - 30.0)).clicked() {
                wish = Some(act.wish);
            }
        }
    });
    wish
}

fn coming_ui(ui: &mut Ui, coming: &[Coming], now: Timestamp) {
    let theme = ui.theme();
    let c = &theme.colors;
    let on_the_way =
        |coming: &&Coming| coming.asked.is_some_and(|(_, state)| state != IntentState::Refused);
    let asked = coming.iter().filter(on_the_way).count();
    let count = tf("pick-on-the-way", &[("n", asked.into())]);
    paint::label(ui, t("pick-next-trays"), TextStyle::StationSmallStrong, c.text_primary);
    paint::label(ui, count, TextStyle::StationSmall, c.text_muted);
    for one in coming {
        paint::divider(ui);
        ui.horizontal(|ui| {
            ui.allocate_ui(vec2(TRAY, 40.0), |ui| {
                ui.set_min_width(TRAY);
                let tray = one.tray.as_str();
                paint::label_cut(ui, tray, TextStyle::StationBodyStrong, c.text_primary);
            });
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.set_width(ui.available_width() - AGE);
                let there = one
                    .stands_at
                    .as_ref()
                    .map(|at| tf("pick-state-at", &[("station", at.as_str().into())]));
                let (word, ink) = match one.asked {
                    _ if there.is_some() => (there.as_deref().unwrap_or_default(), c.text_primary),
                    None => (t("pick-state-wanted"), c.text_secondary),
                    Some((_, IntentState::Queued)) => (t("pick-state-queued"), c.text_primary),
                    Some((_, IntentState::Sent)) => (t("pick-state-sent"), c.text_primary),
                    Some((_, IntentState::Refused)) => (t("pick-state-refused"), c.text_primary),
                    Some((_, IntentState::Unknown)) => {
                        (t("pick-state-unknown"), c.state_unknown_text)
                    }
                    Some(_) => (t("pick-state-asked"), c.text_primary),
                };
                paint::label_wrapped(ui, word, TextStyle::StationSmall, ink);
                let brings = tf("pick-brings-lines", &[("n", one.lines.into())]);
                paint::label_wrapped(ui, brings, TextStyle::Small, c.text_muted);
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some((at, _)) = one.asked {
                    let age = ago(at, now);
                    paint::label(ui, age, TextStyle::StationSmallStrong, c.text_primary);
                }
            });
        });
    }
    if coming.is_empty() {
        paint::label_wrapped(ui, t("pick-none-coming"), TextStyle::StationSmall, c.text_muted);
    }
}

/// What waits at the balcony behind the job that is due.
fn jobs_ui(ui: &mut Ui, jobs: &[NextJob], now: Timestamp) {
    let theme = ui.theme();
    let c = &theme.colors;
    paint::label(ui, t("pick-next-jobs"), TextStyle::StationSmallStrong, c.text_primary);
    if jobs.is_empty() {
        paint::label_wrapped(ui, t("pick-no-next-jobs"), TextStyle::StationSmall, c.text_muted);
    }
    for job in jobs {
        paint::divider(ui);
        ui.horizontal(|ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.set_width(ui.available_width() - AGE);
                let (first, second) = job_words(job);
                paint::label_wrapped(ui, first, TextStyle::StationSmall, c.text_primary);
                paint::label_wrapped(ui, second, TextStyle::Small, c.text_muted);
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(at) = job.since {
                    let age = ago(at, now);
                    paint::label(ui, age, TextStyle::StationSmallStrong, c.text_primary);
                }
            });
        });
    }
}

/// What is to be taken, and of which box; what the storage does not tell is a dash.
fn job_words(job: &NextJob) -> (String, String) {
    let what = job.name.clone().or_else(|| job.sku.as_ref().map(ToString::to_string));
    let first = match (what, job.quantity) {
        (Some(what), Some(n)) => tf("pick-next-job", &[("n", n.into()), ("name", what.into())]),
        (Some(what), None) => what,
        (None, _) => t("pick-next-carrier").to_owned(),
    };
    let number = job.box_id.as_deref().unwrap_or("—");
    (first, tf("pick-next-box", &[("box", number.into())]))
}

fn then_ui(ui: &mut Ui, work: &Work) {
    let theme = ui.theme();
    let c = &theme.colors;
    if work.then.is_empty() {
        return;
    }
    paint::divider(ui);
    paint::label(ui, t("pick-then"), TextStyle::StationSmall, c.text_secondary);
    for one in work.then.iter().take(3) {
        let name = one.name.clone().unwrap_or_else(|| one.sku.to_string());
        let said = [
            ("n", one.quantity.into()),
            ("name", name.into()),
            ("place", one.compartment.as_str().into()),
        ];
        let words = tf("pick-then-one", &said);
        paint::label_wrapped(ui, words, TextStyle::StationSmall, c.text_primary);
    }
}

fn done_ui(ui: &mut Ui, work: &Work) {
    let theme = ui.theme();
    let c = &theme.colors;
    if work.session.done.is_empty() {
        return;
    }
    paint::divider(ui);
    paint::label(ui, t("station-last-done"), TextStyle::StationSmallStrong, c.text_primary);
    for done in work.session.done.iter().take(3) {
        paint::low_row(ui, 20.0, |ui| {
            let glyph = if done.short { icons::MINUS } else { icons::CHECK };
            paint::icon(ui, glyph, icon::I16, IconWeight::Bold, c.text_secondary);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width() - CLOCK);
                let key = if done.short { "pick-done-short" } else { "pick-done-one" };
                let said = [("n", done.pieces.into()), ("sku", done.sku.as_str().into())];
                paint::label_wrapped(ui, tf(key, &said), TextStyle::StationSmall, c.text_secondary);
            });
            let at = data_ui::age::clock_minutes(done.at);
            paint::label(ui, at, TextStyle::StationSmall, c.text_muted);
        });
    }
}

/// Only the own rate, and only where it is switched on.
fn pace_ui(context: &PanelContext<'_>, ui: &mut Ui, work: &Work) {
    if !context.preferences.shows_own_rate {
        return;
    }
    let muted = ui.theme().colors.text_secondary;
    let Some((lines, pieces, minutes)) = work.session.pace.last_hour(context.now) else { return };
    paint::divider(ui);
    let said = [("lines", lines.into()), ("pieces", pieces.into()), ("minutes", minutes.into())];
    paint::label_wrapped(ui, tf("pick-pace", &said), TextStyle::StationSmall, muted);
}
