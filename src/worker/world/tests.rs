//! The world held against duplicated, dropped, reordered and late replies, failing disks and restarts.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

use super::{Beginning, World};
use crate::bus::command::{Command, Submission, Watch};
use crate::bus::event::Notice;
use crate::bus::snapshot::Site;
use crate::domain::attention::Need;
use crate::domain::bot::{Battery, Bot, BotState};
use crate::domain::ids::{BotId, OrderReference, TrayId};
use crate::domain::intent::{Action, Intent, IntentId, IntentState, Settlement};
use crate::domain::system::System;
use crate::domain::tray::ReadyTray;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::worker::event::{
    Answer, Ask, Change, ConnectionFacts, Effect, Effects, Event, Opened, Reading, Write,
    WriteError,
};

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(1_000_000 + millis).unwrap()
}

fn facts(system: System) -> ConnectionFacts {
    ConnectionFacts {
        system,
        base_url: Some("http://127.0.0.1:1".to_owned()),
        auth_kind: "bearer".to_owned(),
        plain_http: true,
        per_second: 40,
        per_minute: 0,
    }
}

fn beginning() -> Beginning {
    Beginning {
        site: Site { name: "practice".to_owned(), practice: true },
        connections: System::BUILT.into_iter().map(facts).collect(),
        has_control: false,
        fresh_site: false,
    }
}

fn reading<T>(value: T) -> Reading<T> {
    Reading { value, defects: Vec::new(), latency: SignedDuration::from_millis(5) }
}

fn ready(number: usize) -> ReadyTray {
    ReadyTray {
        tray: TrayId::new(&number.to_string()),
        station_name: Some("PS-1".to_owned()),
        station_slot: None,
        tags: Vec::new(),
        task_status: None,
        reference: Some(OrderReference::new(&format!("ref-{number}"))),
    }
}

fn release(number: usize) -> Action {
    Action::ReleaseTray {
        tray: TrayId::new(&number.to_string()),
        reference: OrderReference::new(&format!("ref-{number}")),
        tags: Vec::new(),
        station: "PS-1".to_owned(),
    }
}

fn trouble(class: ErrorClass) -> Trouble {
    Trouble::new(class, Cause::Refused(409), "test")
}

/// A disk that keeps what it was told and knows only legal moves.
#[derive(Default)]
struct Disk {
    rows: BTreeMap<IntentId, Intent>,
    broken: bool,
}

impl Disk {
    fn write(&mut self, write: Write) -> Result<(), WriteError> {
        if self.broken {
            return Err(WriteError::Failed("full".to_owned()));
        }
        match write {
            Write::Insert(intent) => {
                assert!(self.rows.insert(intent.id, intent).is_none(), "inserted twice");
            }
            Write::Advance { id, step, state, .. } => {
                let row = self.rows.get_mut(&id).expect("advanced before it was inserted");
                assert!(
                    row.state == state && state != IntentState::Sent || row.state.may_become(state),
                    "{:?} to {state:?}",
                    row.state
                );
                row.state = state;
                row.steps.push(step);
            }
        }
        Ok(())
    }

    fn opened(&self) -> Opened {
        let unfinished = |intent: &&Intent| !intent.state.is_final();
        Opened {
            unfinished: self.rows.values().filter(unfinished).cloned().collect(),
            recent: self.rows.values().rev().cloned().collect(),
        }
    }
}

/// World, disk and a robot manager that counts what it carried out.
struct Rig {
    world: World,
    now: Timestamp,
    disk: Disk,
    asks: Vec<(Ask, Timestamp)>,
    /// Answers that were delivered once and may come again.
    old: Vec<Event>,
    done: BTreeMap<IntentId, usize>,
    notices: Vec<Notice>,
    writes: Vec<Write>,
    open_asked: bool,
}

impl Rig {
    fn new() -> Self {
        let now = at(0);
        let (world, effects) = World::begin(beginning(), now);
        let mut rig = Self {
            world,
            now,
            disk: Disk::default(),
            asks: Vec::new(),
            old: Vec::new(),
            done: BTreeMap::new(),
            notices: Vec::new(),
            writes: Vec::new(),
            open_asked: false,
        };
        rig.take(effects);
        rig
    }

    fn take(&mut self, effects: Effects) {
        for effect in effects.list {
            match effect {
                Effect::OpenStore => self.open_asked = true,
                Effect::Ask(ask) => self.asks.push((ask, self.now)),
                Effect::Write(write) => self.writes.push(write),
                Effect::Notice(notice) => self.notices.push(notice),
                Effect::SavePreferences(_) | Effect::SaveConnection(_) => {}
            }
        }
    }

    fn apply(&mut self, event: Event) {
        let effects = self.world.apply(event, self.now);
        assert!(effects.wake_at.is_some_and(|at| at > self.now), "no way on");
        self.take(effects);
    }

    fn serve_disk(&mut self) {
        if std::mem::take(&mut self.open_asked) {
            let opened =
                if self.disk.broken { Err("full".to_owned()) } else { Ok(self.disk.opened()) };
            self.apply(Event::StoreOpened(opened));
        }
        if let Some(write) = self.writes.pop() {
            assert!(self.writes.is_empty(), "two writes under way");
            let result = self.disk.write(write);
            self.apply(Event::Written { result, took: SignedDuration::from_millis(1) });
        }
    }

    /// Answers the ask at this place the way `how` says.
    fn serve(&mut self, place: usize, how: u8) {
        if self.asks.is_empty() {
            return;
        }
        let (ask, asked_at) = self.asks.remove(place % self.asks.len());
        let answer = match &ask {
            Ask::Send { intent, .. } => {
                let state = self.world.ledger.entries[intent].state();
                assert_eq!(state, IntentState::Sent, "sent without being written down as sent");
                assert_eq!(self.disk.rows[intent].state, IntentState::Sent);
                self.serve_send(*intent, how)
            }
            Ask::ReadBack { intent, .. } => {
                let gone = self.done.get(intent).copied().unwrap_or(0) > 0;
                match how % 4 {
                    0 => Answer::Failed(trouble(ErrorClass::Transient)),
                    _ if gone => Answer::ReadBack(reading(Vec::new())),
                    _ => Answer::ReadBack(reading(vec![self.record_of(*intent)])),
                }
            }
            Ask::ReadyTrays => Answer::ReadyTrays(reading((0..4).map(ready).collect())),
            _ if how.is_multiple_of(3) => Answer::Failed(trouble(ErrorClass::Transient)),
            _ => Answer::Failed(trouble(ErrorClass::Fatal)),
        };
        let event = Event::Answered { ask, asked_at, answer };
        self.old.push(event.clone());
        if how % 8 != 7 {
            self.apply(event);
        }
    }

    fn serve_send(&mut self, intent: IntentId, how: u8) -> Answer {
        let mut carry_out = || *self.done.entry(intent).or_default() += 1;
        match how % 6 {
            0 | 1 => {
                carry_out();
                Answer::Accepted { answer: "ok".to_owned(), latency: SignedDuration::ZERO }
            }
            // the reply is lost after it was carried out, or before
            2 => {
                carry_out();
                Answer::Failed(trouble(ErrorClass::OutcomeUnknown))
            }
            3 => Answer::Failed(trouble(ErrorClass::OutcomeUnknown)),
            4 => Answer::Failed(trouble(ErrorClass::Transient)),
            _ => Answer::Failed(trouble(ErrorClass::Fatal)),
        }
    }

    fn record_of(&self, intent: IntentId) -> ReadyTray {
        let action = &self.disk.rows[&intent].action;
        ReadyTray {
            tray: action.tray().clone(),
            reference: Some(action.reference().clone()),
            ..ready(0)
        }
    }

    fn restart(&mut self) {
        let (world, effects) = World::begin(beginning(), self.now);
        self.world = world;
        self.asks.clear();
        self.writes.clear();
        self.open_asked = false;
        self.take(effects);
    }

    fn state(&self, number: u128) -> Option<IntentState> {
        let id = IntentId(Uuid::from_u128(number));
        self.world.ledger.entries.get(&id).map(super::ledger::Entry::state)
    }

    fn submit(&mut self, number: u128, action: Action) {
        self.apply(Event::Command(Command::Submit(Submission {
            id: IntentId(Uuid::from_u128(number)),
            action,
            by: "P".to_owned(),
            place: "PS-1".to_owned(),
        })));
    }

    /// Lets time pass and serves disk and readings until nothing moves.
    fn pass(&mut self, millis: i64) {
        self.now += SignedDuration::from_millis(millis);
        self.apply(Event::Tick);
        self.serve_disk();
        while let Some(place) = self.asks.iter().position(|(ask, _)| *ask == Ask::ReadyTrays) {
            self.serve(place, 1);
        }
        self.serve_disk();
    }

    fn take_send(&mut self) -> Option<usize> {
        self.asks.iter().position(|(ask, _)| matches!(ask, Ask::Send { .. }))
    }

    fn take_read_back(&mut self) -> Option<usize> {
        self.asks.iter().position(|(ask, _)| matches!(ask, Ask::ReadBack { .. }))
    }
}

/// One random move of the outside.
#[derive(Clone, Debug)]
enum Move {
    Submit(u8),
    Serve(usize, u8),
    Again(usize),
    Disk,
    BreakDisk(bool),
    Pass(u16),
    ReadBack(u8),
    Settle(u8, bool),
    SendAgain(u8),
    Restart,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        3 => (0..4_u8).prop_map(Move::Submit),
        8 => (any::<usize>(), any::<u8>()).prop_map(|(place, how)| Move::Serve(place, how)),
        2 => any::<usize>().prop_map(Move::Again),
        8 => Just(Move::Disk),
        1 => any::<bool>().prop_map(Move::BreakDisk),
        6 => (0..4000_u16).prop_map(Move::Pass),
        1 => (0..4_u8).prop_map(Move::ReadBack),
        1 => (0..4_u8, any::<bool>()).prop_map(|(number, happened)| Move::Settle(number, happened)),
        2 => (0..4_u8).prop_map(Move::SendAgain),
        1 => Just(Move::Restart),
    ];
    proptest::collection::vec(one, 1..120)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_carried_out_twice_whatever_happens(moves in moves()) {
        let mut rig = Rig::new();
        let id = |number: u8| IntentId(Uuid::from_u128(u128::from(number)));
        for step in moves {
            match step {
                Move::Submit(number) => {
                    rig.pass(10);
                    rig.submit(u128::from(number), release(usize::from(number)));
                }
                Move::Serve(place, how) => rig.serve(place, how),
                Move::Again(place) => {
                    if !rig.old.is_empty() {
                        let event = rig.old[place % rig.old.len()].clone();
                        rig.apply(event);
                    }
                }
                Move::Disk => rig.serve_disk(),
                Move::BreakDisk(broken) => rig.disk.broken = broken,
                Move::Pass(millis) => {
                    rig.now += SignedDuration::from_millis(i64::from(millis));
                    rig.apply(Event::Tick);
                }
                Move::ReadBack(number) => {
                    rig.apply(Event::Command(Command::ReadBack(id(number))));
                }
                Move::Settle(number, happened) => {
                    let settlement =
                        if happened { Settlement::Happened } else { Settlement::DidNotHappen };
                    rig.apply(Event::Command(Command::Settle {
                        intent: id(number),
                        settlement,
                        by: "S".to_owned(),
                    }));
                }
                Move::SendAgain(number) => {
                    rig.apply(Event::Command(Command::SendAgain {
                        intent: id(number),
                        by: "S".to_owned(),
                    }));
                }
                Move::Restart => rig.restart(),
            }
            for (intent, times) in &rig.done {
                prop_assert!(*times <= 1, "{intent:?} carried out {times} times");
            }
        }
    }
}

#[test]
fn a_release_is_on_disk_before_it_is_shown_and_sent_before_it_is_accepted() {
    let mut rig = Rig::new();
    rig.pass(0);
    rig.submit(1, release(1));
    assert_eq!(rig.state(1), None);
    assert!(rig.notices.is_empty());
    rig.serve_disk();
    assert_eq!(rig.state(1), Some(IntentState::Queued));
    rig.serve_disk();
    assert_eq!(rig.state(1), Some(IntentState::Sent));
    let place = rig.take_send().unwrap();
    rig.serve(place, 0);
    assert_eq!(rig.state(1), Some(IntentState::Accepted));
    rig.pass(1500);
    let place = rig.take_read_back().unwrap();
    rig.serve(place, 1);
    assert_eq!(rig.state(1), Some(IntentState::Confirmed));
    let id = IntentId(Uuid::from_u128(1));
    let states: Vec<_> = rig
        .notices
        .iter()
        .map(|notice| match notice {
            Notice::Intent { id: of, state } if *of == id => *state,
            other => panic!("{other:?}"),
        })
        .collect();
    use IntentState::{Accepted, Confirmed, Queued, Sent};
    assert_eq!(states, [Queued, Sent, Accepted, Confirmed]);
}

#[test]
fn a_release_of_what_is_not_fresh_or_not_there_is_not_queued() {
    let mut rig = Rig::new();
    rig.serve_disk();
    rig.submit(1, release(1));
    rig.pass(0);
    rig.submit(2, release(77));
    rig.submit(3, release(3));
    rig.submit(4, release(3));
    let reasons: Vec<_> = rig
        .notices
        .iter()
        .filter_map(|notice| match notice {
            Notice::NotQueued { reason, .. } => Some(reason.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(
        reasons,
        [
            "not-queued-ready-trays-not-fresh",
            "not-queued-not-ready-here",
            "not-queued-already-asked"
        ]
    );
}

#[test]
fn a_lost_release_that_did_not_happen_may_be_sent_again_after_two_looks() {
    let mut rig = Rig::new();
    rig.pass(0);
    rig.submit(1, release(1));
    rig.serve_disk();
    rig.serve_disk();
    let place = rig.take_send().unwrap();
    rig.serve(place, 3);
    let again = Command::SendAgain { intent: IntentId(Uuid::from_u128(1)), by: "S".to_owned() };
    for _ in 0..2 {
        assert_eq!(rig.state(1), Some(IntentState::Unknown));
        rig.apply(Event::Command(again.clone()));
        assert_eq!(rig.state(1), Some(IntentState::Unknown), "too early");
        rig.pass(3000);
        let place = rig.take_read_back().unwrap();
        rig.serve(place, 1);
    }
    for _ in 0..9 {
        rig.serve_disk();
    }
    rig.apply(Event::Command(again));
    assert_eq!(rig.state(1), Some(IntentState::Queued));
    for _ in 0..9 {
        rig.serve_disk();
    }
    assert_eq!(rig.state(1), Some(IntentState::Sent));
    assert!(rig.take_send().is_some());
}

#[test]
fn after_a_restart_what_was_sent_is_unknown_and_read_back_before_anything_is_sent() {
    let mut rig = Rig::new();
    rig.pass(0);
    rig.submit(1, release(1));
    rig.submit(2, release(2));
    for _ in 0..4 {
        rig.serve_disk();
    }
    assert_eq!(rig.disk.rows[&IntentId(Uuid::from_u128(1))].state, IntentState::Sent);
    rig.restart();
    for _ in 0..9 {
        rig.serve_disk();
    }
    assert_eq!(rig.state(1), Some(IntentState::Unknown));
    assert_eq!(rig.state(2), Some(IntentState::Queued));
    assert_eq!(rig.take_send(), None);
    let place = rig.take_read_back().unwrap();
    rig.serve(place, 1);
    for _ in 0..9 {
        rig.serve_disk();
    }
    assert!(rig.take_send().is_some());
}

#[test]
fn a_broken_disk_queues_nothing_and_sends_nothing() {
    let mut rig = Rig::new();
    rig.pass(0);
    rig.disk.broken = true;
    rig.submit(1, release(1));
    for _ in 0..9 {
        rig.serve_disk();
    }
    assert!(
        matches!(rig.notices.as_slice(), [Notice::NotQueued { reason, .. }] if reason == "full")
    );
    assert_eq!(rig.take_send(), None);
    assert!(rig.world.snapshot(rig.now).store.trouble.is_some());
    rig.disk.broken = false;
    rig.pass(10_000);
    rig.submit(2, release(2));
    for _ in 0..9 {
        rig.pass(0);
    }
    assert!(rig.take_send().is_some());
}

fn bot(id: &str, carrier: Option<&str>) -> Bot {
    Bot {
        id: BotId::new(id),
        level: None,
        battery: Battery::Percent(50),
        charging: Some(false),
        lifted_carrier: carrier.map(Into::into),
        reported_at: at(0),
        in_last_report: true,
        unchanged_since: at(0),
    }
}

fn bots_answer(bots: Vec<Bot>, now: Timestamp) -> Event {
    Event::Answered { ask: Ask::Bots, asked_at: now, answer: Answer::Bots(reading(bots)) }
}

#[test]
fn a_bot_that_is_no_longer_reported_stays_marked_and_is_a_matter_for_a_person() {
    let (mut world, _) = World::begin(beginning(), at(0));
    world.apply(bots_answer(vec![bot("1", None), bot("2", Some("7"))], at(100)), at(100));
    let same = vec![bot("1", None), bot("2", Some("7"))];
    let effects = world.apply(bots_answer(same, at(200)), at(200));
    assert!(effects.change <= Change::Silent, "an equal answer woke the screen");
    let effects = world.apply(bots_answer(vec![bot("2", Some("7"))], at(300)), at(300));
    assert_eq!(effects.change, Change::Visible);
    let snapshot = world.snapshot(at(300));
    let gone = &snapshot.bots.get().unwrap()[0];
    assert_eq!((gone.state(), gone.reported_at), (BotState::NotReported, at(200)));
    let needs = snapshot.attention.get().unwrap();
    assert_eq!(needs[0].what, Need::BotNotReported(BotId::new("1")));
}

#[test]
fn a_bot_that_holds_a_carrier_and_does_not_change_is_called_stuck_in_time() {
    let (mut world, _) = World::begin(beginning(), at(0));
    for second in 0..=300 {
        let now = at(second * 1000);
        world.apply(bots_answer(vec![bot("2", Some("7"))], now), now);
    }
    let needs = world.snapshot(at(0)).attention.get().unwrap().clone();
    assert!(needs.iter().any(|need| need.what == Need::BotStuck(BotId::new("2"))), "{needs:?}");
}

#[test]
fn a_silent_system_is_probed_alone_and_disturbs_nobody() {
    let (mut world, first) = World::begin(beginning(), at(0));
    let mut asks: Vec<Ask> = asks_of(first);
    let lost = |ask: &Ask, now| Event::Answered {
        ask: ask.clone(),
        asked_at: now,
        answer: Answer::Failed(Trouble::new(ErrorClass::Transient, Cause::ConnectionRefused, "")),
    };
    let mut noyes_after_gate = 0;
    for tick in 0..200 {
        let now = at(tick * 100);
        for ask in std::mem::take(&mut asks) {
            let event = match ask.system() {
                Some(System::Noyes) => {
                    noyes_after_gate += usize::from(tick > 1);
                    lost(&ask, now)
                }
                _ => Event::Answered {
                    ask,
                    asked_at: now,
                    answer: Answer::ReadyTrays(reading(Vec::new())),
                },
            };
            asks.extend(asks_of(world.apply(event, now)));
        }
        asks.extend(asks_of(world.apply(Event::Tick, now)));
    }
    assert!((3..20).contains(&noyes_after_gate), "{noyes_after_gate} probes in 20 s");
    let snapshot = world.snapshot(at(20_000));
    assert!(snapshot.ready_trays.stamp.is_fresh(at(20_000)));
    let needs = snapshot.attention.get().unwrap();
    assert_eq!(needs[0].what, Need::SystemSilent(System::Noyes));
    assert_eq!(needs.len(), 1);
}

fn asks_of(effects: Effects) -> Vec<Ask> {
    effects
        .list
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Ask(ask) => Some(ask),
            _ => None,
        })
        .collect()
}

#[test]
fn the_same_events_make_the_same_world() {
    let run = || {
        let mut rig = Rig::new();
        rig.pass(0);
        rig.submit(1, release(1));
        for number in 0..60 {
            rig.serve(number, 9);
            rig.pass(333);
        }
        format!("{:?}", rig.world.snapshot(rig.now))
    };
    assert_eq!(run(), run());
}

#[test]
fn what_comes_into_view_is_asked_at_once() {
    let (mut world, _) = World::begin(beginning(), at(0));
    let command = Command::Watch(Watch { trays: true, polls_per_second: 10, ..Watch::default() });
    let asks = asks_of(world.apply(Event::Command(command), at(10)));
    assert!(asks.contains(&Ask::Trays), "{asks:?}");
}
