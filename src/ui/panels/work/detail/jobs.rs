//! The jobs of a request on a timeline: each from when it was made to its last change, by state.

use std::ops::Range;

use egui::{Align, Rect, Role as Part, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use jiff::Timestamp;

use crate::bus::grid::{GridWindow, PAGE_ROWS};
use crate::domain::access::{Role, may_send};
use crate::domain::ids::{JobId, RequestId};
use crate::domain::job::Job;
use crate::domain::operation::noyes::work;
use crate::domain::prepared::work::trigger_job;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui::{self, vendor};
use crate::ui::panels::parts::submit;
use crate::ui::panels::parts::words::{self, AgeWords};
use crate::ui::panels::work::confirm;
use crate::ui::theme::{TextStyle, Theme, Themed as _, icons, radius, space, width};
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::{Button, hatch, paint, place};

const ROW: f32 = 40.0;
const HEAD: f32 = 28.0;
const FOOT: f32 = 40.0;
/// Share of the width that the bars take.
const BARS: f32 = 0.34;
const BAR: f32 = 8.0;
/// A job that was made just now is seen all the same.
const LEAST: f32 = 3.0;

/// The span of time all bars share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    from: Timestamp,
    to: Timestamp,
}

impl Span {
    /// From the first job made to now while any is open, else to the last change.
    fn of(jobs: &[&Job], now: Timestamp) -> Option<Self> {
        let from = jobs.iter().filter_map(|job| job.created_at).min()?;
        let last = jobs.iter().filter_map(|job| job.updated_at.or(job.created_at)).max();
        let open = jobs.iter().any(|job| job.is_open()).then_some(now);
        let to = last.into_iter().chain(open).max().unwrap_or(from);
        Some(Self { from, to: to.max(from) })
    }

    /// Where a moment stands, 0 to 1.
    fn share(self, at: Timestamp) -> f32 {
        let whole = self.to.duration_since(self.from).as_secs_f32();
        let part = at.duration_since(self.from).as_secs_f32();
        if whole <= 0.0 { 0.0 } else { (part / whole).clamp(0.0, 1.0) }
    }
}

/// The jobs of a request, as far as they have been read.
pub struct Jobs<'a> {
    pub request: &'a RequestId,
    pub window: Option<&'a GridWindow>,
    /// Those in sight and those that wait, wherever they stand.
    pub known: &'a [&'a Job],
    pub age: &'a AgeWords,
}

/// Draws them, and at the foot the trigger; gives the rows that are seen.
pub fn jobs_ui(
    context: &mut PanelContext<'_>,
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
    list: &Jobs<'_>,
    (chosen, reveal): (&mut Option<JobId>, bool),
) -> Option<Range<u64>> {
    let age = list.age;
    let total = list.window.and_then(|window| window.total);
    let c = &theme.colors;
    let (head, below) = rect.split_top_bottom_at_y(rect.top() + HEAD);
    let (body, foot) = below.split_top_bottom_at_y((below.bottom() - FOOT).max(below.top()));
    let count = total.map_or(String::new(), data_ui::number);
    let title = format!("{} {count}", t("work-jobs"));
    let draw = Draw::new(ui, theme);
    let line = head.shrink2(vec2(space::CARD, 0.0));
    draw.text(line, Align::Min, title.trim(), TextStyle::SmallStrong, c.text_secondary);
    draw.value(line, Align::Max, (&age.text, age.stale), TextStyle::Small, c.text_muted);
    paint::spoken(ui, head, title.trim(), &age.text);
    let mut seen = None;
    match (total, list.window) {
        (None, _) | (_, None) => {
            none_ui(ui, theme, body, t("work-asking-jobs"));
        }
        (Some(0), _) => none_ui(ui, theme, body, t("work-request-no-jobs")),
        (Some(total), Some(window)) => {
            let span = Span::of(list.known, context.now);
            let to = chosen.as_ref().filter(|_| reveal).and_then(|id| place_of(window, id));
            seen = Some(place::inside(ui, body, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let mut area =
                    egui::ScrollArea::vertical().id_salt(("jobs", list.request)).auto_shrink(false);
                if let Some(row) = to {
                    area = area.vertical_scroll_offset(row as f32 * ROW);
                }
                let rows = usize::try_from(total).unwrap_or(usize::MAX);
                let shown = area.show_rows(ui, ROW, rows, |ui, rows| {
                    let seen = rows.start as u64..rows.end as u64;
                    for row in seen.clone() {
                        let Some(job) = window.job(row) else {
                            asking_ui(ui, theme, row);
                            continue;
                        };
                        let on = chosen.as_ref() == Some(&job.id);
                        if row_ui(ui, theme, job, span, context.now, on) {
                            *chosen = Some(job.id.clone());
                        }
                    }
                    seen
                });
                shown.inner
            }));
        }
    }
    let waiting = |job: &&&Job| job.waits_for_trigger();
    let jobs = list.known;
    let named = jobs.iter().find(|job| chosen.as_ref() == Some(&job.id));
    let job = named.or_else(|| jobs.iter().find(waiting)).copied();
    foot_ui(context, ui, foot, job);
    seen
}

/// Why there are no rows; without its picture where that would push the words out of sight.
fn none_ui(ui: &mut Ui, theme: &Theme, rect: Rect, words: &str) {
    if rect.height() >= 3.0 * ROW {
        place::empty(ui, rect, icons::LIST_CHECKS, words, "");
        return;
    }
    let line = rect.shrink2(vec2(space::CARD, 0.0));
    Draw::new(ui, theme).text(line, Align::Min, words, TextStyle::Small, theme.colors.text_muted);
    paint::spoken(ui, rect, words, "");
}

/// The number of a job among those that have been read.
fn place_of(window: &GridWindow, id: &JobId) -> Option<u64> {
    let size = u64::from(PAGE_ROWS);
    let first = |page: &u32| u64::from(page.saturating_sub(1)) * size;
    let mut rows = window.pages.keys().map(first).flat_map(|first| first..first + size);
    rows.find(|row| window.job(*row).is_some_and(|job| job.id == *id))
}

/// A job that has not been read yet.
fn asking_ui(ui: &mut Ui, theme: &Theme, row: u64) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let words = tf("work-asking-job", &[("n", (row + 1).into())]);
    let inner = rect.shrink2(vec2(space::CARD, 0.0));
    let muted = theme.colors.text_muted;
    Draw::new(ui, theme).text(inner, Align::Min, &words, TextStyle::Small, muted);
}

fn foot_ui(context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect, job: Option<&Job>) {
    let no = no_trigger(context.preferences.role, job);
    let inner = rect.shrink2(vec2(space::CARD, 0.0));
    let builder =
        egui::UiBuilder::new().max_rect(inner).layout(egui::Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        let button = Button::plain(t("work-trigger")).small().disabled_because(no.as_deref());
        let pressed = ui.add(button).clicked();
        if let Some(no) = &no {
            let muted = ui.theme().colors.text_muted;
            paint::label_wrapped(ui, no, TextStyle::Small, muted);
        }
        if pressed && let Some(job) = job {
            ask_trigger(context, job);
        }
    });
}

/// Why this job may not be triggered now.
pub fn no_trigger(role: Role, job: Option<&Job>) -> Option<String> {
    if !may_send(role, &work::TRIGGER_JOB) {
        return Some(t("work-no-role").to_owned());
    }
    match job {
        None => Some(t("work-no-trigger").to_owned()),
        Some(job) if job.waits_for_trigger() => None,
        Some(job) => Some(tf("work-no-trigger-job", &[("job", job.id.as_str().into())])),
    }
}

/// Asks before a waiting job is triggered.
pub fn ask_trigger(context: &mut PanelContext<'_>, job: &Job) {
    let (snapshot, preferences) = (context.snapshot, context.preferences);
    let (_, command) = submit::command(snapshot, preferences, trigger_job(job));
    context.wishes.confirm = Some(confirm::trigger(context.now, job, command));
}

/// The two lines of a job: kind and carrier, then state and where it is held up or who has it.
fn facts(job: &Job) -> (String, String) {
    let named = |key: &str, id: Option<&str>| id.map(|id| format!("{} {id}", tf(key, &[])));
    let of = if job.waits_for_trigger() {
        named("work-column-balcony", job.balcony.as_ref().map(|id| id.as_str()))
    } else {
        named("work-column-bot", job.bot.as_ref().map(|id| id.as_str()))
    };
    let joined =
        |parts: [Option<String>; 2]| parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let carrier = job.carrier.as_ref().map(ToString::to_string);
    (
        joined([Some(vendor::beginning(&job.kind)), carrier]),
        joined([Some(vendor::beginning(&job.status)), of]),
    )
}

fn row_ui(
    ui: &mut Ui,
    theme: &Theme,
    job: &Job,
    span: Option<Span>,
    now: Timestamp,
    on: bool,
) -> bool {
    let c = &theme.colors;
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let (what, state) = facts(job);
    let changed = job.updated_at.or(job.created_at);
    let since = changed.map_or_else(|| "—".to_owned(), |at| data_ui::ago(at, now));
    let said = tf("work-job-said", &[("since", since.as_str().into())]);
    let name = [job.id.as_str(), what.as_str(), state.as_str(), said.as_str()].join(", ");
    response.widget_info(|| WidgetInfo::selected(Part::ListItem, true, on, &name));
    if on {
        ui.painter().rect_filled(rect, 0.0, c.accent_tint);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, c.surface_hover);
    }
    let inner = rect.shrink2(vec2(space::CARD, space::S4));
    let split = (inner.right() - inner.width() * BARS).round();
    let text = inner.with_max_x(split - space::S8);
    let (first, second) = text.split_top_bottom_at_y(text.center().y);
    let draw = Draw::new(ui, theme);
    let id = job.id.as_str();
    let place = draw.text(first, Align::Min, id, TextStyle::MonoMedium, c.text_primary);
    let beside = first.with_min_x((place.right() + space::S8).min(first.right()));
    draw.text(beside, Align::Min, &what, TextStyle::Small, c.text_secondary);
    draw.text(second, Align::Min, &state, TextStyle::Small, c.text_muted);
    let bars = inner.with_min_x(split);
    let (bar, clock) = bars.split_top_bottom_at_y(bars.center().y);
    if let Some(span) = span {
        bar_ui(ui, theme, bar, job, span, now);
    }
    let begun = job.created_at.map_or_else(String::new, words::clock);
    draw.text(clock, Align::Min, &begun, TextStyle::Small, c.text_muted);
    let open = if job.is_open() { since } else { String::new() };
    draw.text(clock, Align::Max, &open, TextStyle::SmallMedium, c.text_primary);
    let line = Stroke::new(width::STROKE, c.stroke_divider);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
    theme.ring_if_focused(ui, &response, radius::CELL);
    response.clicked()
}

/// Filled from its beginning to its last change; hatched since then while it is open.
fn bar_ui(ui: &Ui, theme: &Theme, rect: Rect, job: &Job, span: Span, now: Timestamp) {
    let c = &theme.colors;
    let Some(begun) = job.created_at else { return };
    let changed = job.updated_at.unwrap_or(begun);
    let x = |at: Timestamp| rect.left() + rect.width() * span.share(at);
    let middle = rect.center().y;
    let between = |from: f32, to: f32| {
        let to = to.max(from + LEAST).min(rect.right());
        let from = from.min(to - LEAST);
        Rect::from_min_max(pos2(from, middle - BAR * 0.5), pos2(to, middle + BAR * 0.5))
    };
    let line = Stroke::new(width::STROKE, c.stroke_divider);
    ui.painter().hline(rect.x_range(), middle, line);
    if job.is_open() {
        let rest = between(x(changed), x(now));
        hatch::stale(ui.painter(), theme, rest, radius::CELL);
    }
    let whole = between(x(begun), x(changed));
    let (ground, edge) = if job.has_failed() {
        (c.surface_control, Stroke::new(width::STROKE_STRONG, c.text_primary))
    } else if job.waits_for_trigger() {
        (c.accent_tint, Stroke::new(width::STROKE_STRONG, c.accent_focus))
    } else if job.is_open() {
        (c.accent_fill, Stroke::NONE)
    } else {
        (c.text_muted, Stroke::NONE)
    };
    ui.painter().rect(whole, radius::CELL, ground, edge, StrokeKind::Inside);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_share_one_span_that_ends_now_while_a_job_is_open() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let job = |status: &str, created, updated| Job {
            created_at: Some(at(created)),
            updated_at: Some(at(updated)),
            status: status.to_owned(),
            ..crate::ui::panels::parts::fixture::job("J")
        };
        let (done, open) = (job("SUCCEEDED", 0, 50), job("ACCEPTED", 20, 60));
        let span = Span::of(&[&done, &open], at(100)).unwrap();
        assert_eq!((span.from, span.to), (at(0), at(100)));
        assert!((span.share(at(50)) - 0.5).abs() < 1e-6);
        let span = Span::of(&[&done], at(100)).unwrap();
        assert_eq!(span.to, at(50));
        assert_eq!(Span::of(&[], at(100)), None);
        let young = job("ACCEPTED", 7, 7);
        assert!(Span::of(&[&young], at(7)).unwrap().share(at(7)) < f32::EPSILON);
    }
}
