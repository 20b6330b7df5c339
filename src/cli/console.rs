//! The command `traydeck console`: opens the window on the configured or the practice site.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::app::backend::{BackendOptions, LateWaker, start_console_backend};
use crate::app::console_app::{ConsoleApp, ConsoleOptions};
use crate::app::window;

/// The arguments of `traydeck console`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  traydeck console                        the configured site, else the practice site
  traydeck console --site hall-1          another site of the configuration
  traydeck console --station PS-1 --kiosk a picker's screen and nothing else
  traydeck console --renderer glow        where the graphics driver has no Vulkan, Metal or DirectX 12")]
pub struct Args {
    /// A site of the configuration, or `practice`
    #[arg(long, value_name = "NAME")]
    site: Option<String>,
    /// The station this PC stands at: its name or slot id
    #[arg(long, value_name = "ID")]
    station: Option<String>,
    /// Shows the station alone, over the whole screen
    #[arg(long)]
    kiosk: bool,
    /// Draws with this; without it wgpu is tried first, then glow
    #[arg(long, value_name = "wgpu or glow", value_parser = renderer)]
    renderer: Option<window::Renderer>,
    /// Another configuration file
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Prints FIRST_FRAME and the unix time when a frame with answered data has been presented
    #[arg(long)]
    print_first_frame: bool,
    /// Writes a line a frame, for measuring
    #[arg(long, value_name = "FILE", hide = true)]
    frame_log: Option<PathBuf>,
    /// Opens this panel first
    #[arg(long, value_name = "NAME", hide = true)]
    panel: Option<String>,
    /// Writes a picture of the window as PNG once it shows answered data, and ends
    #[arg(long, value_name = "FILE", hide = true)]
    screenshot: Option<PathBuf>,
    /// Size of the window in points
    #[arg(long, value_name = "WxH", default_value = "1600x1000", value_parser = size, hide = true)]
    size: (f32, f32),
}

fn renderer(text: &str) -> Result<window::Renderer, String> {
    match text {
        "wgpu" => Ok(window::Renderer::Wgpu),
        "glow" => Ok(window::Renderer::Glow),
        _ => Err("wgpu or glow".to_owned()),
    }
}

fn size(text: &str) -> Result<(f32, f32), String> {
    let parts = text.split_once('x').and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    parts.ok_or_else(|| "a size looks like 1600x1000".to_owned())
}

/// Carries the command out.
pub fn run(args: Args) -> ExitCode {
    if let Err(problem) = window::display_problem() {
        return super::fail(1, problem);
    }
    let waker = LateWaker::default();
    let options =
        BackendOptions { config: args.config, site: args.site, ..BackendOptions::default() };
    let backend = match start_console_backend(options, waker.waker()) {
        Ok(backend) => backend,
        Err(error) => return super::fail(super::USAGE, format!("{error:#}")),
    };
    for problem in &backend.preferences_problems {
        super::complain(problem);
    }
    let running = backend.running;
    let app = ConsoleApp::new(
        backend.screen,
        backend.preferences,
        ConsoleOptions {
            station: args.station,
            kiosk: args.kiosk,
            panel: args.panel,
            print_first_frame: args.print_first_frame,
            frame_log: args.frame_log,
            screenshot: args.screenshot,
        },
    );
    let outcome = window::open(app, &waker, args.renderer, args.size, args.kiosk);
    running.shutdown();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => super::fail(1, problem),
    }
}
