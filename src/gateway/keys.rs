//! Who may send: secrets of addresses by their hash, names with passwords; both compared in constant time.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use argon2::password_hash::try_generate_salt;
use subtle::ConstantTimeEq as _;

use crate::store::{InboundStore, StoreError};
use crate::util::hashed::{Hash, hex, password_hash, password_is, sha256};

/// Passwords that were found right and need not be computed again.
const VERIFIED_AT_MOST: usize = 64;

/// What a caller shows.
#[derive(Clone, PartialEq, Eq)]
pub enum Claim {
    Secret(String),
    User { name: String, password: String },
}

/// What is known of who may send.
#[derive(Default)]
struct Known {
    secrets: Vec<Hash>,
    /// argon2id by name.
    users: BTreeMap<String, String>,
}

/// All who may send, as the store told them last.
pub struct Keys {
    known: RwLock<Known>,
    verified: Mutex<HashSet<Hash>>,
    /// Makes what is kept of a right password worthless outside this run.
    salt: [u8; 16],
    /// Computed for a name nobody has, so that it takes as long as for one somebody has.
    nobody: String,
}

impl Keys {
    pub fn new() -> Result<Self, String> {
        let salt = try_generate_salt().map_err(|error| error.to_string())?;
        Ok(Self {
            known: RwLock::default(),
            verified: Mutex::default(),
            salt,
            nobody: password_hash(&hex(&salt))?,
        })
    }

    /// Reads all who may send anew.
    pub async fn load(&self, store: &InboundStore) -> Result<(), StoreError> {
        let secrets = store.hooks().await?.into_iter().map(|(hash, _)| hash).collect();
        let users = store.users().await?.into_iter().map(|user| (user.name, user.password));
        let known = Known { secrets, users: users.collect() };
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = known;
        Ok(())
    }

    /// Whether the secret was given out by us. Each known one is compared, whichever it is.
    pub fn lets_in(&self, secret: &str) -> bool {
        let given = sha256(secret.as_bytes());
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let each = known.secrets.iter().map(|hash| hash.ct_eq(&given));
        each.fold(subtle::Choice::from(0), |any, one| any | one).into()
    }

    /// Whether this password of this user was found right before and holds still.
    pub fn was_right(&self, name: &str, password: &str) -> bool {
        let Some(kept) = self.kept_of(name) else { return false };
        let verified = self.verified.lock().unwrap_or_else(PoisonError::into_inner);
        verified.contains(&self.of_right(name, &kept, password))
    }

    /// Computes whether it is right; slow on purpose.
    pub fn is_right(&self, name: &str, password: &str) -> bool {
        let kept = self.kept_of(name);
        let hash = kept.as_deref().unwrap_or(&self.nobody);
        let right = password_is(hash, password);
        let Some(kept) = kept.as_deref().filter(|_| right) else { return false };
        let mut verified = self.verified.lock().unwrap_or_else(PoisonError::into_inner);
        if verified.len() >= VERIFIED_AT_MOST {
            verified.clear();
        }
        verified.insert(self.of_right(name, kept, password))
    }

    fn kept_of(&self, name: &str) -> Option<String> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.users.get(name).cloned()
    }

    /// It changes with the password that is kept, so an old one is right no longer.
    fn of_right(&self, name: &str, kept: &str, password: &str) -> Hash {
        let mut all = self.salt.to_vec();
        for part in [name, kept, password] {
            all.extend(part.len().to_le_bytes());
            all.extend(part.as_bytes());
        }
        sha256(&all)
    }
}

/// Both kinds of claim, without what they hold.
impl fmt::Debug for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Secret(_) => "a secret",
            Self::User { .. } => "a name and a password",
        })
    }
}

impl Claim {
    /// What the headers show; `Authorization` may carry a secret, or name and password.
    pub fn of(secret: Option<&str>, authorization: Option<&str>) -> Option<Self> {
        if let Some(secret) = secret.map(str::trim).filter(|secret| !secret.is_empty()) {
            return Some(Self::Secret(secret.to_owned()));
        }
        let (kind, value) = authorization?.trim().split_once(' ')?;
        let value = value.trim();
        if kind.eq_ignore_ascii_case("basic") {
            let plain = String::from_utf8(base64(value)?).ok()?;
            return Self::user(&plain);
        }
        if !kind.eq_ignore_ascii_case("bearer") || value.is_empty() {
            return None;
        }
        // a secret of ours holds no colon
        Self::user(value).or_else(|| Some(Self::Secret(value.to_owned())))
    }

    fn user(text: &str) -> Option<Self> {
        let (name, password) = text.split_once(':')?;
        Some(Self::User { name: name.to_owned(), password: password.to_owned() })
    }
}

/// Bytes of base64 text; none when it is no such text.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for letter in text.trim_end_matches('=').bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xff_ffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).ok()?);
        }
    }
    Some(bytes)
}

/// Computes on a thread where it holds nobody up.
pub async fn is_right(keys: Arc<Keys>, name: String, password: String) -> bool {
    let task = tokio::task::spawn_blocking(move || keys.is_right(&name, &password));
    task.await.unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::util::hashed::new_secret;

    #[test]
    fn what_a_caller_shows_is_read_from_either_header() {
        let secret = |text: &str| Some(Claim::Secret(text.to_owned()));
        let user = Some(Claim::User { name: "lea".to_owned(), password: "p:w".to_owned() });
        assert_eq!(Claim::of(Some(" s3 "), None), secret("s3"));
        assert_eq!(Claim::of(None, Some("Bearer abc")), secret("abc"));
        assert_eq!(Claim::of(None, Some("bearer lea:p:w")), user);
        assert_eq!(Claim::of(None, Some("Basic bGVhOnA6dw==")), user);
        for nothing in ["Basic !!", "Digest x", "Bearer ", ""] {
            assert_eq!(Claim::of(None, Some(nothing)), None, "{nothing}");
        }
        assert!(!format!("{:?}", Claim::of(Some("s3"), None)).contains("s3"));
    }

    #[test]
    fn a_right_password_is_computed_once_and_an_old_one_is_right_no_longer() {
        let keys = Keys::new().unwrap();
        let with = |password: &str| {
            let kept = password_hash(password).unwrap();
            assert!(kept.starts_with("$argon2id$"), "{kept}");
            keys.known.write().unwrap().users.insert("lea".to_owned(), kept);
        };
        with("one");
        assert!(!keys.is_right("lea", "two") && !keys.is_right("kim", "one"));
        assert!(!keys.was_right("lea", "one"));
        assert!(keys.is_right("lea", "one") && keys.was_right("lea", "one"));
        with("two");
        assert!(!keys.was_right("lea", "one") && !keys.is_right("lea", "one"));
    }

    #[test]
    fn a_secret_is_known_among_others() {
        let (one, two) = (new_secret().unwrap(), new_secret().unwrap());
        let keys = Keys::new().unwrap();
        keys.known.write().unwrap().secrets = vec![sha256(b"other"), sha256(one.as_bytes())];
        assert!(keys.lets_in(&one) && !keys.lets_in(&two) && !keys.lets_in(""));
    }
}
