//! What may be typed over the columns of users and keys, and the contract's parameters it becomes.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use crate::bus::grid::GridList;
use crate::domain::page::ListQuery;
use crate::i18n::{t, tf};
use crate::ui::widgets::grid::GridState;

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Values {
    /// `eq` and `ilike`.
    Text,
    /// `eq` and `in`.
    Word,
    /// `gte` and `lte`.
    Moment,
}

fn values_of(key: &str) -> Values {
    match key {
        "role" => Values::Word,
        "expires_at" | "last_used" | "password_expires_at" | "otp_expires_at" => Values::Moment,
        _ => Values::Text,
    }
}

/// The hint in the empty field over a column.
pub fn hint(key: &str) -> &'static str {
    match values_of(key) {
        Values::Text => "admin-hint-contains",
        Values::Word => "admin-hint-word",
        Values::Moment => "admin-hint-moment",
    }
}

/// The parameters a text becomes; none when it cannot be read.
pub fn read(key: &str, text: &str, zone: &TimeZone) -> Option<Vec<(String, String)>> {
    let text = text.trim();
    let named = |demand: &str, value: &str| (format!("{key}__{demand}"), value.to_owned());
    match values_of(key) {
        Values::Text => match text.strip_prefix('=').map(str::trim) {
            Some("") => None,
            Some(exact) => Some(vec![named("eq", exact)]),
            None => Some(vec![named("ilike", text)]),
        },
        Values::Word if text.contains(',') => {
            let words = text.split(',').map(str::trim).filter(|word| !word.is_empty());
            let words: Vec<_> = words.map(|word| named("in", word)).collect();
            (!words.is_empty()).then_some(words)
        }
        Values::Word => Some(vec![named("eq", text)]),
        Values::Moment => {
            let from = |text: &str| Some(named("gte", &moment(text, false, zone)?));
            let until = |text: &str| Some(named("lte", &moment(text, true, zone)?));
            if let Some((first, last)) = text.split_once("..") {
                return Some(vec![from(first)?, until(last)?]);
            }
            match text.strip_prefix(">=").or_else(|| text.strip_prefix('≥')) {
                Some(first) => Some(vec![from(first)?]),
                None => {
                    let last = text.strip_prefix("<=").or_else(|| text.strip_prefix('≤'));
                    Some(vec![until(last.unwrap_or(text))?])
                }
            }
        }
    }
}

/// A day, or a day and a time of this PC's zone, with an explicit offset.
fn moment(text: &str, end: bool, zone: &TimeZone) -> Option<String> {
    let text = text.trim();
    let at = match text.parse::<Date>() {
        Ok(day) if !text.contains(':') => {
            let last = Time::constant(23, 59, 59, 999_000_000);
            day.to_datetime(if end { last } else { Time::midnight() })
        }
        _ => text.replace(' ', "T").parse::<DateTime>().ok()?,
    };
    let at = at.to_zoned(zone.clone()).ok()?.timestamp();
    Some(format!("{at:.3}").replace('Z', "+00:00"))
}

/// The question of a table; what cannot be read is left out and named in [`mistakes`].
pub fn query(grid: &GridState, search: &str) -> ListQuery {
    let zone = TimeZone::system();
    let mut query = ListQuery::default();
    for (key, text) in grid.filters() {
        for (name, value) in read(key, text, &zone).unwrap_or_default() {
            query = query.filter(&name, value);
        }
    }
    let search = search.trim();
    query.search = (!search.is_empty()).then(|| search.to_owned());
    if let Some(sort) = grid.sort() {
        let sign = if sort.descending { "-" } else { "" };
        query = query.sorted_by(&format!("{sign}{}", sort.key));
    }
    query
}

/// What of the filters cannot be read, as a sentence; empty when all can.
pub fn mistakes(list: GridList, grid: &GridState) -> String {
    let zone = TimeZone::system();
    let wrong = grid.filters().filter(|(key, text)| read(key, text, &zone).is_none());
    let columns: Vec<&str> = wrong.map(|(key, _)| title(list, key)).collect();
    if columns.is_empty() {
        return String::new();
    }
    tf("admin-filter-wrong", &[("columns", columns.join(", ").into())])
}

/// The title of a column.
pub fn title(list: GridList, key: &str) -> &'static str {
    match (key, list) {
        ("id", _) => t("admin-column-id"),
        ("role", _) => t("admin-column-role"),
        ("email", _) => t("admin-column-email"),
        ("password_expires_at", _) => t("admin-column-password"),
        ("otp_expires_at", _) => t("admin-column-code"),
        ("expires_at", _) => t("admin-column-expires"),
        ("last_used", _) => t("admin-column-last-used"),
        ("key", _) => t("admin-column-key"),
        _ => t("admin-column-name"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filter_of_the_contract_can_be_typed() {
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        let said = |key: &str, text: &str| {
            let found = read(key, text, &zone)?;
            let pairs: Vec<String> =
                found.iter().map(|(name, value)| format!("{name}={value}")).collect();
            Some(pairs.join("&"))
        };
        for (key, text, wanted) in [
            ("username", "meera", "username__ilike=meera"),
            ("email", "=a@b.example", "email__eq=a@b.example"),
            ("id", "=7", "id__eq=7"),
            ("id", "7", "id__ilike=7"),
            ("role", "Super Admin", "role__eq=Super Admin"),
            ("role", "User, Super Admin", "role__in=User&role__in=Super Admin"),
            ("expires_at", "2026-01-31", "expires_at__lte=2026-01-31T22:59:59.999+00:00"),
            ("last_used", ">=2026-01-31", "last_used__gte=2026-01-30T23:00:00.000+00:00"),
            (
                "otp_expires_at",
                "<=2026-01-31 12:30",
                "otp_expires_at__lte=2026-01-31T11:30:00.000+00:00",
            ),
        ] {
            assert_eq!(said(key, text).as_deref(), Some(wanted), "{key} {text}");
        }
        let both = said("password_expires_at", "2026-01-01..2026-02-01").unwrap();
        assert!(both.contains("__gte=") && both.contains("__lte="), "{both}");
        for (key, text) in [("email", "="), ("role", " , "), ("expires_at", "soon")] {
            assert_eq!(said(key, text), None, "{key} {text}");
        }
    }
}
