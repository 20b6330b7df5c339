//! A write of which nobody knows whether it was carried out: told as that, looked for, and only then told as it is.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use super::{FloorDesk, Step, not_counted_step, wishes};
use crate::bus::event::Notice;
use crate::domain::floor::{Answer, Input};
use crate::domain::intent::IntentId;
use crate::domain::pick::Workplace;
use crate::store::FloorRow;
use crate::worker::event::{Effect, Effects};
use crate::worker::floor_event::FloorErrand;
use crate::worker::world::World;

impl FloorDesk {
    /// The next write.
    pub(super) fn write(&mut self, rows: Vec<FloorRow>) -> FloorErrand {
        self.number += 1;
        FloorErrand::Write { rows, number: self.number }
    }
}

impl World {
    /// The steps stay as they are, neither taken back nor shown; the screen says that it is not known.
    pub(super) fn floor_in_doubt(&mut self, why: String, now: Timestamp, effects: &mut Effects) {
        let desk = &mut self.desk;
        desk.sounds.doubt(effects);
        let mut places: BTreeSet<Workplace> = BTreeSet::new();
        for step in &desk.taken {
            // a wish is at somebody else's place: it is told as no, or seen there
            if is_of_a_person(step) && !matches!(step.told.input, Input::Wish { .. }) {
                places.insert(step.told.place.clone());
            }
        }
        if let Some(shown) = desk.before.as_mut() {
            for place in places {
                if let Some(session) = shown.sessions.get_mut(&place) {
                    let why = why.clone();
                    Arc::make_mut(session).answer = Some(Answer::NotKnown { why });
                }
            }
        }
        // what came after it cannot be weighed before that is known, and does not wait unseen
        let (later, waits) = desk.queue.drain(..).partition(is_of_a_person);
        desk.queue = waits;
        let later: std::collections::VecDeque<Step> = later;
        for step in later {
            match step.told.input {
                Input::Wish { .. } => {
                    let (id, reason) = (IntentId(step.told.fresh), why.clone());
                    effects.push(Effect::Notice(Notice::NotQueued { id, reason }));
                }
                _ => not_counted_step("floor-in-doubt", effects),
            }
        }
        // whoever typed a PIN may be gone when that is known
        for _ in 0..desk.people.forget_typed() {
            not_counted_step("floor-in-doubt", effects);
        }
        self.floor_trouble(why.clone(), now);
        self.desk.doubt = Some(why);
        self.desk.look_at = Some(now);
    }

    /// It was looked for.
    pub(super) fn floor_looked_for(
        &mut self,
        result: Result<bool, String>,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let Some(why) = self.desk.doubt.take() else { return };
        match result {
            Ok(true) => {
                // others may have written since
                let version = self.desk.version;
                self.floor_written(version, now, effects);
                self.desk.fall_behind(now);
            }
            Ok(false) => self.floor_not_written(why, now, effects),
            Err(newer) => {
                self.floor_trouble(newer, now);
                self.desk.doubt = Some(why);
            }
        }
    }
}

/// Whether somebody waits to hear of it.
fn is_of_a_person(step: &Step) -> bool {
    match &step.told.input {
        Input::Wish { .. } => true,
        Input::Look | Input::NotLeaving { .. } | Input::NotTriggered { .. } => false,
        input => !wishes::is_from_elsewhere(input),
    }
}
