//! The two tables of the admin panel: users, and API keys.

use std::ops::Range;

use egui::{Rect, Ui};

use super::{at_the_right, filters, rows};
use crate::bus::grid::{GridList, GridRequest, GridSlot};
use crate::domain::page::ListQuery;
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::panels::parts::list_body::{ListBody, ListWords};
use crate::ui::panels::parts::words;
use crate::ui::widgets::card;
use crate::ui::widgets::grid::{Grid, GridState};
use crate::ui::widgets::place;
use crate::ui::widgets::{Button, Field, chip};

/// Rows asked for before the first frame tells how many are seen.
const FIRST_ROWS: u64 = 40;
const SEARCH: f32 = 150.0;

/// One table and its question.
pub struct Table {
    list: GridList,
    pub grid: GridState,
    search: String,
    rows: Range<u64>,
}

/// A small button of a head; why it cannot be pressed is its hint.
pub fn button(ui: &mut Ui, words: &str, icon: &str, no: Option<&str>) -> bool {
    ui.add(Button::plain(words).small().icon(icon).disabled_because(no)).clicked()
}

impl Table {
    pub fn new(list: GridList) -> Self {
        Self { list, grid: GridState::default(), search: String::new(), rows: 0..FIRST_ROWS }
    }

    fn query(&self) -> ListQuery {
        filters::query(&self.grid, &self.search)
    }

    /// What is asked of the storage.
    pub fn wish(&self) -> GridRequest {
        let (query, rows) = (self.query(), self.rows.clone());
        GridRequest { list: self.list, slot: GridSlot::Main, query, rows }
    }

    const fn title(&self) -> &'static str {
        match self.list {
            GridList::Users => "admin-users",
            _ => "admin-keys",
        }
    }

    /// Draws it; gives the row that was just chosen.
    pub fn table_ui(
        &mut self,
        context: &PanelContext<'_>,
        ui: &mut Ui,
        rect: Rect,
        buttons: impl FnOnce(&mut Ui),
    ) -> Option<u64> {
        let now = context.now;
        let window = context.snapshot.grid(self.list);
        let current = window.is_some_and(|window| window.query == self.query());
        let state = ListBody::of(window.map(|window| &**window), LIST_WORDS, now);
        let total = window.and_then(|window| window.total).unwrap_or_default();
        let age = window.map(|window| words::age_of(&window.stamp, now)).unwrap_or_default();
        let columns = rows::columns(self.list, rect.width());
        let wrong = filters::mistakes(self.list, &self.grid);
        let left = match (wrong.is_empty(), current || window.is_none()) {
            (false, _) => wrong,
            (true, true) => String::new(),
            (true, false) => t("admin-asking-new").to_owned(),
        };
        let right = format!("{} · {}", data_ui::connection::name(System::Noyes), age.text);
        let title = tf(self.title(), &[]);
        let response = place::card(ui, rect, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            card::head_row(ui, &title, |ui| {
                self.clear_ui(ui);
                at_the_right(ui, |ui| {
                    buttons(ui);
                    let name = match self.list {
                        GridList::Users => t("admin-search-users"),
                        _ => t("admin-search-keys"),
                    };
                    let field = Field::new(name, &mut self.search);
                    field.hide_label().hint(t("admin-search")).width(SEARCH).show(ui);
                });
            });
            Grid::new(&title, &columns)
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
        response.activated.or(response.selected.filter(|_| response.selection_changed))
    }

    fn clear(&mut self) {
        self.grid.clear_filters();
        self.search.clear();
    }

    fn clear_ui(&mut self, ui: &mut Ui) {
        let set = self.grid.filters().count() + usize::from(!self.search.trim().is_empty());
        if set == 0 {
            return;
        }
        let words = tf("admin-clear-filters", &[("n", set.into())]);
        let clear = chip::chip(ui, &words, None, true);
        // It looks like a filter that is set, but it does something once.
        ui.ctx().accesskit_node_builder(clear.id, egui::accesskit::Node::clear_toggled);
        if clear.clicked() {
            self.clear();
        }
    }
}

/// The words while there are no rows.
const LIST_WORDS: ListWords = ListWords {
    first: "admin-asking",
    asking: "admin-asking",
    none: "admin-no-rows",
    show_all: "admin-show-all",
};
