//! One workplace in use: who works there, at what, how far, and what the last scan did.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::wish::Question;
use crate::domain::access::Role;
use crate::domain::ids::{JobId, SkuId, TrayId};
use crate::domain::pick::{Exception, LineId, Mode, PickLine, Workplace};

/// Steps that can be taken back.
pub const UNDO_KEPT: usize = 20;
/// Jobs of a balcony that are remembered: more than ever wait there at a time.
const JOBS_KEPT: usize = 50;
/// Ended lines that are shown.
pub const DONE_KEPT: usize = 8;
/// The own pick rate counts this long back.
const PACE_OVER: SignedDuration = SignedDuration::from_mins(60);

/// One workplace. It is kept on disk with every step, so that a power cut loses nothing of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub place: Workplace,
    /// Who is signed in; empty when nobody is.
    pub person: String,
    pub mode: Mode,
    pub since: Timestamp,
    /// Scans count nothing until it goes on.
    pub paused: bool,
    /// What was asked for is finished, no more trays are asked for.
    pub draining: bool,
    /// The tray that stands here as the robot manager said last, and since when.
    pub tray: Option<TrayId>,
    pub tray_since: Option<Timestamp>,
    /// The line that was scanned for last; else the first one of the tray is due.
    pub line: Option<LineId>,
    /// How far the jobs of a balcony are, the one scanned for last at the end.
    pub jobs: Vec<Counted>,
    pub last_scan: Option<Timestamp>,
    pub answer: Option<Answer>,
    /// Newest last.
    pub undo: Vec<Undo>,
    /// A short pick that waits for a supervisor's badge.
    pub waits_for: Option<WaitsForBadge>,
    /// Newest first.
    pub done: Vec<DoneLine>,
    pub pace: Pace,
    /// Somebody called for help then.
    pub help_since: Option<Timestamp>,
    /// Somebody elsewhere wants something here, and the person here is asked.
    pub question: Option<Question>,
    /// The running program that works here; another one takes over only in words.
    pub holder: Uuid,
}

/// Pieces of a job that were scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    pub job: JobId,
    pub scanned: u32,
    /// The command that triggers it, once that was asked for; it counts no more then.
    pub command: Option<Uuid>,
}

/// How an answer is to be seen and heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Counted, or done as asked.
    Right,
    /// Stays until the right scan; nothing was counted.
    Wrong,
    /// Not done, and why; nothing was counted.
    Guard,
    /// No band and no sound.
    Quiet,
}

/// What the last scan or press did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// One piece more.
    Counted {
        taken: u32,
        quantity: u32,
    },
    /// The line ended with all its pieces.
    LineDone {
        sku: SkuId,
        pieces: u32,
    },
    /// The tray is not dirty any more.
    IsClean,
    /// The line ended with less, or a piece was set aside.
    Noted {
        exception: Exception,
        sku: SkuId,
    },
    Wrong(Wrong),
    /// The code is on no list: neither tray, badge, command nor SKU.
    UnknownCode {
        text: String,
    },
    /// A command code of a newer or older card.
    UnknownCommand {
        text: String,
    },
    /// A tray that is not the one that stands here.
    OtherTray {
        tray: TrayId,
        here: Option<TrayId>,
    },
    /// There is no tray or job here to do that with.
    NothingHere,
    /// A job of the storage is taken or left; there is no other way to end it.
    NotWithJob,
    /// Nothing was counted; the same command again says that nothing is there.
    CountIsZero,
    /// The question from elsewhere is over; nothing was confirmed and nothing taken back.
    QuestionOver,
    /// A wrong piece stands: first it is put right.
    PutRightFirst,
    /// What was to be done then is done already.
    NotDueAnyMore,
    /// Nothing is left to be confirmed.
    NothingToConfirm,
    /// Lines of the tray are still open; the same command again sends it away with them.
    LinesOpen {
        /// When it was said: the same command much later is no answer to it.
        at: Timestamp,
        lines: u32,
    },
    /// The tray is asked to leave.
    Leaving {
        tray: TrayId,
    },
    /// It cannot be asked to leave now; a message key says why.
    NotLeaving {
        tray: TrayId,
        why: &'static str,
    },
    /// The job was not triggered and still waits; a message key says why.
    NotTriggered {
        why: &'static str,
    },
    Paused,
    /// Nobody is signed in.
    NobodyHere,
    /// The badge is not known here.
    UnknownBadge,
    /// The PIN is not that of the name.
    WrongPin,
    SignedIn {
        name: String,
    },
    SignedOut,
    /// A supervisor's badge is awaited for this many missing pieces.
    AwaitsBadge {
        missing: u32,
    },
    /// The badge does not allow it.
    BadgeNotEnough {
        name: String,
    },
    Approved {
        by: String,
    },
    Undone {
        sku: SkuId,
        taken: u32,
        quantity: u32,
    },
    NothingToUndo,
    /// What was set to be worked; the mode it is now.
    ModeIs(Mode),
    /// All that was typed without an end was too long for a code.
    TooLong,
    /// Nobody knows yet whether the step was written down; words of the store.
    NotKnown {
        why: String,
    },
    /// The step could not be written down and was not done; words of the store.
    NotWritten {
        why: String,
    },
}

/// A piece that does not belong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub sku: SkuId,
    pub barcode: String,
    /// All pieces of it were scanned already.
    pub too_many: bool,
    /// Its line was ended here with less: a step back counts it after all.
    pub ended_short: bool,
    /// Where it lies in this tray, as far as we know.
    pub lies_in: Option<String>,
    /// A line of another order on this tray wants it.
    pub for_order: Option<String>,
}

/// A step that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    pub line: LineId,
    /// Pieces taken before it.
    pub taken: u32,
    /// Damaged pieces before it.
    pub damaged: u32,
    /// The line ended with it.
    pub ended: bool,
    /// Pieces that left the books with it, which may have known of fewer than were taken.
    pub booked: u32,
}

impl Undo {
    /// Back to how the line is now.
    pub const fn to(line: &PickLine) -> Self {
        Self { line: line.id, taken: line.taken, damaged: line.damaged, ended: false, booked: 0 }
    }
}

/// What a supervisor's badge lets through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitsForBadge {
    pub line: LineId,
    pub exception: Exception,
    pub missing: u32,
    pub since: Timestamp,
}

/// A line that ended here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoneLine {
    pub sku: SkuId,
    pub pieces: u32,
    pub short: bool,
    pub at: Timestamp,
}

/// Lines by the minute, for the own pick rate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// Minutes since 1970 with lines and pieces, oldest first.
    pub minutes: Vec<(i64, u32, u32)>,
}

impl Pace {
    /// Counts a line that ended.
    pub fn count(&mut self, pieces: u32, now: Timestamp) {
        let minute = now.as_second().div_euclid(60);
        match self.minutes.last_mut() {
            Some((last, lines, all)) if *last >= minute => {
                *lines += 1;
                *all += pieces;
            }
            _ => self.minutes.push((minute, 1, pieces)),
        }
        let oldest = minute - PACE_OVER.as_mins();
        self.minutes.retain(|(minute, ..)| *minute > oldest);
    }

    /// Takes back a line that was counted then.
    pub fn uncount(&mut self, pieces: u32, at: Timestamp) {
        let minute = at.as_second().div_euclid(60);
        // a line that came late was counted to the newest minute
        let found = self.minutes.iter_mut().find(|(counted, ..)| *counted >= minute);
        if let Some((_, lines, all)) = found {
            *lines = lines.saturating_sub(1);
            *all = all.saturating_sub(pieces);
        }
        self.minutes.retain(|(_, lines, _)| *lines > 0);
    }

    /// Lines and pieces of the last hour, and how many minutes of it were worked since the first.
    pub fn last_hour(&self, now: Timestamp) -> Option<(u32, u32, i64)> {
        let minute = now.as_second().div_euclid(60);
        let oldest = minute - PACE_OVER.as_mins();
        let recent = || self.minutes.iter().filter(move |(at, ..)| *at > oldest && *at <= minute);
        let first = recent().map(|(at, ..)| *at).min()?;
        let (lines, pieces) =
            recent().fold((0, 0), |(lines, pieces), (_, l, p)| (lines + l, pieces + p));
        Some((lines, pieces, minute - first + 1))
    }
}

impl Session {
    /// A workplace that nobody works at yet.
    pub fn new(place: Workplace, holder: Uuid, now: Timestamp) -> Self {
        Self {
            place,
            person: String::new(),
            mode: Mode::Picking,
            since: now,
            paused: false,
            draining: false,
            tray: None,
            tray_since: None,
            line: None,
            jobs: Vec::new(),
            last_scan: None,
            answer: None,
            undo: Vec::new(),
            waits_for: None,
            done: Vec::new(),
            pace: Pace::default(),
            help_since: None,
            question: None,
            holder,
        }
    }

    /// The wrong piece that has not been put right yet.
    pub const fn wrong(&self) -> Option<&Wrong> {
        match &self.answer {
            Some(Answer::Wrong(wrong)) => Some(wrong),
            _ => None,
        }
    }

    pub(super) fn remember(&mut self, undo: Undo) {
        self.undo.push(undo);
        if self.undo.len() > UNDO_KEPT {
            self.undo.remove(0);
        }
    }

    /// How far a job is here.
    pub fn counted(&self, job: &JobId) -> Option<&Counted> {
        self.jobs.iter().find(|counted| counted.job == *job)
    }

    /// Remembers how far a job is, as the one that was scanned for last.
    pub(super) fn count_job(&mut self, counted: Counted) {
        self.jobs.retain(|other| other.job != counted.job);
        self.jobs.push(counted);
        if self.jobs.len() > JOBS_KEPT {
            self.jobs.remove(0);
        }
    }

    /// Whether this person may let through what waits here: a supervisor who does not work here.
    pub fn may_approve(&self, name: &str, role: Role) -> bool {
        role != Role::Picker && name != self.person
    }

    pub(super) fn ended(&mut self, sku: &SkuId, pieces: u32, short: bool, at: Timestamp) {
        self.done.insert(0, DoneLine { sku: sku.clone(), pieces, short, at });
        self.done.truncate(DONE_KEPT);
        self.pace.count(pieces, at);
    }
}

impl Answer {
    /// Whether it says that somebody is not known or may not do it.
    pub const fn refuses_person(&self) -> bool {
        matches!(self, Self::BadgeNotEnough { .. } | Self::UnknownBadge | Self::WrongPin)
    }

    pub const fn tone(&self) -> Tone {
        match self {
            Self::Counted { .. }
            | Self::LineDone { .. }
            | Self::Leaving { .. }
            | Self::Approved { .. }
            | Self::Noted { .. }
            | Self::IsClean
            | Self::Undone { .. } => Tone::Right,
            Self::Wrong(_) => Tone::Wrong,
            Self::SignedIn { .. } | Self::SignedOut | Self::ModeIs(_) => Tone::Quiet,
            _ => Tone::Guard,
        }
    }
}
