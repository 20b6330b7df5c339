//! Inventory: every box, load and free space of the storage, filtered, sorted and searched over there.

mod carrier;
mod columns;
mod export;
mod filters;
mod head;
mod search;
#[cfg(test)]
pub(super) mod tests;
mod views;

use std::ops::Range;

use egui::{Rect, Ui, pos2, vec2};
use jiff::tz::TimeZone;

use crate::bus::command::Watch;
use crate::bus::grid::{GridList, GridRequest, GridSlot};
use crate::domain::page::ListQuery;
use crate::domain::preferences::Preferences;
use crate::domain::system::System;
use crate::i18n::t;
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::data_ui;
use crate::ui::panels::parts::list_body::{ListBody, ListWords};
use crate::ui::panels::parts::words;
use crate::ui::route::Route;
use crate::ui::theme::{height, space, width};
use crate::ui::widgets::grid::{Grid, GridState};
use crate::ui::widgets::place;

/// Rows asked for before the first frame tells how many are seen.
const FIRST_ROWS: u64 = 40;

/// Narrower than this the carrier takes the place of the table.
const NARROW: f32 = 900.0;

/// The panel and what it remembers.
pub struct InventoryPanel {
    grid: GridState,
    rows: Range<u64>,
    shown: Vec<&'static str>,
    /// The columns were chosen, and not by the width there is.
    chose_columns: bool,
    search: search::Search,
    /// The row number that is typed.
    jump: String,
    /// The name a view is to be kept under.
    view_name: String,
    drawer: carrier::Drawer,
    export: export::ExportUi,
}

impl Default for InventoryPanel {
    fn default() -> Self {
        Self {
            grid: GridState::default(),
            rows: 0..FIRST_ROWS,
            shown: columns::usual(),
            chose_columns: false,
            search: search::Search::default(),
            jump: String::new(),
            view_name: String::new(),
            drawer: carrier::Drawer::default(),
            export: export::ExportUi::default(),
        }
    }
}

impl PanelUi for InventoryPanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        let table = GridRequest {
            list: GridList::Inventory,
            slot: GridSlot::Main,
            query: self.query().0,
            rows: self.rows.clone(),
        };
        Watch {
            grids: std::iter::once(table).chain(self.drawer.wishes()).collect(),
            level_stock: true,
            polls_per_second: preferences.polls_per_second,
            ..Watch::default()
        }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let all = ui.available_rect_before_wrap();
        self.head_ui(context, ui, all.with_max_y(all.top() + height::PANEL_HEAD));
        let body = Rect::from_min_max(
            pos2(all.left() + space::PANEL, all.top() + height::PANEL_HEAD),
            all.max - vec2(space::PANEL, space::PANEL),
        );
        if !self.drawer.is_open() {
            self.card_ui(context, ui, body);
            return;
        }
        let drawer = if body.width() < NARROW {
            body
        } else {
            let (left, right) = body.split_left_right_at_x(body.right() - width::DRAWER);
            self.card_ui(context, ui, left.with_max_x(left.right() - space::CARDS));
            right
        };
        if self.drawer.ui(context, ui, drawer) {
            self.drawer.close();
            self.grid.select(None);
        }
    }

    fn open(&mut self, route: &Route) {
        if let Route::Carrier(carrier, chosen) = route {
            self.drawer.open(carrier.clone(), chosen.clone());
        }
    }
}

impl InventoryPanel {
    /// What is asked of the storage, and the filters that cannot be asked, each in a sentence.
    fn query(&self) -> (ListQuery, Vec<String>) {
        let zone = TimeZone::system();
        let mut query = ListQuery::default();
        let mut wrong = Vec::new();
        for (key, text) in self.grid.filters() {
            match filters::rule_of(key).map(|rule| rule.read(text, &zone)) {
                Some(Ok(pairs)) => query.filters.extend(pairs),
                Some(Err(mistake)) => wrong.push(head::filter_words(key, &mistake)),
                None => {}
            }
        }
        if !self.search.sent().is_empty() {
            query.search = Some(self.search.sent().to_owned());
        }
        if let Some(sort) = self.grid.sort() {
            let sign = if sort.descending { "-" } else { "" };
            query = query.sorted_by(&format!("{sign}{}", sort.key));
        }
        (query, wrong)
    }

    fn card_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        place::card(ui, rect, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.card_head_ui(context, ui);
            let window = context.snapshot.grid(GridList::Inventory);
            self.notes_ui(ui, window.and_then(|window| window.total));
            self.export.line_ui(context, ui);
            self.table_ui(context, ui);
        });
    }

    /// The rows begin anew: another question.
    fn begin_anew(&mut self) {
        self.rows = 0..FIRST_ROWS;
        self.grid.set_top(0.0);
        self.grid.select(None);
    }

    fn table_ui(&mut self, context: &PanelContext<'_>, ui: &mut Ui) {
        let now = context.now;
        let window = context.snapshot.grid(GridList::Inventory);
        let current = window.is_some_and(|window| window.query == self.query().0);
        let state = ListBody::of(window.map(|window| &**window), LIST_WORDS, now);
        if !self.chose_columns {
            self.shown = columns::usual_within(ui.available_width());
        }
        let columns = columns::columns(&self.shown);
        let age = window.map(|window| words::age_of(&window.stamp, now)).unwrap_or_default();
        let broken = self.search.mistake().is_some();
        let left = match (current || window.is_none(), broken) {
            (_, true) => t("inventory-search-old"),
            (true, false) => "",
            (false, false) => t("inventory-asking-new"),
        };
        let source = format!("{} · {}", data_ui::connection::name(System::Noyes), age.text);
        let response = Grid::new(t("inventory-rows"), &columns)
            .rows(window.and_then(|window| window.total).unwrap_or_default())
            .filter_row(true)
            .body(state.body())
            .stale(age.stale || broken)
            .foot(left, source)
            .show(ui, &mut self.grid, |row, out| {
                if let Some(window) = window {
                    columns::say_row(window, &columns, row, now, out);
                }
            });
        if !response.visible_rows.is_empty() {
            self.rows = response.visible_rows.clone();
        }
        if response.way_out {
            self.grid.clear_filters();
            self.search.set("");
        }
        let chosen = response
            .selected
            .filter(|_| response.selection_changed || response.activated.is_some())
            .and_then(|row| window.and_then(|window| window.inventory(row)));
        if let Some(row) = chosen
            && let Some(carrier) = row.carrier.clone()
        {
            self.drawer.open(carrier, row.box_id.clone());
        }
        if response.filter_changed || response.sort_changed || response.way_out {
            self.begin_anew();
        }
    }
}

/// The words while there are no rows.
const LIST_WORDS: ListWords = ListWords {
    first: "inventory-asking-first",
    asking: "inventory-asking",
    none: "inventory-none",
    show_all: "inventory-show-all",
};
