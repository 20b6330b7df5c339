//! The power goes at every place a command comes by: a process that runs the worker dies there and another goes on.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use traydeck::bus::channel::ScreenSide;
use traydeck::bus::command::{Command, Submission};
use traydeck::bus::event::Notice;
use traydeck::domain::ids::{OrderReference, SlotId, TrayId};
use traydeck::domain::intent::{Action, Intent, IntentId, IntentState, Settlement};
use traydeck::domain::prepared::sku::create_sku;
use traydeck::domain::sku::SkuFields;
use traydeck::simulator::Urls;
use traydeck::util::crash_point;
use uuid::Uuid;

use crate::support::{self, Rig, block_on, in_lanes, intent, is_ready, release};

/// Set for the process that is to die: robot manager, storage system, control, ledger, command and which kind.
const CHILD: &str = "TRAYDECK_TEST_KILLED";

/// What the process is told to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Retrieve,
    Release,
    Call,
}

const KINDS: [Kind; 3] = [Kind::Retrieve, Kind::Release, Kind::Call];

/// A state in which the process is killed from outside, and which fault the robot manager has meanwhile.
const STATES: [(IntentState, &str); 6] = [
    (IntentState::Queued, ""),
    (IntentState::Sent, ""),
    // the release is taken off before it is carried out, or was carried out and nobody heard
    (IntentState::Sent, "robot-manager:latency=700"),
    (IntentState::Sent, "robot-manager:slow-body=1"),
    (IntentState::Unknown, "robot-manager:lost-reply"),
    (IntentState::Accepted, ""),
];

impl Kind {
    fn action(self) -> Action {
        match self {
            Self::Retrieve => Action::RetrieveTray {
                tray: TrayId::new("8"),
                reference: OrderReference::new("TD-2"),
                tags: vec!["station".to_owned()],
                station: "PS-1".to_owned(),
                slot: SlotId::new("1"),
            },
            Self::Release => release("7", "TD-1"),
            Self::Call => {
                let name = Some("Of the test".to_owned());
                let with = SkuFields { name, ..SkuFields::default() };
                Action::Call(Box::new(create_sku(&"TEST-1".into(), &with)))
            }
        }
    }

    /// How often the far side carried it out; the retrieval that brought tray 7 there does not count.
    fn carried_out(self, rig: &Rig) -> u64 {
        match self {
            Self::Retrieve => rig.carried_out("POST /retrieve_tray") - 1,
            Self::Release => rig.carried_out("PATCH /release_tray"),
            Self::Call => rig.sim.control.calls("noyes", "POST /api/v2/sku"),
        }
    }
}

/// The process that is to die; in an ordinary run there is nothing to do.
#[test]
fn the_process() {
    let Ok(told) = std::env::var(CHILD) else { return };
    let told: Vec<&str> = told.split('|').collect();
    let [robot_manager, noyes, control, ledger, id, kind] = told.as_slice() else {
        panic!("{told:?}")
    };
    let urls = Urls {
        robot_manager: (*robot_manager).to_owned(),
        noyes: (*noyes).to_owned(),
        control: (*control).to_owned(),
    };
    let wakes = Arc::new(AtomicU64::new(0));
    let (screen, _worker) = support::start_worker(&urls, Path::new(ledger), &wakes, None);
    let id = IntentId(Uuid::parse_str(id).unwrap());
    let kind = KINDS.into_iter().find(|of| format!("{of:?}") == *kind).unwrap();
    block_on(submit_and_tell(screen, id, kind));
}

async fn submit_and_tell(mut screen: ScreenSide, id: IntentId, kind: Kind) {
    loop {
        let ready = is_ready(&screen.snapshots.borrow_and_update(), "7");
        if ready {
            break;
        }
        screen.snapshots.changed().await.unwrap();
    }
    println!("\nREADY");
    let mut go = String::new();
    std::io::stdin().read_line(&mut go).unwrap();
    let (by, place) = ("P".to_owned(), "PS-1".to_owned());
    let submission = Submission { id, action: kind.action(), by, place };
    screen.commands.send(Command::Submit(submission)).await.unwrap();
    while let Some(notice) = screen.notices.recv().await {
        match notice {
            Notice::Intent { id: of, state } if of == id => println!("\nSTATE {}", state.code()),
            other => println!("\n{other:?}"),
        }
    }
}

fn start_process(rig: &Rig, id: IntentId, kind: Kind, dies_at: &str) -> Child {
    let urls = &rig.sim.urls;
    let ledger = rig.folder.join("ledger.sqlite");
    let told = [&urls.robot_manager, &urls.noyes, &urls.control].map(String::as_str).join("|");
    Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "faults::killed::the_process", "--nocapture"])
        .env(CHILD, format!("{told}|{}|{}|{kind:?}", ledger.display(), id.0))
        .env(crash_point::VARIABLE, dies_at)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Starts the process and lets it go; gives what it says from then on.
fn let_go(child: &mut Child, before: impl FnOnce()) -> Box<dyn Iterator<Item = String>> {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let ready = lines.find(|line| line == "READY");
    assert!(ready.is_some(), "the process ended before it was ready");
    before();
    child.stdin.take().unwrap().write_all(b"go\n").unwrap();
    Box::new(lines)
}

/// The command ends as the site has it: done once, or surely not done and offered again.
async fn settles(rig: &mut Rig, id: IntentId, kind: Kind, what: &str) {
    let settled = |found: &Intent| {
        found.is_over()
            || found.may_send_again().is_ok()
            || (kind == Kind::Retrieve && found.state == IntentState::Accepted)
            || (kind == Kind::Retrieve && found.empty_read_backs() > 0)
    };
    let s = rig
        .until(&format!("{what}: settled"), |s| intent(s, id).is_some_and(|found| settled(&found)))
        .await;
    let found = intent(&s, id).unwrap();
    let done = kind.carried_out(rig);
    assert!(done <= 1, "{what}: carried out {done} times");
    match found.state {
        IntentState::Unknown if found.may_send_again().is_ok() => {
            assert_eq!(done, 0, "{what}: offered again although it was done");
            rig.send(Command::SendAgain { intent: id, by: "S".to_owned() }).await;
        }
        // nothing tells "not asked for" from "not there yet": a person looks
        IntentState::Unknown if done == 0 => {
            let settlement = Settlement::DidNotHappen;
            let (reason, by) = ("Looked on the spot".to_owned(), "S".to_owned());
            rig.send(Command::Settle { intent: id, settlement, reason, by }).await;
            rig.until_state(id, &[IntentState::Abandoned]).await;
            return;
        }
        _ => {}
    }
    if kind == Kind::Retrieve {
        rig.sim.control.step(240.0);
    }
    rig.until_state(id, &[IntentState::Confirmed]).await;
    assert_eq!(kind.carried_out(rig), 1, "{what}");
}

async fn ready_rig() -> (Rig, IntentId) {
    let mut rig = Rig::start("killed");
    rig.bring("7", "TD-1").await;
    rig.end_worker();
    (rig, IntentId(Uuid::now_v7()))
}

async fn dies_at(point: &str, kind: Kind) {
    let what = format!("{kind:?} dies at {point}");
    let (mut rig, id) = ready_rig().await;
    let mut child = start_process(&rig, id, kind, point);
    let said: Vec<String> = let_go(&mut child, || {})
        .inspect(|line| {
            // it needs the tray to arrive to come by the later places; once the list shows it, it is not
            // read back any more
            let arrives = !point.starts_with("read-back");
            if kind == Kind::Retrieve && line == "STATE accepted" && arrives {
                rig.sim.control.step(240.0);
            }
        })
        .collect();
    assert!(!child.wait().unwrap().success(), "{what}: it did not die; {said:?}");
    let was_on_disk = !matches!(point, "insert" | "insert-in");
    rig.restart();
    if !was_on_disk {
        let s = rig.until("the ledger", |s| s.ledger.get().is_some()).await;
        assert!(intent(&s, id).is_none(), "{what}: never said to be queued, and there");
        assert!(!said.iter().any(|line| line.starts_with("STATE")), "{what}: {said:?}");
        assert_eq!(kind.carried_out(&rig), 0, "{what}");
        return;
    }
    settles(&mut rig, id, kind, &what).await;
}

/// It dies while it takes over what another dead one held; a third one goes on.
async fn dies_while_it_takes_over(point: &str, kind: Kind) {
    let what = format!("{kind:?} taken over dies at {point}");
    let (mut rig, id) = ready_rig().await;
    let mut first = start_process(&rig, id, kind, "advanced-sent");
    let_go(&mut first, || {}).for_each(drop);
    assert!(!first.wait().unwrap().success(), "{what}");
    let mut second = start_process(&rig, id, kind, point);
    assert!(!second.wait().unwrap().success(), "{what}: it did not die");
    rig.restart();
    settles(&mut rig, id, kind, &what).await;
}

async fn killed_in(state: IntentState, fault: &str) {
    let what = format!("{state:?} {fault}");
    let (mut rig, id) = ready_rig().await;
    let mut child = start_process(&rig, id, Kind::Release, "");
    let mut lines = let_go(&mut child, || {
        if !fault.is_empty() {
            rig.sim.control.set_faults(&[fault]).unwrap();
        }
    });
    let wanted = format!("STATE {}", state.code());
    let said = lines.find(|line| *line == wanted || line.contains("NotQueued"));
    assert_eq!(said, Some(wanted), "what the process said");
    child.kill().unwrap();
    child.wait().unwrap();
    rig.sim.control.set_faults(&[]).unwrap();
    rig.restart();
    settles(&mut rig, id, Kind::Release, &what).await;
}

#[test]
fn a_release_that_is_cut_off_anywhere_happens_once() {
    in_lanes(&STATES, |(state, fault)| block_on(killed_in(*state, fault)));
}

#[test]
fn a_command_that_dies_at_any_place_is_neither_lost_nor_done_twice() {
    let cases: Vec<(&str, Kind)> =
        crash_point::POINTS.into_iter().flat_map(|point| KINDS.map(|kind| (point, kind))).collect();
    in_lanes(&cases, |(point, kind)| {
        block_on(async {
            if point.starts_with("claim") {
                dies_while_it_takes_over(point, *kind).await;
            } else {
                dies_at(point, *kind).await;
            }
        });
    });
}
