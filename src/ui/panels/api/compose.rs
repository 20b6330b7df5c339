//! What is typed for an operation, and the request it makes or what is wrong with it.

use std::collections::BTreeMap;

use secrecy::SecretString;

use crate::domain::ids::BotId;
use crate::domain::operation::noyes;
use crate::domain::operation::shape::{self, BodyField, Complaint, JsonKind};
use crate::domain::operation::{Body, FieldPlace, Operation};
use crate::domain::prepared::{Carried, CarriedFile, PreparedCall, system};
use crate::domain::trouble::Trouble;
use crate::i18n::{t, tf};
use crate::util::plain::Plain;
use crate::util::redact;

/// What stands in the form of one operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Path, query and form text by name; lists have several.
    pub values: BTreeMap<&'static str, Vec<String>>,
    /// Fields of the body by name.
    pub body: BTreeMap<&'static str, String>,
    /// The body as JSON text, where that is edited.
    pub json: String,
    pub as_json: bool,
    /// The file last named, by its part, and those that were read.
    pub path: BTreeMap<&'static str, String>,
    pub files: Vec<ReadFile>,
    /// Fields of the JSON text that the contract does not know: they are sent all the same.
    pub unknown: BTreeMap<String, Plain>,
    /// The JSON text as it was left for the fields, and what stood in these then.
    pub left: Option<(String, BTreeMap<&'static str, String>)>,
}

/// A file that was read, and where from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFile {
    pub path: String,
    pub file: CarriedFile,
}

/// A request ready to be sent.
#[derive(Clone, Debug)]
pub struct Composed {
    pub operation: &'static Operation,
    pub params: Vec<(String, String)>,
    /// Without its secrets.
    pub body: Option<Plain>,
    pub secrets: Vec<(String, SecretString)>,
    /// Fields that are secrets and no text, or hold one deeper inside: each whole, as JSON.
    pub values: Vec<(String, SecretString)>,
    pub files: Vec<ReadFile>,
}

/// What is wrong, and at which field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub field: Option<&'static str>,
    pub words: String,
    /// The far side told it of the very request that stands in the form.
    pub told: bool,
}

impl Mistake {
    fn at(field: &'static str, words: impl Into<String>) -> Self {
        Self { field: Some(field), words: words.into(), told: false }
    }
}

/// What the far side found wrong, at the fields it names: `body.entities.0.quantity`, `query.timeout`.
pub fn told(operation: &Operation, trouble: &Trouble) -> Vec<Mistake> {
    let params = operation.fields.iter().map(|field| field.name);
    let of_body = shape::of(operation).map(|shape| shape.fields.iter().map(|field| field.name));
    let names: Vec<&'static str> = params.chain(of_body.into_iter().flatten()).collect();
    let found = trouble.vendor_lines.iter().filter_map(|line| {
        let mut parts = line.about.split('.');
        let field = parts.find_map(|part| names.iter().find(|name| **name == part))?;
        let rest: Vec<&str> = parts.collect();
        let place = if rest.is_empty() { String::new() } else { format!("{}: ", rest.join(".")) };
        let words = format!("{place}{}", line.text);
        Some(Mistake { field: Some(field), words, told: true })
    });
    found.collect()
}

/// A field of a body whose value must not be kept.
pub fn is_secret(name: &str) -> bool {
    // the key of a setting is its name
    name != "key" && redact::is_secret_name(name)
}

/// Whether anything inside of it must not be kept.
fn holds_secret(value: &Plain) -> bool {
    match value {
        Plain::Map(fields) => fields
            .iter()
            .any(|(name, value)| (is_secret(name) && *value != Plain::Null) || holds_secret(value)),
        Plain::List(list) => list.iter().any(holds_secret),
        _ => false,
    }
}

/// The request, or everything that is wrong.
pub fn compose(operation: &'static Operation, typed: &Typed) -> Result<Composed, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let mut params = Vec::new();
    for field in operation.fields {
        let is_file = field.place == FieldPlace::File;
        let values = typed.values.get(field.name).map(Vec::as_slice).unwrap_or_default();
        let values: Vec<&str> =
            values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
        let files = typed.files.iter().filter(|read| read.file.part == field.name).count();
        if field.required && ((is_file && files == 0) || (!is_file && values.is_empty())) {
            mistakes.push(Mistake::at(field.name, t("api-missing")));
        }
        if values.contains(&"*") {
            // all of them is never meant from here
            mistakes.push(Mistake::at(field.name, t("api-no-star")));
        }
        params.extend(values.iter().map(|value| (field.name.to_owned(), (*value).to_owned())));
    }
    let bots_named = params.iter().any(|(name, _)| name == "bot_idxs");
    if *operation == noyes::system::REMOVE_BOTS_FROM_DATABASE && !bots_named {
        mistakes.push(Mistake::at("bot_idxs", t("api-name-bots")));
    }
    let mut body = body_of(operation, typed, &mut mistakes);
    let (mut secrets, mut hidden) = (Vec::new(), Vec::new());
    match &mut body {
        Some(Plain::Map(fields)) => fields.retain(|name, value| match value {
            Plain::Text(text) if is_secret(name) => {
                secrets.push((name.clone(), SecretString::from(text.as_str())));
                false
            }
            Plain::Null => true,
            value if is_secret(name) || holds_secret(value) => {
                hidden.push((name.clone(), SecretString::from(value.to_string())));
                false
            }
            _ => true,
        }),
        Some(other) if holds_secret(other) => {
            let words = t("api-secret-in-list").to_owned();
            mistakes.push(Mistake { field: None, words, told: false });
        }
        _ => {}
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    Ok(Composed { operation, params, body, secrets, values: hidden, files: typed.files.clone() })
}

fn body_of(operation: &Operation, typed: &Typed, mistakes: &mut Vec<Mistake>) -> Option<Plain> {
    if operation.body != Body::Json {
        return None;
    }
    if typed.as_json {
        return match Plain::parse(&typed.json) {
            Ok(body) => Some(body),
            Err(error) => {
                let words = tf("api-not-json", &[("error", error.into())]);
                mistakes.push(Mistake { field: None, words, told: false });
                None
            }
        };
    }
    let shape = shape::of(operation)?;
    let mut body = Plain::Map(typed.unknown.clone());
    for field in shape.fields {
        let text = typed.body.get(field.name).map(String::as_str).unwrap_or_default();
        if text.trim().is_empty() {
            if field.required {
                mistakes.push(Mistake::at(field.name, t("api-missing")));
            }
            continue;
        }
        match value_of(field, text) {
            Some(value) => body = body.with(field.name, value),
            None => {
                let words =
                    tf("api-wrong-kind", &[("kinds", shape::kind_words(field.kinds).into())]);
                mistakes.push(Mistake::at(field.name, words));
            }
        }
    }
    Some(body)
}

/// What was typed as the kind the contract wants; none when it is no such thing.
fn value_of(field: &BodyField, text: &str) -> Option<Plain> {
    let text = if is_secret(field.name) { text } else { text.trim() };
    let parsed = || Plain::parse(text).ok();
    if field.kinds.is_empty() {
        // anything: JSON where it is JSON, else the words themselves
        return Some(parsed().unwrap_or_else(|| text.into()));
    }
    field.kinds.iter().find_map(|kind| match kind {
        JsonKind::Text => Some(Plain::from(text)),
        // a leading zero is no number in JSON; 32 binary digits do not fit one
        JsonKind::Integer => parsed().filter(|_| text.parse::<i64>().is_ok()),
        JsonKind::Number => parsed().filter(|value| matches!(value, Plain::Number(_))),
        JsonKind::Truth => parsed().filter(|value| matches!(value, Plain::Truth(_))),
        JsonKind::List => parsed().filter(|value| matches!(value, Plain::List(_))),
        JsonKind::Object => parsed().filter(|value| matches!(value, Plain::Map(_))),
    })
}

/// What of a body edited as JSON breaks the contract; it may be sent all the same.
pub fn complaints(operation: &Operation, typed: &Typed) -> Vec<String> {
    let shape = shape::of(operation).filter(|_| typed.as_json);
    let (Some(shape), Ok(body)) = (shape, Plain::parse(&typed.json)) else { return Vec::new() };
    shape.complaints(&body).iter().map(complaint_words).collect()
}

fn complaint_words(complaint: &Complaint) -> String {
    match complaint {
        Complaint::NoObject => t("api-no-object").to_owned(),
        Complaint::Lacks(name) => tf("api-lacks", &[("name", (*name).into())]),
        Complaint::Null(name) => tf("api-null", &[("name", (*name).into())]),
        Complaint::WrongKind(name, kinds) => {
            let kinds = shape::kind_words(kinds);
            tf("api-field-kind", &[("name", (*name).into()), ("kinds", kinds.into())])
        }
        Complaint::Unknown(name) => tf("api-unknown", &[("name", name.as_str().into())]),
    }
}

impl Typed {
    /// Takes what stands in the fields over into the JSON text, for editing.
    pub fn write_as_json(&mut self, operation: &Operation) {
        if let Some((text, fields)) = self.left.take()
            && fields == self.body
        {
            // nothing was changed meanwhile: it stands there as it was left
            self.json = text;
            self.as_json = true;
            return;
        }
        let mut ignored = Vec::new();
        self.as_json = false;
        let mut body = body_of(operation, self, &mut ignored).unwrap_or_default();
        if let Plain::Map(fields) = &mut body {
            // a secret is typed again, where it is not seen
            fields.retain(|name, _| !is_secret(name));
        }
        self.json = body.pretty();
        self.as_json = true;
    }

    /// Takes the JSON text back into the fields; text that is no object stays text, or it were lost.
    pub fn write_as_fields(&mut self, operation: &Operation) {
        let (Some(shape), Ok(Plain::Map(mut fields))) =
            (shape::of(operation), Plain::parse(&self.json))
        else {
            return;
        };
        self.as_json = false;
        for field in shape.fields {
            let text = match fields.remove(field.name) {
                // a secret is not in the text, but in its field
                None if is_secret(field.name) => continue,
                None => String::new(),
                Some(Plain::Text(text)) => text,
                Some(other) => other.to_string(),
            };
            self.body.insert(field.name, text);
        }
        self.unknown = fields;
        self.left = Some((self.json.clone(), self.body.clone()));
    }
}

impl Composed {
    /// The call as the ledger takes it; none where it names nothing that may be removed.
    pub fn prepared(&self) -> Option<PreparedCall> {
        let values = |name: &str| {
            let own = self.params.iter().filter(move |(own, _)| own == name);
            own.map(|(_, value)| value.as_str()).collect::<Vec<_>>()
        };
        if *self.operation == noyes::system::REMOVE_BOTS_FROM_DATABASE {
            let bots: Vec<BotId> = values("bot_idxs").into_iter().map(BotId::new).collect();
            return system::remove_bots(&bots);
        }
        let in_path = self.operation.fields.iter().filter(|field| field.place == FieldPlace::Path);
        let mut about: Vec<&str> = in_path.flat_map(|field| values(field.name)).collect();
        let named = self.body.as_ref().and_then(|body| body.field("id"));
        about.extend(named.and_then(Plain::as_text).filter(|_| about.is_empty()));
        let mut call = PreparedCall::new(self.operation, about.join(", "));
        call.params.clone_from(&self.params);
        call.body.clone_from(&self.body);
        call.carried = self.carried();
        Some(call)
    }

    /// What must not be on disk.
    pub fn carried(&self) -> Carried {
        Carried {
            secrets: self.secrets.clone(),
            values: self.values.clone(),
            files: self.files.iter().map(|read| read.file.clone()).collect(),
            ..Carried::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;
    use crate::domain::operation::by_id;

    fn typed(values: &[(&'static str, &str)], body: &[(&'static str, &str)]) -> Typed {
        Typed {
            values: values.iter().map(|(name, text)| (*name, vec![(*text).to_owned()])).collect(),
            body: body.iter().map(|(name, text)| (*name, (*text).to_owned())).collect(),
            ..Typed::default()
        }
    }

    fn op(id: &str) -> &'static Operation {
        by_id(id).unwrap()
    }

    #[test]
    fn fields_become_the_kinds_of_the_contract() {
        let body = [("type", "FETCH"), ("entities", r#"[{"carrier_id":"7"}]"#), ("priority", "3")];
        let composed = compose(op("noyes.create-request"), &typed(&[], &body)).unwrap();
        let said = composed.body.unwrap().to_string();
        assert_eq!(said, r#"{"entities":[{"carrier_id":"7"}],"priority":3,"type":"FETCH"}"#);
        let code = "11000000000000000000000000000011";
        let box_id = [("box_id", "12")];
        let of = |code| {
            let typed = typed(&box_id, &[("section_code", code)]);
            compose(op("noyes.update-box"), &typed).unwrap().body.unwrap().to_string()
        };
        assert_eq!(of("195"), r#"{"section_code":195}"#);
        assert_eq!(of(code), format!(r#"{{"section_code":"{code}"}}"#));
    }

    #[test]
    fn what_is_missing_or_of_another_kind_is_told_at_its_field() {
        let body = [("entities", "none"), ("priority", "high")];
        let mistakes = compose(op("noyes.create-request"), &typed(&[], &body)).unwrap_err();
        let fields: Vec<_> = mistakes.iter().filter_map(|mistake| mistake.field).collect();
        assert_eq!(fields, ["entities", "priority", "type"]);
        let mistakes = compose(op("noyes.delete-sku"), &Typed::default()).unwrap_err();
        assert_eq!(mistakes.first().and_then(|mistake| mistake.field), Some("id"));
    }

    #[test]
    fn what_the_far_side_refuses_stands_at_its_field() {
        use crate::domain::trouble::{Cause, ErrorClass, VendorLine};
        let line = |about: &str| VendorLine {
            about: about.to_owned(),
            code: "missing".to_owned(),
            text: "Field required".to_owned(),
        };
        let mut trouble = Trouble::new(ErrorClass::Fatal, Cause::Refused(422), "");
        trouble.vendor_lines =
            vec![line("body.entities.0.quantity"), line("body.colour"), line("priority")];
        let told = told(op("noyes.create-request"), &trouble);
        let fields: Vec<_> = told.iter().filter_map(|mistake| mistake.field).collect();
        assert_eq!(fields, ["entities", "priority"]);
        assert_eq!(told.first().map(|m| m.words.as_str()), Some("0.quantity: Field required"));
    }

    #[test]
    fn all_bots_are_never_meant() {
        let remove = op("noyes.remove-bots-from-database");
        for values in [vec![], vec![("bot_idxs", "*")], vec![("bot_idxs", " ")]] {
            assert!(compose(remove, &typed(&values, &[])).is_err(), "{values:?}");
        }
        let composed = compose(remove, &typed(&[("bot_idxs", "17")], &[])).unwrap();
        assert_eq!(composed.prepared().unwrap().about, "17");
        let composed = compose(remove, &typed(&[("bot_idxs", "B1")], &[])).unwrap();
        assert_eq!(composed.prepared(), None, "no number, no bot");
    }

    #[test]
    fn secrets_leave_the_body_however_it_was_written() {
        let fields = [("email", "a@b"), ("new_password", "hush hush"), ("otp", "1")];
        let mut typed = typed(&[], &fields);
        for as_json in [false, true] {
            if as_json {
                typed.json = r#"{"email":"a@b","new_password":"hush hush","otp":"1"}"#.to_owned();
                typed.as_json = true;
            }
            let composed = compose(op("noyes.reset-password"), &typed).unwrap();
            assert_eq!(composed.body.as_ref().unwrap().to_string(), r#"{"email":"a@b"}"#);
            let secret: Vec<&str> =
                composed.secrets.iter().map(|(_, secret)| secret.expose_secret()).collect();
            assert_eq!(secret, ["hush hush", "1"]);
            assert!(!format!("{composed:?}").contains("hush"));
        }
    }

    #[test]
    fn secrets_of_any_kind_and_deeper_inside_leave_the_body() {
        let mut typed = typed(&[], &[]);
        typed.as_json = true;
        typed.json = r#"{"email":"a@b","otp":4711,"more":{"token":"hush"},"x":null}"#.to_owned();
        let composed = compose(op("noyes.reset-password"), &typed).unwrap();
        assert_eq!(composed.body.as_ref().unwrap().to_string(), r#"{"email":"a@b","x":null}"#);
        let kept = format!("{composed:?}");
        assert!(!kept.contains("4711") && !kept.contains("hush"), "{kept}");
        let call = composed.prepared().unwrap();
        let sent = call.carried.put_into(call.body.clone().unwrap());
        assert!(sent.same(&Plain::parse(&typed.json).unwrap()), "{sent}");
        typed.json = r#"[{"token":"hush"}]"#.to_owned();
        assert!(compose(op("noyes.reset-password"), &typed).is_err());
    }

    #[test]
    fn nothing_typed_as_json_is_lost_by_looking_at_the_fields() {
        let operation = op("noyes.create-request");
        let mut typed = typed(&[], &[]);
        typed.as_json = true;
        typed.json = "{\"type\": \"FETCH\",".to_owned();
        typed.write_as_fields(operation);
        assert!(typed.as_json, "with a mistake in it it stays text");
        let text = "{ \"type\": \"FETCH\", \"colour\": 1 }";
        typed.json = text.to_owned();
        typed.write_as_fields(operation);
        let body = compose(operation, &typed).map(|composed| composed.body);
        assert!(body.unwrap().unwrap().field("colour").is_some(), "unknown fields are sent");
        typed.write_as_json(operation);
        assert_eq!(typed.json, text);
        typed.write_as_fields(operation);
        typed.body.insert("type", "PAUSE".to_owned());
        typed.write_as_json(operation);
        assert!(typed.json.contains("PAUSE") && typed.json.contains("colour"), "{}", typed.json);
    }

    #[test]
    fn fields_and_json_are_two_ways_to_write_the_same() {
        let operation = op("noyes.create-request");
        let mut typed = typed(&[], &[("type", "FETCH"), ("priority", "3")]);
        typed.write_as_json(operation);
        assert!(typed.as_json && typed.json.contains("\"priority\": 3"));
        typed.json = typed.json.replace('3', "4");
        typed.write_as_fields(operation);
        assert_eq!(typed.body.get("priority").map(String::as_str), Some("4"));
        typed.json = "{\"colour\":1}".to_owned();
        typed.as_json = true;
        assert_eq!(complaints(operation, &typed).len(), 2);
    }
}
