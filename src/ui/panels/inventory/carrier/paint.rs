//! Draws a carrier as its 8 x 4 sections with the boxes to scale; boxes are chosen, sections picked.

use egui::{Align, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::model::{Carrier, Part};
use crate::domain::ids::BoxId;
use crate::domain::section_code::{Bounds, COLUMNS, ROWS, SectionCode};
use crate::i18n::{t, tf};
use crate::ui::theme::{
    IconWeight, TextStyle, Theme, Themed as _, height, icon, icons, radius, space, width,
};
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::paint;

/// Height of one section.
const SECTION: f32 = 36.0;
/// Between the edge of the carrier and its sections.
const RIM: f32 = 6.0;
/// Half of the gap between two boxes.
const GAP: f32 = 1.5;

/// What the drawing is for.
pub enum Purpose<'a> {
    /// A box is chosen.
    Look { chosen: Option<&'a BoxId> },
    /// Sections are picked for a box that stands there or nowhere yet.
    Pick { own: Option<&'a BoxId>, picked: [Option<SectionCode>; 2] },
}

/// What was touched.
#[derive(Clone, Debug, PartialEq)]
pub enum Touched {
    Box(BoxId),
    Section(u32, u32),
    Rectangle(SectionCode),
}

/// Where the sections are drawn.
#[derive(Clone, Copy)]
struct Places {
    min: egui::Pos2,
    size: egui::Vec2,
}

impl Places {
    fn section(self, column: u32, row: u32) -> Rect {
        let corner = self.min + vec2(column as f32 * self.size.x, row as f32 * self.size.y);
        Rect::from_min_size(corner, self.size)
    }

    fn bounds(self, bounds: Bounds) -> Rect {
        let first = self.section(bounds.column, bounds.row);
        let size = vec2(bounds.columns as f32 * self.size.x, bounds.rows as f32 * self.size.y);
        Rect::from_min_size(first.min, size)
    }

    fn at(self, at: egui::Pos2) -> (u32, u32) {
        let place = |along: f32, size: f32, most: u32| {
            ((along / size).max(0.0) as u32).min(most.saturating_sub(1))
        };
        let along = at - self.min;
        (place(along.x, self.size.x, COLUMNS), place(along.y, self.size.y, ROWS))
    }
}

/// Draws the carrier; `drag` is the section a rectangle is being drawn from.
pub fn carrier_ui(
    ui: &mut Ui,
    carrier: &Carrier,
    purpose: &Purpose<'_>,
    drag: &mut Option<(u32, u32)>,
) -> Option<Touched> {
    let theme = ui.theme();
    let colors = &theme.colors;
    let size = vec2(ui.available_width(), SECTION * ROWS as f32 + 2.0 * RIM);
    let (_, whole) = ui.allocate_space(size);
    let edge = Stroke::new(width::STROKE_STRONG, colors.stroke_control);
    ui.painter().rect(whole, radius::CARD, colors.surface_panel, edge, StrokeKind::Inside);
    let inner = whole.shrink(RIM);
    let wide = inner.width() / COLUMNS as f32;
    let places = Places { min: inner.min, size: vec2(wide, SECTION) };
    for column in 0..COLUMNS {
        for row in 0..ROWS {
            let cell = places.section(column, row).shrink(GAP);
            let line = Stroke::new(width::STROKE, colors.stroke_divider);
            ui.painter().rect_stroke(cell, radius::CELL, line, StrokeKind::Inside);
        }
    }
    let chosen = match purpose {
        Purpose::Look { chosen } => *chosen,
        Purpose::Pick { own, .. } => *own,
    };
    let mut touched = None;
    for part in &carrier.parts {
        let is_chosen = chosen == Some(&part.id);
        box_paint(ui, &theme, places, part, is_chosen);
        if matches!(purpose, Purpose::Look { .. })
            && box_touched(ui, &theme, places, part, is_chosen)
        {
            touched = Some(Touched::Box(part.id.clone()));
        }
    }
    if let Purpose::Pick { own, picked } = purpose {
        picked_paint(ui, &theme, places, carrier, *own, *picked);
        touched = sections_ui(ui, &theme, places, carrier, *picked, drag);
    }
    touched
}

fn box_paint(ui: &Ui, theme: &Theme, places: Places, part: &Part, is_chosen: bool) {
    let Some(code) = part.code else { return };
    let colors = &theme.colors;
    let (ground, edge) = if is_chosen {
        (colors.accent_tint, Stroke::new(width::STROKE_STRONG, colors.accent_focus))
    } else {
        (colors.surface_control, Stroke::new(width::STROKE, colors.stroke_control))
    };
    let painter = ui.painter();
    if !code.is_rectangle() {
        for column in 0..COLUMNS {
            for row in (0..ROWS).filter(|row| code.has(column, *row)) {
                let cell = places.section(column, row).shrink(GAP);
                painter.rect(cell, radius::CELL, ground, edge, StrokeKind::Inside);
            }
        }
        return;
    }
    let rect = places.bounds(code.bounds()).shrink(GAP);
    painter.rect(rect, radius::CELL, ground, edge, StrokeKind::Inside);
    let draw = Draw::new(ui, theme);
    let inner = rect.shrink2(vec2(space::S8, space::S4));
    let sku = part.row.sku.as_ref().map_or_else(|| t("inventory-no-load"), |sku| sku.as_str());
    let line = |top: f32, tall: f32| {
        Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), tall))
    };
    // what does not fit is heard and seen below; cut words would say something else
    let fitting = |place: Rect, text: &str, style: TextStyle, ink| {
        let galley = paint::line(ui, text, style, ink);
        if galley.size().x <= place.width() && place.bottom() <= rect.bottom() {
            draw.text(place, Align::Min, text, style, ink);
        }
    };
    fitting(line(inner.top(), 16.0), sku, TextStyle::MonoMedium, colors.text_primary);
    if let (Some(count), Some(most)) = (part.row.item_count, part.row.item_count_max) {
        let words = tf("inventory-of", &[("count", count.into()), ("most", most.into())]);
        fitting(line(inner.top() + 17.0, 14.0), &words, TextStyle::Small, colors.text_secondary);
    }
    if let Some(fill) = part.fill() {
        let bar = Rect::from_min_max(pos2(inner.left(), inner.bottom() - height::BAR), inner.max);
        draw.bar(bar, fill.clamp(0.0, 1.0));
    }
}

/// A box as those who hear it know it.
pub fn box_words(part: &Part) -> String {
    let mut words = tf("inventory-box", &[("box", part.id.as_str().into())]);
    match (&part.row.sku, part.row.item_count) {
        (Some(sku), Some(count)) => {
            let most =
                part.row.item_count_max.map_or_else(|| "—".to_owned(), |most| most.to_string());
            let of = tf("inventory-of", &[("count", count.into()), ("most", most.into())]);
            words.push_str(&format!(", {sku}, {of}"));
        }
        (Some(sku), None) => words.push_str(&format!(", {sku}")),
        (None, _) => {
            words.push_str(", ");
            words.push_str(t("inventory-no-load"));
        }
    }
    words
}

fn box_touched(ui: &Ui, theme: &Theme, places: Places, part: &Part, is_chosen: bool) -> bool {
    let Some(code) = part.code else { return false };
    let rect = places.bounds(code.bounds()).shrink(GAP);
    let id = ui.scope_id().with(("box", part.id.as_str()));
    let response = ui.interact(rect, id, Sense::click());
    let words = box_words(part);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &words));
    theme.ring_if_focused(ui, &response, radius::CELL);
    response.on_hover_text(&words).clicked()
}

fn picked_paint(
    ui: &Ui,
    theme: &Theme,
    places: Places,
    carrier: &Carrier,
    own: Option<&BoxId>,
    picked: [Option<SectionCode>; 2],
) {
    let colors = &theme.colors;
    let draw = Draw::new(ui, theme);
    let edges = [colors.accent_focus, colors.text_primary];
    for (code, edge) in picked.into_iter().zip(edges) {
        let Some(code) = code else { continue };
        for column in 0..COLUMNS {
            for row in (0..ROWS).filter(|row| code.has(column, *row)) {
                let cell = places.section(column, row).shrink(GAP + 2.0);
                let line = Stroke::new(width::STROKE_STRONG, edge);
                ui.painter().rect(cell, radius::CELL, colors.accent_tint, line, StrokeKind::Inside);
                let taken = carrier.at(column, row).is_some_and(|part| Some(&part.id) != own);
                // regions that change places hold boxes; a box that moves must not meet one
                if taken && picked[1].is_none() {
                    draw.icon(cell, icons::X, icon::I14, IconWeight::Bold, colors.text_primary);
                }
            }
        }
    }
}

fn sections_ui(
    ui: &Ui,
    theme: &Theme,
    places: Places,
    carrier: &Carrier,
    picked: [Option<SectionCode>; 2],
    drag: &mut Option<(u32, u32)>,
) -> Option<Touched> {
    let mut touched = None;
    for column in 0..COLUMNS {
        for row in 0..ROWS {
            let rect = places.section(column, row).shrink(GAP);
            let id = ui.scope_id().with(("section", column, row));
            let response = ui.interact(rect, id, Sense::click_and_drag());
            let on = picked.into_iter().flatten().any(|code| code.has(column, row));
            let what = carrier.at(column, row).map_or_else(
                || t("inventory-section-free").to_owned(),
                |part| tf("inventory-box", &[("box", part.id.as_str().into())]),
            );
            response.widget_info(|| {
                let words = tf(
                    "inventory-section",
                    &[
                        ("column", (column + 1).into()),
                        ("row", (row + 1).into()),
                        ("what", what.as_str().into()),
                    ],
                );
                WidgetInfo::selected(Role::CheckBox, true, on, words)
            });
            theme.ring_if_focused(ui, &response, radius::CELL);
            if response.clicked() {
                touched = Some(Touched::Section(column, row));
            }
            if response.drag_started() {
                *drag = Some((column, row));
            }
            if let (true, Some(from), Some(at)) =
                (response.dragged(), *drag, response.interact_pointer_pos())
            {
                touched = rectangle(from, places.at(at)).map(Touched::Rectangle);
            }
            if response.drag_stopped() {
                *drag = None;
            }
        }
    }
    touched
}

fn rectangle(from: (u32, u32), to: (u32, u32)) -> Option<SectionCode> {
    let (column, row) = (from.0.min(to.0), from.1.min(to.1));
    SectionCode::rectangle(Bounds {
        column,
        row,
        columns: from.0.max(to.0) - column + 1,
        rows: from.1.max(to.1) - row + 1,
    })
}
