//! A floor's tables in memory by the rules of the store, and programs that work on it, each as slow and unlucky as wanted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::rig::{at, beginning, reading};
use crate::bus::command::Command;
use crate::bus::event::Notice;
use crate::bus::floor::{FloorAsk, FloorCommand, FloorView};
use crate::domain::floor::{Floor, Session};
use crate::domain::ids::{OrderReference, TrayId};
use crate::domain::intent::Intent;
use crate::domain::lease::Looked;
use crate::domain::pick::{LineId, Mode, PickLine, Workplace};
use crate::domain::sound::Sound;
use crate::domain::station::Station;
use crate::domain::tray::ReadyTray;
use crate::domain::tray_layout::Content;
use crate::store::{AuditRow, FloorRow, PeopleRead, Progress};
use crate::worker::event::{Answer, Ask, Effect, Effects, Event, Write, WriteError};
use crate::worker::floor_event::{FloorErrand, FloorNews, FloorOpened};
use crate::worker::world::World;

/// Pieces of a line.
pub(super) const PIECES: u32 = 3;
/// What lies in the compartment at first.
pub(super) const STOCK: u32 = 1_000;

/// The tables.
#[derive(Default)]
pub(super) struct Disk {
    pub(super) floor: Floor,
    pub(super) people: PeopleRead,
    pub(super) version: i64,
    pub(super) audits: Vec<AuditRow>,
    /// The number of the newest write of each program.
    numbers: BTreeMap<Uuid, i64>,
    alive: BTreeSet<Uuid>,
}

impl Disk {
    /// Two trays with many lines of the same SKU each, of which plenty lies there.
    fn new() -> Self {
        let mut disk = Self::default();
        for number in 0..80_u32 {
            let id = LineId(Uuid::from_u128(u128::from(number) + 1));
            let tray = if number % 2 == 0 { "7" } else { "8" };
            let line = PickLine::new(id, Mode::Picking, tray.into(), "A1", "CUP".into());
            disk.floor.lines.insert(id, Arc::new(PickLine { quantity: PIECES, ..line }));
        }
        Arc::make_mut(&mut disk.floor.items).add_barcode("4001", &"CUP".into());
        for tray in ["7", "8"] {
            disk.fill(tray, STOCK);
        }
        disk
    }

    /// A table of contents is taken from outside.
    pub(super) fn fill(&mut self, tray: &str, quantity: u32) {
        self.version += 1;
        let stock = self.floor.stock.entry(tray.into()).or_default();
        let content = Content { sku: "CUP".into(), quantity };
        Arc::make_mut(stock).contents.insert("A1".to_owned(), content);
    }

    pub(super) fn in_stock(&self, tray: &str) -> u32 {
        self.floor.stock[tray].contents["A1"].quantity
    }

    pub(super) fn taken(floor: &Floor) -> u32 {
        floor.lines.values().map(|line| line.taken).sum()
    }

    fn write_numbered(
        &mut self,
        rows: &[FloorRow],
        by: Uuid,
        number: i64,
    ) -> Result<i64, WriteError> {
        let version = self.write(rows)?;
        self.numbers.insert(by, number);
        Ok(version)
    }

    fn write(&mut self, rows: &[FloorRow]) -> Result<i64, WriteError> {
        let changed = |what: &str| Err(WriteError::Conflict(format!("{what} changed")));
        let mut floor = self.floor.clone();
        let mut audits = Vec::new();
        for row in rows {
            match row {
                FloorRow::Line { is, was } => {
                    if floor.lines.get(&is.id).map(|line| Progress::of(line)) != *was {
                        return changed("line");
                    }
                    floor.lines.insert(is.id, Arc::new(is.as_ref().clone()));
                }
                FloorRow::Content { tray, compartment, is, was } => {
                    let stock = Arc::make_mut(floor.stock.entry(tray.clone()).or_default());
                    if stock.contents.get(compartment) != was.as_ref() {
                        return changed("content");
                    }
                    stock.contents.remove(compartment);
                    stock.contents.extend(is.clone().map(|is| (compartment.clone(), is)));
                }
                FloorRow::Dirty(tray, dirty) => {
                    let stock = floor.stock.entry(tray.clone()).or_default();
                    Arc::make_mut(stock).dirty = *dirty;
                }
                FloorRow::Session { is, was } => {
                    if floor.session(&is.place).map(|session| session.holder) != *was {
                        return changed("holder");
                    }
                    let kept = Session { answer: None, ..is.as_ref().clone() };
                    floor.sessions.insert(is.place.clone(), Arc::new(kept));
                }
                FloorRow::Wish(wish) => {
                    floor.wishes.insert(wish.id, Arc::new(wish.clone()));
                }
                FloorRow::Audit(row) => audits.push(row.clone()),
            }
        }
        self.floor = floor;
        self.audits.extend(audits);
        self.version += 1;
        Ok(self.version)
    }
}

/// One running program.
pub(super) struct Program {
    pub(super) world: World,
    pub(super) me: Uuid,
    /// Its errand to the tables that has not ended.
    pub(super) pending: Option<FloorErrand>,
    pub(super) notices: Vec<Notice>,
    pub(super) sounds: Vec<Sound>,
    pub(super) brought: Vec<Intent>,
    /// A write to the ledger that has not ended.
    pub(super) write: Option<Write>,
    pub(super) opens_ledger: bool,
    /// Writes to the floor it began.
    pub(super) writes: usize,
}

/// How an errand to the tables ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Well,
    /// The disk is full, the file cannot be read.
    Badly,
    /// A write is carried out or not, and nobody hears which.
    Torn {
        lands: bool,
    },
}

/// Programs beside one another on one store, and the time.
pub(super) struct Hall {
    pub(super) disk: Disk,
    pub(super) programs: Vec<Program>,
    pub(super) millis: i64,
    started: u128,
}

pub(super) fn place() -> Workplace {
    Workplace::Tray("s".into())
}

fn station() -> Station {
    Station {
        slot: "s".into(),
        name: "PS-1".to_owned(),
        tags: vec!["station".to_owned()],
        tray: None,
        status: None,
        comment: None,
    }
}

impl Hall {
    pub(super) fn new(programs: usize) -> Self {
        let mut hall = Self { disk: Disk::new(), programs: Vec::new(), millis: 0, started: 0 };
        for number in 0..programs {
            hall.start(number);
            hall.settle(number);
        }
        hall
    }

    /// Starts a program, in the place of the one that ran there.
    pub(super) fn start(&mut self, number: usize) {
        self.started += 1;
        let me = Uuid::from_u128(1_000 + self.started);
        let (world, effects) = World::begin(beginning(), self.now());
        let program = Program {
            world,
            me,
            pending: None,
            notices: Vec::new(),
            sounds: Vec::new(),
            brought: Vec::new(),
            write: None,
            opens_ledger: false,
            writes: 0,
        };
        if number < self.programs.len() {
            self.disk.alive.remove(&self.programs[number].me);
            self.programs[number] = program;
        } else {
            self.programs.push(program);
        }
        self.disk.alive.insert(me);
        self.take(number, effects);
        self.tell_stations(number);
    }

    pub(super) fn now(&self) -> Timestamp {
        at(self.millis)
    }

    fn take(&mut self, number: usize, effects: Effects) {
        let program = &mut self.programs[number];
        for effect in effects.list {
            match effect {
                Effect::Floor(errand) => {
                    program.writes += usize::from(matches!(errand, FloorErrand::Write { .. }));
                    assert!(program.pending.replace(errand).is_none(), "one errand at a time");
                }
                Effect::Notice(notice) => program.notices.push(notice),
                Effect::Sound(sound) => program.sounds.push(sound),
                Effect::OpenStore => program.opens_ledger = true,
                Effect::Write(write) => program.write = Some(write),
                _ => {}
            }
        }
    }

    pub(super) fn apply(&mut self, number: usize, event: Event) {
        let now = self.now();
        let effects = self.programs[number].world.apply(event, now);
        self.take(number, effects);
    }

    /// The ledger opens, and takes what waits for it.
    pub(super) fn serve_ledger(&mut self, number: usize) {
        if std::mem::take(&mut self.programs[number].opens_ledger) {
            self.apply(number, Event::StoreOpened(Ok(Looked::default())));
        }
        while let Some(write) = self.programs[number].write.take() {
            if let Write::Bring(intent) = write {
                self.programs[number].brought.push(intent);
            }
            let took = jiff::SignedDuration::ZERO;
            self.apply(number, Event::Written { result: Ok(()), took });
        }
    }

    /// The errand that is under way reaches the tables and ends.
    pub(super) fn end_errand(&mut self, number: usize, how: How) {
        if let Some(news) = self.carry_out(number, how) {
            self.apply(number, Event::Floor(news));
        }
    }

    /// The same without the program hearing of it.
    pub(super) fn carry_out(&mut self, number: usize, how: How) -> Option<FloorNews> {
        let errand = self.programs[number].pending.take()?;
        let me = self.programs[number].me;
        let full = || "full".to_owned();
        let disk = &mut self.disk;
        Some(match (errand, how) {
            (FloorErrand::Write { .. }, How::Badly) => {
                FloorNews::Written(Err(WriteError::Failed(full())))
            }
            (FloorErrand::Write { rows, number }, How::Well) => {
                FloorNews::Written(disk.write_numbered(&rows, me, number))
            }
            (FloorErrand::Write { rows, number }, How::Torn { lands }) => {
                let done = if lands { disk.write_numbered(&rows, me, number) } else { Ok(0) };
                let unheard = |_| Err(WriteError::Unknown("torn off".to_owned()));
                FloorNews::Written(done.and_then(unheard))
            }
            (FloorErrand::LookFor(_), How::Badly) => FloorNews::LookedFor(Err(full())),
            (FloorErrand::LookFor(number), _) => {
                FloorNews::LookedFor(Ok(disk.numbers.get(&me) == Some(&number)))
            }
            (FloorErrand::Open { .. } | FloorErrand::LookAgain { .. }, How::Badly) => {
                FloorNews::Read(Err(full()))
            }
            (FloorErrand::LookAgain { known }, _) if known == Some(disk.version) => {
                FloorNews::Unchanged
            }
            (FloorErrand::Open { .. } | FloorErrand::LookAgain { .. }, _) => {
                let others = disk.alive.iter().copied().filter(|one| *one != me).collect();
                let (floor, people) = (disk.floor.clone(), disk.people.clone());
                let version = disk.version;
                FloorNews::Read(Ok(Box::new(FloorOpened { floor, version, people, me, others })))
            }
            (FloorErrand::CheckPin { .. }, _) => FloorNews::PinChecked(Ok(false)),
            (other, _) => panic!("not asked for here: {other:?}"),
        })
    }

    /// Until nothing is under way; fails where that has no end.
    pub(super) fn settle(&mut self, number: usize) {
        self.settle_so(number, How::Well);
    }

    pub(super) fn settle_so(&mut self, number: usize, how: How) {
        for _ in 0..20 {
            if self.programs[number].pending.is_none() {
                return;
            }
            self.end_errand(number, how);
        }
        panic!("it goes on without end");
    }

    pub(super) fn pass(&mut self, millis: i64) {
        self.millis += millis;
        for number in 0..self.programs.len() {
            self.apply(number, Event::Tick);
        }
    }

    pub(super) fn ask(&mut self, number: usize, ask: FloorAsk) {
        self.millis += 10;
        let command = FloorCommand {
            place: place(),
            ask,
            at: self.now(),
            fresh: Uuid::from_u128(u128::from(self.millis.unsigned_abs()) + 1_000_000),
            by: format!("P{number}"),
        };
        self.apply(number, Event::Command(Command::Floor(command)));
    }

    pub(super) fn scan(&mut self, number: usize, text: &str) {
        self.ask(number, FloorAsk::Scan { text: text.to_owned(), readings: vec![text.to_owned()] });
    }

    fn tell_stations(&mut self, number: usize) {
        let answer = Answer::Stations(reading(vec![station()]));
        let asked_at = self.now();
        self.apply(number, Event::Answered { ask: Ask::Stations, asked_at, answer });
    }

    /// The robot manager says what stands at the station.
    pub(super) fn tell_ready(&mut self, number: usize, trays: &[&str]) {
        let ready = |tray: &&str| ReadyTray {
            tray: TrayId::new(tray),
            station_name: Some("PS-1".to_owned()),
            station_slot: None,
            tags: Vec::new(),
            task_status: None,
            reference: Some(OrderReference::new(&format!("TD-{tray}"))),
        };
        let answer = Answer::ReadyTrays(reading(trays.iter().map(ready).collect()));
        let asked_at = self.now();
        self.apply(number, Event::Answered { ask: Ask::ReadyTrays, asked_at, answer });
    }

    pub(super) fn view(&self, number: usize) -> &FloorView {
        self.programs[number].world.snapshot.floor.get().expect("read")
    }

    pub(super) fn session(&self, number: usize) -> &Session {
        self.view(number).floor.session(&place()).expect("open")
    }

    /// A program works at the station, and tray 7 stands there.
    pub(super) fn at_work(&mut self, number: usize) {
        self.tell_ready(number, &["7"]);
        self.ask(number, FloorAsk::Open);
        self.settle(number);
    }
}
