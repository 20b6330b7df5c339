//! The control URL of the practice site: speed, faults, steps, reset, pokes, counts.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use traydeck::simulator::Options;

use super::simulator::{Site, json_of};

/// What has not come about after this long never will.
const PATIENCE: Duration = Duration::from_secs(90);

async fn control(site: &Site, method: Method, path: &str, body: Value) -> (u16, Value) {
    let url = format!("{}{path}", site.running.urls.control);
    json_of(site.client.request(method, url).body(body.to_string())).await
}

#[tokio::test]
async fn state_is_read_and_set() {
    let site = Site::small();
    let (_, state) = control(&site, Method::GET, "/", Value::Null).await;
    assert_eq!(
        state,
        json!({ "speed": 0.0, "seed": 1, "elapsed_seconds": 0.0, "faults": [], "troubles": [] })
    );
    let wish = json!({ "speed": 0.0, "faults": ["noyes:latency=20@0.5", { "system": "robot-manager", "fault": "reset", "probability": 0.1 }] });
    let (status, state) = control(&site, Method::PUT, "/", wish).await;
    assert_eq!(status, 200);
    assert_eq!(
        state["faults"],
        json!([
            { "system": "noyes", "fault": "latency", "value": "20", "probability": 0.5 },
            { "system": "robot-manager", "fault": "reset", "value": null, "probability": 0.1 },
        ])
    );
    // only what is named changes
    let (_, state) = control(&site, Method::PUT, "/", json!({ "speed": 2.5 })).await;
    assert_eq!(
        (state["speed"].as_f64(), state["faults"].as_array().map(Vec::len)),
        (Some(2.5), Some(2))
    );
}

#[tokio::test]
async fn a_mistake_is_answered_with_what_is_allowed() {
    let site = Site::small();
    for (body, said) in [
        (json!({ "faults": ["noyes:fire"] }), "allowed: latency"),
        (json!({ "faults": [{ "fault": "reset" }] }), "system and fault"),
        (json!({ "speed": -1.0 }), "allowed is 0 to 1000"),
        (json!([]), "the body must be like"),
    ] {
        let (status, answer) = control(&site, Method::PUT, "/", body).await;
        assert_eq!(status, 422);
        assert!(answer["detail"].as_str().expect("a sentence").contains(said), "{answer}");
    }
}

#[tokio::test]
async fn steps_pokes_counts_and_reset() {
    let site = Site::small();
    let before = site.get("/api/v2/bots").await;
    let (_, state) = control(&site, Method::POST, "/step", json!({ "seconds": 90.0 })).await;
    assert_eq!(state["elapsed_seconds"], 90.0);
    assert_eq!(control(&site, Method::POST, "/step", json!({ "seconds": -1 })).await.0, 422);
    assert_eq!(
        control(&site, Method::POST, "/poke", json!({ "bot": "3", "battery": 140 })).await.0,
        200
    );
    assert_eq!(site.get("/api/v2/bots").await[2]["battery_level"], 140);
    assert_eq!(
        control(&site, Method::POST, "/poke", json!({ "bot": 99, "battery": 1 })).await.0,
        422
    );
    let (_, calls) = control(&site, Method::GET, "/calls", Value::Null).await;
    assert_eq!(calls["noyes"]["GET /api/v2/bots"], 2);
    assert_eq!(site.running.control.calls("noyes", "GET /api/v2/bots"), 2);
    let (_, state) = control(&site, Method::POST, "/reset", Value::Null).await;
    assert_eq!(state["elapsed_seconds"], 0.0);
    assert_eq!(site.get("/api/v2/bots").await, before);
}

#[tokio::test]
async fn troubles_are_put_told_and_taken_off() {
    let site = Site::small();
    let put = async |body: Value| control(&site, Method::POST, "/trouble", body).await;
    put(json!({ "bot": "3", "kind": "silent" })).await;
    put(json!({ "bot": 4, "kind": "stuck" })).await;
    let (_, state) = put(json!({ "tray": "7", "kind": "held" })).await;
    let told = json!([
        { "bot": "3", "kind": "silent" },
        { "bot": "4", "kind": "stuck" },
        { "tray": "7", "kind": "held" },
    ]);
    assert_eq!(state["troubles"], told);
    let bots = site.get("/api/v2/bots").await;
    assert_eq!(bots.as_array().map(Vec::len), Some(11));
    for (body, said) in [
        (json!({ "bot": "99", "kind": "stuck" }), "there is no bot 99"),
        (json!({ "tray": "99", "kind": "held" }), "there is no tray 99"),
        (json!({ "bot": "3", "kind": "held" }), "allowed: stuck, silent, battery-low"),
        (json!({ "tray": "3", "kind": "stuck" }), "allowed: held"),
        (json!({ "kind": "stuck" }), "name one bot or one tray"),
    ] {
        let (status, answer) = put(body).await;
        assert_eq!(status, 422);
        assert!(answer["detail"].as_str().expect("a sentence").contains(said), "{answer}");
    }
    put(json!({ "bot": "3", "kind": null })).await;
    put(json!({ "bot": "4", "kind": "none" })).await;
    let (_, state) = put(json!({ "tray": "7" })).await;
    assert_eq!(state["troubles"], json!([]));
    assert_eq!(site.get("/api/v2/bots").await.as_array().map(Vec::len), Some(12));
}

#[tokio::test]
async fn time_stamps_are_wall_time_at_any_speed() {
    let second = jiff::SignedDuration::from_secs(1);
    let began = jiff::Timestamp::now() - second;
    let site = Site::of(Options { speed: 200.0, ..Options::small_stepped() });
    let moved = async {
        while site.running.control.elapsed_seconds() < 600.0 {
            site.get("/api/v2/bots").await;
        }
    };
    tokio::time::timeout(PATIENCE, moved).await.expect("time passes");
    for path in ["requests", "jobs", "inventory_view"] {
        let list = site.get(&format!("/api/v2/{path}?sort_by=-updated_at&size=1")).await;
        let newest = list["items"][0]["updated_at_utc"].as_str().expect("a time");
        let newest: jiff::Timestamp = newest.parse().expect("a time");
        let meanwhile = began..=jiff::Timestamp::now() + second;
        assert!(meanwhile.contains(&newest), "{path}: {newest} is not in {meanwhile:?}");
    }
}

#[tokio::test]
async fn a_running_site_moves_by_itself() {
    let site = Site::of(Options { speed: 50.0, ..Options::small_stepped() });
    let moved = async {
        while site.running.control.elapsed_seconds() < 5.0 {
            site.get("/api/v2/bots").await;
        }
    };
    tokio::time::timeout(PATIENCE, moved).await.expect("time passes");
}

#[tokio::test]
async fn the_storage_breaks_on_purpose_and_a_restart_mends_it() {
    let site = Site::small();
    let trouble = async |kind: &str, due: u16| {
        let body = json!({ "storage": "noyes", "kind": kind });
        let (status, state) = control(&site, Method::POST, "/trouble", body).await;
        assert_eq!(status, due, "{state}");
        state["troubles"].clone()
    };
    let status = async || site.get("/api/v2/storage_status").await["storage_status"].clone();
    trouble("fire", 422).await;
    assert_eq!(trouble("error", 200).await, json!([{ "storage": "noyes", "kind": "error" }]));
    assert_eq!(status().await, "ERROR");
    let before = site.get("/api/v2/bots").await;
    site.running.control.step(120.0);
    assert_eq!(site.get("/api/v2/bots").await, before);
    let url = format!("{}/api/v2/restart_brain", site.running.urls.noyes);
    assert_eq!(json_of(site.ask(Method::POST, url)).await.0, 200);
    site.running.control.step(60.0);
    assert_eq!(status().await, "RUNNING");
    trouble("maintenance", 200).await;
    assert_eq!((trouble("none", 200).await, status().await), (json!([]), json!("RUNNING")));
}
