//! The chosen request: why it does not move, its lines, its jobs in time, its events, each as last read.

mod jobs;
mod why;

use std::ops::Range;
use std::sync::Arc;

use egui::{Align, Rect, Ui, pos2, vec2};
use jiff::{SignedDuration, Timestamp};

use super::rows::{self, Rows};
use crate::bus::grid::{GridList, GridPage, GridRequest, GridSlot, GridWindow};
use crate::bus::snapshot::Snapshot;
use crate::domain::ids::JobId;
use crate::domain::job::Job;
use crate::domain::page::ListQuery;
use crate::domain::request::{Request, Warning};
use crate::domain::sourced::{Freshness, Stamp};
use crate::domain::standstill::{Known, is_overdue, overdue_after, standstill};
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::panels::parts::words;
use crate::ui::theme::{TextStyle, Theme, height, icons, space, width};
use crate::ui::widgets::Button;
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::grid::{Grid, GridBody, GridState};
use crate::ui::widgets::mark::Urgency;
use crate::ui::widgets::paint;
use crate::ui::widgets::place;
use crate::ui::widgets::tag::{Tag, tag};

const LEFT: f32 = 288.0;
/// Narrower than this the tables leave out what is least missed.
const NARROW: f32 = 1200.0;
/// Narrower than this the events stand under the jobs.
const STACKED: f32 = 900.0;
/// Rows of jobs and events asked for before the first frame tells how many are seen.
const ROWS: u64 = 50;
/// Waiting jobs that are asked for, wherever they stand among the others.
const WAITING: u64 = 20;

/// What the detail remembers.
pub struct Detail {
    /// The job that is chosen to be triggered.
    job: Option<JobId>,
    /// The chosen job is still to be brought into view.
    reveal: bool,
    jobs_seen: Range<u64>,
    events: GridState,
    events_seen: Range<u64>,
}

impl Default for Detail {
    fn default() -> Self {
        Self {
            job: None,
            reveal: false,
            jobs_seen: 0..ROWS,
            events: GridState::default(),
            events_seen: 0..ROWS,
        }
    }
}

/// The window of a wish; rows of another request are never shown as this one's.
fn window<'a>(snapshot: &'a Snapshot, wish: &GridRequest) -> Option<&'a Arc<GridWindow>> {
    snapshot.grid(wish.key()).filter(|window| window.query == wish.query)
}

impl Detail {
    /// What the detail of this request asks of the storage: its jobs and events as far as they are
    /// seen, and the jobs that wait for somebody.
    pub fn wishes(&self, request: &Request) -> [GridRequest; 3] {
        let of = |list, slot, sort: &str, rows: Range<u64>| {
            let query = ListQuery::default().filter("request_id__eq", request.id.as_str());
            GridRequest { list, slot, query: query.sorted_by(sort), rows }
        };
        let jobs = of(GridList::Jobs, GridSlot::Detail, "created_at", self.jobs_seen.clone());
        let events =
            of(GridList::Events, GridSlot::Detail, "-created_at", self.events_seen.clone());
        let mut waiting = of(GridList::Jobs, GridSlot::Lookup, "created_at", 0..WAITING);
        waiting.query = waiting.query.filter("status__eq", "WAITING_FOR_TRIGGER");
        [jobs, events, waiting]
    }

    /// Another request, or a job of it that was chosen elsewhere.
    pub fn begin(&mut self, job: Option<JobId>) {
        *self = Self { reveal: job.is_some(), job, ..Self::default() };
    }

    /// Draws it; true when it was closed.
    pub fn ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        theme: &Theme,
        rect: Rect,
        request: &Request,
    ) -> bool {
        let (snapshot, now) = (context.snapshot, context.now);
        let (head, below) =
            rect.split_top_bottom_at_y(rect.top() + height::DRAWER_HEAD - space::S8);
        let close = head_ui(ui, theme, head, request, now);
        Draw::new(ui, theme).divider(head);
        let narrow = below.width() < NARROW;
        let wide = if narrow { LEFT * 0.88 } else { LEFT };
        let (left, tables) = below.split_left_right_at_x(below.left() + wide);
        let line = egui::Stroke::new(width::STROKE, theme.colors.stroke_divider);
        ui.painter().vline(left.right(), below.y_range(), line);
        let [job_wish, event_wish, waiting_wish] = self.wishes(request);
        let job_window = window(snapshot, &job_wish);
        let waiting = window(snapshot, &waiting_wish).map(|window| &**window);
        let jobs = known_jobs(job_window.map(|window| &**window), waiting);
        let known = Known {
            request,
            jobs: jobs.as_deref(),
            storage: snapshot.storage_status.get(),
            bots: snapshot.bots.get().map(Vec::as_slice),
            stale: stale(snapshot, now),
            now,
        };
        let answer = standstill(&known);
        place::scroll(ui, left.shrink2(vec2(0.0, space::S8)), ("why", request.id.as_str()), |ui| {
            ui.spacing_mut().item_spacing.y = space::S4;
            why::why_ui(context, ui, theme, &answer, jobs.as_deref().unwrap_or_default());
            lines_ui(ui, theme, request);
        });
        let (upper, lower) = if below.width() < STACKED {
            tables.split_top_bottom_at_y((tables.top() + tables.height() * 0.56).round())
        } else {
            tables.split_left_right_at_x(tables.left() + (tables.width() * 0.56).round())
        };
        ui.painter().vline(upper.right(), upper.y_range(), line);
        let age = job_window.map(|window| words::age_of(&window.stamp, now)).unwrap_or_default();
        let upper = upper.with_max_x(upper.right() - width::STROKE);
        let list = jobs::Jobs {
            request: &request.id,
            window: job_window.map(|window| &**window),
            known: jobs.as_deref().unwrap_or_default(),
            age: &age,
        };
        let reveal = std::mem::take(&mut self.reveal);
        let seen = jobs::jobs_ui(context, ui, theme, upper, &list, (&mut self.job, reveal));
        self.jobs_seen = seen.unwrap_or_else(|| self.jobs_seen.clone());
        self.reveal = reveal && job_window.is_none_or(|window| window.total.is_none());
        let seen = events_ui(ui, (lower, narrow), snapshot, now, &event_wish, &mut self.events);
        if !seen.is_empty() {
            self.events_seen = seen;
        }
        close
    }
}

/// The jobs that have been read, each once; none while nothing is known of them.
fn known_jobs<'a>(
    window: Option<&'a GridWindow>,
    waiting: Option<&'a GridWindow>,
) -> Option<Vec<&'a Job>> {
    let total = window?.total?;
    let pages = window?.pages.values().chain(waiting.into_iter().flat_map(|of| of.pages.values()));
    let mut jobs: Vec<&Job> = Vec::new();
    for page in pages {
        let GridPage::Jobs(rows) = &**page else { continue };
        let new: Vec<&Job> =
            rows.iter().filter(|job| jobs.iter().all(|known| known.id != job.id)).collect();
        jobs.extend(new);
    }
    // pages that went out of sight are not the same as no jobs
    (total == 0 || !jobs.is_empty()).then_some(jobs)
}

/// The age of the oldest reading the answer is judged by, where it is past its limit.
fn stale(snapshot: &Snapshot, now: Timestamp) -> Option<SignedDuration> {
    let list = snapshot.grid(GridList::Requests).map(|window| &window.stamp);
    let stamps = [Some(&snapshot.storage_status.stamp), Some(&snapshot.bots.stamp), list];
    let ages =
        stamps.into_iter().flatten().filter_map(|stamp: &Stamp| match stamp.freshness(now) {
            Freshness::Stale(age) => Some(age),
            _ => None,
        });
    ages.max()
}

fn head_ui(ui: &mut Ui, theme: &Theme, rect: Rect, request: &Request, now: Timestamp) -> bool {
    let colors = &theme.colors;
    let draw = Draw::new(ui, theme);
    let inner = rect.shrink2(vec2(space::CARD, 0.0));
    let close = Rect::from_center_size(
        pos2(inner.right() - height::CONTROL * 0.5, inner.center().y),
        vec2(height::CONTROL, height::CONTROL),
    );
    let status = data_ui::vendor::beginning(&request.status);
    let kind = data_ui::vendor::beginning(&request.kind);
    let mut line = match request.updated_at {
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
    if let Some(priority) = request.priority {
        line.push_str(&tf("work-detail-priority", &[("n", priority.into())]));
    }
    let text = inner.with_max_x(close.left() - space::S12);
    let (first, second) = text.split_top_bottom_at_y(text.center().y);
    let id = request.id.as_str();
    let place = draw.text(first, Align::Min, id, TextStyle::MonoBold, colors.text_primary);
    draw.text(second, Align::Min, &line, TextStyle::Small, colors.text_secondary);
    paint::spoken(ui, text, id, &line);
    if is_overdue(request, now) {
        let limit = data_ui::age(overdue_after(request));
        let words = tf("work-overdue", &[("limit", limit.into())]);
        let beside = first.with_min_x((place.right() + space::S12).min(first.right()));
        place::inside(ui, beside, |ui| {
            ui.add_space((beside.height() - height::TAG) * 0.5);
            tag(ui, Tag::Alarm(Urgency::Medium), Some(icons::WARNING), &words);
        });
    }
    ui.put(close, Button::icon_only(icons::X, t("work-close"))).clicked()
}

/// The lines with what is done of them, then what the storage warns of.
fn lines_ui(ui: &mut Ui, theme: &Theme, request: &Request) {
    let colors = &theme.colors;
    ui.add_space(space::S8);
    paint::label_wrapped(ui, t("work-lines"), TextStyle::SmallStrong, colors.text_secondary);
    if request.entities.is_empty() {
        paint::label_wrapped(ui, t("work-no-lines"), TextStyle::Small, colors.text_muted);
    }
    for entity in &request.entities {
        let (id, counts) = rows::entity_words(entity);
        let drawn = ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (words, style, ink) in [
                (&id, TextStyle::MonoMedium, colors.text_primary),
                (&counts, TextStyle::Small, colors.text_muted),
            ] {
                let galley = paint::wrapped(ui, words, style, ink, ui.available_width());
                let (_, place) = ui.allocate_space(galley.size());
                paint::place(ui.painter(), place.min, egui::Align2::LEFT_TOP, galley);
            }
        });
        paint::spoken(ui, drawn.response.rect, &id, &counts);
    }
    ui.add_space(space::S8);
    let warnings: Vec<String> =
        request.warnings.iter().map(|raw| Warning::read(raw).words()).collect();
    let warnings =
        if warnings.is_empty() { t("work-no-warnings").to_owned() } else { warnings.join("\n") };
    paint::label_wrapped(ui, t("work-warnings"), TextStyle::SmallStrong, colors.text_secondary);
    paint::label_wrapped(ui, &warnings, TextStyle::Small, colors.text_muted);
}

fn events_ui(
    ui: &mut Ui,
    (rect, narrow): (Rect, bool),
    snapshot: &Snapshot,
    now: Timestamp,
    wish: &GridRequest,
    state: &mut GridState,
) -> Range<u64> {
    let window = window(snapshot, wish);
    let name = t("work-events");
    let total = window.and_then(|window| window.total);
    let body = match total {
        None => GridBody::Asking(t("work-asking-events")),
        Some(0) => GridBody::Empty { why: t("work-request-no-events"), way_out: None },
        Some(_) => GridBody::Rows,
    };
    let columns = rows::detail_columns(narrow);
    let age = window.map(|window| words::age_of(&window.stamp, now)).unwrap_or_default();
    let count = total.map(|total| format!("{name} {}", data_ui::number(total)));
    place::inside(ui, rect, |ui| {
        Grid::new(name, &columns)
            .rows(total.unwrap_or_default())
            .selectable(false)
            .body(body)
            .stale(age.stale)
            .foot(count.unwrap_or_else(|| name.to_owned()), age.text)
            .show(ui, state, |row, out| {
                if let Some(window) = window {
                    rows::say_row(Rows::Events, window, &columns, row, now, out);
                }
            })
            .visible_rows
    })
}
