//! The top level of a JSON body as the contract has it, and what of a given body breaks it.

use serde_json::Value;

/// The body of one operation.
#[derive(Debug)]
pub struct BodyShape {
    /// Operation id, `noyes.log-in-user` for instance.
    pub operation: &'static str,
    pub fields: &'static [BodyField],
}

/// One field of the body.
#[derive(Debug)]
pub struct BodyField {
    pub name: &'static str,
    pub required: bool,
    /// What it may be; empty means anything.
    pub kinds: &'static [JsonKind],
}

/// The JSON types of the contracts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonKind {
    Text,
    Integer,
    Number,
    Truth,
    List,
    Object,
}

/// A field that must be there.
pub const fn required(name: &'static str, kinds: &'static [JsonKind]) -> BodyField {
    BodyField { name, required: true, kinds }
}

/// A field that may be left out.
pub const fn optional(name: &'static str, kinds: &'static [JsonKind]) -> BodyField {
    BodyField { name, required: false, kinds }
}

impl JsonKind {
    /// The contract's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Truth => "boolean",
            Self::List => "array",
            Self::Object => "object",
        }
    }

    fn fits(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Integer => value.is_i64() || value.is_u64(),
            Self::Number => value.is_number(),
            Self::Truth => value.is_boolean(),
            Self::List => value.is_array(),
            Self::Object => value.is_object(),
        }
    }
}

impl BodyShape {
    /// What breaks the contract, a sentence each; empty when nothing does.
    pub fn complaints(&self, body: &[u8]) -> Vec<String> {
        let json: Value = match serde_json::from_slice(body) {
            Ok(json) => json,
            Err(error) => return vec![format!("the body is not JSON: {error}")],
        };
        let Some(object) = json.as_object() else {
            return vec!["the body must be a JSON object".to_owned()];
        };
        let mut complaints = Vec::new();
        for field in self.fields {
            match object.get(field.name) {
                None if field.required => {
                    complaints.push(format!("the body lacks {}", field.name));
                }
                Some(Value::Null) => complaints
                    .push(format!("{} is null; an optional field is left out instead", field.name)),
                Some(value)
                    if !field.kinds.is_empty()
                        && !field.kinds.iter().any(|kind| kind.fits(value)) =>
                {
                    let words: Vec<_> = field.kinds.iter().map(|kind| kind.word()).collect();
                    complaints.push(format!("{} must be {}", field.name, words.join(" or ")));
                }
                _ => {}
            }
        }
        for name in object.keys() {
            if !self.fields.iter().any(|field| field.name == name) {
                complaints.push(format!("the contract knows no field {name} in this body"));
            }
        }
        complaints
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: BodyShape = BodyShape {
        operation: "noyes.x",
        fields: &[required("id", &[JsonKind::Text]), optional("n", &[JsonKind::Integer])],
    };

    #[test]
    fn each_break_of_the_contract_is_named() {
        assert!(SHAPE.complaints(br#"{"id":"a","n":1}"#).is_empty());
        assert_eq!(SHAPE.complaints(b"{}"), ["the body lacks id"]);
        assert_eq!(SHAPE.complaints(b"[]"), ["the body must be a JSON object"]);
        assert_eq!(SHAPE.complaints(br#"{"id":1,"n":null,"z":0}"#).len(), 3);
        assert!(SHAPE.complaints(b"{").concat().starts_with("the body is not JSON"));
    }
}
