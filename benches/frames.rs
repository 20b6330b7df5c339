//! What a frame of the standard scene costs the screen thread, without a window; filter and sort of its rows.

use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use egui::{Rect, UiBuilder, pos2, vec2};
use traydeck::app::scene::{Field, Order, Rows, WINDOW, Wish, columns, grid_ui, make, map_ui};
use traydeck::ui::theme;
use traydeck::ui::widgets::grid::GridState;

const BOTS: u32 = 1_000;
const FRAMES: u32 = 600;
const PIXELS: f64 = 40.0;

fn main() {
    let mut halves = Vec::new();
    for count in [10_000, 1_000_000] {
        let start = Instant::now();
        let rows = Rows::new(count);
        println!("{count} rows made in {:.1} ms", ms(start.elapsed()));
        halves.push(scroll(&rows));
    }
    if let [small, large] = halves.as_slice() {
        println!("p50 at 1000000 rows is {:.2} times that at 10000", large / small);
    }
    orders(&Rows::new(1_000_000));
}

/// Scrolls through the grid and returns the median of a frame.
fn scroll(rows: &Rows) -> f64 {
    let ctx = egui::Context::default();
    theme::install(&ctx, theme::Look::Dark, 100);
    let columns = columns();
    let mut grid = GridState::default();
    let mut frames = Vec::new();
    for frame in 0..FRAMES + 10 {
        grid.set_top(f64::from(frame) * PIXELS);
        let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(WINDOW[0], WINDOW[1]));
        let input = egui::RawInput { screen_rect: Some(screen), ..Default::default() };
        let mut drawn = Duration::ZERO;
        let output = ctx.run_ui(input, |ui| {
            let start = ThreadTime::now();
            let (top, bottom) = screen.split_top_bottom_at_y(600.0);
            ui.scope_builder(UiBuilder::new().max_rect(top), |ui| {
                grid_ui(ui, &columns, &mut grid, rows, &Order::All);
            });
            map_ui(ui, bottom, BOTS, u64::from(frame / 6));
            drawn = start.elapsed();
        });
        let start = ThreadTime::now();
        let primitives = ctx.tessellate(output.shapes, output.pixels_per_point);
        let tessellated = start.elapsed();
        drop(primitives);
        // the first frames load fonts
        if frame >= 10 {
            frames.push((ms(drawn), ms(tessellated)));
        }
    }
    let column = |pick: fn(&(f64, f64)) -> f64| frames.iter().map(pick).collect::<Vec<_>>();
    report("ui", column(|frame| frame.0));
    report("tessellate", column(|frame| frame.1));
    report("both", column(|frame| frame.0 + frame.1))
}

fn orders(rows: &Rows) {
    let filter = Wish { filter: "copper".to_owned(), ..Wish::default() };
    let kept = make(rows, &filter).len(rows.len());
    report(&format!("filter copper, {kept} kept"), times(|| drop(make(rows, &filter))));
    for field in [Field::ItemCount, Field::UpdatedAt, Field::SkuName] {
        let sort = Wish { sort: Some(field), ..Wish::default() };
        report(&format!("sort {}", field.name()), times(|| drop(make(rows, &sort))));
    }
}

fn times(work: impl Fn()) -> Vec<f64> {
    (0..9)
        .map(|_| {
            let start = Instant::now();
            work();
            ms(start.elapsed())
        })
        .collect()
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// Prints median and 99 % and returns the median.
fn report(what: &str, mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    let at = |share: f64| samples[((share * samples.len() as f64).ceil() as usize).max(1) - 1];
    println!("  {what}: p50 {:.3} ms, p99 {:.3} ms", at(0.5), at(0.99));
    at(0.5)
}
