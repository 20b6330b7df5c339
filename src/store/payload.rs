//! Actions and steps as JSON: the names in these structs are kept for ever, old rows must read back.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::StoreError;
use super::call_row::{self, CallRow};
use crate::domain::ids::{OrderReference, SlotId, TrayId};
use crate::domain::intent::{Action, Intent, Settlement, StepKind};
use crate::domain::trouble::{Cause, CertificateFault, ErrorClass, Trouble, VendorLine};

#[derive(Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
enum ActionRow {
    RetrieveTray {
        tray: String,
        reference: String,
        tags: Vec<String>,
        station: String,
        slot: String,
    },
    ReleaseTray {
        tray: String,
        reference: String,
        tags: Vec<String>,
        station: String,
    },
    Call(Box<CallRow>),
}

/// Which of them it is.
#[derive(Deserialize)]
struct ActionKind {
    action: String,
}

/// The tag of a call.
const CALL: &str = "call";

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct TroubleRow {
    class: String,
    cause: String,
    /// The number some causes carry: a status, milliseconds, bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u64>,
    /// The text some causes carry.
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vendor_text: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    vendor_lines: Vec<LineRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    of_log_in: bool,
    detail: String,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct LineRow {
    about: String,
    code: String,
    text: String,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct StepRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trouble: Option<TroubleRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    settlement: Option<String>,
}

fn row_error(error: &serde_json::Error) -> StoreError {
    StoreError::Row(error.to_string())
}

/// An action as the text of its column.
pub(super) fn action_text(action: &Action) -> Result<String, StoreError> {
    let row = match action.clone() {
        Action::RetrieveTray { tray, reference, tags, station, slot } => ActionRow::RetrieveTray {
            tray: tray.to_string(),
            reference: reference.to_string(),
            tags,
            station,
            slot: slot.to_string(),
        },
        Action::ReleaseTray { tray, reference, tags, station } => ActionRow::ReleaseTray {
            tray: tray.to_string(),
            reference: reference.to_string(),
            tags,
            station,
        },
        Action::Call(call) => ActionRow::Call(Box::new(call_row::row_of(&call))),
    };
    serde_json::to_string(&row).map_err(|error| row_error(&error))
}

/// The action of a column's text.
pub(super) fn action_from(text: &str) -> Result<Action, StoreError> {
    let kind: ActionKind = serde_json::from_str(text).map_err(|error| row_error(&error))?;
    if kind.action == CALL {
        // by itself: numbers of any length do not come through the detour that a tag makes
        let row: CallRow = serde_json::from_str(text).map_err(|error| row_error(&error))?;
        return Ok(Action::Call(Box::new(call_row::call_of(row)?)));
    }
    let row: ActionRow = serde_json::from_str(text).map_err(|error| row_error(&error))?;
    Ok(match row {
        ActionRow::RetrieveTray { tray, reference, tags, station, slot } => Action::RetrieveTray {
            tray: TrayId::new(&tray),
            reference: OrderReference::new(&reference),
            tags,
            station,
            slot: SlotId::new(&slot),
        },
        ActionRow::ReleaseTray { tray, reference, tags, station } => Action::ReleaseTray {
            tray: TrayId::new(&tray),
            reference: OrderReference::new(&reference),
            tags,
            station,
        },
        ActionRow::Call(row) => Action::Call(Box::new(call_row::call_of(*row)?)),
    })
}

/// The word of a step's kind column.
pub(super) const fn kind_code(kind: &StepKind) -> &'static str {
    match kind {
        StepKind::Queued => "queued",
        StepKind::Sent => "sent",
        StepKind::Accepted { .. } => "accepted",
        StepKind::Refused(_) => "refused",
        StepKind::OutcomeUnknown(_) => "outcome-unknown",
        StepKind::NotSent(_) => "not-sent",
        StepKind::ReadBackFound { .. } => "read-back-found",
        StepKind::ReadBackNothing => "read-back-nothing",
        StepKind::ReadBackFailed(_) => "read-back-failed",
        StepKind::Settled { .. } => "settled",
        StepKind::FoundAfterRestart => "found-after-restart",
        StepKind::TooOld => "too-old",
        StepKind::WrittenAfterAll => "written-after-all",
        StepKind::CarriedLost => "carried-lost",
    }
}

/// What the far side said in this step, for the audit row.
pub(super) fn answer_of(kind: &StepKind) -> String {
    match kind {
        StepKind::Accepted { answer } => answer.clone(),
        StepKind::ReadBackFound { what } => what.clone(),
        StepKind::Refused(trouble)
        | StepKind::OutcomeUnknown(trouble)
        | StepKind::NotSent(trouble)
        | StepKind::ReadBackFailed(trouble) => {
            trouble.vendor_text.clone().unwrap_or_else(|| trouble.detail.clone())
        }
        StepKind::Settled { by, settlement, reason } => {
            let told = format!("{} ({by})", settlement_code(*settlement));
            if reason.is_empty() { told } else { format!("{told}: {reason}") }
        }
        StepKind::Queued
        | StepKind::Sent
        | StepKind::ReadBackNothing
        | StepKind::FoundAfterRestart
        | StepKind::TooOld
        | StepKind::WrittenAfterAll
        | StepKind::CarriedLost => String::new(),
    }
}

fn step_row(kind: &StepKind) -> StepRow {
    let mut row = StepRow::default();
    match kind {
        StepKind::Accepted { answer } => row.text = Some(answer.clone()),
        StepKind::ReadBackFound { what } => row.text = Some(what.clone()),
        StepKind::Refused(trouble)
        | StepKind::OutcomeUnknown(trouble)
        | StepKind::NotSent(trouble)
        | StepKind::ReadBackFailed(trouble) => row.trouble = Some(trouble_row(trouble)),
        StepKind::Settled { by, settlement, reason } => {
            row.text = Some(reason.clone()).filter(|reason| !reason.is_empty());
            row.by = Some(by.clone());
            row.settlement = Some(settlement_code(*settlement).to_owned());
        }
        StepKind::Queued
        | StepKind::Sent
        | StepKind::ReadBackNothing
        | StepKind::FoundAfterRestart
        | StepKind::TooOld
        | StepKind::WrittenAfterAll
        | StepKind::CarriedLost => {}
    }
    row
}

/// A step's payload column.
pub(super) fn step_text(kind: &StepKind) -> Result<String, StoreError> {
    serde_json::to_string(&step_row(kind)).map_err(|error| row_error(&error))
}

/// The step of its two columns.
pub(super) fn step_from(kind: &str, text: &str) -> Result<StepKind, StoreError> {
    let row: StepRow = serde_json::from_str(text).map_err(|error| row_error(&error))?;
    let trouble = || trouble_from(row.trouble.unwrap_or_default());
    Ok(match kind {
        "queued" => StepKind::Queued,
        "sent" => StepKind::Sent,
        "accepted" => StepKind::Accepted { answer: row.text.unwrap_or_default() },
        "refused" => StepKind::Refused(trouble()),
        "outcome-unknown" => StepKind::OutcomeUnknown(trouble()),
        "not-sent" => StepKind::NotSent(trouble()),
        "read-back-found" => StepKind::ReadBackFound { what: row.text.unwrap_or_default() },
        "read-back-nothing" => StepKind::ReadBackNothing,
        "read-back-failed" => StepKind::ReadBackFailed(trouble()),
        "settled" => StepKind::Settled {
            by: row.by.unwrap_or_default(),
            settlement: match row.settlement.as_deref() {
                Some("happened") => Settlement::Happened,
                _ => Settlement::DidNotHappen,
            },
            reason: row.text.unwrap_or_default(),
        },
        "found-after-restart" => StepKind::FoundAfterRestart,
        "too-old" => StepKind::TooOld,
        "written-after-all" => StepKind::WrittenAfterAll,
        "carried-lost" => StepKind::CarriedLost,
        other => return Err(StoreError::Row(format!("step kind {other:?}"))),
    })
}

const fn settlement_code(settlement: Settlement) -> &'static str {
    match settlement {
        Settlement::Happened => "happened",
        Settlement::DidNotHappen => "did-not-happen",
    }
}

/// A trouble as one line of JSON.
pub(super) fn trouble_text(trouble: &Trouble) -> String {
    serde_json::to_string(&trouble_row(trouble)).unwrap_or_default()
}

/// What [`trouble_text`] gave.
pub(super) fn trouble_of(text: &str) -> Option<Trouble> {
    serde_json::from_str(text).ok().map(trouble_from)
}

fn trouble_row(trouble: &Trouble) -> TroubleRow {
    let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    let (number, text) = match &trouble.cause {
        Cause::TimedOut(time) => (Some(millis(*time)), String::new()),
        Cause::TooManyCalls(wait) => (wait.map(millis), String::new()),
        Cause::Refused(status) | Cause::ServerError(status) => {
            (Some(u64::from(*status)), String::new())
        }
        Cause::TooLarge(bytes) => (Some(*bytes), String::new()),
        Cause::NotJson(text)
        | Cause::WrongShape(text)
        | Cause::NoCredentials(text)
        | Cause::BadRequest(text)
        | Cause::ChangedMeanwhile(text)
        | Cause::GoneMeanwhile(text)
        | Cause::ThereAlready(text) => (None, text.clone()),
        _ => (None, String::new()),
    };
    TroubleRow {
        class: match trouble.class {
            ErrorClass::Transient => "transient",
            ErrorClass::Fatal => "fatal",
            ErrorClass::OutcomeUnknown => "outcome-unknown",
        }
        .to_owned(),
        cause: trouble.cause.code().to_owned(),
        number,
        text,
        status: trouble.status,
        vendor_text: trouble.vendor_text.clone(),
        vendor_lines: trouble
            .vendor_lines
            .iter()
            .map(|line| LineRow {
                about: line.about.clone(),
                code: line.code.clone(),
                text: line.text.clone(),
            })
            .collect(),
        certificate: trouble.certificate.map(|fault| fault.code().to_owned()),
        of_log_in: trouble.of_log_in,
        detail: trouble.detail.clone(),
    }
}

fn trouble_from(row: TroubleRow) -> Trouble {
    let number = row.number.unwrap_or(0);
    let status = u16::try_from(number).unwrap_or(0);
    let text = row.text;
    let cause = match row.cause.as_str() {
        "trouble-connection-refused" => Cause::ConnectionRefused,
        "trouble-certificate" => Cause::Certificate,
        "trouble-connection-lost" => Cause::ConnectionLost,
        "trouble-timed-out" => Cause::TimedOut(Duration::from_millis(number)),
        "trouble-not-authorised" => Cause::NotAuthorised,
        "trouble-forbidden" => Cause::Forbidden,
        "trouble-not-found" => Cause::NotFound,
        "trouble-too-many-calls" => Cause::TooManyCalls(row.number.map(Duration::from_millis)),
        "trouble-refused" => Cause::Refused(status),
        "trouble-server-error" => Cause::ServerError(status),
        "trouble-not-json" => Cause::NotJson(text),
        "trouble-wrong-shape" => Cause::WrongShape(text),
        "trouble-truncated" => Cause::Truncated,
        "trouble-too-large" => Cause::TooLarge(number),
        "trouble-plain-http" => Cause::PlainHttpNotAllowed,
        "trouble-no-credentials" => Cause::NoCredentials(text),
        "trouble-bad-request" => Cause::BadRequest(text),
        "trouble-changed-meanwhile" => Cause::ChangedMeanwhile(text),
        "trouble-gone-meanwhile" => Cause::GoneMeanwhile(text),
        "trouble-there-already" => Cause::ThereAlready(text),
        _ => Cause::Unreachable,
    };
    Trouble {
        class: match row.class.as_str() {
            "fatal" => ErrorClass::Fatal,
            "outcome-unknown" => ErrorClass::OutcomeUnknown,
            _ => ErrorClass::Transient,
        },
        cause,
        status: row.status,
        vendor_text: row.vendor_text,
        vendor_lines: row
            .vendor_lines
            .into_iter()
            .map(|line| VendorLine { about: line.about, code: line.code, text: line.text })
            .collect(),
        certificate: row.certificate.as_deref().and_then(CertificateFault::parse),
        of_log_in: row.of_log_in,
        detail: row.detail,
    }
}

/// One intent as `traydeck list intents --json` prints it.
pub fn intent_json(intent: &Intent) -> Value {
    let action = action_text(&intent.action)
        .ok()
        .and_then(|text| serde_json::from_str::<Value>(&text).ok())
        .unwrap_or(Value::Null);
    let steps: Vec<Value> = intent
        .steps
        .iter()
        .map(|step| {
            json!({
                "at": step.at.to_string(),
                "kind": kind_code(&step.kind),
                "payload": serde_json::to_value(step_row(&step.kind)).unwrap_or(Value::Null),
            })
        })
        .collect();
    json!({
        "id": intent.id.0.to_string(),
        "operation": intent.action.operation().id,
        "parameters": action,
        "by": intent.by,
        "place": intent.place,
        "asked_at": intent.asked_at.to_string(),
        "state": intent.state.code(),
        "since": intent.since.to_string(),
        "steps": steps,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_reads_back() {
        let causes = [
            Cause::Unreachable,
            Cause::ConnectionRefused,
            Cause::Certificate,
            Cause::ConnectionLost,
            Cause::TimedOut(Duration::from_millis(1500)),
            Cause::NotAuthorised,
            Cause::Forbidden,
            Cause::NotFound,
            Cause::TooManyCalls(None),
            Cause::TooManyCalls(Some(Duration::from_secs(3))),
            Cause::Refused(409),
            Cause::ServerError(503),
            Cause::NotJson("text/html".to_owned()),
            Cause::WrongShape("[3].id".to_owned()),
            Cause::Truncated,
            Cause::TooLarge(1 << 33),
            Cause::PlainHttpNotAllowed,
            Cause::NoCredentials("env:X".to_owned()),
            Cause::BadRequest("tray".to_owned()),
            Cause::ChangedMeanwhile("a 2 → 1".to_owned()),
            Cause::GoneMeanwhile("a".to_owned()),
            Cause::ThereAlready("a".to_owned()),
        ];
        for cause in causes {
            let mut trouble = Trouble::new(ErrorClass::OutcomeUnknown, cause, "d");
            trouble.vendor_lines.push(VendorLine {
                about: "a".to_owned(),
                code: "0x5082".to_owned(),
                text: "t".to_owned(),
            });
            trouble.certificate = Some(CertificateFault::Expired);
            trouble.of_log_in = true;
            let kind = StepKind::OutcomeUnknown(trouble);
            let text = step_text(&kind).unwrap();
            assert_eq!(step_from(kind_code(&kind), &text).unwrap(), kind);
        }
    }
}
