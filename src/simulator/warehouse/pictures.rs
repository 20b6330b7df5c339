//! Pictures of SKUs: made from a number, or sent and kept as long as there is room.

use std::collections::{BTreeMap, VecDeque};
use std::io::Cursor;

use axum::body::Bytes;
use image::{ImageFormat, Rgb, RgbImage};
use sha2::{Digest, Sha256};

/// Bytes of sent pictures that are kept; beyond that the oldest go.
const KEPT: usize = 64 << 20;
/// Side of a made picture.
const SIDE: u32 = 160;

/// What was sent for one SKU.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// SHA-256 of the last one.
    pub hash: String,
    pub bytes: usize,
    /// How many were taken.
    pub times: u64,
}

/// The pictures themselves, by hash, and what was sent for whom.
#[derive(Debug, Default)]
pub struct Pictures {
    kept: VecDeque<(String, Bytes)>,
    size: usize,
    sent: BTreeMap<String, Sent>,
}

/// The end of the file name of a picture, by its first bytes; none when it is no picture.
pub fn ending(bytes: &[u8]) -> Option<&'static str> {
    match image::guess_format(bytes).ok()? {
        ImageFormat::Png => Some("png"),
        ImageFormat::Jpeg => Some("jpg"),
        ImageFormat::WebP => Some("webp"),
        ImageFormat::Gif => Some("gif"),
        _ => None,
    }
}

/// SHA-256 of a picture.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Pictures {
    /// Takes a picture for a SKU.
    pub fn keep(&mut self, sku: &str, hash: String, bytes: Bytes) {
        let sent = self.sent.entry(sku.to_owned()).or_default();
        (sent.hash, sent.bytes, sent.times) = (hash.clone(), bytes.len(), sent.times + 1);
        self.size += bytes.len();
        self.kept.push_back((hash, bytes));
        while self.size > KEPT {
            let Some((_, gone)) = self.kept.pop_front() else { break };
            self.size -= gone.len();
        }
    }

    /// A picture that was sent, if it is still kept.
    pub fn find(&self, hash: &str) -> Option<Bytes> {
        self.kept.iter().rev().find(|(own, _)| own == hash).map(|(_, bytes)| bytes.clone())
    }

    /// What was sent, by SKU.
    pub fn sent(&self) -> &BTreeMap<String, Sent> {
        &self.sent
    }
}

/// The picture of a SKU that nobody sent one for: a shape on a ground, always the same.
pub fn made(sku: u32) -> Vec<u8> {
    let tone = |shift: u32| (sku.wrapping_mul(2_654_435_761) >> shift) as u8;
    let ground = Rgb([200 | tone(3), 200 | tone(11), 200 | tone(17)]);
    let ink = Rgb([tone(5) & 0x9F, tone(9) & 0x9F, tone(13) & 0x9F]);
    let (center, reach) = (SIDE as i32 / 2, SIDE as i32 / 3);
    let picture = RgbImage::from_fn(SIDE, SIDE, |x, y| {
        let (across, down) = (x as i32 - center, y as i32 - center);
        let inside = match sku % 4 {
            0 => across * across + down * down < reach * reach,
            1 => across.abs() < reach && down.abs() < reach,
            2 => across.abs() + down.abs() < reach,
            _ => across.abs() < reach / 2 && down.abs() < reach,
        };
        if inside { ink } else { ground }
    });
    let mut bytes = Cursor::new(Vec::new());
    // writing into memory does not fail; an empty file would be seen at once
    let _ = picture.write_to(&mut bytes, ImageFormat::Png);
    bytes.into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_pictures_go_when_there_is_no_room() {
        let mut pictures = Pictures::default();
        for (sku, name, size) in [("A", "first", KEPT / 2), ("A", "second", KEPT / 2)] {
            pictures.keep(sku, name.to_owned(), Bytes::from(vec![1; size]));
        }
        assert!(pictures.find("first").is_some());
        pictures.keep("B", "third".to_owned(), Bytes::from(vec![3; 10]));
        assert!(pictures.find("first").is_none() && pictures.find("second").is_some());
        assert_eq!(pictures.sent().get("A").map(|sent| sent.times), Some(2));
    }

    #[test]
    fn made_pictures_are_pictures() {
        assert_eq!(ending(&made(7)), Some("png"));
        assert_eq!(ending(b"plain text"), None);
    }
}
