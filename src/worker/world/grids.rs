//! The windows on paged lists: which page is asked next, and what an answer does to a window.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::sections::Timing;
use crate::bus::grid::{GridKey, GridPage, GridRequest, GridWindow, PAGES_KEPT};
use crate::domain::page::{ListQuery, Page};
use crate::domain::sourced::Stamp;
use crate::domain::trouble::Trouble;
use crate::worker::event::{Change, Reading};

/// The windows as the snapshot carries them.
pub(super) type Windows = BTreeMap<GridKey, Arc<GridWindow>>;

/// What is wished of each list, and which of its visible pages was asked last.
#[derive(Debug, Default)]
pub(super) struct Grids {
    wishes: BTreeMap<GridKey, Wish>,
}

#[derive(Debug)]
struct Wish {
    request: GridRequest,
    last_page: u32,
    /// Visible pages that were not read yet for this wish.
    missing: Vec<u32>,
}

impl Grids {
    /// Takes the newest wishes; gives back the lists that must be asked at once.
    pub fn wish(&mut self, requests: &[GridRequest], windows: &mut Windows) -> Vec<GridKey> {
        let mut changed = Vec::new();
        self.wishes.retain(|key, _| requests.iter().any(|request| request.key() == *key));
        for request in requests {
            let known = self.wishes.get(&request.key());
            if known.is_some_and(|wish| wish.request == *request) {
                continue;
            }
            let window = windows.get(&request.key());
            let same_query = window.is_some_and(|window| window.query == request.query);
            let missing: Vec<u32> = GridWindow::pages_for(&request.rows)
                .filter(|page| !same_query || window.is_none_or(|w| !w.pages.contains_key(page)))
                .collect();
            if let Some(window) = windows.get_mut(&request.key())
                && !missing.is_empty()
                && !window.asking
            {
                Arc::make_mut(window).asking = true;
            }
            let wish = Wish { request: request.clone(), last_page: 0, missing };
            self.wishes.insert(request.key(), wish);
            changed.push(request.key());
        }
        changed
    }

    /// The page to ask now: a missing one first, else the visible ones in turn.
    pub fn next_page(&mut self, key: GridKey) -> Option<(ListQuery, u32)> {
        let wish = self.wishes.get_mut(&key)?;
        let visible = GridWindow::pages_for(&wish.request.rows);
        let page = match wish.missing.first() {
            Some(page) => *page,
            None => visible.clone().find(|page| *page > wish.last_page).unwrap_or(visible.start),
        };
        wish.last_page = page;
        Some((wish.request.query.clone(), page))
    }

    /// Whether another visible page is still missing.
    pub fn in_a_hurry(&self, key: GridKey) -> bool {
        self.wishes.get(&key).is_some_and(|wish| !wish.missing.is_empty())
    }

    /// A question went out; an empty window appears with the first one.
    pub fn asked(&self, key: GridKey, now: Timestamp, windows: &mut Windows) -> Change {
        let (Some(wish), false) = (self.wishes.get(&key), windows.contains_key(&key)) else {
            return Change::None;
        };
        let mut stamp = Stamp::never(jiff::SignedDuration::from_secs(10));
        stamp.asked_at = Some(now);
        let window = GridWindow {
            key,
            query: wish.request.query.clone(),
            total: None,
            pages: BTreeMap::new(),
            stamp,
            asking: true,
        };
        windows.insert(key, Arc::new(window));
        Change::Visible
    }

    /// A page came. Answers to a query that nobody wishes any more are dropped.
    pub fn answered(
        &mut self,
        key: GridKey,
        query: &ListQuery,
        reading: Reading<Page<GridPage>>,
        timing: Timing,
        windows: &mut Windows,
    ) -> Change {
        let Some(wish) = self.wishes.get_mut(&key).filter(|wish| wish.request.query == *query)
        else {
            return Change::None;
        };
        let Some(window) = windows.get_mut(&key) else { return Change::None };
        let window = Arc::make_mut(window);
        let mut changed = !window.stamp.is_fresh(timing.now) || window.stamp.trouble.is_some();
        if window.query != *query {
            // the old rows stayed until the new ones are here
            window.query = query.clone();
            window.pages.clear();
            changed = true;
        }
        // the rows of one answer are one value
        let Page { mut items, total, page, .. } = reading.value;
        wish.missing.retain(|missing| *missing != page && window_has(total, *missing));
        let asking = !wish.missing.is_empty();
        changed |= window.asking != asking || window.total != Some(total);
        if let Some(rows) = items.pop()
            && window.pages.get(&page).is_none_or(|old| **old != rows)
        {
            window.pages.insert(page, Arc::new(rows));
            changed = true;
        }
        window.asking = asking;
        window.total = Some(total);
        let visible = GridWindow::pages_for(&wish.request.rows);
        window.pages.retain(|page, _| window_has(total, *page));
        while window.pages.len() > PAGES_KEPT + visible.clone().count() {
            let away = |page: &u32| visible.start.abs_diff(*page);
            let Some(farthest) = window.pages.keys().copied().max_by_key(away) else { break };
            window.pages.remove(&farthest);
        }
        window.stamp = Stamp {
            asked_at: window.stamp.asked_at,
            read_at: Some(timing.now),
            latency: reading.latency,
            period: timing.period,
            limit: timing.limit,
            trouble: None,
            defects: reading.defects,
        };
        if changed { Change::Visible } else { Change::Silent }
    }

    /// A question failed: the rows stay.
    pub fn failed(&self, key: GridKey, trouble: &Trouble, windows: &mut Windows) -> Change {
        let Some(window) = windows.get_mut(&key) else { return Change::None };
        let news = window.stamp.trouble.as_ref().is_none_or(|old| old.cause != trouble.cause);
        Arc::make_mut(window).stamp.trouble = Some(trouble.clone());
        if news { Change::Visible } else { Change::Silent }
    }
}

/// Whether a list of this many rows has that page; the first page always is.
fn window_has(total: u64, page: u32) -> bool {
    let size = u64::from(crate::bus::grid::PAGE_ROWS);
    page == 1 || u64::from(page - 1) * size < total
}

/// Time passed: a window that turns stale is news.
pub(super) fn aged(windows: &Windows, before: Timestamp, now: Timestamp) -> Change {
    let turned =
        |window: &Arc<GridWindow>| window.stamp.is_fresh(before) && !window.stamp.is_fresh(now);
    if windows.values().any(turned) { Change::Visible } else { Change::None }
}

/// The last moment a window is fresh, over all windows.
pub(super) fn stale_at(windows: &Windows, now: Timestamp) -> Option<Timestamp> {
    windows
        .values()
        .filter(|window| window.stamp.is_fresh(now))
        .filter_map(|window| window.stamp.stale_at())
        .map(|at| at + jiff::SignedDuration::from_millis(1))
        .min()
}
