//! Intents and their steps: each change is one transaction over intent, step, outbox and audit row.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row, Sqlite, Transaction};
use uuid::Uuid;

use super::audit::{self, AuditRow};
use super::{Store, StoreError, lease, payload};
use crate::domain::intent::{Intent, IntentId, IntentState, Step};
use crate::domain::lease::FIRST_EPOCH;
use crate::util::crash_point::crash_point;

impl Store {
    /// Writes a new intent down: its row, its first steps, its place in the outbox and its audit row.
    pub async fn insert_intent(&self, intent: &Intent) -> Result<(), StoreError> {
        self.insert(intent, false).await
    }

    /// The same for a tray nobody pressed for: refused while another retrieval of it is unfinished, so
    /// that two programs do not ask for it under two references.
    pub async fn insert_if_alone(&self, intent: &Intent) -> Result<(), StoreError> {
        self.insert(intent, true).await
    }

    async fn insert(&self, intent: &Intent, alone: bool) -> Result<(), StoreError> {
        crash_point("insert");
        let holder = self.holder_id()?;
        let asks = lease::asks(&intent.action);
        // immediate: what another program writes meanwhile is seen or waited for
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        lease::refuse_the_same(&mut transaction, intent, asks.as_deref()).await?;
        if alone {
            refuse_beside_another(&mut transaction, intent).await?;
        }
        sqlx::query(
            "INSERT INTO intents (id, operation, payload, asked_by, place, asked_at, state, since, \
             holder, epoch, asks) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(intent.id.0.to_string())
        .bind(intent.action.operation().id)
        .bind(payload::action_text(&intent.action)?)
        .bind(&intent.by)
        .bind(&intent.place)
        .bind(time_text(intent.asked_at))
        .bind(intent.state.code())
        .bind(time_text(intent.since))
        .bind(holder)
        .bind(FIRST_EPOCH)
        .bind(asks)
        .execute(&mut *transaction)
        .await?;
        for (seq, step) in (0_i64..).zip(&intent.steps) {
            insert_step(&mut transaction, intent.id, seq, step).await?;
        }
        if intent.state == IntentState::Queued {
            enqueue(&mut transaction, intent.id, intent.since).await?;
        }
        let row = AuditRow {
            at: intent.asked_at,
            intent: intent.id,
            who: intent.by.clone(),
            place: intent.place.clone(),
            what: intent.action.operation().id.to_owned(),
            before: String::new(),
            after: intent.state.code().to_owned(),
            answer: String::new(),
        };
        audit::insert(&mut transaction, &row).await?;
        crash_point("insert-in");
        let told = transaction.commit().await;
        self.insert_ended(intent.id, told).await?;
        crash_point("inserted");
        Ok(())
    }

    /// Adds a step and moves the intent to a state. The row must be in a state from which that is
    /// legal, and this program must hold it in this epoch; so no command is sent twice even if two programs try.
    pub async fn advance(
        &self,
        id: IntentId,
        step: &Step,
        state: IntentState,
        who: &str,
        epoch: i64,
    ) -> Result<(), StoreError> {
        crash_at("advance-", state, "");
        let holder = self.holder_id()?;
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let row =
            sqlx::query("SELECT state, place, operation, holder, epoch FROM intents WHERE id = $1")
                .bind(id.0.to_string())
                .fetch_optional(&mut *transaction)
                .await?
                .ok_or(StoreError::Unknown(id))?;
        if row.try_get::<String, _>("holder")? != holder || row.try_get::<i64, _>("epoch")? != epoch
        {
            return Err(StoreError::HeldElsewhere(id));
        }
        let found = state_of(&row)?;
        if found == state && is_newest(&mut transaction, id, step).await? {
            // written before, when nobody could tell
            return Ok(());
        }
        if found != state {
            if !found.may_become(state) {
                return Err(StoreError::Conflict { id, found, wanted: state });
            }
        } else if state == IntentState::Sent {
            return Err(StoreError::Conflict { id, found, wanted: state });
        }
        let seq: i64 =
            sqlx::query_scalar("SELECT COALESCE(MAX(seq), -1) + 1 FROM steps WHERE intent_id = $1")
                .bind(id.0.to_string())
                .fetch_one(&mut *transaction)
                .await?;
        insert_step(&mut transaction, id, seq, step).await?;
        if found != state {
            sqlx::query("UPDATE intents SET state = $1, since = $2 WHERE id = $3")
                .bind(state.code())
                .bind(time_text(step.at))
                .bind(id.0.to_string())
                .execute(&mut *transaction)
                .await?;
            sqlx::query("DELETE FROM outbox WHERE intent_id = $1")
                .bind(id.0.to_string())
                .execute(&mut *transaction)
                .await?;
            if state == IntentState::Queued {
                enqueue(&mut transaction, id, step.at).await?;
            }
            let row = AuditRow {
                at: step.at,
                intent: id,
                who: who.to_owned(),
                place: row.try_get("place")?,
                what: row.try_get("operation")?,
                before: found.code().to_owned(),
                after: state.code().to_owned(),
                answer: payload::answer_of(&step.kind),
            };
            audit::insert(&mut transaction, &row).await?;
        }
        crash_at("advance-", state, "-in");
        let told = transaction.commit().await;
        self.advance_ended(id, (seq, step, state), told).await?;
        crash_at("advanced-", state, "");
        Ok(())
    }

    /// Every intent to which something may still happen, oldest first; what cannot be understood is left out.
    pub async fn unfinished(&self) -> Result<Vec<Intent>, StoreError> {
        let sql = format!("SELECT * FROM intents WHERE {UNFINISHED} ORDER BY id");
        let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&self.pool).await?;
        Ok(self.with_steps(rows).await?.whole.into_iter().map(|row| row.0).collect())
    }

    /// The newest intents, newest first; what cannot be understood is left out.
    pub async fn recent(&self, count: u32) -> Result<Vec<Intent>, StoreError> {
        let rows = sqlx::query("SELECT * FROM intents ORDER BY id DESC LIMIT $1")
            .bind(i64::from(count))
            .fetch_all(&self.pool)
            .await?;
        Ok(self.with_steps(rows).await?.whole.into_iter().map(|row| row.0).collect())
    }

    /// The rows as intents with their steps; one that cannot be understood does not hold up the others.
    pub(super) async fn with_steps(&self, rows: Vec<SqliteRow>) -> Result<Read, StoreError> {
        let ids: Vec<String> =
            rows.iter().map(|row| row.try_get("id")).collect::<Result<_, _>>()?;
        let mut steps: BTreeMap<String, Result<Vec<Step>, StoreError>> = BTreeMap::new();
        if let (Some(least), Some(most)) = (ids.iter().min(), ids.iter().max()) {
            let found = sqlx::query(
                "SELECT intent_id, at, kind, payload FROM steps \
                 WHERE intent_id BETWEEN $1 AND $2 ORDER BY intent_id, seq",
            )
            .bind(least)
            .bind(most)
            .fetch_all(&self.pool)
            .await?;
            for row in found {
                let all = steps.entry(row.try_get("intent_id")?).or_insert_with(|| Ok(Vec::new()));
                match (step_of(&row), all) {
                    (Ok(step), Ok(all)) => all.push(step),
                    (Err(error), all) => *all = Err(error),
                    (Ok(_), Err(_)) => {}
                }
            }
        }
        let mut read = Read::default();
        for (id, row) in ids.into_iter().zip(rows) {
            let of_it = steps.remove(&id).unwrap_or_else(|| Ok(Vec::new()));
            match of_it.and_then(|steps| intent_of(&row, steps)) {
                Ok(intent) => read.whole.push((intent, row)),
                Err(error) => read.broken.push((error, row)),
            }
        }
        Ok(read)
    }
}

/// A second retrieval of the same tray, under whatever reference.
async fn refuse_beside_another(
    transaction: &mut Transaction<'_, Sqlite>,
    new: &Intent,
) -> Result<(), StoreError> {
    let Some(tray) = new.action.tray() else { return Ok(()) };
    let other: Option<String> = sqlx::query_scalar(
        "SELECT id FROM intents WHERE state IN ('queued', 'sent', 'accepted', 'unknown') \
         AND operation = $1 AND CASE WHEN json_valid(payload) \
         THEN json_extract(payload, '$.tray') = $2 END LIMIT 1",
    )
    .bind(new.action.operation().id)
    .bind(tray.as_str())
    .fetch_optional(&mut **transaction)
    .await?;
    other.map_or(Ok(()), |_| Err(StoreError::AskedAlready("not-queued-already-asked")))
}

/// To which something may still happen.
pub(super) const UNFINISHED: &str = "state NOT IN ('confirmed', 'refused', 'abandoned') \
     AND NOT (state = 'accepted' AND payload LIKE '%\"ends_accepted\":true%')";

/// Rows that were understood, and rows that were not.
#[derive(Default)]
pub(super) struct Read {
    pub whole: Vec<(Intent, SqliteRow)>,
    pub broken: Vec<(StoreError, SqliteRow)>,
}

fn step_of(row: &SqliteRow) -> Result<Step, StoreError> {
    let kind: String = row.try_get("kind")?;
    let payload: String = row.try_get("payload")?;
    Ok(Step { at: time_of(row, "at")?, kind: payload::step_from(&kind, &payload)? })
}

fn intent_of(row: &SqliteRow, steps: Vec<Step>) -> Result<Intent, StoreError> {
    let id: String = row.try_get("id")?;
    let payload: String = row.try_get("payload")?;
    Ok(Intent {
        id: id_from(&id)?,
        action: payload::action_from(&payload)?,
        by: row.try_get("asked_by")?,
        place: row.try_get("place")?,
        asked_at: time_of(row, "asked_at")?,
        state: state_of(row)?,
        since: time_of(row, "since")?,
        steps,
    })
}

/// A place to die at for each state a test is interested in.
fn crash_at(before: &str, state: IntentState, after: &str) {
    if cfg!(debug_assertions) {
        crash_point(&format!("{before}{}{after}", state.code()));
    }
}

pub(super) async fn insert_step(
    transaction: &mut Transaction<'_, Sqlite>,
    id: IntentId,
    seq: i64,
    step: &Step,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO steps (intent_id, seq, at, kind, payload) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id.0.to_string())
    .bind(seq)
    .bind(time_text(step.at))
    .bind(payload::kind_code(&step.kind))
    .bind(payload::step_text(&step.kind)?)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Whether the newest step of a command is this very one.
async fn is_newest(
    transaction: &mut Transaction<'_, Sqlite>,
    id: IntentId,
    step: &Step,
) -> Result<bool, StoreError> {
    let newest: Option<(String, String)> =
        sqlx::query_as("SELECT kind, at FROM steps WHERE intent_id = $1 ORDER BY seq DESC LIMIT 1")
            .bind(id.0.to_string())
            .fetch_optional(&mut **transaction)
            .await?;
    let this = (payload::kind_code(&step.kind), time_text(step.at));
    Ok(newest.is_some_and(|(kind, at)| (kind.as_str(), at) == this))
}

async fn enqueue(
    transaction: &mut Transaction<'_, Sqlite>,
    id: IntentId,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO outbox (intent_id, queued_at) VALUES ($1, $2)")
        .bind(id.0.to_string())
        .bind(time_text(at))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

pub(super) fn id_from(text: &str) -> Result<IntentId, StoreError> {
    Uuid::parse_str(text).map(IntentId).map_err(|error| StoreError::Row(error.to_string()))
}

/// Six digits of the second, so that text order is time order.
pub(super) fn time_text(at: Timestamp) -> String {
    format!("{at:.6}")
}

pub(super) fn time_of(row: &SqliteRow, column: &str) -> Result<Timestamp, StoreError> {
    let text: String = row.try_get(column)?;
    text.parse().map_err(|error: jiff::Error| StoreError::Row(error.to_string()))
}

fn state_of(row: &SqliteRow) -> Result<IntentState, StoreError> {
    let code: String = row.try_get("state")?;
    IntentState::parse(&code).ok_or_else(|| StoreError::Row(format!("state {code:?}")))
}
