//! Where the outcome of a write is seen, and what is found there once it was done.

use crate::domain::operation::Operation;
use crate::domain::operation::noyes::stock;
use crate::util::plain::Plain;

/// A reading that shows the thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    pub operation: &'static Operation,
    /// Parameters by the contract's names.
    pub params: Vec<(String, String)>,
    /// Only rows whose field has one of these values count, for lists without such a filter; without
    /// values rows that have the field at all.
    pub only: Option<(String, Vec<String>)>,
    /// The row that no row stands for: a setting without one has its default.
    pub absent: Option<Plain>,
}

/// What the rows show when it was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// A row with these fields; null stands for "has none". Of a list each has its row.
    Row(Plain),
    /// No row, or only rows marked as deleted.
    NoRow,
    /// A row whose fields are no longer these, and which was not given up.
    Changed(Plain),
}

impl Look {
    pub fn at(operation: &'static Operation) -> Self {
        Self { operation, params: Vec::new(), only: None, absent: None }
    }

    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.params.push((name.to_owned(), value.into()));
        self
    }

    pub fn only(mut self, field: &str, values: Vec<String>) -> Self {
        self.only = Some((field.to_owned(), values));
        self
    }

    /// What no row stands for.
    pub fn without_a_row(mut self, row: Plain) -> Self {
        self.absent = Some(row);
        self
    }

    /// The rows that count.
    pub fn kept(&self, mut rows: Vec<Plain>) -> Vec<Plain> {
        if rows.is_empty() {
            return self.absent.clone().into_iter().collect();
        }
        if *self.operation == stock::LIST_INVENTORY {
            // there, and only there, the word none stands for nothing
            rows.iter_mut().for_each(nothing_for_none);
        }
        if let Some((field, values)) = &self.only {
            rows.retain(|row| {
                let own = row.field(field).and_then(Plain::as_text);
                own.is_some_and(|own| values.is_empty() || values.iter().any(|value| value == own))
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
            Self::Row(fields) => has_all(&rows, fields),
            Self::NoRow => rows.is_empty(),
            Self::Changed(fields) => {
                !rows.is_empty() && !rows.iter().any(|row| has(row, fields) || given_up(row))
            }
        }
    }
}

/// Rows that are not marked as deleted: deletion is soft where rows carry `deleted_at`.
pub(super) fn alive(rows: &[Plain]) -> Vec<&Plain> {
    let deleted =
        |row: &Plain| row.field("deleted_at").or_else(|| row.field("deleted_at_utc")).is_some();
    rows.iter().filter(|row| !deleted(row)).collect()
}

/// Whether a row has all these fields; of a list of such fields, whether each has its row.
pub(super) fn has_all(rows: &[&Plain], wanted: &Plain) -> bool {
    let each = wanted.as_list().unwrap_or(std::slice::from_ref(wanted));
    each.iter().all(|fields| rows.iter().any(|row| has(row, fields)))
}

/// A job or request that ended without having been done.
fn given_up(row: &Plain) -> bool {
    let status = row.field("status").and_then(Plain::as_text).unwrap_or_default();
    ["CANCEL", "ABORT", "FAIL"].iter().any(|word| status.contains(word))
}

fn nothing_for_none(row: &mut Plain) {
    if let Plain::Map(fields) = row {
        fields.retain(|_, value| value.as_text() != Some("none"));
    }
}

/// Whether the row has all these fields; null and absence are the same.
pub(super) fn has(row: &Plain, fields: &Plain) -> bool {
    let Plain::Map(fields) = fields else { return false };
    fields.iter().all(|(name, wanted)| match (row.field(name), wanted) {
        (None, Plain::Null) => true,
        (Some(found), wanted) => found.same(wanted),
        (None, _) => false,
    })
}

/// What differs, as it was seen and as it is: `item_count 6 → 4`, without a word of any language.
pub(super) fn differences(rows: &[&Plain], seen: &Plain) -> String {
    let each = seen.as_list().unwrap_or(std::slice::from_ref(seen));
    let missing = each.iter().find(|fields| !rows.iter().any(|row| has(row, fields)));
    let (Some(Plain::Map(fields)), Some(row)) = (missing, rows.first()) else {
        return String::new();
    };
    let of_it = |row: &&&Plain| {
        // of several things the row that shares its first field, its id
        fields
            .iter()
            .next()
            .is_some_and(|(name, id)| row.field(name).is_some_and(|own| own.same(id)))
    };
    let row = rows.iter().find(of_it).unwrap_or(row);
    let word = |value: Option<&Plain>| value.map_or_else(|| "—".to_owned(), Plain::to_string);
    let differ = fields.iter().filter_map(|(name, wanted)| {
        let found = row.field(name);
        let same = match found {
            Some(found) => found.same(wanted),
            None => *wanted == Plain::Null,
        };
        let wanted = Some(wanted).filter(|wanted| **wanted != Plain::Null);
        (!same).then(|| format!("{name} {} → {}", word(wanted), word(found)))
    });
    differ.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(json: &str) -> Plain {
        Plain::parse(json).unwrap()
    }

    #[test]
    fn rows_prove_what_was_asked() {
        let rows = [row(r#"{"id":7,"sku_id":null,"item_count":"4"}"#)];
        assert!(Expect::Row(row(r#"{"id":"7","item_count":4}"#)).is_met(&rows));
        assert!(Expect::Row(row(r#"{"sku_id":null}"#)).is_met(&rows));
        assert!(!Expect::Row(row(r#"{"item_count":5}"#)).is_met(&rows));
        assert!(Expect::Changed(row(r#"{"item_count":5}"#)).is_met(&rows));
        assert!(!Expect::Changed(row(r#"{"item_count":5}"#)).is_met(&[]));
        assert!(!Expect::NoRow.is_met(&rows));
        assert!(Expect::NoRow.is_met(&[row(r#"{"id":7,"deleted_at":"2026-01-01"}"#)]));
    }

    #[test]
    fn what_was_given_up_was_not_done_and_of_several_each_counts() {
        let left = Expect::Changed(row(r#"{"status":"WAITING_TRIGGER"}"#));
        assert!(left.is_met(&[row(r#"{"status":"ACCEPTED"}"#)]));
        assert!(!left.is_met(&[row(r#"{"status":"CANCELLED"}"#)]));
        let both = Expect::Row(row(r#"[{"id":1,"code":"01"},{"id":2,"code":"10"}]"#));
        assert!(both.is_met(&[row(r#"{"id":2,"code":"10"}"#), row(r#"{"id":1,"code":"01"}"#)]));
        assert!(!both.is_met(&[row(r#"{"id":2,"code":"01"}"#), row(r#"{"id":1,"code":"01"}"#)]));
    }

    #[test]
    fn the_word_none_is_nothing_in_the_inventory_and_a_word_elsewhere() {
        let found = vec![row(r#"{"sku_id":"none","id":"7"}"#)];
        let free = Expect::Row(row(r#"{"sku_id":null}"#));
        assert!(free.is_met(&Look::at(&stock::LIST_INVENTORY).kept(found)));
        let setting = Look::at(&crate::domain::operation::noyes::settings::GET_SETTING);
        let told = vec![row(r#"{"value_json":"none"}"#)];
        assert!(Expect::Row(row(r#"{"value_json":"none"}"#)).is_met(&setting.kept(told)));
        let default = row(r#"{"value_json":5}"#);
        let bare = setting.without_a_row(default.clone()).kept(Vec::new());
        assert!(Expect::Row(default).is_met(&bare));
    }

    #[test]
    fn what_changed_is_named() {
        let now = row(r#"{"a":1,"b":"x"}"#);
        assert_eq!(differences(&[&now], &row(r#"{"a":2,"b":"x","c":null}"#)), "a 2 → 1");
        let (one, two) = (row(r#"{"box":"1","code":"01"}"#), row(r#"{"box":"2","code":"11"}"#));
        let seen = row(r#"[{"box":"1","code":"01"},{"box":"2","code":"10"}]"#);
        assert_eq!(differences(&[&one, &two], &seen), "code \"10\" → \"11\"");
    }
}
