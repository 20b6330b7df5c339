//! Inbound events: 2,000 a second for some seconds against a gateway of its own, and the frames of a console beside it.
//!
//! `cargo bench --bench gateway [-- SECONDS]`. The gateway is the program itself, in a process of its own; the console
//! follows the same file, so that each event brings a reading forward.

#[path = "../tests/window/site.rs"]
mod site;
#[path = "../tests/window/stage.rs"]
mod stage;
#[path = "../tests/window/wait.rs"]
mod wait;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use site::Site;
use stage::{PROGRAM, Process, Stage};

/// Events a second.
const RATE: u64 = 2_000;
/// Senders; each waits for its answer before it sends again.
const LANES: u64 = 32;
/// Of how many events one is a repeat of the one before.
const REPEATED: u64 = 10;

fn main() {
    let seconds = std::env::args().filter_map(|word| word.parse().ok()).next().unwrap_or(10);
    let stage = Stage::set_up("bench-gateway", 1600, 1000);
    let site = Site::start(&stage, &["--speed", "1", "--orders-per-hour", "0"]);
    let config = site.config_text();
    let gateway_command = |arguments: &[&str]| {
        let mut command = stage.command(PROGRAM);
        command.arg("gateway").args(arguments).args(["--config", &config]);
        command
    };
    let made = gateway_command(&["hook", "new"]).output().unwrap();
    let path = String::from_utf8(made.stdout).unwrap().trim().to_owned();
    let mut command = gateway_command(&["--listen", "127.0.0.1:0"]);
    let gateway = Process::start("traydeck gateway", &mut command);
    let line = gateway.line("its address", Duration::from_secs(60));
    let line: serde_json::Value = serde_json::from_str(&line).unwrap();
    let url = format!("{}{path}", line["listening"].as_str().unwrap());

    let log = stage.folder.join("frames.log");
    let mut command = stage.command(PROGRAM);
    command.args(["console", "--print-first-frame", "--panel", "connections"]);
    command.args(["--config", &config, "--frame-log"]).arg(&log);
    let console = Process::start("traydeck console", &mut command);
    console.line_beginning("FIRST_FRAME ", Duration::from_secs(60));
    wait::pass(Duration::from_secs(3));
    let quiet = frames(&log).len();

    let (mut answers, took, refused) = flood(&url, seconds);
    wait::pass(Duration::from_secs(1));
    answers.sort_unstable();
    let at = |part: f64| answers[((answers.len() - 1) as f64 * part) as usize] as f64 / 1e3;
    println!(
        "gateway: {} events in {took:.2} s, {:.0} a second (wanted {RATE}), {refused} refused; answer p50 {:.1} ms, \
         p99 {:.1} ms, most {:.1} ms",
        answers.len(),
        answers.len() as f64 / took,
        at(0.5),
        at(0.99),
        at(1.0)
    );
    let mut frames = frames(&log).split_off(quiet);
    frames.sort_unstable();
    let at = |part: f64| match frames.len() {
        0 => 0.0,
        many => frames[((many - 1) as f64 * part) as usize] as f64 / 1e3,
    };
    println!(
        "console beside it: {} frames, our processor time a frame p50 {:.2} ms, p99 {:.2} ms (under 4), most {:.2} ms",
        frames.len(),
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

/// Sends at the rate for so long; microseconds of each answer, seconds it took, how many were refused.
fn flood(url: &str, seconds: u64) -> (Vec<u64>, f64, u64) {
    // fails when another part of the program was first, which is as good
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = reqwest::Client::new();
        let (next, refused) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let all = RATE * seconds;
        let start = Instant::now();
        let mut lanes = tokio::task::JoinSet::new();
        for _ in 0..LANES {
            let (client, url) = (client.clone(), url.to_owned());
            let (next, refused) = (Arc::clone(&next), Arc::clone(&refused));
            lanes.spawn(async move {
                let mut answers = Vec::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= all {
                        return answers;
                    }
                    let due = start + Duration::from_micros(number * 1_000_000 / RATE);
                    tokio::time::sleep_until(due.into()).await;
                    let sent = Instant::now();
                    let answer = client.post(&url).body(event(number)).send().await.unwrap();
                    if answer.status().is_success() {
                        answers.push(u64::try_from(sent.elapsed().as_micros()).unwrap());
                    } else {
                        refused.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
        let mut answers = Vec::new();
        while let Some(lane) = lanes.join_next().await {
            answers.extend(lane.unwrap());
        }
        (answers, start.elapsed().as_secs_f64(), refused.load(Ordering::Relaxed))
    })
}

fn event(number: u64) -> String {
    let number = number - u64::from(number % REPEATED == 1);
    let tray = number % 400;
    format!(
        r#"{{"id":{number},"tray_id":"{tray}","station_name":"PS-1","station_slot_id":"0-1-0-1","tags":["station","pickup"],"task_status":"inprogress","order_reference_id":"TD-{number}","updated_at":"2026-01-05 08:00:00"}}"#
    )
}

/// Microseconds of processor each frame took, oldest first.
fn frames(log: &Path) -> Vec<u64> {
    let text = fs::read_to_string(log).unwrap_or_default();
    let took = |line: &str| line.rsplit_once("cpu_us=")?.1.trim().parse().ok();
    text.lines().filter_map(took).collect()
}
