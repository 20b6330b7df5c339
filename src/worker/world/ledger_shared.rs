//! Several programs on one ledger: what others hold is shown, what a gone one held is taken up, what is lost is let go.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::World;
use super::ledger_entry::Entry;
use super::ledger_replies::TOO_OLD;
use super::reads::tell;
use crate::bus::event::Notice;
use crate::domain::intent::{Action, IntentId, IntentState, Settlement, StepKind};
use crate::domain::lease::{self, Held, Looked};
use crate::worker::event::{Ask, Change, Effect, Effects, Write};

/// Between two looks at what others changed.
const BETWEEN_LOOKS: SignedDuration = SignedDuration::from_secs(1);

impl World {
    pub(super) fn store_opened(
        &mut self,
        result: Result<Looked, String>,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        self.ledger.opening = false;
        self.ledger.dirty = true;
        match result {
            Err(reason) => self.store_failed(&reason, now, effects),
            Ok(opened) => {
                self.ledger.open = true;
                self.ledger.write_again_at = None;
                self.snapshot.store.trouble = None;
                self.ledger.looked_at = Some(now);
                self.ledger.look_at = Some(now + BETWEEN_LOOKS);
                for held in opened.others {
                    self.show_foreign(held, now, effects);
                }
                for held in opened.taken {
                    self.take_up(held, now, effects);
                }
                self.ledger.set_aside = Arc::new(opened.set_aside.unwrap_or_default());
                self.drop_known(effects);
            }
        }
    }

    /// An intent of an earlier run. What was sent and never answered is unknown now.
    fn take_up(&mut self, held: Held, now: Timestamp, effects: &mut Effects) {
        let Held { intent, epoch, .. } = held;
        let id = intent.id;
        if self.ledger.entries.contains_key(&id) {
            return;
        }
        let state = intent.state;
        let waited = now.duration_since(intent.waits_since());
        let mut entry = Entry { epoch, ..Entry::new(intent, now) };
        if matches!(state, IntentState::Sent | IntentState::Accepted | IntentState::Unknown) {
            entry.read_at = Some(now);
            entry.unseen = entry.intent.action.can_be_looked_at();
        }
        let over = entry.intent.is_over();
        let whole = is_whole(&entry.intent.action);
        self.ledger.entries.insert(id, entry);
        if over {
            return;
        }
        let after = if state == IntentState::Sent { IntentState::Unknown } else { state };
        self.ledger.advance(id, StepKind::FoundAfterRestart, after, None, now, effects);
        if state == IntentState::Queued && waited > TOO_OLD {
            self.ledger.advance(id, StepKind::TooOld, IntentState::Abandoned, None, now, effects);
            return;
        }
        if state == IntentState::Queued && !whole {
            let kind = StepKind::CarriedLost;
            self.ledger.advance(id, kind, IntentState::Abandoned, None, now, effects);
            return;
        }
        if self.fresh_site {
            let by = self.snapshot.site.name.clone();
            self.settle_by_person(id, (Settlement::DidNotHappen, ""), &by, now, effects);
        }
    }

    /// Looks once a second at what other programs did, and renews what this one holds.
    pub(super) fn look_at_store(&mut self, now: Timestamp, effects: &mut Effects) {
        let ledger = &mut self.ledger;
        if ledger.open && !ledger.looking && ledger.look_at.is_some_and(|at| at <= now) {
            ledger.looking = true;
            ledger.look_at = None;
            let doubtful = ledger.doubts.keys().copied().collect();
            effects.push(Effect::LookAtStore { doubtful });
        }
    }

    pub(super) fn store_looked(
        &mut self,
        result: Result<Looked, String>,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        self.ledger.looking = false;
        self.ledger.look_at = Some(now + BETWEEN_LOOKS);
        let looked = match result {
            Ok(looked) => looked,
            // the next write says so too, and that is when it matters
            Err(reason) => return tracing::warn!(%reason, "the ledger could not be looked at"),
        };
        self.ledger.looked_at = Some(now);
        for held in looked.others {
            self.show_foreign(held, now, effects);
        }
        for held in looked.taken {
            self.let_go(held.intent.id);
            self.ledger.entries.remove(&held.intent.id);
            self.take_up(held, now, effects);
        }
        for held in looked.found {
            self.found(held, now, effects);
        }
        for id in looked.absent {
            self.absent(id, effects);
        }
        if let Some(aside) = looked.set_aside {
            self.ledger.set_aside = Arc::new(aside);
            self.ledger.dirty = true;
        }
    }

    /// A command that another program holds: as it is there, and nothing of it here is carried on.
    pub(super) fn show_foreign(&mut self, held: Held, now: Timestamp, effects: &mut Effects) {
        let Held { intent, epoch, elsewhere } = held;
        let id = intent.id;
        let known = self.ledger.entries.get(&id);
        // a look that was under way while this program took it over
        if known.is_some_and(|entry| entry.epoch > epoch) {
            return;
        }
        let state = intent.state;
        if self.ledger.doubts.remove(&id).is_some() {
            // it was written, whatever became of it since
            tell(effects, Notice::Intent { id, state });
        }
        self.let_go(id);
        let before = self.ledger.entries.get(&id).map(Entry::state);
        let held_by = elsewhere.filter(|who| !who.is_empty());
        let entry = Entry { foreign: true, held_by, epoch, ..Entry::new(intent, now) };
        self.ledger.entries.insert(id, entry);
        self.ledger.dirty = true;
        if before.is_some_and(|before| before != state) {
            tell(effects, Notice::Intent { id, state });
        }
        effects.changed(Change::Visible);
    }

    /// Nothing of this command leaves this program any more; what is under way meets the fence on the disk.
    fn let_go(&mut self, id: IntentId) {
        let under_way = usize::from(self.ledger.writing);
        self.ledger.step_in_doubt &= self.ledger.writing;
        let mut place = 0;
        self.ledger.writes.retain(|write| {
            place += 1;
            place <= under_way || !matches!(write, Write::Advance { id: of, .. } if *of == id)
        });
        let of_it = |ask: &Ask| matches!(ask, Ask::Send { intent, .. } | Ask::ReadBack { intent, .. } | Ask::LookBack { intent, .. } if *intent == id);
        self.interactive.retain(|ask| !of_it(ask));
    }

    /// Whether what is written down as sent may leave: its lease was sure a moment ago.
    pub(super) fn holds_surely(&self, id: IntentId, now: Timestamp) -> bool {
        let Some(entry) = self.ledger.entries.get(&id) else { return false };
        let looked = self.ledger.looked_at.is_some_and(|at| lease::is_sure(at, now));
        looked || lease::is_sure(entry.intent.since, now)
    }

    /// Another command asks the same, of another program maybe.
    pub(super) fn insert_refused(&mut self, reason: String, now: Timestamp, effects: &mut Effects) {
        match self.ledger.writes.pop_front() {
            Some(Write::Insert(intent)) => {
                tell(effects, Notice::NotQueued { id: intent.id, reason });
            }
            Some(Write::Bring(intent)) => self.brought_elsewhere(&intent.action, now),
            _ => {}
        }
    }

    /// Another program moved the row or holds it now.
    pub(super) fn conflict(&mut self, reason: String, effects: &mut Effects) {
        if let Some(Write::Advance { id, epoch: written, .. }) = self.ledger.writes.pop_front()
            && let Some(entry) = self.ledger.entries.get_mut(&id)
            // it may have come back meanwhile
            && entry.epoch == written
            && !entry.foreign
        {
            tracing::warn!(%reason, "a command is let go");
            entry.foreign = true;
            entry.sending = false;
            entry.awaiting = false;
            entry.unseen = false;
            self.let_go(id);
        }
        self.ledger.dirty = true;
        effects.changed(Change::AtOnce);
    }

    /// Who else holds commands, and what is set aside, for the screen.
    pub(super) fn publish_holders(&mut self) {
        let held = self.ledger.entries.iter().filter(|(_, entry)| entry.foreign);
        let held = held.filter(|(_, entry)| !entry.intent.is_over());
        let held: BTreeMap<IntentId, String> =
            held.map(|(id, entry)| (*id, entry.held_by.clone().unwrap_or_default())).collect();
        self.snapshot.store.held_elsewhere = Arc::new(held);
        self.snapshot.store.set_aside = Arc::clone(&self.ledger.set_aside);
    }
}

/// Nothing of it was left behind by the restart.
fn is_whole(action: &Action) -> bool {
    match action {
        Action::RetrieveTray { .. } | Action::ReleaseTray { .. } => true,
        Action::Call(call) => call.is_whole(),
    }
}
