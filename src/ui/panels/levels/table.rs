//! The table of bots under the map.

use std::collections::BTreeMap;

use egui::Ui;
use jiff::Timestamp;

use super::rows::{BotRow, Query, bot_rows, counts};
use crate::bus::snapshot::Snapshot;
use crate::domain::bot::BotState;
use crate::domain::ids::{BotId, LevelId};
use crate::domain::sourced::Freshness;
use crate::i18n::{t, tf};
use crate::ui::data_ui::bot::{battery_part, battery_words, state_word};
use crate::ui::data_ui::{age, ago};
use crate::ui::theme::{TextStyle, Theme, height, icons};
use crate::ui::widgets::card;
use crate::ui::widgets::chip;
use crate::ui::widgets::grid::{Column, FilterKind, Grid, GridBody, GridState, RowPainter, Tone};
use crate::ui::widgets::paint::label_cut;

/// Narrower than this the level, which the table of one level repeats in each row, gives way.
const ROOM_FOR_LEVEL: f32 = 740.0;

/// What the table remembers.
pub struct BotTable {
    grid: GridState,
    only_level: bool,
    states: Vec<BotState>,
}

impl Default for BotTable {
    fn default() -> Self {
        Self { grid: GridState::default(), only_level: true, states: Vec::new() }
    }
}

/// What was asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableAnswer {
    pub chosen: Option<BotId>,
}

/// The columns, in the words of the screen; without the level in a narrow table of one level.
pub fn columns(with_level: bool) -> Vec<Column> {
    let one_of = |choices: &[(&str, &'static str)]| {
        FilterKind::OneOf(
            choices.iter().map(|(value, key)| ((*value).to_owned(), t(key).to_owned())).collect(),
        )
    };
    let states = [
        ("working", "data-bot-working"),
        ("charging", "data-bot-charging"),
        ("idle", "data-bot-idle"),
        ("not-reported", "data-bot-not-reported"),
    ];
    let mut columns = vec![
        Column::new("bot", t("levels-column-bot"), 52.0)
            .strong()
            .sortable()
            .filter(FilterKind::Equals),
        Column::new("level", t("levels-column-level"), 60.0).sortable().filter(FilterKind::Equals),
        Column::new("state", t("levels-column-state"), 104.0)
            .sortable()
            .filter(one_of(&states))
            .grows(),
        Column::new("battery", t("levels-column-battery"), 124.0)
            .sortable()
            .filter(FilterKind::AtLeast),
        Column::new("charging", t("levels-column-charging"), 76.0)
            .sortable()
            .filter(one_of(&[("yes", "levels-yes"), ("no", "levels-no")])),
        Column::new("carrier", t("levels-column-carrier"), 106.0)
            .mono()
            .sortable()
            .filter(FilterKind::Contains),
        Column::new("since", t("levels-column-since"), 104.0).right().sortable(),
        Column::new("age", t("levels-column-age"), 104.0).right(),
    ];
    columns.retain(|column| with_level || column.key != "level");
    columns
}

/// Says one row.
pub fn say_row(row: &BotRow, with_level: bool, out: &mut RowPainter) {
    out.text(row.id.as_str());
    match &row.level {
        _ if !with_level => {}
        Some(level) => out.text(level.as_str()),
        None => out.missing(""),
    }
    let words = state_word(row.state);
    match (row.alarm, row.state) {
        (Some(priority), state) => {
            let tone = match priority {
                crate::domain::attention::Priority::High => Tone::High,
                crate::domain::attention::Priority::Medium => Tone::Medium,
                crate::domain::attention::Priority::Low => Tone::Low,
            };
            let words = if state == BotState::NotReported { words } else { t("levels-not-moving") };
            out.icon(icons::WARNING, true, words, tone);
        }
        (None, BotState::NotReported) => out.strong(words, Tone::Stale),
        (None, _) => out.toned(words, Tone::Secondary),
    }
    match (battery_words(row.battery), battery_part(row.battery)) {
        (Some(words), Some(part)) => out.bar(part, &words),
        (Some(words), None) => out.strong(&words, Tone::Stale),
        (None, _) => out.missing(t("levels-missing")),
    }
    match row.charging {
        Some(charging) => {
            out.toned(t(if charging { "levels-yes" } else { "levels-no" }), Tone::Secondary);
        }
        None => out.missing(""),
    }
    match &row.carrier {
        Some(carrier) => out.text(carrier.as_str()),
        None => out.toned(t("levels-none"), Tone::Muted),
    }
    out.fmt_toned(format_args!("{}", age(row.unchanged)), Tone::Muted);
    if row.age.stale {
        out.toned(&tf("levels-stale", &[("age", age(row.age.is).into())]), Tone::Stale);
    } else {
        out.toned(&age(row.age.is), Tone::Muted);
    }
}

impl BotTable {
    /// Draws head, chips and grid.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        snapshot: &Snapshot,
        now: Timestamp,
        level: Option<&LevelId>,
        chosen: Option<&BotId>,
    ) -> TableAnswer {
        self.chips(ui, theme, snapshot, level);
        let filters: BTreeMap<_, _> =
            self.grid.filters().map(|(key, text)| (key, text.to_owned())).collect();
        let query = Query {
            level: level.filter(|_| self.only_level),
            states: self.states.clone(),
            filters,
            sort: self.grid.sort().map(|sort| (sort.key, sort.descending)),
        };
        let rows = bot_rows(snapshot, now, &query);
        let place = chosen.and_then(|bot| rows.iter().position(|row| row.id == *bot));
        self.grid.select(place.and_then(|place| u64::try_from(place).ok()));
        let with_level = !self.only_level || ui.available_width() >= ROOM_FOR_LEVEL;
        let columns = columns(with_level);
        let freshness = snapshot.bots.stamp.freshness(now);
        let asking = tf("levels-asking-bots", &[("age", asking_for(&freshness, now).into())]);
        let trouble = snapshot.bots.stamp.trouble.as_ref().map(|_| t("levels-bots-failed"));
        let body = match (&snapshot.bots.value, trouble) {
            (None, Some(cause)) => GridBody::Failed { cause, code: None },
            (None, None) => GridBody::Asking(&asking),
            (Some(_), _) if rows.is_empty() => {
                GridBody::Empty { why: t("levels-no-bots"), way_out: Some(t("levels-show-all")) }
            }
            _ => GridBody::Rows,
        };
        let stale = matches!(freshness, Freshness::Stale(_));
        let source = match freshness {
            Freshness::Stale(old) => tf("levels-source-stale", &[("age", age(old).into())]),
            Freshness::Fresh(bound) => tf("levels-source", &[("age", age(bound).into())]),
            _ => String::new(),
        };
        let response = Grid::new(t("levels-bots"), &columns)
            .rows(rows.len() as u64)
            .filter_row(true)
            .body(body)
            .stale(stale)
            .foot("", source)
            .show(ui, &mut self.grid, |place, out| {
                if let Some(row) = usize::try_from(place).ok().and_then(|place| rows.get(place)) {
                    say_row(row, with_level, out);
                }
            });
        if response.way_out {
            self.grid.clear_filters();
            self.states.clear();
            self.only_level = false;
        }
        let picked = response
            .selected
            .filter(|_| response.selection_changed || response.activated.is_some());
        let picked =
            picked.and_then(|place| usize::try_from(place).ok()).and_then(|place| rows.get(place));
        TableAnswer { chosen: picked.map(|row| row.id.clone()) }
    }

    fn chips(&mut self, ui: &mut Ui, theme: &Theme, snapshot: &Snapshot, level: Option<&LevelId>) {
        let all = counts(snapshot, None).all;
        let here = counts(snapshot, level);
        let shown = if self.only_level { here } else { counts(snapshot, None) };
        card::line(
            ui,
            height::CARD_HEAD,
            |ui| {
                label_cut(ui, t("levels-bots"), TextStyle::Strong, theme.colors.text_primary);
                if let Some(level) = level {
                    let words = format!(
                        "{} {}",
                        tf("levels-level", &[("level", level.as_str().into())]),
                        here.all
                    );
                    if chip::chip(ui, &words, None, self.only_level).clicked() {
                        self.only_level = true;
                    }
                }
                let words = format!("{} {all}", t("levels-all"));
                if chip::chip(ui, &words, None, !self.only_level).clicked() {
                    self.only_level = false;
                }
                ui.add_space(8.0);
                let states = [
                    (BotState::Working, shown.working),
                    (BotState::Charging, shown.charging),
                    (BotState::Idle, shown.idle),
                    (BotState::NotReported, shown.not_reported),
                ];
                for (state, count) in states {
                    let on = self.states.contains(&state);
                    let words = format!("{} {count}", state_word(state));
                    if chip::chip(ui, &words, None, on).clicked() {
                        if on {
                            self.states.retain(|other| *other != state);
                        } else {
                            self.states.push(state);
                        }
                    }
                }
            },
            |_| {},
        );
    }
}

/// How long it has been asked for.
pub fn asking_for(freshness: &Freshness, now: Timestamp) -> String {
    match freshness {
        Freshness::Asking(since) | Freshness::Failing(since) => ago(*since, now),
        _ => age(jiff::SignedDuration::ZERO),
    }
}
