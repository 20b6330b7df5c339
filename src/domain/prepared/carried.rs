//! What a call carries that must not be on disk: secrets, and the bytes of files.

use std::fmt;
use std::sync::Arc;

use secrecy::{ExposeSecret as _, SecretString};

use crate::util::plain::Plain;

/// Secrets by the body's field, files by the form's part. After a restart they are gone, and a call
/// that still waited for its turn is given up.
#[derive(Clone, Debug, Default)]
pub struct Carried {
    pub secrets: Vec<(String, SecretString)>,
    /// Fields that are no text, or hold a secret deeper inside: each whole, as JSON.
    pub values: Vec<(String, SecretString)>,
    pub files: Vec<CarriedFile>,
    /// It carried something before this program was started again.
    pub lost: bool,
}

/// One file of a form.
#[derive(Clone, PartialEq, Eq)]
pub struct CarriedFile {
    /// The part's name in the contract, `picture` for instance.
    pub part: String,
    pub file_name: String,
    pub bytes: Arc<[u8]>,
}

impl Carried {
    /// The body with the secrets in their places, as it is sent.
    pub fn put_into(&self, body: Plain) -> Plain {
        let texts = self.secrets.iter();
        let body = texts.fold(body, |body, (name, text)| body.with(name, text.expose_secret()));
        self.values.iter().fold(body, |body, (name, json)| {
            let value = Plain::parse(json.expose_secret());
            // as it was written it can be read
            value.map_or(body.clone(), |value| body.with(name, value))
        })
    }

    pub fn is_empty(&self) -> bool {
        self.secrets.is_empty() && self.values.is_empty() && self.files.is_empty()
    }
}

/// Secrets are not compared, only what they are for.
impl PartialEq for Carried {
    fn eq(&self, other: &Self) -> bool {
        let names = |carried: &Self| -> Vec<String> {
            let all = carried.secrets.iter().chain(&carried.values);
            all.map(|(name, _)| name.clone()).collect()
        };
        names(self) == names(other) && self.files == other.files && self.lost == other.lost
    }
}

impl Eq for Carried {}

impl fmt::Debug for CarriedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({} bytes)", self.part, self.file_name, self.bytes.len())
    }
}
