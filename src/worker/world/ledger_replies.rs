//! What comes back about an intent: from the disk, from the far side, from a read-back, from a person.

use jiff::{SignedDuration, Timestamp};

use super::World;
use super::ledger::inserted;
use super::ledger_entry::Entry;
use super::reads::tell;
use crate::bus::event::Notice;
use crate::bus::grid::GridRequest;
use crate::domain::attention::TRAY_OVERDUE_AFTER;
use crate::domain::intent::{
    Action, IntentId, IntentState, NoSendAgain, READS_BEFORE_AGAIN, Settlement, StepKind,
};
use crate::domain::tray::ReadyTray;
use crate::domain::trouble::{ErrorClass, Trouble};
use crate::worker::event::{Answer, Ask, Change, Effects, Reading, Write, WriteError};
use crate::worker::refresh::Thing;
use crate::worker::retry;

/// A command that waited in the queue for longer than this is not sent: while the program was off none, while
/// it runs none that moves, removes or stops something; who stands there now does not expect it any more.
pub(super) const TOO_OLD: SignedDuration = SignedDuration::from_mins(10);
/// A command written down as sent leaves within this time, or goes back to the queue and is weighed anew.
pub(super) const LEAVES_WITHIN: SignedDuration = SignedDuration::from_secs(10);
/// Between read-backs of a command that was accepted.
const WATCH_ACCEPTED: SignedDuration = SignedDuration::from_secs(1);
/// The same once it is overdue.
const WATCH_OVERDUE: SignedDuration = SignedDuration::from_secs(5);

impl World {
    /// What was asked while the store was not open yet is held against what it holds.
    pub(super) fn drop_known(&mut self, effects: &mut Effects) {
        for write in std::mem::take(&mut self.ledger.writes) {
            if let Some(intent) = inserted(&write)
                && self.ledger.is_asked(intent)
            {
                let reason = "not-queued-already-asked".to_owned();
                tell(effects, Notice::NotQueued { id: intent.id, reason });
                continue;
            }
            self.ledger.writes.push_back(write);
        }
    }

    /// Nothing can be written: whoever waits to be queued is told no, the rest waits for the disk.
    pub(super) fn store_failed(&mut self, reason: &str, now: Timestamp, effects: &mut Effects) {
        self.snapshot.store.trouble = Some(reason.to_owned());
        let writes = std::mem::take(&mut self.ledger.writes);
        for write in writes {
            match write {
                Write::Insert(intent) => {
                    let reason = reason.to_owned();
                    tell(effects, Notice::NotQueued { id: intent.id, reason });
                }
                // it is asked for anew when the disk takes something
                Write::Bring(_) => {}
                Write::Advance { id, state: IntentState::Sent, .. } => {
                    if let Some(entry) = self.ledger.entries.get_mut(&id) {
                        entry.sending = false;
                        entry.send_at = now + SignedDuration::from_secs(5);
                    }
                }
                other => self.ledger.writes.push_back(other),
            }
        }
        self.write_later(now);
        effects.changed(Change::AtOnce);
    }

    pub(super) fn written(
        &mut self,
        result: Result<(), WriteError>,
        took: SignedDuration,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        if !self.ledger.writing {
            return;
        }
        self.ledger.writing = false;
        // a no to the second try says nothing of the first
        let doubtful = std::mem::take(&mut self.ledger.step_in_doubt);
        match result {
            Err(WriteError::Failed(reason)) if doubtful => self.in_doubt(&reason, now, effects),
            Ok(()) => {
                self.snapshot.store.last_write = Some(took);
                self.snapshot.store.trouble = None;
                if let Some(write) = self.ledger.writes.pop_front() {
                    self.on_disk(write, now, effects);
                }
            }
            Err(WriteError::Unknown(reason)) => self.in_doubt(&reason, now, effects),
            Err(WriteError::Failed(reason)) => self.store_failed(&reason, now, effects),
            Err(WriteError::Refused(reason)) => self.insert_refused(reason, now, effects),
            Err(WriteError::Conflict(reason)) => self.conflict(reason, effects),
        }
    }

    fn on_disk(&mut self, write: Write, now: Timestamp, effects: &mut Effects) {
        match write {
            Write::Insert(intent) | Write::Bring(intent) => {
                let id = intent.id;
                self.ledger.entries.insert(id, Entry::new(intent, now));
                self.ledger.dirty = true;
                tell(effects, Notice::Intent { id, state: IntentState::Queued });
            }
            Write::Advance { id, step, state: IntentState::Sent, .. } => {
                let Some(entry) = self.ledger.entries.get_mut(&id) else { return };
                if !entry.sending || entry.state() != IntentState::Queued {
                    return;
                }
                entry.sending = false;
                entry.awaiting = true;
                entry.left_at = None;
                entry.attempt += 1;
                let attempt = entry.attempt;
                let late = now.duration_since(step.at) > LEAVES_WITHIN;
                let intent = std::sync::Arc::make_mut(&mut entry.intent);
                intent.since = now;
                intent.state = IntentState::Sent;
                intent.steps.push(step);
                let action = intent.action.clone();
                self.ledger.dirty = true;
                self.interactive.push_back(Ask::Send { intent: id, action, attempt });
                tell(effects, Notice::Intent { id, state: IntentState::Sent });
                if self.ledger.ending || late {
                    self.not_sent(id, now, StepKind::Queued, now, effects);
                }
            }
            Write::Advance { .. } => {}
        }
    }

    /// Written down as sent, but it never left: back to the queue.
    pub(super) fn not_sent(
        &mut self,
        id: IntentId,
        until: Timestamp,
        kind: StepKind,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let Some(entry) = self.ledger.entries.get_mut(&id) else { return };
        entry.awaiting = false;
        entry.send_at = until;
        self.ledger.advance(id, kind, IntentState::Queued, None, now, effects);
    }

    /// The far side answered a send, or not. Only the answer that is awaited counts.
    pub(super) fn sent(
        &mut self,
        id: IntentId,
        attempt: u32,
        answer: Answer,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let Some(entry) = self.ledger.entries.get_mut(&id) else { return };
        if !entry.awaiting || entry.attempt != attempt {
            return;
        }
        match answer {
            Answer::Accepted { answer, shown_once, .. } => {
                entry.awaiting = false;
                entry.read_at = Some(now + first_look(&entry.intent.action));
                entry.reads = 0;
                if let Some(secret) = shown_once {
                    tell(effects, Notice::ShownOnce { id, secret });
                }
                let kind = StepKind::Accepted { answer };
                self.ledger.advance(id, kind, IntentState::Accepted, None, now, effects);
                self.look_again(id, now);
            }
            Answer::Failed(trouble) => match trouble.class {
                ErrorClass::OutcomeUnknown => self.outcome_unknown(id, trouble, now, effects),
                // with the log-in refused it never left, and waits until somebody has logged in
                _ if trouble.class == ErrorClass::Transient || trouble.is_refused_log_in() => {
                    entry.awaiting = false;
                    entry.send_failures = entry.send_failures.saturating_add(1);
                    let seed = id.0.as_u64_pair().1;
                    entry.send_at = now + retry::wait_after(entry.send_failures, seed);
                    let kind = StepKind::NotSent(trouble);
                    self.ledger.advance(id, kind, IntentState::Queued, None, now, effects);
                }
                _ => {
                    entry.awaiting = false;
                    let kind = StepKind::Refused(trouble);
                    self.ledger.advance(id, kind, IntentState::Refused, None, now, effects);
                }
            },
            _ => {}
        }
    }

    /// The write left and nothing came back: read back before anything else.
    pub(super) fn outcome_unknown(
        &mut self,
        id: IntentId,
        trouble: Trouble,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let Some(entry) = self.ledger.entries.get_mut(&id) else { return };
        entry.awaiting = false;
        entry.reads = 0;
        entry.read_at = Some(now + retry::read_back_wait(0));
        let kind = StepKind::OutcomeUnknown(trouble);
        self.ledger.advance(id, kind, IntentState::Unknown, None, now, effects);
        self.look_again(id, now);
    }

    /// What a command may have changed is read at once where it is on the screen.
    fn look_again(&mut self, id: IntentId, now: Timestamp) {
        let Some(entry) = self.ledger.entries.get(&id) else { return };
        match entry.intent.action {
            Action::RetrieveTray { .. } | Action::ReleaseTray { .. } => {
                self.refresh.soon(Thing::ReadyTrays, now);
            }
            Action::Call(_) => {
                self.refresh.soon(Thing::BalconyJobs, now);
                self.refresh.soon(Thing::StorageStatus, now);
                let shown: Vec<_> = self.watch.grids.iter().map(GridRequest::key).collect();
                for key in shown {
                    self.refresh.soon(Thing::Grid(key), now);
                }
            }
        }
    }

    /// A read-back ended. Only the answer to the look under way counts.
    pub(super) fn read_back(
        &mut self,
        id: IntentId,
        look: u32,
        answer: Answer,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let Some(entry) = self.ledger.entries.get_mut(&id) else { return };
        if !entry.reading || entry.look != look {
            return;
        }
        entry.reading = false;
        // a read-back that failed has seen nothing
        entry.unseen &= !matches!(answer, Answer::ReadBack(_) | Answer::Rows(_));
        entry.reads += 1;
        let state = entry.state();
        if !matches!(state, IntentState::Accepted | IntentState::Unknown) {
            return;
        }
        let by_hand = std::mem::take(&mut entry.by_hand);
        entry.read_at = Some(now + next_look(entry, now));
        let found = match (&answer, &entry.intent.action) {
            (Answer::ReadBack(reading), action) => Some(judge(action, reading, true)),
            (Answer::Rows(reading), Action::Call(call)) => {
                Some(call.is_done(&reading.value).then(|| call.about.clone()))
            }
            _ => None,
        };
        match (found, answer) {
            (Some(found), _) => match found {
                Some(what) => {
                    entry.read_at = None;
                    let kind = StepKind::ReadBackFound { what };
                    self.ledger.advance(id, kind, IntentState::Confirmed, None, now, effects);
                }
                None => {
                    // the first looks are kept, not every one of an hour
                    let known = entry.intent.empty_read_backs();
                    if by_hand || known < READS_BEFORE_AGAIN {
                        let kind = StepKind::ReadBackNothing;
                        self.ledger.advance(id, kind, state, None, now, effects);
                    }
                }
            },
            (None, Answer::Failed(trouble)) => {
                let last = entry.intent.steps.last().map(|step| &step.kind);
                let again = matches!(last, Some(StepKind::ReadBackFailed(_)));
                if by_hand || !again {
                    let kind = StepKind::ReadBackFailed(trouble);
                    self.ledger.advance(id, kind, state, None, now, effects);
                }
            }
            _ => {}
        }
    }

    /// The list of ready trays shows a tray that was asked for: our reference is unique, so it is ours.
    pub(super) fn ready_trays_seen(
        &mut self,
        reading: &Reading<Vec<ReadyTray>>,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let seen: Vec<(IntentId, String)> = self
            .ledger
            .entries
            .iter()
            .filter(|(_, entry)| {
                matches!(entry.state(), IntentState::Accepted | IntentState::Unknown)
                    && matches!(entry.intent.action, Action::RetrieveTray { .. })
                    && !entry.foreign
            })
            .filter_map(|(id, entry)| Some((*id, judge(&entry.intent.action, reading, false)?)))
            .collect();
        for (id, what) in seen {
            if let Some(entry) = self.ledger.entries.get_mut(&id) {
                entry.read_at = None;
                entry.unseen = false;
            }
            let kind = StepKind::ReadBackFound { what };
            self.ledger.advance(id, kind, IntentState::Confirmed, None, now, effects);
        }
    }

    pub(super) fn read_back_now(&mut self, id: IntentId, now: Timestamp, effects: &mut Effects) {
        if let Some(entry) = self.ledger.entries.get_mut(&id)
            && matches!(entry.state(), IntentState::Accepted | IntentState::Unknown)
            && !entry.foreign
            && entry.intent.action.can_be_looked_at()
        {
            entry.read_at = Some(now);
            entry.by_hand = true;
        } else {
            not_done(effects, id, "not-done-nothing-to-read-back");
        }
    }

    /// A person settles what no read-back can, or gives up what still waits, and says why.
    pub(super) fn settle_by_person(
        &mut self,
        id: IntentId,
        (settlement, reason): (Settlement, &str),
        by: &str,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let Some(entry) = self.ledger.entries.get_mut(&id) else {
            return not_done(effects, id, "not-done-not-known");
        };
        if entry.foreign {
            return not_done(effects, id, "not-done-moved-elsewhere");
        }
        // what is on its way out cannot be taken back
        if entry.sending || entry.awaiting {
            return not_done(effects, id, "not-done-on-its-way");
        }
        let (by_whom, reason) = (by.to_owned(), reason.to_owned());
        let kind = StepKind::Settled { by: by_whom, settlement, reason };
        let state = settlement.leads_to();
        if self.ledger.advance(id, kind, state, Some(by), now, effects)
            && let Some(entry) = self.ledger.entries.get_mut(&id)
        {
            entry.read_at = None;
            entry.unseen = false;
        } else {
            not_done(effects, id, "not-done-already-settled");
        }
    }

    /// Sends again, but only what a read-back showed not to have happened.
    pub(super) fn send_again(
        &mut self,
        id: IntentId,
        by: &str,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let Some(entry) = self.ledger.entries.get_mut(&id) else {
            return not_done(effects, id, "not-done-not-known");
        };
        let reason = match entry.intent.may_send_again() {
            _ if entry.foreign => Some("not-done-moved-elsewhere"),
            Err(NoSendAgain::NotUnknown) => Some("not-done-not-unknown"),
            Err(NoSendAgain::NotReadBackYet) => Some("not-done-not-read-back"),
            Err(NoSendAgain::CannotTell) => Some("not-done-cannot-tell"),
            Err(NoSendAgain::CarriedLost) => Some("not-done-carried-lost"),
            Ok(()) if entry.reading => Some("not-done-reading-back"),
            Ok(()) => None,
        };
        if let Some(reason) = reason {
            return not_done(effects, id, reason);
        }
        entry.read_at = None;
        entry.send_at = now;
        self.ledger.advance(id, StepKind::Queued, IntentState::Queued, Some(by), now, effects);
    }
}

/// What a person asked of a command cannot be; said, not swallowed.
pub(super) fn not_done(effects: &mut Effects, id: IntentId, reason: &str) {
    tell(effects, Notice::NotDone { id, reason: reason.to_owned() });
}

/// What an answer of is-tray-ready proves; none when it proves nothing or proves "not done".
/// A record without a reference is ours only if the question named our reference.
fn judge(action: &Action, reading: &Reading<Vec<ReadyTray>>, named: bool) -> Option<String> {
    let ours = reading.value.iter().find(|ready| {
        Some(&ready.tray) == action.tray()
            && ready.reference.as_ref().map_or(named, |told| Some(told) == action.reference())
    });
    match (action, ours) {
        (Action::RetrieveTray { tray, .. }, Some(ready)) => {
            let place =
                ready.station_name.as_deref().or(ready.station_slot.as_ref().map(|s| s.as_str()));
            Some(format!("tray {tray} ready at {}", place.unwrap_or("?")))
        }
        (Action::RetrieveTray { .. }, None) | (Action::ReleaseTray { .. }, Some(_)) => None,
        (Action::ReleaseTray { tray, .. }, None) => {
            // a record that could not be read may be the very one
            reading.defects.is_empty().then(|| format!("tray {tray} no longer ready"))
        }
        (Action::Call(_), _) => None,
    }
}

const fn first_look(action: &Action) -> SignedDuration {
    match action {
        Action::RetrieveTray { .. } => WATCH_ACCEPTED,
        Action::ReleaseTray { .. } | Action::Call(_) => SignedDuration::from_millis(100),
    }
}

fn next_look(entry: &Entry, now: Timestamp) -> SignedDuration {
    match entry.state() {
        IntentState::Unknown => retry::read_back_wait(entry.reads),
        _ if now.duration_since(entry.intent.asked_at) > TRAY_OVERDUE_AFTER => WATCH_OVERDUE,
        _ => WATCH_ACCEPTED,
    }
}
