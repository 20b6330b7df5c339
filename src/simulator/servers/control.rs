//! The control server: speed, faults, troubles, reset, steps, and pokes for measuring.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::ok;
use crate::simulator::faults::FaultSpec;
use crate::simulator::state::Shared;
use crate::simulator::warehouse::trouble::{BotTrouble, HELD, STORAGE, Trouble};

type Site = State<Arc<Shared>>;

/// Its routes.
pub fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/", get(state).put(set))
        .route("/reset", post(reset))
        .route("/step", post(step))
        .route("/poke", post(poke))
        .route("/trouble", post(trouble))
        .route("/calls", get(calls))
        .route("/codes", get(codes))
        .route("/issues", get(issues))
        .route("/uploads", get(uploads))
        .route("/floor", get(super::floor::floor))
        .route("/floor/lines", post(super::floor::lines))
        .with_state(shared)
}

#[derive(Deserialize)]
struct Wish {
    speed: Option<f64>,
    faults: Option<Vec<Value>>,
}

#[derive(Deserialize)]
struct Step {
    seconds: f64,
}

#[derive(Deserialize)]
struct Wanted {
    bot: Option<Value>,
    tray: Option<Value>,
    storage: Option<Value>,
    #[serde(default)]
    kind: Option<String>,
}

#[derive(Deserialize)]
struct Poke {
    bot: Value,
    battery: i64,
}

fn wrong(said: impl Into<String>) -> Response {
    let said: String = said.into();
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "detail": said }))).into_response()
}

fn read<T: for<'de> Deserialize<'de>>(body: &[u8], example: &str) -> Result<T, Box<Response>> {
    serde_json::from_slice(body)
        .map_err(|error| Box::new(wrong(format!("the body must be like {example}: {error}"))))
}

async fn state(State(site): Site) -> Response {
    let faults: Vec<Value> = site
        .faults()
        .iter()
        .map(|spec| {
            json!({
                "system": spec.system.name(),
                "fault": spec.fault.name(),
                "value": spec.value.map(|value| value.to_string()),
                "probability": spec.probability,
            })
        })
        .collect();
    let troubles: Vec<Value> = site.site().troubles().iter().map(told).collect();
    ok(json!({
        "speed": site.speed(),
        "seed": site.seed(),
        "elapsed_seconds": site.site().elapsed_seconds(),
        "faults": faults,
        "troubles": troubles,
    }))
}

fn told(trouble: &Trouble) -> Value {
    match trouble {
        Trouble::Bot(id, kind) => json!({ "bot": id.to_string(), "kind": kind.name() }),
        Trouble::Storage(kind) => json!({ "storage": "noyes", "kind": kind }),
        Trouble::TrayHeld(id) => json!({ "tray": id.to_string(), "kind": HELD }),
    }
}

async fn set(State(site): Site, body: axum::body::Bytes) -> Response {
    let wish: Wish = match read(&body, r#"{"speed": 2.0, "faults": ["noyes:latency=200"]}"#) {
        Ok(wish) => wish,
        Err(answer) => return *answer,
    };
    let faults = match wish
        .faults
        .map(|list| list.iter().map(fault).collect::<Result<Vec<_>, _>>())
        .transpose()
    {
        Ok(faults) => faults,
        Err(said) => return wrong(said),
    };
    if let Some(speed) = wish.speed
        && let Err(said) = site.set_speed(speed)
    {
        return wrong(said);
    }
    if let Some(faults) = faults {
        site.set_faults(faults);
    }
    state(State(site)).await
}

/// A fault as text in the grammar, or as an object of its parts.
fn fault(value: &Value) -> Result<FaultSpec, String> {
    if let Some(text) = value.as_str() {
        return FaultSpec::parse(text);
    }
    let part = |name: &str| match value.get(name) {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text.clone()),
        Some(other) => Some(other.to_string()),
    };
    let (Some(system), Some(fault)) = (part("system"), part("fault")) else {
        return Err(
            "a fault is text like \"noyes:latency=200@0.5\" or an object with system and fault"
                .to_owned(),
        );
    };
    FaultSpec::from_parts(&system, &fault, part("value").as_deref(), part("probability").as_deref())
}

async fn reset(State(site): Site) -> Response {
    site.reset();
    state(State(site)).await
}

async fn step(State(site): Site, body: axum::body::Bytes) -> Response {
    let step: Step = match read(&body, r#"{"seconds": 1.0}"#) {
        Ok(step) => step,
        Err(answer) => return *answer,
    };
    match site.step(step.seconds) {
        Ok(()) => state(State(site)).await,
        Err(said) => wrong(said),
    }
}

async fn poke(State(site): Site, body: axum::body::Bytes) -> Response {
    let poke: Poke = match read(&body, r#"{"bot": "3", "battery": 42}"#) {
        Ok(poke) => poke,
        Err(answer) => return *answer,
    };
    let bot = id(&poke.bot);
    if bot.is_some_and(|bot| site.poke(bot, poke.battery)) {
        ok(json!({}))
    } else {
        wrong(format!("there is no bot {}", poke.bot))
    }
}

/// A number of a bot or tray, as text or number.
fn id(value: &Value) -> Option<u32> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_u64().and_then(|number| u32::try_from(number).ok()),
    }
}

/// Puts a trouble on one bot or tray, or on the storage; kind null or none takes it off.
async fn trouble(State(site): Site, body: axum::body::Bytes) -> Response {
    let example = r#"{"bot": "3", "kind": "stuck"} or {"tray": "7", "kind": "held"}"#;
    let wanted: Wanted = match read(&body, example) {
        Ok(wanted) => wanted,
        Err(answer) => return *answer,
    };
    let kind = wanted.kind.as_deref().filter(|kind| *kind != "none");
    if wanted.storage.is_some() && wanted.bot.is_none() && wanted.tray.is_none() {
        if site.site().trouble_storage(kind) {
            return state(State(site)).await;
        }
        let allowed = STORAGE.map(|(word, _)| word).join(", ");
        return wrong(format!("unknown kind {:?}, allowed: {allowed}, none", kind.unwrap_or("")));
    }
    let known = match (&wanted.bot, &wanted.tray, kind) {
        (Some(bot), None, None) => id(bot).is_some_and(|bot| site.site().trouble_bot(bot, None)),
        (Some(bot), None, Some(kind)) => match BotTrouble::parse(kind) {
            Some(kind) => id(bot).is_some_and(|bot| site.site().trouble_bot(bot, Some(kind))),
            None => {
                let allowed = BotTrouble::ALL.map(BotTrouble::name).join(", ");
                return wrong(format!("unknown kind {kind:?}, allowed: {allowed}, none"));
            }
        },
        (None, Some(_), Some(kind)) if kind != HELD => {
            return wrong(format!("unknown kind {kind:?}, allowed: {HELD}, none"));
        }
        (None, Some(tray), kind) => {
            id(tray).is_some_and(|tray| site.site().hold_tray(tray, kind.is_some()))
        }
        _ => return wrong(format!("the body must be like {example}: name one bot or one tray")),
    };
    match (known, wanted.bot, wanted.tray) {
        (true, ..) => state(State(site)).await,
        (false, Some(bot), _) => wrong(format!("there is no bot {}", plain(&bot))),
        (false, None, tray) => {
            wrong(format!("there is no tray {}", plain(&tray.unwrap_or_default())))
        }
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

async fn calls(State(site): Site) -> Response {
    let mut list = json!({});
    for ((system, call), count) in site.calls() {
        if let Some(list) = list.as_object_mut() {
            let own = list.entry(system.name()).or_insert_with(|| json!({}));
            if let Some(own) = own.as_object_mut() {
                own.insert(call, json!(count));
            }
        }
    }
    ok(list)
}

/// The codes a person would find in the mail, by address.
async fn codes(State(site): Site) -> Response {
    let hall = site.site();
    let codes = hall.people.users.iter().filter_map(|user| {
        let (code, until) = user.code.as_ref()?;
        let told = json!({ "otp": code, "expires_at_utc": hall.calendar.utc(*until) });
        Some((user.email.clone(), told))
    });
    ok(codes.collect::<serde_json::Map<_, _>>())
}

/// The pictures taken, by SKU: hash and size of the last, and how many.
async fn uploads(State(site): Site) -> Response {
    let hall = site.site();
    let sent = hall.pictures.sent().iter().map(|(sku, sent)| {
        let told = json!({ "sha256": sent.hash, "bytes": sent.bytes, "times": sent.times });
        (sku.clone(), told)
    });
    ok(sent.collect::<serde_json::Map<_, _>>())
}

/// The support issues taken, the last hundred of them, and how many reports were made.
async fn issues(State(site): Site) -> Response {
    let hall = site.site();
    let support = &hall.support;
    ok(json!({ "count": support.issues, "reports": support.reports, "issues": support.kept }))
}
