//! Users, passwords and keys of the storage (NoyesStorage API v2, /auth); passwords are carried, never kept.

use secrecy::SecretString;

use super::{Carried, Expect, Look, PreparedCall};
use crate::domain::account::{ApiKey, User};
use crate::domain::operation::noyes::access;
use crate::util::plain::Plain;

use super::work::digits;

/// The only language of mails that is documented.
const LOCALE: &str = "en";

/// Makes an account; the storage mails the password code.
pub fn create_user(username: &str, email: &str, role: Option<&str>) -> PreparedCall {
    let body = Plain::map([
        ("username", username.into()),
        ("email", email.into()),
        ("locale", LOCALE.into()),
    ])
    .with_some("role", role);
    let look = Look::at(&access::LIST_USERS).with("email__eq", email).with("sort_by", "id");
    PreparedCall::new(&access::CREATE_USER_ACCOUNT, email)
        .body(body)
        .seen_at(look, Expect::Row(Plain::map([("username", username.into())])))
        .as_new()
}

/// Changes name, mail or role of a user; only what differs is sent.
pub fn update_user(user: &User, username: &str, email: &str, role: &str) -> PreparedCall {
    let id = user.id.as_str();
    let changed = |name, old: Option<&str>, new: &str| {
        (old != Some(new) && !new.is_empty()).then(|| (name, Plain::from(new)))
    };
    let fields = [
        changed("username", user.username.as_deref(), username),
        changed("email", user.email.as_deref(), email),
        changed("role", user.role.as_deref(), role),
    ];
    let mut after = Plain::map([]);
    for (name, value) in fields.into_iter().flatten() {
        after = after.with(name, value);
    }
    let seen = Plain::map([])
        .with_some("username", user.username.clone())
        .with_some("email", user.email.clone())
        .with_some("role", user.role.clone());
    PreparedCall::new(&access::UPDATE_USER, user.name())
        .body(after.clone().with("user_id", digits(id)))
        .seen_at(
            Look::at(&access::LIST_USERS).with("id__eq", id).with("sort_by", "id"),
            Expect::Row(after),
        )
        .as_seen(seen)
}

/// Has a code mailed with which a password can be set.
pub fn request_reset_code(email: &str) -> PreparedCall {
    PreparedCall::new(&access::REQUEST_PASSWORD_RESET_CODE, email)
        .body(Plain::map([("email", email.into()), ("locale", LOCALE.into())]))
}

/// What lets a person set a new password.
#[derive(Clone, Debug)]
pub enum Proof {
    OldPassword(SecretString),
    /// The code of the mail.
    Code(SecretString),
}

/// Sets a new password; exactly one proof goes along.
pub fn reset_password(email: &str, proof: Proof, new_password: SecretString) -> PreparedCall {
    let mut call = PreparedCall::new(&access::RESET_PASSWORD, email)
        .body(Plain::map([("email", email.into()), ("locale", LOCALE.into())]));
    let proof = match proof {
        Proof::OldPassword(secret) => ("old_password".to_owned(), secret),
        Proof::Code(secret) => ("otp".to_owned(), secret),
    };
    call.carried = Carried {
        secrets: vec![proof, ("new_password".to_owned(), new_password)],
        ..Carried::default()
    };
    call
}

/// Makes a key; its secret comes with the answer and never again. Its name must be new: only so a key
/// found afterwards is this one.
pub fn generate_api_key(name: &str) -> PreparedCall {
    let look = Look::at(&access::LIST_API_KEYS).with("name__eq", name).with("sort_by", "id");
    PreparedCall::new(&access::GENERATE_API_KEY, name)
        .body(Plain::map([("name", name.into())]))
        .seen_at(look, Expect::Row(Plain::map([("name", name.into())])))
        .as_new()
}

/// Deletes a key; whoever uses it is shut out at once.
pub fn delete_api_key(key: &ApiKey) -> PreparedCall {
    let id = key.id.as_str();
    let about = key.name.as_deref().unwrap_or(id);
    let look = Look::at(&access::LIST_API_KEYS).with("id__eq", id).with("sort_by", "id");
    PreparedCall::new(&access::DELETE_API_KEY, about)
        .param("api_key_id", id)
        .seen_at(look, Expect::NoRow)
        .as_seen(Plain::map([]).with_some("name", key.name.clone()))
}
