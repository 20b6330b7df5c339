//! Reads the query text of a list: page, size, sort, filters and search, each mistake named as the contract does.

use serde::Serialize;
use serde_json::Value;

use super::search::Expression;
use crate::simulator::clock::{Calendar, Millis};

/// The largest page served.
pub const MAX_SIZE: u64 = 100;
/// The size of a page when none is asked for.
pub const DEFAULT_SIZE: u64 = 50;

/// One mistake, as FastAPI words it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mistake {
    pub loc: Vec<Value>,
    pub msg: String,
    #[serde(rename = "type")]
    pub kind: String,
}

impl Mistake {
    /// A mistake at a place of the call.
    pub fn of(loc: &[&str], msg: impl Into<String>, kind: &str) -> Self {
        let loc = loc.iter().map(|word| Value::from(*word)).collect();
        Self { loc, msg: msg.into(), kind: kind.to_owned() }
    }

    /// A mistake in a query parameter.
    pub fn query(name: &str, msg: impl Into<String>, kind: &str) -> Self {
        Self::of(&["query", name], msg, kind)
    }

    /// A mistake in the body.
    pub fn body(name: &str, msg: impl Into<String>, kind: &str) -> Self {
        Self::of(&["body", name], msg, kind)
    }

    /// A mistake in an entry of a list in the body.
    pub fn entry(list: &str, at: usize, name: &str, msg: impl Into<String>, kind: &str) -> Self {
        let loc = vec![Value::from("body"), list.into(), at.into(), name.into()];
        Self { loc, msg: msg.into(), kind: kind.to_owned() }
    }
}

/// How the value of a parameter is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Integer,
    Time,
}

/// What a filter demands of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    Eq(String),
    In(Vec<String>),
    AtLeast(i64),
    AtMost(i64),
    Since(Millis),
    Until(Millis),
    Like(String),
}

/// One filter.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    pub field: &'static str,
    pub test: Test,
}

/// A list as it was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct ListQuery {
    pub page: u64,
    pub size: u64,
    /// Field and whether it runs downward.
    pub sort: Vec<(&'static str, bool)>,
    pub conditions: Vec<Condition>,
    pub search: Option<Expression>,
}

impl ListQuery {
    /// Rows before the page.
    pub fn offset(&self) -> usize {
        (self.page.saturating_sub(1)).saturating_mul(self.size) as usize
    }
}

/// What one list takes.
pub struct Grammar {
    /// `field__operator` and its type, as in the contract.
    pub filters: &'static [(&'static str, &'static str, Kind)],
    pub sortable: &'static [&'static str],
    pub searchable: &'static [&'static str],
    pub default_sort: &'static [(&'static str, bool)],
}

/// Splits a query text into decoded pairs.
pub fn pairs(raw: &str) -> Vec<(String, String)> {
    url::form_urlencoded::parse(raw.as_bytes()).into_owned().collect()
}

/// All values of a parameter: repeated, comma separated, or a JSON array.
pub fn values(pairs: &[(String, String)], name: &str) -> Vec<String> {
    pairs
        .iter()
        .filter(|(key, _)| key == name)
        .flat_map(|(_, value)| {
            serde_json::from_str::<Vec<String>>(value)
                .unwrap_or_else(|_| value.split(',').map(str::to_owned).collect())
        })
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .collect()
}

/// The last value of a parameter.
pub fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

impl Grammar {
    /// Reads the query text of this list.
    pub fn read(&self, raw: &str, calendar: &Calendar) -> Result<ListQuery, Vec<Mistake>> {
        let pairs = pairs(raw);
        let mut mistakes = Vec::new();
        let mut keep = |result: Result<u64, Mistake>, default| {
            result.unwrap_or_else(|mistake| {
                mistakes.push(mistake);
                default
            })
        };
        let page = keep(whole(&pairs, "page", 1, u64::from(u32::MAX)), 1);
        let size = keep(whole(&pairs, "size", DEFAULT_SIZE, MAX_SIZE), DEFAULT_SIZE);
        let mut conditions = Vec::new();
        for (field, operator, kind) in self.filters {
            match condition(&pairs, field, operator, *kind, calendar) {
                Ok(found) => conditions.extend(found),
                Err(mistake) => mistakes.push(mistake),
            }
        }
        let sort = self.sort(&pairs).unwrap_or_else(|mistake| {
            mistakes.push(mistake);
            Vec::new()
        });
        let search = match value(&pairs, "search").filter(|text| !text.trim().is_empty()) {
            None => None,
            Some(text) => match Expression::parse(text, self.searchable) {
                Ok(expression) => Some(expression),
                Err(said) => {
                    mistakes.push(Mistake::query("search", said, "value_error"));
                    None
                }
            },
        };
        if mistakes.is_empty() {
            Ok(ListQuery { page, size, sort, conditions, search })
        } else {
            Err(mistakes)
        }
    }

    fn sort(&self, pairs: &[(String, String)]) -> Result<Vec<(&'static str, bool)>, Mistake> {
        let Some(text) = value(pairs, "sort_by").filter(|text| !text.trim().is_empty()) else {
            return Ok(self.default_sort.to_vec());
        };
        text.split(',')
            .filter(|word| !word.trim().is_empty())
            .map(|word| {
                // a raw + decodes to a space: both mean upward
                let (name, descending) = match word.trim().strip_prefix('-') {
                    Some(name) => (name, true),
                    None => (word.trim().trim_start_matches('+'), false),
                };
                self.sortable
                    .iter()
                    .find(|known| **known == name.trim())
                    .map(|known| (*known, descending))
                    .ok_or_else(|| {
                        let said = format!(
                            "Cannot sort by {name:?}; allowed: {}",
                            self.sortable.join(", ")
                        );
                        Mistake::query("sort_by", said, "value_error")
                    })
            })
            .collect()
    }
}

fn whole(pairs: &[(String, String)], name: &str, default: u64, most: u64) -> Result<u64, Mistake> {
    let Some(text) = value(pairs, name) else {
        return Ok(default);
    };
    let number: i128 = text.trim().parse().map_err(|_| {
        let said = "Input should be a valid integer, unable to parse string as an integer";
        Mistake::query(name, said, "int_parsing")
    })?;
    match u64::try_from(number) {
        Ok(number) if (1..=most).contains(&number) => Ok(number),
        _ if number < 1 => Err(Mistake::query(
            name,
            "Input should be greater than or equal to 1",
            "greater_than_equal",
        )),
        _ => {
            let said = format!("Input should be less than or equal to {most}");
            Err(Mistake::query(name, said, "less_than_equal"))
        }
    }
}

fn condition(
    pairs: &[(String, String)],
    field: &'static str,
    operator: &str,
    kind: Kind,
    calendar: &Calendar,
) -> Result<Option<Condition>, Mistake> {
    let name = format!("{field}__{operator}");
    let Some(text) = value(pairs, &name) else {
        return Ok(None);
    };
    let integer = |text: &str| {
        text.trim().parse::<i64>().map_err(|_| {
            let said = "Input should be a valid integer, unable to parse string as an integer";
            Mistake::query(&name, said, "int_parsing")
        })
    };
    let time = || {
        calendar.parse(text).ok_or_else(|| {
            Mistake::query(&name, "Input should be a valid datetime", "datetime_parsing")
        })
    };
    let test = match (operator, kind) {
        ("eq", Kind::Integer) => Test::Eq(integer(text)?.to_string()),
        ("eq", _) => Test::Eq(text.trim().to_owned()),
        ("in", _) => {
            let list = values(pairs, &name);
            if kind == Kind::Integer {
                list.iter().try_for_each(|text| integer(text).map(drop))?;
            }
            Test::In(list)
        }
        ("gte", Kind::Time) => Test::Since(time()?),
        ("lte", Kind::Time) => Test::Until(time()?),
        ("gte", _) => Test::AtLeast(integer(text)?),
        ("lte", _) => Test::AtMost(integer(text)?),
        (_, Kind::Integer) => Test::Like(integer(text)?.to_string()),
        _ => Test::Like(text.trim().to_lowercase()),
    };
    Ok(Some(Condition { field, test }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRAMMAR: Grammar = Grammar {
        filters: &[
            ("depth", "gte", Kind::Integer),
            ("level_id", "in", Kind::Integer),
            ("updated_at", "gte", Kind::Time),
        ],
        sortable: &["id", "depth"],
        searchable: &["name"],
        default_sort: &[("id", true)],
    };

    fn read(raw: &str) -> Result<ListQuery, Vec<Mistake>> {
        GRAMMAR.read(raw, &Calendar::fixed())
    }

    #[test]
    fn lists_come_repeated_or_with_commas() {
        let wanted = Condition {
            field: "level_id",
            test: Test::In(vec!["1".to_owned(), "2".to_owned(), "3".to_owned()]),
        };
        for raw in [
            "level_id__in=1&level_id__in=2,3",
            "level_id__in=1,2,3",
            "level_id__in=%5B%221%22,%222%22,%223%22%5D",
        ] {
            assert_eq!(read(raw).expect("readable").conditions, vec![wanted.clone()], "{raw}");
        }
    }

    #[test]
    fn sorting_reads_minus_plus_and_the_space_a_plus_becomes() {
        assert_eq!(
            read("sort_by=-depth,+id").expect("readable").sort,
            vec![("depth", true), ("id", false)]
        );
        assert_eq!(read("sort_by=%2Bdepth").expect("readable").sort, vec![("depth", false)]);
        assert_eq!(read("").expect("readable").sort, vec![("id", true)]);
    }

    #[test]
    fn mistakes_are_all_named() {
        let mistakes = read("page=0&size=101&depth__gte=deep&sort_by=colour&updated_at__gte=soon")
            .expect_err("mistakes");
        let named: Vec<&str> =
            mistakes.iter().filter_map(|mistake| mistake.loc.get(1)?.as_str()).collect();
        assert_eq!(named, ["page", "size", "depth__gte", "updated_at__gte", "sort_by"]);
    }
}
