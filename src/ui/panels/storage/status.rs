//! What the storage says of itself and since when, and the wait for it after a restart of the brain.

use egui::{Align, Ui, vec2};
use jiff::{SignedDuration, Timestamp};

use super::acts::{bots_words, requests_words};
use crate::bus::snapshot::Snapshot;
use crate::domain::intent::{Intent, IntentState};
use crate::domain::operation::noyes::system;
use crate::domain::storage::StorageStatus;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::words;
use crate::ui::theme::{IconWeight, TextStyle, Theme, height, icons};
use crate::ui::widgets::card::{self, Note};
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::paint;
use crate::ui::widgets::state::{TimelineItem, timeline};

/// A restart is spoken of for this long after it was asked for.
const SPOKEN_OF: SignedDuration = SignedDuration::from_mins(30);

/// `Running for 7 min`, and whether the reading is past its limit of age.
pub fn line(snapshot: &Snapshot, now: Timestamp) -> (String, bool) {
    let age = words::age_of_section(&snapshot.storage_status, now);
    let Some(status) = snapshot.storage_status.get() else {
        return (format!("— {}", age.text), false);
    };
    let word = data_ui::storage::word(status);
    let since = snapshot.storage_past.last().map(|(at, _)| data_ui::ago(*at, now));
    let Some(since) = since else { return (word, age.stale) };
    // nobody knows how long the first word held before it was heard
    let key = if snapshot.storage_past.len() > 1 { "storage-for" } else { "storage-for-at-least" };
    (tf(key, &[("status", word.into()), ("age", since.into())]), age.stale)
}

/// The status with its age, and the figures beside it.
pub fn status_ui(ui: &mut Ui, theme: &Theme, snapshot: &Snapshot, now: Timestamp) {
    let colors = &theme.colors;
    let (line, stale) = line(snapshot, now);
    let (_, place) = ui.allocate_space(vec2(ui.available_width(), height::CONTROL));
    let draw = Draw::new(ui, theme);
    draw.value(place, Align::Min, (&line, stale), TextStyle::Title, colors.text_primary);
    let age = words::age_of_section(&snapshot.storage_status, now).text;
    paint::spoken(ui, place, &line, &age);
    if let Some(trouble) = &snapshot.storage_status.stamp.trouble {
        let cause = data_ui::trouble::cause(trouble, system::GET_STORAGE_STATUS.system);
        paint::label_wrapped(ui, &cause, TextStyle::SmallMedium, colors.text_primary);
    }
    let figures = [bots_words(snapshot), requests_words(snapshot)].join(" · ");
    paint::label_wrapped(ui, &figures, TextStyle::Small, colors.text_muted);
}

/// How far a restart is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// What was heard since it was asked for, oldest first.
    pub heard: Vec<(Timestamp, StorageStatus)>,
    pub asked_at: Timestamp,
    /// When it ran again; none while it is waited for.
    pub up_at: Option<Timestamp>,
}

/// The newest restart that may have happened; none when it is long past.
pub fn wait(snapshot: &Snapshot, now: Timestamp) -> Option<Wait> {
    let restarts = |intent: &&std::sync::Arc<Intent>| {
        *intent.action.operation() == system::RESTART_BRAIN_SERVICE
            && !matches!(intent.state, IntentState::Refused | IntentState::Abandoned)
    };
    let newest = snapshot.ledger.get()?.iter().find(restarts)?;
    let asked_at = newest.asked_at;
    if newest.state == IntentState::Queued || now.duration_since(asked_at) > SPOKEN_OF {
        return None;
    }
    let past = snapshot.storage_past.iter().filter(|(at, _)| *at >= asked_at);
    let heard: Vec<(Timestamp, StorageStatus)> = past.cloned().collect();
    let runs =
        |(at, word): &(Timestamp, StorageStatus)| (*word == StorageStatus::Running).then_some(*at);
    let up_at = heard.iter().find_map(runs);
    Some(Wait { heard, asked_at, up_at })
}

/// The wait for the brain: what was heard so far, how long it has lasted, and that nothing is sent again.
pub fn wait_ui(ui: &mut Ui, theme: &Theme, snapshot: &Snapshot, now: Timestamp) {
    let Some(wait) = wait(snapshot, now) else { return };
    let colors = &theme.colors;
    let lasted = wait.up_at.unwrap_or(now).duration_since(wait.asked_at);
    let key = if wait.up_at.is_some() { "storage-up-again" } else { "storage-waiting" };
    let title = tf(key, &[("age", words::wait(lasted).into())]);
    card::note(ui, Note::Plain, |ui| {
        paint::label_wrapped(ui, &title, TextStyle::Strong, colors.text_primary);
        let mut lines = vec![(wait.asked_at, t("storage-restart-asked").to_owned())];
        let said = wait.heard.iter().map(|(at, word)| (*at, data_ui::storage::word(word)));
        lines.extend(said);
        let lines: Vec<(String, String)> =
            lines.into_iter().map(|(at, word)| (words::clock(at), word)).collect();
        let items: Vec<TimelineItem<'_>> = lines.iter().map(|(at, word)| item(at, word)).collect();
        timeline(ui, colors.surface_panel, &items);
        if wait.up_at.is_none() {
            let age = words::age_of_section(&snapshot.storage_status, now);
            let words = if age.stale {
                tf("storage-wait-silent", &[("age", age.text.into())])
            } else {
                t("storage-wait-note").to_owned()
            };
            paint::label_wrapped(ui, &words, TextStyle::Small, colors.text_muted);
            // the wait is counted by the second
            ui.ctx().request_repaint_after(std::time::Duration::from_secs(1));
        }
    });
}

fn item<'a>(at: &'a str, word: &'a str) -> TimelineItem<'a> {
    TimelineItem {
        icon: icons::ARROWS_CLOCKWISE,
        weight: IconWeight::Regular,
        text: word,
        detail: None,
        time: at,
        color: None,
    }
}
