//! Chips toggle a filter, segments choose a view, a switch turns something on.

use egui::{Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::paint::Row;
use crate::ui::theme::{TextStyle, Themed as _, height, radius, space, width};

/// A chip with an optional count.
pub fn chip(ui: &mut Ui, words: &str, count: Option<&str>, on: bool) -> Response {
    let theme = ui.theme();
    let c = &theme.colors;
    let size =
        vec2(chip_row(ui, words, count, on).width() + 2.0 * space::S8, height::CONTROL_SMALL);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), on, words));
    let ground = match (on, response.hovered()) {
        (true, _) => c.accent_tint,
        (false, true) => c.surface_hover,
        (false, false) => Color32::TRANSPARENT,
    };
    let edge = Stroke::new(width::STROKE, if on { c.accent_focus } else { c.stroke_control });
    ui.painter().rect(rect, radius::CONTROL, ground, edge, StrokeKind::Inside);
    chip_row(ui, words, count, on)
        .paint(ui.painter(), pos2(rect.left() + space::S8, rect.center().y));
    theme.ring_if_focused(ui, &response, radius::CONTROL);
    response
}

/// Whether chips of these words fit side by side in what is left of the line.
pub fn fit<'a>(ui: &Ui, words: impl Iterator<Item = &'a str>) -> bool {
    let wide: f32 = words
        .map(|words| chip_row(ui, words, None, false).width() + 2.0 * space::S8)
        .map(|wide| wide + ui.spacing().item_spacing.x)
        .sum();
    wide - ui.spacing().item_spacing.x <= ui.available_width()
}

fn chip_row<'a>(ui: &'a Ui, words: &str, count: Option<&str>, on: bool) -> Row<'a> {
    let theme = ui.theme();
    let c = &theme.colors;
    let ink = if on { c.accent_text } else { c.text_secondary };
    let row = Row::new(ui, 6.0).text(words, TextStyle::SmallMedium, ink);
    match count {
        Some(count) => {
            let soft = if on { ink } else { c.text_muted };
            row.text(count, TextStyle::SmallMedium, soft)
        }
        None => row,
    }
}

/// One choice of several side by side; returns the index that was just chosen.
/// Arrow keys move the choice while it has the keyboard.
pub fn segments(ui: &mut Ui, name: &str, options: &[&str], chosen: usize) -> Option<usize> {
    let theme = ui.theme();
    let c = &theme.colors;
    let widths: Vec<f32> = options
        .iter()
        .map(|words| Row::new(ui, 0.0).text(words, TextStyle::SmallStrong, c.text_primary).width())
        .map(|words| words + 20.0)
        .collect();
    let size = vec2(widths.iter().sum(), height::CONTROL);
    let (_, whole) = ui.allocate_space(size);
    ui.painter().rect_filled(whole, radius::CONTROL, c.surface_control);
    let mut picked = None;
    let mut x = whole.left();
    for (index, (words, wide)) in options.iter().zip(&widths).enumerate() {
        let rect = egui::Rect::from_min_size(pos2(x, whole.top()), vec2(*wide, size.y));
        x += wide;
        let id = ui.scope_id().with(("segment", name, index));
        let response = ui.interact(rect, id, Sense::click());
        let on = index == chosen;
        response.widget_info(|| {
            WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), on, format!("{name}: {words}"))
        });
        let (ground, style, ink) = match (on, response.hovered()) {
            (true, _) => (c.accent_tint, TextStyle::SmallStrong, c.accent_text),
            (false, true) => (c.surface_hover, TextStyle::SmallMedium, c.text_secondary),
            (false, false) => (Color32::TRANSPARENT, TextStyle::SmallMedium, c.text_secondary),
        };
        ui.painter().rect_filled(rect.shrink(1.0), radius::CONTROL, ground);
        if index + 1 < options.len() {
            let line = Stroke::new(width::STROKE, c.stroke_card);
            ui.painter().vline(rect.right() - 0.5, rect.shrink(1.0).y_range(), line);
        }
        Row::new(ui, 0.0).text(words, style, ink).paint_centred(ui.painter(), rect);
        if response.clicked() {
            picked = Some(index);
        }
        theme.ring_if_focused(ui, &response, radius::CONTROL);
    }
    let edge = Stroke::new(width::STROKE, c.stroke_control);
    ui.painter().rect_stroke(whole, radius::CONTROL, edge, StrokeKind::Inside);
    picked.filter(|index| *index != chosen)
}

/// A check box with its words; returns true when it was turned.
pub fn check(ui: &mut Ui, on: &mut bool, words: &str) -> Response {
    let theme = ui.theme();
    let c = &theme.colors;
    let text = Row::new(ui, 0.0).text(words, TextStyle::Body, c.text_primary).width();
    let size = vec2(14.0 + space::S8 + text, height::CONTROL_SMALL);
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    let now = *on;
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), now, words));
    let middle = pos2(rect.left() + 7.0, rect.center().y);
    let square = egui::Rect::from_center_size(middle, vec2(14.0, 14.0));
    let (ground, edge) =
        if now { (c.accent_fill, c.accent_fill) } else { (c.surface_control, c.stroke_control) };
    let line = Stroke::new(width::STROKE, edge);
    ui.painter().rect(square, radius::CELL, ground, line, StrokeKind::Inside);
    if now {
        Row::new(ui, 0.0)
            .icon(
                crate::ui::theme::icons::CHECK,
                10.0,
                crate::ui::theme::IconWeight::Bold,
                c.accent_on,
            )
            .paint_centred(ui.painter(), square);
    }
    let at = pos2(square.right() + space::S8, rect.center().y);
    Row::new(ui, 0.0).text(words, TextStyle::Body, c.text_primary).paint(ui.painter(), at);
    theme.ring_if_focused(ui, &response, radius::CELL);
    response
}
