//! The practice site as its control URL tells it.

use super::system::System;

/// State of the practice site.
#[derive(Clone, Debug, PartialEq)]
pub struct Practice {
    /// How much faster than the clock the warehouse runs; 0 stands still and is stepped.
    pub speed: f64,
    pub faults: Vec<FaultSpec>,
    /// Troubles put on single bots and trays.
    pub mishaps: Vec<Mishap>,
    pub seed: u64,
    /// Simulated seconds since the start.
    pub elapsed_seconds: f64,
}

/// One fault in the grammar of the command line: `SYSTEM:FAULT[=VALUE][@PROBABILITY]`.
#[derive(Clone, Debug, PartialEq)]
pub struct FaultSpec {
    pub system: System,
    /// `latency`, `error`, `lost-reply` and so on.
    pub fault: String,
    pub value: Option<String>,
    /// 0 to 1; none means always.
    pub probability: Option<f64>,
}

impl FaultSpec {
    /// The faults of the grammar, in the order of the manual.
    pub const FAULTS: [&str; 13] = [
        "latency",
        "error",
        "status429",
        "refused",
        "reset",
        "slow-body",
        "half-open",
        "truncated",
        "wrong-type",
        "lost-reply",
        "expired-token",
        "dup-webhook",
        "reorder-webhook",
    ];
}

/// A trouble put on one bot or tray on purpose, so that a person learns what it looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mishap {
    pub kind: MishapKind,
    /// The number of the bot or tray.
    pub of: String,
}

/// What can be made to go wrong with a bot or a tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MishapKind {
    /// The bot keeps the carrier it holds, or the next one it lifts.
    BotStuck,
    /// The list of bots comes without it.
    BotSilent,
    /// Its battery is nearly empty and it does not go to charge.
    BotBatteryLow,
    /// The tray does not become ready.
    TrayHeld,
}

impl MishapKind {
    pub const ALL: [Self; 4] =
        [Self::BotStuck, Self::BotSilent, Self::BotBatteryLow, Self::TrayHeld];

    /// The word of the control URL.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BotStuck => "stuck",
            Self::BotSilent => "silent",
            Self::BotBatteryLow => "battery-low",
            Self::TrayHeld => "held",
        }
    }

    /// Whether it strikes a bot; else a tray.
    pub const fn is_of_bot(self) -> bool {
        !matches!(self, Self::TrayHeld)
    }
}

/// What the practice panel asks of the simulator.
#[derive(Clone, Debug, PartialEq)]
pub enum PracticeCommand {
    SetSpeed(f64),
    SetFaults(Vec<FaultSpec>),
    /// Puts a trouble on a bot or tray.
    PutMishap(Mishap),
    /// Takes it off again.
    EndMishap(Mishap),
    Reset,
    /// Advance by this many simulated seconds.
    Step(f64),
}
