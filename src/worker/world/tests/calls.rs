//! Prepared calls in the ledger: what proves them done, what ends them, and what a restart leaves.

use secrecy::SecretString;

use super::rig::{Rig, reading, trouble};
use crate::bus::event::{Notice, Shown};
use crate::domain::intent::{Action, IntentState, NoSendAgain, StepKind};
use crate::domain::prepared::{PreparedCall, access, stock, system};
use crate::domain::trouble::ErrorClass;
use crate::util::plain::Plain;
use crate::worker::event::{Answer, Ask, Event};

fn moved() -> PreparedCall {
    stock::move_box(&"7".into(), "00000011", "11000000")
}

fn action(call: PreparedCall) -> Action {
    Action::Call(Box::new(call))
}

/// The call is written down and sent.
fn sent(call: PreparedCall) -> Rig {
    let mut rig = Rig::new();
    rig.pass(0);
    rig.submit(1, action(call));
    rig.serve_disk();
    rig.serve_disk();
    assert_eq!(rig.state(1), Some(IntentState::Sent));
    rig
}

/// Answers the first ask of this kind.
fn answer(rig: &mut Rig, is_it: impl Fn(&Ask) -> bool, answer: Answer) {
    let place = rig.asks.iter().position(|(ask, _)| is_it(ask)).expect("nothing was asked");
    let (ask, asked_at) = rig.asks.remove(place);
    rig.apply(Event::Answered { ask, asked_at, answer });
    rig.serve_disk();
}

const fn is_send(ask: &Ask) -> bool {
    matches!(ask, Ask::Send { .. })
}

const fn is_look(ask: &Ask) -> bool {
    matches!(ask, Ask::LookBack { .. })
}

fn accepted(shown_once: Option<Shown>) -> Answer {
    let latency = jiff::SignedDuration::ZERO;
    Answer::Accepted { answer: "{}".to_owned(), latency, shown_once }
}

fn row(json: &str) -> Answer {
    Answer::Rows(reading(vec![Plain::parse(json).unwrap()]))
}

#[test]
fn a_call_is_confirmed_by_what_a_look_finds_and_not_before() {
    let mut rig = sent(moved());
    answer(&mut rig, is_send, accepted(None));
    assert_eq!(rig.state(1), Some(IntentState::Accepted));
    rig.wait(200);
    answer(&mut rig, is_look, row(r#"{"box_id":7,"section_code":"00000011"}"#));
    assert_eq!(rig.state(1), Some(IntentState::Accepted));
    rig.wait(2_000);
    answer(&mut rig, is_look, row(r#"{"box_id":7,"section_code":"11000000"}"#));
    assert_eq!(rig.state(1), Some(IntentState::Confirmed));
}

#[test]
fn a_lost_answer_is_unknown_until_a_look_finds_it_done() {
    let mut rig = sent(moved());
    answer(&mut rig, is_send, Answer::Failed(trouble(ErrorClass::OutcomeUnknown)));
    assert_eq!(rig.state(1), Some(IntentState::Unknown));
    rig.wait(2_000);
    answer(&mut rig, is_look, row(r#"{"box_id":7,"section_code":11000000}"#));
    assert_eq!(rig.state(1), Some(IntentState::Confirmed));
}

#[test]
fn what_no_operation_tells_ends_accepted_and_is_not_looked_for() {
    let mut rig = sent(system::restart_brain(None));
    answer(&mut rig, is_send, accepted(None));
    rig.wait(60_000);
    assert!(!rig.asks.iter().any(|(ask, _)| is_look(ask)));
    let intent = rig.only();
    assert!(intent.is_over() && intent.state == IntentState::Accepted);
    rig.restart();
    rig.serve_disk();
    rig.submit(2, action(moved()));
    rig.serve_disk();
    rig.serve_disk();
    assert_eq!(rig.state(2), Some(IntentState::Sent), "held by what is over");
}

#[test]
fn a_lost_answer_that_no_look_settles_is_for_a_person() {
    let mut rig = sent(system::restart_brain(None));
    answer(&mut rig, is_send, Answer::Failed(trouble(ErrorClass::OutcomeUnknown)));
    rig.wait(60_000);
    assert_eq!(rig.state(1), Some(IntentState::Unknown));
    assert_eq!(rig.only().may_send_again(), Err(NoSendAgain::CannotTell));
}

#[test]
fn what_waited_with_a_password_is_given_up_after_a_restart() {
    let old = access::Proof::OldPassword(SecretString::from("old"));
    let mut call = access::reset_password("a@b", old, SecretString::from("new"));
    // as the disk gives it back
    call.carried.secrets.clear();
    call.carried.lost = true;
    let mut rig = Rig::new();
    rig.pass(0);
    rig.submit(1, action(call));
    rig.serve_disk();
    rig.restart();
    rig.serve_disk();
    rig.serve_disk();
    assert_eq!(rig.state(1), Some(IntentState::Abandoned));
    assert!(rig.only().steps.iter().any(|step| step.kind == StepKind::CarriedLost));
}

#[test]
fn a_secret_of_the_answer_is_told_once_and_kept_nowhere() {
    let mut rig = sent(access::generate_api_key("k"));
    let secret = Shown(SecretString::from("sk-1"));
    answer(&mut rig, is_send, accepted(Some(secret)));
    let shown = |notice: &&Notice| matches!(notice, Notice::ShownOnce { .. });
    assert_eq!(rig.notices.iter().filter(shown).count(), 1);
    assert!(!format!("{:?}{:?}", rig.disk.rows, rig.notices).contains("sk-1"));
}

#[test]
fn two_changes_of_one_thing_go_one_after_the_other() {
    let mut rig = sent(moved());
    rig.submit(2, action(stock::move_box(&"7".into(), "11000000", "00110000")));
    rig.submit(3, action(stock::move_box(&"8".into(), "11000000", "00110000")));
    for _ in 0..4 {
        rig.serve_disk();
    }
    assert_eq!(rig.state(2), Some(IntentState::Queued));
    assert_eq!(rig.state(3), Some(IntentState::Sent));
}
