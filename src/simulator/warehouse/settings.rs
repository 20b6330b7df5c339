//! Settings of the storage system: system ones with one value, user ones with a value for each user.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::Warehouse;
use super::people::Policy;
use super::settings_table::{ADMIN, Row, SUPER, TABLE};
use crate::simulator::clock::Millis;

/// Whose a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    System,
    User,
}

impl Scope {
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::User => "user",
        }
    }
}

/// What a value must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    Truth,
    /// From, to.
    Whole(i64, i64),
    Real(f64, f64),
    Text,
    OneOf(&'static [&'static str]),
    List,
    Object,
    /// Anything: nobody said.
    Any,
}

impl Rule {
    /// The type in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Truth => "boolean",
            Self::Whole(..) => "integer",
            Self::Real(..) => "number",
            Self::Text | Self::OneOf(_) => "string",
            Self::List => "array",
            Self::Object => "object",
            Self::Any => "any",
        }
    }

    /// The words it is one of.
    pub fn words(self) -> Option<&'static [&'static str]> {
        match self {
            Self::OneOf(words) => Some(words),
            _ => None,
        }
    }

    /// What is wrong with a value, in words.
    pub fn refuses(self, value: &Value) -> Option<String> {
        let good = match self {
            Self::Truth => value.is_boolean(),
            Self::Whole(least, most) => match value.as_i64() {
                Some(number) if !(least..=most).contains(&number) => {
                    return Some(format!("Input should be from {least} to {most}"));
                }
                found => found.is_some(),
            },
            Self::Real(least, most) => match value.as_f64() {
                Some(number) if !(least..=most).contains(&number) => {
                    return Some(format!("Input should be from {least} to {most}"));
                }
                found => found.is_some(),
            },
            Self::Text => value.is_string(),
            Self::OneOf(words) => {
                let known = value.as_str().is_some_and(|word| words.contains(&word));
                return (!known).then(|| format!("Input should be one of {}", words.join(", ")));
            }
            Self::List => value.is_array(),
            Self::Object => value.is_object(),
            Self::Any => true,
        };
        (!good).then(|| format!("Input should be a valid {}", self.word()))
    }
}

/// One setting.
#[derive(Clone, Debug)]
pub struct Setting {
    pub key: String,
    pub scope: Scope,
    pub rule: Rule,
    pub default: Value,
    /// Of the system; users have their own.
    pub value: Value,
    /// Roles that may change it; none names nobody in particular.
    pub roles: Vec<String>,
    pub restart: bool,
    /// Made by somebody, not part of the storage system.
    pub custom: bool,
    pub created: Millis,
    pub updated: Millis,
}

impl Setting {
    fn of(row: &Row) -> Self {
        let default: Value = serde_json::from_str(row.default).unwrap_or(Value::Null);
        let value = row.changed.and_then(|text| serde_json::from_str(text).ok());
        Self {
            key: row.key.to_owned(),
            scope: row.scope,
            rule: row.rule,
            value: value.unwrap_or_else(|| default.clone()),
            default,
            roles: row.roles.iter().map(|role| (*role).to_owned()).collect(),
            restart: row.restart,
            custom: false,
            created: -400 * 86_400_000,
            updated: if row.changed.is_some() { -12 * 86_400_000 } else { -400 * 86_400_000 },
        }
    }

    /// Its number, always the same for a key.
    pub fn uuid(&self) -> String {
        let part = |seed: u64| {
            self.key
                .bytes()
                .fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        };
        let (a, b) = (part(0xcbf2_9ce4_8422_2325), part(0x9E37_79B9_7F4A_7C15));
        format!(
            "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
            a >> 32,
            (a >> 16) & 0xFFFF,
            a & 0xFFF,
            b >> 52,
            b & 0xFFFF_FFFF_FFFF
        )
    }
}

/// All settings.
#[derive(Debug)]
pub struct Settings {
    list: Vec<Setting>,
    own: BTreeMap<(i64, String), (Value, Millis)>,
    /// Keys whose new value counts from the next restart on.
    pending: BTreeSet<String>,
}

impl Default for Settings {
    fn default() -> Self {
        let list = TABLE.iter().map(Setting::of).collect();
        Self { list, own: BTreeMap::new(), pending: BTreeSet::new() }
    }
}

impl Settings {
    /// All of them, in the order of their making.
    pub fn all(&self) -> &[Setting] {
        &self.list
    }

    /// The setting with this key.
    pub fn get(&self, key: &str) -> Option<&Setting> {
        self.list.iter().find(|setting| setting.key == key)
    }

    /// The value a user sees, and when it was set.
    pub fn value(&self, setting: &Setting, user: i64) -> (Value, Millis) {
        let own = self.own.get(&(user, setting.key.clone()));
        own.filter(|_| setting.scope == Scope::User)
            .cloned()
            .unwrap_or_else(|| (setting.value.clone(), setting.updated))
    }

    /// All values of a scope by key, as a user sees them.
    pub fn resolved(&self, scope: Scope, user: i64) -> Map<String, Value> {
        let of_scope = self.list.iter().filter(|setting| setting.scope == scope);
        of_scope.map(|setting| (setting.key.clone(), self.value(setting, user).0)).collect()
    }

    /// Sets the value of the system, or of a user; none puts the default back.
    pub fn set(&mut self, key: &str, user: i64, value: Option<Value>, now: Millis) {
        let Some(setting) = self.list.iter_mut().find(|setting| setting.key == key) else {
            return;
        };
        match (setting.scope, value) {
            (Scope::User, Some(value)) => {
                self.own.insert((user, key.to_owned()), (value, now));
            }
            (Scope::User, None) => {
                self.own.remove(&(user, key.to_owned()));
            }
            (Scope::System, value) => {
                setting.value = value.unwrap_or_else(|| setting.default.clone());
                setting.updated = now;
                if setting.restart {
                    self.pending.insert(key.to_owned());
                }
            }
        }
    }

    /// Changes or makes one.
    pub fn change(&mut self, key: &str, apply: impl FnOnce(&mut Setting)) {
        if let Some(setting) = self.list.iter_mut().find(|setting| setting.key == key) {
            apply(setting);
        }
    }

    /// Enters a setting of somebody's own.
    pub fn add(&mut self, setting: Setting) {
        self.list.push(setting);
    }

    /// Takes one away that was somebody's own.
    pub fn remove(&mut self, key: &str) {
        self.list.retain(|setting| setting.key != key || !setting.custom);
    }

    /// Keys that wait for a restart.
    pub fn pending(&self) -> impl Iterator<Item = &str> {
        self.pending.iter().map(String::as_str)
    }

    /// The storage has started anew.
    pub fn restarted(&mut self) {
        self.pending.clear();
    }

    fn whole(&self, key: &str, otherwise: i64) -> i64 {
        self.get(key).and_then(|setting| setting.value.as_i64()).unwrap_or(otherwise)
    }

    fn truth(&self, key: &str) -> bool {
        self.get(key).and_then(|setting| setting.value.as_bool()).unwrap_or(false)
    }
}

impl Warehouse {
    /// What a password must be, as the settings have it.
    pub fn policy(&self) -> Policy {
        Policy {
            min_length: self.settings.whole("auth.password.min_length", 10),
            digit: self.settings.truth("auth.password.require_digit"),
            lowercase: self.settings.truth("auth.password.require_lowercase"),
            uppercase: self.settings.truth("auth.password.require_uppercase"),
            special: self.settings.truth("auth.password.require_special"),
        }
    }
}

/// The roles that may change a setting that names none.
pub const UNNAMED: [&str; 2] = [SUPER, ADMIN];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_a_good_default_and_its_own_key() {
        let settings = Settings::default();
        let mut keys = BTreeSet::new();
        for setting in settings.all() {
            assert_eq!(setting.rule.refuses(&setting.default), None, "{}", setting.key);
            assert_eq!(setting.rule.refuses(&setting.value), None, "{}", setting.key);
            assert!(keys.insert(setting.key.clone()), "{}", setting.key);
            assert_eq!(setting.uuid().len(), 36);
        }
        assert!(keys.len() >= 40);
    }

    #[test]
    fn users_have_values_of_their_own() {
        let mut settings = Settings::default();
        settings.set("ui.theme", 3, Some("dark".into()), 5);
        let of = |settings: &Settings, user| {
            settings.resolved(Scope::User, user).get("ui.theme").cloned()
        };
        assert_eq!(of(&settings, 3), Some("dark".into()));
        assert_eq!(of(&settings, 4), Some("system".into()));
        settings.set("ui.theme", 3, None, 6);
        assert_eq!(of(&settings, 3), Some("system".into()));
    }

    #[test]
    fn what_needs_a_restart_waits_for_it() {
        let mut settings = Settings::default();
        settings.set("brain.tick_ms", 1, Some(50.into()), 5);
        assert_eq!(settings.pending().collect::<Vec<_>>(), ["brain.tick_ms"]);
        settings.restarted();
        assert_eq!(settings.pending().count(), 0);
    }
}
