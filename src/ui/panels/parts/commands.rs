//! A command of the ledger in words: what, to whom, its state, its steps, why it may not be sent again.

use jiff::Timestamp;

use crate::domain::access::Role;
use crate::domain::intent::{
    Action, Intent, IntentState, NoSendAgain, READS_BEFORE_AGAIN, Settlement, Step, StepKind,
};
use crate::domain::operation::noyes::system::RESTART_BRAIN_SERVICE;
use crate::domain::operation::{Kind, Operation, Repeat};
use crate::domain::trouble::Trouble;
use crate::i18n::{t, tf};
use crate::ui::commands::role_key;
use crate::ui::data_ui;
use crate::ui::panels::parts::words;
use crate::ui::theme::icons;

/// `tray 310 to PS-6`.
pub fn what(action: &Action) -> String {
    let (key, station) = match action {
        Action::RetrieveTray { station, .. } => ("ledger-what-retrieve", station),
        Action::ReleaseTray { station, .. } => ("ledger-what-release", station),
        Action::Call(call) => return data_ui::intent::call_about(call),
    };
    tf(key, &[("tray", action.about().into()), ("station", station.as_str().into())])
}

/// The title of the drawer, `Retrieve tray 310 to PS-6`.
pub fn title(action: &Action) -> String {
    let (key, station) = match action {
        Action::RetrieveTray { station, .. } => ("ledger-title-retrieve", station),
        Action::ReleaseTray { station, .. } => ("ledger-title-release", station),
        Action::Call(call) => return data_ui::intent::title_of(call),
    };
    tf(key, &[("tray", action.about().into()), ("station", station.as_str().into())])
}

/// What a state says, under the title.
pub fn state_line(intent: &Intent, now: Timestamp) -> String {
    let wait = words::wait(now.duration_since(intent.since));
    let system = data_ui::connection::beginning(intent.action.operation().system);
    match intent.state {
        IntentState::Queued => tf("ledger-line-queued", &[("age", wait.into())]),
        IntentState::Sent => tf("ledger-line-sent", &[("age", wait.into())]),
        IntentState::Accepted => {
            tf("ledger-line-accepted", &[("age", wait.into()), ("system", system.into())])
        }
        IntentState::Unknown => tf("ledger-line-unknown", &[("age", wait.into())]),
        IntentState::Confirmed => {
            tf("ledger-line-confirmed", &[("took", took(intent, now).into())])
        }
        IntentState::Refused => tf(
            "ledger-line-refused",
            &[("took", took(intent, now).into()), ("system", system.into())],
        ),
        IntentState::Abandoned => {
            tf("ledger-line-abandoned", &[("took", took(intent, now).into())])
        }
    }
}

/// Who and where: a name or the role while there is none, a station or this PC.
pub fn by(intent: &Intent) -> String {
    let role = Role::ALL.into_iter().find(|role| role.code() == intent.by);
    let by = role.map_or_else(|| intent.by.clone(), |role| t(role_key(role)).to_owned());
    let place = if intent.place.is_empty() { t("parts-this-pc") } else { intent.place.as_str() };
    if by.is_empty() { place.to_owned() } else { format!("{by}, {place}") }
}

/// From asked for to its end, or how long it has lasted.
pub fn took(intent: &Intent, now: Timestamp) -> String {
    let end = if intent.is_over() { intent.since } else { now };
    words::wait(end.duration_since(intent.asked_at))
}

/// A tray of ours that is on its way to this station.
pub fn waits_for(intent: &Intent, station: &str) -> bool {
    matches!(intent.action, Action::RetrieveTray { .. })
        && !intent.state.is_final()
        && intent.action.station() == Some(station)
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepLine {
    pub icon: &'static str,
    pub filled: bool,
    pub title: String,
    pub detail: String,
    /// To the millisecond; a span when several read-backs are one line.
    pub time: String,
}

/// The life of a command, oldest first; read-backs that found nothing stand together.
pub fn timeline(intent: &Intent) -> Vec<StepLine> {
    let mut lines = Vec::new();
    let mut steps = intent.steps.iter().peekable();
    while let Some(step) = steps.next() {
        let mut count = 1_usize;
        let mut last = step;
        if step.kind == StepKind::ReadBackNothing {
            while let Some(next) = steps.next_if(|next| next.kind == StepKind::ReadBackNothing) {
                count += 1;
                last = next;
            }
        }
        let mut line = step_line(intent, step, count);
        if count > 1 {
            line.time = tf(
                "ledger-span",
                &[("first", words::clock(step.at).into()), ("last", words::clock(last.at).into())],
            );
        }
        lines.push(line);
    }
    lines
}

fn step_line(intent: &Intent, step: &Step, count: usize) -> StepLine {
    let system = intent.action.operation().system;
    let trouble = |trouble| data_ui::trouble::cause(trouble, system);
    let (icon, filled, title, detail) = match &step.kind {
        StepKind::Queued => {
            (icons::CIRCLE_DASHED, false, t("ledger-step-queued").to_owned(), by(intent))
        }
        StepKind::Sent => (
            icons::PAPER_PLANE_TILT,
            false,
            data_ui::intent::state_word(IntentState::Sent).to_owned(),
            sent(intent),
        ),
        StepKind::Accepted { answer } => {
            let system = data_ui::connection::beginning(system);
            let title = tf("ledger-step-accepted", &[("system", system.into())]);
            (icons::CHECK, false, title, answer.clone())
        }
        StepKind::Refused(why) => {
            let own = said(why);
            (
                icons::X_CIRCLE,
                false,
                format!("{}: {}", data_ui::intent::state_word(IntentState::Refused), trouble(why)),
                own,
            )
        }
        StepKind::OutcomeUnknown(why) => {
            (icons::LINK_BREAK, false, trouble(why), t("ledger-step-unknown").to_owned())
        }
        StepKind::NotSent(why) => {
            (icons::WARNING_CIRCLE, false, trouble(why), t("ledger-step-not-sent").to_owned())
        }
        StepKind::ReadBackFound { what } => {
            (icons::CHECK_CIRCLE, true, t("ledger-step-found").to_owned(), what.clone())
        }
        StepKind::ReadBackNothing => {
            let title = tf("ledger-step-nothing", &[("n", count.into())]);
            (icons::MAGNIFYING_GLASS, false, title, looked(&intent.action))
        }
        StepKind::ReadBackFailed(why) => {
            (icons::LINK_BREAK, false, t("ledger-step-read-failed").to_owned(), trouble(why))
        }
        StepKind::Settled { by, settlement, reason } => {
            let key = match settlement {
                Settlement::Happened => "ledger-step-happened",
                Settlement::DidNotHappen => "ledger-step-did-not",
            };
            (icons::USER_CHECK, true, tf(key, &[("by", by.as_str().into())]), reason.clone())
        }
        StepKind::TooOld => {
            (icons::X_CIRCLE, false, t("data-step-too-old").to_owned(), String::new())
        }
        StepKind::WrittenAfterAll => {
            (icons::X_CIRCLE, false, t("ledger-step-after-all").to_owned(), String::new())
        }
        StepKind::CarriedLost => {
            (icons::X_CIRCLE, false, t("data-step-carried-lost").to_owned(), String::new())
        }
        StepKind::FoundAfterRestart => {
            (icons::ARROWS_CLOCKWISE, false, t("ledger-step-restart").to_owned(), String::new())
        }
    };
    StepLine { icon, filled, title, detail, time: words::clock_millis(step.at) }
}

/// The far side's own words, its lines about single fields or entities each on its own.
fn said(why: &Trouble) -> String {
    let lines = why.vendor_lines.iter().map(|line| {
        let words = [line.about.as_str(), line.text.as_str(), line.code.as_str()];
        let told: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        told.join(" · ")
    });
    // the text repeats the lines where there are any
    let text = why.vendor_text.clone().filter(|_| why.vendor_lines.is_empty());
    text.into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

fn sent(intent: &Intent) -> String {
    let operation = intent.action.operation();
    tf(
        "ledger-step-sent-detail",
        &[
            ("method", operation.method.code().into()),
            ("path", operation.path.into()),
            ("reference", handle(&intent.action).into()),
        ],
    )
}

fn looked(action: &Action) -> String {
    tf("ledger-looked", &[("reference", handle(action).into())])
}

/// By what the far side knows it: our reference, or the id of the thing.
fn handle(action: &Action) -> &str {
    action.reference().map_or(action.about(), |reference| reference.as_str())
}

/// What is known of an Unknown.
pub fn known(intent: &Intent) -> String {
    let reads = intent.empty_read_backs();
    let mut text = t("ledger-known-left").to_owned();
    let why = intent.steps.iter().rev().find_map(|step| match &step.kind {
        StepKind::OutcomeUnknown(why) => Some(why),
        _ => None,
    });
    if let Some(why) = why {
        text.push(' ');
        text.push_str(&data_ui::trouble::cause(why, intent.action.operation().system));
        text.push('.');
    }
    if reads > 0 {
        let key = match intent.action {
            Action::RetrieveTray { .. } => "ledger-known-not-ready",
            Action::ReleaseTray { .. } => "ledger-known-still-there",
            Action::Call(_) => "ledger-known-not-seen",
        };
        text.push(' ');
        text.push_str(&tf(key, &[("n", reads.into()), ("tray", intent.action.about().into())]));
    }
    text
}

/// What is not known of it.
pub fn not_known(intent: &Intent) -> &'static str {
    match &intent.action {
        Action::RetrieveTray { .. } => t("ledger-not-known-retrieve"),
        Action::ReleaseTray { .. } => t("ledger-not-known-release"),
        Action::Call(call) if call.can_look() => t("ledger-not-known-call"),
        Action::Call(_) => t("ledger-not-known-no-look"),
    }
}

/// Why it may not be sent again.
pub fn no_send_again(intent: &Intent, reason: NoSendAgain) -> String {
    match reason {
        NoSendAgain::NotUnknown => t("ledger-again-not-unknown").to_owned(),
        NoSendAgain::NotReadBackYet => tf(
            "ledger-again-not-yet",
            &[("n", READS_BEFORE_AGAIN.into()), ("done", intent.empty_read_backs().into())],
        ),
        NoSendAgain::CannotTell => {
            let system = data_ui::connection::within(intent.action.operation().system);
            tf("ledger-again-cannot-tell", &[("system", system.into())])
        }
        NoSendAgain::CarriedLost => t("ledger-again-carried-lost").to_owned(),
    }
}

/// What a repeat of the call does.
pub fn repeat(repeat: Repeat) -> &'static str {
    match repeat {
        Repeat::Safe => t("ledger-repeat-safe"),
        Repeat::Keyed => t("ledger-repeat-keyed"),
        Repeat::ReadBack => t("ledger-repeat-read-back"),
        Repeat::Never => t("ledger-repeat-never"),
    }
}

/// What an operation does over there.
pub fn effect(operation: &Operation) -> &'static str {
    if *operation == RESTART_BRAIN_SERVICE {
        return t("ledger-kind-restart");
    }
    kind(operation.kind)
}

/// What a call does over there.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Read => t("ledger-kind-read"),
        Kind::Write => t("ledger-kind-write"),
        Kind::Physical => t("ledger-kind-physical"),
        Kind::Destructive => t("ledger-kind-destructive"),
    }
}
