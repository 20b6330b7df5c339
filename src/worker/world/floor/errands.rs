//! Errands to the floor's tables, one at a time: which goes next, what came of it, and what follows a failure.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{FloorDesk, Step, wishes};
use crate::bus::event::Notice;
use crate::domain::floor::{Answer, Input};
use crate::domain::intent::IntentId;
use crate::domain::pick::Workplace;
use crate::worker::event::{Effect, Effects, WriteError};
use crate::worker::floor_event::{FloorErrand, FloorNews, FloorOpened};
use crate::worker::world::World;

/// How often it is looked whether another program on the same store wrote.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_secs(1);
/// After a failure of the disk it is tried again then.
const TRY_AGAIN: SignedDuration = SignedDuration::from_secs(2);

impl FloorDesk {
    /// The tables hold more than is known here.
    pub(super) fn fall_behind(&mut self, now: Timestamp) {
        self.behind = true;
        self.look_at = Some(now);
    }

    /// Whether what this program would write without being asked waits: the disk took nothing a moment ago.
    pub(super) fn rests(&self, now: Timestamp) -> bool {
        self.rests_until.is_some_and(|until| until > now)
    }

    pub(in crate::worker::world) fn clock_was_set_back(&mut self, now: Timestamp) {
        self.look_at = self.look_at.map(|at| at.min(now));
        self.rests_until = self.rests_until.map(|at| at.min(now));
        self.asking.clock_was_set_back(now);
        self.items.clock_was_set_back(now);
    }
}

impl World {
    /// What became of an errand.
    pub(in crate::worker::world) fn floor_news(
        &mut self,
        news: FloorNews,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        self.desk.busy = false;
        match news {
            FloorNews::Read(Ok(opened)) => self.floor_read(*opened),
            FloorNews::Read(Err(why)) => self.floor_trouble(why, now),
            FloorNews::Unchanged => self.floor_was_read(),
            FloorNews::Written(Ok(version)) => self.floor_written(version, now, effects),
            FloorNews::Written(Err(WriteError::Conflict(why))) => {
                self.floor_changed_meanwhile(&why, now, effects);
            }
            FloorNews::Written(Err(WriteError::Unknown(why))) => {
                self.floor_in_doubt(why, now, effects);
            }
            FloorNews::LookedFor(result) => self.floor_looked_for(result, now, effects),
            FloorNews::Written(Err(WriteError::Refused(why) | WriteError::Failed(why))) => {
                self.floor_not_written(why, now, effects);
            }
            FloorNews::PeopleChanged(result) => self.people_changed(result, now),
            FloorNews::PinChecked(checked) => self.pin_checked(checked, now, effects),
            FloorNews::Filled(result) => {
                if result.is_ok() {
                    self.desk.fall_behind(now);
                }
                let id = self.desk.filling.take().unwrap_or_default();
                self.desk.filled = Some((id, result.map(|(filled, _)| filled)));
                self.desk.dirty = true;
            }
        }
    }

    fn floor_read(&mut self, opened: FloorOpened) {
        let desk = &mut self.desk;
        let mut floor = opened.floor;
        // what the last scan did is not kept on disk
        for (place, session) in &mut floor.sessions {
            let answer = desk.floor.session(place).and_then(|old| old.answer.clone());
            if answer.is_some() && session.holder == desk.me {
                Arc::make_mut(session).answer = answer;
            }
        }
        desk.floor = floor;
        (desk.me, desk.others, desk.version) = (opened.me, opened.others, opened.version);
        desk.rules = opened.people.rules;
        desk.people.read(opened.people);
        desk.open = true;
        desk.behind = false;
        desk.dirty = true;
        self.floor_was_read();
    }

    /// That it can be read says nothing of a disk that takes nothing.
    fn floor_was_read(&mut self) {
        let desk = &mut self.desk;
        if !desk.write_failed {
            desk.dirty |= desk.trouble.take().is_some();
        }
    }

    pub(super) fn floor_trouble(&mut self, why: String, now: Timestamp) {
        let desk = &mut self.desk;
        desk.dirty |= desk.trouble.as_ref() != Some(&why);
        desk.trouble = Some(why);
        desk.look_at = Some(now + TRY_AGAIN);
        desk.rests_until = desk.look_at;
    }

    pub(super) fn floor_written(&mut self, version: i64, now: Timestamp, effects: &mut Effects) {
        let desk = &mut self.desk;
        desk.before = None;
        desk.taken.clear();
        desk.put_back = false;
        desk.write_failed = false;
        desk.rests_until = None;
        if version != desk.version + 1 {
            // somebody else wrote in between
            desk.fall_behind(now);
        }
        desk.version = version;
        desk.trouble = None;
        desk.dirty = true;
        desk.sounds.play(effects);
        for (step, wish) in std::mem::take(&mut desk.wishes) {
            self.grant(step, wish, now, effects);
        }
    }

    /// Another program changed what was to be written: it is read again, and what people asked for is
    /// done once more on what is found then. What this program does of itself follows from that anew.
    fn floor_changed_meanwhile(&mut self, why: &str, now: Timestamp, effects: &mut Effects) {
        let steps = self.take_back();
        let desk = &mut self.desk;
        desk.fall_behind(now);
        desk.rests_until = Some(now + TRY_AGAIN);
        if std::mem::take(&mut desk.put_back) {
            self.refuse_steps(steps, why, effects);
            return;
        }
        desk.sounds.forget();
        for step in steps.into_iter().rev().filter(|step| !follows_by_itself(&step.told.input)) {
            desk.put_back = true;
            desk.queue.push_front(step);
        }
    }

    /// Nothing was counted, and the screen says so; the scan is not repeated by itself.
    pub(super) fn floor_not_written(&mut self, why: String, now: Timestamp, effects: &mut Effects) {
        let steps = self.take_back();
        self.desk.put_back = false;
        self.refuse_steps(steps, &why, effects);
        self.floor_trouble(why, now);
        self.desk.write_failed = true;
        self.desk.look_at = Some(now + LOOK_AGAIN);
    }

    /// The floor as it was before the steps that could not be written, and these.
    fn take_back(&mut self) -> Vec<Step> {
        let desk = &mut self.desk;
        if let Some(before) = desk.before.take() {
            desk.floor = before;
        }
        desk.dirty = true;
        desk.wishes.clear();
        std::mem::take(&mut desk.taken)
    }

    pub(super) fn refuse_steps(&mut self, steps: Vec<Step>, why: &str, effects: &mut Effects) {
        self.desk.sounds.refuse(effects);
        let mut places: BTreeSet<Workplace> = BTreeSet::new();
        for step in steps {
            match step.told.input {
                Input::Wish { .. } => {
                    let id = IntentId(step.told.fresh);
                    let reason = why.to_owned();
                    effects.push(Effect::Notice(Notice::NotQueued { id, reason }));
                }
                Input::Look | Input::NotLeaving { .. } | Input::NotTriggered { .. } => {}
                input if wishes::is_from_elsewhere(&input) => {}
                _ => drop(places.insert(step.told.place)),
            }
        }
        for place in places {
            if let Some(session) = self.desk.floor.sessions.get_mut(&place) {
                let why = why.to_owned();
                Arc::make_mut(session).answer = Some(Answer::NotWritten { why });
            }
        }
    }

    /// Puts everything of the floor on its way that may go now.
    pub(in crate::worker::world) fn run_floor(&mut self, now: Timestamp, effects: &mut Effects) {
        self.look_at_places(now);
        self.look_at_triggers(now);
        self.look_at_wishes(now);
        self.ask_for_trays(now, effects);
        self.run_items(now);
        if !self.desk.busy {
            self.floor_errand(now, effects);
        }
        self.publish_floor(now, effects);
    }

    fn floor_errand(&mut self, now: Timestamp, effects: &mut Effects) {
        let due = self.desk.look_at.is_none_or(|at| at <= now);
        let errand = if self.desk.doubt.is_some() {
            // nothing else is done before this is known
            due.then_some(FloorErrand::LookFor(self.desk.number))
        } else if std::mem::take(&mut self.desk.forgets) {
            Some(FloorErrand::Open { forget: true })
        } else if !self.desk.open {
            due.then_some(FloorErrand::Open { forget: self.fresh_site })
        } else if self.desk.behind && due {
            Some(FloorErrand::LookAgain { known: None })
        } else if let Some(errand) = self.people_errand(now) {
            Some(errand)
        } else if let Some(order) = self.desk.fills.pop_front() {
            self.desk.filling = Some(order.id);
            Some(FloorErrand::Fill(order.fill))
        } else if let Some(errand) = self.take_steps(effects) {
            Some(errand)
        } else if self.desk.write_failed && !self.desk.rests(now) {
            // nothing waits to be written: it is tried whether the disk takes something again
            Some(self.desk.write(Vec::new()))
        } else {
            let known = Some(self.desk.version).filter(|_| !self.desk.behind);
            due.then_some(FloorErrand::LookAgain { known })
        };
        if let Some(errand) = errand {
            self.desk.busy = true;
            self.desk.look_at = Some(now + LOOK_AGAIN);
            effects.push(Effect::Floor(errand));
        }
    }
}

/// What is found again as long as it is wanted, and must be weighed anew when others have written.
const fn follows_by_itself(input: &Input) -> bool {
    matches!(input, Input::Look | Input::Weigh { .. } | Input::Unanswered { .. })
}
