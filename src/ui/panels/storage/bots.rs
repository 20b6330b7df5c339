//! The table of bots: choose one for what is done to it, mark some for removal.

use std::collections::BTreeSet;

use egui::Ui;
use jiff::Timestamp;

use crate::bus::snapshot::Snapshot;
use crate::domain::bot::Bot;
use crate::domain::ids::BotId;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::words;
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{Column, Grid, GridBody, GridState, RowPainter, Tone};

/// What was done in the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    /// Chosen, also once more by Enter.
    pub chosen: Option<BotId>,
    /// Marked, or no longer, by Space.
    pub turned: Option<BotId>,
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("bot", t("storage-column-bot"), 72.0).strong(),
        Column::new("state", t("storage-column-state"), 124.0).grows(),
        Column::new("level", t("storage-column-level"), 72.0).right(),
        Column::new("battery", t("storage-column-battery"), 124.0),
        Column::new("carrier", t("storage-column-carrier"), 96.0).mono(),
        Column::new("marked", t("storage-column-marked"), 96.0),
    ]
}

/// Draws the table into what is left of the region.
pub fn table_ui(
    ui: &mut Ui,
    snapshot: &Snapshot,
    now: Timestamp,
    grid: &mut GridState,
    chosen: Option<&BotId>,
    marked: &BTreeSet<BotId>,
) -> Picked {
    let none = Vec::new();
    let mut bots: Vec<&Bot> = snapshot.bots.get().unwrap_or(&none).iter().collect();
    bots.sort_by(|a, b| a.id.cmp(&b.id));
    let place = chosen.and_then(|id| bots.iter().position(|bot| bot.id == *id));
    grid.select(place.map(|place| place as u64));
    let age = words::age_of_section(&snapshot.bots, now);
    let body = match snapshot.bots.get().map(Vec::len) {
        None => GridBody::Asking(t("storage-asking-bots")),
        Some(0) => GridBody::Empty { why: t("storage-no-bots"), way_out: None },
        Some(_) => GridBody::Rows,
    };
    let at = |row: u64| usize::try_from(row).ok().and_then(|row| bots.get(row)).copied();
    let left = tf("storage-table-foot", &[("n", bots.len().into())]);
    let response = Grid::new(t("storage-bots"), &columns())
        .rows(bots.len() as u64)
        .body(body)
        .stale(age.stale)
        .foot(left, age.text)
        .show(ui, grid, |row, out| {
            if let Some(bot) = at(row) {
                say_row(bot, marked.contains(&bot.id), out);
            }
        });
    let id = |row: Option<u64>| row.and_then(at).map(|bot| bot.id.clone());
    Picked {
        chosen: id(response.activated.or(response.selected.filter(|_| response.selection_changed))),
        turned: id(response.marked),
    }
}

fn say_row(bot: &Bot, marked: bool, out: &mut RowPainter) {
    out.text(bot.id.as_str());
    let state = bot.state();
    let tone = if bot.in_last_report { Tone::Primary } else { Tone::Muted };
    out.toned(data_ui::bot::state_word(state), tone);
    match &bot.level {
        Some(level) => out.toned(level.as_str(), Tone::Secondary),
        None => out.missing(""),
    }
    match (data_ui::bot::battery_words(bot.battery), data_ui::bot::battery_part(bot.battery)) {
        (Some(words), Some(part)) => out.bar(part, &words),
        (Some(words), None) => out.toned(&words, Tone::Secondary),
        (None, _) => out.missing(""),
    }
    match &bot.lifted_carrier {
        Some(carrier) => out.toned(carrier.as_str(), Tone::Secondary),
        None => out.blank(),
    }
    if marked {
        out.icon(icons::CHECK, true, t("storage-marked"), Tone::Primary);
    } else {
        out.blank();
    }
}
