//! Where a command that was given here stands: its state, the system's own words, and the way to the ledger.

use egui::Ui;
use jiff::Timestamp;

use super::{commands, words};
use crate::bus::snapshot::Snapshot;
use crate::domain::intent::{Intent, IntentId, IntentState, StepKind};
use crate::domain::operation::noyes::access::GENERATE_API_KEY;
use crate::domain::trouble::Trouble;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::route::Route;
use crate::ui::theme::{TextStyle, Theme};
use crate::ui::widgets::Button;
use crate::ui::widgets::card::{self, Note};
use crate::ui::widgets::paint;
use crate::ui::widgets::state::state_label;

/// The command with this id, once the ledger has it.
pub fn find(snapshot: &Snapshot, id: Option<IntentId>) -> Option<&Intent> {
    let id = id?;
    snapshot.ledger.get()?.iter().find(|intent| intent.id == id).map(|intent| &**intent)
}

/// What the far side answered, as the ledger keeps it.
pub fn answer(intent: &Intent) -> Option<&str> {
    intent.steps.iter().rev().find_map(|step| match &step.kind {
        StepKind::Accepted { answer } => Some(answer.as_str()),
        _ => None,
    })
}

/// A new API key whose answer was lost: the key is there, and nobody was told its secret.
pub fn lost_its_secret(intent: &Intent) -> bool {
    *intent.action.operation() == GENERATE_API_KEY
        && intent.state == IntentState::Confirmed
        && answer(intent).is_none()
}

/// Why it did not go well, if it did not.
pub fn trouble(intent: &Intent) -> Option<&Trouble> {
    intent.steps.iter().rev().find_map(|step| match &step.kind {
        StepKind::Refused(trouble)
        | StepKind::OutcomeUnknown(trouble)
        | StepKind::NotSent(trouble) => Some(trouble),
        _ => None,
    })
}

/// Draws it; nothing while the ledger does not have the command. Gives the way to the ledger when
/// it was pressed.
pub fn outcome_ui(ui: &mut Ui, theme: &Theme, intent: &Intent, now: Timestamp) -> Option<Route> {
    let colors = &theme.colors;
    let kind = match intent.state {
        IntentState::Unknown => Note::Unknown,
        IntentState::Refused => Note::Guard,
        _ => Note::Plain,
    };
    card::note(ui, kind, |ui| {
        let title = commands::title(&intent.action);
        paint::label_wrapped(ui, &title, TextStyle::SmallStrong, colors.text_primary);
        let mark = data_ui::intent::mark(intent.state);
        let took = words::wait(intent.since.duration_since(intent.asked_at));
        let word = data_ui::intent::state_word(intent.state);
        let state = tf("parts-outcome", &[("state", word.into()), ("took", took.into())]);
        state_label(ui, mark, &state);
        let meaning = meaning(intent);
        paint::label_wrapped(ui, &meaning, TextStyle::Small, colors.text_secondary);
        if let Some(trouble) = trouble(intent).filter(|_| shows_trouble(intent.state)) {
            trouble_ui(ui, theme, intent, trouble);
        }
        let age = data_ui::ago(intent.asked_at, now);
        let name = tf("parts-open-in-ledger-named", &[("what", title.into()), ("age", age.into())]);
        let open = Button::quiet(t("parts-open-in-ledger")).small().name(&name);
        ui.add(open).clicked().then_some(Route::Intent(intent.id))
    })
    .inner
}

/// What its state means for a call of any system.
fn meaning(intent: &Intent) -> String {
    if lost_its_secret(intent) {
        return t("parts-key-lost").to_owned();
    }
    let words = match intent.state {
        IntentState::Accepted if intent.action.can_be_looked_at() => t("parts-accepted-looked"),
        IntentState::Accepted => t("parts-accepted-only"),
        IntentState::Refused => t("parts-refused"),
        state => {
            return data_ui::intent::state_meaning(state, intent.action.operation().system);
        }
    };
    words.to_owned()
}

/// Whether the trouble of its last step still says where it stands.
const fn shows_trouble(state: IntentState) -> bool {
    matches!(state, IntentState::Queued | IntentState::Refused | IntentState::Unknown)
}

fn trouble_ui(ui: &mut Ui, theme: &Theme, intent: &Intent, trouble: &Trouble) {
    let colors = &theme.colors;
    let system = intent.action.operation().system;
    let cause = data_ui::trouble::cause(trouble, system);
    paint::label_wrapped(ui, &cause, TextStyle::SmallMedium, colors.text_primary);
    if let Some(text) = trouble.vendor_text.as_deref().filter(|text| !text.is_empty()) {
        paint::label_wrapped(ui, text, TextStyle::Small, colors.text_secondary);
    }
    for line in &trouble.vendor_lines {
        let parts = [line.about.as_str(), line.code.as_str(), line.text.as_str()];
        let words: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        paint::label_wrapped(ui, words.join(" · "), TextStyle::Mono, colors.text_secondary);
    }
    if let Some(next) = words::trouble_next(system, trouble) {
        paint::label_wrapped(ui, &next, TextStyle::Small, colors.text_muted);
    }
}
