//! Two programs on one disk, thousands of times: replies lost, late, doubled and out of order, deaths, hangs, jumps of the clock.

mod check;
mod look;
mod moves;
mod store;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::rig::{at, beginning, reading, ready, release, trouble};
use super::schedule_disk::Disk;
use crate::bus::command::{Command, Submission};
use crate::bus::event::Notice;
use crate::domain::ids::{OrderReference, SlotId, TrayId};
use crate::domain::intent::{Action, IntentId, Settlement};
use crate::domain::lease::Seen;
use crate::domain::tray::ReadyTray;
use crate::domain::trouble::ErrorClass;
use crate::worker::event::{Answer, Ask, Effect, Effects, Event, Write};
use crate::worker::world::World;

/// As many as are promised; `TRAYDECK_SCHEDULES` plays another number, `TRAYDECK_SEED` one of them.
const SCHEDULES: u64 = 10_000;
const MOVES: u64 = 60;
/// Threads that play.
const PLAYERS: usize = 2;
/// The transport gives a request up after this long, whatever the clock on the wall says.
const DEADLINE: i64 = 10_000;

/// SplitMix64: the same seed is the same schedule.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }
}

/// The robot manager: what truly happened.
#[derive(Default)]
struct Site {
    ready: BTreeMap<String, String>,
    released: BTreeMap<(String, String), u32>,
    retrieved: BTreeMap<String, u32>,
    /// Which trays stood ready, from the beginning; the newest last.
    past: Vec<BTreeMap<String, String>>,
}

impl Site {
    fn note(&mut self) {
        self.past.push(self.ready.clone());
    }
}

/// One running program.
struct Program {
    id: usize,
    world: World,
    /// With the wall clock and the true time at which it left, and how much the site had seen by then.
    asks: Vec<(Ask, Timestamp, i64, usize)>,
    writes: Vec<Write>,
    old: Vec<Event>,
    /// A list of ready trays that takes its time, and how much the site had seen when it was asked for.
    late: Option<(Event, usize)>,
    /// Trays that stood ready at some moment between question and answer of the newest list.
    stood: BTreeSet<(String, String)>,
    /// What the site had seen when something last left.
    seen_by_site: usize,
    open_asked: bool,
    /// With the commands that are looked for.
    look_asked: Option<Vec<IntentId>>,
    seen: BTreeMap<usize, Seen>,
    last_move: u64,
    beat: i64,
    beat_at: Option<Timestamp>,
    /// Commands of which it said that they were not queued.
    refused: BTreeSet<IntentId>,
    /// It does not run at the moment; the others go on.
    hangs: bool,
    truth: i64,
}

struct Play {
    dice: Dice,
    now: Timestamp,
    /// Milliseconds that truly passed.
    truth: i64,
    disk: Disk,
    site: Site,
    programs: Vec<Program>,
    next_id: usize,
    next_command: u128,
    confirmed: BTreeSet<IntentId>,
    /// What programs that are gone said not to be queued.
    refused: BTreeSet<IntentId>,
}

impl Program {
    fn new(id: usize, now: Timestamp, seen_by_site: usize) -> Self {
        let (world, effects) = World::begin(beginning(), now);
        let mut program = Self {
            id,
            world,
            asks: Vec::new(),
            writes: Vec::new(),
            old: Vec::new(),
            late: None,
            stood: BTreeSet::new(),
            seen_by_site,
            open_asked: false,
            look_asked: None,
            seen: BTreeMap::new(),
            last_move: 0,
            beat: 0,
            beat_at: None,
            refused: BTreeSet::new(),
            hangs: false,
            truth: 0,
        };
        program.take(effects, now);
        program
    }

    fn take(&mut self, effects: Effects, now: Timestamp) {
        let (truth, seen) = (self.truth, self.seen_by_site);
        for effect in effects.list {
            match effect {
                Effect::OpenStore => self.open_asked = true,
                Effect::LookAtStore { doubtful } => self.look_asked = Some(doubtful),
                Effect::Ask(ask) => self.asks.push((ask, now, truth, seen)),
                Effect::Write(write) => self.writes.push(write),
                Effect::Notice(Notice::NotQueued { id, .. }) => {
                    self.refused.insert(id);
                }
                _ => {}
            }
        }
    }

    fn apply(&mut self, event: Event, now: Timestamp) {
        let effects = self.world.apply(event, now);
        self.take(effects, now);
    }
}

fn retrieval(number: u64) -> Action {
    Action::RetrieveTray {
        tray: TrayId::new(&format!("5{number}")),
        reference: OrderReference::new(&format!("new-{number}")),
        tags: Vec::new(),
        station: "PS-1".to_owned(),
        slot: SlotId::new("1"),
    }
}

fn record(tray: &str, reference: &str) -> ReadyTray {
    ReadyTray {
        tray: TrayId::new(tray),
        reference: Some(OrderReference::new(reference)),
        ..ready(0)
    }
}

impl Play {
    fn new(seed: u64) -> Self {
        let mut site = Site::default();
        for number in 0..4 {
            site.ready.insert(number.to_string(), format!("ref-{number}"));
        }
        site.note();
        let mut play = Self {
            dice: Dice(seed),
            now: at(0),
            truth: 0,
            disk: Disk::default(),
            site,
            programs: Vec::new(),
            next_id: 0,
            next_command: 1,
            confirmed: BTreeSet::new(),
            refused: BTreeSet::new(),
        };
        for place in 0..2 {
            play.start(place);
        }
        play
    }

    fn start(&mut self, place: usize) {
        let seen = self.site.past.len();
        let program = Program { truth: self.truth, ..Program::new(self.next_id, self.now, seen) };
        self.next_id += 1;
        if place < self.programs.len() {
            // what left before it died arrives, or does not
            self.end_requests(place, 0);
            let gone = std::mem::replace(&mut self.programs[place], program);
            // its locked file is free: whoever looks next knows
            self.disk.beats.remove(&gone.id);
            self.refused.extend(gone.refused);
        } else {
            self.programs.push(program);
        }
    }

    fn one_move(&mut self) {
        let place = usize::try_from(self.dice.below(2)).unwrap();
        if self.programs[place].hangs && self.dice.below(4) > 0 {
            self.pass(1_000);
            return;
        }
        self.programs[place].hangs = false;
        match self.dice.below(33) {
            0..5 => self.submit(place),
            5..13 => self.serve_disk(place),
            13..22 => self.serve(place),
            22 => self.again(place),
            23..27 => {
                let wait = self.dice.below(4_000);
                self.pass(i64::try_from(wait).unwrap());
            }
            27 => self.decide(place),
            28 => self.disk.full = self.dice.below(3) == 0,
            29 => self.start(place),
            30 => self.programs[place].hangs = true,
            31 if self.dice.below(8) == 0 => self.hang_past_lease(place),
            31 => self.insist(place),
            _ => self.jump(),
        }
    }

    /// Requests that are older than this end without an answer, carried out or not.
    fn end_requests(&mut self, place: usize, older_than: i64) {
        let (asks, truth) = (&mut self.programs[place].asks, self.truth);
        let late = |(ask, _, left, _): &mut (Ask, Timestamp, i64, usize)| {
            matches!(ask, Ask::Send { .. }) && truth - *left >= older_than
        };
        let late: Vec<_> = asks.extract_if(.., late).collect();
        for (ask, asked_at, ..) in late {
            let Ask::Send { action, .. } = &ask else { continue };
            let how = 4 + self.dice.below(2);
            let answer = self.carry_out(action, how);
            if !self.programs[place].hangs {
                let event = Event::Answered { ask, asked_at, answer };
                self.programs[place].apply(event, self.now);
            }
        }
    }

    fn submit(&mut self, place: usize) {
        let number = self.dice.below(4);
        let action = match self.dice.below(2) {
            0 => release(usize::try_from(number).unwrap()),
            _ => retrieval(number),
        };
        let id = IntentId(Uuid::from_u128(self.next_command));
        self.next_command += 1;
        let (by, of) = ("P".to_owned(), "PS-1".to_owned());
        let submission = Submission { id, action, by, place: of };
        let event = Event::Command(Command::Submit(submission));
        self.programs[place].apply(event, self.now);
    }

    /// A person decides, and always as it truly was.
    fn decide(&mut self, place: usize) {
        let ids: Vec<IntentId> = self.disk.rows.keys().copied().collect();
        if ids.is_empty() {
            return;
        }
        let bound = u64::try_from(ids.len()).unwrap();
        let id = ids[usize::try_from(self.dice.below(bound)).unwrap()];
        let happened = self.happened(&self.disk.rows[&id].intent.action);
        let settlement = if happened { Settlement::Happened } else { Settlement::DidNotHappen };
        let (reason, by) = ("Looked on the spot".to_owned(), "S".to_owned());
        let command = match self.dice.below(3) {
            0 => Command::ReadBack(id),
            1 => Command::SendAgain { intent: id, by },
            _ => Command::Settle { intent: id, settlement, reason, by },
        };
        self.programs[place].apply(Event::Command(command), self.now);
    }

    fn happened(&self, action: &Action) -> bool {
        let (Some(tray), Some(reference)) = (action.tray(), action.reference()) else {
            return false;
        };
        let key = (tray.to_string(), reference.to_string());
        match action {
            Action::RetrieveTray { .. } => self.site.retrieved.contains_key(&key.1),
            _ => self.site.released.contains_key(&key),
        }
    }

    fn serve(&mut self, place: usize) {
        let count = u64::try_from(self.programs[place].asks.len()).unwrap();
        if count == 0 {
            return;
        }
        let ask = usize::try_from(self.dice.below(count)).unwrap();
        let (ask, asked_at, _, seen) = self.programs[place].asks.remove(ask);
        let how = self.dice.below(8);
        let answer = match &ask {
            Ask::Send { action, .. } => self.carry_out(action, how),
            Ask::ReadBack { .. } if how == 0 => Answer::Failed(trouble(ErrorClass::Transient)),
            ask @ Ask::ReadBack { .. } => self.look_answer(ask),
            Ask::ReadyTrays if how == 0 => Answer::Failed(trouble(ErrorClass::Transient)),
            Ask::ReadyTrays => {
                let all = self.site.ready.iter();
                Answer::ReadyTrays(reading(all.map(|(tray, of)| record(tray, of)).collect()))
            }
            _ => Answer::Failed(trouble(ErrorClass::Fatal)),
        };
        let listed = matches!(answer, Answer::ReadyTrays(_));
        let event = Event::Answered { ask, asked_at, answer };
        if listed {
            // one at a time is under way, and it comes once
            self.programs[place].late = Some((event, seen));
            if how < 6 {
                self.hand_over_list(place);
            }
            return;
        }
        self.programs[place].old.push(event.clone());
        // some never arrive
        if self.dice.below(12) > 0 {
            self.programs[place].apply(event, self.now);
        }
    }

    /// What the site says to a look at one command.
    fn look_answer(&self, ask: &Ask) -> Answer {
        let Ask::ReadBack { tray, reference, .. } = ask else { panic!("no look") };
        let there = self.site.ready.get(tray.as_str()) == Some(&reference.to_string());
        let found = there.then(|| record(tray.as_str(), reference.as_str()));
        Answer::ReadBack(reading(found.into_iter().collect()))
    }

    /// The list of ready trays arrives; what stood ready since it was asked for may be shown from now on.
    fn hand_over_list(&mut self, place: usize) {
        let program = &mut self.programs[place];
        if let Some((event, seen)) = program.late.take() {
            let past = self.site.past.iter().skip(seen.saturating_sub(1)).flatten();
            program.stood = past.map(|(tray, of)| (tray.clone(), of.clone())).collect();
            program.apply(event, self.now);
        }
    }

    fn carry_out(&mut self, action: &Action, how: u64) -> Answer {
        let (Some(tray), Some(reference)) = (action.tray(), action.reference()) else {
            panic!("only trays here")
        };
        let key = (tray.to_string(), reference.to_string());
        let (site, programs) = (&mut self.site, &mut self.programs);
        let mut done = || {
            if matches!(action, Action::RetrieveTray { .. }) {
                *site.retrieved.entry(key.1.clone()).or_default() += 1;
                site.ready.insert(key.0.clone(), key.1.clone());
            } else {
                *site.released.entry(key.clone()).or_default() += 1;
                site.ready.remove(&key.0);
            }
            site.note();
            programs.iter_mut().for_each(|program| program.seen_by_site = site.past.len());
        };
        match how {
            0..4 => {
                done();
                let (answer, latency) = ("ok".to_owned(), SignedDuration::ZERO);
                Answer::Accepted { answer, latency, shown_once: None }
            }
            4 => {
                done();
                Answer::Failed(trouble(ErrorClass::OutcomeUnknown))
            }
            5 => Answer::Failed(trouble(ErrorClass::OutcomeUnknown)),
            6 => Answer::Failed(trouble(ErrorClass::Transient)),
            _ => Answer::Failed(trouble(ErrorClass::Fatal)),
        }
    }
}

/// Says which schedule it was when it goes wrong.
struct Tell(u64);

impl Drop for Tell {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("seed {0}: play it alone with TRAYDECK_SEED={0}", self.0);
        }
    }
}

/// What was carried out and what was seen to be confirmed in these schedules.
fn play(seeds: impl Iterator<Item = u64>) -> (usize, usize) {
    let (mut sent, mut confirmed) = (0, 0);
    for seed in seeds {
        let _tell = Tell(seed);
        let mut play = Play::new(seed);
        for _ in 0..MOVES {
            play.one_move();
            play.check();
        }
        sent += play.site.released.len() + play.site.retrieved.len();
        confirmed += play.confirmed.len();
    }
    (sent, confirmed)
}

#[test]
fn two_programs_never_do_a_thing_twice_nor_lose_it_nor_show_what_never_was() {
    let told = |name| std::env::var(name).ok().and_then(|told: String| told.parse::<u64>().ok());
    if let Some(seed) = told("TRAYDECK_SEED") {
        play(std::iter::once(seed));
        return;
    }
    let count = told("TRAYDECK_SCHEDULES").unwrap_or(SCHEDULES);
    let (sent, confirmed) = std::thread::scope(|scope| {
        let players = (0..PLAYERS).map(|player| {
            let work = move || play((0..count).skip(player).step_by(PLAYERS));
            let name = format!("player-{player}");
            std::thread::Builder::new().name(name).spawn_scoped(scope, work).unwrap()
        });
        let players: Vec<_> = players.collect();
        let ended = players.into_iter().map(|player| player.join().unwrap());
        ended.fold((0, 0), |(sent, confirmed), (more, seen)| (sent + more, confirmed + seen))
    });
    assert!(sent > 100 && confirmed > 50, "{sent} sent, {confirmed} seen");
}
