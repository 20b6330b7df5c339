//! A trouble in one line for the command line: cause, the vendor's own words, next step.
//!
//! A thread speaks English until somebody says otherwise, and the commands say nothing: scripts read them.

use crate::domain::system::System;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::i18n::{Value, tf};
use crate::util::redact::redacted;

/// Cause and next step of a trouble of this system, in one line.
pub fn say(trouble: &Trouble, system: System) -> String {
    let code = trouble.cause.code();
    let mut text = sentence(code, trouble, system);
    if trouble.of_log_in {
        text = tf("trouble-log-in", &[("why", text.into())]);
    }
    if let Some(words) = &trouble.vendor_text {
        text.push_str(&format!("; it says: {}", one_line(words)));
    }
    for line in trouble.vendor_lines.iter().take(5) {
        let parts = [&line.about, &line.code, &line.text];
        let parts: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        text.push_str(&format!("; {}", one_line(&parts.join(" "))));
    }
    if trouble.class == ErrorClass::OutcomeUnknown {
        text.push_str(&format!(". {}", sentence("trouble-outcome-unknown", trouble, system)));
        text.push_str(&format!(". {}", sentence("trouble-outcome-unknown-next", trouble, system)));
    } else {
        text.push_str(&format!(". {}", sentence(&format!("{code}-next"), trouble, system)));
    }
    // What the libraries say of the network says nothing to a person; ours is told.
    let is_told = trouble.status.is_some()
        || matches!(
            trouble.cause,
            Cause::BadRequest(_)
                | Cause::Unreachable
                | Cause::ConnectionRefused
                | Cause::ConnectionLost
                | Cause::TimedOut(_)
        );
    if let Some(fault) = trouble.certificate {
        text.push_str(&format!(" ({})", tf(fault.code(), &[])));
    } else if !is_told && !trouble.detail.is_empty() {
        text.push_str(&format!(" ({})", one_line(&trouble.detail)));
    }
    redacted(&text)
}

fn sentence(key: &str, trouble: &Trouble, system: System) -> String {
    let values = values(trouble, system);
    let arguments: Vec<(&str, Value<'_>)> =
        values.iter().map(|(name, value)| (*name, Value::from(value.as_str()))).collect();
    tf(key, &arguments)
}

/// What the sentences may name.
fn values(trouble: &Trouble, system: System) -> [(&'static str, String); 4] {
    let what = match &trouble.cause {
        Cause::NotJson(what)
        | Cause::WrongShape(what)
        | Cause::BadRequest(what)
        | Cause::ChangedMeanwhile(what)
        | Cause::GoneMeanwhile(what)
        | Cause::ThereAlready(what) => what.clone(),
        Cause::NoCredentials(reference) => reference.clone(),
        Cause::TooLarge(bytes) => format!("{} MB", bytes / 1024 / 1024),
        _ => String::new(),
    };
    let seconds = match &trouble.cause {
        Cause::TimedOut(time) => time.as_secs(),
        Cause::TooManyCalls(wait) => wait.map_or(1, |wait| wait.as_secs()),
        _ => 0,
    };
    let status = match &trouble.cause {
        Cause::Refused(status) | Cause::ServerError(status) => *status,
        _ => trouble.status.unwrap_or_default(),
    };
    [
        ("system", system.id().to_owned()),
        ("what", what),
        ("seconds", seconds.to_string()),
        ("status", status.to_string()),
    ]
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn every_cause_has_a_sentence_and_a_next_step_in_one_line() {
        let causes = [
            Cause::Unreachable,
            Cause::ConnectionRefused,
            Cause::Certificate,
            Cause::ConnectionLost,
            Cause::TimedOut(Duration::from_secs(10)),
            Cause::NotAuthorised,
            Cause::Forbidden,
            Cause::NotFound,
            Cause::TooManyCalls(Some(Duration::from_secs(7))),
            Cause::Refused(409),
            Cause::ServerError(502),
            Cause::NotJson("text/html".into()),
            Cause::WrongShape("[3].id".into()),
            Cause::Truncated,
            Cause::TooLarge(32 * 1024 * 1024),
            Cause::PlainHttpNotAllowed,
            Cause::NoCredentials("env:X".into()),
            Cause::BadRequest("no".into()),
        ];
        for cause in causes {
            let text = say(&Trouble::new(ErrorClass::Fatal, cause.clone(), "why"), System::Noyes);
            assert!(!text.contains("trouble-") && !text.contains('{'), "{text}");
            assert!(!text.contains('\n') && text.len() > 30, "{text}");
        }
    }

    #[test]
    fn the_network_is_told_in_our_words_and_a_failed_log_in_as_such() {
        let refused = Trouble::new(
            ErrorClass::Transient,
            Cause::ConnectionRefused,
            "error sending request: tcp connect error (os error 111)",
        );
        assert!(!say(&refused, System::Noyes).contains("os error"));
        let mut log_in = Trouble::new(ErrorClass::Transient, Cause::ServerError(503), "503");
        (log_in.status, log_in.of_log_in) = (Some(503), true);
        assert!(say(&log_in, System::Noyes).starts_with("The log-in failed: noyes has an error"));
    }

    #[test]
    fn an_unknown_outcome_says_so_and_shows_the_vendors_words() {
        let mut trouble = Trouble::new(ErrorClass::OutcomeUnknown, Cause::ServerError(500), "");
        trouble.vendor_text = Some("disk\nfull".into());
        let text = say(&trouble, System::RobotManager);
        assert_eq!(
            text,
            "robot-manager has an error of its own (500); it says: disk full. Whether it happened \
             is not known. Look before sending it again"
        );
    }
}
