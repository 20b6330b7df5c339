//! Small labels on a ground: kinds, states, PRACTICE and LIVE.

use egui::{Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::mark::Urgency;
use super::paint::Row;
use crate::i18n::{t, tf};
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, height, icon, radius, width};

/// What a tag says by its ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Plain,
    /// Edge instead of ground.
    Outlined,
    Alarm(Urgency),
    Unknown,
    Practice,
    Stale,
    Accent,
}

/// A tag, 18 high.
pub fn tag(ui: &mut Ui, kind: Tag, glyph: Option<&str>, words: &str) -> Response {
    let theme = ui.theme();
    let c = &theme.colors;
    let clear = Color32::TRANSPARENT;
    let (ground, edge, ink) = match kind {
        Tag::Plain => (c.surface_control, clear, c.text_secondary),
        Tag::Outlined => (clear, c.stroke_control, c.text_secondary),
        Tag::Alarm(urgency) => (urgency.card_colours(&theme).0, clear, urgency.text_colour(&theme)),
        Tag::Unknown => (c.state_unknown_tint, clear, c.state_unknown_text),
        Tag::Practice => (c.state_practice_tint, clear, c.state_practice_text),
        Tag::Stale => (c.state_stale_tint, c.state_stale_hatch, c.state_stale_text),
        Tag::Accent => (c.accent_tint, clear, c.accent_text),
    };
    let size = {
        let row = tag_row(ui, glyph, words, ink);
        vec2(row.width() + 12.0, height::TAG)
    };
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let line = Stroke::new(width::STROKE, edge);
    ui.painter().rect(rect, radius::CELL, ground, line, StrokeKind::Inside);
    tag_row(ui, glyph, words, ink).paint_centred(ui.painter(), rect);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response
}

fn tag_row<'a>(ui: &'a Ui, glyph: Option<&str>, words: &str, ink: Color32) -> Row<'a> {
    let row = Row::new(ui, 4.0);
    match glyph {
        Some(glyph) => row.icon(glyph, icon::I12, IconWeight::Regular, ink),
        None => row,
    }
    .text(words, TextStyle::MicroMedium, ink)
}

/// PRACTICE filled, or LIVE outlined.
pub fn site_tag(ui: &mut Ui, practice: bool) -> Response {
    site_tag_with(ui, practice, 0)
}

/// The same, with how many things are made to go wrong there.
pub fn site_tag_with(ui: &mut Ui, practice: bool, faults: usize) -> Response {
    site_tag_sized(ui, practice, faults, height::SITE_TAG, TextStyle::SmallBold)
}

/// The same for the station's header.
pub fn site_tag_large(ui: &mut Ui, practice: bool, faults: usize) -> Response {
    site_tag_sized(ui, practice, faults, 26.0, TextStyle::BodyBold)
}

fn site_tag_sized(
    ui: &mut Ui,
    practice: bool,
    faults: usize,
    tall: f32,
    style: TextStyle,
) -> Response {
    let theme = ui.theme();
    let c = &theme.colors;
    let words = match (practice, faults) {
        (true, 0) => t("widget-practice").to_owned(),
        (true, faults) => tf("widget-practice-faults", &[("n", faults.into())]),
        (false, _) => t("widget-live").to_owned(),
    };
    let words = words.as_str();
    let (ground, edge, ink) = if practice {
        (c.state_practice_fill, c.state_practice_fill, c.state_practice_on)
    } else {
        (Color32::TRANSPARENT, c.stroke_control, c.text_primary)
    };
    let wide = Row::new(ui, 0.0).text(words, style, ink).width() + 16.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, tall), Sense::hover());
    let line = Stroke::new(width::STROKE, edge);
    ui.painter().rect(rect, radius::CELL, ground, line, StrokeKind::Inside);
    Row::new(ui, 0.0).text(words, style, ink).paint_centred(ui.painter(), rect);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response
}

/// The frame round everything on the practice site; returns the rectangle inside it.
pub fn practice_frame(
    painter: &egui::Painter,
    theme: &crate::ui::theme::Theme,
    rect: egui::Rect,
) -> egui::Rect {
    let inner = rect.shrink(width::PRACTICE_FRAME);
    let sides = [
        egui::Rect::from_min_max(rect.min, egui::pos2(rect.right(), inner.top())),
        egui::Rect::from_min_max(egui::pos2(rect.left(), inner.bottom()), rect.max),
        egui::Rect::from_min_max(egui::pos2(rect.left(), inner.top()), inner.left_bottom()),
        egui::Rect::from_min_max(inner.right_top(), egui::pos2(rect.right(), inner.bottom())),
    ];
    for side in sides {
        super::hatch::practice(painter, theme, side);
    }
    inner
}
