//! What follows when a step of the floor cannot be written, when others wrote first, and when the clock jumps.

use jiff::SignedDuration;
use uuid::Uuid;

use super::floor_disk::{Disk, Hall, How, PIECES, STOCK, place};
use super::rig::at;
use crate::bus::event::Notice;
use crate::bus::floor::FloorAsk;
use crate::domain::attention::Need;
use crate::domain::floor::{Answer, Rules, Wanted, WishState};
use crate::domain::intent::{Action, Intent, IntentId, IntentState};
use crate::domain::lease::{Held, Looked};
use crate::domain::pick::LineId;
use crate::domain::sound::Sound;
use crate::worker::event::{Event, WriteError};
use crate::worker::floor_event::FloorErrand;

fn line(hall: &Hall) -> u32 {
    hall.disk.floor.lines[&LineId(Uuid::from_u128(1))].taken
}

#[test]
fn on_a_full_disk_a_tray_that_comes_is_tried_now_and_then_and_a_scan_at_once() {
    let mut hall = Hall::new(1);
    hall.ask(0, FloorAsk::Open);
    hall.settle(0);
    let before = hall.programs[0].writes;
    hall.tell_ready(0, &["7"]);
    hall.settle_so(0, How::Badly);
    for _ in 0..100 {
        hall.pass(100);
        hall.tell_ready(0, &["7"]);
        hall.settle_so(0, How::Badly);
    }
    let tries = hall.programs[0].writes - before;
    assert!((3..=7).contains(&tries), "{tries} tries in ten seconds");
    assert_eq!(hall.session(0).answer, None, "nobody asked for that");
    let before = hall.programs[0].writes;
    hall.scan(0, "4001");
    hall.settle_so(0, How::Badly);
    assert_eq!(hall.programs[0].writes, before + 1);
    assert!(matches!(hall.session(0).answer, Some(Answer::NotWritten { .. })));
    hall.pass(3_000);
    hall.settle(0);
    hall.scan(0, "4001");
    hall.settle(0);
    assert_eq!((line(&hall), hall.view(0).trouble.clone()), (1, None));
}

#[test]
fn a_place_that_was_taken_over_is_seen_at_once_and_can_be_taken_back() {
    let mut hall = Hall::new(2);
    hall.at_work(0);
    hall.pass(2_000);
    hall.settle(0);
    hall.settle(1);
    hall.ask(1, FloorAsk::TakeOver);
    hall.settle(1);
    // the first has not looked since, and its tray leaves
    hall.tell_ready(0, &[]);
    hall.settle(0);
    let second = hall.programs[1].me;
    assert_eq!(hall.session(0).holder, second);
    hall.ask(0, FloorAsk::TakeOver);
    hall.settle(0);
    assert_eq!(hall.session(0).holder, hall.programs[0].me);
    // the second scans before its next look: it hears that, and nothing is counted
    hall.programs[1].sounds.clear();
    hall.tell_ready(1, &["7"]);
    hall.scan(1, "4001");
    hall.settle(1);
    assert_eq!((line(&hall), hall.session(1).holder), (0, hall.programs[0].me));
    assert_eq!(hall.programs[1].sounds, [Sound::Refused]);
}

#[test]
fn of_two_programs_that_open_a_place_in_the_same_second_one_works_there() {
    let mut hall = Hall::new(2);
    for number in [0, 1] {
        hall.tell_ready(number, &["7"]);
        hall.ask(number, FloorAsk::Open);
    }
    hall.settle(0);
    hall.settle(1);
    assert_eq!(hall.session(1).holder, hall.programs[0].me);
    assert_eq!(hall.disk.floor.session(&place()).unwrap().holder, hall.programs[0].me);
}

#[test]
fn what_was_filled_in_meanwhile_is_kept_and_the_scan_counts_on_top_of_it() {
    let mut hall = Hall::new(1);
    hall.at_work(0);
    for _ in 1..PIECES {
        hall.scan(0, "4001");
        hall.settle(0);
    }
    hall.scan(0, "4001");
    hall.disk.fill("7", 50);
    hall.disk.fill("8", 60);
    hall.programs[0].sounds.clear();
    hall.settle(0);
    assert_eq!((hall.disk.in_stock("7"), hall.disk.in_stock("8")), (50 - PIECES, 60));
    assert!(matches!(hall.session(0).answer, Some(Answer::LineDone { .. })));
    assert_eq!((line(&hall), hall.programs[0].sounds.as_slice()), (PIECES, &[Sound::Ok][..]));
}

#[test]
fn a_scan_that_others_outrun_twice_is_refused_and_not_tried_for_ever() {
    let mut hall = Hall::new(1);
    hall.at_work(0);
    for _ in 1..PIECES {
        hall.scan(0, "4001");
        hall.settle(0);
    }
    hall.scan(0, "4001");
    for stock in [50, 51, 52, 53] {
        if matches!(hall.programs[0].pending, Some(FloorErrand::Write { .. })) {
            hall.disk.fill("7", stock);
        }
        hall.end_errand(0, How::Well);
    }
    hall.settle(0);
    assert!(matches!(hall.session(0).answer, Some(Answer::NotWritten { .. })));
    assert_eq!(line(&hall), PIECES - 1);
    hall.scan(0, "4001");
    hall.settle(0);
    assert_eq!(line(&hall), PIECES);
}

#[test]
fn a_question_at_a_program_that_died_ends_the_wish_and_nothing_else() {
    let mut hall = Hall::new(2);
    hall.at_work(0);
    hall.scan(0, "4001");
    hall.settle(0);
    hall.pass(2_000);
    hall.settle(0);
    hall.settle(1);
    hall.ask(1, FloorAsk::Wish(Wanted::ReleaseTray("7".into())));
    hall.settle(1);
    hall.pass(2_000);
    hall.settle(0);
    assert!(hall.session(0).question.is_some());
    hall.pass(1_000);
    hall.settle(1);
    let before = hall.programs[1].writes;
    // the picker's PC hangs; the other looks for two minutes
    for _ in 0..120 {
        hall.millis += 1_000;
        hall.apply(1, Event::Tick);
        hall.settle(1);
    }
    let wish = hall.disk.floor.wishes.values().next().unwrap();
    assert_eq!(wish.state, WishState::Unanswered);
    assert!(hall.programs[1].writes - before <= 2, "{} writes", hall.programs[1].writes - before);
    assert!(hall.disk.floor.session(&place()).unwrap().question.is_some(), "not ours to touch");
}

#[test]
fn while_the_store_is_not_open_a_scan_is_refused_and_not_kept() {
    let mut hall = Hall::new(1);
    hall.start(0);
    hall.tell_ready(0, &["7"]);
    hall.ask(0, FloorAsk::Open);
    hall.scan(0, "4001");
    assert_eq!(hall.programs[0].sounds, [Sound::Refused]);
    let told = |notice: &&Notice| **notice == Notice::NotCounted { reason: "floor-not-open" };
    assert_eq!(hall.programs[0].notices.iter().filter(told).count(), 1);
    hall.settle(0);
    assert_eq!((line(&hall), hall.session(0).holder), (0, hall.programs[0].me));
    hall.scan(0, "4001");
    hall.settle(0);
    assert_eq!(line(&hall), 1);
}

#[test]
fn who_takes_a_place_over_signs_in_where_that_is_demanded() {
    for (sign_in, dies, person) in [(true, false, ""), (true, true, "P0"), (false, false, "P0")] {
        let mut hall = Hall::new(2);
        hall.at_work(0);
        hall.scan(0, "4001");
        hall.settle(0);
        assert_eq!(hall.session(0).person, "P0");
        hall.disk.people.rules = Rules { sign_in, ..Rules::default() };
        if dies {
            hall.start(0);
        }
        hall.disk.version += 1;
        hall.pass(2_000);
        hall.settle(1);
        hall.ask(1, FloorAsk::TakeOver);
        hall.settle(1);
        assert_eq!(hall.session(1).holder, hall.programs[1].me);
        assert_eq!(hall.session(1).person, person, "demanded {sign_in}, died {dies}");
    }
}

#[test]
fn a_clock_that_is_set_back_delays_no_look() {
    let mut hall = Hall::new(1);
    hall.at_work(0);
    hall.millis -= 3_600_000;
    hall.disk.fill("7", 5);
    hall.apply(0, Event::Tick);
    hall.settle(0);
    assert_eq!(hall.view(0).floor.stock["7"].contents["A1"].quantity, 5);
}

/// A retrieval as the ledger has it.
fn retrieval(number: u128, state: IntentState, millis: i64) -> Held {
    let action = Action::RetrieveTray {
        tray: "7".into(),
        reference: format!("TD-{number}").as_str().into(),
        tags: Vec::new(),
        station: "PS-1".to_owned(),
        slot: "s".into(),
    };
    let intent = Intent {
        id: IntentId(Uuid::from_u128(number)),
        action,
        by: "P0".to_owned(),
        place: "PS-1".to_owned(),
        asked_at: at(millis),
        state,
        since: at(millis),
        steps: Vec::new(),
    };
    Held { intent, epoch: 1, elsewhere: None }
}

/// A picker works and no tray stands there; the ledger opens with these.
fn waiting(held: Vec<Held>) -> Hall {
    let mut hall = Hall::new(1);
    hall.millis = 10_000;
    hall.tell_ready(0, &[]);
    hall.ask(0, FloorAsk::Open);
    hall.settle(0);
    hall.scan(0, "TD:NEXT");
    hall.settle(0);
    assert!(hall.programs[0].write.is_none() && hall.programs[0].brought.is_empty());
    hall.programs[0].opens_ledger = false;
    let opened = Looked { taken: held, ..Looked::default() };
    hall.apply(0, Event::StoreOpened(Ok(opened)));
    hall.serve_ledger(0);
    hall
}

fn brought(hall: &Hall) -> Vec<&str> {
    let trays = hall.programs[0].brought.iter().filter_map(|intent| intent.action.tray());
    trays.map(crate::domain::ids::TrayId::as_str).collect()
}

#[test]
fn trays_are_asked_for_when_it_is_known_what_was_asked_for_before() {
    assert_eq!(brought(&waiting(Vec::new())), ["7", "8"]);
    assert_eq!(brought(&waiting(vec![retrieval(1, IntentState::Accepted, 0)])), ["8"]);
}

#[test]
fn a_ledger_that_did_not_open_is_opened_again_though_nothing_waits() {
    let mut hall = Hall::new(1);
    hall.programs[0].opens_ledger = false;
    hall.apply(0, Event::StoreOpened(Err("database is locked".to_owned())));
    hall.pass(1_000);
    assert!(!hall.programs[0].opens_ledger);
    hall.pass(1_000);
    assert!(hall.programs[0].opens_ledger);
}

#[test]
fn a_tray_that_another_program_asked_for_first_is_left_alone_in_silence() {
    let mut hall = Hall::new(1);
    hall.tell_ready(0, &[]);
    hall.ask(0, FloorAsk::Open);
    hall.settle(0);
    hall.scan(0, "TD:NEXT");
    hall.settle(0);
    hall.apply(0, Event::StoreOpened(Ok(Looked::default())));
    let refused = Err(WriteError::Refused("not-queued-already-asked".to_owned()));
    let mut asked = 0;
    for _ in 0..20 {
        if hall.programs[0].write.take().is_some() {
            asked += 1;
            let took = SignedDuration::ZERO;
            hall.apply(0, Event::Written { result: refused.clone(), took });
        }
    }
    assert_eq!(asked, 2, "each tray once");
    assert_eq!(hall.programs[0].notices, [], "nobody pressed for it");
}

#[test]
fn a_tray_that_is_refused_again_and_again_rests_longer_and_a_person_sees_it() {
    let told = |hall: &Hall| {
        let needs = hall.programs[0].world.snapshot.attention.get().unwrap();
        needs.iter().any(|need| need.what == Need::TrayRefused { tray: "7".into(), times: 3 })
    };
    let refused = [(1, 1), (2, 2), (3, 4), (9, 30)].map(|(n, m)| (n, m, IntentState::Refused));
    for (refusals, minutes, state) in refused.into_iter().chain([(3, 1, IntentState::Abandoned)]) {
        let held: Vec<Held> =
            (1..=refusals).map(|number| retrieval(number, state, 10_000)).collect();
        let mut hall = waiting(held);
        assert_eq!(brought(&hall), ["8"], "after {refusals}");
        assert_eq!(told(&hall), refusals == 3 && state == IntentState::Refused);
        hall.millis = 10_000 + minutes * 60_000 - 1;
        hall.tell_ready(0, &[]);
        hall.serve_ledger(0);
        assert_eq!(brought(&hall), ["8"], "after {refusals}");
        hall.millis += 1;
        hall.apply(0, Event::Tick);
        hall.serve_ledger(0);
        assert_eq!(brought(&hall), ["8", "7"], "after {refusals}");
    }
    // refused in what is the future by our clock: before it was set back
    let hall = waiting(vec![retrieval(1, IntentState::Refused, 9_000_000)]);
    assert_eq!(brought(&hall), ["7", "8"]);
}

#[test]
fn a_wrong_piece_stays_in_sight_while_the_disk_is_full() {
    let mut hall = Hall::new(1);
    hall.at_work(0);
    hall.scan(0, "4001");
    hall.settle(0);
    assert_eq!(Disk::taken(&hall.disk.floor), 1);
    let said = hall.session(0).answer.clone();
    hall.tell_ready(0, &["8"]);
    hall.settle_so(0, How::Badly);
    assert_eq!((hall.session(0).answer.clone(), hall.disk.in_stock("7")), (said, STOCK));
}
