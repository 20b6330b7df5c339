//! The whole window by accessible name: what it tells, and F6 round its regions.

use std::sync::Arc;

use egui::accesskit::Role as Part;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::bus::snapshot::Site;
use crate::domain::ids::SlotId;
use crate::domain::preferences::Language;
use crate::i18n::t;
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
            keystrokes: &[],
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
fn one_escape_closes_the_palette_and_the_next_the_drawer_under_it() {
    let bot = fixture::snapshot().bots.get().unwrap().first().unwrap().id.clone();
    for (panel, route) in
        [(Panel::Levels, Route::Bot(bot)), (Panel::Ledger, Route::Intent(fixture::unknown_id()))]
    {
        let mut harness = window(Role::Supervisor, panel);
        harness.state_mut().carry_out(Wishes { go_to: Some(route), ..Wishes::default() });
        harness.run_steps(2);
        let drawer = |harness: &Harness<'_, Shell>| {
            harness.query_by_role_and_label(Part::Button, "Close").is_some()
        };
        harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
        harness.run_steps(4);
        assert!(harness.state().has_palette());
        harness.key_press(Key::Escape);
        harness.run_steps(4);
        assert!(!harness.state().has_palette() && drawer(&harness), "{panel:?}");
        harness.key_press(Key::Escape);
        harness.run_steps(4);
        assert!(!drawer(&harness), "{panel:?}");
    }
}

#[test]
fn escape_in_a_field_leaves_the_drawer_open() {
    let bot = fixture::snapshot().bots.get().unwrap().first().unwrap().id.clone();
    let mut harness = window(Role::Supervisor, Panel::Levels);
    let go_to = Some(Route::Bot(bot));
    harness.state_mut().carry_out(Wishes { go_to, ..Wishes::default() });
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run_steps(4);
    assert_eq!(focused(&harness), t("levels-find"));
    for open in [true, false] {
        harness.key_press(Key::Escape);
        harness.run_steps(4);
        let close = harness.query_by_role_and_label(Part::Button, "Close");
        assert_eq!(close.is_some(), open);
    }
}

/// Where the part of this name is seen.
fn place(harness: &Harness<'_, Shell>, part: Part, name: &str) -> egui::Rect {
    harness.get_by_role_and_label(part, name).rect()
}

#[test]
fn every_place_of_a_low_rail_is_reached_by_wheel_and_by_keyboard() {
    let size = egui::vec2(640.0, 360.0);
    let mut harness = window_in(Role::Supervisor, Panel::Overview, Language::English, size);
    let last = t("panel-practice");
    let fold = place(&harness, Part::Button, t("shell-expand"));
    assert!(fold.bottom() < 340.0, "{fold:?}");
    assert!(place(&harness, Part::Tab, last).bottom() > fold.top(), "it does not fit");
    harness.hover_at(egui::pos2(fold.center().x, 150.0));
    harness.run_steps(2);
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -1000.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    harness.run_steps(30);
    let seen = place(&harness, Part::Tab, last);
    assert!(seen.bottom() <= fold.top() + 1.0, "{seen:?} {fold:?}");
    round(&mut harness, Modifiers::NONE, 1);
    for _ in Panel::ALL.iter().skip(1) {
        let name = focused(&harness);
        let seen = place(&harness, Part::Tab, &name);
        assert!(seen.top() >= 40.0 && seen.bottom() <= fold.top() + 1.0, "{name} {seen:?}");
        harness.key_press(Key::Tab);
        harness.run_steps(4);
    }
}

#[test]
fn the_panel_gone_to_is_seen_in_a_low_rail() {
    let size = egui::vec2(640.0, 360.0);
    let mut harness = window_in(Role::Supervisor, Panel::Settings, Language::English, size);
    harness.run_steps(4);
    let fold = place(&harness, Part::Button, t("shell-expand"));
    for panel in [Panel::Settings, Panel::Overview] {
        let go_to = Some(Route::Panel(panel));
        harness.state_mut().carry_out(Wishes { go_to, ..Wishes::default() });
        harness.run_steps(4);
        let seen = place(&harness, Part::Tab, t(panel.key()));
        assert!(seen.top() >= 40.0 && seen.bottom() <= fold.top() + 1.0, "{panel:?} {seen:?}");
    }
}

/// A key, as it comes from the window.
fn pressed(key: Key, modifiers: Modifiers) -> egui::Event {
    egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

#[test]
fn what_is_typed_in_the_frame_of_the_palettes_key_is_its_text() {
    let letter = |letter: &str| egui::Event::Text(letter.to_owned());
    let enter = || pressed(Key::Enter, Modifiers::NONE);
    let open = || pressed(Key::K, Modifiers::COMMAND);
    for frames in [
        vec![vec![open(), letter("l"), letter("e"), letter("d"), enter()]],
        vec![vec![open(), letter("l")], vec![letter("e"), letter("d")], vec![enter()]],
        vec![vec![open()], vec![letter("l"), letter("e"), letter("d"), enter()]],
    ] {
        let mut harness = window(Role::Supervisor, Panel::Settings);
        for events in frames.clone() {
            harness.input_mut().events = events;
            harness.step();
        }
        harness.run_steps(2);
        assert!(!harness.state().has_palette(), "{frames:?}");
        assert_eq!(harness.state().panel, Panel::Ledger, "{frames:?}");
    }
}

#[test]
fn a_palette_opened_by_a_press_takes_the_very_next_key() {
    let mut harness = window(Role::Supervisor, Panel::Settings);
    harness.state_mut().carry_out(Wishes { palette: Some(String::new()), ..Wishes::default() });
    for letter in ["l", "e", "d"] {
        harness.input_mut().events = vec![egui::Event::Text(letter.to_owned())];
        harness.step();
    }
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    assert_eq!(harness.state().panel, Panel::Ledger);
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

#[test]
fn the_way_to_support_takes_a_picture_of_what_was_there_before() {
    let mut harness = window(Role::Supervisor, Panel::Storage);
    harness.get_by_role_and_label(Part::Button, t("storage-support")).click_accesskit();
    let mut asked = false;
    for _ in 0..8 {
        harness.step();
        let output = harness.output();
        let mut commands = output.viewport_output.values().flat_map(|view| view.commands.iter());
        if commands.any(|it| matches!(it, egui::ViewportCommand::Screenshot(_))) {
            asked = true;
            assert_eq!(harness.state().panel, Panel::Storage, "asked for before it goes");
        }
    }
    assert!(asked, "no picture was asked for");
    // whoever has the pixels hands them over; the panel has taken them or they wait for it
    let image = egui::ColorImage::filled([2, 2], egui::Color32::WHITE);
    window_picture::put(&harness.ctx, Arc::new(image));
    harness.run_steps(3);
    assert_eq!(harness.state().panel, Panel::Support);
}
