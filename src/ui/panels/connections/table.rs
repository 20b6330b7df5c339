//! The table of systems: each row is pressed as a whole and opens its drawer.

use egui::{Align, Align2, Color32, Rect, Ui, pos2, vec2};

use super::rows::Row;
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::theme::{TextStyle, Theme, height, icon, radius, space, width};
use crate::ui::widgets::button;
use crate::ui::widgets::columns::{self, Column, column};
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::paint;
use crate::ui::widgets::place;

/// Two lines of text and their margins.
const ROW: f32 = 56.0;
const SPARK: f32 = 60.0;
const BAR: f32 = 52.0;

/// Height of the whole card.
pub fn height_of(rows: usize) -> f32 {
    height::CARD_HEAD + height::GRID_HEAD + ROW * rows.max(1) as f32 + width::STROKE
}

/// Draws it; gives the system that was pressed.
pub fn table_ui(
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
    rows: &[Row],
    chosen: Option<System>,
) -> Option<System> {
    place::ground(ui, rect);
    let below = place::card_head(ui, rect, t("connections-systems"), "");
    let (head, mut left) = below.split_top_bottom_at_y(below.top() + height::GRID_HEAD);
    let (columns, shown) = columns_for(ui, theme, rows, head);
    let cells = columns::cells(ui, theme, &columns, head);
    columns::head(ui, theme, &columns, &cells);
    Draw::new(ui, theme).divider(head.shrink2(vec2(width::STROKE, 0.0)));
    if rows.is_empty() {
        let words = t("connections-none");
        let draw = Draw::new(ui, theme);
        draw.paragraph(left.shrink(space::CARD), words, TextStyle::Body, theme.colors.text_muted);
        paint::spoken(ui, left, words, "");
    }
    let mut pressed = None;
    for row in rows {
        let (place, rest) = left.split_top_bottom_at_y(left.top() + ROW);
        left = rest;
        let here = chosen == Some(row.system);
        if here {
            let inner = place.shrink2(vec2(width::STROKE, 0.0));
            ui.painter().rect_filled(inner, 0.0, theme.colors.accent_tint);
            let bar = inner.with_max_x(inner.left() + width::SELECTION_BAR);
            ui.painter().rect_filled(bar, 0.0, theme.colors.accent_focus);
        }
        let mut under = columns::under(&cells, place).into_iter();
        let cells = shown.map(|shown| if shown { under.next() } else { None });
        row_ui(ui, theme, place, cells, row);
        let id = ui.scope_id().with(("system", row.system.id()));
        if button::pressable(ui, place.shrink(width::STROKE), id, &row.spoken()).clicked() {
            pressed = Some(row.system);
        }
    }
    pressed
}

/// The columns there is room for, and which of the six they are: answer times and calls give way
/// first, what troubles a system last. The drawer tells all of them.
fn columns_for<'a>(
    ui: &Ui,
    theme: &Theme,
    rows: &'a [Row],
    head: Rect,
) -> (Vec<Column<'a>>, [bool; 6]) {
    let mut shown = [true; 6];
    let all = columns(rows);
    let kept = |shown: [bool; 6]| -> Vec<Column<'a>> {
        all.iter().zip(shown).filter(|(_, shown)| *shown).map(|(one, _)| one.clone()).collect()
    };
    let fewer = [
        [true, true, true, false, true, true],
        [true, true, true, false, false, true],
        [true, true, true, false, false, false],
    ];
    for fewer in fewer {
        let columns = kept(shown);
        if columns::fit(ui, theme, &columns, head)
            && troubles_fit(ui, rows, columns::cells(ui, theme, &columns, head).last())
        {
            break;
        }
        shown = fewer;
    }
    (kept(shown), shown)
}

/// Whether the trouble of each system has room within its row.
fn troubles_fit(ui: &Ui, rows: &[Row], cell: Option<&Rect>) -> bool {
    let wide = cell.map_or(0.0, Rect::width);
    rows.iter().all(|row| {
        let words = paint::wrapped(ui, &row.trouble, TextStyle::Small, Color32::PLACEHOLDER, wide);
        words.size().y <= ROW - space::S8
    })
}

fn columns(rows: &[Row]) -> [Column<'static>; 6] {
    [
        column(0.15, Align::Min, t("connections-system")).holding(rows.iter().map(|row| row.name)),
        column(0.16, Align::Min, t("connections-state"))
            .holding(rows.iter().map(|row| &row.state.text))
            .beside(icon::I16),
        column(0.23, Align::Min, t("connections-where"))
            .holding(rows.iter().map(|row| &row.sign_in)),
        column(0.17, Align::Min, t("connections-answers"))
            .holding(rows.iter().map(|row| &row.answers)),
        column(0.11, Align::Min, t("connections-calls")).holding(rows.iter().map(|row| &row.calls)),
        // no word of it is broken
        column(0.18, Align::Min, t("connections-trouble"))
            .holding(rows.iter().flat_map(|row| row.trouble.split_whitespace())),
    ]
}

/// The upper and lower line of a cell.
fn lines(cell: Rect) -> (Rect, Rect) {
    let inner = cell.shrink2(vec2(0.0, space::S8));
    inner.split_top_bottom_at_y(inner.center().y)
}

fn row_ui(ui: &Ui, theme: &Theme, rect: Rect, cells: [Option<Rect>; 6], row: &Row) {
    let draw = Draw::new(ui, theme);
    let colors = &theme.colors;
    let [system, state, place, answers, calls, trouble] = cells;
    if let Some(system) = system {
        draw.text(system, Align::Min, row.name, TextStyle::Strong, colors.text_primary);
    }
    if let Some(state) = state {
        state_cell(&draw, theme, state, row);
    }
    if let Some(place) = place {
        let (upper, lower) = lines(place);
        draw.text(upper, Align::Min, &row.address, TextStyle::Mono, colors.text_primary);
        draw.text(lower, Align::Min, &row.sign_in, TextStyle::Small, colors.text_muted);
    }
    if let Some(answers) = answers {
        let size = vec2(SPARK, 18.0);
        let spark = Rect::from_center_size(answers.left_center() + vec2(SPARK * 0.5, 0.0), size);
        let wide = answers.width() > SPARK * 2.0;
        if wide && row.line.len() > 1 {
            draw.sparkline(spark, &row.line);
        }
        let left = answers.left() + if wide { SPARK + space::S12 } else { 0.0 };
        let words = answers.with_min_x(left);
        draw.text(words, Align::Min, &row.answers, TextStyle::Small, colors.text_primary);
    }
    if let Some(calls) = calls {
        let (upper, lower) = lines(calls);
        let wide = BAR.min(upper.width());
        let middle = upper.left_center() + vec2(wide * 0.5, 0.0);
        let bar = Rect::from_center_size(middle, vec2(wide, 18.0));
        draw.text(lower, Align::Min, &row.calls, TextStyle::Small, colors.text_primary);
        draw.bar(bar, row.share);
    }
    if let Some(trouble) = trouble {
        let ink = if row.state.stale { colors.text_primary } else { colors.text_muted };
        let words = paint::wrapped(ui, &row.trouble, TextStyle::Small, ink, trouble.width());
        let tall = words.size().y.min(ROW - space::S8);
        let at = pos2(trouble.left(), trouble.center().y - tall * 0.5);
        let clip = trouble.shrink2(vec2(0.0, space::S4)).intersect(draw.painter.clip_rect());
        paint::place(&draw.painter.with_clip_rect(clip), at, Align2::LEFT_TOP, words);
    }
    draw.divider(rect.shrink2(vec2(width::STROKE, 0.0)));
}

fn state_cell(draw: &Draw<'_>, theme: &Theme, cell: Rect, row: &Row) {
    let colors = &theme.colors;
    let (upper, lower) = lines(cell);
    if row.state.stale {
        draw.stale(upper, Align::Min, &row.state.text, TextStyle::SmallMedium);
    } else {
        let dot = pos2(upper.left() + space::S4, upper.center().y);
        draw.painter.circle_filled(dot, 3.5, colors.stroke_graphic);
        let words = upper.with_min_x(upper.left() + icon::I14);
        draw.text(words, Align::Min, &row.state.text, TextStyle::Small, colors.text_primary);
    }
    draw.text(lower, Align::Min, &row.limit, TextStyle::Small, colors.text_muted);
}

/// Calls in each of the last 60 seconds, newest at the right, under the line of what is allowed.
pub fn chart_ui(ui: &mut Ui, theme: &Theme, counts: &[u16], allowed: u32) {
    let size = vec2(ui.available_width(), 64.0);
    let (_, rect) = ui.allocate_space(size);
    let colors = &theme.colors;
    let most = counts.iter().copied().max().unwrap_or_default();
    let top = f32::from(most).max(allowed.max(1) as f32);
    ui.painter().rect_filled(rect, f32::from(radius::CELL), colors.surface_panel);
    let step = rect.width() / 60.0;
    let first = 60_usize.saturating_sub(counts.len());
    for (index, count) in counts.iter().enumerate() {
        let tall = rect.height() * f32::from(*count) / top;
        let left = rect.left() + step * (first + index) as f32;
        let bar = Rect::from_min_max(
            pos2(left + 1.0, rect.bottom() - tall),
            pos2(left + step - 1.0, rect.bottom()),
        );
        ui.painter().rect_filled(bar, 0.0, colors.stroke_graphic);
    }
    let line = rect.bottom() - rect.height() * allowed as f32 / top;
    let stroke = egui::Stroke::new(width::STROKE, colors.chart_compare);
    ui.painter().hline(rect.x_range(), line.max(rect.top() + 0.5), stroke);
    let words = tf("connections-chart-heard", &[("n", most.into())]);
    paint::spoken(ui, rect, &words, "");
}
