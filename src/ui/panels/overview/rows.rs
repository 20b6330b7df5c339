//! The rows of the overview's tables: levels, stations, commands, systems.

use jiff::Timestamp;

use super::facts::BotCount;
use crate::bus::snapshot::Snapshot;
use crate::domain::attention::{Need, Priority};
use crate::domain::bot::{Bot, BotState};
use crate::domain::connection::Connection;
use crate::domain::ids::{LevelId, SlotId};
use crate::domain::intent::{IntentId, IntentState};
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::data_ui::vendor;
use crate::ui::panels::parts::commands;
use crate::ui::panels::parts::words::{self, AgeWords};

/// One bot of a level as its row shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pip {
    pub state: BotState,
    /// It needs a person, this urgently.
    pub need: Option<Priority>,
}

/// One level.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelRow {
    pub id: LevelId,
    /// What each bot of the level does: those that need a person first, then by their ids.
    pub bots: Vec<Pip>,
    pub count: BotCount,
    /// Boxes with a load of all boxes.
    pub filled: Option<f32>,
    pub empty_boxes: Option<u64>,
    pub empty_spaces: Option<u64>,
    pub age: AgeWords,
}

impl LevelRow {
    pub fn working(&self) -> String {
        tf(
            "overview-working-of",
            &[("working", self.count.working.into()), ("all", self.count.all.into())],
        )
    }

    pub fn spoken(&self) -> String {
        let dash = || "—".to_owned();
        tf(
            "overview-level-spoken",
            &[
                ("level", self.id.as_str().into()),
                ("working", self.working().into()),
                ("filled", self.filled.map_or_else(dash, percent).into()),
                ("empty", self.empty_boxes.map_or_else(dash, data_ui::number).into()),
            ],
        )
    }
}

/// `71 %`.
pub fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}

/// The levels, highest first.
pub fn level_rows(snapshot: &Snapshot, now: Timestamp) -> Vec<LevelRow> {
    let bots = snapshot.bots.get().map(Vec::as_slice).unwrap_or_default();
    let stock = snapshot.level_stock.get().map(Vec::as_slice).unwrap_or_default();
    let age = words::age_of_section(&snapshot.bots, now);
    let mut ids: Vec<LevelId> =
        snapshot.levels.get().into_iter().flatten().map(|level| level.id.clone()).collect();
    ids.sort();
    ids.reverse();
    let needs = || snapshot.attention.get().into_iter().flatten();
    let pip = |bot: &Bot| {
        let about = |need: &Need| matches!(need, Need::BotNotReported(id) | Need::BotStuck(id) if *id == bot.id);
        let need = needs().filter(|need| about(&need.what)).map(|need| need.priority).min();
        Pip { state: bot.state(), need }
    };
    let row = |id: LevelId| {
        let here = || bots.iter().filter(|bot| bot.level.as_ref() == Some(&id));
        let mut sorted: Vec<_> = here().map(|bot| (pip(bot), &bot.id)).collect();
        sorted.sort_by_key(|(pip, id)| (pip.need.is_none(), pip.need, *id));
        let stock = stock.iter().find(|stock| stock.level == id);
        LevelRow {
            bots: sorted.into_iter().map(|(pip, _)| pip).collect(),
            count: BotCount::of(here()),
            filled: stock
                .filter(|stock| stock.boxes() > 0)
                .map(|stock| stock.loaded_boxes() as f32 / stock.boxes() as f32),
            empty_boxes: stock.map(|stock| stock.empty_boxes),
            empty_spaces: stock.map(|stock| stock.empty_spaces),
            age: age.clone(),
            id: id.clone(),
        }
    };
    ids.into_iter().map(row).collect()
}

/// One station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StationRow {
    pub slot: SlotId,
    pub name: String,
    pub status: String,
    /// `Tray 12 ready`, `Tray 12`, `no tray`.
    pub tray: String,
    pub has_tray: bool,
    /// The list that tells the tray is past its limit.
    pub tray_stale: bool,
    /// Trays of ours on their way to it.
    pub waiting: usize,
}

impl StationRow {
    pub fn waiting_words(&self) -> String {
        if self.waiting == 0 {
            t("overview-station-waits-none").to_owned()
        } else {
            tf("overview-station-waits", &[("n", self.waiting.into())])
        }
    }

    pub fn spoken(&self) -> String {
        format!("{}, {}, {}", self.name, self.tray, self.waiting_words())
    }
}

/// The stations by name.
pub fn station_rows(snapshot: &Snapshot, now: Timestamp) -> Vec<StationRow> {
    let ready_stale = words::age_of_section(&snapshot.ready_trays, now).stale;
    let stations_stale = words::age_of_section(&snapshot.stations, now).stale;
    let ready = snapshot.ready_trays.get().map(Vec::as_slice).unwrap_or_default();
    let ledger = || snapshot.ledger.get().into_iter().flatten();
    let mut rows: Vec<StationRow> = snapshot
        .stations
        .get()
        .into_iter()
        .flatten()
        .map(|station| {
            let at = ready.iter().find(|tray| tray.is_at(station));
            let tray = match (at, &station.tray) {
                (Some(ready), _) => {
                    tf("overview-tray-ready", &[("tray", ready.tray.as_str().into())])
                }
                (None, Some(tray)) => tf("overview-tray", &[("tray", tray.as_str().into())]),
                (None, None) => t("overview-no-tray").to_owned(),
            };
            StationRow {
                slot: station.slot.clone(),
                name: station.name.clone(),
                status: station.status.as_deref().map_or_else(|| "—".to_owned(), vendor::word),
                tray,
                has_tray: at.is_some() || station.tray.is_some(),
                tray_stale: ready_stale || stations_stale && at.is_none(),
                waiting: ledger()
                    .filter(|intent| commands::waits_for(intent, &station.name))
                    .count(),
            }
        })
        .collect();
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    rows
}

/// One command of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandRow {
    pub id: IntentId,
    pub time: String,
    pub command: String,
    pub what: String,
    /// Command and what in one, as it is heard.
    pub title: String,
    pub state: IntentState,
    pub by: String,
    pub took: String,
}

impl CommandRow {
    pub fn spoken(&self) -> String {
        format!("{}, {}, {}", self.title, data_ui::intent::state_word(self.state), self.took)
    }
}

/// Commands that are not finished first (unknown ones before all), then the newest.
pub fn command_rows(snapshot: &Snapshot, now: Timestamp, most: usize) -> Vec<CommandRow> {
    let mut intents: Vec<_> = snapshot.ledger.get().into_iter().flatten().collect();
    intents.sort_by_key(|intent| {
        (intent.state != IntentState::Unknown, intent.is_over(), std::cmp::Reverse(intent.asked_at))
    });
    let row = |intent: &std::sync::Arc<crate::domain::intent::Intent>| CommandRow {
        id: intent.id,
        time: words::day_clock(intent.asked_at, now),
        command: data_ui::intent::command_word(&intent.action).to_owned(),
        what: commands::what(&intent.action),
        title: commands::title(&intent.action),
        state: intent.state,
        by: commands::by(intent),
        took: commands::took(intent, now),
    };
    intents.into_iter().take(most).map(row).collect()
}

/// One outside system.
#[derive(Clone, Debug, PartialEq)]
pub struct SystemRow {
    pub system: System,
    pub name: &'static str,
    pub state: AgeWords,
    pub median: String,
    pub calls: String,
    pub share: f32,
    pub line: Vec<f32>,
}

impl SystemRow {
    pub fn spoken(&self) -> String {
        format!("{}, {}, {}, {}", self.name, self.state.text, self.median, self.calls)
    }
}

/// The systems of the status bar, in its order.
pub fn system_rows(snapshot: &Snapshot, now: Timestamp) -> Vec<SystemRow> {
    snapshot.connections.iter().map(|connection| system_row(connection, now)).collect()
}

/// One of them.
pub fn system_row(connection: &Connection, now: Timestamp) -> SystemRow {
    let calls = &connection.calls;
    SystemRow {
        system: connection.system,
        name: data_ui::connection::name(connection.system),
        state: words::connection_state(connection, now),
        median: words::answer_times(connection).unwrap_or_else(|| "—".to_owned()),
        calls: tf(
            "overview-calls",
            &[("used", calls.used_per_second.into()), ("allowed", calls.allowed_per_second.into())],
        ),
        share: calls.used_per_second as f32 / calls.allowed_per_second.max(1) as f32,
        line: connection.latencies.iter().map(|latency| latency.as_secs_f32()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attention::Attention;
    use crate::domain::ids::BotId;
    use crate::ui::panels::parts::fixture;

    #[test]
    fn levels_stand_highest_first_and_count_their_bots() {
        let rows = level_rows(&fixture::snapshot(), fixture::now());
        let words: Vec<String> = rows.iter().map(LevelRow::spoken).collect();
        assert_eq!(
            words,
            [
                "Level 10, 1 of 1 bots working, 75 % of boxes filled, 250 empty boxes",
                "Level 9, 1 of 2 bots working, — of boxes filled, — empty boxes",
            ]
        );
    }

    #[test]
    fn a_bot_that_needs_a_person_stands_first_in_its_row() {
        let mut snapshot = fixture::snapshot();
        let stuck = |id: &str| Attention {
            what: Need::BotStuck(BotId::new(id)),
            priority: Priority::Medium,
            since: fixture::now(),
        };
        for id in ["17", "8"] {
            snapshot.attention = fixture::section(vec![stuck(id)]);
            let rows = level_rows(&snapshot, fixture::now());
            let nine = rows.iter().find(|row| row.id.as_str() == "9").unwrap();
            let needs: Vec<_> = nine.bots.iter().map(|pip| pip.need).collect();
            assert_eq!(needs, [Some(Priority::Medium), None], "{id}");
        }
    }

    #[test]
    fn a_station_says_which_tray_is_ready_and_what_is_on_its_way() {
        let rows = station_rows(&fixture::snapshot(), fixture::now());
        let words: Vec<String> = rows.iter().map(StationRow::spoken).collect();
        assert_eq!(
            words,
            ["PS-1, Tray 12 ready, nothing on its way", "PS-2, no tray, 1 on their way"]
        );
        assert!(rows.iter().all(|row| !row.tray_stale));
        let later = fixture::now() + jiff::SignedDuration::from_hours(1);
        assert!(station_rows(&fixture::snapshot(), later).iter().all(|row| row.tray_stale));
    }

    #[test]
    fn an_unknown_command_stands_before_all() {
        let rows = command_rows(&fixture::snapshot(), fixture::now(), 2);
        assert_eq!(rows.first().map(|row| row.id), Some(fixture::unknown_id()));
    }
}
