//! What holds around a workplace, and what a step asks for outside of it.

use jiff::Timestamp;

use super::{Opens, Step};
use crate::bus::command::Submission;
use crate::domain::floor::{Around, Floor, Input, Told, Wish};
use crate::domain::ids::TrayId;
use crate::domain::intent::{Action, IntentId};
use crate::domain::job::Job;
use crate::domain::pick::Workplace;
use crate::domain::prepared::work::trigger_job;
use crate::domain::tray::Tray;
use crate::worker::event::Effects;
use crate::worker::world::World;
use crate::worker::world::ledger_replies::LEAVES_WITHIN;

impl World {
    /// The floor with what the machine says about this workplace.
    pub(super) fn with_around<R>(
        &mut self,
        place: &Workplace,
        act: impl FnOnce(&mut Floor, &Around<'_>) -> R,
    ) -> R {
        let here = self.trays_here(place);
        let jobs: &[Job] = match (place, self.snapshot.balcony_jobs.get()) {
            (Workplace::Balcony(balcony), Some(told)) if told.balcony == *balcony => &told.jobs,
            _ => &[],
        };
        let trays: &[Tray] = self.snapshot.trays.get().map(Vec::as_slice).unwrap_or_default();
        let around = Around { here: here.as_deref(), jobs, trays, rules: self.desk.rules };
        act(&mut self.desk.floor, &around)
    }

    /// Trays that stand at a station as told last, in the order told.
    pub(super) fn trays_here(&self, place: &Workplace) -> Option<Vec<TrayId>> {
        let Workplace::Tray(slot) = place else { return None };
        let station = self.snapshot.stations.get()?.iter().find(|one| one.slot == *slot)?;
        let ready = self.snapshot.ready_trays.get()?;
        let here = ready.iter().filter(|tray| tray.is_at(station)).map(|tray| tray.tray.clone());
        Some(here.collect())
    }

    /// The name people know a workplace by.
    pub(super) fn place_name(&self, place: &Workplace) -> String {
        match place {
            Workplace::Balcony(balcony) => format!("B-{balcony}"),
            Workplace::Tray(slot) => {
                let stations = self.snapshot.stations.get();
                let station =
                    stations.and_then(|all| all.iter().find(|station| station.slot == *slot));
                station.map_or_else(|| slot.to_string(), |station| station.name.clone())
            }
        }
    }

    /// Does what a step asks for outside; it is on disk by now.
    pub(super) fn grant(&mut self, step: Step, wish: Wish, now: Timestamp, effects: &mut Effects) {
        let place = self.place_name(&step.told.place);
        let action = match &wish {
            Wish::Release(tray) | Wish::ReleaseFor { tray, .. } => self.release_of(tray, &place),
            Wish::Trigger(job) => {
                let jobs = self.snapshot.balcony_jobs.get();
                let job = jobs.and_then(|told| told.jobs.iter().find(|waiting| waiting.id == *job));
                job.map(|job| Action::Call(Box::new(trigger_job(job))))
            }
        };
        let why = match &action {
            None => Err(match &wish {
                Wish::Trigger(_) => "not-queued-job-gone",
                Wish::Release(_) | Wish::ReleaseFor { .. } => "not-queued-not-ready-here",
            }),
            // what stood there when it was asked may stand there no more
            Some(_) if now.duration_since(step.told.at) > LEAVES_WITHIN => {
                Err("not-queued-too-late")
            }
            Some(action) => self.may_queue(action, now),
        };
        match (why, action, wish) {
            (Ok(()), Some(action), wish) => {
                let person = self.desk.floor.session(&step.told.place);
                let worker = person.map_or(step.by, |session| session.person.clone());
                // one wish from elsewhere is one command, whoever carries it out
                let (id, by) = match wish {
                    Wish::ReleaseFor { id, by, .. } => (id, by),
                    _ => (step.told.fresh, worker),
                };
                let submission = Submission { id: IntentId(id), action, by, place };
                self.submit(submission, now, effects);
            }
            (why, _, Wish::Release(tray)) => {
                let why = why.err().unwrap_or("not-queued-not-ready-here");
                let input = Input::NotLeaving { tray, why };
                let told = Told { input, ..step.told };
                self.desk.queue.push_front(Step { told, by: step.by, opens: Opens::No });
            }
            (_, _, Wish::ReleaseFor { id, .. }) => {
                let told = Told { input: Input::WishFailed(id), ..step.told };
                self.desk.queue.push_front(Step { told, by: step.by, opens: Opens::No });
            }
            (why, _, Wish::Trigger(job)) => {
                let why = why.err().unwrap_or("not-queued-job-gone");
                let input = Input::NotTriggered { job, why };
                let told = Told { input, ..step.told };
                self.desk.queue.push_front(Step { told, by: step.by, opens: Opens::No });
            }
        }
    }

    pub(super) fn release_of(&self, tray: &TrayId, station: &str) -> Option<Action> {
        let ready = self.snapshot.ready_trays.get()?.iter().find(|ready| ready.tray == *tray)?;
        Some(Action::ReleaseTray {
            tray: tray.clone(),
            reference: ready.reference.clone()?,
            tags: ready.tags.clone(),
            station: station.to_owned(),
        })
    }
}
