//! What a file's first bytes tell: kind, size, how the camera was held, and whether it can be opened within memory.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat, ImageReader, Limits};
use sha2::{Digest, Sha256};

/// Pixels that are opened at most; a picture of 60 million is refused.
pub const MOST_PIXELS: u64 = 50_000_000;
/// The longest side that is opened.
const LONGEST: u32 = 20_000;
/// Bytes that opening one picture may take.
pub const MOST_MEMORY: u64 = 200 * 1024 * 1024;

/// Bytes that what stands before the pixels may take: colour profile, texts, camera notes.
const MOST_HEADER: u64 = 8 * 1024 * 1024;

/// What a picture is before it is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    pub format: ImageFormat,
    /// Width and height as shown, the camera's turn taken in.
    pub width: u32,
    pub height: u32,
    pub orientation: Orientation,
}

/// Why a file is no picture that can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    NotAPicture,
    /// It would take more memory than is given to one picture.
    TooLarge {
        width: u32,
        height: u32,
    },
}

/// SHA-256 as lower-case hexadecimal.
pub fn hash_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The limits every decoder of this program gets.
pub(super) fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

/// The limits while the header is read: a colour profile is unpacked with it, and may be a bomb.
/// How long a side is does not matter here; that is told and not only refused.
pub(super) fn header_limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_HEADER);
    limits
}

/// A decoder that has read the header and nothing more.
fn header_of(bytes: &[u8]) -> Result<(ImageFormat, impl ImageDecoder + '_), Fault> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| Fault::NotAPicture)?;
    let format = reader.format().filter(|format| is_taken(*format)).ok_or(Fault::NotAPicture)?;
    reader.limits(header_limits());
    let decoder = reader.into_decoder().map_err(|_| Fault::NotAPicture)?;
    Ok((format, decoder))
}

/// Reads the header and nothing more.
pub fn look(bytes: &[u8]) -> Result<Facts, Fault> {
    let (format, mut decoder) = header_of(bytes)?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(Fault::NotAPicture);
    }
    let pixels = u64::from(width) * u64::from(height);
    // a progressive JPEG keeps its coefficients besides its pixels
    let share = if format == ImageFormat::Jpeg && is_progressive(bytes) { 3 } else { 1 };
    let memory = decoder.total_bytes().saturating_mul(share);
    if pixels > MOST_PIXELS || memory > MOST_MEMORY || width.max(height) > LONGEST {
        return Err(Fault::TooLarge { width, height });
    }
    let orientation = orientation_of(bytes, &mut decoder);
    let (width, height) = match orientation {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => (height, width),
        _ => (width, height),
    };
    Ok(Facts { format, width, height, orientation })
}

fn is_taken(format: ImageFormat) -> bool {
    matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)
}

/// How the camera was held, from EXIF; what cannot be read is upright.
fn orientation_of(bytes: &[u8], decoder: &mut impl ImageDecoder) -> Orientation {
    let exif = exif::Reader::new().read_from_container(&mut Cursor::new(bytes)).ok();
    let told = exif.as_ref().and_then(|exif| {
        let field = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?;
        Orientation::from_exif(u8::try_from(field.value.get_uint(0)?).ok()?)
    });
    told.or_else(|| decoder.orientation().ok()).unwrap_or(Orientation::NoTransforms)
}

/// Whether a JPEG's frame is a progressive one; its markers are walked, not its data.
fn is_progressive(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xFF, marker, high, low]) = bytes.get(at..at + 4) {
        match marker {
            0xC0 | 0xC1 => return false,
            0xC2 | 0xC6 | 0xCA | 0xCE => return true,
            0xDA => return false,
            0xFF => at += 1,
            _ => at += 2 + usize::from(u16::from_be_bytes([*high, *low])),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use image::codecs::png::PngEncoder;
    use image::{ExtendedColorType, ImageEncoder as _};

    use super::*;

    /// A picture of one pixel with a colour profile of so many zeros, packed to next to nothing.
    fn with_profile(length: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = PngEncoder::new(&mut bytes);
        encoder.set_icc_profile(vec![0; length]).unwrap();
        encoder.write_image(&[9, 9, 9], 1, 1, ExtendedColorType::Rgb8).unwrap();
        bytes
    }

    #[test]
    fn a_profile_that_is_a_bomb_is_not_unpacked() {
        let profile = |bytes: &[u8]| header_of(bytes).unwrap().1.icc_profile().unwrap();
        assert_eq!(profile(&with_profile(3_000)).map(|profile| profile.len()), Some(3_000));
        let bomb = with_profile(64 << 20);
        assert!(bomb.len() < 1 << 20, "{}", bomb.len());
        assert_eq!(profile(&bomb), None);
        let facts = look(&bomb).unwrap();
        assert_eq!((facts.width, facts.height), (1, 1));
    }
}
