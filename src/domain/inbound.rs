//! Calls that come in from a system: what was heard, what was refused and why, and where they were told to call.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use jiff::Timestamp;

use super::ids::{OrderReference, TrayId};
use crate::util::plain::Plain;

/// The path under which the robot manager's events are taken; the secret comes behind it.
pub const ROBOT_MANAGER_PATH: &str = "/hooks/robot-manager";

/// Where calls are listened for unless a person says another place: this PC alone reaches it.
pub const USUAL_PLACE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8_787);

/// How a site's configuration has calls listened for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListenEdit {
    pub on: bool,
    pub listen: SocketAddr,
    /// How others reach it, where that is not its own address: behind a proxy that speaks TLS.
    pub public_url: Option<String>,
}

/// Why an inbound call was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    WrongSecret,
    TooMany,
    TooLarge,
    /// It broke off, or did not come in time.
    TooSlow,
    NotJson,
    NotAnObject,
    /// It could not be written down, so it was not taken; whoever sent it may send it again.
    NotStored,
}

impl Refusal {
    pub const ALL: [Self; 7] = [
        Self::WrongSecret,
        Self::TooMany,
        Self::TooLarge,
        Self::TooSlow,
        Self::NotJson,
        Self::NotAnObject,
        Self::NotStored,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongSecret => "wrong-secret",
            Self::TooMany => "too-many",
            Self::TooLarge => "too-large",
            Self::TooSlow => "too-slow",
            Self::NotJson => "not-json",
            Self::NotAnObject => "not-an-object",
            Self::NotStored => "not-stored",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.code() == code)
    }
}

/// What was counted of inbound calls since the file was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Calls that were taken: each new event and each repeat.
    pub received: u64,
    /// Repeats of an event that was there already.
    pub duplicates: u64,
    /// Events older than one heard before of the same tray and reference.
    pub late: u64,
    pub refused: BTreeMap<Refusal, u64>,
    pub last_event: Option<Timestamp>,
}

impl Counts {
    /// All that were refused, whatever the reason.
    pub fn refused_in_all(&self) -> u64 {
        self.refused.values().sum()
    }
}

/// One event that was written down, as far as it says what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    pub tray: Option<TrayId>,
    pub reference: Option<OrderReference>,
}

/// A secret address that was given out; the secret itself nobody keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hook {
    /// The mark of its secret.
    pub mark: String,
    pub label: String,
    pub created_at: Timestamp,
}

/// What the robot manager lists of webhooks: a registration, or an event it keeps of a robot. Which of
/// both it lists is not documented, so it is told by what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookRecord {
    /// The record id of the delete call.
    pub id: Option<String>,
    pub robot_id: Option<String>,
    /// Whom it calls, with the mark of the secret in its place.
    pub url: Option<String>,
    /// Everything else it said.
    pub rest: Plain,
}

impl WebhookRecord {
    /// Whether it says whom to call; else it is an event.
    pub const fn is_registration(&self) -> bool {
        self.url.is_some()
    }

    /// Whether it calls the address of one of these secrets.
    pub fn calls_one_of(&self, hooks: &[Hook]) -> bool {
        let mark = self.url.as_deref().and_then(|url| url.rsplit('/').next()?.strip_prefix('…'));
        mark.is_some_and(|mark| hooks.iter().any(|hook| hook.mark == mark))
    }
}
