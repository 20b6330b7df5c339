//! Text over several lines: JSON that is checked, words that are sent.

use egui::{Frame, Margin, Response, Stroke, StrokeKind, TextEdit, Ui};

use crate::ui::theme::{TextStyle, Themed as _, radius, space, width};
use crate::ui::widgets::paint;

/// Lines shown before it scrolls with the region round it.
const LINES: usize = 8;

/// JSON in mono; what is wrong with it stands under it.
pub fn json_ui(ui: &mut Ui, name: &str, text: &mut String, error: Option<&str>) -> Response {
    lines_ui(ui, name, text, error, (TextStyle::Mono, LINES))
}

/// Words of a person.
pub fn words_ui(ui: &mut Ui, name: &str, text: &mut String, error: Option<&str>) -> Response {
    lines_ui(ui, name, text, error, (TextStyle::Body, LINES))
}

fn lines_ui(
    ui: &mut Ui,
    name: &str,
    text: &mut String,
    error: Option<&str>,
    (style, lines): (TextStyle, usize),
) -> Response {
    let theme = ui.theme();
    let c = &theme.colors;
    ui.spacing_mut().item_spacing.y = space::S4;
    paint::label(ui, name, TextStyle::SmallMedium, c.text_secondary);
    let frame = Frame::NONE
        .fill(c.surface_control)
        .corner_radius(radius::CONTROL)
        .inner_margin(Margin::symmetric(8, 6));
    let wide = ui.available_width();
    let edit = TextEdit::multiline(text)
        .font(theme.text(style))
        .text_color(c.text_primary)
        .frame(frame)
        .desired_width(wide - space::S16)
        .min_size(egui::vec2(wide, 0.0))
        .desired_rows(lines);
    let response = ui.add(edit).accessible_name(name);
    let edge = match error {
        Some(_) => Stroke::new(width::STROKE_STRONG, c.text_primary),
        None => Stroke::new(width::STROKE, c.stroke_control),
    };
    ui.painter().rect_stroke(response.rect, radius::CONTROL, edge, StrokeKind::Inside);
    theme.ring_if_focused(ui, &response, radius::CONTROL);
    if let Some(error) = error {
        paint::label_wrapped(ui, error, TextStyle::SmallMedium, c.text_primary);
    }
    response
}
