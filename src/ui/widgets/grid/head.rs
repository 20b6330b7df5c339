//! The head row with the sort caret, and the filter row.

use egui::accesskit::Role;
use egui::{Align2, Rect, Sense, Stroke, StrokeKind, UiBuilder, WidgetInfo, pos2, vec2};

use super::state::GridState;
use super::{Column, ColumnAlign, FilterKind, Grid, GridResponse, Spans, cache, metrics};
use crate::i18n::{t, tf};
use crate::ui::theme::{Theme, icons};

/// Draws head and filter row.
pub(super) fn head_ui(
    grid: &Grid<'_>,
    ui: &mut egui::Ui,
    theme: &Theme,
    rect: Rect,
    spans: &Spans,
    state: &mut GridState,
    response: &mut GridResponse,
) {
    let (head, filters) =
        rect.split_top_bottom_at_y((rect.top() + metrics::HEAD).min(rect.bottom()));
    let colors = &theme.colors;
    let clip = rect.intersect(ui.clip_rect());
    let painter = ui.painter().with_clip_rect(clip);
    if grid.filter_row {
        painter.rect_filled(filters, 0.0, colors.surface_panel);
    }
    let line = Stroke::new(metrics::LINE, colors.stroke_divider);
    painter.hline(rect.x_range(), rect.bottom() - metrics::LINE * 0.5, line);
    let left = rect.left() - state.left();
    for (column, span) in grid.columns.iter().zip(spans.iter()) {
        let x = egui::Rangef::new(left + span.min, left + span.max);
        if x.max < rect.left() || x.min > rect.right() {
            continue;
        }
        title(
            grid,
            ui,
            theme,
            clip,
            Rect::from_x_y_ranges(x, head.y_range()),
            column,
            state,
            response,
        );
        if grid.filter_row {
            let cell = Rect::from_x_y_ranges(x, filters.y_range());
            let field = Rect::from_center_size(
                cell.center(),
                vec2(cell.width() - metrics::CELL_PADDING, metrics::CONTROL),
            );
            filter(grid, ui, theme, clip, field, column, state, response);
        }
    }
}

#[allow(clippy::too_many_arguments)]
fn title(
    grid: &Grid<'_>,
    ui: &egui::Ui,
    theme: &Theme,
    clip: Rect,
    rect: Rect,
    column: &Column,
    state: &mut GridState,
    response: &mut GridResponse,
) {
    let painter = ui.painter().with_clip_rect(clip.intersect(rect));
    let sorted = state.sort().filter(|sort| sort.key == column.key);
    let colors = &theme.colors;
    let mut ink = if sorted.is_some() { colors.text_primary } else { colors.text_secondary };
    if column.sortable {
        let answer =
            ui.interact(rect.intersect(clip), grid.id.with(("head", column.key)), Sense::click());
        answer.widget_info(|| {
            let mut info =
                WidgetInfo::selected(Role::Button, true, sorted.is_some(), &column.title);
            info.current_text_value = sorted.map(|sort| t(direction(sort.descending)).to_owned());
            info
        });
        if answer.clicked() {
            state.turn_sort(column.key);
            response.sort_changed = true;
        }
        if answer.hovered() {
            ink = colors.text_primary;
        }
        if answer.has_focus() {
            let stroke = Stroke::new(metrics::FOCUS, colors.accent_focus);
            painter.rect_stroke(rect, metrics::RADIUS, stroke, StrokeKind::Inside);
        }
    }
    let family = if sorted.is_some() { "sans-600" } else { "sans-500" };
    let caret = if sorted.is_some() { metrics::ICON_SMALL + 2.0 } else { 0.0 };
    let room = (rect.width() - metrics::CELL_PADDING * 2.0 - caret).max(0.0);
    let galley =
        cache::line(&painter, &column.title, &metrics::font(family, metrics::TEXT_COMPACT), room);
    let x = match column.align {
        ColumnAlign::Left => rect.left() + metrics::CELL_PADDING,
        ColumnAlign::Right => rect.right() - metrics::CELL_PADDING - caret - galley.size().x,
    };
    let end = x + galley.size().x + 2.0;
    let y = rect.center().y - galley.size().y * 0.5;
    painter.galley(pos2(x.round(), y.round()), galley, ink);
    if let Some(sort) = sorted {
        let icon = if sort.descending { icons::CARET_DOWN } else { icons::CARET_UP };
        let font = metrics::font("icons-fill", metrics::ICON_SMALL);
        painter.text(
            pos2(end, rect.center().y),
            Align2::LEFT_CENTER,
            icon,
            font,
            colors.accent_text,
        );
    }
}

const fn direction(descending: bool) -> &'static str {
    if descending { "grid-descending" } else { "grid-ascending" }
}

#[allow(clippy::too_many_arguments)]
fn filter(
    grid: &Grid<'_>,
    ui: &mut egui::Ui,
    theme: &Theme,
    clip: Rect,
    rect: Rect,
    column: &Column,
    state: &mut GridState,
    response: &mut GridResponse,
) {
    if column.filter == FilterKind::None {
        return;
    }
    let name = tf("grid-filter", &[("column", column.title.as_str().into())]);
    let salt = grid.id.with(("filter", column.key));
    let mut text = state.filter(column.key).to_owned();
    let set = !text.is_empty();
    let before = text.clone();
    ui.scope_builder(UiBuilder::new().id_salt(salt).max_rect(rect), |ui| {
        ui.set_clip_rect(clip);
        match &column.filter {
            FilterKind::OneOf(choices) => {
                let rest = column.filter_rest.as_deref().unwrap_or_else(|| t("grid-any"));
                one_of(ui, theme, rect, (choices, rest), &mut text, &name);
            }
            kind => field(ui, theme, rect, hint(kind), &mut text, &name, set),
        }
    });
    if text != before {
        state.set_filter(column.key, text);
        response.filter_changed = true;
    }
}

const fn hint(kind: &FilterKind) -> &'static str {
    match kind {
        FilterKind::None => "",
        FilterKind::Contains => "grid-contains",
        FilterKind::Equals => "grid-equals",
        FilterKind::AtLeast => "grid-at-least",
        FilterKind::Typed(hint) => hint,
        FilterKind::OneOf(_) => "grid-any",
    }
}

fn field(
    ui: &mut egui::Ui,
    theme: &Theme,
    rect: Rect,
    hint: &'static str,
    text: &mut String,
    name: &str,
    set: bool,
) {
    let colors = &theme.colors;
    let ground = ui.painter().add(egui::Shape::Noop);
    let clear = if set { metrics::ICON + 4.0 } else { 0.0 };
    let inner = rect.shrink2(vec2(6.0, 2.0));
    let inner = inner.with_max_x(inner.right() - clear);
    // else the field is as tall as a control outside of a grid and hangs below its frame
    ui.spacing_mut().interact_size.y = inner.height();
    let edit = egui::TextEdit::singleline(text)
        .frame(egui::Frame::NONE)
        .margin(egui::Margin::ZERO)
        .font(metrics::font("sans", metrics::TEXT_COMPACT))
        .text_color(colors.text_primary)
        .hint_text(
            egui::RichText::new(t(hint))
                .font(metrics::font("sans", metrics::TEXT_COMPACT))
                .color(colors.text_muted),
        )
        .align(Align2::LEFT_CENTER)
        .min_size(inner.size())
        .desired_width(inner.width());
    let answer = ui.put(inner, edit).accessible_name(name);
    let color = if set || answer.has_focus() { colors.accent_focus } else { colors.stroke_control };
    let width = if answer.has_focus() { metrics::FOCUS } else { metrics::LINE };
    ui.painter().set(
        ground,
        egui::epaint::RectShape::new(
            rect,
            metrics::RADIUS,
            colors.surface_control,
            Stroke::new(width, color),
            StrokeKind::Inside,
        ),
    );
    if set {
        let at = Rect::from_center_size(
            pos2(rect.right() - clear * 0.5 - 2.0, rect.center().y),
            vec2(clear, rect.height()),
        );
        let cross = ui.interact(at, ui.unique_id().with("clear"), Sense::click());
        cross.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, tf("grid-clear", &[("filter", name.into())]))
        });
        let font = metrics::font("icons-regular", metrics::ICON_SMALL);
        let ink = if cross.hovered() || cross.has_focus() {
            colors.text_primary
        } else {
            colors.text_muted
        };
        ui.painter().text(at.center(), Align2::CENTER_CENTER, icons::X, font, ink);
        if cross.clicked() {
            text.clear();
        }
    }
}

fn one_of(
    ui: &mut egui::Ui,
    theme: &Theme,
    rect: Rect,
    (choices, rest): (&[(String, String)], &str),
    text: &mut String,
    name: &str,
) {
    let words =
        choices.iter().find(|(value, _)| value == text).map_or(rest, |(_, words)| words.as_str());
    let font = metrics::font("sans", metrics::TEXT_COMPACT);
    let color = if text.is_empty() { theme.colors.text_muted } else { theme.colors.text_primary };
    ui.spacing_mut().interact_size.y = rect.height();
    ui.spacing_mut().button_padding = vec2(6.0, 2.0);
    let shown = egui::RichText::new(words).font(font).color(color);
    let combo = egui::ComboBox::from_id_salt(name)
        .width(rect.width())
        .selected_text(shown)
        .show_ui(ui, |ui| {
            ui.selectable_value(text, String::new(), rest);
            for (value, words) in choices {
                ui.selectable_value(text, value.clone(), words);
            }
        });
    combo.response.accessible_name(name);
}
