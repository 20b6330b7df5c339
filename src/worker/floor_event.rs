//! What the world asks of the floor's tables, and what came of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::event::WriteError;
use crate::bus::command::Typed;
use crate::bus::people::{PeopleOrder, PeopleRefusal};
use crate::domain::floor::{Fill, Filled, Floor};
use crate::store::{FloorRow, PeopleRead};

/// One errand to the tables of the floor, one at a time.
#[derive(Clone, Debug, PartialEq)]
pub enum FloorErrand {
    /// Open them; a site that began anew knows nothing of what they hold.
    Open {
        forget: bool,
    },
    /// All of them or none, under a number by which they can be looked for.
    Write {
        rows: Vec<FloorRow>,
        number: i64,
    },
    /// Whether the write of this number was carried out; where it was not, it never will be.
    LookFor(i64),
    Fill(Arc<Fill>),
    People(PeopleOrder),
    /// Hold a PIN against the hash that is kept of it; slow on purpose, so not in the world. It is counted as wrong
    /// on disk before, so that nobody tries anew by ending the program.
    CheckPin {
        name: String,
        kept: String,
        pin: Typed,
        at: Timestamp,
    },
    /// Read again if another program wrote since the version that is known; in any case where none is.
    LookAgain {
        known: Option<i64>,
    },
}

/// What became of an errand.
#[derive(Clone, Debug)]
pub enum FloorNews {
    /// Everything anew.
    Read(Result<Box<FloorOpened>, String>),
    /// Nobody wrote since.
    Unchanged,
    /// The version after it, or why nothing was written.
    Written(Result<i64, WriteError>),
    /// Whether it was carried out, or why nobody can tell yet.
    LookedFor(Result<bool, String>),
    Filled(Result<(Filled, i64), String>),
    PeopleChanged(Result<i64, PeopleRefusal>),
    /// Whether the PIN was right, or why it was not held against anything.
    PinChecked(Result<bool, String>),
}

/// What the tables hold.
#[derive(Clone, Debug, Default)]
pub struct FloorOpened {
    pub floor: Floor,
    pub version: i64,
    pub people: PeopleRead,
    pub me: Uuid,
    /// Other programs on the same store that are alive.
    pub others: BTreeSet<Uuid>,
}
