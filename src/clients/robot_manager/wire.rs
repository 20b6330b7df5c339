//! JSON of the robot manager as it is (Robot Manager Partner API Docs V2).
//!
//! The document shows no answer; every field is optional, further fields are ignored.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::util::lenient::{self, Tags, Text};

/// What every answer is wrapped in. The body status may say failure under HTTP 200.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, bound(deserialize = "T: Deserialize<'de>"))]
pub struct Envelope<T> {
    #[serde(deserialize_with = "lenient::string")]
    pub status: Option<String>,
    #[serde(deserialize_with = "lenient::int")]
    pub status_code: Option<i64>,
    #[serde(deserialize_with = "lenient::string")]
    pub message: Option<String>,
    #[serde(deserialize_with = "lenient::int")]
    pub count: Option<i64>,
    pub records: Option<Vec<T>>,
}

/// Answer of retrieve, retrieve list and release: the state of the tray's task.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Task {
    pub id: Option<Text>,
    pub tray_id: Option<Text>,
    #[serde(deserialize_with = "lenient::string")]
    pub station_name: Option<String>,
    pub station_slot_id: Option<Text>,
    pub tags: Tags,
    #[serde(deserialize_with = "lenient::string")]
    pub task_status: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub status: Option<String>,
    pub order_reference_id: Option<Text>,
    pub order_number: Option<Text>,
    #[serde(deserialize_with = "lenient::string")]
    pub created_at: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub updated_at: Option<String>,
}

/// A record of is_tray_ready: the tray stands at this station. The same shape as a task.
pub type ReadyTray = Task;

/// A record of slots; a picking station is a slot with the tag `station`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Slot {
    pub slot_id: Option<Text>,
    pub tray_id: Option<Text>,
    #[serde(deserialize_with = "lenient::string")]
    pub slot_name: Option<String>,
    pub tags: Tags,
    /// Millimetres.
    #[serde(deserialize_with = "lenient::float")]
    pub slot_height: Option<f64>,
    #[serde(deserialize_with = "lenient::string")]
    pub slot_status: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub comment: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub updated_at: Option<String>,
}

/// A record of trays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tray {
    pub id: Option<Text>,
    pub tray_id: Option<Text>,
    #[serde(deserialize_with = "lenient::string")]
    pub tray_status: Option<String>,
    #[serde(deserialize_with = "lenient::float")]
    pub tray_divider: Option<f64>,
    #[serde(deserialize_with = "lenient::float")]
    pub tray_lockcount: Option<f64>,
    /// Millimetres.
    #[serde(deserialize_with = "lenient::float")]
    pub tray_height: Option<f64>,
    #[serde(deserialize_with = "lenient::float")]
    pub tray_weight: Option<f64>,
    pub tags: Tags,
    #[serde(deserialize_with = "lenient::string")]
    pub created_at: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub updated_at: Option<String>,
}

/// A registered webhook; as a request body without id.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Webhook {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub robot_id: Option<Text>,
    #[serde(deserialize_with = "lenient::string", skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Box<RawValue>>,
}

/// Body of retrieve_tray_list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TrayRequestList {
    pub details: Vec<TrayRequest>,
}

/// One tray of the list; the id is a string even where it looks like a number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TrayRequest {
    pub tray_id: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_number: Option<Text>,
    pub order_reference_id: Text,
    pub required_tags: Tags,
}

impl<T> Default for Envelope<T> {
    fn default() -> Self {
        Self { status: None, status_code: None, message: None, count: None, records: None }
    }
}

impl<T> Envelope<T> {
    /// A successful answer with these records.
    pub fn success(records: Vec<T>) -> Self {
        Self {
            status: Some("success".to_owned()),
            status_code: Some(200),
            message: Some("ok".to_owned()),
            count: i64::try_from(records.len()).ok(),
            records: Some(records),
        }
    }

    /// Whether the body says failure, whatever the HTTP status.
    pub fn is_failure(&self) -> bool {
        self.status.as_deref().is_some_and(|status| status.trim().eq_ignore_ascii_case("failure"))
    }
}
