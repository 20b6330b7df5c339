//! A disk for random schedules that keeps the rules of the store: holder and epoch are demanded of each step.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;

use crate::domain::intent::{Action, Intent, IntentId, IntentState};
use crate::domain::lease::Held;
use crate::worker::event::{Write, WriteError};

/// A row as the store has it.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) intent: Intent,
    pub(super) holder: usize,
    pub(super) epoch: i64,
    pub(super) moved: u64,
}

/// The store, by the same rules: holder and epoch are demanded of each step.
#[derive(Default)]
pub(super) struct Disk {
    pub(super) rows: BTreeMap<IntentId, Row>,
    /// Heartbeats of the living, by process.
    pub(super) beats: BTreeMap<usize, i64>,
    pub(super) moves: u64,
    /// When each truly beat last.
    pub(super) beat_at: BTreeMap<usize, i64>,
    /// How long those were truly silent that were taken for gone while they ran.
    pub(super) silences: Vec<i64>,
    /// Steps that were taken by a program that did not hold the command any more.
    pub(super) strange: usize,
    /// Looked for and not there: told as no.
    pub(super) retracted: BTreeSet<IntentId>,
    pub(super) full: bool,
}

impl Disk {
    pub(super) fn write(&mut self, by: usize, write: Write) -> Result<(), WriteError> {
        if self.full {
            return Err(WriteError::Failed("full".to_owned()));
        }
        self.moves += 1;
        let moved = self.moves;
        match write {
            Write::Insert(intent) | Write::Bring(intent) => {
                if self.rows.values().any(|row| is_the_same(&row.intent, &intent)) {
                    return Err(WriteError::Refused("not-queued-already-asked".to_owned()));
                }
                let id = intent.id;
                assert!(!self.retracted.contains(&id), "it was told not to be there");
                self.rows.insert(id, Row { intent, holder: by, epoch: 1, moved });
            }
            Write::Advance { id, step, state, epoch, .. } => {
                let row = self.rows.get_mut(&id).expect("advanced before it was inserted");
                let conflict = || Err(WriteError::Conflict("moved".to_owned()));
                if row.holder != by || row.epoch != epoch {
                    return conflict();
                }
                let found = row.intent.state;
                if found == state && row.intent.steps.last() == Some(&step) {
                    // written before, when nobody could tell
                    return Ok(());
                }
                if found == state && state == IntentState::Sent {
                    return conflict();
                }
                if found != state && !found.may_become(state) {
                    return conflict();
                }
                self.strange += usize::from(row.holder != by || row.epoch != epoch);
                row.intent.state = state;
                row.intent.since = step.at;
                row.intent.steps.push(step);
                row.moved = moved;
            }
        }
        Ok(())
    }

    pub(super) fn beat(&mut self, by: usize, beat: i64, truth: i64) {
        self.beats.insert(by, beat);
        self.beat_at.insert(by, truth);
    }

    pub(super) fn take_over(&mut self, by: usize) -> Vec<IntentId> {
        let mut taken = Vec::new();
        for (id, row) in &mut self.rows {
            if !row.intent.is_over() && row.holder != by && !self.beats.contains_key(&row.holder) {
                row.holder = by;
                row.epoch += 1;
                taken.push(*id);
            }
        }
        taken
    }

    pub(super) fn held(&self, id: IntentId, by: usize) -> Held {
        let row = &self.rows[&id];
        let other = row.holder != by && self.beats.contains_key(&row.holder);
        let elsewhere = other.then(|| row.holder.to_string());
        Held { intent: row.intent.clone(), epoch: row.epoch, elsewhere }
    }
}

/// As the store judges it.
fn is_the_same(old: &Intent, new: &Intent) -> bool {
    if old.action.reference() != new.action.reference()
        || old.action.operation() != new.action.operation()
    {
        return false;
    }
    let lately = old.state == IntentState::Confirmed
        && old.since > new.asked_at - SignedDuration::from_secs(30);
    matches!(new.action, Action::RetrieveTray { .. }) || !old.state.is_final() || lately
}
