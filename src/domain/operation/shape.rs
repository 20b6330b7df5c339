//! The top level of a JSON body as the contract has it, and what of a given body breaks it.

use std::fmt;

use super::{Operation, noyes, robot_manager};
use crate::util::plain::Plain;

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

/// One break of the contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Complaint {
    NoObject,
    Lacks(&'static str),
    Null(&'static str),
    WrongKind(&'static str, &'static [JsonKind]),
    Unknown(String),
}

/// A field that must be there.
pub const fn required(name: &'static str, kinds: &'static [JsonKind]) -> BodyField {
    BodyField { name, required: true, kinds }
}

/// A field that may be left out.
pub const fn optional(name: &'static str, kinds: &'static [JsonKind]) -> BodyField {
    BodyField { name, required: false, kinds }
}

/// What the JSON body of an operation holds, where it takes one.
pub fn of(operation: &Operation) -> Option<&'static BodyShape> {
    robot_manager::bodies::ALL
        .iter()
        .chain(noyes::bodies::ALL)
        .find(|shape| shape.operation == operation.id)
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

    fn fits(self, value: &Plain) -> bool {
        match (self, value) {
            (Self::Text, Plain::Text(_))
            | (Self::Number, Plain::Number(_))
            | (Self::Truth, Plain::Truth(_))
            | (Self::List, Plain::List(_))
            | (Self::Object, Plain::Map(_)) => true,
            (Self::Integer, Plain::Number(digits)) => {
                digits.parse::<i64>().is_ok() || digits.parse::<u64>().is_ok()
            }
            _ => false,
        }
    }
}

/// The words of a field that may be several kinds, `string or integer`.
pub fn kind_words(kinds: &[JsonKind]) -> String {
    kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(" or ")
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoObject => f.write_str("the body must be a JSON object"),
            Self::Lacks(name) => write!(f, "the body lacks {name}"),
            Self::Null(name) => {
                write!(f, "{name} is null; an optional field is left out instead")
            }
            Self::WrongKind(name, kinds) => write!(f, "{name} must be {}", kind_words(kinds)),
            Self::Unknown(name) => {
                write!(f, "the contract knows no field {name} in this body")
            }
        }
    }
}

impl BodyShape {
    /// What breaks the contract; empty when nothing does.
    pub fn complaints(&self, body: &Plain) -> Vec<Complaint> {
        let Plain::Map(object) = body else { return vec![Complaint::NoObject] };
        let mut complaints = Vec::new();
        for field in self.fields {
            match object.get(field.name) {
                None if field.required => complaints.push(Complaint::Lacks(field.name)),
                Some(Plain::Null) => complaints.push(Complaint::Null(field.name)),
                Some(value)
                    if !field.kinds.is_empty()
                        && !field.kinds.iter().any(|kind| kind.fits(value)) =>
                {
                    complaints.push(Complaint::WrongKind(field.name, field.kinds));
                }
                _ => {}
            }
        }
        for name in object.keys() {
            if !self.fields.iter().any(|field| field.name == name) {
                complaints.push(Complaint::Unknown(name.clone()));
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

    fn said(json: &str) -> Vec<String> {
        let body = Plain::parse(json).unwrap();
        SHAPE.complaints(&body).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_break_of_the_contract_is_named() {
        assert!(said(r#"{"id":"a","n":1}"#).is_empty());
        assert_eq!(said("{}"), ["the body lacks id"]);
        assert_eq!(said("[]"), ["the body must be a JSON object"]);
        assert_eq!(said(r#"{"id":1,"n":null,"z":0}"#).len(), 3);
        assert_eq!(said(r#"{"id":"a","n":1.5}"#), ["n must be integer"]);
    }
}
