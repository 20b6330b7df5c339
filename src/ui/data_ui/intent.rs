//! A command of the ledger in words: what it does, where it stands, what is known of it.

use crate::domain::intent::{Action, Intent, IntentState, Settlement, Step, StepKind};
use crate::i18n::{t, tf};
use crate::ui::data_ui::trouble;
use crate::ui::theme::{IconWeight, icons};
use crate::ui::widgets::state::StateMark;

/// The picture of a state.
pub const fn mark(state: IntentState) -> StateMark {
    match state {
        IntentState::Queued => StateMark::Queued,
        IntentState::Sent => StateMark::Sent,
        IntentState::Accepted => StateMark::Accepted,
        IntentState::Confirmed => StateMark::Confirmed,
        IntentState::Refused => StateMark::Refused,
        IntentState::Unknown => StateMark::Unknown,
        IntentState::Abandoned => StateMark::Abandoned,
    }
}

/// The word of a state.
pub fn state_word(state: IntentState) -> &'static str {
    match state {
        IntentState::Queued => t("data-intent-queued"),
        IntentState::Sent => t("data-intent-sent"),
        IntentState::Accepted => t("data-intent-accepted"),
        IntentState::Confirmed => t("data-intent-confirmed"),
        IntentState::Refused => t("data-intent-refused"),
        IntentState::Unknown => t("data-intent-unknown"),
        IntentState::Abandoned => t("data-intent-abandoned"),
    }
}

/// What a state means, in a few words.
pub fn state_meaning(state: IntentState) -> &'static str {
    match state {
        IntentState::Queued => t("data-intent-queued-means"),
        IntentState::Sent => t("data-intent-sent-means"),
        IntentState::Accepted => t("data-intent-accepted-means"),
        IntentState::Confirmed => t("data-intent-confirmed-means"),
        IntentState::Refused => t("data-intent-refused-means"),
        IntentState::Unknown => t("data-intent-unknown-means"),
        IntentState::Abandoned => t("data-intent-abandoned-means"),
    }
}

/// `Retrieve tray`, `Release tray`.
pub fn command_word(action: &Action) -> &'static str {
    match action {
        Action::RetrieveTray { .. } => t("data-action-retrieve"),
        Action::ReleaseTray { .. } => t("data-action-release"),
    }
}

/// `retrieve tray 12 to PS-1`.
pub fn sentence(action: &Action) -> String {
    let key = match action {
        Action::RetrieveTray { .. } => "data-action-retrieve-sentence",
        Action::ReleaseTray { .. } => "data-action-release-sentence",
    };
    tf(key, &[("tray", action.tray().as_str().into()), ("station", action.station().into())])
}

/// The title of its toast, `Sent: release tray 412 from PS-3`.
pub fn title(state: IntentState, action: &Action) -> String {
    format!("{}: {}", state_word(state), sentence(action))
}

/// The icon of what it does.
pub const fn action_icon(action: &Action) -> &'static str {
    match action {
        Action::RetrieveTray { .. } => icons::TRAY_ARROW_DOWN,
        Action::ReleaseTray { .. } => icons::TRAY_ARROW_UP,
    }
}

/// The newest trouble in its life, if there was one.
pub fn last_trouble(intent: &Intent) -> Option<&crate::domain::trouble::Trouble> {
    intent.steps.iter().rev().find_map(|step| match &step.kind {
        StepKind::Refused(trouble)
        | StepKind::OutcomeUnknown(trouble)
        | StepKind::NotSent(trouble)
        | StepKind::ReadBackFailed(trouble) => Some(trouble),
        _ => None,
    })
}

/// A step in words.
pub fn step_words(step: &Step, action: &Action) -> String {
    let system = action.operation().system;
    let cause = |trouble| trouble::cause(trouble, system);
    match &step.kind {
        StepKind::Queued => t("data-step-queued").to_owned(),
        StepKind::Sent => t("data-step-sent").to_owned(),
        StepKind::Accepted { .. } => t("data-step-accepted").to_owned(),
        StepKind::Refused(trouble) => tf("data-step-refused", &[("why", cause(trouble).into())]),
        StepKind::OutcomeUnknown(trouble) => {
            tf("data-step-unknown", &[("why", cause(trouble).into())])
        }
        StepKind::NotSent(trouble) => tf("data-step-not-sent", &[("why", cause(trouble).into())]),
        StepKind::ReadBackFound { what } => {
            tf("data-step-found", &[("what", what.as_str().into())])
        }
        StepKind::ReadBackNothing => t("data-step-nothing").to_owned(),
        StepKind::ReadBackFailed(trouble) => {
            tf("data-step-read-failed", &[("why", cause(trouble).into())])
        }
        StepKind::Settled { by, settlement } => {
            let key = match settlement {
                Settlement::Happened => "data-step-settled-happened",
                Settlement::DidNotHappen => "data-step-settled-not",
            };
            tf(key, &[("by", by.as_str().into())])
        }
        StepKind::FoundAfterRestart => t("data-step-restart").to_owned(),
        StepKind::TooOld => t("data-step-too-old").to_owned(),
    }
}

/// The icon of a step.
pub const fn step_icon(step: &Step) -> (&'static str, IconWeight) {
    match step.kind {
        StepKind::Queued => (icons::CIRCLE_DASHED, IconWeight::Regular),
        StepKind::Sent => (icons::PAPER_PLANE_TILT, IconWeight::Regular),
        StepKind::Accepted { .. } => (icons::CHECK, IconWeight::Regular),
        StepKind::Refused(_) => (icons::X_CIRCLE, IconWeight::Bold),
        StepKind::OutcomeUnknown(_) => (icons::QUESTION, IconWeight::Fill),
        StepKind::NotSent(_) | StepKind::ReadBackFailed(_) => {
            (icons::LINK_BREAK, IconWeight::Regular)
        }
        StepKind::ReadBackFound { .. } => (icons::CHECK_CIRCLE, IconWeight::Fill),
        StepKind::ReadBackNothing => (icons::MAGNIFYING_GLASS, IconWeight::Regular),
        StepKind::Settled { .. } => (icons::USER_CHECK, IconWeight::Regular),
        StepKind::FoundAfterRestart | StepKind::TooOld => {
            (icons::CLOCK_COUNTER_CLOCKWISE, IconWeight::Regular)
        }
    }
}
