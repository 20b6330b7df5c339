//! What the console costs when nothing changes, and when ten things change a second.
//!
//! The simulator stands still in a process of its own; frames are counted by `--frame-log`, work by /proc.

#[path = "../tests/window/site.rs"]
mod site;
#[path = "../tests/window/stage.rs"]
mod stage;
#[path = "../tests/window/wait.rs"]
mod wait;

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use site::Site;
use stage::{PROGRAM, Process, Stage};

const SETTLE: Duration = Duration::from_secs(8);
const WATCH: Duration = Duration::from_secs(10);
/// Clock ticks a second in /proc; the kernel's USER_HZ is 100 wherever Linux runs.
const TICKS: f64 = 100.0;

fn main() {
    for (polls, limit) in [(10, 3.0), (1, 0.5)] {
        let console = Console::open(polls);
        let (frames, percent) = console.watch(|| wait::pass(WATCH));
        println!(
            "idle, polling at {polls} Hz: {frames} frames in 10 s (0), {percent:.2} % of a core (under {limit} %)"
        );
    }
    let console = Console::open(10);
    let (frames, percent) = console.watch(|| {
        for change in 0..100 {
            console.site.control("POST", "/poke", &poke(change));
            wait::pass(WATCH / 100);
        }
    });
    println!(
        "ten changes a second, polling at 10 Hz: {:.1} frames a second (at most 10), {percent:.2} % of a core",
        f64::from(frames) / 10.0
    );
}

fn poke(change: u32) -> String {
    format!(r#"{{"bot":"1","battery":{}}}"#, 20 + change % 60)
}

struct Console {
    process: Process,
    site: Site,
    frame_log: PathBuf,
    _stage: Stage,
}

impl Console {
    fn open(polls_per_second: u32) -> Self {
        let stage = Stage::set_up("bench-idle", 1600, 1000);
        let site = Site::start(&stage, &["--speed", "0", "--orders-per-hour", "0"]);
        let preferences = format!("polls_per_second = {polls_per_second}\n");
        fs::write(stage.folder.join("config/traydeck/preferences.toml"), preferences).unwrap();
        let frame_log = stage.folder.join("frames.log");
        let mut command = stage.command(PROGRAM);
        command.args(["console", "--print-first-frame", "--config", &site.config_text()]);
        command.arg("--frame-log").arg(&frame_log);
        let process = Process::start("traydeck console", &mut command);
        process.line_beginning("FIRST_FRAME ", Duration::from_secs(60));
        wait::pass(SETTLE);
        Self { process, site, frame_log, _stage: stage }
    }

    /// Frames drawn and per cent of a core used while something goes on.
    fn watch(&self, meanwhile: impl FnOnce()) -> (u32, f64) {
        let start = std::time::Instant::now();
        let (frames, seconds) = (self.frames(), self.cpu_seconds());
        meanwhile();
        let percent = (self.cpu_seconds() - seconds) / start.elapsed().as_secs_f64() * 100.0;
        (self.frames() - frames, percent)
    }

    fn frames(&self) -> u32 {
        let log = fs::read_to_string(&self.frame_log).unwrap();
        u32::try_from(log.lines().count()).unwrap()
    }

    /// User and system time of all threads; fields 14 and 15 of /proc/PID/stat.
    fn cpu_seconds(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap();
        let (_, rest) = stat.rsplit_once(')').unwrap();
        let ticks: Vec<f64> =
            rest.split_whitespace().skip(11).take(2).map(|word| word.parse().unwrap()).collect();
        (ticks[0] + ticks[1]) / TICKS
    }
}
