//! The columns of the events and what stands in a row.

use jiff::Timestamp;

use crate::bus::grid::GridWindow;
use crate::domain::event::Event;
use crate::i18n::t;
use crate::ui::panels::parts::words;
use crate::ui::widgets::grid::{Column, FilterKind, RowPainter, Tone};

/// The columns; on a narrow screen those of least news are left out.
pub fn columns(narrow: bool) -> Vec<Column> {
    let contains = FilterKind::Contains;
    let column = |key, title, wide| Column::new(key, title, wide).sortable();
    let mut columns = vec![
        column("created_at", t("events-column-time"), 112.0),
        column("severity", t("events-column-severity"), 90.0).right().filter(FilterKind::AtLeast),
        column("component", t("events-column-component"), 120.0).filter(contains.clone()),
        column("description", t("events-column-what"), 200.0).grows(),
        column("hex_value", t("events-column-code"), 96.0).mono().filter(contains.clone()),
        column("bot_id", t("events-column-bot"), 72.0).right().filter(FilterKind::Equals),
        column("level_id", t("events-column-level"), 80.0).right().filter(FilterKind::Equals),
        column("request_id", t("events-column-request"), 130.0).mono().filter(contains),
    ];
    if narrow {
        columns.retain(|column| column.key != "hex_value");
        for column in &mut columns {
            column.width = match column.key {
                "created_at" => 100.0,
                "severity" => 86.0,
                "component" => 104.0,
                "bot_id" => 60.0,
                "level_id" => 72.0,
                "request_id" => 120.0,
                _ => 130.0,
            };
        }
    }
    columns
}

/// Says the row with this number, or that it is being asked for.
pub fn say_row(
    window: &GridWindow,
    columns: &[Column],
    row: u64,
    now: Timestamp,
    out: &mut RowPainter,
) {
    let event = window.event(row);
    for column in columns {
        match event {
            Some(event) => cell(event, column.key, now, out),
            None => out.asking(),
        }
    }
}

fn cell(event: &Event, key: &str, now: Timestamp, out: &mut RowPainter) {
    let text = match key {
        "created_at" => event.created_at.map(|at| words::day_clock(at, now)),
        "severity" => event.severity.map(|severity| severity.to_string()),
        "component" => event.component.clone(),
        "description" => {
            match &event.description {
                Some(text) => out.text(text),
                None => out.missing(t("events-no-words")),
            }
            return;
        }
        "hex_value" => event.hex_value.clone(),
        "bot_id" => event.bot.as_ref().map(ToString::to_string),
        "level_id" => event.level.as_ref().map(ToString::to_string),
        "request_id" => event.request.as_ref().map(ToString::to_string),
        _ => None,
    };
    match text {
        Some(text) => out.toned(&text, Tone::Secondary),
        None => out.missing(""),
    }
}
