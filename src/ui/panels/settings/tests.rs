//! The settings as a person meets them: edit, review, send; every control by its name.

use std::sync::Arc;

use egui::accesskit::Role as Part;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use jiff::SignedDuration;

use super::SettingsPanel;
use super::storage::Place;
use crate::bus::command::{Command, Submission};
use crate::bus::snapshot::Snapshot;
use crate::domain::access::Role;
use crate::domain::account::SignedIn;
use crate::domain::intent::{Action, Intent, IntentState, Step, StepKind};
use crate::domain::preferences::Language;
use crate::domain::prepared::PreparedCall;
use crate::domain::prepared::settings::{
    NewSetting, SettingChange, create_setting, patch_system, patch_user, update_setting,
};
use crate::domain::scanner::{ScannerConfig, Suffix};
use crate::domain::trouble::{Cause, ErrorClass, Trouble, VendorLine};
use crate::i18n::{t, tf};
use crate::ui::panels::parts::fixture::{self, section};
use crate::ui::panels::parts::stage::{self, Shown, press};
use crate::util::plain::Plain;

type Stage = Harness<'static, Shown<SettingsPanel>>;

fn at(place: Place, snapshot: Snapshot) -> Stage {
    let mut harness = stage::stage(SettingsPanel::default(), snapshot);
    harness.state_mut().preferences.role = Role::Admin;
    harness.state_mut().panel.choose(place);
    harness.run();
    harness
}

fn battery() -> Stage {
    at(Place::Group("battery".to_owned()), fixture::snapshot())
}

fn type_into(harness: &mut Stage, field: &str, text: &str) {
    type_at(harness, Part::TextInput, field, text);
}

fn type_at(harness: &mut Stage, part: Part, field: &str, text: &str) {
    let all = || egui::Event::Key {
        key: egui::Key::A,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: egui::Modifiers::COMMAND,
    };
    harness.get_by_role_and_label(part, field).focus();
    harness.run();
    harness.event(all());
    harness.run();
    harness.get_by_role_and_label(part, field).type_text(text);
    harness.run();
}

fn edit(
    key: &str,
    before: impl Into<Plain>,
    default: impl Into<Plain>,
    value: Option<Plain>,
) -> SettingChange {
    SettingChange { key: key.to_owned(), before: before.into(), default: default.into(), value }
}

fn sent(harness: &Stage) -> Vec<(Submission, PreparedCall)> {
    let commands = harness.state().commands.iter();
    let found = commands.filter_map(|command| match command {
        Command::Submit(submission) => match &submission.action {
            Action::Call(call) => Some((submission.clone(), (**call).clone())),
            _ => None,
        },
        _ => None,
    });
    found.collect()
}

/// The ledger tells how it went.
fn goes(harness: &mut Stage, state: IntentState, kind: StepKind) {
    let (submission, _) = sent(harness).pop().unwrap();
    let intent = Intent {
        id: submission.id,
        action: submission.action,
        by: submission.by,
        place: submission.place,
        asked_at: fixture::now(),
        state,
        since: fixture::now(),
        steps: vec![Step { at: fixture::now(), kind }],
    };
    harness.state_mut().snapshot.ledger = section(vec![Arc::new(intent)]);
    harness.run();
}

/// The storage system tells another value.
fn set(harness: &mut Stage, key: &str, value: impl Into<Plain>) {
    let shown = &mut harness.state_mut().snapshot.settings;
    let mut list = shown.get().unwrap().clone();
    let setting = list.iter_mut().find(|setting| setting.key == key).unwrap();
    setting.value = value.into();
    *shown = section(list);
    harness.run();
}

fn review(harness: &mut Stage, n: usize) {
    press(harness, &tf("settings-review", &[("n", n.into())]));
}

fn send(harness: &mut Stage, n: usize) {
    press(harness, &tf("settings-send", &[("n", n.into())]));
}

#[test]
fn one_edit_is_shown_as_a_difference_and_sent_to_its_key() {
    let mut harness = battery();
    type_into(&mut harness, "battery.threshold.idle_charge", "65");
    harness.get_by_label(t("settings-not-saved"));
    assert!(sent(&harness).is_empty());
    review(&mut harness, 1);
    harness.get_by_label("battery.threshold.idle_charge");
    harness.get_by_label("60");
    harness.get_by_label("65");
    assert!(sent(&harness).is_empty());
    send(&mut harness, 1);
    let key = "battery.threshold.idle_charge";
    let wanted = update_setting(&edit(key, 60, 55, Some(Plain::from(65))));
    let (submission, call) = sent(&harness).pop().unwrap();
    assert_eq!((call, submission.by.as_str()), (wanted, "Meera"));
    // what was typed stays until it is seen to be done
    assert_eq!(harness.get_by_role_and_label(Part::TextInput, key).value().as_deref(), Some("65"));
    goes(&mut harness, IntentState::Confirmed, StepKind::ReadBackFound { what: String::new() });
    set(&mut harness, key, 65);
    harness.get_by_label(t("settings-nothing-edited"));
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
}

#[test]
fn several_edits_and_a_reset_go_in_one_patch() {
    let mut harness = battery();
    harness.get_by_role_and_label(Part::CheckBox, "battery.raise_alarm").click();
    harness.run();
    let key = "battery.threshold.idle_charge";
    press(&mut harness, &tf("settings-reset", &[("key", key.into())]));
    harness.get_by_label(t("settings-back-to-default"));
    press(&mut harness, "battery.mode: gentle");
    review(&mut harness, 3);
    harness.get_by_label(t("settings-diff-restart"));
    send(&mut harness, 3);
    let wanted = patch_system(&[
        edit("battery.mode", "fast", "fast", Some("gentle".into())),
        edit("battery.raise_alarm", true, true, Some(false.into())),
        edit(key, 60, 55, None),
    ]);
    let (_, call) = sent(&harness).pop().unwrap();
    assert_eq!(call, wanted);
    let body = r#"{"resets":["battery.threshold.idle_charge"],"updates":{"battery.mode":"gentle","battery.raise_alarm":false}}"#;
    assert_eq!(call.body.map(|body| body.to_string()).as_deref(), Some(body));
}

#[test]
fn a_wrong_value_is_named_at_its_field_and_at_the_button() {
    let mut harness = battery();
    type_into(&mut harness, "battery.threshold.idle_charge", "6o");
    harness.get_by_label(t("settings-wrong-whole"));
    let keys = "battery.threshold.idle_charge";
    let says = tf("settings-correct-first", &[("n", 1.into()), ("keys", keys.into())]);
    harness.get_by_label(&says);
    review(&mut harness, 1);
    assert!(harness.query_by_label(t("settings-diff-says")).is_none());
    type_at(&mut harness, Part::MultilineTextInput, "battery.levels", "[1,");
    harness.get_by_label_contains("is no JSON");
}

#[test]
fn who_may_not_change_it_reads_the_reason() {
    let mut harness = battery();
    harness.state_mut().preferences.role = Role::Supervisor;
    harness.run();
    assert!(harness.query_all_by_label(t("settings-no-change-console")).count() > 0);
    press(&mut harness, "battery.mode: gentle");
    assert!(harness.query_by_label(t("settings-not-saved")).is_none());
    let mut snapshot = fixture::snapshot();
    let who = SignedIn { role: Some("User".to_owned()), ..SignedIn::default() };
    snapshot.signed_in = section(who);
    let mut harness = at(Place::Group("battery".to_owned()), snapshot);
    let needs = [("needs", "Super Admin".into()), ("is", "User".into())];
    let reason = tf("settings-no-change-vendor", &needs);
    assert_eq!(harness.query_all_by_label(&reason).count(), 1);
    harness.get_by_role_and_label(Part::CheckBox, "battery.raise_alarm").click();
    harness.run();
    assert!(harness.query_by_label(t("settings-not-saved")).is_none());
}

#[test]
fn a_value_that_changed_over_there_stands_beside_the_typed_one() {
    let key = "battery.threshold.idle_charge";
    let mut harness = battery();
    type_into(&mut harness, key, "65");
    set(&mut harness, key, 58);
    harness.get_by_label(&tf("settings-meanwhile", &[("value", "58".into())]));
    assert_eq!(harness.get_by_role_and_label(Part::TextInput, key).value().as_deref(), Some("65"));
    review(&mut harness, 1);
    harness.get_by_label(t("settings-diff-refuses"));
    send(&mut harness, 1);
    let (_, call) = sent(&harness).pop().unwrap();
    let wanted = update_setting(&edit(key, 60, 55, Some(Plain::from(65))));
    assert_eq!(call.seen, wanted.seen, "what was seen is what stood there before");
    let changed = Cause::ChangedMeanwhile("value_json 60 → 58".to_owned());
    let trouble = Trouble::new(ErrorClass::Fatal, changed, "");
    goes(&mut harness, IntentState::Refused, StepKind::Refused(trouble));
    harness.get_by_label(t("settings-refused"));
    press(&mut harness, &format!("{}: {key}", t("settings-keep-mine")));
    review(&mut harness, 1);
    send(&mut harness, 1);
    let (_, call) = sent(&harness).pop().unwrap();
    assert_eq!(call, update_setting(&edit(key, 58, 55, Some(Plain::from(65)))));
}

#[test]
fn what_the_storage_refuses_stands_at_its_field_and_nothing_typed_is_lost() {
    let key = "battery.threshold.idle_charge";
    let mut harness = battery();
    type_into(&mut harness, key, "650");
    harness.get_by_role_and_label(Part::CheckBox, "battery.raise_alarm").click();
    harness.run();
    review(&mut harness, 2);
    send(&mut harness, 2);
    let mut trouble = Trouble::new(ErrorClass::Fatal, Cause::Refused(422), "");
    let text = "Input should be from 0 to 100".to_owned();
    let about = format!("body.updates.{key}");
    trouble.vendor_lines = vec![VendorLine { about, code: String::new(), text: text.clone() }];
    goes(&mut harness, IntentState::Refused, StepKind::Refused(trouble));
    harness.get_by_label(&text);
    assert_eq!(harness.get_by_role_and_label(Part::TextInput, key).value().as_deref(), Some("650"));
    type_into(&mut harness, key, "65");
    assert!(harness.query_by_label(&text).is_none());
}

#[test]
fn a_lost_answer_leads_to_the_ledger() {
    let mut harness = battery();
    press(&mut harness, "battery.mode: gentle");
    review(&mut harness, 1);
    send(&mut harness, 1);
    let trouble = fixture::lost();
    goes(&mut harness, IntentState::Unknown, StepKind::OutcomeUnknown(trouble));
    press(&mut harness, t("settings-open-ledger"));
    let (submission, _) = sent(&harness).pop().unwrap();
    assert_eq!(harness.state().went, Some(crate::ui::route::Route::Intent(submission.id)));
}

#[test]
fn settings_of_a_user_go_to_that_user() {
    let mut harness = at(Place::User, fixture::snapshot());
    press(&mut harness, "ui.theme: light");
    review(&mut harness, 1);
    send(&mut harness, 1);
    let (_, call) = sent(&harness).pop().unwrap();
    let change = edit("ui.theme", "dark", "system", Some("light".into()));
    assert_eq!(call, patch_user(&"3".into(), &[change]));
}

#[test]
fn a_setting_is_found_and_all_go_back_to_their_defaults() {
    let mut harness = at(Place::All, fixture::snapshot());
    type_into(&mut harness, t("settings-find"), "idle");
    assert!(harness.query_by_label("battery.mode: gentle").is_none());
    press(&mut harness, t("settings-defaults"));
    review(&mut harness, 1);
    send(&mut harness, 1);
    let (_, call) = sent(&harness).pop().unwrap();
    assert_eq!(call.operation.name(), "reset-setting");
    assert!(call.params.iter().any(|(_, value)| value == "battery.threshold.idle_charge"));
}

#[test]
fn an_admin_makes_a_setting() {
    let mut harness = at(Place::All, fixture::snapshot());
    press(&mut harness, t("settings-new"));
    type_into(&mut harness, t("settings-new-key"), "site.note");
    type_into(&mut harness, t("settings-new-value"), "\"night\"");
    press(&mut harness, t("settings-new-make"));
    let (_, call) = sent(&harness).pop().unwrap();
    let new = NewSetting {
        key: "site.note".to_owned(),
        value: "night".into(),
        restart_required: Some(false),
        ..NewSetting::default()
    };
    assert_eq!(call, create_setting(&new));
}

#[test]
fn a_reading_that_failed_says_why() {
    let mut snapshot = fixture::snapshot();
    snapshot.settings = crate::bus::snapshot::Section::never(SignedDuration::from_secs(30));
    snapshot.settings.stamp.trouble = Some(fixture::lost());
    let harness = at(Place::All, snapshot);
    harness.get_by_label(t("settings-not-read"));
    harness.get_by_label_contains("did not answer");
}

/// Tall enough for all that is set of this PC.
fn fields() -> Stage {
    let size = egui::vec2(1424.0, 2000.0);
    let panel = SettingsPanel::default();
    stage::sized(panel, fixture::snapshot(), Language::English, size)
}

fn scanner_kept(harness: &Stage) -> Option<ScannerConfig> {
    harness.state().kept.clone().map(|kept| kept.scanner)
}

#[test]
fn the_scanner_is_set_field_by_field_and_saved_as_one() {
    let mut harness = fields();
    type_into(&mut harness, t("scanner-prefix"), "~");
    let tab = format!("{}: {}", t("scanner-suffix"), t("scanner-suffix-tab"));
    harness.get_by_role_and_label(Part::RadioButton, &tab).click();
    harness.run();
    type_into(&mut harness, t("settings-scanner-slowest"), "45");
    type_into(&mut harness, t("settings-scanner-substitute-new"), "<F1>");
    press(&mut harness, t("settings-scanner-save"));
    assert_eq!(scanner_kept(&harness), None, "a text that was not added yet is not lost");
    press(&mut harness, t("settings-scanner-substitute-add"));
    press(&mut harness, &tf("settings-scanner-substitute-drop", &[("text", "|".into())]));
    assert_eq!(scanner_kept(&harness), None, "nothing is in use before it is saved");
    press(&mut harness, t("settings-scanner-save"));
    let kept = scanner_kept(&harness).unwrap();
    assert_eq!((kept.prefix.as_str(), &kept.suffix), ("~", &Suffix::Tab));
    assert_eq!(kept.slowest_ms_per_key, 45);
    assert!(kept.gs_substitutes.contains(&"<F1>".to_owned()));
    assert!(!kept.gs_substitutes.contains(&"|".to_owned()));
    harness.state_mut().preferences.scanner = kept;
    harness.run();
    harness.get_by_label(t("settings-scanner-saved"));
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
}

#[test]
fn what_the_scanner_cannot_be_is_told_at_its_field_and_not_saved() {
    let mut harness = fields();
    type_into(&mut harness, t("settings-scanner-slowest"), "400");
    let range = [("least", 5.into()), ("most", 200.into())];
    harness.get_by_label(&tf("settings-wrong-range", &range));
    press(&mut harness, t("settings-scanner-save"));
    assert_eq!(scanner_kept(&harness), None);
    press(&mut harness, t("settings-scanner-discard"));
    let field = harness.get_by_role_and_label(Part::TextInput, t("settings-scanner-slowest"));
    assert_eq!(field.value().as_deref(), Some("30"));
}

#[test]
fn the_scanner_goes_back_to_how_it_came_and_tells_what_the_doctor_set_meanwhile() {
    let mut harness = fields();
    harness.state_mut().preferences.scanner.prefix = "~".to_owned();
    harness.run();
    press(&mut harness, t("scanner-defaults"));
    harness.state_mut().preferences.scanner.suffix = Suffix::Tab;
    harness.run();
    harness.get_by_label(t("settings-scanner-meanwhile"));
    press(&mut harness, t("settings-scanner-save"));
    assert_eq!(scanner_kept(&harness), Some(ScannerConfig::default()));
}

#[test]
fn a_setting_of_this_pc_is_found_and_gone_to() {
    let mut harness = at(Place::All, fixture::snapshot());
    type_into(&mut harness, t("settings-find"), "suffix");
    press(&mut harness, &tf("settings-found-here", &[("name", t("settings-scanner").into())]));
    assert_eq!(harness.state().panel.place, Place::Here);
    harness.get_by_role_and_label(Part::TextInput, t("scanner-prefix"));
}

#[test]
fn the_sections_speak_the_language_of_the_screen() {
    let mut harness = at(Place::Group("battery".to_owned()), fixture::snapshot());
    harness.state_mut().preferences.language = Language::German;
    harness.run();
    assert!(harness.query_all_by_label("Akku").count() > 0);
    assert_eq!(super::storage::area_words("of_the_vendor"), "Of the vendor", "not known here");
    crate::i18n::set_language(Language::English);
}

/// A real site; its listener is off.
fn of_a_site() -> Stage {
    let mut harness = fields();
    let state = harness.state_mut();
    Arc::make_mut(&mut state.snapshot.site).practice = false;
    state.preferences.role = Role::Admin;
    harness.run();
    harness
}

#[test]
fn the_listener_is_switched_from_here_and_what_came_of_it_is_told() {
    let mut harness = of_a_site();
    harness.get_by_role_and_label(Part::CheckBox, t("settings-gateway-on")).click();
    harness.run();
    type_into(&mut harness, t("settings-gateway-port"), "99999");
    press(&mut harness, t("settings-gateway-save"));
    assert!(harness.state().commands.is_empty());
    harness.get_by_label(t("settings-gateway-wrong-port"));
    type_into(&mut harness, t("settings-gateway-port"), "8790");
    type_into(&mut harness, t("settings-gateway-address"), "0.0.0.0");
    harness.get_by_label(t("settings-gateway-open"));
    press(&mut harness, t("settings-gateway-save"));
    let Some(Command::SetListener { id, edit }) = harness.state().commands.last().cloned() else {
        panic!("{:?}", harness.state().commands)
    };
    assert_eq!((edit.on, edit.listen.to_string().as_str()), (true, "0.0.0.0:8790"));
    let result = Err("0.0.0.0:8790 cannot be listened at".to_owned());
    Arc::make_mut(&mut harness.state_mut().snapshot.gateway).changed = Some((id, result));
    harness.run();
    harness.get_by_label_contains("0.0.0.0:8790 cannot be listened at");
    let port = harness.get_by_role_and_label(Part::TextInput, t("settings-gateway-port"));
    assert_eq!(port.value().as_deref(), Some("8790"), "what was typed stays");
    press(&mut harness, t("settings-gateway-save"));
    let Some(Command::SetListener { id, edit }) = harness.state().commands.last().cloned() else {
        panic!()
    };
    Arc::make_mut(&mut harness.state_mut().snapshot.gateway).configured = Some(edit);
    Arc::make_mut(&mut harness.state_mut().snapshot.gateway).changed = Some((id, Ok(())));
    harness.run();
    harness.get_by_label(t("settings-gateway-saved"));
    press(&mut harness, t("settings-gateway-register"));
    let route = crate::ui::route::Route::Connection(crate::domain::system::System::RobotManager);
    assert_eq!(harness.state().went, Some(route));
}

#[test]
fn who_may_not_switch_the_listener_reads_why() {
    let mut harness = of_a_site();
    harness.state_mut().preferences.role = Role::Supervisor;
    harness.run();
    harness.get_by_label(t("connections-no-edit-role"));
    assert!(harness.query_by_label(t("settings-gateway-port")).is_none());
}
