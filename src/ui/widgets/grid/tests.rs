//! The grid as a person meets it: by role, by name, by keyboard.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{By, Queryable as _};

use super::{Column, FilterKind, Grid, GridBody, GridResponse, GridState, Sort};
use crate::ui::theme;

struct Shown {
    state: GridState,
    columns: Vec<Column>,
    rows: u64,
    last: GridResponse,
    /// Everything that was ever pressed.
    seen: GridResponse,
    asked: Vec<u64>,
    body: &'static str,
    /// Installed in the first frame, used from the second on.
    ready: bool,
}

fn harness(rows: u64) -> Harness<'static, Shown> {
    let shown = Shown {
        state: GridState::default(),
        columns: vec![
            Column::new("name", "Name", 120.0).strong().sortable().filter(FilterKind::Contains),
            Column::new("count", "Count", 80.0).right().sortable(),
        ],
        rows,
        last: GridResponse::default(),
        seen: GridResponse::default(),
        asked: Vec::new(),
        body: "rows",
        ready: false,
    };
    let mut harness =
        Harness::builder().with_size(egui::vec2(300.0, 360.0)).build_ui_state(draw, shown);
    harness.run();
    harness
}

fn draw(ui: &mut egui::Ui, shown: &mut Shown) {
    if !shown.ready {
        theme::install(ui.ctx(), theme::Look::Dark, 100);
        shown.ready = true;
        ui.ctx().request_repaint_after(crate::util::SOON);
        return;
    }
    shown.asked.clear();
    let body = match shown.body {
        "empty" => GridBody::Empty { why: "Nothing matches", way_out: Some("Show all") },
        "failed" => GridBody::Failed { cause: "Storage refused", code: Some("0x5082") },
        _ => GridBody::Rows,
    };
    let asked = &mut shown.asked;
    shown.last = Grid::new("Things", &shown.columns)
        .rows(shown.rows)
        .filter_row(true)
        .body(body)
        .foot("", "storage · 0.2 s")
        .show(ui, &mut shown.state, |row, out| {
            asked.push(row);
            out.fmt(format_args!("thing {row}"));
            out.fmt(format_args!("{}", row * 2));
        });
    shown.seen.sort_changed |= shown.last.sort_changed;
    shown.seen.filter_changed |= shown.last.filter_changed;
    shown.seen.way_out |= shown.last.way_out;
    shown.seen.ask_again |= shown.last.ask_again;
    shown.seen.activated = shown.last.activated.or(shown.seen.activated);
}

#[test]
fn only_rows_on_screen_are_asked_for_and_heard() {
    let harness = harness(10_000_000);
    // 360 less head 28, filter row 32, foot 28 and the region's own margin
    assert!(harness.state().asked.len() <= 13, "{:?}", harness.state().asked);
    harness.get_by_role_and_label(Role::Row, "thing 3, 6");
    assert!(harness.query_by_role_and_label(Role::Row, "thing 40, 80").is_none());
    harness.get_by_role_and_label(Role::Grid, "Things");
}

#[test]
fn a_row_that_says_the_same_is_laid_out_once() {
    let mut harness = harness(100);
    let before = harness.state().state.cache.laid_out;
    harness.run_steps(5);
    assert_eq!(harness.state().state.cache.laid_out, before);
}

#[test]
fn rows_are_chosen_by_pointer_and_walked_by_keys() {
    let mut harness = harness(1_000);
    harness.get_by_role_and_label(Role::Row, "thing 2, 4").click();
    harness.run();
    assert_eq!(harness.state().last.selected, Some(2));
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().last.selected, Some(3));
    harness.key_press(Key::End);
    harness.run();
    assert_eq!(harness.state().last.selected, Some(999));
    assert!(harness.state().last.visible_rows.contains(&999));
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().seen.activated, Some(999));
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(harness.state().last.visible_rows.start, 0);
}

#[test]
fn the_head_sorts_and_the_filter_row_filters() {
    let mut harness = harness(50);
    harness.get_by_role_and_label(Role::Button, "Count").click();
    harness.run();
    assert!(harness.state().seen.sort_changed);
    assert_eq!(harness.state().state.sort(), Some(Sort { key: "count", descending: false }));
    let field = harness.get_all(By::new().role(Role::TextInput)).next();
    field.into_iter().for_each(|field| field.focus());
    harness.run();
    harness.event(egui::Event::Text("abc".to_owned()));
    harness.run();
    assert!(harness.state().seen.filter_changed);
    assert_eq!(harness.state().state.filter("name"), "abc");
}

#[test]
fn an_empty_and_a_failed_grid_name_the_way_out() {
    let mut harness = harness(0);
    harness.state_mut().body = "empty";
    harness.run();
    harness.get_by_label("Nothing matches");
    harness.get_by_label("Show all").click();
    harness.run();
    assert!(harness.state().seen.way_out);
    harness.state_mut().body = "failed";
    harness.run();
    harness.get_by_label("Storage refused");
    harness.get_by_label("0x5082");
}
