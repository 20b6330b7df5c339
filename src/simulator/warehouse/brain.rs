//! The state of the storage as a whole: it runs, stands paused, or starts anew.

use super::Warehouse;
use super::work::Event;
use crate::simulator::clock::Millis;

/// What the storage says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Running,
    Paused,
    /// Something is broken: nothing moves until a restart.
    Error,
    Maintenance,
    ShuttingDown,
    Off,
    StartingUp,
}

impl Status {
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Running => "RUNNING",
            Self::Paused => "PAUSED",
            Self::Error => "ERROR",
            Self::Maintenance => "MAINTENANCE",
            Self::ShuttingDown => "SHUTTING_DOWN",
            Self::Off => "OFF",
            Self::StartingUp => "STARTING_UP",
        }
    }

    /// What follows by itself, and after how long.
    fn next(self) -> Option<(Self, Millis)> {
        match self {
            Self::Running | Self::Paused | Self::Error | Self::Maintenance => None,
            Self::ShuttingDown => Some((Self::Off, 4_000)),
            Self::Off => Some((Self::StartingUp, 3_000)),
            Self::StartingUp => Some((Self::Running, 15_000)),
        }
    }
}

/// The state and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brain {
    pub status: Status,
    since: Millis,
}

impl Default for Brain {
    fn default() -> Self {
        Self { status: Status::Running, since: 0 }
    }
}

impl Warehouse {
    /// Whether the storage takes orders, even if they have to wait: it does unless it starts anew.
    pub fn takes_orders(&self) -> bool {
        self.brain.status.next().is_none()
    }

    /// Puts the storage into a state and tells so.
    pub fn set_status(&mut self, status: Status) {
        self.brain = Brain { status, since: self.now };
        let (severity, hex) = match status {
            Status::Running => (1, "0x1101"),
            Status::Paused => (2, "0x1100"),
            Status::Error => (4, "0x1103"),
            _ => (2, "0x1102"),
        };
        self.work.tell(Event {
            created: self.stamp,
            severity,
            component: "BRAIN",
            hex,
            description: format!("Storage is {}", status.word()),
            bot: None,
            level: None,
            request: None,
        });
    }
}

/// Goes on to the next state when its time has come.
pub fn tick(site: &mut Warehouse) {
    if let Some((next, after)) = site.brain.status.next()
        && site.now >= site.brain.since + after
    {
        if next == Status::Running {
            site.settings.restarted();
        }
        site.set_status(next);
    }
}
