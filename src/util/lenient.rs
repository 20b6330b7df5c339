//! JSON fields as the vendors really send them: ids as text or number, numbers as text, lists as text.
//!
//! Rule of the contracts: lenient in what is accepted, strict in what is sent. Each type here
//! serialises exactly as the contract says. No message repeats the value: it may be a secret.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

/// An id that the contract calls a string; a number is taken too. Sent as a string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text(pub Arc<str>);

/// An id that the contract calls an integer; text is taken too. Sent as an integer where it is one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IntId(pub Arc<str>);

/// Tags: a list, a comma-separated text, a JSON array in a text, or null. Sent as a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags(pub Vec<String>);

/// An integer of any size whose decimal digits are what counts (`section_code_32`). Sent as an integer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BigDigits(pub String);

impl Text {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl IntId {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<i64> {
        self.0.trim().parse().ok()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Arc::from(text))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Arc::from(text))
    }
}

impl From<i64> for IntId {
    fn from(number: i64) -> Self {
        Self(arc_of_integer(number))
    }
}

impl From<&str> for IntId {
    fn from(text: &str) -> Self {
        Self(Arc::from(text))
    }
}

/// Writes an integer straight into a shared text: one allocation, since ids are read by the thousand.
fn arc_of_integer(number: i64) -> Arc<str> {
    let mut digits = [0_u8; 20];
    let mut start = digits.len();
    let mut rest = number.unsigned_abs();
    for (index, slot) in digits.iter_mut().enumerate().rev() {
        // A remainder of ten always fits.
        *slot = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        rest /= 10;
        start = index;
        if rest == 0 {
            break;
        }
    }
    let text = digits.get(start..).and_then(|ascii| std::str::from_utf8(ascii).ok()).unwrap_or("");
    if number < 0 { Arc::from(format!("-{text}")) } else { Arc::from(text) }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Serialize for IntId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.number() {
            Some(number) => serializer.serialize_i64(number),
            None => serializer.serialize_str(&self.0),
        }
    }
}

impl Serialize for Tags {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Serialize for BigDigits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A leading zero is no JSON number; the zeros are padding and come back on reading.
        let digits = match self.0.trim_start_matches('0') {
            "" => "0",
            digits => digits,
        };
        match RawValue::from_string(digits.to_owned()) {
            Ok(raw) => raw.serialize(serializer),
            Err(_) => serializer.serialize_str(&self.0),
        }
    }
}

struct SharedTextVisitor;

impl Visitor<'_> for SharedTextVisitor {
    type Value = Arc<str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text or a number")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Arc::from(text.trim()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(arc_of_integer(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(i64::try_from(number).map_or_else(|_| Arc::from(number.to_string()), arc_of_integer))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Arc::from(number.to_string()))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SharedTextVisitor).map(Self)
    }
}

impl<'de> Deserialize<'de> for IntId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SharedTextVisitor).map(Self)
    }
}

struct TagsVisitor;

impl<'de> Visitor<'de> for TagsVisitor {
    type Value = Tags;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of tags, a comma-separated text or null")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tags, A::Error> {
        let mut tags = Vec::new();
        while let Some(tag) = list.next_element::<Option<Text>>()? {
            tags.extend(tag.map(|tag| tag.as_str().to_owned()).filter(|tag| !tag.is_empty()));
        }
        Ok(Tags(tags))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Tags, E> {
        Ok(Tags::parse(text))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Tags, E> {
        Ok(Tags::default())
    }
}

impl Tags {
    /// Reads a comma-separated text or a JSON array.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        if text.starts_with('[')
            && let Ok(tags) = serde_json::from_str::<Vec<String>>(text)
        {
            return Self(tags);
        }
        Self(
            text.split(',')
                .map(str::trim)
                .filter(|tag| !tag.is_empty())
                .map(str::to_owned)
                .collect(),
        )
    }
}

impl<'de> Deserialize<'de> for Tags {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TagsVisitor)
    }
}

impl<'de> Deserialize<'de> for BigDigits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let digits = raw.get().trim().trim_matches('"').trim();
        if digits.bytes().all(|digit| digit.is_ascii_digit()) {
            Ok(Self(digits.to_owned()))
        } else {
            Err(de::Error::custom("expected decimal digits"))
        }
    }
}

/// An optional integer: null, "" and absence are the same; text of digits and 3.0 are taken.
pub fn int<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    deserializer.deserialize_any(IntVisitor)
}

struct IntVisitor;

impl<'de> Visitor<'de> for IntVisitor {
    type Value = Option<i64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        i64::try_from(number).map(Some).map_err(|_| E::custom("number is too large"))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
        // Beyond 2^53 a double no longer names one integer.
        if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
            return Ok(Some(number as i64));
        }
        Err(E::custom("expected an integer, found a number that is none"))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        match text.trim() {
            "" => Ok(None),
            digits => digits
                .parse()
                .map(Some)
                .map_err(|_| E::custom("expected an integer, found another text")),
        }
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// An optional number, with the same leniency as [`int`].
pub fn float<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Number<'a> {
        Figure(f64),
        Text(#[serde(borrow)] Cow<'a, str>),
        Nothing(()),
    }
    match Number::deserialize(deserializer)? {
        Number::Figure(number) => Ok(Some(number)),
        Number::Text(text) if text.trim().is_empty() => Ok(None),
        Number::Text(text) => text
            .trim()
            .parse()
            .map(Some)
            .map_err(|_| de::Error::custom("expected a number, found another text")),
        Number::Nothing(()) => Ok(None),
    }
}

/// An optional truth value: also 0, 1, "true", "false".
pub fn truth<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    deserializer.deserialize_any(TruthVisitor)
}

struct TruthVisitor;

impl Visitor<'_> for TruthVisitor {
    type Value = Option<bool>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true or false")
    }

    fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Self::Value, E> {
        Ok(Some(truth))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        match number {
            0 => Ok(Some(false)),
            1 => Ok(Some(true)),
            _ => Err(E::custom("expected true or false, found another number")),
        }
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        match text.trim() {
            "" => Ok(None),
            "true" | "True" | "1" => Ok(Some(true)),
            "false" | "False" | "0" => Ok(Some(false)),
            _ => Err(E::custom("expected true or false, found another text")),
        }
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// An optional text; a number is taken as text, null and "" are nothing.
pub fn string<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    deserializer.deserialize_any(StringVisitor)
}

struct StringVisitor;

impl Visitor<'_> for StringVisitor {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize, serde::Serialize, Debug, PartialEq, Default)]
    #[serde(default)]
    struct All {
        id: Option<IntId>,
        name: Option<Text>,
        tags: Tags,
        code: Option<BigDigits>,
        #[serde(deserialize_with = "int")]
        count: Option<i64>,
        #[serde(deserialize_with = "float")]
        height: Option<f64>,
        #[serde(deserialize_with = "truth")]
        on: Option<bool>,
        #[serde(deserialize_with = "string")]
        word: Option<String>,
    }

    fn read(json: &str) -> All {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn null_empty_and_absent_read_alike() {
        let absent = read("{}");
        let null = read(
            r#"{"id":null,"name":null,"tags":null,"code":null,"count":null,"height":null,"on":null,"word":null}"#,
        );
        assert_eq!(absent, null);
        assert_eq!(read(r#"{"tags":"","count":"","height":"","on":"","word":""}"#), absent);
    }

    #[test]
    fn numbers_and_texts_stand_for_each_other() {
        let json = r#"{"id":"007","name":42,"count":"12","height":"1.5","on":1,"word":3}"#;
        let all = read(json);
        assert_eq!(all.id.as_ref().map(IntId::as_str), Some("007"));
        assert_eq!(all.name.as_ref().map(Text::as_str), Some("42"));
        assert_eq!((all.count, all.height, all.on), (Some(12), Some(1.5), Some(true)));
        assert_eq!(all.word.as_deref(), Some("3"));
        assert_eq!(
            read(r#"{"id":-9223372036854775808}"#).id.unwrap().as_str(),
            i64::MIN.to_string()
        );
        assert_eq!(read(r#"{"id":0}"#).id.unwrap().as_str(), "0");
        assert_eq!(read(r#"{"count":3.0}"#).count, Some(3));
        assert!(serde_json::from_str::<All>(r#"{"count":3.5}"#).is_err());
    }

    #[test]
    fn tags_come_in_four_spellings() {
        let want = Tags(vec!["station".into(), "pickup".into()]);
        for json in [
            r#"{"tags":["station","pickup"]}"#,
            r#"{"tags":"station, pickup"}"#,
            r#"{"tags":"[\"station\",\"pickup\"]"}"#,
        ] {
            assert_eq!(read(json).tags, want, "{json}");
        }
        assert_eq!(read(r#"{"tags":null}"#).tags, Tags::default());
    }

    #[test]
    fn thirty_two_digits_survive_both_ways() {
        let digits = "11111111000000001111111100000001";
        let all = read(&format!("{{\"code\":{digits}}}"));
        assert_eq!(all.code.as_ref().unwrap().0, digits);
        assert!(serde_json::to_string(&all).unwrap().contains(&format!("\"code\":{digits}")));
        assert_eq!(read(&format!("{{\"code\":\"{digits}\"}}")).code, all.code);
        let padded = All { code: Some(BigDigits("0011".into())), ..All::default() };
        assert!(serde_json::to_string(&padded).unwrap().contains("\"code\":11,"));
    }

    #[test]
    fn each_is_sent_as_the_contract_says() {
        let all = All { id: Some(7.into()), name: Some("7".into()), ..All::default() };
        let json = serde_json::to_string(&all).unwrap();
        assert!(json.starts_with(r#"{"id":7,"name":"7","tags":[]"#), "{json}");
    }
}
