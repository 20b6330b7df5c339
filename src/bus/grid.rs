//! A view onto a paged remote list: memory and traffic follow the rows on screen, not the rows in the warehouse.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::domain::account::{ApiKey, User};
use crate::domain::carrier::InventoryRow;
use crate::domain::event::Event;
use crate::domain::job::Job;
use crate::domain::page::ListQuery;
use crate::domain::request::Request;
use crate::domain::sku::Sku;
use crate::domain::sourced::Stamp;

/// Rows a page; the contract's default is 50, 100 is what the storage system takes at most.
pub const PAGE_ROWS: u32 = 100;
/// Pages kept besides the visible ones.
pub const PAGES_KEPT: usize = 8;

/// A paged list of the storage system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GridList {
    Requests,
    Jobs,
    Events,
    Inventory,
    Skus,
    Users,
    ApiKeys,
}

/// Which window onto a list: several may be open at once, each with its own query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GridSlot {
    /// The table of a panel.
    #[default]
    Main,
    /// What belongs to the chosen thing.
    Detail,
    /// What is looked up while a form is filled.
    Lookup,
}

/// Names one window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GridKey {
    pub list: GridList,
    pub slot: GridSlot,
}

/// What a panel wants to see of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct GridRequest {
    pub list: GridList,
    pub slot: GridSlot,
    pub query: ListQuery,
    /// Row numbers on screen, from 0.
    pub rows: Range<u64>,
}

/// One page of rows, by list.
#[derive(Clone, Debug, PartialEq)]
pub enum GridPage {
    Requests(Vec<Request>),
    Jobs(Vec<Job>),
    Events(Vec<Event>),
    Inventory(Vec<InventoryRow>),
    Skus(Vec<Sku>),
    Users(Vec<User>),
    ApiKeys(Vec<ApiKey>),
}

/// The window itself: the pages that were read for one query.
#[derive(Clone, Debug, PartialEq)]
pub struct GridWindow {
    pub key: GridKey,
    pub query: ListQuery,
    /// Rows that match; none before the first answer.
    pub total: Option<u64>,
    /// Pages by number, from 1.
    pub pages: BTreeMap<u32, Arc<GridPage>>,
    pub stamp: Stamp,
    /// A question is under way.
    pub asking: bool,
}

impl GridList {
    pub const ALL: [Self; 7] = [
        Self::Requests,
        Self::Jobs,
        Self::Events,
        Self::Inventory,
        Self::Skus,
        Self::Users,
        Self::ApiKeys,
    ];

    /// Its window for a use.
    pub const fn at(self, slot: GridSlot) -> GridKey {
        GridKey { list: self, slot }
    }
}

/// The window of a panel's table.
impl From<GridList> for GridKey {
    fn from(list: GridList) -> Self {
        list.at(GridSlot::Main)
    }
}

impl GridKey {
    /// Every window there may be.
    pub fn all() -> impl Iterator<Item = Self> {
        let slots = [GridSlot::Main, GridSlot::Detail, GridSlot::Lookup];
        GridList::ALL.into_iter().flat_map(move |list| slots.map(|slot| list.at(slot)))
    }
}

impl GridRequest {
    pub const fn key(&self) -> GridKey {
        self.list.at(self.slot)
    }
}

impl GridWindow {
    /// The pages that hold these rows, numbers from 1.
    pub fn pages_for(rows: &Range<u64>) -> Range<u32> {
        let size = u64::from(PAGE_ROWS);
        let first = rows.start / size + 1;
        let last = rows.end.saturating_sub(1).max(rows.start) / size + 1;
        let narrow = |page: u64| u32::try_from(page).unwrap_or(u32::MAX);
        narrow(first)..narrow(last).saturating_add(1)
    }

    /// The row with this number if its page was read.
    pub fn request(&self, row: u64) -> Option<&Request> {
        match self.page_of(row)? {
            (GridPage::Requests(rows), index) => rows.get(index),
            _ => None,
        }
    }

    /// The row with this number if its page was read.
    pub fn job(&self, row: u64) -> Option<&Job> {
        match self.page_of(row)? {
            (GridPage::Jobs(rows), index) => rows.get(index),
            _ => None,
        }
    }

    /// The row with this number if its page was read.
    pub fn event(&self, row: u64) -> Option<&Event> {
        match self.page_of(row)? {
            (GridPage::Events(rows), index) => rows.get(index),
            _ => None,
        }
    }

    /// The row with this number if its page was read.
    pub fn inventory(&self, row: u64) -> Option<&InventoryRow> {
        match self.page_of(row)? {
            (GridPage::Inventory(rows), index) => rows.get(index),
            _ => None,
        }
    }

    /// The row with this number if its page was read.
    pub fn sku(&self, row: u64) -> Option<&Sku> {
        match self.page_of(row)? {
            (GridPage::Skus(rows), index) => rows.get(index),
            _ => None,
        }
    }

    /// The row with this number if its page was read.
    pub fn user(&self, row: u64) -> Option<&User> {
        match self.page_of(row)? {
            (GridPage::Users(rows), index) => rows.get(index),
            _ => None,
        }
    }

    /// The row with this number if its page was read.
    pub fn api_key(&self, row: u64) -> Option<&ApiKey> {
        match self.page_of(row)? {
            (GridPage::ApiKeys(rows), index) => rows.get(index),
            _ => None,
        }
    }

    fn page_of(&self, row: u64) -> Option<(&GridPage, usize)> {
        let size = u64::from(PAGE_ROWS);
        let page = u32::try_from(row / size + 1).ok()?;
        let index = usize::try_from(row % size).ok()?;
        Some((self.pages.get(&page)?, index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visible_rows_name_their_pages() {
        assert_eq!(GridWindow::pages_for(&(0..30)), 1..2);
        assert_eq!(GridWindow::pages_for(&(90..130)), 1..3);
        assert_eq!(GridWindow::pages_for(&(100..200)), 2..3);
        assert_eq!(GridWindow::pages_for(&(0..0)), 1..2);
    }
}
