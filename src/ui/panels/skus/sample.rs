//! A checked bench and a page of SKUs, for the tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::SignedDuration;

use crate::bus::grid::{GridList, GridPage, GridSlot, GridWindow};
use crate::bus::pictures::{BenchStage, PictureBench};
use crate::bus::snapshot::Snapshot;
use crate::domain::ids::SkuId;
use crate::domain::page::ListQuery;
use crate::domain::picture::{Before, Counts, PictureFile, Rows, Verdict};
use crate::domain::sku::Sku;
use crate::ui::panels::parts::fixture;

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
