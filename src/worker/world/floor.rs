//! The picking floor in the world: one step after the other goes to disk, and only then to the screen.

mod asking;
mod doubt;
mod errands;
mod items;
mod jobs;
mod outside;
mod people;
mod sounds;
mod steps;
mod wishes;

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::World;
use crate::bus::event::Notice;
use crate::bus::floor::{FillOrder, FloorAsk, FloorCommand, FloorView};
use crate::domain::command_code::{CommandCode, CommandScan};
use crate::domain::floor::{Filled, Floor, Input, Rules, Told, Wish};
use crate::domain::person::is_badge;
use crate::domain::pick::Exception;
use crate::domain::sound::Sound;
use crate::worker::event::{Change as Drawn, Effect, Effects};

/// Steps that wait at most; a scanner gone mad does not fill the memory.
const STEPS_WAITING: usize = 4_096;

/// Everything of the floor that is under way.
#[derive(Debug, Default)]
pub(super) struct FloorDesk {
    /// With all steps taken so far.
    floor: Floor,
    /// As it was before the steps that are being written.
    before: Option<Floor>,
    me: Uuid,
    others: BTreeSet<Uuid>,
    version: i64,
    open: bool,
    /// An errand is under way; they go one at a time.
    busy: bool,
    queue: VecDeque<Step>,
    fills: VecDeque<FillOrder>,
    filling: Option<Uuid>,
    /// Counts the writes.
    number: i64,
    /// The write under way may have been carried out, and may not: why nobody can tell. It is looked for, and until
    /// then no step is taken.
    doubt: Option<String>,
    /// What follows when the steps are on disk.
    wishes: Vec<(Step, Wish)>,
    /// The steps that are being written, as they waited.
    taken: Vec<Step>,
    /// Another program wrote first, and they are tried once more.
    put_back: bool,
    rules: Rules,
    people: people::PeopleDesk,
    sounds: sounds::Sounds,
    trouble: Option<String>,
    filled: Option<(Uuid, Result<Filled, String>)>,
    look_at: Option<Timestamp>,
    /// The last write met a disk that took nothing.
    write_failed: bool,
    /// The disk took nothing: until then only what people ask for is tried.
    rests_until: Option<Timestamp>,
    dirty: bool,
    /// The tables hold more than is known here: read before the next step.
    behind: bool,
    /// The site began anew while this program runs: what is known of its floor holds no longer.
    forgets: bool,
    items: items::ItemsDesk,
    asking: asking::TrayAsking,
}

/// One step that waits.
#[derive(Clone, Debug)]
struct Step {
    told: Told,
    by: String,
    opens: Opens,
}

/// Whether a step opens a workplace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opens {
    No,
    /// Unless another program works there.
    IfFree,
    /// Also then: a person said so.
    Anyway,
}

impl FloorDesk {
    /// The site began anew.
    pub(super) fn forget(&mut self) {
        self.forgets = true;
        self.queue.clear();
        self.fills.clear();
    }

    fn steps_waiting(&self) -> usize {
        self.queue.len() + self.people.pins_waiting()
    }
}

impl World {
    /// Something at a workplace.
    pub(super) fn floor_command(&mut self, command: FloorCommand, effects: &mut Effects) {
        let FloorCommand { place, ask, at, fresh, by } = command;
        // what stands there when the store opens may be another tray than the one that was scanned for
        if !self.desk.open && ask != FloorAsk::Open {
            return not_counted(&ask, "floor-not-open", effects);
        }
        if self.desk.doubt.is_some() && ask != FloorAsk::Open {
            return not_counted(&ask, "floor-in-doubt", effects);
        }
        if self.desk.steps_waiting() >= STEPS_WAITING {
            return not_counted(&ask, "floor-busy", effects);
        }
        // which program this is, is known when the tables are open
        let holder = Uuid::nil();
        let (input, opens) = match ask {
            FloorAsk::Pin { name, pin } => return self.pin_typed(place, (name, pin), at, fresh),
            FloorAsk::Scan { text, readings } => (scanned(text, readings), Opens::No),
            FloorAsk::Do(input) => (input, Opens::No),
            FloorAsk::Open => (Input::TakeOver { holder }, Opens::IfFree),
            FloorAsk::TakeOver => (Input::TakeOver { holder }, Opens::Anyway),
            FloorAsk::Wish(what) => {
                (Input::Wish { what, from: by.clone(), program: holder }, Opens::No)
            }
        };
        let told = Told { place, input, at, fresh };
        self.desk.queue.push_back(Step { told, by, opens });
    }

    pub(super) fn fill(&mut self, order: FillOrder) {
        self.desk.fills.push_back(order);
    }

    /// A tray that came or went is a step as well.
    fn look_at_places(&mut self, now: Timestamp) {
        if !self.desk.open || self.desk.rests(now) {
            return;
        }
        let mine: Vec<_> = self
            .desk
            .floor
            .sessions
            .values()
            .filter(|session| session.holder == self.desk.me)
            .map(|session| (session.place.clone(), session.tray.clone()))
            .collect();
        for (place, tray) in mine {
            let Some(here) = self.trays_here(&place) else { continue };
            let same = match &tray {
                Some(tray) => here.contains(tray),
                None => here.is_empty(),
            };
            let waits = |step: &Step| step.told.place == place && step.told.input == Input::Look;
            if !same && !self.desk.queue.iter().any(waits) && self.desk.before.is_none() {
                let told = Told { place, input: Input::Look, at: now, fresh: Uuid::nil() };
                let step = Step { told, by: String::new(), opens: Opens::No };
                self.desk.queue.push_back(step);
            }
        }
    }

    /// Brings the screen's picture up to date; only what is on disk is shown.
    fn publish_floor(&mut self, now: Timestamp, effects: &mut Effects) {
        let desk = &mut self.desk;
        if !std::mem::take(&mut desk.dirty) {
            return;
        }
        let floor = desk.before.as_ref().unwrap_or(&desk.floor).clone();
        let hands_out = self.has_control && self.fresh_site && desk.trouble.is_none();
        let lines_come = hands_out && floor.lines.is_empty();
        let view = FloorView {
            lines_come,
            floor,
            me: desk.me,
            others: desk.others.clone(),
            rules: desk.rules,
            people: desk.people.view(now),
            trouble: desk.trouble.clone(),
            filled: desk.filled.clone(),
        };
        let section = &mut self.snapshot.floor;
        section.stamp.read_at = Some(now);
        if section.get() != Some(&view) {
            section.value = Some(Arc::new(view));
            section.generation += 1;
            effects.changed(Drawn::AtOnce);
        }
    }

    /// When the floor wants to go on by itself.
    pub(super) fn next_floor_at(&self, now: Timestamp) -> Option<Timestamp> {
        if self.desk.busy {
            return None;
        }
        self.desk.look_at.map(|at| at.max(now))
    }
}

/// Nothing is done of it, now or later, and that is said at once.
fn not_counted(ask: &FloorAsk, reason: &'static str, effects: &mut Effects) {
    if matches!(ask, FloorAsk::Scan { .. }) {
        effects.push(Effect::Sound(Sound::Refused));
    }
    effects.push(Effect::Notice(Notice::NotCounted { reason }));
}

/// The same of a step that waited already.
fn not_counted_step(reason: &'static str, effects: &mut Effects) {
    effects.push(Effect::Sound(Sound::Refused));
    effects.push(Effect::Notice(Notice::NotCounted { reason }));
}

/// What a scan asks for: a command of the card, or a code that is to be looked up.
fn scanned(text: String, readings: Vec<String>) -> Input {
    match CommandCode::read(&text).filter(|_| !is_badge(&text)) {
        None => Input::Code { text, readings },
        Some(CommandScan::Unknown(text)) => Input::UnknownCommand(text),
        Some(CommandScan::Known(code)) => match code {
            CommandCode::Confirm => Input::Confirm,
            CommandCode::Short => Input::Exception(Exception::Short),
            CommandCode::Release => Input::Release,
            CommandCode::Pause => Input::Pause(true),
            CommandCode::Resume => Input::Pause(false),
            CommandCode::Undo => Input::Undo,
            CommandCode::Next => Input::Next,
            CommandCode::Damaged => Input::Exception(Exception::Damaged),
            CommandCode::WrongContent => Input::Exception(Exception::WrongContent),
            CommandCode::DirtyTray => Input::Exception(Exception::DirtyTray),
            CommandCode::SignOut => Input::SignOut,
            CommandCode::Help => Input::Help(true),
        },
    }
}
