//! Looks secrets up where their references say: environment, keychain, or a file of one's own.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use secrecy::SecretString;

use crate::domain::trouble::{Cause, ErrorClass, Trouble};

/// The name under which the keychain holds Traydeck's secrets.
pub const KEYCHAIN_SERVICE: &str = "traydeck";

/// A locked keychain may ask a person; longer than this nobody waits for it.
const KEYCHAIN_PATIENCE: Duration = Duration::from_secs(20);

/// The keychain answers, and has no such entry.
const NO_ENTRY: &str = "the keychain has no such entry";

/// Where secrets come from. Tests hand in their own.
pub trait SecretSource {
    /// The value of an environment variable.
    fn variable(&self, name: &str) -> Option<String>;
    /// An entry of the keychain; why not, in words.
    fn keychain(&self, name: &str) -> Result<String, String>;
}

/// The environment and the keychain of this PC.
#[derive(Clone, Copy, Debug, Default)]
pub struct OfThisPc;

impl SecretSource for OfThisPc {
    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn keychain(&self, name: &str) -> Result<String, String> {
        // On a thread of its own: it talks to a service that may never answer.
        let (sender, receiver) = mpsc::sync_channel(1);
        let name = name.to_owned();
        std::thread::Builder::new()
            .name("traydeck-keychain".to_owned())
            .spawn(move || {
                let found = keyring::Entry::new(KEYCHAIN_SERVICE, &name)
                    .and_then(|entry| entry.get_password())
                    .map_err(|error| match error {
                        keyring::Error::NoEntry => NO_ENTRY.to_owned(),
                        other => other.to_string(),
                    });
                // Nobody listens any more when it took too long.
                let _ = sender.send(found);
            })
            .map_err(|error| error.to_string())?;
        match receiver.recv_timeout(KEYCHAIN_PATIENCE) {
            Ok(found) => found,
            Err(_) => Err("the keychain did not answer".to_owned()),
        }
    }
}

/// Whether this user has a keychain that answers; why not, in words.
pub fn keychain_state() -> Result<(), String> {
    match OfThisPc.keychain("doctor-probe") {
        Ok(_) => Ok(()),
        Err(why) if why == NO_ENTRY => Ok(()),
        Err(why) => Err(why),
    }
}

/// Whether the text says where a secret is kept.
pub fn is_reference(text: &str) -> bool {
    ["env:", "keychain:", "file:"]
        .iter()
        .any(|kind| text.strip_prefix(kind).is_some_and(|name| !name.trim().is_empty()))
}

/// The secret behind a reference.
pub fn look_up(source: &dyn SecretSource, reference: &str) -> Result<SecretString, Trouble> {
    let (kind, name) = reference.split_once(':').unwrap_or_default();
    let found = match kind {
        "env" => source.variable(name).ok_or_else(|| "the variable is not set".to_owned()),
        "keychain" => source.keychain(name),
        "file" => of_file(Path::new(name)),
        _ => Err("a reference is env:NAME, keychain:NAME or file:PATH".to_owned()),
    };
    // A line end at the end comes from the editor and is none of the secret.
    match found.map(|secret| secret.trim_end_matches(['\r', '\n']).to_owned()) {
        Ok(secret) if !secret.is_empty() => Ok(SecretString::from(secret)),
        Ok(_) => Err(missing(reference, "it is empty")),
        Err(why) => Err(missing(reference, &why)),
    }
}

/// A name that may be written out or referred to.
pub fn plain_or_looked_up(source: &dyn SecretSource, text: &str) -> Result<String, Trouble> {
    use secrecy::ExposeSecret;
    if is_reference(text) {
        return look_up(source, text).map(|secret| secret.expose_secret().to_owned());
    }
    Ok(text.to_owned())
}

fn missing(reference: &str, why: &str) -> Trouble {
    Trouble::new(ErrorClass::Fatal, Cause::NoCredentials(reference.to_owned()), why)
}

/// The content of a file that only its owner can read.
fn of_file(path: &Path) -> Result<String, String> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).map_err(|error| error.to_string())?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(format!("others may read it; chmod 600 {}", path.display()));
        }
    }
    std::fs::read_to_string(path).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use secrecy::ExposeSecret;

    use super::*;

    struct Held(BTreeMap<&'static str, &'static str>);

    impl SecretSource for Held {
        fn variable(&self, name: &str) -> Option<String> {
            self.0.get(name).map(|value| (*value).to_owned())
        }

        fn keychain(&self, name: &str) -> Result<String, String> {
            self.variable(name).ok_or_else(|| "no entry".to_owned())
        }
    }

    #[test]
    fn references_are_looked_up_and_their_lack_is_named_without_the_value() {
        let held = Held(BTreeMap::from([("A", "secret\n"), ("EMPTY", "")]));
        let found = |reference: &str| look_up(&held, reference);
        assert_eq!(found("env:A").unwrap().expose_secret(), "secret");
        assert_eq!(found("keychain:A").unwrap().expose_secret(), "secret");
        for reference in ["env:B", "env:EMPTY", "keychain:B", "file:/no/such/file"] {
            let trouble = found(reference).unwrap_err();
            assert_eq!(trouble.cause, Cause::NoCredentials(reference.to_owned()));
        }
        assert_eq!(plain_or_looked_up(&held, "anna@x").unwrap(), "anna@x");
        assert!(!is_reference("env:") && !is_reference("abc") && is_reference("keychain:x"));
    }
}
