//! Pictures from the console's bench: a folder is checked, sent, and put back, over real sockets.

use std::fs;
use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use traydeck::bus::command::Command;
use traydeck::bus::pictures::{BenchStage, PictureCommand};
use traydeck::domain::picture::{FileState, PictureOptions, Verdict};

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

        let (by, place) = who();
        let batch = s.pictures.batch.unwrap();
        rig.send(Command::Pictures(PictureCommand::Undo { batch, by, place })).await;
        let s = rig
            .until("put back", |s| {
                let newest = s.pictures.batches.first();
                s.pictures.stage == BenchStage::Ended
                    && newest.is_some_and(|newest| newest.undo_of == Some(batch))
            })
            .await;
        assert_eq!(s.pictures.counts.state(FileState::Done), 6, "{:?}", s.pictures.rows);
        let twice = (1..=10).filter(|number| {
            let name = format!("H{number:06}");
            rig.sim.control.picture_of(&name).is_some_and(|(times, _)| times == 2)
        });
        assert_eq!(twice.count(), 6);
    });
}
