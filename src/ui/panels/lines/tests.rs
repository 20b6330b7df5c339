//! A file is told by row before anything of it is filled in, and what is shown is what is written.

use egui_kittest::kittest::Queryable as _;
use uuid::Uuid;

use super::import::Import;
use super::*;
use crate::bus::command::{Command, FileWish, TableFile};
use crate::bus::event::Notice;
use crate::domain::floor_csv::{self, Known};
use crate::domain::pick::LineState;
use crate::domain::prepared::CarriedFile;
use crate::ui::panels::parts::floor_sample;
use crate::ui::panels::parts::stage::{Shown, panel_state, press, stage};

panel_state!(
    /// The import open with a file that has errors.
    WithFindings(LinesPanel),
    LinesPanel { import: Some(Import::with_findings()), ..LinesPanel::default() }
);

type Stage = egui_kittest::Harness<'static, Shown<LinesPanel>>;

fn with_import() -> Stage {
    let mut harness = stage(LinesPanel::default(), floor_sample::snapshot());
    press(&mut harness, "Import…");
    harness
}

/// Types a path, and hands this text out as what stands in it.
fn read(harness: &mut Stage, text: &str) {
    let field = egui::accesskit::Role::TextInput;
    harness.get_by_role_and_label(field, "Path of the file").focus();
    harness.run();
    harness.get_by_role_and_label(field, "Path of the file").type_text("lines.csv");
    harness.run();
    press(harness, "Check");
    let Some(Command::ReadFile(FileWish { id, .. })) = harness.state().commands.last().cloned()
    else {
        panic!("{:?}", harness.state().commands);
    };
    let file = CarriedFile {
        part: "floor-csv".to_owned(),
        file_name: "lines.csv".to_owned(),
        bytes: text.as_bytes().into(),
    };
    harness.get_by_label("Reading lines.csv");
    let asked = harness.state().commands.len();
    press(harness, "Choose…");
    assert_eq!(harness.state().commands.len(), asked, "one at a time");
    harness.state_mut().notices.push(Notice::FileRead { id, result: Ok(file) });
    harness.run();
    let Some(Command::CheckFill(order)) = harness.state().commands.last().cloned() else {
        panic!("{:?}", harness.state().commands);
    };
    harness.get_by_label("The file is being checked");
    let known = Known { floor: order.floor.as_deref().map(|view| &view.floor), trays: None };
    let checked = floor_csv::check(&order.bytes, order.kind, known, &mut Uuid::now_v7);
    let notice = Notice::FillChecked { id: order.id, checked: Arc::new(checked) };
    harness.state_mut().notices.push(notice);
    harness.run();
}

#[test]
fn a_file_with_an_error_is_told_by_row_and_cannot_be_filled_in() {
    let mut harness = with_import();
    read(&mut harness, "tray,compartment,sku,quantity\n12,B2,H1,0\n12,,H1,1\n");
    harness
        .get_by_label("Row 2, quantity: “0” is no whole number from 1 to 9999; correct the number");
    harness.get_by_label("Row 3, compartment: nothing stands there; fill the cell");
    harness.get_by_label("The file has errors");
    assert!(!harness.state().commands.iter().any(|one| matches!(one, Command::Fill(_))));
}

#[test]
fn a_good_file_is_filled_in_once() {
    let mut harness = with_import();
    read(&mut harness, "tray;fach;sku;menge\n12;B2;H1;3\n12;A1;H2;1\n");
    harness.get_by_label("lines.csv: 2 rows, no errors");
    press(&mut harness, "Fill in");
    let Some(Command::Fill(order)) = harness.state().commands.last().cloned() else {
        panic!("{:?}", harness.state().commands);
    };
    assert_eq!((order.fill.lines.len(), order.by.as_str()), (2, "Meera"));
    harness.get_by_label("Being filled in");
}

#[test]
fn chips_choose_by_state_and_the_table_is_written_as_shown() {
    let mut harness = stage(LinesPanel::default(), floor_sample::snapshot());
    harness.get_by_label("Short 1").click();
    harness.run();
    press(&mut harness, "Export CSV…");
    press(&mut harness, "Choose a file…");
    let Some(Command::SaveTable(TableFile { text, name, .. })) =
        harness.state().commands.last().cloned()
    else {
        panic!("{:?}", harness.state().commands);
    };
    assert_eq!((name, text.lines().count()), ("pick-lines.csv", 2));
    assert!(
        text.contains("O-1,2,5,picking,12,A1,H000187,Bottle 0.7 l,4,1,1,short,short,Divya,Sara")
    );
}

#[test]
fn what_is_open_stands_first() {
    let floor = floor_sample::view().floor;
    let rows = rows::rows(&floor, Show::All, &GridState::default());
    let open: Vec<bool> = rows.iter().map(|line| line.state == LineState::Open).collect();
    assert_eq!(open, [true, true, false, false]);
}
