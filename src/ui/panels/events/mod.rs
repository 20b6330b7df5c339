//! Events: what the storage says has happened, newest on top, with every filter of the contract.

mod query;
mod rows;
#[cfg(test)]
mod tests;

use std::ops::Range;

use egui::{Rect, Ui, pos2, vec2};
use jiff::Timestamp;

use self::query::Asked;
use crate::bus::command::Watch;
use crate::bus::grid::{GridList, GridRequest, GridSlot};
use crate::domain::event::Event;
use crate::domain::page::ListQuery;
use crate::domain::preferences::Preferences;
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::data_ui;
use crate::ui::panels::parts::list_body::{ListBody, ListWords};
use crate::ui::panels::parts::words;
use crate::ui::route::Route;
use crate::ui::theme::{TextStyle, Theme, Themed, height, icons, space};
use crate::ui::widgets::grid::{Grid, GridState};
use crate::ui::widgets::region::{self, Region};
use crate::ui::widgets::{Button, Field, card, chip, escape, paint, place};

/// Rows asked for before the first frame tells how many are seen.
const FIRST_ROWS: u64 = 40;
/// Narrower than this a column is left out.
const NARROW: f32 = 1000.0;
/// Height of the chosen event under the table.
const CHOSEN: f32 = 128.0;
/// Height of the fields above the table.
const FIELDS: f32 = 60.0;

/// The panel and what it remembers.
pub struct EventsPanel {
    grid: GridState,
    rows: Range<u64>,
    asked: Asked,
    /// The question as it stood when it was drawn last; the worker is asked this.
    question: ListQuery,
    /// New ones come in on top, until the person scrolls away or sorts.
    following: bool,
    chosen: Option<Event>,
}

impl Default for EventsPanel {
    fn default() -> Self {
        Self {
            grid: GridState::default(),
            rows: 0..FIRST_ROWS,
            asked: Asked::default(),
            question: ListQuery::default().sorted_by("-created_at"),
            following: true,
            chosen: None,
        }
    }
}

impl PanelUi for EventsPanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        let request = GridRequest {
            list: GridList::Events,
            slot: GridSlot::Main,
            query: self.question.clone(),
            rows: self.rows.clone(),
        };
        Watch {
            grids: vec![request],
            polls_per_second: preferences.polls_per_second,
            ..Watch::default()
        }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let theme = ui.theme();
        let all = ui.available_rect_before_wrap();
        let head = all.with_max_y(all.top() + height::PANEL_HEAD);
        self.head_ui(context, ui, head);
        let body = Rect::from_min_max(
            pos2(all.left() + space::PANEL, head.bottom()),
            all.max - vec2(space::PANEL, space::PANEL),
        );
        let (fields, below) = body.split_top_bottom_at_y(body.top() + FIELDS);
        self.fields_ui(context, ui, fields);
        let table = match &self.chosen {
            Some(_) => below.with_max_y(below.bottom() - CHOSEN - space::CARDS),
            None => below,
        };
        self.table_ui(context, ui, table);
        if let Some(event) = self.chosen.clone() {
            let place = below.with_min_y(below.bottom() - CHOSEN);
            region::begin(ui, Region::Drawer, place);
            self.chosen_ui(context, ui, &theme, place, &event);
        }
        self.question = query::query(&self.grid, &self.asked, context.now);
    }
}

impl EventsPanel {
    fn head_ui(&mut self, context: &PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        let right = place::panel_head(ui, rect, t("panel-events"), "");
        place::inside(ui, right, |ui| {
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(layout, |ui| {
                let color = ui.theme().colors.text_muted;
                if self.following {
                    let stop = Button::plain(t("events-stop")).icon(icons::PAUSE);
                    if ui.add(stop).clicked() {
                        self.stop(context);
                    }
                    paint::label_cut(ui, t("events-following"), TextStyle::Small, color);
                } else {
                    let follow = Button::plain(t("events-follow")).icon(icons::PLAY);
                    if ui.add(follow).clicked() {
                        self.follow();
                    }
                    let words = match self.asked.until {
                        Some(at) => tf("events-stopped", &[("time", words::clock(at).into())]),
                        None => t("events-not-following").to_owned(),
                    };
                    paint::label_cut(ui, words, TextStyle::Small, color);
                }
                crate::ui::widgets::reading::from_left(ui);
            });
        });
    }

    /// From now on nothing moves: only what is not newer than the newest one seen.
    fn stop(&mut self, context: &PanelContext<'_>) {
        self.following = false;
        let window = context.snapshot.grid(GridList::Events);
        let newest = window.and_then(|window| window.event(0)).and_then(|event| event.created_at);
        self.asked.until = Some(newest.unwrap_or(context.now));
    }

    fn follow(&mut self) {
        self.following = true;
        self.asked.until = None;
        self.grid.set_sort(None);
        self.grid.set_top(0.0);
    }

    fn fields_ui(&mut self, context: &PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        let now = context.now;
        place::inside(ui, rect, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S12;
                let room = ui.available_width();
                let time = (room * 0.16).clamp(96.0, 170.0);
                let search = (room * 0.3).clamp(120.0, 320.0);
                Field::new(t("events-search"), &mut self.asked.search)
                    .hint(t("events-search-hint"))
                    .width(search)
                    .show(ui);
                for (name, text) in
                    [(t("events-from"), &mut self.asked.from), (t("events-to"), &mut self.asked.to)]
                {
                    Field::new(name, text).hint(t("events-time-hint")).mono().width(time).show(ui);
                }
                let theme = ui.theme();
                let ink = &theme.colors;
                let wrong = query::mistakes(&self.grid, &self.asked, now).join(" ");
                let (words, color) = if wrong.is_empty() {
                    (t("events-help").to_owned(), ink.text_muted)
                } else {
                    (wrong, ink.text_primary)
                };
                ui.vertical(|ui| {
                    paint::label_wrapped(ui, words, TextStyle::Small, color);
                });
            });
        });
    }

    fn table_ui(&mut self, context: &PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        let (snapshot, now) = (context.snapshot, context.now);
        let window = snapshot.grid(GridList::Events);
        let current = window.is_some_and(|window| window.query == self.question);
        let state = ListBody::of(window.map(|window| &**window), LIST_WORDS, now);
        let total = window.and_then(|window| window.total).unwrap_or_default();
        let age = window.map(|window| words::age_of(&window.stamp, now)).unwrap_or_default();
        let columns = rows::columns(rect.width() < NARROW);
        let system = data_ui::connection::name(System::Noyes);
        let right = format!("{system} · {}", age.text);
        let left = if current || window.is_none() { "" } else { t("events-asking-new") };
        let response = place::card(ui, rect, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            card::head_row(ui, t("events-all"), |ui| self.clear_ui(ui));
            Grid::new(t("events-all"), &columns)
                .rows(total)
                .filter_row(true)
                .body(state.body())
                .stale(age.stale)
                .foot(left, right)
                .show(ui, &mut self.grid, |row, out| {
                    if let Some(window) = window {
                        rows::say_row(window, &columns, row, now, out);
                    }
                })
        });
        if !response.visible_rows.is_empty() {
            self.rows = response.visible_rows.clone();
        }
        if response.filter_changed || response.sort_changed {
            self.rows = 0..FIRST_ROWS;
        }
        if response.way_out {
            self.clear();
        }
        let sorted = self.grid.sort().is_some();
        if self.following && (self.grid.top() > 0.0 || sorted) {
            self.stop(context);
            if sorted {
                self.asked.until = None;
            }
        }
        let row = response.selected.filter(|_| response.selection_changed);
        if let Some(row) = response.activated.or(row) {
            self.chosen = window.and_then(|window| window.event(row)).cloned();
            // what is looked at must stay where it is
            if self.following {
                self.stop(context);
            }
        }
    }

    fn clear_ui(&mut self, ui: &mut Ui) {
        let fields = [&self.asked.search, &self.asked.from, &self.asked.to];
        let set = self.grid.filters().count()
            + fields.into_iter().filter(|text| !text.trim().is_empty()).count();
        if set == 0 {
            return;
        }
        let words = tf("events-clear", &[("n", set.into())]);
        let clear = chip::chip(ui, &words, None, true);
        // It looks like a filter that is set, but it does something once.
        ui.ctx().accesskit_node_builder(clear.id, egui::accesskit::Node::clear_toggled);
        if clear.clicked() {
            self.clear();
        }
    }

    fn clear(&mut self) {
        self.grid.clear_filters();
        self.asked = Asked { until: self.asked.until, ..Asked::default() };
    }

    /// The chosen event whole, and the ways to what it is about.
    fn chosen_ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        theme: &Theme,
        rect: Rect,
        event: &Event,
    ) {
        let colors = &theme.colors;
        let mut close = escape::pressed(ui.ctx());
        place::card(ui, rect, |ui| {
            let title = event.description.as_deref().unwrap_or_else(|| t("events-no-words"));
            card::card_head(ui, title, |ui| {
                close |= ui.add(Button::icon_only(icons::X, t("events-close"))).clicked();
            });
            let inner = ui.available_rect_before_wrap().shrink2(vec2(space::CARD, 0.0));
            place::inside(ui, inner, |ui| {
                ui.spacing_mut().item_spacing.y = space::S8;
                let line = facts(event, context.now);
                paint::label_wrapped(ui, &line, TextStyle::Small, colors.text_secondary);
                ui.horizontal_wrapped(|ui| ways_ui(ui, context, event));
            });
        });
        if close {
            self.chosen = None;
            self.grid.select(None);
        }
    }
}

/// A button for each thing the event names.
fn ways_ui(ui: &mut Ui, context: &mut PanelContext<'_>, event: &Event) {
    let bot = event.bot.clone().map(|id| ("events-to-bot", id.to_string(), Route::Bot(id)));
    let level = event.level.clone();
    let level = level.map(|id| ("events-to-level", id.to_string(), Route::Level(id)));
    let request = event.request.clone();
    let request = request.map(|id| ("events-to-request", id.to_string(), Route::Request(id)));
    let ways: Vec<_> = [bot, level, request].into_iter().flatten().collect();
    if ways.is_empty() {
        let color = ui.theme().colors.text_muted;
        paint::label_wrapped(ui, t("events-names-nothing"), TextStyle::Small, color);
    }
    for (key, id, route) in ways {
        let words = tf(key, &[("id", id.into())]);
        if ui.add(Button::plain(&words).icon(icons::CARET_RIGHT)).clicked() {
            context.go(route);
        }
    }
}

/// When, how severe, of what, with which code.
fn facts(event: &Event, now: Timestamp) -> String {
    let parts = [
        event.created_at.map(|at| words::day_clock(at, now)),
        event.severity.map(|severity| tf("events-severity", &[("n", severity.into())])),
        event.component.clone(),
        event.hex_value.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The words while there are no rows.
const LIST_WORDS: ListWords = ListWords {
    first: "events-asking",
    asking: "events-asking-page",
    none: "events-none",
    show_all: "events-show-all",
};
