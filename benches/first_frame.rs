//! Time to the first frame with data, beside an empty eframe window with the same renderer in the same run.
//!
//! `cargo bench --bench first_frame [-- RUNS]`. The simulator runs in a process of its own before anything is timed.

#[path = "../tests/window/site.rs"]
mod site;
#[path = "../tests/window/stage.rs"]
mod stage;
#[path = "../tests/window/wait.rs"]
mod wait;

use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use site::Site;
use stage::{PROGRAM, Process, Stage};

const RENDERER: &str = "glow";

fn main() {
    if std::env::args().any(|argument| argument == "--empty-window") {
        empty_window();
        return;
    }
    let runs = std::env::args().filter_map(|word| word.parse().ok()).next().unwrap_or(7);
    let stage = Stage::set_up("bench-first-frame", 1600, 1000);
    let site = Site::start(&stage, &[]);
    let myself = std::env::current_exe().unwrap();
    let (mut console, mut empty) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let mut command = stage.command(&myself.to_string_lossy());
        command.arg("--empty-window");
        empty.push(time_of(command));
        let mut command = stage.command(PROGRAM);
        command.args(["console", "--print-first-frame", "--renderer", RENDERER]);
        command.args(["--config", &site.config_text()]);
        console.push(time_of(command));
    }
    let (console, empty) = (median(console), median(empty));
    println!(
        "first frame with data: console {:.0} ms, empty window {:.0} ms, ratio {:.2} (at most 1.50), median of {runs}",
        console * 1e3,
        empty * 1e3,
        console / empty
    );
}

/// Seconds from the start of the process to the moment it prints.
fn time_of(mut command: Command) -> f64 {
    let start = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64();
    let process = Process::start("the window", &mut command);
    let at = process.line_beginning("FIRST_FRAME ", Duration::from_secs(60));
    at.parse::<f64>().unwrap() - start
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The least eframe can do: a window of the same size and renderer, a label, no data.
fn empty_window() {
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        viewport: egui::ViewportBuilder::default().with_inner_size([1600.0, 1000.0]),
        ..Default::default()
    };
    let run = eframe::run_native("Empty", options, Box::new(|_| Ok(Box::new(Empty { frames: 0 }))));
    run.unwrap();
}

struct Empty {
    frames: u32,
}

impl eframe::App for Empty {
    fn logic(&mut self, context: &egui::Context, _frame: &mut eframe::Frame) {
        // The frame before this one has been presented by now.
        if self.frames == 1 {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
            println!("FIRST_FRAME {:.6}", now.as_secs_f64());
        }
        if self.frames == 0 {
            context.request_repaint_after(Duration::from_millis(1));
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.frames += 1;
        ui.label("empty");
    }
}
