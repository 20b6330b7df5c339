//! Parts every map is painted with: the transform from cells to the screen, cells as one mesh, discs.

use egui::{Color32, Mesh, Pos2, Rect, Shape, Vec2, pos2};

/// From map points to screen points: a zoom about the left top, then a shift.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transform {
    pub zoom: f32,
    pub shift: Vec2,
}

impl Transform {
    /// Shows all of `content` (map points) in the middle of `view`, at most `most` times as large.
    pub fn fit(content: Vec2, view: Vec2, most: f32) -> Self {
        let zoom = (view.x / content.x.max(1.0)).min(view.y / content.y.max(1.0)).min(most);
        Self { zoom, shift: (view - content * zoom) * 0.5 }
    }

    pub fn to_screen(self, view: Rect, at: Pos2) -> Pos2 {
        view.min + self.shift + at.to_vec2() * self.zoom
    }

    pub fn rect(self, view: Rect, rect: Rect) -> Rect {
        Rect::from_min_max(self.to_screen(view, rect.min), self.to_screen(view, rect.max))
    }

    pub fn to_map(self, view: Rect, at: Pos2) -> Pos2 {
        ((at - view.min - self.shift) / self.zoom).to_pos2()
    }

    /// Not moved so far that the middle of the view leaves the content: no map gets lost.
    pub fn held(self, content: Vec2, view: Vec2) -> Self {
        let most = view * 0.5;
        Self { shift: self.shift.clamp(most - content * self.zoom, most), ..self }
    }

    /// Zooms so that the map point under `fixed` (screen) stays where it is.
    pub fn zoomed(self, view: Rect, fixed: Pos2, factor: f32, least: f32, most: f32) -> Self {
        let held = self.to_map(view, fixed);
        let zoom = (self.zoom * factor).clamp(least, most);
        Self { zoom, shift: fixed - view.min - held.to_vec2() * zoom }
    }
}

/// Anti-aliased filled discs; the tessellator takes each from its prepared texture, four corners a disc.
pub fn discs(marks: impl Iterator<Item = (Pos2, Color32)>, radius: f32) -> Shape {
    Shape::Vec(marks.map(|(at, color)| Shape::circle_filled(at, radius, color)).collect())
}

/// Collects many cells into one mesh, edges on whole pixels, so that a level costs one shape.
#[derive(Default)]
pub struct Cells {
    mesh: Mesh,
}

impl Cells {
    /// A filled cell, its corners cut by `cut` points.
    pub fn fill(&mut self, rect: Rect, cut: f32, color: Color32) {
        let Rect { min, max } = rect;
        if cut <= 0.0 || rect.width() < cut * 4.0 || rect.height() < cut * 4.0 {
            self.mesh.add_colored_rect(rect, color);
            return;
        }
        let corners = [
            pos2(min.x + cut, min.y),
            pos2(max.x - cut, min.y),
            pos2(max.x, min.y + cut),
            pos2(max.x, max.y - cut),
            pos2(max.x - cut, max.y),
            pos2(min.x + cut, max.y),
            pos2(min.x, max.y - cut),
            pos2(min.x, min.y + cut),
        ];
        let Ok(first) = u32::try_from(self.mesh.vertices.len()) else { return };
        for corner in corners {
            self.mesh.colored_vertex(corner, color);
        }
        for corner in 1..7 {
            self.mesh.add_triangle(first, first + corner, first + corner + 1);
        }
    }

    /// The edge of a cell, `width` points wide, inside the rectangle.
    pub fn edge(&mut self, rect: Rect, width: f32, color: Color32) {
        let Rect { min, max } = rect;
        let bars = [
            Rect::from_min_max(min, pos2(max.x, min.y + width)),
            Rect::from_min_max(pos2(min.x, max.y - width), max),
            Rect::from_min_max(pos2(min.x, min.y + width), pos2(min.x + width, max.y - width)),
            Rect::from_min_max(pos2(max.x - width, min.y + width), pos2(max.x, max.y - width)),
        ];
        for bar in bars {
            self.mesh.add_colored_rect(bar, color);
        }
    }

    /// A dashed edge: the home of what is elsewhere.
    pub fn dashed(&mut self, rect: Rect, color: Color32) {
        const DASH: f32 = 3.0;
        const GAP: f32 = 2.0;
        let mut x = rect.left();
        while x < rect.right() {
            let end = (x + DASH).min(rect.right());
            for y in [rect.top(), rect.bottom() - 1.0] {
                self.mesh
                    .add_colored_rect(Rect::from_min_max(pos2(x, y), pos2(end, y + 1.0)), color);
            }
            x += DASH + GAP;
        }
        let mut y = rect.top();
        while y < rect.bottom() {
            let end = (y + DASH).min(rect.bottom());
            for x in [rect.left(), rect.right() - 1.0] {
                self.mesh
                    .add_colored_rect(Rect::from_min_max(pos2(x, y), pos2(x + 1.0, end)), color);
            }
            y += DASH + GAP;
        }
    }

    pub fn into_mesh(self) -> Mesh {
        self.mesh
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    #[test]
    fn a_map_cannot_be_moved_out_of_view() {
        let (content, view) = (vec2(800.0, 300.0), vec2(400.0, 300.0));
        let at = |x, y| Transform { zoom: 2.0, shift: vec2(x, y) }.held(content, view).shift;
        assert_eq!(at(0.0, -100.0), vec2(0.0, -100.0));
        assert_eq!(at(5_000.0, 900.0), vec2(200.0, 150.0));
        assert_eq!(at(-5_000.0, -900.0), vec2(-1_400.0, -450.0));
        let fitted = Transform::fit(content, view, 4.0);
        assert_eq!(fitted.held(content, view), fitted);
    }

    #[test]
    fn zooming_holds_the_point_under_the_pointer() {
        let view = Rect::from_min_size(pos2(10.0, 20.0), vec2(400.0, 300.0));
        let transform = Transform::fit(vec2(800.0, 300.0), view.size(), 4.0);
        assert!((transform.zoom - 0.5).abs() < 1e-6);
        let fixed = pos2(110.0, 170.0);
        let before = transform.to_map(view, fixed);
        let after = transform.zoomed(view, fixed, 2.0, 0.1, 4.0);
        assert!((after.to_map(view, fixed) - before).length() < 1e-3);
        assert!((after.zoom - 1.0).abs() < 1e-6);
        assert!((after.to_screen(view, before) - fixed).length() < 1e-3);
    }
}
