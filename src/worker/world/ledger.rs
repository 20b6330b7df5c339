//! The ledger in the world: writes one after the other, sends only what is on disk as sent, reads back the rest.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::World;
use super::ledger_entry::Entry;
use super::reads::tell;
use crate::bus::command::Submission;
use crate::bus::event::Notice;
use crate::bus::snapshot::LEDGER_KEPT;
use crate::domain::intent::{Action, Intent, IntentId, IntentState, Step, StepKind};
use crate::domain::lease::SetAside;
use crate::domain::system::System;
use crate::domain::tray::{self, NoRelease};
use crate::worker::event::{Ask, Change, Effect, Effects, Write};
use crate::worker::rate_limit::Caller;

/// Between two tries to write to a disk that failed.
const WRITE_AGAIN: SignedDuration = SignedDuration::from_secs(2);
/// Of the calls allowed one of so many may be a read-back that nobody pressed for.
const READ_BACKS_ONE_OF: u32 = 4;

/// Every unfinished intent, the newest finished ones, and the writes on their way to disk.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// The store is open.
    pub open: bool,
    /// It is being opened.
    pub opening: bool,
    pub entries: BTreeMap<IntentId, Entry>,
    pub writes: VecDeque<Write>,
    /// New ones that may be on the disk, and may not be; looked for until that is known.
    pub doubts: BTreeMap<IntentId, Write>,
    /// The first of `writes` is a step of which nobody knows whether it is on the disk.
    pub step_in_doubt: bool,
    /// The first of `writes` is under way.
    pub writing: bool,
    pub write_again_at: Option<Timestamp>,
    /// The screen's list is out of date.
    pub dirty: bool,
    /// The program ends: nothing more is sent.
    pub ending: bool,
    /// When the store is looked at next, and whether that is under way.
    pub look_at: Option<Timestamp>,
    pub looking: bool,
    /// When a look last showed what this program holds.
    pub looked_at: Option<Timestamp>,
    /// What cannot be understood.
    pub set_aside: Arc<Vec<SetAside>>,
}

impl Ledger {
    /// What waits for a system is sent as soon as its turn comes.
    pub fn send_soon(&mut self, system: System, now: Timestamp) {
        for entry in self.entries.values_mut() {
            if entry.intent.action.operation().system == system {
                entry.send_at = entry.send_at.min(now);
            }
        }
    }

    /// Moves an intent in memory and puts the same step on its way to disk. An illegal move is refused.
    pub fn advance(
        &mut self,
        id: IntentId,
        kind: StepKind,
        state: IntentState,
        who: Option<&str>,
        now: Timestamp,
        effects: &mut Effects,
    ) -> bool {
        let Some(entry) = self.entries.get_mut(&id) else { return false };
        let before = entry.state();
        if before != state && !before.may_become(state) {
            return false;
        }
        let step = Step { at: now, kind };
        let intent = Arc::make_mut(&mut entry.intent);
        intent.steps.push(step.clone());
        if before != state {
            intent.state = state;
            intent.since = now;
            tell(effects, Notice::Intent { id, state });
            let released = matches!(intent.action, Action::ReleaseTray { .. });
            entry.gone_at = (released && state == IntentState::Confirmed).then_some(now);
        }
        let who = who.map_or_else(|| intent.by.clone(), ToOwned::to_owned);
        let epoch = entry.epoch;
        self.writes.push_back(Write::Advance { id, step, state, who, epoch });
        self.dirty = true;
        effects.changed(Change::AtOnce);
        true
    }

    pub fn clock_was_set_back(&mut self, now: Timestamp) {
        self.write_again_at = self.write_again_at.map(|at| at.min(now));
        self.look_at = self.look_at.map(|at| at.min(now));
        for entry in self.entries.values_mut() {
            entry.send_at = entry.send_at.min(now);
            entry.left_at = entry.left_at.map(|at| at.min(now));
            entry.gone_at = entry.gone_at.map(|at| at.min(now));
            entry.read_at = entry.read_at.map(|at| at.min(now));
        }
    }

    /// The clock jumped ahead, or this program did not run: what is under way has not waited that long. The
    /// transport counts its own time and gives up by itself.
    pub fn time_was_lost(&mut self, lost: SignedDuration) {
        for entry in self.entries.values_mut() {
            entry.left_at = entry.left_at.and_then(|at| at.checked_add(lost).ok());
        }
    }

    /// Whether the answer to this very send is awaited.
    pub fn awaits(&self, id: IntentId, attempt: u32) -> bool {
        self.entries.get(&id).is_some_and(|entry| entry.awaiting && entry.attempt == attempt)
    }

    /// A send left this PC now.
    pub fn left(&mut self, id: IntentId, now: Timestamp) {
        if let Some(entry) = self.entries.get_mut(&id) {
            entry.left_at = Some(now);
        }
    }

    /// The ready trays were asked for then and answered: what was released before is off the list.
    pub fn ready_trays_listed(&mut self, asked_at: Timestamp) {
        for entry in self.entries.values_mut() {
            entry.gone_at = entry.gone_at.filter(|gone| asked_at < *gone);
        }
    }

    fn release_under_way(&self, action: &Action) -> bool {
        let same = |other: &Action| {
            matches!(other, Action::ReleaseTray { .. })
                && other.tray() == action.tray()
                && other.reference() == action.reference()
        };
        let open = |e: &Entry| !e.intent.is_over() || e.gone_at.is_some();
        self.entries.values().any(|e| open(e) && same(&e.intent.action))
            || self.inserts().any(|intent| same(&intent.action))
    }

    /// Whether an intent taken from the store asks the same as this new one.
    pub fn is_asked(&self, new: &Intent) -> bool {
        self.entries.values().any(|entry| {
            let old = &entry.intent;
            let same = old.action.operation() == new.action.operation()
                && old.action.tray() == new.action.tray()
                && old.action.reference() == new.action.reference();
            let trays = old.action.tray().is_some();
            old.id == new.id || (trays && same && !old.state.is_final())
        })
    }

    /// Those that are not in the list yet.
    pub fn inserts(&self) -> impl Iterator<Item = &Intent> {
        self.writes.iter().chain(self.doubts.values()).filter_map(inserted)
    }

    fn knows(&self, id: IntentId) -> bool {
        self.entries.contains_key(&id) || self.inserts().any(|intent| intent.id == id)
    }

    fn reference_used(&self, action: &Action) -> bool {
        let same = |other: &Action| {
            matches!(other, Action::RetrieveTray { .. }) && other.reference() == action.reference()
        };
        self.entries.values().any(|entry| same(&entry.intent.action))
            || self.inserts().any(|intent| same(&intent.action))
    }

    /// Forgets the oldest finished ones beyond what the screen carries.
    fn prune(&mut self) {
        while self.entries.len() > LEDGER_KEPT {
            let oldest = self.entries.iter().find(|(_, entry)| entry.intent.is_over());
            let Some(id) = oldest.map(|(id, _)| *id) else { return };
            self.entries.remove(&id);
        }
    }
}

/// What a write puts into the ledger.
pub(super) const fn inserted(write: &Write) -> Option<&Intent> {
    match write {
        Write::Insert(intent) | Write::Bring(intent) => Some(intent),
        Write::Advance { .. } => None,
    }
}

impl World {
    /// A new wish: checked once more on the newest world, then on its way to disk.
    pub(super) fn submit(&mut self, submission: Submission, now: Timestamp, effects: &mut Effects) {
        self.put_in(submission, Write::Insert, now, effects);
    }

    /// Puts it on its way as this write, unless it may not be queued.
    pub(super) fn put_in(
        &mut self,
        submission: Submission,
        write: fn(Intent) -> Write,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let Submission { id, action, by, place } = submission;
        if self.ledger.knows(id) {
            return;
        }
        if let Err(reason) = self.may_queue(&action, now) {
            tell(effects, Notice::NotQueued { id, reason: reason.to_owned() });
            return;
        }
        let intent = Intent {
            id,
            action,
            by,
            place,
            asked_at: now,
            state: IntentState::Queued,
            since: now,
            steps: vec![Step { at: now, kind: StepKind::Queued }],
        };
        self.ledger.writes.push_back(write(intent));
        if !self.ledger.open && !self.ledger.opening {
            self.ledger.opening = true;
            effects.push(Effect::OpenStore);
        }
    }

    pub(super) fn may_queue(&self, action: &Action, now: Timestamp) -> Result<(), &'static str> {
        let configured = |system| self.links.get(&system).is_some_and(super::Link::configured);
        if !configured(action.operation().system) {
            return Err("not-queued-not-configured");
        }
        match action {
            Action::RetrieveTray { .. } if self.ledger.reference_used(action) => {
                Err("not-queued-reference-used")
            }
            Action::RetrieveTray { .. } => Ok(()),
            Action::Call(call) if !call.operation.is_write() => Err("not-queued-no-write"),
            Action::Call(_) => Ok(()),
            Action::ReleaseTray { tray, reference, .. } => {
                let section = &self.snapshot.ready_trays;
                let ready = section.get().and_then(|trays| {
                    trays.iter().find(|ready| {
                        ready.tray == *tray && ready.reference.as_ref() == Some(reference)
                    })
                });
                let under_way = self.ledger.release_under_way(action);
                match tray::may_release(ready, &section.stamp, now, under_way) {
                    Ok(_) => Ok(()),
                    Err(NoRelease::ReadyTraysNotFresh) => Err("not-queued-ready-trays-not-fresh"),
                    Err(NoRelease::NotReadyHere) => Err("not-queued-not-ready-here"),
                    Err(NoRelease::NoReference) => Err("not-queued-no-reference"),
                    Err(NoRelease::AlreadyAsked) => Err("not-queued-already-asked"),
                }
            }
        }
    }

    /// Puts everything of the ledger on its way that may go now.
    pub(super) fn run_ledger(&mut self, now: Timestamp, effects: &mut Effects) {
        self.give_up_waiting(now, effects);
        self.give_up_queued(now, effects);
        self.start_sends(now);
        self.start_read_backs(now);
        let ledger = &mut self.ledger;
        if ledger.write_again_at.is_some_and(|at| at <= now) {
            ledger.write_again_at = None;
            // also when nothing waits: what was asked for before must be known before trays are asked for
            if !ledger.open && !ledger.opening {
                ledger.opening = true;
                effects.push(Effect::OpenStore);
            }
        }
        self.look_at_store(now, effects);
        self.start_write(effects);
    }

    /// Sends the next write to the disk, one at a time.
    pub(super) fn start_write(&mut self, effects: &mut Effects) {
        let ledger = &mut self.ledger;
        if ledger.open
            && !ledger.writing
            && ledger.write_again_at.is_none()
            && let Some(write) = ledger.writes.front()
        {
            ledger.writing = true;
            effects.push(Effect::Write(write.clone()));
        }
    }

    fn give_up_waiting(&mut self, now: Timestamp, effects: &mut Effects) {
        let lost: Vec<IntentId> = self
            .ledger
            .entries
            .iter()
            .filter(|(_, entry)| entry.lost_at().is_some_and(|at| at < now))
            .map(|(id, _)| *id)
            .collect();
        for id in lost {
            let ask = self.ledger.entries.get(&id).map(|entry| Ask::Send {
                intent: id,
                action: entry.intent.action.clone(),
                attempt: entry.attempt,
            });
            let Some(ask) = ask else { continue };
            let trouble = super::reads::no_answer(&ask, "no answer was heard of");
            self.outcome_unknown(id, trouble, now, effects);
        }
    }

    /// What moves or removes something and could not be sent for long is not sent any more.
    fn give_up_queued(&mut self, now: Timestamp, effects: &mut Effects) {
        let old: Vec<IntentId> = self
            .ledger
            .entries
            .iter()
            .filter(|(_, entry)| entry.goes_stale_at().is_some_and(|at| at < now))
            .map(|(id, _)| *id)
            .collect();
        for id in old {
            let (kind, after) = (StepKind::TooOld, IntentState::Abandoned);
            self.ledger.advance(id, kind, after, None, now, effects);
        }
    }

    /// Picks the queued intents that may be sent and writes down that they are. The send itself
    /// follows when that is on disk.
    fn start_sends(&mut self, now: Timestamp) {
        let ledger = &mut self.ledger;
        if !ledger.open || ledger.ending {
            return;
        }
        // after a restart what may have happened is looked at before anything new happens
        let unseen = ledger.entries.values().filter(|entry| entry.unseen);
        let unseen: BTreeSet<_> =
            unseen.map(|entry| entry.intent.action.operation().system).collect();
        let mut busy: Vec<(System, String)> = Vec::new();
        for (id, entry) in &mut ledger.entries {
            if !matches!(entry.state(), IntentState::Queued | IntentState::Sent) || entry.foreign {
                continue;
            }
            let lane = entry.intent.action.lane().to_owned();
            let system = entry.intent.action.operation().system;
            let calls = entry.intent.action.cost();
            let open = self.links.get(&system).is_some_and(|link| {
                let room = link.limiter.room(calls, Caller::Person, now);
                link.configured() && !link.down() && room.is_ok() && !unseen.contains(&system)
            });
            let may = entry.state() == IntentState::Queued
                && !entry.sending
                && entry.send_at <= now
                && open
                && !busy.contains(&(system, lane.clone()));
            // one at a time and in order per station, or per thing
            busy.push((system, lane));
            if may {
                entry.sending = true;
                ledger.writes.push_back(Write::Advance {
                    id: *id,
                    step: Step { at: now, kind: StepKind::Sent },
                    state: IntentState::Sent,
                    who: entry.intent.by.clone(),
                    epoch: entry.epoch,
                });
            }
        }
    }

    /// Those a person pressed for first, then releases, for which somebody stands and waits, then the
    /// rest by turns.
    fn start_read_backs(&mut self, now: Timestamp) {
        let due = self.ledger.entries.iter().filter(|(_, entry)| {
            let wanted = matches!(entry.state(), IntentState::Accepted | IntentState::Unknown);
            wanted && !entry.reading && !entry.foreign && entry.intent.action.can_be_looked_at()
        });
        let mut due: Vec<_> = due
            .filter_map(|(id, entry)| {
                let at = entry.read_at.filter(|at| *at <= now)?;
                let retrieval = matches!(entry.intent.action, Action::RetrieveTray { .. });
                Some((!entry.by_hand, retrieval, at, *id))
            })
            .collect();
        due.sort();
        for (.., id) in due {
            let Some(entry) = self.ledger.entries.get_mut(&id) else { continue };
            let Some(link) = self.links.get_mut(&entry.intent.action.operation().system) else {
                continue;
            };
            let closed = |until: Option<Timestamp>| until.is_some_and(|until| until > now);
            let held = !entry.by_hand && (closed(link.gate) || closed(link.read_back_at));
            if held || !link.configured() {
                continue;
            }
            if !entry.by_hand {
                link.read_back_at = Some(now + link.limiter.apart(READ_BACKS_ONE_OF));
            }
            entry.reading = true;
            entry.look += 1;
            let look = entry.look;
            entry.read_at = None;
            let ask = match &entry.intent.action {
                Action::RetrieveTray { tray, reference, tags, .. }
                | Action::ReleaseTray { tray, reference, tags, .. } => {
                    let (tray, reference, tags) = (tray.clone(), reference.clone(), tags.clone());
                    Some(Ask::ReadBack { intent: id, tray, reference, tags, look })
                }
                Action::Call(call) => {
                    call.look.clone().map(|at| Ask::LookBack { intent: id, at, look })
                }
            };
            self.interactive.extend(ask);
        }
    }

    /// Brings the screen's list up to date.
    pub(super) fn publish_ledger(&mut self, now: Timestamp, effects: &mut Effects) {
        if !self.ledger.dirty {
            return;
        }
        self.ledger.dirty = false;
        self.ledger.prune();
        let newest = self.ledger.entries.values().rev().take(LEDGER_KEPT);
        let list: Vec<Arc<Intent>> = newest.map(|entry| Arc::clone(&entry.intent)).collect();
        let queued = |entry: &&Entry| entry.state() == IntentState::Queued;
        self.snapshot.store.outbox = self.ledger.entries.values().filter(queued).count();
        self.publish_holders();
        let section = &mut self.snapshot.ledger;
        section.value = Some(Arc::new(list));
        section.generation += 1;
        section.stamp.read_at = Some(now);
        effects.changed(Change::AtOnce);
    }

    /// When the ledger wants to go on by itself.
    pub(super) fn next_ledger_at(&self, now: Timestamp) -> Option<Timestamp> {
        let open = |entry: &&Entry| !entry.intent.is_over() && !entry.foreign;
        let entries = self.ledger.entries.values().filter(open);
        let times = entries.flat_map(|entry| {
            let system = entry.intent.action.operation().system;
            let link = self.links.get(&system);
            let gate = link.and_then(|link| link.gate);
            let after_gate = |at: Timestamp| gate.map_or(at, |gate| at.max(gate));
            let room = link.and_then(|link| link.limiter.room(1, Caller::Person, now).err());
            let after_room = |at: Timestamp| room.map_or(at, |room| at.max(room));
            let send = (entry.state() == IntentState::Queued && !entry.sending)
                .then(|| after_room(after_gate(entry.send_at)));
            let turn = link.and_then(|link| link.read_back_at).filter(|_| !entry.by_hand);
            let after_turn = |at: Timestamp| turn.map_or(at, |turn| at.max(turn));
            let wanted = matches!(entry.state(), IntentState::Accepted | IntentState::Unknown);
            let can = entry.intent.action.can_be_looked_at();
            let read = entry.read_at.filter(|_| wanted && can);
            [send, read.map(after_gate).map(after_turn), entry.lost_at(), entry.goes_stale_at()]
        });
        let ours = [self.ledger.write_again_at, self.ledger.look_at];
        times.flatten().chain(ours.into_iter().flatten()).filter(|at| *at > now).min()
    }

    pub(super) fn write_later(&mut self, now: Timestamp) {
        self.ledger.write_again_at = Some(now + WRITE_AGAIN);
    }
}
