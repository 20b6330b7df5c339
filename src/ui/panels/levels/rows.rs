//! The rows of the bot table as plain data: filtered, sorted, alarms up.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::model::alarms;
use crate::bus::snapshot::Snapshot;
use crate::domain::attention::Priority;
use crate::domain::bot::{Battery, Bot, BotState};
use crate::domain::ids::{BotId, CarrierId, LevelId};
use crate::domain::sourced::Freshness;

/// One row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct BotRow {
    pub id: BotId,
    pub level: Option<LevelId>,
    pub state: BotState,
    pub alarm: Option<Priority>,
    pub battery: Battery,
    pub charging: Option<bool>,
    pub carrier: Option<CarrierId>,
    /// How long it has been as it is.
    pub unchanged: SignedDuration,
    /// How old the report of it is.
    pub age: Age,
}

/// An age, and whether it is past its limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Age {
    pub is: SignedDuration,
    pub stale: bool,
}

impl Age {
    /// Of what was read; none of what never was.
    pub const fn of(told: &Freshness) -> Option<Self> {
        match told {
            Freshness::Fresh(bound) => Some(Self { is: *bound, stale: false }),
            Freshness::Stale(age) => Some(Self { is: *age, stale: true }),
            Freshness::NotAsked | Freshness::Asking(_) | Freshness::Failing(_) => None,
        }
    }
}

/// What the table is asked to show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query<'a> {
    /// Only this level.
    pub level: Option<&'a LevelId>,
    /// Only these; empty is all.
    pub states: Vec<BotState>,
    /// Texts of the filter row by column key.
    pub filters: BTreeMap<&'static str, String>,
    pub sort: Option<(&'static str, bool)>,
}

/// How many bots are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub all: usize,
    pub working: usize,
    pub charging: usize,
    pub idle: usize,
    pub not_reported: usize,
}

/// Counts the bots of one level, or of all.
pub fn counts(snapshot: &Snapshot, level: Option<&LevelId>) -> Counts {
    let mut counts = Counts::default();
    for bot in snapshot.bots.value.iter().flat_map(|bots| bots.iter()) {
        if level.is_some() && bot.level.as_ref() != level {
            continue;
        }
        counts.all += 1;
        match bot.state() {
            BotState::Working => counts.working += 1,
            BotState::Charging => counts.charging += 1,
            BotState::Idle => counts.idle += 1,
            BotState::NotReported => counts.not_reported += 1,
        }
    }
    counts
}

/// The age of what the list of bots says of a bot.
pub fn age_of(snapshot: &Snapshot, bot: &Bot, now: Timestamp) -> Age {
    match snapshot.bots.stamp.freshness(now) {
        _ if !bot.in_last_report => Age { is: now.duration_since(bot.reported_at), stale: true },
        told => Age::of(&told)
            .unwrap_or_else(|| Age { is: now.duration_since(bot.reported_at), stale: true }),
    }
}

/// Builds the rows.
pub fn bot_rows(snapshot: &Snapshot, now: Timestamp, query: &Query<'_>) -> Vec<BotRow> {
    let alarms = alarms(snapshot);
    let mut rows: Vec<BotRow> = snapshot
        .bots
        .value
        .iter()
        .flat_map(|bots| bots.iter())
        .map(|bot| BotRow {
            id: bot.id.clone(),
            level: bot.level.clone(),
            state: bot.state(),
            alarm: alarms.get(&bot.id).copied(),
            battery: bot.battery,
            charging: bot.charging,
            carrier: bot.lifted_carrier.clone(),
            unchanged: now.duration_since(bot.unchanged_since),
            age: age_of(snapshot, bot, now),
        })
        .filter(|row| passes(row, query))
        .collect();
    sort(&mut rows, query.sort);
    rows
}

fn passes(row: &BotRow, query: &Query<'_>) -> bool {
    if query.level.is_some() && row.level.as_ref() != query.level {
        return false;
    }
    if !query.states.is_empty() && !query.states.contains(&row.state) {
        return false;
    }
    query.filters.iter().all(|(key, text)| passes_filter(row, key, text.trim()))
}

fn passes_filter(row: &BotRow, key: &str, text: &str) -> bool {
    let same = |id: Option<&str>| id.is_some_and(|id| id.eq_ignore_ascii_case(text));
    match key {
        _ if text.is_empty() => true,
        "bot" => same(Some(row.id.as_str())),
        "level" => same(row.level.as_ref().map(LevelId::as_str)),
        "state" => state_code(row.state) == text,
        "battery" => match (row.battery, text.parse::<u8>()) {
            (Battery::Percent(percent), Ok(least)) => percent >= least,
            // not a number yet: the person is still typing
            (_, Err(_)) => true,
            _ => false,
        },
        "charging" => row.charging == Some(text == "yes"),
        "carrier" => row
            .carrier
            .as_ref()
            .is_some_and(|id| id.as_str().to_lowercase().contains(&text.to_lowercase())),
        _ => true,
    }
}

/// The code of a state in filters.
pub const fn state_code(state: BotState) -> &'static str {
    match state {
        BotState::Working => "working",
        BotState::Charging => "charging",
        BotState::Idle => "idle",
        BotState::NotReported => "not-reported",
    }
}

fn sort(rows: &mut [BotRow], sort: Option<(&'static str, bool)>) {
    let battery = |row: &BotRow| match row.battery {
        Battery::Percent(percent) => (0, i64::from(percent)),
        Battery::OutOfRange(value) => (1, value),
        Battery::Missing => (2, 0),
    };
    // alarms up, most urgent first; the id settles what is equal
    let urgency = |row: &BotRow| row.alarm.map_or(9, |priority| priority as u8);
    match sort.map(|(key, _)| key) {
        Some("bot") => rows.sort_by(|a, b| a.id.cmp(&b.id)),
        Some("level") => rows.sort_by(|a, b| (&a.level, &a.id).cmp(&(&b.level, &b.id))),
        Some("battery") => rows.sort_by(|a, b| (battery(a), &a.id).cmp(&(battery(b), &b.id))),
        Some("charging") => rows.sort_by(|a, b| (a.charging, &a.id).cmp(&(b.charging, &b.id))),
        Some("carrier") => rows.sort_by(|a, b| (&a.carrier, &a.id).cmp(&(&b.carrier, &b.id))),
        Some("since") => rows.sort_by(|a, b| (a.unchanged, &a.id).cmp(&(b.unchanged, &b.id))),
        Some("state") => {
            rows.sort_by(|a, b| (urgency(a), a.state, &a.id).cmp(&(urgency(b), b.state, &b.id)));
        }
        _ => rows.sort_by(|a, b| (urgency(a), &a.id).cmp(&(urgency(b), &b.id))),
    }
    if sort.is_some_and(|(_, descending)| descending) {
        rows.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::tests::fixture;
    use super::*;

    fn ids(rows: &[BotRow]) -> Vec<String> {
        rows.iter().map(|row| row.id.to_string()).collect()
    }

    fn now() -> Timestamp {
        Timestamp::from_second(1_795_219_201).unwrap_or_default()
    }

    #[test]
    fn alarms_come_up_then_bots_by_number() {
        let rows = bot_rows(&fixture(), now(), &Query::default());
        assert_eq!(ids(&rows), ["17", "3", "9", "28", "41", "50"]);
    }

    #[test]
    fn filters_hold_together() {
        let snapshot = fixture();
        let level = LevelId::new("3");
        let query = |key, text: &str| Query {
            level: Some(&level),
            filters: [(key, text.to_owned())].into_iter().collect(),
            ..Query::default()
        };
        assert_eq!(ids(&bot_rows(&snapshot, now(), &query("battery", "61"))), ["17", "3", "41"]);
        assert_eq!(ids(&bot_rows(&snapshot, now(), &query("carrier", "c-03"))), ["3"]);
        assert_eq!(ids(&bot_rows(&snapshot, now(), &query("charging", "yes"))), ["28"]);
        assert_eq!(ids(&bot_rows(&snapshot, now(), &query("state", "not-reported"))), ["41"]);
        let states = Query { states: vec![BotState::Charging], ..Query::default() };
        assert_eq!(ids(&bot_rows(&snapshot, now(), &states)), ["28"]);
    }

    #[test]
    fn missing_battery_is_not_zero() {
        let query = Query { sort: Some(("battery", false)), ..Query::default() };
        let rows = bot_rows(&fixture(), now(), &query);
        assert_eq!(ids(&rows), ["28", "17", "41", "3", "50", "9"]);
    }

    #[test]
    fn a_bot_that_is_gone_ages_by_itself() {
        let rows = bot_rows(&fixture(), now(), &Query::default());
        let gone = rows.iter().find(|row| row.id.as_str() == "41").map(|row| row.age);
        assert_eq!(gone, Some(Age { is: SignedDuration::from_secs(1), stale: true }));
        let here = rows.iter().find(|row| row.id.as_str() == "3").map(|row| row.age.stale);
        assert_eq!(here, Some(false));
    }

    #[test]
    fn counts_by_level() {
        let level = LevelId::new("3");
        let expected = Counts { all: 5, working: 2, charging: 1, idle: 1, not_reported: 1 };
        assert_eq!(counts(&fixture(), Some(&level)), expected);
        assert_eq!(counts(&fixture(), None).all, 6);
    }
}
