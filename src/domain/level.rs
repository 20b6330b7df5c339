//! Levels, balconies, and the map of one level as the inventory positions draw it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::ids::{BalconyId, CarrierId, LevelId};

/// One level of the storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    pub id: LevelId,
    /// Millimetres, if told.
    pub height: Option<i64>,
}

/// A place where carriers are handed to people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balcony {
    pub id: BalconyId,
}

/// Row counts of one level, from the totals of three filtered one-row pages of the inventory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelStock {
    pub level: LevelId,
    /// Rows of the inventory view: boxes and empty spaces.
    pub rows: u64,
    /// Rows without a box.
    pub empty_spaces: u64,
    /// Boxes without a load.
    pub empty_boxes: u64,
}

impl LevelStock {
    pub fn boxes(&self) -> u64 {
        self.rows.saturating_sub(self.empty_spaces)
    }

    pub fn loaded_boxes(&self) -> u64 {
        self.boxes().saturating_sub(self.empty_boxes)
    }
}

/// A column and row on a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    pub x: i32,
    pub y: i32,
}

/// One summary per position: all the map keeps of what stands there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlaceSummary {
    pub carriers: u32,
    pub boxes: u32,
    pub loaded_boxes: u32,
    pub items: u64,
    /// Items that would fit, summed over the boxes that tell.
    pub items_max: u64,
    /// The newest change of any row there, if told.
    pub updated_at: Option<Timestamp>,
}

impl PlaceSummary {
    /// How full it is by items, 0 to 1; none when no box tells its capacity.
    pub fn fill(&self) -> Option<f32> {
        if self.boxes == 0 {
            return Some(0.0);
        }
        if self.items_max == 0 {
            return None;
        }
        Some((self.items as f32 / self.items_max as f32).clamp(0.0, 1.0))
    }
}

/// The map of one level.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelMap {
    pub level: LevelId,
    pub places: BTreeMap<Place, PlaceSummary>,
    /// Where each carrier was last reported on this level.
    pub carriers: BTreeMap<CarrierId, Place>,
    /// Inventory rows read of this level so far, and how many there are.
    pub rows_read: u64,
    pub rows_total: u64,
    /// Whether the first full reading has ended; until then empty cells may only be unread.
    pub complete: bool,
}
