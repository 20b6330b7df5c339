//! Reads the vendors' own error bodies: what went wrong in their words, line by line.

use serde_json::Value;

use crate::domain::trouble::VendorLine;
use crate::util::redact::{cut, redacted};

/// Bytes of a vendor's sentence that are kept.
const TEXT_KEPT_BYTES: usize = 600;
/// Lines of one error body that are kept.
const LINES_KEPT: usize = 50;

/// The vendor's words of an error body and its lines about single entities or fields.
pub fn words_of(body: &[u8], content_type: &str) -> (Option<String>, Vec<VendorLine>) {
    let Ok(json) = serde_json::from_slice::<Value>(body) else {
        return (plain_text(body, content_type), Vec::new());
    };
    let mut lines = Vec::new();
    // entity_feedback first: the detail beside it repeats it as prose.
    if let Some(feedback) = json.get("entity_feedback").and_then(Value::as_array) {
        lines.extend(feedback.iter().map(entity_line));
        if let Some(id) = json.get("request_id").and_then(text) {
            lines.push(line("request_id", "", &id));
        }
    }
    if let Some(detail) = json.get("detail").and_then(Value::as_array) {
        lines.extend(detail.iter().map(field_line));
    }
    if let Some(code) = json.get("code").and_then(text)
        && let Some(description) = json.get("description").and_then(text)
    {
        lines.push(line("", &code, &description));
    }
    lines.truncate(LINES_KEPT);
    let words = ["detail", "message", "description", "error"]
        .iter()
        .find_map(|name| json.get(name).and_then(text))
        .or_else(|| json.as_str().map(str::to_owned))
        .map(|words| cut(&redacted(&words), TEXT_KEPT_BYTES))
        .filter(|words| !words.trim().is_empty());
    (words, lines)
}

fn entity_line(entity: &Value) -> VendorLine {
    let get = |name: &str| entity.get(name).and_then(text).unwrap_or_default();
    line(&get("entity_id"), &get("error_code"), &get("human_string"))
}

fn field_line(field: &Value) -> VendorLine {
    let place = field
        .get("loc")
        .and_then(Value::as_array)
        .map(|place| place.iter().filter_map(text).collect::<Vec<_>>().join("."));
    let get = |name: &str| field.get(name).and_then(text).unwrap_or_default();
    let words = get("msg");
    let words = if words.is_empty() { text(field).unwrap_or_default() } else { words };
    line(&place.unwrap_or_default(), &get("type"), &words)
}

fn line(about: &str, code: &str, words: &str) -> VendorLine {
    VendorLine {
        about: cut(&redacted(about), TEXT_KEPT_BYTES),
        code: cut(&redacted(code), TEXT_KEPT_BYTES),
        text: cut(&redacted(words), TEXT_KEPT_BYTES),
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Whether it is a web page: the word of something in between, not of the system that was asked.
pub fn is_page(body: &[u8], content_type: &str) -> bool {
    let first = body.iter().find(|byte| !byte.is_ascii_whitespace());
    content_type.contains("html") || first == Some(&b'<')
}

/// A plain sentence as it is; of a page only its title, since markup helps nobody.
fn plain_text(body: &[u8], content_type: &str) -> Option<String> {
    let words = String::from_utf8_lossy(body.get(..body.len().min(4096)).unwrap_or_default());
    let words = words.trim();
    if is_page(body, content_type) {
        let (_, rest) = words.split_once("<title>")?;
        let (title, _) = rest.split_once("</title>")?;
        return Some(cut(&redacted(title.trim()), TEXT_KEPT_BYTES))
            .filter(|title| !title.is_empty());
    }
    (!words.is_empty()).then(|| cut(&redacted(words), TEXT_KEPT_BYTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixture(name: &str) -> Vec<u8> {
        let path = format!("{}/tests/fixtures/payloads/noyes/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read(path).unwrap()
    }

    #[test]
    fn a_refused_request_is_read_from_its_feedback() {
        let (words, lines) =
            words_of(&fixture("createRequest.400.response.json"), "application/json");
        assert!(words.unwrap().starts_with("Request abc123 was aborted"));
        let want = [
            line("SKU001", "0x5082", "Not enough quantity"),
            line("CARRIER002", "0x5083", "Carrier does not exist"),
            line("request_id", "", "abc123"),
        ];
        assert_eq!(lines, want);
    }

    #[test]
    fn a_validation_error_names_place_and_kind() {
        let body = br#"{"detail":[{"loc":["body","updates",0,"box_id"],"msg":"Field required","type":"missing"}]}"#;
        let (words, lines) = words_of(body, "application/json");
        assert_eq!(words, None);
        assert_eq!(lines, [line("body.updates.0.box_id", "missing", "Field required")]);
        // The document's own example has a place of [null].
        let (_, lines) = words_of(&fixture("HTTPValidationError.422.response.json"), "");
        assert_eq!(lines.len(), 1);
    }

    #[test]
    fn other_bodies_give_what_they_have() {
        let words = |body: &str, kind: &str| words_of(body.as_bytes(), kind).0;
        assert_eq!(
            words(r#"{"status":"failure","message":"no records found"}"#, ""),
            Some("no records found".into())
        );
        assert_eq!(
            words(r#"{"detail":"Not authenticated"}"#, ""),
            Some("Not authenticated".into())
        );
        assert_eq!(
            words("<html><title>502 Bad Gateway</title></html>", "text/html"),
            Some("502 Bad Gateway".into())
        );
        assert_eq!(
            words("<html><title>at http://u:p@h token=abc</title></html>", "text/html"),
            Some("at http://[hidden]@h token=[hidden]".into())
        );
        assert_eq!(words("upstream gone", "text/plain"), Some("upstream gone".into()));
        assert_eq!(words("", ""), None);
        assert_eq!(words("[1,2]", ""), None);
        assert_eq!(words(r#"{"detail":"Bearer abc"}"#, ""), Some("Bearer [hidden]".into()));
        assert_eq!(words_of(br#"{"code":400,"description":"x"}"#, "").1, [line("", "400", "x")]);
    }
}
