//! Who signs in at a workplace: badges are recognised here, PINs are held against their hash outside.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::{Opens, Step};
use crate::bus::command::Typed;
use crate::bus::people::{PeopleOrder, PeopleRefusal, PeopleView};
use crate::domain::floor::{Answer, Input, Told};
use crate::domain::person::is_badge;
use crate::domain::pick::Workplace;
use crate::domain::sound::Sound;
use crate::store::PeopleRead;
use crate::util::hashed::badge_hash;
use crate::worker::event::{Effect, Effects};
use crate::worker::floor_event::FloorErrand;
use crate::worker::world::World;

/// Changes that wait at most; a person makes them one by one.
const ORDERS_WAITING: usize = 16;

/// Everything of the people that is under way.
#[derive(Debug, Default)]
pub(super) struct PeopleDesk {
    kept: PeopleRead,
    orders: VecDeque<PeopleOrder>,
    changing: Option<Uuid>,
    typed: VecDeque<PinTyped>,
    checking: Option<PinTyped>,
    done: Option<(Uuid, Result<(), PeopleRefusal>)>,
    /// As shown last, so that an ended pause is shown as ended.
    pauses: BTreeMap<String, Timestamp>,
}

/// A PIN that is to be held against its hash.
#[derive(Clone, Debug)]
struct PinTyped {
    place: Workplace,
    name: String,
    pin: Typed,
    at: Timestamp,
    fresh: Uuid,
}

impl PeopleDesk {
    pub(super) fn read(&mut self, read: PeopleRead) {
        self.kept = read;
    }

    pub(super) fn pins_waiting(&self) -> usize {
        self.typed.len()
    }

    /// Forgets what was typed and not looked at yet; how often that was.
    pub fn forget_typed(&mut self) -> usize {
        std::mem::take(&mut self.typed).len()
    }

    /// As the screen sees it.
    pub(super) fn view(&mut self, now: Timestamp) -> PeopleView {
        self.pauses = self.kept.tries.pauses(now);
        PeopleView {
            people: self.kept.people.iter().map(|kept| kept.person.clone()).collect(),
            done: self.done.clone(),
            pauses: self.pauses.clone(),
        }
    }
}

impl World {
    /// A change by an admin.
    pub(in crate::worker::world) fn people(&mut self, order: PeopleOrder) {
        let people = &mut self.desk.people;
        if people.orders.len() < ORDERS_WAITING {
            people.orders.push_back(order);
        } else {
            let refusal = PeopleRefusal::Failed("admin-people-many".to_owned());
            people.done = Some((order.id, Err(refusal)));
            self.desk.dirty = true;
        }
    }

    pub(super) fn people_changed(&mut self, result: Result<i64, PeopleRefusal>, now: Timestamp) {
        if result.is_ok() {
            self.desk.fall_behind(now);
        }
        let id = self.desk.people.changing.take().unwrap_or_default();
        self.desk.people.done = Some((id, result.map(drop)));
        self.desk.dirty = true;
    }

    /// A name and a PIN at a workplace of this program.
    pub(super) fn pin_typed(
        &mut self,
        place: Workplace,
        (name, pin): (String, Typed),
        at: Timestamp,
        fresh: Uuid,
    ) {
        self.desk.people.typed.push_back(PinTyped { place, name, pin, at, fresh });
    }

    /// The next change or PIN, if one waits.
    pub(super) fn people_errand(&mut self, now: Timestamp) -> Option<FloorErrand> {
        if let Some(order) = self.desk.people.orders.pop_front() {
            self.desk.people.changing = Some(order.id);
            return Some(FloorErrand::People(order));
        }
        while let Some(typed) = self.desk.people.typed.pop_front() {
            let people = &self.desk.people;
            let paused = people.kept.tries.paused_until(&typed.name, now).is_some();
            let kept = people.kept.people.iter().find(|kept| kept.person.name == typed.name);
            let pin = kept.filter(|kept| kept.person.active).and_then(|kept| kept.pin.clone());
            match pin.filter(|_| !paused) {
                Some(kept) => {
                    let (name, pin) = (typed.name.clone(), typed.pin.clone());
                    self.desk.people.checking = Some(typed);
                    return Some(FloorErrand::CheckPin { name, kept, pin, at: now });
                }
                None => {
                    // a name nobody has may be a PIN in the wrong field, and is told to nobody
                    let name = kept.map(|kept| kept.person.name.clone()).unwrap_or_default();
                    self.signs_in(typed, Input::WrongPin { name });
                }
            }
        }
        None
    }

    /// It was held against its hash, and on disk it is counted.
    pub(super) fn pin_checked(
        &mut self,
        checked: Result<bool, String>,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let Some(typed) = self.desk.people.checking.take() else { return };
        let right = match checked {
            Ok(right) => right,
            Err(why) => return self.pin_not_checked(&typed.place, why, now, effects),
        };
        self.desk.fall_behind(now);
        let people = &mut self.desk.people;
        let kept = people.kept.people.iter().find(|kept| kept.person.name == typed.name);
        let role = kept.map(|kept| kept.person.role);
        let input = match role.filter(|_| right) {
            Some(role) => {
                people.kept.tries.right(&typed.name);
                Input::Person { name: typed.name.clone(), role }
            }
            None => {
                people.kept.tries.wrong(&typed.name, now);
                Input::WrongPin { name: typed.name.clone() }
            }
        };
        self.signs_in(typed, input);
        self.desk.dirty = true;
    }

    /// A try that cannot be counted is none: who could not be held up may try for ever.
    fn pin_not_checked(
        &mut self,
        place: &Workplace,
        why: String,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        effects.push(Effect::Sound(Sound::Refused));
        if let Some(session) = self.desk.floor.sessions.get_mut(place) {
            Arc::make_mut(session).answer = Some(Answer::NotWritten { why: why.clone() });
        }
        self.floor_trouble(why, now);
        self.desk.dirty = true;
    }

    fn signs_in(&mut self, typed: PinTyped, input: Input) {
        let PinTyped { place, at, fresh, .. } = typed;
        let told = Told { place, input, at, fresh };
        self.desk.queue.push_front(Step { told, by: String::new(), opens: Opens::No });
    }

    /// A scan that is a badge. What is on a tray or known as a barcode is none, whoever has it as badge.
    pub(super) fn recognised(&self, input: Input) -> Input {
        let Input::Code { text, readings } = &input else { return input };
        let floor = &self.desk.floor;
        let known = !floor.items.read(readings.iter().map(String::as_str)).is_empty()
            || readings.iter().any(|reading| floor.stock.contains_key(reading.as_str()));
        if known && !is_badge(text) {
            return input;
        }
        let kept = &self.desk.people.kept;
        if !kept.people.is_empty() {
            let hash = badge_hash(&kept.salt, text);
            let owner = kept.people.iter().find(|one| one.badge.as_ref() == Some(&hash));
            if let Some(owner) = owner.filter(|one| one.person.active) {
                return Input::Person { name: owner.person.name.clone(), role: owner.person.role };
            }
            if owner.is_some() {
                return Input::UnknownBadge;
            }
        }
        if is_badge(text) { Input::UnknownBadge } else { input }
    }
}
