//! The chosen request: its lines, its jobs, its events, each as last read.

use std::sync::Arc;

use egui::{Align, Rect, Ui, pos2, vec2};
use jiff::Timestamp;

use super::rows;
use crate::bus::grid::{GridList, GridRequest, GridSlot, GridWindow};
use crate::bus::snapshot::Snapshot;
use crate::domain::page::ListQuery;
use crate::domain::request::Request;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::words;
use crate::ui::theme::{TextStyle, Theme, height, icons, space};
use crate::ui::widgets::Button;
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::grid::{Grid, GridBody, GridState};
use crate::ui::widgets::paint;
use crate::ui::widgets::place;

const LINES: f32 = 260.0;
const LINE: f32 = 40.0;
/// Narrower than this the tables leave out what is least missed.
const NARROW: f32 = 1200.0;
/// Narrower than this the events stand under the jobs.
const STACKED: f32 = 900.0;
/// Rows of jobs and events asked for; a request rarely has more.
const ROWS: u64 = 50;

/// What the detail remembers.
#[derive(Default)]
pub struct Detail {
    jobs: GridState,
    events: GridState,
}

/// What the detail of this request asks of the storage.
pub fn wishes(request: &Request) -> [GridRequest; 2] {
    let of = |list, sort: &str| GridRequest {
        list,
        slot: GridSlot::Detail,
        query: ListQuery::default().filter("request_id__eq", request.id.as_str()).sorted_by(sort),
        rows: 0..ROWS,
    };
    [of(GridList::Jobs, "created_at"), of(GridList::Events, "-created_at")]
}

impl Detail {
    /// Draws it; true when it was closed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        rect: Rect,
        (snapshot, now): (&Snapshot, Timestamp),
        request: &Request,
    ) -> bool {
        let (head, below) =
            rect.split_top_bottom_at_y(rect.top() + height::DRAWER_HEAD - space::S8);
        let close = head_ui(ui, theme, head, request, now);
        let draw = Draw::new(ui, theme);
        draw.divider(head);
        let narrow = below.width() < NARROW;
        let lines = if narrow { LINES * 0.88 } else { LINES };
        let (left, tables) = below.split_left_right_at_x(below.left() + lines);
        let stroke = egui::Stroke::new(1.0, theme.colors.stroke_divider);
        draw.painter.vline(left.right(), below.y_range(), stroke);
        lines_ui(ui, theme, left, request);
        let (jobs, events) = if below.width() < STACKED {
            tables.split_top_bottom_at_y(tables.center().y.round())
        } else {
            tables.split_left_right_at_x(tables.left() + (tables.width() * 0.56).round())
        };
        draw.painter.vline(jobs.right(), jobs.y_range(), stroke);
        let [job_wish, event_wish] = wishes(request);
        let jobs = jobs.with_max_x(jobs.right() - 1.0);
        table_ui(ui, (jobs, narrow), snapshot, now, &job_wish, &mut self.jobs);
        table_ui(ui, (events, narrow), snapshot, now, &event_wish, &mut self.events);
        close
    }
}

fn head_ui(ui: &mut Ui, theme: &Theme, rect: Rect, request: &Request, now: Timestamp) -> bool {
    let colors = &theme.colors;
    let draw = Draw::new(ui, theme);
    let inner = rect.shrink2(vec2(space::CARD, 0.0));
    let close = Rect::from_center_size(
        pos2(inner.right() - height::CONTROL * 0.5, inner.center().y),
        vec2(height::CONTROL, height::CONTROL),
    );
    let place =
        draw.text(inner, Align::Min, request.id.as_str(), TextStyle::MonoBold, colors.text_primary);
    let rest = Rect::from_min_max(
        pos2(place.right() + space::S12, inner.top()),
        pos2(close.left() - space::S12, inner.bottom()),
    );
    let status = data_ui::vendor::beginning(&request.status);
    let kind = data_ui::vendor::beginning(&request.kind);
    let line = match request.updated_at {
        Some(at) => tf(
            "work-detail-line",
            &[
                ("kind", kind.into()),
                ("status", status.into()),
                ("age", data_ui::ago(at, now).into()),
            ],
        ),
        None => format!("{kind}, {status}"),
    };
    draw.text(rest, Align::Min, &line, TextStyle::Body, colors.text_secondary);
    paint::spoken(ui, rect.with_max_x(close.left()), request.id.as_str(), &line);
    ui.put(close, Button::icon_only(icons::X, t("work-close"))).clicked()
}

fn lines_ui(ui: &mut Ui, theme: &Theme, rect: Rect, request: &Request) {
    let colors = &theme.colors;
    let inner = rect.shrink2(vec2(0.0, space::S8));
    place::scroll(ui, inner, ("lines", request.id.as_str().to_owned()), |ui| {
        paint::label_wrapped(ui, t("work-lines"), TextStyle::SmallStrong, colors.text_secondary);
        ui.add_space(space::S4);
        if request.entities.is_empty() {
            paint::label_wrapped(ui, t("work-no-lines"), TextStyle::Small, colors.text_muted);
        }
        for entity in &request.entities {
            let (id, counts) = rows::entity_words(entity);
            let (_, place) = ui.allocate_space(vec2(ui.available_width(), LINE));
            let draw = Draw::new(ui, theme);
            let (first, second) = place.split_top_bottom_at_y(place.top() + 18.0);
            draw.text(first, Align::Min, &id, TextStyle::MonoMedium, colors.text_primary);
            let second = second.with_max_y(second.top() + 16.0);
            draw.text(second, Align::Min, &counts, TextStyle::Small, colors.text_muted);
            paint::spoken(ui, place, &id, &counts);
        }
        ui.add_space(space::S8);
        let warnings = if request.warnings.is_empty() {
            t("work-no-warnings").to_owned()
        } else {
            request.warnings.join("\n")
        };
        paint::label_wrapped(ui, t("work-warnings"), TextStyle::SmallStrong, colors.text_secondary);
        paint::label_wrapped(ui, &warnings, TextStyle::Small, colors.text_muted);
    });
}

fn table_ui(
    ui: &mut Ui,
    (rect, narrow): (Rect, bool),
    snapshot: &Snapshot,
    now: Timestamp,
    wish: &GridRequest,
    state: &mut GridState,
) {
    // rows of another request are never shown as this one's
    let window: Option<&Arc<GridWindow>> =
        snapshot.grid(wish.key()).filter(|window| window.query == wish.query);
    let (name, none, asking) = match wish.list {
        GridList::Jobs => (t("work-jobs"), t("work-request-no-jobs"), t("work-asking-jobs")),
        _ => (t("work-events"), t("work-request-no-events"), t("work-asking-events")),
    };
    let total = window.and_then(|window| window.total);
    let body = match total {
        None => GridBody::Asking(asking),
        Some(0) => GridBody::Empty { why: none, way_out: None },
        Some(_) => GridBody::Rows,
    };
    let columns = rows::detail_columns(wish.list, narrow);
    let age = window.map(|window| words::age_of(&window.stamp, now)).unwrap_or_default();
    let count = total.map(|total| format!("{name} {}", data_ui::number(total)));
    place::inside(ui, rect, |ui| {
        Grid::new(name, &columns)
            .rows(total.unwrap_or_default().min(ROWS))
            .selectable(false)
            .body(body)
            .stale(age.stale)
            .foot(count.unwrap_or_else(|| name.to_owned()), age.text)
            .show(ui, state, |row, out| {
                if let Some(window) = window {
                    rows::say_row(window, &columns, row, now, out);
                }
            });
    });
}
