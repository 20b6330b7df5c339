//! What a step of the floor writes: each row says how it was before, and all of them are written or none.

use sqlx::{Sqlite, Transaction};
use uuid::Uuid;

use super::floor::{Parts, bump};
use super::floor_ended::note;
use super::ledger::time_text;
use super::{AuditRow, FloorStore, StoreError, audit, floor_payload, station_wish};
use crate::domain::floor::{Session, StationWish};
use crate::domain::ids::TrayId;
use crate::domain::pick::{Exception, LineState, PickLine};
use crate::domain::tray_layout::Content;
use crate::util::crash_point::crash_point;

/// One row as it is from now on, with what it was: if another program changed it meanwhile, nothing is written.
#[derive(Clone, Debug, PartialEq)]
pub enum FloorRow {
    /// A line, and how far it was; none where it is new.
    Line {
        is: Box<PickLine>,
        was: Option<Progress>,
    },
    /// One compartment of a tray; none where nothing lies in it.
    Content {
        tray: TrayId,
        compartment: String,
        is: Option<Content>,
        was: Option<Content>,
    },
    /// Whether a tray is dirty.
    Dirty(TrayId, bool),
    /// A workplace, and who held it; none where nobody ever worked there.
    Session {
        is: Box<Session>,
        was: Option<Uuid>,
    },
    Wish(StationWish),
    Audit(AuditRow),
}

/// How far a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub state: LineState,
    pub taken: u32,
    pub damaged: u32,
}

impl Progress {
    pub const fn of(line: &PickLine) -> Self {
        Self { state: line.state, taken: line.taken, damaged: line.damaged }
    }
}

impl FloorStore {
    /// Writes rows down, all or none; the version after it. What another program changed since it
    /// was read is not overwritten: then nothing is written, and it has to be read again.
    /// By its number, which only goes up, it can be looked for afterwards.
    pub async fn write(
        &self,
        rows: &[FloorRow],
        writer: Uuid,
        number: i64,
    ) -> Result<i64, StoreError> {
        crash_point("floor-write");
        let mut transaction = self.pool.begin().await?;
        // the first statement writes, so that nobody else writes between the look and the change
        let stock = |row: &FloorRow| matches!(row, FloorRow::Content { .. } | FloorRow::Dirty(..));
        let moves = Parts { stock: i64::from(rows.iter().any(stock)), ..Parts::default() };
        let version = bump(&mut transaction, writer, moves).await?;
        for row in rows {
            match row {
                FloorRow::Line { is, was } => put_line(&mut transaction, is, *was).await?,
                FloorRow::Content { .. } => change_content(&mut transaction, row).await?,
                FloorRow::Dirty(tray, dirty) => put_dirty(&mut transaction, tray, *dirty).await?,
                FloorRow::Session { is, was } => put_session(&mut transaction, is, *was).await?,
                FloorRow::Wish(wish) => station_wish::put(&mut transaction, wish).await?,
                FloorRow::Audit(row) => audit::insert(&mut transaction, row).await?,
            }
        }
        note(&mut transaction, writer, number, version).await?;
        crash_point("floor-write-in");
        let told = transaction.commit().await;
        self.write_ended((writer, number), told.map_err(StoreError::from)).await?;
        crash_point("floor-written");
        Ok(version)
    }
}

/// 1 when it is new, 0 when it was there.
pub(super) async fn insert_line(
    transaction: &mut Transaction<'_, Sqlite>,
    line: &PickLine,
) -> Result<u64, StoreError> {
    let key = (!line.order.is_empty()).then(|| format!("{}\u{1f}{}", line.order, line.number));
    let done = sqlx::query(
        "INSERT OR IGNORE INTO pick_lines (id, line_key, mode, tray, compartment, sku, quantity, \
         order_code, number, of_lines, state, taken, damaged, reason, ended_by, approved_by, \
         ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
         $17)",
    )
    .bind(line.id.0.to_string())
    .bind(key)
    .bind(line.mode.code())
    .bind(line.tray.as_str())
    .bind(&line.compartment)
    .bind(line.sku.as_str())
    .bind(line.quantity)
    .bind(&line.order)
    .bind(line.number)
    .bind(line.of)
    .bind(line.state.code())
    .bind(line.taken)
    .bind(line.damaged)
    .bind(line.reason.map(Exception::code))
    .bind(&line.by)
    .bind(&line.approved_by)
    .bind(line.ended_at.map(time_text))
    .execute(&mut **transaction)
    .await?;
    Ok(done.rows_affected().min(1))
}

async fn put_line(
    transaction: &mut Transaction<'_, Sqlite>,
    line: &PickLine,
    was: Option<Progress>,
) -> Result<(), StoreError> {
    let changed = match was {
        None => insert_line(transaction, line).await?,
        Some(was) => sqlx::query(
            "UPDATE pick_lines SET compartment = $1, state = $2, taken = $3, damaged = $4, \
             reason = $5, ended_by = $6, approved_by = $7, ended_at = $8 \
             WHERE id = $9 AND state = $10 AND taken = $11 AND damaged = $12",
        )
        .bind(&line.compartment)
        .bind(line.state.code())
        .bind(line.taken)
        .bind(line.damaged)
        .bind(line.reason.map(Exception::code))
        .bind(&line.by)
        .bind(&line.approved_by)
        .bind(line.ended_at.map(time_text))
        .bind(line.id.0.to_string())
        .bind(was.state.code())
        .bind(was.taken)
        .bind(was.damaged)
        .execute(&mut **transaction)
        .await?
        .rows_affected(),
    };
    as_it_was(changed, || format!("The line of SKU {}", line.sku))
}

/// Whether the row was found as it was known.
fn as_it_was(changed: u64, what: impl FnOnce() -> String) -> Result<(), StoreError> {
    if changed == 0 { Err(StoreError::ChangedMeanwhile(what())) } else { Ok(()) }
}

pub(super) async fn put_content(
    transaction: &mut Transaction<'_, Sqlite>,
    tray: &TrayId,
    compartment: &str,
    content: &Content,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO tray_contents (tray, compartment, sku, quantity) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (tray, compartment) DO UPDATE SET sku = $3, quantity = $4",
    )
    .bind(tray.as_str())
    .bind(compartment)
    .bind(content.sku.as_str())
    .bind(content.quantity)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

async fn change_content(
    transaction: &mut Transaction<'_, Sqlite>,
    row: &FloorRow,
) -> Result<(), StoreError> {
    let FloorRow::Content { tray, compartment, is, was } = row else { return Ok(()) };
    let query = match (was, is) {
        (None, None) => return Ok(()),
        (None, Some(is)) => sqlx::query(
            "INSERT OR IGNORE INTO tray_contents (tray, compartment, sku, quantity) \
             VALUES ($1, $2, $3, $4)",
        )
        .bind(tray.as_str())
        .bind(compartment)
        .bind(is.sku.as_str())
        .bind(is.quantity),
        (Some(was), Some(is)) => sqlx::query(
            "UPDATE tray_contents SET sku = $3, quantity = $4 \
             WHERE tray = $1 AND compartment = $2 AND sku = $5 AND quantity = $6",
        )
        .bind(tray.as_str())
        .bind(compartment)
        .bind(is.sku.as_str())
        .bind(is.quantity)
        .bind(was.sku.as_str())
        .bind(was.quantity),
        (Some(was), None) => sqlx::query(
            "DELETE FROM tray_contents \
             WHERE tray = $1 AND compartment = $2 AND sku = $3 AND quantity = $4",
        )
        .bind(tray.as_str())
        .bind(compartment)
        .bind(was.sku.as_str())
        .bind(was.quantity),
    };
    let changed = query.execute(&mut **transaction).await?.rows_affected();
    as_it_was(changed, || format!("Compartment {compartment} of tray {tray}"))
}

async fn put_dirty(
    transaction: &mut Transaction<'_, Sqlite>,
    tray: &TrayId,
    dirty: bool,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO trays (tray, dirty) VALUES ($1, $2) \
         ON CONFLICT (tray) DO UPDATE SET dirty = $2",
    )
    .bind(tray.as_str())
    .bind(dirty)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// A workplace changes hands only from whom it was taken from.
async fn put_session(
    transaction: &mut Transaction<'_, Sqlite>,
    session: &Session,
    was: Option<Uuid>,
) -> Result<(), StoreError> {
    let place = session.place.code();
    let held: Option<String> = sqlx::query_scalar("SELECT holder FROM workplaces WHERE place = $1")
        .bind(&place)
        .fetch_optional(&mut **transaction)
        .await?;
    if held.map(|held| Uuid::parse_str(&held).unwrap_or_default()) != was {
        return Err(StoreError::TakenOver(place));
    }
    sqlx::query(
        "INSERT INTO workplaces (place, holder, payload) VALUES ($1, $2, $3) \
         ON CONFLICT (place) DO UPDATE SET holder = $2, payload = $3",
    )
    .bind(place)
    .bind(session.holder.to_string())
    .bind(floor_payload::session_text(session)?)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}
