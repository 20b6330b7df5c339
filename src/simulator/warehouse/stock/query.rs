//! Answers a list question over the stock: filters become sets of rows, the sorted order is walked for the page.

use super::Stock;
use super::bits::Bits;
use super::columns::{Columns, NULL, Visit, time_key};
use super::field::Field;
use super::index::{canonical, compare};
use crate::simulator::clock::Millis;
use crate::simulator::lists::params::{Condition, ListQuery, Test};
use crate::simulator::lists::search::Expression;

/// Fewer matches than this are sorted by themselves instead of looked for along the whole order.
const SORT_MATCHES: usize = 4_096;

impl Stock {
    /// The rows of one page and how many match in all.
    pub fn page(&mut self, query: &ListQuery, searchable: &[&'static str]) -> (Vec<u32>, usize) {
        let matching = self.matching(query, searchable);
        let wish: Vec<(Field, bool)> = query
            .sort
            .iter()
            .filter_map(|(name, descending)| Some((Field::named(name)?, *descending)))
            .collect();
        let (spec, backward) = canonical(&wish);
        let (skip, size) = (query.offset(), query.size as usize);
        let total = matching.as_ref().map_or(self.columns.len(), Bits::count);
        if skip >= total {
            return (Vec::new(), total);
        }
        let columns = &self.columns;
        if let Some(bits) = matching.as_ref().filter(|_| total <= SORT_MATCHES) {
            let mut rows: Vec<u32> = bits.rows().collect();
            rows.sort_unstable_by(|a, b| {
                let order = compare(columns, &spec, *a, *b);
                if backward { order.reverse() } else { order }
            });
            return (rows.into_iter().skip(skip).take(size).collect(), total);
        }
        let Some(order) = self.order(spec) else {
            return (Vec::new(), total);
        };
        let page = match (matching, backward) {
            (None, false) => order.from(skip).take(size).collect(),
            (None, true) => order.from_end(skip).take(size).collect(),
            (Some(bits), false) => {
                order.from(0).filter(|row| bits.holds(*row)).skip(skip).take(size).collect()
            }
            (Some(bits), true) => {
                order.from_end(0).filter(|row| bits.holds(*row)).skip(skip).take(size).collect()
            }
        };
        (page, total)
    }

    /// Boxed rows that hold this SKU, with their items.
    pub fn rows_of_sku(&self, sku: u32) -> Vec<(u32, u16)> {
        let found = self.columns.visit(Field::SkuId, Select(move |key| key == sku));
        found
            .rows()
            .map(|row| (row, self.columns.count.get(row as usize).copied().unwrap_or(0)))
            .collect()
    }

    fn matching(&self, query: &ListQuery, searchable: &[&'static str]) -> Option<Bits> {
        let columns = &self.columns;
        let filters = query.conditions.iter().map(|condition| filter(columns, condition));
        let search = query.search.iter().map(|expression| search(columns, expression, searchable));
        filters.chain(search).reduce(|all, next| all.and(&next))
    }
}

fn filter(columns: &Columns, condition: &Condition) -> Bits {
    let rows = columns.len();
    let Some(field) = Field::named(condition.field) else {
        return Bits::none(rows);
    };
    let key_of = |text: &String| field.key_of(columns, text);
    match &condition.test {
        Test::Eq(text) if text == "none" => match field {
            // boxes without a load, not the empty spaces
            Field::SkuId => columns
                .visit(Field::SkuId, Select(|key| key == NULL))
                .and(&columns.visit(Field::BoxId, Select(|key| key != NULL))),
            _ => columns.visit(field, Select(|key| key == NULL)),
        },
        Test::Eq(text) => match key_of(text) {
            Some(wanted) => columns.visit(field, Select(move |key| key == wanted)),
            None => Bits::none(rows),
        },
        Test::In(list) => {
            let wanted: Vec<u32> = list.iter().filter_map(key_of).collect();
            match wanted.as_slice() {
                [one] => columns.visit(field, Select(|key| key == *one)),
                _ => columns.visit(field, Select(|key| wanted.contains(&key))),
            }
        }
        Test::AtLeast(least) => {
            let least = (*least).clamp(0, i64::from(NULL)) as u32;
            columns.visit(field, Select(|key| key != NULL && key >= least))
        }
        Test::AtMost(most) => {
            let most = *most;
            columns.visit(field, Select(|key| key != NULL && i64::from(key) <= most))
        }
        Test::Since(since) => {
            // a row's time is told in tenths: it counts from the first tenth not before
            let least = tenths(since.saturating_add(99));
            columns.visit(field, Select(|key| key >= least))
        }
        Test::Until(until) => {
            let most = tenths(*until);
            columns.visit(field, Select(|key| key <= most))
        }
        Test::Like(text) => like(columns, field, text),
    }
}

fn tenths(millis: Millis) -> u32 {
    let tenths = millis.div_euclid(100).clamp(i64::from(i32::MIN), i64::from(i32::MAX));
    time_key(tenths as i32)
}

fn search(columns: &Columns, expression: &Expression, searchable: &[&'static str]) -> Bits {
    let term = |name: &str, value: &str| {
        Field::named(name)
            .map_or_else(|| Bits::none(columns.len()), |field| like(columns, field, value))
    };
    match expression {
        Expression::Term(Some(field), value) => term(field, value),
        Expression::Term(None, value) => searchable
            .iter()
            .fold(Bits::none(columns.len()), |any, field| any.or(&term(field, value))),
        Expression::And(parts) => parts
            .iter()
            .map(|part| search(columns, part, searchable))
            .reduce(|all, next| all.and(&next))
            .unwrap_or_else(|| Bits::none(columns.len())),
        Expression::Or(parts) => parts
            .iter()
            .map(|part| search(columns, part, searchable))
            .fold(Bits::none(columns.len()), |any, next| any.or(&next)),
    }
}

fn like(columns: &Columns, field: Field, lower: &str) -> Bits {
    columns.visit(field, Like { columns, field, lower })
}

struct Select<F>(F);

impl<F: Fn(u32) -> bool> Visit for Select<F> {
    type Out = Bits;

    fn run(self, rows: usize, key: impl Fn(usize) -> u32) -> Bits {
        Bits::of(rows, |row| (self.0)(key(row)))
    }
}

/// Partial match; the text of a key is looked at once however many rows share it.
struct Like<'a> {
    columns: &'a Columns,
    field: Field,
    lower: &'a str,
}

impl Visit for Like<'_> {
    type Out = Bits;

    fn run(self, rows: usize, key: impl Fn(usize) -> u32) -> Bits {
        let known =
            std::cell::RefCell::new((vec![0u8; self.field.domain(self.columns)], String::new()));
        Bits::of(rows, |row| {
            let key = key(row);
            if key == NULL {
                return false;
            }
            let (known, text) = &mut *known.borrow_mut();
            match known.get(key as usize) {
                Some(1) => return false,
                Some(2) => return true,
                _ => {}
            }
            self.field.text(self.columns, key, text);
            text.make_ascii_lowercase();
            let found = text.contains(self.lower);
            if let Some(slot) = known.get_mut(key as usize) {
                *slot = 1 + u8::from(found);
            }
            found
        })
    }
}
