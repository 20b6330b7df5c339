//! Exports: page after page into the file, ended by the last page, a person, or a storage that is gone.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::rig::{at, beginning, reading};
use crate::bus::command::Command;
use crate::domain::carrier::InventoryRow;
use crate::domain::export::{Export, ExportOrder, ExportState, ExportTarget, Stop};
use crate::domain::page::{ListQuery, Page};
use crate::domain::sourced::Defect;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::worker::event::{
    Answer, Ask, Effect, Effects, Event, ExportDone, ExportStep, ExportTrouble,
};
use crate::worker::world::World;

const ID: Uuid = Uuid::from_u128(7);

/// A world with an export whose file is open.
struct Exporting {
    world: World,
    now: Timestamp,
}

impl Exporting {
    fn begun() -> Self {
        let now = at(0);
        let (world, _) = World::begin(beginning(), now);
        let mut exporting = Self { world, now };
        let to = ExportTarget::File { path: "/stock.csv".to_owned(), replace: false };
        let query = ListQuery::default().filter("depth__eq", "2").sorted_by("-eta_int");
        let order = ExportOrder { id: ID, query, to: to.clone() };
        let effects = exporting.apply(Event::Command(Command::Export(order)));
        assert_eq!(step_of(&effects), Some(ExportStep::Open { id: ID, to }));
        exporting
    }

    fn apply(&mut self, event: Event) -> Effects {
        self.world.apply(event, self.now)
    }

    fn done(&mut self, done: ExportDone) -> Effects {
        self.apply(Event::Exported { id: ID, result: Ok(done) })
    }

    fn shown(&self) -> Export {
        self.world.snapshot(self.now).export.as_deref().cloned().unwrap()
    }

    /// Lets time pass, everything else failing, until a page is asked for.
    fn until_asked(&mut self, mut effects: Effects) -> u32 {
        for _ in 0..4_000 {
            for effect in effects.list {
                match effect {
                    Effect::Ask(Ask::ExportPage { id, query, page }) => {
                        assert_eq!((id, query.sort_by.as_deref()), (ID, Some("id")));
                        assert_eq!(query.filters, [("depth__eq".to_owned(), "2".to_owned())]);
                        return page;
                    }
                    Effect::Export(step) => panic!("{step:?} before a page was asked for"),
                    _ => {}
                }
            }
            self.now += SignedDuration::from_millis(50);
            effects = self.apply(Event::Tick);
        }
        panic!("no page was asked for");
    }

    fn answer(&mut self, page: u32, answer: Answer) -> Effects {
        let query = ListQuery::default().filter("depth__eq", "2").sorted_by("id");
        let ask = Ask::ExportPage { id: ID, query, page };
        let asked_at = self.now;
        self.apply(Event::Answered { ask, asked_at, answer })
    }

    fn page(&mut self, page: u32, rows: u64, total: u64) -> Effects {
        let items = (0..rows).map(|_| InventoryRow::default()).collect();
        let page_read = Page { items, total, page, size: 100 };
        self.answer(page, Answer::ExportPage(reading(page_read)))
    }
}

fn step_of(effects: &Effects) -> Option<ExportStep> {
    effects.list.iter().find_map(|effect| match effect {
        Effect::Export(step) => Some(step.clone()),
        _ => None,
    })
}

fn lost(class: ErrorClass) -> Answer {
    Answer::Failed(Trouble::new(class, Cause::ConnectionLost, "test"))
}

#[test]
fn pages_are_written_one_after_the_other_and_the_last_one_ends_it() {
    let mut export = Exporting::begun();
    let effects = export.done(ExportDone::Opened("/stock.csv".to_owned()));
    assert_eq!(export.until_asked(effects), 1);
    let effects = export.page(1, 100, 150);
    let Some(ExportStep::Append { rows, .. }) = step_of(&effects) else { panic!("{effects:?}") };
    assert_eq!(rows.len(), 100);
    assert_eq!(export.shown().rows, 0, "what is not in the file yet does not count");
    let effects = export.done(ExportDone::Appended(100));
    assert_eq!((export.shown().rows, export.shown().total), (100, Some(150)));
    assert_eq!(export.until_asked(effects), 2);
    export.page(2, 50, 150);
    let effects = export.done(ExportDone::Appended(50));
    assert_eq!(step_of(&effects), Some(ExportStep::Finish { id: ID }));
    export.done(ExportDone::Finished);
    assert_eq!((export.shown().state, export.shown().rows), (ExportState::Done, 150));
}

#[test]
fn rows_that_cannot_be_read_are_counted_and_are_not_its_end() {
    let mut export = Exporting::begun();
    let effects = export.done(ExportDone::Opened("/stock.csv".to_owned()));
    export.until_asked(effects);
    let mut none = reading(Page { items: Vec::new(), total: 150, page: 1, size: 100 });
    none.defects = vec![Defect { path: "items".to_owned(), what: "no row".to_owned() }; 100];
    export.answer(1, Answer::ExportPage(none));
    let effects = export.done(ExportDone::Appended(0));
    assert_eq!(export.shown().unread, 100);
    assert_eq!(export.until_asked(effects), 2, "fifty are still to come");
}

#[test]
fn a_cancelled_export_leaves_nothing_whenever_it_is_cancelled() {
    // while the file is opened, while a page is asked for, while rows are written
    for moment in 0..3 {
        let mut export = Exporting::begun();
        let cancel =
            |export: &mut Exporting| export.apply(Event::Command(Command::CancelExport(ID)));
        let mut effects = Effects::default();
        if moment == 0 {
            effects = cancel(&mut export);
            assert_eq!(step_of(&effects), None, "the file is being opened");
        }
        let opened = export.done(ExportDone::Opened("/stock.csv".to_owned()));
        if moment == 0 {
            effects = opened;
        } else {
            export.until_asked(opened);
        }
        if moment == 1 {
            effects = cancel(&mut export);
        }
        if moment == 2 {
            export.page(1, 100, 150);
            effects = cancel(&mut export);
            assert_eq!(step_of(&effects), None, "rows are being written");
            effects = export.done(ExportDone::Appended(100));
        }
        assert_eq!(step_of(&effects), Some(ExportStep::Discard { id: ID }), "{moment}");
        assert_eq!(export.shown().state, ExportState::Cancelling);
        let late = export.page(1, 100, 150);
        assert_eq!(step_of(&late), None, "a page that comes late is not written");
        export.done(ExportDone::Discarded);
        assert_eq!(export.shown().state, ExportState::Cancelled);
    }
}

#[test]
fn a_storage_that_is_gone_is_tried_again_and_then_the_rows_so_far_are_kept() {
    let mut export = Exporting::begun();
    let effects = export.done(ExportDone::Opened("/stock.csv".to_owned()));
    export.until_asked(effects);
    export.page(1, 100, 1_000);
    let effects = export.done(ExportDone::Appended(100));
    assert_eq!(export.until_asked(effects), 2);
    let since = export.now;
    export.answer(2, lost(ErrorClass::Transient));
    assert!(export.shown().trouble.is_some(), "the wait is told");
    assert_eq!(export.shown().state, ExportState::Running);
    let mut step = None;
    while step.is_none() {
        export.now += SignedDuration::from_secs(5);
        step = step_of(&export.apply(Event::Tick));
    }
    assert_eq!(step, Some(ExportStep::Keep { id: ID }));
    assert_eq!(export.now.duration_since(since), SignedDuration::from_secs(35));
    export.done(ExportDone::Kept("/stock.csv.part".to_owned()));
    let Export { state, rows, .. } = export.shown();
    let ExportState::Stopped { why: Stop::Storage(_), left } = state else { panic!("{state:?}") };
    assert_eq!((left.as_deref(), rows), (Some("/stock.csv.part"), 100));
}

#[test]
fn what_asking_again_cannot_help_stops_it_at_once() {
    let mut export = Exporting::begun();
    let effects = export.done(ExportDone::Opened("/stock.csv".to_owned()));
    export.until_asked(effects);
    let effects = export.answer(1, lost(ErrorClass::Fatal));
    assert_eq!(step_of(&effects), Some(ExportStep::Keep { id: ID }));
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_another_export_may_begin() {
    let mut export = Exporting::begun();
    let full = ExportTrouble { words: "disk full".to_owned(), left: None };
    export.apply(Event::Exported { id: ID, result: Err(full) });
    let ExportState::Stopped { why, .. } = export.shown().state else { panic!("it goes on") };
    assert_eq!(why, Stop::File("disk full".to_owned()));
    let again = ExportOrder {
        id: Uuid::from_u128(8),
        query: ListQuery::default(),
        to: ExportTarget::Choose,
    };
    let effects = export.apply(Event::Command(Command::Export(again.clone())));
    assert!(step_of(&effects).is_some());
    let second = ExportOrder { id: Uuid::from_u128(9), ..again };
    let effects = export.apply(Event::Command(Command::Export(second)));
    assert_eq!(step_of(&effects), None, "one at a time");
}
