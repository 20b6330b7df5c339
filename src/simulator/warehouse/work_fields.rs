//! Requests, jobs and events as rows of a list: their fields by the names of the contract.

use super::work::{Event, Job, Request};
use crate::simulator::lists::scan::{Fields, Value};

fn number<T: Into<i64>>(value: Option<T>) -> Value<'static> {
    value.map_or(Value::Null, |value| Value::Number(value.into()))
}

fn text(value: Option<&String>) -> Value<'_> {
    value.map_or(Value::Null, |text| Value::Text(text))
}

impl Fields for Request {
    fn field(&self, name: &str) -> Value<'_> {
        match name {
            "id" => Value::Text(&self.id),
            "type" => Value::Text(&self.kind),
            "status" => Value::Text(self.status),
            "priority" => Value::Number(self.priority),
            "counter" => Value::Number(self.number as i64),
            "level_id" => number(self.level),
            "bot_id" => number(self.bot),
            "created_at" => Value::Time(self.created),
            "updated_at" => Value::Time(self.updated),
            _ => Value::Null,
        }
    }
}

impl Fields for Job {
    fn field(&self, name: &str) -> Value<'_> {
        match name {
            "id" => Value::Text(&self.id),
            "request_id" => Value::Text(&self.request_id),
            "type" => Value::Text(self.kind),
            "status" => Value::Text(self.status),
            "bot_id" => number(self.bot),
            "level_id" => number(self.level),
            "balcony_id" => number(self.balcony),
            "carrier_id" => text(self.carrier_id.as_ref()),
            "box_id" => number(self.box_id),
            "sku_id" => text(self.sku_id.as_ref()),
            "sku_name" => text(self.sku_name.as_ref()),
            "quantity" => Value::Number(self.quantity.abs()),
            "created_at" => Value::Time(self.created),
            "updated_at" => Value::Time(self.updated),
            _ => Value::Null,
        }
    }
}

impl Fields for Event {
    fn field(&self, name: &str) -> Value<'_> {
        match name {
            "severity" => Value::Number(self.severity),
            "component" => Value::Text(self.component),
            "hex_value" => Value::Text(self.hex),
            "description" => Value::Text(&self.description),
            "bot_id" => text(self.bot.as_ref()),
            "level_id" => number(self.level),
            "request_id" => text(self.request.as_ref()),
            "created_at" => Value::Time(self.created),
            _ => Value::Null,
        }
    }
}
