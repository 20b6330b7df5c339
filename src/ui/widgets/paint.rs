//! Text and icons in a row, laid out by style: what every other part is put together from.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, Galley, Painter, Pos2, Rect, Response, Stroke, StrokeKind, Ui, pos2};

use crate::ui::theme::{IconWeight, TextStyle, Theme, Themed as _, radius, space, width};

/// Text laid out in a style on one line.
pub fn line(ui: &Ui, text: &str, style: TextStyle, color: Color32) -> Arc<Galley> {
    fitted(ui, text, style, color, f32::INFINITY)
}

/// Text on one line, cut with an ellipsis where the width ends.
pub fn fitted(
    ui: &Ui,
    text: &str,
    style: TextStyle,
    color: Color32,
    max_width: f32,
) -> Arc<Galley> {
    ui.painter().layout_job(job_within(&ui.theme(), text, style, color, max_width))
}

/// Text on as many lines as it needs.
pub fn wrapped(
    ui: &Ui,
    text: &str,
    style: TextStyle,
    color: Color32,
    max_width: f32,
) -> Arc<Galley> {
    let mut job = job(&ui.theme(), text, style, color);
    job.wrap.max_width = max_width.max(0.0);
    ui.painter().layout_job(job)
}

/// An icon laid out in its own size.
pub fn glyph(ui: &Ui, icon: &str, size: f32, weight: IconWeight, color: Color32) -> Arc<Galley> {
    ui.painter().layout_job(glyph_job(&ui.theme(), icon, size, weight, color))
}

/// An icon to be laid out.
pub fn glyph_job(
    theme: &Theme,
    icon: &str,
    size: f32,
    weight: IconWeight,
    color: Color32,
) -> LayoutJob {
    let format = TextFormat {
        font_id: theme.icon_font(size, weight),
        line_height: Some(size),
        color,
        ..TextFormat::default()
    };
    LayoutJob::single_section(icon.to_owned(), format)
}

/// Text to be laid out on one line, cut with an ellipsis where the width ends.
pub fn job_within(
    theme: &Theme,
    text: &str,
    style: TextStyle,
    color: Color32,
    max_width: f32,
) -> LayoutJob {
    let mut job = job(theme, text, style, color);
    if max_width.is_finite() {
        job.wrap = TextWrapping::truncate_at_width(max_width.max(0.0));
    }
    job
}

/// Text to be laid out in a style.
pub fn job(theme: &Theme, text: &str, style: TextStyle, color: Color32) -> LayoutJob {
    let format = TextFormat {
        font_id: theme.text(style),
        extra_letter_spacing: style.spacing(),
        line_height: Some(style.line_height()),
        color,
        ..TextFormat::default()
    };
    LayoutJob::single_section(text.to_owned(), format)
}

/// Paints a galley so that the given corner or edge of it stands at the position.
pub fn place(painter: &Painter, at: Pos2, anchor: Align2, galley: Arc<Galley>) -> Rect {
    let rect = anchor.anchor_size(at, galley.size());
    painter.galley(rect.min, galley, Color32::PLACEHOLDER);
    rect
}

/// A label in a style that cannot be selected; the words are its accessible name.
pub fn label(ui: &mut Ui, text: impl Into<String>, style: TextStyle, color: Color32) -> Response {
    let words = words(ui, text, style, color);
    ui.add(words.extend())
}

/// A label that is cut with an ellipsis; the whole text shows on hover.
pub fn label_cut(
    ui: &mut Ui,
    text: impl Into<String>,
    style: TextStyle,
    color: Color32,
) -> Response {
    let words = words(ui, text, style, color);
    ui.add(words.truncate())
}

/// A label over several lines.
pub fn label_wrapped(
    ui: &mut Ui,
    text: impl Into<String>,
    style: TextStyle,
    color: Color32,
) -> Response {
    let words = words(ui, text, style, color);
    ui.add(words.wrap())
}

fn words(ui: &Ui, text: impl Into<String>, style: TextStyle, color: Color32) -> egui::Label {
    egui::Label::new(ui.theme().rich(text, style, color)).selectable(false)
}

/// Says painted words to those who hear the screen.
pub fn spoken(ui: &mut Ui, rect: Rect, first: &str, second: &str) {
    let id = ui.scope_id().with((first, rect.left().to_bits(), rect.top().to_bits()));
    let said = if second.is_empty() { first.to_owned() } else { format!("{first}, {second}") };
    ui.interact(rect, id, egui::Sense::hover())
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
}

/// An icon as a decoration: it is not told to a screen reader, the words beside it are.
pub fn icon(ui: &mut Ui, icon: &str, size: f32, weight: IconWeight, color: Color32) -> Rect {
    let galley = glyph(ui, icon, size, weight, color);
    let (_, rect) = ui.allocate_space(galley.size());
    place(ui.painter(), rect.center(), Align2::CENTER_CENTER, galley);
    rect
}

/// Words and icons side by side, centred on one line.
pub struct Row<'a> {
    ui: &'a Ui,
    items: Vec<(f32, Item)>,
    gap: f32,
}

enum Item {
    Galley(Arc<Galley>),
    Key(Arc<Galley>, Color32),
}

/// A key cap's margins.
const KEY_MARGIN: f32 = 4.0;

impl Item {
    fn size(&self) -> egui::Vec2 {
        match self {
            Self::Galley(galley) => galley.size(),
            Self::Key(galley, _) => galley.size() + egui::vec2(2.0 * KEY_MARGIN + 2.0, 2.0),
        }
    }
}

impl<'a> Row<'a> {
    pub fn new(ui: &'a Ui, gap: f32) -> Self {
        Self { ui, items: Vec::new(), gap }
    }

    fn push(mut self, item: Item) -> Self {
        let gap = if self.items.is_empty() { 0.0 } else { self.gap };
        self.items.push((gap, item));
        self
    }

    #[must_use]
    pub fn text(self, text: &str, style: TextStyle, color: Color32) -> Self {
        let galley = line(self.ui, text, style, color);
        self.push(Item::Galley(galley))
    }

    /// Text that is cut so that the row is at most this wide.
    #[must_use]
    pub fn text_within(self, text: &str, style: TextStyle, color: Color32, row: f32) -> Self {
        let left = row - self.width() - if self.items.is_empty() { 0.0 } else { self.gap };
        let galley = fitted(self.ui, text, style, color, left);
        self.push(Item::Galley(galley))
    }

    #[must_use]
    pub fn icon(self, icon: &str, size: f32, weight: IconWeight, color: Color32) -> Self {
        let galley = glyph(self.ui, icon, size, weight, color);
        self.push(Item::Galley(galley))
    }

    /// The cap of a key.
    #[must_use]
    pub fn key(self, key: &str, color: Color32) -> Self {
        let galley = line(self.ui, key, TextStyle::MicroMedium, color);
        self.push(Item::Key(galley, color))
    }

    pub fn width(&self) -> f32 {
        self.items.iter().map(|(gap, item)| gap + item.size().x).sum()
    }

    pub fn height(&self) -> f32 {
        self.items.iter().map(|(_, item)| item.size().y).fold(0.0, f32::max)
    }

    /// Paints it, its left edge and middle at the position.
    pub fn paint(self, painter: &Painter, left_centre: Pos2) -> Rect {
        let mut x = left_centre.x;
        let height = self.height();
        for (gap, item) in self.items {
            x += gap;
            let size = item.size();
            let rect = Rect::from_min_size(pos2(x, left_centre.y - size.y / 2.0), size);
            match item {
                Item::Galley(galley) => {
                    painter.galley(rect.min, galley, Color32::PLACEHOLDER);
                }
                Item::Key(galley, color) => paint_key(painter, rect, galley, color),
            }
            x += size.x;
        }
        Rect::from_min_max(
            pos2(left_centre.x, left_centre.y - height / 2.0),
            pos2(x, left_centre.y + height / 2.0),
        )
    }

    /// Paints it in the middle of a rectangle.
    pub fn paint_centred(self, painter: &Painter, rect: Rect) -> Rect {
        let left = rect.center().x - self.width() / 2.0;
        self.paint(painter, pos2(left, rect.center().y))
    }
}

fn paint_key(painter: &Painter, rect: Rect, galley: Arc<Galley>, color: Color32) {
    let edge = Stroke::new(width::STROKE, color.gamma_multiply(0.85));
    painter.rect_stroke(rect, radius::CELL + 1, edge, StrokeKind::Inside);
    place(painter, rect.center(), Align2::CENTER_CENTER, galley);
}

/// The cap of a key on its own.
pub fn key_cap(ui: &mut Ui, key: &str) -> Response {
    let color = ui.theme().colors.text_secondary;
    let galley = line(ui, key, TextStyle::MicroMedium, color);
    let size = galley.size() + egui::vec2(2.0 * KEY_MARGIN + 2.0, 2.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    paint_key(ui.painter(), rect, galley, color);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, key));
    response
}

/// A horizontal divider over the whole width.
pub fn divider(ui: &mut Ui) {
    let color = ui.theme().colors.stroke_divider;
    let (_, rect) = ui.allocate_space(egui::vec2(ui.available_width(), width::STROKE));
    ui.painter().rect_filled(rect, 0.0, color);
}

/// A vertical divider, 20 high.
pub fn vertical_divider(ui: &mut Ui) {
    let color = ui.theme().colors.stroke_divider;
    let (_, rect) = ui.allocate_space(egui::vec2(width::STROKE, space::S16 + space::S4));
    ui.painter().rect_filled(rect, 0.0, color);
}

/// Side by side, at least this high instead of the height of a control.
pub fn low_row<R>(ui: &mut Ui, tall: f32, body: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = tall;
        ui.horizontal(body).inner
    })
    .inner
}
