//! A setting of the storage system or of one of its users.

use super::ids::UserId;
use crate::util::plain::Plain;

/// One setting as listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    pub key: String,
    pub value: Plain,
    /// None where the far side tells no default.
    pub default: Option<Plain>,
    pub value_type: ValueType,
    /// The values it may have, if they are listed.
    pub choices: Vec<Plain>,
    /// Vendor's roles that may change it; empty means nothing is said.
    pub required_role: Vec<String>,
    /// It counts only after a restart of the brain.
    pub restart_required: bool,
    /// `system` or `user`; the list is open.
    pub scope: String,
    pub user: Option<UserId>,
}

/// The settings in force for one user, value by key.
#[derive(Clone, Debug, PartialEq)]
pub struct UserSettings {
    pub user: UserId,
    pub values: Plain,
}

/// What kind of value it holds; told by the far side, else read off the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueType {
    Truth,
    Integer,
    Number,
    Text,
    List,
    Object,
    /// A word this program does not know: edited as JSON.
    Other(String),
}

impl ValueType {
    /// Reads the far side's word; without one the value tells.
    pub fn told(word: Option<&str>, value: &Plain) -> Self {
        let Some(word) = word else { return Self::of(value) };
        match word.to_ascii_lowercase().as_str() {
            "bool" | "boolean" => Self::Truth,
            "int" | "integer" => Self::Integer,
            "float" | "number" | "double" => Self::Number,
            "str" | "string" | "text" | "enum" => Self::Text,
            "list" | "array" => Self::List,
            "dict" | "object" | "json" | "map" => Self::Object,
            _ => Self::Other(word.to_owned()),
        }
    }

    fn of(value: &Plain) -> Self {
        match value {
            Plain::Truth(_) => Self::Truth,
            Plain::Number(digits) if digits.contains(['.', 'e', 'E']) => Self::Number,
            Plain::Number(_) => Self::Integer,
            Plain::List(_) => Self::List,
            Plain::Map(_) => Self::Object,
            Plain::Text(_) => Self::Text,
            Plain::Null => Self::Other(String::new()),
        }
    }
}

impl Setting {
    /// Whether it differs from its default; none where no default is told.
    pub fn is_changed(&self) -> Option<bool> {
        self.default.as_ref().map(|default| !default.same(&self.value))
    }
}
