//! Which programs on one store are there: each holds a file locked and beats in the store; a file that was let go, or a
//! beat that stands still, says that its program is gone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use sqlx::Row;
use sqlx::sqlite::SqlitePool;
use uuid::Uuid;

use super::StoreError;
use super::ledger::time_text;
use crate::domain::lease::{LEASE, RENEW, Seen};

/// This program on its store, for everything that asks whether another one is there: the leases of the ledger and
/// the workplaces of the floor. Copies are the same program.
#[derive(Clone, Debug)]
pub struct Alive(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    me: Uuid,
    id: String,
    /// Where the files of the programs lie.
    folder: PathBuf,
    watched: Mutex<Watched>,
}

/// What this program does to be seen, and what it has seen of the others.
#[derive(Debug, Default)]
struct Watched {
    /// Held as long as this program lives; the system lets go of it even when it is killed.
    lock: Option<File>,
    beat: i64,
    renewed_at: Option<Timestamp>,
    /// Beats of the others, by id.
    seen: BTreeMap<String, Seen>,
}

/// The other programs of a store at a look.
#[derive(Debug, Default)]
pub(super) struct Others {
    pub there: BTreeSet<Uuid>,
    /// With the beat at which each was found to be gone.
    pub gone: Vec<(String, i64)>,
}

impl Alive {
    /// A program beside this ledger; others see it from its first beat on.
    pub fn new(ledger: &Path) -> Self {
        let mut folder = ledger.as_os_str().to_owned();
        folder.push(".alive");
        let me = Uuid::now_v7();
        let watched = Mutex::default();
        Self(Arc::new(Inner { me, id: me.to_string(), folder: folder.into(), watched }))
    }

    /// The id of this program, by which it holds what it holds.
    pub fn me(&self) -> Uuid {
        self.0.me
    }

    pub(super) fn id(&self) -> &str {
        &self.0.id
    }

    /// Says that this program is there, if it has not for a while.
    pub(super) async fn beat(&self, pool: &SqlitePool, now: Timestamp) -> Result<(), StoreError> {
        let due = |watched: &Watched| {
            watched.renewed_at.is_none_or(|at| now < at || now.duration_since(at) >= RENEW)
        };
        if !self.watched(|watched| due(watched)) {
            return Ok(());
        }
        self.lock()?;
        let beat = self.watched(|watched| {
            watched.beat += 1;
            watched.beat
        });
        let done = sqlx::query(
            "INSERT INTO holders (id, pid, host, program, beat, heartbeat_at, lease_until) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET \
             beat = excluded.beat, heartbeat_at = excluded.heartbeat_at, \
             lease_until = excluded.lease_until",
        )
        .bind(self.id())
        .bind(i64::from(std::process::id()))
        .bind(host())
        .bind(program())
        .bind(beat)
        .bind(time_text(now))
        .bind(time_text(now.saturating_add(LEASE).unwrap_or(now)))
        .execute(pool)
        .await;
        self.watched(|watched| match done {
            Ok(_) => watched.renewed_at = Some(now),
            // a store that takes no beats takes none of the others either: their silence means nothing
            Err(_) => watched.seen.clear(),
        });
        done.map(drop).map_err(StoreError::from)
    }

    /// Looks who else is there. Clocks are not compared: what counts is that a beat stays the same while this
    /// program looks again and again.
    pub(super) async fn others(
        &self,
        pool: &SqlitePool,
        now: Timestamp,
    ) -> Result<Others, StoreError> {
        let rows = sqlx::query("SELECT id, host, beat FROM holders WHERE id <> $1")
            .bind(self.id())
            .fetch_all(pool)
            .await?;
        let here = host();
        let mut others = Others::default();
        let mut known = BTreeSet::new();
        for row in rows {
            let (id, beat): (String, i64) = (row.try_get("id")?, row.try_get("beat")?);
            let silent = self.watched(|watched| match watched.seen.get_mut(&id) {
                Some(seen) => seen.again(beat, now),
                None => {
                    watched.seen.insert(id.clone(), Seen::new(beat, now));
                    false
                }
            });
            let on: String = row.try_get("host")?;
            if silent || self.let_go(&id, !here.is_empty() && here == on) {
                others.gone.push((id.clone(), beat));
            } else {
                others.there.extend(Uuid::parse_str(&id).ok());
            }
            known.insert(id);
        }
        self.watched(|watched| watched.seen.retain(|id, _| known.contains(id)));
        Ok(others)
    }

    /// Whether the system let go of the file of another program. One of another PC has none here.
    fn let_go(&self, other: &str, of_this_pc: bool) -> bool {
        match OpenOptions::new().write(true).open(self.0.folder.join(other)) {
            Ok(file) => file.try_lock().is_ok(),
            Err(error) => of_this_pc && error.kind() == std::io::ErrorKind::NotFound,
        }
    }

    /// The store forgot these programs: their files are only in the way of the eye.
    pub(super) fn clear_away(&self, gone: &[(String, i64)]) {
        for (id, _) in gone {
            let path = self.0.folder.join(id);
            // one that hangs has it locked and wakes up with it
            let free = OpenOptions::new()
                .write(true)
                .open(&path)
                .is_ok_and(|file| file.try_lock().is_ok());
            if free {
                let _ = std::fs::remove_file(path);
            }
        }
    }

    /// This program ends: what it held is free at once.
    pub(super) async fn leave(&self, pool: &SqlitePool) {
        let gone = sqlx::query("DELETE FROM holders WHERE id = $1").bind(self.id());
        if let Err(error) = gone.execute(pool).await {
            tracing::warn!(%error, "the leases could not be given up; the free file will say so");
        }
        self.watched(|watched| watched.lock = None);
        // whoever looks next finds it free
        let _ = std::fs::remove_file(self.0.folder.join(self.id()));
    }

    fn lock(&self) -> Result<(), StoreError> {
        let folder = &self.0.folder;
        let in_words =
            |error: std::io::Error| StoreError::Folder(folder.clone(), error.to_string());
        self.watched(|watched| {
            if watched.lock.is_some() {
                return Ok(());
            }
            std::fs::create_dir_all(folder).map_err(in_words)?;
            let mut open = OpenOptions::new();
            open.create(true).truncate(false).write(true);
            let file = open.open(folder.join(self.id())).map_err(in_words)?;
            file.try_lock().map_err(|error| in_words(error.into()))?;
            watched.lock = Some(file);
            Ok(())
        })
    }

    fn watched<T>(&self, act: impl FnOnce(&mut Watched) -> T) -> T {
        act(&mut self.0.watched.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The name of this PC, as far as it can be told.
fn host() -> String {
    let told = ["COMPUTERNAME", "HOSTNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    let told = told.or_else(|| std::fs::read_to_string("/etc/hostname").ok()).unwrap_or_default();
    told.trim().to_owned()
}

/// What runs here: the program with its first word.
fn program() -> String {
    let mut words = std::env::args_os();
    let own = words.next().map(PathBuf::from).unwrap_or_default();
    let name = own.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    match words.next().filter(|word| !word.to_string_lossy().starts_with('-')) {
        Some(word) => format!("{name} {}", word.to_string_lossy()),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{FloorStore, Store};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_000_000 + second).unwrap()
    }

    /// A store with two programs, each seen by the other.
    fn with_two(act: impl AsyncFnOnce(FloorStore, Alive, Alive)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let folder = std::env::temp_dir().join(format!("traydeck-{}", Uuid::now_v7()));
            let ledger = folder.join("ledger.sqlite");
            std::fs::create_dir_all(&folder).unwrap();
            let store = FloorStore::open(&ledger).await.unwrap();
            let (mine, other) = (Alive::new(&ledger), Alive::new(&ledger));
            for one in [&mine, &other] {
                one.beat(&store.pool, at(0)).await.unwrap();
            }
            assert_eq!(store.others(&mine, at(0)).await.unwrap(), BTreeSet::from([other.me()]));
            act(store, mine, other).await;
            std::fs::remove_dir_all(folder).unwrap();
        });
    }

    #[test]
    fn a_program_that_is_killed_is_gone_at_the_next_look_for_ledger_and_floor() {
        with_two(async |store, mine, other| {
            let was = other.me();
            drop(other);
            assert_eq!(store.others(&mine, at(0)).await.unwrap(), BTreeSet::new());
            let gone = mine.others(&store.pool, at(1)).await.unwrap().gone;
            assert_eq!(gone, [(was.to_string(), 1)], "also when the floor looked first");
        });
    }

    #[test]
    fn one_that_ends_is_gone_and_leaves_nothing_behind() {
        with_two(async |store, mine, other| {
            other.leave(&store.pool).await;
            let others = mine.others(&store.pool, at(0)).await.unwrap();
            assert!(others.there.is_empty() && others.gone.is_empty());
            assert!(!mine.0.folder.join(other.id()).exists());
        });
    }

    #[test]
    fn one_that_hangs_is_gone_after_its_lease_and_back_with_its_next_beat() {
        with_two(async |store, mine, other| {
            let mut silent = None;
            for second in 1..60 {
                mine.beat(&store.pool, at(second)).await.unwrap();
                let there = store.others(&mine, at(second)).await.unwrap();
                silent = silent.or(there.is_empty().then_some(second));
            }
            assert_eq!(silent, Some(21));
            let gone = mine.others(&store.pool, at(60)).await.unwrap().gone;
            mine.clear_away(&gone);
            assert!(mine.0.folder.join(other.id()).exists(), "it holds its file");
            other.beat(&store.pool, at(61)).await.unwrap();
            assert!(store.others(&mine, at(61)).await.unwrap().contains(&other.me()));
        });
    }

    #[test]
    fn one_of_another_pc_has_no_file_here_and_no_clock_of_ours() {
        with_two(async |store, mine, other| {
            let elsewhere = Uuid::now_v7();
            let beat = async |beat: i64, clock: i64| {
                sqlx::query(
                    "INSERT INTO holders VALUES ($1, 7, 'far-away', 'traydeck', $2, $3, $3) \
                     ON CONFLICT (id) DO UPDATE SET beat = $2, heartbeat_at = $3, lease_until = $3",
                )
                .bind(elsewhere.to_string())
                .bind(beat)
                .bind(time_text(at(clock)))
                .execute(&store.pool)
                .await
                .unwrap();
            };
            // its clock is years away and stands still, ours jumps
            for (step, jump) in (0..30_i64).zip([0, 3_600, -3_600].into_iter().cycle()) {
                beat(step, -99_000_000).await;
                let there = store.others(&mine, at(jump + step)).await.unwrap();
                assert!(there.contains(&elsewhere), "in step {step}");
            }
            other.leave(&store.pool).await;
        });
    }

    #[test]
    fn a_store_that_takes_no_beats_declares_nobody_dead() {
        with_two(async |store, mine, other| {
            sqlx::query("ALTER TABLE holders RENAME COLUMN program TO gone")
                .execute(&store.pool)
                .await
                .unwrap();
            for second in 1..60 {
                assert_eq!(mine.beat(&store.pool, at(second)).await.is_err(), second >= 5);
                let there = store.others(&mine, at(second)).await.unwrap();
                assert!(there.contains(&other.me()), "in second {second}");
            }
        });
    }

    #[test]
    fn ledger_and_floor_of_one_program_are_one_to_the_others() {
        with_two(async |store, mine, other| {
            let ledger = mine.0.folder.with_extension("");
            let opened = Store::open_as(&ledger, other.clone()).await.unwrap();
            opened.take_up(9, at(1)).await.unwrap();
            assert_eq!(store.others(&mine, at(1)).await.unwrap(), BTreeSet::from([other.me()]));
            opened.close().await;
            assert_eq!(store.others(&mine, at(1)).await.unwrap(), BTreeSet::new());
        });
    }
}
