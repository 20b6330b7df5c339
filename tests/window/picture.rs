//! A picture of the whole screen, as the X server shows it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::stage::Stage;

/// Three bytes a pixel, red green blue.
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub pixels: Vec<u8>,
}

impl Picture {
    pub fn take(stage: &Stage) -> Self {
        let file = stage.folder.join("screen.xwd");
        stage.run("xwd", &["-root", "-silent", "-out", &file.to_string_lossy()]).unwrap();
        Self::from_xwd(&fs::read(file).unwrap())
    }

    /// The format of X11/XWDFile.h: a header of big-endian words, a colour table, rows of pixels.
    fn from_xwd(bytes: &[u8]) -> Self {
        let word = |index: usize| {
            let at = index * 4;
            u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap())
        };
        let (width, height, row_bytes) = (word(4), word(5), word(12) as usize);
        assert_eq!(word(11), 32, "the screen has 32 bits a pixel");
        let little_endian = word(7) == 0;
        let start = word(0) as usize + word(19) as usize * 12;
        let mut pixels = Vec::with_capacity((width * height * 3) as usize);
        for row in bytes[start..].chunks(row_bytes).take(height as usize) {
            for pixel in row.chunks(4).take(width as usize) {
                let [a, b, c, d]: [u8; 4] = pixel.try_into().unwrap();
                pixels.extend(if little_endian { [c, b, a] } else { [b, c, d] });
            }
        }
        Self { width, height, pixels }
    }

    /// Different colours, and the share of the commonest one: a blank picture has few and nearly all.
    pub fn colours(&self) -> (usize, f64) {
        let mut counts = BTreeMap::<&[u8], usize>::new();
        for pixel in self.pixels.chunks(3) {
            *counts.entry(pixel).or_default() += 1;
        }
        let most = counts.values().max().copied().unwrap_or(0);
        (counts.len(), most as f64 / (self.pixels.len() / 3) as f64)
    }

    pub fn save(&self, file: &Path) {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        let mut encoder =
            png::Encoder::new(fs::File::create(file).unwrap(), self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header().unwrap().write_image_data(&self.pixels).unwrap();
    }
}
