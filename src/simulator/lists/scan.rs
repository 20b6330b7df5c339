//! Lists short enough to look at every row: requests, jobs, events.

use std::cmp::Ordering;

use super::params::{Condition, ListQuery, Test};
use crate::simulator::clock::Millis;

/// One value of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    Null,
    Number(i64),
    Text(&'a str),
    Time(Millis),
    /// In ten-thousandths.
    Fraction(i64),
}

/// A row that tells its fields by the names of the contract.
pub trait Fields {
    fn field(&self, name: &str) -> Value<'_>;
}

impl Value<'_> {
    fn rank(&self) -> u8 {
        // absent values sort last going up and first going down
        u8::from(*self == Value::Null)
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Value::Text(a), Value::Text(b)) => a.cmp(b),
            (
                Value::Number(a) | Value::Time(a) | Value::Fraction(a),
                Value::Number(b) | Value::Time(b) | Value::Fraction(b),
            ) => a.cmp(b),
            _ => self.rank().cmp(&other.rank()),
        }
    }

    fn is(&self, text: &str) -> bool {
        match self {
            Value::Text(own) => *own == text,
            Value::Number(own) => text.parse::<i64>() == Ok(*own),
            Value::Null => text == "none",
            Value::Fraction(own) => text.parse::<f64>().is_ok_and(|text| text * 1e4 == *own as f64),
            Value::Time(_) => false,
        }
    }

    fn contains(&self, lower: &str) -> bool {
        match self {
            Value::Text(own) => own.to_lowercase().contains(lower),
            Value::Number(own) => own.to_string().contains(lower),
            Value::Fraction(own) => (*own as f64 / 1e4).to_string().contains(lower),
            _ => false,
        }
    }

    fn number(&self) -> Option<i64> {
        match self {
            Value::Number(own) | Value::Time(own) => Some(*own),
            _ => None,
        }
    }
}

fn passes(row: &impl Fields, condition: &Condition) -> bool {
    let value = row.field(condition.field);
    match &condition.test {
        Test::Eq(text) => value.is(text),
        Test::In(list) => list.iter().any(|text| value.is(text)),
        Test::AtLeast(least) | Test::Since(least) => {
            value.number().is_some_and(|own| own >= *least)
        }
        Test::AtMost(most) | Test::Until(most) => value.number().is_some_and(|own| own <= *most),
        Test::Like(text) => value.contains(text),
    }
}

/// The rows of one page and how many match in all.
pub fn page<'a, R: Fields>(
    rows: impl DoubleEndedIterator<Item = &'a R>,
    query: &ListQuery,
    searchable: &[&'static str],
) -> (Vec<&'a R>, usize) {
    let matches = |row: &&R| {
        query.conditions.iter().all(|condition| passes(*row, condition))
            && query.search.as_ref().is_none_or(|search| {
                search.holds(searchable, &|field, value| row.field(field).contains(value))
            })
    };
    // rows are kept in the order they were made, so that order needs no sorting
    let made_backward = query.sort.first() == Some(&("created_at", true));
    let made_forward = query.sort.first().is_none_or(|key| *key == ("created_at", false));
    let found: Vec<&R> = if made_backward {
        rows.rev().filter(matches).collect()
    } else {
        rows.filter(matches).collect()
    };
    let (total, size) = (found.len(), query.size as usize);
    let made_order = (made_backward || made_forward) && query.sort.len() <= 1;
    let found =
        if made_order { found } else { sorted(found, query, query.offset().saturating_add(size)) };
    (found.into_iter().skip(query.offset()).take(size).collect(), total)
}

/// The first rows by the keys of a question; what lies behind the page is not put in order. Equal rows stay as
/// they come.
fn sorted<'a, R: Fields>(found: Vec<&'a R>, query: &ListQuery, most: usize) -> Vec<&'a R> {
    let mut keyed: Vec<(Vec<Value<'a>>, usize, &'a R)> = found
        .into_iter()
        .enumerate()
        .map(|(at, row)| (query.sort.iter().map(|(field, _)| row.field(field)).collect(), at, row))
        .collect();
    let compare = |a: &(Vec<Value>, usize, &R), b: &(Vec<Value>, usize, &R)| {
        let keys = a.0.iter().zip(&b.0).zip(&query.sort);
        keys.map(|((a, b), (_, descending))| {
            let order = a.compare(b);
            if *descending { order.reverse() } else { order }
        })
        .find(|order| *order != Ordering::Equal)
        .unwrap_or_else(|| a.1.cmp(&b.1))
    };
    if most < keyed.len() {
        keyed.select_nth_unstable_by(most, compare);
        keyed.truncate(most);
    }
    keyed.sort_unstable_by(compare);
    keyed.into_iter().map(|(.., row)| row).collect()
}
