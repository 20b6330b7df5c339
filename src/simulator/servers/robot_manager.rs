//! The robot manager's server: trays to stations and back, slots, webhooks.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{delete, get, patch, post};
use serde_json::{Value, json};

use super::answer::{mistakes, ok, records, refusal, refused};
use crate::simulator::clock::Calendar;
use crate::simulator::faults::SimSystem;
use crate::simulator::lists::params::{Mistake, pairs, value, values};
use crate::simulator::state::{Shared, Webhook, lock};
use crate::simulator::warehouse::trays::{Slot, Stage, Task, Tray, Whereabouts};

type Site = State<Arc<Shared>>;
type Pairs = Vec<(String, String)>;

/// Webhooks that can be registered.
const MAX_WEBHOOKS: usize = 100;

/// Its routes.
pub fn router(shared: Arc<Shared>) -> Router {
    let routes = Router::new()
        .route("/retrieve_tray", post(retrieve))
        .route("/retrieve_tray_list", post(retrieve_list))
        .route("/is_tray_ready", get(is_ready))
        .route("/release_tray", patch(release))
        .route("/slots", get(slots))
        .route("/trays", get(trays))
        .route("/webhook", post(register).get(webhooks))
        .route("/webhook/{record_id}", delete(unregister));
    Router::new()
        .nest("/robotmanager", routes)
        .fallback(|| async { refusal(SimSystem::RobotManager, StatusCode::NOT_FOUND, "Not Found") })
        .with_state(shared)
}

fn query(raw: RawQuery) -> Pairs {
    pairs(raw.0.as_deref().unwrap_or_default())
}

/// The tags, under either name.
fn tags(pairs: &Pairs) -> Vec<String> {
    let mut tags = values(pairs, "required_tags");
    for tag in values(pairs, "tags") {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

fn required(pairs: &Pairs, name: &str, found: &mut Vec<Mistake>) -> String {
    match value(pairs, name).map(str::trim) {
        Some(text) if !text.is_empty() => text.to_owned(),
        Some(_) => {
            found.push(Mistake::query(
                name,
                "String should have at least 1 character",
                "string_too_short",
            ));
            String::new()
        }
        None => {
            found.push(Mistake::query(name, "Field required", "missing"));
            String::new()
        }
    }
}

async fn retrieve(State(site): Site, raw: RawQuery) -> Response {
    let pairs = query(raw);
    let mut found = Vec::new();
    let tray = required(&pairs, "tray_id", &mut found);
    let reference = required(&pairs, "order_reference_id", &mut found);
    let tags = tags(&pairs);
    if tags.is_empty() {
        found.push(Mistake::query("required_tags", "Field required", "missing"));
    }
    if !found.is_empty() {
        return mistakes(&found);
    }
    let order_number = value(&pairs, "order_number").map(str::to_owned);
    let mut hall = site.site();
    match hall.retrieve_tray(&tray, &reference, order_number, tags) {
        Ok(task) => records(vec![task_record(&task, hall.trays.slot_of(&task), &hall.calendar)], 1),
        Err(refusal) => refused(refusal),
    }
}

/// One entry of a list of tray requests.
struct Entry {
    tray: String,
    reference: String,
    order_number: Option<String>,
    tags: Vec<String>,
}

fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

fn entry(value: &Value, index: usize, found: &mut Vec<Mistake>) -> Entry {
    let mut missing = |name: &str| {
        let mut mistake = Mistake::body("details", "Field required", "missing");
        mistake.loc.extend([index.into(), name.into()]);
        found.push(mistake);
        String::new()
    };
    let tray = text(value.get("tray_id")).unwrap_or_else(|| missing("tray_id"));
    let reference =
        text(value.get("order_reference_id")).unwrap_or_else(|| missing("order_reference_id"));
    let list = value.get("required_tags").or_else(|| value.get("tags"));
    let tags: Vec<String> = match list {
        Some(Value::Array(list)) => list.iter().filter_map(|tag| text(Some(tag))).collect(),
        Some(Value::String(text)) => text.split(',').map(|tag| tag.trim().to_owned()).collect(),
        _ => Vec::new(),
    };
    if tags.is_empty() {
        missing("required_tags");
    }
    Entry { tray, reference, order_number: text(value.get("order_number")), tags }
}

/// All entries or none: one that is refused refuses the list.
async fn retrieve_list(State(site): Site, body: Bytes) -> Response {
    let details = serde_json::from_slice::<Value>(&body)
        .ok()
        .and_then(|body| body.get("details").and_then(Value::as_array).cloned());
    let Some(details) = details else {
        return mistakes(&[Mistake::body("details", "Input should be a valid list", "list_type")]);
    };
    let mut found = Vec::new();
    let entries: Vec<Entry> =
        details.iter().enumerate().map(|(index, value)| entry(value, index, &mut found)).collect();
    if !found.is_empty() {
        return mistakes(&found);
    }
    let mut hall = site.site();
    for (index, entry) in entries.iter().enumerate() {
        let twice = entries
            .iter()
            .take(index)
            .any(|earlier| earlier.reference == entry.reference || earlier.tray == entry.tray);
        if twice {
            let said =
                format!("tray {} or its order_reference_id stands twice in the list", entry.tray);
            return refusal(SimSystem::RobotManager, StatusCode::CONFLICT, &said);
        }
        if let Err(refusal) = hall.trays.check(&entry.tray, &entry.reference, &entry.tags) {
            return refused(refusal);
        }
    }
    let mut accepted = Vec::new();
    for entry in entries {
        match hall.retrieve_tray(&entry.tray, &entry.reference, entry.order_number, entry.tags) {
            Ok(task) => {
                accepted.push(task_record(&task, hall.trays.slot_of(&task), &hall.calendar));
            }
            Err(refusal) => return refused(refusal),
        }
    }
    let total = accepted.len();
    records(accepted, total)
}

async fn is_ready(State(site): Site, raw: RawQuery) -> Response {
    let pairs = query(raw);
    let tags = tags(&pairs);
    let wanted = |name: &str, own: &str| {
        value(&pairs, name).is_none_or(|text| text.is_empty() || text == own)
    };
    let hall = site.site();
    let found: Vec<Value> = hall
        .trays
        .ready()
        .filter(|(task, slot)| {
            wanted("tray_id", &task.tray.to_string())
                && wanted("order_reference_id", &task.reference)
                && tags.iter().all(|tag| slot.tags.contains(tag))
        })
        .map(|(task, slot)| ready_record(task, Some(slot), &hall.calendar))
        .collect();
    let total = found.len();
    records(found, total)
}

async fn release(State(site): Site, raw: RawQuery) -> Response {
    let pairs = query(raw);
    let mut found = Vec::new();
    let tray = required(&pairs, "tray_id", &mut found);
    let reference = required(&pairs, "order_reference_id", &mut found);
    if !found.is_empty() {
        return mistakes(&found);
    }
    let mut hall = site.site();
    match hall.release_tray(&tray, &reference, &tags(&pairs)) {
        Ok(task) => {
            let mut record = task_record(&task, hall.trays.slot_of(&task), &hall.calendar);
            if let Some(status) = record.get_mut("task_status") {
                *status = json!("completed");
            }
            records(vec![record], 1)
        }
        Err(refusal) => refused(refusal),
    }
}

/// A tray that stands ready, as is-tray-ready and the webhook tell it.
pub fn ready_record(task: &Task, slot: Option<&Slot>, calendar: &Calendar) -> Value {
    task_record(task, slot, calendar)
}

fn task_record(task: &Task, slot: Option<&Slot>, calendar: &Calendar) -> Value {
    let status = match task.stage {
        Stage::Queued | Stage::Moving(..) => "pending",
        Stage::Ready(_) => "inprogress",
    };
    json!({
        "id": task.id,
        "tray_id": task.tray.to_string(),
        "station_name": slot.map(|slot| &slot.name),
        "station_slot_id": slot.map(|slot| &slot.id),
        "tags": slot.map_or(&task.tags, |slot| &slot.tags),
        "task_status": status,
        "order_reference_id": task.reference,
        "order_number": task.order_number,
        "created_at": calendar.plain(task.created),
        "updated_at": calendar.plain(task.updated),
    })
}

fn slot_record(slot: &Slot, calendar: &Calendar) -> Value {
    json!({
        "slot_id": slot.id,
        "tray_id": slot.tray.map(|tray| tray.to_string()),
        "slot_name": slot.name,
        "tags": slot.tags,
        "slot_height": slot.height,
        "slot_status": "active",
        "comment": null,
        "updated_at": calendar.plain(slot.updated),
    })
}

fn tray_record(tray: &Tray, calendar: &Calendar) -> Value {
    json!({
        "id": tray.id,
        "tray_id": tray.id.to_string(),
        "tray_status": "active",
        "tray_divider": tray.divider,
        "tray_lockcount": u8::from(tray.whereabouts != Whereabouts::Stored),
        "tray_height": tray.height,
        "tray_weight": tray.weight,
        "tags": ["pickup"],
        "created_at": calendar.plain(-86_400_000),
        "updated_at": calendar.plain(tray.updated),
    })
}

/// Sorts and cuts a list as asked for.
fn window(mut list: Vec<Value>, pairs: &Pairs) -> Response {
    let mut found = Vec::new();
    let mut whole = |name: &str, default: usize| match value(pairs, name) {
        None => default,
        Some(text) => text.trim().parse().unwrap_or_else(|_| {
            found.push(Mistake::query(name, "Input should be a valid integer", "int_parsing"));
            default
        }),
    };
    let (count, skip) = (whole("num_records", usize::MAX), whole("offset", 0));
    if !found.is_empty() {
        return mistakes(&found);
    }
    if let Some(field) = value(pairs, "order_by_field") {
        list.sort_by(|a, b| compare(a.get(field), b.get(field)));
        if value(pairs, "order_by_type").is_some_and(|kind| kind.eq_ignore_ascii_case("desc")) {
            list.reverse();
        }
    }
    let total = list.len();
    records(list.into_iter().skip(skip).take(count).collect(), total)
}

fn compare(a: Option<&Value>, b: Option<&Value>) -> std::cmp::Ordering {
    let number = |value: Option<&Value>| {
        let value = value?;
        value.as_f64().or_else(|| value.as_str()?.parse().ok())
    };
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        _ => {
            let word = |value: Option<&Value>| value.map(Value::to_string);
            word(a).cmp(&word(b))
        }
    }
}

async fn slots(State(site): Site, raw: RawQuery) -> Response {
    let pairs = query(raw);
    let tags = tags(&pairs);
    let same = |name: &str, own: &str| {
        value(&pairs, name).is_none_or(|text| text.is_empty() || text == own)
    };
    let hall = site.site();
    let list = hall
        .trays
        .slots
        .iter()
        .filter(|slot| {
            tags.iter().all(|tag| slot.tags.contains(tag))
                && same("slot_status", "active")
                && same("slot_id", &slot.id)
                && same("rack", &slot.rack.to_string())
                && same("row", &slot.row.to_string())
                && same("depth", &slot.depth.to_string())
        })
        .map(|slot| slot_record(slot, &hall.calendar))
        .collect();
    window(list, &pairs)
}

async fn trays(State(site): Site, raw: RawQuery) -> Response {
    let pairs = query(raw);
    let same = |name: &str, own: &str| {
        value(&pairs, name).is_none_or(|text| text.is_empty() || text == own)
    };
    let hall = site.site();
    let mut list: Vec<&Tray> = hall
        .trays
        .trays
        .iter()
        .filter(|tray| same("tray_status", "active") && same("tray_id", &tray.id.to_string()))
        .collect();
    // a free one first: who takes the first of the list can ask for it
    list.sort_by_key(|tray| tray.whereabouts != Whereabouts::Stored);
    window(list.into_iter().map(|tray| tray_record(tray, &hall.calendar)).collect(), &pairs)
}

fn webhook_record(hook: &Webhook) -> Value {
    json!({ "id": hook.id, "robot_id": hook.robot_id, "url": hook.url, "payload": hook.payload })
}

async fn register(State(site): Site, body: Bytes) -> Response {
    let body = serde_json::from_slice::<Value>(&body).unwrap_or(Value::Null);
    let Some(address) = text(body.get("url")) else {
        return mistakes(&[Mistake::body("url", "Field required", "missing")]);
    };
    let usable =
        url::Url::parse(&address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if !usable {
        return mistakes(&[Mistake::body("url", "Input should be a valid URL", "url_parsing")]);
    }
    let mut hooks = lock(&site.webhooks);
    if hooks.list.len() >= MAX_WEBHOOKS {
        return refusal(
            SimSystem::RobotManager,
            StatusCode::CONFLICT,
            "too many webhooks are registered",
        );
    }
    hooks.next += 1;
    let hook = Webhook {
        id: hooks.next,
        robot_id: text(body.get("robot_id")),
        url: address,
        payload: body
            .get("payload")
            .filter(|payload| payload.is_object())
            .cloned()
            .unwrap_or_else(|| json!({})),
    };
    let record = webhook_record(&hook);
    hooks.list.push(hook);
    records(vec![record], 1)
}

async fn webhooks(State(site): Site, raw: RawQuery) -> Response {
    let pairs = query(raw);
    let robot = value(&pairs, "robot_id").filter(|robot| !robot.is_empty());
    let webhooks = lock(&site.webhooks);
    let registered = webhooks
        .list
        .iter()
        .filter(|hook| robot.is_none_or(|robot| hook.robot_id.as_deref() == Some(robot)))
        .map(webhook_record);
    // its events as well, newest first, when one robot is asked for
    let kept = webhooks.kept.iter().rev().filter(|kept| Some(kept.robot_id.as_str()) == robot);
    let kept = kept
        .map(|kept| json!({ "id": kept.id, "robot_id": kept.robot_id, "payload": kept.payload }));
    let list: Vec<Value> = registered.chain(kept).collect();
    drop(webhooks);
    let total = list.len();
    records(list, total)
}

async fn unregister(State(site): Site, Path(record): Path<String>) -> Response {
    let mut hooks = lock(&site.webhooks);
    let before = hooks.list.len();
    hooks.list.retain(|hook| hook.id.to_string() != record);
    if hooks.list.len() == before {
        return refusal(SimSystem::RobotManager, StatusCode::NOT_FOUND, "no records found");
    }
    ok(
        json!({ "status": "success", "status_code": 200, "message": "deleted", "count": 0, "records": [] }),
    )
}
