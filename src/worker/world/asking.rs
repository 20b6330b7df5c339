//! Which questions go out now: people first, then what is due, within the limiter and behind the gate.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::{World, sections};
use crate::domain::intent::StepKind;
use crate::domain::system::System;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::worker::event::{Ask, Change, Effect, Effects, MapPage};
use crate::worker::rate_limit::Caller;
use crate::worker::refresh::{Thing, balcony_of};

/// A command the limiter holds for longer than this goes back to the queue: it has not left.
const HELD_SHORTLY: SignedDuration = SignedDuration::from_secs(2);

impl World {
    pub(super) fn dispatch(&mut self, now: Timestamp, effects: &mut Effects) {
        self.send_interactive(now, effects);
        // the oldest has its turn first, however many calls it takes: else the small ones take every place
        let mut full = BTreeSet::new();
        for thing in self.refresh.due(now) {
            if thing.system().is_some_and(|system| full.contains(&system)) {
                continue;
            }
            if thing == Thing::Practice && !self.has_control {
                self.refresh.postpone(thing, Timestamp::MAX);
                continue;
            }
            if !self.may_poll(thing, now) {
                continue;
            }
            let Some(ask) = self.ask_for(thing) else {
                self.refresh.postpone(thing, now + self.period(thing));
                continue;
            };
            if let Some(link) = thing.system().and_then(|system| self.links.get_mut(&system))
                && link.take(&ask, Caller::Polling, now).is_err()
            {
                full.extend(thing.system());
                continue;
            }
            self.refresh.asked(thing);
            effects.changed(self.mark_asked(thing, now));
            effects.push(Effect::Ask(ask));
        }
    }

    fn send_interactive(&mut self, now: Timestamp, effects: &mut Effects) {
        let mut waiting = std::mem::take(&mut self.interactive);
        while let Some(ask) = waiting.pop_front() {
            let send = match &ask {
                Ask::Send { intent, attempt, .. } => Some((*intent, *attempt)),
                _ => None,
            };
            // nobody waits for it any more: it must not leave
            if send.is_some_and(|(id, attempt)| !self.ledger.awaits(id, attempt)) {
                continue;
            }
            // held back until a look shows that it is still this program's
            if send.is_some_and(|(id, _)| !self.holds_surely(id, now)) {
                self.interactive.push_back(ask);
                continue;
            }
            let granted = match ask.system().and_then(|system| self.links.get_mut(&system)) {
                Some(link) => link.take(&ask, Caller::Person, now),
                None => Ok(()),
            };
            match (granted, send) {
                (Ok(()), _) => {
                    if let Some((id, _)) = send {
                        self.ledger.left(id, now);
                    }
                    effects.push(Effect::Ask(ask));
                }
                (Err(until), Some((id, _))) if until > now + HELD_SHORTLY => {
                    let wait = std::time::Duration::try_from(until.duration_since(now)).ok();
                    let why = "the calls allowed are used up";
                    let cause = Cause::TooManyCalls(wait);
                    let held = StepKind::NotSent(Trouble::new(ErrorClass::Transient, cause, why));
                    self.not_sent(id, until, held, now, effects);
                }
                (Err(_), _) => self.interactive.push_back(ask),
            }
        }
    }

    /// Whether the system of this thing may be polled: configured, and while it does not answer only
    /// one question at a time and not before the gate opens.
    fn may_poll(&self, thing: Thing, now: Timestamp) -> bool {
        let Some(system) = thing.system() else { return true };
        let Some(link) = self.links.get(&system) else { return false };
        if !link.configured() {
            return false;
        }
        match link.gate {
            Some(gate) => now >= gate && !self.refresh.asking(system),
            None => true,
        }
    }

    /// The question to ask for a thing now; none when there is nothing to ask.
    fn ask_for(&mut self, thing: Thing) -> Option<Ask> {
        thing.period(&self.watch)?;
        Some(match thing {
            Thing::ReadyTrays => Ask::ReadyTrays,
            Thing::StorageStatus => Ask::StorageStatus,
            Thing::Bots => Ask::Bots,
            Thing::Stations => Ask::Stations,
            Thing::Levels => Ask::Levels,
            Thing::Balconies => Ask::Balconies,
            Thing::OpenRequests => Ask::OpenRequests,
            Thing::PasswordPolicy => Ask::PasswordPolicy,
            Thing::Trays => Ask::Trays,
            Thing::Practice => Ask::PracticeState,
            Thing::Settings => Ask::Settings,
            Thing::UserSettings => Ask::UserSettings(self.watch.user_settings.clone()?),
            Thing::SignedIn => Ask::SignedIn,
            Thing::Webhooks if self.watch.webhooks => {
                Ask::Webhooks(self.watch.webhook_robot.clone())
            }
            Thing::Webhooks if self.snapshot.gateway.hooks.is_empty() => return None,
            Thing::Webhooks => Ask::Webhooks(None),
            Thing::BalconyJobs => Ask::BalconyJobs(balcony_of(&self.watch)?.clone()),
            Thing::Grid(key) => {
                let (query, page) = self.grids.next_page(key)?;
                Ask::GridPage { key, query, page }
            }
            Thing::Export => self.next_export_page()?,
            Thing::LevelMap => {
                let map = self.map.as_ref()?;
                Ask::MapPage(MapPage { level: map.level().clone(), step: map.next().clone() })
            }
            Thing::LevelStock => {
                let levels = self.snapshot.levels.get()?;
                let level = levels.get(self.stock.next).or_else(|| {
                    self.stock.next = 0;
                    levels.first()
                })?;
                Ask::LevelStock(level.id.clone())
            }
        })
    }

    fn mark_asked(&mut self, thing: Thing, now: Timestamp) -> Change {
        let s = &mut self.snapshot;
        match thing {
            Thing::ReadyTrays => sections::asked(&mut s.ready_trays, now),
            Thing::StorageStatus => sections::asked(&mut s.storage_status, now),
            Thing::Bots => sections::asked(&mut s.bots, now),
            Thing::Stations => sections::asked(&mut s.stations, now),
            Thing::Levels => sections::asked(&mut s.levels, now),
            Thing::Balconies => sections::asked(&mut s.balconies, now),
            Thing::OpenRequests => sections::asked(&mut s.open_requests, now),
            Thing::PasswordPolicy => sections::asked(&mut s.password_policy, now),
            Thing::Trays => sections::asked(&mut s.trays, now),
            Thing::Practice => sections::asked(&mut s.practice, now),
            Thing::Settings => sections::asked(&mut s.settings, now),
            Thing::UserSettings => sections::asked(&mut s.user_settings, now),
            Thing::SignedIn => sections::asked(&mut s.signed_in, now),
            Thing::Webhooks => sections::asked(&mut s.webhooks, now),
            Thing::BalconyJobs => sections::asked(&mut s.balcony_jobs, now),
            Thing::LevelMap => sections::asked(&mut s.level_map, now),
            Thing::LevelStock => sections::asked(&mut s.level_stock, now),
            Thing::Export => Change::None,
            Thing::Grid(key) => self.grids.asked(key, now, &mut s.grids),
        }
    }

    /// When the next question may go out.
    pub(super) fn next_ask_at(&self, now: Timestamp) -> Option<Timestamp> {
        // what the limiter held back tries again shortly
        let soon = now + SignedDuration::from_millis(50);
        let held = self.interactive.iter().map(|_| soon);
        let due = self.refresh.dues().filter_map(|(thing, due)| {
            let Some(system) = thing.system() else {
                return (thing != Thing::Practice || self.has_control).then_some(due.max(soon));
            };
            let link = self.links.get(&system).filter(|link| link.configured())?;
            match link.gate {
                Some(_) if self.refresh.asking(system) => None,
                Some(gate) => Some(due.max(gate)),
                None if due <= now => Some(soon),
                None => Some(due),
            }
        });
        held.chain(due).min()
    }

    /// Calls to a system that are due and wait for their turn.
    pub(super) fn waiting_for(&self, system: System) -> u32 {
        let people = self.interactive.iter().filter(|ask| ask.system() == Some(system)).count();
        let polling = self
            .refresh
            .due(self.last)
            .into_iter()
            .filter(|thing| thing.system() == Some(system) && self.may_poll(*thing, self.last))
            .count();
        u32::try_from(people + polling).unwrap_or(u32::MAX)
    }
}
