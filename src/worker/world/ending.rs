//! The end of the program, as the ledger sees it: nothing more leaves, and the disk says so.

use jiff::Timestamp;

use super::World;
use crate::domain::intent::{IntentState, StepKind};
use crate::worker::event::{Ask, Effects, Write};

impl World {
    /// The program ends: what has not left stays queued, on disk too.
    pub fn end(&mut self, now: Timestamp) -> Effects {
        let mut effects = Effects::default();
        self.ledger.ending = true;
        // the first write may be under way; its outcome comes
        let under_way = usize::from(self.ledger.writing);
        let writes = std::mem::take(&mut self.ledger.writes);
        for (place, write) in writes.into_iter().enumerate() {
            match &write {
                Write::Advance { id, state: IntentState::Sent, .. } if place >= under_way => {
                    if let Some(entry) = self.ledger.entries.get_mut(id) {
                        entry.sending = false;
                    }
                }
                _ => self.ledger.writes.push_back(write),
            }
        }
        for ask in std::mem::take(&mut self.interactive) {
            if let Ask::Send { intent, attempt, .. } = ask
                && self.ledger.awaits(intent, attempt)
            {
                self.not_sent(intent, now, StepKind::Queued, now, &mut effects);
            }
        }
        self.run_ledger(now, &mut effects);
        effects
    }
}
