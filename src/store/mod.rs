//! What must survive a power cut: the ledger of intents, its outbox and the audit rows.

mod alive;
mod audit;
mod call_row;
mod ended;
mod error;
mod floor;
mod floor_ended;
mod floor_payload;
mod floor_write;
mod inbound;
mod lease;
mod ledger;
mod migrations;
mod payload;
mod people;
mod pictures;
mod pin_tries;
mod retention;
mod station_wish;

pub use alive::Alive;
pub use audit::AuditRow;
pub use error::StoreError;
pub use floor::{FloorRead, FloorStore};
pub use floor_write::{FloorRow, Progress};
pub use inbound::{InboundStore, InboundUser, Incoming, Kept};
pub use payload::intent_json;
pub use people::{KeptPerson, PeopleRead, PeopleRow};
pub use pictures::PictureStore;

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use sqlx::Connection;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

/// The open ledger file. Several programs may have it open: each command is held by one of them.
#[derive(Debug)]
pub struct Store {
    pool: SqlitePool,
    /// None where it was opened to read only.
    alive: Option<Alive>,
    watched: Mutex<lease::Watched>,
}

/// How long a statement waits for another one before it gives up.
const BUSY: Duration = Duration::from_secs(5);

impl Store {
    /// Opens the ledger for writing, makes it if it is not there, brings its tables up to date.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_as(path, Alive::new(path)).await
    }

    /// The same as this program, which may have more of the store open.
    pub async fn open_as(path: &Path, alive: Alive) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|error| StoreError::Folder(folder.to_owned(), error.to_string()))?;
        }
        let options = options(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: a step that was reported as written survives a power cut
            .synchronous(SqliteSynchronous::Full);
        let pool = connect(options, path).await?;
        migrations::run(&pool, path).await?;
        Ok(Self { pool, alive: Some(alive), watched: Mutex::default() })
    }

    /// Opens the ledger to read it, beside a console that may be writing.
    pub async fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        let pool = connect(options(path).read_only(true), path).await?;
        migrations::check(&pool, path).await?;
        Ok(Self { pool, alive: None, watched: Mutex::default() })
    }

    /// Ends all work on the file and closes it.
    pub async fn close(self) {
        if let Some(alive) = &self.alive {
            alive.leave(&self.pool).await;
        }
        self.pool.close().await;
    }
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(path).busy_timeout(BUSY).foreign_keys(true)
}

async fn connect(options: SqliteConnectOptions, path: &Path) -> Result<SqlitePool, StoreError> {
    SqlitePoolOptions::new()
        // one writer: steps of an intent must not overtake each other
        .max_connections(1)
        .acquire_timeout(BUSY)
        // a commit that met a full disk leaves a transaction that neither goes on nor ends
        .after_release(|connection, _| {
            let usable = !connection.is_in_transaction();
            Box::pin(async move { Ok(usable) })
        })
        .connect_with(options)
        .await
        .map_err(|error| StoreError::from_sqlx(&error, path))
}

/// Takes the lock of this name, or says that the file is in use.
fn lock_named(lock: &Path, path: &Path) -> Result<File, StoreError> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(lock)
        .map_err(|error| StoreError::Folder(lock.to_owned(), error.to_string()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(StoreError::InUse(path.to_owned())),
        Err(std::fs::TryLockError::Error(error)) => {
            Err(StoreError::Folder(lock.to_owned(), error.to_string()))
        }
    }
}
