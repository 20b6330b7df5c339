//! Every call of a system's contract as one constant: the list that the command line, permissions, audit and the limiter share.
//!
//! Which fields a call takes and how a repeat of it behaves follows contracts/*.openapi.yaml and quirks.md.

pub mod noyes;
pub mod robot_manager;
pub mod shape;

pub use robot_manager::{RELEASE_TRAY, RETRIEVE_TRAY};

use std::time::Duration;

use super::system::System;

/// One vendor call. Its typed request and response live with the client of its system.
#[derive(Debug, PartialEq, Eq)]
pub struct Operation {
    /// System, dot, the contract's operationId in kebab case: `noyes.list-bots`.
    pub id: &'static str,
    pub system: System,
    pub direction: Direction,
    pub method: Method,
    /// Path template under the base URL, `/webhook/{record_id}` for instance.
    pub path: &'static str,
    pub kind: Kind,
    pub repeat: Repeat,
    pub fields: &'static [Field],
    pub body: Body,
}

/// Who calls whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Outbound,
    Inbound,
    Both,
}

/// HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

/// What a call does over there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Read,
    /// Changes data.
    Write,
    /// Moves a machine.
    Physical,
    /// Removes or stops something that does not come back by itself.
    Destructive,
}

/// How a repeat of the same call behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// Twice is the same as once.
    Safe,
    /// Twice with the same key is the same as once.
    Keyed,
    /// Only after a read-back has shown that it did not happen.
    ReadBack,
    /// Not at all.
    Never,
}

/// One parameter of a call.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    pub place: FieldPlace,
    pub required: bool,
    /// Sent by repeating the name.
    pub list: bool,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldPlace {
    Path,
    Query,
    /// Text part of a multipart form.
    Form,
    /// File part of a multipart form.
    File,
}

/// What a call carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    None,
    Json,
    Multipart,
}

impl Operation {
    /// The id without the system, `list-bots`; the key of `urls` in the configuration.
    pub fn name(&self) -> &'static str {
        self.id.split_once('.').map_or(self.id, |(_, name)| name)
    }

    /// How long its answer may take over there beyond that of other calls: the restart answers when
    /// its service is up (`timeout`, 60 s unless told), a report is packed before it comes.
    pub fn takes_longer(&self) -> Duration {
        match self.name() {
            "restart-brain-service" => Duration::from_secs(60),
            "generate-support-report" => Duration::from_secs(120),
            _ => Duration::ZERO,
        }
    }

    /// Whether a lost answer leaves the outcome unknown.
    pub const fn is_write(&self) -> bool {
        !matches!(self.kind, Kind::Read)
    }
}

impl Direction {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Outbound => "outbound",
            Self::Inbound => "inbound",
            Self::Both => "both",
        }
    }
}

impl Method {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

impl Kind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Physical => "physical",
            Self::Destructive => "destructive",
        }
    }
}

impl Repeat {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Keyed => "keyed",
            Self::ReadBack => "read-back",
            Self::Never => "never",
        }
    }
}

/// Every operation of the systems built so far, robot manager first, in the order of the contracts.
pub fn all() -> impl Iterator<Item = &'static Operation> {
    robot_manager::ALL.iter().chain(noyes::ALL).copied()
}

/// Finds an operation by id, `noyes.list-bots` for instance.
pub fn by_id(id: &str) -> Option<&'static Operation> {
    all().find(|operation| operation.id == id)
}

/// A required field of one value.
const fn required(place: FieldPlace, name: &'static str) -> Field {
    Field { name, place, required: true, list: false }
}

/// An optional field of one value.
const fn optional(place: FieldPlace, name: &'static str) -> Field {
    Field { name, place, required: false, list: false }
}

/// A field that repeats its name for each value.
const fn list(name: &'static str, required: bool) -> Field {
    Field { name, place: FieldPlace::Query, required, list: true }
}
