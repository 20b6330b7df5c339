//! Sends a write of the ledger as it was prepared, and reads what shows whether it was done.

use jiff::SignedDuration;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use super::catalog::{self, RawCall, RawFile};
use super::http::{Accepted, Answer, Read, Transport, decode};
use super::robot_manager;
use crate::domain::operation::Operation;
use crate::domain::operation::noyes::access;
use crate::domain::operation::noyes::sku::CREATE_SUPPORT_ISSUE;
use crate::domain::prepared::{Changed, Look, PreparedCall};
use crate::domain::raw::{RawAnswer, RawAsk};
use crate::domain::system::System;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::util::plain::Plain;
use crate::util::redact;

/// Bytes of a raw answer that are shown.
const RAW_SHOWN_BYTES: usize = 256 * 1024;

/// A write was taken by the far side.
#[derive(Debug)]
pub struct Sent {
    pub accepted: Accepted,
    /// A secret that only this answer tells.
    pub shown_once: Option<SecretString>,
}

/// Sends it, unless the thing changed since the person saw it.
///
/// The look before is a read: its failure means that nothing was sent.
pub async fn send(transport: &Transport, call: &PreparedCall) -> Result<Sent, Trouble> {
    if let (Some(look), Some(_)) = (&call.look, &call.seen) {
        let found = rows(transport, look).await?;
        if let Some(changed) = call.changed_meanwhile(&found.value) {
            let cause = match changed {
                Changed::Differs(what) => Cause::ChangedMeanwhile(what),
                Changed::Gone(what) => Cause::GoneMeanwhile(what),
                Changed::ThereAlready(what) => Cause::ThereAlready(what),
            };
            return Err(Trouble::new(ErrorClass::Fatal, cause, "looked at before sending"));
        }
    }
    let prepared = catalog::prepare(call.operation, raw(call));
    let answer = transport.call(call.operation, prepared.call).await;
    let answer = answer.map_err(|trouble| trouble.map_words(|words| without(call, words)))?;
    if call.operation.system == System::RobotManager {
        // it says failure in the body of a success
        robot_manager::check_write(call.operation, &answer)
            .map_err(|trouble| transport.cleaned(trouble))
            .map_err(|trouble| trouble.map_words(|words| without(call, words)))?;
    }
    let shown_once = (*call.operation == access::GENERATE_API_KEY)
        .then(|| serde_json::from_slice::<Value>(&answer.body).ok())
        .flatten()
        .and_then(|body| Some(SecretString::from(body.get("api_key")?.as_str()?)));
    let mut accepted = transport.accepted_but(&answer, names(call.operation));
    accepted.answer = without(call, &accepted.answer);
    Ok(Sent { accepted, shown_once })
}

/// A text without what the call carried in secret, should the far side echo it; of an address its last
/// part is the secret, however the rest is written.
fn without(call: &PreparedCall, text: &str) -> String {
    let secrets = call.carried.secrets.iter().map(|(_, secret)| secret.expose_secret());
    let parts = secrets.flat_map(|secret| {
        let last = secret.contains("://").then(|| secret.rsplit('/').next()).flatten();
        [Some(secret), last.filter(|last| last.len() >= 32)]
    });
    redact::without(text, parts.flatten())
}

/// What stands there now. A thing of an address of its own that is not found has no row; a list that is
/// not found is the word of something in between.
pub async fn rows(transport: &Transport, look: &Look) -> Result<Read<Vec<Plain>>, Trouble> {
    let raw = RawCall { params: look.params.clone(), ..RawCall::default() };
    let prepared = catalog::prepare(look.operation, raw);
    if look.operation.system == System::RobotManager {
        let mut read = robot_manager::rows(transport, look.operation, &prepared.call).await?;
        read.value = look.kept(read.value);
        return Ok(read);
    }
    match transport.call(look.operation, prepared.call).await {
        Ok(answer) => {
            let body: Plain = decode::whole(&answer)?;
            let found = look.kept(rows_of(body));
            Ok(answer.read(found, Vec::new()))
        }
        Err(trouble) if trouble.status == Some(404) && look.operation.path.contains('{') => {
            Ok(Read {
                value: look.kept(Vec::new()),
                defects: Vec::new(),
                latency: std::time::Duration::ZERO,
                status: 404,
                calls: 1,
            })
        }
        Err(trouble) => Err(trouble),
    }
}

/// The rows of a page, of a bare list, of resolved settings; else the one thing itself.
fn rows_of(body: Plain) -> Vec<Plain> {
    match body {
        Plain::List(rows) => rows,
        Plain::Map(mut fields) => match (fields.remove("items"), fields.remove("settings")) {
            (Some(Plain::List(rows)), _) => rows,
            (_, Some(settings @ Plain::Map(_))) if fields.is_empty() => vec![settings],
            (items, settings) => {
                fields.extend(items.map(|value| ("items".to_owned(), value)));
                fields.extend(settings.map(|value| ("settings".to_owned(), value)));
                vec![Plain::Map(fields)]
            }
        },
        Plain::Null => Vec::new(),
        other => vec![other],
    }
}

/// A reading a person composed, sent as it is.
pub async fn ask(transport: &Transport, ask: &RawAsk) -> Result<RawAnswer, Trouble> {
    let body = ask.body.as_ref().map(|body| body.to_string().into_bytes());
    let raw = RawCall { params: ask.params.clone(), body, ..RawCall::default() };
    let prepared = catalog::prepare(ask.operation, raw);
    let answer = transport.call(ask.operation, prepared.call).await?;
    Ok(shown(transport, &answer, names(ask.operation)))
}

/// Fields that are secrets elsewhere and names in the answers of this operation: the key of a setting,
/// the key of an issue.
fn names(operation: &Operation) -> &'static [&'static str] {
    let of_issue = *operation == CREATE_SUPPORT_ISSUE;
    if of_issue || operation.path.contains("/settings") { &["key"] } else { &[] }
}

fn shown(transport: &Transport, answer: &Answer, names: &[&str]) -> RawAnswer {
    let text = redact::redacted_but(&String::from_utf8_lossy(&answer.body), names);
    RawAnswer {
        status: answer.status,
        content_type: answer.content_type.clone(),
        body: redact::cut(&transport.without_secrets(&text), RAW_SHOWN_BYTES),
        latency: SignedDuration::try_from(answer.latency).unwrap_or(SignedDuration::MAX),
    }
}

fn raw(call: &PreparedCall) -> RawCall {
    let body = call.body.clone();
    let body = body.map(|body| call.carried.put_into(body).to_string().into_bytes());
    let files = call.carried.files.iter().map(|file| RawFile {
        field: file.part.clone(),
        file_name: file.file_name.clone(),
        bytes: file.bytes.to_vec(),
    });
    RawCall { params: call.params.clone(), body, files: files.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_name_only_of_settings_and_issues() {
        let names = |id: &str| names(crate::domain::operation::by_id(id).unwrap());
        for id in ["noyes.list-settings", "noyes.get-setting", "noyes.create-support-issue"] {
            assert_eq!(names(id), ["key"], "{id}");
        }
        assert_eq!(names("noyes.list-api-keys"), [""; 0]);
    }

    #[test]
    fn every_shape_of_answer_has_rows() {
        let rows = |json: &str| rows_of(Plain::parse(json).unwrap());
        assert_eq!(rows(r#"{"items":[{"id":1},{"id":2}],"total":2}"#).len(), 2);
        assert_eq!(rows(r#"[{"id":1}]"#).len(), 1);
        assert_eq!(rows(r#"{"settings":{"a":1}}"#), [Plain::map([("a", 1.into())])]);
        assert_eq!(rows(r#"{"key":"a","value_json":3}"#).len(), 1);
        assert_eq!(rows("null").len(), 0);
    }
}
