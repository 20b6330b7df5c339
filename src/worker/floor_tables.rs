//! Carries errands to the floor's tables out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::Mutex;
use uuid::Uuid;

use super::event::WriteError;
use super::floor_event::{FloorErrand, FloorNews, FloorOpened};
use super::{people, store_reason};
use crate::bus::people::PeopleRefusal;
use crate::store::{Alive, FloorRead, FloorStore, StoreError};

/// The tables, once they are open. Errands come one at a time; the lock is for that only.
#[derive(Clone)]
pub(super) struct FloorTables {
    ledger: PathBuf,
    alive: Alive,
    open: Arc<Mutex<Option<OpenTables>>>,
}

struct OpenTables {
    store: FloorStore,
    /// As it was read last: what has not changed since is not read again.
    read: Option<FloorRead>,
    /// The other programs as told last.
    others: BTreeSet<Uuid>,
}

impl FloorTables {
    pub fn new(ledger: &Path, alive: Alive) -> Self {
        Self { ledger: ledger.to_owned(), alive, open: Arc::default() }
    }

    pub async fn carry_out(self, errand: FloorErrand) -> FloorNews {
        let mut open = self.open.lock().await;
        match errand {
            FloorErrand::Open { forget } => {
                let opened = self.opened(&mut open, forget).await;
                FloorNews::Read(opened.map(Box::new).map_err(|error| store_reason::of(&error)))
            }
            FloorErrand::Write { rows, number } => FloorNews::Written(match open.as_mut() {
                None => Err(WriteError::Failed(store_reason::NOT_OPEN.to_owned())),
                Some(tables) => {
                    let done = tables.store.write(&rows, self.alive.me(), number).await;
                    done.map_err(|error| match error {
                        StoreError::TakenOver(_) | StoreError::ChangedMeanwhile(_) => {
                            WriteError::Conflict(store_reason::of(&error))
                        }
                        StoreError::NotKnown(_) => WriteError::Unknown(store_reason::of(&error)),
                        other => WriteError::Failed(store_reason::of(&other)),
                    })
                }
            }),
            FloorErrand::LookFor(number) => FloorNews::LookedFor(match open.as_mut() {
                None => Err(store_reason::NOT_OPEN.to_owned()),
                Some(tables) => {
                    let found = tables.store.look_for(self.alive.me(), number).await;
                    found.map_err(|error| store_reason::of(&error))
                }
            }),
            FloorErrand::Fill(fill) => FloorNews::Filled(match open.as_mut() {
                None => Err(store_reason::NOT_OPEN.to_owned()),
                Some(tables) => {
                    let done = tables.store.fill(&fill, self.alive.me()).await;
                    done.map_err(|error| store_reason::of_unasked(&error))
                }
            }),
            FloorErrand::People(order) => FloorNews::PeopleChanged(match open.as_mut() {
                None => Err(PeopleRefusal::Failed(store_reason::NOT_OPEN.to_owned())),
                Some(tables) => people::change(&tables.store, order, self.alive.me()).await,
            }),
            FloorErrand::CheckPin { name, kept, pin, at } => {
                FloorNews::PinChecked(match open.as_mut() {
                    None => Err(store_reason::NOT_OPEN.to_owned()),
                    Some(tables) => {
                        let typed = people::PinTyped { name, kept, pin, at };
                        people::check(&tables.store, typed, self.alive.me()).await
                    }
                })
            }
            FloorErrand::LookAgain { known } => match open.as_mut() {
                None => FloorNews::Unchanged,
                Some(tables) => match tables.changed(known, &self.alive).await {
                    Ok(false) => FloorNews::Unchanged,
                    Ok(true) => {
                        let read = tables.read(&self.alive).await;
                        FloorNews::Read(
                            read.map(Box::new).map_err(|error| store_reason::of(&error)),
                        )
                    }
                    Err(error) => FloorNews::Read(Err(store_reason::of(&error))),
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
            Some(tables) => tables,
            None => {
                let store = FloorStore::open(&self.ledger).await?;
                open.insert(OpenTables { store, read: None, others: BTreeSet::new() })
            }
        };
        if forget && tables.store.others(&self.alive, Timestamp::now()).await?.is_empty() {
            tables.store.clear(self.alive.me()).await?;
        }
        tables.read(&self.alive).await
    }
}

impl OpenTables {
    /// Whether there is more than is known: written by another program, or one came or went.
    async fn changed(&self, known: Option<i64>, alive: &Alive) -> Result<bool, StoreError> {
        let (version, _) = self.store.version().await?;
        let others = self.store.others(alive, Timestamp::now()).await?;
        Ok(Some(version) != known || others != self.others)
    }

    async fn read(&mut self, alive: &Alive) -> Result<FloorOpened, StoreError> {
        let now = Timestamp::now();
        self.others = self.store.others(alive, now).await?;
        let read = self.store.read(now, self.read.as_ref()).await?;
        let read = self.read.insert(read);
        Ok(FloorOpened {
            floor: read.floor.clone(),
            version: read.version,
            people: read.people.clone(),
            me: alive.me(),
            others: self.others.clone(),
        })
    }
}
