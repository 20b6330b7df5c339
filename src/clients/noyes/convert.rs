//! From the storage system's JSON to the words of the warehouse; what lacks its id is named.

use jiff::Timestamp;

use super::time::moment;
use super::wire;
use crate::domain::bot::{Battery, Bot};
use crate::domain::carrier::InventoryRow;
use crate::domain::event::Event;
use crate::domain::ids::{BalconyId, BotId, BoxId, CarrierId, JobId, LevelId, RequestId, SkuId};
use crate::domain::job::Job;
use crate::domain::level::{Balcony, Level};
use crate::domain::request::{Entity, Request};
use crate::util::lenient::BigDigits;

/// Null, "" and absence are the same; "none" selects rows without the thing and is never an id.
macro_rules! id {
    ($type:ident, $field:expr) => {
        $field
            .filter(|id| !id.as_str().is_empty() && id.as_str() != "none")
            .map(|id| $type::from_shared(id.0))
    };
}

pub fn bot_from_wire(bot: wire::BotResponse, now: Timestamp) -> Result<Bot, &'static str> {
    Ok(Bot {
        id: id!(BotId, bot.id).ok_or("id")?,
        level: id!(LevelId, bot.level_id),
        battery: Battery::from_reported(bot.battery_level),
        charging: bot.is_charging,
        lifted_carrier: id!(CarrierId, bot.lifted_carrier),
        reported_at: now,
        in_last_report: true,
        unchanged_since: now,
    })
}

pub fn level_from_wire(level: wire::LevelResponse) -> Result<Level, &'static str> {
    Ok(Level { id: id!(LevelId, level.id).ok_or("id")?, height: level.height })
}

pub fn balcony_from_wire(balcony: wire::BalconyResponse) -> Result<Balcony, &'static str> {
    Ok(Balcony { id: id!(BalconyId, balcony.id).ok_or("id")? })
}

/// A row always counts: an empty space has neither box nor load.
pub fn inventory_row_from_wire(
    row: wire::InventoryViewResponse,
) -> Result<InventoryRow, &'static str> {
    let narrow = |number: Option<i64>| number.and_then(|number| i32::try_from(number).ok());
    Ok(InventoryRow {
        id: row.id,
        carrier: id!(CarrierId, row.carrier_id),
        level: id!(LevelId, row.level_id),
        position_x: narrow(row.position_x),
        position_y: narrow(row.position_y),
        depth: narrow(row.depth),
        box_id: id!(BoxId, row.box_id),
        section_code: section_code(row.section_code_32, row.section_code),
        box_size: row.box_size_string.or_else(|| row.box_size.map(|size| size.to_string())),
        box_height_max: row.box_height_string_max,
        content_codes: row.content_codes,
        sku: id!(SkuId, row.sku_id),
        sku_name: row.sku_name,
        item_count: row.item_count,
        item_count_max: row.item_count_max,
        system_quantity: row.system_quantity,
        measurement_unit: row.measurement_unit,
        on_empty_sku_action: row.on_empty_sku_action,
        eta: row.eta_int,
        updated_at: moment(row.updated_at_utc.as_deref(), row.updated_at.as_deref()),
    })
}

/// The 32 digits where told; else the 8 of the lossy projection, since the rest cannot be known.
pub fn section_code(thirty_two: Option<BigDigits>, eight: Option<String>) -> Option<String> {
    let padded = |digits: String, width: usize| match digits.len() {
        0 => None,
        length if length >= width => Some(digits),
        _ => Some(format!("{digits:0>width$}")),
    };
    thirty_two.and_then(|digits| padded(digits.0, 32)).or_else(|| {
        let digits = eight?.trim().to_owned();
        // A text may hold 8, 16 or 32 characters; an integer lost its leading zeros.
        padded(digits, 8)
    })
}

pub fn request_from_wire(request: wire::RequestResponseComposite) -> Result<Request, &'static str> {
    Ok(Request {
        id: id!(RequestId, request.id).ok_or("id")?,
        kind: request.kind.unwrap_or_default(),
        status: request.status.unwrap_or_default(),
        priority: request.priority,
        level: id!(LevelId, request.level_id),
        bot: id!(BotId, request.bot_id),
        counter: request.counter,
        placing_pos: request.placing_pos,
        entities: request
            .entities
            .unwrap_or_default()
            .into_iter()
            .map(|entity| Entity {
                id: entity.id.unwrap_or_default(),
                kind: entity.entity_type.unwrap_or_default(),
                job_type: entity.job_type,
                total: entity.total_quantity,
                completed: entity.completed_quantity,
                succeeded: entity.succeeded_quantity,
                cancelled: entity.cancelled_quantity,
            })
            .collect(),
        warnings: request
            .warnings
            .unwrap_or_default()
            .iter()
            .map(|warning| crate::util::redact::redacted(&warning.to_string()))
            .collect(),
        created_at: moment(request.created_at_utc.as_deref(), request.created_at.as_deref()),
        updated_at: moment(request.updated_at_utc.as_deref(), request.updated_at.as_deref()),
    })
}

pub fn job_from_wire(job: wire::JobResponse) -> Result<Job, &'static str> {
    Ok(Job {
        id: id!(JobId, job.id).ok_or("id")?,
        request: id!(RequestId, job.request_id),
        kind: job.kind.unwrap_or_default(),
        status: job.status.unwrap_or_default(),
        bot: id!(BotId, job.bot_id),
        level: id!(LevelId, job.level_id),
        balcony: id!(BalconyId, job.balcony_id),
        carrier: id!(CarrierId, job.carrier_id),
        box_id: id!(BoxId, job.box_id),
        sku: id!(SkuId, job.sku_id),
        sku_name: job.sku_name,
        quantity: job.quantity,
        created_at: moment(job.created_at_utc.as_deref(), job.created_at.as_deref()),
        updated_at: moment(job.updated_at_utc.as_deref(), job.updated_at.as_deref()),
    })
}

pub fn event_from_wire(event: wire::EventsResponse) -> Result<Event, &'static str> {
    Ok(Event {
        created_at: moment(event.created_at_utc.as_deref(), event.created_at.as_deref()),
        severity: event.severity,
        component: event.component,
        hex_value: event.hex_value,
        description: event.description,
        bot: id!(BotId, event.bot_id),
        level: id!(LevelId, event.level_id),
        request: id!(RequestId, event.request_id),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_codes_are_padded_and_the_long_one_counts() {
        let code = |long: &str, short: &str| {
            section_code(
                (!long.is_empty()).then(|| BigDigits(long.into())),
                (!short.is_empty()).then(|| short.into()),
            )
        };
        assert_eq!(code("11", "1").unwrap(), format!("{:0>32}", "11"));
        assert_eq!(code("", "11").unwrap(), "00000011");
        assert_eq!(code("", "0000000000000011").unwrap(), "0000000000000011");
        assert_eq!(code("", ""), None);
    }

    #[test]
    fn an_empty_space_has_neither_box_nor_load() {
        let wire: wire::InventoryViewResponse = serde_json::from_str(
            r#"{"id":"7","box_id":null,"sku_id":"none","carrier_id":12,"level_id":"3"}"#,
        )
        .unwrap();
        let row = inventory_row_from_wire(wire).unwrap();
        assert_eq!((row.box_id, row.sku), (None, None));
        assert_eq!(row.carrier, Some(CarrierId::new("12")));
        assert_eq!(row.level, Some(LevelId::new("3")));
    }

    #[test]
    fn a_bot_is_compared_by_text_and_its_battery_shown_as_it_came() {
        let wire: wire::BotResponse = serde_json::from_str(
            r#"{"id":"4","battery_level":140,"lifted_carrier":77,"is_charging":null}"#,
        )
        .unwrap();
        let bot = bot_from_wire(wire, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(bot.id, BotId::new("4"));
        assert_eq!(bot.battery, Battery::OutOfRange(140));
        assert_eq!(bot.lifted_carrier, Some(CarrierId::new("77")));
        assert_eq!(bot.charging, None);
    }
}
