//! Trays, the ones that are ready at a station, and when one may be released.

use jiff::Timestamp;

use super::ids::{OrderReference, SlotId, TrayId};
use super::sourced::Stamp;
use super::station::Station;

/// One tray of the robot manager.
#[derive(Clone, Debug, PartialEq)]
pub struct Tray {
    pub id: TrayId,
    pub status: Option<String>,
    /// Millimetres.
    pub height: Option<f64>,
    /// Unit undocumented; shown as it comes.
    pub weight: Option<f64>,
    pub divider: Option<f64>,
    pub tags: Vec<String>,
}

/// A tray that stands ready at a station, as is-tray-ready tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadyTray {
    pub tray: TrayId,
    pub station_name: Option<String>,
    pub station_slot: Option<SlotId>,
    pub tags: Vec<String>,
    pub task_status: Option<String>,
    pub reference: Option<OrderReference>,
}

impl ReadyTray {
    /// Whether it stands at this station, by slot id or, where none is told, by name.
    pub fn is_at(&self, station: &Station) -> bool {
        match (&self.station_slot, &self.station_name) {
            (Some(slot), _) => *slot == station.slot,
            (None, Some(name)) => *name == station.name,
            (None, None) => false,
        }
    }
}

/// Why a tray may not be released now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRelease {
    /// The ready trays are stale or were never read.
    ReadyTraysNotFresh,
    /// No ready tray with that id stands there.
    NotReadyHere,
    /// The robot manager tells no order reference, so it cannot be named.
    NoReference,
    /// A release of it is already under way.
    AlreadyAsked,
}

/// Whether this ready tray may be released: the reading is fresh and it can be named.
pub fn may_release(
    ready: Option<&ReadyTray>,
    stamp: &Stamp,
    now: Timestamp,
    release_under_way: bool,
) -> Result<OrderReference, NoRelease> {
    if !stamp.is_fresh(now) {
        return Err(NoRelease::ReadyTraysNotFresh);
    }
    let ready = ready.ok_or(NoRelease::NotReadyHere)?;
    if release_under_way {
        return Err(NoRelease::AlreadyAsked);
    }
    ready.reference.clone().ok_or(NoRelease::NoReference)
}
