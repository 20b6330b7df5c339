//! Text and marks at exact places, for tables and tiles that lay themselves out.

use egui::{Align, Align2, Color32, Pos2, Rect, Stroke, Ui, pos2, vec2};

use super::mark::{self, MarkState, Urgency};
use super::{chart, hatch, paint};
use crate::ui::theme::{IconWeight, TextStyle, Theme, height, radius, space, width};

/// Draws text and marks at exact places, clipped to where it was made.
pub struct Draw<'a> {
    pub painter: egui::Painter,
    pub theme: &'a Theme,
}

impl<'a> Draw<'a> {
    pub fn new(ui: &Ui, theme: &'a Theme) -> Self {
        Self { painter: ui.painter().clone(), theme }
    }

    /// One line of text in the middle of a rectangle's height; what is too long ends in "…". Gives its place.
    pub fn text(
        &self,
        rect: Rect,
        align: Align,
        text: &str,
        style: TextStyle,
        ink: Color32,
    ) -> Rect {
        let job = paint::job_within(self.theme, text, style, ink, rect.width());
        let galley = self.painter.layout_job(job);
        let left = across(rect, align, galley.size().x);
        let at = pos2(left, rect.center().y - galley.size().y * 0.5).round();
        paint::place(&self.painter, at, Align2::LEFT_TOP, galley)
    }

    /// Text over several lines from the top of a rectangle.
    pub fn paragraph(&self, rect: Rect, text: &str, style: TextStyle, ink: Color32) {
        let mut job = paint::job(self.theme, text, style, ink);
        job.wrap.max_width = rect.width().max(1.0);
        let galley = self.painter.layout_job(job);
        paint::place(&self.painter, rect.min.round(), Align2::LEFT_TOP, galley);
    }

    /// A value past its limit of age: hatch, and a patch so that no line runs through letters.
    pub fn stale(&self, rect: Rect, align: Align, text: &str, style: TextStyle) -> Rect {
        let ink = self.theme.colors.state_stale_text;
        let galley = self.painter.layout_job(paint::job(self.theme, text, style, ink));
        let wide = (galley.size().x + space::S16).min(rect.width());
        let tall = (galley.size().y + space::S4).min(rect.height());
        let corner = pos2(across(rect, align, wide), rect.center().y - tall * 0.5);
        let place = Rect::from_min_size(corner, vec2(wide, tall));
        self.hatch(place);
        let inner = place.shrink2(vec2(space::S8, 0.0));
        hatch::patch(&self.painter, self.theme, inner.shrink2(vec2(space::S4, 0.0)));
        self.text(inner, Align::Center, text, style, ink);
        place
    }

    /// The hatch of what is past its limit of age.
    pub fn hatch(&self, rect: Rect) {
        hatch::stale(&self.painter, self.theme, rect, radius::CELL);
    }

    /// A value and whether it is past its limit of age.
    pub fn value(
        &self,
        rect: Rect,
        align: Align,
        (text, stale): (&str, bool),
        style: TextStyle,
        ink: Color32,
    ) {
        if stale {
            self.stale(rect, align, text, style);
        } else {
            self.text(rect, align, text, style, ink);
        }
    }

    /// An icon in the middle of a rectangle.
    pub fn icon(&self, rect: Rect, glyph: &str, size: f32, weight: IconWeight, ink: Color32) {
        let galley =
            self.painter.layout_job(paint::glyph_job(self.theme, glyph, size, weight, ink));
        paint::place(&self.painter, rect.center().round(), Align2::CENTER_CENTER, galley);
    }

    /// A bar of a share of 0 to 1.
    pub fn bar(&self, rect: Rect, share: f32) {
        let track = Rect::from_center_size(rect.center(), vec2(rect.width(), height::BAR));
        chart::paint_bar(&self.painter, self.theme, track, share);
    }

    /// A line under something.
    pub fn divider(&self, rect: Rect) {
        let stroke = Stroke::new(width::STROKE, self.theme.colors.stroke_divider);
        self.painter.hline(rect.x_range(), rect.bottom(), stroke);
    }

    /// The shape of an urgency with its digit.
    pub fn mark(&self, center: Pos2, size: f32, urgency: Urgency) {
        mark::paint(&self.painter, self.theme, center, size, urgency, MarkState::Active);
    }

    /// A small line of measured values, oldest first.
    pub fn sparkline(&self, rect: Rect, values: &[f32]) {
        if values.len() > 1 {
            chart::paint_spark(&self.painter, self.theme, rect, values);
        }
    }
}

/// The left edge of something this wide.
fn across(rect: Rect, align: Align, wide: f32) -> f32 {
    match align {
        Align::Min => rect.left(),
        Align::Center => rect.center().x - wide * 0.5,
        Align::Max => rect.right() - wide,
    }
}
