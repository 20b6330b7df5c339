//! Why the ledger could not be read or written, in words that name the file and the next step.

use std::path::{Path, PathBuf};

use crate::domain::intent::{IntentId, IntentState};

/// One failure of the store. Commands cannot be queued until it is gone; watching goes on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    #[error("{0} cannot be used: {1}. Make the folder writable for this user.")]
    Folder(PathBuf, String),
    #[error("{0} is in use by another Traydeck on this PC. Close it, or go on there.")]
    InUse(PathBuf),
    #[error("{0} does not exist: no command was ever asked on this PC.")]
    Missing(PathBuf),
    #[error("The disk is full: {0} cannot grow. Free some space.")]
    DiskFull(PathBuf),
    #[error("{0} is read-only. Make it and its folder writable for this user.")]
    ReadOnly(PathBuf),
    #[error("{0} is damaged. Move it away for support; an empty one is made at the next start.")]
    Damaged(PathBuf),
    #[error("The ledger was written by a newer Traydeck (tables {found}, known {known}). Update.")]
    Newer { found: i64, known: i64 },
    /// Only what opens it to write brings the tables up to date.
    #[error(
        "{path} was written by an older Traydeck (tables {found}, known {known}). Start the console once: \
         it brings the tables up to date."
    )]
    Older { path: PathBuf, found: i64, known: i64 },
    /// The row is not in a state from which this step may be taken: somebody else moved it.
    #[error("Command {} is {} in the ledger and cannot become {}.", .id.0, .found.code(), .wanted.code())]
    Conflict { id: IntentId, found: IntentState, wanted: IntentState },
    /// Another program holds it now, or it changed hands meanwhile.
    #[error("Command {} is held by another Traydeck.", .0.0)]
    HeldElsewhere(IntentId),
    /// Another command of the ledger asks the same, of this program or of another one; a key of its words.
    #[error("Not queued: {0}.")]
    AskedAlready(&'static str),
    #[error("Command {} is not in the ledger.", .0.0)]
    Unknown(IntentId),
    /// The workplace is worked at by another program since.
    #[error("{0} was taken over by another Traydeck. Go on there, or take it over here again.")]
    TakenOver(String),
    /// Another program changed the row since it was read.
    #[error("{0} was changed by another Traydeck meanwhile. Do it once more.")]
    ChangedMeanwhile(String),
    /// A commit was reported as failed, and nobody could look what became of it.
    #[error("It is not known whether it was written down: {0}.")]
    NotKnown(String),
    #[error("This badge is {0}'s already.")]
    BadgeTaken(String),
    #[error("Nobody is called {0}. `traydeck people list` tells who is kept.")]
    Nobody(String),
    #[error("A row of the ledger cannot be understood: {0}.")]
    Row(String),
    #[error("The ledger cannot be written: {0}.")]
    Other(String),
}

/// SQLite's primary result codes that have words of their own.
const READ_ONLY: i64 = 8;
const CORRUPT: i64 = 11;
const FULL: i64 = 13;
const CANNOT_OPEN: i64 = 14;
const NOT_A_DATABASE: i64 = 26;

impl StoreError {
    pub(super) fn from_sqlx(error: &sqlx::Error, path: &Path) -> Self {
        let code = error.as_database_error().and_then(|error| error.code());
        // extended codes carry the primary one in their low byte
        let primary = code.and_then(|code| code.parse::<i64>().ok()).map(|code| code & 0xff);
        let path = path.to_owned();
        match primary {
            Some(READ_ONLY) => Self::ReadOnly(path),
            Some(CORRUPT | NOT_A_DATABASE) => Self::Damaged(path),
            Some(FULL) => Self::DiskFull(path),
            Some(CANNOT_OPEN) => Self::Folder(path, "it cannot be opened".to_owned()),
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::from_sqlx(&error, Path::new("The ledger"))
    }
}
