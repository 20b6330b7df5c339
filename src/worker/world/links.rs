//! One system's connection as the world keeps it: figures, limiter, and the gate while it does not answer.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::reads::thing_of;
use crate::domain::attention::SYSTEM_SILENT_AFTER;
use crate::domain::connection::{Connection, Gauge};
use crate::domain::system::System;
use crate::domain::trouble::{Cause, Trouble};
use crate::worker::event::{Ask, Change, ConnectionFacts};
use crate::worker::rate_limit::{Caller, Limiter};
use crate::worker::refresh::Thing;
use crate::worker::retry;

/// Answers whose times are kept.
const LATENCIES: usize = 120;

/// Everything about reaching one system.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub connection: Connection,
    pub limiter: Limiter,
    /// No polling before this; people may still try.
    pub gate: Option<Timestamp>,
    /// No read-back that nobody pressed for before this: they leave the calls to the polling, which
    /// shows most outcomes by itself.
    pub read_back_at: Option<Timestamp>,
    /// Calls that a question takes, as its last answer told.
    learnt: BTreeMap<Thing, u32>,
}

impl Link {
    pub fn new(facts: ConnectionFacts) -> Self {
        let limiter = Limiter::new(facts.per_second, facts.per_minute);
        Self {
            connection: Connection {
                system: facts.system,
                base_url: facts.base_url,
                auth_kind: facts.auth_kind,
                sign_in: facts.sign_in,
                plain_http: facts.plain_http,
                last_answer_at: None,
                failing_since: None,
                last_trouble: None,
                failed_tries: 0,
                next_try_at: None,
                authorised: None,
                latencies: Vec::new(),
                calls: Gauge::default(),
                limit: SYSTEM_SILENT_AFTER,
            },
            limiter,
            gate: None,
            read_back_at: None,
            learnt: BTreeMap::new(),
        }
    }

    /// Takes the right to ask this now, or says when to come again.
    pub fn take(&mut self, ask: &Ask, caller: Caller, now: Timestamp) -> Result<(), Timestamp> {
        self.limiter.take(self.cost(ask), caller, now)
    }

    /// Calls this question will take, as far as known.
    pub fn cost(&self, ask: &Ask) -> u32 {
        let learnt = thing_of(ask).filter(|_| ask.learns_cost());
        learnt.and_then(|thing| self.learnt.get(&thing).copied()).unwrap_or(ask.cost())
    }

    /// An answer tells how many calls it took; those beyond what was thought count now.
    pub fn learn(&mut self, ask: &Ask, calls: u32, now: Timestamp) {
        let Some(thing) = thing_of(ask).filter(|_| ask.learns_cost()) else { return };
        self.limiter.made(calls.saturating_sub(self.cost(ask)), now);
        self.learnt.insert(thing, calls);
    }

    /// The connection was edited: figures start anew.
    pub fn edited(&mut self, facts: ConnectionFacts) {
        let mut limiter = self.limiter.clone();
        limiter.allow(facts.per_second, facts.per_minute);
        *self = Self { limiter, ..Self::new(facts) };
    }

    /// It lets us in again; the figures stay.
    pub fn let_in(&mut self) {
        self.gate = None;
        self.connection.failing_since = None;
        self.connection.failed_tries = 0;
        self.connection.next_try_at = None;
        self.connection.authorised = Some(true);
    }

    pub const fn configured(&self) -> bool {
        self.connection.base_url.is_some()
    }

    /// It cannot be reached or lets nobody in, so nothing should be sent to it now.
    pub const fn down(&self) -> bool {
        self.gate.is_some()
    }

    /// A good answer came.
    pub fn answered(&mut self, latency: SignedDuration, now: Timestamp) -> Change {
        let connection = &mut self.connection;
        let news = connection.failing_since.is_some()
            || connection.last_answer_at.is_none()
            || connection.authorised != Some(true);
        connection.last_answer_at = Some(now);
        connection.failing_since = None;
        connection.failed_tries = 0;
        connection.next_try_at = None;
        connection.authorised = Some(true);
        if connection.latencies.len() >= LATENCIES {
            connection.latencies.remove(0);
        }
        connection.latencies.push(latency);
        self.gate = None;
        if news { Change::Visible } else { Change::Silent }
    }

    /// A call failed. What concerns the whole connection closes the gate; the rest only one reading.
    pub fn failed(&mut self, trouble: &Trouble, now: Timestamp) -> Change {
        let connection = &mut self.connection;
        match &trouble.cause {
            Cause::TooManyCalls(wait) => {
                let wait = wait.and_then(|wait| SignedDuration::try_from(wait).ok());
                self.limiter.too_many(wait, now);
            }
            Cause::NotAuthorised => connection.authorised = Some(false),
            _ => {}
        }
        let reach = reach_of(&trouble.cause);
        connection.last_trouble = Some((now, trouble.clone()));
        if reach == Reach::OneReading {
            // somebody is there and says no to this one
            if trouble.status.is_some() {
                connection.last_answer_at = Some(now);
                connection.failing_since = None;
                connection.failed_tries = 0;
                connection.next_try_at = None;
                self.gate = None;
            }
            return Change::Visible;
        }
        if self.gate.is_some_and(|gate| now < gate) {
            // one of several questions that were under way when the first one failed
            return Change::Silent;
        }
        connection.failing_since.get_or_insert(now);
        connection.failed_tries = connection.failed_tries.saturating_add(1);
        if reach == Reach::Connection {
            let seed = connection.system as u64;
            let until = now + retry::wait_after(connection.failed_tries, seed);
            let until = self.limiter.paused_until().map_or(until, |paused| until.max(paused));
            self.gate = Some(until);
            connection.next_try_at = Some(until);
        }
        Change::Visible
    }

    /// Since when it has been silent for too long, if it has.
    pub fn silent_since(&self, started: Timestamp) -> Option<Timestamp> {
        self.connection.failing_since?;
        Some(self.connection.last_answer_at.unwrap_or(started))
    }

    pub const fn system(&self) -> System {
        self.connection.system
    }
}

/// How far a failure reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// Nothing will get through: hold the polling and probe.
    Connection,
    /// The system is unwell, other questions may still be answered.
    System,
    /// This question only.
    OneReading,
}

const fn reach_of(cause: &Cause) -> Reach {
    match cause {
        Cause::Unreachable
        | Cause::ConnectionRefused
        | Cause::Certificate
        | Cause::ConnectionLost
        | Cause::TimedOut(_)
        | Cause::NotAuthorised
        | Cause::TooManyCalls(_)
        | Cause::PlainHttpNotAllowed
        | Cause::NoCredentials(_) => Reach::Connection,
        Cause::ServerError(_) | Cause::NotJson(_) | Cause::Truncated | Cause::TooLarge(_) => {
            Reach::System
        }
        Cause::Forbidden
        | Cause::NotFound
        | Cause::Refused(_)
        | Cause::WrongShape(_)
        | Cause::BadRequest(_)
        | Cause::ChangedMeanwhile(_)
        | Cause::GoneMeanwhile(_)
        | Cause::ThereAlready(_) => Reach::OneReading,
    }
}
