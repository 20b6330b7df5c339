//! JSON of the storage system as it is (The Noyes API, API Endpoints).
//!
//! Reading takes every field as optional; ids are strings or integers as the contract has them per entity.

mod admin;

pub use admin::{
    ApiKeyInfo, PasswordPolicyResponse, ResolvedSettingsResponse, SettingListItemResponse,
    SkuResponse, UserSchema,
};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::util::lenient::{self, BigDigits, IntId, Text};

/// One page of a list; reading accepts page 0 and a missing `pages`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, bound(deserialize = "T: Deserialize<'de>"))]
pub struct Page<T> {
    pub items: Vec<T>,
    #[serde(deserialize_with = "lenient::int")]
    pub page: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub pages: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub size: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub total: Option<i64>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { items: Vec::new(), page: None, pages: None, size: None, total: None }
    }
}

/// A bot; the storage system tells no coordinates.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BotResponse {
    /// Per cent.
    #[serde(deserialize_with = "lenient::int")]
    pub battery_level: Option<i64>,
    pub id: Option<IntId>,
    #[serde(deserialize_with = "lenient::truth")]
    pub is_charging: Option<bool>,
    pub level_id: Option<IntId>,
    /// An integer here, a string everywhere else.
    pub lifted_carrier: Option<IntId>,
}

/// A level.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LevelResponse {
    #[serde(deserialize_with = "lenient::int")]
    pub height: Option<i64>,
    pub id: Option<IntId>,
}

/// A balcony.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BalconyResponse {
    pub id: Option<IntId>,
}

/// The state of the storage; the list of words is open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StorageStatusResponse {
    #[serde(deserialize_with = "lenient::string")]
    pub storage_status: Option<String>,
}

/// A row of the inventory view: a box on a carrier, or an empty space.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct InventoryViewResponse {
    #[serde(deserialize_with = "lenient::int")]
    pub box_height_string_max: Option<i64>,
    pub box_id: Option<IntId>,
    #[serde(deserialize_with = "lenient::int")]
    pub box_size: Option<i64>,
    #[serde(deserialize_with = "lenient::string")]
    pub box_size_string: Option<String>,
    pub carrier_id: Option<Text>,
    #[serde(deserialize_with = "lenient::string")]
    pub content_codes: Option<String>,
    #[serde(deserialize_with = "lenient::int")]
    pub depth: Option<i64>,
    #[serde(deserialize_with = "lenient::float")]
    pub eta: Option<f64>,
    #[serde(deserialize_with = "lenient::int")]
    pub eta_int: Option<i64>,
    #[serde(deserialize_with = "lenient::string")]
    pub id: Option<String>,
    #[serde(deserialize_with = "lenient::int")]
    pub item_count: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub item_count_max: Option<i64>,
    pub level_id: Option<IntId>,
    #[serde(deserialize_with = "lenient::string")]
    pub measurement_unit: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub on_empty_sku_action: Option<String>,
    #[serde(deserialize_with = "lenient::int")]
    pub position_x: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub position_y: Option<i64>,
    /// Decimal digits that are bits, `00000011`; a lossy projection of the other.
    #[serde(deserialize_with = "lenient::string")]
    pub section_code: Option<String>,
    /// Up to 32 decimal digits that are bits, written as an integer.
    pub section_code_32: Option<BigDigits>,
    pub sku_id: Option<Text>,
    #[serde(deserialize_with = "lenient::string")]
    pub sku_name: Option<String>,
    #[serde(deserialize_with = "lenient::int")]
    pub system_quantity: Option<i64>,
    /// Berlin wall time without zone.
    #[serde(deserialize_with = "lenient::string")]
    pub updated_at: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub updated_at_utc: Option<String>,
}

/// One line of a request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntityResponse {
    #[serde(deserialize_with = "lenient::int")]
    pub cancelled_quantity: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub completed_quantity: Option<i64>,
    #[serde(deserialize_with = "lenient::string")]
    pub entity_type: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub id: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub job_type: Option<String>,
    #[serde(deserialize_with = "lenient::int")]
    pub succeeded_quantity: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub total_quantity: Option<i64>,
}

/// A request with its lines.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequestResponseComposite {
    pub bot_id: Option<IntId>,
    #[serde(deserialize_with = "lenient::int")]
    pub counter: Option<i64>,
    #[serde(deserialize_with = "lenient::string")]
    pub created_at: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub created_at_utc: Option<String>,
    pub entities: Option<Vec<EntityResponse>>,
    pub id: Option<Text>,
    pub level_id: Option<IntId>,
    #[serde(deserialize_with = "lenient::int")]
    pub placing_pos: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub priority: Option<i64>,
    #[serde(deserialize_with = "lenient::string")]
    pub status: Option<String>,
    #[serde(rename = "type", deserialize_with = "lenient::string")]
    pub kind: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub updated_at: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub updated_at_utc: Option<String>,
    /// Objects without documented fields, kept as they are.
    pub warnings: Option<Vec<Value>>,
}

/// A job of a request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct JobResponse {
    pub balcony_id: Option<IntId>,
    pub bot_id: Option<IntId>,
    pub box_id: Option<IntId>,
    pub carrier_id: Option<Text>,
    #[serde(deserialize_with = "lenient::string")]
    pub created_at: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub created_at_utc: Option<String>,
    pub id: Option<Text>,
    pub level_id: Option<IntId>,
    #[serde(deserialize_with = "lenient::string")]
    pub measurement_unit: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub on_empty_sku_action: Option<String>,
    #[serde(deserialize_with = "lenient::int")]
    pub quantity: Option<i64>,
    pub request_id: Option<Text>,
    pub sku_id: Option<Text>,
    #[serde(deserialize_with = "lenient::string")]
    pub sku_name: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub status: Option<String>,
    #[serde(rename = "type", deserialize_with = "lenient::string")]
    pub kind: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub updated_at: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub updated_at_utc: Option<String>,
}

/// An event; the bot is a string here and an integer in jobs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventsResponse {
    pub bot_id: Option<Text>,
    #[serde(deserialize_with = "lenient::string")]
    pub component: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub created_at: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub created_at_utc: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub description: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub hex_value: Option<String>,
    pub level_id: Option<IntId>,
    pub request_id: Option<Text>,
    #[serde(deserialize_with = "lenient::int")]
    pub severity: Option<i64>,
}

/// Body of the log-in. No `Debug`: it carries a password.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LoginRequest {
    pub email: String,
    /// Left out to get the default; null in the document's example means the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    pub password: String,
}

/// Answer of the log-in. No `Debug`: it carries tokens.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LoginResponse {
    pub access_token: Option<String>,
    pub refresh_token: Option<String>,
    pub token_type: Option<String>,
}

/// Answer of the refresh, the same shape as that of the log-in.
pub type TokenResponse = LoginResponse;

/// Body of the refresh. No `Debug`: it carries a token.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RefreshTokenRequest {
    pub refresh_token: String,
}

/// Who the credentials belong to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuthenticateResponse {
    /// An open object.
    pub settings: Option<Value>,
    pub user: Option<AuthenticatedSubject>,
}

/// The user of the credentials.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuthenticatedSubject {
    #[serde(deserialize_with = "lenient::string")]
    pub email: Option<String>,
    pub id: Option<IntId>,
    #[serde(deserialize_with = "lenient::string")]
    pub role: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub username: Option<String>,
}
