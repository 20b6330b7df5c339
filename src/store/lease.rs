//! Leases: each unfinished command is held by one program; what a gone one held is taken over in one transaction.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row, Sqlite, Transaction};

use super::ended::close_retracted;
use super::ledger::{Read, UNFINISHED, time_of, time_text};
use super::retention::{BETWEEN_SWEEPS, COMMAND_DAYS};
use super::{Alive, Store, StoreError};
use crate::domain::intent::{Action, Intent, IntentState};
use crate::domain::lease::{Held, Looked, SetAside};
use crate::util::crash_point::crash_point;

/// What this program has seen of the others.
#[derive(Debug, Default)]
pub(super) struct Watched {
    swept_at: Option<Timestamp>,
    /// The newest step that was looked at.
    last_step: i64,
    aside: usize,
}

/// A release that was confirmed this shortly before may still be on another program's list of ready trays.
const JUST_RELEASED_SECONDS: i64 = 30;

/// What a command of a tray asks, so that two programs do not ask the same.
pub(super) fn asks(action: &Action) -> Option<String> {
    match action {
        Action::RetrieveTray { reference, .. } => Some(format!("retrieve {reference}")),
        Action::ReleaseTray { tray, reference, .. } => Some(format!("release {tray} {reference}")),
        Action::Call(_) => None,
    }
}

/// A reference is used for one retrieval ever; a tray is released once under it at a time.
pub(super) async fn refuse_the_same(
    transaction: &mut Transaction<'_, Sqlite>,
    new: &Intent,
    asks: Option<&str>,
) -> Result<(), StoreError> {
    let Some(asks) = asks else { return Ok(()) };
    let retrieval = matches!(new.action, Action::RetrieveTray { .. });
    let lately = new.asked_at - jiff::SignedDuration::from_secs(JUST_RELEASED_SECONDS);
    let same: Option<String> = sqlx::query_scalar(
        "SELECT id FROM intents WHERE asks = $1 AND ($2 \
         OR state NOT IN ('confirmed', 'refused', 'abandoned') \
         OR (state = 'confirmed' AND since > $3)) LIMIT 1",
    )
    .bind(asks)
    .bind(retrieval)
    .bind(time_text(lately))
    .fetch_optional(&mut **transaction)
    .await?;
    match same {
        None => Ok(()),
        Some(_) if retrieval => Err(StoreError::AskedAlready("not-queued-reference-used")),
        Some(_) => Err(StoreError::AskedAlready("not-queued-already-asked")),
    }
}

impl Store {
    /// The id of this program; a ledger opened to read has none and takes no step.
    pub(super) fn holder_id(&self) -> Result<&str, StoreError> {
        self.alive().map(Alive::id)
    }

    fn alive(&self) -> Result<&Alive, StoreError> {
        let read_only = || StoreError::Other("it was opened to read only".to_owned());
        self.alive.as_ref().ok_or_else(read_only)
    }

    /// Takes over what nobody holds any more, and gives everything unfinished and the newest finished ones.
    pub async fn take_up(&self, newest: u32, now: Timestamp) -> Result<Looked, StoreError> {
        self.take_over(&self.gone(now).await?, now).await?;
        self.sweep_if_due(now).await;
        let last: i64 = sqlx::query_scalar("SELECT COALESCE(MAX(rowid), 0) FROM steps")
            .fetch_one(&self.pool)
            .await?;
        self.watched(|watched| watched.last_step = last);
        let sql = format!(
            "{HELD} WHERE {UNFINISHED} OR i.id IN (SELECT id FROM intents ORDER BY id DESC LIMIT $2) \
             ORDER BY i.id"
        );
        let me = self.holder_id()?;
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(me).bind(i64::from(newest));
        let read = self.with_steps(rows.fetch_all(&self.pool).await?).await?;
        self.set_aside(&read, now).await?;
        let held = read.whole.into_iter().map(|(intent, row)| held_of(intent, &row));
        let (others, taken): (Vec<Held>, Vec<Held>) = held
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .partition(|held| held.elsewhere.is_some() && !held.intent.is_over());
        let set_aside = Some(self.quarantine().await?);
        Ok(Looked { taken, others, set_aside, ..Looked::default() })
    }

    /// Renews the lease and looks what others did; to be called every second or so.
    pub async fn look(&self, now: Timestamp) -> Result<Looked, StoreError> {
        let gone = self.gone(now).await?;
        self.sweep_if_due(now).await;
        let ids = self.take_over(&gone, now).await?;
        let me = self.holder_id()?;
        let mut looked = Looked::default();
        if !ids.is_empty() {
            let ids = serde_json::to_string(&ids).unwrap_or_default();
            let sql =
                format!("{HELD} WHERE i.id IN (SELECT value FROM json_each($2)) ORDER BY i.id");
            let rows = sqlx::query(AssertSqlSafe(sql)).bind(me).bind(ids);
            let read = self.with_steps(rows.fetch_all(&self.pool).await?).await?;
            self.set_aside(&read, now).await?;
            looked.taken = all_held(read)?;
        }
        looked.others = self.moved_by_others(me).await?;
        let aside: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM quarantine").fetch_one(&self.pool).await?;
        let aside = usize::try_from(aside).unwrap_or_default();
        if self.watched(|watched| watched.aside != aside) {
            looked.set_aside = Some(self.quarantine().await?);
        }
        Ok(looked)
    }

    /// The commands of other programs that have a step which was not looked at yet.
    async fn moved_by_others(&self, me: &str) -> Result<Vec<Held>, StoreError> {
        let newest: i64 = sqlx::query_scalar("SELECT COALESCE(MAX(rowid), 0) FROM steps")
            .fetch_one(&self.pool)
            .await?;
        let last = self.watched(|watched| std::mem::replace(&mut watched.last_step, newest));
        if newest <= last {
            return Ok(Vec::new());
        }
        let sql = format!(
            "{HELD} WHERE i.holder <> $1 \
             AND i.id IN (SELECT intent_id FROM steps WHERE rowid > $2) ORDER BY i.id"
        );
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(me).bind(last);
        let read = self.with_steps(rows.fetch_all(&self.pool).await?).await?;
        let mut others = all_held(read)?;
        for held in &mut others {
            held.elsewhere.get_or_insert_default();
        }
        Ok(others)
    }

    /// At the start and once a day what is past its time leaves.
    async fn sweep_if_due(&self, now: Timestamp) {
        let last = self.watched(|watched| watched.swept_at);
        if last.is_some_and(|at| now.duration_since(at) < BETWEEN_SWEEPS) {
            return;
        }
        self.watched(|watched| watched.swept_at = Some(now));
        if let Err(error) = self.sweep(COMMAND_DAYS, now).await {
            tracing::warn!(%error, "the ledger could not be swept");
        }
    }

    /// Says that this program is there, and gives those that are not any more.
    async fn gone(&self, now: Timestamp) -> Result<Vec<(String, i64)>, StoreError> {
        let alive = self.alive()?;
        alive.beat(&self.pool, now).await?;
        Ok(alive.others(&self.pool, now).await?.gone)
    }

    /// Takes over what these held and what nobody holds; gives the ids that this program holds newly.
    async fn take_over(
        &self,
        gone: &[(String, i64)],
        now: Timestamp,
    ) -> Result<Vec<String>, StoreError> {
        let me = self.holder_id()?;
        let sql = format!(
            "SELECT COUNT(*) FROM intents WHERE {UNFINISHED} AND holder <> $1 \
             AND holder NOT IN (SELECT id FROM holders)"
        );
        let left: i64 =
            sqlx::query_scalar(AssertSqlSafe(sql)).bind(me).fetch_one(&self.pool).await?;
        if gone.is_empty() && left == 0 {
            return Ok(Vec::new());
        }
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        for (id, beat) in gone {
            // whoever came back to life meanwhile keeps what is its own
            sqlx::query("DELETE FROM holders WHERE id = $1 AND beat = $2")
                .bind(id)
                .bind(beat)
                .execute(&mut *transaction)
                .await?;
        }
        close_retracted(&mut transaction, now).await?;
        let sql = format!(
            "UPDATE intents SET holder = $1, epoch = epoch + 1 WHERE {UNFINISHED} \
             AND holder <> $1 AND holder NOT IN (SELECT id FROM holders) RETURNING id"
        );
        let ids: Vec<String> =
            sqlx::query_scalar(AssertSqlSafe(sql)).bind(me).fetch_all(&mut *transaction).await?;
        crash_point("claim-in");
        transaction.commit().await?;
        if !ids.is_empty() {
            tracing::info!(commands = ids.len(), "taken over from a program that is gone");
            crash_point("claimed");
        }
        self.alive()?.clear_away(gone);
        Ok(ids)
    }

    /// Sets aside what could not be understood and is unfinished, and lets go what now can be.
    async fn set_aside(&self, read: &Read, now: Timestamp) -> Result<(), StoreError> {
        let kept: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM quarantine").fetch_one(&self.pool).await?;
        if read.broken.is_empty() && kept == 0 {
            return Ok(());
        }
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        for (error, row) in &read.broken {
            let state: String = row.try_get("state")?;
            if IntentState::parse(&state).is_some_and(IntentState::is_final) {
                continue;
            }
            sqlx::query(
                "INSERT INTO quarantine (intent_id, at, reason) VALUES ($1, $2, $3) \
                 ON CONFLICT (intent_id) DO UPDATE SET reason = excluded.reason",
            )
            .bind(row.try_get::<String, _>("id")?)
            .bind(time_text(now))
            .bind(error.to_string())
            .execute(&mut *transaction)
            .await?;
        }
        for (intent, _) in &read.whole {
            sqlx::query("DELETE FROM quarantine WHERE intent_id = $1")
                .bind(intent.id.0.to_string())
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Everything that was set aside, newest first.
    pub async fn quarantine(&self) -> Result<Vec<SetAside>, StoreError> {
        if !self.has_leases().await? {
            return Ok(Vec::new());
        }
        let rows = sqlx::query(
            "SELECT q.intent_id, q.at AS aside_at, q.reason, i.operation, i.state, i.asked_by, \
             i.place FROM quarantine q JOIN intents i ON i.id = q.intent_id \
             ORDER BY q.intent_id DESC",
        )
        .fetch_all(&self.pool)
        .await?;
        self.watched(|watched| watched.aside = rows.len());
        rows.iter()
            .map(|row| {
                Ok(SetAside {
                    id: row.try_get("intent_id")?,
                    operation: row.try_get("operation")?,
                    state: row.try_get("state")?,
                    by: row.try_get("asked_by")?,
                    place: row.try_get("place")?,
                    at: time_of(row, "aside_at")?,
                    reason: row.try_get("reason")?,
                })
            })
            .collect()
    }

    /// Whether this file knows who holds what: one that is only read is as old as it is.
    async fn has_leases(&self) -> Result<bool, StoreError> {
        let tables: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('holders', 'quarantine')",
        )
        .fetch_one(&self.pool)
        .await?;
        Ok(tables == 2)
    }

    /// The commands that a program with a lease holds, by id, with its words; for a list beside them.
    pub async fn held(&self, now: Timestamp) -> Result<BTreeMap<String, String>, StoreError> {
        if !self.has_leases().await? {
            return Ok(BTreeMap::new());
        }
        let sql = format!("{HELD} WHERE {UNFINISHED} AND h.lease_until > $2");
        let rows = sqlx::query(AssertSqlSafe(sql)).bind("").bind(time_text(now));
        let rows = rows.fetch_all(&self.pool).await?;
        let found = rows.iter().map(|row| Ok((row.try_get("id")?, elsewhere(row)?)));
        let found: Vec<(String, Option<String>)> = found.collect::<Result<_, StoreError>>()?;
        Ok(found.into_iter().filter_map(|(id, who)| Some((id, who?))).collect())
    }

    pub(super) fn watched<T>(&self, act: impl FnOnce(&mut Watched) -> T) -> T {
        act(&mut self.watched.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A command with the other living program that holds it; the first parameter is the own id.
pub(super) const HELD: &str = "SELECT i.*, h.host AS held_host, h.pid AS held_pid, h.program AS held_program \
     FROM intents i LEFT JOIN holders h ON h.id = i.holder AND h.id <> $1";

fn all_held(read: Read) -> Result<Vec<Held>, StoreError> {
    read.whole.into_iter().map(|(intent, row)| held_of(intent, &row)).collect()
}

pub(super) fn held_of(intent: Intent, row: &SqliteRow) -> Result<Held, StoreError> {
    Ok(Held { intent, epoch: row.try_get("epoch")?, elsewhere: elsewhere(row)? })
}

/// Who holds it, as people may know it: the PC, the program and the number of the process.
fn elsewhere(row: &SqliteRow) -> Result<Option<String>, StoreError> {
    let host: Option<String> = row.try_get("held_host")?;
    let pid: Option<i64> = row.try_get("held_pid")?;
    let program: Option<String> = row.try_get("held_program")?;
    let words = host.zip(pid).zip(program);
    Ok(words.map(|((host, pid), program)| format!("{host} · {program} {pid}")))
}
