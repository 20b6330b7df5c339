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
use crate::ui::panels::words_fit;
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
    sized(snapshot, egui::vec2(1424.0, 928.0))
}

fn sized(snapshot: Snapshot, size: egui::Vec2) -> Harness<'static, Shown> {
    let shown = Shown { panel: LevelsPanel::default(), snapshot, ready: false };
    let mut harness = Harness::builder().with_size(size).build_ui_state(
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
                keystrokes: &[],
                log: Vec::new,
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
fn where_there_is_room_for_one_a_found_bot_is_seen_on_the_map_and_opened_by_a_second_enter() {
    for size in [egui::vec2(570.0, 270.0), egui::vec2(790.0, 390.0)] {
        let mut harness = sized(fixture(), size);
        harness.state_mut().panel.table_first = true;
        harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
        harness.run();
        harness.event(egui::Event::Text("17".to_owned()));
        harness.run();
        let at = [("bot", "17".into()), ("x", "15".into()), ("y", "3".into())];
        let is_open = |harness: &Harness<'_, Shown>| {
            harness.query_by_label(t("levels-as-reported")).is_some()
        };
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().panel.chosen, Some(BotId::new("17")));
        assert!(!is_open(&harness));
        let bot = harness.get_by_role_and_label(Role::Button, &tf("levels-bot-at", &at)).rect();
        assert!(harness.ctx.content_rect().contains_rect(bot), "{bot:?}");
        harness.key_press(Key::Enter);
        harness.run();
        assert!(is_open(&harness));
        harness.get_by_role_and_label(Role::Button, t("levels-find-on-map")).focus();
        harness.run();
        press(&mut harness, Role::Button, t("levels-find-on-map"));
        assert!(!is_open(&harness));
        press(&mut harness, Role::Button, &tf("levels-bot-at", &at));
        assert!(is_open(&harness));
        harness.key_press(Key::Escape);
        harness.run();
        assert!(!is_open(&harness));
        assert_eq!(harness.state().panel.chosen, None);
    }
}

#[test]
fn the_map_goes_after_a_followed_bot_that_leaves_the_view() {
    let mut harness = harness(fixture());
    harness.state_mut().panel.open(&Route::Bot(BotId::new("17")));
    harness.run();
    let name = |x: i32, y: i32| {
        let at = [("bot", "17".into()), ("x", x.to_string().into()), ("y", y.to_string().into())];
        tf("levels-bot-at", &at)
    };
    press(&mut harness, Role::Button, t("levels-find-on-map"));
    for _ in 0..8 {
        press(&mut harness, Role::Button, t("levels-zoom-in"));
    }
    assert!(harness.query_by_label(&name(15, 3)).is_some());
    let snapshot = &mut harness.state_mut().snapshot;
    let mut map = snapshot.level_map.value.as_deref().cloned().unwrap();
    map.carriers.insert("C-0417".into(), crate::domain::level::Place { x: 1, y: 1 });
    snapshot.level_map.value = Some(std::sync::Arc::new(map));
    snapshot.level_map.generation += 1;
    harness.run();
    let bot = harness.get_by_role_and_label(Role::Button, &name(1, 1)).rect();
    assert!(bot.width() > 20.0 && harness.ctx.content_rect().contains_rect(bot), "{bot:?}");
}

#[test]
fn the_drawer_of_a_bot_cuts_no_word_fresh_or_stale() {
    let mut found = Vec::new();
    for language in [crate::i18n::Tongue::English, crate::i18n::Tongue::German] {
        crate::i18n::set_language(language);
        for minutes in [0, 12] {
            let mut snapshot = fixture();
            for stamp in [&mut snapshot.level_map.stamp, &mut snapshot.bots.stamp] {
                stamp.read_at = Some(now() - jiff::SignedDuration::from_mins(minutes));
            }
            for bot in ["9", "17", "28", "41"] {
                let mut harness = sized(snapshot.clone(), egui::vec2(1066.0, 666.0));
                harness.state_mut().panel.open(&Route::Bot(BotId::new(bot)));
                harness.run();
                let cut = words_fit::cut(&harness.output().shapes);
                found
                    .extend(cut.iter().map(|text| format!("{language:?} {minutes} {bot}: {text}")));
            }
        }
    }
    crate::i18n::set_language(crate::i18n::Tongue::English);
    assert_eq!(found, Vec::<String>::new());
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
