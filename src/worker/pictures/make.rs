//! Files read and made ready, one at a time, as long as somebody takes them.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::mpsc;

use crate::domain::picture::{PictureFile, Verdict, Why};
use crate::pictures::{Entry, Fault, Prepared, Reader, Source, as_kept, hash_of, prepare};

/// A file that can be sent, or why not.
pub(super) type Ready = (PictureFile, Result<Prepared, Why>);

/// How pictures are made ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Making {
    /// Upright, and no longer than this where that is wanted.
    Anew(Option<u32>),
    /// Byte for byte as they were kept.
    AsKept,
}

/// Reads files and makes them ready. Blocks.
pub(super) fn make(
    source: Source,
    making: Making,
    waiting: Vec<PictureFile>,
    ready: &mpsc::Sender<Ready>,
) {
    let listed = source.list();
    let entries = listed.as_deref().map(by_place).unwrap_or_default();
    let mut reader = Reader::new(source.clone());
    for file in waiting {
        let entry = entries.get(key_of(&file));
        let made = match (entry, &listed) {
            (Some(entry), _) => {
                let made =
                    catch_unwind(AssertUnwindSafe(|| one(&mut reader, entry, &file, making)));
                made.unwrap_or_else(|_| {
                    // whatever it left half done is not used again
                    reader = Reader::new(source.clone());
                    Err(Why::Broke)
                })
            }
            (None, Err(error)) => Err(error.clone().why()),
            (None, Ok(_)) => Err(Why::FileGone),
        };
        if ready.blocking_send((file, made)).is_err() {
            return;
        }
    }
}

/// Entries by what tells them apart, and by name for records that know no more.
fn by_place(entries: &[Entry]) -> HashMap<&str, &Entry> {
    let names = entries.iter().map(|entry| (entry.name.as_str(), entry));
    let keys = entries.iter().map(|entry| (entry.key.as_str(), entry));
    names.chain(keys).collect()
}

/// What a file is found by in its source.
pub(super) fn key_of(file: &PictureFile) -> &str {
    if file.place.is_empty() { &file.name } else { &file.place }
}

fn one(
    reader: &mut Reader,
    entry: &Entry,
    file: &PictureFile,
    making: Making,
) -> Result<Prepared, Why> {
    if entry.hostile || file.verdict != Verdict::Matched {
        return Err(Why::BadName);
    }
    let bytes = reader.read(entry).map_err(|error| error.why())?;
    if file.hash.as_ref().is_some_and(|hash| *hash != hash_of(&bytes)) {
        return Err(Why::FileChanged);
    }
    match making {
        Making::AsKept => Ok(as_kept(bytes)),
        Making::Anew(longest) => prepare(bytes, longest).map_err(why_of),
    }
}

/// What is wrong with a picture, as it is shown.
pub(super) fn why_of(fault: Fault) -> Why {
    match fault {
        Fault::NotAPicture => Why::NotAPicture,
        Fault::TooLarge { width, height } => Why::TooManyPixels(width, height),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn files_of_one_name_are_told_apart() {
        let root = std::env::temp_dir().join(format!("traydeck-make-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        let mut paths = Vec::new();
        for part in ["a", "b"] {
            fs::create_dir_all(root.join(part)).unwrap();
            let path = root.join(part).join("H1.jpg");
            fs::write(&path, part).unwrap();
            paths.push(path);
        }
        let source = Source::of(&paths).unwrap();
        let entries = source.list().unwrap();
        let files = (0..).zip(&entries).map(|(seq, entry)| {
            let mut file = PictureFile::listed(seq, entry.name.clone(), 1);
            (file.place, file.verdict) = (entry.key.clone(), Verdict::Matched);
            file
        });
        let (ready, mut readied) = mpsc::channel(4);
        make(source, Making::AsKept, files.collect(), &ready);
        drop(ready);
        let mut read = Vec::new();
        while let Some((file, made)) = readied.blocking_recv() {
            assert_eq!(file.name, "H1.jpg");
            read.push(made.map(|made| made.bytes).unwrap());
        }
        assert_eq!(read, [b"a", b"b"]);
        fs::remove_dir_all(root).unwrap();
    }
}
