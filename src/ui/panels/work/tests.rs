//! Work as a person meets it: views, a request with its jobs and events, a job that leads to its request.

mod detail;
mod form;
mod form_again;

use egui::Key;
use egui_kittest::kittest::Queryable as _;

use super::WorkPanel;
use crate::bus::command::Watch;
use crate::bus::grid::GridList;
use crate::domain::ids::RequestId;
use crate::domain::preferences::Preferences;
use crate::domain::request_draft::RequestKind;
use crate::i18n::t;
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::panels::parts::stage::panel_state;
use crate::ui::panels::parts::{fixture, stage};
use crate::ui::route::Route;

panel_state!(
    /// A form with lines, one of them twice, and a paste.
    FormOfLines(WorkPanel),
    form::with_lines()
);
panel_state!(
    /// The filters that no column has.
    WithFilters(WorkPanel),
    WorkPanel::with_filters()
);
panel_state!(
    /// A form for a bot.
    FormOfBot(WorkPanel),
    WorkPanel::with_form(RequestKind::Charging)
);

#[test]
fn a_request_opened_by_a_route_shows_its_lines_jobs_and_events() {
    let mut harness = stage::stage(WorkPanel::default(), fixture::snapshot());
    harness.state_mut().panel.open(&Route::Request(RequestId::new("R-1")));
    harness.run();
    harness.get_by_label("H000204, 5 wanted · 2 completed · 2 succeeded · 0 cancelled");
    let watch = harness.state().panel.watch(&Preferences::default());
    let lists: Vec<GridList> = watch.grids.iter().map(|grid| grid.list).collect();
    assert_eq!(lists, [GridList::Requests, GridList::Jobs, GridList::Events, GridList::Jobs]);
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(
        harness
            .query_by_label("H000204, 5 wanted · 2 completed · 2 succeeded · 0 cancelled")
            .is_none()
    );
    assert!(harness.state().commands.is_empty(), "this panel only reads");
}

#[test]
fn the_view_decides_what_is_asked() {
    let mut harness = stage::stage(WorkPanel::default(), fixture::snapshot());
    let jobs = format!("{}: {}", t("panel-work"), t("work-jobs"));
    harness.get_by_label(&jobs).click();
    harness.run();
    let watch = harness.state().panel.watch(&Preferences::default());
    assert_eq!(watch.grids.first().map(|grid| grid.list), Some(GridList::Jobs));
    assert_eq!(watch.grids.len(), 1);
}

#[test]
fn states_are_turned_on_and_off_and_all_is_all() {
    let mut harness = stage::stage(WorkPanel::default(), fixture::snapshot());
    let asked = |harness: &egui_kittest::Harness<'static, stage::Shown<WorkPanel>>| {
        let watch = harness.state().panel.watch(&Preferences::default());
        let filters = watch.grids.first().map(|grid| grid.query.filters.clone());
        let values = filters.unwrap_or_default().into_iter();
        values.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>()
    };
    assert_eq!(asked(&harness).len(), 4, "what is not finished");
    stage::press(&mut harness, t("work-chip-all"));
    assert_eq!(asked(&harness), Vec::<String>::new());
    stage::press(&mut harness, "Done");
    stage::press(&mut harness, "Running");
    assert_eq!(asked(&harness), ["status__in=RUNNING", "status__in=SUCCEEDED"]);
    stage::press(&mut harness, "Running");
    assert_eq!(asked(&harness), ["status__in=SUCCEEDED"]);
}

#[test]
fn filters_beside_the_columns_are_asked_and_cleared() {
    let mut harness = stage::stage(WorkPanel::default(), fixture::snapshot());
    stage::press(&mut harness, t("work-filters"));
    stage::press(&mut harness, "RFID write");
    form::type_into(&mut harness, t("work-filter-counter"), "7");
    form::type_into(&mut harness, t("work-filter-created-from"), "gestern");
    harness.get_by_label(t("work-filter-no-time"));
    let watch = harness.state().panel.watch(&Preferences::default());
    let filters = watch.grids.first().map(|grid| grid.query.filters.clone()).unwrap_or_default();
    let has = |name: &str, value: &str| filters.iter().any(|(of, is)| of == name && is == value);
    assert!(has("type__in", "RFID_WRITE") && has("counter__eq", "7"), "{filters:?}");
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
    stage::press(&mut harness, "Clear 2 filters");
    let watch = harness.state().panel.watch(&Preferences::default());
    assert_eq!(watch.grids.first().map(|grid| grid.query.filters.len()), Some(4));
}
