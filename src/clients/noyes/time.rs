//! Times of the storage system: UTC where it is told, else the wall clock of Berlin.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// Central European time by rule, so that no time zone database is needed; true since 1996.
static BERLIN: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC));

/// The moment of a pair of fields: the `_utc` one, else the legacy one.
pub fn moment(utc: Option<&str>, legacy: Option<&str>) -> Option<Timestamp> {
    utc.and_then(utc_moment).or_else(|| legacy.and_then(berlin_moment))
}

/// With `+00:00`, `Z` or another offset; without any it is UTC by its name.
fn utc_moment(text: &str) -> Option<Timestamp> {
    text.parse().ok().or_else(|| at_zone(text, TimeZone::UTC))
}

/// A legacy value that really carries an offset is read as written, else as Berlin wall time;
/// in the hour that comes twice the first is taken.
fn berlin_moment(text: &str) -> Option<Timestamp> {
    text.parse().ok().or_else(|| at_zone(text, BERLIN.clone()))
}

fn at_zone(text: &str, zone: TimeZone) -> Option<Timestamp> {
    let wall: DateTime = text.trim().parse().ok()?;
    wall.to_zoned(zone).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<Timestamp> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn utc_comes_first_in_both_spellings_and_any_fraction() {
        let want = at("2022-04-13T15:42:05.901Z");
        assert_eq!(moment(Some("2022-04-13T15:42:05.901Z"), Some("2022-04-13T17:42:05")), want);
        assert_eq!(moment(Some("2022-04-13T15:42:05.901000+00:00"), None), want);
        assert_eq!(moment(Some("2022-04-13T15:42:05.901"), None), want);
        assert_eq!(moment(Some("2022-04-13T15:42:05Z"), None), at("2022-04-13T15:42:05Z"));
    }

    #[test]
    fn the_legacy_field_is_berlin_wall_time() {
        assert_eq!(moment(None, Some("2022-07-01T12:00:00")), at("2022-07-01T10:00:00Z"));
        assert_eq!(moment(None, Some("2022-01-01T12:00:00.5")), at("2022-01-01T11:00:00.5Z"));
        assert_eq!(moment(None, Some("2022-07-01 12:00:00")), at("2022-07-01T10:00:00Z"));
        assert_eq!(moment(None, Some("2022-04-13T15:42:05.901Z")), at("2022-04-13T15:42:05.901Z"));
    }

    #[test]
    fn the_hour_that_comes_twice_reads_as_the_first() {
        assert_eq!(moment(None, Some("2022-10-30T02:30:00")), at("2022-10-30T00:30:00Z"));
        assert_eq!(moment(None, Some("2022-10-30T03:00:00")), at("2022-10-30T02:00:00Z"));
    }

    #[test]
    fn what_is_no_time_is_no_time() {
        assert_eq!(moment(Some("soon"), None), None);
        assert_eq!(moment(None, None), None);
    }
}
