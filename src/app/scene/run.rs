//! The scene's frame: takes commands, moves on, draws, and notes how long each frame took.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use egui::{Rect, UiBuilder, ViewportCommand, pos2, vec2};
use serde_json::json;

use super::data::Rows;
use super::motion::Motion;
use super::order::{Model, Order, Wish};
use super::protocol::{self, Input};
use super::stats::{self, Stretch, ms, ms_between, round, thread_cpu};
use super::{Made, Options, view};
use crate::ui::widgets::grid::{Column, GridState};
use crate::util::SOON;

/// What is under way.
enum Doing {
    Nothing,
    /// A new order is being made, or was drawn and not yet presented.
    Ordering {
        word: &'static str,
        since: Instant,
        drawn: Option<Duration>,
    },
    Scrolling(Scrolling),
}

struct Scrolling {
    pixels: f64,
    left: u32,
    top: f64,
    interval: Vec<f64>,
    wall: Vec<f64>,
    cpu: Vec<f64>,
}

/// What it does when nobody drives it.
enum Alone {
    /// Stdin is open: somebody drives.
    Driven,
    AtRate(Stretch),
    Scrolling {
        frames_per_s: f64,
        cpu_percent: f64,
    },
    /// Nothing was asked for: it stays open.
    Open,
}

/// Beginning of the frame before.
struct Began {
    at: Instant,
    cpu: Option<Duration>,
}

pub(super) struct Scene {
    options: Options,
    making: Receiver<Made>,
    rows: Option<Arc<Rows>>,
    gen_ms: f64,
    model: Option<Model>,
    order: Order,
    wish: Wish,
    columns: Vec<Column>,
    grid: GridState,
    motion: Motion,
    inputs: Receiver<Input>,
    queue: VecDeque<Input>,
    doing: Doing,
    alone: Alone,
    announced: bool,
    /// Frames drawn with data.
    frames: u64,
    began: Option<Began>,
    logic_ms: f64,
    cpu_ms: Vec<f64>,
}

impl Scene {
    pub fn new(
        ctx: &egui::Context,
        options: Options,
        making: Receiver<Made>,
    ) -> std::io::Result<Self> {
        let waker = |ctx: &egui::Context| {
            let ctx = ctx.clone();
            move || ctx.request_repaint_after(SOON)
        };
        Ok(Self {
            motion: Motion::start(options.hz, waker(ctx))?,
            inputs: protocol::listen(waker(ctx))?,
            options,
            making,
            rows: None,
            gen_ms: 0.0,
            model: None,
            order: Order::All,
            wish: Wish::default(),
            columns: view::columns(),
            grid: GridState::default(),
            queue: VecDeque::new(),
            doing: Doing::Nothing,
            alone: Alone::Driven,
            announced: false,
            frames: 0,
            began: None,
            logic_ms: 0.0,
            cpu_ms: Vec::new(),
        })
    }

    /// Takes the rows as soon as they are there.
    fn take_rows(&mut self, ctx: &egui::Context) {
        if self.rows.is_some() {
            return;
        }
        // the first frame is the first frame with data: waiting here is part of the cold start
        let Ok(made) = self.making.recv() else { return };
        self.gen_ms = ms(made.took);
        let ctx = ctx.clone();
        self.model =
            Model::start(Arc::clone(&made.rows), move || ctx.request_repaint_after(SOON)).ok();
        self.rows = Some(made.rows);
    }

    /// Called at the start of the frame after the first one with data: that one has been presented.
    fn announce(&mut self) {
        let Some(rows) = &self.rows else { return };
        if self.announced || self.frames == 0 {
            return;
        }
        self.announced = true;
        let now = jiff::Timestamp::now().as_duration().as_secs_f64();
        protocol::say(&format!("FIRST_FRAME {now:.6}"));
        let data = json!({
            "rows": rows.len(),
            "sum_item_count": rows.sum_item_count(),
            "gen_ms": round(self.gen_ms, 2),
            "viewport": view::WINDOW,
        });
        protocol::say(&format!("DATA {data}"));
        protocol::say(protocol::CAPS);
    }

    fn take_inputs(&mut self, ctx: &egui::Context) {
        while let Ok(input) = self.inputs.try_recv() {
            self.queue.push_back(input);
        }
        while self.announced && matches!(self.doing, Doing::Nothing) {
            let Some(input) = self.queue.pop_front() else { return };
            self.obey(ctx, input);
        }
    }

    fn obey(&mut self, ctx: &egui::Context, input: Input) {
        match input {
            Input::Pause => self.pause("pause", true),
            Input::Resume => self.pause("resume", false),
            Input::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            Input::NotUnderstood { word, why } => protocol::result(&word, &json!({ "error": why })),
            Input::Scroll { pixels, frames } => self.scroll(pixels, frames),
            Input::Filter(text) => {
                self.wish.filter = text;
                self.ask("filter");
            }
            Input::Sort(field) => {
                self.wish.sort = field;
                self.wish.descending = false;
                self.ask("sort");
            }
            Input::Ended { at_once: false } => ctx.send_viewport_cmd(ViewportCommand::Close),
            Input::Ended { at_once: true }
                if self.options.seconds > 0.0 || self.options.scroll > 0 =>
            {
                self.alone = Alone::AtRate(Stretch::begin(self.frames));
                ctx.request_repaint_after(Duration::from_secs_f64(self.options.seconds.max(0.001)));
            }
            Input::Ended { at_once: true } => self.alone = Alone::Open,
        }
    }

    fn pause(&self, word: &str, pause: bool) {
        let done = self.motion.pause(pause);
        protocol::result(
            word,
            &if done { json!({}) } else { json!({ "error": "the motion has ended" }) },
        );
    }

    fn scroll(&mut self, pixels: f64, frames: u32) {
        self.grid.set_top(0.0);
        let room = frames as usize;
        self.doing = Doing::Scrolling(Scrolling {
            pixels,
            left: frames,
            top: 0.0,
            interval: Vec::with_capacity(room),
            wall: Vec::with_capacity(room),
            cpu: Vec::with_capacity(room),
        });
        self.began = None;
    }

    fn ask(&mut self, word: &'static str) {
        let asked = self.model.as_ref().is_some_and(|model| model.ask(self.wish.clone()));
        if asked {
            self.doing = Doing::Ordering { word, since: Instant::now(), drawn: None };
        } else {
            protocol::result(word, &json!({ "error": "the model thread does not answer" }));
        }
    }

    /// Takes a ready order and answers one that has been presented.
    fn follow_order(&mut self, ctx: &egui::Context) {
        if let Doing::Ordering { word, since, drawn: Some(took) } = self.doing {
            let kept = self.rows.as_ref().map_or(0, |rows| self.order.len(rows.len()));
            let mut answer = json!({
                "ms": round(ms(since.elapsed()), 3),
                "model_ms": round(ms(took), 3),
            });
            if let (Some(object), true) = (answer.as_object_mut(), word == "filter") {
                object.insert("rows".to_owned(), json!(kept));
            }
            protocol::result(word, &answer);
            self.doing = Doing::Nothing;
        }
        while let Some(made) = self.model.as_ref().and_then(Model::take) {
            if made.wish == self.wish {
                self.order = made.order;
                self.grid.set_top(0.0);
                if let Doing::Ordering { drawn, .. } = &mut self.doing {
                    *drawn = Some(made.took);
                    // the frame after this one says that this one was presented
                    again_at_once(ctx);
                }
            }
        }
    }

    /// Notes the frame that ended and moves the rows on for the next.
    fn follow_scroll(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        let (now, cpu) = (Instant::now(), thread_cpu());
        let before = self.began.replace(Began { at: now, cpu });
        let Doing::Scrolling(scrolling) = &mut self.doing else { return };
        if let Some(before) = before {
            scrolling.interval.push(round(ms(now.duration_since(before.at)), 3));
            scrolling.cpu.push(round(ms_between(before.cpu, cpu), 3));
            let wall = frame.info().cpu_usage.map_or(f64::NAN, |seconds| f64::from(seconds) * 1e3);
            scrolling.wall.push(round(wall, 3));
        }
        again_at_once(ctx);
        if scrolling.left > 0 {
            scrolling.left -= 1;
            scrolling.top += scrolling.pixels;
            self.grid.set_top(scrolling.top);
            return;
        }
        let Doing::Scrolling(done) = std::mem::replace(&mut self.doing, Doing::Nothing) else {
            return;
        };
        if matches!(self.alone, Alone::Driven) {
            let answer =
                json!({ "interval_ms": done.interval, "ui_ms": done.wall, "ui_cpu_ms": done.cpu });
            protocol::result("scroll", &answer);
        }
    }

    /// Runs by itself: so long at rate, then so many scrolled frames, then the figures.
    fn follow_alone(&mut self, ctx: &egui::Context) {
        match &self.alone {
            Alone::Driven | Alone::Open => {}
            Alone::AtRate(stretch) => {
                let wanted = Duration::from_secs_f64(self.options.seconds.max(0.0));
                let lasted = stretch.lasted();
                if lasted < wanted {
                    ctx.request_repaint_after(wanted.saturating_sub(lasted));
                    return;
                }
                let (frames_per_s, cpu_percent) = if self.options.seconds > 0.0 {
                    stretch.end(self.frames)
                } else {
                    (f64::NAN, f64::NAN)
                };
                self.alone = Alone::Scrolling { frames_per_s, cpu_percent };
                self.scroll(40.0, self.options.scroll);
                again_at_once(ctx);
            }
            Alone::Scrolling { frames_per_s, cpu_percent } => {
                if !matches!(self.doing, Doing::Nothing) {
                    return;
                }
                let report = json!({
                    "rows": self.options.rows,
                    "bots": self.options.bots,
                    "frames": self.cpu_ms.len(),
                    "cpu_ms_p50": round(stats::percentile(&self.cpu_ms, 0.5), 3),
                    "cpu_ms_p99": round(stats::percentile(&self.cpu_ms, 0.99), 3),
                    "frames_per_s": round(*frames_per_s, 2),
                    "cpu_percent": round(*cpu_percent, 2),
                    "pss_mb": round(stats::pss_mb(), 1),
                });
                protocol::say(&report.to_string());
                self.alone = Alone::Open;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    fn draw(&mut self, ui: &mut egui::Ui) {
        let Some(rows) = &self.rows else { return };
        let screen = ui.max_rect();
        let (top, bottom) = screen.split_top_bottom_at_y(screen.top() + view::GRID_HEIGHT);
        let mut sorted = None;
        ui.scope_builder(UiBuilder::new().max_rect(top), |ui| {
            let response = view::grid_ui(ui, &self.columns, &mut self.grid, rows, &self.order);
            if response.sort_changed {
                sorted = Some(self.grid.sort());
            }
        });
        let map = Rect::from_min_max(pos2(bottom.left(), bottom.top()), bottom.max);
        view::map_ui(ui, map, self.options.bots, self.motion.tick());
        if let Some(sort) = sorted {
            self.wish.sort = sort.and_then(|sort| super::Field::parse(sort.key));
            self.wish.descending = sort.is_some_and(|sort| sort.descending);
            let _ = self.model.as_ref().is_some_and(|model| model.ask(self.wish.clone()));
        }
    }

    /// Tessellates the shapes of this frame once more, timed; copying them is not counted.
    fn tessellate_ms(ui: &egui::Ui) -> f64 {
        let ctx = ui.ctx();
        let layer = ui.layer_id();
        let shapes: Vec<_> = ctx.graphics(|graphics| {
            graphics
                .get(layer)
                .map(|list| list.all_entries().cloned().collect())
                .unwrap_or_default()
        });
        let before = thread_cpu();
        let primitives = ctx.tessellate(shapes, ctx.pixels_per_point());
        let after = thread_cpu();
        drop(primitives);
        ms_between(before, after)
    }
}

impl eframe::App for Scene {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        let start = thread_cpu();
        self.announce();
        self.take_rows(ctx);
        self.follow_scroll(ctx, frame);
        self.follow_order(ctx);
        self.take_inputs(ctx);
        self.follow_alone(ctx);
        self.logic_ms = ms_between(start, thread_cpu());
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let start = thread_cpu();
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        self.draw(ui);
        let drawn = ms_between(start, thread_cpu());
        self.frames += 1;
        if self.frames == 1 {
            again_at_once(ui.ctx());
        }
        if matches!((&self.alone, &self.doing), (Alone::Scrolling { .. }, Doing::Scrolling(_))) {
            self.cpu_ms.push(self.logic_ms + drawn + Self::tessellate_ms(ui));
        }
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        [0.0, 0.0, 0.0, 1.0]
    }
}

/// The next frame as soon as this one was shown: frames without a pause are what is measured.
fn again_at_once(ctx: &egui::Context) {
    #[expect(clippy::disallowed_methods, reason = "a delay would be measured along")]
    ctx.request_repaint();
}
