//! The rows of the pick lines: which, in which order, what each says, and the same as CSV.

use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::floor::Floor;
use crate::domain::pick::{Exception, LineState, Mode, PickLine};
use crate::i18n::{t, tf};
use crate::ui::data_ui::{self, mode_word};
use crate::ui::panels::parts::words;
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{Column, FilterKind, GridState, RowPainter, Sort, Tone};
use crate::util::csv::{self, Cell};

/// Narrower than this the table leaves out who and when.
const NARROW: f32 = 1330.0;
/// Narrower than this also the name.
const LITTLE: f32 = 840.0;

/// Which lines are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    #[default]
    All,
    State(LineState),
}

impl Show {
    pub const CHIPS: [Self; 4] = [
        Self::All,
        Self::State(LineState::Open),
        Self::State(LineState::Done),
        Self::State(LineState::Short),
    ];

    fn takes(self, line: &PickLine) -> bool {
        match self {
            Self::All => true,
            Self::State(state) => line.state == state,
        }
    }

    pub fn count(self, floor: &Floor) -> usize {
        floor.lines.values().filter(|line| self.takes(line)).count()
    }

    /// The words of its chip, with the count.
    pub fn chip(self, count: usize) -> String {
        let key = match self {
            Self::All => "lines-all",
            Self::State(LineState::Open) => "lines-open",
            Self::State(LineState::Done) => "lines-done",
            Self::State(LineState::Short) => "lines-short",
        };
        tf(key, &[("n", data_ui::number(count as u64).into())])
    }
}

/// The columns that have room.
pub fn columns(room: f32) -> Vec<Column> {
    let contains = |key, title: &'static str, width| {
        Column::new(key, t(title), width).sortable().filter(FilterKind::Contains)
    };
    let modes = Mode::ALL.iter().map(|mode| (mode.code().to_owned(), mode_word(*mode).to_owned()));
    let mut columns = vec![
        contains("order", "lines-column-order", 150.0).strong(),
        contains("tray", "lines-column-tray", 80.0),
        contains("compartment", "lines-column-compartment", 100.0),
        contains("sku", "lines-column-sku", 120.0).mono(),
        contains("name", "lines-column-name", 150.0).grows(),
        Column::new("mode", t("lines-column-mode"), 106.0)
            .sortable()
            .filter(FilterKind::OneOf(modes.collect())),
        Column::new("quantity", t("lines-column-quantity"), 168.0).right().sortable(),
        contains("state", "lines-column-state", 150.0),
        contains("by", "lines-column-by", 200.0),
        Column::new("when", t("lines-column-when"), 100.0).sortable(),
    ];
    if room < NARROW {
        columns.retain(|column| !["by", "when", "mode"].contains(&column.key));
    }
    if room < LITTLE {
        columns.retain(|column| column.key != "name");
        for column in &mut columns {
            column.grows = column.key == "state";
            column.width = match column.key {
                "order" => 112.0,
                "tray" => 78.0,
                "compartment" => 104.0,
                "sku" => 94.0,
                "quantity" => 164.0,
                _ => column.width,
            };
        }
    }
    columns
}

/// The lines that pass chip and filters, in the order of the sort; open ones first without one.
pub fn rows(floor: &Floor, show: Show, grid: &GridState) -> Vec<Arc<PickLine>> {
    let mut rows: Vec<Arc<PickLine>> = floor
        .lines
        .values()
        .filter(|line| show.takes(line))
        .filter(|line| grid.filters().all(|(key, text)| passes(line, floor, key, text)))
        .cloned()
        .collect();
    match grid.sort() {
        Some(sort) => rows.sort_by(|a, b| by_key(a, b, floor, sort).then_with(|| a.id.cmp(&b.id))),
        // what ended stands under what is open, the newest of it first
        None => {
            rows.sort_by_key(|line| (!line.is_open(), std::cmp::Reverse(line.ended_at), line.id));
        }
    }
    rows
}

fn passes(line: &PickLine, floor: &Floor, key: &str, text: &str) -> bool {
    if key == "mode" {
        return line.mode.code() == text;
    }
    cell(line, floor, key).to_lowercase().contains(&text.to_lowercase())
}

fn by_key(a: &PickLine, b: &PickLine, floor: &Floor, sort: Sort) -> std::cmp::Ordering {
    let order = match sort.key {
        "quantity" => (a.quantity, a.taken).cmp(&(b.quantity, b.taken)),
        "when" => a.ended_at.cmp(&b.ended_at),
        "order" => (&a.order, a.number).cmp(&(&b.order, b.number)),
        key => cell(a, floor, key).cmp(&cell(b, floor, key)),
    };
    if sort.descending { order.reverse() } else { order }
}

/// A cell as text.
fn cell(line: &PickLine, floor: &Floor, key: &str) -> String {
    match key {
        "order" => order_words(line),
        "tray" => line.tray.to_string(),
        "compartment" => line.compartment.clone(),
        "sku" => line.sku.to_string(),
        "name" => floor.items.name(&line.sku).unwrap_or_default().to_owned(),
        "mode" => mode_word(line.mode).to_owned(),
        "quantity" => quantity_words(line),
        "state" => state_words(line),
        "by" => by_words(line),
        _ => String::new(),
    }
}

/// Says one row.
pub fn say_row(
    line: &PickLine,
    floor: &Floor,
    columns: &[Column],
    now: Timestamp,
    out: &mut RowPainter,
) {
    for column in columns {
        match column.key {
            "state" => {
                let words = state_words(line);
                match line.state {
                    LineState::Open => {
                        out.icon(icons::CIRCLE_DASHED, false, &words, Tone::Secondary);
                    }
                    LineState::Done => out.icon(icons::CHECK, false, &words, Tone::Secondary),
                    LineState::Short => out.icon(icons::WARNING, true, &words, Tone::Primary),
                }
            }
            "when" => match line.ended_at {
                Some(at) => out.toned(&words::day_clock(at, now), Tone::Secondary),
                None => out.blank(),
            },
            "name" if floor.items.name(&line.sku).is_none() => out.missing(""),
            "order" if line.order.is_empty() => out.toned(t("lines-no-order"), Tone::Muted),
            "order" | "quantity" => out.text(&cell(line, floor, column.key)),
            key => out.toned(&cell(line, floor, key), Tone::Secondary),
        }
    }
}

/// The same rows with all columns; heads as an import reads them.
pub fn csv(lines: &[Arc<PickLine>], floor: &Floor) -> String {
    let mut out = String::new();
    let head = [
        "order",
        "number",
        "of",
        "mode",
        "tray",
        "compartment",
        "SKU",
        "name",
        "quantity",
        "taken",
        "damaged",
        "state",
        "reason",
        "by",
        "approved_by",
        "ended_at",
    ];
    csv::line(head.map(Cell::Text), &mut out);
    for line in lines {
        let ended = line.ended_at.map(|at| at.to_string());
        let cells = [
            Cell::Text(&line.order),
            Cell::Number(line.number.into()),
            Cell::Number(line.of.into()),
            Cell::Text(line.mode.code()),
            Cell::Text(line.tray.as_str()),
            Cell::Text(&line.compartment),
            Cell::Text(line.sku.as_str()),
            floor.items.name(&line.sku).map_or(Cell::Empty, Cell::Text),
            Cell::Number(line.quantity.into()),
            Cell::Number(line.taken.into()),
            Cell::Number(line.damaged.into()),
            Cell::Text(line.state.code()),
            line.reason.map_or(Cell::Empty, |reason| Cell::Text(reason.code())),
            Cell::Text(&line.by),
            line.approved_by.as_deref().map_or(Cell::Empty, Cell::Text),
            ended.as_deref().map_or(Cell::Empty, Cell::Text),
        ];
        csv::line(cells, &mut out);
    }
    out
}

fn order_words(line: &PickLine) -> String {
    if line.order.is_empty() {
        return String::new();
    }
    tf(
        "lines-number",
        &[
            ("order", line.order.as_str().into()),
            ("number", line.number.to_string().into()),
            ("of", line.of.to_string().into()),
        ],
    )
}

fn quantity_words(line: &PickLine) -> String {
    let number = |number: u32| data_ui::number(u64::from(number));
    let taken = ("taken", number(line.taken).into());
    let quantity = ("quantity", number(line.quantity).into());
    if line.damaged == 0 {
        return tf("lines-taken", &[taken, quantity]);
    }
    tf("lines-damaged", &[taken, quantity, ("damaged", number(line.damaged).into())])
}

fn state_words(line: &PickLine) -> String {
    let key = match (line.state, line.reason) {
        (LineState::Open, _) => "lines-state-open",
        (LineState::Done, _) => "lines-state-done",
        (LineState::Short, None) => "lines-state-short",
        (LineState::Short, Some(reason)) => match reason {
            Exception::Short => "lines-reason-short",
            Exception::Damaged => "lines-reason-damaged",
            Exception::WrongContent => "lines-reason-wrong-content",
            Exception::DirtyTray => "lines-reason-dirty-tray",
            Exception::Skip => "lines-reason-skip",
        },
    };
    t(key).to_owned()
}

fn by_words(line: &PickLine) -> String {
    match &line.approved_by {
        Some(approved) => tf(
            "lines-approved",
            &[("by", line.by.as_str().into()), ("approved", approved.as_str().into())],
        ),
        None => line.by.clone(),
    }
}
