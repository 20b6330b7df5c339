//! A bar and a sparkline.

use egui::{Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::ui::theme::{Theme, Themed as _, height};

/// A bar of 0 to 1 with its words for those who do not see it.
pub fn bar(ui: &mut Ui, wide: f32, part: f32, words: &str) -> Response {
    bar_sized(ui, vec2(wide, height::BAR), part, words)
}

/// A bar of any height.
pub fn bar_sized(ui: &mut Ui, size: egui::Vec2, part: f32, words: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint_bar(ui.painter(), &ui.theme(), rect, part);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Meter, true, words);
        info.value = Some(f64::from(part));
        info
    });
    response
}

/// Track and fill of a bar.
pub fn paint_bar(painter: &Painter, theme: &Theme, rect: Rect, part: f32) {
    let corner = rect.height() / 2.0;
    painter.rect_filled(rect, corner, theme.colors.stroke_divider);
    let part = if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.0 };
    if part > 0.0 {
        let wide = (rect.width() * part).max(rect.height());
        let fill = Rect::from_min_size(rect.min, vec2(wide, rect.height()));
        painter.rect_filled(fill, corner, theme.colors.stroke_graphic);
    }
}

/// A sparkline of what was measured, the newest value as a dot.
pub fn sparkline(ui: &mut Ui, size: egui::Vec2, series: &[f32], words: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint_spark(ui.painter(), &ui.theme(), rect, series);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words));
    response
}

/// The line itself; values that are not numbers are left out.
pub fn paint_spark(painter: &Painter, theme: &Theme, rect: Rect, series: &[f32]) {
    let known = || series.iter().copied().filter(|value| value.is_finite());
    let (low, high) = known()
        .fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    let steps = series.len().saturating_sub(1).max(1) as f32;
    let inner = rect.shrink(2.5);
    let place = |(index, value): (usize, f32)| -> Pos2 {
        let part = if high > low { (value - low) / (high - low) } else { 0.5 };
        pos2(
            inner.left() + inner.width() * index as f32 / steps,
            inner.bottom() - inner.height() * part,
        )
    };
    let points: Vec<Pos2> = series
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, value)| value.is_finite())
        .map(place)
        .collect();
    let Some(last) = points.last().copied() else { return };
    painter.add(Shape::line(points, Stroke::new(1.25, theme.colors.chart_compare)));
    painter.circle_filled(last, 2.0, theme.colors.chart_line);
}
