//! What went wrong with a call, in words: the cause, what to do next, the vendor's own lines.

use crate::domain::system::System;
use crate::domain::trouble::{Cause, Trouble};
use crate::i18n::{Value, tf};
use crate::ui::data_ui::connection;
use crate::util::redact::redacted;

/// The cause, in one sentence.
pub fn cause(trouble: &Trouble, system: System) -> String {
    let said = say(trouble.cause.code(), trouble, system);
    if trouble.of_log_in { tf("trouble-log-in", &[("why", said.into())]) } else { said }
}

/// What to do next.
pub fn next_step(trouble: &Trouble, system: System) -> String {
    say(&format!("{}-next", trouble.cause.code()), trouble, system)
}

/// The vendor's own words after ours: text, then a line for each entity or field.
pub fn vendor_lines(trouble: &Trouble) -> Vec<String> {
    let mut lines: Vec<String> = trouble.vendor_text.iter().cloned().collect();
    lines.extend(trouble.vendor_lines.iter().map(|line| {
        [line.about.as_str(), line.text.as_str(), line.code.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    }));
    lines
}

/// How the libraries below begin what they have to say; it says nothing to a person.
const WRAPPERS: [&str; 9] = [
    "error sending request",
    "request or response body error",
    "error decoding response body",
    "builder error",
    "client error (Connect)",
    "client error (SendRequest)",
    "tcp connect error",
    "connection error",
    "invalid peer certificate",
];

/// What is known besides, where the vendor said nothing, and always of a certificate. Without the
/// words of the libraries, and without secrets.
pub fn detail(trouble: &Trouble) -> Option<String> {
    let of_certificate = trouble.cause == Cause::Certificate;
    if !of_certificate && !vendor_lines(trouble).is_empty() {
        return None;
    }
    if let Some(fault) = trouble.certificate {
        return Some(tf(fault.code(), &[]));
    }
    if matches!(trouble.cause, Cause::NotJson(_) | Cause::Truncated) {
        // the cause says it; where the reader of the answer gave up is for the log
        return None;
    }
    let mut text = trouble.detail.trim();
    while let Some(rest) = WRAPPERS.iter().find_map(|wrapper| text.strip_prefix(wrapper)) {
        text = rest.trim_start_matches([':', ' ']);
    }
    let text = text.split(" (os error").next().unwrap_or(text).trim();
    // some causes name it themselves
    (!text.is_empty() && text != facts(&trouble.cause).2).then(|| redacted(text))
}

fn say(key: &str, trouble: &Trouble, system: System) -> String {
    let (seconds, status, what) = facts(&trouble.cause);
    let status = trouble.status.unwrap_or(status);
    let arguments: [(&str, Value<'_>); 4] = [
        ("system", connection::name(system).into()),
        ("seconds", seconds.into()),
        ("status", status.into()),
        ("what", what.into()),
    ];
    tf(key, &arguments)
}

/// Seconds, status and the thing named, as far as the cause has them.
fn facts(cause: &Cause) -> (u64, u16, String) {
    match cause {
        Cause::TimedOut(time) => (time.as_secs().max(1), 0, String::new()),
        Cause::TooManyCalls(wait) => {
            (wait.map_or(1, |wait| wait.as_secs().max(1)), 429, String::new())
        }
        Cause::Refused(status) | Cause::ServerError(status) => (0, *status, String::new()),
        Cause::NotJson(what)
        | Cause::WrongShape(what)
        | Cause::NoCredentials(what)
        | Cause::BadRequest(what)
        | Cause::ChangedMeanwhile(what)
        | Cause::GoneMeanwhile(what)
        | Cause::ThereAlready(what) => (0, 0, what.clone()),
        Cause::TooLarge(bytes) => (0, 0, format!("{} MB", bytes.div_ceil(1_000_000))),
        _ => (0, 0, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::domain::trouble::{CertificateFault, ErrorClass};
    use crate::i18n::{Tongue, set_language};

    #[test]
    fn what_is_known_besides_is_no_error_of_a_library_and_no_secret() {
        let of = |cause: Cause, words: &str| {
            detail(&Trouble::new(ErrorClass::Fatal, cause, words)).unwrap_or_default()
        };
        let chain = "error sending request: client error (Connect): invalid peer certificate: ";
        let bad = format!("{chain}BadSignature");
        assert_eq!(of(Cause::Certificate, &bad), "BadSignature");
        for (fault, shown) in [
            (CertificateFault::Issuer, "Its issuer is not known here"),
            (CertificateFault::Expired, "It has expired"),
            (CertificateFault::NotYetValid, "It is not valid yet; check the clock of this PC"),
            (CertificateFault::Name, "It is made out to another name"),
        ] {
            let certificate = Some(fault);
            let trouble = Trouble::new(ErrorClass::Fatal, Cause::Certificate, bad.as_str());
            assert_eq!(detail(&Trouble { certificate, ..trouble }).as_deref(), Some(shown));
        }
        let refused = "error sending request: client error (Connect): tcp connect error: \
                       Connection refused (os error 111)";
        assert_eq!(of(Cause::ConnectionRefused, refused), "Connection refused");
        assert_eq!(of(Cause::ConnectionLost, "error sending request"), "");
        assert_eq!(of(Cause::Certificate, "ca_file /a: token=abc"), "ca_file /a: token=[hidden]");
        let page = "expected value at line 1 column 1";
        assert_eq!(of(Cause::NotJson("text/html".to_owned()), page), "");
        let said = Trouble {
            vendor_text: Some("no".to_owned()),
            ..Trouble::new(ErrorClass::Fatal, Cause::NotFound, "noyes.list-bots answered 404")
        };
        assert_eq!(detail(&said), None);
    }

    #[test]
    fn every_cause_has_its_sentence_and_its_next_step() {
        let causes = [
            Cause::Unreachable,
            Cause::ConnectionRefused,
            Cause::Certificate,
            Cause::ConnectionLost,
            Cause::TimedOut(Duration::from_secs(10)),
            Cause::NotAuthorised,
            Cause::Forbidden,
            Cause::NotFound,
            Cause::TooManyCalls(None),
            Cause::Refused(422),
            Cause::ServerError(503),
            Cause::NotJson("text/html".to_owned()),
            Cause::WrongShape("[3].id".to_owned()),
            Cause::Truncated,
            Cause::TooLarge(200_000_000),
            Cause::PlainHttpNotAllowed,
            Cause::NoCredentials("env:TOKEN".to_owned()),
            Cause::BadRequest("page".to_owned()),
            Cause::ChangedMeanwhile("item_count 6 → 4".to_owned()),
            Cause::GoneMeanwhile("H000001".to_owned()),
            Cause::ThereAlready("H000001".to_owned()),
        ];
        for tongue in [Tongue::English, Tongue::German] {
            set_language(tongue);
            for cause_of in &causes {
                let trouble = Trouble::new(ErrorClass::Transient, cause_of.clone(), "");
                for words in [cause(&trouble, System::Noyes), next_step(&trouble, System::Noyes)] {
                    assert!(!words.starts_with("trouble-"), "no words: {words}");
                    assert!(!words.contains(['{', '$']), "open place: {words}");
                }
            }
        }
        set_language(Tongue::English);
    }
}
