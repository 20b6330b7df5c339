//! The five outside systems, always in the same order on every screen.

use std::fmt;

/// One of the five systems Traydeck drives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum System {
    RobotManager,
    Noyes,
    Courier,
    Assure,
    Robosize,
}

impl System {
    /// All five in the order of the status bar.
    pub const ALL: [Self; 5] =
        [Self::RobotManager, Self::Noyes, Self::Courier, Self::Assure, Self::Robosize];

    /// The systems this version talks to; screens show no other.
    pub const BUILT: [Self; 2] = [Self::RobotManager, Self::Noyes];

    /// The name on the command line and in operation ids, for instance `robot-manager`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::RobotManager => "robot-manager",
            Self::Noyes => "noyes",
            Self::Courier => "courier",
            Self::Assure => "assure",
            Self::Robosize => "robosize",
        }
    }

    /// The name of its table in the configuration file, for instance `robot_manager`.
    pub const fn config_key(self) -> &'static str {
        match self {
            Self::RobotManager => "robot_manager",
            Self::Noyes => "noyes",
            Self::Courier => "courier",
            Self::Assure => "assure",
            Self::Robosize => "robosize",
        }
    }

    /// Reads either spelling, `robot-manager` or `robot_manager`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|system| text == system.id() || text == system.config_key())
    }

    /// Calls a second that are allowed when the configuration says nothing (product decision "Rate limits").
    pub const fn default_calls_per_second(self) -> u32 {
        match self {
            Self::RobotManager => 20,
            Self::Noyes => 40,
            Self::Courier | Self::Robosize => 5,
            Self::Assure => 10,
        }
    }
}

impl fmt::Display for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
