//! Work as a person meets it: views, a request with its jobs and events, a job that leads to its request.

use std::sync::Arc;

use egui::Key;
use egui_kittest::kittest::Queryable as _;

use super::{WorkPanel, detail};
use crate::bus::grid::GridList;
use crate::bus::snapshot::Snapshot;
use crate::domain::ids::RequestId;
use crate::domain::preferences::Preferences;
use crate::i18n::t;
use crate::ui::context::PanelUi as _;
use crate::ui::panels::parts::{fixture, stage};
use crate::ui::route::Route;

/// The windows as they are once the storage has answered for the first request.
fn answered() -> Snapshot {
    let mut snapshot = fixture::snapshot();
    for wish in detail::wishes(&fixture::request("R-1", "RUNNING", 2, 5)) {
        if let Some(window) = snapshot.grids.get_mut(&wish.key()) {
            Arc::make_mut(window).query = wish.query;
        }
    }
    snapshot
}

#[test]
fn a_request_opened_by_a_route_shows_its_lines_jobs_and_events() {
    let mut harness = stage::stage(WorkPanel::default(), answered());
    harness.state_mut().panel.open(&Route::Request(RequestId::new("R-1")));
    harness.run();
    harness.get_by_label("H000204, 5 wanted · 2 done · 0 cancelled");
    let watch = harness.state().panel.watch(&Preferences::default());
    let lists: Vec<GridList> = watch.grids.iter().map(|grid| grid.list).collect();
    assert_eq!(lists, [GridList::Requests, GridList::Jobs, GridList::Events]);
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("H000204, 5 wanted · 2 done · 0 cancelled").is_none());
    assert!(harness.state().commands.is_empty(), "this panel only reads");
}

#[test]
fn the_view_decides_what_is_asked() {
    let mut harness = stage::stage(WorkPanel::default(), fixture::snapshot());
    let events = format!("{}: {}", t("panel-work"), t("work-events"));
    harness.get_by_label(&events).click();
    harness.run();
    let watch = harness.state().panel.watch(&Preferences::default());
    assert_eq!(watch.grids.first().map(|grid| grid.list), Some(GridList::Events));
    assert_eq!(watch.grids.len(), 1);
}
