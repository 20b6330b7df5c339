//! Time of the warehouse: milliseconds since its start, and how the two systems write them down.

use jiff::{SignedDuration, Timestamp, civil};

/// Milliseconds since the start of the site; negative for what lies before it.
pub type Millis = i64;

/// A moment as the warehouse lives it and as it is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Simulated time: what is due is measured by it.
    pub now: Millis,
    /// What a time stamp made now says.
    pub stamp: Millis,
}

/// Both at once, as long as the clock of the site runs alone.
#[cfg(test)]
impl From<Millis> for Moment {
    fn from(now: Millis) -> Self {
        Self { now, stamp: now }
    }
}

/// Where the site's zero lies on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    base: Timestamp,
}

impl Calendar {
    /// Zero is now, to the whole second.
    pub fn from_now() -> Self {
        let now = Timestamp::now();
        Self { base: Timestamp::from_second(now.as_second()).unwrap_or(now) }
    }

    /// Zero is a fixed Monday morning, so that a stepped site answers the same text every time.
    pub fn fixed() -> Self {
        Self { base: Timestamp::from_second(1_767_600_000).unwrap_or(Timestamp::UNIX_EPOCH) }
    }

    /// The moment on the calendar.
    pub fn at(&self, millis: Millis) -> Timestamp {
        self.base.checked_add(SignedDuration::from_millis(millis)).unwrap_or(self.base)
    }

    /// Milliseconds since the start at this moment.
    pub fn millis(&self, moment: Timestamp) -> Millis {
        moment.as_millisecond() - self.base.as_millisecond()
    }

    /// UTC with an offset, `2022-04-13T15:42:05.901000+00:00`.
    pub fn utc(&self, millis: Millis) -> String {
        format!("{}+00:00", civil_text(self.at(millis), 0))
    }

    /// Berlin wall time without a zone, as the storage system's older fields have it.
    pub fn berlin(&self, millis: Millis) -> String {
        let at = self.at(millis);
        civil_text(at, berlin_offset(at))
    }

    /// `2025-09-10 08:59:57`, as the robot manager writes it (UTC here).
    pub fn plain(&self, millis: Millis) -> String {
        jiff::tz::Offset::UTC.to_datetime(self.at(millis)).strftime("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// Reads a time of a filter: with an offset or Z as written, without a zone as Berlin wall time.
    pub fn parse(&self, text: &str) -> Option<Millis> {
        // a raw + of an offset arrives as a space
        let text = text.trim();
        let text = match text.rsplit_once(' ') {
            Some((front, zone)) if front.contains('T') && zone.contains(':') => {
                format!("{front}+{zone}")
            }
            _ => text.to_owned(),
        };
        if let Ok(moment) = text.parse::<Timestamp>() {
            return Some(self.millis(moment));
        }
        let wall = text
            .parse::<civil::DateTime>()
            .or_else(|_| text.parse::<civil::Date>().map(|date| date.at(0, 0, 0, 0)))
            .ok()?;
        let as_utc = jiff::tz::Offset::UTC.to_timestamp(wall).ok()?;
        // the summer reading first: in the ambiguous hour of October the first one counts
        for offset in [2, 1] {
            let moment = as_utc.checked_sub(SignedDuration::from_hours(offset)).ok()?;
            if berlin_offset(moment) == offset {
                return Some(self.millis(moment));
            }
        }
        as_utc.checked_sub(SignedDuration::from_hours(1)).ok().map(|moment| self.millis(moment))
    }
}

fn civil_text(at: Timestamp, hours: i64) -> String {
    let shifted = at.checked_add(SignedDuration::from_hours(hours)).unwrap_or(at);
    jiff::tz::Offset::UTC.to_datetime(shifted).strftime("%Y-%m-%dT%H:%M:%S.%6f").to_string()
}

/// Hours Berlin is ahead of UTC: two from the last Sunday of March 01:00 UTC to that of October.
fn berlin_offset(at: Timestamp) -> i64 {
    let utc = jiff::tz::Offset::UTC.to_datetime(at);
    let turn = |month: i8| {
        let last = civil::Date::new(utc.year(), month, 31).ok()?;
        let back = i64::from(last.weekday().to_sunday_zero_offset());
        last.checked_sub(SignedDuration::from_hours(24 * back))
            .ok()
            .map(|sunday| sunday.at(1, 0, 0, 0))
    };
    match (turn(3), turn(10)) {
        (Some(spring), Some(autumn)) if utc >= spring && utc < autumn => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn berlin_follows_the_summer() {
        assert_eq!(berlin_offset(at("2022-04-13T15:42:05Z")), 2);
        assert_eq!(berlin_offset(at("2022-01-13T15:42:05Z")), 1);
        assert_eq!(berlin_offset(at("2024-03-31T00:59:59Z")), 1);
        assert_eq!(berlin_offset(at("2024-03-31T01:00:00Z")), 2);
        assert_eq!(berlin_offset(at("2024-10-27T00:59:59Z")), 2);
        assert_eq!(berlin_offset(at("2024-10-27T01:00:00Z")), 1);
    }

    #[test]
    fn times_are_written_and_read_back() {
        let calendar = Calendar::fixed();
        assert_eq!(calendar.utc(901), "2026-01-05T08:00:00.901000+00:00");
        assert_eq!(calendar.berlin(901), "2026-01-05T09:00:00.901000");
        assert_eq!(calendar.plain(1_000), "2026-01-05 08:00:01");
        for text in [
            "2026-01-05T08:00:00.901000+00:00",
            "2026-01-05T08:00:00.901 00:00",
            "2026-01-05T08:00:00.901Z",
            "2026-01-05T09:00:00.901",
        ] {
            assert_eq!(calendar.parse(text), Some(901), "{text}");
        }
        assert_eq!(calendar.parse("yesterday"), None);
    }
}
