//! What a scan, a key or a button does to the floor. Every step changes it whole or not at all.

mod elsewhere;
mod ends;
mod pieces;
mod place;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::session::{Answer, Session};
use super::task::{Task, here};
use super::wish::Wanted;
use super::{Floor, Tone};
use crate::domain::access::Role;
use crate::domain::ids::{JobId, TrayId};
use crate::domain::job::Job;
use crate::domain::pick::{Exception, LineId, Mode, PickLine, Workplace};
use crate::domain::tray::Tray;

/// What is asked of the floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A code that is neither command nor badge, with everything it may stand for.
    Code {
        text: String,
        readings: Vec<String>,
    },
    /// A command code nobody knows.
    UnknownCommand(String),
    TooLong,
    /// All pieces of the line are there.
    Confirm,
    Exception(Exception),
    /// So many more were counted or put in than was thought, or fewer.
    More(i32),
    /// A key or a button, and what the person saw to be due: a press that comes when something else
    /// is due does nothing.
    Press {
        input: Box<Self>,
        seen: Target,
    },
    Undo,
    /// Leave this line for later, or go to the mode the tray came for.
    Next,
    Release,
    Pause(bool),
    Drain(bool),
    Mode(Mode),
    Help(bool),
    /// The badge or PIN of a known person.
    Person {
        name: String,
        role: Role,
    },
    UnknownBadge,
    /// A PIN that is not that of this name; none where nobody is called so.
    WrongPin {
        name: String,
    },
    SignOut,
    /// This program works here from now on.
    TakeOver {
        holder: Uuid,
    },
    /// The robot manager said what stands here.
    Look,
    /// The tray could not be asked to leave; a message key says why.
    NotLeaving {
        tray: TrayId,
        why: &'static str,
    },
    /// The job could not be triggered; a message key says why.
    NotTriggered {
        job: JobId,
        why: &'static str,
    },
    /// Somebody wants something of this workplace; the id of the wish is the fresh one.
    Wish {
        what: Wanted,
        from: String,
        program: Uuid,
    },
    /// Take a wish up; whether the program that does works here.
    Weigh {
        wish: Uuid,
        holds: bool,
    },
    /// Yes or no to the question that stands.
    Answer(bool),
    /// Nobody answered in time; whether the program that found out works here.
    Unanswered {
        wish: Uuid,
        holds: bool,
    },
    /// A wish could not be done.
    WishFailed(Uuid),
}

/// What can be due at a workplace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Line(LineId),
    Job(JobId),
}

/// What is asked, where and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub place: Workplace,
    pub input: Input,
    pub at: Timestamp,
    /// An id for a line that is made here.
    pub fresh: Uuid,
}

/// What holds around a workplace.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// Trays that stand here as told last; none before anything was told.
    pub here: Option<&'a [TrayId]>,
    /// Jobs that wait at this balcony, oldest first.
    pub jobs: &'a [Job],
    /// The trays of this site as told last.
    pub trays: &'a [Tray],
    pub rules: Rules,
}

/// What an admin decided for this site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// More missing pieces than this need a supervisor's badge.
    pub approve_above: Option<u32>,
    /// Only who is signed in may work.
    pub sign_in: bool,
    /// Where the last scan is younger than this, a supervisor elsewhere asks before something is done.
    pub interlock_seconds: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self { approve_above: None, sign_in: false, interlock_seconds: 60 }
    }
}

impl Rules {
    pub fn interlock(self) -> SignedDuration {
        SignedDuration::from_secs(i64::from(self.interlock_seconds))
    }
}

/// What is to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Line(LineId),
    Stock(TrayId),
    Session(Workplace),
    Wish(Uuid),
    /// A row of the audit: what, the line it is about if it is about one, and in words of the store
    /// what was before and after.
    Audit {
        what: &'static str,
        line: Option<LineId>,
        who: String,
        before: String,
        after: String,
    },
}

/// What is to be done outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    Release(TrayId),
    Trigger(JobId),
    /// Somebody elsewhere wished it; the id of the wish is that of the command.
    ReleaseFor {
        id: Uuid,
        tray: TrayId,
        by: String,
    },
}

/// What a step comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub changes: Vec<Change>,
    pub wishes: Vec<Wish>,
    /// Said in this step; none where the screen goes on as it was.
    pub answer: Option<Answer>,
}

/// One step under way.
struct Step<'a> {
    floor: &'a mut Floor,
    session: Session,
    around: &'a Around<'a>,
    told: &'a Told,
    outcome: Outcome,
}

impl Floor {
    /// Does as told. A workplace nobody opened yet is opened by what is told there.
    pub fn apply(&mut self, told: &Told, around: &Around<'_>) -> Outcome {
        let session = match self.sessions.get(&told.place) {
            Some(session) => session.as_ref().clone(),
            None => Session::new(told.place.clone(), Uuid::nil(), told.at),
        };
        let before = session.clone();
        let mut step = Step { floor: self, session, around, told, outcome: Outcome::default() };
        step.take();
        let Step { session, mut outcome, .. } = step;
        outcome.answer = session.answer.clone().filter(|_| session.answer != before.answer);
        if session != before {
            outcome.changes.push(Change::Session(told.place.clone()));
            self.sessions.insert(told.place.clone(), Arc::new(session));
        }
        outcome
    }
}

impl Step<'_> {
    fn take(&mut self) {
        self.take_one(self.told.input.clone());
    }

    /// Does what was pressed, while what the person saw is still due.
    fn press(&mut self, input: Input, seen: &Target) {
        let due = match self.floor.task(&self.session, self.around) {
            Task::Line(line) => Some(Target::Line(line.id)),
            Task::Job { job, .. } => Some(Target::Job(job.id.clone())),
            _ => None,
        };
        if due.as_ref() == Some(seen) {
            self.take_one(input);
        } else {
            self.say(Answer::NotDueAnyMore);
        }
    }

    fn take_one(&mut self, input: Input) {
        let is_scan = matches!(
            input,
            Input::Code { .. } | Input::UnknownCommand(_) | Input::TooLong | Input::Person { .. }
        );
        if is_scan {
            self.session.last_scan = Some(self.told.at);
        }
        let input = self.meant(input);
        if let Some(refusal) = self.refusal(&input) {
            self.say(refusal);
            return;
        }
        match input {
            Input::Code { text, readings } => self.code(&text, &readings),
            Input::UnknownCommand(text) => self.say(Answer::UnknownCommand { text }),
            Input::TooLong => self.say(Answer::TooLong),
            Input::Confirm => self.confirm(),
            Input::Exception(exception) => self.exception(exception),
            Input::More(more) => self.more(more),
            Input::Press { input, seen } => self.press(*input, &seen),
            Input::Undo => self.undo(),
            Input::Next => self.next(),
            Input::Release => self.release(),
            Input::Pause(paused) => self.pause(paused),
            Input::Drain(draining) => self.session.draining = draining,
            Input::Mode(mode) => self.mode(mode),
            Input::Help(wanted) => {
                let since = self.session.help_since.or(Some(self.told.at));
                self.session.help_since = since.filter(|_| wanted);
            }
            Input::Person { name, role } => self.person(name, role),
            Input::UnknownBadge => {
                self.audit("station.refused", None, "", "unknown badge");
                self.say(Answer::UnknownBadge);
            }
            Input::WrongPin { .. } => {
                self.audit("station.refused", None, "", "wrong PIN");
                self.say(Answer::WrongPin);
            }
            Input::SignOut => self.sign_out(),
            Input::TakeOver { holder } => {
                self.audit("station.open", None, "", &holder.to_string());
                self.session.holder = holder;
            }
            Input::Look => self.look(),
            Input::NotLeaving { tray, why } => self.say(Answer::NotLeaving { tray, why }),
            Input::NotTriggered { job, why } => self.not_triggered(&job, why),
            Input::Wish { what, from, program } => self.wish(what, from, program),
            Input::Weigh { wish, holds } => self.weigh(wish, holds),
            Input::Answer(yes) => self.answer(yes),
            Input::Unanswered { wish, holds } => self.unanswered(wish, holds),
            Input::WishFailed(wish) => self.wish_failed(wish),
        }
    }

    /// Why nothing of the kind is done now.
    fn refusal(&self, input: &Input) -> Option<Answer> {
        let works = matches!(
            input,
            Input::Code { .. }
                | Input::Confirm
                | Input::Exception(_)
                | Input::More(_)
                | Input::Press { .. }
                | Input::Undo
                | Input::Next
                | Input::Release
        );
        if works && self.around.rules.sign_in && self.session.person.is_empty() {
            return Some(Answer::NobodyHere);
        }
        if works && self.session.paused {
            return Some(Answer::Paused);
        }
        let decides = matches!(
            input,
            Input::Confirm
                | Input::Press { .. }
                | Input::More(_)
                | Input::Next
                | Input::Exception(
                    Exception::Short
                        | Exception::Damaged
                        | Exception::WrongContent
                        | Exception::Skip
                )
        );
        if let Some(waits) = self.session.waits_for.as_ref().filter(|_| decides) {
            return Some(Answer::AwaitsBadge { missing: waits.missing });
        }
        if matches!(input, Input::Confirm | Input::Undo) && self.question_just_ended() {
            return Some(Answer::QuestionOver);
        }
        let over = matches!(
            input,
            Input::Exception(_) | Input::More(_) | Input::Next | Input::Release | Input::Mode(_)
        );
        // what was scanned wrongly is put right before anything else, and stays in sight until then
        (over && self.session.wrong().is_some() && self.is_due()).then_some(Answer::PutRightFirst)
    }

    pub(super) fn say(&mut self, answer: Answer) {
        // a wrong piece stays in sight until it is put right
        let stays = self.session.wrong().is_some() && answer.tone() == Tone::Guard;
        if !stays {
            self.session.answer = Some(answer);
        }
    }

    /// There is no line to do that with; a job of the storage knows no such thing.
    pub(super) fn say_nothing_due(&mut self) {
        let answer = match self.floor.task(&self.session, self.around) {
            Task::Job { .. } => Answer::NotWithJob,
            _ if self.tray().is_some() => Answer::NothingToConfirm,
            _ => Answer::NothingHere,
        };
        self.say(answer);
    }

    pub(super) fn audit(
        &mut self,
        what: &'static str,
        line: Option<LineId>,
        before: &str,
        after: &str,
    ) {
        let (who, before, after) =
            (self.session.person.clone(), before.to_owned(), after.to_owned());
        self.outcome.changes.push(Change::Audit { what, line, who, before, after });
    }

    pub(super) fn is_due(&self) -> bool {
        let task = self.floor.task(&self.session, self.around);
        matches!(task, Task::Line(_) | Task::Job { .. })
    }

    /// The line that is due.
    pub(super) fn due(&self) -> Option<PickLine> {
        match self.floor.task(&self.session, self.around) {
            Task::Line(line) => Some(line.clone()),
            _ => None,
        }
    }

    pub(super) fn job_due(&self) -> Option<(Job, u32)> {
        match self.floor.task(&self.session, self.around) {
            Task::Job { job, scanned } => Some((job.clone(), scanned)),
            _ => None,
        }
    }

    pub(super) fn tray(&self) -> Option<TrayId> {
        match self.session.place {
            Workplace::Tray(_) => here(&self.session, self.around).cloned(),
            Workplace::Balcony(_) => None,
        }
    }

    pub(super) fn put_line(&mut self, line: PickLine) {
        self.outcome.changes.push(Change::Line(line.id));
        self.floor.lines.insert(line.id, Arc::new(line));
    }
}
