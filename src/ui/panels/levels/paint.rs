//! Paints the map: cells as one kept mesh, then bots, rings, numbers of columns and rows.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Align2, Color32, Mesh, Painter, Rect, Stroke, StrokeKind, Vec2, pos2, vec2};

use super::model::{Bounds, Fill, MapModel};
use crate::domain::attention::Priority;
use crate::domain::ids::BotId;
use crate::domain::level::Place;
use crate::ui::theme::Theme;
use crate::ui::widgets::map::{Cells, Transform};
use crate::ui::widgets::mark::{self, MarkState, Urgency};

/// Distance from cell to cell, and the cell itself, in map points.
const PITCH: Vec2 = vec2(30.0, 29.0);
const CELL: Vec2 = vec2(25.0, 24.0);
/// Room before the first cell, in map points.
const MARGIN: Vec2 = vec2(10.0, 12.0);
/// Ground of the numbers of columns and rows, at the left and the top of the view; no cell is
/// drawn there.
const AXES: Vec2 = vec2(28.0, 18.0);
const EDGE: f32 = 12.0;
const BOT: Vec2 = vec2(20.0, 17.0);
const RING: f32 = 2.0;
/// Below this zoom numbers would not be read: bots become dots, every cell loses its edge.
const READABLE: f32 = 0.55;
const LABEL: f32 = 10.0;
/// From the upper edge of the cells to the middle of the numbers of columns.
const ABOVE: f32 = 9.0;
/// From the left edge of the cells to the numbers of rows.
const BEFORE: f32 = 6.0;
const NUMBER: f32 = 11.0;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layers {
    pub fill: bool,
    pub bots: bool,
}

/// Where the cells of the view are drawn: beside and under the numbers.
pub fn cells_of(view: Rect) -> Rect {
    let min = (view.min + AXES).min(view.max);
    Rect::from_min_max(min, view.max)
}

/// The size of the whole map in map points.
pub fn content(bounds: Bounds) -> Vec2 {
    MARGIN
        + vec2(EDGE, EDGE)
        + vec2(bounds.columns() as f32 * PITCH.x, bounds.rows() as f32 * PITCH.y)
}

/// The cell of a place in map points.
pub fn cell(bounds: Bounds, place: Place) -> Rect {
    let column = place.x.abs_diff(bounds.min.x) as f32;
    let row = place.y.abs_diff(bounds.min.y) as f32;
    Rect::from_min_size((MARGIN + vec2(column * PITCH.x, row * PITCH.y)).to_pos2(), CELL)
}

/// The place under a map point, if it lies within the bounds.
pub fn place_at(bounds: Bounds, at: egui::Pos2) -> Option<Place> {
    let at = at - MARGIN;
    if at.x < 0.0 || at.y < 0.0 {
        return None;
    }
    let (column, row) = ((at.x / PITCH.x) as u32, (at.y / PITCH.y) as u32);
    if column >= bounds.columns() || row >= bounds.rows() {
        return None;
    }
    let x = bounds.min.x.checked_add_unsigned(column)?;
    let y = bounds.min.y.checked_add_unsigned(row)?;
    Some(Place { x, y })
}

/// The cells of the last frame, kept while nothing about them changes.
#[derive(Default)]
pub struct Kept {
    key: Option<(u64, Rect, Transform, Layers, Color32)>,
    mesh: Arc<Mesh>,
}

impl Kept {
    /// The cells as one mesh; `version` changes with the model.
    pub fn cells(
        &mut self,
        version: u64,
        model: &MapModel,
        view: Rect,
        transform: Transform,
        layers: Layers,
        theme: &Theme,
    ) -> Arc<Mesh> {
        let key = (version, view, transform, layers, theme.colors.map_occupancy_1);
        if self.key != Some(key) {
            self.key = Some(key);
            self.mesh = Arc::new(mesh(model, view, transform, layers, theme));
        }
        Arc::clone(&self.mesh)
    }
}

/// The colour of a step of the ramp.
pub fn step_color(theme: &Theme, step: u8) -> Color32 {
    let colors = &theme.colors;
    match step {
        0 => colors.map_occupancy_0,
        1 => colors.map_occupancy_1,
        2 => colors.map_occupancy_2,
        3 => colors.map_occupancy_3,
        4 => colors.map_occupancy_4,
        _ => colors.map_occupancy_5,
    }
}

fn mesh(model: &MapModel, view: Rect, transform: Transform, layers: Layers, theme: &Theme) -> Mesh {
    let mut cells = Cells::default();
    let Some(bounds) = model.bounds else { return Mesh::default() };
    let line = theme.colors.map_cell;
    let readable = transform.zoom >= READABLE;
    let cut = if readable { 1.0 } else { 0.0 };
    let homes: BTreeSet<Place> =
        if layers.bots { model.placed.iter().map(|bot| bot.at).collect() } else { BTreeSet::new() };
    for (place, fill) in &model.cells {
        // its carrier is lifted: the home place is only dashed
        if homes.contains(place) {
            continue;
        }
        let rect = transform.rect(view, cell(bounds, *place)).round();
        if !rect.intersects(view) {
            continue;
        }
        match fill {
            Fill::NoCarrier => {
                let dot = Rect::from_center_size(rect.center().round(), vec2(2.0, 2.0));
                cells.fill(dot, 0.0, line);
            }
            Fill::Step(step) if layers.fill => {
                cells.fill(rect, cut, step_color(theme, *step));
                if *step == 0 && readable {
                    cells.edge(rect, 1.0, line);
                }
            }
            Fill::Step(_) | Fill::NotTold => {
                cells.fill(rect, cut, step_color(theme, 0));
                cells.edge(rect, 1.0, line);
            }
        }
        if *fill == Fill::NotTold && layers.fill && readable {
            let dash = Rect::from_center_size(rect.center().round(), vec2(rect.width() * 0.4, 2.0));
            cells.fill(dash, 0.0, line);
        }
    }
    if readable {
        for home in homes {
            cells.dashed(transform.rect(view, cell(bounds, home)).round(), line);
        }
    }
    cells.into_mesh()
}

/// Numbers of columns and rows, as many as can be read: before the first cell, or on the ground of
/// the axes where that is out of view. `cells` is where the cells are drawn.
pub fn axes(painter: &Painter, cells: Rect, bounds: Bounds, transform: Transform, theme: &Theme) {
    let font = theme.text(crate::ui::theme::TextStyle::Micro);
    let font = egui::FontId { size: LABEL, ..font };
    let ink = theme.colors.text_muted;
    let first = transform.rect(cells, cell(bounds, bounds.min));
    let (top, left) = (first.top().max(cells.top()), first.left().max(cells.left()));
    let every = (18.0 / (PITCH.x * transform.zoom)).ceil().max(1.0) as u32;
    for column in (0..bounds.columns()).filter(|column| column.is_multiple_of(every)) {
        let Some(x) = bounds.min.x.checked_add_unsigned(column) else { continue };
        let middle = first.center().x + column as f32 * PITCH.x * transform.zoom;
        if cells.x_range().contains(middle) {
            let at = pos2(middle, top - ABOVE);
            painter.text(at, Align2::CENTER_CENTER, x, font.clone(), ink);
        }
    }
    let every = (14.0 / (PITCH.y * transform.zoom)).ceil().max(1.0) as u32;
    for row in (0..bounds.rows()).filter(|row| row.is_multiple_of(every)) {
        let Some(y) = bounds.min.y.checked_add_unsigned(row) else { continue };
        let middle = first.center().y + row as f32 * PITCH.y * transform.zoom;
        if cells.y_range().contains(middle) {
            let at = pos2(left - BEFORE, middle);
            painter.text(at, Align2::RIGHT_CENTER, y, font.clone(), ink);
        }
    }
}

/// Where the marker of a bot stands, on whole pixels.
pub fn marker(view: Rect, bounds: Bounds, transform: Transform, place: Place) -> Rect {
    let home = transform.rect(view, cell(bounds, place));
    let zoom = transform.zoom.clamp(READABLE, 2.0);
    Rect::from_center_size(home.center(), BOT * zoom).round()
}

/// The light rounded rectangle with the bot's number.
pub fn bot_mark(painter: &Painter, rect: Rect, bot: &BotId, theme: &Theme) {
    let colors = &theme.colors;
    painter.rect_filled(rect, 3.0, colors.map_bot);
    let font = theme.text(crate::ui::theme::TextStyle::Strong);
    let text = bot.as_str();
    // long ids shrink to the marker rather than run over their neighbours
    let size = (NUMBER * rect.height() / BOT.y).min(rect.width() * 1.5 / text.len().max(1) as f32);
    painter.text(
        rect.center(),
        Align2::CENTER_CENTER,
        text,
        egui::FontId { size, ..font },
        colors.map_bot_on,
    );
}

/// The ring round what is chosen.
pub fn ring(painter: &Painter, rect: Rect, theme: &Theme) {
    painter.rect_stroke(
        rect.expand(RING + 1.0),
        4.0,
        Stroke::new(RING, theme.colors.map_selection),
        StrokeKind::Inside,
    );
}

/// How urgent, in the words of the shared marks.
pub const fn urgency(priority: Priority) -> Urgency {
    match priority {
        Priority::High => Urgency::High,
        Priority::Medium => Urgency::Medium,
        Priority::Low => Urgency::Low,
    }
}

/// The mark of an alarm in a box of `size`.
pub fn alarm_mark(
    painter: &Painter,
    center: egui::Pos2,
    size: f32,
    priority: Priority,
    theme: &Theme,
) {
    mark::paint(painter, theme, center, size, urgency(priority), MarkState::Active);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_knows_its_place() {
        let bounds = Bounds { min: Place { x: 1, y: 1 }, max: Place { x: 26, y: 9 } };
        for place in [Place { x: 1, y: 1 }, Place { x: 26, y: 9 }, Place { x: 15, y: 3 }] {
            assert_eq!(place_at(bounds, cell(bounds, place).center()), Some(place));
        }
        assert_eq!(place_at(bounds, pos2(1.0, 1.0)), None);
        assert_eq!(place_at(bounds, pos2(5000.0, 100.0)), None);
    }
}
