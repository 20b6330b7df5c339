//! Events from outside: each is read early, none oftener than allowed, and a missing one is counted.

use jiff::SignedDuration;

use super::rig::{Rig, at, beginning, reading, ready};
use crate::bus::gateway::InboundNews;
use crate::domain::ids::{OrderReference, TrayId};
use crate::domain::inbound::{Counts, Heard, Hook, WebhookRecord};
use crate::domain::tray::ReadyTray;
use crate::util::plain::Plain;
use crate::worker::event::{Answer, Ask, Effect, Event};
use crate::worker::world::World;
use crate::worker::world::inbound::EVENT_LATE_AFTER;

fn heard(number: usize) -> Heard {
    Heard {
        tray: Some(TrayId::new(&number.to_string())),
        reference: Some(OrderReference::new(&format!("ref-{number}"))),
    }
}

fn news(heard: Vec<Heard>) -> Event {
    let hook = Hook { mark: "3fa2c1d0".to_owned(), label: String::new(), created_at: at(0) };
    let counts = Counts { received: 9, ..Counts::default() };
    Event::Inbound(InboundNews { counts, hooks: vec![hook], heard, trouble: None })
}

fn registration(mark: &str) -> WebhookRecord {
    WebhookRecord {
        id: Some("1".to_owned()),
        robot_id: Some("R1".to_owned()),
        url: Some(format!("http://127.0.0.1:8787/hooks/robot-manager/…{mark}")),
        rest: Plain::map([]),
    }
}

/// A world whose webhook is registered under this mark and that has read ready trays once.
fn world(mark: &str) -> World {
    let (mut world, _) = World::begin(beginning(), at(0));
    world.apply(news(Vec::new()), at(1));
    let records = reading(vec![registration(mark)]);
    tell(&mut world, Ask::Webhooks(None), Answer::Webhooks(records), 2);
    read(&mut world, vec![ready(1)], 3);
    world
}

fn tell(world: &mut World, ask: Ask, answer: Answer, millis: i64) {
    world.apply(Event::Answered { ask, asked_at: at(millis), answer }, at(millis));
}

fn read(world: &mut World, trays: Vec<ReadyTray>, millis: i64) {
    tell(world, Ask::ReadyTrays, Answer::ReadyTrays(reading(trays)), millis);
}

fn gaps(world: &World) -> u64 {
    world.snapshot.gateway.gaps
}

#[test]
fn an_event_brings_the_reading_forward_but_not_oftener_than_ten_times_a_second() {
    let mut rig = Rig::new();
    rig.pass(0);
    let reads = |rig: &Rig| rig.asks.iter().filter(|(ask, _)| *ask == Ask::ReadyTrays).count();
    rig.now += SignedDuration::from_millis(300);
    rig.apply(news(vec![heard(1)]));
    assert_eq!(reads(&rig), 1, "read at once");
    let mut early = 0;
    for _ in 0..200 {
        if let Some(place) = rig.asks.iter().position(|(ask, _)| *ask == Ask::ReadyTrays) {
            rig.serve(place, 1);
            early += 1;
        }
        rig.now += SignedDuration::from_millis(5);
        rig.apply(news(vec![heard(1)]));
    }
    assert!((8..=12).contains(&early), "{early} readings in a second");
}

#[test]
fn a_tray_without_its_event_is_a_gap_and_one_with_it_is_none() {
    let late = i64::try_from(EVENT_LATE_AFTER.as_millis()).unwrap();
    let mut world = world("3fa2c1d0");
    world.apply(news(vec![heard(3)]), at(100));
    // 1 stood there before, the event of 3 was heard before, that of 4 comes after; 2 has none
    read(&mut world, vec![ready(1), ready(2), ready(3), ready(4)], 200);
    world.apply(news(vec![heard(4)]), at(900));
    world.apply(Event::Tick, at(200 + late - 1));
    assert_eq!(gaps(&world), 0);
    let effects = world.apply(Event::Tick, at(200 + late));
    assert_eq!(gaps(&world), 1);
    assert!(effects.list.iter().all(|effect| !matches!(effect, Effect::Notice(_))));
    read(&mut world, vec![ready(2)], 20_000);
    world.apply(Event::Tick, at(60_000));
    assert_eq!(gaps(&world), 1, "counted once");
    assert_eq!(world.snapshot.gateway.last_gap, Some(at(200 + late)));
}

#[test]
fn without_a_registration_of_ours_nothing_is_missing() {
    let mut world = world("00000000");
    read(&mut world, vec![ready(1), ready(2)], 200);
    world.apply(Event::Tick, at(60_000));
    assert_eq!(gaps(&world), 0);
}

#[test]
fn what_the_file_counts_is_shown_and_stays_while_it_cannot_be_read() {
    let mut world = world("3fa2c1d0");
    assert_eq!(world.snapshot.gateway.counts.received, 9);
    let trouble = Some("the disk is gone".to_owned());
    let lost = InboundNews { trouble: trouble.clone(), ..InboundNews::default() };
    world.apply(Event::Inbound(lost), at(500));
    assert_eq!(world.snapshot.gateway.counts.received, 9);
    assert_eq!(world.snapshot.gateway.trouble, trouble);
}
