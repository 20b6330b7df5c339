//! Reads an inbound body: any JSON object, its canonical form, its hash, and what it says it is about.

use jiff::Timestamp;

use crate::domain::ids::{OrderReference, TrayId};
use crate::domain::inbound::Refusal;
use crate::store::Incoming;
use crate::util::hashed::sha256;
use crate::util::plain::Plain;

/// Where senders wrap the record, if they do.
const WRAPPERS: [&str; 4] = ["payload", "data", "record", "records"];

/// The event of a body of the robot manager. Nothing in it is documented, so nothing is demanded.
pub fn read(body: &[u8], received_at: Timestamp) -> Result<Incoming, Refusal> {
    let whole: Plain = serde_json::from_slice(body).map_err(|_| Refusal::NotJson)?;
    if !matches!(whole, Plain::Map(_)) {
        return Err(Refusal::NotAnObject);
    }
    let system = "robot-manager";
    // the names of a map stand in order, so the same object has the same text
    let payload = whole.to_string();
    let hash = sha256(format!("{system}\n{payload}").as_bytes());
    let record = record(&whole);
    let text = |name: &str| {
        let told = record.field(name).or_else(|| whole.field(name)).and_then(Plain::as_text);
        told.map(str::trim).filter(|text| !text.is_empty())
    };
    Ok(Incoming {
        system,
        robot_id: text("robot_id").map(str::to_owned),
        tray: text("tray_id").map(TrayId::new),
        reference: text("order_reference_id").map(OrderReference::new),
        updated_at: text("updated_at").and_then(in_order),
        received_at,
        hash,
        payload,
    })
}

/// The record itself, or the one that is wrapped in it.
fn record(whole: &Plain) -> &Plain {
    if whole.field("tray_id").is_some() {
        return whole;
    }
    let inner = WRAPPERS.iter().filter_map(|name| whole.field(name));
    let mut inner = inner.filter_map(|value| match value {
        Plain::List(list) => list.first(),
        other => Some(other),
    });
    inner.find(|value| value.field("tray_id").is_some()).unwrap_or(whole)
}

/// A time that begins with its year can be ordered as text; any other is not compared.
fn in_order(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let year = bytes.by_ref().take(4).all(|byte| byte.is_ascii_digit());
    (year && bytes.next() == Some(b'-')).then(|| text.replace(' ', "T"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(body: &str) -> Result<Incoming, Refusal> {
        read(body.as_bytes(), Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn the_same_object_is_the_same_event_however_it_is_written() {
        let one = event(r#"{"tray_id":"7","order_reference_id":"R","id":1}"#).unwrap();
        let same =
            event(" {\"id\": 1,\n\"order_reference_id\": \"R\", \"tray_id\": \"7\"}").unwrap();
        let other = event(r#"{"tray_id":"7","order_reference_id":"R","id":2}"#).unwrap();
        assert_eq!(one.hash, same.hash);
        assert_ne!(one.hash, other.hash);
        assert_eq!(one.tray, Some(TrayId::new("7")));
        assert_eq!(one.reference, Some(OrderReference::new("R")));
    }

    #[test]
    fn what_it_is_about_is_found_inside_a_wrapping_too_and_may_be_missing() {
        let wrapped =
            r#"{"robot_id":"R1","payload":{"tray_id":7,"updated_at":"2026-01-02 03:04:05"}}"#;
        let wrapped = event(wrapped).unwrap();
        assert_eq!(wrapped.tray, Some(TrayId::new("7")));
        assert_eq!(wrapped.robot_id.as_deref(), Some("R1"));
        assert_eq!(wrapped.updated_at.as_deref(), Some("2026-01-02T03:04:05"));
        let listed = event(r#"{"records":[{"tray_id":"9"}]}"#).unwrap();
        assert_eq!(listed.tray, Some(TrayId::new("9")));
        let odd = event(r#"{"hello":"world","updated_at":"02-01-2026 03:04:05 AM"}"#).unwrap();
        assert_eq!((odd.tray, odd.updated_at), (None, None));
    }

    #[test]
    fn only_objects_are_taken() {
        assert_eq!(event("tray 7 is ready"), Err(Refusal::NotJson));
        assert_eq!(event(""), Err(Refusal::NotJson));
        assert_eq!(event("[1]"), Err(Refusal::NotAnObject));
        assert_eq!(event("null"), Err(Refusal::NotAnObject));
        let deep = format!("{}1{}", "[".repeat(50_000), "]".repeat(50_000));
        assert_eq!(event(&deep), Err(Refusal::NotJson));
    }
}
