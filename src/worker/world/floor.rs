//! The picking floor in the world: one step after the other goes to disk, and only then to the screen.

mod asking;
mod items;
mod jobs;
mod outside;
mod people;
mod sounds;
mod wishes;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::World;
use crate::bus::event::Notice;
use crate::bus::floor::{FillOrder, FloorAsk, FloorCommand, FloorView};
use crate::domain::access::Role;
use crate::domain::command_code::{CommandCode, CommandScan};
use crate::domain::floor::{Answer, Change, Filled, Floor, Input, Rules, Told, Wish};
use crate::domain::ids::TrayId;
use crate::domain::intent::IntentId;
use crate::domain::person::is_badge;
use crate::domain::pick::{Exception, Workplace};
use crate::store::{AuditRow, FloorRow};
use crate::worker::event::{Change as Drawn, Effect, Effects, WriteError};
use crate::worker::floor_event::{FloorErrand, FloorNews, FloorOpened};

/// Steps that are written down together at most.
const STEPS_AT_ONCE: usize = 64;
/// Steps that wait at most; a scanner gone mad does not fill the memory.
const STEPS_WAITING: usize = 4_096;
/// Audit of a badge or PIN that lets nobody in.
const REFUSED: &str = "station.refused";
/// How often it is looked whether another program on the same store wrote.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_secs(1);
/// After a failure of the disk it is tried again then.
const TRY_AGAIN: SignedDuration = SignedDuration::from_secs(2);

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
    /// What follows when the steps are on disk.
    wishes: Vec<(Step, Wish)>,
    /// Workplaces of the steps that are being written.
    asked: BTreeSet<Workplace>,
    rules: Rules,
    people: people::PeopleDesk,
    sounds: sounds::Sounds,
    trouble: Option<String>,
    filled: Option<(Uuid, Result<Filled, String>)>,
    look_at: Option<Timestamp>,
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
}

impl World {
    /// Something at a workplace.
    pub(super) fn floor_command(&mut self, command: FloorCommand, effects: &mut Effects) {
        let FloorCommand { place, ask, at, fresh, by } = command;
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
        if self.desk.queue.len() >= STEPS_WAITING {
            effects.push(Effect::Notice(Notice::FloorBusy));
            return;
        }
        let told = Told { place, input, at, fresh };
        self.desk.queue.push_back(Step { told, by, opens });
    }

    pub(super) fn fill(&mut self, order: FillOrder) {
        self.desk.fills.push_back(order);
    }

    /// What became of an errand.
    pub(super) fn floor_news(&mut self, news: FloorNews, now: Timestamp, effects: &mut Effects) {
        self.desk.busy = false;
        match news {
            FloorNews::Read(Ok(opened)) => self.floor_read(*opened),
            FloorNews::Read(Err(why)) => self.floor_trouble(why, now),
            FloorNews::Unchanged => {}
            FloorNews::Written(Ok(version)) => self.floor_written(version, now, effects),
            FloorNews::Written(Err(error)) => self.floor_not_written(error, now, effects),
            FloorNews::PeopleChanged(result) => self.people_changed(result),
            FloorNews::PinChecked(right) => self.pin_checked(right, now),
            FloorNews::Filled(result) => {
                self.desk.behind |= result.is_ok();
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
        desk.trouble = None;
        desk.dirty = true;
    }

    fn floor_trouble(&mut self, why: String, now: Timestamp) {
        let desk = &mut self.desk;
        desk.dirty |= desk.trouble.as_ref() != Some(&why);
        desk.trouble = Some(why);
        desk.look_at = Some(now + TRY_AGAIN);
    }

    fn floor_written(&mut self, version: i64, now: Timestamp, effects: &mut Effects) {
        let desk = &mut self.desk;
        desk.before = None;
        desk.asked.clear();
        // somebody else wrote in between
        desk.behind |= version != desk.version + 1;
        desk.version = version;
        desk.trouble = None;
        desk.dirty = true;
        desk.sounds.play(effects);
        for (step, wish) in std::mem::take(&mut desk.wishes) {
            self.grant(step, wish, now, effects);
        }
    }

    /// Nothing was counted, and the screen says so; the scan is not repeated by itself.
    fn floor_not_written(&mut self, error: WriteError, now: Timestamp, effects: &mut Effects) {
        let desk = &mut self.desk;
        if let Some(before) = desk.before.take() {
            desk.floor = before;
        }
        let why = match error {
            WriteError::Conflict(why) | WriteError::Refused(why) | WriteError::Failed(why) => why,
        };
        let places: BTreeSet<Workplace> = std::mem::take(&mut desk.asked);
        desk.wishes.clear();
        desk.sounds.refuse(effects);
        for place in places {
            if let Some(session) = desk.floor.sessions.get_mut(&place) {
                Arc::make_mut(session).answer = Some(Answer::NotWritten { why: why.clone() });
            }
        }
        self.floor_trouble(why, now);
        self.desk.look_at = Some(now);
    }

    /// Puts everything of the floor on its way that may go now.
    pub(super) fn run_floor(&mut self, now: Timestamp, effects: &mut Effects) {
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
        let errand = if std::mem::take(&mut self.desk.forgets) {
            Some(FloorErrand::Open { forget: true })
        } else if !self.desk.open {
            due.then_some(FloorErrand::Open { forget: self.fresh_site })
        } else if std::mem::take(&mut self.desk.behind) {
            Some(FloorErrand::LookAgain { known: None })
        } else if let Some(errand) = self.people_errand(now) {
            Some(errand)
        } else if let Some(order) = self.desk.fills.pop_front() {
            self.desk.filling = Some(order.id);
            Some(FloorErrand::Fill(order.fill))
        } else if let Some(errand) = self.take_steps(effects) {
            Some(errand)
        } else {
            due.then_some(FloorErrand::LookAgain { known: Some(self.desk.version) })
        };
        if let Some(errand) = errand {
            self.desk.busy = true;
            self.desk.look_at = Some(now + LOOK_AGAIN);
            effects.push(Effect::Floor(errand));
        }
    }

    /// Takes the steps that wait, in order, and says what is to be written of them; one transaction
    /// for all, so that a quick scanner does not wait for a slow disk.
    fn take_steps(&mut self, effects: &mut Effects) -> Option<FloorErrand> {
        let before = self.desk.floor.clone();
        let mut rows: BTreeMap<RowKey, FloorRow> = BTreeMap::new();
        let mut audits = Vec::new();
        let (mut taken, mut takes_over) = (0, false);
        while taken < STEPS_AT_ONCE
            && let Some(mut step) = self.desk.queue.pop_front()
        {
            taken += 1;
            if let Input::TakeOver { holder: program } | Input::Wish { program, .. } =
                &mut step.told.input
            {
                *program = self.desk.me;
            }
            if !self.may_step(&step) {
                continue;
            }
            step.told.input = self.recognised(step.told.input);
            takes_over |= step.opens != Opens::No
                || matches!(step.told.input, Input::Weigh { holds: false, .. });
            for told in self.with_start(&step) {
                let outcome =
                    self.with_around(&told.place, |floor, around| floor.apply(&told, around));
                self.desk.sound_of(&told, outcome.answer.as_ref());
                for change in outcome.changes {
                    self.row_of(&change, &step, &mut rows, &mut audits);
                }
                self.desk.asked.insert(told.place.clone());
                let step = Step { told, ..step.clone() };
                self.desk
                    .wishes
                    .extend(outcome.wishes.into_iter().map(|wish| (step.clone(), wish)));
            }
        }
        if rows.is_empty() && audits.is_empty() {
            self.desk.asked.clear();
            self.desk.sounds.play(effects);
            return None;
        }
        self.desk.before = Some(before);
        let rows = rows.into_values().chain(audits).collect();
        Some(FloorErrand::Write { rows, takes_over })
    }

    /// Where nobody has to sign in, whoever scans first works there.
    fn with_start(&self, step: &Step) -> Vec<Told> {
        let session = self.desk.floor.session(&step.told.place);
        let nobody = session.is_none_or(|session| session.person.is_empty());
        let works = !matches!(
            step.told.input,
            Input::TakeOver { .. }
                | Input::Look
                | Input::SignOut
                | Input::Person { .. }
                | Input::Answer(_)
        ) && !wishes::is_from_elsewhere(&step.told.input);
        let mut told = Vec::new();
        if nobody && works && !self.desk.rules.sign_in && !step.by.is_empty() {
            let input = Input::Person { name: step.by.clone(), role: Role::Picker };
            told.push(Told { input, ..step.told.clone() });
            // what begins the work does nothing else
            if matches!(step.told.input, Input::Next | Input::Confirm | Input::Press { .. }) {
                return told;
            }
        }
        told.push(step.told.clone());
        told
    }

    /// Whether this program works there: another one that is alive is not pushed aside by a scan.
    fn may_step(&self, step: &Step) -> bool {
        let Some(session) = self.desk.floor.session(&step.told.place) else { return true };
        if wishes::is_from_elsewhere(&step.told.input) {
            return true;
        }
        let holder = session.holder;
        let mine = holder == self.desk.me;
        let free = mine || !self.desk.others.contains(&holder);
        match step.opens {
            Opens::No => mine,
            Opens::IfFree => free && !mine,
            Opens::Anyway => !mine,
        }
    }

    fn row_of(
        &self,
        change: &Change,
        step: &Step,
        rows: &mut BTreeMap<RowKey, FloorRow>,
        audits: &mut Vec<FloorRow>,
    ) {
        let (floor, told) = (&self.desk.floor, &step.told);
        match change {
            Change::Line(id) => {
                if let Some(line) = floor.lines.get(id) {
                    rows.insert(RowKey::Line(id.0), FloorRow::Line(line.as_ref().clone()));
                }
            }
            Change::Stock(tray) => {
                if let Some(stock) = floor.stock.get(tray) {
                    let row = FloorRow::Stock(tray.clone(), stock.as_ref().clone());
                    rows.insert(RowKey::Stock(tray.clone()), row);
                }
            }
            Change::Session(place) => {
                if let Some(session) = floor.sessions.get(place) {
                    let row = FloorRow::Session(Box::new(session.as_ref().clone()));
                    rows.insert(RowKey::Session(place.clone()), row);
                }
            }
            Change::Wish(id) => {
                if let Some(wish) = floor.wishes.get(id) {
                    rows.insert(RowKey::Wish(*id), FloorRow::Wish(wish.as_ref().clone()));
                }
            }
            Change::Audit { what, line, who, before, after } => {
                let about = line.map_or_else(Uuid::nil, |line| line.0);
                audits.push(FloorRow::Audit(AuditRow {
                    at: told.at,
                    intent: IntentId(about),
                    who: who.clone(),
                    place: self.place_name(&told.place),
                    what: (*what).to_owned(),
                    before: before.clone(),
                    after: after.clone(),
                    // whose PIN was tried in vain
                    answer: if *what == REFUSED { step.by.clone() } else { String::new() },
                }));
            }
        }
    }

    /// A tray that came or went is a step as well.
    fn look_at_places(&mut self, now: Timestamp) {
        if !self.desk.open {
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
        let view = FloorView {
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

/// Rows that are written once, whatever happened to them in these steps.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum RowKey {
    Line(Uuid),
    Stock(TrayId),
    Session(Workplace),
    Wish(Uuid),
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
