//! The connections as a person meets them: choose, test, edit; every control by its name.

use std::sync::Arc;

use egui::accesskit::Role as Part;
use egui_kittest::kittest::Queryable as _;
use secrecy::SecretString;

use super::ConnectionsPanel;
use crate::bus::command::Command;
use crate::bus::event::{MadeHook, Notice, Shown};
use crate::bus::gateway::{Gateway, Listening};
use crate::bus::snapshot::{Site, Snapshot};
use crate::domain::access::Role;
use crate::domain::connection::AuthEdit;
use crate::domain::intent::{Action, Intent, IntentState};
use crate::domain::preferences::Language;
use crate::domain::system::System;
use crate::domain::trouble::{Cause, CertificateFault, ErrorClass, Trouble};
use crate::i18n::{t, tf};
use crate::ui::context::PanelUi as _;
use crate::ui::panels::parts::{fixture, stage};
use crate::ui::panels::words_fit;
use crate::ui::route::Route;

fn live() -> Snapshot {
    let site = Arc::new(Site { name: "hall-1".to_owned(), practice: false });
    Snapshot { site, ..fixture::snapshot() }
}

#[test]
fn a_test_is_asked_for_the_chosen_system() {
    let mut harness = stage::stage(ConnectionsPanel::default(), live());
    harness.state_mut().panel.open(&Route::Connection(System::Noyes));
    harness.run();
    stage::press(&mut harness, t("connections-test"));
    assert_eq!(harness.state().commands, [Command::TestConnection(System::Noyes)]);
    harness.get_by_label_contains("Asking");
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
}

#[test]
fn no_title_is_cut_and_no_word_broken_at_200_percent_in_a_small_window() {
    let mut found = Vec::new();
    for language in Language::ALL {
        for trouble in [None, Some(Cause::TimedOut(std::time::Duration::from_secs(10)))] {
            let mut snapshot = live();
            for connection in Arc::make_mut(&mut snapshot.connections) {
                let failed =
                    trouble.clone().map(|cause| Trouble::new(ErrorClass::Fatal, cause, ""));
                connection.failing_since = failed.as_ref().map(|_| fixture::now());
                connection.last_trouble = failed.map(|trouble| (fixture::now(), trouble));
            }
            for wide in [582.0, 740.0, 1000.0] {
                let size = egui::vec2(wide, 282.0);
                let panel = ConnectionsPanel::default();
                crate::i18n::set_language(language);
                let harness = stage::sized(panel, snapshot.clone(), language, size);
                let shapes = &harness.output().shapes;
                found.extend(words_fit::cut(shapes));
                found.extend(words_fit::broken(shapes));
            }
        }
    }
    crate::i18n::set_language(Language::English);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn only_an_admin_edits_and_never_the_practice_site() {
    let mut harness = stage::stage(ConnectionsPanel::default(), live());
    harness.get_by_label(t("connections-no-edit-role"));
    harness.get_by_role_and_label(Part::Button, t("connections-edit")).click();
    harness.run();
    assert!(harness.state().panel.form.is_none());
    let harness = stage::stage(ConnectionsPanel::default(), fixture::snapshot());
    harness.get_by_label(t("connections-no-edit-practice"));
}

#[test]
fn saving_without_touching_the_secret_keeps_its_reference() {
    let mut harness = stage::stage(ConnectionsPanel::default(), live());
    harness.state_mut().preferences.role = Role::Admin;
    harness.run();
    stage::press(&mut harness, t("connections-edit"));
    stage::press(&mut harness, t("connections-save"));
    let [Command::SaveConnection(edit)] = harness.state().commands.as_slice() else {
        panic!("{:?}", harness.state().commands)
    };
    assert_eq!(edit.auth, AuthEdit::Bearer("keychain:rm".to_owned()));
}

#[test]
fn an_admin_saves_a_reference_and_never_a_secret() {
    let mut snapshot = live();
    for connection in Arc::make_mut(&mut snapshot.connections) {
        connection.sign_in = None;
    }
    let mut harness = stage::stage(ConnectionsPanel::default(), snapshot);
    harness.state_mut().preferences.role = Role::Admin;
    harness.run();
    stage::press(&mut harness, t("connections-edit"));
    harness.get_by_role_and_label(Part::TextInput, t("connections-field-secret")).focus();
    harness.run();
    harness
        .get_by_role_and_label(Part::TextInput, t("connections-field-secret"))
        .type_text("env:RM_TOKEN");
    harness.run();
    stage::press(&mut harness, t("connections-save"));
    let [Command::SaveConnection(edit)] = harness.state().commands.as_slice() else {
        panic!("{:?}", harness.state().commands)
    };
    assert_eq!(edit.system, System::RobotManager);
    assert_eq!(edit.auth, AuthEdit::Bearer("env:RM_TOKEN".to_owned()));
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
}

#[test]
fn the_last_error_says_its_status_and_why_a_certificate_was_refused() {
    let issuer = Some(CertificateFault::Issuer);
    for (status, cause, certificate, detail, seen) in [
        (None, Cause::Certificate, issuer, "invalid peer certificate", "Its issuer"),
        (Some(404), Cause::NotFound, None, "noyes.list-bots answered 404", "HTTP 404"),
        (Some(404), Cause::NotFound, None, "noyes.list-bots answered 404", "noyes.list-bots"),
    ] {
        let mut snapshot = live();
        let trouble = Trouble::new(ErrorClass::Fatal, cause, detail);
        let trouble = Trouble { status, certificate, ..trouble };
        for connection in Arc::make_mut(&mut snapshot.connections) {
            connection.last_trouble = Some((fixture::now(), trouble.clone()));
        }
        let harness = stage::stage(ConnectionsPanel::default(), snapshot);
        harness.get_by_label_contains(seen);
    }
}

fn webhook_stage(role: Role) -> egui_kittest::Harness<'static, stage::Shown<ConnectionsPanel>> {
    let panel = ConnectionsPanel::default();
    // high enough that the whole drawer is to be seen
    let size = egui::vec2(1424.0, 1800.0);
    let mut harness = stage::sized(panel, live(), Language::English, size);
    harness.state_mut().preferences.role = role;
    harness.state_mut().panel.open(&Route::Connection(System::RobotManager));
    harness.run();
    harness
}

#[test]
fn a_registration_carries_a_fresh_secret_that_no_word_of_the_screen_tells() {
    let mut harness = webhook_stage(Role::Admin);
    stage::press(&mut harness, t("connections-webhook-open"));
    let Some(Command::NewHook { id, .. }) = harness.state().commands.first().cloned() else {
        panic!("{:?}", harness.state().commands)
    };
    let path = Shown(SecretString::from(format!("/hooks/robot-manager/{}", "7".repeat(64))));
    let made = MadeHook { path, mark: "0a1b2c3d".to_owned() };
    harness.state_mut().notices = vec![Notice::HookMade { id, result: Ok(made) }];
    harness.run();
    harness.get_by_label_contains("0a1b2c3d");
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
    stage::press(&mut harness, t("connections-webhook-register"));
    let Some(Command::Submit(submission)) = harness.state().commands.last().cloned() else {
        panic!("{:?}", harness.state().commands)
    };
    assert!(!format!("{submission:?}").contains(&"7".repeat(64)));
    let Action::Call(call) = submission.action else { panic!() };
    assert_eq!(call.operation.id, "robot-manager.register-webhook");
    let sent = call.carried.put_into(call.body.clone().unwrap()).to_string();
    assert!(
        sent.contains(&format!("http://127.0.0.1:8787/hooks/robot-manager/{}", "7".repeat(64)))
    );
}

#[test]
fn a_cancelled_registration_leaves_no_secret_behind() {
    let mut harness = webhook_stage(Role::Admin);
    stage::press(&mut harness, t("connections-webhook-open"));
    let Some(Command::NewHook { id, .. }) = harness.state().commands.first().cloned() else {
        panic!()
    };
    let path = Shown(SecretString::from("/hooks/robot-manager/x"));
    let made = MadeHook { path, mark: "0a1b2c3d".to_owned() };
    harness.state_mut().notices = vec![Notice::HookMade { id, result: Ok(made) }];
    harness.run();
    stage::press(&mut harness, t("connections-webhook-cancel-named"));
    assert_eq!(harness.state().commands.last(), Some(&Command::DropHook("0a1b2c3d".to_owned())));
}

/// A command of the ledger as it stands there now.
fn in_ledger(
    harness: &mut egui_kittest::Harness<'static, stage::Shown<ConnectionsPanel>>,
    state: IntentState,
) {
    let Some(Command::Submit(submission)) = harness.state().commands.last().cloned() else {
        panic!("{:?}", harness.state().commands)
    };
    let (id, action) = (submission.id, submission.action);
    let first = Arc::clone(&fixture::snapshot().ledger.get().unwrap()[0]);
    let intent = Arc::new(Intent { id, action, state, ..(*first).clone() });
    harness.state_mut().snapshot.ledger = fixture::section(vec![intent]);
    harness.run();
}

#[test]
fn a_deletion_leaves_the_open_form_alone() {
    let mut harness = webhook_stage(Role::Admin);
    stage::press(&mut harness, t("connections-webhook-open"));
    let url = fixture::snapshot().webhooks.get().unwrap()[0].url.clone().unwrap();
    let name = tf("connections-webhook-delete-named", &[("url", url.as_str().into())]);
    stage::press(&mut harness, &name);
    let confirm = harness.state().confirm.clone().unwrap();
    harness.state_mut().commands.push(confirm.command);
    in_ledger(&mut harness, IntentState::Confirmed);
    harness.get_by_role_and_label(Part::TextInput, t("connections-webhook-field-base"));
}

#[test]
fn a_secret_that_comes_after_its_form_went_is_dropped() {
    let mut harness = webhook_stage(Role::Admin);
    stage::press(&mut harness, t("connections-webhook-open"));
    let Some(Command::NewHook { id, .. }) = harness.state().commands.first().cloned() else {
        panic!()
    };
    stage::press(&mut harness, t("connections-webhook-cancel-named"));
    let path = Shown(SecretString::from("/hooks/robot-manager/x"));
    let made = MadeHook { path, mark: "0a1b2c3d".to_owned() };
    harness.state_mut().notices = vec![Notice::HookMade { id, result: Ok(made) }];
    harness.run();
    assert_eq!(harness.state().commands.last(), Some(&Command::DropHook("0a1b2c3d".to_owned())));
}

#[test]
fn only_an_admin_registers_and_a_deletion_is_asked_about() {
    let harness = webhook_stage(Role::Supervisor);
    harness.get_by_label_contains("Register: ");
    let mut harness = webhook_stage(Role::Admin);
    let url = fixture::snapshot().webhooks.get().unwrap()[0].url.clone().unwrap();
    let name = tf("connections-webhook-delete-named", &[("url", url.as_str().into())]);
    stage::press(&mut harness, &name);
    assert_eq!(harness.state().confirms, 1);
    assert!(harness.state().commands.is_empty());
}

#[test]
fn without_a_listener_it_says_how_to_have_one() {
    let mut snapshot = live();
    let gateway = Gateway { listening: Listening::Off, ..(*snapshot.gateway).clone() };
    snapshot.gateway = Arc::new(gateway);
    let mut harness = stage::stage(ConnectionsPanel::default(), snapshot);
    harness.state_mut().panel.open(&Route::Connection(System::RobotManager));
    harness.run();
    harness.get_by_label_contains("[sites.hall-1.gateway]");
    harness.get_by_label_contains("traydeck gateway");
}

#[test]
fn an_age_in_seconds_does_not_stand_still() {
    let harness = webhook_stage(Role::Admin);
    let views = harness.output().viewport_output.values();
    let next = views.map(|view| view.repaint_delay).min();
    assert!(next.is_some_and(|next| next <= std::time::Duration::from_secs(1)), "{next:?}");
}
