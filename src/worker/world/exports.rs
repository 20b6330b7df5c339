//! The one export that may run: page after page like a poll, each written before the next is asked for.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::World;
use crate::bus::grid::PAGE_ROWS;
use crate::domain::carrier::InventoryRow;
use crate::domain::export::{Export, ExportOrder, ExportState, ExportTarget, Stop};
use crate::domain::page::{ListQuery, Page};
use crate::domain::system::System;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::worker::event::{
    Ask, Change, Effect, Effects, ExportDone, ExportStep, ExportTrouble, Reading,
};
use crate::worker::refresh::Thing;

/// Failures in a row after which it stops: the rows so far are kept.
const TRIES: u32 = 6;

/// A storage that is silent for longer stops it, however seldom it was tried meanwhile.
const SILENT_AT_MOST: SignedDuration = SignedDuration::from_secs(30);

/// What is known of it besides what the screen sees.
#[derive(Debug)]
pub(super) struct Exporting {
    query: ListQuery,
    /// The page to be asked next, from 1.
    page: u32,
    failures: u32,
    /// Its file is open and nothing is being done with it.
    ready: bool,
    /// The page that was written was the last.
    whole: bool,
}

impl World {
    pub(super) fn export(&mut self, order: ExportOrder, now: Timestamp, effects: &mut Effects) {
        // the screen offers no second one; a late press changes nothing
        if self.exporting.is_some() {
            return;
        }
        let mut query = order.query;
        query.sort_by = Some("id".to_owned());
        let path = match &order.to {
            ExportTarget::File { path, .. } => Some(path.clone()),
            ExportTarget::Choose => None,
        };
        self.exporting =
            Some(Exporting { query, page: 1, failures: 0, ready: false, whole: false });
        self.show_export(Export {
            id: order.id,
            state: ExportState::Opening,
            rows: 0,
            unread: 0,
            total: None,
            path,
            began_at: now,
            read_at: None,
            trouble: None,
        });
        effects.push(Effect::Export(ExportStep::Open { id: order.id, to: order.to }));
        effects.changed(Change::AtOnce);
    }

    pub(super) fn cancel_export(&mut self, id: Uuid, effects: &mut Effects) {
        let Some(mut export) = self.shown_export(id).filter(|export| !export.is_over()) else {
            return;
        };
        export.state = ExportState::Cancelling;
        self.show_export(export);
        effects.changed(Change::AtOnce);
        // what is being written or opened is waited for, and then taken away
        if self.exporting.as_ref().is_some_and(|exporting| exporting.ready) {
            self.export_step(ExportStep::Discard { id }, effects);
        }
    }

    /// The page to ask now; none while the file is busy or nothing is exported.
    pub(super) fn next_export_page(&self) -> Option<Ask> {
        let export = self.snapshot.export.as_ref()?;
        let exporting = self.exporting.as_ref().filter(|exporting| exporting.ready)?;
        (export.state == ExportState::Running).then(|| Ask::ExportPage {
            id: export.id,
            query: exporting.query.clone(),
            page: exporting.page,
        })
    }

    /// A page came: its rows go into the file.
    pub(super) fn export_page_read(
        &mut self,
        id: Uuid,
        page: u32,
        reading: Reading<Page<InventoryRow>>,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let Some(mut export) = self.shown_export(id) else { return };
        let Some(exporting) = self.exporting.as_mut() else { return };
        if export.state != ExportState::Running || exporting.page != page || !exporting.ready {
            return;
        }
        let Page { items, total, .. } = reading.value;
        let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        let unread = count(reading.defects.len());
        // a page of nothing but rows that cannot be read is not the end
        let came = count(items.len()).saturating_add(unread);
        exporting.failures = 0;
        exporting.whole = came == 0 || u64::from(page) * u64::from(PAGE_ROWS) >= total;
        exporting.page = page.saturating_add(1);
        export.unread = export.unread.saturating_add(unread);
        export.total = Some(total);
        export.read_at = Some(now);
        export.trouble = None;
        self.show_export(export);
        self.export_step(ExportStep::Append { id, rows: items }, effects);
        effects.changed(Change::Visible);
    }

    /// A page could not be read: again after the usual wait, but not for ever.
    pub(super) fn export_page_failed(
        &mut self,
        id: Uuid,
        trouble: &Trouble,
        effects: &mut Effects,
    ) {
        let Some(mut export) = self.shown_export(id) else { return };
        let Some(exporting) = self.exporting.as_mut() else { return };
        if export.state != ExportState::Running {
            return;
        }
        // to be asked to come again later is no failure
        if !matches!(trouble.cause, Cause::TooManyCalls(_)) {
            exporting.failures += 1;
        }
        let stops = trouble.class == ErrorClass::Fatal || exporting.failures >= TRIES;
        export.trouble = Some(trouble.clone());
        self.show_export(export);
        if stops {
            self.export_step(ExportStep::Keep { id }, effects);
        }
        effects.changed(Change::Visible);
    }

    /// Stops it when the storage has been silent for too long; the rows so far are kept.
    pub(super) fn export_waits(&mut self, now: Timestamp, effects: &mut Effects) {
        if !self.exporting.as_ref().is_some_and(|exporting| exporting.ready) {
            return;
        }
        let Some(mut export) = self.snapshot.export.as_deref().cloned() else { return };
        let link = self.links.get(&System::Noyes).map(|link| &link.connection);
        let silent = link.and_then(|connection| {
            let since = connection.failing_since?;
            let trouble = connection.last_trouble.as_ref().map(|(_, trouble)| trouble.clone())?;
            (now.duration_since(since) > SILENT_AT_MOST).then_some(trouble)
        });
        let (Some(trouble), ExportState::Running) = (silent, &export.state) else { return };
        let id = export.id;
        export.trouble = Some(trouble);
        self.show_export(export);
        self.export_step(ExportStep::Keep { id }, effects);
        effects.changed(Change::Visible);
    }

    /// A step with the file ended.
    pub(super) fn exported(
        &mut self,
        id: Uuid,
        done: Result<ExportDone, ExportTrouble>,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let Some(mut export) = self.shown_export(id) else { return };
        let Some(exporting) = self.exporting.as_mut() else { return };
        exporting.ready = true;
        let cancelled = export.state == ExportState::Cancelling;
        let mut next = None;
        match done {
            Ok(ExportDone::Opened(path)) => {
                export.path = Some(path);
                if !cancelled {
                    export.state = ExportState::Running;
                }
            }
            Ok(ExportDone::Appended(rows)) => {
                export.rows = export.rows.saturating_add(rows);
                next = exporting.whole.then_some(ExportStep::Finish { id });
            }
            Ok(ExportDone::NothingChosen) => {
                export.state = ExportState::Stopped { why: Stop::NothingChosen, left: None };
            }
            Ok(ExportDone::Finished) => export.state = ExportState::Done,
            Ok(ExportDone::Discarded) => export.state = ExportState::Cancelled,
            Ok(ExportDone::Kept(left)) => {
                let why = match export.trouble.take() {
                    Some(trouble) => Stop::Storage(trouble),
                    None => Stop::File(String::new()),
                };
                export.state = ExportState::Stopped { why, left: Some(left) };
            }
            // a file that cannot be written is given up
            Err(ExportTrouble { words, left }) => {
                export.state = ExportState::Stopped { why: Stop::File(words), left };
            }
        }
        let over = export.is_over();
        self.show_export(export);
        effects.changed(if over { Change::AtOnce } else { Change::Visible });
        if over {
            self.exporting = None;
            return;
        }
        if cancelled {
            next = Some(ExportStep::Discard { id });
        }
        match next {
            Some(step) => self.export_step(step, effects),
            None => self.refresh.soon(Thing::Export, now),
        }
    }

    fn export_step(&mut self, step: ExportStep, effects: &mut Effects) {
        if let Some(exporting) = self.exporting.as_mut() {
            exporting.ready = false;
        }
        effects.push(Effect::Export(step));
    }

    fn shown_export(&self, id: Uuid) -> Option<Export> {
        self.snapshot.export.as_deref().filter(|export| export.id == id).cloned()
    }

    fn show_export(&mut self, export: Export) {
        self.snapshot.export = Some(std::sync::Arc::new(export));
    }
}
