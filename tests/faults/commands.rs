//! Faults of the tray commands: what each one leaves behind, and that none is carried out twice.

use traydeck::bus::command::{Command, Watch};
use traydeck::bus::snapshot::Snapshot;
use traydeck::domain::intent::{Action, Intent, IntentId, IntentState, StepKind};
use traydeck::domain::system::System;
use traydeck::domain::trouble::Cause;

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

/// A fault, the state the send led to that it struck, how often the command was carried out by then,
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

/// Faults that only a time-out ends.
const ENDED_BY_TIME: [&str; 3] = ["latency=20000", "half-open", "slow-body=1"];

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

    /// A command that may be given now.
    async fn action(self, rig: &mut Rig) -> Action {
        let (tray, reference) = ("1", "TD-1");
        if self == Self::Retrieval {
            return rig.retrieval(tray, reference).await;
        }
        rig.bring(tray, reference).await;
        release(tray, reference)
    }
}

async fn after_a_poll(rig: &mut Rig) {
    let last = rig.screen.snapshots.borrow().ready_trays.stamp.read_at;
    rig.until("a poll that has just been", |s| s.ready_trays.stamp.read_at > last).await;
}

/// Sets a fault and submits, so that the send is the first call it strikes. A poll may come first and
/// hold the send back; then it is tried again on another site. Gives the site, the intent and how
/// often such a command had been carried out before it.
async fn struck(kind: Kind, fault: &str) -> (Rig, Intent, u64) {
    for _ in 0..8 {
        let mut rig = Rig::start("command-faults");
        let watch = Watch { ready_trays: true, polls_per_second: 2, ..Watch::default() };
        rig.send(Command::Watch(watch.clone())).await;
        let action = kind.action(&mut rig).await;
        if ENDED_BY_TIME.contains(&fault) {
            rig.restart_hasty(System::RobotManager);
            rig.send(Command::Watch(watch)).await;
        }
        after_a_poll(&mut rig).await;
        let before = rig.carried_out(kind.call());
        rig.sim.control.set_faults(&[&format!("robot-manager:{fault}")]).unwrap();
        let id = rig.submit(action).await;
        let s = rig
            .until(&format!("{fault} has struck"), |s| {
                intent(s, id).is_some_and(|found| match became(&found) {
                    None => found.state == IntentState::Queued && held(s),
                    Some(_) => true,
                })
            })
            .await;
        let found = intent(&s, id).unwrap();
        // A connection that is open ends with the refusal. What was sent on it just then is lost, not
        // refused, and that is the row of `reset`.
        let on_an_open_one = fault == "refused" && lost_on_its_way(&found);
        if became(&found).is_some() && !on_an_open_one {
            return (rig, found, before);
        }
    }
    panic!("{fault} never struck the send first");
}

/// The state that the first send led to, whatever has become of it since.
fn became(found: &Intent) -> Option<IntentState> {
    let mut steps = found.steps.iter().skip_while(|step| step.kind != StepKind::Sent).skip(1);
    match steps.next()?.kind {
        StepKind::Accepted { .. } => Some(IntentState::Accepted),
        StepKind::OutcomeUnknown(_) => Some(IntentState::Unknown),
        StepKind::Refused(_) => Some(IntentState::Refused),
        StepKind::NotSent(_) => Some(IntentState::Queued),
        _ => panic!("no answer to a send: {found:?}"),
    }
}

fn lost_on_its_way(found: &Intent) -> bool {
    found.steps.iter().any(|step| match &step.kind {
        StepKind::OutcomeUnknown(trouble) => trouble.cause == Cause::ConnectionLost,
        _ => false,
    })
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
    let (mut rig, found, before) = struck(kind, fault).await;
    assert_eq!(became(&found), Some(state), "{fault}: {found:?}");
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
    in_lanes(&RETRIEVAL, |outcome| block_on(meets(Kind::Retrieval, outcome)));
}

#[test]
fn a_release_meets_every_fault() {
    in_lanes(&RELEASE, |outcome| block_on(meets(Kind::Release, outcome)));
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
            assert!(!was_sent(&intent(&s, id).unwrap()), "{fault}");
            assert_eq!(rig.carried_out("POST /retrieve_tray"), 0);
            rig.sim.control.set_faults(&[]).unwrap();
            rig.until_state(id, &[IntentState::Accepted]).await;
            assert_eq!(rig.carried_out("POST /retrieve_tray"), 1, "{fault}");
        }
    });
}
