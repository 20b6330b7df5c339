//! How each system words its answers and refusals.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;

use crate::simulator::faults::SimSystem;
use crate::simulator::lists::params::Mistake;
use crate::simulator::warehouse::trays::Refusal;

/// A JSON answer.
pub fn ok(body: impl Serialize) -> Response {
    Json(body).into_response()
}

/// The robot manager's envelope around records.
pub fn records(list: Vec<serde_json::Value>, total: usize) -> Response {
    if total == 0 {
        return refusal(SimSystem::RobotManager, StatusCode::NOT_FOUND, "no records found");
    }
    ok(json!({
        "status": "success",
        "status_code": 200,
        "message": "ok",
        "count": total,
        "records": list,
    }))
}

/// A refusal in the words of the system.
pub fn refusal(system: SimSystem, status: StatusCode, text: &str) -> Response {
    let body = match system {
        SimSystem::RobotManager => json!({
            "status": "failure",
            "status_code": status.as_u16(),
            "message": text,
        }),
        SimSystem::Noyes => json!({ "detail": text }),
    };
    (status, Json(body)).into_response()
}

/// A refusal of the tray hall.
pub fn refused(refusal_: Refusal) -> Response {
    match refusal_ {
        Refusal::NotFound(text) => refusal(SimSystem::RobotManager, StatusCode::NOT_FOUND, &text),
        Refusal::Conflict(text) => refusal(SimSystem::RobotManager, StatusCode::CONFLICT, &text),
    }
}

/// 422 with every mistake named, as FastAPI does.
pub fn mistakes(list: &[Mistake]) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "detail": list }))).into_response()
}
