//! How one system is reached and signed in to, with the secrets already looked up.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use secrecy::SecretString;

/// Everything a transport needs to know. No `PartialEq`: secrets are not compared.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The robot manager's with `/robotmanager`, the storage system's without `/api/v2`.
    pub base_url: String,
    pub auth: Auth,
    /// Full URLs that override base and path, by operation without the system (`release-tray`).
    pub urls: BTreeMap<String, String>,
    pub connect_timeout: Duration,
    /// From sending to the last byte of the answer.
    pub timeout: Duration,
    /// More certificates to trust, besides those of the operating system.
    pub ca_file: Option<PathBuf>,
    /// Plain HTTP to hosts other than this PC.
    pub allow_plain_http: bool,
    /// An answer larger than this is not taken, in bytes.
    pub max_body_bytes: u64,
}

/// How to sign in. Secrets show as `[REDACTED]` in debug output.
#[derive(Clone, Debug, Default)]
pub enum Auth {
    #[default]
    None,
    Bearer(SecretString),
    /// Log in, keep the token in memory, renew it.
    Email {
        email: String,
        password: SecretString,
    },
    Username {
        username: String,
        password: SecretString,
    },
    ApiKey(SecretString),
    Headers(BTreeMap<String, SecretString>),
}

impl Endpoint {
    /// An endpoint with the usual limits.
    pub fn new(base_url: impl Into<String>, auth: Auth) -> Self {
        Self {
            base_url: base_url.into(),
            auth,
            urls: BTreeMap::new(),
            connect_timeout: Duration::from_secs(3),
            timeout: Duration::from_secs(10),
            ca_file: None,
            allow_plain_http: false,
            max_body_bytes: 32 * 1024 * 1024,
        }
    }
}

impl Auth {
    /// In a word, as `Connection::auth_kind` has it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Bearer(_) => "bearer",
            Self::Email { .. } => "email",
            Self::Username { .. } => "username",
            Self::ApiKey(_) => "api_key",
            Self::Headers(_) => "headers",
        }
    }
}
