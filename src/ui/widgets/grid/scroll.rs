//! The scroll thumbs: 6 points wide, dragged and pressed by pointer.

use egui::{Id, Rangef, Rect, Sense, Ui, pos2};

use super::state::GridState;
use super::{Grid, Spans, metrics};
use crate::ui::theme::Theme;

/// Where a thumb stands on its track, and how far the content moves for a point of the thumb.
struct Thumb {
    range: Rangef,
    content_per_point: f64,
}

impl Thumb {
    fn new(track: Rangef, content: f64, place: f64) -> Option<Self> {
        let view = f64::from(track.span());
        let hidden = content - view;
        if hidden <= 0.5 || view < f64::from(metrics::THUMB_LEAST) {
            return None;
        }
        let length = (view * view / content).max(f64::from(metrics::THUMB_LEAST));
        let way = (view - length).max(1.0);
        let start = track.min + (place / hidden * way) as f32;
        let range = Rangef::new(start, start + length as f32);
        Some(Self { range, content_per_point: hidden / way })
    }
}

/// Draws both thumbs where they are needed and lets the pointer move them.
pub(super) fn thumbs(
    grid: &Grid<'_>,
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    spans: &Spans,
    state: &mut GridState,
) {
    let rows_height = grid.rows as f64 * f64::from(grid.row_height);
    if let Some(thumb) = Thumb::new(rect.y_range(), rows_height, state.top()) {
        let reach = rect.with_min_x(rect.right() - metrics::THUMB_REACH);
        let (moved, held) = drag(ui, grid.id.with("thumb"), reach, thumb.range, |at| at.y);
        if moved != 0.0 {
            // the rows of this frame are drawn already
            ui.ctx().request_repaint_after(crate::util::SOON);
        }
        state.scroll(
            f64::from(moved) * thumb.content_per_point,
            grid.rows,
            grid.row_height,
            rect.height(),
        );
        let bar = Rect::from_x_y_ranges(
            Rangef::new(
                rect.right() - metrics::THUMB - metrics::LINE,
                rect.right() - metrics::LINE,
            ),
            thumb.range,
        );
        paint(ui, theme, rect, bar, held);
    }
    if let Some(thumb) = Thumb::new(rect.x_range(), f64::from(spans.width), f64::from(state.left()))
    {
        let reach = rect.with_min_y(rect.bottom() - metrics::THUMB_REACH);
        let (moved, held) = drag(ui, grid.id.with("thumb-x"), reach, thumb.range, |at| at.x);
        if moved != 0.0 {
            ui.ctx().request_repaint_after(crate::util::SOON);
        }
        state.scroll_sideways(moved * thumb.content_per_point as f32, spans.width, rect.width());
        let bar = Rect::from_x_y_ranges(
            thumb.range,
            Rangef::new(
                rect.bottom() - metrics::THUMB - metrics::LINE,
                rect.bottom() - metrics::LINE,
            ),
        );
        paint(ui, theme, rect, bar, held);
    }
}

/// Points the thumb was moved by; a press beside it brings its middle there.
fn drag(ui: &Ui, id: Id, reach: Rect, thumb: Rangef, axis: fn(egui::Pos2) -> f32) -> (f32, bool) {
    let answer = ui.interact(reach, id, Sense::CLICK | Sense::DRAG);
    let Some(at) = answer.interact_pointer_pos() else { return (0.0, answer.hovered()) };
    let start = ui.input(|input| input.pointer.press_origin()).map(axis);
    if start.is_some_and(|start| !thumb.contains(start)) && !answer.dragged() {
        return (axis(at) - thumb.center(), true);
    }
    let delta = answer.drag_delta();
    (axis(pos2(delta.x, delta.y)), true)
}

fn paint(ui: &Ui, theme: &Theme, clip: Rect, bar: Rect, held: bool) {
    let colors = &theme.colors;
    let color = if held { colors.stroke_graphic } else { colors.surface_pressed };
    ui.painter().with_clip_rect(clip).rect_filled(bar, metrics::THUMB * 0.5, color);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thumb_at_the_end_ends_with_its_track() {
        let track = Rangef::new(0.0, 500.0);
        let thumb =
            Thumb::new(track, 240_000_000.0, 240_000_000.0 - 500.0).map(|thumb| thumb.range);
        assert_eq!(thumb.map(|range| range.max), Some(500.0));
        assert!(Thumb::new(track, 400.0, 0.0).is_none());
    }
}
