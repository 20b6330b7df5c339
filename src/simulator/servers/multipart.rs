//! Reads multipart/form-data: the parts of a body by name.

use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;

/// One part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub name: String,
    pub file: Option<String>,
    pub bytes: Bytes,
}

/// The parts of a body; none when it is no such body or broken off.
pub fn parts(headers: &HeaderMap, body: &Bytes) -> Option<Vec<Part>> {
    let kind = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    if !kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data") {
        return None;
    }
    let boundary = parameter(kind, "boundary")?;
    let line = format!("\r\n--{boundary}");
    let finder = memchr::memmem::Finder::new(line.as_bytes());
    // the first line has no break before it
    let opening = line.strip_prefix("\r\n")?;
    let mut at = body.strip_prefix(opening.as_bytes()).map(|_| opening.len())?;
    let mut found = Vec::new();
    loop {
        let rest = body.get(at..)?;
        if rest.starts_with(b"--") {
            return Some(found);
        }
        let length = finder.find(rest)?;
        found.push(part(body.slice(at + 2..at + length.max(2)))?);
        at += length + line.len();
    }
}

fn part(bytes: Bytes) -> Option<Part> {
    let end = memchr::memmem::find(&bytes, b"\r\n\r\n")?;
    let head = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let told =
        head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    Some(Part {
        name: parameter(told, "name")?,
        file: parameter(told, "filename"),
        bytes: bytes.slice(end + 4..),
    })
}

/// `name=value` or `name="value"` among the parts between semicolons.
fn parameter(line: &str, name: &str) -> Option<String> {
    line.split(';').skip(1).find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        let value = value.trim();
        let value =
            value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value);
        (key.trim().eq_ignore_ascii_case(name)).then(|| value.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: &str, body: &str) -> Option<Vec<Part>> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, kind.parse().expect("a header"));
        parts(&headers, &Bytes::from(body.to_owned()))
    }

    #[test]
    fn parts_are_told_apart() {
        let body = "--b7\r\nContent-Disposition: form-data; name=\"sku_id\"\r\n\r\nH1\r\n--b7\r\n\
                    Content-Disposition: form-data; name=\"picture\"; filename=\"a.png\"\r\n\
                    Content-Type: image/png\r\n\r\n\r\n--b\r\n\r\n--b7--\r\n";
        let found = read("multipart/form-data; boundary=b7", body).expect("readable");
        let told: Vec<_> = found
            .iter()
            .map(|part| (part.name.as_str(), part.file.as_deref(), part.bytes.as_ref()))
            .collect();
        assert_eq!(
            told,
            [
                ("sku_id", None, b"H1".as_slice()),
                ("picture", Some("a.png"), b"\r\n--b\r\n".as_slice())
            ]
        );
    }

    #[test]
    fn what_is_broken_off_is_no_body() {
        let whole = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--";
        assert!(read("multipart/form-data; boundary=\"b\"", whole).is_some());
        for length in 0..whole.len() - 2 {
            assert_eq!(
                read("multipart/form-data; boundary=b", whole.get(..length).unwrap_or_default()),
                None,
                "{length}"
            );
        }
        assert_eq!(read("application/json", whole), None);
    }
}
