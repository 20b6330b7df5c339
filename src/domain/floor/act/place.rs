//! What concerns the workplace: who works there, at what, which tray stands there and when it may leave.

use jiff::SignedDuration;

use super::{Change, Step, Wish};
use crate::domain::access::Role;
use crate::domain::floor::session::{Answer, Pace};
use crate::domain::floor::task::Task;
use crate::domain::ids::{SkuId, TrayId};
use crate::domain::pick::{Exception, LineId, LineState, Mode, PickLine};

/// So long the same command again means that it is meant.
const MEANT_TWICE: SignedDuration = SignedDuration::from_secs(15);

impl Step<'_> {
    pub(super) fn next(&mut self) {
        if let Task::OtherMode { mode, .. } = self.floor.task(&self.session, self.around) {
            self.mode(mode);
            return;
        }
        let (Some(due), Some(tray)) = (self.due(), self.tray()) else {
            self.say_nothing_due();
            return;
        };
        let lines: Vec<LineId> =
            self.floor.open_lines(&tray, self.session.mode).map(|line| line.id).collect();
        let after = lines.iter().position(|id| *id == due.id).map_or(0, |at| at + 1);
        self.session.line = lines.get(after).or_else(|| lines.first()).copied();
        self.session.answer = None;
        self.session.waits_for = None;
    }

    pub(super) fn release(&mut self) {
        let Some(tray) = self.tray() else {
            self.say_nothing_due();
            return;
        };
        if let Some(pile) = self.due().filter(PickLine::is_pile) {
            // who sends the tray away is done with what was put in
            self.end_line(pile, LineState::Done, None, None);
        }
        let of_mode = |mode: &Mode| self.floor.open_lines(&tray, *mode).count();
        let lines: usize = Mode::ALL.iter().map(of_mode).sum();
        let lines = u32::try_from(lines).unwrap_or(u32::MAX);
        let at = self.told.at;
        let asked_twice = matches!(
            self.session.answer,
            Some(Answer::LinesOpen { lines: said, at: then })
                if said == lines && at.duration_since(then) < MEANT_TWICE
        );
        if lines > 0 && !asked_twice {
            self.session.answer = Some(Answer::LinesOpen { lines, at });
            return;
        }
        self.audit("tray.release", None, tray.as_str(), &format!("{lines} lines open"));
        self.session.answer = Some(Answer::Leaving { tray: tray.clone() });
        self.session.waits_for = None;
        self.outcome.wishes.push(Wish::Release(tray));
    }

    pub(super) fn pause(&mut self, paused: bool) {
        if self.session.paused != paused {
            self.audit("station.pause", None, "", if paused { "paused" } else { "goes on" });
        }
        self.session.paused = paused;
        if self.session.wrong().is_none() {
            self.session.answer = None;
        }
    }

    pub(super) fn mode(&mut self, mode: Mode) {
        if self.session.mode != mode {
            self.audit("station.mode", None, self.session.mode.code(), mode.code());
        }
        self.session.mode = mode;
        self.session.line = None;
        self.session.waits_for = None;
        self.session.answer = Some(Answer::ModeIs(mode));
    }

    /// Notes the tray as dirty; said again, it is clean.
    pub(super) fn turn_dirty(&mut self, tray: TrayId) {
        let stock = self.floor.stock_mut(&tray);
        stock.dirty = !stock.dirty;
        if stock.dirty {
            self.audit("tray.dirty", None, tray.as_str(), "dirty");
            let sku = self.due().map_or_else(|| SkuId::new(""), |line| line.sku);
            self.session.answer = Some(Answer::Noted { exception: Exception::DirtyTray, sku });
        } else {
            self.audit("tray.clean", None, tray.as_str(), "clean");
            self.session.answer = Some(Answer::IsClean);
        }
        self.outcome.changes.push(Change::Stock(tray));
    }

    /// A badge: it approves what waits for one, else its owner works here from now on.
    pub(super) fn person(&mut self, name: String, role: Role) {
        if let Some(waits) = self.session.waits_for.clone() {
            let line = self.floor.lines.get(&waits.line).map(|line| line.as_ref().clone());
            match line.filter(PickLine::is_open) {
                Some(line) if !self.session.may_approve(&name, role) => {
                    self.audit("line.refused", Some(line.id), waits.exception.code(), &name);
                    self.session.answer = Some(Answer::BadgeNotEnough { name });
                }
                Some(line) => {
                    let what = waits.exception.code();
                    self.audit("line.approved", Some(line.id), what, &name);
                    let reason = Some(waits.exception);
                    self.end_with_undo(line, LineState::Short, reason, Some(name.clone()));
                    self.session.answer = Some(Answer::Approved { by: name });
                }
                None => self.session.waits_for = None,
            }
            return;
        }
        if self.session.person != name {
            let before = self.session.person.clone();
            self.audit("station.sign-in", None, &before, &name);
            self.session.since = self.told.at;
            self.session.undo.clear();
            self.session.pace = Pace::default();
        }
        self.session.person.clone_from(&name);
        self.session.paused = false;
        self.session.answer = Some(Answer::SignedIn { name });
    }

    pub(super) fn sign_out(&mut self) {
        let before = self.session.person.clone();
        self.audit("station.sign-out", None, &before, "");
        self.session.person.clear();
        self.session.waits_for = None;
        self.session.undo.clear();
        self.session.answer = Some(Answer::SignedOut);
    }

    /// A tray came or went.
    pub(super) fn look(&mut self) {
        let now = self.tray();
        if now == self.session.tray {
            return;
        }
        self.session.tray = now;
        self.session.tray_since = self.session.tray.as_ref().map(|_| self.told.at);
        self.session.line = None;
        self.session.undo.clear();
        self.session.waits_for = None;
        self.session.answer = None;
    }
}
