//! One running program as the ledger knows it: an id, and a locked file that the system lets go when it dies.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::StoreError;

/// This program.
#[derive(Debug)]
pub(super) struct Holder {
    pub id: String,
    ledger: PathBuf,
    /// Held as long as this program lives; nothing it writes could say as surely that it is gone.
    _lock: File,
}

impl Holder {
    pub fn new(ledger: &Path) -> Result<Self, StoreError> {
        let id = Uuid::now_v7().to_string();
        let path = lock_path(ledger, &id);
        let in_words = |error: String| StoreError::Folder(path.clone(), error);
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| in_words(error.to_string()))?;
        lock.try_lock().map_err(|error| in_words(error.to_string()))?;
        Ok(Self { id, ledger: ledger.to_owned(), _lock: lock })
    }

    /// Whether the program of this id is surely gone; its file is removed then.
    pub fn is_gone(&self, other: &str) -> bool {
        let path = lock_path(&self.ledger, other);
        match OpenOptions::new().write(true).open(&path) {
            Ok(file) => {
                let gone = file.try_lock().is_ok();
                if gone {
                    // it is only in the way of the eye
                    let _ = std::fs::remove_file(&path);
                }
                gone
            }
            Err(error) => error.kind() == std::io::ErrorKind::NotFound,
        }
    }

    /// Removes the file of this program, which ends.
    pub fn remove(&self) {
        // whoever looks next finds it unlocked
        let _ = std::fs::remove_file(lock_path(&self.ledger, &self.id));
    }
}

fn lock_path(ledger: &Path, id: &str) -> PathBuf {
    let mut name = ledger.as_os_str().to_owned();
    name.push(format!(".{id}.lock"));
    PathBuf::from(name)
}

/// The name of this PC, as far as it can be told.
pub(super) fn host() -> String {
    let told = ["COMPUTERNAME", "HOSTNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    let told = told.or_else(|| std::fs::read_to_string("/etc/hostname").ok()).unwrap_or_default();
    told.trim().to_owned()
}

/// What runs here: the program with its first word.
pub(super) fn program() -> String {
    let mut words = std::env::args_os();
    let own = words.next().map(PathBuf::from).unwrap_or_default();
    let name = own.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    match words.next().filter(|word| !word.to_string_lossy().starts_with('-')) {
        Some(word) => format!("{name} {}", word.to_string_lossy()),
        None => name,
    }
}
