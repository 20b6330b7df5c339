//! Secrets that are kept as a hash: SHA-256 of long random ones, and the short mark by which people tell them apart.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use sha2::{Digest, Sha256};

/// SHA-256 of anything.
pub type Hash = [u8; 32];

/// A part of an address this long is taken for a secret.
const SECRET_LONG: usize = 32;
/// Letters of a mark.
const MARK: usize = 8;

/// A new secret of 256 random bits, in digits that stand in an address as they are.
pub fn new_secret() -> Result<String, String> {
    let half = || argon2::password_hash::try_generate_salt().map_err(|error| error.to_string());
    Ok(format!("{}{}", hex(&half()?), hex(&half()?)))
}

/// The hash of bytes.
pub fn sha256(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A password or PIN as it is kept: argon2id with a salt of its own. Slow on purpose.
pub fn password_hash(password: &str) -> Result<String, String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| error.to_string())
}

/// Whether a password or PIN is the one that is kept; slow on purpose.
pub fn password_is(kept: &str, password: &str) -> bool {
    Argon2::default().verify_password(password.as_bytes(), kept).is_ok()
}

/// A badge as it is kept. Spaces around it and Caps Lock change nothing.
pub fn badge_hash(salt: &str, code: &str) -> String {
    hex(&sha256(format!("{salt}\n{}", code.trim().to_ascii_uppercase()).as_bytes()))
}

/// The mark of a secret by its hash: enough to tell one from another, nothing to get in with.
pub fn mark_of(hash: &Hash) -> String {
    hex(hash).chars().take(MARK).collect()
}

/// An address as it may be shown, kept and compared: each part of its path that looks like a secret is
/// replaced by the mark of it, `…3fa2c1d0`; user, password, query and fragment are left out.
pub fn marked_url(url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (bare, more) = url.split_at(end);
    let bare = match bare.split_once("://") {
        Some((scheme, rest)) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
            format!("{scheme}://{host}{path}")
        }
        None => bare.to_owned(),
    };
    let parts: Vec<String> = bare.split('/').map(marked_part).collect();
    let cut = if more.is_empty() { "" } else { "…" };
    format!("{}{cut}", parts.join("/"))
}

fn marked_part(part: &str) -> String {
    let plain = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if part.len() >= SECRET_LONG && plain {
        format!("…{}", mark_of(&sha256(part.as_bytes())))
    } else {
        part.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_long_and_never_the_same() {
        let (one, two) = (new_secret().unwrap(), new_secret().unwrap());
        assert_eq!(one.len(), 64);
        assert_ne!(one, two);
    }

    #[test]
    fn a_badge_reads_with_caps_lock_and_not_with_another_salt() {
        assert_eq!(badge_hash("s", "td:b:4711"), badge_hash("s", " TD:B:4711 "));
        assert_ne!(badge_hash("s", "TD:B:4711"), badge_hash("t", "TD:B:4711"));
    }

    #[test]
    fn a_pin_is_kept_as_argon2id() {
        let kept = password_hash("4711").unwrap();
        assert!(kept.starts_with("$argon2id$") && !kept.contains("4711"), "{kept}");
        assert!(password_is(&kept, "4711") && !password_is(&kept, "4712"));
        assert!(!password_is("no hash", "4711"));
    }

    #[test]
    fn an_address_is_shown_without_its_secret_and_told_from_others() {
        let (one, two) = ("a".repeat(64), "b".repeat(64));
        let shown = marked_url(&format!("http://10.0.0.5:8787/hooks/robot-manager/{one}"));
        let mark = mark_of(&sha256(one.as_bytes()));
        assert_eq!(shown, format!("http://10.0.0.5:8787/hooks/robot-manager/…{mark}"));
        assert_ne!(shown, marked_url(&format!("http://10.0.0.5:8787/hooks/robot-manager/{two}")));
        assert_eq!(marked_url("https://me:pw@host/events?token=x"), "https://host/events…");
        assert_eq!(marked_url("http://127.0.0.1:9000/events"), "http://127.0.0.1:9000/events");
        assert_eq!(marked_url("no address"), "no address");
    }
}
