//! Where HTTP is sent from: transport, sign-in, error classes, size caps.

mod address;
mod failure;
mod session;
mod transport;
mod vendor;

pub mod decode;

pub use crate::domain::endpoint::{Auth, Endpoint};
pub use failure::trouble_of_status;
pub use transport::Transport;
pub use vendor::is_page;

use std::time::Duration;

use bytes::Bytes;

use crate::util::redact::is_secret_name;

/// What one call carries besides its operation.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// Values of the placeholders in the path template.
    pub path: Vec<(String, String)>,
    /// In this order; a name may stand several times.
    pub query: Vec<(String, String)>,
    pub body: Payload,
}

/// The body of a call.
#[derive(Clone, Debug, Default)]
pub enum Payload {
    #[default]
    None,
    /// Bytes as they are, sent as JSON.
    Json(Vec<u8>),
    Multipart(Vec<Part>),
}

/// One part of a multipart form.
#[derive(Clone, Debug)]
pub enum Part {
    Text { name: String, value: String },
    File { name: String, file_name: String, bytes: Vec<u8> },
}

impl Part {
    fn bytes(&self) -> usize {
        match self {
            Self::Text { value, .. } => value.len(),
            Self::File { bytes, .. } => bytes.len(),
        }
    }
}

/// A complete answer.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub content_type: String,
    pub retry_after: Option<Duration>,
    pub body: Bytes,
    /// From sending to the last byte.
    pub latency: Duration,
}

/// What a read brought.
#[derive(Clone, Debug, PartialEq)]
pub struct Read<T> {
    pub value: T,
    /// Elements that could not be understood; the others are in `value`.
    pub defects: Vec<crate::domain::sourced::Defect>,
    pub latency: Duration,
    pub status: u16,
    /// Calls that such a reading takes.
    pub calls: u32,
}

/// What a write brought: the far side took it. Whether it is done is for a read-back to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The answer's body, cut and without secrets.
    pub answer: String,
    pub latency: Duration,
}

/// Bytes of a write's answer that are kept.
pub const ANSWER_KEPT_BYTES: usize = 2048;

impl Call {
    pub fn path(mut self, name: &str, value: impl Into<String>) -> Self {
        self.path.push((name.to_owned(), value.into()));
        self
    }

    /// Adds a query parameter; an empty value is never sent.
    pub fn query(mut self, name: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.query.push((name.to_owned(), value));
        }
        self
    }

    /// Adds a list by repeating the name.
    pub fn list(self, name: &str, values: &[String]) -> Self {
        values.iter().fold(self, |call, value| call.query(name, value.as_str()))
    }

    /// The secrets this call carries: a refusal may repeat them, and nobody may read them there.
    pub fn secrets(&self) -> Vec<String> {
        // the key of a setting is none
        let is_secret = |name: &str| name != "key" && is_secret_name(name);
        let in_query = self.query.iter().filter(|(name, _)| is_secret(name));
        let mut secrets: Vec<String> = in_query.map(|(_, value)| value.clone()).collect();
        if let Payload::Json(bytes) = &self.body
            && let Ok(serde_json::Value::Object(fields)) = serde_json::from_slice(bytes)
        {
            let texts = fields.iter().filter(|(name, _)| is_secret(name));
            secrets.extend(texts.filter_map(|(_, value)| value.as_str().map(str::to_owned)));
        }
        secrets
    }
}

impl Answer {
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }

    /// The value with what this answer tells besides.
    pub fn read<T>(&self, value: T, defects: Vec<crate::domain::sourced::Defect>) -> Read<T> {
        Read { value, defects, latency: self.latency, status: self.status, calls: 1 }
    }
}

impl<T> Read<T> {
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Read<U> {
        Read {
            value: change(self.value),
            defects: self.defects,
            latency: self.latency,
            status: self.status,
            calls: self.calls,
        }
    }
}
