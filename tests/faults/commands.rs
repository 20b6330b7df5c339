//! Faults of the tray commands: what each one leaves behind, and that none is carried out twice.

use traydeck::bus::command::Command;
use traydeck::domain::intent::{Action, Intent, IntentId, IntentState, StepKind};

use crate::support::{Rig, block_on, intent, release};

use IntentState::{Accepted, Confirmed, Queued, Refused, Unknown};

/// What a fault may leave behind right after the send, and whether the far side carried it out.
const OUTCOMES: [(&str, &[IntentState], bool); 11] = [
    ("latency=100", &[Accepted], true),
    ("latency=20000", &[Unknown], false),
    ("error=500", &[Unknown], false),
    ("error=503", &[Unknown], false),
    ("error=422", &[Refused], false),
    ("reset", &[Unknown], false),
    ("half-open", &[Unknown], false),
    ("truncated", &[Unknown, Accepted], true),
    ("slow-body=1", &[Unknown, Accepted], true),
    ("lost-reply", &[Unknown], true),
    ("expired-token", &[Refused], false),
];

/// Sets a fault and submits, so that the send is the first call it strikes. A poll may come first and
/// hold the send back; then it is cleared and tried again with another tray.
async fn struck(rig: &mut Rig, fault: &str, tray: &mut u32) -> (Intent, String) {
    for _ in 0..5 {
        *tray += 1;
        let name = tray.to_string();
        let action = rig.retrieval(&name, &format!("TD-{name}")).await;
        let last = rig.screen.snapshots.borrow().ready_trays.stamp.read_at;
        rig.until("a poll that has just been", |s| s.ready_trays.stamp.read_at > last).await;
        rig.sim.control.set_faults(&[&format!("robot-manager:{fault}")]).unwrap();
        let id = rig.submit(action).await;
        let s = rig
            .until(&format!("{fault} has struck"), |s| {
                intent(s, id).is_some_and(|found| {
                    let struck = found.steps.iter().any(|step| step.kind == StepKind::Sent);
                    struck && !matches!(found.state, IntentState::Sent)
                        || found.state == Queued && held(s)
                })
            })
            .await;
        let found = intent(&s, id).unwrap();
        if found.state != Queued || found.steps.len() > 1 {
            return (found, name);
        }
        rig.sim.control.set_faults(&[]).unwrap();
        rig.until_state(id, &[Accepted]).await;
    }
    panic!("{fault} never struck the send first");
}

fn held(s: &traydeck::bus::snapshot::Snapshot) -> bool {
    s.connections.iter().any(|c| c.next_try_at.is_some())
}

#[test]
fn a_retrieval_meets_every_fault() {
    block_on(async {
        let mut tray = 0;
        for (fault, states, carried_out) in OUTCOMES {
            let mut rig = Rig::start("retrieval-faults");
            let before = rig.carried_out("POST /retrieve_tray");
            let (found, name) = struck(&mut rig, fault, &mut tray).await;
            tray = tray.rem_euclid(15);
            assert!(states.contains(&found.state), "{fault}: {found:?}");
            rig.sim.control.set_faults(&[]).unwrap();
            if found.state == Refused {
                continue;
            }
            rig.sim.control.step(120.0);
            if carried_out {
                rig.until_state(found.id, &[Confirmed]).await;
            } else {
                // nothing can tell "not done" from "not done yet": a person decides
                let s = rig
                    .until("two looks that found nothing", |s| {
                        intent(s, found.id).is_some_and(|i| i.empty_read_backs() >= 2)
                    })
                    .await;
                assert_eq!(intent(&s, found.id).unwrap().state, Unknown, "{fault}");
                assert!(intent(&s, found.id).unwrap().may_send_again().is_err());
            }
            let sent = sends(&rig, &name, before);
            assert!(sent <= 1, "{fault}: carried out {sent} times");
        }
    });
}

/// How many more retrievals than trays asked for before this one were carried out.
fn sends(rig: &Rig, tray: &str, before: u64) -> u64 {
    let s = rig.screen.snapshots.borrow();
    let others = s.ledger.get().map(Vec::as_slice).unwrap_or_default().iter();
    let others = others.filter(|i| i.action.tray().as_str() != tray).count();
    let all = rig.carried_out("POST /retrieve_tray") - before;
    all.saturating_sub(u64::try_from(others).unwrap())
}

#[test]
fn a_release_whose_reply_is_lost_ends_confirmed_and_was_sent_once() {
    block_on(async {
        let mut rig = Rig::start("lost-release");
        rig.bring("7", "TD-1").await;
        let last = rig.screen.snapshots.borrow().ready_trays.stamp.read_at;
        rig.until("a poll that has just been", |s| s.ready_trays.stamp.read_at > last).await;
        rig.sim.control.set_faults(&["robot-manager:lost-reply"]).unwrap();
        let id = rig.submit(release("7", "TD-1")).await;
        rig.until_state(id, &[Unknown]).await;
        rig.sim.control.set_faults(&[]).unwrap();
        let done = rig.until_state(id, &[Confirmed]).await;
        assert!(matches!(
            done.steps.last().map(|step| &step.kind),
            Some(StepKind::ReadBackFound { .. })
        ));
        assert_eq!(rig.carried_out("PATCH /release_tray"), 1);
    });
}

#[test]
fn a_release_that_did_not_happen_may_be_sent_again_once_that_is_proved() {
    block_on(async {
        let mut rig = Rig::start("release-again");
        rig.bring("7", "TD-1").await;
        let last = rig.screen.snapshots.borrow().ready_trays.stamp.read_at;
        rig.until("a poll that has just been", |s| s.ready_trays.stamp.read_at > last).await;
        rig.sim.control.set_faults(&["robot-manager:error=500"]).unwrap();
        let id = rig.submit(release("7", "TD-1")).await;
        rig.until_state(id, &[Unknown]).await;
        rig.sim.control.set_faults(&[]).unwrap();
        let may = |found: &Intent| found.may_send_again().is_ok();
        rig.until("proof", |s| intent(s, id).is_some_and(|found| may(&found))).await;
        assert_eq!(rig.carried_out("PATCH /release_tray"), 0);
        rig.send(Command::SendAgain { intent: id, by: "S".to_owned() }).await;
        rig.until_state(id, &[Confirmed]).await;
        assert_eq!(rig.carried_out("PATCH /release_tray"), 1);
    });
}

#[test]
fn while_the_robot_manager_is_away_a_command_waits_and_is_then_sent_once() {
    block_on(async {
        for fault in ["refused", "status429=1"] {
            let mut rig = Rig::start("away");
            let action: Action = rig.retrieval("7", "TD-1").await;
            rig.sim.control.set_faults(&[&format!("robot-manager:{fault}")]).unwrap();
            rig.until("it is missed", |s| s.connections.iter().any(|c| c.failing_since.is_some()))
                .await;
            let id: IntentId = rig.submit(action).await;
            rig.until_state(id, &[Queued]).await;
            rig.until("tried on", |s| s.connections.iter().any(|c| c.failed_tries >= 2)).await;
            let s = rig.screen.snapshots.borrow().clone();
            assert_eq!(intent(&s, id).unwrap().state, Queued);
            assert_eq!(rig.carried_out("POST /retrieve_tray"), 0);
            rig.sim.control.set_faults(&[]).unwrap();
            rig.until_state(id, &[Accepted]).await;
            assert_eq!(rig.carried_out("POST /retrieve_tray"), 1, "{fault}");
        }
    });
}

#[test]
fn a_page_instead_of_an_answer_is_never_taken_for_done() {
    block_on(async {
        let mut rig = Rig::start("page");
        let mut tray = 0;
        let (found, _) = struck(&mut rig, "wrong-type", &mut tray).await;
        assert!(matches!(found.state, Accepted | Unknown), "{found:?}");
        rig.sim.control.set_faults(&[]).unwrap();
        rig.sim.control.step(120.0);
        let s = rig
            .until("two looks", |s| intent(s, found.id).is_some_and(|i| i.empty_read_backs() >= 2))
            .await;
        assert_ne!(intent(&s, found.id).unwrap().state, Confirmed);
    });
}
