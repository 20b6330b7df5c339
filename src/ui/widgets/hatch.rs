//! Hatches: stale and practice. One mesh each, the same origin for the whole window so that neighbours join.

use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, pos2};

use crate::ui::theme::Theme;

/// Period of both hatches along the diagonal.
const STALE_EVERY: f32 = 6.0;
const PRACTICE_EVERY: f32 = 12.0;

/// Ground and lines of what is past its limit of age.
pub fn stale(painter: &Painter, theme: &Theme, rect: Rect, corner: u8) {
    painter.rect_filled(rect, corner, theme.colors.state_stale_tint);
    let inner = rect.shrink(f32::from(corner) * 0.3);
    let mesh = strips(
        inner,
        STALE_EVERY,
        &[(4.5, 0.0), (5.5, 1.0), (6.5, 0.0)],
        theme.colors.state_stale_hatch,
    );
    painter.add(Shape::mesh(mesh));
}

/// The patch behind text on a hatch, so that no line runs through letters.
pub fn patch(painter: &Painter, theme: &Theme, text: Rect) {
    let rect = text.expand2(egui::vec2(4.0, 0.0));
    painter.rect_filled(rect, 2, theme.colors.state_stale_tint);
}

/// The bars of practice, 6 on and 6 off, on the ground of the window.
pub fn practice(painter: &Painter, theme: &Theme, rect: Rect) {
    painter.rect_filled(rect, 0.0, theme.colors.surface_window);
    let profile = [(-0.5, 0.0), (0.5, 1.0), (5.5, 1.0), (6.5, 0.0)];
    let mesh = strips(rect, PRACTICE_EVERY, &profile, theme.colors.state_practice_fill);
    painter.add(Shape::mesh(mesh));
}

/// Diagonal strips clipped to the rectangle. The profile says how opaque the strip is at which
/// distance from the start of its period; between two points it runs evenly.
fn strips(rect: Rect, every: f32, profile: &[(f32, f32)], color: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    if !rect.is_positive() {
        return mesh;
    }
    // Distance along the diagonal that runs down to the right.
    let along = |point: Pos2| (point.x + point.y) * std::f32::consts::FRAC_1_SQRT_2;
    let first = (along(rect.min) / every).floor() as i32 - 1;
    let last = (along(rect.max) / every).ceil() as i32 + 1;
    for strip in first..=last {
        let start = strip as f32 * every;
        for pair in profile.windows(2) {
            let &[(from, from_ink), (to, to_ink)] = pair else { continue };
            let polygon = between(rect, &along, start + from, start + to);
            let ink = |point: Pos2| {
                let part = ((along(point) - start - from) / (to - from)).clamp(0.0, 1.0);
                color.gamma_multiply(from_ink + (to_ink - from_ink) * part)
            };
            add_polygon(&mut mesh, &polygon, &ink);
        }
    }
    mesh
}

/// The part of the rectangle whose distance lies between two values: at most six corners.
fn between(rect: Rect, along: &impl Fn(Pos2) -> f32, low: f32, high: f32) -> Vec<Pos2> {
    let corners = vec![rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
    let above = cut(&corners, &|point| along(point) - low);
    cut(&above, &|point| high - along(point))
}

/// Keeps the side of a convex polygon where the value is not negative.
fn cut(polygon: &[Pos2], value: &impl Fn(Pos2) -> f32) -> Vec<Pos2> {
    let mut kept = Vec::with_capacity(polygon.len() + 2);
    let next = polygon.iter().cycle().skip(1);
    for (&from, &to) in polygon.iter().zip(next) {
        let (a, b) = (value(from), value(to));
        if a >= 0.0 {
            kept.push(from);
        }
        if (a >= 0.0) != (b >= 0.0) {
            let part = a / (a - b);
            kept.push(pos2(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part));
        }
    }
    kept
}

fn add_polygon(mesh: &mut Mesh, polygon: &[Pos2], ink: &impl Fn(Pos2) -> Color32) {
    if polygon.len() < 3 {
        return;
    }
    let first = u32::try_from(mesh.vertices.len()).unwrap_or(u32::MAX);
    for &point in polygon {
        mesh.colored_vertex(point, ink(point));
    }
    let count = u32::try_from(polygon.len()).unwrap_or(0);
    for corner in 1..count.saturating_sub(1) {
        mesh.add_triangle(first, first + corner, first + corner + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_stay_inside_and_join_across_neighbours() {
        let rect = Rect::from_min_max(pos2(10.0, 10.0), pos2(40.0, 25.0));
        let profile = [(-0.5, 0.0), (0.5, 1.0), (5.5, 1.0), (6.5, 0.0)];
        let mesh = strips(rect, 12.0, &profile, Color32::WHITE);
        assert!(!mesh.vertices.is_empty());
        assert!(mesh.vertices.iter().all(|vertex| rect.expand(0.01).contains(vertex.pos)));
        let right = Rect::from_min_max(pos2(40.0, 10.0), pos2(60.0, 25.0));
        let neighbour = strips(right, 12.0, &profile, Color32::WHITE);
        let edge = |mesh: &Mesh| {
            let mut at: Vec<i32> = mesh
                .vertices
                .iter()
                .filter(|vertex| (vertex.pos.x - 40.0).abs() < 0.001)
                .map(|vertex| (vertex.pos.y * 100.0) as i32)
                .collect();
            at.sort_unstable();
            at.dedup();
            at
        };
        assert_eq!(edge(&mesh), edge(&neighbour));
    }

    #[test]
    fn an_empty_rectangle_has_no_hatch() {
        assert!(strips(Rect::NOTHING, 6.0, &[(0.0, 1.0), (1.0, 1.0)], Color32::WHITE).is_empty());
    }
}
