//! What somebody elsewhere wants of a workplace, and what was said to it there.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::domain::ids::TrayId;
use crate::domain::pick::Workplace;

/// A question stands this long at the workplace; then it is answered by no.
pub const QUESTION_STANDS: SignedDuration = SignedDuration::from_secs(30);
/// What was pressed before a person can have read the question does not answer it.
pub const READ_AFTER: SignedDuration = SignedDuration::from_millis(800);
/// A wish that nobody took up for so long is not done any more.
pub const WISH_STANDS: SignedDuration = SignedDuration::from_secs(40);

/// What is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    ReleaseTray(TrayId),
    /// Whoever works there is signed out, and no more trays are asked for.
    CloseStation,
}

/// It stands on the screen of the workplace until it is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The wish it comes from.
    pub id: Uuid,
    pub what: Wanted,
    /// Who wants it.
    pub from: String,
    pub at: Timestamp,
}

/// A wish and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StationWish {
    pub id: Uuid,
    pub place: Workplace,
    pub what: Wanted,
    pub from: String,
    /// The running program it was wished at.
    pub program: Uuid,
    pub at: Timestamp,
    pub state: WishState,
    /// Who said so, and when; the person of the workplace where one was asked.
    pub by: String,
    pub ended_at: Option<Timestamp>,
}

/// How far a wish is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WishState {
    /// Nobody has looked at it yet.
    Sent,
    /// The person there is asked.
    Asked,
    /// The person there agreed, and it was done.
    Agreed,
    /// The person there said no.
    Refused,
    /// Nobody said anything: not done.
    Unanswered,
    /// Done without a question: the last scan there was long ago.
    Done,
    /// There was nothing to be done any more, or it may not be done.
    NotDone,
}

impl WishState {
    pub const ALL: [Self; 7] = [
        Self::Sent,
        Self::Asked,
        Self::Agreed,
        Self::Refused,
        Self::Unanswered,
        Self::Done,
        Self::NotDone,
    ];

    /// Its code in the store and in message keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Asked => "asked",
            Self::Agreed => "agreed",
            Self::Refused => "refused",
            Self::Unanswered => "unanswered",
            Self::Done => "done",
            Self::NotDone => "not-done",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether something may still come of it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Sent | Self::Asked)
    }
}

impl Wanted {
    /// `release 412` or `close`: how it stands in the store.
    pub fn code(&self) -> String {
        match self {
            Self::ReleaseTray(tray) => format!("release {tray}"),
            Self::CloseStation => "close".to_owned(),
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        match code.split_once(' ') {
            Some(("release", tray)) if !tray.is_empty() => Some(Self::ReleaseTray(tray.into())),
            None if code == "close" => Some(Self::CloseStation),
            _ => None,
        }
    }
}

impl Question {
    /// Whether nobody answered in time; a clock that jumped counts as that.
    pub fn is_late(&self, now: Timestamp) -> bool {
        now.duration_since(self.at).abs() >= QUESTION_STANDS
    }

    /// Whether something done then can be meant as its answer.
    pub fn can_be_answered_at(&self, at: Timestamp) -> bool {
        at.duration_since(self.at) >= READ_AFTER
    }
}

impl StationWish {
    /// Whether it is too old to be done.
    pub fn is_late(&self, now: Timestamp) -> bool {
        now.duration_since(self.at).abs() >= WISH_STANDS
    }
}
