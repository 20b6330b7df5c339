//! The rows of the ledger: which commands, in which order, and what each says.

use std::sync::Arc;

use jiff::Timestamp;

use crate::bus::snapshot::Snapshot;
use crate::domain::intent::{Intent, IntentState};
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::{commands as words, words as common};
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{Column, FilterKind, GridState, RowPainter, Sort, Tone};

/// Which commands are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    #[default]
    All,
    /// Not finished.
    Open,
    State(IntentState),
}

impl Show {
    /// The chips over the table.
    pub const CHIPS: [Self; 5] = [
        Self::All,
        Self::Open,
        Self::State(IntentState::Unknown),
        Self::State(IntentState::Refused),
        Self::State(IntentState::Abandoned),
    ];

    pub fn takes(self, intent: &Intent) -> bool {
        match self {
            Self::All => true,
            Self::Open => !intent.is_over(),
            Self::State(state) => intent.state == state,
        }
    }

    /// The words of its chip, with the count.
    pub fn chip(self, count: usize) -> String {
        let n = data_ui::number(count as u64);
        match self {
            Self::All => tf("ledger-all", &[("n", n.into())]),
            Self::Open => tf("ledger-open", &[("n", n.into())]),
            Self::State(state) => tf(
                "ledger-chip",
                &[("state", data_ui::intent::state_word(state).into()), ("n", n.into())],
            ),
        }
    }
}

/// Widths where there is little room.
const NARROW: [(&str, f32); 7] = [
    ("time", 96.0),
    ("command", 112.0),
    ("what", 140.0),
    ("held", 88.0),
    ("state", 118.0),
    ("by", 112.0),
    ("took", 88.0),
];

/// What there is room for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    pub narrow: bool,
    /// Another program holds commands: a column says which.
    pub holders: bool,
    /// Beside a drawer in a small window.
    pub tight: bool,
}

impl Room {
    /// Who else holds a command takes the place of the system, and of what the drawer tells as well.
    const fn shows(self, key: &str) -> bool {
        match key.as_bytes() {
            b"to" => !self.narrow && !self.holders,
            b"held" => self.holders,
            b"took" => !self.narrow || !self.holders,
            b"by" => !self.tight || !self.holders,
            _ => true,
        }
    }
}

/// The columns; a narrow table leaves out the system, which is the same in most rows.
pub fn columns(room: Room) -> Vec<Column> {
    let states = IntentState::ALL
        .map(|state| (state.code().to_owned(), data_ui::intent::state_word(state).to_owned()))
        .to_vec();
    let mut columns = vec![
        Column::new("time", t("ledger-column-time"), 112.0).sortable(),
        Column::new("command", t("ledger-column-command"), 128.0)
            .strong()
            .sortable()
            .filter(FilterKind::Contains),
        Column::new("what", t("ledger-column-what"), 150.0)
            .sortable()
            .filter(FilterKind::Contains)
            .grows(),
        Column::new("to", t("ledger-column-to"), 116.0),
        Column::new("held", t("ledger-column-held"), 116.0),
        Column::new("state", t("ledger-column-state"), 132.0)
            .sortable()
            .filter(FilterKind::OneOf(states)),
        Column::new("by", t("ledger-column-by"), 150.0).sortable().filter(FilterKind::Contains),
        Column::new("took", t("ledger-column-took"), 96.0).right().sortable(),
    ];
    columns.retain(|column| room.shows(column.key));
    if room.narrow {
        for column in &mut columns {
            let width = NARROW.iter().find(|(key, _)| *key == column.key);
            column.width = width.map_or(column.width, |(_, width)| *width);
        }
    }
    columns
}

/// The commands that pass chip and filters, in the order of the sort; newest first without one.
pub fn rows(snapshot: &Snapshot, show: Show, grid: &GridState, now: Timestamp) -> Vec<Arc<Intent>> {
    let mut rows: Vec<Arc<Intent>> = snapshot
        .ledger
        .get()
        .into_iter()
        .flatten()
        .filter(|intent| show.takes(intent))
        .filter(|intent| grid.filters().all(|(key, text)| passes(intent, key, text)))
        .cloned()
        .collect();
    match grid.sort() {
        Some(sort) => order(&mut rows, sort, now),
        None => rows.sort_by_key(|intent| std::cmp::Reverse((intent.asked_at, intent.id))),
    }
    rows
}

fn passes(intent: &Intent, key: &str, text: &str) -> bool {
    let contains = |whole: &str| whole.to_lowercase().contains(&text.to_lowercase());
    match key {
        "command" => contains(&data_ui::intent::command_word(&intent.action)),
        // also by the id that a new request was given
        "what" => contains(&words::what(&intent.action)) || contains(intent.action.about()),
        "state" => intent.state.code() == text,
        "by" => contains(&words::by(intent)),
        _ => true,
    }
}

fn order(rows: &mut [Arc<Intent>], sort: Sort, now: Timestamp) {
    let took = |intent: &Intent| {
        let end = if intent.is_over() { intent.since } else { now };
        end.duration_since(intent.asked_at)
    };
    rows.sort_by(|a, b| {
        let by_key = match sort.key {
            "command" => data_ui::intent::command_word(&a.action)
                .cmp(&data_ui::intent::command_word(&b.action)),
            "what" => (a.action.tray(), a.action.about()).cmp(&(b.action.tray(), b.action.about())),
            "state" => a.state.cmp(&b.state),
            "by" => words::by(a).cmp(&words::by(b)),
            "took" => took(a).cmp(&took(b)),
            _ => a.asked_at.cmp(&b.asked_at),
        };
        let by_key = if sort.descending { by_key.reverse() } else { by_key };
        by_key.then_with(|| a.id.cmp(&b.id))
    });
}

/// Says one row; `held` is the other program that holds the command.
pub fn say_row(
    intent: &Intent,
    held: Option<&str>,
    now: Timestamp,
    room: Room,
    out: &mut RowPainter,
) {
    out.toned(&common::day_clock(intent.asked_at, now), Tone::Secondary);
    out.text(&data_ui::intent::command_word(&intent.action));
    out.toned(&words::what(&intent.action), Tone::Secondary);
    if room.shows("to") {
        out.toned(data_ui::connection::name(intent.action.operation().system), Tone::Secondary);
    }
    if room.shows("held") {
        say_holder(held, out);
    }
    let (icon, _) = data_ui::intent::mark(intent.state).glyph();
    let word = data_ui::intent::state_word(intent.state);
    match intent.state {
        IntentState::Unknown => out.icon(icon, true, word, Tone::Unknown),
        IntentState::Refused => out.icon(icon, true, word, Tone::Primary),
        // filled would be bold, and bold is for what is abnormal
        _ => out.icon(icon, false, word, Tone::Secondary),
    }
    if room.shows("by") {
        out.toned(&words::by(intent), Tone::Secondary);
    }
    if !room.shows("took") {
        return;
    }
    let took = words::took(intent, now);
    if intent.state == IntentState::Unknown {
        out.strong(&took, Tone::Primary);
    } else {
        out.toned(&took, Tone::Muted);
    }
}

/// On which PC another Traydeck holds it.
fn say_holder(held: Option<&str>, out: &mut RowPainter) {
    match held {
        None => out.blank(),
        Some("") => out.icon(icons::MONITOR, false, t("ledger-elsewhere"), Tone::Secondary),
        Some(who) => {
            let host = who.split(" · ").next().unwrap_or(who);
            out.icon(icons::MONITOR, false, host, Tone::Secondary);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::panels::parts::fixture;

    fn said(show: Show, grid: &GridState) -> Vec<String> {
        let now = fixture::now();
        let rows = rows(&fixture::snapshot(), show, grid, now);
        rows.iter()
            .map(|intent| {
                let mut out = RowPainter::default();
                say_row(intent, None, now, Room::default(), &mut out);
                let words = out.words();
                // the clock follows the zone of the machine
                words.split_once(", ").map_or(words.clone(), |(_, rest)| rest.to_owned())
            })
            .collect()
    }

    #[test]
    fn the_newest_command_stands_first() {
        assert_eq!(
            said(Show::All, &GridState::default()),
            [
                "Retrieve tray, tray 44 to PS-2, Robot manager, Accepted, Meera, PS-2, 40 s",
                "Release tray, tray 310 from PS-2, Robot manager, Unknown, Meera, PS-2, 1 min 47 s",
                "Retrieve tray, tray 12 to PS-1, Robot manager, Confirmed, Meera, PS-2, 18 s",
            ]
        );
    }

    #[test]
    fn chips_and_filters_choose_and_a_sort_orders() {
        let mut grid = GridState::default();
        assert_eq!(said(Show::Open, &grid).len(), 2);
        assert_eq!(said(Show::State(IntentState::Unknown), &grid).len(), 1);
        grid.set_filter("what", "PS-1");
        assert_eq!(said(Show::All, &grid).len(), 1);
        grid.clear_filters();
        grid.set_sort(Some(Sort { key: "what", descending: false }));
        let first = said(Show::All, &grid);
        assert!(first.first().is_some_and(|row| row.contains("tray 12 ")), "{first:?}");
    }
}
