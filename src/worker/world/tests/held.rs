//! Commands that must not leave, or not yet: held by the limiter, old, at the end of the program.

use jiff::SignedDuration;
use uuid::Uuid;

use super::rig::{Rig, reading, release, trouble};
use crate::bus::command::{Command, Watch};
use crate::bus::event::Notice;
use crate::domain::attention::{Attention, Need};
use crate::domain::ids::{OrderReference, SlotId, TrayId};
use crate::domain::intent::{Action, Intent, IntentId, IntentState, Settlement, StepKind};
use crate::domain::lease::{Held, Looked};
use crate::domain::station::Station;
use crate::domain::system::System;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::worker::event::{Answer, Ask, Event, Write, WriteError};

fn id(number: u128) -> IntentId {
    IntentId(Uuid::from_u128(number))
}

/// A rig with a release that is queued on disk and whose step to sent is being written.
fn about_to_send() -> Rig {
    let mut rig = Rig::new();
    rig.pass(0);
    rig.submit(1, release(1));
    rig.serve_disk();
    assert_eq!(rig.state(1), Some(IntentState::Queued));
    assert_eq!(rig.writes.len(), 1);
    rig
}

fn end(rig: &mut Rig) {
    let effects = rig.world.end(rig.now);
    rig.take(effects);
    for _ in 0..9 {
        rig.serve_disk();
    }
}

#[test]
fn a_429_between_write_and_send_takes_the_command_back_to_the_queue() {
    let mut rig = about_to_send();
    let wait = std::time::Duration::from_secs(90);
    let cause = Cause::TooManyCalls(Some(wait));
    let trouble = Trouble { status: Some(429), ..Trouble::new(ErrorClass::Transient, cause, "") };
    rig.apply(Event::Answered {
        ask: Ask::Stations,
        asked_at: rig.now,
        answer: Answer::Failed(trouble),
    });
    for _ in 0..9 {
        rig.serve_disk();
    }
    assert_eq!(rig.take_send(), None);
    assert_eq!(rig.state(1), Some(IntentState::Queued));
    assert_eq!(rig.disk.rows[&id(1)].state, IntentState::Queued);
    for _ in 0..80 {
        rig.pass(1000);
        assert_eq!(rig.take_send(), None);
        assert_eq!(rig.state(1), Some(IntentState::Queued), "neither lost nor unknown");
    }
    // given up while it was held: never sent
    rig.apply(Event::Command(Command::Settle {
        intent: id(1),
        settlement: Settlement::DidNotHappen,
        reason: "Looked on the spot".to_owned(),
        by: "S".to_owned(),
    }));
    for _ in 0..60 {
        rig.pass(1000);
    }
    assert_eq!(rig.state(1), Some(IntentState::Abandoned));
    assert_eq!(rig.take_send(), None);
}

#[test]
fn a_command_held_by_a_429_is_sent_once_when_it_is_over() {
    let mut rig = about_to_send();
    rig.world
        .links
        .get_mut(&System::RobotManager)
        .unwrap()
        .limiter
        .too_many(Some(SignedDuration::from_secs(90)), rig.now);
    for _ in 0..120 {
        rig.pass(1000);
    }
    let sends = rig.asks.iter().filter(|(ask, _)| matches!(ask, Ask::Send { .. })).count();
    assert_eq!(sends, 1);
}

#[test]
fn a_clock_that_jumps_ahead_loses_no_answer_that_is_under_way() {
    for jump in [181_000, 3_600_000, 86_400_000] {
        let (mut rig, place) = Rig::with_a_release_sent();
        rig.now += SignedDuration::from_millis(jump);
        rig.apply(Event::Tick);
        rig.pass(1_000);
        assert_eq!(rig.state(1), Some(IntentState::Sent), "after a jump of {jump} ms");
        rig.serve(place, 0);
        assert_eq!(rig.state(1), Some(IntentState::Accepted));
        // what is truly waited counts, before and after a jump
        let (mut rig, _) = Rig::with_a_release_sent();
        for second in 0..200 {
            rig.now += SignedDuration::from_millis(if second == 90 { jump } else { 1_000 });
            rig.apply(Event::Tick);
            if second < 175 {
                assert_eq!(rig.state(1), Some(IntentState::Sent), "{second}");
            }
        }
        assert_eq!(rig.state(1), Some(IntentState::Unknown));
    }
}

/// Nobody heard whether the insert of this command was carried out.
fn in_doubt() -> (Rig, Intent) {
    let mut rig = Rig::new();
    rig.pass(0);
    rig.submit(1, release(1));
    let Some(Write::Insert(intent)) = rig.writes.pop() else { panic!("no insert") };
    let result = Err(WriteError::Unknown("torn off".to_owned()));
    rig.apply(Event::Written { result, took: SignedDuration::ZERO });
    assert!(matches!(rig.notices.as_slice(), [.., Notice::InDoubt { id: of, .. }] if *of == id(1)));
    // who asks for the same meanwhile is told that it is under way
    rig.submit(2, release(1));
    let again = Notice::NotQueued { id: id(2), reason: "not-queued-already-asked".to_owned() };
    assert_eq!(rig.notices.last(), Some(&again));
    rig.notices.clear();
    rig.pass(1_100);
    assert_eq!(rig.looked_for, [id(1)]);
    (rig, intent)
}

/// A step to "sent" of which nobody heard whether it was carried out.
fn sent_in_doubt(lands: bool) -> Rig {
    let mut rig = Rig::new();
    rig.pass(0);
    rig.submit(1, release(1));
    rig.serve_disk();
    let write = rig.writes.pop().expect("the step to sent");
    assert!(matches!(write, Write::Advance { state: IntentState::Sent, .. }));
    if lands {
        rig.disk.write(write).unwrap();
    }
    let result = Err(WriteError::Unknown("torn off".to_owned()));
    rig.apply(Event::Written { result, took: SignedDuration::ZERO });
    assert_eq!(rig.take_send(), None, "nothing leaves before it is known");
    rig
}

#[test]
fn a_send_of_which_nobody_knows_is_written_once_more_and_leaves_once() {
    for lands in [true, false] {
        let mut rig = sent_in_doubt(lands);
        for _ in 0..4 {
            rig.pass(1_000);
        }
        let sends = rig.asks.iter().filter(|(ask, _)| matches!(ask, Ask::Send { .. })).count();
        assert_eq!((sends, rig.state(1)), (1, Some(IntentState::Sent)));
        let kinds = rig.disk.rows[&id(1)].steps.iter().map(|step| step.kind.clone());
        assert_eq!(kinds.collect::<Vec<_>>(), [StepKind::Queued, StepKind::Sent]);
    }
}

#[test]
fn a_send_that_is_known_late_goes_back_to_the_queue_first() {
    let mut rig = sent_in_doubt(true);
    rig.disk.broken = true;
    rig.pass(60_000);
    rig.disk.broken = false;
    for _ in 0..8 {
        rig.pass(2_000);
    }
    let kinds = rig.disk.rows[&id(1)].steps.iter().map(|step| step.kind.clone());
    let kinds: Vec<_> = kinds.take(4).collect();
    assert_eq!(kinds, [StepKind::Queued, StepKind::Sent, StepKind::Queued, StepKind::Sent]);
    let sends = rig.asks.iter().filter(|(ask, _)| matches!(ask, Ask::Send { .. })).count();
    assert_eq!(sends, 1);
}

#[test]
fn a_command_of_which_nobody_knows_is_looked_for_and_goes_on_where_it_is_found() {
    let (mut rig, intent) = in_doubt();
    rig.disk.rows.insert(intent.id, intent.clone());
    let held = Held { intent, epoch: 1, elsewhere: None };
    let looked = Looked { found: vec![held], ..Looked::default() };
    rig.apply(Event::StoreLooked(Ok(looked.clone())));
    rig.apply(Event::StoreLooked(Ok(looked)));
    let queued = Notice::Intent { id: id(1), state: IntentState::Queued };
    assert_eq!(rig.notices.iter().filter(|notice| **notice == queued).count(), 1);
    for _ in 0..4 {
        rig.pass(1_000);
    }
    assert!(rig.take_send().is_some());
    assert!(!rig.notices.iter().any(|notice| matches!(notice, Notice::NotQueued { .. })));
}

#[test]
fn a_command_of_which_nobody_knows_is_told_as_no_when_it_is_surely_not_there() {
    let (mut rig, intent) = in_doubt();
    assert_eq!(rig.world.came_to_nothing(intent.id.0), None, "nobody knows that yet");
    let looked = Looked { absent: vec![intent.id], ..Looked::default() };
    rig.apply(Event::StoreLooked(Ok(looked)));
    let no = Notice::NotQueued { id: id(1), reason: "not-queued-looked-for".to_owned() };
    assert!(rig.notices.contains(&no), "{:?}", rig.notices);
    assert_eq!(rig.world.came_to_nothing(id(1).0), Some("not-queued-trigger-lost"));
    rig.pass(2_000);
    rig.submit(3, release(1));
    rig.serve_disk();
    assert_eq!(rig.state(3), Some(IntentState::Queued), "it may be asked for anew");
}

#[test]
fn a_command_of_which_nobody_knew_and_that_another_program_took_over_is_its_own() {
    let (mut rig, intent) = in_doubt();
    let elsewhere = Some("PC-2".to_owned());
    let held = Held { intent: Intent { state: IntentState::Sent, ..intent }, epoch: 2, elsewhere };
    rig.apply(Event::StoreLooked(Ok(Looked { found: vec![held], ..Looked::default() })));
    for _ in 0..4 {
        rig.pass(1_000);
        assert_eq!(rig.take_send(), None);
    }
    assert_eq!((rig.state(1), rig.looked_for.len()), (Some(IntentState::Sent), 0));
}

#[test]
fn at_the_end_nothing_more_is_written_down_as_sent() {
    let mut rig = Rig::new();
    rig.pass(0);
    rig.submit(1, release(1));
    rig.submit(2, release(2));
    for _ in 0..9 {
        rig.serve_disk();
    }
    assert_eq!(rig.state(2), Some(IntentState::Queued), "one at a time per station");
    end(&mut rig);
    let place = rig.take_send().unwrap();
    rig.serve(place, 0);
    for _ in 0..9 {
        rig.serve_disk();
    }
    assert_eq!(rig.disk.rows[&id(1)].state, IntentState::Accepted);
    assert_eq!(rig.disk.rows[&id(2)].state, IntentState::Queued);
}

#[test]
fn a_step_to_sent_that_reaches_the_disk_at_the_end_is_taken_back() {
    let mut rig = about_to_send();
    end(&mut rig);
    assert_eq!(rig.take_send(), None);
    assert_eq!(rig.disk.rows[&id(1)].state, IntentState::Queued);
}

#[test]
fn a_confirmed_release_is_not_asked_again_until_a_newer_list() {
    let mut rig = about_to_send();
    rig.serve_disk();
    let place = rig.take_send().unwrap();
    rig.serve(place, 0);
    let asked_before = rig.now;
    rig.now += SignedDuration::from_millis(500);
    rig.apply(Event::Tick);
    let place = rig.take_read_back().unwrap();
    rig.serve(place, 1);
    assert_eq!(rig.state(1), Some(IntentState::Confirmed));
    let list = |asked_at| Event::Answered {
        ask: Ask::ReadyTrays,
        asked_at,
        answer: Answer::ReadyTrays(reading(vec![super::rig::ready(1)])),
    };
    rig.apply(list(asked_before));
    rig.submit(2, release(1));
    assert!(rig.notices.iter().any(|notice| matches!(notice,
        Notice::NotQueued { id: of, reason } if *of == id(2) && reason == "not-queued-already-asked")));
    rig.now += SignedDuration::from_millis(10);
    rig.apply(list(rig.now));
    rig.submit(3, release(1));
    for _ in 0..9 {
        rig.serve_disk();
    }
    assert!(rig.state(3).is_some(), "still there in a newer list");
}

#[test]
fn a_read_back_that_failed_has_seen_nothing() {
    let mut rig = Rig::new();
    rig.pass(0);
    rig.submit(1, release(1));
    rig.submit(2, release(2));
    for _ in 0..4 {
        rig.serve_disk();
    }
    rig.restart();
    for _ in 0..9 {
        rig.serve_disk();
    }
    let place = rig.take_read_back().unwrap();
    let (ask, asked_at) = rig.asks.remove(place);
    let answer = Answer::Failed(trouble(ErrorClass::Fatal));
    rig.apply(Event::Answered { ask, asked_at, answer });
    for _ in 0..9 {
        rig.serve_disk();
    }
    assert_eq!(rig.take_send(), None);
}

#[test]
fn a_command_found_after_long_is_not_sent() {
    let mut rig = about_to_send();
    rig.writes.clear();
    rig.now += SignedDuration::from_mins(11);
    rig.restart();
    for _ in 0..9 {
        rig.serve_disk();
    }
    assert_eq!(rig.disk.rows[&id(1)].state, IntentState::Abandoned);
    assert_eq!(rig.disk.rows[&id(1)].steps.last().unwrap().kind, StepKind::TooOld);
    assert_eq!(rig.take_send(), None);
}

#[test]
fn a_command_that_could_not_leave_for_long_is_not_sent_any_more() {
    let mut rig = about_to_send();
    for _ in 0..4 {
        rig.serve_disk();
        if let Some(place) = rig.take_send() {
            let (ask, asked_at) = rig.asks.remove(place);
            let answer = Answer::Failed(trouble(ErrorClass::Transient));
            rig.apply(Event::Answered { ask, asked_at, answer });
        }
    }
    assert_eq!(rig.state(1), Some(IntentState::Queued));
    rig.now += SignedDuration::from_mins(11);
    rig.apply(Event::Tick);
    for _ in 0..9 {
        rig.serve_disk();
    }
    assert_eq!(rig.disk.rows[&id(1)].state, IntentState::Abandoned);
    assert_eq!(rig.disk.rows[&id(1)].steps.last().unwrap().kind, StepKind::TooOld);
}

#[test]
fn what_cannot_be_is_said() {
    let mut rig = about_to_send();
    rig.apply(Event::Command(Command::SendAgain { intent: id(1), by: "S".to_owned() }));
    rig.apply(Event::Command(Command::ReadBack(id(1))));
    let settlement = Settlement::DidNotHappen;
    let settle =
        |reason: String| Command::Settle { intent: id(1), settlement, reason, by: "S".to_owned() };
    for reason in [String::new(), "x".repeat(201), "Nobody waits".to_owned()] {
        rig.apply(Event::Command(settle(reason)));
    }
    let reasons: Vec<_> = rig
        .notices
        .iter()
        .filter_map(|notice| match notice {
            Notice::NotDone { reason, .. } => Some(reason.as_str()),
            _ => None,
        })
        .collect();
    let wanted = [
        "not-done-not-unknown",
        "not-done-nothing-to-read-back",
        "not-done-no-reason",
        "not-done-reason-long",
        "not-done-on-its-way",
    ];
    assert_eq!(reasons, wanted);
}

/// A retrieve to the station that the ready trays of [`ready`] stand at.
fn retrieve(number: usize) -> Action {
    Action::RetrieveTray {
        tray: TrayId::new(&number.to_string()),
        reference: OrderReference::new(&format!("wait-{number}")),
        tags: Vec::new(),
        station: "PS-1".to_owned(),
        slot: SlotId::new("0-1-0-1"),
    }
}

#[test]
fn a_crowd_of_open_commands_does_not_take_the_calls_of_the_polling_and_is_one_matter() {
    let mut rig = Rig::new();
    rig.pass(10);
    let watch = Watch { ready_trays: true, polls_per_second: 10, ..Watch::default() };
    rig.apply(Event::Command(Command::Watch(watch)));
    for number in 0..100 {
        rig.submit(number, retrieve(100 + usize::try_from(number).unwrap()));
        rig.serve_disk();
        rig.serve_disk();
        rig.pass(60);
        rig.serve_disk();
        while let Some(place) = rig.take_send() {
            // carried out; of the last four the answer is lost
            rig.serve(place, if number < 96 { 0 } else { 2 });
        }
        rig.serve_disk();
    }
    let mut read_backs = 0;
    let mut longest = SignedDuration::ZERO;
    for _ in 0..1200 {
        rig.now += SignedDuration::from_millis(50);
        rig.apply(Event::Tick);
        rig.serve_disk();
        while let Some(place) = rig.take_read_back() {
            read_backs += 1;
            rig.serve(place, 1);
        }
        while let Some(place) = rig.asks.iter().position(|(ask, _)| *ask == Ask::ReadyTrays) {
            rig.serve(place, 1);
        }
        let read_at = rig.world.snapshot(rig.now).ready_trays.stamp.read_at.unwrap();
        longest = longest.max(rig.now.duration_since(read_at));
    }
    assert!(longest <= SignedDuration::from_secs(1), "the list was {longest:?} old");
    assert!((300..=660).contains(&read_backs), "{read_backs} read-backs in a minute");
    let attention = rig.world.snapshot.attention.get().unwrap();
    let unknown = |need: &&Attention| {
        matches!(need.what, Need::CommandsUnknown(_) | Need::CommandUnknown { .. })
    };
    let told: Vec<&Need> = attention.iter().filter(unknown).map(|need| &need.what).collect();
    assert_eq!(told, [&Need::CommandsUnknown(4)]);
}

#[test]
fn a_station_held_by_a_ready_tray_is_one_matter_and_not_a_pile() {
    let mut rig = Rig::new();
    rig.pass(10);
    let station = Station {
        slot: SlotId::new("0-1-0-1"),
        name: "PS-1".to_owned(),
        tags: Vec::new(),
        tray: None,
        status: None,
        comment: None,
    };
    let answer = Answer::Stations(reading(vec![station]));
    let asked_at = rig.now;
    rig.apply(Event::Answered { ask: Ask::Stations, asked_at, answer });
    for number in 20..23 {
        rig.submit(number as u128, retrieve(number));
        rig.pass(10);
    }
    let needs = |rig: &Rig| {
        let list = rig.world.snapshot(rig.now).attention.get().unwrap().clone();
        list.into_iter().map(|need| need.what).collect::<Vec<_>>()
    };
    let about_trays = |rig: &Rig| {
        let mut list = needs(rig);
        list.retain(|need| matches!(need, Need::StationHeld { .. } | Need::TrayOverdue { .. }));
        list
    };
    for _ in 0..3 {
        rig.pass(10);
    }
    assert_eq!(about_trays(&rig), []);
    // no jump of the clock: the time is waited
    for _ in 0..40 {
        rig.pass(5_000);
    }
    let told = about_trays(&rig);
    let [Need::StationHeld { station, tray, waiting, overdue }] = told.as_slice() else {
        panic!("{told:?}")
    };
    assert_eq!((station.as_str(), tray.as_str()), ("PS-1", "0"));
    // The one that was sent and never answered is a matter of its own by now.
    let is_unknown = |need: &Need| matches!(need, Need::CommandUnknown { .. });
    assert_eq!(needs(&rig).iter().filter(|need| is_unknown(need)).count(), 1);
    assert_eq!((*waiting, *overdue), (2, 2));
}
