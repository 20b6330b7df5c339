//! A commit that reports an error may have been carried out: the row tells, and what cannot be told yet is looked at later.

use sqlx::{AssertSqlSafe, Row};

use super::lease::{HELD, held_of};
use super::payload;
use super::{Store, StoreError};
use crate::domain::intent::{IntentId, IntentState, Step};
use crate::domain::lease::Held;

impl Store {
    /// How the insert of a new intent ended, whatever its commit reported.
    pub(super) async fn insert_ended(
        &self,
        id: IntentId,
        told: Result<(), sqlx::Error>,
    ) -> Result<(), StoreError> {
        let Err(error) = told else { return Ok(()) };
        let found: Result<i64, sqlx::Error> =
            sqlx::query_scalar("SELECT COUNT(*) FROM intents WHERE id = $1")
                .bind(id.0.to_string())
                .fetch_one(&self.pool)
                .await;
        match found {
            Ok(0) => Err(error.into()),
            Ok(_) => Ok(()),
            Err(_) => {
                self.watched(|watched| watched.doubtful.push(id));
                Err(error.into())
            }
        }
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
        let Ok(Some(row)) = found else { return Err(error.into()) };
        let (kind, now): (String, String) = (row.try_get("kind")?, row.try_get("state")?);
        if kind == payload::kind_code(&step.kind) && now == state.code() {
            return Ok(());
        }
        Err(error.into())
    }

    /// New intents whose insert was reported as failed and that are there all the same.
    pub(super) async fn found_after_all(&self) -> Result<Vec<Held>, StoreError> {
        let doubtful = self.watched(|watched| watched.doubtful.clone());
        if doubtful.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<String> = doubtful.iter().map(|id| id.0.to_string()).collect();
        let ids = serde_json::to_string(&ids).unwrap_or_default();
        let sql = format!(
            "{HELD} WHERE i.holder = $1 AND i.state = 'queued' \
             AND i.id IN (SELECT value FROM json_each($2)) ORDER BY i.id"
        );
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(self.holder_id()?).bind(ids);
        let rows = rows.fetch_all(&self.pool).await?;
        let read = self.with_steps(rows).await?;
        let found = read.whole.into_iter().map(|(intent, row)| held_of(intent, &row));
        let found: Vec<Held> = found.collect::<Result<_, _>>()?;
        self.watched(|watched| watched.doubtful.clear());
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::*;
    use crate::domain::ids::{OrderReference, TrayId};
    use crate::domain::intent::{Action, Intent, StepKind};

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

    #[test]
    fn whatever_a_commit_reports_the_row_tells() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let folder = std::env::temp_dir().join(format!("traydeck-{}", Uuid::now_v7()));
            let store = Store::open(&folder.join("ledger.sqlite")).await.unwrap();
            let there = intent();
            assert!(store.insert_ended(there.id, torn()).await.is_err(), "it is not there");
            store.insert_intent(&there).await.unwrap();
            assert_eq!(store.insert_ended(there.id, torn()).await, Ok(()));
            let sent = Step { at: there.since, kind: StepKind::Sent };
            let to = IntentState::Sent;
            assert!(store.advance_ended(there.id, (1, &sent, to), torn()).await.is_err());
            assert_eq!(store.look(there.since).await.unwrap().found, []);
            // nobody could tell when it was written: the next look tells, once
            store.watched(|watched| watched.doubtful = vec![there.id, intent().id]);
            let found = store.look(there.since).await.unwrap().found;
            assert_eq!((found.len(), &found[0].intent), (1, &there));
            assert_eq!(store.look(there.since).await.unwrap().found, []);
            store.advance(there.id, &sent, to, "P", 1).await.unwrap();
            assert_eq!(store.advance_ended(there.id, (1, &sent, to), torn()).await, Ok(()));
            store.close().await;
            std::fs::remove_dir_all(folder).unwrap();
        });
    }
}
