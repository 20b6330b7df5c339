//! Rows that were laid out before, so that a frame lays out only what is new on screen.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Galley, Pos2, Rangef, Rect, Shape, Vec2, pos2, vec2};

use super::metrics;
use super::row::{Look, RowPainter, Tone};
use super::{Column, ColumnAlign, Spans};
use crate::ui::theme::Theme;

/// Everything that makes all laid-out rows wrong at once when it changes.
#[derive(Clone, PartialEq, Default)]
pub(super) struct LayoutKey {
    pub pixels_per_point: f32,
    pub row_height: f32,
    pub spans: Vec<Rangef>,
    pub fonts: Vec<FontId>,
}

/// One text of a row, relative to the row's left top.
struct Piece {
    at: Vec2,
    galley: Arc<Galley>,
    tone: Tone,
}

/// A rectangle of a row: a bar and its filled part, or the grey of a cell not read yet.
struct Block {
    rect: Rect,
    filled: bool,
}

struct LaidOut {
    said: RowPainter,
    pieces: Vec<Piece>,
    blocks: Vec<Block>,
}

/// By row number.
#[derive(Default)]
pub(super) struct RowCache {
    key: LayoutKey,
    atlas_fill: f32,
    rows: HashMap<u64, LaidOut>,
    /// Rows laid out since the start; a test reads it.
    pub laid_out: u64,
    /// As it was at the end of the frame before.
    laid_out_before: u64,
}

/// The fonts of a grid.
pub(super) struct Fonts {
    pub plain: FontId,
    pub bold: FontId,
    pub mono: FontId,
    pub icon: FontId,
    pub icon_fill: FontId,
}

impl Fonts {
    pub fn all(&self) -> Vec<FontId> {
        [&self.plain, &self.bold, &self.mono, &self.icon, &self.icon_fill]
            .map(Clone::clone)
            .to_vec()
    }
}

/// What one row is laid out with.
pub(super) struct Setting<'a> {
    pub columns: &'a [Column],
    pub spans: &'a Spans,
    pub fonts: &'a Fonts,
    pub row_height: f32,
}

impl RowCache {
    /// Forgets everything when the layout changed or the font atlas was emptied behind our back.
    pub fn begin(&mut self, ctx: &egui::Context, key: LayoutKey) {
        let fill = ctx.fonts(|fonts| fonts.font_atlas_fill_ratio());
        if key != self.key || fill < self.atlas_fill {
            self.rows.clear();
            self.key = key;
        }
        self.atlas_fill = fill;
    }

    /// Rows out of view go, a few a frame: dropping hundreds of galleys at once would be seen as a late frame.
    pub fn end(&mut self, visible: &Range<u64>) {
        let shown = usize::try_from(visible.end - visible.start).unwrap_or(usize::MAX);
        let over = self.rows.len().saturating_sub(shown.saturating_mul(2));
        let new = usize::try_from(self.laid_out - self.laid_out_before).unwrap_or(usize::MAX);
        self.laid_out_before = self.laid_out;
        let gone: Vec<u64> = self
            .rows
            .keys()
            .filter(|row| !visible.contains(row))
            .take(over.min(new.saturating_add(1)))
            .copied()
            .collect();
        for row in gone {
            self.rows.remove(&row);
        }
    }

    /// Adds the shapes of a row; lays it out first if it says something new.
    pub fn paint(
        &mut self,
        painter: &egui::Painter,
        setting: &Setting<'_>,
        (row, said): (u64, &RowPainter),
        at: Pos2,
        ink: &Ink<'_>,
        shapes: &mut Vec<Shape>,
    ) {
        let known = self.rows.get(&row).is_some_and(|laid_out| laid_out.said == *said);
        if !known {
            self.laid_out += 1;
            self.rows.insert(row, lay_out(painter, setting, said));
        }
        let Some(laid_out) = self.rows.get(&row) else { return };
        for block in &laid_out.blocks {
            let color = if block.filled { ink.bar } else { ink.track };
            shapes.push(Shape::rect_filled(
                block.rect.translate(at.to_vec2()),
                metrics::BAR_RADIUS,
                color,
            ));
        }
        for piece in &laid_out.pieces {
            shapes.push(Shape::galley(
                at + piece.at,
                Arc::clone(&piece.galley),
                ink.of(piece.tone),
            ));
        }
    }
}

/// Colours of this frame.
pub(super) struct Ink<'a> {
    pub theme: &'a Theme,
    /// Everything muted.
    pub stale: bool,
    pub bar: Color32,
    pub track: Color32,
}

impl Ink<'_> {
    fn of(&self, tone: Tone) -> Color32 {
        if self.stale { Tone::Muted.color(self.theme) } else { tone.color(self.theme) }
    }
}

fn lay_out(painter: &egui::Painter, setting: &Setting<'_>, said: &RowPainter) -> LaidOut {
    let mut pieces = Vec::with_capacity(said.cells.len());
    let mut blocks = Vec::new();
    for ((cell, column), span) in said.cells.iter().zip(setting.columns).zip(setting.spans.iter()) {
        let text = said.cell_text(cell);
        let mut left = span.min + metrics::CELL_PADDING;
        let right = span.max - metrics::CELL_PADDING;
        match cell.look {
            Look::Asking => {
                let width = ((right - left) * 0.6).max(0.0);
                blocks.push(Block {
                    rect: middle_bar(left, width, metrics::ASKING_HEIGHT, setting.row_height),
                    filled: false,
                });
                continue;
            }
            Look::Bar(share) => {
                let width = metrics::BAR_WIDTH.min((right - left).max(0.0));
                let rect = |width| middle_bar(left, width, metrics::BAR_HEIGHT, setting.row_height);
                blocks.push(Block { rect: rect(width), filled: false });
                if share > 0.0 {
                    blocks.push(Block { rect: rect(width * share), filled: true });
                }
                left += width + metrics::CELL_PADDING;
            }
            Look::Icon(icon, filled) => {
                let font = if filled { &setting.fonts.icon_fill } else { &setting.fonts.icon };
                let galley = line(painter, icon, font, f32::INFINITY);
                let width = galley.size().x;
                pieces.push(place(galley, left, setting.row_height, cell.tone));
                left += width + metrics::CELL_PADDING * 0.5;
            }
            Look::Plain => {}
        }
        if text.is_empty() || right <= left {
            continue;
        }
        let font = if cell.bold || column.strong {
            &setting.fonts.bold
        } else if column.mono && cell.tone != Tone::Muted {
            &setting.fonts.mono
        } else {
            &setting.fonts.plain
        };
        let galley = line(painter, text, font, right - left);
        let aligned = column.align == ColumnAlign::Right || matches!(cell.look, Look::Bar(_));
        let x = if aligned && column.align == ColumnAlign::Right {
            (right - galley.size().x).max(left)
        } else {
            left
        };
        pieces.push(place(galley, x, setting.row_height, cell.tone));
    }
    LaidOut { said: said.clone(), pieces, blocks }
}

fn middle_bar(left: f32, width: f32, height: f32, row_height: f32) -> Rect {
    Rect::from_min_size(pos2(left, ((row_height - height) * 0.5).round()), vec2(width, height))
}

fn place(galley: Arc<Galley>, x: f32, row_height: f32, tone: Tone) -> Piece {
    let y = (row_height - galley.size().y) * 0.5;
    Piece { at: vec2(x.round(), y.round()), galley, tone }
}

/// One line, cut with an ellipsis when it is too long; its colour comes when it is painted.
pub(super) fn line(painter: &egui::Painter, text: &str, font: &FontId, width: f32) -> Arc<Galley> {
    let format = TextFormat::simple(font.clone(), Color32::PLACEHOLDER);
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.break_on_newline = false;
    if width.is_finite() {
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    }
    painter.layout_job(job)
}
