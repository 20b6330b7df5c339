//! The supervisor's side: bots, levels, maps and lists arrive, and an idle site wakes nobody.

use std::sync::atomic::Ordering;

use jiff::Timestamp;
use traydeck::bus::command::{Command, Watch};
use traydeck::bus::event::Notice;
use traydeck::bus::grid::{GridList, GridRequest, GridSlot};
use traydeck::domain::attention::Need;
use traydeck::domain::bot::Battery;
use traydeck::domain::page::ListQuery;
use traydeck::domain::practice::{Mishap, MishapKind, PracticeCommand};
use traydeck::domain::storage::StorageStatus;
use traydeck::domain::system::System;

use crate::support::{Rig, block_on};

fn everything() -> Watch {
    Watch {
        bots: true,
        storage: true,
        stations: true,
        ready_trays: true,
        trays: true,
        level_stock: true,
        practice: true,
        polls_per_second: 10,
        ..Watch::default()
    }
}

#[test]
fn everything_that_is_watched_arrives() {
    block_on(async {
        let mut rig = Rig::start("watching");
        rig.send(Command::Watch(everything())).await;
        let s = rig
            .until("all sections read", |s| {
                s.bots.get().is_some()
                    && s.bots.stamp.is_fresh(Timestamp::now())
                    && s.storage_status.get() == Some(&StorageStatus::Running)
                    && s.stations.get().is_some()
                    && s.ready_trays.get().is_some()
                    && s.trays.get().is_some()
                    && s.levels.get().is_some()
                    && s.balconies.get().is_some()
                    && s.open_requests.get().is_some()
                    && s.level_stock.get().is_some()
                    && s.practice.get().is_some()
            })
            .await;
        assert_eq!(s.bots.get().unwrap().len(), 12);
        assert_eq!(s.levels.get().unwrap().len(), 3);
        assert_eq!(s.stations.get().unwrap().len(), 2);
        assert_eq!(s.trays.get().unwrap().len(), 20);
        let stock = s.level_stock.get().unwrap();
        assert_eq!(stock.len(), 3);
        assert_eq!(stock.iter().map(|level| level.boxes()).sum::<u64>(), 600);
        assert!(stock.iter().all(|level| level.boxes() >= level.empty_boxes));
        assert!(s.connections.iter().all(|c| c.authorised == Some(true)));
    });
}

#[test]
fn a_change_in_the_warehouse_reaches_the_screen() {
    block_on(async {
        let mut rig = Rig::start("change");
        rig.send(Command::Watch(everything())).await;
        rig.until("bots", |s| s.bots.get().is_some()).await;
        let battery = |s: &traydeck::bus::snapshot::Snapshot| {
            let bots = s.bots.get()?;
            bots.iter().find(|bot| bot.id.as_str() == "3").map(|bot| bot.battery)
        };
        assert!(rig.sim.control.poke(3, 17));
        rig.until("the battery", |s| battery(s) == Some(Battery::Percent(17))).await;
        assert!(rig.sim.control.poke(3, 140));
        let s = rig.until("what no bot reports", |s| battery(s) == Some(Battery::OutOfRange(140)));
        assert_eq!(s.await.bots.get().unwrap().len(), 12);
    });
}

#[test]
fn a_site_that_stands_still_wakes_nobody() {
    block_on(async {
        let mut rig = Rig::start("idle");
        rig.send(Command::Watch(everything())).await;
        rig.until("all read", |s| {
            s.trays.get().is_some()
                && s.level_stock.get().is_some()
                && s.practice.get().is_some()
                && s.open_requests.get().is_some()
                && s.balconies.get().is_some()
                && s.ledger.get().is_some()
        })
        .await;
        let asked = rig.screen.snapshots.borrow().bots.stamp.read_at;
        rig.until("the next poll", |s| s.bots.stamp.read_at > asked).await;
        // on a busy machine an answer may be so late that the screen has to hear of it
        for _ in 0..5 {
            let before = rig.wakes.load(Ordering::Relaxed);
            let start = rig.screen.snapshots.borrow().bots.stamp.read_at.unwrap();
            let wait = jiff::SignedDuration::from_secs(3);
            rig.until("three seconds of polling", |s| {
                s.bots.stamp.read_at.is_some_and(|at| at.duration_since(start) > wait)
            })
            .await;
            if rig.wakes.load(Ordering::Relaxed) == before {
                return;
            }
        }
        panic!("no three seconds without a wake");
    });
}

#[test]
fn the_map_of_a_level_is_read_to_its_end_and_then_followed() {
    block_on(async {
        let mut rig = Rig::start("map");
        let s = rig.until("levels", |s| s.levels.get().is_some()).await;
        let level = s.levels.get().unwrap()[1].id.clone();
        rig.send(Command::Watch(Watch { level_map: Some(level.clone()), ..everything() })).await;
        let s = rig
            .until("the whole level", |s| s.level_map.get().is_some_and(|map| map.complete))
            .await;
        let map = s.level_map.get().unwrap();
        assert_eq!(map.level, level);
        assert_eq!(map.rows_read, map.rows_total);
        let s = rig.until("the counts", |s| s.level_stock.get().is_some()).await;
        let stock = s.level_stock.get().unwrap().iter().find(|l| l.level == level).unwrap().clone();
        let boxes: u64 = map.places.values().map(|place| u64::from(place.boxes)).sum();
        let loaded: u64 = map.places.values().map(|place| u64::from(place.loaded_boxes)).sum();
        assert_eq!((boxes, loaded), (stock.boxes(), stock.loaded_boxes()));
        assert!(!map.carriers.is_empty());
    });
}

#[test]
fn a_list_shows_the_rows_that_are_looked_at_and_a_new_question_replaces_them() {
    block_on(async {
        let mut rig = Rig::start("grid");
        rig.sim.control.step(3600.0);
        let grid = |query: ListQuery, rows| GridRequest {
            list: GridList::Jobs,
            slot: GridSlot::Main,
            query,
            rows,
        };
        let watch = |request| Watch { grids: vec![request], ..everything() };
        rig.send(Command::Watch(watch(grid(ListQuery::default(), 0..30)))).await;
        let window = |s: &traydeck::bus::snapshot::Snapshot| s.grid(GridList::Jobs).cloned();
        let s =
            rig.until("jobs", |s| window(s).is_some_and(|w| w.job(0).is_some() && !w.asking)).await;
        let all = window(&s).unwrap().total.unwrap();
        assert!(all > 0);
        let done = ListQuery::default().filter("status__eq", "SUCCEEDED").sorted_by("id");
        rig.send(Command::Watch(watch(grid(done.clone(), 0..30)))).await;
        let s = rig
            .until("finished jobs", |s| window(s).is_some_and(|w| w.query == done && !w.asking))
            .await;
        let shown = window(&s).unwrap();
        assert!(shown.total.unwrap() <= all);
        assert!((0..30).filter_map(|row| shown.job(row)).all(|job| job.status == "SUCCEEDED"));
    });
}

#[test]
fn a_connection_is_tested_and_the_practice_site_obeys() {
    block_on(async {
        let mut rig = Rig::start("test");
        for system in System::BUILT {
            rig.send(Command::TestConnection(system)).await;
            let tested = rig.notice(|n| matches!(n, Notice::ConnectionTested { .. })).await;
            assert!(
                matches!(tested, Notice::ConnectionTested { system: of, result: Ok(_) } if of == system)
            );
        }
        rig.send(Command::Practice(PracticeCommand::SetSpeed(2.0))).await;
        rig.notice(|n| matches!(n, Notice::PracticeDone { result: Ok(()) })).await;
        let silent = Mishap { kind: MishapKind::BotSilent, of: "3".to_owned() };
        let gone = |s: &traydeck::bus::snapshot::Snapshot| {
            let needs = s.attention.get().map(Vec::as_slice).unwrap_or_default();
            needs.iter().any(|n| matches!(&n.what, Need::BotNotReported(b) if b.as_str() == "3"))
        };
        rig.send(Command::Watch(everything())).await;
        rig.until("bots", |s| s.bots.get().is_some()).await;
        rig.send(Command::Practice(PracticeCommand::PutMishap(silent.clone()))).await;
        rig.until("a bot that needs a person", gone).await;
        rig.until("the trouble told", |s| {
            s.practice.get().is_some_and(|p| p.mishaps == [silent.clone()])
        })
        .await;
        rig.send(Command::Practice(PracticeCommand::EndMishap(silent.clone()))).await;
        rig.until("the bot is back", |s| !gone(s)).await;
        rig.until("the speed", |s| s.practice.get().is_some_and(|p| p.speed == 2.0)).await;
    });
}
