//! Who the storage system takes one for: log-in, refresh, passwords and the check of a token.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::answer::ok;
use super::ask::{Answer, Form, no};
use crate::simulator::state::Shared;
use crate::simulator::warehouse::people::{SPECIAL, Subject, User};
use crate::simulator::warehouse::settings::Scope;

type Site = State<Arc<Shared>>;

fn tokens(site: &Shared, user: &User) -> Response {
    let (generation, number) = site.next_token();
    ok(json!({
        "access_token": format!("sim-access-{generation}-{number}-u{}", user.id),
        "refresh_token": format!("sim-refresh-{number}-s{}-u{}", user.session, user.id),
        "token_type": "bearer",
    }))
}

/// POST /auth/login.
pub async fn log_in(State(site): Site, body: Bytes) -> Answer {
    let mut form = Form::read(&body)?;
    let (email, password) = (form.email("email"), form.text("password"));
    form.check()?;
    let mut hall = site.site();
    let Some(user) = hall.people.log_in(&email, &password).cloned() else {
        hall.note(2, "SECURITY", "0x6001", "A log-in was refused".to_owned());
        return Err(no(StatusCode::UNAUTHORIZED, "Incorrect email or password"));
    };
    if user.password_expires.is_some_and(|until| until < hall.stamp()) {
        return Err(no(StatusCode::FORBIDDEN, "Password has expired: set a new one"));
    }
    drop(hall);
    Ok(tokens(&site, &user))
}

/// POST /auth/refresh_token.
pub async fn refresh(State(site): Site, body: Bytes) -> Answer {
    let mut form = Form::read(&body)?;
    let token = form.text("refresh_token");
    form.check()?;
    let owner = token.strip_prefix("sim-refresh-").and_then(|rest| {
        let mut parts = rest.split('-').skip(1);
        let session: u64 = parts.next()?.strip_prefix('s')?.parse().ok()?;
        let id: i64 = parts.next()?.strip_prefix('u')?.parse().ok()?;
        let hall = site.site();
        hall.people.user(id).filter(|user| user.session == session).cloned()
    });
    match owner {
        Some(user) => Ok(tokens(&site, &user)),
        None => Err(no(StatusCode::UNAUTHORIZED, "Invalid refresh token")),
    }
}

/// GET /auth/authenticate.
pub async fn authenticate(State(site): Site, Extension(who): Extension<Subject>) -> Response {
    let settings = site.site().settings.resolved(Scope::User, who.id);
    ok(json!({
        "user": { "email": who.email, "id": who.id, "role": who.role, "username": who.username },
        "settings": settings,
    }))
}

/// GET /auth/password_policy.
pub async fn policy(State(site): Site) -> Response {
    let policy = site.site().policy();
    ok(json!({
        "min_length": policy.min_length,
        "require_digit": policy.digit,
        "require_lowercase": policy.lowercase,
        "require_special": policy.special,
        "require_uppercase": policy.uppercase,
        "special_characters": SPECIAL,
        "special_characters_pattern": r"[!@#$%^&*()\-_=+]",
    }))
}

/// POST /auth/forgot_password: the same answer for everybody, so that nobody learns which addresses are known.
/// The code is on the control URL, where a person would find it in the mail.
pub async fn forgot(State(site): Site, body: Bytes) -> Answer {
    let mut form = Form::read(&body)?;
    let email = form.email("email");
    form.check()?;
    let mut hall = site.site();
    let stamp = hall.stamp();
    hall.people.make_code(&email, stamp);
    Ok(ok(json!({})))
}

/// POST /auth/reset_password.
pub async fn reset(State(site): Site, body: Bytes) -> Answer {
    let mut form = Form::read(&body)?;
    let (email, new) = (form.email("email"), form.text("new_password"));
    let old = form.maybe_text("old_password").filter(|text| !text.is_empty());
    let code = form.value("otp").map(word).filter(|text| !text.is_empty());
    match (&old, &code) {
        (None, None) => form.say("otp", "Either old_password or otp is required", "value_error"),
        (Some(_), Some(_)) => {
            form.say("otp", "Give old_password or otp, not both", "value_error");
        }
        _ => {}
    }
    let mut hall = site.site();
    let lacks = hall.policy().lacks(&new);
    if !new.is_empty() && !lacks.is_empty() {
        let said = format!("Password must contain {}", lacks.join(", "));
        form.say("new_password", &said, "value_error");
    }
    form.check()?;
    let stamp = hall.stamp();
    hall.people.set_password(&email, old.as_deref(), code.as_deref(), new, stamp).map_err(
        |_| {
            let said = match old {
                Some(_) => "Incorrect email or password",
                None => "Invalid or expired code",
            };
            no(StatusCode::BAD_REQUEST, said)
        },
    )?;
    Ok(ok(json!({})))
}

/// Text, or a number as text.
pub fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), |text| text.trim().to_owned())
}
