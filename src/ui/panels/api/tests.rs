//! API as a person meets it: choose, fill, send, see; writes ask first and secrets stay out of sight.

use egui::accesskit::Role as Part;
use egui_kittest::kittest::Queryable as _;
use jiff::SignedDuration;

use super::ApiPanel;
use crate::bus::command::{Command, FileWish, Submission};
use crate::bus::event::Notice;
use crate::domain::access::Role;
use crate::domain::intent::Action;
use crate::domain::operation::by_id;
use crate::domain::prepared::CarriedFile;
use crate::domain::raw::RawAnswer;
use crate::i18n::{t, tf};
use crate::ui::panels::parts::{fixture, stage};

type Stage = egui_kittest::Harness<'static, stage::Shown<ApiPanel>>;

fn chosen(role: Role, id: &str) -> Stage {
    let mut panel = ApiPanel::default();
    panel.choose(by_id(id).unwrap());
    let mut harness = stage::stage(panel, fixture::snapshot());
    harness.state_mut().preferences.role = role;
    harness.run();
    harness
}

fn type_into(harness: &mut Stage, name: &str, text: &str) {
    harness.get_by_role_and_label(Part::TextInput, name).focus();
    harness.run();
    harness.get_by_role_and_label(Part::TextInput, name).type_text(text);
    harness.run();
}

#[test]
fn a_read_is_sent_and_its_answer_shown_with_status_size_and_time() {
    let mut harness = chosen(Role::Supervisor, "noyes.list-jobs");
    type_into(&mut harness, "request_id__eq", "R-1");
    let list = tf("api-one-of-list", &[("name", "status__in".into()), ("n", 1.into())]);
    type_into(&mut harness, &list, "RUNNING");
    harness.get_by_label("GET /api/v2/jobs?request_id__eq=R-1&status__in=RUNNING");
    stage::press(&mut harness, t("api-send"));
    let [Command::Ask(ask)] = harness.state().commands.as_slice() else {
        panic!("{:?}", harness.state().commands)
    };
    assert_eq!(ask.params.len(), 2);
    let answer = RawAnswer {
        status: 200,
        content_type: "application/json".to_owned(),
        body: r#"{"items":[]}"#.to_owned(),
        latency: SignedDuration::from_millis(12),
    };
    let notice = Notice::Answered { id: ask.id, result: Ok(answer) };
    harness.state_mut().notices.push(notice);
    harness.run();
    harness.get_by_label_contains("HTTP 200 · application/json · 12");
    harness.get_by_label_contains("\"items\": []");
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
}

#[test]
fn what_is_required_must_be_there() {
    let mut harness = chosen(Role::Admin, "noyes.get-setting");
    harness.get_by_role_and_label(Part::Button, t("api-send")).click_accesskit();
    harness.run();
    assert!(harness.state().commands.is_empty());
    type_into(&mut harness, "key", "motion.speed");
    stage::press(&mut harness, t("api-send"));
    assert_eq!(harness.state().commands.len(), 1);
}

#[test]
fn a_write_goes_through_the_ledger_and_what_moves_asks_first() {
    let mut harness = chosen(Role::Supervisor, "noyes.create-request");
    type_into(&mut harness, "type", "PAUSE");
    stage::press(&mut harness, t("api-send-asks"));
    assert!(harness.state().commands.is_empty());
    assert!(harness.state().confirm.is_some());
    let mut harness = chosen(Role::Supervisor, "noyes.create-sku");
    type_into(&mut harness, "id", "H1");
    stage::press(&mut harness, t("api-send-asks"));
    assert!(harness.state().commands.is_empty());
    let confirm = harness.state().confirm.clone().unwrap();
    assert_eq!(confirm.consequence, t("api-confirm-write"));
    let [Command::Submit(Submission { action: Action::Call(call), .. })] =
        std::slice::from_ref(&confirm.command)
    else {
        panic!("{:?}", confirm.command)
    };
    assert_eq!(call.body.as_ref().map(ToString::to_string).as_deref(), Some(r#"{"id":"H1"}"#));
}

#[test]
fn removal_of_bots_wants_their_numbers_typed() {
    let mut harness = chosen(Role::Admin, "noyes.remove-bots-from-database");
    let name = tf("api-one-of-list", &[("name", "bot_idxs".into()), ("n", 1.into())]);
    type_into(&mut harness, &name, "*");
    harness.get_by_role_and_label(Part::Button, t("api-send-asks")).click_accesskit();
    harness.run();
    assert!(harness.state().typed_confirm.is_none(), "never all");
    let mut harness = chosen(Role::Admin, "noyes.remove-bots-from-database");
    type_into(&mut harness, &name, "17");
    stage::press(&mut harness, t("api-send-asks"));
    let typed = harness.state().typed_confirm.clone().unwrap();
    assert_eq!(typed.wanted, ["17"]);
    assert!(harness.state().commands.is_empty());
}

#[test]
fn a_role_that_may_not_send_is_told_and_sends_nothing() {
    let mut harness = chosen(Role::Supervisor, "noyes.list-users");
    harness.get_by_role_and_label(Part::Button, t("api-send")).click_accesskit();
    harness.run();
    assert!(harness.state().commands.is_empty());
    harness.get_by_label_contains(t("commands-role-admin"));
}

#[test]
fn a_file_is_read_by_the_worker_and_can_be_taken_out_again() {
    let mut harness = chosen(Role::Supervisor, "noyes.create-support-issue");
    let name = tf("api-file-path", &[("part", "files".into())]);
    type_into(&mut harness, &name, "/tmp/log.txt");
    stage::press(&mut harness, t("api-file-read"));
    let [Command::ReadFile(FileWish { id, part, .. })] = harness.state().commands.as_slice() else {
        panic!("{:?}", harness.state().commands)
    };
    let file = CarriedFile {
        part: part.clone(),
        file_name: "log.txt".to_owned(),
        bytes: b"abc".as_slice().into(),
    };
    let notice = Notice::FileRead { id: *id, result: Ok(file) };
    harness.state_mut().notices.push(notice);
    harness.run();
    let line = [("name", "log.txt".into()), ("bytes", 3.into())];
    let line = tf("api-file-line", &line);
    harness.get_by_label(&line);
    stage::press(&mut harness, &tf("api-file-remove", &[("name", "log.txt".into())]));
    assert!(harness.query_by_label(&line).is_none());
}
