//! Who works where is told in words, and what is wanted from here is asked there.

use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::bus::command::Command;
use crate::bus::floor::{FloorAsk, FloorCommand};
use crate::domain::floor::Wanted;
use crate::ui::panels::parts::stage::{Shown, panel_state, press, stage};
use crate::ui::panels::parts::{fixture, floor_sample};

panel_state!(
    /// The drawer of the first station open.
    WithStation(StationsPanel),
    StationsPanel { chosen: Workplace::parse("slot:PS-1"), ..StationsPanel::default() }
);

type Stage = egui_kittest::Harness<'static, Shown<StationsPanel>>;

fn shown(place: &str) -> Stage {
    let panel = StationsPanel { chosen: Workplace::parse(place), ..StationsPanel::default() };
    stage(panel, floor_sample::snapshot())
}

#[test]
fn every_workplace_says_how_it_stands() {
    let now = fixture::now();
    let rows = rows::rows(&floor_sample::snapshot(), &GridState::default(), now);
    let said: Vec<String> =
        rows.iter().map(|row| format!("{}: {}", row.name, rows::state_words(row, now))).collect();
    assert_eq!(
        said,
        [
            "PS-1: is being asked · other PC",
            "PS-2: no scan for 14 min",
            "Balcony 1: help called 65 s ago · other PC",
        ]
    );
    let first = rows.first().unwrap();
    assert_eq!(rows::tray_words(first, now), "12 · 3 min");
    assert_eq!(rows::rate_words(first), "58 lines/h");
    assert!(rows::csv(&rows, now).starts_with("station,who,mode,tray,"));
}

#[test]
fn a_release_from_here_says_that_the_picker_is_asked_first() {
    let mut harness = shown("slot:PS-1");
    press(&mut harness, "Release tray…");
    let confirm = harness.state().confirm.clone().unwrap();
    assert_eq!(confirm.question, "Release tray 12 from PS-1?");
    assert!(confirm.consequence.starts_with("Divya just scanned there"), "{confirm:?}");
    let Command::Floor(FloorCommand { ask, by, .. }) = confirm.command else { panic!() };
    assert_eq!((ask, by.as_str()), (FloorAsk::Wish(Wanted::ReleaseTray("12".into())), "Meera"));
    harness.get_by_label("Release tray 12, Sara, 6 min ago: Divya said no");
}

#[test]
fn idle_ones_are_closed_together_and_say_why() {
    let mut harness = shown("slot:PS-2");
    harness
        .get_by_label_contains("No scan for 14 min. Whoever is signed in keeps being sent trays");
    press(&mut harness, "Close idle ones…");
    let confirm = harness.state().confirm.clone().unwrap();
    let Command::Floors(commands) = confirm.command else { panic!() };
    let places: Vec<String> = commands.iter().map(|one| one.place.code()).collect();
    assert_eq!(places, ["slot:PS-2"]);
}

#[test]
fn at_a_balcony_there_is_no_tray_to_release() {
    let harness = shown("balcony:1");
    harness.get_by_label("No trays come to a balcony");
}

#[test]
fn an_age_in_seconds_does_not_stand_still() {
    let harness = shown("slot:PS-1");
    let views = harness.output().viewport_output.values();
    let next = views.map(|view| view.repaint_delay).min();
    assert!(next.is_some_and(|next| next <= std::time::Duration::from_secs(1)), "{next:?}");
}
