//! Marks: the shape says how urgent, the ring says that nobody has acknowledged it.

use egui::{
    Align2, Color32, FontId, Painter, Pos2, Response, Role, Sense, Shape, Stroke, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use crate::ui::theme::{TextStyle, Theme, Themed as _};

/// How urgent: octagon 1, triangle 2, diamond 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    High,
    Medium,
    Low,
}

/// What of it still holds and who has seen it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkState {
    /// Filled in a ring.
    ActiveNew,
    /// Filled.
    Active,
    /// Hollow in a ring.
    GoneNew,
    /// A count of zero: outline in the muted colour.
    Zero,
}

type Corners = &'static [(f32, f32)];

const OCTAGON: Corners = &[
    (6.2, 1.6),
    (13.8, 1.6),
    (18.4, 6.2),
    (18.4, 13.8),
    (13.8, 18.4),
    (6.2, 18.4),
    (1.6, 13.8),
    (1.6, 6.2),
];
const OCTAGON_RING: Corners = &[
    (6.0, 1.0),
    (14.0, 1.0),
    (19.0, 6.0),
    (19.0, 14.0),
    (14.0, 19.0),
    (6.0, 19.0),
    (1.0, 14.0),
    (1.0, 6.0),
];
const OCTAGON_INNER: Corners = &[
    (7.3, 4.2),
    (12.7, 4.2),
    (15.8, 7.3),
    (15.8, 12.7),
    (12.7, 15.8),
    (7.3, 15.8),
    (4.2, 12.7),
    (4.2, 7.3),
];
const TRIANGLE: Corners = &[(10.0, 1.8), (18.8, 17.4), (1.2, 17.4)];
const TRIANGLE_RING: Corners = &[(10.0, 0.6), (19.6, 18.0), (0.4, 18.0)];
const TRIANGLE_INNER: Corners = &[(10.0, 5.0), (16.2, 16.1), (3.8, 16.1)];
const DIAMOND: Corners = &[(10.0, 1.4), (18.6, 10.0), (10.0, 18.6), (1.4, 10.0)];
const DIAMOND_RING: Corners = &[(10.0, 0.6), (19.4, 10.0), (10.0, 19.4), (0.6, 10.0)];
const DIAMOND_INNER: Corners = &[(10.0, 4.2), (15.8, 10.0), (10.0, 15.8), (4.2, 10.0)];

impl Urgency {
    const fn digit(self) -> &'static str {
        match self {
            Self::High => "1",
            Self::Medium => "2",
            Self::Low => "3",
        }
    }

    /// Where the digit stands in the box of 20, filled and in a ring.
    const fn digit_y(self) -> (f32, f32) {
        match self {
            Self::High => (10.0, 10.0),
            Self::Medium => (12.2, 12.0),
            Self::Low => (10.0, 10.0),
        }
    }

    const fn shapes(self) -> (Corners, Corners, Corners) {
        match self {
            Self::High => (OCTAGON, OCTAGON_RING, OCTAGON_INNER),
            Self::Medium => (TRIANGLE, TRIANGLE_RING, TRIANGLE_INNER),
            Self::Low => (DIAMOND, DIAMOND_RING, DIAMOND_INNER),
        }
    }

    /// Fill, edge and digit.
    const fn colours(self, theme: &Theme) -> (Color32, Color32, Color32) {
        let c = &theme.colors;
        match self {
            Self::High => (c.alarm_high_fill, c.alarm_high_fill, c.alarm_high_on),
            Self::Medium => (c.alarm_medium_fill, c.alarm_medium_fill, c.alarm_medium_on),
            Self::Low => (c.alarm_low_fill, c.alarm_low_edge, c.alarm_low_on),
        }
    }

    /// The colour of its word.
    pub const fn text_colour(self, theme: &Theme) -> Color32 {
        match self {
            Self::High => theme.colors.alarm_high_text,
            Self::Medium => theme.colors.alarm_medium_text,
            Self::Low => theme.colors.alarm_low_text,
        }
    }

    /// The ground and the edge of its card.
    pub const fn card_colours(self, theme: &Theme) -> (Color32, Color32) {
        let c = &theme.colors;
        match self {
            Self::High => (c.alarm_high_tint, c.alarm_high_fill),
            Self::Medium => (c.alarm_medium_tint, c.alarm_medium_fill),
            Self::Low => (c.alarm_low_tint, c.alarm_low_edge),
        }
    }
}

/// Paints a mark round a centre, `size` wide and high.
pub fn paint(
    painter: &Painter,
    theme: &Theme,
    centre: Pos2,
    size: f32,
    urgency: Urgency,
    state: MarkState,
) {
    let scale = size / 20.0;
    let corners = |shape: Corners| -> Vec<Pos2> {
        shape.iter().map(|&(x, y)| centre + vec2((x - 10.0) * scale, (y - 10.0) * scale)).collect()
    };
    let (solid, ring, inner) = urgency.shapes();
    let (fill, edge, on) = urgency.colours(theme);
    let ring_stroke = Stroke::new(1.5 * scale, edge);
    let (y_solid, y_ring) = urgency.digit_y();
    let mut digit = None;
    match state {
        MarkState::Active => {
            painter.add(Shape::convex_polygon(
                corners(solid),
                fill,
                Stroke::new(0.8 * scale, edge),
            ));
            digit = (size >= 12.0).then_some((y_solid, 10.5));
        }
        MarkState::ActiveNew => {
            painter.add(Shape::closed_line(corners(ring), ring_stroke));
            painter.add(Shape::convex_polygon(
                corners(inner),
                fill,
                Stroke::new(0.8 * scale, edge),
            ));
            digit = (size >= 18.0).then_some((y_ring, 8.5));
        }
        MarkState::GoneNew => {
            painter.add(Shape::closed_line(corners(ring), ring_stroke));
            painter.add(Shape::closed_line(corners(inner), ring_stroke));
        }
        MarkState::Zero => {
            let muted = Stroke::new(1.5 * scale, theme.colors.text_muted);
            painter.add(Shape::closed_line(corners(solid), muted));
        }
    }
    if let Some((y, digit_size)) = digit {
        let font = FontId::new(digit_size * scale, theme.text(TextStyle::SmallBold).family);
        let at = pos2(centre.x, centre.y + (y - 10.0) * scale);
        painter.text(at, Align2::CENTER_CENTER, urgency.digit(), font, on);
    }
}

/// A mark as a part of its own; the words name it for those who do not see it.
pub fn alarm_mark(
    ui: &mut Ui,
    size: f32,
    urgency: Urgency,
    state: MarkState,
    words: &str,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    paint(ui.painter(), &ui.theme(), rect.center(), size, urgency, state);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words));
    response
}

/// The dot of a system: full when it answers, hollow when it is off.
pub fn dot(painter: &Painter, theme: &Theme, centre: Pos2, full: bool) {
    let color = theme.colors.stroke_graphic;
    if full {
        painter.circle_filled(centre, 4.0, color);
    } else {
        painter.circle_stroke(centre, 3.25, Stroke::new(1.5, color));
    }
}
