//! Opens the window: wgpu on a real graphics card, else OpenGL, else a message that says what to do.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use eframe::egui_wgpu::{self, WgpuSetup, WgpuSetupCreateNew};
use eframe::{NativeOptions, wgpu};
use egui::ViewportBuilder;

use super::backend::LateWaker;
use super::console_app::ConsoleApp;

/// What draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renderer {
    /// Vulkan, Metal or DirectX 12.
    Wgpu,
    /// OpenGL.
    Glow,
}

/// The least window in which nothing is cut off, in points.
const LEAST: [f32; 2] = [1280.0, 720.0];

/// Says what is missing when there is no screen to open a window on.
pub fn display_problem() -> Result<(), String> {
    #[cfg(all(unix, not(target_os = "macos")))]
    {
        let named = |variable| std::env::var_os(variable).is_some_and(|value| !value.is_empty());
        if !named("DISPLAY") && !named("WAYLAND_DISPLAY") {
            return Err("there is no display to open a window on: neither DISPLAY nor \
                        WAYLAND_DISPLAY is set. Start it from a desktop session, or over ssh with -X; \
                        `traydeck sim`, `call` and `doctor` need no display."
                .to_owned());
        }
    }
    Ok(())
}

/// Opens the window and returns when it is closed.
pub fn open(
    app: ConsoleApp,
    waker: &LateWaker,
    renderer: Option<Renderer>,
    size: (f32, f32),
    kiosk: bool,
) -> Result<(), String> {
    // The app goes to whichever renderer starts; one that fails leaves it for the next.
    let app = Rc::new(RefCell::new(Some(app)));
    let order: &[Renderer] = match renderer {
        Some(Renderer::Wgpu) => &[Renderer::Wgpu],
        Some(Renderer::Glow) => &[Renderer::Glow],
        None => &[Renderer::Wgpu, Renderer::Glow],
    };
    let mut problems = Vec::new();
    for renderer in order {
        match run(*renderer, renderer_options(*renderer, size, kiosk), &app, waker) {
            Ok(()) => return Ok(()),
            Err(eframe::Error::WinitEventLoop(error)) => {
                // it names a place in its own sources, which says nothing to a person
                tracing::warn!(%error, "the display cannot be opened");
                return Err(
                    "the display cannot be opened. Check that the desktop session runs and \
                            that DISPLAY or WAYLAND_DISPLAY names it."
                        .to_owned(),
                );
            }
            Err(error) if app.borrow().is_some() => {
                tracing::info!(?renderer, %error, "this renderer does not start");
                problems.push(format!("{renderer:?}: {error}"));
            }
            Err(error) => return Err(format!("the window ended with an error: {error}")),
        }
    }
    Err(format!(
        "no way to draw was found ({}). Install a graphics driver, on Debian libgl1-mesa-dri and \
         libegl1, or try --renderer glow.",
        problems.join("; ")
    ))
}

fn run(
    renderer: Renderer,
    options: NativeOptions,
    app: &Rc<RefCell<Option<ConsoleApp>>>,
    waker: &LateWaker,
) -> Result<(), eframe::Error> {
    let app = Rc::clone(app);
    let waker = waker.clone();
    tracing::info!(?renderer, "opening the window");
    eframe::run_native(
        "Traydeck",
        options,
        Box::new(move |creation| {
            let mut app = app.borrow_mut().take().ok_or("the window was opened twice")?;
            app.begin(&creation.egui_ctx);
            let context = creation.egui_ctx.clone();
            waker.connect(Arc::new(move || context.request_repaint_after(crate::util::SOON)));
            Ok(Box::new(app))
        }),
    )
}

fn renderer_options(renderer: Renderer, size: (f32, f32), kiosk: bool) -> NativeOptions {
    let viewport = ViewportBuilder::default()
        .with_title("Traydeck")
        .with_app_id("traydeck")
        .with_inner_size([size.0, size.1])
        .with_min_inner_size(LEAST)
        .with_fullscreen(kiosk);
    NativeOptions {
        viewport,
        renderer: match renderer {
            Renderer::Wgpu => eframe::Renderer::Wgpu,
            Renderer::Glow => eframe::Renderer::Glow,
        },
        // Nothing here is a gradient, and dithering costs every pixel.
        dithering: false,
        wgpu_options: egui_wgpu::WgpuConfiguration {
            wgpu_setup: WgpuSetup::CreateNew(WgpuSetupCreateNew {
                native_adapter_selector: Some(Arc::new(no_software_adapter)),
                ..WgpuSetupCreateNew::without_display_handle()
            }),
            ..egui_wgpu::WgpuConfiguration::default()
        },
        ..NativeOptions::default()
    }
}

/// Drawing in software through Vulkan is slower than through OpenGL, so such adapters are passed over.
fn no_software_adapter(
    adapters: &[wgpu::Adapter],
    surface: Option<&wgpu::Surface<'_>>,
) -> Result<wgpu::Adapter, String> {
    adapters
        .iter()
        .filter(|adapter| adapter.get_info().device_type != wgpu::DeviceType::Cpu)
        .find(|adapter| surface.is_none_or(|surface| adapter.is_surface_supported(surface)))
        .cloned()
        .ok_or_else(|| "no graphics card that wgpu can use".to_owned())
}
