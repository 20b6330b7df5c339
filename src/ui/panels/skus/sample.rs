//! A checked bench and a page of SKUs, for the tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::SignedDuration;
use uuid::Uuid;

use super::SkusPanel;
use crate::bus::command::Watch;
use crate::bus::grid::{GridList, GridPage, GridSlot, GridWindow};
use crate::bus::pictures::{BenchStage, BenchTrouble, PictureBench};
use crate::bus::snapshot::Snapshot;
use crate::domain::ids::SkuId;
use crate::domain::page::ListQuery;
use crate::domain::picture::{
    Batch, BatchId, Before, Counts, FileState, PictureFile, PictureOptions, Rows, Verdict, Why,
};
use crate::domain::preferences::Preferences;
use crate::domain::sku::Sku;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::panels::parts::fixture;
use crate::ui::route::Route;

pub fn sku(id: &str, name: &str, picture: Option<&str>) -> Sku {
    Sku {
        id: SkuId::new(id),
        name: Some(name.to_owned()),
        measurement_unit: Some("PIECE".to_owned()),
        on_empty_sku_action: Some("UNASSIGN".to_owned()),
        image_url: picture.map(str::to_owned),
        total_quantity: Some(54),
        max_quantity: Some(120),
        fulfillable: Some(50),
        replenishable: Some(66),
        load_count: Some(3),
        positive_bookings: Some(0),
        negative_bookings: Some(4),
        carrier_utilization: Some(0.4),
        created_at: None,
        updated_at: None,
        deleted_at: None,
    }
}

fn file(seq: u32, name: &str, skus: &[&str], verdict: Verdict) -> PictureFile {
    let mut file = PictureFile::listed(seq, name.to_owned(), 2_400_000);
    file.size = Some((2400, 1800));
    file.hash = Some(format!("{seq:064}"));
    file.skus = skus.iter().map(|sku| SkuId::new(sku)).collect();
    file.found_by = Arc::from(if skus.is_empty() { "" } else { "{sku}.*" });
    file.verdict = verdict;
    file
}

pub fn bench() -> PictureBench {
    let mut files = vec![
        file(0, "H000123.jpg", &["H000123"], Verdict::Matched),
        file(1, "H000204.jpg", &["H000204"], Verdict::Matched),
        file(2, "tshirt_1.png", &["H000187", "H000188"], Verdict::Ambiguous),
        file(3, "IMG_2291.jpg", &[], Verdict::UnknownSku),
        file(4, "H000256.jpg", &["H000256"], Verdict::TooSmall),
        file(5, "H000123 (1).jpg", &["H000123"], Verdict::Duplicate),
    ];
    files[0].before = Before::At("/media/made/123.png".to_owned());
    files[5].same_as = Some(0);
    let counts = Counts::of(&files);
    PictureBench {
        stage: BenchStage::Checked,
        title: "2026-03 spring".to_owned(),
        checked: 6,
        bytes: 14_400_000,
        counts,
        rows: Rows::new(files),
        ..PictureBench::default()
    }
}

fn batch(number: u128, undo_of: Option<u128>, files: &[PictureFile], over: bool) -> Batch {
    Batch {
        id: BatchId(Uuid::from_u128(number)),
        source: "folder:/home/meera/2026-03 spring".to_owned(),
        options: PictureOptions::default(),
        by: "Meera".to_owned(),
        place: "PS-1".to_owned(),
        started_at: fixture::now(),
        ended_at: over.then(fixture::now),
        undo_of: undo_of.map(|of| BatchId(Uuid::from_u128(of))),
        counts: Counts::of(files),
    }
}

/// The same folder under way, paused, or held for want of a log-in; with batches of before.
pub fn sent(stage: BenchStage) -> PictureBench {
    let mut bench = bench();
    let mut files: Vec<PictureFile> = bench.rows.iter().cloned().collect();
    for file in &mut files {
        file.state = FileState::Skipped;
    }
    let kept = |hash: &str| Before::Kept { url: "/media/1.png".to_owned(), hash: hash.to_owned() };
    (files[0].state, files[0].before) = (FileState::Done, kept("ab"));
    files[1].state = FileState::Waiting;
    if stage == BenchStage::Sending {
        files[1].state = FileState::Sent;
    }
    let mut before = files.clone();
    (before[1].state, before[2].state) = (FileState::Done, FileState::Failed);
    (before[2].verdict, before[1].before) = (Verdict::Matched, kept("cd"));
    (before[2].before, before[2].why) =
        (Before::Lost { url: "/media/2.png".to_owned(), why: Why::NotAPicture }, Why::BeforeLost);
    let mut undo = vec![files[0].clone(), files[0].clone()];
    (undo[1].state, undo[1].why) = (FileState::Skipped, Why::Another);
    if stage == BenchStage::Ended {
        let cause = Cause::NotAuthorised;
        let trouble = Trouble::new(ErrorClass::Fatal, cause, "401");
        bench.trouble = Some(BenchTrouble::System(trouble.clone()));
        files[1].why = Why::Call(Box::new(trouble));
        files[2] = PictureFile { seq: 2, ..before[2].clone() };
    }
    bench.counts = Counts::of(&files);
    bench.batch = Some(BatchId(Uuid::from_u128(9)));
    bench.batches = Arc::new(vec![
        batch(9, None, &files, false),
        batch(8, Some(7), &undo, true),
        batch(7, None, &before, true),
    ]);
    bench.rows = Rows::new(files);
    bench.stage = stage;
    bench
}

/// The bench at one stage, whatever the snapshot has.
pub struct At<const STAGE: u8> {
    panel: SkusPanel,
    bench: Arc<PictureBench>,
}

pub const SENDING: u8 = 0;
pub const PAUSED: u8 = 1;
pub const ENDED: u8 = 2;

impl<const STAGE: u8> Default for At<STAGE> {
    fn default() -> Self {
        let mut panel = SkusPanel::default();
        panel.open(&Route::SkuPictures);
        let stage = match STAGE {
            SENDING => BenchStage::Sending,
            PAUSED => BenchStage::Paused,
            _ => BenchStage::Ended,
        };
        Self { panel, bench: Arc::new(sent(stage)) }
    }
}

impl<const STAGE: u8> PanelUi for At<STAGE> {
    fn watch(&self, preferences: &Preferences) -> Watch {
        self.panel.watch(preferences)
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut egui::Ui) {
        let snapshot = Snapshot { pictures: Arc::clone(&self.bench), ..context.snapshot.clone() };
        self.panel.panel_ui(&mut context.showing(&snapshot), ui);
    }
}

/// With a page of SKUs and a checked folder.
pub fn snapshot() -> Snapshot {
    let mut snapshot = fixture::snapshot();
    let rows = vec![
        sku("H000123", "Ceramic mug 350 ml, slate", Some("/media/made/123.png")),
        sku("H000204", "Steel water bottle 750 ml", None),
    ];
    let stamp = {
        let mut stamp = crate::domain::sourced::Stamp::never(SignedDuration::from_secs(30));
        (stamp.asked_at, stamp.read_at) = (Some(fixture::now()), Some(fixture::now()));
        stamp
    };
    let window = GridWindow {
        key: GridList::Skus.into(),
        query: ListQuery::default(),
        total: Some(2),
        pages: BTreeMap::from([(1, Arc::new(GridPage::Skus(rows)))]),
        stamp,
        asking: false,
    };
    let detail = GridWindow {
        key: GridList::Skus.at(GridSlot::Detail),
        query: ListQuery::default().filter("id__eq", "H000123"),
        ..window.clone()
    };
    snapshot.grids.insert(detail.key, Arc::new(detail));
    snapshot.grids.insert(GridList::Skus.into(), Arc::new(window));
    snapshot.pictures = Arc::new(bench());
    snapshot
}
