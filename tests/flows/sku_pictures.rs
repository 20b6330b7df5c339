//! Pictures from the console's bench: a folder is checked, sent, and put back, over real sockets.

use std::fs;
use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use reqwest::multipart::{Form, Part};
use traydeck::bus::command::Command;
use traydeck::bus::pictures::{BenchStage, BenchTrouble, PictureCommand};
use traydeck::bus::snapshot::Snapshot;
use traydeck::domain::picture::{BatchId, FileState, PictureOptions, Verdict, Why};

use crate::support::{Rig, block_on};

fn png(tone: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_pixel(24, 24, Rgb([tone, 90, 30]))
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

#[test]
fn a_folder_is_checked_sent_and_put_back() {
    block_on(async {
        let mut rig = Rig::start("bench");
        let folder = rig.folder.join("pictures");
        fs::create_dir_all(&folder).unwrap();
        for number in 1..=10_u8 {
            fs::write(folder.join(format!("H{number:06}.png")), png(number)).unwrap();
        }
        fs::write(folder.join("nobody.png"), png(99)).unwrap();
        let options = PictureOptions { min_side: 8, overwrite: true, ..PictureOptions::default() };
        rig.send(Command::Pictures(PictureCommand::Options(options))).await;
        let open = PictureCommand::Open { paths: vec![folder], sku: None };
        rig.send(Command::Pictures(open)).await;
        let s = rig.until("checked", |s| s.pictures.stage == BenchStage::Checked).await;
        assert_eq!(s.pictures.counts.verdict(Verdict::Matched), 10, "{:?}", s.pictures.rows);
        assert_eq!(s.pictures.counts.verdict(Verdict::UnknownSku), 1);

        rig.send(Command::Pictures(PictureCommand::Look { seq: 0 })).await;
        let s = rig.until("looked at", |s| s.pictures.preview.is_some()).await;
        let preview = s.pictures.preview.clone().unwrap();
        assert!(preview.after.is_ok() && preview.before.is_some(), "{preview:?}");

        let who = || ("Meera".to_owned(), "PS-1".to_owned());
        let (by, place) = who();
        rig.send(Command::Pictures(PictureCommand::Start { by, place })).await;
        let s = rig
            .until("sent", |s| {
                s.pictures.stage == BenchStage::Ended && !s.pictures.batches.is_empty()
            })
            .await;
        let counts = s.pictures.counts;
        assert_eq!(counts.state(FileState::Done), 10, "{:?}", s.pictures.rows);
        assert_eq!(counts.state(FileState::Skipped), 1);
        assert_eq!(counts.can_undo, 6, "three of five had a picture");
        let sent = |sku: &str| rig.sim.control.picture_of(sku).map(|(times, _)| times);
        assert!((1..=10).all(|number| sent(&format!("H{number:06}")) == Some(1)));

        // somebody else puts another picture over one of them
        assert_eq!(by_another_hand(&rig, "H000001", png(200), true).await, 200);
        let batch = s.pictures.batch.unwrap();
        rig.send(Command::Pictures(undo(batch, false))).await;
        let s = rig
            .until("put back", |s| {
                let newest = s.pictures.batches.first();
                s.pictures.stage == BenchStage::Ended
                    && newest.is_some_and(|newest| newest.undo_of == Some(batch))
            })
            .await;
        let rows = &s.pictures.rows;
        assert_eq!(s.pictures.counts.state(FileState::Done), 5, "{rows:?}");
        let left: Vec<_> = rows.iter().filter(|file| file.why == Why::Another).collect();
        assert!(matches!(left[..], [one] if one.name == "H000001"), "{left:?}");
        let twice = (1..=10).filter(|number| {
            let name = format!("H{number:06}");
            rig.sim.control.picture_of(&name).is_some_and(|(times, _)| times == 2)
        });
        // six were put back or replaced by the other hand
        assert_eq!(twice.count(), 6);
        rig.send(Command::Pictures(undo(batch, true))).await;
        let s = rig
            .until("all put back", |s| {
                s.pictures.stage == BenchStage::Ended && s.pictures.batches.len() == 3
            })
            .await;
        let rows: Vec<_> = s.pictures.rows.iter().collect();
        let [one] = rows[..] else { panic!("what is back is not sent again: {rows:?}") };
        assert_eq!((one.name.as_str(), one.state), ("H000001", FileState::Done));
        assert_eq!(rig.sim.control.picture_of("H000001").unwrap().0, 3);
    });
}

fn undo(batch: BatchId, all: bool) -> PictureCommand {
    PictureCommand::Undo { batch, all, by: "Meera".to_owned(), place: "PS-1".to_owned() }
}

/// A picture that comes from elsewhere; the status of the answer.
async fn by_another_hand(rig: &Rig, sku: &str, bytes: Vec<u8>, overwrite: bool) -> u16 {
    let url = format!("{}/api/v2/sku/image", rig.sim.urls.noyes.trim_end_matches('/'));
    let form = Form::new()
        .text("sku_id", sku.to_owned())
        .part("picture", Part::bytes(bytes).file_name("a.png"));
    let ask = reqwest::Client::new().post(url).bearer_auth("practice").multipart(form);
    let overwrite = if overwrite { "true" } else { "false" };
    ask.query(&[("overwrite_existing_image", overwrite)]).send().await.unwrap().status().as_u16()
}

/// A checked folder with a picture for each of the first SKUs.
async fn checked(name: &str, pictures: u8, overwrite: bool) -> Rig {
    let mut rig = Rig::start(name);
    let folder = rig.folder.join("pictures");
    fs::create_dir_all(&folder).unwrap();
    for number in 1..=pictures {
        fs::write(folder.join(format!("H{number:06}.png")), png(number)).unwrap();
    }
    let options = PictureOptions { min_side: 8, overwrite, ..PictureOptions::default() };
    rig.send(Command::Pictures(PictureCommand::Options(options))).await;
    let open = PictureCommand::Open { paths: vec![folder], sku: None };
    rig.send(Command::Pictures(open)).await;
    rig.until("checked", |s| s.pictures.stage == BenchStage::Checked).await;
    rig
}

async fn start(rig: &Rig) {
    let (by, place) = ("Meera".to_owned(), "PS-1".to_owned());
    rig.send(Command::Pictures(PictureCommand::Start { by, place })).await;
}

fn in_state(s: &Snapshot, state: FileState) -> usize {
    s.pictures.rows.iter().filter(|file| file.state == state).count()
}

fn is_over(s: &Snapshot) -> bool {
    s.pictures.stage == BenchStage::Ended && !s.pictures.batches.is_empty()
}

/// How often the practice site took a picture of each of the first SKUs.
fn taken(rig: &Rig, pictures: u8) -> Vec<u64> {
    let times = |number| {
        let of = rig.sim.control.picture_of(&format!("H{number:06}"));
        of.map_or(0, |(times, _)| times)
    };
    (1..=pictures).map(times).collect()
}

#[test]
fn a_log_in_that_is_refused_on_the_way_holds_the_rest_and_refuses_none() {
    block_on(async {
        let mut rig = checked("bench-log-in", 12, true).await;
        rig.sim.control.set_faults(&["noyes:latency=30"]).unwrap();
        start(&rig).await;
        rig.until("some are done", |s| in_state(s, FileState::Done) >= 2).await;
        rig.sim.control.set_faults(&["noyes:error=401"]).unwrap();
        let s = rig.until("held", is_over).await;
        assert_eq!(in_state(&s, FileState::Refused), 0, "{:?}", s.pictures.rows);
        assert_eq!(in_state(&s, FileState::Failed), 0, "{:?}", s.pictures.rows);
        let Some(BenchTrouble::System(trouble)) = &s.pictures.trouble else {
            panic!("no reason: {:?}", s.pictures.trouble)
        };
        assert!(trouble.wants_log_in(), "{trouble:?}");
        assert_eq!(s.pictures.batches[0].ended_at, None);
        rig.sim.control.set_faults(&[]).unwrap();
        let batch = s.pictures.batch.unwrap();
        rig.send(Command::Pictures(PictureCommand::Resume { batch })).await;
        rig.until("all done", |s| is_over(s) && in_state(s, FileState::Done) == 12).await;
        assert_eq!(taken(&rig, 12), [1; 12]);
    });
}

#[test]
fn a_picture_the_storage_refuses_keeps_its_words_and_the_others_go() {
    block_on(async {
        let mut rig = checked("bench-refused", 10, false).await;
        // four of ten have none; one of them gets one after it was checked
        assert_eq!(by_another_hand(&rig, "H000004", png(200), false).await, 200);
        start(&rig).await;
        let s = rig.until("over", is_over).await;
        let rows: Vec<_> = s.pictures.rows.iter().collect();
        let refused = rows.iter().filter(|file| file.state == FileState::Refused);
        let refused: Vec<_> = refused.collect();
        let [one] = refused[..] else { panic!("{rows:?}") };
        assert_eq!(one.name, "H000004.png");
        let Why::Call(trouble) = &one.why else { panic!("{one:?}") };
        assert!(trouble.vendor_text.as_deref().unwrap_or_default().contains("already"));
        assert_eq!(in_state(&s, FileState::Done), 3);
        assert!(s.pictures.batches[0].ended_at.is_some());
    });
}

#[test]
fn a_batch_is_paused_goes_on_is_stopped_and_resumed_and_each_arrives_once() {
    block_on(async {
        let mut rig = checked("bench-pause", 30, true).await;
        rig.sim.control.set_faults(&["noyes:latency=30"]).unwrap();
        start(&rig).await;
        rig.until("some are done", |s| in_state(s, FileState::Done) >= 2).await;
        rig.send(Command::Pictures(PictureCommand::Pause)).await;
        let rests = |s: &Snapshot| {
            s.pictures.stage == BenchStage::Paused && in_state(s, FileState::Sent) == 0
        };
        let s = rig.until("paused", rests).await;
        assert!(in_state(&s, FileState::Waiting) > 0, "{:?}", s.pictures.rows);
        let done = in_state(&s, FileState::Done);
        rig.send(Command::Pictures(PictureCommand::Go)).await;
        rig.until("goes on", |s| in_state(s, FileState::Done) > done + 3).await;
        rig.send(Command::Pictures(PictureCommand::Stop)).await;
        let s = rig.until("stopped", is_over).await;
        assert!(in_state(&s, FileState::Waiting) > 0, "{:?}", s.pictures.rows);
        assert_eq!(s.pictures.batches[0].ended_at, None);
        rig.sim.control.set_faults(&[]).unwrap();
        let batch = s.pictures.batch.unwrap();
        rig.send(Command::Pictures(PictureCommand::Resume { batch })).await;
        rig.until("all done", |s| is_over(s) && in_state(s, FileState::Done) == 30).await;
        assert_eq!(taken(&rig, 30), [1; 30]);
    });
}

#[test]
fn what_was_not_taken_in_several_tries_has_failed_and_goes_with_a_retry() {
    block_on(async {
        let mut rig = checked("bench-retry", 6, false).await;
        rig.sim.control.set_faults(&["noyes:status429=0"]).unwrap();
        start(&rig).await;
        let s = rig.until("over", is_over).await;
        let failed = in_state(&s, FileState::Failed);
        assert!(failed > 0 && in_state(&s, FileState::Done) == 0, "{:?}", s.pictures.rows);
        rig.sim.control.set_faults(&[]).unwrap();
        let batch = s.pictures.batch.unwrap();
        rig.send(Command::Pictures(PictureCommand::Resume { batch })).await;
        rig.until("all done", |s| is_over(s) && in_state(s, FileState::Done) == failed).await;
        assert!(taken(&rig, 6).iter().all(|times| *times <= 1));
    });
}
