//! What went wrong with a call, as codes and facts; the words for a person are made at display.

use std::time::Duration;

/// What may be done after a failed call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorClass {
    /// Nothing happened over there; asking again may help.
    Transient,
    /// Asking again the same way will fail the same way.
    Fatal,
    /// A write left this PC and no answer came: it may have happened. Read back before anything else.
    OutcomeUnknown,
}

/// Why a call failed. Stable codes; `ui` and `cli` turn them into cause and next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No address, no route, name not found.
    Unreachable,
    /// Somebody is there and refused the connection.
    ConnectionRefused,
    /// The certificate is not trusted or does not fit the name.
    Certificate,
    /// The connection broke after the request was sent.
    ConnectionLost,
    /// No complete answer in time.
    TimedOut(Duration),
    /// 401.
    NotAuthorised,
    /// 403.
    Forbidden,
    /// 404.
    NotFound,
    /// 429, with the wait the far side asked for.
    TooManyCalls(Option<Duration>),
    /// Another 4xx, or a body that says failure.
    Refused(u16),
    /// 5xx.
    ServerError(u16),
    /// The body is not JSON; what it claims to be.
    NotJson(String),
    /// JSON, but not of the contract's shape; path in it.
    WrongShape(String),
    /// The body ended early.
    Truncated,
    /// The body is larger than we take, in bytes.
    TooLarge(u64),
    /// Plain HTTP to a host that is not loopback and is not allowed to.
    PlainHttpNotAllowed,
    /// No credentials configured, or the keychain or environment lacks them; the reference that was looked up.
    NoCredentials(String),
    /// The request could not be built: a parameter or the address is wrong.
    BadRequest(String),
    /// The thing is not as the person saw it: somebody changed it meanwhile, and nothing was sent.
    ChangedMeanwhile(String),
    /// What it is about is gone; nothing was sent.
    GoneMeanwhile(String),
    /// What was to be made is there already; nothing was sent.
    ThereAlready(String),
}

/// One failed call, complete enough to explain it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    pub class: ErrorClass,
    pub cause: Cause,
    /// HTTP status, when there was an answer.
    pub status: Option<u16>,
    /// The vendor's own words (`detail`, `message`, `description`), without secrets.
    pub vendor_text: Option<String>,
    /// The vendor's lines about single entities (`entity_feedback`) or fields (`HTTPValidationError`).
    pub vendor_lines: Vec<VendorLine>,
    /// Why the certificate was refused, where that was the cause and is known.
    pub certificate: Option<CertificateFault>,
    /// It was the log-in that failed, and not the call itself.
    pub of_log_in: bool,
    /// Technical detail for support, without secrets.
    pub detail: String,
}

/// One line of the vendor's own error body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VendorLine {
    /// Which entity or field it is about, `body.updates.0.box_id` or `SKU001` for instance.
    pub about: String,
    /// The vendor's code, `0x5082` for instance; empty when none.
    pub code: String,
    pub text: String,
}

/// Why a certificate was refused, as far as we have words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateFault {
    /// Nobody we know issued it.
    Issuer,
    Expired,
    NotYetValid,
    /// It is made out to another name.
    Name,
}

impl CertificateFault {
    pub const ALL: [Self; 4] = [Self::Issuer, Self::Expired, Self::NotYetValid, Self::Name];

    /// The stable code of the message catalogue.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Issuer => "trouble-certificate-issuer",
            Self::Expired => "trouble-certificate-expired",
            Self::NotYetValid => "trouble-certificate-not-yet",
            Self::Name => "trouble-certificate-name",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.code() == code)
    }
}

impl Trouble {
    pub fn new(class: ErrorClass, cause: Cause, detail: impl Into<String>) -> Self {
        Self {
            class,
            cause,
            status: None,
            vendor_text: None,
            vendor_lines: Vec::new(),
            certificate: None,
            of_log_in: false,
            detail: detail.into(),
        }
    }

    /// Whether the far side said no, so that asking the same again brings the same.
    pub const fn is_refused(&self) -> bool {
        matches!(self.cause, Cause::NotAuthorised | Cause::Forbidden | Cause::Refused(_))
    }

    /// Whether the log-in was refused: the call itself never left.
    pub const fn is_refused_log_in(&self) -> bool {
        self.of_log_in && self.is_refused()
    }

    /// Whether it did not let us in with the credentials it has: somebody must log in again.
    pub const fn wants_log_in(&self) -> bool {
        self.is_refused_log_in()
            || matches!(self.cause, Cause::NotAuthorised | Cause::NoCredentials(_))
    }

    /// The same trouble with every text in it changed.
    #[must_use]
    pub fn map_words(mut self, change: impl Fn(&str) -> String) -> Self {
        match &mut self.cause {
            Cause::NotJson(words)
            | Cause::WrongShape(words)
            | Cause::BadRequest(words)
            | Cause::ChangedMeanwhile(words)
            | Cause::GoneMeanwhile(words)
            | Cause::ThereAlready(words)
            | Cause::NoCredentials(words) => *words = change(words),
            Cause::Unreachable
            | Cause::ConnectionRefused
            | Cause::Certificate
            | Cause::ConnectionLost
            | Cause::TimedOut(_)
            | Cause::NotAuthorised
            | Cause::Forbidden
            | Cause::NotFound
            | Cause::TooManyCalls(_)
            | Cause::Refused(_)
            | Cause::ServerError(_)
            | Cause::Truncated
            | Cause::TooLarge(_)
            | Cause::PlainHttpNotAllowed => {}
        }
        self.vendor_text = self.vendor_text.as_deref().map(&change);
        for line in &mut self.vendor_lines {
            for words in [&mut line.about, &mut line.code, &mut line.text] {
                *words = change(words);
            }
        }
        self.detail = change(&self.detail);
        self
    }
}

impl Cause {
    /// The stable code of the message catalogue, `trouble-timed-out` for instance.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreachable => "trouble-unreachable",
            Self::ConnectionRefused => "trouble-connection-refused",
            Self::Certificate => "trouble-certificate",
            Self::ConnectionLost => "trouble-connection-lost",
            Self::TimedOut(_) => "trouble-timed-out",
            Self::NotAuthorised => "trouble-not-authorised",
            Self::Forbidden => "trouble-forbidden",
            Self::NotFound => "trouble-not-found",
            Self::TooManyCalls(_) => "trouble-too-many-calls",
            Self::Refused(_) => "trouble-refused",
            Self::ServerError(_) => "trouble-server-error",
            Self::NotJson(_) => "trouble-not-json",
            Self::WrongShape(_) => "trouble-wrong-shape",
            Self::Truncated => "trouble-truncated",
            Self::TooLarge(_) => "trouble-too-large",
            Self::PlainHttpNotAllowed => "trouble-plain-http",
            Self::NoCredentials(_) => "trouble-no-credentials",
            Self::BadRequest(_) => "trouble-bad-request",
            Self::ChangedMeanwhile(_) => "trouble-changed-meanwhile",
            Self::GoneMeanwhile(_) => "trouble-gone-meanwhile",
            Self::ThereAlready(_) => "trouble-there-already",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_of_a_trouble_is_changed() {
        let text = || "secret".to_owned();
        for cause in [
            Cause::NotJson(text()),
            Cause::WrongShape(text()),
            Cause::BadRequest(text()),
            Cause::ChangedMeanwhile(text()),
            Cause::GoneMeanwhile(text()),
            Cause::ThereAlready(text()),
            Cause::NoCredentials(text()),
        ] {
            let line = VendorLine { about: text(), code: text(), text: text() };
            let trouble = Trouble {
                vendor_text: Some(text()),
                vendor_lines: vec![line],
                ..Trouble::new(ErrorClass::Fatal, cause, text())
            };
            let changed = format!("{:?}", trouble.map_words(|_| "hidden".to_owned()));
            assert!(!changed.contains("secret"), "{changed}");
        }
    }
}
