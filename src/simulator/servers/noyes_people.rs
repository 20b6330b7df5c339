//! Users and API keys of the storage system.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, Path, RawQuery, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::answer::{mistakes, ok};
use super::ask::{ADMINS, Answer, Form, Refused, needs, no, wrong};
use crate::simulator::clock::{Calendar, Millis};
use crate::simulator::lists::PageBody;
use crate::simulator::lists::params::{Grammar, Kind, Mistake};
use crate::simulator::lists::scan::{self, Fields, Value as Cell};
use crate::simulator::state::Shared;
use crate::simulator::warehouse::people::{ApiKey, ROLES, Subject, User};

use Kind::{Text, Time};

type Site = State<Arc<Shared>>;

/// listUsers.
pub const USERS: Grammar = Grammar {
    filters: &[
        ("email", "eq", Text),
        ("email", "ilike", Text),
        ("id", "eq", Text),
        ("id", "ilike", Text),
        ("otp_expires_at", "gte", Time),
        ("otp_expires_at", "lte", Time),
        ("password_expires_at", "gte", Time),
        ("password_expires_at", "lte", Time),
        ("role", "eq", Text),
        ("role", "in", Text),
        ("username", "eq", Text),
        ("username", "ilike", Text),
    ],
    sortable: &["id", "email", "username", "role", "otp_expires_at", "password_expires_at"],
    searchable: &["id", "username", "email", "role"],
    default_sort: &[("id", false)],
};

/// listApiKeys.
pub const KEYS: Grammar = Grammar {
    filters: &[
        ("expires_at", "gte", Time),
        ("expires_at", "lte", Time),
        ("id", "eq", Text),
        ("id", "ilike", Text),
        ("last_used", "gte", Time),
        ("last_used", "lte", Time),
        ("name", "eq", Text),
        ("name", "ilike", Text),
        ("role", "eq", Text),
        ("role", "in", Text),
    ],
    sortable: &["id", "name", "role", "expires_at", "last_used"],
    searchable: &["id", "name", "role"],
    default_sort: &[("id", false)],
};

fn time(value: Option<Millis>) -> Cell<'static> {
    value.map_or(Cell::Null, Cell::Time)
}

impl Fields for User {
    fn field(&self, name: &str) -> Cell<'_> {
        match name {
            "id" => Cell::Number(self.id),
            "email" => Cell::Text(&self.email),
            "username" => Cell::Text(&self.username),
            "role" => Cell::Text(&self.role),
            "password_expires_at" => time(self.password_expires),
            "otp_expires_at" => time(self.code.as_ref().map(|(_, until)| *until)),
            _ => Cell::Null,
        }
    }
}

impl Fields for ApiKey {
    fn field(&self, name: &str) -> Cell<'_> {
        match name {
            "id" => Cell::Number(self.id),
            "name" => Cell::Text(&self.name),
            "role" => Cell::Text(&self.role),
            "expires_at" => Cell::Time(self.expires),
            "last_used" => time(self.last_used),
            _ => Cell::Null,
        }
    }
}

/// GET /auth/users.
pub async fn users(
    State(site): Site,
    Extension(who): Extension<Subject>,
    RawQuery(raw): RawQuery,
) -> Answer {
    needs(&who, ADMINS)?;
    let hall = site.site();
    let query = USERS
        .read(raw.as_deref().unwrap_or_default(), &hall.calendar)
        .map_err(|found| Refused::from(mistakes(&found)))?;
    let (rows, total) = scan::page(hall.people.users.iter(), &query, USERS.searchable);
    let items: Vec<Value> = rows.into_iter().map(|row| user_json(row, &hall.calendar)).collect();
    Ok(ok(PageBody::new(items, &query, total)))
}

/// GET /auth/api_keys. Keys are listed in clear, as the document shows them: whoever reads must mask them.
pub async fn keys(
    State(site): Site,
    Extension(who): Extension<Subject>,
    RawQuery(raw): RawQuery,
) -> Answer {
    needs(&who, ADMINS)?;
    let hall = site.site();
    let query = KEYS
        .read(raw.as_deref().unwrap_or_default(), &hall.calendar)
        .map_err(|found| Refused::from(mistakes(&found)))?;
    let (rows, total) = scan::page(hall.people.keys.iter(), &query, KEYS.searchable);
    let items: Vec<Value> = rows.into_iter().map(|row| key_json(row, &hall.calendar)).collect();
    Ok(ok(PageBody::new(items, &query, total)))
}

fn user_json(user: &User, calendar: &Calendar) -> Value {
    let until = user.code.as_ref().map(|(_, until)| *until);
    let berlin = |time: Option<Millis>| time.map(|time| calendar.berlin(time));
    let utc = |time: Option<Millis>| time.map(|time| calendar.utc(time));
    json!({
        "email": user.email,
        "id": user.id,
        "otp": user.code.as_ref().map(|(code, _)| code),
        "otp_expires_at": berlin(until),
        "otp_expires_at_utc": utc(until),
        "password_expires_at": berlin(user.password_expires),
        "password_expires_at_utc": utc(user.password_expires),
        "role": user.role,
        "username": user.username,
    })
}

fn key_json(key: &ApiKey, calendar: &Calendar) -> Value {
    json!({
        "api_key": key.secret,
        "expires_at": calendar.berlin(key.expires),
        "expires_at_utc": calendar.utc(key.expires),
        "id": key.id,
        "last_used": key.last_used.map(|time| calendar.berlin(time)),
        "last_used_utc": key.last_used.map(|time| calendar.utc(time)),
        "name": key.name,
        "role": key.role,
    })
}

/// POST /auth/create_account.
pub async fn create_account(
    State(site): Site,
    Extension(who): Extension<Subject>,
    body: Bytes,
) -> Answer {
    needs(&who, ADMINS)?;
    let mut form = Form::read(&body)?;
    let (username, email) = (form.text("username"), form.email("email"));
    let role =
        form.maybe_word("role", &ROLES).and_then(|place| ROLES.get(place)).unwrap_or(&"User");
    form.check()?;
    let mut hall = site.site();
    let stamp = hall.stamp();
    let Some(user) = hall.people.add_user(email.clone(), username, (*role).to_owned()) else {
        return Err(no(StatusCode::CONFLICT, "A user with this email exists already"));
    };
    let answer = ok(json!({ "email": user.email, "id": user.id, "username": user.username }));
    // the mail that lets the new user set a password
    hall.people.make_code(&email, stamp);
    Ok(answer)
}

/// PATCH /auth/update_user.
pub async fn update_user(
    State(site): Site,
    Extension(who): Extension<Subject>,
    body: Bytes,
) -> Answer {
    needs(&who, ADMINS)?;
    let mut form = Form::read(&body)?;
    let id = form.integer("user_id", 1);
    let email = form.maybe_email("email");
    let username = form.maybe_text("username").filter(|name| !name.trim().is_empty());
    let role = form.maybe_word("role", &ROLES).and_then(|place| ROLES.get(place));
    form.check()?;
    let mut hall = site.site();
    if let Some(email) = &email
        && hall.people.by_email(email).is_some_and(|user| user.id != id)
    {
        return Err(no(StatusCode::CONFLICT, "A user with this email exists already"));
    }
    let mighty = ROLES.first().copied().unwrap_or_default();
    let others = hall.people.users.iter().any(|user| user.role == mighty && user.id != id);
    let Some(user) = hall.people.user_mut(id) else {
        return Err(no(StatusCode::NOT_FOUND, "User not found"));
    };
    if user.role == mighty && role.is_some_and(|role| *role != mighty) && !others {
        let said = "The last Super Admin cannot be given another role";
        return Err(no(StatusCode::BAD_REQUEST, said));
    }
    user.email = email.unwrap_or_else(|| user.email.clone());
    user.username = username.unwrap_or_else(|| user.username.clone());
    user.role = role.map_or_else(|| user.role.clone(), |role| (*role).to_owned());
    Ok(ok(json!({
        "email": user.email,
        "id": user.id,
        "role": user.role,
        "username": user.username,
    })))
}

/// POST /auth/generate_api_key: the key has the role of who makes it.
pub async fn make_key(
    State(site): Site,
    Extension(who): Extension<Subject>,
    body: Bytes,
) -> Answer {
    needs(&who, ADMINS)?;
    let mut form = Form::read(&body)?;
    let name = form.text("name");
    form.check()?;
    let mut hall = site.site();
    if hall.people.keys.iter().any(|key| key.name == name) {
        return Err(no(StatusCode::CONFLICT, "An API key with this name exists already"));
    }
    let stamp = hall.stamp();
    let said = format!("API key {name} was made by {}", who.username);
    let secret = hall.people.add_key(name, who.role, stamp);
    hall.note(2, "SECURITY", "0x6002", said);
    Ok(ok(json!({ "api_key": secret })))
}

/// DELETE /auth/api_keys/{api_key_id}.
pub async fn delete_key(
    State(site): Site,
    Extension(who): Extension<Subject>,
    Path(id): Path<String>,
) -> Answer {
    needs(&who, ADMINS)?;
    let id = path_number(&id, "api_key_id")?;
    let mut hall = site.site();
    match hall.people.delete_key(id) {
        Some(key) => {
            let said = format!("API key {} was deleted by {}", key.name, who.username);
            hall.note(2, "SECURITY", "0x6003", said);
            Ok(ok(json!({
                "deleted_key": key.secret,
                "deleted_key_id": key.id,
                "deleted_key_name": key.name,
                "message": "API key deleted",
            })))
        }
        None => Err(no(StatusCode::NOT_FOUND, "API key not found")),
    }
}

/// A number in a path: decimal digits, anything else is 422.
pub fn path_number(text: &str, name: &str) -> Result<i64, Refused> {
    text.parse().ok().filter(|_| text.bytes().all(|digit| digit.is_ascii_digit())).ok_or_else(
        || {
            let said = "Input should be a valid integer, unable to parse string as an integer";
            wrong(Mistake::of(&["path", name], said, "int_parsing"))
        },
    )
}
