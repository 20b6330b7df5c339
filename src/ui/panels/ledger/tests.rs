//! The ledger as a person meets it: open a command, see what is not known, decide.

use egui::Key;
use egui_kittest::kittest::Queryable as _;

use super::LedgerPanel;
use crate::bus::command::Command;
use crate::i18n::t;
use crate::ui::context::PanelUi as _;
use crate::ui::panels::parts::{fixture, stage};
use crate::ui::route::Route;

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
