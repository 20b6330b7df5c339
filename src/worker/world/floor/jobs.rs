//! Jobs of a balcony whose trigger came to nothing: they are put before the picker again, never sent again.

use jiff::Timestamp;
use uuid::Uuid;

use super::{Opens, Step};
use crate::domain::floor::{Input, Told};
use crate::domain::ids::JobId;
use crate::domain::intent::{IntentId, IntentState};
use crate::domain::pick::Workplace;
use crate::worker::world::World;

impl World {
    /// Looks for jobs that still wait though this program asked for their trigger: it was refused or
    /// given up, or power went between the last piece and the command.
    pub(super) fn look_at_triggers(&mut self, now: Timestamp) {
        let desk = &self.desk;
        let waits = desk.busy || desk.rests(now) || !desk.wishes.is_empty();
        if !desk.open || !self.ledger.open || waits {
            return;
        }
        let Some(told) = self.snapshot.balcony_jobs.get() else { return };
        let place = Workplace::Balcony(told.balcony.clone());
        let mine = desk.floor.session(&place).filter(|session| session.holder == desk.me);
        let Some(session) = mine else { return };
        let by = session.person.clone();
        let again: Vec<(JobId, &'static str)> = told
            .jobs
            .iter()
            .filter_map(|job| {
                let command = session.counted(&job.id)?.command?;
                Some((job.id.clone(), self.came_to_nothing(command)?))
            })
            .collect();
        for (job, why) in again {
            let input = Input::NotTriggered { job, why };
            if self.desk.queue.iter().any(|step| step.told.input == input) {
                continue;
            }
            let told = Told { place: place.clone(), input, at: now, fresh: Uuid::nil() };
            self.desk.queue.push_back(Step { told, by: by.clone(), opens: Opens::No });
        }
    }

    /// Why a command will do nothing; none while it may, or did.
    pub(in crate::worker::world) fn came_to_nothing(&self, command: Uuid) -> Option<&'static str> {
        let id = IntentId(command);
        match self.ledger.entries.get(&id).map(|entry| entry.state()) {
            Some(IntentState::Refused | IntentState::Abandoned) => {
                Some("not-queued-trigger-refused")
            }
            Some(_) => None,
            // it is being written, or nobody knows yet whether it was
            None if self.ledger.inserts().any(|intent| intent.id == id) => None,
            None => Some("not-queued-trigger-lost"),
        }
    }
}
