//! A step of the floor of which nobody knows whether it was written down: told as that, looked for, then told as it is.

use secrecy::SecretString;

use super::floor_disk::{Hall, How, place};
use crate::bus::command::Typed;
use crate::bus::event::Notice;
use crate::bus::floor::FloorAsk;
use crate::domain::floor::{Answer, Input};
use crate::domain::pick::LineId;
use crate::domain::sound::Sound;

fn line(hall: &Hall) -> (u32, u32) {
    let id = LineId(uuid::Uuid::from_u128(1));
    (hall.view(0).floor.lines[&id].taken, hall.disk.floor.lines[&id].taken)
}

fn not_known(hall: &Hall) -> bool {
    matches!(hall.session(0).answer, Some(Answer::NotKnown { .. }))
}

#[test]
fn a_scan_of_which_nobody_knows_is_told_as_that_and_then_as_it_is() {
    for lands in [true, false] {
        let mut hall = Hall::new(1);
        hall.at_work(0);
        hall.programs[0].sounds.clear();
        hall.scan(0, "4001");
        hall.end_errand(0, How::Torn { lands });
        assert!(not_known(&hall) && line(&hall).0 == 0, "{:?}", hall.session(0).answer);
        assert_eq!(hall.programs[0].sounds, [Sound::Attention]);
        // it cannot be looked for either
        hall.end_errand(0, How::Badly);
        assert!(not_known(&hall));
        hall.scan(0, "4001");
        let told = Notice::NotCounted { reason: "floor-in-doubt" };
        assert_eq!(hall.programs[0].notices, [told], "it does not wait unseen");
        assert_eq!(hall.programs[0].sounds, [Sound::Attention, Sound::Refused]);
        assert!(not_known(&hall));
        hall.programs[0].sounds.clear();
        hall.pass(3_000);
        hall.settle(0);
        let (shown, kept) = line(&hall);
        assert_eq!((shown, kept), (u32::from(lands), u32::from(lands)));
        let answer = hall.session(0).answer.clone();
        let sound = if lands { Sound::Ok } else { Sound::Refused };
        assert_eq!(hall.programs[0].sounds, [sound]);
        match lands {
            true => assert!(matches!(answer, Some(Answer::Counted { .. })), "{answer:?}"),
            false => assert!(matches!(answer, Some(Answer::NotWritten { .. })), "{answer:?}"),
        }
        hall.pass(3_000);
        hall.settle(0);
        assert_eq!(hall.view(0).trouble, None);
        hall.scan(0, "4001");
        hall.settle(0);
        assert_eq!(line(&hall).1, u32::from(lands) + 1);
    }
}

#[test]
fn scans_behind_a_write_of_which_nobody_knows_are_refused_and_not_kept() {
    let mut hall = Hall::new(1);
    hall.at_work(0);
    for _ in 0..3 {
        hall.scan(0, "4001");
    }
    hall.programs[0].sounds.clear();
    hall.end_errand(0, How::Torn { lands: true });
    let refused = hall.programs[0].sounds.iter().filter(|sound| **sound == Sound::Refused);
    assert_eq!(refused.count(), 2);
    hall.settle(0);
    assert_eq!(line(&hall), (1, 1));
}

#[test]
fn what_another_took_over_while_nobody_knew_is_seen_as_it_is() {
    let mut hall = Hall::new(2);
    hall.at_work(0);
    hall.scan(0, "4001");
    hall.end_errand(0, How::Torn { lands: true });
    hall.end_errand(0, How::Badly);
    hall.tell_ready(1, &["7"]);
    hall.ask(1, FloorAsk::TakeOver);
    for _ in 0..3 {
        hall.pass(3_000);
        hall.settle(1);
    }
    hall.settle(0);
    let holder = hall.programs[1].me;
    assert_eq!(hall.disk.floor.session(&place()).map(|one| one.holder), Some(holder));
    assert_eq!((hall.session(0).holder, line(&hall)), (holder, (1, 1)));
}

#[test]
fn a_pin_behind_a_write_of_which_nobody_knows_signs_nobody_in_later() {
    let mut hall = Hall::new(1);
    hall.at_work(0);
    hall.scan(0, "4001");
    let pin = Typed(SecretString::from("4711"));
    hall.ask(0, FloorAsk::Pin { name: "Ana".to_owned(), pin });
    hall.end_errand(0, How::Torn { lands: true });
    let told = Notice::NotCounted { reason: "floor-in-doubt" };
    assert_eq!(hall.programs[0].notices, [told]);
    hall.pass(3_000);
    hall.settle(0);
    let answer = hall.session(0).answer.clone();
    assert!(matches!(answer, Some(Answer::Counted { .. })), "{answer:?}");
}

/// Whether a release of the tray here left, and what the screen says; nobody knew of its write for so long.
fn released_after(millis: i64) -> (bool, Option<Answer>) {
    let mut hall = Hall::new(1);
    hall.at_work(0);
    // lines are open: once to be told so, once more to send it away
    hall.ask(0, FloorAsk::Do(Input::Release));
    hall.settle(0);
    hall.pass(1_000);
    hall.settle(0);
    hall.ask(0, FloorAsk::Do(Input::Release));
    hall.end_errand(0, How::Torn { lands: true });
    hall.end_errand(0, How::Badly);
    hall.pass(millis);
    hall.tell_ready(0, &["7"]);
    hall.settle(0);
    let ledger = &hall.programs[0].world.ledger;
    let asked = ledger.inserts().count() + ledger.entries.len() > 0;
    (asked, hall.session(0).answer.clone())
}

#[test]
fn a_release_that_was_in_doubt_for_long_is_not_granted_any_more() {
    let (released, answer) = released_after(3_000);
    assert!(released, "{answer:?}");
    let (released, answer) = released_after(60_000);
    let late = "not-queued-too-late";
    assert!(matches!(answer, Some(Answer::NotLeaving { why, .. }) if why == late), "{answer:?}");
    assert!(!released);
}
