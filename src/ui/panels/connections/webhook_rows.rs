//! The webhook in words: its state, its figures, what the robot manager lists.

use jiff::Timestamp;

use super::form::is_loopback;
use crate::bus::gateway::Listening;
use crate::bus::snapshot::Snapshot;
use crate::domain::inbound::{Hook, Refusal, WebhookRecord};
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::words;
use crate::util::plain::Plain;
use crate::util::redact;

/// Letters of an event that are shown.
const EVENT_LETTERS: usize = 200;

/// One registration as it is drawn.
pub struct Registration {
    pub url: String,
    pub about: String,
    /// What its button is called.
    pub name: String,
}

/// The events the robot manager keeps, newest first as it lists them.
pub struct Kept {
    pub title: String,
    pub lines: Vec<String>,
    /// How many there are besides.
    pub more: Option<String>,
}

/// Whether it calls us and when it last did, in one sentence.
pub fn state(snapshot: &Snapshot, now: Timestamp) -> String {
    let gateway = &snapshot.gateway;
    let Some(listed) = snapshot.webhooks.get() else {
        return t("connections-webhook-not-read").to_owned();
    };
    let registered = listed.iter().filter(|record| record.is_registration());
    let ours = registered.clone().filter(|record| record.calls_one_of(&gateway.hooks)).count();
    match (ours, gateway.counts.last_event) {
        (0, _) if registered.count() == 0 => t("connections-webhook-none").to_owned(),
        (0, _) => t("connections-webhook-others").to_owned(),
        (_, None) => t("connections-webhook-silent").to_owned(),
        (_, Some(at)) => tf("connections-webhook-calls", &[("age", data_ui::ago(at, now).into())]),
    }
}

/// What a person should know before anything else: nothing listens, or the file is not readable.
pub fn notes(snapshot: &Snapshot) -> Vec<String> {
    let gateway = &snapshot.gateway;
    let mut notes = Vec::new();
    match &gateway.listening {
        Listening::At(_) => {}
        Listening::Off => {
            let site = snapshot.site.name.as_str();
            notes.push(tf("connections-webhook-off", &[("site", site.into())]));
        }
        Listening::Failed { why, .. } => {
            notes.push(tf("connections-webhook-failed", &[("why", why.as_str().into())]));
        }
    }
    if let Some(why) = &gateway.trouble {
        notes.push(tf(
            "connections-webhook-trouble",
            &[("why", data_ui::intent::why_not(why).into())],
        ));
    }
    if let Some(trouble) = &snapshot.webhooks.stamp.trouble {
        let why = data_ui::trouble::cause(trouble, crate::domain::system::System::RobotManager);
        notes.push(tf("connections-webhook-list-failed", &[("why", why.into())]));
    }
    notes
}

/// The figures, each with its name.
pub fn facts(snapshot: &Snapshot, now: Timestamp) -> Vec<(&'static str, String)> {
    let gateway = &snapshot.gateway;
    let counts = &gateway.counts;
    let listens = match &gateway.listening {
        Listening::At(address) => gateway.base_url().unwrap_or(address).to_owned(),
        Listening::Off => t("connections-webhook-listens-off").to_owned(),
        Listening::Failed { listen, .. } => {
            tf("connections-webhook-listens-not", &[("listen", listen.as_str().into())])
        }
    };
    let last = counts
        .last_event
        .map_or_else(|| t("connections-webhook-no-event").to_owned(), |at| data_ui::ago(at, now));
    let gaps = match gateway.last_gap {
        None => tf("connections-webhook-gaps", &[("n", gateway.gaps.into())]),
        Some(at) => tf(
            "connections-webhook-gaps-last",
            &[("n", gateway.gaps.into()), ("time", words::clock(at).into())],
        ),
    };
    vec![
        (t("connections-webhook-fact-listens"), listens),
        (t("connections-webhook-fact-last"), last),
        (t("connections-webhook-fact-received"), counts.received.to_string()),
        (t("connections-webhook-fact-repeats"), counts.duplicates.to_string()),
        (t("connections-webhook-fact-late"), counts.late.to_string()),
        (t("connections-webhook-fact-gaps"), gaps),
        (t("connections-webhook-fact-refused"), refused(snapshot)),
        (t("connections-webhook-fact-list"), data_ui::age::words(&snapshot.webhooks.stamp, now)),
    ]
}

/// How many were refused, each reason with its count.
fn refused(snapshot: &Snapshot) -> String {
    let counts = &snapshot.gateway.counts;
    let all = counts.refused_in_all();
    let reasons: Vec<String> = counts
        .refused
        .iter()
        .filter(|(_, count)| **count > 0)
        .map(|(why, count)| format!("{} {count}", refusal(*why)))
        .collect();
    if reasons.is_empty() { all.to_string() } else { format!("{all}: {}", reasons.join(", ")) }
}

fn refusal(why: Refusal) -> &'static str {
    t(match why {
        Refusal::WrongSecret => "connections-webhook-refused-wrong-secret",
        Refusal::TooMany => "connections-webhook-refused-too-many",
        Refusal::TooLarge => "connections-webhook-refused-too-large",
        Refusal::TooSlow => "connections-webhook-refused-too-slow",
        Refusal::NotJson => "connections-webhook-refused-not-json",
        Refusal::NotAnObject => "connections-webhook-refused-not-an-object",
        Refusal::NotStored => "connections-webhook-refused-not-stored",
    })
}

/// One registration: whom it calls, of which robot, and whether that is us.
pub fn registration(record: &WebhookRecord, hooks: &[Hook]) -> Registration {
    let none = || "—".to_owned();
    let url = record.url.clone().unwrap_or_else(none);
    let whose = if record.calls_one_of(hooks) {
        t("connections-webhook-ours")
    } else {
        t("connections-webhook-theirs")
    };
    let about = tf(
        "connections-webhook-about",
        &[
            ("robot", record.robot_id.clone().unwrap_or_else(none).into()),
            ("id", record.id.clone().unwrap_or_else(none).into()),
            ("whose", whose.into()),
        ],
    );
    let name = tf("connections-webhook-delete-named", &[("url", url.as_str().into())]);
    Registration { url, about, name }
}

/// The events of a robot, as they were told.
pub fn kept(events: &[&WebhookRecord], robot: Option<&str>, most: usize) -> Kept {
    let title = match robot {
        None => t("connections-webhook-no-robot").to_owned(),
        Some(robot) if events.is_empty() => {
            tf("connections-webhook-no-kept", &[("robot", robot.into())])
        }
        Some(robot) => {
            tf("connections-webhook-kept", &[("robot", robot.into()), ("n", events.len().into())])
        }
    };
    let lines = events.iter().take(most).map(|record| event_words(record)).collect();
    let left = events.len().saturating_sub(most);
    let more = (left > 0).then(|| tf("connections-webhook-kept-more", &[("n", left.into())]));
    Kept { title, lines, more }
}

/// What an event is about where it says so, else the event as it is.
fn event_words(record: &WebhookRecord) -> String {
    let inner = record.rest.field("payload").unwrap_or(&record.rest);
    let text = |name: &str| inner.field(name).and_then(Plain::as_text);
    let Some(tray) = text("tray_id") else {
        return redact::cut(&redact::redacted(&record.rest.to_string()), EVENT_LETTERS);
    };
    let reference = text("order_reference_id").unwrap_or("—");
    let at = text("updated_at").unwrap_or("—");
    let parts = [("tray", tray.into()), ("reference", reference.into()), ("at", at.into())];
    tf("connections-webhook-event", &parts)
}

/// Whether this address carries the secret over other machines in plain text.
pub fn is_open_http(base: &str) -> bool {
    let base = base.trim();
    base.starts_with("http://") && !is_loopback(Some(base))
}
