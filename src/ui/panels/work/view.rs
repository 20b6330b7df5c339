//! The views of the panel and what the table of each remembers: rows, filters, states.

use std::collections::BTreeSet;
use std::ops::Range;

use super::filters::Filters;
use super::rows::{self, OPEN, Rows};
use crate::bus::grid::{GridRequest, GridSlot};
use crate::i18n::t;
use crate::ui::panels::parts::list_body::ListWords;
use crate::ui::widgets::grid::GridState;

/// Rows asked for before the first frame tells how many are seen.
pub const FIRST_ROWS: u64 = 40;

/// What the panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Requests,
    Jobs,
    Templates,
}

impl View {
    pub const ALL: [Self; 3] = [Self::Requests, Self::Jobs, Self::Templates];

    pub fn name(self) -> &'static str {
        match self {
            Self::Requests => t("work-requests"),
            Self::Jobs => t("work-jobs"),
            Self::Templates => t("work-templates"),
        }
    }
}

/// One table.
pub struct Table {
    pub of: Rows,
    pub grid: GridState,
    pub rows: Range<u64>,
    /// Only these states; all when empty.
    pub states: BTreeSet<String>,
    /// States that were seen in rows, so that they can be chosen.
    pub seen: BTreeSet<String>,
    /// What no column filters.
    pub filters: Filters,
}

impl Table {
    /// A table that begins with what is not finished.
    pub fn new(of: Rows) -> Self {
        Self {
            of,
            grid: GridState::default(),
            rows: 0..FIRST_ROWS,
            states: open(),
            seen: BTreeSet::new(),
            filters: Filters::default(),
        }
    }

    pub fn wish(&self) -> GridRequest {
        GridRequest {
            list: self.of.list(),
            slot: GridSlot::Main,
            query: self.filters.add(
                self.of,
                self.grid.filter("type").is_empty(),
                rows::query(self.of, &self.grid, &self.states),
            ),
            rows: self.rows.clone(),
        }
    }

    /// Every row there is, of any state.
    pub fn show_all(&mut self) {
        self.grid.clear_filters();
        self.filters.clear();
        self.states.clear();
        self.rows = 0..FIRST_ROWS;
    }

    pub fn is_open_only(&self) -> bool {
        self.states == open()
    }

    pub fn show_open(&mut self) {
        self.states = open();
        self.rows = 0..FIRST_ROWS;
    }

    /// Turns one state on or off.
    pub fn turn(&mut self, state: &str) {
        if !self.states.remove(state) {
            self.states.insert(state.to_owned());
        }
        self.rows = 0..FIRST_ROWS;
    }
}

fn open() -> BTreeSet<String> {
    OPEN.map(str::to_owned).into()
}

/// The words while there are no rows.
pub const LIST_WORDS: ListWords = ListWords {
    first: "work-asking-first",
    asking: "work-asking-page",
    none: "work-no-rows",
    show_all: "work-show-all",
};
