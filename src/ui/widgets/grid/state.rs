//! What a grid remembers between frames: scroll place, selection, sort, filters, laid-out rows.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cache::RowCache;
use super::row::RowPainter;

/// A column and a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub key: &'static str,
    pub descending: bool,
}

/// Owned by the panel that shows the grid.
///
/// The scroll place is a 64-bit float: ten million rows of 24 points are past what 32 bits tell apart.
#[derive(Default)]
pub struct GridState {
    top: f64,
    left: f32,
    selected: Option<u64>,
    sort: Option<Sort>,
    filters: BTreeMap<&'static str, String>,
    reveal: Option<u64>,
    pub(super) cache: RowCache,
    pub(super) painter: RowPainter,
}

impl GridState {
    pub fn selected(&self) -> Option<u64> {
        self.selected
    }

    /// Chooses a row without moving the view.
    pub fn select(&mut self, row: Option<u64>) {
        self.selected = row;
    }

    /// Chooses a row and brings it into view at the next frame.
    pub fn reveal(&mut self, row: u64) {
        self.selected = Some(row);
        self.reveal = Some(row);
    }

    pub fn sort(&self) -> Option<Sort> {
        self.sort
    }

    pub fn set_sort(&mut self, sort: Option<Sort>) {
        self.sort = sort;
    }

    /// The filters that are set, by column; never an empty text.
    pub fn filters(&self) -> impl Iterator<Item = (&'static str, &str)> + '_ {
        self.filters
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| (*key, text.as_str()))
    }

    pub fn filter(&self, key: &str) -> &str {
        self.filters.get(key).map_or("", String::as_str)
    }

    /// An empty text clears the filter.
    pub fn set_filter(&mut self, key: &'static str, text: impl Into<String>) {
        let text = text.into();
        if text.is_empty() {
            self.filters.remove(key);
        } else {
            self.filters.insert(key, text);
        }
        self.top = 0.0;
    }

    pub fn clear_filters(&mut self) {
        self.filters.clear();
        self.top = 0.0;
    }

    /// Points of content above the view.
    pub fn top(&self) -> f64 {
        self.top
    }

    /// Held within the rows at the next frame.
    pub fn set_top(&mut self, points: f64) {
        self.top = points.max(0.0);
    }

    pub(super) fn left(&self) -> f32 {
        self.left
    }

    /// Ascending, then descending, then the original order.
    pub(super) fn turn_sort(&mut self, key: &'static str) {
        self.sort = match self.sort {
            Some(sort) if sort.key == key && !sort.descending => {
                Some(Sort { key, descending: true })
            }
            Some(sort) if sort.key == key => None,
            _ => Some(Sort { key, descending: false }),
        };
        self.top = 0.0;
    }

    pub(super) fn scroll_sideways(&mut self, by: f32, content: f32, view: f32) {
        self.left = (self.left + by).clamp(0.0, (content - view).max(0.0));
    }

    /// Moves by points and holds the place within the rows.
    pub(super) fn scroll(&mut self, by: f64, rows: u64, row_height: f32, view: f32) {
        let most = (rows as f64 * f64::from(row_height) - f64::from(view)).max(0.0);
        if let Some(row) = self.reveal.take() {
            let row_top = row as f64 * f64::from(row_height);
            let row_bottom = row_top + f64::from(row_height);
            if row_top < self.top {
                self.top = row_top;
            } else if row_bottom > self.top + f64::from(view) {
                self.top = row_bottom - f64::from(view);
            }
        }
        self.top = (self.top + by).clamp(0.0, most);
    }

    /// The rows that any part of the view shows.
    pub(super) fn visible(&self, rows: u64, row_height: f32, view: f32) -> Range<u64> {
        let height = f64::from(row_height.max(1.0));
        let first = (self.top / height).floor() as u64;
        let last = ((self.top + f64::from(view)) / height).ceil() as u64;
        first.min(rows)..last.min(rows)
    }

    /// Moves the selection; from nothing it goes to the first row in view.
    pub(super) fn step(&mut self, by: i64, rows: u64, first_visible: u64) -> bool {
        if rows == 0 || by == 0 {
            return false;
        }
        let next = match self.selected {
            None => first_visible,
            Some(row) => row.saturating_add_signed(by),
        };
        let next = next.min(rows - 1);
        let changed = self.selected != Some(next);
        self.reveal(next);
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_ten_million_rows_is_shown_to_the_pixel() {
        let mut state = GridState::default();
        state.set_top(f64::MAX);
        state.scroll(0.0, 10_000_000, 24.0, 572.0);
        assert_eq!(state.visible(10_000_000, 24.0, 572.0), 9_999_976..10_000_000);
        assert_eq!(state.top(), 239_999_428.0);
        state.scroll(-1.0, 10_000_000, 24.0, 572.0);
        assert_eq!(state.top(), 239_999_427.0);
    }

    #[test]
    fn steps_stay_within_the_rows_and_bring_the_row_into_view() {
        let mut state = GridState::default();
        assert!(state.step(1, 100, 0));
        assert_eq!(state.selected(), Some(0));
        assert!(state.step(1000, 100, 0));
        assert_eq!(state.selected(), Some(99));
        assert!(!state.step(1, 100, 0));
        state.scroll(0.0, 100, 24.0, 240.0);
        assert_eq!(state.visible(100, 24.0, 240.0), 90..100);
        assert!(state.step(i64::MIN, 100, 0));
        assert_eq!(state.selected(), Some(0));
    }

    #[test]
    fn a_sort_turns_ascending_descending_off() {
        let mut state = GridState::default();
        state.turn_sort("a");
        assert_eq!(state.sort(), Some(Sort { key: "a", descending: false }));
        state.turn_sort("a");
        assert_eq!(state.sort(), Some(Sort { key: "a", descending: true }));
        state.turn_sort("a");
        assert_eq!(state.sort(), None);
    }

    #[test]
    fn an_empty_filter_is_no_filter() {
        let mut state = GridState::default();
        state.set_filter("a", "x");
        assert_eq!(state.filters().collect::<Vec<_>>(), [("a", "x")]);
        state.set_filter("a", "");
        assert_eq!(state.filters().count(), 0);
    }
}
