//! The operations of all systems joined with a way to call any of them by id.

use super::http::{Call, Part, Payload};
use crate::domain::operation::noyes::system;
use crate::domain::operation::shape;
use crate::domain::operation::{self, Body, FieldPlace, Operation};
use crate::domain::system::System;
use crate::util::plain::Plain;

/// What a script or a person gives for a raw call.
#[derive(Clone, Debug, Default)]
pub struct RawCall {
    /// Path, query or form text by name; repeated makes a list.
    pub params: Vec<(String, String)>,
    pub body: Option<Vec<u8>>,
    pub files: Vec<RawFile>,
}

/// One file of a form.
#[derive(Clone, Debug)]
pub struct RawFile {
    pub field: String,
    pub file_name: String,
    pub bytes: Vec<u8>,
}

/// A call ready to be sent, and what of it breaks the contract.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub call: Call,
    pub complaints: Vec<String>,
}

/// Finds an operation by system and name: the kebab case, or the contract's own `listBots`.
pub fn find(system: System, name: &str) -> Option<&'static Operation> {
    let name = name.strip_prefix(&format!("{}.", system.id())).unwrap_or(name);
    operation::all().find(|operation| {
        operation.system == system
            && (operation.name() == name || operation.name() == kebab_case(name))
    })
}

/// The operations of a system whose names are nearest to what was typed, for a hint.
pub fn similar(system: System, name: &str) -> Vec<&'static str> {
    let wanted = kebab_case(name);
    let words: Vec<&str> = wanted.split('-').filter(|word| word.len() > 2).collect();
    let mut scored: Vec<(usize, &'static str)> = operation::all()
        .filter(|operation| operation.system == system)
        .map(|operation| {
            // A long word tells more than a short one: `get` is in many names, `bots` in few.
            let hits = words.iter().filter(|word| operation.name().contains(**word));
            (hits.map(|word| word.len()).sum::<usize>(), operation.name())
        })
        .filter(|(hits, _)| *hits > 0)
        .collect();
    scored.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(right.1)));
    scored.into_iter().take(5).map(|(_, name)| name).collect()
}

/// Puts each parameter where the operation has it. What breaks the contract is said and sent all
/// the same, for a raw call is how a person finds out what the far side does with it.
pub fn prepare(operation: &'static Operation, raw: RawCall) -> Prepared {
    let mut call = Call::default();
    let mut complaints = Vec::new();
    let mut parts = Vec::new();
    for (name, value) in raw.params {
        let field = operation.fields.iter().find(|field| field.name == name);
        if value.is_empty() {
            complaints.push(format!("{name} is empty; an optional parameter is left out instead"));
        }
        match field.map(|field| field.place) {
            Some(FieldPlace::Path) => call.path.push((name, value)),
            Some(FieldPlace::Query) => call.query.push((name, value)),
            Some(FieldPlace::Form) => parts.push(Part::Text { name, value }),
            Some(FieldPlace::File) => {
                complaints.push(format!("{name} is a file; --file {name}=PATH sends one"));
                parts.push(Part::Text { name, value });
            }
            None => {
                complaints.push(format!("the contract knows no parameter {name} here"));
                match operation.body {
                    Body::Multipart => parts.push(Part::Text { name, value }),
                    Body::None | Body::Json => call.query.push((name, value)),
                }
            }
        }
    }
    for file in raw.files {
        let known = operation
            .fields
            .iter()
            .any(|field| field.name == file.field && field.place == FieldPlace::File);
        if !known {
            complaints.push(format!("the contract knows no file {} here", file.field));
        }
        let RawFile { field: name, file_name, bytes } = file;
        parts.push(Part::File { name, file_name, bytes });
    }
    complaints.extend(field_complaints(operation, &call, &parts));
    call.body = payload(operation, raw.body, parts, &mut complaints);
    Prepared { call, complaints }
}

/// Why this call must not leave at all, whoever asks: bots are taken out of the database by their numbers,
/// never all of them (the vendor's own warning).
pub fn forbidden(operation: &Operation, call: &Call) -> Option<String> {
    if *operation != system::REMOVE_BOTS_FROM_DATABASE {
        return None;
    }
    let mut named = call.query.iter().filter(|(name, _)| name == "bot_idxs").peekable();
    let number = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    let all_named = named.peek().is_some() && named.all(|(_, id)| number(id));
    (!all_named).then(|| {
        format!("{} would remove every bot: name each with --param bot_idxs=NUMBER", operation.id)
    })
}

/// What is missing, and what stands more often than it may.
fn field_complaints(operation: &Operation, call: &Call, parts: &[Part]) -> Vec<String> {
    let mut complaints = Vec::new();
    for field in operation.fields {
        let count = match field.place {
            FieldPlace::Path => call.path.iter().filter(|(name, _)| name == field.name).count(),
            FieldPlace::Query => call.query.iter().filter(|(name, _)| name == field.name).count(),
            FieldPlace::Form | FieldPlace::File => parts
                .iter()
                .filter(|part| match part {
                    Part::Text { name, .. } | Part::File { name, .. } => name == field.name,
                })
                .count(),
        };
        if count == 0 && field.required {
            complaints.push(format!("{} is required and missing", field.name));
        }
        if count > 1 && !field.list && field.place != FieldPlace::File {
            complaints.push(format!("{} stands {count} times and takes one value", field.name));
        }
    }
    complaints
}

fn payload(
    operation: &Operation,
    body: Option<Vec<u8>>,
    parts: Vec<Part>,
    complaints: &mut Vec<String>,
) -> Payload {
    if let Some(body) = body {
        match operation.body {
            Body::Json => complaints.extend(body_complaints(operation, &body)),
            Body::Multipart => {
                complaints.push("this call takes a form: --param and --file, no body".to_owned());
            }
            Body::None => complaints.push("this call takes no body".to_owned()),
        }
        if !parts.is_empty() {
            complaints
                .push("a body and form fields exclude each other; the body is sent".to_owned());
        }
        return Payload::Json(body);
    }
    if operation.body == Body::Json {
        complaints
            .push("this call needs a JSON body; --body FILE, or --body - for stdin".to_owned());
    }
    if operation.body == Body::Multipart || !parts.is_empty() {
        return Payload::Multipart(parts);
    }
    Payload::None
}

/// What of a JSON body breaks the contract, a sentence each.
fn body_complaints(operation: &Operation, body: &[u8]) -> Vec<String> {
    let Some(shape) = shape::of(operation) else { return Vec::new() };
    match Plain::parse(&String::from_utf8_lossy(body)) {
        Ok(body) => shape.complaints(&body).iter().map(ToString::to_string).collect(),
        Err(error) => vec![format!("the body is not JSON: {error}")],
    }
}

/// `listBots` and `list_bots` as `list-bots`.
fn kebab_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            if !out.is_empty() {
                out.push('-');
            }
            out.push(c.to_ascii_lowercase());
        } else {
            out.push(if c == '_' { '-' } else { c });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bots_are_removed_by_their_numbers_and_never_all() {
        let with = |ids: &[&str]| {
            let params = ids.iter().map(|id| ("bot_idxs".to_owned(), (*id).to_owned())).collect();
            let operation = &system::REMOVE_BOTS_FROM_DATABASE;
            forbidden(operation, &prepare(operation, RawCall { params, ..RawCall::default() }).call)
        };
        assert!(with(&[]).is_some() && with(&["*"]).is_some() && with(&["4", "all"]).is_some());
        assert_eq!(with(&["4", "7"]), None);
        assert_eq!(forbidden(&system::LIST_BOTS, &Call::default()), None);
    }

    fn param(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn operations_are_found_by_either_spelling() {
        for name in ["list-bots", "listBots", "list_bots", "noyes.list-bots"] {
            assert_eq!(find(System::Noyes, name).unwrap().id, "noyes.list-bots", "{name}");
        }
        assert!(find(System::RobotManager, "list-bots").is_none());
        assert!(similar(System::Noyes, "bots").contains(&"list-bots"));
    }

    #[test]
    fn parameters_go_where_the_contract_has_them() {
        let operation = find(System::RobotManager, "retrieve-tray").unwrap();
        let raw = RawCall {
            params: vec![
                param("required_tags", "station"),
                param("required_tags", "ps-1"),
                param("tray_id", "1"),
                param("tray_id", "2"),
                param("colour", "red"),
            ],
            ..RawCall::default()
        };
        let prepared = prepare(operation, raw);
        assert_eq!(prepared.call.query.len(), 5);
        assert_eq!(
            prepared.complaints,
            [
                "the contract knows no parameter colour here",
                "tray_id stands 2 times and takes one value",
                "order_reference_id is required and missing",
            ]
        );
    }

    #[test]
    fn forms_take_texts_and_files() {
        let operation = find(System::Noyes, "upload-sku-image").unwrap();
        let files: Vec<RawFile> = operation
            .fields
            .iter()
            .filter(|field| field.place == FieldPlace::File)
            .map(|field| RawFile {
                field: field.name.into(),
                file_name: "a.png".into(),
                bytes: vec![1],
            })
            .collect();
        assert!(!files.is_empty());
        let prepared = prepare(operation, RawCall { files, ..RawCall::default() });
        assert!(matches!(prepared.call.body, Payload::Multipart(parts) if !parts.is_empty()));
    }

    #[test]
    fn every_json_call_has_its_shape() {
        for operation in operation::all() {
            assert_eq!(
                operation.body == Body::Json,
                shape::of(operation).is_some(),
                "{}",
                operation.id
            );
        }
    }
}
