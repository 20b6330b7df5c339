//! Sorts every way a call can fail into a cause and an error class.

use std::error::Error as _;
use std::io;
use std::time::Duration;

use rustls::CertificateError;

use super::Answer;
use super::vendor;
use crate::domain::operation::Operation;
use crate::domain::operation::noyes::access::{LOG_IN_USER, REFRESH_ACCESS_TOKEN};
use crate::domain::trouble::{Cause, CertificateFault, ErrorClass, Trouble};

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
    let certificate = first_told(&error, &|told| match told.downcast_ref()? {
        rustls::Error::InvalidCertificate(why) if cause == Cause::Certificate => {
            certificate_fault(why)
        }
        _ => None,
    });
    let of_log_in = is_log_in(operation);
    Trouble { status, certificate, of_log_in, ..Trouble::new(class, cause, detail) }
}

fn is_log_in(operation: &Operation) -> bool {
    [LOG_IN_USER.id, REFRESH_ACCESS_TOKEN.id].contains(&operation.id)
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
    let told = first_told(error, &|told| told_cause(told, timeout));
    told.unwrap_or(if error.is_timeout() { Cause::TimedOut(timeout) } else { Cause::Unreachable })
}

/// The cause that this very error names, if it names one.
fn told_cause(error: &(dyn std::error::Error + 'static), timeout: Duration) -> Option<Cause> {
    if let Some(rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented) =
        error.downcast_ref()
    {
        return Some(Cause::Certificate);
    }
    match error.downcast_ref::<io::Error>()?.kind() {
        io::ErrorKind::ConnectionRefused => Some(Cause::ConnectionRefused),
        io::ErrorKind::TimedOut => Some(Cause::TimedOut(timeout)),
        _ => None,
    }
}

/// What the first error tells that tells anything, down the chain and inside I/O errors, which
/// hide what they wrap from the chain.
fn first_told<T>(
    error: &(dyn std::error::Error + 'static),
    told: &dyn Fn(&(dyn std::error::Error + 'static)) -> Option<T>,
) -> Option<T> {
    if let Some(found) = told(error) {
        return Some(found);
    }
    if let Some(inner) = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref)
        && let Some(found) = first_told(inner, told)
    {
        return Some(found);
    }
    error.source().and_then(|source| first_told(source, told))
}

fn certificate_fault(why: &CertificateError) -> Option<CertificateFault> {
    match why {
        CertificateError::UnknownIssuer => Some(CertificateFault::Issuer),
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            Some(CertificateFault::Expired)
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            Some(CertificateFault::NotYetValid)
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            Some(CertificateFault::Name)
        }
        // signed by itself; only the verifier below has a type for it, which we do not import
        CertificateError::Other(other) => {
            (other.to_string() == "CaUsedAsEndEntity").then_some(CertificateFault::Issuer)
        }
        _ => None,
    }
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
        of_log_in: is_log_in(operation),
        ..Trouble::new(class, cause, format!("{} answered {status}", operation.id))
    }
}

/// The trouble of an answer that is larger than we take.
pub fn too_large(operation: &Operation, status: u16, max_bytes: u64) -> Trouble {
    let class = if operation.is_write() { ErrorClass::OutcomeUnknown } else { ErrorClass::Fatal };
    Trouble {
        status: Some(status),
        of_log_in: is_log_in(operation),
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
    fn a_refused_certificate_is_told_from_deep_inside() {
        let name = CertificateError::NotValidForName;
        let hidden = io::Error::other(rustls::Error::InvalidCertificate(name));
        let told = first_told(&hidden, &|error| told_cause(error, Duration::ZERO));
        assert_eq!(told, Some(Cause::Certificate));
        for (why, fault) in [
            (CertificateError::NotValidForName, Some(CertificateFault::Name)),
            (CertificateError::Expired, Some(CertificateFault::Expired)),
            (CertificateError::NotValidYet, Some(CertificateFault::NotYetValid)),
            (CertificateError::UnknownIssuer, Some(CertificateFault::Issuer)),
            (CertificateError::BadSignature, None),
        ] {
            assert_eq!(certificate_fault(&why), fault, "{why:?}");
        }
    }

    #[test]
    fn a_failure_of_the_log_in_is_marked_as_one() {
        for operation in [&LOG_IN_USER, &REFRESH_ACCESS_TOKEN] {
            assert!(trouble_of_status(operation, &answer(401)).of_log_in);
            assert!(too_large(operation, 200, 1).of_log_in);
        }
        assert!(!trouble_of_status(&operation::RELEASE_TRAY, &answer(401)).of_log_in);
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
