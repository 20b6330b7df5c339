//! Sorts every way a call can fail into a cause and an error class.

use std::error::Error as _;
use std::io;
use std::time::Duration;

use super::Answer;
use super::vendor;
use crate::domain::operation::Operation;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};

/// Whether the request may have reached the far side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It surely did not.
    NotSent,
    /// It may have.
    Sent,
}

/// The trouble of a failed exchange that brought no complete answer.
pub fn trouble_of_transport(
    operation: &Operation,
    error: reqwest::Error,
    status: Option<u16>,
    timeout: Duration,
) -> Trouble {
    // The URL may carry a key; the chain below it says what is wrong.
    let error = error.without_url();
    let detail = chain(&error);
    let (cause, reach) = cause_of(&error, &detail, status, timeout);
    let class = match (reach, operation.is_write()) {
        (Reach::Sent, true) => ErrorClass::OutcomeUnknown,
        (_, _) if matches!(cause, Cause::BadRequest(_) | Cause::Certificate) => ErrorClass::Fatal,
        (_, _) => ErrorClass::Transient,
    };
    Trouble { status, ..Trouble::new(class, cause, detail) }
}

fn cause_of(
    error: &reqwest::Error,
    detail: &str,
    status: Option<u16>,
    timeout: Duration,
) -> (Cause, Reach) {
    if error.is_builder() {
        return (Cause::BadRequest(detail.to_owned()), Reach::NotSent);
    }
    if error.is_connect() {
        return (connect_cause(error, timeout), Reach::NotSent);
    }
    if error.is_timeout() {
        return (Cause::TimedOut(timeout), Reach::Sent);
    }
    // A status line came, so the answer was cut; without one the connection broke.
    let cause = if status.is_some() { Cause::Truncated } else { Cause::ConnectionLost };
    (cause, Reach::Sent)
}

fn connect_cause(error: &reqwest::Error, timeout: Duration) -> Cause {
    let told = error.source().and_then(|source| told_cause(source, timeout));
    told.unwrap_or(if error.is_timeout() { Cause::TimedOut(timeout) } else { Cause::Unreachable })
}

/// Looks for the first error that says why, down the chain and inside I/O errors, which hide
/// what they wrap from the chain.
fn told_cause(error: &(dyn std::error::Error + 'static), timeout: Duration) -> Option<Cause> {
    if let Some(rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented) =
        error.downcast_ref()
    {
        return Some(Cause::Certificate);
    }
    if let Some(io) = error.downcast_ref::<io::Error>() {
        match io.kind() {
            io::ErrorKind::ConnectionRefused => return Some(Cause::ConnectionRefused),
            io::ErrorKind::TimedOut => return Some(Cause::TimedOut(timeout)),
            _ => {}
        }
        if let Some(inner) = io.get_ref()
            && let Some(cause) = told_cause(inner, timeout)
        {
            return Some(cause);
        }
    }
    error.source().and_then(|source| told_cause(source, timeout))
}

/// All messages down the chain of causes, each once.
fn chain(error: &reqwest::Error) -> String {
    let mut messages = vec![error.to_string()];
    let mut source = error.source();
    while let Some(inner) = source {
        let message = inner.to_string();
        if messages.last() != Some(&message) {
            messages.push(message);
        }
        source = inner.source();
    }
    crate::util::redact::redacted(&messages.join(": "))
}

/// The trouble of a complete answer whose status is no success.
pub fn trouble_of_status(operation: &Operation, answer: &Answer) -> Trouble {
    let status = answer.status;
    let (cause, class) = match status {
        401 => (Cause::NotAuthorised, ErrorClass::Fatal),
        403 => (Cause::Forbidden, ErrorClass::Fatal),
        404 => (Cause::NotFound, ErrorClass::Fatal),
        // it may have been carried out before the far side's own wait ended
        408 if operation.is_write() => (Cause::ServerError(408), ErrorClass::OutcomeUnknown),
        408 => (Cause::ServerError(408), ErrorClass::Transient),
        429 => (Cause::TooManyCalls(answer.retry_after), ErrorClass::Transient),
        500.. if operation.is_write() => (Cause::ServerError(status), ErrorClass::OutcomeUnknown),
        500.. => (Cause::ServerError(status), ErrorClass::Transient),
        _ => (Cause::Refused(status), ErrorClass::Fatal),
    };
    let (vendor_text, vendor_lines) = vendor::words_of(&answer.body, &answer.content_type);
    Trouble {
        status: Some(status),
        vendor_text,
        vendor_lines,
        ..Trouble::new(class, cause, format!("{} answered {status}", operation.id))
    }
}

/// The trouble of an answer that is larger than we take.
pub fn too_large(operation: &Operation, status: u16, max_bytes: u64) -> Trouble {
    let class = if operation.is_write() { ErrorClass::OutcomeUnknown } else { ErrorClass::Fatal };
    Trouble {
        status: Some(status),
        ..Trouble::new(
            class,
            Cause::TooLarge(max_bytes),
            format!("{} answered with more than {max_bytes} bytes", operation.id),
        )
    }
}

/// The wait of a `Retry-After` header: seconds, or a date, which reads as from now.
pub fn retry_after(value: &str, now: jiff::Timestamp) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let at = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    Duration::try_from(at.duration_since(now)).ok().or(Some(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::domain::operation;

    fn answer(status: u16) -> Answer {
        Answer {
            status,
            content_type: "application/json".into(),
            retry_after: Some(Duration::from_secs(7)),
            body: Bytes::from_static(b"{\"message\":\"no\"}"),
            latency: Duration::ZERO,
        }
    }

    #[test]
    fn a_status_decides_by_whether_something_may_have_happened() {
        let read = operation::by_id("noyes.list-bots").unwrap();
        let write = &operation::RELEASE_TRAY;
        for (status, on_read, on_write) in [
            (401, ErrorClass::Fatal, ErrorClass::Fatal),
            (404, ErrorClass::Fatal, ErrorClass::Fatal),
            (409, ErrorClass::Fatal, ErrorClass::Fatal),
            (302, ErrorClass::Fatal, ErrorClass::Fatal),
            (408, ErrorClass::Transient, ErrorClass::OutcomeUnknown),
            (429, ErrorClass::Transient, ErrorClass::Transient),
            (500, ErrorClass::Transient, ErrorClass::OutcomeUnknown),
            (503, ErrorClass::Transient, ErrorClass::OutcomeUnknown),
        ] {
            assert_eq!(trouble_of_status(read, &answer(status)).class, on_read, "{status}");
            assert_eq!(trouble_of_status(write, &answer(status)).class, on_write, "{status}");
        }
        let trouble = trouble_of_status(read, &answer(429));
        assert_eq!(trouble.cause, Cause::TooManyCalls(Some(Duration::from_secs(7))));
        assert_eq!(trouble.vendor_text.as_deref(), Some("no"));
    }

    #[test]
    fn retry_after_is_read_as_seconds_or_date() {
        let now: jiff::Timestamp = "2015-10-21T07:28:00Z".parse().unwrap();
        assert_eq!(retry_after("30", now), Some(Duration::from_secs(30)));
        assert_eq!(
            retry_after("Wed, 21 Oct 2015 07:29:00 GMT", now),
            Some(Duration::from_secs(60))
        );
        assert_eq!(retry_after("Wed, 21 Oct 2015 07:27:00 GMT", now), Some(Duration::ZERO));
        assert_eq!(retry_after("soon", now), None);
    }
}
