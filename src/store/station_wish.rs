//! Wishes of supervisors elsewhere, as rows both programs on one store read.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, Sqlite, Transaction};
use uuid::Uuid;

use super::StoreError;
use super::ledger::time_text;
use crate::domain::floor::{Floor, StationWish, Wanted, WishState};
use crate::domain::pick::Workplace;

/// What was said to a wish is shown this long.
const WISHES_CARRIED: SignedDuration = SignedDuration::from_hours(1);

pub(super) async fn read(
    transaction: &mut Transaction<'_, Sqlite>,
    floor: &mut Floor,
    now: Timestamp,
) -> Result<(), StoreError> {
    let rows = sqlx::query("SELECT * FROM station_wishes WHERE wished_at > $1")
        .bind(time_text(now - WISHES_CARRIED))
        .fetch_all(&mut **transaction)
        .await?;
    for row in &rows {
        let wish = wish_of(row)?;
        floor.wishes.insert(wish.id, Arc::new(wish));
    }
    Ok(())
}

/// One that ended stays as it ended: two programs may find at the same time that it grew old.
pub(super) async fn put(
    transaction: &mut Transaction<'_, Sqlite>,
    wish: &StationWish,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO station_wishes (id, place, wanted, wished_by, program, wished_at, state, \
         answered_by, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         ON CONFLICT (id) DO UPDATE SET state = $7, answered_by = $8, ended_at = $9 \
         WHERE station_wishes.state IN ('sent', 'asked') OR $7 = 'not-done'",
    )
    .bind(wish.id.to_string())
    .bind(wish.place.code())
    .bind(wish.what.code())
    .bind(&wish.from)
    .bind(wish.program.to_string())
    .bind(time_text(wish.at))
    .bind(wish.state.code())
    .bind(&wish.by)
    .bind(wish.ended_at.map(time_text))
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

fn wish_of(row: &SqliteRow) -> Result<StationWish, StoreError> {
    let text = |column: &str| row.try_get::<String, _>(column);
    let odd = |what: &str| StoreError::Row(what.to_owned());
    let time = |text: &str| text.parse::<Timestamp>().map_err(|error| odd(&error.to_string()));
    let ended_at: Option<String> = row.try_get("ended_at")?;
    Ok(StationWish {
        id: Uuid::parse_str(&text("id")?).map_err(|error| odd(&error.to_string()))?,
        place: Workplace::parse(&text("place")?).ok_or_else(|| odd("place of a wish"))?,
        what: Wanted::parse(&text("wanted")?).ok_or_else(|| odd("what is wished"))?,
        from: text("wished_by")?,
        program: Uuid::parse_str(&text("program")?).unwrap_or_default(),
        at: time(&text("wished_at")?)?,
        state: WishState::parse(&text("state")?).ok_or_else(|| odd("state of a wish"))?,
        by: text("answered_by")?,
        ended_at: ended_at.as_deref().map(time).transpose()?,
    })
}
