//! What the overview says, as plain data made from the snapshot; painting is elsewhere.

use jiff::{SignedDuration, Timestamp};

use crate::bus::snapshot::Snapshot;
use crate::domain::attention::{Attention, Need, Priority};
use crate::domain::bot::{Bot, BotState};
use crate::domain::ids::BotId;
use crate::domain::intent::{Action, Intent, IntentState};
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::commands;
use crate::ui::panels::parts::words::{self, AgeWords};
use crate::ui::route::{Panel, Route};

/// Trays the median wait is taken over, newest first.
const WAITS: usize = 50;

/// One figure and where it leads.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    pub name: &'static str,
    /// None when nothing was read yet or nothing was measured; missing is not zero.
    pub figure: Option<String>,
    pub unit: String,
    /// What it is measured against.
    pub compare: String,
    /// The state in words, with its mark if abnormal.
    pub state: String,
    pub mark: Option<Priority>,
    pub age: Option<AgeWords>,
    /// Newest measurements, oldest first.
    pub line: Vec<f32>,
    pub route: Route,
}

impl Tile {
    /// The whole tile in words.
    pub fn spoken(&self) -> String {
        let figure = self.figure.as_deref().unwrap_or("—");
        let parts = [self.name, &format!("{figure} {}", self.unit), &self.compare, &self.state]
            .map(|part| part.trim().to_owned());
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }
}

/// How many bots do what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BotCount {
    pub all: usize,
    pub working: usize,
    pub charging: usize,
    pub idle: usize,
    pub not_reported: usize,
}

impl BotCount {
    pub fn of<'a>(bots: impl Iterator<Item = &'a Bot>) -> Self {
        let mut count = Self::default();
        for bot in bots {
            count.all += 1;
            match bot.state() {
                BotState::Working => count.working += 1,
                BotState::Charging => count.charging += 1,
                BotState::Idle => count.idle += 1,
                BotState::NotReported => count.not_reported += 1,
            }
        }
        count
    }
}

/// The four tiles.
pub fn tiles(snapshot: &Snapshot, now: Timestamp) -> [Tile; 4] {
    [bots(snapshot, now), requests(snapshot, now), trays(snapshot, now), tray_wait(snapshot)]
}

/// The state line of a reading: its age when it is good, otherwise why not.
fn state_of(age: &AgeWords, good: impl FnOnce() -> String, read: bool) -> String {
    if !read || age.stale { age.text.clone() } else { good() }
}

fn bots(snapshot: &Snapshot, now: Timestamp) -> Tile {
    let section = &snapshot.bots;
    let age = words::age_of_section(section, now);
    let count = section.get().map(|bots| BotCount::of(bots.iter()));
    let stuck = needs(snapshot)
        .find(|need| matches!(need.what, Need::BotStuck(_) | Need::BotNotReported(_)));
    let state = match stuck {
        Some(need) => words::need(&need.what, |_| String::new()).0,
        None => t("overview-as-expected").to_owned(),
    };
    let number = |n: usize| data_ui::number(n as u64);
    Tile {
        name: t("overview-bots"),
        figure: count.map(|count| number(count.working)),
        unit: count
            .map(|count| tf("overview-of", &[("all", number(count.all).into())]))
            .unwrap_or_default(),
        compare: count
            .map(|count| {
                let key = match count.not_reported {
                    0 => "overview-bots-else",
                    _ => "overview-bots-else-gone",
                };
                tf(
                    key,
                    &[
                        ("charging", number(count.charging).into()),
                        ("idle", number(count.idle).into()),
                        ("gone", number(count.not_reported).into()),
                    ],
                )
            })
            .unwrap_or_default(),
        state: state_of(&age, || state, count.is_some()),
        mark: stuck.map(|need| need.priority).filter(|_| count.is_some() && !age.stale),
        age: Some(age),
        line: Vec::new(),
        route: Route::Panel(Panel::Levels),
    }
}

fn requests(snapshot: &Snapshot, now: Timestamp) -> Tile {
    let section = &snapshot.open_requests;
    let age = words::age_of_section(section, now);
    let open = section.get().copied();
    let state = || {
        t(if open == Some(0) { "overview-requests-none" } else { "overview-requests-some" })
            .to_owned()
    };
    Tile {
        name: t("overview-requests"),
        figure: open.map(data_ui::number),
        unit: t("overview-requests-unit").to_owned(),
        compare: t("overview-requests-source").to_owned(),
        state: state_of(&age, state, open.is_some()),
        mark: None,
        age: Some(age),
        line: Vec::new(),
        route: Route::Panel(Panel::Work),
    }
}

/// Trays asked for that have not come.
fn waiting(snapshot: &Snapshot) -> impl Iterator<Item = &Intent> {
    ledger(snapshot).filter(|intent| {
        matches!(intent.action, Action::RetrieveTray { .. }) && !intent.state.is_final()
    })
}

fn ledger(snapshot: &Snapshot) -> impl Iterator<Item = &Intent> {
    snapshot.ledger.get().into_iter().flatten().map(|intent| &**intent)
}

fn needs(snapshot: &Snapshot) -> impl Iterator<Item = &Attention> {
    snapshot.attention.get().into_iter().flatten()
}

fn trays(snapshot: &Snapshot, now: Timestamp) -> Tile {
    let age = words::age_of_section(&snapshot.ready_trays, now);
    let known = snapshot.ledger.get().is_some();
    let oldest = waiting(snapshot).map(|intent| intent.asked_at).min();
    let overdue = needs(snapshot)
        .find(|need| matches!(need.what, Need::TrayOverdue { .. } | Need::StationHeld { .. }));
    let ready = snapshot.ready_trays.get().map(Vec::len);
    let compare = match ready {
        Some(ready) => tf("overview-trays-ready", &[("n", data_ui::number(ready as u64).into())]),
        None => tf("overview-trays-ready-unknown", &[("why", age.text.clone().into())]),
    };
    let state = match (overdue, oldest) {
        (Some(need), _) => words::need(&need.what, |_| String::new()).0,
        (None, Some(asked)) => {
            tf("overview-trays-longest", &[("age", data_ui::ago(asked, now).into())])
        }
        (None, None) => t("overview-trays-none").to_owned(),
    };
    Tile {
        name: t("overview-trays"),
        figure: known.then(|| data_ui::number(waiting(snapshot).count() as u64)),
        unit: t("overview-trays-unit").to_owned(),
        compare,
        state,
        mark: overdue.map(|need| need.priority),
        age: Some(age),
        line: Vec::new(),
        route: Route::Panel(Panel::Stations),
    }
}

/// From asked for to seen ready, of the trays that came, newest first.
pub fn waits(snapshot: &Snapshot) -> Vec<SignedDuration> {
    ledger(snapshot)
        .filter(|intent| {
            intent.state == IntentState::Confirmed
                && matches!(intent.action, Action::RetrieveTray { .. })
        })
        .map(|intent| intent.since.duration_since(intent.asked_at))
        .take(WAITS)
        .collect()
}

/// Whether every configured system has answered within its limit.
pub fn all_answer(snapshot: &Snapshot, now: Timestamp) -> bool {
    let mut configured =
        snapshot.connections.iter().filter(|connection| connection.base_url.is_some()).peekable();
    configured.peek().is_some()
        && configured.all(|connection| {
            let answered = connection.last_answer_at;
            connection.failing_since.is_none()
                && answered.is_some_and(|at| now.duration_since(at) <= connection.limit)
        })
}

fn tray_wait(snapshot: &Snapshot) -> Tile {
    let waits = waits(snapshot);
    let mut sorted = waits.clone();
    sorted.sort();
    // Of an even number the two in the middle share it.
    let middle = |at: usize| sorted.get(at).copied();
    let median = middle(sorted.len() / 2).map(|upper| {
        let lower =
            if sorted.len().is_multiple_of(2) { middle(sorted.len() / 2 - 1) } else { None };
        (lower.unwrap_or(upper) + upper) / 2
    });
    let (figure, unit) = match median.map(|median| median.as_secs().max(0)) {
        None => (None, String::new()),
        Some(seconds) if seconds < 120 => (Some(seconds.to_string()), "s".to_owned()),
        Some(seconds) => (Some((seconds / 60).to_string()), "min".to_owned()),
    };
    let compare = match (sorted.first(), sorted.last()) {
        (Some(least), Some(most)) => tf(
            "overview-wait-range",
            &[("least", words::wait(*least).into()), ("most", words::wait(*most).into())],
        ),
        _ => String::new(),
    };
    let state = if waits.is_empty() {
        t("overview-wait-none").to_owned()
    } else {
        tf("overview-wait-over", &[("n", waits.len().into())])
    };
    Tile {
        name: t("overview-wait"),
        figure,
        unit,
        compare,
        state,
        mark: None,
        age: None,
        line: waits.iter().rev().map(|wait| wait.as_secs_f32()).collect(),
        route: Route::Panel(Panel::Ledger),
    }
}

/// One line of "needs a person".
#[derive(Clone, Debug, PartialEq)]
pub struct NeedRow {
    pub priority: Priority,
    pub title: String,
    pub sentence: String,
    pub age: String,
    pub spoken: String,
    pub route: Route,
}

/// What needs a person, most urgent first.
pub fn need_rows(snapshot: &Snapshot, now: Timestamp) -> Vec<NeedRow> {
    let row = |need: &Attention| {
        let (told, sentence) = words::need(&need.what, |bot| bot_facts(snapshot, bot));
        let title = command_title(snapshot, &need.what).unwrap_or(told);
        NeedRow {
            priority: need.priority,
            spoken: words::attention_spoken(need, &title, now),
            title,
            sentence,
            age: data_ui::ago(need.since, now),
            route: route_of(snapshot, &need.what),
        }
    };
    needs(snapshot).map(row).collect()
}

/// A command by what it asks for, where the ledger still has it.
fn command_title(snapshot: &Snapshot, need: &Need) -> Option<String> {
    let Need::CommandUnknown { intent, .. } = need else { return None };
    let known = snapshot.ledger.get()?.iter().find(|known| known.id == *intent)?;
    // trays are named in fewer words by the need itself
    let Action::Call(_) = &known.action else { return None };
    let what = commands::title(&known.action);
    Some(tf("data-need-command", &[("what", what.into())]))
}

fn bot_facts(snapshot: &Snapshot, id: &BotId) -> String {
    let bot = snapshot.bots.get().into_iter().flatten().find(|bot| bot.id == *id);
    let Some(bot) = bot else { return String::new() };
    let text = |id: Option<&str>| id.unwrap_or("—").to_owned();
    tf(
        "overview-bot-facts",
        &[
            ("level", text(bot.level.as_ref().map(|level| level.as_str())).into()),
            ("carrier", text(bot.lifted_carrier.as_ref().map(|carrier| carrier.as_str())).into()),
        ],
    )
}

fn route_of(snapshot: &Snapshot, need: &Need) -> Route {
    match need {
        Need::SystemSilent(system) | Need::NotLetIn(system) => Route::Connection(*system),
        Need::StoragePaused | Need::StorageNotRunning(_) => Route::Panel(Panel::Storage),
        Need::BotNotReported(bot) | Need::BotStuck(bot) => Route::Bot(bot.clone()),
        Need::TrayOverdue { station, .. } | Need::StationHeld { station, .. } => {
            let stations = snapshot.stations.get().map(Vec::as_slice).unwrap_or_default();
            let named = stations.iter().find(|known| known.name == *station);
            named.map_or(Route::Panel(Panel::Stations), |known| Route::Station(known.slot.clone()))
        }
        Need::CommandUnknown { intent, .. } => Route::Intent(*intent),
        Need::CommandsUnknown(_) | Need::TrayRefused { .. } => Route::Panel(Panel::Ledger),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::panels::parts::fixture;

    #[test]
    fn the_tiles_in_words() {
        let now = fixture::now();
        let words = tiles(&fixture::snapshot(), now).map(|tile| tile.spoken());
        assert_eq!(
            words,
            [
                "Bots working, 2 of 4, charging 1, idle 0, gone 1, Bot 9 not reported",
                "Open requests, 38 not finished, counted by storage, Being worked off",
                "Trays on their way, 1 asked for, 1 ready at a station, longest wait 40 s",
                "Tray wait, 18 s, 18 s to 18 s, median of the last 1",
            ]
        );
    }

    #[test]
    fn before_any_answer_nothing_is_zero() {
        let site = fixture::snapshot().site;
        let empty = Snapshot::empty((*site).clone());
        for tile in tiles(&empty, fixture::now()) {
            assert_eq!(tile.figure, None, "{}", tile.name);
        }
    }

    #[test]
    fn every_need_leads_somewhere() {
        let rows = need_rows(&fixture::snapshot(), fixture::now());
        let routes: Vec<Route> = rows.into_iter().map(|row| row.route).collect();
        assert_eq!(routes, [Route::Intent(fixture::unknown_id()), Route::Bot(BotId::new("9"))]);
    }
}
