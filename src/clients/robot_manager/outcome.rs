//! What an answer of the robot manager means: HTTP status and body status together.

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::wire::Envelope;
use crate::clients::http::{Answer, decode};
use crate::domain::operation::Operation;
use crate::domain::operation::robot_manager::IS_TRAY_READY;
use crate::domain::sourced::Defect;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};

/// Records, and what could not be read of them.
pub type Read<W> = (Vec<W>, Vec<Defect>);

/// The records of an answer, what could not be read of them, or `None` for "there are none".
///
/// 404 "no records found", 200 without records and status "failure" alike say that there are none
/// when a tray is asked for; of the other lists a failure must say so in its words.
pub fn records<W: DeserializeOwned>(
    operation: &Operation,
    answer: &Answer,
) -> Result<Option<Read<W>>, Trouble> {
    if answer.status == 404 && says_nothing_found(answer) {
        return Ok(None);
    }
    if !answer.is_success() {
        return Err(trouble_of_status(operation, answer));
    }
    if let Ok(envelope) = serde_json::from_slice::<Envelope<W>>(&answer.body) {
        return settled(operation, answer, envelope, Vec::new());
    }
    let raws: Envelope<&RawValue> = decode::whole(answer)?;
    let (list, defects) = decode::elements(raws.records.as_deref().unwrap_or_default(), "records");
    let envelope = Envelope {
        status: raws.status,
        status_code: raws.status_code,
        message: raws.message,
        count: raws.count,
        records: Some(list),
    };
    settled(operation, answer, envelope, defects)
}

fn settled<W>(
    operation: &Operation,
    answer: &Answer,
    envelope: Envelope<W>,
    mut defects: Vec<Defect>,
) -> Result<Option<Read<W>>, Trouble> {
    if envelope.is_failure() {
        // a far side that is unwell or lets nobody in has not looked
        if envelope.status_code.is_some_and(says_more_than_none) {
            return Err(failure_in_body(operation, answer, envelope.status_code));
        }
        if operation.id == IS_TRAY_READY.id || says_nothing_found(answer) {
            return Ok(None);
        }
        return Err(failure_in_body(operation, answer, envelope.status_code));
    }
    let Some(records) = envelope.records else { return Ok(None) };
    let read = records.len() + defects.len();
    let count = envelope.count.and_then(|count| usize::try_from(count).ok()).unwrap_or(read);
    if count > read && operation.id != IS_TRAY_READY.id {
        // A list that is silently cut would look complete.
        let what = format!("{read} of {count} records were sent");
        defects.push(Defect { path: "records".to_owned(), what });
    }
    Ok(Some((records, defects)))
}

/// A write that was answered with success over HTTP may still say failure in its body.
pub fn check_write(operation: &Operation, answer: &Answer) -> Result<(), Trouble> {
    // A 2xx is success whatever the body, so one that cannot be read is none of our business.
    let Ok(envelope) = serde_json::from_slice::<Envelope<serde::de::IgnoredAny>>(&answer.body)
    else {
        return Ok(());
    };
    if envelope.is_failure() {
        return Err(failure_in_body(operation, answer, envelope.status_code));
    }
    Ok(())
}

/// Whether a body of this system says failure; used by the raw call as well.
pub fn body_says_failure(body: &[u8]) -> bool {
    serde_json::from_slice::<Envelope<serde::de::IgnoredAny>>(body)
        .is_ok_and(|envelope| envelope.is_failure())
}

fn says_nothing_found(answer: &Answer) -> bool {
    serde_json::from_slice::<Envelope<serde::de::IgnoredAny>>(&answer.body)
        .ok()
        .and_then(|envelope| envelope.message)
        .is_some_and(|message| message.to_lowercase().contains("no record"))
}

fn failure_in_body(operation: &Operation, answer: &Answer, code: Option<i64>) -> Trouble {
    let code = code.and_then(|code| u16::try_from(code).ok()).unwrap_or(answer.status);
    if says_more_than_none(i64::from(code)) {
        let as_status = Answer { status: code, ..answer.clone() };
        return trouble_of_status(operation, &as_status);
    }
    let mut trouble = trouble_of_status(operation, answer);
    trouble.class = ErrorClass::Fatal;
    trouble.cause = Cause::Refused(code);
    trouble
}

/// A code in the body that means the same as that code over HTTP, and nothing about the records.
const fn says_more_than_none(code: i64) -> bool {
    matches!(code, 401 | 403 | 408 | 429 | 500..)
}

fn trouble_of_status(operation: &Operation, answer: &Answer) -> Trouble {
    crate::clients::http::trouble_of_status(operation, answer)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_failing_far_side_does_not_say_that_no_tray_is_ready() {
        for (code, none) in
            [(200, true), (400, true), (404, true), (401, false), (403, false), (500, false)]
        {
            let body = format!(r#"{{"status":"failure","status_code":{code}}}"#);
            let answer = Answer {
                status: 200,
                content_type: "application/json".to_owned(),
                retry_after: None,
                body: body.into(),
                latency: Duration::ZERO,
            };
            let read = records::<serde::de::IgnoredAny>(&IS_TRAY_READY, &answer);
            assert_eq!(matches!(read, Ok(None)), none, "{code}");
            assert_eq!(read.is_err(), !none, "{code}");
        }
    }
}
