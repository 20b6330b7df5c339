//! Buttons, chips, segments and fields of the panels; each has a name, a focus ring, and a reason when off.

use egui::accesskit::Role;
use egui::{
    Align, Color32, Rect, Response, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use super::Draw;
use crate::ui::theme::{IconWeight, TextStyle, Theme, height, icon, radius, space, width};

/// How much a button weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ButtonLook {
    /// The one filled action of a region.
    Primary,
    Plain,
    /// No edge.
    Quiet,
}

/// Width a button needs for its words.
pub fn button_width(
    ui: &Ui,
    theme: &Theme,
    words: &str,
    glyph: Option<&str>,
    key: Option<&str>,
) -> f32 {
    let text = |text: &str, style| {
        ui.painter()
            .layout_no_wrap(text.to_owned(), theme.text(style), Color32::PLACEHOLDER)
            .size()
            .x
    };
    let glyph = if glyph.is_some() { icon::I16 + space::S8 } else { 0.0 };
    let key = key.map_or(0.0, |key| text(key, TextStyle::MicroMedium) + space::S16 + space::S4);
    text(words, TextStyle::BodyMedium) + glyph + key + space::S24
}

/// A button that fills `rect`.
pub fn button(
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
    (look, enabled): (ButtonLook, bool),
    words: &str,
    glyph: Option<&str>,
    key: Option<&str>,
) -> Response {
    let id = ui.scope_id().with(("button", words));
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, words));
    let colors = &theme.colors;
    let filled = look == ButtonLook::Primary && enabled;
    let ground = if filled {
        colors.accent_fill
    } else if response.is_pointer_button_down_on() && enabled {
        colors.surface_pressed
    } else if response.hovered() && enabled {
        colors.surface_hover
    } else if look == ButtonLook::Quiet {
        Color32::TRANSPARENT
    } else {
        colors.surface_control
    };
    let edge = match (look, enabled) {
        (ButtonLook::Quiet, _) => Color32::TRANSPARENT,
        (_, false) => colors.stroke_card,
        (ButtonLook::Primary, true) => colors.accent_fill,
        (ButtonLook::Plain, true) => colors.stroke_control,
    };
    let ink = if !enabled {
        colors.text_disabled
    } else if filled {
        colors.accent_on
    } else {
        colors.text_primary
    };
    let stroke = Stroke::new(width::STROKE, edge);
    ui.painter().rect(rect, radius::CONTROL, ground, stroke, StrokeKind::Inside);
    face(ui, theme, rect, words, glyph, key, ink);
    theme.ring_if_focused(ui, &response, radius::CONTROL);
    response
}

/// Icon, words and key cap, together in the middle.
fn face(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    words: &str,
    glyph: Option<&str>,
    key: Option<&str>,
    ink: Color32,
) {
    let draw = Draw::new(ui, theme);
    let wide = button_width(ui, theme, words, glyph, key) - space::S24;
    let mut left = (rect.center().x - wide * 0.5).max(rect.left() + space::S8);
    if let Some(glyph) = glyph {
        let place = Rect::from_min_size(
            pos2(left, rect.center().y - icon::I16 * 0.5),
            vec2(icon::I16, icon::I16),
        );
        draw.icon(place, glyph, icon::I16, IconWeight::Regular, ink);
        left += icon::I16 + space::S8;
    }
    let inner =
        Rect::from_min_max(pos2(left, rect.top()), pos2(rect.right() - space::S4, rect.bottom()));
    let place = draw.text(inner, Align::Min, words, TextStyle::BodyMedium, ink);
    let Some(key) = key else { return };
    let cap = Rect::from_min_max(
        pos2(place.right() + space::S8, rect.center().y - 9.0),
        pos2(left + wide, rect.center().y + 9.0),
    );
    let galley =
        draw.painter.layout_no_wrap(key.to_owned(), theme.text(TextStyle::MicroMedium), ink);
    let cap = cap.with_max_x(cap.left() + galley.size().x + space::S12);
    let stroke = Stroke::new(width::STROKE, ink);
    draw.painter.rect_stroke(cap, radius::CELL, stroke, StrokeKind::Inside);
    draw.text(cap, Align::Center, key, TextStyle::MicroMedium, ink);
}

/// A chip that toggles a filter.
pub fn chip(ui: &mut Ui, theme: &Theme, words: &str, on: bool) -> Response {
    let text = ui
        .painter()
        .layout_no_wrap(words.to_owned(), theme.text(TextStyle::SmallMedium), Color32::PLACEHOLDER)
        .size()
        .x;
    let size = vec2(text + space::S16, height::CONTROL_SMALL);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, words));
    choice(ui, theme, rect, &response, words, on, TextStyle::SmallMedium);
    response
}

/// A view of several, drawn as one control; gives the one pressed.
pub fn segment(ui: &mut Ui, theme: &Theme, rect: Rect, choices: &[(&str, bool)]) -> Option<usize> {
    let mut left = rect.left();
    let mut pressed = None;
    for (index, (words, on)) in choices.iter().enumerate() {
        let wide = button_width(ui, theme, words, None, None);
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(wide, rect.height()));
        let response = ui.interact(place, ui.scope_id().with(("segment", *words)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, *on, *words));
        choice(ui, theme, place, &response, words, *on, TextStyle::BodyMedium);
        if response.clicked() {
            pressed = Some(index);
        }
        left += wide - width::STROKE;
    }
    pressed
}

fn choice(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    response: &Response,
    words: &str,
    on: bool,
    style: TextStyle,
) {
    let colors = &theme.colors;
    let ground = if on {
        colors.accent_tint
    } else if response.hovered() {
        colors.surface_hover
    } else {
        colors.surface_control
    };
    let edge = if on { colors.accent_focus } else { colors.stroke_control };
    let ink = if on { colors.accent_text } else { colors.text_primary };
    let stroke = Stroke::new(width::STROKE, edge);
    ui.painter().rect(rect, radius::CONTROL, ground, stroke, StrokeKind::Inside);
    Draw::new(ui, theme).text(rect, Align::Center, words, style, ink);
    theme.ring_if_focused(ui, response, radius::CONTROL);
}

/// A field: label above, the control, under it help or, framed, what is wrong.
pub fn field(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    text: &mut String,
    help: &str,
    error: Option<&str>,
) -> Response {
    let colors = &theme.colors;
    super::label(ui, name, TextStyle::SmallMedium, colors.text_secondary);
    let edit = TextEdit::singleline(text)
        .font(theme.text(TextStyle::Mono))
        .margin(egui::Margin::symmetric(8, 6))
        .desired_width(f32::INFINITY);
    let response = ui.add(edit).accessible_name(name);
    match error {
        Some(error) => {
            let stroke = Stroke::new(width::STROKE_STRONG, colors.text_primary);
            ui.painter().rect_stroke(response.rect, radius::CONTROL, stroke, StrokeKind::Inside);
            super::label(ui, error, TextStyle::SmallMedium, colors.text_primary);
        }
        None if !help.is_empty() => {
            super::label(ui, help, TextStyle::Small, colors.text_muted);
        }
        None => {}
    }
    response
}
