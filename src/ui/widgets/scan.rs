//! What a scan did: confirmed on the inverse band, wrong on the red one, not understood in a strong frame.

use egui::{
    Align2, Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::paint;
use crate::ui::theme::{
    IconWeight, TextStyle, Themed as _, height, icon, icons, radius, space, width,
};

/// How a scan was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanOutcome {
    Right,
    /// Also one too many; stays until the right scan.
    Wrong,
    NotUnderstood,
    Badge,
}

/// The band over the whole width.
pub fn scan_band(ui: &mut Ui, outcome: ScanOutcome, title: &str, detail: &str) -> Response {
    let theme = ui.theme();
    let c = &theme.colors;
    let clear = Color32::TRANSPARENT;
    let (ground, edge, thick, ink, glyph, weight) = match outcome {
        ScanOutcome::Right => {
            (c.surface_inverse, clear, 0.0, c.text_inverse, icons::CHECK_FAT, IconWeight::Fill)
        }
        ScanOutcome::Wrong => {
            (c.alarm_high_fill, clear, 0.0, c.alarm_high_on, icons::X_CIRCLE, IconWeight::Fill)
        }
        ScanOutcome::NotUnderstood => (
            clear,
            c.text_primary,
            width::STROKE_STRONG,
            c.text_primary,
            icons::QUESTION,
            IconWeight::Regular,
        ),
        ScanOutcome::Badge => (
            clear,
            c.stroke_control,
            width::STROKE,
            c.text_primary,
            icons::IDENTIFICATION_BADGE,
            IconWeight::Regular,
        ),
    };
    let size = vec2(ui.available_width(), height::SCAN_BAND);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let line = Stroke::new(thick, edge);
    ui.painter().rect(rect, radius::CARD, ground, line, StrokeKind::Inside);
    let glyph = paint::glyph(ui, glyph, icon::I24, weight, ink);
    let at = pos2(rect.left() + space::TILE, rect.center().y);
    paint::place(ui.painter(), at, Align2::LEFT_CENTER, glyph);
    let left = rect.left() + space::TILE + icon::I24 + space::S12;
    let room = rect.right() - left - space::TILE;
    let large = paint::fitted(ui, title, TextStyle::StationBodyStrong, ink, room);
    let title_text = if large.elided {
        paint::fitted(ui, title, TextStyle::StationSmallStrong, ink, room)
    } else {
        large
    };
    let large = paint::fitted(ui, detail, TextStyle::StationSmall, ink, room);
    let detail_text = if large.elided {
        // two small lines are read before half of a large one
        paint::wrapped(ui, detail, TextStyle::Small, ink, room)
    } else {
        large
    };
    let split = rect.center().y + (title_text.size().y - detail_text.size().y) / 2.0;
    paint::place(ui.painter(), pos2(left, split), Align2::LEFT_BOTTOM, title_text);
    paint::place(ui.painter(), pos2(left, split), Align2::LEFT_TOP, detail_text);
    response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, format!("{title}. {detail}")));
    response
}
