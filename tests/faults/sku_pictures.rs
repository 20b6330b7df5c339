//! The power goes while pictures are sent: the program is killed in the middle, and resumed; none is
//! missing, none was sent twice.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Cursor, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use image::{ImageFormat, Rgb, RgbImage};
use serde_json::Value;
use traydeck::simulator::{Options, Running, Simulator};

use crate::support::folder;

struct Desk {
    sim: Running,
    root: PathBuf,
}

impl Desk {
    /// A practice site, and a folder with a picture for each of the first SKUs.
    fn new(name: &str, pictures: u32) -> Self {
        let sim = Simulator::start(Options::small_stepped()).unwrap();
        let root = folder(name);
        fs::create_dir_all(root.join("pictures")).unwrap();
        for number in 1..=pictures {
            let tone = u8::try_from(number).unwrap();
            let picture = RgbImage::from_pixel(16, 16, Rgb([tone, 100, 200]));
            let mut bytes = Cursor::new(Vec::new());
            picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
            let path = root.join(format!("pictures/H{number:06}.png"));
            fs::write(path, bytes.into_inner()).unwrap();
        }
        let config = format!(
            "default_site = \"hall-1\"\n[sites.hall-1.noyes]\nbase_url = \"{}\"\n\
             auth = {{ bearer = \"env:PRACTICE_TOKEN\" }}\n",
            sim.urls.noyes
        );
        fs::write(root.join("config.toml"), config).unwrap();
        Self { sim, root }
    }

    fn command(&self, options: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_traydeck"));
        command
            .args(["sku-images", "pictures", "--config", "config.toml"])
            .args(options)
            .current_dir(&self.root)
            .env("PRACTICE_TOKEN", "practice")
            .env("XDG_DATA_HOME", self.root.join("data"))
            .env("HOME", &self.root);
        command
    }

    fn run(&self, options: &[&str]) -> Output {
        self.command(options).output().unwrap()
    }

    /// The report's columns state and undo, by file.
    fn report(&self) -> BTreeMap<String, (String, String)> {
        let text = fs::read_to_string(self.root.join("report.csv")).unwrap();
        let column = |line: &str, place: usize| line.split(',').nth(place).unwrap().to_owned();
        let row = |line: &str| (column(line, 0), (column(line, 7), column(line, 9)));
        text.lines().skip(1).map(row).collect()
    }

    /// How often the practice site took a picture, by SKU.
    fn uploads(&self) -> BTreeMap<String, u64> {
        let host = self.sim.urls.control.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(host).unwrap();
        write!(stream, "GET /uploads HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (start, end) = (answer.find('{').unwrap(), answer.rfind('}').unwrap());
        let told: BTreeMap<String, Value> = serde_json::from_str(&answer[start..=end]).unwrap();
        told.into_iter().map(|(sku, told)| (sku, told["times"].as_u64().unwrap())).collect()
    }

    /// Starts the upload and kills it when so many are done.
    fn kill_after(&self, options: &[&str], done: u32) {
        let mut child: Child = self.command(options).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let wanted = format!("traydeck: {done} of ");
        let said: Vec<String> =
            lines.map(Result::unwrap).take_while(|line| !line.starts_with(&wanted)).collect();
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(said.len() < 50, "it never came so far: {said:?}");
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

const SMALL: [&str; 2] = ["--min-side", "8"];

fn text(output: &Output) -> String {
    let (out, said) = (&output.stdout, &output.stderr);
    format!("{}{}", String::from_utf8_lossy(out), String::from_utf8_lossy(said))
}

#[test]
fn a_batch_that_is_killed_is_resumed_and_each_picture_arrives_once() {
    for overwrite in [false, true] {
        let desk = Desk::new("sku-pictures", 40);
        let mut options = SMALL.to_vec();
        if overwrite {
            options.push("--overwrite");
        }
        desk.sim.control.set_faults(&["noyes:latency=40"]).unwrap();
        desk.kill_after(&options, 6);
        assert!(desk.uploads().len() >= 6);
        desk.sim.control.set_faults(&[]).unwrap();
        let resumed = desk.run(&["--resume", "--report", "report.csv"]);
        assert!(resumed.status.success(), "{}", text(&resumed));
        let uploads = desk.uploads();
        // three of five SKUs have a picture already
        assert_eq!(uploads.len(), if overwrite { 40 } else { 16 }, "{}", text(&resumed));
        assert!(uploads.values().all(|times| *times == 1), "{uploads:?}");
        let report = desk.report();
        assert_eq!(report.len(), 40);
        let done = report.values().filter(|(state, _)| state == "done");
        assert_eq!(done.count(), uploads.len());
        let kept = report.values().filter(|(_, undo)| undo.contains("is kept")).count();
        assert_eq!(kept, if overwrite { 24 } else { 0 }, "{report:?}");
        let again = desk.run(&["--resume"]);
        assert!(again.status.success(), "{}", text(&again));
        assert_eq!(desk.uploads(), uploads);
    }
}

#[test]
fn a_dry_run_sends_nothing_and_a_lost_answer_is_read_back() {
    let desk = Desk::new("sku-pictures-dry", 10);
    fs::write(desk.root.join("pictures/=cmd.png"), b"no picture").unwrap();
    let dry = desk.run(&[&SMALL[..], &["--dry-run", "--report", "report.csv"]].concat());
    assert!(dry.status.success(), "{}", text(&dry));
    let out = text(&dry);
    assert!(out.contains("4  matched") && out.contains("6  has-picture"), "{out}");
    assert!(desk.uploads().is_empty());
    assert!(desk.report().keys().any(|name| name.starts_with("'=cmd")), "{:?}", desk.report());
    // from the first picture on each upload is carried out and its answer lost
    desk.sim.control.set_faults(&["noyes:latency=40"]).unwrap();
    let mut child = desk.command(&SMALL).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|line| line == "traydeck: 1 of 4"));
    desk.sim.control.set_faults(&["noyes:lost-reply"]).unwrap();
    let said: Vec<String> = lines.collect();
    let lost = child.wait().unwrap();
    desk.sim.control.set_faults(&[]).unwrap();
    assert_ne!(lost.code(), Some(0), "{said:?}");
    let resumed = desk.run(&["--resume"]);
    assert!(resumed.status.success(), "{said:?} {}", text(&resumed));
    let uploads = desk.uploads();
    assert_eq!(uploads.len(), 4, "{uploads:?}");
    assert!(uploads.values().all(|times| *times == 1), "{uploads:?}");
}
