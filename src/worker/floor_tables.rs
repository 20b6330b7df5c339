//! Carries errands to the floor's tables out, and knows which programs on the same store are alive.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::Mutex;
use uuid::Uuid;

use super::event::WriteError;
use super::floor_event::{FloorErrand, FloorNews, FloorOpened};
use super::people;
use crate::bus::people::PeopleRefusal;
use crate::store::{FloorRead, FloorStore, StoreError};

/// The tables, once they are open. Errands come one at a time; the lock is for that only.
#[derive(Clone)]
pub(super) struct FloorTables {
    ledger: PathBuf,
    open: Arc<Mutex<Option<OpenTables>>>,
}

struct OpenTables {
    store: FloorStore,
    alive: Alive,
    /// As it was read last: what has not changed since is not read again.
    read: Option<FloorRead>,
    /// The others as told last.
    others: Vec<Uuid>,
}

/// A file that is locked as long as this program lives: whoever can lock it knows that it does not.
/// It needs no heartbeat, and the system lets go of it even when the power of the program is cut.
struct Alive {
    me: Uuid,
    folder: PathBuf,
    _lock: File,
}

impl FloorTables {
    pub fn new(ledger: &Path) -> Self {
        Self { ledger: ledger.to_owned(), open: Arc::default() }
    }

    pub async fn carry_out(self, errand: FloorErrand) -> FloorNews {
        let mut open = self.open.lock().await;
        match errand {
            FloorErrand::Open { forget } => {
                let opened = self.opened(&mut open, forget).await;
                FloorNews::Read(opened.map(Box::new).map_err(|error| error.to_string()))
            }
            FloorErrand::Write(rows) => FloorNews::Written(match open.as_mut() {
                None => Err(WriteError::Failed("the floor is not open".to_owned())),
                Some(tables) => {
                    let done = tables.store.write(&rows, tables.alive.me).await;
                    done.map_err(|error| match error {
                        StoreError::TakenOver(_) | StoreError::ChangedMeanwhile(_) => {
                            WriteError::Conflict(error.to_string())
                        }
                        other => WriteError::Failed(other.to_string()),
                    })
                }
            }),
            FloorErrand::Fill(fill) => FloorNews::Filled(match open.as_mut() {
                None => Err("the floor is not open".to_owned()),
                Some(tables) => {
                    let done = tables.store.fill(&fill, tables.alive.me).await;
                    done.map_err(|error| error.to_string())
                }
            }),
            FloorErrand::People(order) => FloorNews::PeopleChanged(match open.as_mut() {
                None => Err(PeopleRefusal::Failed("the floor is not open".to_owned())),
                Some(tables) => people::change(&tables.store, order, tables.alive.me).await,
            }),
            FloorErrand::CheckPin { kept, pin } => {
                FloorNews::PinChecked(people::check(kept, pin).await)
            }
            FloorErrand::LookAgain { known } => match open.as_mut() {
                None => FloorNews::Unchanged,
                Some(tables) => match tables.store.version().await {
                    Ok((version, _))
                        if Some(version) == known && tables.alive.others() == tables.others =>
                    {
                        FloorNews::Unchanged
                    }
                    Ok(_) => {
                        let read = tables.read().await;
                        FloorNews::Read(read.map(Box::new).map_err(|error| error.to_string()))
                    }
                    Err(error) => FloorNews::Read(Err(error.to_string())),
                },
            },
        }
    }

    async fn opened(
        &self,
        open: &mut Option<OpenTables>,
        forget: bool,
    ) -> Result<FloorOpened, StoreError> {
        let tables = match open {
            Some(tables) => {
                if forget && tables.alive.others().is_empty() {
                    tables.store.clear(tables.alive.me).await?;
                }
                tables
            }
            None => {
                let store = FloorStore::open(&self.ledger).await?;
                let alive = Alive::begin(&self.ledger)?;
                if forget && alive.others().is_empty() {
                    store.clear(alive.me).await?;
                }
                open.insert(OpenTables { store, alive, read: None, others: Vec::new() })
            }
        };
        tables.read().await
    }
}

impl OpenTables {
    async fn read(&mut self) -> Result<FloorOpened, StoreError> {
        let read = self.store.read(Timestamp::now(), self.read.as_ref()).await?;
        self.others = self.alive.others();
        let read = self.read.insert(read);
        Ok(FloorOpened {
            floor: read.floor.clone(),
            version: read.version,
            people: read.people.clone(),
            me: self.alive.me,
            others: self.others.iter().copied().collect(),
        })
    }
}

impl Alive {
    fn begin(ledger: &Path) -> Result<Self, StoreError> {
        let mut folder = ledger.as_os_str().to_owned();
        folder.push(".alive");
        let folder = PathBuf::from(folder);
        let wrong = |error: std::io::Error| StoreError::Folder(folder.clone(), error.to_string());
        std::fs::create_dir_all(&folder).map_err(wrong)?;
        let me = Uuid::now_v7();
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join(me.to_string()))
            .map_err(wrong)?;
        lock.try_lock().map_err(|error| wrong(error.into()))?;
        Ok(Self { me, folder: folder.clone(), _lock: lock })
    }

    /// Other programs that live; what dead ones left behind is cleared away.
    fn others(&self) -> Vec<Uuid> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return Vec::new() };
        let mut others = Vec::new();
        for entry in entries.flatten() {
            let name = entry.file_name();
            let Some(id) = name.to_str().and_then(|name| Uuid::parse_str(name).ok()) else {
                continue;
            };
            if id == self.me {
                continue;
            }
            let Ok(file) = OpenOptions::new().write(true).open(entry.path()) else { continue };
            match file.try_lock() {
                // nobody holds it: its program is gone
                Ok(()) => drop(std::fs::remove_file(entry.path())),
                Err(_) => others.push(id),
            }
        }
        others.sort_unstable();
        others
    }
}
