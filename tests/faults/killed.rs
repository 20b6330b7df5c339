//! The power goes while a release is under way: a process that runs the worker is killed at each state.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use traydeck::bus::channel::ScreenSide;
use traydeck::bus::command::{Command, Submission};
use traydeck::bus::event::Notice;
use traydeck::domain::intent::{IntentId, IntentState};
use traydeck::simulator::Urls;
use uuid::Uuid;

use crate::support::{self, Rig, block_on, intent, is_ready, release};

/// Set for the process that is to be killed: robot manager, storage system, control and ledger.
const CHILD: &str = "TRAYDECK_TEST_KILLED";

/// When the process is killed, and which fault the robot manager has meanwhile.
const POINTS: [(IntentState, &str); 6] = [
    (IntentState::Queued, ""),
    (IntentState::Sent, ""),
    // the release is taken off before it is carried out, or was carried out and nobody heard
    (IntentState::Sent, "robot-manager:latency=700"),
    (IntentState::Sent, "robot-manager:slow-body=1"),
    (IntentState::Unknown, "robot-manager:lost-reply"),
    (IntentState::Accepted, ""),
];

/// The process that is to be killed; in an ordinary run there is nothing to do.
#[test]
fn the_process() {
    let Ok(told) = std::env::var(CHILD) else { return };
    let told: Vec<&str> = told.split('|').collect();
    let [robot_manager, noyes, control, ledger, id] = told.as_slice() else { panic!("{told:?}") };
    let urls = Urls {
        robot_manager: (*robot_manager).to_owned(),
        noyes: (*noyes).to_owned(),
        control: (*control).to_owned(),
    };
    let wakes = Arc::new(AtomicU64::new(0));
    let (screen, _worker) = support::start_worker(&urls, Path::new(ledger), &wakes, None);
    let id = IntentId(Uuid::parse_str(id).unwrap());
    block_on(submit_and_tell(screen, id));
}

async fn submit_and_tell(mut screen: ScreenSide, id: IntentId) {
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
    let submission = Submission { id, action: release("7", "TD-1"), by, place };
    screen.commands.send(Command::Submit(submission)).await.unwrap();
    while let Some(notice) = screen.notices.recv().await {
        match notice {
            Notice::Intent { id: of, state } if of == id => println!("\nSTATE {}", state.code()),
            other => println!("\n{other:?}"),
        }
    }
}

fn start_process(rig: &Rig, id: IntentId) -> Child {
    let urls = &rig.sim.urls;
    let ledger = rig.folder.join("ledger.sqlite");
    let told = [&urls.robot_manager, &urls.noyes, &urls.control].map(String::as_str).join("|");
    Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "faults::killed::the_process", "--nocapture"])
        .env(CHILD, format!("{told}|{}|{}", ledger.display(), id.0))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn a_release_that_is_cut_off_anywhere_happens_once() {
    for (state, fault) in POINTS {
        block_on(async {
            let mut rig = Rig::start("killed");
            rig.bring("7", "TD-1").await;
            rig.end_worker();
            let id = IntentId(Uuid::now_v7());
            let mut child = start_process(&rig, id);
            let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
            let mut wait_for = |wanted: &str| {
                let mut told = lines.by_ref().map(Result::unwrap);
                let said = told.find(|line| line == wanted || line.contains("NotQueued"));
                assert_eq!(said.as_deref(), Some(wanted), "what the process said");
            };
            wait_for("READY");
            if !fault.is_empty() {
                rig.sim.control.set_faults(&[fault]).unwrap();
            }
            use std::io::Write;
            child.stdin.take().unwrap().write_all(b"go\n").unwrap();
            wait_for(&format!("STATE {}", state.code()));
            child.kill().unwrap();
            child.wait().unwrap();
            rig.sim.control.set_faults(&[]).unwrap();
            rig.restart();
            let what = format!("{state:?} {fault}: confirmed, or proved not to have happened");
            let s = rig
                .until(&what, |s| {
                    intent(s, id).is_some_and(|found| {
                        found.state == IntentState::Confirmed || found.may_send_again().is_ok()
                    })
                })
                .await;
            if intent(&s, id).unwrap().state != IntentState::Confirmed {
                assert_eq!(rig.carried_out("PATCH /release_tray"), 0, "{state:?} {fault}");
                rig.send(Command::SendAgain { intent: id, by: "S".to_owned() }).await;
            }
            rig.until_state(id, &[IntentState::Confirmed]).await;
            assert_eq!(rig.carried_out("PATCH /release_tray"), 1, "{state:?} {fault}");
        });
    }
}
