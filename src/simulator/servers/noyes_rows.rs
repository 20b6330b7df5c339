//! The lists of the storage system: what each takes, and its rows in JSON.

use serde_json::{Value, json};

use crate::simulator::clock::Calendar;
use crate::simulator::lists::params::{Grammar, Kind};
use crate::simulator::warehouse::stock::skus::SkuTable;
use crate::simulator::warehouse::work::{Event, Job, Request};

use Kind::{Integer, Text, Time};

/// listInventory.
pub const INVENTORY: Grammar = Grammar {
    filters: &[
        ("box_height_string_max", "eq", Text),
        ("box_height_string_max", "ilike", Text),
        ("box_id", "eq", Text),
        ("box_id", "ilike", Text),
        ("box_size_string", "eq", Text),
        ("box_size_string", "ilike", Text),
        ("box_size_string", "in", Text),
        ("carrier_id", "eq", Text),
        ("carrier_id", "ilike", Text),
        ("content_codes", "ilike", Text),
        ("depth", "eq", Integer),
        ("depth", "gte", Integer),
        ("depth", "ilike", Text),
        ("depth", "in", Integer),
        ("depth", "lte", Integer),
        ("eta_int", "ilike", Text),
        ("item_count", "eq", Text),
        ("item_count", "ilike", Text),
        ("item_count_max", "eq", Text),
        ("item_count_max", "ilike", Text),
        ("level_id", "in", Integer),
        ("measurement_unit", "in", Text),
        ("position_x", "eq", Integer),
        ("position_x", "ilike", Text),
        ("position_y", "eq", Integer),
        ("position_y", "ilike", Text),
        ("section_code_32", "eq", Text),
        ("section_code", "eq", Text),
        ("sku_id", "eq", Text),
        ("sku_id", "ilike", Text),
        ("sku_name", "ilike", Text),
        ("system_quantity", "eq", Text),
        ("system_quantity", "ilike", Text),
        ("updated_at", "gte", Time),
        ("updated_at", "lte", Time),
    ],
    sortable: &[
        "id",
        "carrier_id",
        "level_id",
        "position_x",
        "position_y",
        "depth",
        "box_id",
        "box_size",
        "box_size_string",
        "box_height_string_max",
        "section_code",
        "section_code_32",
        "sku_id",
        "sku_name",
        "content_codes",
        "item_count",
        "item_count_max",
        "system_quantity",
        "measurement_unit",
        "on_empty_sku_action",
        "eta",
        "eta_int",
        "updated_at",
        "updated_at_utc",
    ],
    searchable: &[
        "carrier_id",
        "box_size_string",
        "box_height_string_max",
        "section_code",
        "section_code_32",
        "sku_id",
        "sku_name",
    ],
    default_sort: &[],
};

/// listRequests.
pub const REQUESTS: Grammar = Grammar {
    filters: &[
        ("counter", "eq", Integer),
        ("created_at", "gte", Time),
        ("created_at", "lte", Time),
        ("id", "eq", Text),
        ("id", "in", Text),
        ("placing_pos", "eq", Integer),
        ("priority", "eq", Integer),
        ("status", "eq", Text),
        ("status", "in", Text),
        ("type", "eq", Text),
        ("type", "in", Text),
        ("updated_at", "gte", Time),
        ("updated_at", "lte", Time),
    ],
    sortable: &[
        "id",
        "type",
        "status",
        "priority",
        "counter",
        "level_id",
        "bot_id",
        "placing_pos",
        "created_at",
        "updated_at",
    ],
    searchable: &["id", "type", "status"],
    default_sort: &[("created_at", true)],
};

/// listJobs.
pub const JOBS: Grammar = Grammar {
    filters: &[
        ("balcony_id", "eq", Integer),
        ("created_at", "gte", Time),
        ("created_at", "lte", Time),
        ("id", "eq", Text),
        ("level_id", "eq", Integer),
        ("request_id", "eq", Text),
        ("request_id", "in", Text),
        ("status", "eq", Text),
        ("status", "in", Text),
        ("type", "eq", Text),
        ("type", "in", Text),
        ("updated_at", "gte", Time),
        ("updated_at", "lte", Time),
    ],
    sortable: &[
        "id",
        "request_id",
        "type",
        "status",
        "bot_id",
        "level_id",
        "balcony_id",
        "carrier_id",
        "box_id",
        "sku_id",
        "sku_name",
        "quantity",
        "created_at",
        "updated_at",
    ],
    searchable: &["id", "request_id", "type", "status"],
    default_sort: &[("created_at", true)],
};

/// listEvents.
pub const EVENTS: Grammar = Grammar {
    filters: &[
        ("bot_id", "eq", Text),
        ("component", "eq", Text),
        ("component", "ilike", Text),
        ("component", "in", Text),
        ("created_at", "gte", Time),
        ("created_at", "lte", Time),
        ("hex_value", "eq", Text),
        ("hex_value", "ilike", Text),
        ("level_id", "eq", Integer),
        ("request_id", "eq", Text),
        ("request_id", "ilike", Text),
        ("severity", "eq", Integer),
        ("severity", "gte", Integer),
        ("severity", "in", Integer),
        ("severity", "lte", Integer),
    ],
    sortable: &[
        "severity",
        "component",
        "hex_value",
        "description",
        "bot_id",
        "level_id",
        "request_id",
        "created_at",
    ],
    searchable: &["description", "component"],
    default_sort: &[],
};

/// One request.
pub fn request_json(request: &Request, calendar: &Calendar) -> Value {
    let entities: Vec<Value> = request
        .entities
        .iter()
        .map(|entity| {
            json!({
                "cancelled_quantity": entity.cancelled,
                "completed_quantity": entity.completed,
                "entity_type": entity.kind,
                "id": entity.id,
                "job_type": entity.job_type,
                "succeeded_quantity": entity.completed - entity.cancelled,
                "total_quantity": entity.total,
            })
        })
        .collect();
    let warnings: Vec<Value> = request
        .warnings
        .iter()
        .map(|(code, said)| json!({ "error_code": code, "human_string": said }))
        .collect();
    json!({
        "bot_id": request.bot,
        "counter": request.number,
        "created_at": calendar.berlin(request.created),
        "created_at_utc": calendar.utc(request.created),
        "entities": entities,
        "id": request.id,
        "level_id": request.level,
        "placing_pos": null,
        "priority": request.priority,
        "status": request.status,
        "type": request.kind,
        "updated_at": calendar.berlin(request.updated),
        "updated_at_utc": calendar.utc(request.updated),
        "warnings": warnings,
    })
}

/// One job.
pub fn job_json(job: &Job, skus: &SkuTable, calendar: &Calendar) -> Value {
    let sku = job.sku.and_then(|sku| skus.get(sku));
    json!({
        "balcony_id": job.balcony,
        "bot_id": job.bot,
        "box_id": job.box_id,
        "carrier_id": job.carrier_id,
        "created_at": calendar.berlin(job.created),
        "created_at_utc": calendar.utc(job.created),
        "id": job.id,
        "level_id": job.level,
        "measurement_unit": sku.map(|sku| sku.unit()),
        "on_empty_sku_action": sku.map(|sku| sku.on_empty()),
        "quantity": job.quantity.abs(),
        "request_id": job.request_id,
        "sku_id": job.sku_id,
        "sku_name": job.sku_name,
        "status": job.status,
        "type": job.kind,
        "updated_at": calendar.berlin(job.updated),
        "updated_at_utc": calendar.utc(job.updated),
    })
}

/// One event.
pub fn event_json(event: &Event, calendar: &Calendar) -> Value {
    json!({
        "bot_id": event.bot,
        "component": event.component,
        "created_at": calendar.berlin(event.created),
        "created_at_utc": calendar.utc(event.created),
        "description": event.description,
        "hex_value": event.hex,
        "level_id": event.level,
        "request_id": event.request,
        "severity": event.severity,
    })
}
