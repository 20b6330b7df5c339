//! The form used again: another kind, closed and opened, sent and not seen, ids that the storage does not have.

use egui::Key;
use egui::accesskit::Role as Part;
use egui_kittest::kittest::Queryable as _;

use super::form::{Stage, answer, form, looked_up, refusal, submission, two_lines};
use crate::bus::event::Notice;
use crate::bus::grid::GridSlot;
use crate::domain::intent::IntentState;
use crate::domain::preferences::Preferences;
use crate::domain::request_draft::{DraftLine, RequestKind};
use crate::i18n::t;
use crate::ui::context::PanelUi as _;
use crate::ui::panels::parts::stage;

fn choose(harness: &mut Stage, kind: &str) {
    harness.get_by_role_and_label(Part::ComboBox, t("work-form-kind")).click();
    harness.run();
    harness.get_by_role_and_label(Part::Button, kind).click();
    harness.run();
}

fn ids(harness: &Stage) -> Vec<&str> {
    harness.state().panel.form.draft.lines.iter().map(|line| line.id.as_str()).collect()
}

#[test]
fn each_kind_keeps_what_is_typed_and_old_results_do_not_follow() {
    let mut harness = two_lines();
    stage::press(&mut harness, t("work-form-send"));
    let feedback = [("H000123", "0x5082", "Not enough quantity")];
    answer(&mut harness, IntentState::Refused, refusal(&feedback, 400));
    harness.get_by_label(t("work-refused"));
    choose(&mut harness, "Fetch");
    assert_eq!(ids(&harness), [""], "SKUs are no carriers");
    assert!(harness.query_by_label(t("work-refused")).is_none());
    choose(&mut harness, "Fulfilment");
    assert_eq!(ids(&harness), ["H000123", "H000999"]);
    assert!(harness.query_by_label(t("work-refused")).is_none());
}

#[test]
fn escape_closes_the_form_and_opened_again_it_tells_no_old_result() {
    let mut harness = two_lines();
    stage::press(&mut harness, t("work-form-send"));
    let feedback = [("H000123", "0x5082", "Not enough quantity")];
    answer(&mut harness, IntentState::Refused, refusal(&feedback, 400));
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label(t("work-form-send")).is_none());
    stage::press(&mut harness, t("work-new"));
    assert_eq!(ids(&harness), ["H000123", "H000999"]);
    assert!(harness.query_by_label(t("work-refused")).is_none());
}

#[test]
fn what_is_not_seen_in_the_ledger_is_sent_again_only_by_a_person() {
    let mut harness = two_lines();
    stage::press(&mut harness, t("work-form-send"));
    harness.state_mut().later = jiff::SignedDuration::from_secs(30);
    harness.run();
    harness.get_by_label(t("work-no-send-unknown"));
    stage::press(&mut harness, t("work-form-send"));
    assert_eq!(harness.state().commands.len(), 1, "it may be under way");
    let id = submission(harness.state().commands.last().expect("a command")).id;
    let reason = "full".to_owned();
    harness.state_mut().notices = vec![Notice::NotQueued { id, reason }];
    harness.run();
    harness.get_by_label(t("work-not-written"));
    stage::press(&mut harness, t("work-form-send"));
    assert_eq!(harness.state().commands.len(), 2, "now it is known that it is not");
}

#[test]
fn ids_are_looked_up_before_they_are_sent_and_unknown_ones_are_marked() {
    let mut harness = form(RequestKind::Fulfillment);
    let line = |id: &str| DraftLine { id: id.to_owned(), quantity: "1".to_owned() };
    harness.state_mut().panel.form.draft.lines = vec![line("H1"), line("H2")];
    harness.run();
    let asked = |harness: &Stage| {
        let watch = harness.state().panel.watch(&Preferences::default());
        let wish = watch.grids.into_iter().find(|wish| wish.slot == GridSlot::Lookup);
        wish.and_then(|wish| wish.query.filters.first().cloned())
    };
    let pair = |id: &str| Some(("id__eq".to_owned(), id.to_owned()));
    assert_eq!(asked(&harness), pair("H1"));
    looked_up(&mut harness, Vec::new());
    harness.get_by_label(t("work-lookup-unknown"));
    harness.get_by_label("Correct the marked line first");
    assert_eq!(asked(&harness), pair("H2"));
    stage::press(&mut harness, "Line 1: Send as it is");
    stage::press(&mut harness, t("work-form-send"));
    assert_eq!(harness.state().commands.len(), 1);
}

#[test]
fn lines_left_in_the_paste_field_are_told_before_sending() {
    let mut harness = two_lines();
    stage::press(&mut harness, t("work-form-paste"));
    let label = t("work-paste-label");
    harness.get_by_role_and_label(Part::MultilineTextInput, label).focus();
    harness.run();
    let field = harness.get_by_role_and_label(Part::MultilineTextInput, label);
    field.type_text("H1;2\n\nH4");
    harness.run();
    harness.get_by_label(t("work-no-send-pasted"));
    stage::press(&mut harness, t("work-paste-take"));
    harness.get_by_label("Line 1: the number of pieces is missing");
    stage::press(&mut harness, t("work-form-send"));
    assert!(harness.state().commands.is_empty(), "a line still stands there");
    stage::press(&mut harness, t("work-paste-clear"));
    stage::press(&mut harness, t("work-form-send"));
    assert_eq!(harness.state().commands.len(), 1);
}
