//! Readings: who vanished, what is stuck, who is silent, and what comes into view.

use jiff::{SignedDuration, Timestamp};

use super::rig::{Rig, at, beginning, reading};
use crate::bus::command::{Command, Watch};
use crate::bus::grid::{GridList, GridPage, GridRequest, GridSlot};
use crate::domain::attention::Need;
use crate::domain::bot::{Battery, Bot, BotState};
use crate::domain::ids::{BotId, LevelId};
use crate::domain::intent::Action;
use crate::domain::page::{ListQuery, Page};
use crate::domain::practice::{Mishap, MishapKind, Practice};
use crate::domain::prepared::work::{Wanted, create_request};
use crate::domain::storage::StorageStatus;
use crate::domain::system::System;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::worker::event::{
    Answer, Ask, Change, Effect, Effects, Event, MapPage, MapStep, Reading,
};
use crate::worker::world::World;

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
fn a_bot_that_was_told_to_leave_is_not_missed() {
    let mut rig = Rig::new();
    rig.pass(0);
    let seen = |rig: &mut Rig, bots: &[&str]| {
        let now = rig.now;
        let bots = bots.iter().map(|id| Bot { reported_at: now, ..bot(id, None) }).collect();
        rig.apply(bots_answer(bots, now));
    };
    let wanted = Wanted::Offboarding { bot: Some("1".into()) };
    rig.submit(1, Action::Call(Box::new(create_request("TD-1", &wanted))));
    rig.serve_disk();
    rig.now += SignedDuration::from_mins(1);
    seen(&mut rig, &["1", "2", "3"]);
    rig.now += SignedDuration::from_mins(1);
    seen(&mut rig, &["3"]);
    let needs = rig.world.snapshot(rig.now).attention.get().unwrap().clone();
    let gone = |id: &str| needs.iter().any(|need| need.what == Need::BotNotReported(id.into()));
    assert!(gone("2") && !gone("1"), "{needs:?}");
}

#[test]
fn a_system_that_lets_nobody_in_is_not_called_silent() {
    let (mut world, _) = World::begin(beginning(), at(0));
    let refused = Trouble::new(ErrorClass::Fatal, Cause::NotAuthorised, "");
    let answer = Answer::Failed(Trouble { status: Some(401), ..refused });
    world.apply(Event::Answered { ask: Ask::Bots, asked_at: at(0), answer }, at(100));
    let needs = world.snapshot(at(100)).attention.get().unwrap().clone();
    let whats: Vec<&Need> = needs.iter().map(|need| &need.what).collect();
    assert_eq!(whats, [&Need::NotLetIn(System::Noyes)]);
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
fn what_comes_into_view_is_asked_at_once() {
    let (mut world, _) = World::begin(beginning(), at(0));
    let command = Command::Watch(Watch { trays: true, polls_per_second: 10, ..Watch::default() });
    let asks = asks_of(world.apply(Event::Command(command), at(10)));
    assert!(asks.contains(&Ask::Trays), "{asks:?}");
}

#[test]
fn a_clock_that_is_set_back_stops_nothing() {
    let (mut world, first) = World::begin(beginning(), at(3_600_000));
    for ask in asks_of(first) {
        let now = at(3_600_100);
        let answer = Answer::Failed(Trouble::new(ErrorClass::Fatal, Cause::NotFound, ""));
        world.apply(Event::Answered { ask, asked_at: now, answer }, now);
    }
    let asks = asks_of(world.apply(Event::Tick, at(0)));
    assert!(asks.contains(&Ask::Bots) && asks.contains(&Ask::ReadyTrays), "{asks:?}");
}

#[test]
fn a_question_of_several_calls_has_its_turn_among_many_of_one() {
    let mut beginning = beginning();
    for connection in &mut beginning.connections {
        connection.per_second = 10;
    }
    let (mut world, first) = World::begin(beginning, at(0));
    let polled = Watch { bots: true, storage: true, polls_per_second: 10, ..Watch::default() };
    let with_map = Watch { level_map: Some(LevelId::new("1")), ..polled.clone() };
    let mut asks = asks_of(first);
    asks.extend(asks_of(world.apply(Event::Command(Command::Watch(polled)), at(1))));
    let mut loads = Vec::new();
    for tick in 1..200 {
        let now = at(tick * 50);
        if tick == 100 {
            let watch = Command::Watch(with_map.clone());
            asks.extend(asks_of(world.apply(Event::Command(watch), now)));
        }
        for ask in std::mem::take(&mut asks) {
            let answer = match &ask {
                Ask::Bots => Answer::Bots(reading(Vec::new())),
                Ask::StorageStatus => Answer::StorageStatus(reading(StorageStatus::Running)),
                Ask::MapPage(page) => {
                    let loading = matches!(page.step, MapStep::Load { .. });
                    loads.extend(loading.then_some(now));
                    let items = Vec::new();
                    Answer::MapPage(reading(Page { items, total: 0, page: 1, size: 100 }))
                }
                _ => Answer::Failed(Trouble::new(ErrorClass::Fatal, Cause::NotFound, "")),
            };
            asks.extend(asks_of(world.apply(Event::Answered { ask, asked_at: now, answer }, now)));
        }
        asks.extend(asks_of(world.apply(Event::Tick, now)));
    }
    assert!(loads.first().is_some_and(|first| *first <= at(7_000)), "{loads:?}");
}

#[test]
fn a_trouble_of_the_practice_site_is_news() {
    let (mut world, _) = World::begin(beginning(), at(0));
    let state = |mishaps: Vec<Mishap>, seconds: f64| Practice {
        speed: 0.0,
        faults: Vec::new(),
        mishaps,
        seed: 1,
        elapsed_seconds: seconds,
    };
    let mut change_of = |state: Practice, now| {
        let answer = Answer::PracticeState(reading(state));
        world.apply(Event::Answered { ask: Ask::PracticeState, asked_at: now, answer }, now).change
    };
    change_of(state(Vec::new(), 0.0), at(10));
    assert!(change_of(state(Vec::new(), 1.0), at(20)) <= Change::Silent, "only its clock moved");
    let stuck = Mishap { kind: MishapKind::BotStuck, of: "17".to_owned() };
    assert_eq!(change_of(state(vec![stuck], 1.0), at(30)), Change::Visible);
}

/// What the limiter of the storage system has counted within the last minute.
fn counted(world: &World, now: Timestamp) -> u32 {
    let snapshot = world.snapshot(now);
    let link = snapshot.connections.iter().find(|link| link.system == System::Noyes).unwrap();
    link.calls.used_per_minute
}

#[test]
fn a_page_that_takes_several_calls_is_counted_as_several() {
    let (mut world, _) = World::begin(beginning(), at(0));
    let query = ListQuery::default();
    let grid = GridRequest {
        list: GridList::Jobs,
        slot: GridSlot::Main,
        query: query.clone(),
        rows: 0..20,
    };
    let watch = Watch { grids: vec![grid], polls_per_second: 4, ..Watch::default() };
    let before = counted(&world, at(10));
    let asks = asks_of(world.apply(Event::Command(Command::Watch(watch)), at(10)));
    let page = Ask::GridPage { key: GridList::Jobs.into(), query, page: 1 };
    assert!(asks.contains(&page), "{asks:?}");
    let others: u32 = asks.iter().filter(|ask| **ask != page).map(Ask::cost).sum();
    assert_eq!(counted(&world, at(10)) - before - others, 3, "its size may be refused");
    let link = &world.links[&System::Noyes];
    let mark = MapPage { level: LevelId::new("1"), step: MapStep::Mark };
    assert_eq!((link.cost(&page), link.cost(&Ask::MapPage(mark))), (3, 1));
    for calls in [1_u32, 2] {
        let before = counted(&world, at(20));
        let expected = before + calls.saturating_sub(world.links[&System::Noyes].cost(&page));
        let value = Page { items: vec![GridPage::Jobs(Vec::new())], total: 0, page: 1, size: 100 };
        let answer = Answer::GridPage(Reading { calls, ..reading(value) });
        let event = Event::Answered { ask: page.clone(), asked_at: at(10), answer };
        let asks = asks_of(world.apply(event, at(20)));
        let others: u32 = asks.iter().map(|ask| world.links[&System::Noyes].cost(ask)).sum();
        assert_eq!(counted(&world, at(20)), expected + others, "what was not thought of counts");
        assert_eq!(world.links[&System::Noyes].cost(&page), calls);
    }
}
