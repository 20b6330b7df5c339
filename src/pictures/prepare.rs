//! What is sent of a picture: upright, no longer than wanted, as JPEG where anything had to change.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, RgbaImage};

use super::look::{Facts, Fault, header_limits, limits, look};
use crate::domain::picture::Pixels;

/// Quality of what is encoded anew.
const QUALITY: u8 = 88;

/// A picture as it leaves.
#[derive(Clone, PartialEq, Eq)]
pub struct Prepared {
    pub bytes: Vec<u8>,
    pub width: u32,
    pub height: u32,
    /// The ending of its file name.
    pub ending: &'static str,
    /// It is not byte for byte the file.
    pub changed: bool,
}

/// Makes a picture ready to be sent.
pub fn prepare(bytes: Vec<u8>, longest_side: Option<u32>) -> Result<Prepared, Fault> {
    let facts = look(&bytes)?;
    let too_long = longest_side.is_some_and(|side| facts.width.max(facts.height) > side);
    let upright = facts.orientation == Orientation::NoTransforms;
    let ending = match facts.format {
        ImageFormat::Jpeg => "jpg",
        ImageFormat::Png => "png",
        _ => "webp",
    };
    if upright && !too_long {
        let (width, height) = (facts.width, facts.height);
        return Ok(Prepared { bytes, width, height, ending, changed: false });
    }
    let picture = opened(&bytes, &facts)?;
    drop(bytes);
    let rgb = sized(on_white(picture), &facts, longest_side).into_rgb8();
    let mut made = Vec::new();
    JpegEncoder::new_with_quality(&mut made, QUALITY)
        .encode_image(&rgb)
        .map_err(|_| Fault::NotAPicture)?;
    let (width, height) = rgb.dimensions();
    Ok(Prepared { bytes: made, width, height, ending: "jpg", changed: true })
}

/// A picture that leaves byte for byte as it was kept, of whatever kind it is.
pub fn as_kept(bytes: Vec<u8>) -> Prepared {
    let ending = match image::guess_format(&bytes) {
        Ok(ImageFormat::Jpeg) => "jpg",
        Ok(ImageFormat::WebP) => "webp",
        Ok(ImageFormat::Gif) => "gif",
        _ => "png",
    };
    Prepared { bytes, width: 0, height: 0, ending, changed: false }
}

/// JPEG knows no opacity: what shows through is white, and not the black that may lie under it.
/// Done in place and before it is made smaller, so that no edge takes on a colour nobody sees.
fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture;
    }
    let mut seen = picture.into_rgba8();
    for pixel in seen.pixels_mut() {
        let [red, green, blue, opacity] = &mut pixel.0;
        let shown = u32::from(*opacity);
        for tone in [red, green, blue] {
            let laid = (u32::from(*tone) * shown + 255 * (255 - shown) + 127) / 255;
            *tone = u8::try_from(laid).unwrap_or(u8::MAX);
        }
        *opacity = u8::MAX;
    }
    DynamicImage::ImageRgba8(seen)
}

/// The picture small enough to be drawn in a square of this side.
pub fn pixels(bytes: &[u8], side: u32) -> Result<Pixels, Fault> {
    let facts = look(bytes)?;
    let picture = sized(opened(bytes, &facts)?, &facts, Some(side)).into_rgba8();
    let (width, height) = picture.dimensions();
    Ok(Pixels { width, height, rgba: picture.into_raw() })
}

/// Pixels as a PNG; none when they are not as many as they should be.
pub fn png(pixels: &Pixels) -> Option<Vec<u8>> {
    let picture = RgbaImage::from_raw(pixels.width, pixels.height, pixels.rgba.clone())?;
    let mut made = Cursor::new(Vec::new());
    picture.write_to(&mut made, ImageFormat::Png).ok()?;
    Some(made.into_inner())
}

/// Opened within the limits.
fn opened(bytes: &[u8], facts: &Facts) -> Result<DynamicImage, Fault> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), facts.format);
    // what stands before the pixels is unpacked within the small limit, the pixels within the large one
    reader.limits(header_limits());
    let mut decoder = reader.into_decoder().map_err(|_| Fault::NotAPicture)?;
    decoder.set_limits(limits()).map_err(|_| Fault::NotAPicture)?;
    DynamicImage::from_decoder(decoder).map_err(|_| Fault::NotAPicture)
}

/// Made smaller first and turned then, so that only little is turned.
fn sized(mut picture: DynamicImage, facts: &Facts, longest: Option<u32>) -> DynamicImage {
    if let Some(side) = longest.filter(|side| picture.width().max(picture.height()) > *side) {
        let side = side.max(1);
        // averaging needs no second copy of the large picture; the last step is the fine one
        if picture.width().max(picture.height()) / 2 > side {
            picture = picture.thumbnail(side.saturating_mul(2), side.saturating_mul(2));
        }
        picture = picture.resize(side, side, FilterType::CatmullRom);
    }
    picture.apply_orientation(facts.orientation);
    picture
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;

    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let picture = RgbImage::from_fn(width, height, |x, _| {
            if x < width / 2 { Rgb([250, 10, 10]) } else { Rgb([10, 10, 250]) }
        });
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, 95).encode_image(&picture).unwrap();
        bytes
    }

    /// The same JPEG with an EXIF block that says how the camera was held.
    fn turned(mut bytes: Vec<u8>, orientation: u8) -> Vec<u8> {
        let mut block = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        block.extend([orientation, 0, 0, 0, 0, 0, 0]);
        let mut segment = vec![0xFF, 0xE1];
        segment.extend(u16::try_from(block.len() + 2).unwrap().to_be_bytes());
        segment.extend(block);
        bytes.splice(2..2, segment);
        bytes
    }

    #[test]
    fn what_needs_no_change_leaves_as_it_is() {
        let bytes = jpeg(300, 200);
        let made = prepare(bytes.clone(), Some(1200)).unwrap();
        assert!(!made.changed && made.bytes == bytes);
        assert_eq!((made.width, made.height, made.ending), (300, 200, "jpg"));
    }

    #[test]
    fn large_ones_become_smaller_and_keep_their_shape() {
        let made = prepare(jpeg(1600, 800), Some(400)).unwrap();
        assert!(made.changed);
        assert_eq!((made.width, made.height), (400, 200));
        assert_eq!(look(&made.bytes).unwrap().width, 400);
    }

    #[test]
    fn the_cameras_turn_is_taken_out() {
        let bytes = turned(jpeg(300, 200), 6);
        let facts = look(&bytes).unwrap();
        assert_eq!((facts.width, facts.height), (200, 300));
        let made = prepare(bytes, None).unwrap();
        assert_eq!((made.width, made.height), (200, 300));
        // red was left, and is on top once it is turned to the right
        let shown = pixels(&made.bytes, 300).unwrap();
        assert!(shown.rgba[0] > 200 && shown.rgba[2] < 80, "{:?}", &shown.rgba[..4]);
    }

    #[test]
    fn what_shows_through_is_white_once_it_is_a_jpeg() {
        let picture = RgbaImage::from_fn(900, 600, |x, _| {
            image::Rgba(if x < 450 { [0, 0, 0, 0] } else { [200, 0, 0, 128] })
        });
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        let made = prepare(bytes.into_inner(), Some(300)).unwrap();
        assert!(made.changed && made.ending == "jpg");
        let shown = image::load_from_memory(&made.bytes).unwrap().into_rgb8();
        let clear = shown.get_pixel(40, 100).0;
        assert!(clear.iter().all(|tone| *tone > 248), "{clear:?}");
        let [red, green, _] = shown.get_pixel(260, 100).0;
        assert!(red > 210 && (110..145).contains(&green), "{red} {green}");
    }

    #[test]
    fn bombs_are_refused_by_their_header() {
        // a PNG header that promises 60,000 x 60,000 pixels, with nothing behind it
        let mut header = b"IHDR".to_vec();
        header.extend(60_000_u32.to_be_bytes());
        header.extend(60_000_u32.to_be_bytes());
        header.extend([8, 2, 0, 0, 0]);
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0d".to_vec();
        let sum = crc(&header);
        bytes.extend(&header);
        bytes.extend(sum.to_be_bytes());
        bytes.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
        let found = look(&bytes);
        assert_eq!(found, Err(Fault::TooLarge { width: 60_000, height: 60_000 }));
        // 60 megapixels of one colour are a few hundred kilobytes on disk
        let mut jpeg = jpeg(16, 16);
        let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
        jpeg[frame + 5..frame + 7].copy_from_slice(&7_000_u16.to_be_bytes());
        jpeg[frame + 7..frame + 9].copy_from_slice(&8_700_u16.to_be_bytes());
        assert!(matches!(prepare(jpeg, Some(100)), Err(Fault::TooLarge { .. })));
    }

    #[test]
    fn what_is_no_picture_is_told() {
        assert_eq!(look(b"hello").unwrap_err(), Fault::NotAPicture);
        assert_eq!(look(b"").unwrap_err(), Fault::NotAPicture);
        let mut cut = jpeg(600, 400);
        cut.truncate(300);
        assert!(prepare(cut, Some(100)).is_err());
    }

    fn crc(bytes: &[u8]) -> u32 {
        let mut sum = !0_u32;
        for byte in bytes {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
            }
        }
        !sum
    }
}
