//! The whole window by accessible name: what it tells, and F6 round its regions.

use std::sync::Arc;

use egui::accesskit::Role as Part;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;

use super::*;
use crate::bus::snapshot::Site;
use crate::domain::ids::SlotId;
use crate::domain::preferences::Language;
use crate::ui::panels::parts::{fixture, told::told};
use crate::ui::panels::words_fit;
use crate::ui::theme::{self, Look};

fn window(role: Role, panel: Panel) -> Harness<'static, Shell> {
    window_in(role, panel, Language::English, egui::vec2(1600.0, 1000.0))
}

fn window_in(
    role: Role,
    panel: Panel,
    language: Language,
    size: egui::Vec2,
) -> Harness<'static, Shell> {
    let preferences = Preferences {
        language,
        role,
        person: "Meera".to_owned(),
        station: Some(SlotId::new("PS-1")),
        ..Preferences::default()
    };
    let mut snapshot = fixture::snapshot();
    snapshot.site = Arc::new(Site { name: "Practice".to_owned(), practice: true });
    let draw = move |ui: &mut egui::Ui, shell: &mut Shell| {
        let input = ShellInput {
            snapshot: &snapshot,
            now: fixture::now(),
            notices: &[],
            scans: &[],
            typed: "",
        };
        crate::i18n::set_language(language);
        shell.shell_ui(&input, ui);
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_context_setup(|ctx| theme::install(ctx, Look::Dark, 100))
        .build_ui_state(draw, Shell::new(preferences, Some(panel), None, false));
    harness.run_steps(4);
    harness
}

/// The name of what has the keyboard.
fn focused(harness: &Harness<'_, Shell>) -> String {
    let mut open = vec![harness.root()];
    while let Some(node) = open.pop() {
        let inner = node.accesskit_node();
        if node.is_focused() && inner.role() != Part::Window {
            return inner.label().or_else(|| inner.value()).unwrap_or_default();
        }
        open.extend(node.children());
    }
    String::new()
}

fn round(harness: &mut Harness<'_, Shell>, modifiers: Modifiers, times: usize) -> Vec<String> {
    let mut went = Vec::new();
    for _ in 0..times {
        harness.key_press_modifiers(modifiers, Key::F6);
        harness.run_steps(4);
        went.push(focused(harness));
    }
    went
}

#[test]
fn the_window_round_the_panels_tells_what_it_shows() {
    insta::assert_snapshot!(told(&window(Role::Supervisor, Panel::Settings)));
}

#[test]
fn f6_goes_round_the_regions_and_shift_f6_back() {
    let mut harness = window(Role::Supervisor, Panel::Connections);
    let went = round(&mut harness, Modifiers::NONE, 6);
    let mut back = round(&mut harness, Modifiers::SHIFT, 5);
    back.reverse();
    let row = "Robot manager, silent 42 s, not reachable, http://127.0.0.1:4010, Token, let in, 12 / 14 ms, 12 of 20, Robot manager did not answer within 10 s";
    let search = "Scan, paste or type anything";
    let state = "Robot manager · silent 42 s";
    assert_eq!(went, ["Overview", search, row, "Test now", state, "Overview"]);
    assert_eq!(back, ["Overview", search, row, "Test now", state]);
}

#[test]
fn a_picker_goes_between_the_station_and_the_status_bar() {
    let mut harness = window(Role::Picker, Panel::Station);
    let went = round(&mut harness, Modifiers::NONE, 3);
    assert_eq!(went, ["Meera, change role…", "Robot manager · silent 42 s", "Meera, change role…"]);
}

#[test]
fn a_panel_whose_drawer_covers_all_its_controls_is_passed_over() {
    let mut harness =
        window_in(Role::Supervisor, Panel::Ledger, Language::English, egui::vec2(900.0, 720.0));
    let go_to = Some(Route::Intent(fixture::unknown_id()));
    harness.state_mut().carry_out(Wishes { go_to, ..Wishes::default() });
    harness.run_steps(2);
    let back = round(&mut harness, Modifiers::SHIFT, 3);
    assert_eq!(back, ["Robot manager · silent 42 s", "Close", "Scan, paste or type anything"]);
    assert_eq!(round(&mut harness, Modifiers::NONE, 1), ["Close"]);
}

#[test]
fn f6_does_nothing_under_the_palette() {
    let mut harness = window(Role::Supervisor, Panel::Settings);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run_steps(4);
    let before = focused(&harness);
    assert_eq!(round(&mut harness, Modifiers::NONE, 1), [before]);
}

#[test]
fn bars_and_rail_cut_no_word_in_a_small_window_and_up_to_200_percent() {
    let mut found = Vec::new();
    for language in Language::ALL {
        for (role, panel) in [(Role::Supervisor, Panel::Overview), (Role::Picker, Panel::Station)] {
            for size in [
                egui::vec2(1280.0, 720.0),
                egui::vec2(1066.0, 666.0),
                egui::vec2(800.0, 500.0),
                egui::vec2(640.0, 360.0),
            ] {
                let harness = window_in(role, panel, language, size);
                let shapes = &harness.output().shapes;
                let mut cut = words_fit::cut(shapes);
                cut.extend(words_fit::over_one_another(shapes));
                found.extend(cut.iter().map(|text| format!("{language:?} {}: {text}", size.x)));
            }
        }
    }
    crate::i18n::set_language(Language::English);
    assert_eq!(found, Vec::<String>::new());
}
