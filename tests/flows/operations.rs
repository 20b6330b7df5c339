//! The supervisor's and the admin's acts on the storage as a whole, over sockets.

use std::collections::BTreeSet;
use std::path::PathBuf;

use traydeck::bus::command::{Command, FileWish, Pixels, Watch};
use traydeck::bus::event::Notice;
use traydeck::bus::snapshot::Snapshot;
use traydeck::domain::bot::BotState;
use traydeck::domain::ids::BotId;
use traydeck::domain::intent::{Action, IntentState, StepKind};
use traydeck::domain::operation;
use traydeck::domain::prepared::sku::create_support_issue;
use traydeck::domain::prepared::work::{Wanted, create_request};
use traydeck::domain::prepared::{CarriedFile, PreparedCall, system};
use traydeck::domain::raw::RawAsk;
use traydeck::domain::storage::StorageStatus;
use traydeck::util::plain::Plain;
use uuid::Uuid;

use crate::support::{Rig, block_on};

fn watch() -> Watch {
    Watch { bots: true, storage: true, polls_per_second: 10, ..Watch::default() }
}

fn action(call: PreparedCall) -> Action {
    Action::Call(Box::new(call))
}

async fn watched(name: &str) -> Rig {
    let mut rig = Rig::start(name);
    rig.send(Command::Watch(watch())).await;
    rig.until("bots and status", |s| s.bots.get().is_some() && s.storage_status.get().is_some())
        .await;
    rig
}

fn says(snapshot: &Snapshot, status: &StorageStatus) -> bool {
    snapshot.storage_status.get() == Some(status)
}

#[test]
fn the_storage_is_paused_and_resumed_by_requests() {
    block_on(async {
        let mut rig = watched("pause").await;
        let id = rig.submit(action(create_request("td-pause", &Wanted::Pause))).await;
        rig.until_state(id, &[IntentState::Confirmed]).await;
        rig.sim.control.step(30.0);
        let s = rig.until("it stands", |s| says(s, &StorageStatus::Paused)).await;
        assert_eq!(s.storage_past.last().map(|(_, word)| word), Some(&StorageStatus::Paused));
        let id = rig.submit(action(create_request("td-resume", &Wanted::Resume))).await;
        rig.until_state(id, &[IntentState::Confirmed]).await;
        rig.sim.control.step(30.0);
        let s = rig.until("it runs", |s| says(s, &StorageStatus::Running)).await;
        assert_eq!(s.storage_past.len(), 3);
    });
}

#[test]
fn all_bots_go_to_charge() {
    block_on(async {
        let mut rig = watched("charge-all").await;
        // so low that none is full before the last has come
        assert!((1..=12).all(|bot| rig.sim.control.poke(bot, 20)));
        let id = rig.submit(action(system::charge_all_bots(true))).await;
        // no operation tells more than that it was taken
        rig.until_state(id, &[IntentState::Accepted]).await;
        // some may be full again before the last has come: each is seen at the charger once
        let mut seen = BTreeSet::new();
        for _ in 0..300 {
            rig.sim.control.step(2.0);
            let last = rig.screen.snapshots.borrow().bots.stamp.read_at;
            let s = rig.until("another reading", |s| s.bots.stamp.read_at > last).await;
            let bots = s.bots.get().map(Vec::as_slice).unwrap_or_default();
            let charging = bots.iter().filter(|bot| bot.state() == BotState::Charging);
            seen.extend(charging.map(|bot| bot.id.clone()));
            if seen.len() == 12 {
                return;
            }
        }
        panic!("only these were charged: {seen:?}");
    });
}

#[test]
fn a_named_bot_is_removed_and_no_other() {
    block_on(async {
        let mut rig = watched("remove-bot").await;
        assert_eq!(system::remove_bots(&[]), None);
        assert_eq!(system::remove_bots(&[BotId::new("*")]), None);
        let call = system::remove_bots(&[BotId::new("3")]).unwrap();
        let id = rig.submit(action(call)).await;
        let done = rig.until_state(id, &[IntentState::Confirmed, IntentState::Refused]).await;
        assert_eq!(done.state, IntentState::Confirmed, "{done:?}");
        let s = rig
            .until("the bot is no longer reported", |s| {
                let bots = s.bots.get().map(Vec::as_slice).unwrap_or_default();
                bots.iter().any(|bot| bot.id.as_str() == "3" && !bot.in_last_report)
            })
            .await;
        let there = s.bots.get().unwrap().iter().filter(|bot| bot.in_last_report).count();
        assert_eq!(there, 11);
    });
}

#[test]
fn a_restart_is_seen_through_its_states_until_it_runs_again() {
    block_on(async {
        let mut rig = watched("restart").await;
        let id = rig.submit(action(system::restart_brain(Some(60)))).await;
        let taken = rig.until_state(id, &[IntentState::Accepted]).await;
        rig.until("it goes down", |s| says(s, &StorageStatus::ShuttingDown)).await;
        rig.sim.control.step(4.5);
        rig.until("it is off", |s| says(s, &StorageStatus::Off)).await;
        rig.sim.control.step(3.5);
        rig.until("it comes up", |s| says(s, &StorageStatus::StartingUp)).await;
        rig.sim.control.step(16.0);
        let s = rig.until("it runs", |s| says(s, &StorageStatus::Running)).await;
        let heard: Vec<&StorageStatus> = s
            .storage_past
            .iter()
            .filter(|(at, _)| *at >= taken.asked_at)
            .map(|(_, word)| word)
            .collect();
        assert_eq!(
            heard,
            [
                &StorageStatus::ShuttingDown,
                &StorageStatus::Off,
                &StorageStatus::StartingUp,
                &StorageStatus::Running,
            ]
        );
    });
}

#[test]
fn a_report_tells_where_its_archive_is() {
    block_on(async {
        let mut rig = watched("report").await;
        let id = rig.submit(action(system::support_report())).await;
        let done = rig.until_state(id, &[IntentState::Accepted]).await;
        let answer = done.steps.iter().find_map(|step| match &step.kind {
            StepKind::Accepted { answer } => Some(answer.clone()),
            _ => None,
        });
        let told = Plain::parse(&answer.unwrap()).unwrap();
        for field in ["tar_filename", "report_path"] {
            assert!(told.field(field).and_then(Plain::as_text).is_some(), "{field}");
        }
    });
}

#[test]
fn a_support_issue_arrives_with_its_files_and_a_picture_made_here() {
    block_on(async {
        let mut rig = watched("issue").await;
        let picture = Uuid::now_v7();
        let pixels = Pixels { width: 2, height: 2, bytes: vec![255; 16].into() };
        rig.send(Command::MakePicture {
            id: picture,
            part: "files".to_owned(),
            file_name: "window.png".to_owned(),
            pixels,
        })
        .await;
        let made = rig.notice(|n| matches!(n, Notice::FileRead { id, .. } if *id == picture)).await;
        let Notice::FileRead { result: Ok(png), .. } = made else { panic!("{made:?}") };
        assert!(png.bytes.starts_with(b"\x89PNG"));
        let text = CarriedFile {
            part: "files".to_owned(),
            file_name: "diagnostics.txt".to_owned(),
            bytes: b"== Log ==".as_slice().into(),
        };
        let payload = Plain::map([("description", "Bot 17 stands".into())]);
        let id = rig.submit(action(create_support_issue(&payload, vec![text, png]))).await;
        rig.until_state(id, &[IntentState::Accepted]).await;
        let issues = rig.sim.control.issues();
        let [issue] = issues.as_slice() else { panic!("{issues:?}") };
        assert_eq!(issue["payload"]["description"], "Bot 17 stands");
        let names: Vec<&str> = issue["files"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|file| file["name"].as_str())
            .collect();
        assert_eq!(names, ["diagnostics.txt", "window.png"]);
    });
}

#[test]
fn a_read_composed_by_hand_is_answered_and_a_write_is_not_sent_that_way() {
    block_on(async {
        let mut rig = watched("raw").await;
        let ask = |id, name: &str, params: &[(&str, &str)]| RawAsk {
            id,
            operation: operation::by_id(name).unwrap(),
            params: params.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect(),
            body: None,
        };
        let id = Uuid::now_v7();
        rig.send(Command::Ask(ask(id, "noyes.list-inventory", &[("size", "1")]))).await;
        let notice = rig.notice(|n| matches!(n, Notice::Answered { id: of, .. } if *of == id));
        let Notice::Answered { result: Ok(answer), .. } = notice.await else { panic!("no answer") };
        assert_eq!((answer.status, answer.content_type.as_str()), (200, "application/json"));
        let body = Plain::parse(&answer.body).unwrap();
        assert_eq!(body.field("items").and_then(Plain::as_list).map(<[Plain]>::len), Some(1));
        let id = Uuid::now_v7();
        rig.send(Command::Ask(ask(id, "noyes.restart-brain-service", &[]))).await;
        let notice = rig.notice(|n| matches!(n, Notice::Answered { id: of, .. } if *of == id));
        assert!(matches!(notice.await, Notice::Answered { result: Err(_), .. }));
        assert_eq!(rig.sim.control.calls("noyes", "POST /api/v2/restart_brain"), 0);
    });
}

#[test]
fn a_file_named_by_a_person_is_read_within_its_bound() {
    block_on(async {
        let mut rig = Rig::start("file");
        let path: PathBuf = rig.folder.join("note.txt");
        std::fs::write(&path, b"hello").unwrap();
        for (at_most, well) in [(5, true), (4, false)] {
            let id = Uuid::now_v7();
            let wish = FileWish { id, part: "files".to_owned(), path: path.clone(), at_most };
            rig.send(Command::ReadFile(wish)).await;
            let notice = rig.notice(|n| matches!(n, Notice::FileRead { id: of, .. } if *of == id));
            let Notice::FileRead { result, .. } = notice.await else { panic!("not read") };
            assert_eq!(result.is_ok(), well, "{result:?}");
        }
    });
}
