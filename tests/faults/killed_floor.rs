//! The power goes at every write of the picking floor: what was said to be counted is there, and the tray leaves once.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use jiff::Timestamp;
use traydeck::bus::channel::ScreenSide;
use traydeck::bus::command::{Command, Watch};
use traydeck::bus::floor::{FillOrder, FloorAsk, FloorCommand};
use traydeck::bus::snapshot::Snapshot;
use traydeck::domain::floor::Fill;
use traydeck::domain::intent::{Action, IntentState};
use traydeck::domain::pick::{LineId, Mode, PickLine, Workplace};
use traydeck::simulator::Urls;
use traydeck::util::crash_point;
use uuid::Uuid;

use crate::support::{self, Rig, block_on, in_lanes};

/// Set for the process that is to die: robot manager, storage system, control, ledger and workplace.
const CHILD: &str = "TRAYDECK_TEST_KILLED_FLOOR";
/// The pieces of both lines.
const PIECES: u32 = 3;
/// Writes of a whole cycle are fewer.
const MOST_WRITES: u32 = 30;

/// What is scanned for the next piece.
const CODES: [&str; 3] = ["4001", "4001", "H000002"];

fn line(number: u32, compartment: &str, sku: &str, quantity: u32) -> PickLine {
    let id = LineId(Uuid::now_v7());
    let line = PickLine::new(id, Mode::Picking, "7".into(), compartment, sku.into());
    PickLine { quantity, order: "O-1".to_owned(), number, of: 2, ..line }
}

fn counted(s: &Snapshot) -> u32 {
    s.floor.get().map_or(0, |view| view.floor.lines.values().map(|line| line.taken).sum())
}

fn here(s: &Snapshot, place: &Workplace) -> bool {
    let view = s.floor.get().filter(|view| view.is_mine(place));
    view.and_then(|view| view.floor.session(place)).is_some_and(|one| one.tray.is_some())
}

fn released(s: &Snapshot) -> Option<IntentState> {
    let all = s.ledger.get().into_iter().flatten();
    let mut of_it = all.filter(|one| matches!(one.action, Action::ReleaseTray { .. }));
    of_it.next().map(|one| one.state)
}

async fn until(screen: &mut ScreenSide, wanted: impl Fn(&Snapshot) -> bool) {
    let found = async {
        while !wanted(&screen.snapshots.borrow_and_update()) {
            screen.snapshots.changed().await.unwrap();
        }
    };
    tokio::time::timeout(support::LONGEST_WAIT, found).await.expect("it never came");
}

async fn ask(screen: &ScreenSide, place: &Workplace, ask: FloorAsk) {
    let (place, at, fresh) = (place.clone(), Timestamp::now(), Uuid::now_v7());
    let command = FloorCommand { place, ask, at, fresh, by: "Divya".to_owned() };
    screen.commands.send(Command::Floor(command)).await.unwrap();
}

async fn scan(screen: &ScreenSide, place: &Workplace, text: &str) {
    let (text, readings) = (text.to_owned(), vec![text.to_owned()]);
    ask(screen, place, FloorAsk::Scan { text, readings }).await;
}

/// What is left of the cycle: open the workplace, count, release; says each piece once the screen shows it.
async fn work(screen: &mut ScreenSide, place: &Workplace) {
    let watch = Watch {
        stations: true,
        ready_trays: true,
        polls_per_second: 10,
        workplace: Some(place.clone()),
        ..Watch::default()
    };
    screen.commands.send(Command::Watch(watch)).await.unwrap();
    until(screen, |s| s.floor.get().is_some_and(|view| !view.me.is_nil())).await;
    ask(screen, place, FloorAsk::Open).await;
    until(screen, |s| s.ledger.get().is_some() && s.ready_trays.get().is_some()).await;
    let gone = |s: &Snapshot| released(s).is_some_and(|state| state != IntentState::Abandoned);
    until(screen, |s| here(s, place) || gone(s)).await;
    let from = counted(&screen.snapshots.borrow());
    for (piece, code) in (1..=PIECES).zip(CODES).filter(|(piece, _)| *piece > from) {
        scan(screen, place, code).await;
        until(screen, |s| counted(s) >= piece).await;
        println!("\nCOUNTED {piece}");
    }
    if !gone(&screen.snapshots.borrow()) {
        scan(screen, place, "7").await;
    }
    until(screen, |s| released(s) == Some(IntentState::Confirmed)).await;
}

/// The process that is to die; in an ordinary run there is nothing to do.
#[test]
fn the_picker() {
    let Ok(told) = std::env::var(CHILD) else { return };
    let told: Vec<&str> = told.split('|').collect();
    let [robot_manager, noyes, control, ledger, slot] = told.as_slice() else { panic!("{told:?}") };
    let urls = Urls {
        robot_manager: (*robot_manager).to_owned(),
        noyes: (*noyes).to_owned(),
        control: (*control).to_owned(),
    };
    let wakes = Arc::new(AtomicU64::new(0));
    let (mut screen, _worker) = support::start_worker(&urls, Path::new(ledger), &wakes, None);
    let place = Workplace::Tray((*slot).into());
    block_on(work(&mut screen, &place));
}

/// A site with tray 7 at the first station and two lines for it.
async fn ready_rig() -> (Rig, Workplace) {
    let mut rig = Rig::start("killed-floor");
    rig.bring("7", "TD-1").await;
    let s = rig.until("floor", |s| s.floor.get().is_some_and(|view| !view.me.is_nil())).await;
    let place = Workplace::Tray(s.stations.get().unwrap()[0].slot.clone());
    let fill = Fill {
        lines: vec![line(1, "B2", "H000001", 2), line(2, "A1", "H000002", 1)],
        barcodes: vec![("4001".to_owned(), "H000001".into())],
        names: vec![("H000002".into(), "Lamp".to_owned())],
        ..Fill::default()
    };
    let order = FillOrder { id: Uuid::now_v7(), fill: Arc::new(fill), by: "A".to_owned() };
    rig.send(Command::Fill(order)).await;
    rig.until("two lines", |s| s.floor.get().is_some_and(|v| v.floor.open_count() == 2)).await;
    rig.end_worker();
    (rig, place)
}

/// Whether the process came by this place so often and died there.
async fn dies_at(point: &str, time: u32) -> bool {
    let (mut rig, place) = ready_rig().await;
    let Workplace::Tray(slot) = &place else { panic!("{place:?}") };
    let urls = &rig.sim.urls;
    let ledger = rig.folder.join("ledger.sqlite");
    let told = [&urls.robot_manager, &urls.noyes, &urls.control].map(String::as_str).join("|");
    let mut child = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "faults::killed_floor::the_picker", "--nocapture"])
        .env(CHILD, format!("{told}|{}|{slot}", ledger.display()))
        .env(crash_point::VARIABLE, format!("{point}@{time}"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let said = lines.filter_map(|line| line.strip_prefix("COUNTED ")?.parse::<u32>().ok());
    let said = said.last().unwrap_or(0);
    let died = !child.wait().unwrap().success();
    let what = format!("{point}, time {time}");
    rig.restart();
    let s = rig.until(&what, |s| s.floor.get().is_some_and(|view| !view.me.is_nil())).await;
    let there = counted(&s);
    assert!(there == said || there == said + 1, "{what}: {there} on disk, {said} were said");
    work(&mut rig.screen, &place).await;
    assert_eq!(rig.carried_out("PATCH /release_tray"), 1, "{what}");
    let s = rig.screen.snapshots.borrow().clone();
    assert_eq!(counted(&s), PIECES, "{what}");
    died
}

#[test]
fn a_picker_loses_no_piece_and_releases_once_wherever_the_power_goes() {
    let points: Vec<&str> = crash_point::FLOOR_POINTS.into_iter().collect();
    in_lanes(&points, |point| {
        block_on(async {
            let mut time = 1;
            while Box::pin(dies_at(point, time)).await {
                time += 1;
                assert!(time < MOST_WRITES, "{point}: it dies without end");
            }
            assert!(time > PIECES + 2, "{point}: it came by {time} times only");
        });
    });
}
