//! From the JSON of accounts, SKUs and settings to the words of the warehouse.

use super::time::moment;
use super::wire;
use crate::domain::account::{ApiKey, PasswordPolicy, User};
use crate::domain::ids::{ApiKeyId, SkuId, UserId};
use crate::domain::setting::{Setting, ValueType};
use crate::domain::sku::Sku;

/// Characters of a key that tell keys apart; the rest is nobody's business.
const KEY_SHOWN: usize = 4;

pub fn sku_from_wire(sku: wire::SkuResponse) -> Result<Sku, &'static str> {
    let id = sku.id.filter(|id| !id.as_str().is_empty()).ok_or("id")?;
    Ok(Sku {
        id: SkuId::from_shared(id.0),
        name: sku.name.filter(|name| !name.is_empty()),
        measurement_unit: sku.measurement_unit,
        on_empty_sku_action: sku.on_empty_sku_action,
        image_url: sku.image_url.filter(|url| !url.trim().is_empty()),
        total_quantity: sku.total_quantity,
        max_quantity: sku.max_quantity,
        fulfillable: sku.fulfillable,
        replenishable: sku.replenishable,
        load_count: sku.load_count,
        positive_bookings: sku.total_positive_inventory_bookings,
        negative_bookings: sku.total_negative_inventory_bookings,
        carrier_utilization: sku.carrier_utilization,
        created_at: moment(sku.created_at_utc.as_deref(), sku.created_at.as_deref()),
        updated_at: moment(sku.updated_at_utc.as_deref(), sku.updated_at.as_deref()),
        deleted_at: moment(sku.deleted_at_utc.as_deref(), sku.deleted_at.as_deref()),
    })
}

pub fn user_from_wire(user: wire::UserSchema) -> Result<User, &'static str> {
    let id = user.id.filter(|id| !id.as_str().is_empty()).ok_or("id")?;
    let (code_utc, code) = (user.otp_expires_at_utc, user.otp_expires_at);
    let (end_utc, end) = (user.password_expires_at_utc, user.password_expires_at);
    Ok(User {
        id: UserId::from_shared(id.0),
        username: user.username,
        email: user.email,
        role: user.role,
        password_expires_at: moment(end_utc.as_deref(), end.as_deref()),
        code_expires_at: moment(code_utc.as_deref(), code.as_deref()),
    })
}

pub fn api_key_from_wire(key: wire::ApiKeyInfo) -> Result<ApiKey, &'static str> {
    let id = key.id.filter(|id| !id.as_str().is_empty()).ok_or("id")?;
    let ends_with = key.api_key.and_then(|secret| {
        let start = secret.char_indices().rev().nth(KEY_SHOWN - 1)?.0;
        // a short one would be told whole
        (start > KEY_SHOWN).then(|| secret.get(start..).map(str::to_owned)).flatten()
    });
    Ok(ApiKey {
        id: ApiKeyId::from_shared(id.0),
        name: key.name,
        role: key.role,
        ends_with,
        expires_at: moment(key.expires_at_utc.as_deref(), key.expires_at.as_deref()),
        last_used: moment(key.last_used_utc.as_deref(), key.last_used.as_deref()),
    })
}

pub fn policy_from_wire(policy: wire::PasswordPolicyResponse) -> PasswordPolicy {
    PasswordPolicy {
        min_length: policy.min_length.and_then(|n| usize::try_from(n).ok()).unwrap_or(0),
        digit: policy.require_digit.unwrap_or(false),
        lowercase: policy.require_lowercase.unwrap_or(false),
        uppercase: policy.require_uppercase.unwrap_or(false),
        special: policy.require_special.unwrap_or(false),
        special_characters: policy.special_characters.unwrap_or_default(),
    }
}

pub fn setting_from_wire(item: wire::SettingListItemResponse) -> Result<Setting, &'static str> {
    let key = item.key.filter(|key| !key.is_empty()).ok_or("key")?;
    let value = item.value_json.unwrap_or_default();
    Ok(Setting {
        key,
        value_type: ValueType::told(item.value_type.as_deref(), &value),
        value,
        default: item.default_value_json,
        choices: item.enum_values.unwrap_or_default(),
        required_role: item.required_role.unwrap_or_default(),
        restart_required: item.restart_required.unwrap_or(false),
        scope: item.scope.unwrap_or_default(),
        user: item.user_idx.map(|id| UserId::from_shared(id.0)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_key_only_the_end_is_kept() {
        let read = |json: &str| {
            let wire: wire::ApiKeyInfo = serde_json::from_str(json).unwrap();
            api_key_from_wire(wire).unwrap().ends_with
        };
        assert_eq!(read(r#"{"id":1,"api_key":"sk-0123456789"}"#).unwrap(), "6789");
        assert_eq!(read(r#"{"id":1,"api_key":"6789"}"#), None);
        assert_eq!(read(r#"{"id":1}"#), None);
    }

    #[test]
    fn a_setting_tells_its_kind_by_word_or_by_value() {
        let wire: wire::SettingListItemResponse =
            serde_json::from_str(r#"{"key":"a","value_json":3,"default_value_json":4}"#).unwrap();
        let setting = setting_from_wire(wire).unwrap();
        assert_eq!(setting.value_type, ValueType::Integer);
        assert_eq!(setting.is_changed(), Some(true));
    }
}
