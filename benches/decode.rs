//! Decoding measured: 1,000 bots and a page of 100 inventory rows, against plain serde_json into the wire types.
//!
//! Prints the median of each and their ratio; the ratio should stay at or under 1.5.

use std::hint::black_box;
use std::time::{Duration, Instant};

use bytes::Bytes;
use jiff::Timestamp;
use serde_json::json;
use traydeck::clients::http::Answer;
use traydeck::clients::noyes::{self, wire};

const ROUNDS: usize = 400;

fn main() {
    let bots: Vec<_> = (0..1000)
        .map(|id| {
            json!({"battery_level": id % 101, "id": id, "is_charging": id % 7 == 0,
                "level_id": id % 6 + 1, "lifted_carrier": (id % 3 == 0).then_some(id + 10_000)})
        })
        .collect();
    let bots = answer(&json!(bots));
    let now = Timestamp::now();
    let plain = || {
        let wires: Vec<wire::BotResponse> = serde_json::from_slice(&bots.body).unwrap();
        drop(black_box(wires));
    };
    let ours = || drop(black_box(noyes::bots_from_answer(&bots, now).unwrap()));
    report("1,000 bots", plain, ours);

    let rows: Vec<_> = (0..100).map(row).collect();
    let page = json!({"items": rows, "page": 1, "pages": 200, "size": 100, "total": 20_000});
    let page = answer(&page);
    let plain = || {
        let wires: wire::Page<wire::InventoryViewResponse> =
            serde_json::from_slice(&page.body).unwrap();
        drop(black_box(wires));
    };
    let ours = || drop(black_box(noyes::inventory_from_answer(&page, 1, 100).unwrap()));
    report("100 inventory rows", plain, ours);
}

fn row(id: u32) -> serde_json::Value {
    json!({"box_height_string_max": 320, "box_id": id, "box_size": 1, "box_size_string": "1/8",
        "carrier_id": format!("{}", id / 8), "content_codes": null, "depth": id % 3, "eta": 1.5,
        "eta_int": 1, "id": format!("row-{id}"), "item_count": id % 20, "item_count_max": 20,
        "level_id": id % 6 + 1, "measurement_unit": "PIECE", "on_empty_sku_action": "UNASSIGN",
        "position_x": id % 26, "position_y": id % 9, "section_code": "00000011",
        "section_code_32": 11_000_000_000_u64 + u64::from(id % 2), "sku_id": format!("H{id:06}"),
        "sku_name": "bright bolt steel", "system_quantity": 400,
        "updated_at": "2025-06-01T12:00:00.123456",
        "updated_at_utc": "2025-06-01T10:00:00.123456+00:00"})
}

fn answer(json: &serde_json::Value) -> Answer {
    Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body: Bytes::from(json.to_string()),
        latency: Duration::ZERO,
    }
}

/// Runs both in turn, so that a busy machine slows both alike.
fn report(what: &str, plain: impl Fn(), ours: impl Fn()) {
    let mut times = (Vec::with_capacity(ROUNDS), Vec::with_capacity(ROUNDS));
    for _ in 0..ROUNDS {
        times.0.push(timed(&plain));
        times.1.push(timed(&ours));
    }
    let (plain, ours) = (median(times.0), median(times.1));
    let ratio = ours.as_secs_f64() / plain.as_secs_f64();
    println!("decode {what}: serde_json {plain:.1?}, with conversion {ours:.1?}, ratio {ratio:.2}");
}

fn timed(work: impl Fn()) -> Duration {
    let started = Instant::now();
    work();
    started.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
