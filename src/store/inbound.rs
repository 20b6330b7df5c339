//! What comes in: each event once, with the names and secrets that may send it; a file of its own beside the ledger.

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use sqlx::sqlite::{SqliteJournalMode, SqlitePool, SqliteRow, SqliteSynchronous};
use sqlx::{Row, Sqlite, Transaction};

use super::{StoreError, connect, options};
use crate::domain::ids::{OrderReference, TrayId};
use crate::domain::inbound::{Counts, Heard, Hook, Refusal};
use crate::util::hashed::{Hash, mark_of};

/// Tables of the file, each step once, in order; the number is kept as the file's `user_version`.
const STEPS: &[&str] = &[include_str!("../../assets/sql/sqlite/inbound_0001.sql")];

/// How long an event is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Events that are kept at most.
const KEPT_AT_MOST: i64 = 200_000;

/// The file of one site. Several processes may have it open at a time: a gateway and a console.
#[derive(Clone, Debug)]
pub struct InboundStore {
    pool: SqlitePool,
}

/// One event as it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Who sent it, as the command line calls it.
    pub system: &'static str,
    pub robot_id: Option<String>,
    pub tray: Option<TrayId>,
    pub reference: Option<OrderReference>,
    /// When the far side says it happened, in a form that can be ordered as text.
    pub updated_at: Option<String>,
    pub received_at: Timestamp,
    pub hash: Hash,
    pub payload: String,
}

/// What became of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    pub new: u64,
    pub repeats: u64,
    pub late: u64,
}

/// Somebody who may send.
#[derive(Clone, PartialEq, Eq)]
pub struct InboundUser {
    pub name: String,
    /// argon2id, as a PHC string.
    pub password: String,
    pub created_at: Timestamp,
}

impl InboundStore {
    /// The file of the site whose ledger is at this path.
    pub fn path_beside(ledger: &Path) -> PathBuf {
        ledger.with_extension("inbound.sqlite")
    }

    /// Opens the file beside this ledger, makes it if it is not there, brings its tables up to date.
    pub async fn open(ledger: &Path) -> Result<Self, StoreError> {
        let path = Self::path_beside(ledger);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|error| StoreError::Folder(folder.to_owned(), error.to_string()))?;
        }
        let options = options(&path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: what was answered with success survives a power cut
            .synchronous(SqliteSynchronous::Full);
        let pool = connect(options, &path).await?;
        bring_up_to_date(&pool).await.map_err(|error| match error {
            Outdated::Newer(found) => StoreError::Newer { found, known: known() },
            Outdated::Sql(error) => StoreError::from_sqlx(&error, &path),
        })?;
        Ok(Self { pool })
    }

    /// Opens the file to read it, beside whoever writes; none while nobody has made it.
    pub async fn open_to_read(ledger: &Path) -> Result<Option<Self>, StoreError> {
        let path = Self::path_beside(ledger);
        if !path.exists() {
            return Ok(None);
        }
        let pool = connect(options(&path).read_only(true), &path).await?;
        let version: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&pool).await?;
        // made a moment ago by somebody who has not got to its tables yet
        Ok((version > 0).then_some(Self { pool }))
    }

    /// Writes a batch down as a whole: each new event, and of each repeat that it came again.
    pub async fn keep(&self, batch: &[Incoming]) -> Result<Kept, StoreError> {
        let mut kept = Kept::default();
        let Some(last) = batch.iter().map(|event| event.received_at).max() else {
            return Ok(kept);
        };
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        for event in batch {
            let (seen, late) = keep_one(&mut transaction, event).await?;
            if seen > 1 {
                kept.repeats += 1;
            } else {
                kept.new += 1;
                kept.late += u64::from(late);
            }
        }
        let counted = [
            ("received", kept.new + kept.repeats),
            ("duplicates", kept.repeats),
            ("late", kept.late),
        ];
        for (name, by) in counted {
            add(&mut transaction, name, by).await?;
        }
        sqlx::query(
            "INSERT INTO inbound_counts (name, value) VALUES ('last-event', $1) \
             ON CONFLICT (name) DO UPDATE SET value = MAX(value, excluded.value)",
        )
        .bind(last.as_microsecond())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(kept)
    }

    /// Counts what was refused.
    pub async fn add_refused(&self, refused: &[(Refusal, u64)]) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        for (why, by) in refused {
            add(&mut transaction, why.code(), *by).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Forgets what is old or too much.
    pub async fn prune(&self, now: Timestamp) -> Result<u64, StoreError> {
        let before = (now - KEPT).as_microsecond();
        let gone = sqlx::query(
            "DELETE FROM inbound_events WHERE received_at < $1 \
             OR id <= (SELECT MAX(id) FROM inbound_events) - $2",
        )
        .bind(before)
        .bind(KEPT_AT_MOST)
        .execute(&self.pool)
        .await?;
        Ok(gone.rows_affected())
    }

    /// A number that changes when somebody else has written into the file.
    pub async fn version(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar("PRAGMA data_version").fetch_one(&self.pool).await?)
    }

    /// All counts.
    pub async fn counts(&self) -> Result<Counts, StoreError> {
        let rows =
            sqlx::query("SELECT name, value FROM inbound_counts").fetch_all(&self.pool).await?;
        let mut counts = Counts::default();
        for row in &rows {
            let name: String = row.try_get("name")?;
            let value: i64 = row.try_get("value")?;
            let number = u64::try_from(value).unwrap_or_default();
            match name.as_str() {
                "received" => counts.received = number,
                "duplicates" => counts.duplicates = number,
                "late" => counts.late = number,
                "last-event" => counts.last_event = Timestamp::from_microsecond(value).ok(),
                other => {
                    if let Some(why) = Refusal::parse(other) {
                        counts.refused.insert(why, number);
                    }
                }
            }
        }
        Ok(counts)
    }

    /// The number of the newest event; 0 before the first.
    pub async fn newest(&self) -> Result<i64, StoreError> {
        let newest = sqlx::query_scalar("SELECT COALESCE(MAX(id), 0) FROM inbound_events");
        Ok(newest.fetch_one(&self.pool).await?)
    }

    /// New events after this number, oldest first, with the number of the last of them.
    pub async fn after(&self, id: i64, most: u32) -> Result<(i64, Vec<Heard>), StoreError> {
        let rows = sqlx::query(
            "SELECT id, tray, reference FROM inbound_events WHERE id > $1 ORDER BY id LIMIT $2",
        )
        .bind(id)
        .bind(i64::from(most))
        .fetch_all(&self.pool)
        .await?;
        let mut last = id;
        let mut heard = Vec::with_capacity(rows.len());
        for row in &rows {
            last = row.try_get("id")?;
            let text = |column: &str| row.try_get::<Option<String>, _>(column);
            heard.push(Heard {
                tray: text("tray")?.as_deref().map(TrayId::new),
                reference: text("reference")?.as_deref().map(OrderReference::new),
            });
        }
        Ok((last, heard))
    }

    /// Each event as it was kept with how often it came, oldest first.
    pub async fn events(&self) -> Result<Vec<(String, u64)>, StoreError> {
        let rows = sqlx::query("SELECT payload, seen FROM inbound_events ORDER BY id")
            .fetch_all(&self.pool)
            .await?;
        let one = |row: &SqliteRow| -> Result<_, StoreError> {
            let seen: i64 = row.try_get("seen")?;
            Ok((row.try_get("payload")?, u64::try_from(seen).unwrap_or_default()))
        };
        rows.iter().map(one).collect()
    }

    /// Keeps the hash of a secret that was just made.
    pub async fn add_hook(
        &self,
        hash: &Hash,
        label: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO inbound_hooks (hash, label, created_at) VALUES ($1, $2, $3)")
            .bind(hash.as_slice())
            .bind(label)
            .bind(at.as_microsecond())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Forgets the secret of this mark; whoever sends with it is refused from now on.
    pub async fn remove_hook(&self, mark: &str) -> Result<bool, StoreError> {
        let gone = sqlx::query(
            "DELETE FROM inbound_hooks WHERE lower(hex(substr(hash, 1, 4))) = lower($1)",
        )
        .bind(mark)
        .execute(&self.pool)
        .await?;
        Ok(gone.rows_affected() > 0)
    }

    /// The hashes of all secrets, oldest first, with what people know of them.
    pub async fn hooks(&self) -> Result<Vec<(Hash, Hook)>, StoreError> {
        let rows =
            sqlx::query("SELECT hash, label, created_at FROM inbound_hooks ORDER BY created_at")
                .fetch_all(&self.pool)
                .await?;
        let one = |row: &SqliteRow| -> Result<_, StoreError> {
            let hash: Vec<u8> = row.try_get("hash")?;
            let hash = Hash::try_from(hash.as_slice())
                .map_err(|_| StoreError::Row("the hash of a secret".to_owned()))?;
            let hook = Hook {
                mark: mark_of(&hash),
                label: row.try_get("label")?,
                created_at: moment(row, "created_at")?,
            };
            Ok((hash, hook))
        };
        rows.iter().map(one).collect()
    }

    /// Adds somebody who may send, or gives them a new password.
    pub async fn put_user(&self, user: &InboundUser) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO inbound_users (name, password, created_at) VALUES ($1, $2, $3) \
             ON CONFLICT (name) DO UPDATE SET password = excluded.password",
        )
        .bind(&user.name)
        .bind(&user.password)
        .bind(user.created_at.as_microsecond())
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// They may no longer send; false when there was nobody of this name.
    pub async fn remove_user(&self, name: &str) -> Result<bool, StoreError> {
        let gone = sqlx::query("DELETE FROM inbound_users WHERE name = $1")
            .bind(name)
            .execute(&self.pool)
            .await?;
        Ok(gone.rows_affected() > 0)
    }

    /// Everybody who may send, by name.
    pub async fn users(&self) -> Result<Vec<InboundUser>, StoreError> {
        let rows =
            sqlx::query("SELECT name, password, created_at FROM inbound_users ORDER BY name")
                .fetch_all(&self.pool)
                .await?;
        let one = |row: &SqliteRow| -> Result<_, StoreError> {
            Ok(InboundUser {
                name: row.try_get("name")?,
                password: row.try_get("password")?,
                created_at: moment(row, "created_at")?,
            })
        };
        rows.iter().map(one).collect()
    }

    /// Ends all work on the file and closes it.
    pub async fn close(self) {
        self.pool.close().await;
    }
}

enum Outdated {
    Newer(i64),
    Sql(sqlx::Error),
}

impl From<sqlx::Error> for Outdated {
    fn from(error: sqlx::Error) -> Self {
        Self::Sql(error)
    }
}

fn known() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Two programs may open a new file at the same moment: who comes second finds the tables made.
async fn bring_up_to_date(pool: &SqlitePool) -> Result<(), Outdated> {
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    let done: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut *transaction).await?;
    if done > known() {
        return Err(Outdated::Newer(done));
    }
    let done = usize::try_from(done).unwrap_or_default();
    for step in STEPS.iter().skip(done) {
        sqlx::raw_sql(*step).execute(&mut *transaction).await?;
    }
    if done < STEPS.len() {
        let version = sqlx::AssertSqlSafe(format!("PRAGMA user_version = {}", STEPS.len()));
        sqlx::raw_sql(version).execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// How often it has come by now, and whether it is older than what was heard of its tray before.
async fn keep_one(
    transaction: &mut Transaction<'_, Sqlite>,
    event: &Incoming,
) -> Result<(i64, bool), StoreError> {
    let row = sqlx::query(
        "INSERT INTO inbound_events (system, robot_id, tray, reference, updated_at, late, \
         received_at, hash, payload) VALUES ($1, $2, $3, $4, $5, COALESCE((SELECT \
         MAX(updated_at) FROM inbound_events WHERE tray = $3 AND reference = $4) > $5, 0), $6, $7, $8) \
         ON CONFLICT (hash) DO UPDATE SET seen = seen + 1 RETURNING seen, late",
    )
    .bind(event.system)
    .bind(&event.robot_id)
    .bind(event.tray.as_ref().map(TrayId::as_str))
    .bind(event.reference.as_ref().map(OrderReference::as_str))
    .bind(&event.updated_at)
    .bind(event.received_at.as_microsecond())
    .bind(event.hash.as_slice())
    .bind(&event.payload)
    .fetch_one(&mut **transaction)
    .await?;
    Ok((row.try_get("seen")?, row.try_get("late")?))
}

async fn add(
    transaction: &mut Transaction<'_, Sqlite>,
    name: &str,
    by: u64,
) -> Result<(), StoreError> {
    if by == 0 {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO inbound_counts (name, value) VALUES ($1, $2) \
         ON CONFLICT (name) DO UPDATE SET value = value + excluded.value",
    )
    .bind(name)
    .bind(i64::try_from(by).unwrap_or(i64::MAX))
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

fn moment(row: &SqliteRow, column: &str) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(row.try_get(column)?)
        .map_err(|error| StoreError::Row(error.to_string()))
}
