//! A picker's cycle: a tray is asked for, comes, stands ready, and is released.

use traydeck::bus::command::Command;
use traydeck::bus::event::Notice;
use traydeck::domain::intent::{IntentState, Settlement, StepKind};
use traydeck::store::Store;

use crate::support::{Rig, block_on, intent, is_ready, release};

#[test]
fn a_tray_comes_and_goes_and_every_step_is_in_the_ledger() {
    block_on(async {
        let mut rig = Rig::start("cycle");
        let retrieval = rig.bring("7", "TD-1").await;
        let id = rig.submit(release("7", "TD-1")).await;
        let done = rig.until_state(id, &[IntentState::Confirmed]).await;
        rig.until("the tray gone", |s| !is_ready(s, "7")).await;
        let kinds: Vec<_> = done.steps.iter().map(|step| step.kind.clone()).collect();
        assert!(matches!(
            kinds.as_slice(),
            [
                StepKind::Queued,
                StepKind::Sent,
                StepKind::Accepted { .. },
                ..,
                StepKind::ReadBackFound { .. }
            ]
        ));
        assert_eq!(rig.carried_out("POST /retrieve_tray"), 1);
        assert_eq!(rig.carried_out("PATCH /release_tray"), 1);
        rig.end_worker();
        let store = Store::open(&rig.folder.join("ledger.sqlite")).await.unwrap();
        assert_eq!(store.unfinished().await.unwrap(), []);
        let states: Vec<_> = store.recent(9).await.unwrap();
        assert_eq!(states.iter().map(|i| i.id).collect::<Vec<_>>(), [id, retrieval]);
        let audit = store.audit(99).await.unwrap();
        let of_release: Vec<_> = audit
            .iter()
            .rev()
            .filter(|row| row.intent == id)
            .map(|row| row.after.as_str())
            .collect();
        assert_eq!(of_release, ["queued", "sent", "accepted", "confirmed"]);
        assert!(audit.iter().all(|row| row.who == "P. Icker" && row.place == "PS-1"));
        store.close().await;
    });
}

#[test]
fn several_trays_wait_their_turn_at_one_station() {
    block_on(async {
        let mut rig = Rig::start("several");
        let mut ids = Vec::new();
        for number in 1..4 {
            let action = rig.retrieval(&number.to_string(), &format!("TD-{number}")).await;
            ids.push(rig.submit(action).await);
        }
        for id in &ids {
            rig.until_state(*id, &[IntentState::Accepted]).await;
        }
        let sent = |s: &traydeck::bus::snapshot::Snapshot, at: usize| {
            let steps = intent(s, ids[at]).unwrap().steps;
            steps.iter().find(|step| step.kind == StepKind::Sent).unwrap().at
        };
        let snapshot = rig.screen.snapshots.borrow().clone();
        assert!(sent(&snapshot, 0) < sent(&snapshot, 1) && sent(&snapshot, 1) < sent(&snapshot, 2));
        assert_eq!(rig.carried_out("POST /retrieve_tray"), 3);
    });
}

#[test]
fn what_is_not_ready_is_not_released() {
    block_on(async {
        let mut rig = Rig::start("not-ready");
        rig.until("ready trays read", |s| s.ready_trays.get().is_some()).await;
        let id = rig.submit(release("7", "TD-1")).await;
        let notice =
            rig.notice(|n| matches!(n, Notice::NotQueued { id: of, .. } if *of == id)).await;
        assert!(
            matches!(&notice, Notice::NotQueued { reason, .. } if reason == "not-queued-not-ready-here")
        );
        assert_eq!(rig.carried_out("PATCH /release_tray"), 0);
    });
}

#[test]
fn a_refusal_keeps_the_words_of_the_far_side() {
    block_on(async {
        let mut rig = Rig::start("refusal");
        rig.bring("7", "TD-1").await;
        let again = rig.retrieval("7", "TD-2").await;
        let id = rig.submit(again).await;
        let refused = rig.until_state(id, &[IntentState::Refused]).await;
        let Some(StepKind::Refused(trouble)) = refused.steps.last().map(|step| &step.kind) else {
            panic!("{refused:?}");
        };
        assert!(trouble.vendor_text.as_ref().is_some_and(|text| !text.is_empty()), "{trouble:?}");
    });
}

#[test]
fn started_again_it_reads_back_what_was_under_way() {
    block_on(async {
        let mut rig = Rig::start("again");
        let action = rig.retrieval("7", "TD-1").await;
        let id = rig.submit(action).await;
        rig.until_state(id, &[IntentState::Accepted]).await;
        rig.restart();
        rig.sim.control.step(120.0);
        let done = rig.until_state(id, &[IntentState::Confirmed]).await;
        assert!(done.steps.iter().any(|step| step.kind == StepKind::FoundAfterRestart));
        assert_eq!(rig.carried_out("POST /retrieve_tray"), 1);
    });
}

#[test]
fn a_person_gives_up_what_never_comes() {
    block_on(async {
        let mut rig = Rig::start("given-up");
        let action = rig.retrieval("7", "TD-1").await;
        let id = rig.submit(action).await;
        rig.until_state(id, &[IntentState::Accepted]).await;
        let settlement = Settlement::DidNotHappen;
        let (reason, by) = ("Put back by hand".to_owned(), "S".to_owned());
        rig.send(Command::Settle { intent: id, settlement, reason: reason.clone(), by }).await;
        let given_up = rig.until_state(id, &[IntentState::Abandoned]).await;
        let last = given_up.steps.last().map(|step| step.kind.clone());
        assert!(matches!(&last, Some(StepKind::Settled { reason: told, .. }) if *told == reason));
        // not only on the screen: in the file, with the audit row
        rig.end_worker();
        let store = Store::open_to_read(&rig.folder.join("ledger.sqlite")).await.unwrap();
        let kept = store.recent(9).await.unwrap();
        assert_eq!(kept[0].steps.last().map(|step| step.kind.clone()), last);
        let audit = store.audit(1).await.unwrap();
        assert_eq!(audit[0].answer, "did-not-happen (S): Put back by hand");
        assert_eq!((audit[0].before.as_str(), audit[0].after.as_str()), ("accepted", "abandoned"));
    });
}
