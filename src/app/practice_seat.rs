//! Which practice site of this PC this start is: each console has a warehouse of its own, so each has a store of its own.

use std::fs::{File, OpenOptions, create_dir_all};
use std::path::{Path, PathBuf};

use super::place::PRACTICE;

/// More practice sites at a time than anybody looks at; past them, stores are shared.
const SEATS: u32 = 16;

/// A practice site of this PC, for as long as this is kept.
#[derive(Debug)]
pub struct PracticeSeat {
    folder: PathBuf,
    number: u32,
    /// Locked until this program is gone, however it goes; none in a folder that takes no files.
    _lock: Option<File>,
}

impl PracticeSeat {
    /// The first one that no other console holds.
    pub fn take(folder: &Path) -> Self {
        let held = (1..=SEATS).find_map(|number| Some((number, lock(folder, number)?)));
        let (number, lock) = held.map_or((1, None), |(number, lock)| (number, Some(lock)));
        Self { folder: folder.to_owned(), number, _lock: lock }
    }

    /// What it is called on the screen.
    pub fn name(&self) -> String {
        match self.number {
            1 => PRACTICE.to_owned(),
            number => format!("{PRACTICE} {number}"),
        }
    }

    /// The file of its store.
    pub fn ledger_path(&self) -> PathBuf {
        self.folder.join(format!("{}.sqlite", file_name(self.number)))
    }
}

/// The name of its files, without what they are.
pub fn file_name(number: u32) -> String {
    match number {
        1 => "practice-site".to_owned(),
        number => format!("practice-site-{number}"),
    }
}

fn lock(folder: &Path, number: u32) -> Option<File> {
    create_dir_all(folder).ok()?;
    let path = folder.join(format!("{}.seat", file_name(number)));
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path).ok()?;
    file.try_lock().ok().map(|()| file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("traydeck-seat-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn two_at_a_time_have_stores_of_their_own_and_one_that_went_makes_room() {
        let folder = folder("two");
        let take = || PracticeSeat::take(&folder);
        let (first, second) = (take(), take());
        assert_eq!((first.name().as_str(), second.name().as_str()), ("practice", "practice 2"));
        assert_ne!(first.ledger_path(), second.ledger_path());
        drop(first);
        assert_eq!(take().ledger_path(), folder.join("practice-site.sqlite"));
        assert_eq!(second.number, 2);
    }

    #[test]
    fn a_folder_that_takes_no_files_still_has_a_practice_site() {
        let folder = folder("none");
        create_dir_all(&folder).unwrap();
        let file = folder.join("file");
        std::fs::write(&file, "").unwrap();
        assert_eq!(PracticeSeat::take(&file).name(), "practice");
    }
}
