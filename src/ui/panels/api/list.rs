//! The catalog as a list: every operation of every system in its group, found by any of its words.

use egui::Ui;

use crate::domain::operation::noyes::system::RESTART_BRAIN_SERVICE;
use crate::domain::operation::{self, Operation};
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::widgets::Field;
use crate::ui::widgets::grid::{Column, Grid, GridBody, GridState, RowPainter, Tone};

/// A line of the list.
enum Line {
    Group { words: String, system: &'static str },
    Operation(&'static Operation),
}

/// The group of an operation, as a message key.
fn group(operation: &Operation) -> &'static str {
    if operation.system != System::Noyes {
        return "api-group-trays";
    }
    let place = operation.path.trim_start_matches("/api/v2/");
    match place.split('/').next().unwrap_or_default() {
        "auth" => "api-group-access",
        "box" | "load" | "inventory_view" => "api-group-stock",
        "events" | "jobs" | "requests" | "trigger" => "api-group-work",
        "settings" => "api-group-settings",
        "sku" | "skus" | "support" => "api-group-sku",
        _ => "api-group-storage",
    }
}

/// Whether every word typed stands in its name, path, kind or words.
fn is_meant(operation: &Operation, wanted: &str) -> bool {
    let words = [
        operation.id,
        operation.path,
        operation.method.code(),
        operation.kind.code(),
        &data_ui::intent::operation_word(operation),
    ];
    let words = words.join(" ").to_lowercase();
    wanted.to_lowercase().split_whitespace().all(|word| words.contains(word))
}

fn lines(search: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut groups: Vec<(System, &'static str)> = Vec::new();
    for operation in operation::all() {
        let of = (operation.system, group(operation));
        if !groups.contains(&of) {
            groups.push(of);
        }
    }
    for (system, key) in groups {
        let mut found = operation::all()
            .filter(|operation| operation.system == system && group(operation) == key)
            .filter(|operation| is_meant(operation, search))
            .peekable();
        if found.peek().is_none() {
            continue;
        }
        let system = data_ui::connection::name(system);
        lines.push(Line::Group { words: tf(key, &[]), system });
        lines.extend(found.map(Line::Operation));
    }
    lines
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("what", t("api-column-what"), 160.0).strong().grows(),
        Column::new("method", t("api-column-method"), 68.0).mono(),
        Column::new("kind", t("api-column-kind"), 116.0),
    ]
}

/// Draws it into what is left of the region; gives what was chosen.
pub fn list_ui(
    ui: &mut Ui,
    search: &mut String,
    grid: &mut GridState,
    chosen: Option<&'static Operation>,
) -> Option<&'static Operation> {
    ui.spacing_mut().item_spacing.y = 0.0;
    egui::Frame::NONE.inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| {
        let wide = ui.available_width();
        let field = Field::new(t("api-search"), search).hint(t("api-search")).hide_label();
        field.width(wide).show(ui);
    });
    let lines = lines(search);
    let place = lines.iter().position(|line| match line {
        Line::Operation(operation) => Some(*operation) == chosen,
        Line::Group { .. } => false,
    });
    grid.select(place.map(|place| place as u64));
    let at = |row: u64| usize::try_from(row).ok().and_then(|row| lines.get(row));
    let found = lines.iter().filter(|line| matches!(line, Line::Operation(_))).count();
    let body = if lines.is_empty() {
        GridBody::Empty { why: t("api-none-found"), way_out: Some(t("api-show-all")) }
    } else {
        GridBody::Rows
    };
    let response = Grid::new(t("api-operations"), &columns())
        .rows(lines.len() as u64)
        .body(body)
        .foot(tf("api-found", &[("n", found.into())]), "")
        .show(ui, grid, |row, out| {
            if let Some(line) = at(row) {
                say_row(line, out);
            }
        });
    if response.way_out {
        search.clear();
    }
    let picked = response.selected.filter(|_| response.selection_changed).and_then(at)?;
    match picked {
        Line::Operation(operation) => Some(operation),
        Line::Group { .. } => None,
    }
}

fn say_row(line: &Line, out: &mut RowPainter) {
    match line {
        Line::Group { words, system } => {
            out.strong(words, Tone::Muted);
            out.blank();
            out.toned(system, Tone::Muted);
        }
        Line::Operation(operation) => {
            out.text(&data_ui::intent::operation_word(operation));
            out.toned(operation.method.code(), Tone::Secondary);
            // a restart removes nothing
            let stops = **operation == RESTART_BRAIN_SERVICE;
            let word = if stops { "stops" } else { operation.kind.code() };
            let kind = tf(&format!("api-kind-{word}"), &[]);
            out.toned(&kind, Tone::Secondary);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_stands_in_one_group_and_is_found_by_its_words() {
        let all = lines("");
        let operations = all.iter().filter(|line| matches!(line, Line::Operation(_))).count();
        assert_eq!(operations, operation::all().count());
        let found = |search: &str| {
            let found = lines(search).into_iter().filter_map(|line| match line {
                Line::Operation(operation) => Some(operation.name()),
                Line::Group { .. } => None,
            });
            found.collect::<Vec<_>>()
        };
        assert!(found("restart").contains(&"restart-brain-service"));
        assert!(found("delete /sku").contains(&"delete-sku"));
        assert_eq!(found("no such thing"), Vec::<&str>::new());
    }
}
