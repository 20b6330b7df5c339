//! The storage system's server: its routes, and what is read of stock, bots and work.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{delete, get, patch, post};
use serde_json::json;

use super::answer::{mistakes, ok, refusal};
use super::noyes_pictures::MAX_BODY;
use super::noyes_rows::{EVENTS, INVENTORY, JOBS, REQUESTS, event_json, job_json, request_json};
use super::noyes_system::MAX_ISSUE;
use super::{
    noyes_access, noyes_boxes, noyes_chores, noyes_create, noyes_people, noyes_pictures,
    noyes_settings, noyes_skus, noyes_system,
};
use crate::simulator::faults::SimSystem;
use crate::simulator::lists::PageBody;
use crate::simulator::lists::scan;
use crate::simulator::state::Shared;
use crate::simulator::warehouse::stock::Stock;

type Site = State<Arc<Shared>>;

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
        .route("/storage_status", get(noyes_system::status))
        .route("/restart_brain", post(noyes_system::restart))
        .route("/report", get(noyes_system::report))
        .route(
            "/support/create_issue",
            post(noyes_system::create_issue).layer(DefaultBodyLimit::max(MAX_ISSUE)),
        )
        .route("/system/charge_all_bots", post(noyes_chores::charge_all))
        .route("/bot", delete(noyes_chores::remove_bots))
        .route("/trigger/{job_id}", post(noyes_chores::trigger))
        .route("/settings", get(noyes_settings::list).post(noyes_settings::create))
        .route("/settings/system", get(noyes_settings::system).patch(noyes_settings::patch_system))
        .route(
            "/settings/users/{user_idx}",
            get(noyes_settings::user).patch(noyes_settings::patch_user),
        )
        .route(
            "/settings/{key}",
            get(noyes_settings::one).patch(noyes_settings::update).delete(noyes_settings::reset),
        )
        .route("/levels", get(levels))
        .route("/balconies", get(balconies))
        .route("/bots", get(bots))
        .route("/inventory_view", get(inventory))
        .route("/requests", get(requests).post(noyes_create::create))
        .route("/jobs", get(jobs))
        .route("/events", get(events));
    let media = Router::new()
        .route("/made/{file}", get(noyes_pictures::made))
        .route("/sent/{file}", get(noyes_pictures::sent));
    Router::new()
        .nest("/api/v2", routes)
        .nest("/media", media)
        .fallback(nothing)
        .method_not_allowed_fallback(not_so)
        .with_state(shared)
}

async fn nothing() -> Response {
    refusal(SimSystem::Noyes, StatusCode::NOT_FOUND, "Not Found")
}

async fn not_so() -> Response {
    refusal(SimSystem::Noyes, StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed")
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
    let hall = &mut *hall;
    if let Some(computed) = &mut hall.computed {
        let columns = hall.stock.columns();
        let (rows, total) = computed.page(columns, &query, INVENTORY.searchable);
        let items = rows.into_iter().map(|row| computed.json(columns, row, &calendar)).collect();
        return ok(PageBody::new(items, &query, total));
    }
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
