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

/// The token of the practice site: a common word and no secret.
const PUBLIC: &str = "practice";

/// What stands in place of a secret.
pub const HIDDEN: &str = "[hidden]";

/// What ends a text that was cut.
const CUT: char = '…';

/// Whether a field of this name carries a secret.
pub fn is_secret_name(name: &str) -> bool {
    SECRET_NAMES.iter().any(|secret| name.eq_ignore_ascii_case(secret))
}

/// The text without the values of secret JSON fields, bearer tokens and secret query parameters.
pub fn redacted(text: &str) -> String {
    redacted_but(text, &[])
}

/// The same, but JSON fields of these names keep their values: `key` is the name of a setting.
pub fn redacted_but(text: &str, kept: &[&str]) -> String {
    let without_fields = hide_json_fields(text, kept);
    let without_bearer = hide_after(&without_fields, "Bearer ", |c| {
        c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '}')
    });
    let without_basic = hide_after(&without_bearer, "authorization: basic ", char::is_whitespace);
    let without_user = hide_users_of_urls(&without_basic);
    // the end of a name is enough: `access_token=` ends in `token=`
    ["api_key=", "apikey=", "deleted_key=", "password=", "token=", "secret=", "otp="].iter().fold(
        without_user,
        |text, name| {
            hide_after(&text, name, |c| {
                c.is_whitespace() || matches!(c, '&' | '"' | '\'' | ',' | ')')
            })
        },
    )
}

/// `http://user:password@host` without user and password.
fn hide_users_of_urls(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        out.push_str(before);
        let ends = |c: char| c.is_whitespace() || matches!(c, '/' | '?' | '#' | '"' | '\'' | '<');
        let place = after.find(ends).and_then(|end| after.get(..end)).unwrap_or(after);
        rest = after;
        if let Some(user) = place.rfind('@') {
            out.push_str(HIDDEN);
            rest = after.get(user..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

/// The text without any of these very secrets, wherever they stand: as they are, as JSON writes them,
/// and as a URL does.
pub fn without<'a>(text: &str, secrets: impl IntoIterator<Item = &'a str>) -> String {
    secrets
        .into_iter()
        .map(str::trim)
        // A secret of one or two characters would tear every text apart and is none; so would the
        // practice site's, which everybody knows.
        .filter(|secret| secret.len() > 2 && *secret != PUBLIC)
        .fold(text.to_owned(), |text, secret| {
            let in_json = serde_json::Value::from(secret).to_string();
            let in_json = in_json.trim_start_matches('"').strip_suffix('"').unwrap_or(secret);
            let mut text = text.replace(secret, HIDDEN);
            let in_url: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
            for written in [in_json, &in_url, &in_url.replace('+', "%20")] {
                text = text.replace(written, HIDDEN);
            }
            without_cut_secret(text, secret)
        })
}

/// A text that was cut in the middle of the secret, without the part of it that is there.
fn without_cut_secret(text: String, secret: &str) -> String {
    let Some(kept) = text.strip_suffix(CUT) else { return text };
    let begins = (3..secret.len()).rev().filter_map(|end| secret.get(..end));
    match begins.filter_map(|begin| kept.strip_suffix(begin)).next() {
        Some(before) => format!("{before}{HIDDEN}{CUT}"),
        None => text,
    }
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
    format!("{}{CUT}", text.get(..end).unwrap_or_default())
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
fn hide_json_fields(text: &str, kept: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, value_at)) = next_field(rest) {
        let value = rest.get(value_at..).unwrap_or_default();
        let length = value_length(value);
        if is_secret_name(name) && !kept.contains(&name) && !value.starts_with("null") {
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
    fn a_field_that_is_a_name_here_keeps_its_value() {
        let text = r#"{"key":"motion.speed","token":"a"}"#;
        assert_eq!(redacted_but(text, &["key"]), r#"{"key":"motion.speed","token":"[hidden]"}"#);
        assert_eq!(redacted(text), r#"{"key":"[hidden]","token":"[hidden]"}"#);
    }

    #[test]
    fn bearer_tokens_and_query_keys_are_hidden() {
        assert_eq!(redacted("Authorization: Bearer abc.def x"), "Authorization: Bearer [hidden] x");
        assert_eq!(redacted("authorization: bearer abc.def x"), "authorization: bearer [hidden] x");
        assert_eq!(redacted("BEARER ä BEARER"), "BEARER [hidden] BEARER");
        assert_eq!(redacted("http://h/?api_key=abc&x=1"), "http://h/?api_key=[hidden]&x=1");
    }

    #[test]
    fn users_and_passwords_of_urls_are_hidden() {
        assert_eq!(redacted("at http://u:p@h/x and u@h"), "at http://[hidden]@h/x and u@h");
        assert_eq!(redacted("https://u:p@ss@h?a=b://c:d@e"), "https://[hidden]@h?a=b://[hidden]@e");
        for whole in ["http://h/a@b", "://", "x://@", "no url at a@b"] {
            let kept = whole.replace("://@", "://[hidden]@");
            assert_eq!(redacted(whole), kept);
        }
    }

    #[test]
    fn secrets_are_hidden_in_headers_and_queries_by_their_names() {
        assert_eq!(redacted("Authorization: Basic dTpw x"), "Authorization: Basic [hidden] x");
        assert_eq!(redacted("a?otp=12&refresh_token=ab"), "a?otp=[hidden]&refresh_token=[hidden]");
        assert_eq!(redacted("client_secret=ab"), "client_secret=[hidden]");
    }

    #[test]
    fn own_secrets_are_hidden_however_they_are_written() {
        let own = ["pass \"wörd\"/+\n"];
        for text in [
            r#"said pass "wörd"/+ there"#,
            r#"said pass \"wörd\"/+ there"#,
            "said pass+%22w%C3%B6rd%22%2F%2B there",
            "said pass%20%22w%C3%B6rd%22%2F%2B there",
        ] {
            assert_eq!(without(text, own), "said [hidden] there");
        }
        assert_eq!(without("a b", ["a", ""]), "a b");
        assert_eq!(without("on the practice site", ["practice"]), "on the practice site");
        assert_eq!(without(&cut("said top-secret", 10), ["top-secret"]), "said [hidden]…");
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
