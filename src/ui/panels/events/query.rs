//! The question for the events: what stands in the filters as the contract's parameters, and what in them is wrong.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use crate::domain::page::ListQuery;
use crate::i18n::t;
use crate::ui::widgets::grid::GridState;

/// What stands in the fields above the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub search: String,
    pub from: String,
    pub to: String,
    /// While it does not follow: nothing newer than this, so that no row moves under the person.
    pub until: Option<Timestamp>,
}

/// The whole question; a filter that cannot be understood is left out and told by [`mistakes`].
pub fn query(grid: &GridState, asked: &Asked, now: Timestamp) -> ListQuery {
    let mut query = ListQuery::default();
    for (key, text) in grid.filters() {
        for (name, value) in conditions(key, text).unwrap_or_default() {
            query = query.filter(&name, value);
        }
    }
    if let Ok(Some(from)) = moment(&asked.from, now) {
        query = query.filter("created_at__gte", from.to_string());
    }
    let to = moment(&asked.to, now).ok().flatten();
    if let Some(to) = to.into_iter().chain(asked.until).min() {
        query = query.filter("created_at__lte", to.to_string());
    }
    let search = asked.search.trim();
    query.search = (!search.is_empty()).then(|| search.to_owned());
    let sort = grid.sort().map(|sort| {
        let sign = if sort.descending { "-" } else { "" };
        format!("{sign}{}", sort.key)
    });
    query.sorted_by(sort.as_deref().unwrap_or("-created_at"))
}

/// Every filter that cannot be understood, in words.
pub fn mistakes(grid: &GridState, asked: &Asked, now: Timestamp) -> Vec<&'static str> {
    let numbers = grid.filters().any(|(key, text)| conditions(key, text).is_none());
    let times = [&asked.from, &asked.to].into_iter().any(|text| moment(text, now).is_err());
    let words = [(numbers, "events-wrong-number"), (times, "events-wrong-time")];
    words.into_iter().filter(|(wrong, _)| *wrong).map(|(_, key)| t(key)).collect()
}

/// What a column's filter asks for: `=x` exactly, `x, y` one of them, of severities `2-4`, `>=2`, `<=3`.
fn conditions(key: &str, text: &str) -> Option<Vec<(String, String)>> {
    let text = text.trim();
    match key {
        "severity" => severity(text),
        "bot_id" => Some(vec![condition(key, "eq", without_equals(text))]),
        "level_id" => {
            let level = without_equals(text);
            level.parse::<i64>().ok().map(|_| vec![condition(key, "eq", level)])
        }
        "component" if text.contains(',') => {
            let words = text.split(',').map(str::trim).filter(|word| !word.is_empty());
            Some(words.map(|word| condition(key, "in", word)).collect())
        }
        _ => Some(match text.strip_prefix('=') {
            Some(exact) => vec![condition(key, "eq", exact.trim())],
            None => vec![condition(key, "ilike", text)],
        }),
    }
}

fn severity(text: &str) -> Option<Vec<(String, String)>> {
    let number = |text: &str| text.trim().parse::<i64>().ok().map(|number| number.to_string());
    let one = |operator, text: &str| {
        number(text).map(|number| vec![condition("severity", operator, &number)])
    };
    for (sign, operator) in [(">=", "gte"), ("≥", "gte"), ("<=", "lte"), ("≤", "lte"), ("=", "eq")]
    {
        if let Some(rest) = text.strip_prefix(sign) {
            return one(operator, rest);
        }
    }
    if text.contains(',') {
        let words = text.split(',').filter(|word| !word.trim().is_empty());
        return words.map(|word| number(word).map(|n| condition("severity", "in", &n))).collect();
    }
    if let Some((least, most)) = text.split_once('-') {
        let mut range = one("gte", least)?;
        range.extend(one("lte", most)?);
        return Some(range);
    }
    one("gte", text)
}

fn condition(key: &str, operator: &str, value: &str) -> (String, String) {
    (format!("{key}__{operator}"), value.to_owned())
}

fn without_equals(text: &str) -> &str {
    text.strip_prefix('=').unwrap_or(text).trim()
}

/// `14:30` of today, `2026-11-21`, `2026-11-21 14:30`, on this PC's clock; nothing for an empty text.
pub fn moment(text: &str, now: Timestamp) -> Result<Option<Timestamp>, ()> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if let Ok(exact) = text.parse::<Timestamp>() {
        return Ok(Some(exact));
    }
    let zone = TimeZone::system();
    let wall = text
        .parse::<DateTime>()
        .ok()
        .or_else(|| text.parse::<Date>().ok().map(|day| day.to_datetime(Time::midnight())))
        .or_else(|| {
            let time = text.parse::<Time>().ok()?;
            Some(now.to_zoned(zone.clone()).date().to_datetime(time))
        });
    let zoned = wall.and_then(|wall| wall.to_zoned(zone).ok());
    zoned.map(|zoned| Some(zoned.timestamp())).ok_or(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::operation::noyes::work::LIST_EVENTS;
    use crate::ui::panels::parts::fixture;

    fn asked(key: &'static str, text: &str) -> Vec<String> {
        let mut grid = GridState::default();
        grid.set_filter(key, text);
        let query = query(&grid, &Asked::default(), fixture::now());
        query.filters.iter().map(|(name, value)| format!("{name}={value}")).collect()
    }

    #[test]
    fn every_filter_of_the_contract_can_be_asked() {
        let mut seen: Vec<String> = Vec::new();
        for (key, text, wanted) in [
            ("severity", "3", "severity__gte=3"),
            ("severity", "<=2", "severity__lte=2"),
            ("severity", "= 4", "severity__eq=4"),
            ("severity", "2-4", "severity__gte=2 severity__lte=4"),
            ("severity", "1, 4", "severity__in=1 severity__in=4"),
            ("component", "bot", "component__ilike=bot"),
            ("component", "=brain", "component__eq=brain"),
            ("component", "bot, brain", "component__in=bot component__in=brain"),
            ("hex_value", "41", "hex_value__ilike=41"),
            ("hex_value", "=0x4107", "hex_value__eq=0x4107"),
            ("request_id", "R-", "request_id__ilike=R-"),
            ("request_id", "=R-1", "request_id__eq=R-1"),
            ("bot_id", "17", "bot_id__eq=17"),
            ("level_id", "9", "level_id__eq=9"),
        ] {
            let found = asked(key, text);
            assert_eq!(found.join(" "), wanted);
            seen.extend(found.iter().filter_map(|one| Some(one.split_once('=')?.0.to_owned())));
        }
        let known = ["page", "size", "sort_by", "search", "created_at__gte", "created_at__lte"];
        for field in LIST_EVENTS.fields {
            let there = known.contains(&field.name) || seen.iter().any(|name| name == field.name);
            assert!(there, "{}", field.name);
        }
    }

    #[test]
    fn times_are_of_this_pc_and_what_is_none_is_told() {
        let now = fixture::now();
        let asked = Asked { from: "2026-11-20 08:00".to_owned(), ..Asked::default() };
        let query = query(&GridState::default(), &asked, now);
        let (name, value) = query.filters.first().unwrap();
        assert_eq!(name, "created_at__gte");
        let zoned = value.parse::<Timestamp>().unwrap().to_zoned(TimeZone::system());
        assert_eq!(zoned.strftime("%F %R").to_string(), "2026-11-20 08:00");
        assert!(moment("08:30", now).unwrap().is_some());
        assert_eq!(moment(" ", now), Ok(None));
        let wrong = Asked { to: "yesterday".to_owned(), ..Asked::default() };
        assert_eq!(mistakes(&GridState::default(), &wrong, now).len(), 1);
        let mut grid = GridState::default();
        grid.set_filter("severity", "high");
        assert_eq!(mistakes(&grid, &Asked::default(), now).len(), 1);
    }

    #[test]
    fn what_stands_still_asks_for_nothing_newer() {
        let until = Some(fixture::now());
        let asked = Asked { until, ..Asked::default() };
        let query = query(&GridState::default(), &asked, fixture::now());
        assert_eq!(query.filters.len(), 1);
        assert_eq!(query.sort_by.as_deref(), Some("-created_at"));
    }
}
