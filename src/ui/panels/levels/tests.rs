//! The panel as a person meets it: by role, by name, by keyboard, and as words.

use std::fmt::Write as _;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::Timestamp;

use super::model::tests::fixture;
use super::table::say_row;
use super::*;
use crate::domain::preferences::Preferences;
use crate::ui::context::Wishes;
use crate::ui::theme;
use crate::ui::widgets::grid::RowPainter;

struct Shown {
    panel: LevelsPanel,
    snapshot: Snapshot,
    ready: bool,
}

fn now() -> Timestamp {
    Timestamp::from_second(1_795_219_201).unwrap_or_default()
}

fn harness(snapshot: Snapshot) -> Harness<'static, Shown> {
    let shown = Shown { panel: LevelsPanel::default(), snapshot, ready: false };
    let mut harness = Harness::builder().with_size(egui::vec2(1424.0, 928.0)).build_ui_state(
        |ui, shown: &mut Shown| {
            if !shown.ready {
                theme::install(ui.ctx(), theme::Look::Dark, 100);
                shown.ready = true;
                ui.ctx().request_repaint_after(crate::util::SOON);
                return;
            }
            let mut wishes = Wishes::default();
            let mut context = PanelContext {
                snapshot: &shown.snapshot,
                now: now(),
                preferences: &Preferences::default(),
                notices: &[],
                scans: &[],
                typed: "",
                wishes: &mut wishes,
            };
            shown.panel.panel_ui(&mut context, ui);
            assert!(wishes.commands.is_empty(), "this panel only looks");
        },
        shown,
    );
    harness.run();
    harness
}

fn press(harness: &mut Harness<'static, Shown>, role: Role, name: &str) {
    harness.get_by_role_and_label(role, name).click();
    harness.run();
}

#[test]
fn the_lowest_level_is_shown_first_and_another_by_a_press() {
    let mut harness = harness(fixture());
    assert_eq!(harness.state().panel.level, Some(LevelId::new("1")));
    let heard = [("level", "3".into()), ("working", of("2", "5").into()), ("filled", "—".into())];
    press(&mut harness, Role::Button, &tf("levels-level-heard", &heard));
    assert_eq!(harness.state().panel.level, Some(LevelId::new("3")));
    let watch = harness.state().panel.watch(&Preferences::default());
    assert_eq!(watch.level_map, Some(LevelId::new("3")));
    assert!(watch.bots && watch.level_stock);
}

fn of(working: &str, bots: &str) -> String {
    tf("levels-bots-of", &[("working", working.into()), ("bots", bots.into())])
}

#[test]
fn a_bot_chosen_on_the_map_opens_its_drawer_and_escape_closes_it() {
    let mut harness = harness(fixture());
    harness.state_mut().panel.open(&Route::Level(LevelId::new("3")));
    harness.run();
    let at = tf("levels-bot-at", &[("bot", "17".into()), ("x", "15".into()), ("y", "3".into())]);
    press(&mut harness, Role::Button, &at);
    harness.get_by_label(t("levels-as-reported"));
    assert_eq!(harness.state().panel.chosen, Some(BotId::new("17")));
    press(&mut harness, Role::Button, t("widget-close"));
    assert!(harness.query_by_label(t("levels-as-reported")).is_none());
}

#[test]
fn find_goes_to_the_bot_and_its_level() {
    let mut harness = harness(fixture());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.event(egui::Event::Text("c-0417".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().panel.chosen, Some(BotId::new("17")));
    assert_eq!(harness.state().panel.level, Some(LevelId::new("3")));
}

#[test]
fn a_followed_bot_takes_the_map_with_it() {
    let mut harness = harness(fixture());
    harness.state_mut().panel.open(&Route::Bot(BotId::new("17")));
    harness.run();
    assert_eq!(harness.state().panel.level, Some(LevelId::new("3")));
    let snapshot = &mut harness.state_mut().snapshot;
    let mut bots = snapshot.bots.value.as_deref().cloned().unwrap_or_default();
    bots.iter_mut()
        .filter(|bot| bot.id.as_str() == "17")
        .for_each(|bot| bot.level = Some(LevelId::new("1")));
    snapshot.bots.value = Some(std::sync::Arc::new(bots));
    snapshot.bots.generation += 1;
    harness.run();
    assert_eq!(harness.state().panel.level, Some(LevelId::new("1")));
}

#[test]
fn before_anything_was_read_it_says_so() {
    let mut empty = fixture();
    empty.levels.value = None;
    empty.bots.value = None;
    empty.level_map.value = None;
    let harness = harness(empty);
    assert!(harness.query_all_by_label(t("levels-asking")).count() > 0);
}

#[test]
fn no_control_is_without_a_name() {
    let mut harness = harness(fixture());
    harness.state_mut().panel.open(&Route::Bot(BotId::new("17")));
    harness.run();
    let mut nameless = Vec::new();
    let mut open = vec![harness.root()];
    while let Some(node) = open.pop() {
        let inner = node.accesskit_node();
        if egui::accessibility::is_input(inner.role())
            && inner.label().is_none_or(|label| label.trim().is_empty())
        {
            nameless.push(format!("{:?}", inner.role()));
        }
        open.extend(node.children());
    }
    assert_eq!(nameless, Vec::<String>::new());
}

#[test]
fn the_rows_in_words() {
    let mut words = String::new();
    for row in bot_rows(&fixture(), now(), &Query::default()) {
        let mut out = RowPainter::default();
        say_row(&row, true, &mut out);
        let _ = writeln!(words, "{}", out.words());
    }
    let missing = t("levels-missing");
    assert!(words.starts_with("17, 3, "), "{words}");
    assert!(
        words.contains(&format!(
            "9, 3, {}, — {missing}, —, {}",
            t("data-bot-idle"),
            t("levels-none")
        )),
        "{words}"
    );
    assert!(!words.contains("140 %"), "a battery of 140 is no percentage: {words}");
}
