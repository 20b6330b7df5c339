//! From a change in the simulator to the frame that shows it, with polling at 10 Hz.
//!
//! `cargo bench --bench latency [-- CHANGES]`. A bot's battery is set through the control URL; the frame is the first
//! of `--frame-log` drawn from a newer generation of the bots. The simulator stands still, so nothing else changes.

#[path = "../tests/window/site.rs"]
mod site;
#[path = "../tests/window/stage.rs"]
mod stage;
#[path = "../tests/window/wait.rs"]
mod wait;

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use site::Site;
use stage::{PROGRAM, Process, Stage};

fn main() {
    let changes = std::env::args().filter_map(|word| word.parse().ok()).next().unwrap_or(1000);
    let stage = Stage::set_up("bench-latency", 1600, 1000);
    let site = Site::start(&stage, &["--speed", "0", "--orders-per-hour", "0"]);
    let preferences = "polls_per_second = 10\n";
    fs::write(stage.folder.join("config/traydeck/preferences.toml"), preferences).unwrap();
    let log = stage.folder.join("frames.log");
    let mut command = stage.command(PROGRAM);
    command.args(["console", "--print-first-frame", "--config", &site.config_text()]);
    command.arg("--frame-log").arg(&log);
    let console = Process::start("traydeck console", &mut command);
    console.line_beginning("FIRST_FRAME ", Duration::from_secs(60));
    wait::pass(Duration::from_secs(5));

    let mut latencies: Vec<f64> = (0..changes).map(|change| one(&site, &log, change)).collect();
    latencies.sort_by(f64::total_cmp);
    let at = |part: f64| latencies[((latencies.len() - 1) as f64 * part) as usize] * 1e3;
    println!(
        "change to frame over {changes} changes at 10 Hz: p50 {:.0} ms, p99 {:.0} ms (under 200), most {:.0} ms",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

/// Seconds from the change to the end of the frame that shows it.
fn one(site: &Site, log: &Path, change: u32) -> f64 {
    let (_, before) = last_frame(log);
    // Pseudo-random pauses, so that the changes do not fall in step with the polls.
    wait::pass(Duration::from_millis(u64::from(change.wrapping_mul(2_654_435_761) % 130)));
    let start = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64();
    site.control("POST", "/poke", &format!(r#"{{"bot":"1","battery":{}}}"#, 20 + change % 60));
    wait::until("the frame that shows the change", Duration::from_secs(10), || {
        first_frame_after(log, before).map(|at| at - start)
    })
}

/// Time and bot generation of each line, `1763769600.123456 bots=7 floor=2 cpu_us=900`.
fn parse(line: &str) -> Option<(f64, u64)> {
    let (at, bots) = line.split_once(" bots=")?;
    Some((at.parse().ok()?, bots.split_whitespace().next()?.parse().ok()?))
}

fn last_frame(log: &Path) -> (f64, u64) {
    fs::read_to_string(log).unwrap().lines().rev().find_map(parse).unwrap_or((0.0, 0))
}

fn first_frame_after(log: &Path, generation: u64) -> Option<f64> {
    let text = fs::read_to_string(log).ok()?;
    text.lines().filter_map(parse).find(|(_, bots)| *bots > generation).map(|(at, _)| at)
}
