//! A picker at a balcony of the storage: the job that waits says what to take, its last piece triggers it.

use jiff::Timestamp;
use traydeck::bus::command::{Command, Watch};
use traydeck::bus::floor::{FloorAsk, FloorCommand};
use traydeck::bus::snapshot::Snapshot;
use traydeck::domain::floor::{Answer, Session};
use traydeck::domain::job::Job;
use traydeck::domain::pick::Workplace;
use traydeck::simulator::{Options, Simulator};
use uuid::Uuid;

use crate::support::{Rig, block_on};

fn place() -> Workplace {
    Workplace::Balcony("1".into())
}

fn session(snapshot: &Snapshot) -> Option<&Session> {
    snapshot.floor.get()?.floor.session(&place())
}

/// The job with an SKU that waits there.
fn job(snapshot: &Snapshot) -> Option<&Job> {
    snapshot.balcony_jobs.get()?.jobs.iter().find(|job| job.sku.is_some())
}

async fn floor(rig: &Rig, ask: FloorAsk) {
    let by = "Divya".to_owned();
    let fresh = Uuid::now_v7();
    let command = FloorCommand { place: place(), ask, at: Timestamp::now(), fresh, by };
    rig.send(Command::Floor(command)).await;
}

async fn scan(rig: &Rig, text: &str) {
    let readings = vec![text.to_owned()];
    floor(rig, FloorAsk::Scan { text: text.to_owned(), readings }).await;
}

async fn until_answer(rig: &mut Rig, wanted: impl Fn(&Answer) -> bool) -> Snapshot {
    let said = |s: &Snapshot| session(s).and_then(|one| one.answer.as_ref()).is_some_and(&wanted);
    rig.until("the answer", said).await
}

#[test]
fn each_piece_is_a_scan_the_last_one_triggers_the_job_and_the_next_waits_its_turn() {
    block_on(async {
        let options = Options { staged: true, orders_per_hour: 0.0, ..Options::small_stepped() };
        let mut rig = Rig::on("balcony", Simulator::start(options).unwrap());
        let watch = Watch { workplace: Some(place()), polls_per_second: 10, ..Watch::default() };
        rig.send(Command::Watch(watch)).await;
        rig.until("the floor", |s| s.floor.get().is_some_and(|view| !view.me.is_nil())).await;
        let waits = rig.until("a job with an SKU", |s| job(s).is_some()).await;
        let (id, sku) = job(&waits).map(|job| (job.id.clone(), job.sku.clone().unwrap())).unwrap();
        let trigger = format!("POST /api/v2/trigger/{id}");
        let first = job(&waits).unwrap();
        assert_eq!((first.quantity.map(i64::abs), first.box_id.is_some()), (Some(2), true));
        floor(&rig, FloorAsk::Open).await;
        scan(&rig, "TD:NEXT").await;
        scan(&rig, sku.as_str()).await;
        until_answer(&mut rig, |said| *said == Answer::Counted { taken: 1, quantity: 2 }).await;
        assert_eq!(rig.sim.control.calls("noyes", &trigger), 0, "one piece is not the job");
        scan(&rig, sku.as_str()).await;
        until_answer(&mut rig, |said| matches!(said, Answer::LineDone { pieces: 2, .. })).await;
        let gone = |s: &Snapshot| {
            s.balcony_jobs.get().is_some_and(|told| told.jobs.iter().all(|job| job.id != id))
        };
        rig.until("the job to go on", gone).await;
        scan(&rig, sku.as_str()).await;
        until_answer(&mut rig, |said| {
            !matches!(said, Answer::LineDone { .. } | Answer::Counted { .. })
        })
        .await;
        assert_eq!(rig.sim.control.calls("noyes", &trigger), 1, "asked for once");
    });
}
