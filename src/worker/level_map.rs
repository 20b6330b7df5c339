//! The map of one level, kept row by row: first the whole level page by page, then only what changed.

use std::collections::{BTreeMap, HashMap};

use jiff::{SignedDuration, Timestamp};

use super::event::MapStep;
use crate::domain::carrier::InventoryRow;
use crate::domain::ids::{CarrierId, LevelId};
use crate::domain::level::{LevelMap, Place, PlaceSummary};
use crate::domain::page::Page;

/// Changes are asked for from this long before the newest one seen; rows that come twice do nothing.
const OVERLAP: SignedDuration = SignedDuration::from_secs(5);
/// The contract leaves open in which zone the filter is read. An answer that lacks even the newest row
/// known proves nothing of the rest, so then, and without any time to go by, it is asked from this far
/// back: more than Berlin ever lies from UTC.
const FAR_BACK: SignedDuration = SignedDuration::from_mins(125);

/// What the map keeps of one inventory row.
#[derive(Clone, Debug, PartialEq)]
struct Bits {
    place: Place,
    carrier: Option<CarrierId>,
    boxed: bool,
    loaded: bool,
    items: u64,
    items_max: u64,
}

/// One position with what stands there.
#[derive(Clone, Debug, Default)]
struct Cell {
    summary: PlaceSummary,
    /// Rows of each carrier.
    carriers: BTreeMap<CarrierId, u32>,
    rows: u32,
}

/// The rows of one level and their sums by place.
#[derive(Clone, Debug)]
pub struct MapModel {
    level: LevelId,
    /// Each row with the reading of the level that last saw it.
    rows: HashMap<String, (Bits, u32)>,
    cells: BTreeMap<Place, Cell>,
    carriers: BTreeMap<CarrierId, Place>,
    rows_read: u64,
    rows_total: u64,
    complete: bool,
    /// Counts the readings of the whole level, from 0.
    pass: u32,
    /// Counts in a row that did not agree with the rows held.
    disagreed: u32,
    /// The newest change seen.
    newest: Option<Timestamp>,
    /// The question under way reaches far back; the newest change it brought so far.
    far: Option<Option<Timestamp>>,
    next: MapStep,
}

impl MapModel {
    pub fn new(level: LevelId) -> Self {
        Self {
            level,
            rows: HashMap::new(),
            cells: BTreeMap::new(),
            carriers: BTreeMap::new(),
            rows_read: 0,
            rows_total: 0,
            complete: false,
            pass: 0,
            disagreed: 0,
            newest: None,
            far: None,
            next: MapStep::Mark,
        }
    }

    pub const fn level(&self) -> &LevelId {
        &self.level
    }

    /// What to ask next.
    pub const fn next(&self) -> &MapStep {
        &self.next
    }

    /// Whether the next question should go out without waiting for the period.
    pub const fn in_a_hurry(&self) -> bool {
        matches!(self.next, MapStep::Mark | MapStep::Load { .. })
    }

    /// Holds the rows against a count of the far side. Deleted rows are told nowhere, so after two
    /// counts that disagree the level is read anew, behind the picture that is shown.
    pub fn check(&mut self, counted: u64) {
        if !self.complete || self.in_a_hurry() {
            return;
        }
        let held = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        self.disagreed = if held == counted { 0 } else { self.disagreed + 1 };
        if self.disagreed >= 2 {
            self.disagreed = 0;
            self.pass += 1;
            self.next = MapStep::Mark;
        }
    }

    /// Takes one page; says whether the picture changed. A page that was not asked for next is ignored.
    pub fn take(&mut self, step: &MapStep, page: &Page<InventoryRow>, now: Timestamp) -> bool {
        if *step != self.next {
            return false;
        }
        match step {
            MapStep::Mark => {
                self.newest = page.items.iter().filter_map(|row| row.updated_at).max();
                self.far = None;
                self.next = MapStep::Load { page: 1 };
                false
            }
            MapStep::Load { page: number } => {
                for row in &page.items {
                    self.put(row);
                }
                if !self.complete {
                    let read = u64::try_from(page.items.len()).unwrap_or(u64::MAX);
                    self.rows_read = self.rows_read.saturating_add(read);
                    self.rows_total = page.total;
                }
                let seen = u64::from(*number) * u64::from(page.size.max(1));
                if page.items.is_empty() || seen >= page.total {
                    self.complete = true;
                    self.forget_unseen();
                    self.next = self.changes(now);
                } else {
                    self.next = MapStep::Load { page: number + 1 };
                }
                true
            }
            MapStep::Changes { since, page: number } => {
                self.take_changes(*since, *number, page, now)
            }
        }
    }

    fn take_changes(
        &mut self,
        since: Timestamp,
        number: u32,
        page: &Page<InventoryRow>,
        now: Timestamp,
    ) -> bool {
        let mut changed = false;
        let mut newest = since;
        for row in &page.items {
            changed |= match &row.level {
                Some(level) if *level != self.level => self.remove(&key(row)),
                _ => self.put(row),
            };
            newest = newest.max(row.updated_at.unwrap_or(since));
        }
        let seen = u64::from(number) * u64::from(page.size.max(1));
        let more = !page.items.is_empty() && seen < page.total;
        self.next = if let Some(brought) = self.far {
            // Only up to what was known: what changed while these pages were read may have slipped
            // between two of them, and is later than that, so the next question brings it.
            let known = self.newest;
            let stamps = page.items.iter().filter_map(|row| row.updated_at);
            let brought = brought.max(stamps.filter(|at| Some(*at) <= known).max());
            if more {
                // the filter is not trusted, so it is not asked to go on from the newest
                self.far = Some(brought);
                MapStep::Changes { since, page: number + 1 }
            } else {
                self.far = None;
                // the newest known may have been deleted: then the newest that is left counts
                self.newest = brought;
                self.changes(now)
            }
        } else if let (true, 1, Some(newest)) = (page.items.is_empty(), number, self.newest) {
            self.far = Some(None);
            MapStep::Changes { since: newest - FAR_BACK, page: 1 }
        } else {
            self.newest = Some(self.newest.map_or(newest, |old| old.max(newest)));
            match (more, newest > since) {
                // rows that change meanwhile move to the end, so pages shift: go on from the newest seen
                (true, true) => MapStep::Changes { since: newest, page: 1 },
                (true, false) => MapStep::Changes { since, page: number + 1 },
                (false, _) => self.changes(now),
            }
        };
        self.rows_total = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        self.rows_read = self.rows_total;
        changed
    }

    fn changes(&self, now: Timestamp) -> MapStep {
        let since = self.newest.map_or(now - FAR_BACK, |newest| newest - OVERLAP);
        MapStep::Changes { since, page: 1 }
    }

    /// Puts a row where it now stands; says whether anything is different.
    fn put(&mut self, row: &InventoryRow) -> bool {
        let key = key(row);
        let Some((x, y)) = row.position_x.zip(row.position_y) else {
            return self.remove(&key);
        };
        let count = |value: Option<i64>| value.and_then(|n| u64::try_from(n).ok()).unwrap_or(0);
        let bits = Bits {
            place: Place { x, y },
            carrier: row.carrier.clone(),
            boxed: row.box_id.is_some(),
            loaded: row.box_id.is_some() && row.sku.is_some(),
            items: count(row.item_count),
            items_max: count(row.item_count_max),
        };
        let pass = self.pass;
        let same = self.rows.get_mut(&key).is_some_and(|(old, seen)| {
            *seen = pass;
            *old == bits
        });
        if !same {
            self.remove(&key);
            self.add(&bits);
            self.rows.insert(key, (bits.clone(), pass));
        }
        if let Some(cell) = self.cells.get_mut(&bits.place) {
            cell.summary.updated_at = cell.summary.updated_at.max(row.updated_at);
        }
        !same
    }

    /// The level was read to its end: what this reading did not see is no longer there.
    fn forget_unseen(&mut self) {
        let unseen: Vec<String> = self
            .rows
            .iter()
            .filter(|(_, (_, pass))| *pass != self.pass)
            .map(|(key, _)| key.clone())
            .collect();
        for key in unseen {
            self.remove(&key);
        }
    }

    fn add(&mut self, bits: &Bits) {
        let cell = self.cells.entry(bits.place).or_default();
        cell.rows += 1;
        cell.summary.boxes += u32::from(bits.boxed);
        cell.summary.loaded_boxes += u32::from(bits.loaded);
        cell.summary.items += bits.items;
        cell.summary.items_max += bits.items_max;
        if let Some(carrier) = &bits.carrier {
            *cell.carriers.entry(carrier.clone()).or_default() += 1;
            self.carriers.insert(carrier.clone(), bits.place);
        }
        cell.summary.carriers = u32::try_from(cell.carriers.len()).unwrap_or(u32::MAX);
    }

    fn remove(&mut self, key: &str) -> bool {
        let Some((bits, _)) = self.rows.remove(key) else { return false };
        let Some(cell) = self.cells.get_mut(&bits.place) else { return true };
        cell.rows = cell.rows.saturating_sub(1);
        let summary = &mut cell.summary;
        summary.boxes = summary.boxes.saturating_sub(u32::from(bits.boxed));
        summary.loaded_boxes = summary.loaded_boxes.saturating_sub(u32::from(bits.loaded));
        summary.items = summary.items.saturating_sub(bits.items);
        summary.items_max = summary.items_max.saturating_sub(bits.items_max);
        if let Some(carrier) = &bits.carrier {
            let left = cell.carriers.get_mut(carrier).map(|rows| {
                *rows = rows.saturating_sub(1);
                *rows
            });
            if left == Some(0) {
                cell.carriers.remove(carrier);
                if self.carriers.get(carrier) == Some(&bits.place) {
                    self.carriers.remove(carrier);
                }
            }
        }
        cell.summary.carriers = u32::try_from(cell.carriers.len()).unwrap_or(u32::MAX);
        if cell.rows == 0 {
            self.cells.remove(&bits.place);
        }
        true
    }

    /// The picture of now.
    pub fn map(&self) -> LevelMap {
        LevelMap {
            level: self.level.clone(),
            places: self.cells.iter().map(|(place, cell)| (*place, cell.summary)).collect(),
            carriers: self.carriers.clone(),
            rows_read: self.rows_read.min(self.rows_total),
            rows_total: self.rows_total,
            complete: self.complete,
        }
    }
}

/// The view's own row id; without one, where the row is on its carrier.
fn key(row: &InventoryRow) -> String {
    row.id.clone().unwrap_or_else(|| {
        let text = |part: Option<&str>| part.unwrap_or("-").to_owned();
        let carrier = text(row.carrier.as_ref().map(CarrierId::as_str));
        format!("{carrier}/{}", text(row.section_code.as_deref()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{BoxId, SkuId};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn row(id: u32, level: &str, x: i32, carrier: &str, updated: i64) -> InventoryRow {
        InventoryRow {
            id: Some(id.to_string()),
            carrier: Some(CarrierId::new(carrier)),
            level: Some(LevelId::new(level)),
            position_x: Some(x),
            position_y: Some(1),
            depth: Some(1),
            box_id: Some(BoxId::new(&id.to_string())),
            sku: Some(SkuId::new("H000001")),
            item_count: Some(5),
            item_count_max: Some(10),
            updated_at: Some(at(updated)),
            ..InventoryRow::default()
        }
    }

    fn page(items: Vec<InventoryRow>, total: u64) -> Page<InventoryRow> {
        Page { items, total, page: 1, size: 2 }
    }

    fn loaded() -> MapModel {
        let mut model = MapModel::new(LevelId::new("3"));
        model.take(&MapStep::Mark, &page(vec![row(9, "1", 1, "9", 1000)], 99), at(2000));
        let first = vec![row(1, "3", 1, "7", 10), row(2, "3", 1, "7", 11)];
        assert!(model.take(&MapStep::Load { page: 1 }, &page(first, 3), at(2000)));
        assert!(!model.map().complete);
        let second = vec![row(3, "3", 2, "8", 12)];
        assert!(model.take(&MapStep::Load { page: 2 }, &page(second, 3), at(2000)));
        model
    }

    #[test]
    fn a_level_is_read_page_by_page_and_then_followed_from_the_mark() {
        let model = loaded();
        let map = model.map();
        assert!(map.complete);
        assert_eq!((map.rows_read, map.rows_total), (3, 3));
        let here = map.places[&Place { x: 1, y: 1 }];
        assert_eq!((here.carriers, here.boxes, here.items), (1, 2, 10));
        assert_eq!(here.fill(), Some(0.5));
        assert_eq!(model.next(), &MapStep::Changes { since: at(995), page: 1 });
    }

    #[test]
    fn rows_that_come_again_change_nothing_and_rows_that_left_are_gone() {
        let mut model = loaded();
        let step = model.next().clone();
        assert!(!model.take(&step, &page(vec![row(1, "3", 1, "7", 1000)], 1), at(2001)));
        let step = model.next().clone();
        assert!(model.take(&step, &page(vec![row(3, "4", 5, "8", 1001)], 1), at(2002)));
        let map = model.map();
        assert_eq!(map.places.len(), 1);
        assert!(!map.carriers.contains_key(&CarrierId::new("8")));
        assert_eq!(model.next(), &MapStep::Changes { since: at(996), page: 1 });
    }

    #[test]
    fn an_answer_without_the_newest_row_is_no_proof_and_is_asked_again_from_far_back() {
        let mut model = loaded();
        let step = model.next().clone();
        model.take(&step, &page(vec![row(1, "3", 1, "7", 9000)], 1), at(9001));
        let step = model.next().clone();
        assert_eq!(step, MapStep::Changes { since: at(8995), page: 1 });
        assert!(!model.take(&step, &page(Vec::new(), 0), at(9002)));
        let far = at(9000) - FAR_BACK;
        assert_eq!(model.next(), &MapStep::Changes { since: far, page: 1 });
        // two pages under the same question: nothing past the first is lost
        let first = vec![row(1, "3", 1, "7", 9000), row(2, "3", 6, "7", 9003)];
        assert!(model.take(&MapStep::Changes { since: far, page: 1 }, &page(first, 3), at(9004)));
        assert_eq!(model.next(), &MapStep::Changes { since: far, page: 2 });
        let second = vec![row(3, "3", 7, "8", 9004)];
        assert!(model.take(&MapStep::Changes { since: far, page: 2 }, &page(second, 3), at(9005)));
        // row 1 may have changed and slipped while page 2 was read: from what was known, not from 9004
        assert_eq!(model.next(), &MapStep::Changes { since: at(8995), page: 1 });
    }

    #[test]
    fn a_carrier_that_moved_row_by_row_stands_at_its_new_place() {
        let mut model = loaded();
        let step = model.next().clone();
        let moved = vec![row(1, "3", 4, "7", 1001), row(2, "3", 4, "7", 1001)];
        assert!(model.take(&step, &page(moved, 2), at(2001)));
        let map = model.map();
        assert_eq!(map.carriers[&CarrierId::new("7")], Place { x: 4, y: 1 });
        assert!(!map.places.contains_key(&Place { x: 1, y: 1 }));
    }

    #[test]
    fn after_two_counts_that_disagree_the_level_is_read_anew_behind_the_picture() {
        let mut model = loaded();
        model.check(3);
        model.check(2);
        assert!(!model.in_a_hurry());
        model.check(2);
        assert_eq!(model.next(), &MapStep::Mark);
        model.take(&MapStep::Mark, &page(Vec::new(), 0), at(3000));
        let left = vec![row(1, "3", 1, "7", 10), row(2, "3", 1, "7", 11)];
        model.take(&MapStep::Load { page: 1 }, &page(left, 2), at(3000));
        let map = model.map();
        assert!(map.complete);
        assert_eq!(map.places.len(), 1);
        assert!(!map.carriers.contains_key(&CarrierId::new("8")));
    }

    #[test]
    fn a_page_nobody_asked_for_is_ignored() {
        let mut model = loaded();
        let before = model.map();
        assert!(!model.take(
            &MapStep::Load { page: 1 },
            &page(vec![row(5, "3", 9, "9", 1)], 1),
            at(1)
        ));
        assert_eq!(model.map(), before);
    }
}
