//! A picker in gloves: a tray is worked off with nothing but scans, in the real window.

use std::time::Duration;

use jiff::Timestamp;
use traydeck::domain::floor::Fill;
use traydeck::domain::pick::{LineId, LineState, Mode, PickLine};
use traydeck::store::FloorStore;
use uuid::Uuid;

use super::site::Site;
use super::stage::{PROGRAM, Process, Stage};
use super::{tree, wait};

/// Travelling takes simulated half minutes; ten times as fast keeps the test short.
const SPEED: &str = "10";
const TRAY: &str = "17";
const MUG: &str = "8901234001234";
const BOTTLE: &str = "8901234007777";

fn line(number: u32, compartment: &str, sku: &str, quantity: u32) -> PickLine {
    let id = LineId(Uuid::now_v7());
    let line = PickLine::new(id, Mode::Picking, TRAY.into(), compartment, sku.into());
    PickLine { quantity, order: "O-1".to_owned(), number, of: 2, ..line }
}

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

#[test]
fn a_tray_is_worked_off_with_scans_alone() {
    let stage = Stage::set_up("scans-only", 1280, 720);
    tree::switch_on(&stage);
    let site = Site::start(&stage, &["--speed", SPEED]);
    let ledger = stage.folder.join("data/traydeck/site-hall-1.sqlite");
    std::fs::create_dir_all(ledger.parent().unwrap()).unwrap();
    run(async {
        let fill = Fill {
            lines: vec![line(1, "B2", "H000001", 2), line(2, "A1", "H000002", 1)],
            barcodes: vec![
                (MUG.to_owned(), "H000001".into()),
                (BOTTLE.to_owned(), "H000002".into()),
            ],
            ..Fill::default()
        };
        let store = FloorStore::open(&ledger).await.unwrap();
        store.fill(&fill, Uuid::nil()).await.unwrap();
        store.close().await;
    });
    let mut command = stage.command(PROGRAM);
    command.args(["console", "--print-first-frame", "--station", "PS-1", "--kiosk"]);
    command.args(["--config", &site.config_text()]);
    let mut console = Process::start("traydeck console", &mut command);
    console.line_beginning("FIRST_FRAME ", Duration::from_secs(120));
    stage.fit_window(1280, 720);
    stage.focus_window();
    tree::await_part(&stage, &["Start"], 60);

    // A scanner types a code and ends it with Enter; nothing else is pressed from here on.
    let scan = |code: &str| {
        stage.type_text(code);
        stage.keys(&["Return"]);
    };
    scan("TD:NEXT");
    tree::await_part(&stage, &["Take", "2", "B2"], 120);
    scan(BOTTLE);
    tree::await_part(&stage, &["Take", "2", "B2"], 60);
    scan(TRAY);
    tree::await_part(&stage, &["still open"], 60);
    scan(MUG);
    tree::await_part(&stage, &["Right item", "1 of 2"], 60);
    scan(MUG);
    tree::await_part(&stage, &["Release tray", TRAY], 60);
    scan(TRAY);
    tree::await_part(&stage, &["All lines are done"], 120);
    let lines = wait::until("both lines on disk", Duration::from_secs(30), || {
        run(async {
            let store = FloorStore::open_to_read(&ledger).await.ok()?;
            let read = store.read(Timestamp::now(), None).await.ok()?;
            let lines: Vec<_> =
                read.floor.lines.values().map(|line| (line.taken, line.state)).collect();
            lines.iter().all(|(_, state)| *state == LineState::Done).then_some(lines)
        })
    });
    assert_eq!(lines, [(2, LineState::Done), (1, LineState::Done)]);
    assert!(console.is_running());
}
