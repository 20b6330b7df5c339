//! Wrong PINs in a row on disk, so that neither a restart nor another program gives fresh tries.

use jiff::Timestamp;
use sqlx::{Row, Sqlite, Transaction};
use uuid::Uuid;

use super::floor::{Parts, bump};
use super::ledger::{time_of, time_text};
use super::{FloorStore, StoreError};
use crate::domain::person::PinTries;

impl FloorStore {
    /// Counts a try as wrong, before it is looked at; false while nothing is taken of this name.
    pub async fn pin_tried(
        &self,
        name: &str,
        at: Timestamp,
        writer: Uuid,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let people = Parts { people: 1, ..Parts::default() };
        let version = bump(&mut transaction, writer, people).await?;
        let mut tries = read(&mut transaction).await?;
        if tries.paused_until(name, at).is_some() {
            return Ok(false);
        }
        tries.wrong(name, at);
        let (wrong, last) = tries.of(name).unwrap_or((1, at));
        sqlx::query(
            "INSERT INTO pin_tries (name, wrong, last) VALUES ($1, $2, $3) \
             ON CONFLICT (name) DO UPDATE SET wrong = $2, last = $3",
        )
        .bind(name)
        .bind(wrong)
        .bind(time_text(last))
        .execute(&mut *transaction)
        .await?;
        let told = transaction.commit().await;
        self.ended((version, writer), told).await?;
        Ok(true)
    }

    /// It was right: nothing is held against the name any more.
    pub async fn pin_right(&self, name: &str, writer: Uuid) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        let people = Parts { people: 1, ..Parts::default() };
        let version = bump(&mut transaction, writer, people).await?;
        forget(&mut transaction, name).await?;
        let told = transaction.commit().await;
        self.ended((version, writer), told).await
    }
}

pub(super) async fn forget(
    transaction: &mut Transaction<'_, Sqlite>,
    name: &str,
) -> Result<(), StoreError> {
    let gone = sqlx::query("DELETE FROM pin_tries WHERE name = $1").bind(name);
    gone.execute(&mut **transaction).await?;
    Ok(())
}

pub(super) async fn read(
    transaction: &mut Transaction<'_, Sqlite>,
) -> Result<PinTries, StoreError> {
    let rows = sqlx::query("SELECT * FROM pin_tries").fetch_all(&mut **transaction).await?;
    let tries = rows
        .iter()
        .map(|row| Ok((row.try_get("name")?, (row.try_get("wrong")?, time_of(row, "last")?))));
    Ok(PinTries::kept(tries.collect::<Result<Vec<_>, StoreError>>()?))
}
