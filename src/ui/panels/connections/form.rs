//! The form that changes one connection: what is typed, and whether it may be saved.

use crate::domain::connection::{AuthEdit, Connection, ConnectionEdit};
use crate::domain::system::System;
use crate::i18n::t;

/// The kinds of sign-in the form offers; headers are written in the file.
pub const KINDS: [&str; 5] = ["none", "bearer", "email", "username", "api_key"];

/// The fields that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormField {
    Address,
    Name,
    Secret,
    PerSecond,
    PerMinute,
}

/// A field and what is wrong with it.
pub type Mistake = (FormField, &'static str);

/// What stands in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub system: System,
    pub address: String,
    pub kind: String,
    /// The e-mail address or user name.
    pub name: String,
    /// `env:NAME` or `keychain:NAME`; a secret itself is never typed here.
    pub secret: String,
    /// Headers are written in the file; the form keeps them as they are.
    pub headers: Option<AuthEdit>,
    pub per_second: String,
    pub per_minute: String,
    pub allow_plain_http: bool,
    /// Given to be saved, no answer yet.
    pub saving: bool,
    /// Why the last saving failed.
    pub refused: Option<String>,
}

impl Form {
    /// Filled with what is known of the connection; a reference is no secret, so it is shown.
    pub fn of(connection: &Connection) -> Self {
        let sign_in = connection.sign_in.as_ref();
        let headers = sign_in.filter(|auth| matches!(auth, AuthEdit::Headers(_))).cloned();
        let known = KINDS.contains(&connection.auth_kind.as_str()) || headers.is_some();
        let (name, secret) = match sign_in {
            Some(AuthEdit::Bearer(secret) | AuthEdit::ApiKey(secret)) => ("", secret.as_str()),
            Some(AuthEdit::Email { email: name, password })
            | Some(AuthEdit::Username { username: name, password }) => {
                (name.as_str(), password.as_str())
            }
            Some(AuthEdit::None | AuthEdit::Headers(_)) | None => ("", ""),
        };
        Self {
            system: connection.system,
            address: connection.base_url.clone().unwrap_or_default(),
            kind: if known { connection.auth_kind.clone() } else { "bearer".to_owned() },
            name: name.to_owned(),
            secret: secret.to_owned(),
            headers,
            per_second: connection.calls.allowed_per_second.to_string(),
            per_minute: connection.calls.allowed_per_minute.to_string(),
            allow_plain_http: connection.plain_http && !is_loopback(connection.base_url.as_deref()),
            saving: false,
            refused: None,
        }
    }

    /// Whether the kind of sign-in has a name besides the secret.
    pub fn has_name(&self) -> bool {
        matches!(self.kind.as_str(), "email" | "username")
    }

    /// Whether the kind of sign-in has a secret.
    pub fn has_secret(&self) -> bool {
        !matches!(self.kind.as_str(), "none" | "headers")
    }

    /// The kinds of sign-in to choose from: headers only where they are in use.
    pub fn kinds(&self) -> impl Iterator<Item = &'static str> + use<> {
        KINDS.into_iter().chain(self.headers.is_some().then_some("headers"))
    }

    /// Whether the address is plain HTTP to another machine, which must be allowed.
    pub fn is_plain_http(&self) -> bool {
        self.address.trim().starts_with("http://") && !is_loopback(Some(self.address.trim()))
    }

    /// What would be saved, or every mistake.
    pub fn checked(&self) -> Result<ConnectionEdit, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        if host(self.address.trim()).is_none() {
            mistakes.push((FormField::Address, t("connections-wrong-address")));
        } else if self.is_plain_http() && !self.allow_plain_http {
            mistakes.push((FormField::Address, t("connections-wrong-plain")));
        }
        if self.has_name() && self.name.trim().is_empty() {
            mistakes.push((FormField::Name, t("connections-wrong-name")));
        }
        if self.has_secret() && !is_reference(self.secret.trim()) {
            mistakes.push((FormField::Secret, t("connections-wrong-secret")));
        }
        let per_second = self.per_second.trim().parse::<u32>().ok().filter(|calls| *calls > 0);
        if per_second.is_none() {
            mistakes.push((FormField::PerSecond, t("connections-wrong-per-second")));
        }
        let per_minute = self.per_minute.trim().parse::<u32>().ok();
        if per_minute.is_none() {
            mistakes.push((FormField::PerMinute, t("connections-wrong-per-minute")));
        }
        match (per_second, per_minute) {
            (Some(per_second), Some(per_minute)) if mistakes.is_empty() => Ok(ConnectionEdit {
                system: self.system,
                base_url: self.address.trim().to_owned(),
                auth: self.auth(),
                per_second,
                per_minute,
                allow_plain_http: self.allow_plain_http,
            }),
            _ => Err(mistakes),
        }
    }

    fn auth(&self) -> AuthEdit {
        let (name, secret) = (self.name.trim().to_owned(), self.secret.trim().to_owned());
        match self.kind.as_str() {
            "bearer" => AuthEdit::Bearer(secret),
            "email" => AuthEdit::Email { email: name, password: secret },
            "username" => AuthEdit::Username { username: name, password: secret },
            "api_key" => AuthEdit::ApiKey(secret),
            "headers" => self.headers.clone().unwrap_or(AuthEdit::None),
            _ => AuthEdit::None,
        }
    }
}

/// What is wrong with one field.
pub fn mistake_of(mistakes: &[Mistake], field: FormField) -> Option<&'static str> {
    mistakes.iter().find(|(wrong, _)| *wrong == field).map(|(_, words)| *words)
}

/// The host of an HTTP address; none when it is no such address.
fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("http://").or_else(|| address.strip_prefix("https://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    // a name and password in the address would end up on the screen and in the file
    if authority.contains(['@', ' ']) {
        return None;
    }
    let host = match authority.strip_prefix('[') {
        Some(six) => six.split(']').next()?,
        None => authority.split(':').next()?,
    };
    (!host.is_empty()).then_some(host)
}

/// Whether an address is this PC's own.
pub fn is_loopback(address: Option<&str>) -> bool {
    let host = address.and_then(host);
    host.is_some_and(|host| host == "localhost" || host == "::1" || host.starts_with("127."))
}

fn is_reference(text: &str) -> bool {
    ["env:", "keychain:", "file:"]
        .into_iter()
        .filter_map(|kind| text.strip_prefix(kind))
        .any(|name| !name.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::panels::parts::fixture;

    fn form() -> Form {
        Form::of(fixture::snapshot().connections.first().unwrap())
    }

    #[test]
    fn what_is_configured_is_kept_when_nothing_is_touched() {
        let mut connection = fixture::snapshot().connections.first().cloned().unwrap();
        let (name, at) = ("anna@hall".to_owned(), "keychain:rm".to_owned());
        let headers = [("X-Api-Key".to_owned(), "env:RM_KEY".to_owned())].into_iter().collect();
        for (kind, auth) in [
            ("none", AuthEdit::None),
            ("bearer", AuthEdit::Bearer("env:RM_TOKEN".to_owned())),
            ("api_key", AuthEdit::ApiKey("file:/run/rm key".to_owned())),
            ("email", AuthEdit::Email { email: name.clone(), password: at.clone() }),
            ("username", AuthEdit::Username { username: name, password: at }),
            ("headers", AuthEdit::Headers(headers)),
        ] {
            connection.auth_kind = kind.to_owned();
            connection.sign_in = Some(auth.clone());
            assert_eq!(Form::of(&connection).checked().unwrap().auth, auth);
        }
    }

    #[test]
    fn a_filled_form_is_what_will_be_saved() {
        let form = Form { secret: "env:RM_TOKEN".to_owned(), ..form() };
        let edit = form.checked().unwrap();
        assert_eq!(edit.auth, AuthEdit::Bearer("env:RM_TOKEN".to_owned()));
        assert_eq!((edit.per_second, edit.per_minute), (20, 0));
        assert!(!edit.allow_plain_http);
    }

    #[test]
    fn each_mistake_stands_at_its_field() {
        let form = Form {
            address: "robots.local".to_owned(),
            secret: "hunter2".to_owned(),
            per_second: "0".to_owned(),
            per_minute: "-1".to_owned(),
            ..form()
        };
        let fields: Vec<_> =
            form.checked().unwrap_err().into_iter().map(|(field, _)| field).collect();
        let all =
            [FormField::Address, FormField::Secret, FormField::PerSecond, FormField::PerMinute];
        assert_eq!(fields, all);
    }

    #[test]
    fn plain_http_to_another_machine_must_be_allowed() {
        let address = "http://10.0.0.7:4010/robotmanager".to_owned();
        let mut form = Form { address, kind: "none".to_owned(), ..form() };
        assert_eq!(
            mistake_of(&form.checked().unwrap_err(), FormField::Address),
            Some(t("connections-wrong-plain"))
        );
        form.allow_plain_http = true;
        assert!(form.checked().is_ok());
    }

    #[test]
    fn a_password_in_an_address_is_refused() {
        assert_eq!(host("http://me:secret@10.0.0.7/"), None);
        assert_eq!(host("https://[::1]:4010/x"), Some("::1"));
        assert_eq!(host("https://"), None);
    }
}
