//! What is to be done now at a workplace, worked out of lines, jobs and what the machine last said.

use super::{Around, Floor, Session};
use crate::domain::ids::TrayId;
use crate::domain::job::Job;
use crate::domain::pick::{Mode, PickLine, Workplace};

/// The one thing to do now.
#[derive(Clone, Debug, PartialEq)]
pub enum Task<'a> {
    /// Take, count or put in the pieces of this line.
    Line(&'a PickLine),
    /// Take what the waiting job says; so many are scanned.
    Job { job: &'a Job, scanned: u32 },
    /// The tray came for something else.
    OtherMode { tray: TrayId, mode: Mode, lines: usize },
    /// Nothing is left to do with the tray.
    Finished { tray: TrayId },
    /// Nothing is here.
    Waiting,
}

/// A tray that is to come, and what it brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    pub tray: TrayId,
    pub lines: usize,
}

impl Floor {
    /// What is due at a workplace. The tray is the one of the session while it stands here, else the
    /// first that does.
    pub fn task<'a>(&'a self, session: &'a Session, around: &Around<'a>) -> Task<'a> {
        match &session.place {
            Workplace::Balcony(_) => self.job_task(session, around),
            Workplace::Tray(_) => match here(session, around) {
                None => Task::Waiting,
                Some(tray) => self.tray_task(session, tray),
            },
        }
    }

    fn tray_task<'a>(&'a self, session: &'a Session, tray: &'a TrayId) -> Task<'a> {
        let chosen = session.line.and_then(|id| self.lines.get(&id)).map(AsRef::as_ref);
        let fits =
            |line: &&PickLine| line.is_open() && line.tray == *tray && line.mode == session.mode;
        if let Some(line) = chosen.filter(fits) {
            return Task::Line(line);
        }
        if let Some(line) = self.open_lines(tray, session.mode).next() {
            return Task::Line(line);
        }
        let other = Mode::ALL.iter().copied().find_map(|mode| {
            let lines = self.open_lines(tray, mode).count();
            (lines > 0).then_some((mode, lines))
        });
        match other {
            Some((mode, lines)) => Task::OtherMode { tray: tray.clone(), mode, lines },
            None => Task::Finished { tray: tray.clone() },
        }
    }

    fn job_task<'a>(&self, session: &Session, around: &Around<'a>) -> Task<'a> {
        let begun = session.jobs.iter().rev().filter(|counted| counted.command.is_none());
        // what was begun goes on: a list that comes in another order must not part a pick
        let mut begun =
            begun.filter_map(|counted| around.jobs.iter().find(|job| job.id == counted.job));
        // the list may be older than the trigger of a job that it still has
        let waits =
            |job: &&Job| session.counted(&job.id).is_none_or(|counted| counted.command.is_none());
        match begun.next().or_else(|| around.jobs.iter().find(waits)) {
            None => Task::Waiting,
            Some(job) => {
                let scanned = session.counted(&job.id).map_or(0, |counted| counted.scanned);
                Task::Job { job, scanned }
            }
        }
    }
}

/// The tray that is worked at: the one of the session while it is still among those that stand here.
pub(super) fn here<'a>(session: &'a Session, around: &Around<'a>) -> Option<&'a TrayId> {
    let kept = session.tray.as_ref().filter(|tray| match around.here {
        Some(here) => here.contains(tray),
        // nobody has said anything since the start: what was said last holds
        None => true,
    });
    kept.or_else(|| around.here.and_then(<[TrayId]>::first))
}
