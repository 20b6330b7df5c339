//! Takes secrets out of texts before they are shown, logged or stored.

/// Names of JSON fields, query parameters and headers whose values are secrets.
const SECRET_NAMES: [&str; 14] = [
    "access_token",
    "refresh_token",
    "api_key",
    "apikey",
    "deleted_key",
    "otp",
    "password",
    "old_password",
    "new_password",
    "authpassword",
    "authorization",
    "token",
    "secret",
    "key",
];

/// What stands in place of a secret.
pub const HIDDEN: &str = "[hidden]";

/// Whether a field of this name carries a secret.
pub fn is_secret_name(name: &str) -> bool {
    SECRET_NAMES.iter().any(|secret| name.eq_ignore_ascii_case(secret))
}

/// The text without the values of secret JSON fields, bearer tokens and secret query parameters.
pub fn redacted(text: &str) -> String {
    let without_fields = hide_json_fields(text);
    let without_bearer = hide_after(&without_fields, "Bearer ", |c| {
        c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '}')
    });
    ["api_key=", "password=", "token=", "access_token="].iter().fold(
        without_bearer,
        |text, name| {
            hide_after(&text, name, |c| {
                c.is_whitespace() || matches!(c, '&' | '"' | '\'' | ',' | ')')
            })
        },
    )
}

/// The text without any of these very secrets, wherever they stand.
pub fn without<'a>(text: &str, secrets: impl IntoIterator<Item = &'a str>) -> String {
    secrets
        .into_iter()
        // A secret of one or two characters would tear every text apart and is none.
        .filter(|secret| secret.len() > 2)
        .fold(text.to_owned(), |text, secret| text.replace(secret, HIDDEN))
}

/// At most this many bytes, cut at a character, with a mark that it was cut.
pub fn cut(text: &str, max_bytes: usize) -> String {
    if text.len() <= max_bytes {
        return text.to_owned();
    }
    let mut end = max_bytes;
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    format!("{}…", text.get(..end).unwrap_or_default())
}

/// Replaces what follows each marker (in any case) up to the end that `ends` finds.
fn hide_after(text: &str, marker: &str, ends: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let marker = marker.to_ascii_lowercase();
    // same length byte for byte, so places in one are places in the other
    let lower = text.to_ascii_lowercase();
    while let Some(at) = lower.get(lower.len() - rest.len()..).and_then(|low| low.find(&marker)) {
        let (before, after) = rest.split_at(at + marker.len());
        out.push_str(before);
        out.push_str(HIDDEN);
        rest = after.find(&ends).and_then(|end| after.get(end..)).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Replaces the values of `"name": "value"` where the name is secret.
fn hide_json_fields(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, value_at)) = next_field(rest) {
        let value = rest.get(value_at..).unwrap_or_default();
        let length = value_length(value);
        if is_secret_name(name) && !value.starts_with("null") {
            out.push_str(before);
            out.push('"');
            out.push_str(HIDDEN);
            out.push('"');
            rest = value.get(length..).unwrap_or_default();
        } else {
            out.push_str(before);
            rest = value;
        }
    }
    out.push_str(rest);
    out
}

/// The next `"name":` with everything up to its value, and where the value begins.
fn next_field(text: &str) -> Option<(&str, &str, usize)> {
    let mut from = 0;
    loop {
        let colon = text.get(from..)?.find(':')? + from;
        from = colon + 1;
        let head = text.get(..colon)?.trim_end();
        let Some(head) = head.strip_suffix('"') else { continue };
        let Some(open) = head.rfind('"') else { continue };
        let name = head.get(open + 1..)?;
        let after = text.get(from..)?;
        let value_at = from + (after.len() - after.trim_start().len());
        return Some((text.get(..value_at)?, name, value_at));
    }
}

fn value_length(value: &str) -> usize {
    let Some(inside) = value.strip_prefix('"') else {
        return value.find([',', '}', ']', '\n']).unwrap_or(value.len());
    };
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 2,
            _ => {}
        }
    }
    value.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secret_fields_lose_their_values_and_others_keep_them() {
        let text = r#"{"access_token": "ab\"c", "name":"x:y", "otp":123456, "api_key":null}"#;
        assert_eq!(
            redacted(text),
            r#"{"access_token": "[hidden]", "name":"x:y", "otp":"[hidden]", "api_key":null}"#
        );
    }

    #[test]
    fn bearer_tokens_and_query_keys_are_hidden() {
        assert_eq!(redacted("Authorization: Bearer abc.def x"), "Authorization: Bearer [hidden] x");
        assert_eq!(redacted("authorization: bearer abc.def x"), "authorization: bearer [hidden] x");
        assert_eq!(redacted("BEARER ä BEARER"), "BEARER [hidden] BEARER");
        assert_eq!(redacted("http://h/?api_key=abc&x=1"), "http://h/?api_key=[hidden]&x=1");
    }

    #[test]
    fn a_cut_text_ends_at_a_character() {
        assert_eq!(cut("äöü", 3), "ä…");
        assert_eq!(cut("abc", 3), "abc");
    }

    #[test]
    fn a_text_that_only_looks_like_json_survives() {
        for text in ["", ":", "\":", "a:b", "{\"", "\"x\":"] {
            assert_eq!(redacted(text), text);
        }
        assert_eq!(redacted("\"password\":\""), "\"password\":\"[hidden]\"");
    }
}
