//! The views of the panel and what the table of each remembers: rows, filters, states.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::Timestamp;

use super::filters::Filters;
use super::rows::{self, OPEN, Rows};
use crate::bus::grid::{GridRequest, GridSlot, GridWindow};
use crate::domain::sourced::Freshness;
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::words;
use crate::ui::widgets::grid::{GridBody, GridState};

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

/// What stands under the head, as owned words.
pub enum Body {
    Rows,
    Asking(String),
    Empty,
    Failed { cause: String, code: &'static str },
}

impl Body {
    pub fn of(window: Option<&GridWindow>, now: Timestamp) -> Self {
        let Some(window) = window else {
            return Self::Asking(t("work-asking-first").to_owned());
        };
        match (window.total, &window.stamp.trouble) {
            (Some(0), _) => Self::Empty,
            (Some(_), _) => Self::Rows,
            (None, Some(trouble)) => Self::Failed {
                cause: data_ui::trouble::cause(trouble, System::Noyes),
                code: trouble.cause.code(),
            },
            (None, None) => {
                let age = match window.stamp.freshness(now) {
                    Freshness::Asking(since) | Freshness::Failing(since) => {
                        data_ui::ago(since, now)
                    }
                    _ => words::age(jiff::SignedDuration::ZERO),
                };
                Self::Asking(tf("work-asking-page", &[("age", age.into())]))
            }
        }
    }

    pub fn body(&self) -> GridBody<'_> {
        match self {
            Self::Rows => GridBody::Rows,
            Self::Asking(words) => GridBody::Asking(words),
            Self::Empty => {
                GridBody::Empty { why: t("work-no-rows"), way_out: Some(t("work-show-all")) }
            }
            Self::Failed { cause, code } => GridBody::Failed { cause, code: Some(code) },
        }
    }
}
