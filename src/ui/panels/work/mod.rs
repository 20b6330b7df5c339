//! Work: requests, jobs and events of the storage as it lists them; reading only.

mod detail;
mod rows;
#[cfg(test)]
mod tests;

use std::ops::Range;

use egui::{Align, Rect, Ui, pos2, vec2};
use jiff::Timestamp;

use crate::bus::command::Watch;
use crate::bus::grid::{GridList, GridRequest, GridSlot, GridWindow};
use crate::bus::snapshot::Snapshot;
use crate::domain::ids::RequestId;
use crate::domain::preferences::Preferences;
use crate::domain::request::Request;
use crate::domain::sourced::Freshness;
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::data_ui;
use crate::ui::panels::parts::words;
use crate::ui::route::Route;
use crate::ui::theme::{TextStyle, Theme, Themed, height, space};
use crate::ui::widgets::card;
use crate::ui::widgets::chip;
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::escape;
use crate::ui::widgets::grid::{Grid, GridBody, GridState};
use crate::ui::widgets::place;
use crate::ui::widgets::region::{self, Region};

/// Rows asked for before the first frame tells how many are seen.
const FIRST_ROWS: u64 = 40;
/// Lower than this the chosen request takes the place of the table.
const LOW: f32 = 420.0;

/// The panel and what it remembers.
pub struct WorkPanel {
    view: GridList,
    requests: View,
    jobs: View,
    events: View,
    /// Only requests and jobs that are not finished.
    open_only: bool,
    /// As last read, so that it stays when its page goes.
    chosen: Option<Request>,
    /// Chosen by a route and not read yet.
    wanted: Option<RequestId>,
    detail: detail::Detail,
}

/// One table.
struct View {
    grid: GridState,
    rows: Range<u64>,
}

impl Default for View {
    fn default() -> Self {
        Self { grid: GridState::default(), rows: 0..FIRST_ROWS }
    }
}

impl Default for WorkPanel {
    fn default() -> Self {
        Self {
            view: GridList::Requests,
            requests: View::default(),
            jobs: View::default(),
            events: View::default(),
            open_only: true,
            chosen: None,
            wanted: None,
            detail: detail::Detail::default(),
        }
    }
}

impl PanelUi for WorkPanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        let mut grids = vec![self.wish()];
        if let (GridList::Requests, Some(request)) = (self.view, &self.chosen) {
            grids.extend(detail::wishes(request));
        }
        Watch { grids, polls_per_second: preferences.polls_per_second, ..Watch::default() }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let theme = ui.theme();
        self.refresh_chosen(context.snapshot);
        let all = ui.available_rect_before_wrap();
        self.head_ui(context, ui, &theme, all.with_max_y(all.top() + height::PANEL_HEAD));
        let body = Rect::from_min_max(
            pos2(all.left() + space::PANEL, all.top() + height::PANEL_HEAD),
            all.max - vec2(space::PANEL, space::PANEL),
        );
        let chosen = self.chosen.clone().filter(|_| self.view == GridList::Requests);
        let Some(request) = chosen else {
            self.card_ui(context, ui, body);
            return;
        };
        let detail = if body.height() < LOW {
            body
        } else {
            let tall = (body.height() * 0.4).round();
            let (above, below) = body.split_top_bottom_at_y(body.bottom() - tall);
            let above = above.with_max_y(above.bottom() - space::CARDS);
            self.card_ui(context, ui, above);
            below
        };
        let (snapshot, now) = (context.snapshot, context.now);
        region::begin(ui, Region::Drawer, detail);
        let closed = place::card(ui, detail, |ui| {
            let inner = ui.max_rect();
            self.detail.ui(ui, &theme, inner, (snapshot, now), &request)
        });
        if closed || escape::pressed(ui.ctx()) {
            self.chosen = None;
            self.requests.grid.select(None);
        }
    }

    fn open(&mut self, route: &Route) {
        if let Route::Request(id) = route {
            self.open_request(id.clone());
        }
    }
}

impl WorkPanel {
    fn view(&self) -> &View {
        match self.view {
            GridList::Requests => &self.requests,
            GridList::Jobs => &self.jobs,
            _ => &self.events,
        }
    }

    fn view_mut(&mut self) -> &mut View {
        match self.view {
            GridList::Requests => &mut self.requests,
            GridList::Jobs => &mut self.jobs,
            _ => &mut self.events,
        }
    }

    fn wish(&self) -> GridRequest {
        let open_only = self.open_only && self.view == GridList::Requests;
        let view = self.view();
        GridRequest {
            list: self.view,
            slot: GridSlot::Main,
            query: rows::query(self.view, &view.grid, open_only),
            rows: view.rows.clone(),
        }
    }

    /// Shows one request alone in the table, with its detail.
    fn open_request(&mut self, id: RequestId) {
        self.view = GridList::Requests;
        self.open_only = false;
        self.chosen = None;
        self.requests.grid.clear_filters();
        self.requests.grid.set_filter("id", id.as_str());
        self.wanted = Some(id);
    }

    fn refresh_chosen(&mut self, snapshot: &Snapshot) {
        let Some(window) = snapshot.grid(GridList::Requests) else { return };
        let id =
            self.wanted.clone().or_else(|| self.chosen.as_ref().map(|request| request.id.clone()));
        let Some((row, request)) = id.and_then(|id| rows::find_request(window, &id)) else {
            return;
        };
        if self.chosen.as_ref() != Some(request) {
            self.chosen = Some(request.clone());
        }
        self.wanted = None;
        self.requests.grid.select(Some(row));
    }

    fn head_ui(&mut self, context: &PanelContext<'_>, ui: &mut Ui, theme: &Theme, rect: Rect) {
        let right = place::panel_head(ui, rect, t("panel-work"), "");
        let control = Rect::from_center_size(right.center(), vec2(right.width(), height::CONTROL));
        let views = [GridList::Requests, GridList::Jobs, GridList::Events];
        let chosen = views.iter().position(|view| *view == self.view).unwrap_or_default();
        let place = egui::UiBuilder::new().max_rect(control);
        let picked = ui
            .scope_builder(place, |ui| {
                chip::segments(ui, t("panel-work"), &views.map(name), chosen)
            })
            .inner;
        if let Some(view) = picked.and_then(|index| views.get(index)) {
            self.view = *view;
        }
        let open = match context.snapshot.open_requests.get() {
            Some(open) => tf("work-open-count", &[("n", data_ui::number(*open).into())]),
            None => String::new(),
        };
        let ink = theme.colors.text_muted;
        Draw::new(ui, theme).text(control, Align::Max, &open, TextStyle::Small, ink);
    }

    fn card_ui(&mut self, context: &PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        place::card(ui, rect, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            card::head_row(ui, name(self.view), |ui| self.chips_ui(ui));
            self.table_ui(context, ui);
        });
    }

    fn chips_ui(&mut self, ui: &mut Ui) {
        if self.view == GridList::Requests {
            if chip::chip(ui, t("work-chip-open"), None, self.open_only).clicked() {
                self.open_only = true;
                self.requests.grid.set_filter("status", "");
            }
            if chip::chip(ui, t("work-chip-all"), None, !self.open_only).clicked() {
                self.open_only = false;
            }
        }
        let set = self.view().grid.filters().count();
        if set > 0 {
            let words = tf("work-clear-filters", &[("n", set.into())]);
            let clear = chip::chip(ui, &words, None, true);
            // It looks like the filters that are set, but it does something once.
            ui.ctx().accesskit_node_builder(clear.id, egui::accesskit::Node::clear_toggled);
            if clear.clicked() {
                self.view_mut().grid.clear_filters();
            }
        }
    }

    fn table_ui(&mut self, context: &PanelContext<'_>, ui: &mut Ui) {
        let (now, list) = (context.now, self.view);
        let window = context.snapshot.grid(list);
        let asked = self.wish().query;
        let current = window.is_some_and(|window| window.query == asked);
        let state = Body::of(window.map(|window| &**window), now);
        let total = window.and_then(|window| window.total).unwrap_or_default();
        let columns = rows::columns(list);
        let age = window.map(|window| words::age_of(&window.stamp, now)).unwrap_or_default();
        let left = if current || window.is_none() { "" } else { t("work-asking-new") };
        let view = self.view_mut();
        let response = Grid::new(name(list), &columns)
            .rows(total)
            .filter_row(true)
            .body(state.body())
            .stale(age.stale)
            .foot(left, source(&age))
            .show(ui, &mut view.grid, |row, out| {
                if let Some(window) = window {
                    rows::say_row(window, &columns, row, now, out);
                }
            });
        if !response.visible_rows.is_empty() {
            view.rows = response.visible_rows.clone();
        }
        if response.filter_changed || response.sort_changed {
            view.rows = 0..FIRST_ROWS;
        }
        if response.way_out {
            view.grid.clear_filters();
            self.open_only = false;
        }
        let Some(window) = window else { return };
        let row = match list {
            GridList::Requests => response
                .selected
                .filter(|_| response.selection_changed || response.activated.is_some()),
            _ => response.activated,
        };
        let Some(id) = row.and_then(|row| rows::request_of(window, row)) else { return };
        if list == GridList::Requests {
            self.wanted = Some(id);
        } else {
            self.open_request(id);
        }
    }
}

fn name(list: GridList) -> &'static str {
    match list {
        GridList::Requests => t("work-requests"),
        GridList::Jobs => t("work-jobs"),
        _ => t("work-events"),
    }
}

fn source(age: &words::AgeWords) -> String {
    format!("{} · {}", data_ui::connection::name(System::Noyes), age.text)
}

/// What stands under the head, as owned words.
enum Body {
    Rows,
    Asking(String),
    Empty,
    Failed { cause: String, code: &'static str },
}

impl Body {
    fn of(window: Option<&GridWindow>, now: Timestamp) -> Self {
        let Some(window) = window else {
            return Self::Asking(t("work-asking-first").to_owned());
        };
        match (window.total, &window.stamp.trouble) {
            (Some(0), _) => Self::Empty,
            (Some(_), _) => Self::Rows,
            (None, Some(trouble)) => Self::Failed {
                cause: data_ui::trouble::cause(trouble, System::Noyes),
                code: trouble.cause.code(),
            },
            (None, None) => {
                let age = match window.stamp.freshness(now) {
                    Freshness::Asking(since) | Freshness::Failing(since) => {
                        data_ui::ago(since, now)
                    }
                    _ => words::age(jiff::SignedDuration::ZERO),
                };
                Self::Asking(tf("work-asking-page", &[("age", age.into())]))
            }
        }
    }

    fn body(&self) -> GridBody<'_> {
        match self {
            Self::Rows => GridBody::Rows,
            Self::Asking(words) => GridBody::Asking(words),
            Self::Empty => {
                GridBody::Empty { why: t("work-no-rows"), way_out: Some(t("work-show-all")) }
            }
            Self::Failed { cause, code } => GridBody::Failed { cause, code: Some(code) },
        }
    }
}
