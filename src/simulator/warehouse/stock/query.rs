//! Answers a list question over the stock: filters become sets of rows, the sorted order is walked for the page.

use super::Stock;
use super::bits::Bits;
use super::columns::{Columns, FIRST_CARRIER, NULL, time_key};
use super::field::Field;
use super::index::{canonical, compare};
use super::sections;
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
        let total = match &matching {
            Some(bits) => bits.count(),
            None => self.columns.rows() - self.columns.gone,
        };
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
        let found = self.columns.select(Field::SkuId, move |key| key == sku);
        found
            .rows()
            .map(|row| (row, self.columns.count.get(row as usize).copied().unwrap_or(0)))
            .collect()
    }

    fn matching(&self, query: &ListQuery, searchable: &[&'static str]) -> Option<Bits> {
        let columns = &self.columns;
        let filters = query.conditions.iter().map(|condition| filter(columns, condition));
        let search = query.search.iter().map(|expression| search(columns, expression, searchable));
        let matching = filters.chain(search).reduce(|all, next| all.and(&next))?;
        Some(match columns.living() {
            Some(living) => matching.and(&living),
            None => matching,
        })
    }
}

fn filter(columns: &Columns, condition: &Condition) -> Bits {
    let rows = columns.rows();
    let Some(field) = Field::named(condition.field) else {
        return Bits::none(rows);
    };
    let key_of = |text: &String| field.key_of(columns, text);
    match &condition.test {
        Test::Eq(text) if text == "none" => match field {
            // boxes without a load, not the empty spaces
            Field::SkuId => columns
                .select(Field::SkuId, |key| key == NULL)
                .and(&columns.select(Field::BoxId, |key| key != NULL)),
            _ => columns.select(field, |key| key == NULL),
        },
        Test::Eq(text) => match key_of(text) {
            Some(wanted) => columns.select(field, move |key| key == wanted),
            None => Bits::none(rows),
        },
        Test::In(list) => {
            let wanted: Vec<u32> = list.iter().filter_map(key_of).collect();
            match wanted.as_slice() {
                [one] => columns.select(field, |key| key == *one),
                _ => columns.select(field, |key| wanted.contains(&key)),
            }
        }
        Test::AtLeast(least) => {
            let least = (*least).clamp(0, i64::from(NULL)) as u32;
            columns.select(field, |key| key != NULL && key >= least)
        }
        Test::AtMost(most) => {
            let most = *most;
            columns.select(field, |key| key != NULL && i64::from(key) <= most)
        }
        Test::Since(since) => {
            // a row's time is told in tenths: it counts from the first tenth not before
            let least = tenths(since.saturating_add(99));
            columns.select(field, |key| key >= least)
        }
        Test::Until(until) => {
            let most = tenths(*until);
            columns.select(field, |key| key <= most)
        }
        Test::Like(text) => like(columns, field, text),
    }
}

/// A moment as a key of rows.
pub(super) fn tenths(millis: Millis) -> u32 {
    let tenths = millis.div_euclid(100).clamp(i64::from(i32::MIN), i64::from(i32::MAX));
    time_key(tenths as i32)
}

fn search(columns: &Columns, expression: &Expression, searchable: &[&'static str]) -> Bits {
    let term = |name: &str, value: &str| {
        Field::named(name)
            .map_or_else(|| Bits::none(columns.rows()), |field| like(columns, field, value))
    };
    match expression {
        Expression::Term(Some(field), value) => term(field, value),
        Expression::Term(None, value) => searchable
            .iter()
            .fold(Bits::none(columns.rows()), |any, field| any.or(&term(field, value))),
        Expression::And(parts) => parts
            .iter()
            .map(|part| search(columns, part, searchable))
            .reduce(|all, next| all.and(&next))
            .unwrap_or_else(|| Bits::none(columns.rows())),
        Expression::Or(parts) => parts
            .iter()
            .map(|part| search(columns, part, searchable))
            .fold(Bits::none(columns.rows()), |any, next| any.or(&next)),
    }
}

/// Partial match; the text of a key is looked at once however many rows share it.
fn like(columns: &Columns, field: Field, lower: &str) -> Bits {
    let needle = lower.as_bytes();
    let hit: Vec<bool> = match field {
        // every key is met once: no table, and digits without the machinery of formatting
        Field::BoxId => {
            return columns.select(field, |key| key != NULL && digits_contain(key, needle));
        }
        Field::CarrierId => {
            return columns.select(field, |key| digits_contain(FIRST_CARRIER + key, needle));
        }
        Field::SectionCode32 => {
            return columns
                .select(field, |key| sections::digits_contain(key.wrapping_add(1), needle));
        }
        Field::SkuName => {
            let hit: Vec<bool> =
                columns.skus.lower_names().map(|name| contains(name, needle)).collect();
            return columns
                .select(Field::SkuId, |sku| hit.get(sku as usize).copied().unwrap_or(false));
        }
        _ => {
            let mut text = String::new();
            (0..field.domain(columns) as u32)
                .map(|key| {
                    field.text(columns, key, &mut text);
                    text.make_ascii_lowercase();
                    contains(text.as_bytes(), needle)
                })
                .collect()
        }
    };
    columns.select(field, |key| hit.get(key as usize).copied().unwrap_or(false))
}

/// Whether a text holds another.
pub(super) fn contains(text: &[u8], needle: &[u8]) -> bool {
    // texts are a few letters long: setting up a cleverer search costs more than this
    needle.is_empty() || text.windows(needle.len()).any(|part| part == needle)
}

/// Whether the digits of a number hold these.
pub(super) fn digits_contain(number: u32, needle: &[u8]) -> bool {
    let mut digits = [0u8; 10];
    let mut left = number;
    let mut used = 0;
    for slot in digits.iter_mut().rev() {
        *slot = b'0' + (left % 10) as u8;
        left /= 10;
        used += 1;
        if left == 0 {
            break;
        }
    }
    digits.get(10 - used..).is_some_and(|text| contains(text, needle))
}
