//! Where the outcome of a write is seen, and what is found there once it was done.

use crate::domain::operation::Operation;
use crate::util::plain::Plain;

/// A reading that shows the thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    pub operation: &'static Operation,
    /// Parameters by the contract's names.
    pub params: Vec<(String, String)>,
    /// Only rows whose field has one of these values count, for lists without such a filter.
    pub only: Option<(String, Vec<String>)>,
}

/// What the rows show when it was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// A row with these fields; null stands for "has none".
    Row(Plain),
    /// A row with these fields, or none at all: a default may be told or be the lack of a row.
    RowOrNone(Plain),
    /// No row, or only rows marked as deleted.
    NoRow,
    /// A row whose fields are no longer these.
    Changed(Plain),
}

impl Look {
    pub fn at(operation: &'static Operation) -> Self {
        Self { operation, params: Vec::new(), only: None }
    }

    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.params.push((name.to_owned(), value.into()));
        self
    }

    pub fn only(mut self, field: &str, values: Vec<String>) -> Self {
        self.only = Some((field.to_owned(), values));
        self
    }

    /// The rows that count.
    pub fn kept(&self, mut rows: Vec<Plain>) -> Vec<Plain> {
        if let Some((field, values)) = &self.only {
            rows.retain(|row| {
                let own = row.field(field).and_then(Plain::as_text);
                own.is_some_and(|own| values.iter().any(|value| value == own))
            });
        }
        rows
    }
}

impl Expect {
    /// Whether the rows show it.
    pub fn is_met(&self, rows: &[Plain]) -> bool {
        let rows = alive(rows);
        match self {
            Self::Row(fields) => rows.iter().any(|row| has(row, fields)),
            Self::RowOrNone(fields) => rows.is_empty() || rows.iter().any(|row| has(row, fields)),
            Self::NoRow => rows.is_empty(),
            Self::Changed(fields) => !rows.is_empty() && !rows.iter().any(|row| has(row, fields)),
        }
    }
}

/// Rows that are not marked as deleted: deletion is soft where rows carry `deleted_at`.
pub(super) fn alive(rows: &[Plain]) -> Vec<&Plain> {
    let deleted =
        |row: &Plain| row.field("deleted_at").or_else(|| row.field("deleted_at_utc")).is_some();
    rows.iter().filter(|row| !deleted(row)).collect()
}

/// Whether the row has all these fields; null, absence and the word none are the same.
pub(super) fn has(row: &Plain, fields: &Plain) -> bool {
    let Plain::Map(fields) = fields else { return false };
    fields.iter().all(|(name, wanted)| match (field(row, name), wanted) {
        (None, Plain::Null) => true,
        (Some(found), wanted) => found.same(wanted),
        (None, _) => false,
    })
}

/// The fields that differ, `item_count 4 instead of 6`.
pub(super) fn differences(row: &Plain, seen: &Plain) -> String {
    let Plain::Map(fields) = seen else { return String::new() };
    let word = |value: Option<&Plain>| value.map_or_else(|| "none".to_owned(), Plain::to_string);
    let differ = fields.iter().filter_map(|(name, wanted)| {
        let found = field(row, name);
        let same = match found {
            Some(found) => found.same(wanted),
            None => *wanted == Plain::Null,
        };
        let wanted = Some(wanted).filter(|wanted| **wanted != Plain::Null);
        (!same).then(|| format!("{name} {} instead of {}", word(found), word(wanted)))
    });
    differ.collect::<Vec<_>>().join(", ")
}

fn field<'a>(row: &'a Plain, name: &str) -> Option<&'a Plain> {
    row.field(name).filter(|value| value.as_text() != Some("none"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(json: &str) -> Plain {
        Plain::parse(json).unwrap()
    }

    #[test]
    fn rows_prove_what_was_asked() {
        let rows = [row(r#"{"id":7,"sku_id":"none","item_count":"4"}"#)];
        assert!(Expect::Row(row(r#"{"id":"7","item_count":4}"#)).is_met(&rows));
        assert!(Expect::Row(row(r#"{"sku_id":null}"#)).is_met(&rows));
        assert!(!Expect::Row(row(r#"{"item_count":5}"#)).is_met(&rows));
        assert!(Expect::Changed(row(r#"{"item_count":5}"#)).is_met(&rows));
        assert!(!Expect::Changed(row(r#"{"item_count":5}"#)).is_met(&[]));
        assert!(!Expect::NoRow.is_met(&rows));
        assert!(Expect::NoRow.is_met(&[row(r#"{"id":7,"deleted_at":"2026-01-01"}"#)]));
    }

    #[test]
    fn what_changed_is_named() {
        let said = differences(&row(r#"{"a":1,"b":"x"}"#), &row(r#"{"a":2,"b":"x","c":null}"#));
        assert_eq!(said, "a 1 instead of 2");
    }
}
