//! A value with its age: the last good reading, when it was made, and when it stops being trusted.

use jiff::{SignedDuration, Timestamp};

use super::trouble::Trouble;

/// The last good value of one reading. Failure never blanks it, it ages; missing is not zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Sourced<T> {
    pub value: Option<T>,
    pub stamp: Stamp,
}

/// Everything about a reading but the value itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Stamp {
    /// When the first question was asked, if any was.
    pub asked_at: Option<Timestamp>,
    /// When the last good answer arrived.
    pub read_at: Option<Timestamp>,
    /// How long the last good answer took.
    pub latency: SignedDuration,
    /// How often it is read at present; with the latency this bounds the age of a fresh value.
    pub period: SignedDuration,
    /// Older than this is stale.
    pub limit: SignedDuration,
    /// Why the newest reading failed; gone with the next good one.
    pub trouble: Option<Trouble>,
    /// Elements of the last answer that could not be understood, with their JSON paths.
    pub defects: Vec<Defect>,
}

/// One element of a list that could not be understood; the others were kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// Where it stands in the answer, for instance `[17].battery_level`.
    pub path: String,
    pub what: String,
}

/// How far a value can be trusted now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Nobody has asked yet.
    NotAsked,
    /// Asked, never answered; since when.
    Asking(Timestamp),
    /// Asked, never answered, and the last attempt failed.
    Failing(Timestamp),
    /// Within its limit. The age shown is the bound it is held to, and does not tick.
    Fresh(SignedDuration),
    /// Past its limit; the true age.
    Stale(SignedDuration),
}

impl Stamp {
    /// A reading that nobody has asked for yet.
    pub fn never(limit: SignedDuration) -> Self {
        Self {
            asked_at: None,
            read_at: None,
            latency: SignedDuration::ZERO,
            period: SignedDuration::ZERO,
            limit,
            trouble: None,
            defects: Vec::new(),
        }
    }

    pub fn freshness(&self, now: Timestamp) -> Freshness {
        match (self.read_at, self.asked_at) {
            (Some(read_at), _) => {
                let age = now.duration_since(read_at);
                if age > self.limit {
                    Freshness::Stale(age)
                } else {
                    Freshness::Fresh(self.period + self.latency)
                }
            }
            (None, Some(asked_at)) if self.trouble.is_some() => Freshness::Failing(asked_at),
            (None, Some(asked_at)) => Freshness::Asking(asked_at),
            (None, None) => Freshness::NotAsked,
        }
    }

    /// Whether the value may be acted on: read, and within its limit.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        matches!(self.freshness(now), Freshness::Fresh(_))
    }

    /// When it turns stale if no answer comes before.
    pub fn stale_at(&self) -> Option<Timestamp> {
        self.read_at.map(|at| at + self.limit)
    }
}

impl<T> Sourced<T> {
    pub fn never(limit: SignedDuration) -> Self {
        Self { value: None, stamp: Stamp::never(limit) }
    }

    pub fn freshness(&self, now: Timestamp) -> Freshness {
        self.stamp.freshness(now)
    }

    pub fn is_fresh(&self, now: Timestamp) -> bool {
        self.stamp.is_fresh(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap_or_default()
    }

    #[test]
    fn a_value_past_its_limit_is_stale_by_its_true_age() {
        let mut stamp = Stamp::never(SignedDuration::from_secs(2));
        assert_eq!(stamp.freshness(at(0)), Freshness::NotAsked);
        stamp.asked_at = Some(at(0));
        assert_eq!(stamp.freshness(at(1)), Freshness::Asking(at(0)));
        stamp.read_at = Some(at(1));
        stamp.period = SignedDuration::from_millis(100);
        stamp.latency = SignedDuration::from_millis(20);
        assert_eq!(stamp.freshness(at(3)), Freshness::Fresh(SignedDuration::from_millis(120)));
        assert_eq!(stamp.freshness(at(43)), Freshness::Stale(SignedDuration::from_secs(42)));
    }
}
