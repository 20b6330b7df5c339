//! The one mutable state of the program. `apply(event, now)` is pure: no clock, no input, no output inside.

mod asking;
mod attention;
mod commands;
mod ending;
mod exports;
mod floor;
mod grids;
mod inbound;
mod ledger;
mod ledger_doubts;
mod ledger_entry;
mod ledger_replies;
mod ledger_shared;
mod links;
mod reads;
mod sections;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

pub(super) use self::reads::no_answer;

use self::floor::FloorDesk;
use self::grids::Grids;
use self::ledger::Ledger;
use self::links::Link;
use super::event::{Ask, Change, ConnectionFacts, Effect, Effects, Event};
use super::level_map::MapModel;
use super::refresh::{Refresh, Thing};
use crate::bus::command::Watch;
use crate::bus::gateway::Gateway;
use crate::bus::snapshot::{Site, Snapshot};
use crate::domain::ids::{SlotId, TrayId};
use crate::domain::level::LevelStock;
use crate::domain::system::System;

/// How the world begins.
#[derive(Clone, Debug)]
pub struct Beginning {
    pub site: Site,
    pub connections: Vec<ConnectionFacts>,
    /// The practice site's control can be asked.
    pub has_control: bool,
    /// The site knows nothing of an earlier run: what was unfinished then is given up.
    pub fresh_site: bool,
    /// Where this program listens for inbound calls.
    pub gateway: Gateway,
}

/// Everything known of the site, and everything under way.
#[derive(Debug)]
pub struct World {
    snapshot: Snapshot,
    watch: Watch,
    refresh: Refresh,
    links: BTreeMap<System, Link>,
    has_control: bool,
    fresh_site: bool,
    ledger: Ledger,
    desk: FloorDesk,
    grids: Grids,
    inbound: inbound::Inbound,
    map: Option<MapModel>,
    stock: StockRound,
    exporting: Option<exports::Exporting>,
    /// What a person waits for, in order.
    interactive: VecDeque<Ask>,
    started: Timestamp,
    /// Since when the storage says what it says.
    storage_since: Timestamp,
    /// Since when the tray that stands ready at a station is seen there.
    ready_since: BTreeMap<(SlotId, TrayId), Timestamp>,
    last: Timestamp,
}

/// The levels whose rows are counted, one after the other.
#[derive(Debug, Default)]
struct StockRound {
    next: usize,
    found: Vec<LevelStock>,
}

/// The world is woken every five seconds at the latest: a longer pause is no time that was waited.
const JUMP: SignedDuration = SignedDuration::from_secs(15);

impl World {
    /// The world at the start, and what is to be done first.
    pub fn begin(beginning: Beginning, now: Timestamp) -> (Self, Effects) {
        let links = beginning
            .connections
            .into_iter()
            .map(|facts| (facts.system, Link::new(facts)))
            .collect();
        let mut world = Self {
            snapshot: Snapshot::empty(beginning.site),
            watch: Watch::default(),
            refresh: Refresh::new(now),
            links,
            has_control: beginning.has_control,
            fresh_site: beginning.fresh_site,
            ledger: Ledger::default(),
            desk: FloorDesk::default(),
            grids: Grids::default(),
            inbound: inbound::Inbound::default(),
            map: None,
            stock: StockRound::default(),
            exporting: None,
            interactive: VecDeque::new(),
            started: now,
            storage_since: now,
            ready_since: BTreeMap::new(),
            last: now,
        };
        let mut effects = Effects { change: Change::AtOnce, ..Effects::default() };
        world.snapshot.gateway = Arc::new(beginning.gateway);
        world.ledger.opening = true;
        effects.push(Effect::OpenStore);
        world.settle(now, &mut effects);
        (world, effects)
    }

    /// Takes one event and says what is to be done about it.
    pub fn apply(&mut self, event: Event, now: Timestamp) -> Effects {
        let mut effects = Effects::default();
        match event {
            Event::StoreOpened(result) => self.store_opened(result, now, &mut effects),
            Event::StoreLooked(result) => self.store_looked(result, now, &mut effects),
            Event::Command(command) => self.command(command, now, &mut effects),
            Event::Answered { ask, asked_at, answer } => {
                self.answered(&ask, asked_at, answer, now, &mut effects);
            }
            Event::Written { result, took } => self.written(result, took, now, &mut effects),
            Event::ConnectionSaved { edit, result } => {
                self.connection_saved(&edit, result, now, &mut effects);
            }
            Event::LoggedIn { system, result } => {
                self.logged_in(system, result, now, &mut effects);
            }
            Event::Reached(facts) => self.reached(facts, now, &mut effects),
            Event::Pictures { bench, calls } => self.pictures_told(bench, calls, now, &mut effects),
            Event::Exported { id, result } => self.exported(id, result, now, &mut effects),
            Event::Inbound(news) => self.inbound_told(news, now, &mut effects),
            Event::ListenerSet { id, now, result } => {
                self.listener_set(id, now, result, &mut effects);
            }
            Event::Floor(news) => self.floor_news(news, now, &mut effects),
            Event::Tick => {}
        }
        self.settle(now, &mut effects);
        effects
    }

    /// What follows from where things stand now, whatever the event was.
    fn settle(&mut self, now: Timestamp, effects: &mut Effects) {
        if now < self.last - SignedDuration::from_secs(1) {
            self.clock_was_set_back(now);
        }
        let gap = now.duration_since(self.last);
        if gap > JUMP {
            self.ledger.time_was_lost(gap);
        }
        effects.changed(self.age(now));
        effects.changed(self.count_gaps(now));
        self.run_floor(now, effects);
        self.run_ledger(now, effects);
        self.export_waits(now, effects);
        self.dispatch(now, effects);
        self.start_write(effects);
        self.publish_ledger(now, effects);
        self.look_for_needs(now, effects);
        self.last = now;
        effects.wake_at = Some(self.wake_at(now));
    }

    /// What was due by the old clock would otherwise wait as long as the clock went back.
    fn clock_was_set_back(&mut self, now: Timestamp) {
        for thing in Thing::all() {
            self.refresh.soon(thing, now);
        }
        for link in self.links.values_mut() {
            link.gate = link.gate.map(|gate| gate.min(now));
            link.read_back_at = link.read_back_at.map(|at| at.min(now));
        }
        self.ledger.clock_was_set_back(now);
        self.desk.clock_was_set_back(now);
        self.inbound.clock_was_set_back(now);
    }

    /// The picture for the screen.
    pub fn snapshot(&self, now: Timestamp) -> Snapshot {
        let mut snapshot = self.snapshot.clone();
        let connections = self.links.values().map(|link| {
            let mut connection = link.connection.clone();
            connection.calls = link.limiter.gauge(self.waiting_for(link.system()), now);
            connection
        });
        snapshot.connections = Arc::new(connections.collect());
        // it is this program's own and needs no reading
        if snapshot.ledger.value.is_some() {
            snapshot.ledger.stamp.read_at = Some(now);
        }
        snapshot
    }

    /// Lets every section age from the last event to this one.
    fn age(&mut self, now: Timestamp) -> Change {
        let before = self.last;
        let s = &mut self.snapshot;
        let changes = [
            sections::aged(&mut s.storage_status, before, now),
            sections::aged(&mut s.levels, before, now),
            sections::aged(&mut s.balconies, before, now),
            sections::aged(&mut s.level_stock, before, now),
            sections::aged(&mut s.bots, before, now),
            sections::aged(&mut s.stations, before, now),
            sections::aged(&mut s.trays, before, now),
            sections::aged(&mut s.ready_trays, before, now),
            sections::aged(&mut s.level_map, before, now),
            sections::aged(&mut s.open_requests, before, now),
            sections::aged(&mut s.password_policy, before, now),
            sections::aged(&mut s.practice, before, now),
            sections::aged(&mut s.settings, before, now),
            sections::aged(&mut s.user_settings, before, now),
            sections::aged(&mut s.signed_in, before, now),
            sections::aged(&mut s.webhooks, before, now),
            sections::aged(&mut s.balcony_jobs, before, now),
            grids::aged(&s.grids, before, now),
        ];
        changes.into_iter().max().unwrap_or_default()
    }

    /// When something will change by itself.
    fn wake_at(&self, now: Timestamp) -> Timestamp {
        let s = &self.snapshot;
        let stale = [
            sections::stale_at(&s.storage_status, now),
            sections::stale_at(&s.levels, now),
            sections::stale_at(&s.balconies, now),
            sections::stale_at(&s.level_stock, now),
            sections::stale_at(&s.bots, now),
            sections::stale_at(&s.stations, now),
            sections::stale_at(&s.trays, now),
            sections::stale_at(&s.ready_trays, now),
            sections::stale_at(&s.level_map, now),
            sections::stale_at(&s.open_requests, now),
            sections::stale_at(&s.password_policy, now),
            sections::stale_at(&s.practice, now),
            sections::stale_at(&s.settings, now),
            sections::stale_at(&s.user_settings, now),
            sections::stale_at(&s.signed_in, now),
            sections::stale_at(&s.webhooks, now),
            sections::stale_at(&s.balcony_jobs, now),
        ];
        let latest = now + SignedDuration::from_secs(5);
        stale
            .into_iter()
            .flatten()
            .chain(grids::stale_at(&self.snapshot.grids, now))
            .chain(self.next_ask_at(now))
            .chain(self.next_ledger_at(now))
            .chain(self.next_floor_at(now))
            .chain(self.next_need_at(now))
            .chain(self.inbound.next_gap_at())
            .filter(|at| *at > now)
            .min()
            .map_or(latest, |at| at.min(latest))
    }

    fn period(&self, thing: Thing) -> SignedDuration {
        thing.period(&self.watch).unwrap_or(SignedDuration::from_secs(1))
    }
}
