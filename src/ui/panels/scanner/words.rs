//! Findings of the scanner doctor in words: what is the cause, and what to do next.

use crate::domain::scanner::{ScannerConfig, Suffix};
use crate::domain::scanner_doctor::{End, Finding, TestCode, Verdict};
use crate::i18n::{t, tf};

/// What a test code is for.
pub(super) fn title(code: TestCode) -> &'static str {
    match code {
        TestCode::Letters => t("card-test-letters"),
        TestCode::Signs => t("card-test-signs"),
        TestCode::Elements => t("card-test-elements"),
    }
}

/// How a code ended and how fast it came.
pub(super) fn ending(verdict: &Verdict) -> String {
    let end = match verdict.end {
        Some(End::Enter) => t("scanner-end-enter"),
        Some(End::EnterTwice) => t("scanner-end-twice"),
        Some(End::Tab) => t("scanner-end-tab"),
        None => t("scanner-end-text"),
    };
    match verdict.ms_per_key {
        Some(ms) => tf("scanner-end-and-speed", &[("end", end.into()), ("ms", ms.into())]),
        None => tf("scanner-end-fast", &[("end", end.into())]),
    }
}

/// The cause.
pub(super) fn cause(finding: &Finding) -> String {
    match finding {
        Finding::Layout { scanner, pc } => tf(
            "scanner-layout",
            &[("scanner", t(scanner.key()).into()), ("pc", t(pc.key()).into())],
        ),
        Finding::CapsLock => t("scanner-caps-lock").to_owned(),
        Finding::NoSuffix => t("scanner-no-suffix").to_owned(),
        Finding::OtherSuffix(suffix) => {
            tf("scanner-other-suffix", &[("suffix", suffix_words(suffix).into())])
        }
        Finding::LostSeparator => t("scanner-lost-separator").to_owned(),
        Finding::Substitute(text) => tf("scanner-substitute", &[("text", text.as_str().into())]),
        Finding::Slow { ms, .. } => tf("scanner-slow", &[("ms", (*ms).into())]),
        Finding::TooSlow { ms } => tf("scanner-too-slow", &[("ms", (*ms).into())]),
        Finding::Prefix(text) => tf("scanner-prefix-seen", &[("text", text.as_str().into())]),
        Finding::NoPrefix => t("scanner-no-prefix").to_owned(),
        Finding::Missing { expected, got } => {
            tf("scanner-missing", &[("expected", (*expected).into()), ("got", (*got).into())])
        }
        Finding::OtherCode => t("scanner-other-code").to_owned(),
    }
}

/// The next step.
pub(super) fn advice(finding: &Finding) -> String {
    match finding {
        Finding::Layout { pc, .. } => tf("scanner-layout-next", &[("pc", t(pc.key()).into())]),
        Finding::CapsLock => t("scanner-caps-lock-next").to_owned(),
        Finding::NoSuffix => t("scanner-no-suffix-next").to_owned(),
        Finding::OtherSuffix(_)
        | Finding::Substitute(_)
        | Finding::Prefix(_)
        | Finding::NoPrefix => t("scanner-use-next").to_owned(),
        Finding::LostSeparator => t("scanner-lost-separator-next").to_owned(),
        Finding::Slow { setting, .. } => tf("scanner-slow-next", &[("ms", (*setting).into())]),
        Finding::TooSlow { .. } => t("scanner-too-slow-next").to_owned(),
        Finding::Missing { .. } => t("scanner-missing-next").to_owned(),
        Finding::OtherCode => t("scanner-other-code-next").to_owned(),
    }
}

/// The settings, name and value.
pub(super) fn settings_lines(config: &ScannerConfig) -> Vec<(&'static str, String)> {
    let prefix =
        if config.prefix.is_empty() { t("scanner-none").to_owned() } else { config.prefix.clone() };
    let slowest = tf("scanner-ms", &[("ms", config.slowest_ms_per_key.into())]);
    let longest = tf("scanner-characters", &[("n", config.longest.into())]);
    vec![
        (t("scanner-prefix"), prefix),
        (t("scanner-suffix"), suffix_words(&config.suffix)),
        (t("scanner-slowest"), slowest),
        (t("scanner-substitutes"), config.gs_substitutes.join("  ")),
        (t("scanner-longest"), longest),
    ]
}

fn suffix_words(suffix: &Suffix) -> String {
    match suffix {
        Suffix::Enter => t("scanner-suffix-enter").to_owned(),
        Suffix::Tab => t("scanner-suffix-tab").to_owned(),
        Suffix::EnterOrTab => t("scanner-suffix-both").to_owned(),
        Suffix::Text(text) => tf("scanner-suffix-text", &[("text", text.as_str().into())]),
    }
}
