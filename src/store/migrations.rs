//! Numbered migrations: each runs once, in order, in its own transaction.

use std::cmp::Ordering;
use std::path::Path;

use sqlx::SqlitePool;
use sqlx::sqlite::SqliteExecutor;

use super::StoreError;

/// Every migration in order; the number is its place in this list, from 1.
const MIGRATIONS: &[&str] = &[
    include_str!("../../assets/sql/sqlite/0001_ledger.sql"),
    include_str!("../../assets/sql/sqlite/0002_pictures.sql"),
    include_str!("../../assets/sql/sqlite/0003_pictures_told_apart.sql"),
    include_str!("../../assets/sql/sqlite/0004_leases.sql"),
    include_str!("../../assets/sql/sqlite/0005_floor.sql"),
    include_str!("../../assets/sql/sqlite/0006_station_wishes.sql"),
    include_str!("../../assets/sql/sqlite/0007_people.sql"),
    include_str!("../../assets/sql/sqlite/0008_floor_parts.sql"),
    include_str!("../../assets/sql/sqlite/0009_doubts.sql"),
];

/// Brings the tables up to date; refuses a file that a newer program wrote. Two programs may do it at a time.
pub(super) async fn run(pool: &SqlitePool, path: &Path) -> Result<(), StoreError> {
    let words = |error: sqlx::Error| StoreError::from_sqlx(&error, path);
    sqlx::query("CREATE TABLE IF NOT EXISTS migrations (number BIGINT NOT NULL PRIMARY KEY)")
        .execute(pool)
        .await
        .map_err(words)?;
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    let found = newest(pool).await.map_err(words)?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for (number, sql) in (1_i64..).zip(MIGRATIONS).filter(|(number, _)| *number > found) {
        step(pool, number, sql).await.map_err(words)?;
    }
    Ok(())
}

/// Refuses to read a file whose tables are not those of this program: what is missing there would look
/// like a damaged file, and what a newer program means by a row is not known.
pub(super) async fn check(pool: &SqlitePool, path: &Path) -> Result<(), StoreError> {
    let words = |error: sqlx::Error| StoreError::from_sqlx(&error, path);
    let kept: Option<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migrations'",
    )
    .fetch_optional(pool)
    .await
    .map_err(words)?;
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    let found = match kept {
        Some(_) => newest(pool).await.map_err(words)?,
        None => 0,
    };
    match found.cmp(&known) {
        Ordering::Equal => Ok(()),
        Ordering::Greater => Err(StoreError::Newer { found, known }),
        Ordering::Less => Err(StoreError::Older { path: path.to_owned(), found, known }),
    }
}

async fn newest<'e>(executor: impl SqliteExecutor<'e>) -> Result<i64, sqlx::Error> {
    let done: Option<i64> =
        sqlx::query_scalar("SELECT MAX(number) FROM migrations").fetch_one(executor).await?;
    Ok(done.unwrap_or(0))
}

async fn step(pool: &SqlitePool, number: i64, sql: &'static str) -> Result<(), sqlx::Error> {
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    // another program may have done it while this one waited
    if newest(&mut *transaction).await? >= number {
        return Ok(());
    }
    sqlx::raw_sql(sql).execute(&mut *transaction).await?;
    sqlx::query("INSERT INTO migrations (number) VALUES ($1)")
        .bind(number)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await
}
