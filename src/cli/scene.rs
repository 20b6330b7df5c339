//! The command `traydeck scene`.

use crate::app::scene::{self, Options};

/// Draws the standard measuring scene in a real window
#[derive(Clone, Debug, clap::Args)]
#[command(
    after_help = "Commands on stdin, one a line: pause, resume, scroll PIXELS FRAMES, filter TEXT, sort COLUMN, quit.
Answers on stdout: RESULT <command> <json>. PEER_ROWS and PEER_HZ in the environment win over the arguments.

With stdin closed at once it runs by itself and its last line is the figures:
  traydeck scene --rows 1000000 --bots 1000 --hz 10 --seconds 10 --scroll 600 < /dev/null"
)]
pub struct Scene {
    /// Rows of the grid
    #[arg(long, default_value_t = 1_000_000)]
    pub rows: u32,
    /// Bots on the map
    #[arg(long, default_value_t = 1_000)]
    pub bots: u32,
    /// Updates of the map a second, 0 for none
    #[arg(long, default_value_t = 10.0)]
    pub hz: f64,
    /// Running by itself: so many seconds at that rate
    #[arg(long, default_value_t = 0.0)]
    pub seconds: f64,
    /// Running by itself: so many scrolled frames after that
    #[arg(long, default_value_t = 0)]
    pub scroll: u32,
    /// Draw with glow (OpenGL) or wgpu
    #[arg(long, default_value = "glow", value_parser = ["glow", "wgpu"])]
    pub renderer: String,
}

/// Opens the scene and stays until it ends.
pub fn run(scene: &Scene) -> anyhow::Result<()> {
    let options = Options {
        rows: environment("PEER_ROWS")?.unwrap_or(scene.rows),
        bots: scene.bots,
        hz: environment("PEER_HZ")?.unwrap_or(scene.hz),
        seconds: scene.seconds,
        scroll: scene.scroll,
        wgpu: scene.renderer == "wgpu",
    };
    anyhow::ensure!(
        options.hz.is_finite() && (0.0..=1000.0).contains(&options.hz),
        "--hz (or PEER_HZ) is {}: it takes 0 to 1000",
        options.hz
    );
    anyhow::ensure!(
        options.seconds.is_finite() && (0.0..=86_400.0).contains(&options.seconds),
        "--seconds is {}: it takes 0 to 86400",
        options.seconds
    );
    scene::run(&options)
}

fn environment<T: std::str::FromStr>(name: &str) -> anyhow::Result<Option<T>> {
    match std::env::var(name) {
        Ok(text) if !text.trim().is_empty() => match text.trim().parse() {
            Ok(value) => Ok(Some(value)),
            Err(_) => anyhow::bail!("{name} is \"{text}\": it takes a number"),
        },
        _ => Ok(None),
    }
}
