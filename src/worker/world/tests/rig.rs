//! A world with a disk and a robot manager around it, both in memory, both able to fail.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::bus::command::{Command, Submission};
use crate::bus::event::Notice;
use crate::bus::gateway::Gateway;
use crate::bus::snapshot::Site;
use crate::domain::ids::{OrderReference, TrayId};
use crate::domain::intent::{Action, Intent, IntentId, IntentState};
use crate::domain::lease::{Held, Looked};
use crate::domain::system::System;
use crate::domain::tray::ReadyTray;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::util::plain::Plain;
use crate::worker::event::{
    Answer, Ask, ConnectionFacts, Effect, Effects, Event, Reading, Write, WriteError,
};
use crate::worker::world::{Beginning, World};

/// The transport gives up a request after this long.
const DEADLINE: SignedDuration = SignedDuration::from_secs(10);

pub(super) fn at(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(1_000_000 + millis).unwrap()
}

pub(super) fn facts(system: System) -> ConnectionFacts {
    ConnectionFacts {
        system,
        base_url: Some("http://127.0.0.1:1".to_owned()),
        auth_kind: "bearer".to_owned(),
        sign_in: None,
        plain_http: true,
        per_second: 40,
        per_minute: 0,
    }
}

pub(super) fn beginning() -> Beginning {
    Beginning {
        site: Site { name: "practice".to_owned(), practice: true },
        connections: System::BUILT.into_iter().map(facts).collect(),
        has_control: false,
        fresh_site: false,
        gateway: Gateway::default(),
    }
}

pub(super) fn reading<T>(value: T) -> Reading<T> {
    Reading::new(value, SignedDuration::from_millis(5))
}

pub(super) fn ready(number: usize) -> ReadyTray {
    ReadyTray {
        tray: TrayId::new(&number.to_string()),
        station_name: Some("PS-1".to_owned()),
        station_slot: None,
        tags: Vec::new(),
        task_status: None,
        reference: Some(OrderReference::new(&format!("ref-{number}"))),
    }
}

pub(super) fn release(number: usize) -> Action {
    Action::ReleaseTray {
        tray: TrayId::new(&number.to_string()),
        reference: OrderReference::new(&format!("ref-{number}")),
        tags: Vec::new(),
        station: "PS-1".to_owned(),
    }
}

pub(super) fn trouble(class: ErrorClass) -> Trouble {
    Trouble::new(class, Cause::Refused(409), "test")
}

/// A disk that keeps what it was told and knows only legal moves.
#[derive(Default)]
pub(super) struct Disk {
    pub(super) rows: BTreeMap<IntentId, Intent>,
    pub(super) broken: bool,
}

impl Disk {
    pub(super) fn write(&mut self, write: Write) -> Result<(), WriteError> {
        if self.broken {
            return Err(WriteError::Failed("full".to_owned()));
        }
        match write {
            Write::Insert(intent) | Write::Bring(intent) => {
                assert!(self.rows.insert(intent.id, intent).is_none(), "inserted twice");
            }
            Write::Advance { id, step, state, .. } => {
                let row = self.rows.get_mut(&id).expect("advanced before it was inserted");
                if row.state == state && row.steps.last() == Some(&step) {
                    return Ok(()); // written before, when nobody could tell
                }
                assert!(
                    row.state == state && state != IntentState::Sent || row.state.may_become(state),
                    "{:?} to {state:?}",
                    row.state
                );
                row.state = state;
                row.steps.push(step);
            }
        }
        Ok(())
    }

    pub(super) fn opened(&self) -> Looked {
        let held = |intent: &Intent| Held { intent: intent.clone(), epoch: 1, elsewhere: None };
        Looked { taken: self.rows.values().map(held).collect(), ..Looked::default() }
    }
}

/// World, disk and a robot manager that counts what it carried out.
pub(super) struct Rig {
    pub(super) world: World,
    pub(super) now: Timestamp,
    pub(super) disk: Disk,
    pub(super) asks: Vec<(Ask, Timestamp)>,
    /// Answers that were delivered once and may come again.
    pub(super) old: Vec<Event>,
    pub(super) done: BTreeMap<IntentId, usize>,
    pub(super) notices: Vec<Notice>,
    pub(super) writes: Vec<Write>,
    pub(super) open_asked: bool,
    pub(super) look_asked: bool,
    /// At the newest look.
    pub(super) looked_for: Vec<IntentId>,
}

impl Rig {
    pub(super) fn new() -> Self {
        let now = at(0);
        let (world, effects) = World::begin(beginning(), now);
        let mut rig = Self {
            world,
            now,
            disk: Disk::default(),
            asks: Vec::new(),
            old: Vec::new(),
            done: BTreeMap::new(),
            notices: Vec::new(),
            writes: Vec::new(),
            open_asked: false,
            look_asked: false,
            looked_for: Vec::new(),
        };
        rig.take(effects);
        rig
    }

    /// Release 1 is written down and sent; with it where its ask stands.
    pub(super) fn with_a_release_sent() -> (Self, usize) {
        let mut rig = Self::new();
        rig.pass(0);
        rig.submit(1, release(1));
        rig.serve_disk();
        rig.serve_disk();
        let place = rig.take_send().unwrap();
        (rig, place)
    }

    pub(super) fn take(&mut self, effects: Effects) {
        for effect in effects.list {
            match effect {
                Effect::Pictures { .. } => {}
                Effect::OpenStore => self.open_asked = true,
                Effect::LookAtStore { doubtful } => {
                    self.look_asked = true;
                    self.looked_for = doubtful;
                }
                Effect::Ask(ask) => self.asks.push((ask, self.now)),
                Effect::Write(write) => self.writes.push(write),
                Effect::Notice(notice) => self.notices.push(notice),
                Effect::SavePreferences(_)
                | Effect::SaveConnection(_)
                | Effect::LogIn { .. }
                | Effect::NewHook { .. }
                | Effect::DropHook(_)
                | Effect::SetListener { .. }
                | Effect::File(_)
                | Effect::Table(_)
                | Effect::Card { .. }
                | Effect::Floor(_)
                | Effect::Sound(_)
                | Effect::SetSound(_)
                | Effect::Export(_) => {}
            }
        }
    }

    pub(super) fn apply(&mut self, event: Event) {
        let effects = self.world.apply(event, self.now);
        assert!(effects.wake_at.is_some_and(|at| at > self.now), "no way on");
        self.take(effects);
    }

    pub(super) fn serve_disk(&mut self) {
        if std::mem::take(&mut self.open_asked) {
            let opened =
                if self.disk.broken { Err("full".to_owned()) } else { Ok(self.disk.opened()) };
            self.apply(Event::StoreOpened(opened));
        }
        if std::mem::take(&mut self.look_asked) {
            self.apply(Event::StoreLooked(Ok(Looked::default())));
        }
        if let Some(write) = self.writes.pop() {
            assert!(self.writes.is_empty(), "two writes under way");
            let result = self.disk.write(write);
            self.apply(Event::Written { result, took: SignedDuration::from_millis(1) });
        }
    }

    /// Answers the ask at this place the way `how` says.
    pub(super) fn serve(&mut self, place: usize, how: u8) {
        if self.asks.is_empty() {
            return;
        }
        let (ask, asked_at) = self.asks.remove(place % self.asks.len());
        let answer = match &ask {
            Ask::Send { intent, .. } => {
                let state = self.world.ledger.entries[intent].state();
                assert_eq!(state, IntentState::Sent, "sent without being written down as sent");
                assert_eq!(self.disk.rows[intent].state, IntentState::Sent);
                self.serve_send(*intent, how)
            }
            Ask::ReadBack { intent, .. } => {
                let gone = self.done.get(intent).copied().unwrap_or(0) > 0;
                match how % 4 {
                    0 => Answer::Failed(trouble(ErrorClass::Transient)),
                    _ if gone => Answer::ReadBack(reading(Vec::new())),
                    _ => Answer::ReadBack(reading(vec![self.record_of(*intent)])),
                }
            }
            Ask::LookBack { intent, .. } => {
                let there = self.done.get(intent).copied().unwrap_or(0) > 0;
                let made = Plain::map([("section_code", "11000000".into())]);
                match how % 4 {
                    0 => Answer::Failed(trouble(ErrorClass::Transient)),
                    _ => Answer::Rows(reading(there.then_some(made).into_iter().collect())),
                }
            }
            Ask::ReadyTrays => Answer::ReadyTrays(reading((0..4).map(ready).collect())),
            _ if how.is_multiple_of(3) => Answer::Failed(trouble(ErrorClass::Transient)),
            _ => Answer::Failed(trouble(ErrorClass::Fatal)),
        };
        let event = Event::Answered { ask, asked_at, answer };
        self.old.push(event.clone());
        if how % 8 != 7 {
            self.apply(event);
        }
    }

    pub(super) fn serve_send(&mut self, intent: IntentId, how: u8) -> Answer {
        let mut carry_out = || *self.done.entry(intent).or_default() += 1;
        match how % 6 {
            0 | 1 => {
                carry_out();
                Answer::Accepted {
                    answer: "ok".to_owned(),
                    latency: SignedDuration::ZERO,
                    shown_once: None,
                }
            }
            // the reply is lost after it was carried out, or before
            2 => {
                carry_out();
                Answer::Failed(trouble(ErrorClass::OutcomeUnknown))
            }
            3 => Answer::Failed(trouble(ErrorClass::OutcomeUnknown)),
            4 => Answer::Failed(trouble(ErrorClass::Transient)),
            _ => Answer::Failed(trouble(ErrorClass::Fatal)),
        }
    }

    pub(super) fn record_of(&self, intent: IntentId) -> ReadyTray {
        let action = &self.disk.rows[&intent].action;
        ReadyTray {
            tray: action.tray().unwrap().clone(),
            reference: action.reference().cloned(),
            ..ready(0)
        }
    }

    pub(super) fn restart(&mut self) {
        let (world, effects) = World::begin(beginning(), self.now);
        self.world = world;
        self.asks.clear();
        // an answer to a process that is gone reaches nobody
        self.old.clear();
        self.writes.clear();
        self.open_asked = false;
        self.look_asked = false;
        self.take(effects);
    }

    pub(super) fn state(&self, number: u128) -> Option<IntentState> {
        let id = IntentId(Uuid::from_u128(number));
        self.world.ledger.entries.get(&id).map(crate::worker::world::ledger_entry::Entry::state)
    }

    pub(super) fn submit(&mut self, number: u128, action: Action) {
        self.apply(Event::Command(Command::Submit(Submission {
            id: IntentId(Uuid::from_u128(number)),
            action,
            by: "P".to_owned(),
            place: "PS-1".to_owned(),
        })));
    }

    /// Lets time pass; a send without an answer ends by the deadline of the transport, carried out or not.
    pub(super) fn wait(&mut self, millis: i64) {
        self.now += SignedDuration::from_millis(millis);
        let now = self.now;
        let late = |(ask, at): &(Ask, Timestamp)| {
            matches!(ask, Ask::Send { .. }) && now.duration_since(*at) > DEADLINE
        };
        while let Some(place) = self.asks.iter().position(late) {
            self.serve(place, if millis % 2 == 0 { 2 } else { 3 });
        }
        self.apply(Event::Tick);
    }

    /// Lets time pass and serves disk and readings until nothing moves.
    pub(super) fn pass(&mut self, millis: i64) {
        self.now += SignedDuration::from_millis(millis);
        self.apply(Event::Tick);
        self.serve_disk();
        while let Some(place) = self.asks.iter().position(|(ask, _)| *ask == Ask::ReadyTrays) {
            self.serve(place, 1);
        }
        self.serve_disk();
    }

    pub(super) fn take_send(&mut self) -> Option<usize> {
        self.asks.iter().position(|(ask, _)| matches!(ask, Ask::Send { .. }))
    }

    /// The one intent of the ledger.
    pub(super) fn only(&self) -> std::sync::Arc<Intent> {
        let mut entries = self.world.ledger.entries.values();
        std::sync::Arc::clone(&entries.next().unwrap().intent)
    }

    pub(super) fn take_read_back(&mut self) -> Option<usize> {
        self.asks.iter().position(|(ask, _)| matches!(ask, Ask::ReadBack { .. }))
    }
}
