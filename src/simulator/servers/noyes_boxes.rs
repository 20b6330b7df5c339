//! Boxes of the storage system: put on a carrier, moved, swapped, taken off, and the loads in them.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::answer::ok;
use super::ask::{Answer, Form, Refused, STAFF, needs, no, wrong};
use super::noyes_people::path_number;
use crate::simulator::lists::params::Mistake;
use crate::simulator::state::Shared;
use crate::simulator::warehouse::Warehouse;
use crate::simulator::warehouse::people::Subject;
use crate::simulator::warehouse::stock::Stock;
use crate::simulator::warehouse::stock::boxes::{BoxRefusal, Load};
use crate::simulator::warehouse::stock::columns::FIRST_CARRIER;
use crate::simulator::warehouse::stock::sections::{self, CodeTrouble, projected};

type Site = State<Arc<Shared>>;

/// What events of stock are filed under.
const INVENTORY: &str = "INVENTORY";

/// A box as it is served: digits that are bits, written as whole numbers.
#[derive(Serialize)]
struct BoxJson {
    id: u32,
    section_code: Option<Box<RawValue>>,
    section_code_32: Option<Box<RawValue>>,
}

fn told(stock: &Stock, row: u32) -> BoxJson {
    let mask = stock.sections(row);
    let digits = |bits: u32| RawValue::from_string(format!("{bits:b}")).ok();
    BoxJson {
        id: stock.box_of(row),
        section_code: digits(projected(mask)),
        section_code_32: digits(mask),
    }
}

#[derive(Deserialize)]
struct Code {
    #[serde(default)]
    section_code: Option<Box<RawValue>>,
}

#[derive(Deserialize)]
struct Region {
    updates: Vec<RegionEntry>,
}

#[derive(Deserialize)]
struct RegionEntry {
    box_id: Option<serde_json::Value>,
    #[serde(default)]
    section_code: Option<Box<RawValue>>,
}

/// The sections a code stands for, as text or as a whole number of any length.
fn sections(
    code: Option<&RawValue>,
    mistake: impl Fn(&str, &str) -> Mistake,
) -> Result<u32, Mistake> {
    let raw = code.map(RawValue::get).filter(|raw| *raw != "null");
    let Some(raw) = raw else { return Err(mistake("Field required", "missing")) };
    let text = match serde_json::from_str::<String>(raw) {
        Ok(text) => text,
        // a number has lost its leading zeros
        Err(_) => match raw.len() {
            0..=8 => format!("{raw:0>8}"),
            9..=16 => format!("{raw:0>16}"),
            _ => format!("{raw:0>32}"),
        },
    };
    sections::read(&text).map_err(|trouble| {
        let said = match trouble {
            CodeTrouble::Digits => "section_code must be made of the digits 0 and 1",
            CodeTrouble::Length => {
                "section_code must have up to 8, exactly 16 or exactly 32 digits"
            }
        };
        mistake(said, "value_error")
    })
}

fn refused(refusal: BoxRefusal) -> Refused {
    let said = match refusal {
        BoxRefusal::Impossible => "A box takes one rectangle of neighbouring sections".to_owned(),
        BoxRefusal::Taken(id) => format!("The sections overlap with box {id}"),
        BoxRefusal::Loaded => "The box still has a load: delete the load first".to_owned(),
    };
    let status = match refusal {
        BoxRefusal::Impossible => StatusCode::BAD_REQUEST,
        _ => StatusCode::CONFLICT,
    };
    no(status, &said)
}

fn find(hall: &Warehouse, id: i64) -> Result<u32, Refused> {
    u32::try_from(id)
        .ok()
        .and_then(|id| hall.stock.row_of_box(id))
        .ok_or_else(|| no(StatusCode::NOT_FOUND, &format!("Box {id} not found")))
}

/// The row of the box a path names.
fn named(hall: &Warehouse, text: &str, name: &str) -> Result<u32, Refused> {
    find(hall, path_number(text, name)?)
}

fn read<'de, T: Deserialize<'de>>(body: &'de [u8]) -> Result<T, Refused> {
    serde_json::from_slice(body).map_err(|error| {
        let kind = if error.is_data() { "missing" } else { "json_invalid" };
        wrong(Mistake::of(&["body"], error.to_string(), kind))
    })
}

/// Open work that will still take from a box or put into it.
fn free(hall: &Warehouse, row: u32) -> Result<(), Refused> {
    if hall.work.wants_row(row) {
        let said = "Open requests still want this box: it cannot be changed now";
        return Err(no(StatusCode::CONFLICT, said));
    }
    Ok(())
}

/// POST /box/{carrier_id}.
pub async fn create(
    State(site): Site,
    Extension(who): Extension<Subject>,
    Path(carrier): Path<String>,
    body: Bytes,
) -> Answer {
    needs(&who, STAFF)?;
    let code: Code = read(&body)?;
    let mask = sections(code.section_code.as_deref(), |said, kind| {
        Mistake::body("section_code", said, kind)
    })
    .map_err(wrong)?;
    let mut hall = site.site();
    let index = carrier
        .parse::<u32>()
        .ok()
        .and_then(|number| number.checked_sub(FIRST_CARRIER))
        .filter(|index| hall.stock.carrier(*index).is_some())
        .ok_or_else(|| no(StatusCode::NOT_FOUND, &format!("Carrier {carrier} not found")))?;
    let stamp = hall.stamp();
    let row = hall.stock.create_box(index, mask, stamp).map_err(refused)?;
    let said = format!("Box {} was put on carrier {carrier}", hall.stock.box_of(row));
    hall.note(1, INVENTORY, "0x5001", said);
    Ok(ok(told(&hall.stock, row)))
}

/// PATCH /box/{box_id}.
pub async fn update(
    State(site): Site,
    Extension(who): Extension<Subject>,
    Path(id): Path<String>,
    body: Bytes,
) -> Answer {
    needs(&who, STAFF)?;
    let code: Code = read(&body)?;
    let mut hall = site.site();
    let row = named(&hall, &id, "box_id")?;
    let mask = sections(code.section_code.as_deref(), |said, kind| {
        Mistake::body("section_code", said, kind)
    })
    .map_err(wrong)?;
    let stamp = hall.stamp();
    hall.stock.place(&[(row, mask)], stamp).map_err(refused)?;
    hall.note(1, INVENTORY, "0x5002", format!("Box {id} was moved on its carrier"));
    Ok(ok(told(&hall.stock, row)))
}

/// DELETE /box/{box_id}.
pub async fn delete(
    State(site): Site,
    Extension(who): Extension<Subject>,
    Path(id): Path<String>,
) -> Answer {
    needs(&who, STAFF)?;
    let mut hall = site.site();
    let row = named(&hall, &id, "box_id")?;
    free(&hall, row)?;
    let answer = ok(told(&hall.stock, row));
    let stamp = hall.stamp();
    hall.stock.delete_box(row, stamp).map_err(refused)?;
    hall.note(2, INVENTORY, "0x5003", format!("Box {id} was taken off its carrier"));
    Ok(answer)
}

/// POST /box/swap/{source_box_id}/{target_box_id}.
pub async fn swap(
    State(site): Site,
    Extension(who): Extension<Subject>,
    Path((source, target)): Path<(String, String)>,
) -> Answer {
    needs(&who, STAFF)?;
    let mut hall = site.site();
    let source = named(&hall, &source, "source_box_id")?;
    let target = named(&hall, &target, "target_box_id")?;
    let stamp = hall.stamp();
    let wishes = [(source, hall.stock.sections(target)), (target, hall.stock.sections(source))];
    hall.stock.place(&wishes, stamp).map_err(refused)?;
    #[derive(Serialize)]
    struct Swapped {
        source_box: BoxJson,
        target_box: BoxJson,
    }
    Ok(ok(Swapped { source_box: told(&hall.stock, source), target_box: told(&hall.stock, target) }))
}

/// POST /box/swap-region: all of the updates or none.
pub async fn swap_region(
    State(site): Site,
    Extension(who): Extension<Subject>,
    body: Bytes,
) -> Answer {
    needs(&who, STAFF)?;
    let region: Region = read(&body)?;
    let mut hall = site.site();
    let (mut wishes, mut mistakes) = (Vec::new(), Vec::new());
    for (at, entry) in region.updates.iter().enumerate() {
        let of =
            |name: &str, said: &str, kind: &str| Mistake::entry("updates", at, name, said, kind);
        let code =
            sections(entry.section_code.as_deref(), |said, kind| of("section_code", said, kind));
        let id = entry.box_id.as_ref().and_then(serde_json::Value::as_i64);
        match (id, code) {
            (Some(id), Ok(mask)) => wishes.push((find(&hall, id)?, mask)),
            (id, code) => {
                mistakes.extend(id.is_none().then(|| of("box_id", "Field required", "missing")));
                mistakes.extend(code.err());
            }
        }
    }
    if region.updates.is_empty() {
        let said = "List should have at least 1 item";
        mistakes.push(Mistake::body("updates", said, "too_short"));
    }
    if !mistakes.is_empty() {
        return Err(super::answer::mistakes(&mistakes).into());
    }
    let stamp = hall.stamp();
    hall.stock.place(&wishes, stamp).map_err(refused)?;
    #[derive(Serialize)]
    struct Swapped {
        boxes: Vec<BoxJson>,
    }
    Ok(ok(Swapped { boxes: wishes.iter().map(|(row, _)| told(&hall.stock, *row)).collect() }))
}

/// The most items a box can be said to hold.
const MOST: i64 = 65_535;

fn load_json(hall: &Warehouse, load: Load) -> Response {
    let skus = &hall.stock.columns().skus;
    ok(serde_json::json!({
        "item_count": load.count,
        "item_count_max": load.most,
        "name": Some(skus.name(load.sku)).filter(|name| !name.is_empty()),
        "sku_id": skus.id(load.sku),
    }))
}

fn count(form: &mut Form, name: &str) -> Option<u16> {
    let number = form.maybe_integer(name)?;
    if !(0..=MOST).contains(&number) {
        let said = format!("Input should be from 0 to {MOST}");
        form.say(name, &said, "value_error");
    }
    u16::try_from(number).ok()
}

fn sku(hall: &Warehouse, id: &str) -> Result<u32, Refused> {
    hall.stock
        .columns()
        .skus
        .living(id)
        .ok_or_else(|| no(StatusCode::NOT_FOUND, &format!("SKU {id} not found")))
}

fn fits(load: Load) -> Result<Load, Refused> {
    if load.count > load.most {
        let said = format!("item_count {} is more than item_count_max {}", load.count, load.most);
        return Err(wrong(Mistake::body("item_count", said, "value_error")));
    }
    Ok(load)
}

/// POST /load/{box_id}.
pub async fn create_load(
    State(site): Site,
    Extension(who): Extension<Subject>,
    Path(id): Path<String>,
    body: Bytes,
) -> Answer {
    needs(&who, STAFF)?;
    let mut form = Form::read(&body)?;
    let name = form.text("sku_id");
    for field in ["item_count", "item_count_max"] {
        if form.value(field).is_none() {
            form.say(field, "Field required", "missing");
        }
    }
    let (items, most) = (count(&mut form, "item_count"), count(&mut form, "item_count_max"));
    form.check()?;
    let mut hall = site.site();
    let row = named(&hall, &id, "box_id")?;
    let sku = sku(&hall, &name)?;
    if hall.stock.load(row).is_some() {
        return Err(no(StatusCode::CONFLICT, &format!("Box {id} has a load already")));
    }
    let load = fits(Load { sku, count: items.unwrap_or(0), most: most.unwrap_or(0) })?;
    let stamp = hall.stamp();
    hall.stock.set_load(row, Some(load), stamp);
    Ok(load_json(&hall, load))
}

fn loaded(hall: &Warehouse, row: u32, id: &str) -> Result<Load, Refused> {
    hall.stock.load(row).ok_or_else(|| no(StatusCode::NOT_FOUND, &format!("Box {id} has no load")))
}

/// PATCH /load/{box_id}.
pub async fn update_load(
    State(site): Site,
    Extension(who): Extension<Subject>,
    Path(id): Path<String>,
    body: Bytes,
) -> Answer {
    needs(&who, STAFF)?;
    let mut form = Form::read(&body)?;
    let name = form.maybe_text("sku_id");
    let (items, most) = (count(&mut form, "item_count"), count(&mut form, "item_count_max"));
    form.check()?;
    let mut hall = site.site();
    let row = named(&hall, &id, "box_id")?;
    let old = loaded(&hall, row, &id)?;
    let sku = match name {
        Some(name) => sku(&hall, &name)?,
        None => old.sku,
    };
    if sku != old.sku {
        free(&hall, row)?;
    }
    let load =
        fits(Load { sku, count: items.unwrap_or(old.count), most: most.unwrap_or(old.most) })?;
    let stamp = hall.stamp();
    hall.stock.set_load(row, Some(load), stamp);
    Ok(load_json(&hall, load))
}

/// DELETE /load/{box_id}.
pub async fn delete_load(
    State(site): Site,
    Extension(who): Extension<Subject>,
    Path(id): Path<String>,
) -> Answer {
    needs(&who, STAFF)?;
    let mut hall = site.site();
    let row = named(&hall, &id, "box_id")?;
    let load = loaded(&hall, row, &id)?;
    free(&hall, row)?;
    let stamp = hall.stamp();
    hall.stock.set_load(row, None, stamp);
    hall.note(2, INVENTORY, "0x5004", format!("The load of box {id} was deleted"));
    Ok(load_json(&hall, load))
}
