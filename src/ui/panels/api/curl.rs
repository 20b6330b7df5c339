//! A request as a line of a shell: curl with every argument quoted, and placeholders where secrets go.

use std::fmt::Write as _;

use secrecy::SecretString;

use super::compose::Composed;
use crate::domain::connection::{AuthEdit, Connection};
use crate::domain::operation::{Body, FieldPlace, Operation};
use crate::util::plain::Plain;

/// Stands round the name of a variable until the text is quoted; no JSON text can hold it.
const MARK: char = '\u{1}';

/// Path and query of a request, as they stand in its first line.
pub fn path_and_query(operation: &Operation, params: &[(String, String)]) -> String {
    let mut path = operation.path.to_owned();
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in params {
        match operation.fields.iter().find(|field| field.name == name).map(|field| field.place) {
            Some(FieldPlace::Path) => {
                path = path.replace(&format!("{{{name}}}"), &percent_encoded(value));
            }
            Some(FieldPlace::Query) => {
                query.append_pair(name, value);
            }
            Some(FieldPlace::Form | FieldPlace::File) | None => {}
        }
    }
    let query = query.finish();
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

/// The line for a shell; nobody's secret is in it.
pub fn curl(composed: &Composed, connection: Option<&Connection>) -> String {
    let operation = composed.operation;
    let mut line = format!("curl -sS -X {}", operation.method.code());
    line.push_str(&sign_in(connection));
    match operation.body {
        Body::None => {}
        Body::Json => {
            let body = with_placeholders(composed);
            let _ = write!(line, " -H 'Content-Type: application/json' --data-raw {body}");
        }
        Body::Multipart => {
            for (name, value) in &composed.params {
                let is_text = operation
                    .fields
                    .iter()
                    .any(|field| field.name == name && field.place == FieldPlace::Form);
                if is_text {
                    let part = quoted(&format!("{name}={value}"));
                    let _ = write!(line, " --form-string {part}");
                }
            }
            for read in &composed.files {
                let path = read.path.replace('\\', "\\\\").replace('"', "\\\"");
                let part = quoted(&format!("{}=@\"{path}\"", read.file.part));
                let _ = write!(line, " -F {part}");
            }
        }
    }
    let path = path_and_query(operation, &composed.params);
    let base = connection.and_then(|connection| connection.base_url.as_deref());
    match base {
        Some(base) => {
            let url = format!("{}{path}", base.trim_end_matches('/'));
            let _ = write!(line, " {}", quoted(&url));
        }
        None => {
            let _ = write!(line, " \"$BASE_URL\"{}", quoted(&path));
        }
    }
    line
}

/// How this connection signs in, with variables for what is secret.
fn sign_in(connection: Option<&Connection>) -> String {
    let bearer = " -H \"Authorization: Bearer $TOKEN\"".to_owned();
    let Some(connection) = connection else { return bearer };
    match (connection.auth_kind.as_str(), &connection.sign_in) {
        ("none", _) => String::new(),
        ("username", _) => " -u \"$USERNAME:$PASSWORD\"".to_owned(),
        ("headers", Some(AuthEdit::Headers(headers))) => {
            headers.keys().fold(String::new(), |mut line, name| {
                let _ = write!(line, " -H {}\"$TOKEN\"", quoted(&format!("{name}: ")));
                line
            })
        }
        _ => bearer,
    }
}

/// The JSON body, quoted; each secret is a variable of its name in capitals.
fn with_placeholders(composed: &Composed) -> String {
    let body = composed.body.clone().unwrap_or_else(|| Plain::map([]));
    let mark = |name: &str| format!("{MARK}{}{MARK}", name.to_uppercase());
    let all = composed.secrets.iter().chain(&composed.values);
    let marked =
        all.fold(body, |body, (name, _): &(String, SecretString)| body.with(name, mark(name)));
    let mut text = marked.to_string().replace("\\u0001", &MARK.to_string());
    for (name, _) in &composed.values {
        // JSON of its own, not a text
        text = text.replace(&format!("\"{}\"", mark(name)), &mark(name));
    }
    let mut out = String::new();
    for (place, piece) in text.split(MARK).enumerate() {
        if place % 2 == 0 {
            out.push_str(&quoted(piece));
        } else {
            let _ = write!(out, "\"${piece}\"");
        }
    }
    out
}

/// One word of a POSIX shell, whatever stands in it.
pub fn quoted(text: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !text.is_empty() && text.chars().all(bare) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Everything but the unreserved characters becomes %XX, slashes too.
fn percent_encoded(value: &str) -> String {
    value.bytes().fold(String::with_capacity(value.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // writing into a String cannot fail
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::super::compose::{Typed, compose};
    use super::*;
    use crate::domain::operation::by_id;
    use crate::ui::panels::parts::fixture;

    fn line(id: &str, values: &[(&'static str, &str)], body: &[(&'static str, &str)]) -> String {
        let typed = Typed {
            values: values.iter().map(|(name, text)| (*name, vec![(*text).to_owned()])).collect(),
            body: body.iter().map(|(name, text)| (*name, (*text).to_owned())).collect(),
            ..Typed::default()
        };
        let composed = compose(by_id(id).unwrap(), &typed).unwrap();
        curl(&composed, fixture::snapshot().connections.get(1))
    }

    #[test]
    fn a_read_is_a_line_that_can_be_read() {
        assert_eq!(
            line("noyes.list-jobs", &[("status__in", "RUNNING"), ("request_id__eq", "R 1")], &[]),
            "curl -sS -X GET -H \"Authorization: Bearer $TOKEN\" \
             'http://127.0.0.1:4010/api/v2/jobs?request_id__eq=R+1&status__in=RUNNING'"
        );
    }

    /// What a shell makes of it.
    #[cfg(unix)]
    fn arguments(line: &str) -> Vec<String> {
        let script = format!("curl() {{ printf '%s\\0' \"$@\"; }}\n{line}");
        let out = std::process::Command::new("sh")
            .arg("-c")
            .arg(script)
            .env("TOKEN", "t0k")
            .env("NEW_PASSWORD", "hush")
            .env("OTP", "one")
            .output()
            .unwrap();
        assert!(out.status.success(), "{out:?}");
        let text = String::from_utf8(out.stdout).unwrap();
        text.split_terminator('\0').map(str::to_owned).collect()
    }

    #[cfg(unix)]
    #[test]
    fn a_shell_takes_every_argument_as_it_was_meant() {
        let nasty = "it's `rm -rf`; $HOME \"x\" \\ & | \n* ä";
        let line = line("noyes.create-sku", &[], &[("id", nasty), ("name", "'")]);
        let arguments = arguments(&line);
        let body = arguments.iter().find(|argument| argument.starts_with('{')).unwrap();
        let body = Plain::parse(body).unwrap();
        assert_eq!(body.field("id").and_then(Plain::as_text), Some(nasty.trim()));
        assert_eq!(body.field("name").and_then(Plain::as_text), Some("'"));
        assert!(arguments.contains(&"Authorization: Bearer t0k".to_owned()));
        assert_eq!(arguments.last().unwrap(), "http://127.0.0.1:4010/api/v2/sku");
    }

    #[cfg(unix)]
    #[test]
    fn secrets_are_variables_that_the_shell_fills_in() {
        let typed = [("email", "a@b"), ("new_password", "secret-1"), ("otp", "secret-2")];
        let line = line("noyes.reset-password", &[], &typed);
        assert!(!line.contains("secret-"), "{line}");
        let arguments = arguments(&line);
        let body = arguments.iter().find(|argument| argument.starts_with('{')).unwrap();
        let body = Plain::parse(body).unwrap();
        assert_eq!(body.field("new_password").and_then(Plain::as_text), Some("hush"));
        assert_eq!(body.field("otp").and_then(Plain::as_text), Some("one"));
    }

    #[test]
    fn ids_in_the_path_are_encoded() {
        let line = line("noyes.delete-sku", &[("id", "A/B ä")], &[]);
        assert!(line.ends_with("/api/v2/sku/A%2FB%20%C3%A4"), "{line}");
    }
}
