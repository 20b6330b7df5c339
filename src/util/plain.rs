//! A JSON value as plain data, for modules that know no serde: bodies of calls, values of settings, rows of read-backs.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// Any JSON value. Numbers keep their digits, so 32 binary digits stay what they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Plain {
    #[default]
    Null,
    Truth(bool),
    /// Digits as they came.
    Number(String),
    Text(String),
    List(Vec<Plain>),
    Map(BTreeMap<String, Plain>),
}

impl Plain {
    /// An object of these fields.
    pub fn map<const N: usize>(fields: [(&str, Self); N]) -> Self {
        Self::Map(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// The field of an object; none where there is no such field, or it is null.
    pub fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(fields) => fields.get(name).filter(|value| **value != Self::Null),
            _ => None,
        }
    }

    /// Adds a field to an object; anything else is left alone.
    pub fn with(mut self, name: &str, value: impl Into<Self>) -> Self {
        if let Self::Map(fields) = &mut self {
            fields.insert(name.to_owned(), value.into());
        }
        self
    }

    /// Adds a field where there is a value for it; an optional field is left out, never null.
    pub fn with_some(self, name: &str, value: Option<impl Into<Self>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The text, or the digits of a number: systems write ids either way.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            _ => None,
        }
    }

    /// The list; none when it is something else.
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    /// Whether both mean the same: a number written as text is that number, and `0.80` is `0.8`.
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(a), Self::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b))
            }
            (Self::Map(a), Self::Map(b)) => {
                a.len() == b.len()
                    && a.iter().all(|(name, value)| b.get(name).is_some_and(|b| value.same(b)))
            }
            (Self::Number(a), Self::Number(b) | Self::Text(b))
            | (Self::Text(a), Self::Number(b)) => a == b || same_number(a, b),
            // two texts are ids or codes, where a leading zero counts
            (a, b) => a == b,
        }
    }

    /// Reads JSON text.
    pub fn parse(json: &str) -> Result<Self, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    /// JSON text over several lines, for people.
    pub fn pretty(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// Two numbers with the same value: the zeros in front of one, and those that end a fraction, say nothing.
fn same_number(a: &str, b: &str) -> bool {
    matches!((plain_digits(a), plain_digits(b)), (Some(a), Some(b)) if a == b)
}

/// Sign, whole digits and digits of the fraction, without the zeros that say nothing; none for what
/// is no number or is written with an exponent.
fn plain_digits(text: &str) -> Option<(bool, &str, &str)> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all(whole) || !all(fraction) {
        return None;
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    Some((negative && !(whole.is_empty() && fraction.is_empty()), whole, fraction))
}

/// JSON text in one line.
impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl From<&str> for Plain {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Plain {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Plain {
    fn from(number: i64) -> Self {
        Self::Number(number.to_string())
    }
}

impl From<bool> for Plain {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl From<Vec<Self>> for Plain {
    fn from(list: Vec<Self>) -> Self {
        Self::List(list)
    }
}

impl From<Value> for Plain {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(truth) => Self::Truth(truth),
            Value::Number(number) => Self::Number(number.to_string()),
            Value::String(text) => Self::Text(text),
            Value::Array(list) => Self::List(list.into_iter().map(Self::from).collect()),
            Value::Object(fields) => {
                Self::Map(fields.into_iter().map(|(name, value)| (name, value.into())).collect())
            }
        }
    }
}

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            // as a raw value: no digit of a long number is lost
            Self::Number(digits) => serde_json::value::RawValue::from_string(digits.clone())
                .map_err(serde::ser::Error::custom)?
                .serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(list) => serializer.collect_seq(list),
            Self::Map(fields) => serializer.collect_map(fields),
        }
    }
}

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // by way of raw text, since a number longer than 64 bits would become an inexact one
        let raw = Box::<serde_json::value::RawValue>::deserialize(deserializer)?;
        read(raw.get()).map_err(serde::de::Error::custom)
    }
}

/// Deeper than this nothing is read: each level takes its part of the stack.
const DEEPEST: usize = 128;

/// How deep lists and objects lie in one another.
fn depth(json: &str) -> usize {
    let (mut deepest, mut depth) = (0_usize, 0_usize);
    let (mut in_text, mut escaped) = (false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

fn read(json: &str) -> Result<Plain, serde_json::Error> {
    let text = json.trim();
    if depth(text) > DEEPEST {
        return Err(serde::de::Error::custom("lists and objects lie too deep in one another"));
    }
    Ok(match text.as_bytes().first() {
        Some(b'[') => {
            let list: Vec<Plain> = serde_json::from_str(text)?;
            Plain::List(list)
        }
        Some(b'{') => {
            let fields: BTreeMap<String, Plain> = serde_json::from_str(text)?;
            Plain::Map(fields)
        }
        Some(b'-' | b'0'..=b'9') => Plain::Number(text.to_owned()),
        _ => Plain::from(serde_json::from_str::<Value>(text)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_reads_back_as_written_and_no_digit_is_lost() {
        let json = r#"{"a":[1,"x",null,true],"code":11000000000000000000000000000011,"f":-1.50}"#;
        let plain = Plain::parse(json).unwrap();
        assert_eq!(plain.to_string(), json);
        let code = plain.field("code").and_then(Plain::as_text);
        assert_eq!(code, Some("11000000000000000000000000000011"));
        assert!(Plain::parse("{").is_err());
    }

    #[test]
    fn what_is_nested_too_deep_is_refused_and_brackets_in_texts_do_not_count() {
        let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        assert!(Plain::parse(&nested(100)).is_ok());
        assert!(Plain::parse(&nested(50_000)).is_err());
        let text = format!(r#"{{"a":"\"{}"}}"#, "[{".repeat(500));
        assert!(Plain::parse(&text).is_ok());
    }

    #[test]
    fn a_number_written_as_text_is_that_number() {
        assert!(Plain::from("00000011").same(&Plain::from(11)));
        assert!(!Plain::from("11").same(&Plain::from(12)));
        assert!(Plain::map([("a", 1.into())]).same(&Plain::map([("a", "1".into())])));
        assert!(!Plain::Null.same(&Plain::from("")));
        let number = |digits: &str| Plain::Number(digits.to_owned());
        assert!(number("0.80").same(&number("0.8")) && number("-0").same(&number("0.0")));
        assert!(!number("0.8").same(&number("-0.8")) && !number("8").same(&number("80")));
        assert!(!Plain::from("007").same(&Plain::from("7")), "two ids");
    }

    #[test]
    fn an_optional_field_is_left_out() {
        let body = Plain::map([]).with_some("a", None::<i64>).with_some("b", Some("x"));
        assert_eq!(body.to_string(), r#"{"b":"x"}"#);
    }
}
