//! The picture bench: memory of a large upload, a kill in the middle, and the console's frames meanwhile.
//!
//! `cargo bench --bench pictures [-- PICTURES]`. So many pictures (2,000) of 2 to 8 MB are made on the fly, and sent
//! by the real `traydeck sku-images` to a practice site in a process of its own, beside an open console that runs
//! with `--frame-log`. When a third is done the program is killed with SIGKILL, then resumed; the practice site tells
//! how often each picture arrived.

#[path = "../tests/window/site.rs"]
mod site;
#[path = "../tests/window/stage.rs"]
mod stage;
#[path = "../tests/window/wait.rs"]
mod wait;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use site::Site;
use stage::{PROGRAM, Process, Stage};

/// Sides of the pictures: with noise in them these make about 2, 4, 6 and 8 MB.
const SIDES: [u32; 4] = [1500, 2100, 2600, 3000];

fn main() {
    let count: u32 = std::env::args().filter_map(|word| word.parse().ok()).next().unwrap_or(2000);
    let stage = Stage::set_up("bench-pictures", 1600, 1000);
    let skus = (count * 3).max(1000).to_string();
    let site = Site::start(&stage, &["--orders-per-hour", "0", "--skus", &skus]);
    let folder = stage.folder.join("pictures");
    fs::create_dir_all(&folder).unwrap();
    let bytes = make_pictures(&folder, count);
    println!("{count} pictures, {} MB", bytes / 1_000_000);

    let log = stage.folder.join("frames.log");
    let mut command = stage.command(PROGRAM);
    command.args(["console", "--print-first-frame", "--config", &site.config_text()]);
    command.arg("--frame-log").arg(&log);
    let console = Process::start("traydeck console", &mut command);
    console.line_beginning("FIRST_FRAME ", Duration::from_secs(120));

    let idle = idle_peak(&stage, &site);
    let started = Instant::now();
    let before = fs::metadata(&log).map(|log| log.len()).unwrap_or(0);
    let first = Upload::start(&stage, &site, &folder, &["--overwrite", "--min-side", "64"]);
    let until = u64::from(count / 3);
    let killed = first.run(Some(until));
    let arrived = uploads(&site).0;
    let resumed = Upload::start(&stage, &site, &folder, &["--resume"]).run(None);
    let took = started.elapsed();
    let (skus, most) = uploads(&site);

    let peak = killed.peak.max(resumed.peak);
    let above = peak.saturating_sub(idle) / 1024;
    println!("killed after {arrived} of {count}; resumed with exit code {:?}", resumed.code);
    println!("arrived {skus} of {count}, most times one arrived: {most} (once)");
    println!("peak memory {} MB, {above} MB above idle (under 250)", peak / 1024);
    println!("all in {:.0} s", took.as_secs_f64());
    frames(&log, before);
    assert_eq!(skus, u64::from(count), "pictures are missing");
    assert_eq!(most, 1, "a picture was sent twice");
}

/// Pictures that do not compress well, each another one; H000001.jpg up. All their bytes.
fn make_pictures(folder: &Path, count: u32) -> u64 {
    let models: Vec<Vec<u8>> = SIDES.iter().map(|side| noise(*side)).collect();
    let mut all = 0;
    for number in 1..=count {
        let mut bytes = models[number as usize % models.len()].clone();
        // a comment in the file makes each picture another one, at no price
        let comment = format!("{number:08}");
        let mut segment = vec![0xFF, 0xFE, 0, 10];
        segment.extend(comment.bytes());
        bytes.splice(2..2, segment);
        all += bytes.len() as u64;
        fs::write(folder.join(format!("H{number:06}.jpg")), bytes).unwrap();
    }
    all
}

fn noise(side: u32) -> Vec<u8> {
    let mut state = side;
    let picture = RgbImage::from_fn(side, side, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([(state >> 24) as u8, (state >> 16) as u8, (state >> 8) as u8])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 72).encode_image(&picture).unwrap();
    bytes
}

/// Peak of the program when it has nothing to send, in kB.
fn idle_peak(stage: &Stage, site: &Site) -> u64 {
    let empty = stage.folder.join("empty");
    fs::create_dir_all(&empty).unwrap();
    Upload::start(stage, site, &empty, &["--dry-run"]).run(None).peak
}

/// One run of the program.
struct Upload {
    child: Child,
}

/// What a run left behind.
struct Ended {
    /// VmHWM in kB.
    peak: u64,
    code: Option<i32>,
}

impl Upload {
    fn start(stage: &Stage, site: &Site, folder: &Path, options: &[&str]) -> Self {
        let mut command: Command = stage.command(PROGRAM);
        command.arg("sku-images").arg(folder).args(options);
        command.args(["--config", &site.config_text()]);
        let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        Self { child }
    }

    /// To its end, or killed once so many are done; its memory is looked at all the while.
    fn run(mut self, kill_after: Option<u64>) -> Ended {
        let (over, peak) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let status = format!("/proc/{}/status", self.child.id());
        let watcher = {
            let (over, peak) = (Arc::clone(&over), Arc::clone(&peak));
            let watch = move || {
                while !over.load(Ordering::Relaxed) {
                    peak.fetch_max(high_water(&status).unwrap_or(0), Ordering::Relaxed);
                    wait::pass(Duration::from_millis(20));
                }
            };
            std::thread::Builder::new().name("watch-memory".to_owned()).spawn(watch).unwrap()
        };
        let lines = BufReader::new(self.child.stderr.take().unwrap()).lines();
        for line in lines.map_while(Result::ok) {
            let done = line.strip_prefix("traydeck: ").and_then(|rest| rest.split_once(" of "));
            let done = done.and_then(|(done, _)| done.parse::<u64>().ok());
            match (done, kill_after) {
                (Some(done), Some(enough)) if done >= enough => {
                    self.child.kill().unwrap();
                    break;
                }
                (None, _) => println!("  {line}"),
                _ => {}
            }
        }
        let code = self.child.wait().unwrap().code();
        over.store(true, Ordering::Relaxed);
        watcher.join().unwrap();
        Ended { peak: peak.load(Ordering::Relaxed), code }
    }
}

fn high_water(status: &str) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// SKUs that got a picture, and the most one got.
fn uploads(site: &Site) -> (u64, u64) {
    let answer = site.control("GET", "/uploads", "");
    let (start, end) = (answer.find('{').unwrap(), answer.rfind('}').unwrap());
    let told: serde_json::Value = serde_json::from_str(&answer[start..=end]).unwrap();
    let times = told.as_object().unwrap().values().map(|one| one["times"].as_u64().unwrap());
    let times: Vec<u64> = times.collect();
    (times.len() as u64, times.into_iter().max().unwrap_or(0))
}

/// The console's frames while pictures were sent: `--frame-log` notes each, with what it cost where it tells that.
fn frames(log: &Path, from: u64) {
    let text = fs::read_to_string(log).unwrap_or_default();
    let text = text.get(usize::try_from(from).unwrap_or(0)..).unwrap_or_default();
    let mut costs: Vec<f64> = text
        .lines()
        .filter_map(|line| line.split(" cpu_us=").nth(1))
        .filter_map(|rest| rest.split_whitespace().next()?.parse::<f64>().ok())
        .collect();
    let count = text.lines().count();
    if costs.is_empty() {
        println!("console: {count} frames meanwhile; the log tells no cost of a frame");
        return;
    }
    costs.sort_by(f64::total_cmp);
    let at = |part: f64| costs[((costs.len() - 1) as f64 * part) as usize] / 1e3;
    println!("console: {count} frames, p50 {:.2} ms, p99 {:.2} ms (under 4)", at(0.5), at(0.99));
}
