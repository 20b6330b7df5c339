//! The storage system as a whole: its status, its restart, reports and issues for the vendor's support.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::answer::ok;
use super::ask::{ADMINS, Answer, needs, no, wrong};
use super::multipart;
use crate::simulator::lists::params::{Mistake, pairs, value};
use crate::simulator::state::Shared;
use crate::simulator::warehouse::brain::Status;
use crate::simulator::warehouse::people::Subject;

type Site = State<Arc<Shared>>;

/// The largest body of an issue.
pub const MAX_ISSUE: usize = 64 << 20;
/// How many issues are remembered.
const ISSUES_KEPT: usize = 100;

/// GET /storage_status.
pub async fn status(State(site): Site) -> Response {
    ok(json!({ "storage_status": site.site().brain.status.word() }))
}

/// POST /restart_brain: answers at once, the storage goes through its states by itself.
pub async fn restart(
    State(site): Site,
    Extension(who): Extension<Subject>,
    RawQuery(raw): RawQuery,
) -> Answer {
    needs(&who, ADMINS)?;
    let pairs = pairs(raw.as_deref().unwrap_or_default());
    let timeout = value(&pairs, "timeout").map_or(Ok(60.0), str::parse::<f64>);
    if !timeout.is_ok_and(|seconds| seconds > 0.0 && seconds <= 3_600.0) {
        let said = "Input should be a number of seconds from above 0 to 3600";
        return Err(wrong(Mistake::query("timeout", said, "float_parsing")));
    }
    let mut hall = site.site();
    if !hall.takes_orders() {
        let said = format!("The storage is {} already", hall.brain.status.word());
        return Err(no(StatusCode::CONFLICT, &said));
    }
    hall.set_status(Status::ShuttingDown);
    let pending: Vec<&str> = hall.settings.pending().collect();
    let details = match pending.as_slice() {
        [] => "The brain restarts".to_owned(),
        keys => format!("The brain restarts and takes over {}", keys.join(", ")),
    };
    Ok(ok(json!({
        "brain_status": "RESTARTING",
        "details": details,
        "status": hall.brain.status.word(),
        "testing_script": null,
    })))
}

/// GET /report: every call makes an archive.
pub async fn report(State(site): Site, Extension(who): Extension<Subject>) -> Answer {
    needs(&who, ADMINS)?;
    let mut hall = site.site();
    hall.support.reports += 1;
    let name = format!("support_report_{:04}.tar.gz", hall.support.reports);
    Ok(ok(json!({
        "report": "generated",
        "report_path": format!("/var/noyes/reports/{name}"),
        "status": "success",
        "tar_filename": name,
    })))
}

/// POST /support/create_issue: a JSON text and files.
pub async fn create_issue(State(site): Site, headers: HeaderMap, body: Bytes) -> Answer {
    let Some(parts) = multipart::parts(&headers, &body) else {
        return Err(no(StatusCode::BAD_REQUEST, "There was an error parsing the body"));
    };
    let Some(payload) = parts.iter().find(|part| part.name == "payload") else {
        return Err(wrong(Mistake::body("payload", "Field required", "missing")));
    };
    let payload = serde_json::from_slice::<Value>(&payload.bytes).ok().filter(Value::is_object);
    let Some(payload) = payload else {
        let said = "Input should be a JSON object";
        return Err(wrong(Mistake::body("payload", said, "json_invalid")));
    };
    // what a person wrote, wherever the site's form puts it
    let words = ["description", "summary", "title", "message"];
    let written = words.iter().any(|name| {
        payload.get(name).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty())
    });
    if !written {
        let loc = Mistake::of(&["body", "payload", "description"], "Field required", "missing");
        return Err(wrong(loc));
    }
    let files: Vec<Value> = parts
        .iter()
        .filter(|part| part.name == "files")
        .map(|part| json!({ "name": part.file, "bytes": part.bytes.len() }))
        .collect();
    let mut hall = site.site();
    hall.support.issues += 1;
    let key = format!("NOY-{}", 100 + hall.support.issues);
    hall.support.kept.push_back(json!({ "key": key, "payload": payload, "files": files }));
    if hall.support.kept.len() > ISSUES_KEPT {
        hall.support.kept.pop_front();
    }
    Ok(ok(json!({ "key": key, "url": format!("https://support.practice.local/issues/{key}") })))
}
