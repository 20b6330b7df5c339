//! The measuring scene: the standard grid and map in a real window, driven by lines on stdin or by itself.

mod data;
mod motion;
mod order;
mod protocol;
mod run;
mod stats;
mod view;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow};

pub use data::{Field, Rows};
pub use motion::bot_at;
pub use order::{Order, Wish, make};
pub use view::{WINDOW, columns, grid_ui, map_ui};

use crate::ui::theme;

/// What the scene is started with.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    pub rows: u32,
    pub bots: u32,
    /// Updates of the map a second; 0 is none.
    pub hz: f64,
    /// When it runs by itself: so long at that rate.
    pub seconds: f64,
    /// When it runs by itself: so many scrolled frames after that.
    pub scroll: u32,
    /// Draw with wgpu instead of glow.
    pub wgpu: bool,
}

/// The rows, and how long they took to make.
struct Made {
    rows: Arc<Rows>,
    took: Duration,
}

/// Opens the window and stays until it is closed.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let made = make_rows(options.rows)?;
    let native = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Traydeck scene")
            .with_inner_size(WINDOW)
            .with_resizable(false),
        renderer: if options.wgpu { eframe::Renderer::Wgpu } else { eframe::Renderer::Glow },
        ..Default::default()
    };
    let options = options.clone();
    eframe::run_native(
        "Traydeck scene",
        native,
        Box::new(move |creation| {
            theme::install(&creation.egui_ctx, theme::Look::Dark, 100);
            Ok(Box::new(run::Scene::new(&creation.egui_ctx, options, made)?))
        }),
    )
    .map_err(|error| anyhow!("{error}"))
    .context("the window of the scene could not be opened; is there a display (DISPLAY or WAYLAND_DISPLAY)?")
}

/// Makes the rows while the window is being opened.
fn make_rows(count: u32) -> std::io::Result<Receiver<Made>> {
    let (sender, made) = sync_channel(1);
    std::thread::Builder::new().name("scene-rows".to_owned()).spawn(move || {
        let start = Instant::now();
        let rows = Arc::new(Rows::new(count));
        // the window may have failed to open: then nobody wants them
        let _ = sender.send(Made { rows, took: start.elapsed() });
    })?;
    Ok(made)
}
