//! From the robot manager's JSON to the words of the warehouse; what lacks its id is named.

use super::wire;
use crate::domain::ids::{OrderReference, SlotId, TrayId};
use crate::domain::inbound::WebhookRecord;
use crate::domain::station::Station;
use crate::domain::tray::{ReadyTray, Tray};
use crate::util::hashed::marked_url;
use crate::util::lenient::Text;
use crate::util::plain::Plain;

/// Null, "" and absence are the same.
fn told(text: Option<Text>) -> Option<Text> {
    text.filter(|text| !text.as_str().is_empty())
}

fn tray_id(text: Option<Text>) -> Option<TrayId> {
    told(text).map(|text| TrayId::from_shared(text.0))
}

pub fn station_from_wire(slot: wire::Slot) -> Result<Station, &'static str> {
    let id = told(slot.slot_id).map(|text| SlotId::from_shared(text.0)).ok_or("slot_id")?;
    Ok(Station {
        name: slot.slot_name.unwrap_or_else(|| id.as_str().to_owned()),
        slot: id,
        tags: slot.tags.0,
        tray: tray_id(slot.tray_id),
        status: slot.slot_status,
        comment: slot.comment,
    })
}

pub fn tray_from_wire(tray: wire::Tray) -> Result<Tray, &'static str> {
    Ok(Tray {
        id: tray_id(tray.tray_id).ok_or("tray_id")?,
        status: tray.tray_status,
        height: tray.tray_height,
        weight: tray.tray_weight,
        divider: tray.tray_divider,
        tags: tray.tags.0,
    })
}

pub fn ready_tray_from_wire(task: wire::ReadyTray) -> Result<ReadyTray, &'static str> {
    Ok(ReadyTray {
        tray: tray_id(task.tray_id).ok_or("tray_id")?,
        station_name: task.station_name,
        station_slot: told(task.station_slot_id).map(|text| SlotId::from_shared(text.0)),
        tags: task.tags.0,
        task_status: task.task_status.or(task.status),
        reference: told(task.order_reference_id).map(|text| OrderReference::from_shared(text.0)),
    })
}

/// Names under which the address may stand; only the first is likely, none is documented.
const URL_NAMES: [&str; 3] = ["url", "webhook_url", "callback_url"];

/// The same record, its address with the mark of the secret in it.
pub fn with_marked_url(record: Plain) -> Plain {
    let name = URL_NAMES.into_iter().find(|name| record.field(name).is_some());
    let url = name.and_then(|name| record.field(name)).and_then(Plain::as_text).map(marked_url);
    match (name, url) {
        (Some(name), Some(url)) => record.with(name, url),
        _ => record,
    }
}

/// A registration or an event: whichever it is, all of it is kept.
pub fn webhook_from_record(record: Plain) -> Result<WebhookRecord, &'static str> {
    let Plain::Map(mut rest) = with_marked_url(record) else { return Err("object") };
    let mut text = |name: &str| {
        let value = rest.remove(name)?;
        value.as_text().map(str::to_owned).filter(|text| !text.is_empty())
    };
    let (id, robot_id) = (text("id"), text("robot_id"));
    let url = URL_NAMES.into_iter().find_map(&mut text);
    Ok(WebhookRecord { id, robot_id, url, rest: Plain::Map(rest) })
}
