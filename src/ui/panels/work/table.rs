//! The table of requests or jobs: state chips, filters, rows page by page.

use egui::Rect;
use egui::Ui;

use super::rows::{self, Rows, STATUSES};
use super::view::{FIRST_ROWS, LIST_WORDS, View};
use super::{Side, WorkPanel};
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui::{self, vendor};
use crate::ui::panels::parts::list_body::ListBody;
use crate::ui::panels::parts::words;
use crate::ui::theme::{TextStyle, Themed as _, height, space};
use crate::ui::widgets::card;
use crate::ui::widgets::chip;
use crate::ui::widgets::grid::Grid;
use crate::ui::widgets::paint;
use crate::ui::widgets::place;

impl WorkPanel {
    pub(super) fn card_ui(&mut self, context: &PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        place::card(ui, rect, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let (name, ink) = (self.view.name(), ui.theme().colors.text_primary);
            // both sides change the panel, one after the other
            let panel = std::cell::RefCell::new(&mut *self);
            card::line(
                ui,
                height::CARD_HEAD,
                |ui| {
                    ui.spacing_mut().item_spacing.x = space::S8;
                    paint::label(ui, name, TextStyle::Strong, ink);
                    panel.borrow_mut().chips_ui(context, ui);
                },
                |ui| panel.borrow_mut().filters_ui(ui),
            );
            self.table_ui(context, ui);
        });
    }

    fn chips_ui(&mut self, context: &PanelContext<'_>, ui: &mut Ui) {
        let is_requests = self.view == View::Requests;
        let open = context.snapshot.open_requests.get().filter(|_| is_requests);
        let open = open.map(|open| data_ui::number(*open));
        let Some(table) = self.table() else { return };
        let free = table.grid.filter("status").is_empty();
        let on = free && table.is_open_only();
        if chip::chip(ui, t("work-chip-open"), open.as_deref(), on).clicked() {
            table.show_open();
            table.grid.set_filter("status", "");
        }
        let all = free && table.states.is_empty();
        if chip::chip(ui, t("work-chip-all"), None, all).clicked() {
            table.states.clear();
            table.grid.set_filter("status", "");
        }
        // always the same ones, so that none moves under the pointer; new words only come behind them
        let mut states: Vec<String> = STATUSES.iter().map(|state| (*state).to_owned()).collect();
        let new = table.seen.iter().filter(|state| !STATUSES.contains(&state.as_str()));
        states.extend(new.cloned());
        let words: Vec<String> = states.iter().map(|state| vendor::beginning(state)).collect();
        for (state, words) in states.iter().zip(&words) {
            if !chip::fit(ui, std::iter::once(words.as_str())) {
                break;
            }
            let on = free && table.states.contains(state);
            if chip::chip(ui, words, None, on).clicked() {
                table.turn(state);
                table.grid.set_filter("status", "");
            }
        }
    }

    /// From right to left.
    fn filters_ui(&mut self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.x = space::S8;
        let open = self.side == Side::Filters;
        if chip::chip(ui, t("work-filters"), None, open).clicked() {
            self.side = if open { Side::Nothing } else { Side::Filters };
        }
        let Some(table) = self.table() else { return };
        let set = table.grid.filters().count() + table.filters.count(table.of);
        if set > 0 {
            let words = tf("work-clear-filters", &[("n", set.into())]);
            let clear = chip::chip(ui, &words, None, true);
            // It looks like the filters that are set, but it does something once.
            ui.ctx().accesskit_node_builder(clear.id, egui::accesskit::Node::clear_toggled);
            if clear.clicked() {
                table.grid.clear_filters();
                table.filters.clear();
            }
        }
    }

    fn table_ui(&mut self, context: &PanelContext<'_>, ui: &mut Ui) {
        let now = context.now;
        let name = self.view.name();
        let Some(table) = self.table() else { return };
        let of = table.of;
        let window = context.snapshot.grid(of.list());
        let asked = table.wish().query;
        let current = window.is_some_and(|window| window.query == asked);
        let state = ListBody::of(window.map(|window| &**window), LIST_WORDS, now);
        let total = window.and_then(|window| window.total).unwrap_or_default();
        let mut columns = rows::columns_within(of, ui.available_width());
        let chosen = table.states.len();
        for column in columns.iter_mut().filter(|column| column.key == "status" && chosen > 0) {
            column.filter_rest = Some(tf("work-states-chosen", &[("n", chosen.into())]));
        }
        let age = window.map(|window| words::age_of(&window.stamp, now)).unwrap_or_default();
        let left = if current || window.is_none() { "" } else { t("work-asking-new") };
        if let Some(window) = window {
            table.seen.append(&mut rows::states_of(of, window));
        }
        let response = Grid::new(name, &columns)
            .rows(total)
            .filter_row(true)
            .body(state.body())
            .stale(age.stale)
            .foot(left, source(&age))
            .show(ui, &mut table.grid, |row, out| {
                if let Some(window) = window {
                    rows::say_row(of, window, &columns, row, now, out);
                }
            });
        if !response.visible_rows.is_empty() {
            table.rows = response.visible_rows.clone();
        }
        if response.filter_changed || response.sort_changed {
            table.rows = 0..FIRST_ROWS;
        }
        if response.way_out {
            table.show_all();
        }
        let Some(window) = window else { return };
        let row = match of {
            Rows::Requests => response
                .selected
                .filter(|_| response.selection_changed || response.activated.is_some()),
            Rows::Jobs | Rows::Events => response.activated.or(response.pressed),
        };
        let Some(row) = row else { return };
        let Some(id) = rows::request_of(of, window, row) else { return };
        match of {
            Rows::Requests => self.wanted = Some(id),
            Rows::Jobs | Rows::Events => {
                let job = window.job(row).map(|job| job.id.clone());
                self.open_request(id);
                self.detail.begin(job);
            }
        }
    }
}

fn source(age: &words::AgeWords) -> String {
    format!("{} · {}", data_ui::connection::name(System::Noyes), age.text)
}
