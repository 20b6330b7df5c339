//! A bot as the storage system reports it, and how long ago it last did.

use jiff::Timestamp;

use super::ids::{BotId, CarrierId, LevelId};

/// One bot. Every fact may be missing; missing is not zero. The storage system tells no coordinates.
#[derive(Clone, Debug, PartialEq)]
pub struct Bot {
    pub id: BotId,
    pub level: Option<LevelId>,
    pub battery: Battery,
    pub charging: Option<bool>,
    pub lifted_carrier: Option<CarrierId>,
    /// When the list of bots last contained it.
    pub reported_at: Timestamp,
    /// False once a good list came without it: it stays on the screen, marked.
    pub in_last_report: bool,
    /// Since when it is charging or not, holds what it holds and stands where it stands.
    pub unchanged_since: Timestamp,
}

/// Charge in per cent, or why there is no trustworthy figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Battery {
    Percent(u8),
    Missing,
    /// Reported, but no percentage (140 for instance); shown as it came, never used.
    OutOfRange(i64),
}

/// What a bot does, as far as its report tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BotState {
    /// A good list came without it.
    NotReported,
    /// Holds a carrier and is not charging.
    Working,
    Charging,
    /// Not charging and holds nothing.
    Idle,
}

impl Battery {
    /// Reads the reported number.
    pub fn from_reported(value: Option<i64>) -> Self {
        match value {
            None => Self::Missing,
            Some(value) => match u8::try_from(value) {
                Ok(percent) if percent <= 100 => Self::Percent(percent),
                _ => Self::OutOfRange(value),
            },
        }
    }
}

impl Bot {
    pub fn state(&self) -> BotState {
        if !self.in_last_report {
            BotState::NotReported
        } else if self.charging == Some(true) {
            BotState::Charging
        } else if self.lifted_carrier.is_some() {
            BotState::Working
        } else {
            BotState::Idle
        }
    }
}
