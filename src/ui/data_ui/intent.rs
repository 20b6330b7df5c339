//! A command of the ledger in words: what it does, where it stands, what is known of it.

use crate::domain::intent::{Action, IntentState};
use crate::domain::operation::Operation;
use crate::domain::operation::noyes::work::CREATE_REQUEST;
use crate::domain::prepared::PreparedCall;
use crate::domain::system::System;
use crate::i18n::{has, t, tf};
use crate::ui::data_ui::{connection, vendor};
use crate::ui::widgets::state::StateMark;
use crate::util::plain::Plain;

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

/// What a state means for a command to this system, in a few words.
pub fn state_meaning(state: IntentState, system: System) -> String {
    let of_system = |key| tf(key, &[("system", connection::within(system).into())]);
    let words = match state {
        IntentState::Queued => t("data-intent-queued-means"),
        IntentState::Sent => t("data-intent-sent-means"),
        IntentState::Accepted => return of_system("data-intent-accepted-means"),
        IntentState::Confirmed => t("data-intent-confirmed-means"),
        IntentState::Refused => return of_system("data-intent-refused-means"),
        IntentState::Unknown => t("data-intent-unknown-means"),
        IntentState::Abandoned => t("data-intent-abandoned-means"),
    };
    words.to_owned()
}

/// `Retrieve tray`, `Release tray`, `Pause storage`.
pub fn command_word(action: &Action) -> String {
    match action {
        Action::RetrieveTray { .. } => t("data-action-retrieve").to_owned(),
        Action::ReleaseTray { .. } => t("data-action-release").to_owned(),
        Action::Call(call) => call_word(call),
    }
}

/// What an operation does, `Delete box`.
pub fn operation_word(operation: &Operation) -> String {
    tf(&format!("op-{}", operation.name()), &[])
}

/// What a call does; a request says of which kind it is.
fn call_word(call: &PreparedCall) -> String {
    let word = operation_word(call.operation);
    let Some(kind) = request_kind(call) else { return word };
    let key = format!("data-request-{}", kind.to_lowercase().replace('_', "-"));
    if has(&key) { tf(&key, &[]) } else { format!("{word} · {}", vendor::beginning(kind)) }
}

/// The word of `type` of a call that enters a request.
fn request_kind(call: &PreparedCall) -> Option<&str> {
    let body = call.body.as_ref().filter(|_| *call.operation == CREATE_REQUEST)?;
    body.field("type")?.as_text()
}

/// What a call is about: its id, and of a request what it asks for, since nobody knows its id yet.
pub fn call_about(call: &PreparedCall) -> String {
    let (Some(_), Some(body)) = (request_kind(call), &call.body) else { return call.about.clone() };
    let text = |name: &str| body.field(name).and_then(Plain::as_text);
    let entities = body.field("entities").and_then(Plain::as_list).unwrap_or_default();
    let carrier = |row: &Plain| Some(row.field("carrier_id")?.as_text()?.to_owned());
    let carriers: Vec<String> = entities.iter().filter_map(carrier).collect();
    if let [carrier] = carriers.as_slice() {
        return tf("data-request-carrier", &[("id", carrier.as_str().into())]);
    }
    if !carriers.is_empty() {
        return tf("data-request-carriers", &[("n", carriers.len().into())]);
    }
    if !entities.is_empty() {
        return tf("data-request-lines", &[("n", entities.len().into())]);
    }
    let named = [
        ("bot_id", "data-request-bot"),
        ("level_id", "data-request-level"),
        ("balcony_id", "data-request-balcony"),
    ];
    let said =
        named.into_iter().filter_map(|(field, key)| Some(tf(key, &[("id", text(field)?.into())])));
    said.collect::<Vec<_>>().join(", ")
}

/// A call with what it is about, `Delete box · 1203`, `Fetch carrier 100004`.
pub fn title_of(call: &PreparedCall) -> String {
    let (word, about) = (call_word(call), call_about(call));
    match (about.is_empty(), request_kind(call)) {
        (true, _) => word,
        (false, Some(_)) => format!("{word}, {about}"),
        (false, None) => format!("{word} · {about}"),
    }
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
        Action::Call(call) => return title_of(call),
    };
    tf(key, &[("tray", action.about().into()), ("station", station.as_str().into())])
}

/// The title of its toast, `Sent: release tray 412 from PS-3`.
pub fn title(state: IntentState, action: &Action) -> String {
    format!("{}: {}", state_word(state), sentence(action))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{BotId, CarrierId, SkuId};
    use crate::domain::prepared::stock::delete_box;
    use crate::domain::prepared::work::{SkuLine, Wanted, create_request};

    #[test]
    fn a_request_is_named_by_what_it_asks_for_and_not_by_its_new_id() {
        let says = |wanted: &Wanted| title_of(&create_request("TD-01a2", wanted));
        assert_eq!(says(&Wanted::Pause), "Pause storage");
        let fetch = |ids: &[&str]| {
            let carriers = ids.iter().map(|id| CarrierId::new(id)).collect();
            says(&Wanted::Fetch { carriers, priority: None })
        };
        assert_eq!(fetch(&["100004"]), "Fetch, carrier 100004");
        assert_eq!(fetch(&["100004", "7"]), "Fetch, 2 carriers");
        let line = |sku: &str| SkuLine { sku: SkuId::new(sku), quantity: 2 };
        let lines = vec![line("a"), line("b")];
        assert_eq!(says(&Wanted::Fulfillment { lines, priority: None }), "Fulfilment, 2 lines");
        let bot = Some(BotId::new("3"));
        assert_eq!(says(&Wanted::Offboarding { bot }), "Offboard bot, bot 3");
        let call = delete_box(&crate::domain::ids::BoxId::new("1203"), "11");
        assert_eq!(title_of(&call), "Delete box · 1203");
    }

    #[test]
    fn a_state_names_the_system_of_its_command() {
        let said = state_meaning(IntentState::Accepted, System::Noyes);
        assert!(said.starts_with("the storage"), "{said}");
    }
}
