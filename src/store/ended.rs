//! A commit that reports an error may have been carried out: the row tells; where it is absent, that is made sure by a
//! write of its own before anybody is told no.

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row, Sqlite, Transaction};

use super::audit::{self, AuditRow};
use super::lease::{HELD, held_of};
use super::ledger::{id_from, insert_step, time_text};
use super::payload;
use super::{Store, StoreError};
use crate::domain::intent::{IntentId, IntentState, Step, StepKind};
use crate::domain::lease::Looked;

impl Store {
    /// How the insert of a new intent ended, whatever its commit reported.
    pub(super) async fn insert_ended(
        &self,
        id: IntentId,
        told: Result<(), sqlx::Error>,
    ) -> Result<(), StoreError> {
        match told {
            Ok(()) => Ok(()),
            Err(error) => self.insert_told(id, error.into()).await,
        }
    }

    async fn insert_told(&self, id: IntentId, error: StoreError) -> Result<(), StoreError> {
        match (self.is_kept(id).await, error) {
            (Ok(true), _) => Ok(()),
            // the last word of the commit did not fit on the disk: that is no commit
            (Ok(false), error @ StoreError::DiskFull(_)) => Err(error),
            (Ok(false), error) => match self.retract(id, Timestamp::now()).await {
                Ok(true) => Ok(()),
                Ok(false) => Err(error),
                Err(_) => Err(StoreError::NotKnown(error.to_string())),
            },
            (Err(_), error) => Err(StoreError::NotKnown(error.to_string())),
        }
    }

    async fn is_kept(&self, id: IntentId) -> Result<bool, StoreError> {
        let found: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM intents WHERE id = $1")
            .bind(id.0.to_string())
            .fetch_one(&self.pool)
            .await?;
        Ok(found > 0)
    }

    /// Makes sure that a new intent is not there and will not be; whether it is there after all. A log of the
    /// database that is read again after a power cut cannot bring it back past what is written here.
    async fn retract(&self, id: IntentId, now: Timestamp) -> Result<bool, StoreError> {
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let found: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM intents WHERE id = $1")
            .bind(id.0.to_string())
            .fetch_one(&mut *transaction)
            .await?;
        if found > 0 {
            return Ok(true);
        }
        sqlx::query("INSERT OR IGNORE INTO retracted (intent_id, at) VALUES ($1, $2)")
            .bind(id.0.to_string())
            .bind(time_text(now))
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(false)
    }

    /// Looks for new intents of which nobody could tell whether they were written. What still cannot be told is left
    /// out of the answer.
    pub async fn look_for(&self, doubtful: &[IntentId], looked: &mut Looked, now: Timestamp) {
        for id in doubtful {
            match self.retract(*id, now).await {
                Ok(true) => match self.one(*id).await {
                    Ok(held) => looked.found.extend(held),
                    Err(error) => tracing::warn!(%error, "a command could not be read"),
                },
                Ok(false) => looked.absent.push(*id),
                Err(error) => tracing::warn!(%error, "it is still not known what was written"),
            }
        }
    }

    async fn one(&self, id: IntentId) -> Result<Option<crate::domain::lease::Held>, StoreError> {
        let sql = format!("{HELD} WHERE i.id = $2");
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(self.holder_id()?).bind(id.0.to_string());
        let read = self.with_steps(rows.fetch_all(&self.pool).await?).await?;
        let mut found = read.whole.into_iter().map(|(intent, row)| held_of(intent, &row));
        found.next().transpose()
    }

    /// How a step ended, whatever its commit reported: it is there if it is the newest one.
    pub(super) async fn advance_ended(
        &self,
        id: IntentId,
        (seq, step, state): (i64, &Step, IntentState),
        told: Result<(), sqlx::Error>,
    ) -> Result<(), StoreError> {
        let Err(error) = told else { return Ok(()) };
        let found = sqlx::query(
            "SELECT s.kind, i.state FROM steps s JOIN intents i ON i.id = s.intent_id \
             WHERE s.intent_id = $1 AND s.seq = $2",
        )
        .bind(id.0.to_string())
        .bind(seq)
        .fetch_optional(&self.pool)
        .await;
        let row = match found {
            Ok(Some(row)) => row,
            Ok(None) => return Err(error.into()),
            Err(_) => return Err(StoreError::NotKnown(error.to_string())),
        };
        let (kind, now): (String, String) = (row.try_get("kind")?, row.try_get("state")?);
        if kind == payload::kind_code(&step.kind) && now == state.code() {
            return Ok(());
        }
        Err(error.into())
    }
}

/// Closes what turned up after a person was told that it is not there; before anybody holds it.
pub(super) async fn close_retracted(
    transaction: &mut Transaction<'_, Sqlite>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let rows = sqlx::query(
        "SELECT id, asked_by, place, operation FROM intents WHERE state = 'queued' \
         AND id IN (SELECT intent_id FROM retracted)",
    )
    .fetch_all(&mut **transaction)
    .await?;
    for row in rows {
        let text: String = row.try_get("id")?;
        let id = id_from(&text)?;
        let seq: i64 =
            sqlx::query_scalar("SELECT COALESCE(MAX(seq), -1) + 1 FROM steps WHERE intent_id = $1")
                .bind(&text)
                .fetch_one(&mut **transaction)
                .await?;
        let step = Step { at: now, kind: StepKind::WrittenAfterAll };
        insert_step(transaction, id, seq, &step).await?;
        sqlx::query("UPDATE intents SET state = 'abandoned', since = $1 WHERE id = $2")
            .bind(time_text(now))
            .bind(&text)
            .execute(&mut **transaction)
            .await?;
        sqlx::query("DELETE FROM outbox WHERE intent_id = $1")
            .bind(&text)
            .execute(&mut **transaction)
            .await?;
        let audited = AuditRow {
            at: now,
            intent: id,
            who: row.try_get("asked_by")?,
            place: row.try_get("place")?,
            what: row.try_get("operation")?,
            before: IntentState::Queued.code().to_owned(),
            after: IntentState::Abandoned.code().to_owned(),
            answer: String::new(),
        };
        audit::insert(transaction, &audited).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::ids::{OrderReference, TrayId};
    use crate::domain::intent::{Action, Intent};

    fn intent() -> Intent {
        let at = Timestamp::UNIX_EPOCH;
        Intent {
            id: IntentId(Uuid::now_v7()),
            action: Action::ReleaseTray {
                tray: TrayId::new("7"),
                reference: OrderReference::new("TD-7"),
                tags: Vec::new(),
                station: "PS-1".to_owned(),
            },
            by: "P".to_owned(),
            place: "PS-1".to_owned(),
            asked_at: at,
            state: IntentState::Queued,
            since: at,
            steps: vec![Step { at, kind: StepKind::Queued }],
        }
    }

    const fn torn() -> Result<(), sqlx::Error> {
        Err(sqlx::Error::PoolTimedOut)
    }

    fn with_store(act: impl AsyncFnOnce(Store, &std::path::Path)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let folder = std::env::temp_dir().join(format!("traydeck-{}", Uuid::now_v7()));
            let path = folder.join("ledger.sqlite");
            act(Store::open(&path).await.unwrap(), &path).await;
            std::fs::remove_dir_all(folder).unwrap();
        });
    }

    /// Until it is named back nothing of the ledger can be read.
    async fn blind(store: &Store, blind: bool) {
        let (from, to) = if blind { ("intents", "hidden") } else { ("hidden", "intents") };
        let sql = format!("ALTER TABLE {from} RENAME TO {to}");
        sqlx::query(AssertSqlSafe(sql)).execute(&store.pool).await.unwrap();
    }

    #[test]
    fn whatever_a_commit_reports_the_row_tells() {
        with_store(async |store, _| {
            let there = intent();
            store.insert_intent(&there).await.unwrap();
            assert_eq!(store.insert_ended(there.id, torn()).await, Ok(()));
            let sent = Step { at: there.since, kind: StepKind::Sent };
            let to = IntentState::Sent;
            assert!(store.advance_ended(there.id, (1, &sent, to), torn()).await.is_err());
            store.advance(there.id, &sent, to, "P", 1).await.unwrap();
            assert_eq!(store.advance_ended(there.id, (1, &sent, to), torn()).await, Ok(()));
            store.close().await;
        });
    }

    #[test]
    fn what_nobody_can_tell_is_told_as_that_and_found_at_a_later_look() {
        with_store(async |store, _| {
            let (there, absent) = (intent(), intent());
            store.insert_intent(&there).await.unwrap();
            blind(&store, true).await;
            let told = store.insert_ended(there.id, torn()).await;
            assert!(matches!(told, Err(StoreError::NotKnown(_))), "{told:?}");
            let doubtful = [there.id, absent.id];
            let mut looked = Looked::default();
            store.look_for(&doubtful, &mut looked, there.since).await;
            assert_eq!(looked, Looked::default(), "still nobody can tell");
            blind(&store, false).await;
            store.look_for(&doubtful, &mut looked, there.since).await;
            let found: Vec<&Intent> = looked.found.iter().map(|held| &held.intent).collect();
            assert_eq!((found, looked.absent), (vec![&there], vec![absent.id]));
            store.close().await;
        });
    }

    #[test]
    fn what_was_told_as_not_written_is_never_held_by_whoever_takes_over() {
        with_store(async |store, path| {
            let ghost = intent();
            let told = store.insert_ended(ghost.id, torn()).await;
            assert!(matches!(told, Err(StoreError::Other(_))), "{told:?}");
            // the log of the database is read again after a power cut, and there it is
            store.insert_intent(&ghost).await.unwrap();
            // dies
            drop(store);
            let next = Store::open(path).await.unwrap();
            let taken = next.take_up(9, ghost.since).await.unwrap().taken;
            let [found] = taken.as_slice() else { panic!("{taken:?}") };
            assert_eq!(found.intent.state, IntentState::Abandoned);
            let last = found.intent.steps.last().map(|step| step.kind.clone());
            assert_eq!(last, Some(StepKind::WrittenAfterAll));
            next.close().await;
        });
    }

    #[test]
    fn a_full_disk_is_a_plain_no() {
        with_store(async |store, _| {
            let new = intent();
            let full = StoreError::DiskFull("The ledger".into());
            assert_eq!(store.insert_told(new.id, full.clone()).await, Err(full));
            store.close().await;
        });
    }
}
