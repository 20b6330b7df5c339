//! The floor on disk: what another program changed is not overwritten, and what did not change is not read again.

use std::path::Path;
use std::sync::Arc;

use traydeck::domain::floor::{Fill, Session};
use traydeck::domain::pick::{LineId, Mode, PickLine, Workplace};
use traydeck::domain::tray_layout::Content;
use traydeck::store::{FloorRow, FloorStore, PeopleRow, Progress, StoreError};
use uuid::Uuid;

use super::at;
use crate::support::{block_on, folder};

const ME: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);

fn cups(quantity: u32) -> Content {
    Content { sku: "CUP".into(), quantity }
}

fn contents(quantity: u32) -> Fill {
    let tray = |place: &str| ("7".into(), place.to_owned(), cups(quantity));
    Fill { contents: vec![tray("A1"), tray("B1")], ..Fill::default() }
}

fn content(is: u32, was: u32) -> FloorRow {
    FloorRow::Content {
        tray: "7".into(),
        compartment: "A1".to_owned(),
        is: Some(cups(is)),
        was: Some(cups(was)),
    }
}

fn line() -> PickLine {
    let id = LineId(Uuid::from_u128(9));
    let line = PickLine::new(id, Mode::Picking, "7".into(), "A1", "CUP".into());
    PickLine { quantity: 3, ..line }
}

fn session(holder: Uuid, was: Option<Uuid>) -> FloorRow {
    let session = Session::new(Workplace::Tray("s".into()), holder, at(0));
    FloorRow::Session { is: Box::new(session), was }
}

async fn open(path: &Path) -> FloorStore {
    FloorStore::open(path).await.unwrap()
}

#[test]
fn what_another_program_changed_is_not_overwritten() {
    block_on(async {
        let store = open(&folder("floor-changed").join("ledger.sqlite")).await;
        let lines = vec![line()];
        store.fill(&Fill { lines, ..contents(10) }, ME).await.unwrap();
        store.write(&[content(7, 10)], ME, 1).await.unwrap();
        store.fill(&contents(50), OTHER).await.unwrap();
        let one = PickLine { taken: 1, ..line() };
        let row = FloorRow::Line { is: Box::new(one.clone()), was: Some(Progress::of(&line())) };
        let outrun = store.write(&[row.clone(), content(4, 7)], ME, 2).await;
        assert!(matches!(outrun, Err(StoreError::ChangedMeanwhile(_))), "{outrun:?}");
        let read = store.read(at(0), None).await.unwrap().floor;
        assert_eq!(read.lines[&line().id].taken, 0, "all of it or nothing");
        let inside = |place: &str| read.stock["7"].contents[place].quantity;
        assert_eq!((inside("A1"), inside("B1")), (50, 50));
        store.write(&[row.clone(), content(49, 50)], ME, 3).await.unwrap();
        let twice = store.write(&[row], ME, 4).await;
        assert!(matches!(twice, Err(StoreError::ChangedMeanwhile(_))), "{twice:?}");
        let emptied = FloorRow::Content {
            tray: "7".into(),
            compartment: "A1".to_owned(),
            is: None,
            was: Some(cups(49)),
        };
        store.write(&[emptied, FloorRow::Dirty("7".into(), true)], ME, 5).await.unwrap();
        let read = store.read(at(0), None).await.unwrap().floor;
        let stock = &read.stock["7"];
        assert!(!stock.contents.contains_key("A1") && stock.dirty);
        assert_eq!(stock.contents["B1"], cups(50), "others in the tray are left as they are");
        store.close().await;
    });
}

#[test]
fn a_workplace_changes_hands_only_from_whom_it_was_seen_with() {
    block_on(async {
        let store = open(&folder("floor-hands").join("ledger.sqlite")).await;
        store.write(&[session(ME, None)], ME, 6).await.unwrap();
        let second = store.write(&[session(OTHER, None)], OTHER, 7).await;
        assert!(matches!(second, Err(StoreError::TakenOver(_))), "both saw it free: {second:?}");
        store.write(&[session(OTHER, Some(ME))], OTHER, 8).await.unwrap();
        let scan = store.write(&[session(ME, Some(ME))], ME, 9).await;
        assert!(matches!(scan, Err(StoreError::TakenOver(_))), "{scan:?}");
        store.close().await;
    });
}

#[test]
fn only_what_changed_is_read_again() {
    block_on(async {
        let store = open(&folder("floor-parts").join("ledger.sqlite")).await;
        let barcodes = vec![("4001".to_owned(), "CUP".into())];
        store.fill(&Fill { barcodes, ..contents(10) }, ME).await.unwrap();
        let first = store.read(at(0), None).await.unwrap();
        store.write(&[session(ME, None)], ME, 10).await.unwrap();
        let second = store.read(at(0), Some(&first)).await.unwrap();
        assert_eq!(second.floor.sessions.len(), 1);
        assert!(Arc::ptr_eq(&first.floor.items, &second.floor.items));
        assert!(Arc::ptr_eq(&first.floor.stock["7"], &second.floor.stock["7"]));
        store.write(&[content(9, 10)], ME, 11).await.unwrap();
        let barcodes = vec![("4002".to_owned(), "CUP".into())];
        store.fill(&Fill { barcodes, ..Fill::default() }, OTHER).await.unwrap();
        let rules = PeopleRow::Rules(traydeck::domain::floor::Rules {
            sign_in: true,
            ..traydeck::domain::floor::Rules::default()
        });
        store.change_people(&rules, "Asha", at(1), OTHER).await.unwrap();
        let third = store.read(at(0), Some(&second)).await.unwrap();
        assert_eq!(third.floor.stock["7"].contents["A1"], cups(9));
        assert_eq!(third.floor.items.len(), 2);
        assert!(third.people.rules.sign_in);
        store.clear(ME).await.unwrap();
        let last = store.read(at(0), Some(&third)).await.unwrap();
        assert!(last.floor.stock.is_empty() && last.floor.items.is_empty());
        store.close().await;
    });
}
