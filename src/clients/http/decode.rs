//! Reads JSON answers: the whole at once where it is sound, element by element where it is not.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::Answer;
use crate::domain::sourced::Defect;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::util::redact::{cut, redacted};

/// Defects of one answer that are kept; a list that is wrong everywhere says so by its number.
const DEFECTS_KEPT: usize = 100;

/// Reads the whole answer as one value.
pub fn whole<'a, T: Deserialize<'a>>(answer: &'a Answer) -> Result<T, Trouble> {
    serde_json::from_slice(&answer.body).map_err(|error| trouble_of::<T>(answer, &error))
}

/// Reads a bare list; an element that cannot be understood becomes a defect beside the others.
pub fn list<T: DeserializeOwned>(answer: &Answer) -> Result<(Vec<T>, Vec<Defect>), Trouble> {
    if let Ok(list) = serde_json::from_slice::<Vec<T>>(&answer.body) {
        return Ok((list, Vec::new()));
    }
    let raws: Vec<&RawValue> = whole(answer)?;
    Ok(elements(&raws, ""))
}

/// Reads each element by itself; `place` is where the list stands in the answer.
pub fn elements<T: DeserializeOwned>(raws: &[&RawValue], place: &str) -> (Vec<T>, Vec<Defect>) {
    let mut list = Vec::with_capacity(raws.len());
    let mut defects = Defects::default();
    for (index, raw) in raws.iter().enumerate() {
        let mut reader = serde_json::Deserializer::from_str(raw.get());
        match serde_path_to_error::deserialize(&mut reader) {
            Ok(element) => list.push(element),
            Err(error) => {
                let inner = error.path().to_string();
                let path = match inner.as_str() {
                    "." | "" => format!("{place}[{index}]"),
                    inner => format!("{place}[{index}].{inner}"),
                };
                defects.push(path, &without_value(&error.inner().to_string()));
            }
        }
    }
    (list, defects.into_list())
}

/// Defects collected up to a limit, so that a broken answer of a million rows stays small.
#[derive(Default)]
pub struct Defects {
    list: Vec<Defect>,
    left_out: usize,
}

impl Defects {
    pub fn push(&mut self, path: String, what: &str) {
        if self.list.len() < DEFECTS_KEPT {
            self.list.push(Defect { path, what: cut(&redacted(what), 200) });
        } else {
            self.left_out += 1;
        }
    }

    pub fn extend(&mut self, defects: Vec<Defect>) {
        for defect in defects {
            self.push(defect.path, &defect.what);
        }
    }

    pub fn into_list(mut self) -> Vec<Defect> {
        if self.left_out > 0 {
            let what = format!("{} more could not be understood", self.left_out);
            self.list.push(Defect { path: "…".to_owned(), what });
        }
        self.list
    }
}

fn trouble_of<'a, T: Deserialize<'a>>(answer: &'a Answer, error: &serde_json::Error) -> Trouble {
    let detail = cut(&redacted(&without_value(&error.to_string())), 300);
    let looks_like_json = matches!(
        answer.body.iter().find(|byte| !byte.is_ascii_whitespace()),
        Some(b'{' | b'[' | b'"' | b'0'..=b'9' | b'-' | b't' | b'f' | b'n')
    );
    let (cause, class) = match error.classify() {
        Category::Data => (Cause::WrongShape(path_of::<T>(answer)), ErrorClass::Fatal),
        Category::Eof if looks_like_json => (Cause::Truncated, ErrorClass::Transient),
        _ => (Cause::NotJson(described(answer)), ErrorClass::Fatal),
    };
    Trouble { status: Some(answer.status), ..Trouble::new(class, cause, detail) }
}

/// Where in the answer the first wrong element stands.
fn path_of<'a, T: Deserialize<'a>>(answer: &'a Answer) -> String {
    let mut reader = serde_json::Deserializer::from_slice(&answer.body);
    match serde_path_to_error::deserialize::<_, T>(&mut reader) {
        Ok(_) => String::new(),
        Err(error) => error.path().to_string(),
    }
}

/// What an answer claims to be.
pub fn described(answer: &Answer) -> String {
    match (answer.body.is_empty(), answer.content_type.is_empty()) {
        (true, _) => "nothing".to_owned(),
        (false, true) => "something without a type".to_owned(),
        (false, false) => cut(&redacted(&answer.content_type), 100),
    }
}

/// How serde begins and ends a value that it repeats.
const REPEATED: [(&str, &str); 6] = [
    ("string \"", "\", expected"),
    ("integer `", "`, expected"),
    ("floating point `", "`, expected"),
    ("character `", "`, expected"),
    ("unknown variant `", "`, expected"),
    ("unknown field `", "`, expected"),
];

/// The message without the value that was wrong: it may be anything, a secret too.
fn without_value(message: &str) -> String {
    for (before, after) in REPEATED {
        let bounds = message.find(before).zip(message.rfind(after));
        let parts = bounds.and_then(|(from, to)| {
            let front = message.get(..from + before.len())?;
            Some((front.trim_end_matches([' ', '"', '`']), message.get(to + 1..)?))
        });
        if let Some((front, back)) = parts {
            return format!("{front}{back}");
        }
    }
    message.to_owned()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::Bytes;

    use super::*;

    #[derive(Deserialize, Debug, PartialEq)]
    struct Row {
        id: u32,
    }

    fn answer(body: &str, content_type: &str) -> Answer {
        Answer {
            status: 200,
            content_type: content_type.into(),
            retry_after: None,
            body: Bytes::copy_from_slice(body.as_bytes()),
            latency: Duration::ZERO,
        }
    }

    #[test]
    fn one_bad_element_stands_beside_the_good_ones() {
        let (rows, defects) =
            list::<Row>(&answer(r#"[{"id":1},{"id":"x"},7,{"id":3}]"#, "application/json"))
                .unwrap();
        assert_eq!(rows, [Row { id: 1 }, Row { id: 3 }]);
        let paths: Vec<_> = defects.iter().map(|defect| defect.path.as_str()).collect();
        assert_eq!(paths, ["[1].id", "[2]"]);
    }

    #[test]
    fn what_is_no_list_says_what_it_is() {
        let cause = |body: &str, kind: &str| list::<Row>(&answer(body, kind)).unwrap_err().cause;
        assert_eq!(cause("<html>", "text/html"), Cause::NotJson("text/html".into()));
        assert_eq!(cause("", "application/json"), Cause::NotJson("nothing".into()));
        assert_eq!(cause("[{\"id\":1},", "application/json"), Cause::Truncated);
        assert!(matches!(cause("{\"a\":1}", "application/json"), Cause::WrongShape(_)));
        assert!(matches!(cause("null", "application/json"), Cause::WrongShape(_)));
    }

    #[test]
    fn a_text_of_the_wrong_type_is_not_repeated() {
        let body = r#"[{"id":"top-\"secret\", expected"}]"#;
        let (_, defects) = list::<Row>(&answer(body, "")).unwrap();
        assert_eq!(
            defects[0].what.split(" at ").next(),
            Some("invalid type: string, expected u32")
        );
        let detail = whole::<Row>(&answer(r#"{"id":"top-secret"}"#, "")).unwrap_err().detail;
        assert!(detail.contains("string, expected") && !detail.contains("secret"), "{detail}");
        let detail = whole::<Row>(&answer(r#"{"id":-4711}"#, "")).unwrap_err().detail;
        assert!(detail.contains("integer, expected") && !detail.contains("4711"), "{detail}");
        let kind = list::<Row>(&answer("<", "text/html; token=abc")).unwrap_err().cause;
        assert_eq!(kind, Cause::NotJson("text/html; token=[hidden]".into()));
    }

    #[test]
    fn a_list_wrong_everywhere_stays_small() {
        let body = format!("[{}]", vec!["0"; 5000].join(","));
        let (rows, defects) = list::<Row>(&answer(&body, "")).unwrap();
        assert!(rows.is_empty());
        assert_eq!(defects.len(), DEFECTS_KEPT + 1);
        assert!(defects.last().unwrap().what.starts_with("4900 more"));
    }
}
