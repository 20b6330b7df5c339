//! The inventory over sockets: jumps through a long list, and exports that end well, by a person, or midway.

use std::path::Path;

use traydeck::bus::command::{Command, Watch};
use traydeck::bus::grid::{GridList, GridRequest, GridSlot, PAGES_KEPT};
use traydeck::bus::snapshot::Snapshot;
use traydeck::domain::export::{Export, ExportOrder, ExportState, ExportTarget, Stop};
use traydeck::domain::page::ListQuery;
use uuid::Uuid;

use crate::support::{Rig, block_on};

fn looking_at(first: u64) -> Watch {
    let request = GridRequest {
        list: GridList::Inventory,
        slot: GridSlot::Main,
        query: ListQuery::default().sorted_by("id"),
        rows: first..first + 30,
    };
    Watch { grids: vec![request], polls_per_second: 1, ..Watch::default() }
}

#[test]
fn a_jump_shows_its_rows_and_forgets_the_pages_far_away() {
    block_on(async {
        let mut rig = Rig::start("jumps");
        rig.send(Command::Watch(looking_at(0))).await;
        let shown = |s: &Snapshot, row| {
            s.grid(GridList::Inventory).is_some_and(|window| window.inventory(row).is_some())
        };
        let s = rig.until("the first rows", |s| shown(s, 0)).await;
        let total = s.grid(GridList::Inventory).unwrap().total.unwrap();
        assert!(total > 600, "{total}");
        for jump in 1..14_u64 {
            let first = jump * 97 % (total - 30);
            rig.send(Command::Watch(looking_at(first))).await;
            let s = rig.until("the rows", |s| shown(s, first) && shown(s, first + 29)).await;
            let pages = s.grid(GridList::Inventory).unwrap().pages.len();
            assert!(pages <= PAGES_KEPT + 2, "{pages}");
        }
    });
}

async fn export(rig: &mut Rig, path: &Path) -> Uuid {
    let id = Uuid::now_v7();
    let to = ExportTarget::File { path: path.display().to_string(), replace: false };
    let query = ListQuery::default().filter("level_id__in", "1");
    rig.send(Command::Export(ExportOrder { id, query, to })).await;
    id
}

async fn ended(rig: &mut Rig, id: Uuid) -> Export {
    let own = move |s: &Snapshot| {
        s.export.as_deref().is_some_and(|export| export.id == id && export.is_over())
    };
    rig.until("the end of the export", own).await.export.as_deref().unwrap().clone()
}

fn csv_files(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| name.contains(".csv"));
    names
}

#[test]
fn an_export_holds_every_row_once_in_the_order_of_ids() {
    block_on(async {
        let mut rig = Rig::start("export");
        let path = rig.folder.join("level 1.csv");
        let id = export(&mut rig, &path).await;
        let export = ended(&mut rig, id).await;
        assert_eq!(export.state, ExportState::Done);
        assert_eq!(Some(export.rows), export.total);
        let mut reader = csv::Reader::from_path(&path).unwrap();
        let ids: Vec<String> =
            reader.records().map(|row| row.unwrap().get(0).unwrap().to_owned()).collect();
        assert_eq!(ids.len() as u64, export.rows);
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(csv_files(&rig.folder), ["level 1.csv"]);
    });
}

#[test]
fn a_cancelled_export_leaves_no_file() {
    block_on(async {
        let mut rig = Rig::start("export-cancelled");
        rig.sim.control.set_faults(&["noyes:latency=300"]).unwrap();
        let path = rig.folder.join("stock.csv");
        let id = export(&mut rig, &path).await;
        rig.until("a page asked for", |s| {
            s.export.as_deref().is_some_and(|export| export.state == ExportState::Running)
        })
        .await;
        rig.send(Command::CancelExport(id)).await;
        assert_eq!(ended(&mut rig, id).await.state, ExportState::Cancelled);
        assert_eq!(csv_files(&rig.folder), Vec::<String>::new());
    });
}

#[test]
fn an_export_from_a_storage_that_dies_midway_says_how_many_rows_are_where() {
    block_on(async {
        let mut rig = Rig::start("export-dies");
        rig.sim.control.set_faults(&["noyes:latency=150"]).unwrap();
        let path = rig.folder.join("stock.csv");
        let id = export(&mut rig, &path).await;
        rig.until("some rows in the file", |s| {
            s.export.as_deref().is_some_and(|export| export.rows > 0)
        })
        .await;
        rig.sim.control.set_faults(&["noyes:refused"]).unwrap();
        let export = ended(&mut rig, id).await;
        let ExportState::Stopped { why, left } = &export.state else { panic!("{export:?}") };
        assert!(matches!(why, Stop::Storage(_)), "{why:?}");
        let text = std::fs::read_to_string(left.as_deref().unwrap()).unwrap();
        assert_eq!(
            text.lines().count() as u64,
            export.rows + 1,
            "rows and the names of the columns"
        );
        assert!(!path.exists(), "half a file has not the name of a whole one");
    });
}
