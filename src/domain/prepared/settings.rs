//! Settings of the storage and of its users (NoyesStorage API v2, /settings).

use super::{Expect, Look, PreparedCall};
use crate::domain::ids::UserId;
use crate::domain::operation::noyes::settings;
use crate::util::plain::Plain;

/// One change of a setting: to a value, or back to its default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingChange {
    pub key: String,
    /// As seen before.
    pub before: Plain,
    /// The default as told, for what a reset leads to.
    pub default: Plain,
    /// None resets it.
    pub value: Option<Plain>,
}

impl SettingChange {
    fn after(&self) -> &Plain {
        self.value.as_ref().unwrap_or(&self.default)
    }
}

fn look_at(key: &str) -> Look {
    Look::at(&settings::GET_SETTING).with("key", key)
}

/// A setting without a row of its own has its default.
fn look_at_change(change: &SettingChange) -> Look {
    look_at(&change.key).without_a_row(Plain::map([("value_json", change.default.clone())]))
}

fn patch_body(changes: &[SettingChange]) -> Plain {
    let updates: Vec<_> = changes
        .iter()
        .filter_map(|change| Some((change.key.clone(), change.value.clone()?)))
        .collect();
    let resets: Vec<Plain> = changes
        .iter()
        .filter(|change| change.value.is_none())
        .map(|change| Plain::from(change.key.as_str()))
        .collect();
    let body = Plain::map([]);
    let body = if updates.is_empty() {
        body
    } else {
        body.with("updates", Plain::Map(updates.into_iter().collect()))
    };
    if resets.is_empty() { body } else { body.with("resets", resets) }
}

fn all(changes: &[SettingChange], value: impl Fn(&SettingChange) -> &Plain) -> Plain {
    Plain::Map(changes.iter().map(|change| (change.key.clone(), value(change).clone())).collect())
}

fn about(changes: &[SettingChange]) -> String {
    let keys: Vec<&str> = changes.iter().map(|change| change.key.as_str()).collect();
    keys.join(", ")
}

/// Changes and resets several settings of the system at once.
pub fn patch_system(changes: &[SettingChange]) -> PreparedCall {
    PreparedCall::new(&settings::PATCH_SYSTEM_SETTINGS, about(changes))
        .body(patch_body(changes))
        .seen_at(
            Look::at(&settings::GET_SYSTEM_SETTINGS),
            Expect::Row(all(changes, SettingChange::after)),
        )
        .as_seen(all(changes, |change| &change.before))
}

/// Changes and resets several settings of one user at once.
pub fn patch_user(user: &UserId, changes: &[SettingChange]) -> PreparedCall {
    PreparedCall::new(&settings::PATCH_USER_SETTINGS, about(changes))
        .param("user_idx", user.as_str())
        .body(patch_body(changes))
        .seen_at(
            Look::at(&settings::GET_USER_SETTINGS).with("user_idx", user.as_str()),
            Expect::Row(all(changes, SettingChange::after)),
        )
        .as_seen(all(changes, |change| &change.before))
}

/// Changes one setting.
pub fn update_setting(change: &SettingChange) -> PreparedCall {
    let value = |value: &Plain| Plain::map([("value_json", value.clone())]);
    PreparedCall::new(&settings::UPDATE_SETTING, change.key.as_str())
        .param("key", change.key.as_str())
        .body(value(change.after()))
        .seen_at(look_at_change(change), Expect::Row(value(change.after())))
        .as_seen(value(&change.before))
}

/// Puts one setting back to its default.
pub fn reset_setting(change: &SettingChange) -> PreparedCall {
    let value = |value: &Plain| Plain::map([("value_json", value.clone())]);
    PreparedCall::new(&settings::RESET_SETTING, change.key.as_str())
        .param("key", change.key.as_str())
        .seen_at(look_at_change(change), Expect::Row(value(&change.default)))
        .as_seen(value(&change.before))
}

/// A setting that is made, or written over where its key exists already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSetting {
    pub key: String,
    pub value: Plain,
    pub default: Option<Plain>,
    pub required_role: Vec<String>,
    pub restart_required: Option<bool>,
}

/// Makes a setting, or writes over the one with that key.
pub fn create_setting(new: &NewSetting) -> PreparedCall {
    let roles: Vec<Plain> = new.required_role.iter().map(|role| role.as_str().into()).collect();
    let body = Plain::map([("key", new.key.as_str().into()), ("value_json", new.value.clone())])
        .with_some("default_value_json", new.default.clone())
        .with_some("required_role", (!roles.is_empty()).then_some(roles))
        .with_some("restart_required", new.restart_required);
    PreparedCall::new(&settings::CREATE_OR_UPDATE_SETTING, new.key.as_str())
        .body(body)
        .seen_at(look_at(&new.key), Expect::Row(Plain::map([("value_json", new.value.clone())])))
}
