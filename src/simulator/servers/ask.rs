//! What a call brings: the fields of its body, each mistake named, and the role of who makes it.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};

use super::answer::{mistakes, refusal};
use crate::simulator::faults::SimSystem;
use crate::simulator::lists::params::Mistake;
use crate::simulator::warehouse::people::Subject;

/// Roles that may do everything.
pub const ADMINS: &[&str] = &["Super Admin", "Admin"];
/// Roles that may change stock and start work.
pub const STAFF: &[&str] = &["Super Admin", "Admin", "Supervisor"];

/// An answer that says no.
#[derive(Debug)]
pub struct Refused(Box<Response>);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        *self.0
    }
}

impl From<Response> for Refused {
    fn from(answer: Response) -> Self {
        Self(Box::new(answer))
    }
}

/// What a handler comes to.
pub type Answer = Result<Response, Refused>;

/// The storage system's no, with a sentence.
pub fn no(status: StatusCode, said: &str) -> Refused {
    refusal(SimSystem::Noyes, status, said).into()
}

/// 422 for one field.
pub fn wrong(mistake: Mistake) -> Refused {
    mistakes(&[mistake]).into()
}

/// 403 unless the caller has one of these roles.
pub fn needs(who: &Subject, roles: &[&str]) -> Result<(), Refused> {
    if roles.contains(&who.role.as_str()) {
        return Ok(());
    }
    let said = format!("Not enough permissions: this needs the role {}", roles.join(" or "));
    Err(no(StatusCode::FORBIDDEN, &said))
}

/// A body of fields. Null and missing are alike.
#[derive(Debug)]
pub struct Form {
    map: Map<String, Value>,
    wrong: Vec<Mistake>,
}

impl Form {
    /// Reads an object.
    pub fn read(body: &[u8]) -> Result<Self, Refused> {
        match serde_json::from_slice(body) {
            Ok(Value::Object(map)) => Ok(Self { map, wrong: Vec::new() }),
            Ok(_) => {
                let said = "Input should be a valid dictionary or object to extract fields from";
                Err(wrong(Mistake::of(&["body"], said, "model_attributes_type")))
            }
            Err(_) => Err(wrong(Mistake::of(&["body"], "JSON decode error", "json_invalid"))),
        }
    }

    /// As [`Form::read`], but no body at all stands for an empty one.
    pub fn read_or_empty(body: &[u8]) -> Result<Self, Refused> {
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(Self { map: Map::new(), wrong: Vec::new() });
        }
        Self::read(body)
    }

    /// A field as it came, unless it is null.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.map.get(name).filter(|value| !value.is_null())
    }

    /// Notes a mistake.
    pub fn say(&mut self, name: &str, said: &str, kind: &str) {
        self.wrong.push(Mistake::body(name, said, kind));
    }

    /// Notes a mistake deeper in the body.
    pub fn say_at(&mut self, mistake: Mistake) {
        self.wrong.push(mistake);
    }

    /// Text that must be there and not blank.
    pub fn text(&mut self, name: &str) -> String {
        match self.maybe_text(name) {
            Some(text) if !text.trim().is_empty() => text,
            Some(_) => {
                self.say(name, "String should have at least 1 character", "string_too_short");
                String::new()
            }
            None => {
                if self.value(name).is_none() {
                    self.say(name, "Field required", "missing");
                }
                String::new()
            }
        }
    }

    /// Text that may be left out.
    pub fn maybe_text(&mut self, name: &str) -> Option<String> {
        match self.value(name)? {
            Value::String(text) => Some(text.clone()),
            _ => {
                self.say(name, "Input should be a valid string", "string_type");
                None
            }
        }
    }

    /// An e-mail address that may be left out.
    pub fn maybe_email(&mut self, name: &str) -> Option<String> {
        let text = self.maybe_text(name)?;
        let good = text.split_once('@').is_some_and(|(own, host)| {
            !own.trim().is_empty() && host.contains('.') && !text.contains(char::is_whitespace)
        });
        if !good {
            self.say(name, "value is not a valid email address", "value_error");
        }
        Some(text)
    }

    /// An e-mail address.
    pub fn email(&mut self, name: &str) -> String {
        if self.value(name).is_none() {
            self.say(name, "Field required", "missing");
        }
        self.maybe_email(name).unwrap_or_default()
    }

    /// A whole number that may be left out, also one written as text.
    pub fn maybe_integer(&mut self, name: &str) -> Option<i64> {
        let found = match self.value(name)? {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        if found.is_none() {
            self.say(name, "Input should be a valid integer", "int_type");
        }
        found
    }

    /// A whole number of at least so much.
    pub fn integer(&mut self, name: &str, least: i64) -> i64 {
        if self.value(name).is_none() {
            self.say(name, "Field required", "missing");
            return least;
        }
        let found = self.maybe_integer(name).unwrap_or(least);
        if found < least {
            let said = format!("Input should be greater than or equal to {least}");
            self.say(name, &said, "greater_than_equal");
        }
        found
    }

    /// Yes or no, which may be left out.
    pub fn maybe_truth(&mut self, name: &str) -> Option<bool> {
        let found = self.value(name)?.as_bool();
        if found.is_none() {
            self.say(name, "Input should be a valid boolean", "bool_type");
        }
        found
    }

    /// One of these words, which may be left out; its place.
    pub fn maybe_word(&mut self, name: &str, words: &[&str]) -> Option<usize> {
        let text = self.maybe_text(name)?;
        let found = words.iter().position(|word| *word == text);
        if found.is_none() {
            let listed: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
            self.say(name, &format!("Input should be {}", listed.join(" or ")), "enum");
        }
        found
    }

    /// 422 with all mistakes, if there are any.
    pub fn check(&self) -> Result<(), Refused> {
        if self.wrong.is_empty() { Ok(()) } else { Err(mistakes(&self.wrong).into()) }
    }
}
