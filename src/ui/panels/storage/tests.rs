//! Storage as a person meets it: each act asks first, removal wants the numbers typed, a restart is waited for.

use std::sync::Arc;

use egui::accesskit::Role as Part;
use egui_kittest::kittest::Queryable as _;
use jiff::SignedDuration;
use uuid::Uuid;

use super::StoragePanel;
use super::acts::Act;
use crate::bus::command::{Command, Submission};
use crate::bus::snapshot::Snapshot;
use crate::domain::access::Role;
use crate::domain::ids::BotId;
use crate::domain::intent::{Action, Intent, IntentId, IntentState, Step, StepKind};
use crate::domain::prepared::{PreparedCall, system};
use crate::domain::storage::StorageStatus;
use crate::i18n::t;
use crate::ui::context::PanelUi as _;
use crate::ui::panels::parts::{fixture, stage};
use crate::ui::route::Route;

type Stage = egui_kittest::Harness<'static, stage::Shown<StoragePanel>>;

fn staged(role: Role, snapshot: Snapshot) -> Stage {
    let mut harness = stage::stage(StoragePanel::default(), snapshot);
    harness.state_mut().preferences.role = role;
    harness.run();
    harness
}

fn with_bot(role: Role) -> Stage {
    let mut harness = staged(role, fixture::snapshot());
    harness.state_mut().panel.open(&Route::StorageBot(BotId::new("17")));
    harness.run();
    harness
}

/// What the dialog asked for last would send.
fn would_send(harness: &Stage) -> PreparedCall {
    let asked = harness.state().confirm.as_ref().map(|confirm| &confirm.command);
    let typed = harness.state().typed_confirm.as_ref().map(|typed| &typed.confirm.command);
    let Some(Command::Submit(Submission { action: Action::Call(call), .. })) = typed.or(asked)
    else {
        panic!("no dialog")
    };
    (**call).clone()
}

fn body(call: &PreparedCall, field: &str) -> String {
    let body = call.body.clone().unwrap_or_default();
    body.field(field).map(ToString::to_string).unwrap_or_default()
}

/// Presses what may stand below the edge of the window, as a screen reader does.
fn press_below(harness: &mut Stage, act: Act) {
    harness.get_by_role_and_label(Part::Button, &act.words()).click_accesskit();
    harness.run();
}

#[test]
fn pausing_asks_first_and_says_what_is_open() {
    let mut harness = staged(Role::Supervisor, fixture::snapshot());
    stage::press(&mut harness, &Act::Pause.words());
    assert!(harness.state().commands.is_empty());
    assert_eq!(body(&would_send(&harness), "type"), "\"PAUSE\"");
    let confirm = harness.state().confirm.clone().unwrap();
    assert!(confirm.facts.iter().any(|fact| fact.text.contains("38")), "{confirm:?}");
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
}

#[test]
fn the_acts_on_a_bot_name_it() {
    for (act, kind) in [
        (Act::Charge, "\"CHARGING\""),
        (Act::Offboard, "\"OFFBOARDING\""),
        (Act::RfidWrite, "\"RFID_WRITE\""),
    ] {
        let mut harness = with_bot(Role::Supervisor);
        stage::press(&mut harness, &act.words());
        let call = would_send(&harness);
        assert_eq!((body(&call, "type"), body(&call, "bot_id")), (kind.to_owned(), "17".into()));
        let confirm = harness.state().confirm.clone().unwrap();
        assert!(confirm.facts.iter().any(|fact| fact.text.contains("17")), "{confirm:?}");
    }
}

#[test]
fn removal_wants_marked_bots_an_admin_and_their_numbers() {
    let mut harness = with_bot(Role::Admin);
    press_below(&mut harness, Act::Remove);
    assert!(harness.state().typed_confirm.is_none(), "nothing is marked");
    harness.get_by_label(t("storage-mark")).click();
    harness.run();
    press_below(&mut harness, Act::Remove);
    let typed = harness.state().typed_confirm.clone().unwrap();
    assert_eq!(typed.wanted, ["17"]);
    assert_eq!(would_send(&harness).params, [("bot_idxs".to_owned(), "17".to_owned())]);
    let mut harness = with_bot(Role::Supervisor);
    harness.get_by_label(t("storage-mark")).click();
    harness.run();
    press_below(&mut harness, Act::Remove);
    assert!(harness.state().typed_confirm.is_none(), "a supervisor may not");
}

fn restarted(state: IntentState) -> Snapshot {
    let asked_at = fixture::now() - SignedDuration::from_secs(42);
    let intent = Intent {
        id: IntentId(Uuid::from_u128(77)),
        action: Action::Call(Box::new(system::restart_brain(None))),
        by: "Meera".to_owned(),
        place: "PS-1".to_owned(),
        asked_at,
        state,
        since: asked_at,
        steps: vec![Step { at: asked_at, kind: StepKind::Sent }],
    };
    let mut snapshot = fixture::snapshot();
    snapshot.ledger = fixture::section(vec![Arc::new(intent)]);
    let at = |seconds| asked_at + SignedDuration::from_secs(seconds);
    Arc::make_mut(&mut snapshot.storage_past)
        .extend([(at(2), StorageStatus::ShuttingDown), (at(10), StorageStatus::StartingUp)]);
    snapshot.storage_status = fixture::section(StorageStatus::StartingUp);
    snapshot
}

#[test]
fn a_restart_is_waited_for_through_its_states() {
    let snapshot = restarted(IntentState::Accepted);
    let wait = super::status::wait(&snapshot, fixture::now()).unwrap();
    assert_eq!((wait.heard.len(), wait.up_at), (2, None));
    let harness = staged(Role::Admin, snapshot.clone());
    harness.get_by_label_contains("42 s");
    let mut up = snapshot;
    let at = fixture::now() - SignedDuration::from_secs(3);
    Arc::make_mut(&mut up.storage_past).push((at, StorageStatus::Running));
    let wait = super::status::wait(&up, fixture::now()).unwrap();
    assert_eq!(wait.up_at, Some(at));
    assert_eq!(super::status::wait(&restarted(IntentState::Refused), fixture::now()), None);
}

#[test]
fn a_time_out_that_is_no_number_is_not_sent() {
    let mut harness = staged(Role::Admin, fixture::snapshot());
    harness.get_by_role_and_label(Part::TextInput, t("storage-timeout")).focus();
    harness.run();
    harness.get_by_role_and_label(Part::TextInput, t("storage-timeout")).type_text("soon");
    harness.run();
    press_below(&mut harness, Act::Restart);
    assert!(harness.state().confirm.is_none());
    assert!(harness.query_all_by_label(t("storage-timeout-wrong")).count() > 0);
}

#[test]
fn enter_shows_a_bot_and_only_space_marks_it_until_the_panel_is_left() {
    let mut harness = staged(Role::Admin, fixture::snapshot());
    harness.get_by_role_and_label(Part::Grid, t("storage-bots")).focus();
    harness.run();
    for key in [egui::Key::ArrowDown, egui::Key::Enter] {
        harness.key_press(key);
        harness.run();
    }
    let panel = &harness.state().panel;
    assert!(panel.chosen.is_some() && panel.marked.is_empty());
    harness.key_press(egui::Key::Space);
    harness.run();
    assert_eq!(harness.state().panel.marked.len(), 1);
    harness.state_mut().hidden = true;
    for _ in 0..3 {
        harness.step();
    }
    harness.state_mut().hidden = false;
    harness.run();
    assert!(harness.state().panel.marked.is_empty(), "nobody sees the marks elsewhere");
}

#[test]
fn a_storage_that_is_not_as_it_should_be_is_told_in_the_head() {
    for (status, said) in
        [(StorageStatus::Paused, "Storage: Paused"), (StorageStatus::Error, "Storage: Error")]
    {
        let mut snapshot = fixture::snapshot();
        snapshot.storage_status = fixture::section(status);
        let harness = staged(Role::Supervisor, snapshot);
        harness.get_by_label(said);
    }
    let harness = staged(Role::Supervisor, fixture::snapshot());
    assert!(harness.query_by_label_contains("Storage: ").is_none(), "it runs");
}
