//! Picking stations: slots of the robot manager that carry the tag `station`.

use super::ids::{SlotId, TrayId};

/// One slot. Its tags are how a tray is sent to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Station {
    pub slot: SlotId,
    /// The friendly name, `PS-1` for instance; the slot id when it has none.
    pub name: String,
    pub tags: Vec<String>,
    /// The tray that stands in it as last reported.
    pub tray: Option<TrayId>,
    /// `active`, or whatever the robot manager says.
    pub status: Option<String>,
    pub comment: Option<String>,
}
