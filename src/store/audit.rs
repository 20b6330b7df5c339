//! Audit rows: who, where, what, before and after, and the far side's answer; only ever added.

use jiff::Timestamp;
use sqlx::{Row, Sqlite, Transaction};
use uuid::Uuid;

use super::ledger::{id_from, time_of, time_text};
use super::{Store, StoreError};
use crate::domain::intent::IntentId;

/// One accountable change of a command's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    pub at: Timestamp,
    pub intent: IntentId,
    pub who: String,
    /// Station or PC.
    pub place: String,
    /// The operation's id.
    pub what: String,
    /// State before; empty for the first row of a command.
    pub before: String,
    pub after: String,
    /// The far side's answer, or what a person said.
    pub answer: String,
}

pub(super) async fn insert(
    transaction: &mut Transaction<'_, Sqlite>,
    row: &AuditRow,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO audit (id, at, intent_id, who, place, what, state_before, state_after, answer) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(time_text(row.at))
    .bind(row.intent.0.to_string())
    .bind(&row.who)
    .bind(&row.place)
    .bind(&row.what)
    .bind(&row.before)
    .bind(&row.after)
    .bind(&row.answer)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

impl Store {
    /// The newest audit rows, newest first.
    pub async fn audit(&self, count: u32) -> Result<Vec<AuditRow>, StoreError> {
        let rows = sqlx::query("SELECT * FROM audit ORDER BY id DESC LIMIT $1")
            .bind(i64::from(count))
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| {
                let intent: String = row.try_get("intent_id")?;
                Ok(AuditRow {
                    at: time_of(row, "at")?,
                    intent: id_from(&intent)?,
                    who: row.try_get("who")?,
                    place: row.try_get("place")?,
                    what: row.try_get("what")?,
                    before: row.try_get("state_before")?,
                    after: row.try_get("state_after")?,
                    answer: row.try_get("answer")?,
                })
            })
            .collect()
    }
}
