//! The ledger as a person meets it: open a command, see what is not known, decide.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::LedgerPanel;
use super::drawer::held_words;
use crate::bus::command::{Command, Watch};
use crate::bus::snapshot::{Snapshot, StoreState};
use crate::domain::intent::{Intent, IntentState, Settlement};
use crate::domain::lease::SetAside;
use crate::domain::preferences::Preferences;
use crate::i18n::t;
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::panels::parts::{fixture, stage};
use crate::ui::route::Route;

/// Another program on the same ledger, as it tells itself.
const OTHER: &str = "pack-2 · traydeck console 4711";

/// A ledger of which another program holds a command, and of which one row cannot be understood.
fn shared() -> Snapshot {
    let mut snapshot = fixture::snapshot();
    let aside = |id: &str, state: &str| SetAside {
        id: id.to_owned(),
        operation: "robot-manager.fly-tray".to_owned(),
        state: state.to_owned(),
        by: "Meera".to_owned(),
        place: "PS-2".to_owned(),
        at: fixture::now() - jiff::SignedDuration::from_secs(240),
        reason: "a row cannot be read: unknown variant `fly_tray`".to_owned(),
    };
    let held = BTreeMap::from([(fixture::unknown_id(), OTHER.to_owned())]);
    snapshot.store = StoreState {
        held_elsewhere: Arc::new(held),
        set_aside: Arc::new(vec![aside("0195-b", "sent"), aside("0195-a", "queued")]),
        ..StoreState::default()
    };
    snapshot
}

/// The panel over such a ledger, for the golden files.
#[derive(Default)]
pub struct WithOthers(LedgerPanel);

/// The same with what was set aside in view.
pub struct WithAside(WithOthers);

impl Default for WithAside {
    fn default() -> Self {
        let mut panel = LedgerPanel::default();
        panel.aside.shown = true;
        Self(WithOthers(panel))
    }
}

impl PanelUi for WithOthers {
    fn watch(&self, preferences: &Preferences) -> Watch {
        self.0.watch(preferences)
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut egui::Ui) {
        let snapshot = Snapshot { store: shared().store, ..context.snapshot.clone() };
        let mut inner = PanelContext {
            snapshot: &snapshot,
            now: context.now,
            preferences: context.preferences,
            notices: context.notices,
            scans: context.scans,
            typed: context.typed,
            keystrokes: context.keystrokes,
            log: context.log,
            wishes: context.wishes,
        };
        self.0.panel_ui(&mut inner, ui);
    }

    fn open(&mut self, route: &Route) {
        self.0.open(route);
    }
}

impl PanelUi for WithAside {
    fn watch(&self, preferences: &Preferences) -> Watch {
        self.0.watch(preferences)
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut egui::Ui) {
        self.0.panel_ui(context, ui);
    }
}

fn disabled(node: &egui_kittest::Node<'_>) -> bool {
    egui_kittest::kittest::NodeT::accesskit_node(node).is_disabled()
}

#[test]
fn who_gives_a_command_up_writes_why_first() {
    let mut harness = stage::stage(LedgerPanel::default(), fixture::snapshot());
    harness.state_mut().panel.open(&Route::Intent(fixture::unknown_id()));
    harness.run();
    assert!(disabled(&harness.get_by_label(t("ledger-did-not"))));
    // its key leads into the field, and leaves nothing there
    harness.key_press(Key::X);
    harness.run();
    assert!(harness.get_by_role_and_label(Role::TextInput, t("ledger-reason")).is_focused());
    harness.get_by_role_and_label(Role::TextInput, t("ledger-reason")).type_text(&"ä".repeat(250));
    harness.run();
    assert_eq!(harness.state().panel.reason.chars().count(), 200, "bounded");
    harness.state_mut().panel.reason = " The tray stands there ".to_owned();
    harness.run();
    stage::press(&mut harness, t("ledger-did-not"));
    let asked = harness.state().confirm.clone().unwrap();
    let Command::Settle { settlement, reason, .. } = asked.command else { panic!("{asked:?}") };
    assert_eq!((settlement, reason.as_str()), (Settlement::DidNotHappen, "The tray stands there"));
    assert!(asked.facts.iter().any(|fact| fact.text.contains("The tray stands there")));
    // a reason is about one command
    let other = harness.state().snapshot.ledger.get().unwrap()[0].id;
    harness.state_mut().panel.open(&Route::Intent(other));
    harness.run();
    assert!(disabled(&harness.get_by_label(t("ledger-did-not"))));
}

#[test]
fn what_still_waits_is_given_up_with_a_reason_too() {
    let mut snapshot = fixture::snapshot();
    let waiting =
        Intent { state: IntentState::Queued, ..Intent::clone(&snapshot.ledger.get().unwrap()[0]) };
    let id = waiting.id;
    snapshot.ledger = fixture::section(vec![Arc::new(waiting)]);
    let mut harness = stage::stage(LedgerPanel::default(), snapshot);
    harness.state_mut().panel.open(&Route::Intent(id));
    harness.run();
    assert!(harness.query_by_label(t("ledger-happened")).is_none());
    assert!(disabled(&harness.get_by_label(t("ledger-give-up"))));
    harness.state_mut().panel.reason = "Nobody waits for it".to_owned();
    harness.run();
    stage::press(&mut harness, t("ledger-give-up"));
    assert_eq!(harness.state().confirms, 1);
}

#[test]
fn a_command_that_another_program_holds_is_decided_there() {
    let mut harness = stage::stage(LedgerPanel::default(), shared());
    harness.state_mut().panel.open(&Route::Intent(fixture::unknown_id()));
    harness.run();
    let held = held_words(OTHER);
    assert!(held.contains("pack-2"), "{held}");
    assert!(harness.query_all_by_label(&held).next().is_some());
    for name in ["ledger-read-back", "ledger-happened", "ledger-did-not", "ledger-again"] {
        assert!(disabled(&harness.get_by_label(t(name))), "{name}");
    }
    for key in [Key::R, Key::X, Key::Y] {
        harness.key_press(key);
        harness.run();
    }
    assert_eq!((harness.state().commands.len(), harness.state().confirms), (0, 0));
    let row = harness.get_by_label_contains("Release tray, tray 310");
    let said = egui_kittest::kittest::NodeT::accesskit_node(&row).label().unwrap_or_default();
    assert!(said.contains("pack-2"), "{said}");
}

#[test]
fn what_is_set_aside_is_told_with_what_to_do_and_the_rest_stays_in_reach() {
    let mut harness = stage::stage(LedgerPanel::default(), shared());
    stage::press(&mut harness, t("ledger-aside-show"));
    harness.get_by_label(t("ledger-aside-rest"));
    harness.get_by_label(t("ledger-aside-sent"));
    harness.get_by_label(t("ledger-aside-queued"));
    harness.get_by_label("0195-b");
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
    stage::press(&mut harness, t("ledger-aside-back"));
    harness.get_by_label(t("ledger-foot"));
    stage::press(&mut harness, t("ledger-aside-show"));
    harness.key_press(Key::Escape);
    harness.run();
    harness.get_by_label(t("ledger-foot"));
}

#[test]
fn an_unknown_command_is_read_back_or_settled_by_a_person() {
    let mut harness = stage::stage(LedgerPanel::default(), fixture::snapshot());
    harness.state_mut().panel.open(&Route::Intent(fixture::unknown_id()));
    harness.run();
    harness.get_by_label(t("ledger-known"));
    harness.get_by_label(t("ledger-not-known"));
    stage::press(&mut harness, t("ledger-read-back"));
    assert_eq!(harness.state().commands, [Command::ReadBack(fixture::unknown_id())]);
    stage::press(&mut harness, t("ledger-happened"));
    assert_eq!(harness.state().confirms, 1, "a decision asks first");
    harness.state_mut().panel.reason = "Looked on the spot".to_owned();
    harness.key_press(Key::X);
    harness.run();
    assert_eq!(harness.state().confirms, 2);
    assert_eq!(harness.state().commands.len(), 1, "nothing was sent without the dialog");
}

#[test]
fn sending_again_is_off_until_read_backs_have_shown_that_it_was_not_done() {
    let mut harness = stage::stage(LedgerPanel::default(), fixture::snapshot());
    harness.state_mut().panel.open(&Route::Intent(fixture::unknown_id()));
    harness.run();
    let again = harness.get_by_label(t("ledger-again"));
    assert!(egui_kittest::kittest::NodeT::accesskit_node(&again).is_disabled());
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
}

#[test]
fn escape_closes_the_drawer() {
    let mut harness = stage::stage(LedgerPanel::default(), fixture::snapshot());
    harness.state_mut().panel.open(&Route::Intent(fixture::unknown_id()));
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label(t("ledger-known")).is_none());
}
