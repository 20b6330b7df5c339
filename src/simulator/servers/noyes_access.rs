//! Who the storage system takes one for: log-in, refresh and the check of a token.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::answer::{mistakes, ok, refusal};
use super::middleware::bearer;
use crate::simulator::faults::SimSystem;
use crate::simulator::lists::params::Mistake;
use crate::simulator::state::Shared;

type Site = State<Arc<Shared>>;

/// The password that is always wrong, to try what happens then.
const WRONG: &str = "wrong";

fn text(body: &Value, name: &str, found: &mut Vec<Mistake>) -> String {
    match body.get(name).and_then(Value::as_str) {
        Some(text) if !text.trim().is_empty() => text.to_owned(),
        _ => {
            found.push(Mistake::body(name, "Field required", "missing"));
            String::new()
        }
    }
}

/// The role that goes with the first part of an address: supervisor@, picker@, anything else is Admin.
fn role(name: &str) -> &'static str {
    match name {
        "supervisor" => "Supervisor",
        "picker" => "Picker",
        _ => "Admin",
    }
}

fn tokens(site: &Shared, name: &str) -> Response {
    let (generation, number) = site.next_token();
    // the name comes last, so that it may hold anything a token may
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    ok(json!({
        "access_token": format!("sim-access-{generation}-{number}-{name}"),
        "refresh_token": format!("sim-refresh-{number}-{name}"),
        "token_type": "bearer",
    }))
}

fn name_of(token: &str) -> Option<&str> {
    token
        .strip_prefix("sim-")
        .and_then(|rest| rest.rsplit('-').next())
        .filter(|name| !name.is_empty())
}

/// POST /auth/login.
pub async fn log_in(State(site): Site, body: Bytes) -> Response {
    let body = serde_json::from_slice::<Value>(&body).unwrap_or(Value::Null);
    let mut found = Vec::new();
    let (email, password) = (text(&body, "email", &mut found), text(&body, "password", &mut found));
    if found.is_empty() && !email.contains('@') {
        found.push(Mistake::body("email", "value is not a valid email address", "value_error"));
    }
    if !found.is_empty() {
        return mistakes(&found);
    }
    if password == WRONG {
        let said = "Incorrect email or password";
        return refusal(SimSystem::Noyes, StatusCode::UNAUTHORIZED, said);
    }
    tokens(&site, email.split('@').next().unwrap_or_default())
}

/// POST /auth/refresh_token.
pub async fn refresh(State(site): Site, body: Bytes) -> Response {
    let body = serde_json::from_slice::<Value>(&body).unwrap_or(Value::Null);
    let mut found = Vec::new();
    let token = text(&body, "refresh_token", &mut found);
    if !found.is_empty() {
        return mistakes(&found);
    }
    match token.starts_with("sim-refresh-").then(|| name_of(&token)).flatten() {
        Some(name) => tokens(&site, name),
        None => refusal(SimSystem::Noyes, StatusCode::UNAUTHORIZED, "Invalid refresh token"),
    }
}

/// GET /auth/authenticate.
pub async fn authenticate(headers: HeaderMap) -> Response {
    let name = bearer(&headers).and_then(name_of).unwrap_or("practice");
    ok(json!({
        "user": {
            "email": format!("{name}@practice.local"),
            "id": 1,
            "role": role(name),
            "username": name,
        },
        "settings": {},
    }))
}
