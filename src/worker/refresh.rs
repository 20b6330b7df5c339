//! The schedule: what is read, how often while it is on the screen and while not, and how urgent it is.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::retry;
use crate::bus::command::Watch;
use crate::bus::grid::GridKey;
use crate::domain::ids::BalconyId;
use crate::domain::pick::Workplace;
use crate::domain::system::System;

/// One thing that is read again and again; in the order of urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    ReadyTrays,
    StorageStatus,
    Bots,
    Stations,
    Levels,
    Balconies,
    OpenRequests,
    PasswordPolicy,
    Grid(GridKey),
    LevelMap,
    Trays,
    LevelStock,
    /// The next page of an export.
    Export,
    Settings,
    UserSettings,
    SignedIn,
    Webhooks,
    /// What waits at the balcony of this PC.
    BalconyJobs,
    Practice,
}

const fn seconds(count: i64) -> SignedDuration {
    SignedDuration::from_secs(count)
}

impl Thing {
    /// What is read whatever the screen shows; the windows on lists come besides.
    const PLAIN: [Self; 18] = [
        Self::ReadyTrays,
        Self::StorageStatus,
        Self::Bots,
        Self::Stations,
        Self::Levels,
        Self::Balconies,
        Self::OpenRequests,
        Self::PasswordPolicy,
        Self::LevelMap,
        Self::Trays,
        Self::LevelStock,
        Self::Export,
        Self::Settings,
        Self::UserSettings,
        Self::SignedIn,
        Self::Webhooks,
        Self::BalconyJobs,
        Self::Practice,
    ];

    /// Every thing there is.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::PLAIN.into_iter().chain(GridKey::all().map(Self::Grid))
    }

    /// Who is asked; none for the practice site's control.
    pub const fn system(self) -> Option<System> {
        match self {
            Self::ReadyTrays | Self::Stations | Self::Trays | Self::Webhooks => {
                Some(System::RobotManager)
            }
            Self::Practice => None,
            _ => Some(System::Noyes),
        }
    }

    /// The table: how often it is read now; none means not at all.
    pub fn period(self, watch: &Watch) -> Option<SignedDuration> {
        let fast = |watched: bool| {
            if watched {
                let polls = i64::from(watch.polls_per_second.clamp(1, 10));
                SignedDuration::from_millis(1000 / polls)
            } else {
                seconds(2)
            }
        };
        let when = |watched: bool, period: i64| watched.then(|| seconds(period));
        match self {
            Self::ReadyTrays => Some(fast(watch.ready_trays)),
            Self::StorageStatus => Some(fast(watch.storage)),
            Self::Bots => Some(fast(watch.bots)),
            Self::Stations => Some(seconds(if watch.stations { 1 } else { 5 })),
            Self::Levels | Self::Balconies => Some(seconds(60)),
            Self::OpenRequests => Some(seconds(5)),
            Self::Grid(key) => when(watch.grids.iter().any(|grid| grid.key() == key), 1),
            Self::LevelMap => when(watch.level_map.is_some(), 1),
            Self::Trays => when(watch.trays, 10),
            Self::LevelStock => when(watch.level_stock, 60),
            // asked when a page is wanted, and at no other time
            Self::Export => Some(seconds(3600)),
            Self::Settings => when(watch.settings, 2),
            Self::UserSettings => when(watch.user_settings.is_some(), 2),
            Self::SignedIn => when(watch.signed_in, 60),
            // whether our own is registered is asked now and then, as long as we have one
            Self::Webhooks => Some(seconds(if watch.webhooks { 2 } else { 60 })),
            Self::BalconyJobs => when(balcony_of(watch).is_some(), 1),
            Self::PasswordPolicy => when(watch.password_policy, 60),
            Self::Practice => Some(seconds(if watch.practice { 1 } else { 5 })),
        }
    }

    /// When a reading made at this period is stale: the panel's own limit, or three missed answers.
    pub fn limit(self, period: SignedDuration) -> SignedDuration {
        let own = match self {
            Self::StorageStatus | Self::Bots => seconds(2),
            Self::ReadyTrays => seconds(3),
            Self::BalconyJobs => seconds(5),
            Self::Stations | Self::Grid(_) => seconds(10),
            Self::Levels
            | Self::Balconies
            | Self::LevelStock
            | Self::SignedIn
            | Self::PasswordPolicy => seconds(300),
            Self::OpenRequests | Self::LevelMap | Self::Trays | Self::Export | Self::Practice => {
                seconds(30)
            }
            Self::Settings | Self::UserSettings | Self::Webhooks => seconds(30),
        };
        own.max(period.saturating_mul(3).saturating_add(seconds(1)))
    }
}

/// The balcony that is worked at on this PC.
pub fn balcony_of(watch: &Watch) -> Option<&BalconyId> {
    match &watch.workplace {
        Some(Workplace::Balcony(balcony)) => Some(balcony),
        _ => None,
    }
}

#[derive(Clone, Debug)]
struct Entry {
    due: Timestamp,
    in_flight: bool,
    failures: u32,
}

/// When each thing is due; one question per thing under way.
#[derive(Clone, Debug, Default)]
pub struct Refresh {
    entries: BTreeMap<Thing, Entry>,
}

impl Refresh {
    /// Everything due at once.
    pub fn new(now: Timestamp) -> Self {
        let entry = Entry { due: now, in_flight: false, failures: 0 };
        Self { entries: Thing::all().map(|thing| (thing, entry.clone())).collect() }
    }

    /// A wish: as soon as the question under way has come back.
    pub fn soon(&mut self, thing: Thing, now: Timestamp) {
        if let Some(entry) = self.entries.get_mut(&thing) {
            entry.due = entry.due.min(now);
            entry.failures = 0;
        }
    }

    /// The system answers again: nothing of it waits out its backoff.
    pub fn all_soon(&mut self, system: System, now: Timestamp) {
        for (thing, entry) in &mut self.entries {
            if thing.system() == Some(system) && entry.failures > 0 {
                entry.due = entry.due.min(now);
                entry.failures = 0;
            }
        }
    }

    /// What is due and not under way, most urgent first, oldest first among equals.
    pub fn due(&self, now: Timestamp) -> Vec<Thing> {
        let mut due: Vec<_> = self
            .entries
            .iter()
            .filter(|(_, entry)| !entry.in_flight && entry.due <= now)
            .map(|(thing, entry)| (entry.due, *thing))
            .collect();
        due.sort();
        due.into_iter().map(|(_, thing)| thing).collect()
    }

    /// When the next thing of those that are not under way is due.
    pub fn dues(&self) -> impl Iterator<Item = (Thing, Timestamp)> + '_ {
        self.entries
            .iter()
            .filter(|(_, entry)| !entry.in_flight)
            .map(|(thing, entry)| (*thing, entry.due))
    }

    /// Whether any question to this system is under way.
    pub fn asking(&self, system: System) -> bool {
        self.entries.iter().any(|(thing, e)| e.in_flight && thing.system() == Some(system))
    }

    /// The question went out. Its next due time is far off until it is set by the answer or by a wish.
    pub fn asked(&mut self, thing: Thing) {
        if let Some(entry) = self.entries.get_mut(&thing) {
            entry.in_flight = true;
            entry.due = Timestamp::MAX;
        }
    }

    /// There is nothing to ask now; look again later.
    pub fn postpone(&mut self, thing: Thing, until: Timestamp) {
        if let Some(entry) = self.entries.get_mut(&thing) {
            entry.due = until;
        }
    }

    /// A good answer came; the next question goes out one period after this one did.
    pub fn answered(
        &mut self,
        thing: Thing,
        asked_at: Timestamp,
        period: SignedDuration,
        now: Timestamp,
    ) {
        if let Some(entry) = self.entries.get_mut(&thing) {
            entry.in_flight = false;
            entry.failures = 0;
            entry.due = entry.due.min((asked_at + period).max(now));
        }
    }

    /// A failure came: try again after a growing wait, for ever.
    pub fn failed(&mut self, thing: Thing, period: SignedDuration, now: Timestamp) {
        if let Some(entry) = self.entries.get_mut(&thing) {
            entry.in_flight = false;
            entry.failures = entry.failures.saturating_add(1);
            let wait = retry::wait_after(entry.failures, thing.seed()).max(period);
            entry.due = now + wait;
        }
    }
}

impl Thing {
    fn seed(self) -> u64 {
        let place = Self::all().position(|thing| thing == self).unwrap_or(0);
        u64::try_from(place).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millisecond(millis).unwrap()
    }

    #[test]
    fn what_is_watched_is_read_up_to_ten_times_a_second_the_rest_slowly() {
        let hidden = Watch::default();
        let shown = Watch { bots: true, polls_per_second: 10, ..Watch::default() };
        assert_eq!(Thing::Bots.period(&shown), Some(SignedDuration::from_millis(100)));
        assert_eq!(Thing::Bots.period(&hidden), Some(seconds(2)));
        assert_eq!(Thing::Trays.period(&hidden), None);
    }

    #[test]
    fn a_slow_period_does_not_make_a_value_stale() {
        for thing in Thing::all() {
            for watch in [Watch::default(), Watch { bots: true, ..Watch::default() }] {
                let Some(period) = thing.period(&watch) else { continue };
                assert!(thing.limit(period) > period * 2, "{thing:?}");
            }
        }
    }

    #[test]
    fn one_question_per_thing_and_a_wish_meanwhile_goes_out_at_once_after() {
        let mut refresh = Refresh::new(at(0));
        assert_eq!(refresh.due(at(0)).len(), Thing::all().count());
        refresh.asked(Thing::Bots);
        assert!(!refresh.due(at(9_999)).contains(&Thing::Bots));
        refresh.soon(Thing::Bots, at(10));
        assert!(!refresh.due(at(10)).contains(&Thing::Bots));
        refresh.answered(Thing::Bots, at(0), seconds(2), at(20));
        assert!(refresh.due(at(20)).contains(&Thing::Bots));
        refresh.asked(Thing::Bots);
        refresh.answered(Thing::Bots, at(20), seconds(2), at(40));
        assert!(!refresh.due(at(2019)).contains(&Thing::Bots));
        assert!(refresh.due(at(2020)).contains(&Thing::Bots));
    }

    #[test]
    fn failures_thin_out_but_never_end() {
        let mut refresh = Refresh::new(at(0));
        let mut now = at(0);
        for _ in 0..50 {
            refresh.asked(Thing::Bots);
            refresh.failed(Thing::Bots, SignedDuration::from_millis(100), now);
            let due = refresh.dues().find(|(thing, _)| *thing == Thing::Bots).unwrap().1;
            assert!(due > now && due <= now + seconds(30));
            now = due;
        }
    }
}
