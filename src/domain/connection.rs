//! One connection to an outside system, as the worker sees it.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::system::System;
use super::trouble::Trouble;

/// State and figures of one system's connection.
#[derive(Clone, Debug, PartialEq)]
pub struct Connection {
    pub system: System,
    /// Address without credentials; none when the site does not configure this system.
    pub base_url: Option<String>,
    /// How it signs in, in a word: `bearer`, `email`, `username`, `api_key`, `headers`, `none`.
    pub auth_kind: String,
    /// Names and references as the configuration has them, never a secret; none where the site's own are used.
    pub sign_in: Option<AuthEdit>,
    /// Plain HTTP is in use (loopback, or allowed by the configuration).
    pub plain_http: bool,
    pub last_answer_at: Option<Timestamp>,
    /// First failure since the last answer.
    pub failing_since: Option<Timestamp>,
    pub last_trouble: Option<(Timestamp, Trouble)>,
    pub failed_tries: u32,
    pub next_try_at: Option<Timestamp>,
    /// Whether the last authorised call was let in; unknown before the first.
    pub authorised: Option<bool>,
    /// Times of the newest answers, oldest first, at most 120.
    pub latencies: Vec<SignedDuration>,
    pub calls: Gauge,
    /// How long it may be silent before its values are stale.
    pub limit: SignedDuration,
}

/// Calls used against calls allowed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gauge {
    /// Over the last second.
    pub used_per_second: u32,
    pub allowed_per_second: u32,
    pub used_per_minute: u32,
    /// 0 means no limit.
    pub allowed_per_minute: u32,
    /// Calls that wait for their turn.
    pub waiting: u32,
    /// Answers of 429 so far.
    pub too_many: u32,
    /// Calls in each of the last 60 seconds, oldest first.
    pub last_minute: Vec<u16>,
}

impl Connection {
    /// Whether it signs in by e-mail and password and is not let in: somebody must log in again.
    pub fn wants_log_in(&self) -> bool {
        self.auth_kind == "email"
            && self.base_url.is_some()
            && self.failing_since.is_some()
            && self.last_trouble.as_ref().is_some_and(|(_, trouble)| trouble.wants_log_in())
    }

    /// The e-mail address it signs in with, as configured.
    pub fn log_in_name(&self) -> &str {
        match &self.sign_in {
            Some(AuthEdit::Email { email, .. }) => email,
            _ => "",
        }
    }

    /// Median and 95th percentile of the newest answers.
    pub fn latency_figures(&self) -> Option<(SignedDuration, SignedDuration)> {
        let mut sorted = self.latencies.clone();
        sorted.sort();
        let at =
            |percent: usize| sorted.get((sorted.len().saturating_sub(1)) * percent / 100).copied();
        Some((at(50)?, at(95)?))
    }
}

/// What an admin may change of one connection; secrets only by reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionEdit {
    pub system: System,
    pub base_url: String,
    pub auth: AuthEdit,
    pub per_second: u32,
    /// 0 means no limit.
    pub per_minute: u32,
    pub allow_plain_http: bool,
}

/// How to sign in; each value is `env:NAME`, `keychain:NAME` or, for names, plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthEdit {
    None,
    Bearer(String),
    Email { email: String, password: String },
    Username { username: String, password: String },
    ApiKey(String),
    Headers(BTreeMap<String, String>),
}
