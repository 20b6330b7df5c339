//! A command of the ledger in words: what it does, where it stands, what is known of it.

use crate::domain::intent::{Action, IntentState};
use crate::domain::operation::Operation;
use crate::i18n::{has, t, tf};
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

/// Why something was not written down or not done: by its key where the worker gave one, else as it came.
pub fn why_not(reason: &str) -> String {
    if has(reason) { tf(reason, &[]) } else { reason.to_owned() }
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
pub fn command_word(action: &Action) -> String {
    match action {
        Action::RetrieveTray { .. } => t("data-action-retrieve").to_owned(),
        Action::ReleaseTray { .. } => t("data-action-release").to_owned(),
        Action::Call(call) => operation_word(call.operation),
    }
}

/// What an operation does, `Delete box`.
pub fn operation_word(operation: &Operation) -> String {
    tf(&format!("op-{}", operation.name()), &[])
}

/// A command with what it is about, `Delete box · 1203`.
pub fn call_words(operation: &Operation, about: &str) -> String {
    let word = operation_word(operation);
    if about.is_empty() { word } else { format!("{word} · {about}") }
}

/// `retrieve tray 12 to PS-1`.
pub fn sentence(action: &Action) -> String {
    let (key, station) = match action {
        Action::RetrieveTray { station, .. } => ("data-action-retrieve-sentence", station),
        Action::ReleaseTray { station, .. } => ("data-action-release-sentence", station),
        Action::Call(call) => return call_words(call.operation, &call.about),
    };
    tf(key, &[("tray", action.about().into()), ("station", station.as_str().into())])
}

/// The title of its toast, `Sent: release tray 412 from PS-3`.
pub fn title(state: IntentState, action: &Action) -> String {
    format!("{}: {}", state_word(state), sentence(action))
}
