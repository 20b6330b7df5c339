//! JSON of the storage system's accounts, SKUs and settings as it is (The Noyes API, API Endpoints).

use serde::{Deserialize, Serialize};

use crate::util::lenient::{self, IntId, Text};
use crate::util::plain::Plain;

/// An SKU with its figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SkuResponse {
    #[serde(deserialize_with = "lenient::float")]
    pub carrier_utilization: Option<f64>,
    #[serde(deserialize_with = "lenient::string")]
    pub created_at: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub created_at_utc: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub deleted_at: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub deleted_at_utc: Option<String>,
    #[serde(deserialize_with = "lenient::int")]
    pub fulfillable: Option<i64>,
    pub id: Option<Text>,
    #[serde(deserialize_with = "lenient::string")]
    pub image_url: Option<String>,
    #[serde(deserialize_with = "lenient::int")]
    pub load_count: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub max_quantity: Option<i64>,
    #[serde(deserialize_with = "lenient::string")]
    pub measurement_unit: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub on_empty_sku_action: Option<String>,
    #[serde(deserialize_with = "lenient::int")]
    pub replenishable: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub total_negative_inventory_bookings: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub total_positive_inventory_bookings: Option<i64>,
    #[serde(deserialize_with = "lenient::int")]
    pub total_quantity: Option<i64>,
    #[serde(deserialize_with = "lenient::string")]
    pub updated_at: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub updated_at_utc: Option<String>,
}

/// A user. The one-time code is left where it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UserSchema {
    #[serde(deserialize_with = "lenient::string")]
    pub email: Option<String>,
    pub id: Option<IntId>,
    #[serde(deserialize_with = "lenient::string")]
    pub otp_expires_at: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub otp_expires_at_utc: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub password_expires_at: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub password_expires_at_utc: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub role: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub username: Option<String>,
}

/// A key. No `Debug`: the vendor lists it in clear.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApiKeyInfo {
    #[serde(deserialize_with = "lenient::string")]
    pub api_key: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub expires_at: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub expires_at_utc: Option<String>,
    pub id: Option<IntId>,
    #[serde(deserialize_with = "lenient::string")]
    pub last_used: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub last_used_utc: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub role: Option<String>,
}

/// What a password must have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordPolicyResponse {
    #[serde(deserialize_with = "lenient::int")]
    pub min_length: Option<i64>,
    #[serde(deserialize_with = "lenient::truth")]
    pub require_digit: Option<bool>,
    #[serde(deserialize_with = "lenient::truth")]
    pub require_lowercase: Option<bool>,
    #[serde(deserialize_with = "lenient::truth")]
    pub require_special: Option<bool>,
    #[serde(deserialize_with = "lenient::truth")]
    pub require_uppercase: Option<bool>,
    #[serde(deserialize_with = "lenient::string")]
    pub special_characters: Option<String>,
    #[serde(deserialize_with = "lenient::string")]
    pub special_characters_pattern: Option<String>,
}

/// A setting as listed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SettingListItemResponse {
    pub default_value_json: Option<Plain>,
    pub enum_values: Option<Vec<Plain>>,
    #[serde(deserialize_with = "lenient::string")]
    pub key: Option<String>,
    pub required_role: Option<Vec<String>>,
    #[serde(deserialize_with = "lenient::truth")]
    pub restart_required: Option<bool>,
    #[serde(deserialize_with = "lenient::string")]
    pub scope: Option<String>,
    pub user_idx: Option<IntId>,
    pub value_json: Option<Plain>,
    #[serde(deserialize_with = "lenient::string")]
    pub value_type: Option<String>,
}

/// The settings in force, value by key.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResolvedSettingsResponse {
    pub settings: Option<Plain>,
}
