//! Settings of the storage system: listed, resolved, changed, put back.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::answer::{mistakes, ok};
use super::ask::{ADMINS, Answer, Form, Refused, needs, no, wrong};
use super::noyes_people::path_number;
use crate::simulator::clock::{Calendar, Millis};
use crate::simulator::lists::params::Mistake;
use crate::simulator::state::Shared;
use crate::simulator::warehouse::Warehouse;
use crate::simulator::warehouse::people::{ROLES, Subject};
use crate::simulator::warehouse::settings::{Rule, Scope, Setting, UNNAMED};

type Site = State<Arc<Shared>>;

/// Keys that are paths of their own.
const TAKEN: [&str; 2] = ["system", "users"];

fn roles(setting: &Setting) -> Option<&Vec<String>> {
    Some(&setting.roles).filter(|roles| !roles.is_empty())
}

/// GET /settings: the system's, and the caller's own.
pub async fn list(State(site): Site, Extension(who): Extension<Subject>) -> Response {
    let hall = site.site();
    let items: Vec<Value> = hall
        .settings
        .all()
        .iter()
        .map(|setting| {
            json!({
                "default_value_json": setting.default,
                "enum_values": setting.rule.words(),
                "key": setting.key,
                "required_role": roles(setting),
                "restart_required": setting.restart,
                "scope": setting.scope.word(),
                "user_idx": (setting.scope == Scope::User).then_some(who.id),
                "value_json": hall.settings.value(setting, who.id).0,
                "value_type": setting.rule.word(),
            })
        })
        .collect();
    ok(json!({ "total": items.len(), "items": items }))
}

fn told(hall: &Warehouse, key: &str, who: &Subject) -> Answer {
    let setting = find(hall, key)?;
    let (value, updated) = hall.settings.value(setting, who.id);
    Ok(ok(setting_json(setting, value, updated, who, &hall.calendar)))
}

fn setting_json(
    setting: &Setting,
    value: Value,
    updated: Millis,
    who: &Subject,
    calendar: &Calendar,
) -> Value {
    json!({
        "created_at": calendar.berlin(setting.created),
        "created_at_utc": calendar.utc(setting.created),
        "default_value_json": setting.default,
        "id": setting.uuid(),
        "key": setting.key,
        "required_role": roles(setting),
        "restart_required": setting.restart,
        "updated_at": calendar.berlin(updated),
        "updated_at_utc": calendar.utc(updated),
        "user_idx": (setting.scope == Scope::User).then_some(who.id),
        "value_json": value,
    })
}

fn find<'a>(hall: &'a Warehouse, key: &str) -> Result<&'a Setting, Refused> {
    hall.settings
        .get(key)
        .ok_or_else(|| no(StatusCode::NOT_FOUND, &format!("Setting {key} not found")))
}

/// 403 unless the caller may change this setting; a user's own is anybody's.
fn may_change(setting: &Setting, who: &Subject) -> Result<(), Refused> {
    let named: Vec<&str> = setting.roles.iter().map(String::as_str).collect();
    match (setting.scope, named.is_empty()) {
        (Scope::User, true) => Ok(()),
        (_, true) => needs(who, &UNNAMED),
        (_, false) => needs(who, &named),
    }
}

/// GET /settings/{key}.
pub async fn one(
    State(site): Site,
    Extension(who): Extension<Subject>,
    Path(key): Path<String>,
) -> Answer {
    told(&site.site(), &key, &who)
}

fn body(bytes: &Bytes) -> Result<Map<String, Value>, Refused> {
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(map)) => Ok(map),
        _ => Err(wrong(Mistake::of(&["body"], "JSON decode error", "json_invalid"))),
    }
}

/// PATCH /settings/{key}.
pub async fn update(
    State(site): Site,
    Extension(who): Extension<Subject>,
    Path(key): Path<String>,
    bytes: Bytes,
) -> Answer {
    let mut map = body(&bytes)?;
    let Some(value) = map.remove("value_json") else {
        return Err(wrong(Mistake::body("value_json", "Field required", "missing")));
    };
    let mut hall = site.site();
    let setting = find(&hall, &key)?;
    may_change(setting, &who)?;
    if let Some(said) = setting.rule.refuses(&value) {
        return Err(wrong(Mistake::body("value_json", said, "value_error")));
    }
    let stamp = hall.stamp();
    hall.settings.set(&key, who.id, Some(value), stamp);
    told(&hall, &key, &who)
}

/// DELETE /settings/{key}: back to the default; one of somebody's own goes.
pub async fn reset(
    State(site): Site,
    Extension(who): Extension<Subject>,
    Path(key): Path<String>,
) -> Answer {
    let mut hall = site.site();
    let setting = find(&hall, &key)?;
    may_change(setting, &who)?;
    let (custom, stamp) = (setting.custom, hall.stamp());
    if custom {
        hall.settings.remove(&key);
    } else {
        hall.settings.set(&key, who.id, None, stamp);
    }
    Ok(ok(json!({})))
}

/// POST /settings: makes one, or changes the one that is there.
pub async fn create(State(site): Site, Extension(who): Extension<Subject>, bytes: Bytes) -> Answer {
    let mut form = Form::read(&bytes)?;
    let key = form.text("key");
    if TAKEN.contains(&key.as_str()) || key.contains('/') {
        form.say("key", "This key cannot be used", "value_error");
    }
    let restart = form.maybe_truth("restart_required");
    let required = required_roles(&mut form);
    let (value, default) =
        (form.value("value_json").cloned(), form.value("default_value_json").cloned());
    let mut hall = site.site();
    let stamp = hall.stamp();
    if let Some(setting) = hall.settings.get(&key) {
        if let Some(said) = value.as_ref().and_then(|value| setting.rule.refuses(value)) {
            form.say("value_json", &said, "value_error");
        }
        form.check()?;
        may_change(setting, &who)?;
        if value.is_some() {
            hall.settings.set(&key, who.id, value, stamp);
        }
        hall.settings.change(&key, |setting| {
            setting.roles = required.unwrap_or_else(|| setting.roles.clone());
            setting.restart = restart.unwrap_or(setting.restart);
            setting.updated = stamp;
            if let Some(default) = default.filter(|_| setting.custom) {
                setting.default = default;
            }
        });
    } else {
        form.check()?;
        needs(&who, ADMINS)?;
        let default = default.unwrap_or(Value::Null);
        let value = value.unwrap_or_else(|| default.clone());
        hall.settings.add(Setting {
            key: key.clone(),
            scope: Scope::System,
            rule: rule_of(&value),
            default,
            value,
            roles: required.unwrap_or_default(),
            restart: restart.unwrap_or(false),
            custom: true,
            created: stamp,
            updated: stamp,
        });
    }
    told(&hall, &key, &who)
}

/// A setting of somebody's own stays of the type it began with.
fn rule_of(value: &Value) -> Rule {
    match value {
        Value::Null => Rule::Any,
        Value::Bool(_) => Rule::Truth,
        Value::Number(number) if number.is_i64() => Rule::Whole(i64::MIN, i64::MAX),
        Value::Number(_) => Rule::Real(f64::MIN, f64::MAX),
        Value::String(_) => Rule::Text,
        Value::Array(_) => Rule::List,
        Value::Object(_) => Rule::Object,
    }
}

fn required_roles(form: &mut Form) -> Option<Vec<String>> {
    let list = form.value("required_role")?.as_array().cloned();
    let roles = list.and_then(|list| {
        let known =
            |role: &Value| role.as_str().filter(|role| ROLES.contains(role)).map(str::to_owned);
        list.iter().map(known).collect::<Option<Vec<String>>>()
    });
    if roles.is_none() {
        let said = format!("Input should be a list of roles: {}", ROLES.join(", "));
        form.say("required_role", &said, "value_error");
    }
    roles
}

/// GET /settings/system.
pub async fn system(State(site): Site) -> Response {
    ok(json!({ "settings": site.site().settings.resolved(Scope::System, 0) }))
}

/// PATCH /settings/system.
pub async fn patch_system(
    State(site): Site,
    Extension(who): Extension<Subject>,
    bytes: Bytes,
) -> Answer {
    let mut hall = site.site();
    patch(&mut hall, &bytes, Scope::System, 0, &who)?;
    Ok(ok(json!({ "settings": hall.settings.resolved(Scope::System, 0) })))
}

fn user_of(hall: &Warehouse, text: &str, who: &Subject) -> Result<i64, Refused> {
    let id = path_number(text, "user_idx")?;
    if id != who.id {
        needs(who, ADMINS)?;
    }
    match hall.people.user(id) {
        Some(user) => Ok(user.id),
        None => Err(no(StatusCode::NOT_FOUND, "User not found")),
    }
}

/// GET /settings/users/{user_idx}.
pub async fn user(
    State(site): Site,
    Extension(who): Extension<Subject>,
    Path(id): Path<String>,
) -> Answer {
    let hall = site.site();
    let id = user_of(&hall, &id, &who)?;
    Ok(ok(json!({ "settings": hall.settings.resolved(Scope::User, id) })))
}

/// PATCH /settings/users/{user_idx}.
pub async fn patch_user(
    State(site): Site,
    Extension(who): Extension<Subject>,
    Path(id): Path<String>,
    bytes: Bytes,
) -> Answer {
    let mut hall = site.site();
    let id = user_of(&hall, &id, &who)?;
    patch(&mut hall, &bytes, Scope::User, id, &who)?;
    Ok(ok(json!({ "settings": hall.settings.resolved(Scope::User, id) })))
}

/// All updates and resets, or none of them.
fn patch(
    hall: &mut Warehouse,
    bytes: &Bytes,
    scope: Scope,
    user: i64,
    who: &Subject,
) -> Result<(), Refused> {
    let map = body(bytes)?;
    let updates = map.get("updates").and_then(Value::as_object).cloned().unwrap_or_default();
    let resets: Vec<String> = map
        .get("resets")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(super::noyes_access::word)
        .collect();
    let mut found = Vec::new();
    for (key, value, list) in updates
        .iter()
        .map(|(key, value)| (key, Some(value), "updates"))
        .chain(resets.iter().map(|key| (key, None, "resets")))
    {
        match hall.settings.get(key).filter(|setting| setting.scope == scope) {
            None => {
                let said = format!("There is no {} setting {key}", scope.word());
                found.push(Mistake::of(&["body", list, key], said, "value_error"));
            }
            Some(setting) => {
                may_change(setting, who)?;
                if let Some(said) = value.and_then(|value| setting.rule.refuses(value)) {
                    found.push(Mistake::of(&["body", list, key], said, "value_error"));
                }
            }
        }
    }
    if !found.is_empty() {
        return Err(mistakes(&found).into());
    }
    let stamp = hall.stamp();
    for (key, value) in updates {
        hall.settings.set(&key, user, Some(value), stamp);
    }
    for key in resets {
        hall.settings.set(&key, user, None, stamp);
    }
    Ok(())
}
