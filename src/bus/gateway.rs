//! The listener for inbound calls as the screen and the worker know it: where it listens, what it heard, what is missing.

use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::domain::inbound::{Counts, Heard, Hook, ListenEdit};

/// Where the listener inside this program listens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Listening {
    /// It is not switched on for this site.
    #[default]
    Off,
    /// At this address, `http://127.0.0.1:8787`.
    At(String),
    /// It was to listen here and could not, in words of the system.
    Failed { listen: String, why: String },
}

/// How the worker follows what comes in, whoever writes it down.
#[derive(Clone, Debug, Default)]
pub struct GatewayLink {
    pub listening: Listening,
    /// How others reach the listener, where that is another address than its own.
    pub public_url: Option<String>,
    /// As the configuration has it; none where it says nothing.
    pub configured: Option<ListenEdit>,
    /// The robot whose events this site is about, as configured.
    pub robot_id: Option<String>,
    /// Rung by the listener of this program after each write.
    pub stored: Arc<Notify>,
}

/// What the file of inbound calls told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InboundNews {
    pub counts: Counts,
    pub hooks: Vec<Hook>,
    /// Events that were not there before, oldest first.
    pub heard: Vec<Heard>,
    /// Why the file cannot be read, if so; then the rest is as it was before.
    pub trouble: Option<String>,
}

/// Inbound calls for the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gateway {
    pub listening: Listening,
    pub public_url: Option<String>,
    /// As the configuration has it; none where it says nothing.
    pub configured: Option<ListenEdit>,
    /// What came of the last change of the listener, by the id of the change.
    pub changed: Option<(Uuid, Result<(), String>)>,
    pub robot_id: Option<String>,
    pub counts: Counts,
    pub hooks: Vec<Hook>,
    pub trouble: Option<String>,
    /// Trays that were seen to have become ready although no event came, since the start of this program.
    pub gaps: u64,
    pub last_gap: Option<Timestamp>,
    /// Readings that an event brought forward.
    pub early_reads: u64,
}

impl Gateway {
    /// The address others call, without the path; none while nothing listens here and none is configured.
    pub fn base_url(&self) -> Option<&str> {
        let own = match &self.listening {
            Listening::At(address) => Some(address.as_str()),
            Listening::Off | Listening::Failed { .. } => None,
        };
        self.public_url.as_deref().or(own).map(|url| url.trim_end_matches('/'))
    }
}
