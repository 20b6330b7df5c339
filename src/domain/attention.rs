//! What needs a person now, computed from what is there now; full alarms come later.

use jiff::{SignedDuration, Timestamp};

use super::ids::{BotId, TrayId};
use super::intent::IntentId;
use super::system::System;

/// One thing that somebody must look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    pub what: Need,
    pub priority: Priority,
    /// Since when it is so.
    pub since: Timestamp,
}

/// How urgent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Priority {
    High,
    Medium,
    Low,
}

/// What is wrong, as facts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// A system has not answered for longer than its limit.
    SystemSilent(System),
    /// A system answers and does not let us in with the credentials it has.
    NotLetIn(System),
    /// The storage says error, off or maintenance; the word as reported.
    StorageNotRunning(String),
    /// Somebody paused the storage: nothing moves until somebody lets it go on.
    StoragePaused,
    /// A good list of bots came without this one.
    BotNotReported(BotId),
    /// It holds a carrier and nothing about it has changed for too long.
    BotStuck(BotId),
    /// A tray was asked for and is not ready after too long.
    TrayOverdue { tray: TrayId, station: String },
    /// A tray that lines wait for was refused again and again.
    TrayRefused { tray: TrayId, times: u32 },
    /// A ready tray stands there, nobody releases it, and others wait behind it.
    StationHeld {
        station: String,
        tray: TrayId,
        /// Trays asked for to this station that wait.
        waiting: usize,
        /// Those of them that are overdue; they are told here and nowhere else.
        overdue: usize,
    },
    /// A command of which nobody knows whether it was carried out.
    CommandUnknown { intent: IntentId, operation: &'static str, about: String },
    /// So many of them that single rows would hide the rest.
    CommandsUnknown(usize),
}

/// More commands than this without a known outcome are one matter.
pub const COMMANDS_TOLD_SINGLY: usize = 3;
/// A silent system becomes a matter for a person after this.
pub const SYSTEM_SILENT_AFTER: SignedDuration = SignedDuration::from_secs(10);
/// A bot whose offboarding was asked for this long before it was last reported has left as it was told.
pub const BOT_LEAVES_WITHIN: SignedDuration = SignedDuration::from_hours(1);
/// A bot that holds a carrier and does not change for this long is called stuck.
pub const BOT_STUCK_AFTER: SignedDuration = SignedDuration::from_mins(5);
/// A tray that stands ready this long while others wait behind it holds its station.
pub const STATION_HELD_AFTER: SignedDuration = SignedDuration::from_mins(3);
/// A tray that is not ready this long after it was asked for is overdue.
pub const TRAY_OVERDUE_AFTER: SignedDuration = SignedDuration::from_mins(3);
