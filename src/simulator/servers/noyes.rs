//! The storage system's server: what is read of stock, bots and work, and requests entered.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, RawQuery, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use axum::routing::{delete, get, patch, post};
use serde_json::{Value, json};

use super::answer::{mistakes, ok, refusal};
use super::noyes_pictures::MAX_BODY;
use super::noyes_rows::{EVENTS, INVENTORY, JOBS, REQUESTS, event_json, job_json, request_json};
use super::{noyes_access, noyes_boxes, noyes_people, noyes_pictures, noyes_skus};
use crate::simulator::faults::SimSystem;
use crate::simulator::lists::PageBody;
use crate::simulator::lists::params::Mistake;
use crate::simulator::lists::scan;
use crate::simulator::state::Shared;
use crate::simulator::warehouse::Warehouse;
use crate::simulator::warehouse::stock::Stock;
use crate::simulator::warehouse::stock::columns::FIRST_CARRIER;
use crate::simulator::warehouse::work::Line;

type Site = State<Arc<Shared>>;

/// First parts of the paths the contract has beyond what is built here.
const NOT_BUILT: [&str; 7] =
    ["report", "restart_brain", "system", "bot", "trigger", "settings", "support"];

/// Its routes.
pub fn router(shared: Arc<Shared>) -> Router {
    let routes = Router::new()
        .route("/health", get(|| async { ok("OK") }))
        .route("/auth/authenticate", get(noyes_access::authenticate))
        .route("/auth/login", post(noyes_access::log_in))
        .route("/auth/refresh_token", post(noyes_access::refresh))
        .route("/auth/password_policy", get(noyes_access::policy))
        .route("/auth/forgot_password", post(noyes_access::forgot))
        .route("/auth/reset_password", post(noyes_access::reset))
        .route("/auth/users", get(noyes_people::users))
        .route("/auth/update_user", patch(noyes_people::update_user))
        .route("/auth/create_account", post(noyes_people::create_account))
        .route("/auth/api_keys", get(noyes_people::keys))
        .route("/auth/api_keys/{api_key_id}", delete(noyes_people::delete_key))
        .route("/auth/generate_api_key", post(noyes_people::make_key))
        .route("/skus", get(noyes_skus::list))
        .route("/sku", post(noyes_skus::create))
        .route("/sku/image", post(noyes_pictures::upload).layer(DefaultBodyLimit::max(MAX_BODY)))
        .route("/sku/{id}", patch(noyes_skus::update).delete(noyes_skus::delete))
        .route("/box/swap-region", post(noyes_boxes::swap_region))
        .route("/box/swap/{source_box_id}/{target_box_id}", post(noyes_boxes::swap))
        .route(
            "/box/{box_id}",
            post(noyes_boxes::create).patch(noyes_boxes::update).delete(noyes_boxes::delete),
        )
        .route(
            "/load/{box_id}",
            post(noyes_boxes::create_load)
                .patch(noyes_boxes::update_load)
                .delete(noyes_boxes::delete_load),
        )
        .route("/storage_status", get(|| async { ok(json!({ "storage_status": "RUNNING" })) }))
        .route("/levels", get(levels))
        .route("/balconies", get(balconies))
        .route("/bots", get(bots))
        .route("/inventory_view", get(inventory))
        .route("/requests", get(requests).post(create))
        .route("/jobs", get(jobs))
        .route("/events", get(events));
    let media = Router::new()
        .route("/made/{file}", get(noyes_pictures::made))
        .route("/sent/{file}", get(noyes_pictures::sent));
    Router::new()
        .nest("/api/v2", routes)
        .nest("/media", media)
        .fallback(not_built)
        .with_state(shared)
}

async fn not_built(uri: Uri) -> Response {
    let first = uri.path().strip_prefix("/api/v2/").and_then(|rest| rest.split('/').next());
    if first.is_some_and(|first| NOT_BUILT.contains(&first)) {
        let said = "This operation is not simulated yet.";
        return refusal(SimSystem::Noyes, StatusCode::NOT_IMPLEMENTED, said);
    }
    refusal(SimSystem::Noyes, StatusCode::NOT_FOUND, "Not Found")
}

async fn levels(State(site): Site) -> Response {
    let levels = site.site().options.levels;
    ok((1..=levels).map(|id| json!({ "id": id, "height": 450 })).collect::<Vec<_>>())
}

async fn balconies(State(site): Site) -> Response {
    let levels = site.site().options.levels;
    ok((1..=2 * levels).map(|id| json!({ "id": id })).collect::<Vec<_>>())
}

async fn bots(State(site): Site) -> Response {
    #[derive(serde::Serialize)]
    struct Bot {
        battery_level: i64,
        id: u32,
        is_charging: bool,
        level_id: u16,
        lifted_carrier: Option<u32>,
    }
    let list: Vec<Bot> = site
        .site()
        .reported_bots()
        .map(|bot| Bot {
            battery_level: bot.battery,
            id: bot.id,
            is_charging: bot.is_charging(),
            level_id: bot.level,
            lifted_carrier: bot.carrier.map(Stock::carrier_number),
        })
        .collect();
    ok(list)
}

async fn inventory(State(site): Site, RawQuery(raw): RawQuery) -> Response {
    let mut hall = site.site();
    let calendar = hall.calendar;
    let query = match INVENTORY.read(raw.as_deref().unwrap_or_default(), &calendar) {
        Ok(query) => query,
        Err(found) => return mistakes(&found),
    };
    let (rows, total) = hall.stock.page(&query, INVENTORY.searchable);
    let items = rows.into_iter().filter_map(|row| hall.stock.json(row, &calendar)).collect();
    ok(PageBody::new(items, &query, total))
}

async fn requests(State(site): Site, RawQuery(raw): RawQuery) -> Response {
    let hall = site.site();
    let query = match REQUESTS.read(raw.as_deref().unwrap_or_default(), &hall.calendar) {
        Ok(query) => query,
        Err(found) => return mistakes(&found),
    };
    let (rows, total) = scan::page(hall.work.requests(), &query, REQUESTS.searchable);
    let items = rows.into_iter().map(|row| request_json(row, &hall.calendar)).collect();
    ok(PageBody::new(items, &query, total))
}

async fn jobs(State(site): Site, RawQuery(raw): RawQuery) -> Response {
    let hall = site.site();
    let query = match JOBS.read(raw.as_deref().unwrap_or_default(), &hall.calendar) {
        Ok(query) => query,
        Err(found) => return mistakes(&found),
    };
    let (rows, total) = scan::page(hall.work.jobs(), &query, JOBS.searchable);
    let items = rows
        .into_iter()
        .map(|row| job_json(row, &hall.stock.columns().skus, &hall.calendar))
        .collect();
    ok(PageBody::new(items, &query, total))
}

async fn events(State(site): Site, RawQuery(raw): RawQuery) -> Response {
    let hall = site.site();
    let query = match EVENTS.read(raw.as_deref().unwrap_or_default(), &hall.calendar) {
        Ok(query) => query,
        Err(found) => return mistakes(&found),
    };
    let (rows, total) = scan::page(hall.work.events(), &query, EVENTS.searchable);
    let items = rows.into_iter().map(|row| event_json(row, &hall.calendar)).collect();
    ok(PageBody::new(items, &query, total))
}

/// What of an entity cannot be done, as the abort tells it.
struct Trouble {
    id: String,
    kind: &'static str,
    code: &'static str,
    said: &'static str,
}

async fn create(State(site): Site, body: Bytes) -> Response {
    let Ok(body) = serde_json::from_slice::<Value>(&body) else {
        return mistakes(&[Mistake::body("type", "JSON decode error", "json_invalid")]);
    };
    let Some(kind) = body.get("type").and_then(Value::as_str) else {
        return mistakes(&[Mistake::body("type", "Field required", "missing")]);
    };
    if !["FULFILLMENT", "REPLENISHMENT", "FETCH"].contains(&kind) {
        let said = format!("Requests of type {kind} are not simulated yet.");
        return refusal(SimSystem::Noyes, StatusCode::NOT_IMPLEMENTED, &said);
    }
    let id = body.get("id").and_then(Value::as_str).map(str::to_owned);
    let priority = body.get("priority").and_then(Value::as_i64).unwrap_or(0);
    let entities = body.get("entities").and_then(Value::as_array).cloned().unwrap_or_default();
    if entities.is_empty() {
        return mistakes(&[Mistake::body(
            "entities",
            "List should have at least 1 item",
            "too_short",
        )]);
    }
    let mut hall = site.site();
    if id.as_ref().is_some_and(|id| hall.work.requests().any(|known| known.id == *id)) {
        return refusal(
            SimSystem::Noyes,
            StatusCode::CONFLICT,
            "A request with this id exists already.",
        );
    }
    let (mut lines, mut troubles) = (Vec::new(), Vec::new());
    for entity in &entities {
        match lines_of(&hall, kind, entity) {
            Ok(found) => lines.extend(found),
            Err(trouble) => troubles.push(trouble),
        }
    }
    if !troubles.is_empty() {
        return aborted(id, &troubles);
    }
    let stamp = hall.stamp();
    let hall = &mut *hall;
    let request = hall.work.enter(&hall.stock, kind, id, priority, &lines, stamp);
    ok(request_json(&request, &hall.calendar))
}

fn aborted(id: Option<String>, troubles: &[Trouble]) -> Response {
    let id = id.unwrap_or_else(|| "req-aborted".to_owned());
    let said: Vec<String> = troubles
        .iter()
        .map(|trouble| format!("{}: {} - {}", trouble.id, trouble.code, trouble.said))
        .collect();
    let feedback: Vec<Value> = troubles
        .iter()
        .map(|trouble| {
            json!({
                "entity_id": trouble.id,
                "entity_type": trouble.kind,
                "error_code": trouble.code,
                "human_string": trouble.said,
            })
        })
        .collect();
    let body = json!({
        "detail": format!("Request {id} was aborted due to validation errors: {}", said.join("; ")),
        "entity_feedback": feedback,
        "request_id": id,
    });
    let mut answer = ok(body);
    *answer.status_mut() = StatusCode::BAD_REQUEST;
    answer
}

fn word(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn lines_of(hall: &Warehouse, kind: &str, entity: &Value) -> Result<Vec<Line>, Trouble> {
    if kind == "FETCH" {
        let id = word(entity.get("carrier_id"));
        let carrier = id.parse::<u32>().ok().and_then(|number| number.checked_sub(FIRST_CARRIER));
        return match carrier.and_then(|carrier| hall.stock.carrier(carrier)) {
            Some(place) => Ok(vec![Line { row: place.first_row, quantity: 1, carrier_only: true }]),
            None => {
                Err(Trouble { id, kind: "Carrier", code: "0x5083", said: "Carrier does not exist" })
            }
        };
    }
    let id = word(entity.get("sku_id"));
    let mut left = entity.get("quantity").and_then(Value::as_i64).unwrap_or(1).max(1);
    let rows = hall
        .stock
        .columns()
        .skus
        .living(&id)
        .map(|sku| hall.stock.rows_of_sku(sku))
        .unwrap_or_default();
    let mut lines = Vec::new();
    for (row, items) in rows {
        let part = if kind == "REPLENISHMENT" { left } else { left.min(i64::from(items)) };
        if part > 0 && left > 0 {
            left -= part;
            lines.push(Line { row, quantity: part, carrier_only: false });
        }
    }
    if left > 0 {
        return Err(Trouble { id, kind: "Sku", code: "0x5082", said: "Not enough quantity" });
    }
    Ok(lines)
}
