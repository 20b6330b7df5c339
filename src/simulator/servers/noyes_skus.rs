//! SKUs of the storage system: listed with their stock, entered, changed, deleted.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, Path, RawQuery, State};
use axum::http::header::HOST;
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use super::answer::{mistakes, ok};
use super::ask::{Answer, Form, Refused, STAFF, needs, no};
use crate::simulator::clock::Millis;
use crate::simulator::lists::PageBody;
use crate::simulator::lists::params::{Grammar, Kind, Mistake};
use crate::simulator::lists::scan::{self, Fields, Value as Cell};
use crate::simulator::state::Shared;
use crate::simulator::warehouse::Warehouse;
use crate::simulator::warehouse::people::Subject;
use crate::simulator::warehouse::stock::skus::{ON_EMPTY, Picture, Sku, UNITS};
use crate::simulator::warehouse::stock::totals::Totals;

use Kind::{Integer, Text, Time};

type Site = State<Arc<Shared>>;

/// listSkus.
pub const SKUS: Grammar = Grammar {
    filters: &[
        ("carrier_utilization", "ilike", Text),
        ("created_at", "gte", Time),
        ("created_at", "lte", Time),
        ("deleted_at", "gte", Time),
        ("deleted_at", "lte", Time),
        ("fulfillable", "ilike", Integer),
        ("id", "eq", Text),
        ("id", "ilike", Text),
        ("load_count", "eq", Integer),
        ("load_count", "ilike", Integer),
        ("max_quantity", "eq", Integer),
        ("max_quantity", "gte", Integer),
        ("max_quantity", "ilike", Integer),
        ("max_quantity", "lte", Integer),
        ("measurement_unit", "in", Text),
        ("name", "ilike", Text),
        ("on_empty_sku_action", "in", Text),
        ("replenishable", "ilike", Integer),
        ("total_quantity", "eq", Integer),
        ("total_quantity", "gte", Integer),
        ("total_quantity", "ilike", Integer),
        ("total_quantity", "lte", Integer),
        ("updated_at", "gte", Time),
        ("updated_at", "lte", Time),
    ],
    sortable: &[
        "id",
        "name",
        "carrier_utilization",
        "created_at",
        "deleted_at",
        "fulfillable",
        "load_count",
        "max_quantity",
        "measurement_unit",
        "on_empty_sku_action",
        "replenishable",
        "total_negative_inventory_bookings",
        "total_positive_inventory_bookings",
        "total_quantity",
        "updated_at",
    ],
    searchable: &["id", "name", "carrier_utilization"],
    default_sort: &[("id", false)],
};

/// Items that open work will bring and take, by SKU.
type Bookings = HashMap<u32, (i64, i64)>;

/// A SKU with what is in the halls and what is booked.
struct Row<'a> {
    number: u32,
    sku: &'a Sku,
    totals: Totals,
    coming: i64,
    going: i64,
}

impl Row<'_> {
    fn fulfillable(&self) -> i64 {
        (self.totals.quantity - self.going).max(0)
    }

    fn replenishable(&self) -> i64 {
        (self.totals.most - self.totals.quantity - self.coming).max(0)
    }

    /// How many carriers' room its boxes take, in ten-thousandths.
    fn utilization(&self) -> i64 {
        self.totals.sections * 10_000 / 32
    }
}

impl Fields for Row<'_> {
    fn field(&self, name: &str) -> Cell<'_> {
        let time = |time: Option<Millis>| time.map_or(Cell::Null, Cell::Time);
        match name {
            "id" => Cell::Text(&self.sku.id),
            "name" if self.sku.name.is_empty() => Cell::Null,
            "name" => Cell::Text(&self.sku.name),
            "measurement_unit" => Cell::Text(self.sku.unit()),
            "on_empty_sku_action" => Cell::Text(self.sku.on_empty()),
            "created_at" => Cell::Time(self.sku.created),
            "updated_at" => Cell::Time(self.sku.updated),
            "deleted_at" => time(self.sku.deleted),
            "total_quantity" => Cell::Number(self.totals.quantity),
            "max_quantity" => Cell::Number(self.totals.most),
            "load_count" => Cell::Number(self.totals.loads),
            "fulfillable" => Cell::Number(self.fulfillable()),
            "replenishable" => Cell::Number(self.replenishable()),
            "total_positive_inventory_bookings" => Cell::Number(self.coming),
            "total_negative_inventory_bookings" => Cell::Number(self.going),
            "carrier_utilization" => Cell::Fraction(self.utilization()),
            _ => Cell::Null,
        }
    }
}

fn row<'a>(hall: &'a Warehouse, number: u32, sku: &'a Sku, bookings: &Bookings) -> Row<'a> {
    let (coming, going) = bookings.get(&number).copied().unwrap_or_default();
    Row { number, sku, totals: hall.stock.totals(number), coming, going }
}

/// GET /skus. Deleted SKUs are listed only when they are asked for by the time of deletion.
pub async fn list(State(site): Site, headers: HeaderMap, RawQuery(raw): RawQuery) -> Answer {
    let hall = site.site();
    let query = SKUS
        .read(raw.as_deref().unwrap_or_default(), &hall.calendar)
        .map_err(|found| Refused::from(mistakes(&found)))?;
    let deleted = query.conditions.iter().any(|condition| condition.field == "deleted_at");
    let bookings = hall.work.bookings();
    let rows: Vec<Row> = (0..)
        .zip(hall.stock.columns().skus.all())
        .filter(|(_, sku)| deleted || sku.deleted.is_none())
        .map(|(number, sku)| row(&hall, number, sku, &bookings))
        .collect();
    let (found, total) = scan::page(rows.iter(), &query, SKUS.searchable);
    let host = host(&headers);
    let items: Vec<Value> = found.into_iter().map(|row| json_of(&hall, row, &host)).collect();
    Ok(ok(PageBody::new(items, &query, total)))
}

/// Where this call went, so that the addresses of pictures lead back here.
pub fn host(headers: &HeaderMap) -> String {
    headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1").to_owned()
}

fn json_of(hall: &Warehouse, row: &Row, host: &str) -> Value {
    let (sku, calendar) = (row.sku, &hall.calendar);
    let picture = match &sku.picture {
        Picture::None => None,
        Picture::Made => Some(format!("http://{host}/media/made/{}.png", row.number)),
        Picture::Sent { hash, ending } => Some(format!("http://{host}/media/sent/{hash}.{ending}")),
    };
    json!({
        "carrier_utilization": row.utilization() as f64 / 10_000.0,
        "created_at": calendar.berlin(sku.created),
        "created_at_utc": calendar.utc(sku.created),
        "deleted_at": sku.deleted.map(|time| calendar.berlin(time)),
        "deleted_at_utc": sku.deleted.map(|time| calendar.utc(time)),
        "fulfillable": row.fulfillable(),
        "id": sku.id,
        "image_url": picture,
        "load_count": row.totals.loads,
        "max_quantity": row.totals.most,
        "measurement_unit": sku.unit(),
        "name": Some(&sku.name).filter(|name| !name.is_empty()),
        "on_empty_sku_action": sku.on_empty(),
        "replenishable": row.replenishable(),
        "total_negative_inventory_bookings": row.going,
        "total_positive_inventory_bookings": row.coming,
        "total_quantity": row.totals.quantity,
        "updated_at": calendar.berlin(sku.updated),
        "updated_at_utc": calendar.utc(sku.updated),
    })
}

/// One SKU as it is served.
pub fn told(hall: &Warehouse, number: u32, headers: &HeaderMap) -> Value {
    let bookings = hall.work.bookings();
    match hall.stock.columns().skus.get(number) {
        Some(sku) => json_of(hall, &row(hall, number, sku, &bookings), &host(headers)),
        None => Value::Null,
    }
}

/// The number of a SKU that is not deleted, or 404.
pub fn find(hall: &Warehouse, id: &str) -> Result<u32, Refused> {
    hall.stock
        .columns()
        .skus
        .living(id)
        .ok_or_else(|| no(StatusCode::NOT_FOUND, &format!("SKU {id} not found")))
}

struct Wish {
    name: Option<String>,
    unit: Option<u8>,
    on_empty: Option<u8>,
}

fn wish(form: &mut Form) -> Wish {
    let place = |place: usize| u8::try_from(place).ok();
    Wish {
        name: form.maybe_text("name"),
        unit: form.maybe_word("measurement_unit", &UNITS).and_then(place),
        on_empty: form.maybe_word("on_empty_sku_action", &ON_EMPTY).and_then(place),
    }
}

/// POST /sku. The id of a deleted SKU may come back.
pub async fn create(
    State(site): Site,
    Extension(who): Extension<Subject>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    needs(&who, STAFF)?;
    let mut form = Form::read(&body)?;
    let id = form.text("id").trim().to_owned();
    if id == "none" || id.len() > 100 {
        form.say_at(Mistake::body("id", "This id cannot be used", "value_error"));
    }
    let wish = wish(&mut form);
    form.check()?;
    let mut hall = site.site();
    let stamp = hall.stamp();
    let known = hall.stock.columns().skus.index(&id);
    let number = match known {
        Some(number) if hall.stock.columns().skus.living(&id).is_none() => {
            hall.stock.change_sku(number, |sku| {
                sku.deleted = None;
                sku.picture = Picture::None;
                sku.name = wish.name.unwrap_or_default();
                sku.unit = wish.unit.unwrap_or(1);
                sku.on_empty = wish.on_empty.unwrap_or(1);
                sku.updated = stamp;
            });
            number
        }
        Some(_) => {
            return Err(no(StatusCode::CONFLICT, &format!("SKU {id} exists already")));
        }
        None => hall.stock.add_sku(Sku {
            id,
            name: wish.name.unwrap_or_default(),
            unit: wish.unit.unwrap_or(1),
            on_empty: wish.on_empty.unwrap_or(1),
            created: stamp,
            updated: stamp,
            deleted: None,
            picture: Picture::None,
        }),
    };
    Ok(ok(told(&hall, number, &headers)))
}

/// PATCH /sku/{id}.
pub async fn update(
    State(site): Site,
    Extension(who): Extension<Subject>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    needs(&who, STAFF)?;
    let mut form = Form::read(&body)?;
    let wish = wish(&mut form);
    form.check()?;
    let mut hall = site.site();
    let (stamp, number) = (hall.stamp(), find(&hall, &id)?);
    hall.stock.change_sku(number, |sku| {
        sku.name = wish.name.unwrap_or_else(|| sku.name.clone());
        sku.unit = wish.unit.unwrap_or(sku.unit);
        sku.on_empty = wish.on_empty.unwrap_or(sku.on_empty);
        sku.updated = stamp;
    });
    Ok(ok(told(&hall, number, &headers)))
}

/// DELETE /sku/{id}: refused while boxes hold it or open work wants it.
pub async fn delete(
    State(site): Site,
    Extension(who): Extension<Subject>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Answer {
    needs(&who, STAFF)?;
    let mut hall = site.site();
    let (stamp, number) = (hall.stamp(), find(&hall, &id)?);
    let loads = hall.stock.totals(number).loads;
    if loads > 0 {
        let said = format!("SKU {id} cannot be deleted: {loads} boxes still hold it");
        return Err(no(StatusCode::CONFLICT, &said));
    }
    if hall.work.bookings().contains_key(&number) {
        let said = format!("SKU {id} cannot be deleted: open requests ask for it");
        return Err(no(StatusCode::CONFLICT, &said));
    }
    hall.stock.change_sku(number, |sku| (sku.deleted, sku.updated) = (Some(stamp), stamp));
    Ok(ok(told(&hall, number, &headers)))
}
