//! An intent: what a person or a rule asked a system to do, and what is known of its outcome.

use jiff::Timestamp;
use uuid::Uuid;

use super::ids::{OrderReference, SlotId, TrayId};
use super::operation::{self, Operation, Repeat};
use super::prepared::PreparedCall;
use super::trouble::Trouble;

/// Names one intent for ever; version 7, so intents sort by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IntentId(pub Uuid);

/// What is asked, with everything needed to send it and to read it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Bring a tray to a place that carries all the tags.
    RetrieveTray {
        tray: TrayId,
        reference: OrderReference,
        tags: Vec<String>,
        /// The station it was asked for, for people; the tags decide.
        station: String,
        slot: SlotId,
    },
    /// Let a ready tray leave its station.
    ReleaseTray { tray: TrayId, reference: OrderReference, tags: Vec<String>, station: String },
    /// Any other write of the catalog.
    Call(Box<PreparedCall>),
}

/// One command of the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Intent {
    pub id: IntentId,
    pub action: Action,
    /// Who asked: a person's name or a rule.
    pub by: String,
    /// Where: the station or this PC's name.
    pub place: String,
    pub asked_at: Timestamp,
    pub state: IntentState,
    /// When the state was entered.
    pub since: Timestamp,
    /// Oldest first.
    pub steps: Vec<Step>,
}

/// Where an intent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IntentState {
    /// On disk here, not yet sent.
    Queued,
    /// Left this PC, no answer yet.
    Sent,
    /// The far side took it; not yet seen to be done.
    Accepted,
    /// Read back: it is so.
    Confirmed,
    /// The far side said no.
    Refused,
    /// No answer: it may have happened.
    Unknown,
    /// Given up, by a person or a rule.
    Abandoned,
}

/// One line in the life of an intent.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub at: Timestamp,
    pub kind: StepKind,
}

/// What happened in a step; the words are made at display.
#[derive(Clone, Debug, PartialEq)]
pub enum StepKind {
    Queued,
    Sent,
    /// A 2xx answer, with its body cut to what is kept.
    Accepted {
        answer: String,
    },
    Refused(Trouble),
    /// The write got no answer.
    OutcomeUnknown(Trouble),
    /// A transient failure before anything left: it stays queued and is tried again.
    NotSent(Trouble),
    /// A read-back that found what it looked for.
    ReadBackFound {
        what: String,
    },
    /// A read-back that did not (yet) find it.
    ReadBackNothing,
    ReadBackFailed(Trouble),
    /// A person settled it; who gives something up says why.
    Settled {
        by: String,
        settlement: Settlement,
        reason: String,
    },
    /// This program was started again and found it unfinished.
    FoundAfterRestart,
    /// It waited too long to be sent, in the queue of this program or of an earlier run; nothing happened.
    TooOld,
    /// It was told as not written and turned up all the same: closed, because the person was told so.
    WrittenAfterAll,
    /// Found queued at the start without the secrets or files it carried; nothing happened.
    CarriedLost,
}

/// How a person may settle an Unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// It happened, I see it.
    Happened,
    /// It did not happen, I have checked.
    DidNotHappen,
}

/// Letters a reason has at most.
pub const REASON_LENGTH: usize = 200;

/// Why the words of a person are no reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoReason {
    Missing,
    /// More than [`REASON_LENGTH`] letters.
    TooLong,
}

impl Settlement {
    /// The state it leads to.
    pub const fn leads_to(self) -> IntentState {
        match self {
            Self::Happened => IntentState::Confirmed,
            Self::DidNotHappen => IntentState::Abandoned,
        }
    }

    /// What a person wrote as the reason, without the blanks around it. Who gives something up has to write one.
    pub fn reason(self, told: &str) -> Result<&str, NoReason> {
        let told = told.trim();
        match told.chars().count() {
            0 if self == Self::DidNotHappen => Err(NoReason::Missing),
            0..=REASON_LENGTH => Ok(told),
            _ => Err(NoReason::TooLong),
        }
    }
}

/// Why an intent may not be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSendAgain {
    /// Its outcome is not unknown.
    NotUnknown,
    /// Fewer than [`READS_BEFORE_AGAIN`] read-backs have looked since the answer was lost.
    NotReadBackYet,
    /// No read-back can tell "not done" from "not done yet" for this operation; a person decides.
    CannotTell,
    /// The secrets or files it carried are gone since this program was started again.
    CarriedLost,
}

/// Read-backs that must show "not done" before a lost command may be sent again.
pub const READS_BEFORE_AGAIN: usize = 2;

impl Intent {
    /// Since when it has waited to be sent, tries that never left counted in.
    pub fn waits_since(&self) -> Timestamp {
        let steps = self.steps.iter().rev();
        let waiting = |step: &&Step| {
            matches!(step.kind, StepKind::Queued | StepKind::Sent | StepKind::NotSent(_))
        };
        steps.take_while(waiting).last().map_or(self.since, |step| step.at)
    }

    /// Read-backs since the outcome became unknown that did not find it done.
    pub fn empty_read_backs(&self) -> usize {
        self.steps
            .iter()
            .rev()
            .take_while(|step| {
                !matches!(step.kind, StepKind::OutcomeUnknown(_) | StepKind::FoundAfterRestart)
            })
            .filter(|step| step.kind == StepKind::ReadBackNothing)
            .count()
    }

    /// Whether nothing more will happen to it: it has ended, or it was accepted and nothing tells more.
    pub fn is_over(&self) -> bool {
        self.state.is_final()
            || (self.state == IntentState::Accepted && !self.action.can_be_looked_at())
    }

    /// Whether it may be sent again: only where a read-back proves that it was not done.
    pub fn may_send_again(&self) -> Result<(), NoSendAgain> {
        match (self.state, &self.action) {
            (IntentState::Unknown, Action::ReleaseTray { .. }) => {
                if self.empty_read_backs() >= READS_BEFORE_AGAIN {
                    Ok(())
                } else {
                    Err(NoSendAgain::NotReadBackYet)
                }
            }
            (IntentState::Unknown, Action::RetrieveTray { .. }) => Err(NoSendAgain::CannotTell),
            (IntentState::Unknown, Action::Call(call)) if !call.is_whole() => {
                Err(NoSendAgain::CarriedLost)
            }
            (IntentState::Unknown, Action::Call(call)) => match call.operation.repeat {
                Repeat::Safe | Repeat::Keyed => Ok(()),
                Repeat::ReadBack if !call.can_look() => Err(NoSendAgain::CannotTell),
                Repeat::ReadBack if self.empty_read_backs() >= READS_BEFORE_AGAIN => Ok(()),
                Repeat::ReadBack => Err(NoSendAgain::NotReadBackYet),
                Repeat::Never => Err(NoSendAgain::CannotTell),
            },
            _ => Err(NoSendAgain::NotUnknown),
        }
    }
}

impl IntentState {
    pub const ALL: [Self; 7] = [
        Self::Queued,
        Self::Sent,
        Self::Accepted,
        Self::Confirmed,
        Self::Refused,
        Self::Unknown,
        Self::Abandoned,
    ];

    /// Whether nothing more will happen to it.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Confirmed | Self::Refused | Self::Abandoned)
    }

    /// The legal next states; everything else is a programming error.
    pub const fn may_become(self, next: Self) -> bool {
        use IntentState::{Abandoned, Accepted, Confirmed, Queued, Refused, Sent, Unknown};
        matches!(
            (self, next),
            (Queued, Sent | Abandoned)
                | (Sent, Queued | Accepted | Refused | Unknown)
                | (Accepted, Confirmed | Abandoned)
                | (Unknown, Confirmed | Abandoned | Queued)
        )
    }

    /// The code in the store and in `--json`, `queued` for instance.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Accepted => "accepted",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Abandoned => "abandoned",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

impl Action {
    pub fn operation(&self) -> &'static Operation {
        match self {
            Self::RetrieveTray { .. } => &operation::RETRIEVE_TRAY,
            Self::ReleaseTray { .. } => &operation::RELEASE_TRAY,
            Self::Call(call) => call.operation,
        }
    }

    /// Whether a reading can show that it was done.
    pub fn can_be_looked_at(&self) -> bool {
        match self {
            Self::RetrieveTray { .. } | Self::ReleaseTray { .. } => true,
            Self::Call(call) => call.can_look(),
        }
    }

    /// The id of what it is about, as people name it; empty where the operation says all.
    pub fn about(&self) -> &str {
        match self {
            Self::RetrieveTray { tray, .. } | Self::ReleaseTray { tray, .. } => tray.as_str(),
            Self::Call(call) => &call.about,
        }
    }

    /// Commands of one lane go one at a time and in order: of one station, of one thing.
    pub fn lane(&self) -> &str {
        match self {
            Self::RetrieveTray { station, .. } | Self::ReleaseTray { station, .. } => station,
            Self::Call(call) => &call.about,
        }
    }

    /// Calls one sending takes.
    pub fn cost(&self) -> u32 {
        match self {
            Self::RetrieveTray { .. } | Self::ReleaseTray { .. } => 1,
            Self::Call(call) => call.cost(),
        }
    }

    /// The tray it moves.
    pub const fn tray(&self) -> Option<&TrayId> {
        match self {
            Self::RetrieveTray { tray, .. } | Self::ReleaseTray { tray, .. } => Some(tray),
            Self::Call(_) => None,
        }
    }

    /// Our reference of the tray request.
    pub const fn reference(&self) -> Option<&OrderReference> {
        match self {
            Self::RetrieveTray { reference, .. } | Self::ReleaseTray { reference, .. } => {
                Some(reference)
            }
            Self::Call(_) => None,
        }
    }

    /// The station it was asked for.
    pub fn station(&self) -> Option<&str> {
        match self {
            Self::RetrieveTray { station, .. } | Self::ReleaseTray { station, .. } => Some(station),
            Self::Call(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{IntentState, NoReason, REASON_LENGTH, Settlement};

    #[test]
    fn final_states_lead_nowhere() {
        for state in IntentState::ALL.into_iter().filter(|state| state.is_final()) {
            assert!(IntentState::ALL.iter().all(|next| !state.may_become(*next)), "{state:?}");
        }
    }

    #[test]
    fn who_gives_up_says_why_within_bounds() {
        let given_up = Settlement::DidNotHappen;
        assert_eq!(given_up.reason(" \t"), Err(NoReason::Missing));
        assert_eq!(given_up.reason(" The tray is back. "), Ok("The tray is back."));
        let long = "ä".repeat(REASON_LENGTH);
        assert_eq!(given_up.reason(&long), Ok(long.as_str()));
        assert_eq!(given_up.reason(&format!("{long}ä")), Err(NoReason::TooLong));
        assert_eq!(Settlement::Happened.reason(""), Ok(""));
    }

    #[test]
    fn a_code_reads_back_as_its_state() {
        for state in IntentState::ALL {
            assert_eq!(IntentState::parse(state.code()), Some(state));
        }
    }
}
