//! The ledger held against duplicated, dropped, reordered and late replies, failing disks and restarts.

use proptest::prelude::*;
use uuid::Uuid;

use super::rig::{Rig, release};
use crate::bus::command::Command;
use crate::bus::event::Notice;
use crate::domain::attention::Need;
use crate::domain::intent::{Action, IntentId, IntentState, Settlement};
use crate::domain::prepared::stock;
use crate::worker::event::Event;

/// One random move of the outside.
#[derive(Clone, Debug)]
enum Move {
    Submit(u8),
    Serve(usize, u8),
    Again(usize),
    Disk,
    BreakDisk(bool),
    Pass(u16),
    ReadBack(u8),
    Settle(u8, bool),
    SendAgain(u8),
    Restart,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        3 => (0..8_u8).prop_map(Move::Submit),
        8 => (any::<usize>(), any::<u8>()).prop_map(|(place, how)| Move::Serve(place, how)),
        2 => any::<usize>().prop_map(Move::Again),
        8 => Just(Move::Disk),
        1 => any::<bool>().prop_map(Move::BreakDisk),
        6 => (0..4000_u16).prop_map(Move::Pass),
        1 => (0..8_u8).prop_map(Move::ReadBack),
        1 => (0..8_u8, any::<bool>()).prop_map(|(number, happened)| Move::Settle(number, happened)),
        2 => (0..8_u8).prop_map(Move::SendAgain),
        1 => Just(Move::Restart),
    ];
    proptest::collection::vec(one, 1..120)
}

/// A write that must not be repeated blindly, about a thing of its own.
fn box_made(number: u8) -> Action {
    let carrier = number.to_string();
    Action::Call(Box::new(stock::create_box(&carrier.as_str().into(), "11000000")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_carried_out_twice_whatever_happens(moves in moves()) {
        let mut rig = Rig::new();
        let id = |number: u8| IntentId(Uuid::from_u128(u128::from(number)));
        for step in moves {
            match step {
                Move::Submit(number) => {
                    rig.pass(10);
                    // trays leave, and boxes are made
                    let action = match number {
                        0..4 => release(usize::from(number)),
                        _ => box_made(number),
                    };
                    rig.submit(u128::from(number), action);
                }
                Move::Serve(place, how) => rig.serve(place, how),
                Move::Again(place) => {
                    if !rig.old.is_empty() {
                        let event = rig.old[place % rig.old.len()].clone();
                        rig.apply(event);
                    }
                }
                Move::Disk => rig.serve_disk(),
                Move::BreakDisk(broken) => rig.disk.broken = broken,
                Move::Pass(millis) => rig.wait(i64::from(millis)),
                Move::ReadBack(number) => {
                    rig.apply(Event::Command(Command::ReadBack(id(number))));
                }
                Move::Settle(number, happened) => {
                    let settlement =
                        if happened { Settlement::Happened } else { Settlement::DidNotHappen };
                    rig.apply(Event::Command(Command::Settle {
                        intent: id(number),
                        settlement,
                        reason: "Looked on the spot".to_owned(),
                        by: "S".to_owned(),
                    }));
                }
                Move::SendAgain(number) => {
                    rig.apply(Event::Command(Command::SendAgain {
                        intent: id(number),
                        by: "S".to_owned(),
                    }));
                }
                Move::Restart => rig.restart(),
            }
            for (intent, times) in &rig.done {
                prop_assert!(*times <= 1, "{intent:?} carried out {times} times");
            }
        }
    }
}

#[test]
fn a_release_is_on_disk_before_it_is_shown_and_sent_before_it_is_accepted() {
    let mut rig = Rig::new();
    rig.pass(0);
    rig.submit(1, release(1));
    assert_eq!(rig.state(1), None);
    assert!(rig.notices.is_empty());
    rig.serve_disk();
    assert_eq!(rig.state(1), Some(IntentState::Queued));
    rig.serve_disk();
    assert_eq!(rig.state(1), Some(IntentState::Sent));
    let place = rig.take_send().unwrap();
    rig.serve(place, 0);
    assert_eq!(rig.state(1), Some(IntentState::Accepted));
    rig.pass(1500);
    let place = rig.take_read_back().unwrap();
    rig.serve(place, 1);
    assert_eq!(rig.state(1), Some(IntentState::Confirmed));
    let id = IntentId(Uuid::from_u128(1));
    let states: Vec<_> = rig
        .notices
        .iter()
        .map(|notice| match notice {
            Notice::Intent { id: of, state } if *of == id => *state,
            other => panic!("{other:?}"),
        })
        .collect();
    use IntentState::{Accepted, Confirmed, Queued, Sent};
    assert_eq!(states, [Queued, Sent, Accepted, Confirmed]);
}

#[test]
fn a_release_of_what_is_not_fresh_or_not_there_is_not_queued() {
    let mut rig = Rig::new();
    rig.serve_disk();
    rig.submit(1, release(1));
    rig.pass(0);
    rig.submit(2, release(77));
    rig.submit(3, release(3));
    rig.submit(4, release(3));
    let reasons: Vec<_> = rig
        .notices
        .iter()
        .filter_map(|notice| match notice {
            Notice::NotQueued { reason, .. } => Some(reason.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(
        reasons,
        [
            "not-queued-ready-trays-not-fresh",
            "not-queued-not-ready-here",
            "not-queued-already-asked"
        ]
    );
}

#[test]
fn a_lost_release_that_did_not_happen_may_be_sent_again_after_two_looks() {
    let (mut rig, place) = Rig::with_a_release_sent();
    rig.serve(place, 3);
    let again = Command::SendAgain { intent: IntentId(Uuid::from_u128(1)), by: "S".to_owned() };
    for _ in 0..2 {
        assert_eq!(rig.state(1), Some(IntentState::Unknown));
        rig.apply(Event::Command(again.clone()));
        assert_eq!(rig.state(1), Some(IntentState::Unknown), "too early");
        rig.pass(3000);
        let place = rig.take_read_back().unwrap();
        rig.serve(place, 1);
    }
    for _ in 0..9 {
        rig.serve_disk();
    }
    rig.apply(Event::Command(again));
    assert_eq!(rig.state(1), Some(IntentState::Queued));
    for _ in 0..9 {
        rig.serve_disk();
    }
    assert_eq!(rig.state(1), Some(IntentState::Sent));
    assert!(rig.take_send().is_some());
}

#[test]
fn a_release_that_stays_accepted_needs_a_person_who_may_settle_it() {
    let (mut rig, place) = Rig::with_a_release_sent();
    rig.serve(place, 0);
    assert_eq!(rig.state(1), Some(IntentState::Accepted));
    let id = IntentId(Uuid::from_u128(1));
    let needed = |rig: &Rig| {
        let needs = rig.world.snapshot.attention.get().into_iter().flatten();
        needs
            .filter(|need| matches!(need.what, Need::CommandUnknown { intent, .. } if intent == id))
            .count()
    };
    rig.pass(179_000);
    assert_eq!(needed(&rig), 0);
    rig.pass(2_000);
    assert_eq!(needed(&rig), 1);
    let settlement = Settlement::DidNotHappen;
    let (reason, by) = ("Looked on the spot".to_owned(), "S".to_owned());
    rig.apply(Event::Command(Command::Settle { intent: id, settlement, reason, by }));
    for _ in 0..9 {
        rig.serve_disk();
    }
    assert_eq!(rig.state(1), Some(IntentState::Abandoned));
    rig.pass(10);
    assert_eq!(needed(&rig), 0);
}

#[test]
fn after_a_restart_what_was_sent_is_unknown_and_read_back_before_anything_is_sent() {
    let mut rig = Rig::new();
    rig.pass(0);
    rig.submit(1, release(1));
    rig.submit(2, release(2));
    for _ in 0..4 {
        rig.serve_disk();
    }
    assert_eq!(rig.disk.rows[&IntentId(Uuid::from_u128(1))].state, IntentState::Sent);
    rig.restart();
    for _ in 0..9 {
        rig.serve_disk();
    }
    assert_eq!(rig.state(1), Some(IntentState::Unknown));
    assert_eq!(rig.state(2), Some(IntentState::Queued));
    assert_eq!(rig.take_send(), None);
    let place = rig.take_read_back().unwrap();
    rig.serve(place, 1);
    for _ in 0..9 {
        rig.serve_disk();
    }
    assert!(rig.take_send().is_some());
}

#[test]
fn a_broken_disk_queues_nothing_and_sends_nothing() {
    let mut rig = Rig::new();
    rig.pass(0);
    rig.disk.broken = true;
    rig.submit(1, release(1));
    for _ in 0..9 {
        rig.serve_disk();
    }
    assert!(
        matches!(rig.notices.as_slice(), [Notice::NotQueued { reason, .. }] if reason == "full")
    );
    assert_eq!(rig.take_send(), None);
    assert!(rig.world.snapshot(rig.now).store.trouble.is_some());
    rig.disk.broken = false;
    rig.pass(10_000);
    rig.submit(2, release(2));
    for _ in 0..9 {
        rig.pass(0);
    }
    assert!(rig.take_send().is_some());
}

#[test]
fn the_same_events_make_the_same_world() {
    let run = || {
        let mut rig = Rig::new();
        rig.pass(0);
        rig.submit(1, release(1));
        for number in 0..60 {
            rig.serve(number, 9);
            rig.pass(333);
        }
        format!("{:?}", rig.world.snapshot(rig.now))
    };
    assert_eq!(run(), run());
}
