//! Retention: finished commands and audit rows leave the ledger after their time, unfinished ones never.

use jiff::{SignedDuration, Timestamp};
use sqlx::AssertSqlSafe;

use super::ledger::{UNFINISHED, time_text};
use super::{Store, StoreError};

/// Finished commands are kept this long.
pub const COMMAND_DAYS: u32 = 90;
/// Between two sweeps.
pub(super) const BETWEEN_SWEEPS: SignedDuration = SignedDuration::from_hours(24);
/// Audit rows are kept this long, whatever becomes of their commands.
pub const AUDIT_DAYS: u32 = 400;

impl Store {
    /// Removes commands that ended more than so many days ago, with their steps, and audit rows past their
    /// time; gives how many commands went.
    pub async fn sweep(&self, days: u32, now: Timestamp) -> Result<u64, StoreError> {
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let old = format!("NOT ({UNFINISHED}) AND since < $1");
        let before = time_text(days_before(now, days));
        for table in ["steps", "outbox", "quarantine"] {
            let sql = format!(
                "DELETE FROM {table} WHERE intent_id IN (SELECT id FROM intents WHERE {old})"
            );
            sqlx::query(AssertSqlSafe(sql)).bind(&before).execute(&mut *transaction).await?;
        }
        let sql = format!("DELETE FROM intents WHERE {old}");
        let gone = sqlx::query(AssertSqlSafe(sql)).bind(&before).execute(&mut *transaction).await?;
        sqlx::query("DELETE FROM audit WHERE at < $1")
            .bind(time_text(days_before(now, AUDIT_DAYS.max(days))))
            .execute(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM retracted WHERE at < $1")
            .bind(&before)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(gone.rows_affected())
    }

    /// Bounds the file to so many pages, as a full disk would; for tests.
    #[doc(hidden)]
    pub async fn bound(&self, pages: u32) -> Result<(), StoreError> {
        let sql = format!("PRAGMA max_page_count = {pages}");
        sqlx::query(AssertSqlSafe(sql)).execute(&self.pool).await?;
        Ok(())
    }
}

fn days_before(now: Timestamp, days: u32) -> Timestamp {
    let span = SignedDuration::from_hours(24 * i64::from(days));
    now.saturating_sub(span).unwrap_or(Timestamp::MIN)
}
