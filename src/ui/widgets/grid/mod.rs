//! The one table of every screen: virtual, retained per row, the same cost for ten thousand rows and ten million.
//!
//! The caller owns a [`GridState`] and hands in a closure that says what stands in a row; it is asked for the
//! rows on screen and no others. What it says is compared with what was said for that row before, and only
//! a row that says something else is laid out again.

mod body;
mod cache;
mod foot;
mod head;
mod metrics;
mod row;
mod scroll;
mod state;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use row::{RowPainter, Tone};
pub use state::{GridState, Sort};

use crate::ui::theme::Themed;

/// Where the text of a column stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnAlign {
    #[default]
    Left,
    /// Numbers.
    Right,
}

/// How a column can be filtered; the placeholder says the operator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FilterKind {
    #[default]
    None,
    Contains,
    Equals,
    AtLeast,
    /// The caller reads what is typed; the message key of what stands in the empty field.
    Typed(&'static str),
    /// One of these values, each with its words.
    OneOf(Vec<(String, String)>),
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The name it has for the caller, the contract's field name for instance.
    pub key: &'static str,
    pub title: String,
    pub width: f32,
    pub align: ColumnAlign,
    /// Identifiers are set in mono.
    pub mono: bool,
    /// The first column is set in 600.
    pub strong: bool,
    pub sortable: bool,
    pub filter: FilterKind,
    /// What a list of values says while none of them is chosen, if not that any will do.
    pub filter_rest: Option<String>,
    /// Takes what is left of the width.
    pub grows: bool,
}

impl Column {
    pub fn new(key: &'static str, title: impl Into<String>, width: f32) -> Self {
        Self {
            key,
            title: title.into(),
            width,
            align: ColumnAlign::Left,
            mono: false,
            strong: false,
            sortable: false,
            filter: FilterKind::None,
            filter_rest: None,
            grows: false,
        }
    }

    pub fn right(mut self) -> Self {
        self.align = ColumnAlign::Right;
        self
    }

    pub fn mono(mut self) -> Self {
        self.mono = true;
        self
    }

    pub fn strong(mut self) -> Self {
        self.strong = true;
        self
    }

    pub fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }

    pub fn filter(mut self, filter: FilterKind) -> Self {
        self.filter = filter;
        self
    }

    pub fn grows(mut self) -> Self {
        self.grows = true;
        self
    }
}

/// What stands under the head: rows, or why there are none.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum GridBody<'a> {
    #[default]
    Rows,
    /// The first answer is awaited: grey bars and these words, elapsed time included.
    Asking(&'a str),
    /// Nothing to show: why, and the words of the button that leads out.
    Empty { why: &'a str, way_out: Option<&'a str> },
    /// It could not be read: cause in words, the vendor's code, and whether asking again helps.
    Failed { cause: &'a str, code: Option<&'a str> },
}

/// What happened while drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridResponse {
    pub selected: Option<u64>,
    pub selection_changed: bool,
    /// Enter or a double click on a row.
    pub activated: Option<u64>,
    /// A press of the pointer on a row.
    pub pressed: Option<u64>,
    /// Space on the chosen row.
    pub marked: Option<u64>,
    pub sort_changed: bool,
    pub filter_changed: bool,
    /// Rows on screen, for the paged lists.
    pub visible_rows: Range<u64>,
    /// The button "Ask again" of a failed grid.
    pub ask_again: bool,
    /// The button of an empty grid.
    pub way_out: bool,
}

/// One table, described anew each frame.
pub struct Grid<'a> {
    id: egui::Id,
    name: &'a str,
    columns: &'a [Column],
    rows: u64,
    row_height: f32,
    filter_row: bool,
    selectable: bool,
    body: GridBody<'a>,
    stale: bool,
    foot: Option<(String, String)>,
}

impl<'a> Grid<'a> {
    /// `name` is the accessible name and, being unique on a screen, its identity.
    pub fn new(name: &'a str, columns: &'a [Column]) -> Self {
        Self {
            id: Self::id_of(name),
            name,
            columns,
            rows: 0,
            row_height: metrics::ROW,
            filter_row: false,
            selectable: true,
            body: GridBody::Rows,
            stale: false,
            foot: None,
        }
    }

    /// What has the keyboard while the table of this name has it.
    pub fn id_of(name: &str) -> egui::Id {
        egui::Id::unique(("grid", name))
    }

    pub fn rows(mut self, rows: u64) -> Self {
        self.rows = rows;
        self
    }

    pub fn row_height(mut self, points: f32) -> Self {
        self.row_height = points;
        self
    }

    pub fn filter_row(mut self, shown: bool) -> Self {
        self.filter_row = shown;
        self
    }

    pub fn selectable(mut self, selectable: bool) -> Self {
        self.selectable = selectable;
        self
    }

    pub fn body(mut self, body: GridBody<'a>) -> Self {
        self.body = body;
        self
    }

    /// The rows are past their limit of age: they stay, muted, and the foot is hatched.
    pub fn stale(mut self, stale: bool) -> Self {
        self.stale = stale;
        self
    }

    /// The line under the rows: what at the left (empty: which rows of how many), source and age at the right.
    pub fn foot(mut self, left: impl Into<String>, right: impl Into<String>) -> Self {
        self.foot = Some((left.into(), right.into()));
        self
    }

    /// Draws it into what is left of the region.
    pub fn show(
        self,
        ui: &mut egui::Ui,
        state: &mut GridState,
        row: impl FnMut(u64, &mut RowPainter),
    ) -> GridResponse {
        let theme = ui.theme();
        let rect = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(rect);
        let mut response = GridResponse::default();

        let foot_height = if self.foot.is_some() { metrics::FOOT } else { 0.0 };
        let head_height = metrics::HEAD + if self.filter_row { metrics::FILTER_ROW } else { 0.0 };
        let (head, below) =
            rect.split_top_bottom_at_y((rect.top() + head_height).min(rect.bottom()));
        let (body, foot) =
            below.split_top_bottom_at_y((below.bottom() - foot_height).max(below.top()));

        let overflows = self.rows as f64 * f64::from(self.row_height) > f64::from(body.height());
        // growing columns leave the thumb its place; fixed ones are not moved by it
        let thumb = if overflows { metrics::THUMB + 2.0 } else { 0.0 };
        let spans = Spans::new(self.columns, body.width() - thumb);
        state.scroll_sideways(0.0, spans.width, body.width());
        head::head_ui(&self, ui, &theme, head, &spans, state, &mut response);
        match &self.body {
            GridBody::Rows => {
                body::body_ui(&self, ui, &theme, body, &spans, state, row, &mut response);
            }
            other => {
                foot::instead_ui(ui, &theme, body, &spans, other, self.row_height, &mut response);
            }
        }
        if let Some((left, right)) = &self.foot {
            foot::foot_ui(&self, ui, &theme, foot, (left, right), &response);
        }
        response.selected = state.selected();
        response
    }
}

/// Where each column stands, from the left edge of the first.
pub(crate) struct Spans {
    spans: Vec<egui::Rangef>,
    width: f32,
}

impl Spans {
    fn new(columns: &[Column], available: f32) -> Self {
        let fixed: f32 = columns.iter().map(|column| column.width).sum();
        let growing = columns.iter().filter(|column| column.grows).count();
        let extra =
            if growing == 0 { 0.0 } else { ((available - fixed) / growing as f32).max(0.0) };
        let mut left = 0.0;
        let spans = columns
            .iter()
            .map(|column| {
                let right = left + column.width + if column.grows { extra.floor() } else { 0.0 };
                let span = egui::Rangef::new(left, right);
                left = right;
                span
            })
            .collect();
        Self { spans, width: left }
    }

    fn iter(&self) -> impl Iterator<Item = egui::Rangef> + '_ {
        self.spans.iter().copied()
    }
}

#[cfg(test)]
mod spans_tests {
    use super::*;

    #[test]
    fn a_growing_column_takes_what_is_left() {
        let columns = [Column::new("a", "A", 100.0), Column::new("b", "B", 50.0).grows()];
        let spans = Spans::new(&columns, 400.0);
        assert_eq!(spans.iter().map(|span| span.span()).collect::<Vec<_>>(), [100.0, 300.0]);
        let narrow = Spans::new(&columns, 90.0);
        assert_eq!(narrow.width, 150.0);
    }
}
