//! What became of a write to the floor whose commit reported an error.

use sqlx::{Sqlite, Transaction};
use uuid::Uuid;

use super::{FloorStore, StoreError};

impl FloorStore {
    /// How a numbered write ended, whatever its commit reported.
    pub(super) async fn write_ended(
        &self,
        (writer, number): (Uuid, i64),
        told: Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let Err(error) = told else { return Ok(()) };
        let full = matches!(error, StoreError::DiskFull(_));
        match self.newest_of(writer).await {
            Ok(Some(newest)) if newest == number => Ok(()),
            // the last word of the commit did not fit on the disk: that is no commit
            Ok(_) if full => Err(error),
            Ok(_) => match self.look_for(writer, number).await {
                Ok(true) => Ok(()),
                Ok(false) => Err(error),
                Err(_) => Err(StoreError::NotKnown(error.to_string())),
            },
            Err(_) => Err(StoreError::NotKnown(error.to_string())),
        }
    }

    /// Whether the write of this number was carried out. Where it was not, that is written down, so that a log of the
    /// database that is read again after a power cut cannot bring it back.
    pub async fn look_for(&self, writer: Uuid, number: i64) -> Result<bool, StoreError> {
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let newest: Option<i64> =
            sqlx::query_scalar("SELECT number FROM floor_written WHERE writer = $1")
                .bind(writer.to_string())
                .fetch_optional(&mut *transaction)
                .await?;
        if newest == Some(number) {
            return Ok(true);
        }
        sqlx::query(
            "INSERT INTO floor_written (writer, number, version) \
             SELECT $1, $2, version FROM floor_version WHERE TRUE \
             ON CONFLICT (writer) DO UPDATE SET number = excluded.number",
        )
        .bind(writer.to_string())
        .bind(-number)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(false)
    }

    /// How anything else ended that moved the version on: by the version and who wrote it.
    pub(super) async fn ended(
        &self,
        wrote: (i64, Uuid),
        told: Result<(), sqlx::Error>,
    ) -> Result<(), StoreError> {
        let Err(error) = told else { return Ok(()) };
        match self.version().await {
            Ok(found) if found == wrote => Ok(()),
            Ok((found, _)) if found < wrote.0 => Err(error.into()),
            _ => Err(StoreError::NotKnown(error.to_string())),
        }
    }

    async fn newest_of(&self, writer: Uuid) -> Result<Option<i64>, StoreError> {
        let newest = sqlx::query_scalar("SELECT number FROM floor_written WHERE writer = $1")
            .bind(writer.to_string())
            .fetch_optional(&self.pool)
            .await?;
        Ok(newest)
    }
}

/// Programs that wrote longer ago than so many writes look for nothing any more.
const WRITES_KEPT: i64 = 100_000;

/// Notes the number of a write in its transaction.
pub(super) async fn note(
    transaction: &mut Transaction<'_, Sqlite>,
    writer: Uuid,
    number: i64,
    version: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO floor_written (writer, number, version) VALUES ($1, $2, $3) \
         ON CONFLICT (writer) DO UPDATE SET number = $2, version = $3",
    )
    .bind(writer.to_string())
    .bind(number)
    .bind(version)
    .execute(&mut **transaction)
    .await?;
    if number == 1 {
        sqlx::query("DELETE FROM floor_written WHERE version < $1")
            .bind(version - WRITES_KEPT)
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: Uuid = Uuid::from_u128(1);
    const OTHER: Uuid = Uuid::from_u128(2);

    fn torn() -> Result<(), StoreError> {
        Err(StoreError::Other("torn off".to_owned()))
    }

    fn with_store(act: impl AsyncFnOnce(FloorStore)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let folder = std::env::temp_dir().join(format!("traydeck-{}", Uuid::now_v7()));
            std::fs::create_dir_all(&folder).unwrap();
            act(FloorStore::open(&folder.join("ledger.sqlite")).await.unwrap()).await;
            std::fs::remove_dir_all(folder).unwrap();
        });
    }

    async fn rename(store: &FloorStore, from: &str, to: &str) {
        let sql = sqlx::AssertSqlSafe(format!("ALTER TABLE {from} RENAME TO {to}"));
        sqlx::query(sql).execute(&store.pool).await.unwrap();
    }

    #[test]
    fn a_write_that_was_reported_as_failed_is_looked_for_by_its_number() {
        with_store(async |store| {
            store.write(&[], ME, 1).await.unwrap();
            store.write(&[], OTHER, 7).await.unwrap();
            assert_eq!(store.write_ended((ME, 1), torn()).await, Ok(()), "it was carried out");
            assert_eq!(store.write_ended((ME, 2), torn()).await, torn(), "it was not");
            assert_eq!(store.look_for(ME, 2).await, Ok(false));
            assert_eq!(store.look_for(OTHER, 7).await, Ok(true));
            store.write(&[], ME, 3).await.unwrap();
            assert_eq!(store.look_for(ME, 3).await, Ok(true));
            store.close().await;
        });
    }

    #[test]
    fn while_nobody_can_look_it_is_told_as_not_known() {
        with_store(async |store| {
            store.write(&[], ME, 1).await.unwrap();
            rename(&store, "floor_written", "hidden").await;
            let told = store.write_ended((ME, 1), torn()).await;
            assert!(matches!(told, Err(StoreError::NotKnown(_))), "{told:?}");
            assert!(store.look_for(ME, 1).await.is_err());
            rename(&store, "hidden", "floor_written").await;
            assert_eq!(store.look_for(ME, 1).await, Ok(true));
            store.close().await;
        });
    }

    #[test]
    fn a_fill_is_looked_for_by_its_version() {
        with_store(async |store| {
            let (version, _) = store.version().await.unwrap();
            let torn = || Err(sqlx::Error::PoolTimedOut);
            assert!(matches!(
                store.ended((version + 1, ME), torn()).await,
                Err(StoreError::Other(_))
            ));
            let written = store.write(&[], ME, 1).await.unwrap();
            assert_eq!(store.ended((written, ME), torn()).await, Ok(()));
            let other = store.ended((written, OTHER), torn()).await;
            assert!(matches!(other, Err(StoreError::NotKnown(_))), "{other:?}");
            store.close().await;
        });
    }
}
