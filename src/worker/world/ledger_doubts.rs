//! New commands of which nobody knows whether they are on the disk: told as that, looked for, and then told as they are.

use jiff::Timestamp;

use super::World;
use super::ledger::inserted;
use super::ledger_entry::Entry;
use super::reads::tell;
use crate::bus::event::Notice;
use crate::domain::intent::{Intent, IntentId, IntentState};
use crate::domain::lease::Held;
use crate::worker::event::{Change, Effects, Write};

impl World {
    /// The write under way may have been carried out. Of a new command nobody is told no; a step is written once more
    /// as it is, by which the store knows it again.
    pub(super) fn in_doubt(&mut self, reason: &str, now: Timestamp, effects: &mut Effects) {
        match self.ledger.writes.pop_front() {
            Some(write @ Write::Advance { .. }) => {
                self.store_failed(reason, now, effects);
                self.ledger.writes.push_front(write);
                self.ledger.step_in_doubt = true;
                return;
            }
            Some(write) => {
                if let Write::Insert(Intent { id, .. }) = write {
                    tell(effects, Notice::InDoubt { id, reason: reason.to_owned() });
                }
                let id = inserted(&write).map(|intent| intent.id);
                self.ledger.doubts.extend(id.map(|id| (id, write)));
            }
            None => {}
        }
        self.store_failed(reason, now, effects);
    }

    /// It is there: it goes on as what it is, and whoever asked for it is told.
    pub(super) fn found(&mut self, held: Held, now: Timestamp, effects: &mut Effects) {
        let id = held.intent.id;
        if self.ledger.doubts.remove(&id).is_none() {
            return;
        }
        // whatever became of it meanwhile, it was written
        tell(effects, Notice::Intent { id, state: held.intent.state });
        if held.elsewhere.is_some() {
            // this program was taken for gone meanwhile
            self.show_foreign(held, now, effects);
            return;
        }
        let Held { intent, epoch, .. } = held;
        let state = intent.state;
        // what another program moved comes with what others moved, or is taken over
        if self.ledger.entries.contains_key(&id) || state != IntentState::Queued {
            return;
        }
        self.ledger.entries.insert(id, Entry { epoch, ..Entry::new(intent, now) });
        self.ledger.dirty = true;
        effects.changed(Change::AtOnce);
    }

    /// It is not there and never will be.
    pub(super) fn absent(&mut self, id: IntentId, effects: &mut Effects) {
        if let Some(Write::Insert(_)) = self.ledger.doubts.remove(&id) {
            let reason = "not-queued-looked-for".to_owned();
            tell(effects, Notice::NotQueued { id, reason });
        }
    }
}
