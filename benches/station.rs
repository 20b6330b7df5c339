//! The picker's screen: from a scan to the frame that shows it, and from kill -9 to the same line with the same count.
//!
//! `cargo bench --bench station [-- SCANS]`. In the real window, with the practice site in a process of its own. A scan
//! is over when its Enter was sent; the frame is the first of `--frame-log` drawn from a newer generation of the floor,
//! which is on disk by then.

#[path = "../tests/window/site.rs"]
mod site;
#[path = "../tests/window/stage.rs"]
mod stage;
#[path = "../tests/window/tree.rs"]
#[expect(dead_code, reason = "the tests press and read more")]
mod tree;
#[path = "../tests/window/wait.rs"]
mod wait;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use site::Site;
use stage::{PROGRAM, Process, Stage};
use traydeck::domain::floor::Fill;
use traydeck::domain::pick::{LineId, Mode, PickLine};
use traydeck::store::FloorStore;
use uuid::Uuid;

const TRAY: &str = "17";
const MUG: &str = "8901234001234";
/// Pieces of the line: enough for all of it.
const PIECES: u32 = 3_000;
/// Scans that come as fast as the keyboard sends them, at least 50 a second.
const FLOOD: u32 = 1_000;
/// How often the program is killed.
const KILLS: usize = 5;

fn main() {
    let scans: u32 = std::env::args().filter_map(|word| word.parse().ok()).next().unwrap_or(200);
    let stage = Stage::set_up("bench-station", 1280, 720);
    tree::switch_on(&stage);
    let site = Site::start(&stage, &["--speed", "10"]);
    fill(&stage.folder.join("data/traydeck/site-hall-1.sqlite"));
    let log = stage.folder.join("frames.log");
    let mut console = start(&stage, &site, &log);
    stage.fit_window(1280, 720);
    stage.focus_window();
    tree::await_part(&stage, &["Start"], 60);
    scan(&stage, "TD:NEXT");
    tree::await_part(&stage, &["Take", "B2"], 120);

    let flood = flood(&stage, 0);
    println!("{FLOOD} scans sent at {flood:.0} a second: {FLOOD} counted");
    let mut shown: Vec<f64> = (0..scans).map(|_| one(&stage, &log)).collect();
    tell("scan to the frame that shows it", &mut shown);
    let mut taken = FLOOD + scans;
    let mut back = Vec::new();
    for _ in 0..KILLS {
        one(&stage, &log);
        taken += 1;
        let id = console.id().to_string();
        let killed = std::process::Command::new("kill").args(["-9", &id]).status().unwrap();
        assert!(killed.success());
        let began = Instant::now();
        console = start(&stage, &site, &log);
        tree::await_part(&stage, &["Take", &left(taken), "B2"], 60);
        back.push(began.elapsed().as_secs_f64() * 1e3);
        stage.focus_window();
    }
    tell("kill -9 to the same line with the same count", &mut back);
    drop(console);
}

fn fill(ledger: &Path) {
    fs::create_dir_all(ledger.parent().unwrap()).unwrap();
    let line =
        PickLine::new(LineId(Uuid::now_v7()), Mode::Picking, TRAY.into(), "B2", "H000001".into());
    let line = PickLine { quantity: PIECES, order: "O-1".to_owned(), ..line };
    let barcodes = vec![(MUG.to_owned(), "H000001".into())];
    let fill = Fill { lines: vec![line], barcodes, ..Fill::default() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = FloorStore::open(ledger).await.unwrap();
        store.fill(&fill, Uuid::nil()).await.unwrap();
        store.close().await;
    });
}

fn start(stage: &Stage, site: &Site, log: &Path) -> Process {
    let mut command = stage.command(PROGRAM);
    command.args(["console", "--print-first-frame", "--station", "PS-1", "--kiosk"]);
    command.args(["--config", &site.config_text(), "--frame-log"]).arg(log);
    let console = Process::start("traydeck console", &mut command);
    console.line_beginning("FIRST_FRAME ", Duration::from_secs(60));
    console
}

fn scan(stage: &Stage, code: &str) {
    stage.type_text(code);
    stage.keys(&["Return"]);
}

/// Milliseconds from the end of a scan to the end of the frame that shows the piece.
fn one(stage: &Stage, log: &Path) -> f64 {
    let before = frames(log).last().map_or(0, |(_, floor)| *floor);
    stage.type_text(MUG);
    let start = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64();
    stage.keys(&["Return"]);
    wait::until("the frame that shows the piece", Duration::from_secs(10), || {
        let newer = |(_, floor): &&(f64, u64)| *floor > before;
        frames(log).iter().find(newer).map(|(at, _)| (at - start) * 1e3)
    })
}

/// Time and generation of the floor of each frame of the newest start.
fn frames(log: &Path) -> Vec<(f64, u64)> {
    let text = fs::read_to_string(log).unwrap_or_default();
    let parse = |line: &str| {
        let floor = line.split_once(" floor=")?.1.split_whitespace().next()?.parse().ok()?;
        Some((line.split_once(' ')?.0.parse().ok()?, floor))
    };
    text.lines().filter_map(parse).collect()
}

/// What the screen says is left.
fn left(taken: u32) -> String {
    (PIECES - taken).to_string()
}

/// A thousand scans without a pause, and how many came a second; over when the screen shows all of them.
fn flood(stage: &Stage, taken: u32) -> f64 {
    let codes = format!("{MUG}\r").repeat(FLOOD as usize);
    let began = Instant::now();
    stage.type_fast(&codes);
    let per_second = f64::from(FLOOD) / began.elapsed().as_secs_f64();
    tree::await_part(stage, &["Take", &left(taken + FLOOD), "B2"], 60);
    per_second
}

fn tell(what: &str, millis: &mut [f64]) {
    millis.sort_by(f64::total_cmp);
    let at = |part: f64| millis[((millis.len() - 1) as f64 * part) as usize];
    println!(
        "{what}, {} times: p50 {:.0} ms, p99 {:.0} ms, most {:.0} ms",
        millis.len(),
        at(0.5),
        at(0.99),
        at(1.0)
    );
}
