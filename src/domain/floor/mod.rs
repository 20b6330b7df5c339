//! The floor: what is to be taken from which tray, what lies in it, and who works where. A state machine
//! without clock, disk or network: what it is told, it is told with its time.

mod act;
mod fill;
mod items;
mod session;
mod task;
#[cfg(test)]
mod tests;
mod wish;

pub use act::{Around, Change, Input, Outcome, Rules, Target, Told, Wish};
pub use fill::{Fill, Filled};
pub use items::Items;
pub use session::{Answer, Counted, DoneLine, Pace, Session, Tone, Undo, WaitsForBadge, Wrong};
pub use task::{Coming, Task};
pub use wish::{QUESTION_STANDS, Question, READ_AFTER, StationWish, Wanted, WishState};

use std::collections::BTreeMap;
use std::sync::Arc;

use uuid::Uuid;

use super::ids::TrayId;
use super::pick::{LineId, Mode, PickLine, Workplace};
use super::tray_layout::TrayStock;

/// All of it; cloning copies pointers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Floor {
    /// Open ones, and those that ended not long ago.
    pub lines: BTreeMap<LineId, Arc<PickLine>>,
    pub stock: BTreeMap<TrayId, Arc<TrayStock>>,
    pub items: Arc<Items>,
    pub sessions: BTreeMap<Workplace, Arc<Session>>,
    /// What was wanted of workplaces from elsewhere not long ago.
    pub wishes: BTreeMap<Uuid, Arc<StationWish>>,
}

impl Floor {
    pub fn session(&self, place: &Workplace) -> Option<&Session> {
        self.sessions.get(place).map(AsRef::as_ref)
    }

    /// Open lines of a tray in the order in which they are worked: as they were filled in.
    pub fn open_lines<'a>(
        &'a self,
        tray: &'a TrayId,
        mode: Mode,
    ) -> impl Iterator<Item = &'a PickLine> {
        let lines = self.lines.values().map(AsRef::as_ref);
        lines.filter(move |line: &&PickLine| {
            line.is_open() && line.mode == mode && line.tray == *tray
        })
    }

    /// Trays with open lines of this kind, each with how many, those of the oldest line first.
    pub fn wanted_trays(&self, mode: Mode) -> Vec<(TrayId, usize)> {
        let mut trays: Vec<(TrayId, usize)> = Vec::new();
        for line in self.lines.values().filter(|line| line.is_open() && line.mode == mode) {
            match trays.iter_mut().find(|(tray, _)| *tray == line.tray) {
                Some((_, lines)) => *lines += 1,
                None => trays.push((line.tray.clone(), 1)),
            }
        }
        trays
    }

    /// Open lines of any kind.
    pub fn open_count(&self) -> usize {
        self.lines.values().filter(|line| line.is_open()).count()
    }

    pub(super) fn stock_mut(&mut self, tray: &TrayId) -> &mut TrayStock {
        Arc::make_mut(self.stock.entry(tray.clone()).or_default())
    }
}
