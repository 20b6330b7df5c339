//! The trays: stored, on their way, ready at a station, on their way back.

use std::collections::{BTreeSet, HashSet, VecDeque};

use crate::simulator::clock::{Millis, Moment};
use crate::simulator::options::Options;
use crate::simulator::rng::Rng;

/// Milliseconds a tray travels, least and most.
const TRAVEL: (Millis, Millis) = (15_000, 40_000);
/// Storage slots told besides the stations.
const STORAGE_SLOTS: u32 = 12;
/// Ready messages waiting to be sent to webhooks; the oldest goes when nobody takes them.
const NOTICES_KEPT: usize = 1_000;

/// One slot: a station, or a place in the rack.
#[derive(Clone, Debug)]
pub struct Slot {
    pub id: String,
    pub name: String,
    pub tags: Vec<String>,
    pub rack: u32,
    pub row: u32,
    pub depth: u32,
    pub height: u32,
    pub tray: Option<u32>,
    pub updated: Millis,
    /// A tray is on its way here.
    reserved: bool,
}

impl Slot {
    fn is_station(&self) -> bool {
        self.tags.iter().any(|tag| tag == "station")
    }

    /// Whether it carries all of these tags.
    pub fn carries(&self, tags: &[String]) -> bool {
        tags.iter().all(|tag| self.tags.contains(tag))
    }
}

/// Where a tray is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    Stored,
    /// Asked for; the task says the rest.
    Asked(u64),
    /// On its way back until then.
    Returning(Millis),
}

/// One tray.
#[derive(Clone, Debug)]
pub struct Tray {
    pub id: u32,
    pub height: u32,
    pub weight: u32,
    pub divider: u32,
    pub whereabouts: Whereabouts,
    pub updated: Millis,
}

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// No station that fits is free.
    Queued,
    /// Under way to the slot with this index until then.
    Moving(usize, Millis),
    /// Stands at the slot with this index.
    Ready(usize),
}

/// A tray asked for and not released yet.
#[derive(Clone, Debug)]
pub struct Task {
    pub id: u64,
    pub tray: u32,
    pub reference: String,
    pub order_number: Option<String>,
    pub tags: Vec<String>,
    pub stage: Stage,
    pub created: Millis,
    pub updated: Millis,
    /// The tray is still on its way back from before until then.
    back_at: Millis,
}

/// Why the robot manager does not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// 404: no such tray, reference or station.
    NotFound(String),
    /// 409: in conflict with what is under way.
    Conflict(String),
}

/// All trays and slots.
#[derive(Debug)]
pub struct TrayHall {
    pub slots: Vec<Slot>,
    pub trays: Vec<Tray>,
    pub tasks: Vec<Task>,
    /// Tasks that became ready, not yet told to the webhooks.
    pub notices: VecDeque<Task>,
    /// Trays that do not arrive until they are let go.
    pub held: BTreeSet<u32>,
    references: HashSet<String>,
    next_task: u64,
}

impl TrayHall {
    /// Every tray stored, every station free.
    pub fn new(options: &Options) -> Self {
        let stations = (1..=options.stations).map(|number| {
            let tags = vec!["station".to_owned(), "pickup".to_owned(), format!("ps-{number}")];
            slot(number, 0, 1, format!("PS-{number}"), tags)
        });
        let storage = (1..=STORAGE_SLOTS.min(options.trays)).map(|number| {
            let mut slot = slot(
                100 + number,
                1,
                1,
                format!("R{}-{number}", 100 + number),
                vec!["storage".to_owned()],
            );
            slot.tray = Some(number);
            slot
        });
        Self {
            slots: stations.chain(storage).collect(),
            trays: (1..=options.trays).map(tray).collect(),
            tasks: Vec::new(),
            notices: VecDeque::new(),
            held: BTreeSet::new(),
            references: HashSet::new(),
            next_task: 1,
        }
    }

    fn tray_mut(&mut self, id: u32) -> Option<&mut Tray> {
        self.trays.get_mut(id.checked_sub(1)? as usize)
    }

    /// Whether a tray could be ordered so.
    pub fn check(&self, tray: &str, reference: &str, tags: &[String]) -> Result<u32, Refusal> {
        let id = tray.trim().parse::<u32>().unwrap_or(0);
        let Some(found) = self.trays.get(id.wrapping_sub(1) as usize) else {
            return Err(Refusal::NotFound(format!("tray {tray} not found")));
        };
        if self.references.contains(reference) {
            return Err(Refusal::Conflict(format!(
                "order_reference_id {reference} was used before"
            )));
        }
        if matches!(found.whereabouts, Whereabouts::Asked(_)) {
            return Err(Refusal::Conflict(format!(
                "tray {tray} is already requested for another order"
            )));
        }
        if !self.slots.iter().any(|slot| slot.is_station() && slot.carries(tags)) {
            return Err(Refusal::NotFound(format!(
                "no station carries all of the tags {}",
                tags.join(", ")
            )));
        }
        Ok(id)
    }

    /// Orders a tray to a place that carries all the tags.
    pub fn retrieve(
        &mut self,
        tray: &str,
        reference: &str,
        order_number: Option<String>,
        tags: Vec<String>,
        at: Moment,
        rng: &mut Rng,
    ) -> Result<Task, Refusal> {
        let id = self.check(tray, reference, &tags)?;
        let mut task = Task {
            id: self.next_task,
            tray: id,
            reference: reference.to_owned(),
            order_number,
            tags,
            stage: Stage::Queued,
            created: at.stamp,
            updated: at.stamp,
            back_at: at.now,
        };
        self.next_task += 1;
        self.references.insert(reference.to_owned());
        if let Some(tray) = self.tray_mut(id) {
            if let Whereabouts::Returning(until) = tray.whereabouts {
                task.back_at = until;
            }
            (tray.whereabouts, tray.updated) = (Whereabouts::Asked(task.id), at.stamp);
        }
        self.leave_rack(id, at);
        self.tasks.push(task);
        self.assign(at, rng);
        self.tasks
            .last()
            .cloned()
            .ok_or_else(|| Refusal::NotFound("the request was lost".to_owned()))
    }

    fn leave_rack(&mut self, tray: u32, at: Moment) {
        for slot in self.slots.iter_mut().filter(|slot| slot.tray == Some(tray)) {
            (slot.tray, slot.updated) = (None, at.stamp);
        }
    }

    /// Gives free stations to the tasks that wait, oldest first.
    fn assign(&mut self, at: Moment, rng: &mut Rng) {
        for task in self.tasks.iter_mut().filter(|task| task.stage == Stage::Queued) {
            let free = self.slots.iter_mut().enumerate().find(|(_, slot)| {
                slot.is_station()
                    && slot.tray.is_none()
                    && !slot.reserved
                    && slot.carries(&task.tags)
            });
            if let Some((index, slot)) = free {
                slot.reserved = true;
                let arrives = at.now.max(task.back_at) + rng.between(TRAVEL.0, TRAVEL.1);
                (task.stage, task.updated) = (Stage::Moving(index, arrives), at.stamp);
            }
        }
    }

    /// Sends a ready tray back. The tags given must be among those of its slot.
    pub fn release(
        &mut self,
        tray: &str,
        reference: &str,
        tags: &[String],
        at: Moment,
        rng: &mut Rng,
    ) -> Result<Task, Refusal> {
        let id = tray.trim().parse::<u32>().unwrap_or(0);
        let none = || Refusal::NotFound("no records found".to_owned());
        let position = self
            .tasks
            .iter()
            .position(|task| task.tray == id && task.reference == reference)
            .ok_or_else(none)?;
        let slot = match self.tasks.get(position).map(|task| task.stage) {
            Some(Stage::Ready(slot)) => slot,
            _ => return Err(Refusal::Conflict(format!("tray {tray} is not ready"))),
        };
        let Some(slot) = self.slots.get_mut(slot).filter(|slot| slot.carries(tags)) else {
            return Err(none());
        };
        (slot.tray, slot.updated) = (None, at.stamp);
        let mut task = self.tasks.remove(position);
        task.updated = at.stamp;
        let back = at.now + rng.between(TRAVEL.0, TRAVEL.1);
        if let Some(tray) = self.tray_mut(id) {
            (tray.whereabouts, tray.updated) = (Whereabouts::Returning(back), at.stamp);
        }
        self.assign(at, rng);
        Ok(task)
    }

    /// Moves trays whose time has come.
    pub fn tick(&mut self, at: Moment, rng: &mut Rng) {
        for task in &mut self.tasks {
            let Stage::Moving(index, arrives) = task.stage else { continue };
            if at.now < arrives || self.held.contains(&task.tray) {
                continue;
            }
            (task.stage, task.updated) = (Stage::Ready(index), at.stamp);
            if let Some(slot) = self.slots.get_mut(index) {
                (slot.tray, slot.reserved, slot.updated) = (Some(task.tray), false, at.stamp);
            }
            if self.notices.len() >= NOTICES_KEPT {
                self.notices.pop_front();
            }
            self.notices.push_back(task.clone());
        }
        for tray in &mut self.trays {
            if matches!(tray.whereabouts, Whereabouts::Returning(until) if at.now >= until) {
                (tray.whereabouts, tray.updated) = (Whereabouts::Stored, at.stamp);
                // the first slots of the rack show their trays
                let home = self.slots.iter_mut().find(|slot| {
                    slot.tray.is_none() && slot.rack == 100 + tray.id && slot.row == 1
                });
                if let Some(slot) = home {
                    (slot.tray, slot.updated) = (Some(tray.id), at.stamp);
                }
            }
        }
        if self.tasks.iter().any(|task| task.stage == Stage::Queued) {
            self.assign(at, rng);
        }
    }

    /// Ready tasks with their slots.
    pub fn ready(&self) -> impl Iterator<Item = (&Task, &Slot)> {
        self.tasks.iter().filter_map(|task| match task.stage {
            Stage::Ready(index) => Some((task, self.slots.get(index)?)),
            _ => None,
        })
    }

    /// The slot a task goes to or stands at.
    pub fn slot_of(&self, task: &Task) -> Option<&Slot> {
        match task.stage {
            Stage::Ready(index) | Stage::Moving(index, _) => self.slots.get(index),
            Stage::Queued => None,
        }
    }
}

impl super::Warehouse {
    /// Orders a tray, see [`TrayHall::retrieve`].
    pub fn retrieve_tray(
        &mut self,
        tray: &str,
        reference: &str,
        order_number: Option<String>,
        tags: Vec<String>,
    ) -> Result<Task, Refusal> {
        self.trays.retrieve(tray, reference, order_number, tags, self.moment(), &mut self.rng)
    }

    /// Sends a tray back, see [`TrayHall::release`].
    pub fn release_tray(
        &mut self,
        tray: &str,
        reference: &str,
        tags: &[String],
    ) -> Result<Task, Refusal> {
        self.trays.release(tray, reference, tags, self.moment(), &mut self.rng)
    }
}

fn slot(rack: u32, row: u32, depth: u32, name: String, tags: Vec<String>) -> Slot {
    Slot {
        id: format!("0-{rack}-{row}-{depth}"),
        name,
        tags,
        rack,
        row,
        depth,
        height: 400,
        tray: None,
        updated: 0,
        reserved: false,
    }
}

fn tray(id: u32) -> Tray {
    Tray {
        id,
        height: if id.is_multiple_of(3) { 200 } else { 100 },
        weight: 4_000 + id * 137 % 9_000,
        divider: [0, 0, 2, 4].get(id as usize % 4).copied().unwrap_or(0),
        whereabouts: Whereabouts::Stored,
        updated: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_tray_comes_stands_ready_and_goes_back() {
        let mut rng = Rng::new(1, 1);
        let mut hall = TrayHall::new(&Options::small_stepped());
        hall.retrieve("5", "A-1", None, tags("station ps-2"), Moment::from(0), &mut rng)
            .expect("accepted");
        hall.tick(Moment::from(14_900), &mut rng);
        assert_eq!(hall.ready().count(), 0);
        hall.tick(Moment::from(40_000), &mut rng);
        let (task, slot) = hall.ready().next().expect("ready");
        assert_eq!((task.tray, task.reference.as_str(), slot.name.as_str()), (5, "A-1", "PS-2"));
        assert_eq!(hall.notices.len(), 1);
        let unknown = hall.release("5", "A-2", &[], Moment::from(41_000), &mut rng);
        assert!(matches!(unknown, Err(Refusal::NotFound(_))));
        hall.release("5", "A-1", &[], Moment::from(41_000), &mut rng).expect("released");
        assert_eq!(hall.ready().count(), 0);
        assert!(matches!(
            hall.release("5", "A-1", &[], Moment::from(42_000), &mut rng),
            Err(Refusal::NotFound(_))
        ));
        hall.tick(Moment::from(90_000), &mut rng);
        assert!(hall.trays.iter().all(|tray| tray.whereabouts == Whereabouts::Stored));
    }

    #[test]
    fn a_tray_that_waits_for_a_station_does_not_come_before_it_is_back() {
        let mut rng = Rng::new(1, 1);
        let mut hall = TrayHall::new(&Options::small_stepped());
        hall.retrieve("5", "A-1", None, tags("station ps-1"), Moment::from(0), &mut rng)
            .expect("accepted");
        hall.tick(Moment::from(40_000), &mut rng);
        hall.release("5", "A-1", &[], Moment::from(40_000), &mut rng).expect("released");
        let Whereabouts::Returning(back) = hall.trays[4].whereabouts else {
            panic!("not returning")
        };
        hall.retrieve("6", "B-1", None, tags("station ps-1"), Moment::from(40_000), &mut rng)
            .expect("accepted");
        let waiting =
            hall.retrieve("5", "A-2", None, tags("station ps-1"), Moment::from(40_000), &mut rng);
        assert_eq!(waiting.expect("accepted").stage, Stage::Queued);
        // another tray's way gives the station free while ours is still under way
        hall.tasks.retain(|task| task.tray == 5);
        for slot in &mut hall.slots {
            slot.reserved = false;
        }
        hall.tick(Moment::from(40_001), &mut rng);
        let Some(Stage::Moving(_, arrives)) = hall.tasks.first().map(|task| task.stage) else {
            panic!("not on its way")
        };
        assert!(arrives >= back + TRAVEL.0, "{arrives} {back}");
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let mut rng = Rng::new(1, 1);
        let mut hall = TrayHall::new(&Options::small_stepped());
        let mut ask = |hall: &mut TrayHall, tray: &str, reference: &str, wanted: &str| {
            hall.retrieve(tray, reference, None, tags(wanted), Moment::from(0), &mut rng)
        };
        assert!(ask(&mut hall, "1", "A", "station").is_ok());
        assert!(matches!(ask(&mut hall, "2", "A", "station"), Err(Refusal::Conflict(_))));
        assert!(matches!(ask(&mut hall, "1", "B", "station"), Err(Refusal::Conflict(_))));
        assert!(matches!(ask(&mut hall, "0", "C", "station"), Err(Refusal::NotFound(_))));
        assert!(matches!(ask(&mut hall, "21", "C", "station"), Err(Refusal::NotFound(_))));
        assert!(matches!(ask(&mut hall, "3", "C", "moon"), Err(Refusal::NotFound(_))));
        // both stations taken: the third waits
        assert!(matches!(
            ask(&mut hall, "4", "D", "pickup").map(|task| task.stage),
            Ok(Stage::Moving(..))
        ));
        assert_eq!(ask(&mut hall, "6", "E", "pickup").map(|task| task.stage), Ok(Stage::Queued));
    }
}
