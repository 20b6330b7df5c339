//! How a line ends and what that does to the tray: all pieces, fewer for a reason, and taking it back.

use std::sync::Arc;

use super::{Change, Step, Wish};
use crate::domain::floor::session::{Answer, Counted, Undo, WaitsForBadge};
use crate::domain::ids::{JobId, SkuId};
use crate::domain::job::Job;
use crate::domain::pick::{Exception, LineState, Mode, PIECES_AT_MOST, PickLine};

impl Step<'_> {
    /// Ends a line and books what it did to the tray.
    pub(super) fn end_line(
        &mut self,
        mut line: PickLine,
        state: LineState,
        reason: Option<Exception>,
        approved_by: Option<String>,
    ) {
        line.state = state;
        line.reason = reason;
        line.by.clone_from(&self.session.person);
        line.approved_by = approved_by;
        line.ended_at = Some(self.told.at);
        let stock = self.floor.stock_mut(&line.tray);
        let booked = match line.mode {
            Mode::Picking => stock.take(&line.compartment, &line.sku, line.taken),
            Mode::Decanting => {
                stock.put(&line.compartment, &line.sku, line.taken);
                0
            }
            Mode::Counting => {
                stock.set(&line.compartment, &line.sku, line.taken);
                0
            }
        };
        self.outcome.changes.push(Change::Stock(line.tray.clone()));
        let (before, after) = (format!("{} asked", line.quantity), ended_words(&line));
        self.audit("line.end", Some(line.id), &before, &after);
        match self.session.undo.last_mut() {
            Some(undo) if undo.line == line.id && !undo.ended => {
                undo.ended = true;
                undo.booked += booked;
            }
            _ => self.session.remember(Undo { ended: true, booked, ..Undo::to(&line) }),
        }
        let short = state == LineState::Short;
        self.session.ended(&line.sku, line.taken, short, self.told.at);
        self.session.line = None;
        self.session.waits_for = None;
        self.session.answer = Some(match reason {
            Some(exception) => Answer::Noted { exception, sku: line.sku.clone() },
            None => Answer::LineDone { sku: line.sku.clone(), pieces: line.taken },
        });
        self.put_line(line);
    }

    pub(super) fn end_job(&mut self, job: &Job, pieces: u32) {
        let command = Some(self.told.fresh);
        self.session.count_job(Counted { job: job.id.clone(), scanned: pieces, command });
        self.audit("job.end", None, job.id.as_str(), &pieces.to_string());
        let sku = job.sku.clone().unwrap_or_else(|| SkuId::new(""));
        self.session.ended(&sku, pieces, false, self.told.at);
        self.session.answer = Some(Answer::LineDone { sku, pieces });
        self.outcome.wishes.push(Wish::Trigger(job.id.clone()));
    }

    /// The trigger came to nothing: the job is to be confirmed again, its pieces stay counted.
    pub(super) fn not_triggered(&mut self, job: &JobId, why: &'static str) {
        let counted = self.session.counted(job).filter(|counted| counted.command.is_some());
        let Some(counted) = counted.cloned() else { return };
        self.audit("job.again", None, job.as_str(), why);
        self.session.count_job(Counted { command: None, ..counted });
        self.session.answer = Some(Answer::NotTriggered { why });
    }

    pub(super) fn confirm(&mut self) {
        if self.session.wrong().is_some() && self.is_due() {
            // what was scanned wrongly is put right by the right scan, not by a press
            return;
        }
        if let Some((job, _)) = self.job_due() {
            self.end_job(&job, pieces_of(&job));
            return;
        }
        match (self.due(), self.tray()) {
            (Some(line), _)
                if line.mode == Mode::Counting
                    && line.taken == 0
                    && self.session.answer != Some(Answer::CountIsZero) =>
            {
                // an empty compartment is said twice: a count of nothing empties the books
                self.session.line = Some(line.id);
                self.session.answer = Some(Answer::CountIsZero);
            }
            (Some(mut line), _) => {
                if line.mode == Mode::Picking || line.quantity > 0 && line.mode == Mode::Decanting {
                    line.taken = line.taken.max(line.quantity);
                }
                self.end_with_undo(line, LineState::Done, None, None);
            }
            (None, Some(_)) if self.session.wrong().is_some() => self.session.answer = None,
            (None, Some(_)) => self.say(Answer::NothingToConfirm),
            (None, None) => self.say(Answer::NothingHere),
        }
    }

    /// Ends a line by one press: taking it back goes to what was scanned before.
    pub(super) fn end_with_undo(
        &mut self,
        line: PickLine,
        state: LineState,
        reason: Option<Exception>,
        approved_by: Option<String>,
    ) {
        let before = self.floor.lines.get(&line.id).map(Arc::as_ref);
        self.session.remember(Undo::to(before.unwrap_or(&line)));
        self.end_line(line, state, reason, approved_by);
    }

    pub(super) fn exception(&mut self, exception: Exception) {
        if exception == Exception::DirtyTray {
            let Some(tray) = self.tray() else {
                self.say_nothing_due();
                return;
            };
            self.turn_dirty(tray);
            return;
        }
        let Some(mut line) = self.due() else {
            self.say_nothing_due();
            return;
        };
        if exception == Exception::Damaged {
            let undo = Undo::to(&line);
            line.damaged = (line.damaged + 1).min(PIECES_AT_MOST);
            // a piece that is put in was not in the books yet
            let pieces = u32::from(line.mode != Mode::Decanting);
            let stock = self.floor.stock_mut(&line.tray);
            let booked = stock.take(&line.compartment, &line.sku, pieces);
            self.session.remember(Undo { booked, ..undo });
            self.outcome.changes.push(Change::Stock(line.tray.clone()));
            self.audit("line.damaged", Some(line.id), "", &line.damaged.to_string());
            self.session.answer = Some(Answer::Noted { exception, sku: line.sku.clone() });
            self.put_line(line);
            return;
        }
        let missing = line.left();
        if self.around.rules.approve_above.is_some_and(|limit| missing > limit) {
            let (line, since) = (line.id, self.told.at);
            self.session.waits_for = Some(WaitsForBadge { line, exception, missing, since });
            self.session.answer = Some(Answer::AwaitsBadge { missing });
            return;
        }
        self.end_with_undo(line, LineState::Short, Some(exception), None);
    }

    /// Counted by hand: bounded, and of what is to be put in no more than was asked for. How many
    /// more, not how many: a scan may have come meanwhile.
    pub(super) fn more(&mut self, more: i32) {
        let Some(mut line) = self.due().filter(|line| line.mode != Mode::Picking) else {
            self.say(Answer::NothingToConfirm);
            return;
        };
        self.session.remember(Undo::to(&line));
        let most = match line.mode {
            Mode::Decanting if !line.is_pile() => line.quantity,
            _ => PIECES_AT_MOST,
        };
        line.taken = line.taken.saturating_add_signed(more).min(most);
        self.session.line = Some(line.id);
        self.session.answer = Some(Answer::Counted { taken: line.taken, quantity: line.quantity });
        self.put_line(line);
    }

    pub(super) fn undo(&mut self) {
        if self.session.waits_for.take().is_some() || self.session.wrong().is_some() {
            self.session.answer = None;
            return;
        }
        if let Some((job, scanned)) = self.job_due().filter(|(_, scanned)| *scanned > 0) {
            let (taken, quantity) = (scanned - 1, pieces_of(&job));
            self.session.count_job(Counted { job: job.id, scanned: taken, command: None });
            let sku = job.sku.unwrap_or_else(|| SkuId::new(""));
            self.session.answer = Some(Answer::Undone { sku, taken, quantity });
            return;
        }
        let here = self.tray();
        let noted_dirty = |answer: &Answer| {
            matches!(answer, Answer::Noted { exception: Exception::DirtyTray, .. })
        };
        if let Some(tray) = here.clone()
            && self.session.answer.as_ref().is_some_and(noted_dirty)
        {
            self.turn_dirty(tray);
            return;
        }
        let Some(undo) = self.session.undo.pop() else {
            self.say(Answer::NothingToUndo);
            return;
        };
        let line = self.floor.lines.get(&undo.line).map(|line| line.as_ref().clone());
        // what has left with its tray cannot be taken back here
        let Some(mut line) = line.filter(|line| Some(&line.tray) == here.as_ref()) else {
            self.session.undo.clear();
            self.say(Answer::NothingToUndo);
            return;
        };
        self.unbook(&line, &undo);
        if let Some(ended) = line.ended_at.filter(|_| undo.ended) {
            self.session.pace.uncount(line.taken, ended);
            self.session.done.retain(|done| done.at != ended || done.sku != line.sku);
        }
        line.taken = undo.taken;
        line.damaged = undo.damaged;
        line.state = LineState::Open;
        line.reason = None;
        line.ended_at = None;
        line.approved_by = None;
        self.session.line = Some(line.id);
        let (taken, quantity) = (line.taken, line.quantity);
        self.audit("line.undo", Some(line.id), "", &taken.to_string());
        self.session.answer = Some(Answer::Undone { sku: line.sku.clone(), taken, quantity });
        if line.is_pile() && line.taken == 0 && line.damaged == 0 {
            // nothing is left of it: open, it would bring the tray again
            line.state = LineState::Short;
            line.reason = Some(Exception::Skip);
            line.ended_at = Some(self.told.at);
            self.session.line = None;
        }
        self.put_line(line);
    }

    /// Puts back into the books what the step took out of them, and takes out what it put in.
    pub(super) fn unbook(&mut self, line: &PickLine, undo: &Undo) {
        let stock = self.floor.stock_mut(&line.tray);
        if undo.booked > 0 {
            stock.put(&line.compartment, &line.sku, undo.booked);
        }
        // what was believed before a count is not believed again
        if undo.ended && line.mode == Mode::Decanting {
            stock.take(&line.compartment, &line.sku, line.taken);
        }
        self.outcome.changes.push(Change::Stock(line.tray.clone()));
    }
}

/// Pieces a job asks for; one that tells none asks for one.
pub(super) fn pieces_of(job: &Job) -> u32 {
    job.pieces().unwrap_or(1).clamp(1, PIECES_AT_MOST)
}

fn ended_words(line: &PickLine) -> String {
    let reason = line.reason.map_or("", Exception::code);
    let approved = line.approved_by.as_deref().unwrap_or_default();
    format!("{} {} {reason} {approved}", line.taken, line.state.code()).trim().to_owned()
}
