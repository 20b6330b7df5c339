//! What the screen asks about people at the stations and the rules of the site, and what it shows of them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use uuid::Uuid;

use super::command::Typed;
use crate::domain::access::Role;
use crate::domain::floor::Rules;
use crate::domain::person::Person;

/// One change. The id is made by the screen so that it can follow it.
#[derive(Clone, Debug, PartialEq)]
pub struct PeopleOrder {
    pub id: Uuid,
    pub change: PeopleChange,
    pub by: String,
    pub at: Timestamp,
}

/// What is changed.
#[derive(Clone, Debug, PartialEq)]
pub enum PeopleChange {
    /// Somebody new, or somebody known as he is from now on; a badge or PIN that is not given stays.
    Put {
        name: String,
        role: Role,
        active: bool,
        badge: Option<Typed>,
        pin: Option<Typed>,
    },
    Remove(String),
    Rules(Rules),
}

/// Why it was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeopleRefusal {
    /// The badge is this person's already.
    BadgeOf(String),
    /// Words of the store.
    Failed(String),
}

/// Everybody who is kept, by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeopleView {
    pub people: Vec<Person>,
    /// The last change and what became of it.
    pub done: Option<(Uuid, Result<(), PeopleRefusal>)>,
    /// Names of which no PIN is taken until then, after too many wrong ones.
    pub pauses: BTreeMap<String, Timestamp>,
}
