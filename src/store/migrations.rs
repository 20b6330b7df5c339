//! Numbered migrations: each runs once, in order, in its own transaction.

use sqlx::SqlitePool;

/// Every migration in order; the number is its place in this list, from 1.
const MIGRATIONS: &[&str] = &[
    include_str!("../../assets/sql/sqlite/0001_ledger.sql"),
    include_str!("../../assets/sql/sqlite/0002_pictures.sql"),
    include_str!("../../assets/sql/sqlite/0003_pictures_told_apart.sql"),
];

/// Brings the tables up to date; refuses a file that a newer program wrote.
pub(super) async fn run(pool: &SqlitePool) -> Result<(), sqlx::Error> {
    sqlx::query("CREATE TABLE IF NOT EXISTS migrations (number BIGINT NOT NULL PRIMARY KEY)")
        .execute(pool)
        .await?;
    let done: Option<i64> =
        sqlx::query_scalar("SELECT MAX(number) FROM migrations").fetch_one(pool).await?;
    let done = done.unwrap_or(0);
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if done > known {
        let message = format!("written by a newer Traydeck (tables {done}, known {known}); update");
        return Err(sqlx::Error::Protocol(message));
    }
    for (number, sql) in (1_i64..).zip(MIGRATIONS).filter(|(number, _)| *number > done) {
        let mut transaction = pool.begin().await?;
        sqlx::raw_sql(*sql).execute(&mut *transaction).await?;
        sqlx::query("INSERT INTO migrations (number) VALUES ($1)")
            .bind(number)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
    }
    Ok(())
}
