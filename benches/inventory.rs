//! Inventory at its largest against a practice site of its own process: page requests until rows are on screen,
//! memory above a small site, CPU of a frame while scrolling, the CSV export, and the level map with 20,000 places.
//!
//! `cargo bench --bench inventory [-- ROWS [EXPORT_ROWS]]`; 10,000,000 and 1,000,000 when left out.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command as Program, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use egui::{Event, Modifiers, PointerButton, Pos2, Rect, pos2, vec2};
use jiff::Timestamp;
use tokio_util::sync::CancellationToken;
use traydeck::app::backend::practice_reaches;
use traydeck::bus::channel::{self, ScreenSide};
use traydeck::bus::command::{Command, Watch};
use traydeck::bus::gateway::{GatewayLink, Listening};
use traydeck::bus::grid::{GridList, GridRequest, GridSlot};
use traydeck::bus::snapshot::{Section, Site, Snapshot};
use traydeck::domain::connection::ConnectionEdit;
use traydeck::domain::export::{ExportOrder, ExportState, ExportTarget};
use traydeck::domain::ids::LevelId;
use traydeck::domain::inbound::ListenEdit;
use traydeck::domain::level::{Level, LevelMap, Place, PlaceSummary};
use traydeck::domain::page::ListQuery;
use traydeck::domain::preferences::Preferences;
use traydeck::simulator::Urls;
use traydeck::ui::context::{PanelContext, PanelUi, Wishes};
use traydeck::ui::panels::inventory::InventoryPanel;
use traydeck::ui::panels::levels::LevelsPanel;
use traydeck::ui::theme;
use traydeck::worker::{self, Keeper, Reach, WorkerConfig, WorkerHandle};
use uuid::Uuid;

const SMALL: u64 = 10_000;
const FRAMES: u32 = 600;
/// A window draws no more often, and the server is not asked for more than a hand can scroll.
const BEAT: Duration = Duration::from_micros(16_667);
const SEEN: u64 = 30;
const PLACES: i32 = 20_000;
const LONGEST: Duration = Duration::from_secs(60);

struct NoKeeper;

impl Keeper for NoKeeper {
    fn save_preferences(&self, _: &Preferences) -> Result<(), String> {
        Ok(())
    }

    fn save_connection(&self, _: &ConnectionEdit) -> Result<Reach, String> {
        Err("not in benches".to_owned())
    }

    fn set_listener(&self, _: &ListenEdit) -> (Listening, Result<(), String>) {
        (Listening::Off, Err("not in tests".to_owned()))
    }
}

/// A practice site in a process of its own, and a worker on it in this one.
struct Rig {
    sim: Child,
    urls: Urls,
    screen: ScreenSide,
    worker: Option<WorkerHandle>,
    folder: PathBuf,
}

impl Rig {
    fn start(rows: u64) -> Self {
        let mut sim = Program::new(env!("CARGO_BIN_EXE_traydeck"))
            .args(["sim", "--speed", "0", "--orders-per-hour", "0"])
            .args(["--computed-rows", &rows.to_string()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(sim.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let told: BTreeMap<String, String> = serde_json::from_str(&line).unwrap();
        let urls = Urls {
            robot_manager: told["robot_manager"].clone(),
            noyes: told["noyes"].clone(),
            control: told["control"].clone(),
        };
        let name = format!("bench-inventory-{}-{rows}", std::process::id());
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let site = Site { name: "bench".to_owned(), practice: true };
        let (screen, side) = channel::pair(Snapshot::empty(site.clone()));
        let mut reaches = practice_reaches(&urls);
        // what is measured is the console and the server, not what a site may be asked
        for reach in reaches.values_mut() {
            reach.per_second = 1_000;
        }
        let config = WorkerConfig {
            site,
            reaches: Box::new(move || reaches),
            store_path: folder.join("ledger.sqlite"),
            practice_control: None,
            fresh_site: false,
            keeper: Arc::new(NoKeeper),
            speaker: Arc::new(traydeck::sound::NoSpeaker),
            gateway: GatewayLink::default(),
        };
        let waker: channel::Waker = Arc::new(|| {});
        let worker = worker::start(config, side, waker, CancellationToken::new()).unwrap();
        Self { sim, urls, screen, worker: Some(worker), folder }
    }

    fn send(&self, command: Command) {
        self.screen.commands.blocking_send(command).unwrap();
    }

    fn snapshot(&mut self) -> Snapshot {
        self.screen.snapshots.borrow_and_update().clone()
    }

    /// Calls of the inventory that the site has answered.
    fn calls(&self) -> u64 {
        let address = self.urls.control.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(b"GET /calls HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let body = answer.split("\r\n\r\n").nth(1).unwrap_or("{}");
        let told: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
        let own = told["noyes"].as_object().cloned().unwrap_or_default();
        let inventory = own.iter().filter(|(call, _)| call.contains("inventory"));
        inventory.filter_map(|(_, count)| count.as_u64()).sum()
    }

    /// Asks for these rows and waits until all of them are there; how many calls and milliseconds it took.
    fn show(&mut self, query: &ListQuery, first: u64) -> (u64, f64) {
        let rows = first..first + SEEN;
        let request = GridRequest {
            list: GridList::Inventory,
            slot: GridSlot::Main,
            query: query.clone(),
            rows: rows.clone(),
        };
        let (before, start) = (self.calls(), Instant::now());
        self.send(Command::Watch(Watch { grids: vec![request], ..Watch::default() }));
        loop {
            let snapshot = self.snapshot();
            let shown = snapshot.grid(GridList::Inventory).is_some_and(|window| {
                let all = window.total.unwrap_or_default().min(rows.end);
                window.query == *query
                    && window.total.is_some()
                    && (rows.start..all).all(|row| window.inventory(row).is_some())
            });
            if shown {
                return (self.calls() - before, ms(start.elapsed()));
            }
            assert!(start.elapsed() < LONGEST, "the rows never came");
            std::thread::yield_now();
        }
    }
}

impl Drop for Rig {
    fn drop(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.end();
        }
        let _ = self.sim.kill();
        let _ = self.sim.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn main() {
    let mut numbers = std::env::args().filter_map(|word| word.parse::<u64>().ok());
    let rows = numbers.next().unwrap_or(10_000_000);
    let export = numbers.next().unwrap_or(1_000_000);
    let mut memory = Vec::new();
    for count in [SMALL, rows] {
        println!("{count} rows");
        let mut rig = Rig::start(count);
        questions(&mut rig, count);
        for pace in [Pace::Scene, Pace::Rush, Pace::Jumps] {
            scrolling(&mut rig, count, pace);
        }
        memory.push(resident_mb());
        println!("  memory {:.1} MB", resident_mb());
    }
    if let [small, large] = memory.as_slice() {
        println!("memory at {rows} rows is {:.1} MB above {SMALL} (at most 20)", large - small);
    }
    exporting(export);
    map();
}

fn questions(rig: &mut Rig, count: u64) {
    let plain = ListQuery::default();
    let questions = [
        ("open", plain.clone(), 0),
        ("jump to the middle", plain.clone(), count / 2),
        ("jump to the end", plain.clone(), count.saturating_sub(SEEN)),
        ("back to the beginning", plain.clone(), 0),
        ("filter level", plain.clone().filter("level_id__in", "3"), 0),
        ("filter, jump", plain.clone().filter("level_id__in", "3"), count / 20),
        ("sort by name", plain.clone().sorted_by("sku_name"), 0),
        ("sort, jump", plain.clone().sorted_by("-updated_at"), count / 3),
        ("search", ListQuery { search: Some("*:1234".to_owned()), ..plain }, 0),
    ];
    for (name, query, first) in questions {
        let (calls, took) = rig.show(&query, first);
        println!("  {name}: {calls} page requests, {took:.0} ms (at most 2 requests)");
    }
}

/// How the wheel is turned.
#[derive(Clone, Copy)]
enum Pace {
    /// From the top, 40 points a frame, as in the measuring scene.
    Scene,
    /// Half of a screen of rows a frame.
    Rush,
    /// An eighth of all rows every tenth frame: a screen of rows not seen before, asked for and shown.
    Jumps,
}

impl Pace {
    fn points(self, frame: u32, count: u64) -> f32 {
        match self {
            Self::Scene => 40.0,
            Self::Rush => 360.0,
            Self::Jumps if frame.is_multiple_of(10) => (count / 8) as f32 * 24.0,
            Self::Jumps => 0.0,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Scene => "frame scrolling 40 points a frame (p99 under 2)",
            Self::Rush => "frame rushing 360 points a frame",
            Self::Jumps => "frame with a jump every tenth",
        }
    }
}

/// Scrolls the real panel, the worker feeding it; the time of our own CPU a frame.
fn scrolling(rig: &mut Rig, count: u64, pace: Pace) {
    let ctx = egui::Context::default();
    theme::install(&ctx, theme::Look::Dark, 100);
    let mut panel = InventoryPanel::default();
    let preferences = Preferences::default();
    let (mut frames, mut last) = (Vec::new(), None);
    for frame in 0..FRAMES + 10 {
        let watch = panel.watch(&preferences);
        if last.as_ref() != Some(&watch) {
            rig.send(Command::Watch(watch.clone()));
            last = Some(watch);
        }
        let mut events = vec![Event::PointerMoved(pos2(600.0, 600.0))];
        let points = pace.points(frame, count);
        if points > 0.0 {
            events.push(Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: vec2(0.0, -points),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            });
        }
        let snapshot = rig.snapshot();
        let begun = Instant::now();
        let spent = draw(&ctx, &mut panel, &snapshot, &preferences, events);
        std::thread::sleep(BEAT.saturating_sub(begun.elapsed()));
        if frame >= 10 {
            frames.push(spent);
        }
    }
    report(pace.words(), frames);
}

/// One frame of a panel in a window of 1600 x 1000: milliseconds of CPU with its tessellation.
fn draw<P: PanelUi>(
    ctx: &egui::Context,
    panel: &mut P,
    snapshot: &Snapshot,
    preferences: &Preferences,
    events: Vec<Event>,
) -> f64 {
    let screen = Rect::from_min_size(Pos2::ZERO, vec2(1600.0, 1000.0));
    let input = egui::RawInput { screen_rect: Some(screen), events, ..Default::default() };
    let mut drawn = Duration::ZERO;
    let output = ctx.run_ui(input, |ui| {
        let start = ThreadTime::now();
        let mut wishes = Wishes::default();
        let mut context = PanelContext {
            snapshot,
            now: Timestamp::now(),
            preferences,
            notices: &[],
            scans: &[],
            typed: "",
            keystrokes: &[],
            log: Vec::new,
            wishes: &mut wishes,
        };
        panel.panel_ui(&mut context, ui);
        drawn = start.elapsed();
    });
    let start = ThreadTime::now();
    drop(ctx.tessellate(output.shapes, output.pixels_per_point));
    ms(drawn) + ms(start.elapsed())
}

fn exporting(count: u64) {
    println!("CSV export of {count} rows");
    let mut rig = Rig::start(count);
    let path = rig.folder.join("stock.csv");
    let to = ExportTarget::File { path: path.display().to_string(), replace: true };
    let start = Instant::now();
    let id = Uuid::now_v7();
    rig.send(Command::Export(ExportOrder { id, query: ListQuery::default(), to }));
    let mut tenths: Vec<f64> = Vec::new();
    loop {
        let snapshot = rig.snapshot();
        if let Some(export) = snapshot.export.as_deref().filter(|export| export.id == id) {
            if export.rows * 10 >= count * (tenths.len() as u64 + 1) {
                tenths.push(resident_mb());
            }
            match &export.state {
                ExportState::Done => {
                    assert_eq!(export.rows, count);
                    break;
                }
                ExportState::Stopped { why, .. } => panic!("stopped: {why:?}"),
                _ => {}
            }
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let seconds = start.elapsed().as_secs_f64();
    let size = std::fs::metadata(&path).unwrap().len();
    println!(
        "  {:.0} rows/s, {:.0} s, {:.0} MB; memory at a tenth {:.1}, half {:.1}, end {:.1} MB, most {:.1} MB",
        count as f64 / seconds,
        seconds,
        size as f64 / 1e6,
        tenths.first().copied().unwrap_or_default(),
        tenths.get(4).copied().unwrap_or_default(),
        tenths.last().copied().unwrap_or_default(),
        peak_mb(),
    );
}

/// Pans the map of a level with as many places as a large hall has.
fn map() {
    let level = LevelId::new("1");
    let places: BTreeMap<Place, PlaceSummary> = (0..PLACES)
        .map(|number| {
            let place = Place { x: number % 200, y: number / 200 };
            let items = u64::from(number.unsigned_abs() * 37 % 101);
            let summary = PlaceSummary {
                carriers: 1,
                boxes: 4,
                loaded_boxes: 3,
                items,
                items_max: 100,
                updated_at: Some(Timestamp::UNIX_EPOCH),
            };
            (place, summary)
        })
        .collect();
    let read = u64::from(PLACES.unsigned_abs());
    let map = LevelMap {
        level: level.clone(),
        places,
        carriers: BTreeMap::new(),
        rows_read: read,
        rows_total: read,
        complete: true,
    };
    let mut snapshot = Snapshot::empty(Site { name: "bench".to_owned(), practice: true });
    snapshot.levels = section(vec![Level { id: level, height: None }]);
    snapshot.level_map = section(map);
    let ctx = egui::Context::default();
    theme::install(&ctx, theme::Look::Dark, 100);
    let mut panel = LevelsPanel::default();
    let preferences = Preferences::default();
    let at = |frame: u32| {
        // to and fro within the map
        let along = (frame % 120).abs_diff(60) as f32;
        pos2(500.0 + along * 4.0, 300.0 + along * 2.0)
    };
    let press = |frame: u32, pressed| Event::PointerButton {
        pos: at(frame),
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let mut frames = Vec::new();
    for frame in 0..FRAMES + 40 {
        let events = match frame {
            // nearer first: else the whole map is in view and there is nothing to pan
            10..20 => vec![Event::PointerMoved(at(frame)), Event::Zoom(1.2)],
            30 => vec![Event::PointerMoved(at(frame)), press(frame, true)],
            _ => vec![Event::PointerMoved(at(frame))],
        };
        let spent = draw(&ctx, &mut panel, &snapshot, &preferences, events);
        if frame >= 40 {
            frames.push(spent);
        }
    }
    println!("level map with {PLACES} places");
    report("frame while panning (p99 under 3)", frames);
}

fn section<T>(value: T) -> Section<T> {
    let mut section = Section::never(jiff::SignedDuration::from_hours(1));
    section.generation = 1;
    section.value = Some(Arc::new(value));
    section.stamp.asked_at = Some(Timestamp::now());
    section.stamp.read_at = Some(Timestamp::now());
    section
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

fn report(what: &str, mut samples: Vec<f64>) {
    samples.sort_by(f64::total_cmp);
    let at = |share: f64| samples[((share * samples.len() as f64).ceil() as usize).max(1) - 1];
    println!("  {what}: p50 {:.3} ms, p99 {:.3} ms", at(0.5), at(0.99));
}

fn resident_mb() -> f64 {
    status_mb("VmRSS:")
}

fn peak_mb() -> f64 {
    status_mb("VmHWM:")
}

fn status_mb(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes = line.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}
