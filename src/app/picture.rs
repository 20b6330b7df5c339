//! A picture of the window made by the program itself, for the manual and for tests.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::{ColorImage, ViewportCommand};
use jiff::Timestamp;

/// How long the picture waits after the first data, so that every reading has had its turn.
const WAIT: Duration = Duration::from_secs(4);

/// Takes one picture once there is data, then closes the window.
pub struct PictureTaker {
    path: PathBuf,
    due: Option<Timestamp>,
    asked: bool,
}

impl PictureTaker {
    pub const fn new(path: PathBuf) -> Self {
        Self { path, due: None, asked: false }
    }

    /// Starts the wait.
    pub fn data_is_here(&mut self, ctx: &egui::Context, now: Timestamp) {
        self.due = now.checked_add(WAIT).ok();
        ctx.request_repaint_after(WAIT);
    }

    /// Asks for the pixels of the next frame, once.
    pub fn take_when_due(&mut self, ctx: &egui::Context, now: Timestamp) {
        if self.asked || self.due.is_none_or(|due| now < due) {
            return;
        }
        self.asked = true;
        let path = self.path.clone();
        let window = ctx.clone();
        ctx.request_screenshot(move |image| {
            if let Err(error) = save(&path, &image) {
                tracing::error!(%error, "the picture cannot be written");
            }
            window.send_viewport_cmd(ViewportCommand::Close);
            window.request_repaint_after(crate::util::SOON);
        });
        ctx.request_repaint_after(crate::util::SOON);
    }
}

/// Writes the pixels as PNG.
fn save(path: &Path, image: &ColorImage) -> io::Result<()> {
    let [width, height] = image.size.map(|pixels| u32::try_from(pixels).unwrap_or(u32::MAX));
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(path)?), width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let pixels: Vec<u8> = image.pixels.iter().flat_map(|pixel| pixel.to_array()).collect();
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    Ok(writer.finish()?)
}
