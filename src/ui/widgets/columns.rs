//! Columns of a small table: shares of the width that give way so that no title and no usual value is cut.

use egui::{Align, Align2, Rect, Ui, pos2, vec2};

use crate::ui::theme::{TextStyle, Theme, space};
use crate::ui::widgets::paint;

/// One column.
#[derive(Clone, Debug)]
pub struct Column<'a> {
    /// Its share where there is room; the shares of a table need not add up to 1.
    share: f32,
    align: Align,
    title: &'a str,
    /// The longest text under the title.
    longest: String,
    /// What stands beside the text, in points.
    room: f32,
}

/// A column whose title is wider than what stands under it.
pub const fn column(share: f32, align: Align, title: &str) -> Column<'_> {
    Column { share, align, title, longest: String::new(), room: 0.0 }
}

impl Column<'_> {
    /// With the texts that stand under the title.
    #[must_use]
    pub fn holding<T: AsRef<str>>(mut self, texts: impl IntoIterator<Item = T>) -> Self {
        let letters = |text: &str| text.chars().count();
        for text in texts {
            if letters(text.as_ref()) > letters(&self.longest) {
                text.as_ref().clone_into(&mut self.longest);
            }
        }
        self
    }

    /// The width at which nothing of it is cut.
    fn least(&self, ui: &Ui, theme: &Theme) -> f32 {
        let ink = theme.colors.text_primary;
        let wide = |text: &str, style| paint::line(ui, text, style, ink).size().x;
        let text = wide(&self.longest, TextStyle::Strong) + self.room;
        wide(self.title, TextStyle::Small).max(text).ceil() + 1.0
    }

    /// With something beside the text: a mark, the ground of a stale value.
    #[must_use]
    pub const fn beside(mut self, room: f32) -> Self {
        self.room = room;
        self
    }
}

/// Whether `rect` has room for all titles and all usual values.
pub fn fit(ui: &Ui, theme: &Theme, columns: &[Column<'_>], rect: Rect) -> bool {
    let least: f32 = columns.iter().map(|column| column.least(ui, theme) + space::S12).sum();
    least - space::S12 <= rect.width() - 2.0 * space::CARD
}

/// Places of the cells of a row across `rect`, left to right.
pub fn cells(ui: &Ui, theme: &Theme, columns: &[Column<'_>], rect: Rect) -> Vec<Rect> {
    let inner = rect.shrink2(vec2(space::CARD, 0.0));
    let wishes: Vec<_> =
        columns.iter().map(|column| (column.share, column.least(ui, theme) + space::S12)).collect();
    let mut left = inner.left();
    let mut cells: Vec<_> = widths(inner.width() + space::S12, &wishes)
        .into_iter()
        .map(|wide| {
            let size = vec2((wide - space::S12).max(0.0), rect.height());
            let cell = Rect::from_min_size(pos2(left, rect.top()), size);
            left += wide;
            cell
        })
        .collect();
    if let Some(last) = cells.last_mut() {
        last.max.x = inner.right();
    }
    cells
}

/// The titles, each in its cell.
pub fn head(ui: &Ui, theme: &Theme, columns: &[Column<'_>], cells: &[Rect]) {
    for (cell, column) in cells.iter().zip(columns) {
        let ink = theme.colors.text_secondary;
        let title = paint::fitted(ui, column.title, TextStyle::Small, ink, cell.width());
        let (at, anchor) = match column.align {
            Align::Min => (cell.left_center(), Align2::LEFT_CENTER),
            Align::Center => (cell.center(), Align2::CENTER_CENTER),
            Align::Max => (cell.right_center(), Align2::RIGHT_CENTER),
        };
        paint::place(ui.painter(), at, anchor, title);
    }
}

/// The cells of a row under those of the head.
pub fn under(head: &[Rect], row: Rect) -> Vec<Rect> {
    head.iter().map(|cell| Rect::from_x_y_ranges(cell.x_range(), row.y_range())).collect()
}

/// Widths by share; what would be narrower than its least takes from those with room to spare.
fn widths(all: f32, wishes: &[(f32, f32)]) -> Vec<f32> {
    let shares: f32 = wishes.iter().map(|wish| wish.0).sum();
    let by_share = |share: f32| all * share / shares.max(f32::EPSILON);
    let missing: f32 =
        wishes.iter().map(|(share, least)| (least - by_share(*share)).max(0.0)).sum();
    let spare: f32 = wishes.iter().map(|(share, least)| (by_share(*share) - least).max(0.0)).sum();
    let given = if spare > 0.0 { (missing / spare).min(1.0) } else { 0.0 };
    // Too little for all: everybody gets as much less as the others.
    let scale = if missing > spare { all / (all + missing - spare) } else { 1.0 };
    wishes
        .iter()
        .map(|(share, least)| {
            let wide = by_share(*share);
            (if wide < *least { *least } else { wide - (wide - least) * given }) * scale
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::widths;

    #[test]
    fn shares_hold_where_there_is_room() {
        assert_eq!(widths(400.0, &[(1.0, 50.0), (3.0, 50.0)]), [100.0, 300.0]);
    }

    #[test]
    fn a_column_that_would_be_cut_takes_from_those_with_room() {
        assert_eq!(widths(400.0, &[(1.0, 150.0), (3.0, 50.0)]), [150.0, 250.0]);
    }

    #[test]
    fn too_little_for_all_is_shared() {
        let widths = widths(100.0, &[(1.0, 150.0), (3.0, 50.0)]);
        assert!((widths.iter().sum::<f32>() - 100.0).abs() < 0.01, "{widths:?}");
        assert!(widths.iter().all(|wide| *wide > 0.0));
    }
}
