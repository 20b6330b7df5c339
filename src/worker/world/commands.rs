//! What a command of the screen does to the world.

use std::sync::Arc;

use jiff::Timestamp;

use super::World;
use super::ledger_replies::not_done;
use super::reads::tell;
use crate::bus::command::{Command, Watch};
use crate::bus::event::Notice;
use crate::bus::pictures::{PictureBench, PictureCommand};
use crate::bus::snapshot::Section;
use crate::domain::connection::ConnectionEdit;
use crate::domain::intent::NoReason;
use crate::domain::raw::RawAsk;
use crate::domain::system::System;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::worker::event::{Ask, Change, ConnectionFacts, Effect, Effects};
use crate::worker::files::FileErrand;
use crate::worker::level_map::MapModel;
use crate::worker::refresh::Thing;
use crate::worker::tables::TableErrand;

impl World {
    pub(super) fn command(&mut self, command: Command, now: Timestamp, effects: &mut Effects) {
        match command {
            Command::Submit(submission) => self.submit(submission, now, effects),
            Command::ReadBack(intent) => self.read_back_now(intent, now, effects),
            Command::Settle { intent, settlement, reason, by } => {
                match settlement.reason(&reason) {
                    Ok(reason) => {
                        self.settle_by_person(intent, (settlement, reason), &by, now, effects);
                    }
                    Err(NoReason::Missing) => not_done(effects, intent, "not-done-no-reason"),
                    Err(NoReason::TooLong) => not_done(effects, intent, "not-done-reason-long"),
                }
            }
            Command::SendAgain { intent, by } => self.send_again(intent, &by, now, effects),
            Command::Watch(watch) => self.watch(watch, now, effects),
            Command::Floor(command) => self.floor_command(command, effects),
            Command::Floors(commands) => {
                for command in commands {
                    self.floor_command(command, effects);
                }
            }
            Command::People(order) => self.people(*order),
            Command::Fill(order) => self.fill(order),
            Command::Pictures(command) => self.pictures(command, now, effects),
            Command::Ask(ask) => self.ask_raw(ask, effects),
            Command::ReadFile(wish) => effects.push(Effect::File(FileErrand::Read(wish))),
            Command::CheckFill(order) => effects.push(Effect::File(FileErrand::Check(order))),
            Command::MakePicture { id, part, file_name, pixels } => {
                let errand = FileErrand::Picture { id, part, file_name, pixels };
                effects.push(Effect::File(errand));
            }
            Command::ChooseFile(wish) => effects.push(Effect::Table(TableErrand::Choose(wish))),
            Command::SaveTable(file) => effects.push(Effect::Table(TableErrand::Save(file))),
            Command::TestSound { sound, settings } => {
                effects.push(Effect::SetSound(settings));
                effects.push(Effect::Sound(sound));
                effects.push(Effect::File(FileErrand::SoundDevice));
            }
            Command::SaveCard { id, language } => effects.push(Effect::Card { id, language }),
            Command::Export(order) => self.export(order, now, effects),
            Command::CancelExport(id) => self.cancel_export(id, effects),
            Command::TestConnection(system) => self.interactive.push_back(Ask::Test(system)),
            Command::SaveConnection(edit) => effects.push(Effect::SaveConnection(edit)),
            Command::LogIn { system, email, password } => {
                if let Some(link) = self.links.get_mut(&system) {
                    link.limiter.made(1, now);
                }
                effects.push(Effect::LogIn { system, email, password });
            }
            Command::NewHook { id, label } => effects.push(Effect::NewHook { id, label }),
            Command::DropHook(mark) => effects.push(Effect::DropHook(mark)),
            Command::SetListener { id, edit } => effects.push(Effect::SetListener { id, edit }),
            Command::Practice(command) => self.interactive.push_back(Ask::Practice(command)),
            Command::SavePreferences(preferences) => {
                effects.push(Effect::SavePreferences(preferences));
            }
        }
    }

    /// The desk takes half of the calls that are allowed.
    fn pictures(&mut self, command: PictureCommand, now: Timestamp, effects: &mut Effects) {
        let gauge = self.links.get(&System::Noyes).map(|link| link.limiter.gauge(0, now));
        let (per_second, per_minute) =
            gauge.map_or((1, 0), |gauge| (gauge.allowed_per_second, gauge.allowed_per_minute));
        effects.push(Effect::Pictures { command, per_second, per_minute });
    }

    /// What the desk called counts with all other calls.
    pub(super) fn pictures_told(
        &mut self,
        bench: Arc<PictureBench>,
        calls: u32,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        if let Some(link) = self.links.get_mut(&System::Noyes) {
            link.limiter.made(calls, now);
        }
        self.snapshot.pictures = bench;
        effects.changed(Change::Visible);
    }

    /// A question composed by hand; what would change something goes through the ledger and not here.
    fn ask_raw(&mut self, ask: RawAsk, effects: &mut Effects) {
        let system = ask.operation.system;
        let configured = self.links.get(&system).is_some_and(super::Link::configured);
        if configured && !ask.operation.is_write() {
            self.interactive.push_back(Ask::Raw(ask));
            return;
        }
        let what = if configured { "a write goes through the ledger" } else { "not configured" };
        let cause = Cause::BadRequest(what.to_owned());
        let trouble = Trouble::new(ErrorClass::Fatal, cause, what);
        tell(effects, Notice::Answered { id: ask.id, result: Err(trouble) });
    }

    /// What is on the screen now. What newly came into view is asked at once.
    fn watch(&mut self, watch: Watch, now: Timestamp, effects: &mut Effects) {
        if watch == self.watch {
            return;
        }
        let old = std::mem::replace(&mut self.watch, watch);
        if self.watch.user_settings.is_some() && old.user_settings != self.watch.user_settings {
            self.refresh.soon(Thing::UserSettings, now);
        }
        if self.watch.webhooks && old.webhook_robot != self.watch.webhook_robot {
            self.refresh.soon(Thing::Webhooks, now);
        }
        for thing in Thing::all() {
            let before = thing.period(&old);
            let after = thing.period(&self.watch);
            if after.is_some_and(|after| before.is_none_or(|before| after < before)) {
                self.refresh.soon(thing, now);
            }
        }
        self.loosen_limits();
        for key in self.grids.wish(&self.watch.grids, &mut self.snapshot.grids) {
            self.refresh.soon(Thing::Grid(key), now);
        }
        if let Some(level) = &self.watch.level_map
            && self.map.as_ref().is_none_or(|map| map.level() != level)
        {
            self.map = Some(MapModel::new(level.clone()));
            let limit = self.snapshot.level_map.stamp.limit;
            let generation = self.snapshot.level_map.generation + 1;
            self.snapshot.level_map = Section { generation, ..Section::never(limit) };
            self.refresh.soon(Thing::LevelMap, now);
            effects.changed(Change::Visible);
        }
        effects.changed(Change::Silent);
    }

    /// What is now read more slowly is trusted longer at once; what is read faster, from its next answer on.
    fn loosen_limits(&mut self) {
        let s = &mut self.snapshot;
        let stamps = [
            (Thing::StorageStatus, &mut s.storage_status.stamp),
            (Thing::Bots, &mut s.bots.stamp),
            (Thing::ReadyTrays, &mut s.ready_trays.stamp),
            (Thing::Stations, &mut s.stations.stamp),
            (Thing::Practice, &mut s.practice.stamp),
        ];
        for (thing, stamp) in stamps {
            if let Some(period) = thing.period(&self.watch) {
                stamp.limit = stamp.limit.max(thing.limit(period));
            }
        }
    }

    pub(super) fn connection_saved(
        &mut self,
        edit: &ConnectionEdit,
        result: Result<ConnectionFacts, String>,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let system = edit.system;
        let result = result.map(|facts| self.reached(facts, now, effects));
        tell(effects, Notice::ConnectionSaved { system, result });
    }

    /// Whoever logged in is let in: what was held back is asked and sent at once.
    pub(super) fn logged_in(
        &mut self,
        system: System,
        result: Result<(), Trouble>,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        if result.is_ok() {
            if let Some(link) = self.links.get_mut(&system) {
                link.let_in();
            }
            for thing in Thing::all().filter(|thing| thing.system() == Some(system)) {
                self.refresh.soon(thing, now);
            }
            self.ledger.send_soon(system, now);
        }
        tell(effects, Notice::LoggedIn { system, result });
    }

    /// A system can be reached in a new way: its figures and readings start anew.
    pub(super) fn reached(
        &mut self,
        facts: ConnectionFacts,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let system = facts.system;
        if let Some(link) = self.links.get_mut(&system) {
            link.edited(facts);
        }
        for thing in Thing::all().filter(|thing| thing.system() == Some(system)) {
            self.refresh.soon(thing, now);
        }
        effects.changed(Change::AtOnce);
    }
}
