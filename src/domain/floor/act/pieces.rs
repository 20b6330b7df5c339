//! One scan, one piece: which line it belongs to, and what is said of one that belongs to none.

use std::sync::Arc;

use super::Step;
use super::ends::pieces_of;
use crate::domain::floor::session::{Answer, Counted, Undo, Wrong};
use crate::domain::ids::{SkuId, TrayId};
use crate::domain::job::Job;
use crate::domain::pick::{LineId, LineState, Mode, PIECES_AT_MOST, PickLine};

impl Step<'_> {
    pub(super) fn code(&mut self, text: &str, readings: &[String]) {
        let mut skus = self.floor.items.read(readings.iter().map(String::as_str));
        if skus.is_empty() {
            skus = self.named_here(readings);
        }
        if skus.is_empty() {
            self.no_item(text);
            return;
        }
        if let Some((job, scanned)) = self.job_due() {
            self.job_piece(&job, scanned, &skus, text);
            return;
        }
        let Some(tray) = self.tray() else {
            self.say(Answer::NothingHere);
            return;
        };
        match self.line_for(&tray, &skus) {
            Some(line) => self.piece(line),
            None if self.decants_freely() => self.decant_freely(&tray, &skus),
            None => self.wrong(&tray, &skus, text),
        }
    }

    /// SKUs of this tray's lines that are called so: a label may bear the number that is on the screen.
    fn named_here(&self, readings: &[String]) -> Vec<SkuId> {
        let Some(tray) = self.tray() else { return Vec::new() };
        let lines = self.floor.open_lines(&tray, self.session.mode);
        let named = |line: &&PickLine| {
            readings.iter().any(|reading| line.sku.as_str().eq_ignore_ascii_case(reading.trim()))
        };
        lines.filter(named).map(|line| line.sku.clone()).take(1).collect()
    }

    /// Not an SKU: a tray, or nothing we know.
    pub(super) fn no_item(&mut self, text: &str) {
        let tray = TrayId::new(text);
        let here = self.tray();
        if here.as_ref() == Some(&tray) {
            self.release();
        } else if self.around.trays.iter().any(|known| known.id == tray) {
            self.say(Answer::OtherTray { tray, here });
        } else if let Some((job, scanned)) = self.job_due().filter(|(job, _)| names(job, text)) {
            // the storage knows the SKU by this name, whether or not a barcode was filled in for it
            let skus: Vec<SkuId> = job.sku.iter().cloned().collect();
            self.job_piece(&job, scanned, &skus, text);
        } else {
            self.say(Answer::UnknownCode { text: text.to_owned() });
        }
    }

    /// The line a piece belongs to: the one that is due, else another one of the same order on this
    /// tray that still wants it. A scan acts on the data, not on what is drawn.
    pub(super) fn line_for(&self, tray: &TrayId, skus: &[SkuId]) -> Option<PickLine> {
        let due = self.due()?;
        let wants = |line: &PickLine| skus.contains(&line.sku) && has_room(line);
        if wants(&due) {
            return Some(due);
        }
        let of_order = |line: &&PickLine| line.order == due.order && wants(line);
        self.floor.open_lines(tray, self.session.mode).find(of_order).cloned()
    }

    /// One scan is one piece.
    pub(super) fn piece(&mut self, mut line: PickLine) {
        self.session.remember(Undo::to(&line));
        line.taken += 1;
        self.session.line = Some(line.id);
        // what was said to be missing is there after all
        self.session.waits_for = None;
        let answer = Answer::Counted { taken: line.taken, quantity: line.quantity };
        let complete =
            line.mode != Mode::Counting && line.quantity > 0 && line.taken == line.quantity;
        if complete {
            self.end_line(line, LineState::Done, None, None);
        } else {
            self.put_line(line);
            self.session.answer = Some(answer);
        }
    }

    pub(super) fn wrong(&mut self, tray: &TrayId, skus: &[SkuId], text: &str) {
        let Some(sku) = skus.first().cloned() else { return };
        let stock = self.floor.stock.get(tray);
        let lies_in = skus.iter().find_map(|sku| stock?.compartment_of(sku)).map(str::to_owned);
        let of_tray = || self.floor.lines.values().filter(|line| line.tray == *tray);
        let full = |line: &&Arc<PickLine>| {
            skus.contains(&line.sku) && !has_room(line) && line.mode == self.session.mode
        };
        let since = self.session.tray_since;
        let ended_here = |line: &&Arc<PickLine>| {
            skus.contains(&line.sku) && line.ended_at.is_some_and(|at| Some(at) >= since)
        };
        let too_many = of_tray().any(|line| full(&line)) || of_tray().any(|line| ended_here(&line));
        let due_order = self.due().map(|line| line.order);
        let for_order = of_tray()
            .find(|line| {
                line.is_open()
                    && line.mode == self.session.mode
                    && skus.contains(&line.sku)
                    && Some(&line.order) != due_order.as_ref()
            })
            .map(|line| line.order.clone());
        let too_many = too_many && for_order.is_none();
        let short = |line: &Arc<PickLine>| !line.is_open() && line.taken < line.quantity;
        let ended_short = too_many && of_tray().any(|line| ended_here(&line) && short(line));
        let barcode = text.to_owned();
        let wrong = Wrong { sku, barcode, too_many, ended_short, lies_in, for_order };
        self.session.answer = Some(Answer::Wrong(wrong));
    }

    /// Whether pieces are put in for which no line was filled in; one that was is worked off first.
    fn decants_freely(&self) -> bool {
        self.session.mode == Mode::Decanting && self.due().is_none_or(|due| due.is_pile())
    }

    /// Pieces for which no line was filled in: they go to where the SKU lies, else into the first
    /// empty compartment.
    pub(super) fn decant_freely(&mut self, tray: &TrayId, skus: &[SkuId]) {
        let Some(sku) = skus.first().cloned() else { return };
        let stock = self.floor.stock_mut(tray);
        let to = stock.compartment_of(&sku).map(str::to_owned).or_else(|| stock.first_empty());
        // of a tray nobody has told anything about, the first compartment is as good as any
        let compartment = to.unwrap_or_else(|| "A1".to_owned());
        if let Some(open) = self.due() {
            // another SKU ends the pile before it
            self.end_line(open, LineState::Done, None, None);
        }
        let (id, mode) = (LineId(self.told.fresh), Mode::Decanting);
        let line = PickLine::new(id, mode, tray.clone(), &compartment, sku);
        // as many as there are
        self.piece(PickLine { quantity: 0, ..line });
    }

    pub(super) fn job_piece(&mut self, job: &Job, scanned: u32, skus: &[SkuId], text: &str) {
        let quantity = pieces_of(job);
        let right = job.sku.as_ref().is_none_or(|sku| skus.contains(sku));
        if !right || scanned >= quantity {
            let Some(sku) = skus.first().cloned() else { return };
            let barcode = text.to_owned();
            let (lies_in, for_order, ended_short) = (None, None, false);
            let wrong = Wrong { sku, barcode, too_many: right, ended_short, lies_in, for_order };
            self.session.answer = Some(Answer::Wrong(wrong));
            return;
        }
        let scanned = scanned + 1;
        self.session.count_job(Counted { job: job.id.clone(), scanned, command: None });
        if scanned == quantity {
            self.end_job(job, quantity);
        } else {
            self.session.answer = Some(Answer::Counted { taken: scanned, quantity });
        }
    }
}

/// Whether a line still takes a piece.
fn has_room(line: &PickLine) -> bool {
    line.is_open()
        && line.taken < PIECES_AT_MOST
        && (line.taken < line.quantity || line.mode == Mode::Counting || line.quantity == 0)
}

fn names(job: &Job, text: &str) -> bool {
    job.sku.as_ref().is_some_and(|sku| sku.as_str().eq_ignore_ascii_case(text.trim()))
}
