//! The gate before a system: its faults, who may enter, and the count of what was carried out.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::answer::refusal;
use super::body::Trickle;
use super::connection::Cut;
use crate::simulator::faults::{Fault, SimSystem};
use crate::simulator::state::Shared;

/// Bytes by which a truncated answer falls short.
const SHORT: usize = 64;
/// The most an answer of the site can be.
const MAX_ANSWER: usize = 64 << 20;
/// Paths that ask for no token.
const OPEN_PATHS: [&str; 6] = [
    "/api/v2/health",
    "/api/v2/auth/login",
    "/api/v2/auth/refresh_token",
    "/api/v2/auth/forgot_password",
    "/api/v2/auth/reset_password",
    "/api/v2/auth/password_policy",
];
/// Pictures ask for none either, as those of a file server.
const OPEN_PREFIX: &str = "/media/";

/// What the gate knows.
#[derive(Clone)]
pub struct Gate {
    pub shared: Arc<Shared>,
    pub system: SimSystem,
    /// No fault strikes this request.
    pub spared: bool,
}

impl Gate {
    fn strikes(&self, fault: Fault) -> Option<u64> {
        if self.spared { None } else { self.shared.strikes(self.system, fault) }
    }
}

/// Lets a request through, or not.
pub async fn gate(
    State(mut gate): State<Gate>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    request: Request,
    next: Next,
) -> Response {
    gate.spared = gate.shared.spares_reads() && only_reads(&request);
    // a refusal strikes new connections only: while one may come, none is kept alive
    let short_lived = gate.shared.refuses(gate.system);
    let mut answer = passed(&gate, &cut, request, next).await;
    if short_lived {
        answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    answer
}

/// The report is a GET and makes something all the same.
fn only_reads(request: &Request) -> bool {
    request.method() == Method::GET && !request.uri().path().ends_with("/report")
}

async fn passed(gate: &Gate, cut: &Cut, mut request: Request, next: Next) -> Response {
    if gate.shared.closed(gate.system) {
        cut.reset();
        return StatusCode::NO_CONTENT.into_response();
    }
    if gate.strikes(Fault::Reset).is_some() {
        cut.reset();
        return StatusCode::NO_CONTENT.into_response();
    }
    if gate.strikes(Fault::HalfOpen).is_some() {
        // dropped when the far side gives up
        pending::<()>().await;
    }
    if let Some(millis) = gate.strikes(Fault::Latency) {
        tokio::time::sleep(Duration::from_millis(millis)).await;
    }
    if let Some(answer) = before(gate, &mut request) {
        return answer;
    }
    let call = format!("{} {}", request.method(), own_path(request.uri().path()));
    gate.shared.count(gate.system, &call);
    let answer = next.run(request).await;
    if gate.strikes(Fault::LostReply).is_some() {
        cut.close();
        return answer;
    }
    after(gate, answer).await
}

/// The path without the robot manager's prefix, ids left as they are.
fn own_path(path: &str) -> &str {
    path.strip_prefix("/robotmanager").unwrap_or(path)
}

fn before(gate: &Gate, request: &mut Request) -> Option<Response> {
    let system = gate.system;
    let path = request.uri().path();
    if !OPEN_PATHS.contains(&path) && !path.starts_with(OPEN_PREFIX) {
        if let Some(answer) = stopped(gate, request.headers()) {
            return Some(answer);
        }
        if system == SimSystem::Noyes {
            match gate.shared.subject(bearer(request.headers()).unwrap_or_default()) {
                Ok(subject) => drop(request.extensions_mut().insert(subject)),
                Err(said) => return Some(refusal(system, StatusCode::UNAUTHORIZED, said)),
            }
        }
    }
    if let Some(seconds) = gate.strikes(Fault::Status429) {
        let mut answer = refusal(system, StatusCode::TOO_MANY_REQUESTS, "too many requests");
        answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        return Some(answer);
    }
    if let Some(code) = gate.strikes(Fault::Error) {
        let status = u16::try_from(code)
            .ok()
            .and_then(|code| StatusCode::from_u16(code).ok())
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        return Some(refusal(system, status, "an error of the practice site"));
    }
    if gate.strikes(Fault::WrongType).is_some() {
        let page = "<!doctype html><html><body><h1>Welcome</h1><p>This is not the answer you wanted.</p></body></html>";
        return Some(([(CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response());
    }
    None
}

/// Any bearer that is not empty may enter, unless tokens have expired.
fn stopped(gate: &Gate, headers: &HeaderMap) -> Option<Response> {
    let words = match gate.system {
        SimSystem::RobotManager => ["unauthorized", "token expired"],
        SimSystem::Noyes => ["Not authenticated", "Token has expired"],
    };
    let [missing, expired] = words;
    let refuse = |text| Some(refusal(gate.system, StatusCode::UNAUTHORIZED, text));
    let Some(token) = bearer(headers) else {
        return refuse(missing);
    };
    if gate.strikes(Fault::ExpiredToken).is_some() && gate.shared.token_is_old(token) {
        return refuse(expired);
    }
    None
}

/// The bearer token of a request, if it is not empty.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

async fn after(gate: &Gate, answer: Response) -> Response {
    let truncated = gate.strikes(Fault::Truncated).is_some();
    let slow = gate.strikes(Fault::SlowBody);
    if !truncated && slow.is_none() {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let Ok(mut bytes) = to_bytes(body, MAX_ANSWER).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    if truncated {
        // a short body loses half, a long one its tail
        bytes.truncate(bytes.len() - SHORT.min(bytes.len().div_ceil(2)));
    }
    let body = match slow {
        Some(per_second) => Trickle::slowly(bytes, per_second),
        None => Trickle::at_once(bytes),
    };
    Response::from_parts(parts, body)
}
