//! Files for a form: read from where a person named them, within a bound, checked, or made from pixels of the window.

use std::fs::File;
use std::io::{BufWriter, Read};
use std::sync::Arc;

use uuid::Uuid;

use crate::bus::command::{FileWish, Pixels};
use crate::bus::event::Notice;
use crate::bus::floor::CheckOrder;
use crate::domain::floor_csv::{self, Checked, Known};
use crate::domain::prepared::CarriedFile;
use crate::sound;

/// The name a file has where its path tells none.
const NAMELESS: &str = "file";

/// A file for a form of the screen.
#[derive(Clone, Debug)]
pub enum FileErrand {
    Read(FileWish),
    Check(CheckOrder),
    /// What sounds are played on.
    SoundDevice,
    Picture {
        id: Uuid,
        part: String,
        file_name: String,
        pixels: Pixels,
    },
}

impl FileErrand {
    pub const fn id(&self) -> Uuid {
        match self {
            Self::Read(wish) => wish.id,
            Self::Check(order) => order.id,
            Self::SoundDevice => Uuid::nil(),
            Self::Picture { id, .. } => *id,
        }
    }
}

/// Carries one errand out and tells the screen; it may wait for a disk.
pub(super) fn carry_out(errand: FileErrand) -> Notice {
    match errand {
        FileErrand::Read(wish) => Notice::FileRead { id: wish.id, result: read(&wish) },
        FileErrand::Check(order) => {
            let checked = Arc::new(check(&order));
            Notice::FillChecked { id: order.id, checked }
        }
        FileErrand::SoundDevice => Notice::SoundTested { result: sound::device() },
        FileErrand::Picture { id, part, file_name, pixels } => {
            let result =
                png_of(&pixels).map(|bytes| CarriedFile { part, file_name, bytes: bytes.into() });
            Notice::FileRead { id, result }
        }
    }
}

fn read(wish: &FileWish) -> Result<CarriedFile, String> {
    let words = |error: std::io::Error| error.to_string();
    let about = std::fs::metadata(&wish.path).map_err(words)?;
    // a pipe or a device might never end
    if !about.is_file() {
        return Err("file-not-a-file".to_owned());
    }
    if about.len() > wish.at_most {
        return Err("file-too-large".to_owned());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or_default());
    // it may grow while it is read
    let bound = wish.at_most.saturating_add(1);
    File::open(&wish.path).map_err(words)?.take(bound).read_to_end(&mut bytes).map_err(words)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > wish.at_most {
        return Err("file-too-large".to_owned());
    }
    let name = wish.path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(CarriedFile {
        part: wish.part.clone(),
        file_name: name.unwrap_or_else(|| NAMELESS.to_owned()),
        bytes: bytes.into(),
    })
}

fn check(order: &CheckOrder) -> Checked {
    let floor = order.floor.as_deref().map(|view| &view.floor);
    let trays = order.trays.as_deref().map(Vec::as_slice);
    floor_csv::check(&order.bytes, order.kind, Known { floor, trays }, &mut Uuid::now_v7)
}

fn png_of(pixels: &Pixels) -> Result<Vec<u8>, String> {
    let words = |error: png::EncodingError| error.to_string();
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(BufWriter::new(&mut out), pixels.width, pixels.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(words)?;
    writer.write_image_data(&pixels.bytes).map_err(words)?;
    writer.finish().map_err(words)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn wish(path: &Path, at_most: u64) -> FileWish {
        FileWish { id: Uuid::nil(), part: "files".to_owned(), path: path.to_owned(), at_most }
    }

    #[test]
    fn a_file_within_its_bound_is_read_and_no_other() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let file = here.join("Cargo.toml");
        let found = read(&wish(&file, 1 << 20)).unwrap();
        assert_eq!((found.part.as_str(), found.file_name.as_str()), ("files", "Cargo.toml"));
        assert_eq!(found.bytes.to_vec(), std::fs::read(&file).unwrap());
        assert_eq!(read(&wish(&file, 10)), Err("file-too-large".to_owned()));
        assert_eq!(read(&wish(here, 1 << 20)), Err("file-not-a-file".to_owned()));
        assert!(read(&wish(&here.join("no such file"), 1)).is_err());
    }

    #[test]
    fn pixels_become_a_png_of_their_size() {
        let pixels = Pixels { width: 2, height: 1, bytes: vec![9, 8, 7, 255, 1, 2, 3, 255].into() };
        let bytes = png_of(&pixels).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut out = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut out).unwrap();
        assert_eq!(out, [9, 8, 7, 255, 1, 2, 3, 255]);
        let short = Pixels { width: 2, height: 2, bytes: vec![0; 4].into() };
        assert!(png_of(&short).is_err());
    }
}
