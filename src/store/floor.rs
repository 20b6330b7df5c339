//! The floor on disk: every step of a workplace is one transaction over lines, contents, session and audit.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use sqlx::sqlite::{SqliteJournalMode, SqlitePool, SqliteRow, SqliteSynchronous};
use sqlx::{Row, Sqlite, Transaction};
use uuid::Uuid;

use super::floor_write::{insert_line, put_content};
use super::ledger::time_text;
use super::{
    Alive, PeopleRead, StoreError, connect, floor_payload, migrations, options, people,
    station_wish,
};
use crate::domain::floor::{Fill, Filled, Floor, Items, Session};
use crate::domain::ids::TrayId;
use crate::domain::pick::{Exception, LineId, LineState, Mode, PickLine, Workplace};
use crate::domain::tray_layout::{Content, TrayLayout, TrayStock};

/// Ended lines are carried this long, so that a step can be taken back and the screen can say what was done.
const ENDED_CARRIED: SignedDuration = SignedDuration::from_hours(12);
/// And so many of them at most.
const ENDED_AT_MOST: i64 = 2_000;

/// The floor of one site, in the same file as its ledger.
#[derive(Debug)]
pub struct FloorStore {
    pub(super) pool: SqlitePool,
}

/// Everything that was read, and the version it was read at.
#[derive(Clone, Debug, Default)]
pub struct FloorRead {
    pub floor: Floor,
    pub people: PeopleRead,
    pub version: i64,
    parts: Parts,
}

/// Versions of what changes seldom; or by how much a write moves them on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub items: i64,
    pub stock: i64,
    pub people: i64,
}

impl FloorStore {
    /// Opens the floor beside the ledger at this path, which others may have open.
    pub async fn open(ledger: &Path) -> Result<Self, StoreError> {
        let options = options(ledger)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: a piece that was counted survives a power cut
            .synchronous(SqliteSynchronous::Full);
        let pool = connect(options, ledger).await?;
        migrations::run(&pool, ledger).await?;
        Ok(Self { pool })
    }

    /// Opens it to read, beside a console that may be writing.
    pub async fn open_to_read(ledger: &Path) -> Result<Self, StoreError> {
        if !ledger.exists() {
            return Err(StoreError::Missing(ledger.to_owned()));
        }
        let pool = connect(options(ledger).read_only(true), ledger).await?;
        migrations::check(&pool, ledger).await?;
        Ok(Self { pool })
    }

    /// Reads all that is open, what ended not long ago, and every workplace. What has not changed since
    /// it was read before is taken from there.
    pub async fn read(
        &self,
        now: Timestamp,
        before: Option<&FloorRead>,
    ) -> Result<FloorRead, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let row = sqlx::query("SELECT * FROM floor_version").fetch_one(&mut *transaction).await?;
        let version = row.try_get("version")?;
        // an older file that is opened to read only has none of them
        let part = |name: &str| row.try_get(name).unwrap_or_default();
        let parts = Parts { items: part("items"), stock: part("stock"), people: part("people") };
        let same =
            |part: fn(&Parts) -> i64| before.filter(|before| part(&before.parts) == part(&parts));
        let mut floor = Floor::default();
        let lines = sqlx::query(
            "SELECT * FROM pick_lines WHERE state = 'open' UNION ALL \
             SELECT * FROM (SELECT * FROM pick_lines WHERE ended_at > $1 \
             ORDER BY ended_at DESC LIMIT $2)",
        )
        .bind(time_text(now - ENDED_CARRIED))
        .bind(ENDED_AT_MOST)
        .fetch_all(&mut *transaction)
        .await?;
        for row in &lines {
            let line = line_of(row)?;
            floor.lines.insert(line.id, Arc::new(line));
        }
        match same(|parts| parts.stock) {
            Some(before) => floor.stock = before.floor.stock.clone(),
            None => read_stock(&mut transaction, &mut floor).await?,
        }
        floor.items = match same(|parts| parts.items) {
            Some(before) => Arc::clone(&before.floor.items),
            None => Arc::new(read_items(&mut transaction).await?),
        };
        let people = match same(|parts| parts.people) {
            Some(before) => before.people.clone(),
            None => people::read(&mut transaction).await?,
        };
        let places = sqlx::query("SELECT * FROM workplaces").fetch_all(&mut *transaction).await?;
        for row in &places {
            let session = session_of(row)?;
            floor.sessions.insert(session.place.clone(), Arc::new(session));
        }
        station_wish::read(&mut transaction, &mut floor, now).await?;
        Ok(FloorRead { floor, people, version, parts })
    }

    /// Which version is on disk, and who wrote it.
    pub async fn version(&self) -> Result<(i64, Uuid), StoreError> {
        let row =
            sqlx::query("SELECT version, writer FROM floor_version").fetch_one(&self.pool).await?;
        let writer: String = row.try_get("writer")?;
        Ok((row.try_get("version")?, Uuid::parse_str(&writer).unwrap_or_default()))
    }

    /// The other programs that are there; says as well that this one is.
    pub async fn others(
        &self,
        alive: &Alive,
        now: Timestamp,
    ) -> Result<BTreeSet<Uuid>, StoreError> {
        // a disk that takes nothing can still be read
        if let Err(error) = alive.beat(&self.pool, now).await {
            tracing::warn!(%error, "this program could not say that it is there");
        }
        Ok(alive.others(&self.pool, now).await?.there)
    }

    /// Takes what comes from outside: all or none.
    pub async fn fill(&self, fill: &Fill, writer: Uuid) -> Result<(Filled, i64), StoreError> {
        let mut transaction = self.pool.begin().await?;
        let moves = Parts {
            items: i64::from(!fill.barcodes.is_empty() || !fill.names.is_empty()),
            stock: i64::from(!fill.layouts.is_empty() || !fill.contents.is_empty()),
            people: 0,
        };
        let version = bump(&mut transaction, writer, moves).await?;
        let mut filled = Filled::default();
        for line in &fill.lines {
            let done = insert_line(&mut transaction, line).await?;
            filled.lines += done;
            filled.known_lines += 1 - done;
        }
        for (tray, layout) in &fill.layouts {
            sqlx::query(
                "INSERT INTO trays (tray, tray_rows, tray_columns, dirty) VALUES ($1, $2, $3, FALSE) \
                 ON CONFLICT (tray) DO UPDATE SET tray_rows = $2, tray_columns = $3",
            )
            .bind(tray.as_str())
            .bind(i64::from(layout.rows))
            .bind(i64::from(layout.columns))
            .execute(&mut *transaction)
            .await?;
            filled.layouts += 1;
        }
        for (tray, compartment, content) in &fill.contents {
            put_content(&mut transaction, tray, compartment, content).await?;
            filled.contents += 1;
        }
        for (barcode, sku) in &fill.barcodes {
            sqlx::query("INSERT OR IGNORE INTO barcodes (barcode, sku) VALUES ($1, $2)")
                .bind(barcode)
                .bind(sku.as_str())
                .execute(&mut *transaction)
                .await?;
            filled.barcodes += 1;
        }
        for (sku, name) in &fill.names {
            sqlx::query(
                "INSERT INTO sku_names (sku, name) VALUES ($1, $2) \
                 ON CONFLICT (sku) DO UPDATE SET name = $2",
            )
            .bind(sku.as_str())
            .bind(name)
            .execute(&mut *transaction)
            .await?;
            filled.names += 1;
        }
        let told = transaction.commit().await;
        self.ended((version, writer), told).await?;
        Ok((filled, version))
    }

    /// Forgets lines, contents and workplaces: the site they were of has begun anew.
    pub async fn clear(&self, writer: Uuid) -> Result<i64, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let moves = Parts { items: 1, stock: 1, people: 0 };
        let version = bump(&mut transaction, writer, moves).await?;
        let tables = [
            "pick_lines",
            "trays",
            "tray_contents",
            "workplaces",
            "barcodes",
            "sku_names",
            "station_wishes",
        ];
        for table in tables {
            sqlx::query(sqlx::AssertSqlSafe(format!("DELETE FROM {table}")))
                .execute(&mut *transaction)
                .await?;
        }
        let told = transaction.commit().await;
        self.ended((version, writer), told).await?;
        Ok(version)
    }

    /// Ends all work on the file and closes it.
    pub async fn close(self) {
        self.pool.close().await;
    }
}

pub(super) async fn bump(
    transaction: &mut Transaction<'_, Sqlite>,
    writer: Uuid,
    moves: Parts,
) -> Result<i64, StoreError> {
    let version = sqlx::query_scalar(
        "UPDATE floor_version SET version = version + 1, writer = $1, items = items + $2, \
         stock = stock + $3, people = people + $4 RETURNING version",
    )
    .bind(writer.to_string())
    .bind(moves.items)
    .bind(moves.stock)
    .bind(moves.people)
    .fetch_one(&mut **transaction)
    .await?;
    Ok(version)
}

async fn read_stock(
    transaction: &mut Transaction<'_, Sqlite>,
    floor: &mut Floor,
) -> Result<(), StoreError> {
    let trays = sqlx::query("SELECT * FROM trays").fetch_all(&mut **transaction).await?;
    let mut stock: std::collections::BTreeMap<TrayId, TrayStock> =
        std::collections::BTreeMap::new();
    for row in &trays {
        let tray: String = row.try_get("tray")?;
        let (rows, columns): (Option<u8>, Option<u8>) =
            (row.try_get("tray_rows")?, row.try_get("tray_columns")?);
        let layout = rows.zip(columns).map(|(rows, columns)| TrayLayout { rows, columns });
        let dirty = row.try_get("dirty")?;
        stock.insert(TrayId::new(&tray), TrayStock { layout, dirty, ..TrayStock::default() });
    }
    let contents = sqlx::query("SELECT * FROM tray_contents").fetch_all(&mut **transaction).await?;
    for row in &contents {
        let tray: String = row.try_get("tray")?;
        let compartment: String = row.try_get("compartment")?;
        let sku: String = row.try_get("sku")?;
        let content = Content { sku: sku.as_str().into(), quantity: row.try_get("quantity")? };
        stock.entry(TrayId::new(&tray)).or_default().contents.insert(compartment, content);
    }
    floor.stock = stock.into_iter().map(|(tray, stock)| (tray, Arc::new(stock))).collect();
    Ok(())
}

async fn read_items(transaction: &mut Transaction<'_, Sqlite>) -> Result<Items, StoreError> {
    let mut items = Items::default();
    let barcodes = sqlx::query("SELECT * FROM barcodes").fetch_all(&mut **transaction).await?;
    for row in &barcodes {
        let (barcode, sku): (String, String) = (row.try_get("barcode")?, row.try_get("sku")?);
        items.add_barcode(&barcode, &sku.as_str().into());
    }
    let names = sqlx::query("SELECT * FROM sku_names").fetch_all(&mut **transaction).await?;
    for row in &names {
        let (sku, name): (String, String) = (row.try_get("sku")?, row.try_get("name")?);
        items.set_name(&sku.as_str().into(), &name);
    }
    Ok(items)
}

fn line_of(row: &SqliteRow) -> Result<PickLine, StoreError> {
    let text = |column: &str| row.try_get::<String, _>(column);
    let odd = |what: &str, value: &str| StoreError::Row(format!("{what} {value:?}"));
    let (id, mode, state) = (text("id")?, text("mode")?, text("state")?);
    let reason: Option<String> = row.try_get("reason")?;
    let ended_at: Option<String> = row.try_get("ended_at")?;
    Ok(PickLine {
        id: LineId(Uuid::parse_str(&id).map_err(|error| StoreError::Row(error.to_string()))?),
        mode: Mode::parse(&mode).ok_or_else(|| odd("mode", &mode))?,
        tray: text("tray")?.as_str().into(),
        compartment: text("compartment")?,
        sku: text("sku")?.as_str().into(),
        quantity: row.try_get("quantity")?,
        order: text("order_code")?,
        number: row.try_get("number")?,
        of: row.try_get("of_lines")?,
        state: LineState::parse(&state).ok_or_else(|| odd("state", &state))?,
        taken: row.try_get("taken")?,
        damaged: row.try_get("damaged")?,
        reason: reason.as_deref().and_then(Exception::parse),
        by: text("ended_by")?,
        approved_by: row.try_get("approved_by")?,
        ended_at: ended_at
            .map(|at| at.parse().map_err(|error: jiff::Error| StoreError::Row(error.to_string())))
            .transpose()?,
    })
}

fn session_of(row: &SqliteRow) -> Result<Session, StoreError> {
    let place: String = row.try_get("place")?;
    let holder: String = row.try_get("holder")?;
    let payload: String = row.try_get("payload")?;
    let place =
        Workplace::parse(&place).ok_or_else(|| StoreError::Row(format!("place {place:?}")))?;
    floor_payload::session_from(place, Uuid::parse_str(&holder).unwrap_or_default(), &payload)
}
