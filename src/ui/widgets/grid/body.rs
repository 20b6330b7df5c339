//! The rows on screen: painting, wheel, pointer, keyboard, accessible rows.

use egui::accesskit::Role;
use egui::emath::GuiRounding as _;
use egui::{
    Event, EventFilter, Key, Mesh, Modifiers, Rect, Sense, Shape, Stroke, StrokeKind, pos2, vec2,
};

use super::cache::{Fonts, Ink, LayoutKey, Setting};
use super::row::RowPainter;
use super::state::GridState;
use super::{Grid, GridResponse, Spans, metrics, scroll};
use crate::ui::theme::Theme;

/// Draws the rows and reacts to the person.
#[allow(clippy::too_many_arguments)]
pub(super) fn body_ui(
    grid: &Grid<'_>,
    ui: &mut egui::Ui,
    theme: &Theme,
    rect: Rect,
    spans: &Spans,
    state: &mut GridState,
    mut row: impl FnMut(u64, &mut RowPainter),
    response: &mut GridResponse,
) {
    let focus = ui.interact(rect, grid.id, Sense::click());
    let rows = grid.rows;
    focus.widget_info(|| egui::WidgetInfo::labeled(Role::Grid, true, grid.name));
    let first = state.visible(rows, grid.row_height, rect.height()).start;
    keyboard(grid, ui, &focus, state, first, rect.height(), response);
    let wheel = wheel(ui, rect, &focus);
    state.scroll_sideways(-wheel.x, spans.width, rect.width());
    state.scroll(f64::from(-wheel.y), rows, grid.row_height, rect.height());

    let visible = state.visible(rows, grid.row_height, rect.height());
    response.visible_rows = visible.clone();
    let fonts = fonts(grid.row_height);
    let key = LayoutKey {
        pixels_per_point: ui.ctx().pixels_per_point(),
        row_height: grid.row_height,
        spans: spans.spans.clone(),
        fonts: fonts.all(),
    };
    state.cache.begin(ui.ctx(), key);

    let colors = &theme.colors;
    let ink =
        Ink { theme, stale: grid.stale, bar: colors.stroke_graphic, track: colors.stroke_divider };
    let setting =
        Setting { columns: grid.columns, spans, fonts: &fonts, row_height: grid.row_height };
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let mut shapes = Vec::with_capacity((grid.columns.len() + 3) * 40);
    let pixels = ui.ctx().pixels_per_point();
    let mut under = Mesh::default();
    let mut said = std::mem::take(&mut state.painter);
    for number in visible.clone() {
        let offset = number as f64 * f64::from(grid.row_height) - state.top();
        let top = rect.top() + offset.round() as f32;
        let row_rect =
            Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), grid.row_height));
        said.clear();
        row(number, &mut said);
        let hovered =
            row_response(grid, ui, rect, row_rect, number, &said, state, &focus, response);
        let selected = state.selected() == Some(number);
        ground(theme, row_rect, pixels, selected, hovered, &mut under);
        let at = pos2(rect.left() - state.left(), top);
        state.cache.paint(&painter, &setting, (number, &said), at, &ink, &mut shapes);
    }
    state.painter = said;
    state.cache.end(&visible);
    painter.add(under);
    // one entry for the whole body: the painter's list is locked once and clipped once
    painter.add(Shape::Vec(shapes));
    scroll::thumbs(grid, ui, theme, rect, spans, state);
    if focus.has_focus() {
        let stroke = Stroke::new(metrics::FOCUS, colors.accent_focus);
        painter.rect_stroke(rect, 0.0, stroke, StrokeKind::Inside);
    }
}

fn fonts(row_height: f32) -> Fonts {
    let size = if row_height > metrics::ROW { metrics::TEXT } else { metrics::TEXT_COMPACT };
    Fonts {
        plain: metrics::font("sans", size),
        bold: metrics::font("sans-600", size),
        mono: metrics::font("mono", size),
        icon: metrics::font("icons-regular", metrics::ICON),
        icon_fill: metrics::font("icons-fill", metrics::ICON),
    }
}

fn wheel(ui: &egui::Ui, rect: Rect, focus: &egui::Response) -> egui::Vec2 {
    if !focus.contains_pointer() && !ui.rect_contains_pointer(rect) {
        return egui::Vec2::ZERO;
    }
    ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta))
}

/// The pointer and the accessible node of one row; says whether the pointer is over it.
#[allow(clippy::too_many_arguments)]
fn row_response(
    grid: &Grid<'_>,
    ui: &egui::Ui,
    body: Rect,
    rect: Rect,
    number: u64,
    said: &RowPainter,
    state: &mut GridState,
    focus: &egui::Response,
    response: &mut GridResponse,
) -> bool {
    if !grid.selectable {
        return false;
    }
    // not focusable: Tab passes the grid as one thing, the arrows walk its rows
    let sense = Sense::CLICK;
    let answer = ui.interact(rect.intersect(body), grid.id.with(number), sense);
    let selected = state.selected() == Some(number);
    answer.widget_info(|| egui::WidgetInfo::selected(Role::Row, true, selected, said.words()));
    if answer.clicked() {
        response.pressed = Some(number);
        response.selection_changed |= !selected;
        state.select(Some(number));
        focus.request_focus();
    }
    if answer.double_clicked() {
        response.activated = Some(number);
    }
    answer.hovered()
}

/// What lies under a row: its selection or the pointer, and the line below it. All of it is upright and on
/// whole pixels, so it goes into one mesh without softened edges, which costs next to nothing a row.
fn ground(theme: &Theme, rect: Rect, pixels: f32, selected: bool, hovered: bool, under: &mut Mesh) {
    let colors = &theme.colors;
    let rect = rect.round_to_pixels(pixels);
    if selected {
        under.add_colored_rect(rect, colors.accent_tint);
        let bar = Rect::from_min_size(rect.min, vec2(metrics::SELECTION_BAR, rect.height()));
        under.add_colored_rect(bar.round_to_pixels(pixels), colors.accent_focus);
    } else if hovered {
        under.add_colored_rect(rect, colors.surface_hover);
    }
    let thin = metrics::LINE.max(1.0 / pixels).round_to_pixels(pixels);
    let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - thin), rect.max);
    under.add_colored_rect(line, colors.stroke_divider);
}

fn keyboard(
    grid: &Grid<'_>,
    ui: &egui::Ui,
    focus: &egui::Response,
    state: &mut GridState,
    first: u64,
    view: f32,
    response: &mut GridResponse,
) {
    if !focus.has_focus() || !grid.selectable {
        return;
    }
    let filter =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focus.id, filter));
    let page = (view / grid.row_height.max(1.0)).floor().max(1.0) as i64;
    let mut by = 0_i64;
    let (mut enter, mut space) = (false, false);
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            if *modifiers != Modifiers::NONE {
                return true;
            }
            match key {
                Key::ArrowDown => by = by.saturating_add(1),
                Key::ArrowUp => by = by.saturating_sub(1),
                Key::PageDown => by = by.saturating_add(page),
                Key::PageUp => by = by.saturating_sub(page),
                Key::Home => by = i64::MIN,
                Key::End => by = i64::MAX,
                Key::Enter => enter = true,
                Key::Space => space = true,
                _ => return true,
            }
            false
        });
    });
    if state.step(by, grid.rows, first) {
        response.selection_changed = true;
    }
    if enter {
        response.activated = state.selected();
    }
    if space {
        response.marked = state.selected();
    }
}
