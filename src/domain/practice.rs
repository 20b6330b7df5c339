//! The practice site as its control URL tells it.

use super::system::System;

/// State of the practice site.
#[derive(Clone, Debug, PartialEq)]
pub struct Practice {
    /// How much faster than the clock the warehouse runs; 0 stands still and is stepped.
    pub speed: f64,
    pub faults: Vec<FaultSpec>,
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

/// What the practice panel asks of the simulator.
#[derive(Clone, Debug, PartialEq)]
pub enum PracticeCommand {
    SetSpeed(f64),
    SetFaults(Vec<FaultSpec>),
    Reset,
    /// Advance by this many simulated seconds.
    Step(f64),
}
