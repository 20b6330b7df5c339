//! A write to a system as the ledger keeps it: the call, what it is about, what was seen before, how to see it done.

pub mod access;
mod carried;
mod look;
pub mod settings;
pub mod sku;
pub mod stock;
pub mod system;
pub mod webhooks;
pub mod work;

pub use carried::{Carried, CarriedFile};
pub use look::{Expect, Look};

use super::operation::Operation;
use crate::util::plain::Plain;

/// How a thing is no longer as the person saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Fields, as seen and as they are.
    Differs(String),
    /// What it is about is gone.
    Gone(String),
    /// What was to be made is there.
    ThereAlready(String),
}

/// One call of the catalog with all it carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreparedCall {
    pub operation: &'static Operation,
    /// Parameters by the contract's names, wherever they travel: path, query, text parts of a form.
    pub params: Vec<(String, String)>,
    /// The JSON body without its secrets.
    pub body: Option<Plain>,
    /// The id of the thing it is about, as people name it; empty where the operation says all.
    pub about: String,
    /// Where to look whether it was done; none where no operation tells.
    pub look: Option<Look>,
    /// What is found there once it was done.
    pub expect: Expect,
    /// The fields of the row as the person saw them, or a list of several rows'; when they differ just
    /// before sending, nothing is sent: somebody else changed the thing meanwhile. The empty list: there was none,
    /// so that one found afterwards is the one that was made.
    pub seen: Option<Plain>,
    /// Secrets and files: in memory only, never on disk.
    pub carried: Carried,
}

impl PreparedCall {
    /// A call about a thing, with nothing else yet.
    pub fn new(operation: &'static Operation, about: impl Into<String>) -> Self {
        Self {
            operation,
            params: Vec::new(),
            body: None,
            about: about.into(),
            look: None,
            expect: Expect::Row(Plain::map([])),
            seen: None,
            carried: Carried::default(),
        }
    }

    /// Adds a parameter; an empty value is never sent.
    pub fn param(mut self, name: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.params.push((name.to_owned(), value));
        }
        self
    }

    pub fn body(mut self, body: Plain) -> Self {
        self.body = Some(body);
        self
    }

    /// Where the outcome is seen, and what is found there then.
    pub fn seen_at(mut self, look: Look, expect: Expect) -> Self {
        self.look = Some(look);
        self.expect = expect;
        self
    }

    /// There is none of it yet; checked again just before sending.
    pub fn as_new(self) -> Self {
        self.as_seen(Plain::List(Vec::new()))
    }

    /// What the person saw; checked again just before sending. Without a look it cannot be checked.
    pub fn as_seen(mut self, seen: Plain) -> Self {
        self.seen = Some(seen);
        self
    }

    /// Nothing of it was left behind by a restart.
    pub const fn is_whole(&self) -> bool {
        !self.carried.lost
    }

    /// Whether the outcome of a lost answer may be found by looking.
    pub const fn can_look(&self) -> bool {
        self.look.is_some()
    }

    /// Calls one sending takes: a look at what was seen comes first.
    pub const fn cost(&self) -> u32 {
        if self.seen.is_some() && self.look.is_some() { 2 } else { 1 }
    }

    /// What differs between what the person saw and the rows there now; none while it is as seen.
    pub fn changed_meanwhile(&self, rows: &[Plain]) -> Option<Changed> {
        let seen = self.seen.as_ref()?;
        let rows = look::alive(rows);
        let none_seen = seen.as_list().is_some_and(<[Plain]>::is_empty);
        match (none_seen, rows.first()) {
            (true, None) => None,
            (true, Some(_)) => Some(Changed::ThereAlready(self.about.clone())),
            (false, None) => Some(Changed::Gone(self.about.clone())),
            (false, Some(_)) if look::has_all(&rows, seen) => None,
            (false, Some(_)) => Some(Changed::Differs(look::differences(&rows, seen))),
        }
    }

    /// Whether the rows prove that it was done.
    pub fn is_done(&self, rows: &[Plain]) -> bool {
        self.expect.is_met(rows)
    }
}
