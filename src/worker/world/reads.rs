//! What an answer to a question does to the world.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::World;
use super::sections::{self, Timing};
use crate::bus::event::Notice;
use crate::bus::snapshot::STORAGE_WORDS_KEPT;
use crate::domain::bot::Bot;
use crate::domain::ids::BotId;
use crate::domain::level::LevelStock;
use crate::domain::practice::PracticeCommand;
use crate::domain::storage::StorageStatus;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::worker::event::{Answer, Ask, Change, Effect, Effects, MapPage, Reading};
use crate::worker::refresh::Thing;

impl World {
    pub(super) fn answered(
        &mut self,
        ask: &Ask,
        asked_at: Timestamp,
        answer: Answer,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        effects.changed(self.note_link(ask, &answer, now));
        let thing = thing_of(ask);
        if let Some(thing) = thing {
            self.reschedule(thing, matches!(answer, Answer::Failed(_)), asked_at, now);
        }
        if matches!(answer, Answer::ReadyTrays(_)) {
            self.ledger.ready_trays_listed(asked_at);
        }
        match (ask, answer) {
            (Ask::Send { intent, attempt, .. }, answer) => {
                self.sent(*intent, *attempt, answer, now, effects);
            }
            (Ask::ReadBack { intent, look, .. }, answer) => {
                self.read_back(*intent, *look, answer, now, effects);
            }
            (Ask::LookBack { intent, look, .. }, answer) => {
                self.read_back(*intent, *look, answer, now, effects);
            }
            (Ask::Raw(ask), Answer::Raw(answer)) => {
                tell(effects, Notice::Answered { id: ask.id, result: Ok(answer) });
            }
            (Ask::Raw(ask), Answer::Failed(trouble)) => {
                tell(effects, Notice::Answered { id: ask.id, result: Err(trouble) });
            }
            (Ask::Test(system), Answer::Tested(took)) => {
                tell(effects, Notice::ConnectionTested { system: *system, result: Ok(took) });
            }
            (Ask::Test(system), Answer::Failed(trouble)) => {
                tell(effects, Notice::ConnectionTested { system: *system, result: Err(trouble) });
            }
            (Ask::Item(_) | Ask::ItemPicture { .. }, answer) => {
                self.item_told(ask, answer, effects);
            }
            (Ask::PracticeFloor | Ask::PracticeLines, Answer::PracticeFloor(fill)) => {
                self.practice_filled(*fill, now);
            }
            (Ask::Practice(PracticeCommand::Reset), Answer::PracticeDone) => {
                self.desk.forget();
                self.refresh.soon(Thing::Practice, now);
                tell(effects, Notice::PracticeDone { result: Ok(()) });
            }
            (Ask::Practice(_), Answer::PracticeDone) => {
                self.refresh.soon(Thing::Practice, now);
                tell(effects, Notice::PracticeDone { result: Ok(()) });
            }
            (Ask::Practice(_), Answer::Failed(trouble)) => {
                tell(effects, Notice::PracticeDone { result: Err(trouble) });
            }
            (Ask::ExportPage { id, page, .. }, Answer::ExportPage(reading)) => {
                self.export_page_read(*id, *page, reading, now, effects);
            }
            (Ask::ExportPage { id, .. }, Answer::Failed(trouble)) => {
                self.export_page_failed(*id, &trouble, effects);
            }
            (_, Answer::Failed(trouble)) => {
                if let Some(thing) = thing {
                    effects.changed(self.reading_failed(thing, &trouble));
                }
            }
            (ask, answer) => {
                let change = self.reading(ask, answer, now, effects);
                effects.changed(change);
            }
        }
    }

    fn note_link(&mut self, ask: &Ask, answer: &Answer, now: Timestamp) -> Change {
        let Some(system) = ask.system() else { return Change::None };
        let Some(link) = self.links.get_mut(&system) else { return Change::None };
        let was_down = link.down();
        let change = match answer {
            Answer::Failed(trouble) => link.failed(trouble, now),
            answer => {
                link.learn(ask, answer.calls(), now);
                match answer.latency() {
                    Some(latency) => link.answered(latency, now),
                    None => Change::None,
                }
            }
        };
        if was_down && !link.down() {
            self.refresh.all_soon(system, now);
        }
        change
    }

    fn reschedule(&mut self, thing: Thing, failed: bool, asked_at: Timestamp, now: Timestamp) {
        let period = self.period(thing);
        if failed {
            self.refresh.failed(thing, period, now);
        } else {
            self.refresh.answered(thing, asked_at, period, now);
        }
    }

    fn timing(&self, thing: Thing, now: Timestamp) -> Timing {
        let period = self.period(thing);
        Timing { now, period, limit: thing.limit(period) }
    }

    fn reading(
        &mut self,
        ask: &Ask,
        answer: Answer,
        now: Timestamp,
        effects: &mut Effects,
    ) -> Change {
        let Some(timing) = thing_of(ask).map(|thing| self.timing(thing, now)) else {
            return Change::None;
        };
        let s = &mut self.snapshot;
        match (ask, answer) {
            (Ask::StorageStatus, Answer::StorageStatus(reading)) => {
                self.note_storage_word(&reading.value, now);
                sections::answered(&mut self.snapshot.storage_status, reading, timing)
            }
            (Ask::Bots, Answer::Bots(reading)) => self.bots_read(reading, timing),
            (Ask::Levels, Answer::Levels(reading)) => {
                let change = sections::answered(&mut s.levels, reading, timing);
                if s.level_stock.stamp.read_at.is_none() {
                    self.refresh.soon(Thing::LevelStock, now);
                }
                change
            }
            (Ask::Balconies, Answer::Balconies(reading)) => {
                sections::answered(&mut s.balconies, reading, timing)
            }
            (Ask::Stations, Answer::Stations(reading)) => {
                sections::answered(&mut s.stations, reading, timing)
            }
            (Ask::Trays, Answer::Trays(reading)) => {
                sections::answered(&mut s.trays, reading, timing)
            }
            (Ask::ReadyTrays, Answer::ReadyTrays(reading)) => {
                self.ready_trays_seen(&reading, now, effects);
                self.look_for_gaps(&reading.value, now);
                sections::answered(&mut self.snapshot.ready_trays, reading, timing)
            }
            (Ask::OpenRequests, Answer::OpenRequests(reading)) => {
                sections::answered(&mut s.open_requests, reading, timing)
            }
            (Ask::PasswordPolicy, Answer::PasswordPolicy(reading)) => {
                sections::answered(&mut s.password_policy, reading, timing)
            }
            (Ask::PracticeState, Answer::PracticeState(reading)) => {
                // the simulated clock always runs; only the rest is worth a frame
                let same = s.practice.get().is_some_and(|old| {
                    old.speed == reading.value.speed
                        && old.faults == reading.value.faults
                        && old.mishaps == reading.value.mishaps
                        && old.seed == reading.value.seed
                });
                let (value, rest) = reading.apart();
                sections::stamped(&mut s.practice, Some(value), !same, rest, timing)
            }
            (Ask::Webhooks(_), Answer::Webhooks(reading)) => {
                sections::answered(&mut s.webhooks, reading, timing)
            }
            (Ask::Settings | Ask::UserSettings(_) | Ask::SignedIn, answer) => {
                self.settings_read(ask, answer, timing)
            }
            (Ask::BalconyJobs(_), Answer::BalconyJobs(reading)) => {
                sections::answered(&mut s.balcony_jobs, reading, timing)
            }
            (Ask::LevelStock(_), Answer::LevelStock(reading)) => self.stock_read(reading, timing),
            (Ask::MapPage(page), Answer::MapPage(reading)) => self.map_read(page, reading, timing),
            (Ask::GridPage { key, query, .. }, Answer::GridPage(reading)) => {
                let change = self.grids.answered(*key, query, reading, timing, &mut s.grids);
                if self.grids.in_a_hurry(*key) {
                    self.refresh.soon(Thing::Grid(*key), now);
                }
                change
            }
            _ => Change::None,
        }
    }

    /// Settings, and as whom the storage system lets us in.
    fn settings_read(&mut self, ask: &Ask, answer: Answer, timing: Timing) -> Change {
        let s = &mut self.snapshot;
        match (ask, answer) {
            (Ask::Settings, Answer::Settings(reading)) => {
                sections::answered(&mut s.settings, reading, timing)
            }
            // another user may be looked at meanwhile
            (Ask::UserSettings(user), Answer::UserSettings(reading))
                if self.watch.user_settings.as_ref() == Some(user) =>
            {
                sections::answered(&mut s.user_settings, reading, timing)
            }
            (Ask::SignedIn, Answer::SignedIn(reading)) => {
                sections::answered(&mut s.signed_in, reading, timing)
            }
            _ => Change::None,
        }
    }

    fn bots_read(&mut self, reading: Reading<Vec<Bot>>, timing: Timing) -> Change {
        let section = &mut self.snapshot.bots;
        let (value, rest) = reading.apart();
        // the first answer is news even if it is empty
        let first = section.value.is_none();
        let old = section.value.clone().unwrap_or_default();
        let (bots, different) = merge_bots(&old, value, section.stamp.read_at, timing.now);
        let different = different || first;
        sections::stamped(section, Some(bots), different, rest, timing)
    }

    /// One level counted; the section changes when all are.
    fn stock_read(&mut self, reading: Reading<LevelStock>, timing: Timing) -> Change {
        let levels = self.snapshot.levels.get().map_or(0, Vec::len);
        let (value, rest) = reading.apart();
        if let Some(map) = self.map.as_mut().filter(|map| *map.level() == value.level) {
            map.check(value.rows);
        }
        self.stock.found.retain(|known| known.level != value.level);
        self.stock.found.push(value);
        self.stock.next += 1;
        if self.stock.next < levels {
            self.refresh.soon(Thing::LevelStock, timing.now);
            return Change::Silent;
        }
        self.stock.next = 0;
        let mut value = std::mem::take(&mut self.stock.found);
        value.sort_by(|a, b| a.level.cmp(&b.level));
        let reading = rest.with(value);
        sections::answered(&mut self.snapshot.level_stock, reading, timing)
    }

    fn map_read(
        &mut self,
        asked: &MapPage,
        reading: Reading<crate::domain::page::Page<crate::domain::carrier::InventoryRow>>,
        timing: Timing,
    ) -> Change {
        let Some(map) = self.map.as_mut().filter(|map| *map.level() == asked.level) else {
            return Change::None;
        };
        let (value, rest) = reading.apart();
        let was_loading = map.in_a_hurry();
        let different = map.take(&asked.step, &value, timing.now);
        let next_is_more = matches!(
            map.next(),
            crate::worker::event::MapStep::Changes { page, .. } if *page > 1
        );
        if map.in_a_hurry() || was_loading || next_is_more {
            self.refresh.soon(Thing::LevelMap, timing.now);
        }
        let value = different.then(|| map.map());
        sections::stamped(&mut self.snapshot.level_map, value, different, rest, timing)
    }

    /// What the storage says of itself is kept for a while, with the time it was heard first.
    fn note_storage_word(&mut self, word: &StorageStatus, now: Timestamp) {
        let s = &mut self.snapshot;
        if s.storage_status.get() == Some(word) {
            return;
        }
        self.storage_since = now;
        let past = Arc::make_mut(&mut s.storage_past);
        past.push((now, word.clone()));
        let surplus = past.len().saturating_sub(STORAGE_WORDS_KEPT);
        past.drain(..surplus);
    }

    fn reading_failed(&mut self, thing: Thing, trouble: &Trouble) -> Change {
        let s = &mut self.snapshot;
        match thing {
            Thing::ReadyTrays => sections::failed(&mut s.ready_trays, trouble),
            Thing::StorageStatus => sections::failed(&mut s.storage_status, trouble),
            Thing::Bots => sections::failed(&mut s.bots, trouble),
            Thing::Stations => sections::failed(&mut s.stations, trouble),
            Thing::Levels => sections::failed(&mut s.levels, trouble),
            Thing::Balconies => sections::failed(&mut s.balconies, trouble),
            Thing::OpenRequests => sections::failed(&mut s.open_requests, trouble),
            Thing::PasswordPolicy => sections::failed(&mut s.password_policy, trouble),
            Thing::Trays => sections::failed(&mut s.trays, trouble),
            Thing::Practice => sections::failed(&mut s.practice, trouble),
            Thing::Settings => sections::failed(&mut s.settings, trouble),
            Thing::UserSettings => sections::failed(&mut s.user_settings, trouble),
            Thing::SignedIn => sections::failed(&mut s.signed_in, trouble),
            Thing::Webhooks => sections::failed(&mut s.webhooks, trouble),
            Thing::BalconyJobs => sections::failed(&mut s.balcony_jobs, trouble),
            Thing::LevelMap => sections::failed(&mut s.level_map, trouble),
            Thing::LevelStock => sections::failed(&mut s.level_stock, trouble),
            // how an export stands is told by itself
            Thing::Export => Change::None,
            Thing::Grid(key) => self.grids.failed(key, trouble, &mut s.grids),
        }
    }
}

/// Joins a report of bots with what was known: who is missing stays, marked; times of change are kept.
fn merge_bots(
    old: &[Bot],
    reported: Vec<Bot>,
    last_report: Option<Timestamp>,
    now: Timestamp,
) -> (Vec<Bot>, bool) {
    let known: BTreeMap<&BotId, &Bot> = old.iter().map(|bot| (&bot.id, bot)).collect();
    let mut merged: BTreeMap<BotId, Bot> = BTreeMap::new();
    let mut different = false;
    for mut bot in reported {
        bot.reported_at = now;
        bot.in_last_report = true;
        bot.unchanged_since = now;
        if let Some(before) = known.get(&bot.id) {
            let still = before.level == bot.level
                && before.charging == bot.charging
                && before.lifted_carrier == bot.lifted_carrier;
            if still && before.in_last_report {
                bot.unchanged_since = before.unchanged_since;
            }
            different |= !still || before.battery != bot.battery || !before.in_last_report;
        } else {
            different = true;
        }
        merged.insert(bot.id.clone(), bot);
    }
    for bot in old {
        if merged.contains_key(&bot.id) {
            continue;
        }
        let mut gone = bot.clone();
        if gone.in_last_report {
            gone.in_last_report = false;
            gone.reported_at = last_report.unwrap_or(bot.reported_at);
            different = true;
        }
        merged.insert(gone.id.clone(), gone);
    }
    (merged.into_values().collect(), different)
}

/// The thing a question was asked for; none for what a person asked.
pub(super) const fn thing_of(ask: &Ask) -> Option<Thing> {
    Some(match ask {
        Ask::StorageStatus => Thing::StorageStatus,
        Ask::Bots => Thing::Bots,
        Ask::Levels => Thing::Levels,
        Ask::Balconies => Thing::Balconies,
        Ask::LevelStock(_) => Thing::LevelStock,
        Ask::Stations => Thing::Stations,
        Ask::Trays => Thing::Trays,
        Ask::ReadyTrays => Thing::ReadyTrays,
        Ask::MapPage(_) => Thing::LevelMap,
        Ask::OpenRequests => Thing::OpenRequests,
        Ask::PasswordPolicy => Thing::PasswordPolicy,
        Ask::GridPage { key, .. } => Thing::Grid(*key),
        Ask::ExportPage { .. } => Thing::Export,
        Ask::PracticeState => Thing::Practice,
        Ask::Settings => Thing::Settings,
        Ask::UserSettings(_) => Thing::UserSettings,
        Ask::SignedIn => Thing::SignedIn,
        Ask::Webhooks(_) => Thing::Webhooks,
        Ask::BalconyJobs(_) => Thing::BalconyJobs,
        Ask::Send { .. }
        | Ask::ReadBack { .. }
        | Ask::LookBack { .. }
        | Ask::Raw(_)
        | Ask::Test(_)
        | Ask::Item(_)
        | Ask::ItemPicture { .. }
        | Ask::PracticeFloor
        | Ask::PracticeLines
        | Ask::Practice(_) => return None,
    })
}

pub(super) fn tell(effects: &mut Effects, notice: Notice) {
    effects.push(Effect::Notice(notice));
    effects.changed(Change::AtOnce);
}

impl Answer {
    /// Calls that such an answer takes.
    const fn calls(&self) -> u32 {
        match self {
            Self::Trays(reading) => reading.calls,
            Self::MapPage(reading) => reading.calls,
            Self::GridPage(reading) => reading.calls,
            Self::ExportPage(reading) => reading.calls,
            Self::Webhooks(reading) => reading.calls,
            _ => 1,
        }
    }

    /// How long a good answer took.
    fn latency(&self) -> Option<jiff::SignedDuration> {
        Some(match self {
            Self::StorageStatus(reading) => reading.latency,
            Self::Bots(reading) => reading.latency,
            Self::Levels(reading) => reading.latency,
            Self::Balconies(reading) => reading.latency,
            Self::LevelStock(reading) => reading.latency,
            Self::Stations(reading) => reading.latency,
            Self::Trays(reading) => reading.latency,
            Self::ReadyTrays(reading) | Self::ReadBack(reading) => reading.latency,
            Self::Rows(reading) => reading.latency,
            Self::Raw(answer) => answer.latency,
            Self::MapPage(reading) => reading.latency,
            Self::OpenRequests(reading) => reading.latency,
            Self::PasswordPolicy(reading) => reading.latency,
            Self::GridPage(reading) => reading.latency,
            Self::ExportPage(reading) => reading.latency,
            Self::PracticeState(reading) => reading.latency,
            Self::Settings(reading) => reading.latency,
            Self::UserSettings(reading) => reading.latency,
            Self::SignedIn(reading) => reading.latency,
            Self::Webhooks(reading) => reading.latency,
            Self::BalconyJobs(reading) => reading.latency,
            Self::Item(reading) => reading.latency,
            Self::Accepted { latency, .. } => *latency,
            Self::Tested(took) => jiff::SignedDuration::try_from(*took).unwrap_or_default(),
            Self::ItemPicture(_)
            | Self::PracticeFloor(_)
            | Self::PracticeDone
            | Self::Failed(_) => return None,
        })
    }
}

/// What is said of a task that ended without an answer: a write may have happened.
pub fn no_answer(ask: &Ask, detail: &str) -> Trouble {
    let class = match ask {
        Ask::Send { .. } => ErrorClass::OutcomeUnknown,
        _ => ErrorClass::Transient,
    };
    Trouble::new(class, Cause::ConnectionLost, detail)
}
