//! The picking floor at the control URL: what lies in the trays, and lines to be worked.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde_json::{Value, json};

use super::answer::ok;
use crate::simulator::state::Shared;
use crate::simulator::warehouse::floor::{barcode, layout};

/// Layouts, contents, barcodes and names as they were at the start.
pub(super) async fn floor(State(site): State<Arc<Shared>>) -> Response {
    let hall = site.site();
    let contents = hall.floor.contents();
    let skus = hall.stock.columns().skus.all();
    let id = |sku: u32| skus.get(sku as usize).map(|sku| sku.id.clone()).unwrap_or_default();
    let layouts: Vec<Value> = hall
        .trays
        .trays
        .iter()
        .map(|tray| {
            let (rows, columns) = layout(tray.divider);
            json!({ "tray": tray.id.to_string(), "rows": rows, "columns": columns })
        })
        .collect();
    let lying: Vec<Value> = contents
        .iter()
        .map(|content| {
            json!({
                "tray": content.tray.to_string(),
                "compartment": content.compartment,
                "sku": id(content.sku),
                "quantity": content.quantity,
            })
        })
        .collect();
    let mut numbers: Vec<u32> = contents.iter().map(|content| content.sku).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let barcodes: Vec<Value> =
        numbers.iter().map(|sku| json!({ "barcode": barcode(*sku), "sku": id(*sku) })).collect();
    let names: Vec<Value> = numbers
        .iter()
        .filter_map(|sku| skus.get(*sku as usize))
        .map(|sku| json!({ "sku": sku.id, "name": sku.name }))
        .collect();
    ok(json!({
        "layouts": layouts, "contents": lying, "barcodes": barcodes, "names": names,
    }))
}

/// The next lines; each call hands out others.
pub(super) async fn lines(State(site): State<Arc<Shared>>) -> Response {
    let mut hall = site.site();
    let handed = hall.floor.hand_out();
    let skus = hall.stock.columns().skus.all();
    let lines: Vec<Value> = handed
        .iter()
        .map(|line| {
            let sku = skus.get(line.sku as usize).map(|sku| sku.id.as_str());
            json!({
                "mode": line.mode,
                "tray": line.tray.to_string(),
                "compartment": line.compartment,
                "sku": sku.unwrap_or_default(),
                "quantity": line.quantity,
                "order": line.order,
                "number": line.number,
                "of": line.of,
            })
        })
        .collect();
    ok(json!({ "lines": lines }))
}
