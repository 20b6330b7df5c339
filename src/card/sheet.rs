//! A page of the card: text and bars at places in millimetres.

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;

use super::bars::MODULE_MM;
use super::font::Face;

/// Points of PDF in a length of millimetres.
pub(super) const fn points(millimetres: f32) -> f32 {
    millimetres * 72.0 / 25.4
}

/// What is drawn on.
pub(super) struct Sheet<'a> {
    surface: Surface<'a>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(mut surface: Surface<'a>) -> Self {
        surface.set_fill(Some(Fill {
            paint: rgb::Color::new(0, 0, 0).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }));
        Self { surface }
    }

    /// A line of text with its base line there.
    pub(super) fn text(&mut self, face: &Face, text: &str, size: f32, at: (f32, f32)) {
        let glyphs = face.glyphs(text);
        let start = Point::from_xy(points(at.0), points(at.1));
        self.surface.draw_glyphs(start, &glyphs, face.font.clone(), text, size, false);
    }

    /// Bars with their upper left corner there; modules side by side are one bar.
    pub(super) fn bars(&mut self, modules: &[bool], at: (f32, f32), tall: f32) {
        let mut path = PathBuilder::new();
        let mut left = 0;
        for run in modules.chunk_by(|a, b| a == b) {
            let black = run.first() == Some(&true);
            let rect = Rect::from_xywh(
                points(at.0 + left as f32 * MODULE_MM),
                points(at.1),
                points(run.len() as f32 * MODULE_MM),
                points(tall),
            );
            if let Some(rect) = rect.filter(|_| black) {
                path.push_rect(rect);
            }
            left += run.len();
        }
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }

    pub(super) fn finish(self) {
        self.surface.finish();
    }
}
