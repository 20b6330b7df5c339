//! Faults of the tray commands: what each one leaves behind, and that none is carried out twice.

use traydeck::bus::command::Command;
use traydeck::bus::snapshot::Snapshot;
use traydeck::domain::intent::{Action, Intent, IntentId, IntentState, StepKind};

use crate::support::{Rig, block_on, in_lanes, intent, release};

use Ends::{Again, CannotTell, Once, Refused};

/// How a command ends once the fault is over.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ends {
    /// Confirmed, carried out once, without a person's doing.
    Once,
    /// Refused for good, never carried out.
    Refused,
    /// Nothing tells "not done" from "not done yet": unknown until a person settles it, never carried out.
    CannotTell,
    /// Proved not to have happened; sent again by a person it is confirmed, carried out once.
    Again,
}

/// A fault, the state right after it struck the send, how often the command was carried out by then,
/// and how it ends.
type Outcome = (&'static str, IntentState, u64, Ends);

const RETRIEVAL: [Outcome; 14] = [
    ("latency=100", IntentState::Accepted, 1, Once),
    ("latency=20000", IntentState::Unknown, 0, CannotTell),
    ("error=500", IntentState::Unknown, 0, CannotTell),
    ("error=503", IntentState::Unknown, 0, CannotTell),
    ("error=422", IntentState::Refused, 0, Refused),
    ("status429=1", IntentState::Queued, 0, Once),
    ("refused", IntentState::Queued, 0, Once),
    ("reset", IntentState::Unknown, 0, CannotTell),
    ("half-open", IntentState::Unknown, 0, CannotTell),
    ("truncated", IntentState::Unknown, 1, Once),
    ("slow-body=1", IntentState::Unknown, 1, Once),
    ("wrong-type", IntentState::Unknown, 0, CannotTell),
    ("lost-reply", IntentState::Unknown, 1, Once),
    ("expired-token", IntentState::Refused, 0, Refused),
];

/// Of a release the list of ready trays proves that it did not happen.
const RELEASE: [Outcome; 14] = [
    ("latency=100", IntentState::Accepted, 1, Once),
    ("latency=20000", IntentState::Unknown, 0, Again),
    ("error=500", IntentState::Unknown, 0, Again),
    ("error=503", IntentState::Unknown, 0, Again),
    ("error=422", IntentState::Refused, 0, Refused),
    ("status429=1", IntentState::Queued, 0, Once),
    ("refused", IntentState::Queued, 0, Once),
    ("reset", IntentState::Unknown, 0, Again),
    ("half-open", IntentState::Unknown, 0, Again),
    ("truncated", IntentState::Unknown, 1, Once),
    ("slow-body=1", IntentState::Unknown, 1, Once),
    ("wrong-type", IntentState::Unknown, 0, Again),
    ("lost-reply", IntentState::Unknown, 1, Once),
    ("expired-token", IntentState::Refused, 0, Refused),
];

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Retrieval,
    Release,
}

impl Kind {
    const fn call(self) -> &'static str {
        match self {
            Self::Retrieval => "POST /retrieve_tray",
            Self::Release => "PATCH /release_tray",
        }
    }

    /// A command about this tray that may be given now.
    async fn action(self, rig: &mut Rig, tray: u32) -> Action {
        let (tray, reference) = (tray.to_string(), format!("TD-{tray}"));
        if self == Self::Retrieval {
            return rig.retrieval(&tray, &reference).await;
        }
        rig.bring(&tray, &reference).await;
        release(&tray, &reference)
    }
}

async fn after_a_poll(rig: &mut Rig) {
    let last = rig.screen.snapshots.borrow().ready_trays.stamp.read_at;
    rig.until("a poll that has just been", |s| s.ready_trays.stamp.read_at > last).await;
}

/// Sets a fault and submits, so that the send is the first call it strikes. A poll may come first and
/// hold the send back; then it is cleared and tried again with another tray. Gives the intent and how
/// often such a command had been carried out before it.
async fn struck(rig: &mut Rig, kind: Kind, fault: &str) -> (Intent, u64) {
    for tray in 1..=5 {
        let action = kind.action(rig, tray).await;
        after_a_poll(rig).await;
        let before = rig.carried_out(kind.call());
        rig.sim.control.set_faults(&[&format!("robot-manager:{fault}")]).unwrap();
        let id = rig.submit(action).await;
        let s = rig
            .until(&format!("{fault} has struck"), |s| {
                intent(s, id).is_some_and(|found| match found.state {
                    IntentState::Sent => false,
                    IntentState::Queued => was_sent(&found) || held(s),
                    _ => true,
                })
            })
            .await;
        let found = intent(&s, id).unwrap();
        if was_sent(&found) {
            return (found, before);
        }
        rig.sim.control.set_faults(&[]).unwrap();
        rig.until_state(id, &[IntentState::Accepted, IntentState::Confirmed]).await;
    }
    panic!("{fault} never struck the send first");
}

fn was_sent(found: &Intent) -> bool {
    found.steps.iter().any(|step| step.kind == StepKind::Sent)
}

fn held(s: &Snapshot) -> bool {
    s.connections.iter().any(|c| c.next_try_at.is_some())
}

/// One row of a table, from the fault to the end.
async fn meets(kind: Kind, outcome: &Outcome) {
    let (fault, state, at_once, ends) = *outcome;
    let mut rig = Rig::start("command-faults");
    let (found, before) = struck(&mut rig, kind, fault).await;
    assert_eq!(found.state, state, "{fault}: {found:?}");
    assert_eq!(rig.carried_out(kind.call()) - before, at_once, "{fault} as it struck");
    rig.sim.control.set_faults(&[]).unwrap();
    let id = found.id;
    if state == IntentState::Queued {
        rig.until_state(id, &[IntentState::Accepted, IntentState::Confirmed]).await;
    }
    rig.sim.control.step(120.0);
    match ends {
        Once => assert_eq!(rig.until_state(id, &[IntentState::Confirmed]).await.id, id),
        Refused => after_a_poll(&mut rig).await,
        CannotTell => {
            let s = two_empty_looks(&mut rig, id).await;
            let last = intent(&s, id).unwrap();
            assert_eq!(last.state, state, "{fault}: {last:?}");
            assert!(last.may_send_again().is_err(), "{fault}: {last:?}");
        }
        Again => {
            let may = |s: &Snapshot| intent(s, id).is_some_and(|i| i.may_send_again().is_ok());
            rig.until("proof that it did not happen", may).await;
            assert_eq!(rig.carried_out(kind.call()), before, "{fault}");
            rig.send(Command::SendAgain { intent: id, by: "S".to_owned() }).await;
            rig.until_state(id, &[IntentState::Confirmed]).await;
        }
    }
    let last = intent(&rig.screen.snapshots.borrow(), id).unwrap();
    if ends == Refused {
        assert_eq!(last.state, IntentState::Refused, "{fault}: {last:?}");
    }
    let by_read_back =
        matches!(last.steps.last().map(|s| &s.kind), Some(StepKind::ReadBackFound { .. }));
    assert_eq!(by_read_back, matches!(ends, Once | Again), "{fault}: {last:?}");
    let sent = rig.carried_out(kind.call()) - before;
    assert_eq!(sent, u64::from(matches!(ends, Once | Again)), "{fault} in the end: {last:?}");
}

async fn two_empty_looks(rig: &mut Rig, id: IntentId) -> Snapshot {
    let looked = |s: &Snapshot| intent(s, id).is_some_and(|i| i.empty_read_backs() >= 2);
    rig.until("two looks that found nothing", looked).await
}

#[test]
fn a_retrieval_meets_every_fault() {
    in_lanes(14, &RETRIEVAL, |outcome| block_on(meets(Kind::Retrieval, outcome)));
}

#[test]
fn a_release_meets_every_fault() {
    in_lanes(14, &RELEASE, |outcome| block_on(meets(Kind::Release, outcome)));
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
            rig.until_state(id, &[IntentState::Queued]).await;
            rig.until("tried on", |s| s.connections.iter().any(|c| c.failed_tries >= 2)).await;
            let s = rig.screen.snapshots.borrow().clone();
            assert_eq!(intent(&s, id).unwrap().state, IntentState::Queued);
            assert_eq!(rig.carried_out("POST /retrieve_tray"), 0);
            rig.sim.control.set_faults(&[]).unwrap();
            rig.until_state(id, &[IntentState::Accepted]).await;
            assert_eq!(rig.carried_out("POST /retrieve_tray"), 1, "{fault}");
        }
    });
}
