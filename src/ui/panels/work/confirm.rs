//! What a request does, and the question before it where machines stop or move.

use jiff::Timestamp;

use crate::bus::command::Command;
use crate::bus::snapshot::Snapshot;
use crate::domain::bot::BotState;
use crate::domain::job::Job;
use crate::domain::request_draft::{Draft, RequestKind};
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::words;
use crate::ui::shell::confirm::{Confirm, Fact};

/// The key of a kind in the words, `rfid-write` for instance.
fn key(kind: RequestKind) -> String {
    kind.word().to_lowercase().replace('_', "-")
}

/// What will happen, in one sentence.
pub fn consequence(draft: &Draft) -> String {
    let given = |text: &str| text.trim().to_owned();
    let whom = match (given(&draft.bot), given(&draft.level)) {
        (bot, _) if !bot.is_empty() => tf("work-whom-bot", &[("bot", bot.into())]),
        (_, level) if !level.is_empty() => tf("work-whom-level", &[("level", level.into())]),
        _ => t("work-whom-storage").to_owned(),
    };
    let arguments = [("n", draft.filled().count().into()), ("whom", whom.as_str().into())];
    tf(&format!("work-means-{}", key(draft.kind)), &arguments)
}

/// The question before a request that stops or moves machines.
pub fn request(snapshot: &Snapshot, now: Timestamp, draft: &Draft, command: Command) -> Confirm {
    let key = key(draft.kind);
    let mut facts = storage_facts(snapshot, now);
    facts.extend(bot_fact(snapshot, now, draft.bot.trim()));
    Confirm {
        question: tf(&format!("work-question-{key}"), &[]),
        consequence: consequence(draft),
        facts,
        act: tf(&format!("work-act-{key}"), &[]),
        safe: t("work-safe").to_owned(),
        command,
    }
}

/// The question before all bots are sent to charge.
pub fn charge_all(snapshot: &Snapshot, now: Timestamp, command: Command) -> Confirm {
    Confirm {
        question: t("work-question-charge-all").to_owned(),
        consequence: t("work-means-charge-all").to_owned(),
        facts: storage_facts(snapshot, now),
        act: t("work-act-charge-all").to_owned(),
        safe: t("work-safe").to_owned(),
        command,
    }
}

/// The question before a waiting job is triggered.
pub fn trigger(now: Timestamp, job: &Job, command: Command) -> Confirm {
    let balcony = job.balcony.as_ref().map(|id| id.to_string()).unwrap_or_else(|| "—".to_owned());
    let id = job.id.as_str();
    let mut facts = Vec::new();
    if let Some(since) = job.updated_at.or(job.created_at) {
        let waits = data_ui::ago(since, now);
        let text = tf("work-fact-waits", &[("balcony", balcony.into()), ("age", waits.into())]);
        facts.push(Fact { text, age: String::new() });
    }
    if let Some(carrier) = &job.carrier {
        let text = tf("work-fact-carrier", &[("carrier", carrier.as_str().into())]);
        facts.push(Fact { text, age: String::new() });
    }
    Confirm {
        question: tf("work-question-trigger", &[("job", id.into())]),
        consequence: t("work-means-trigger").to_owned(),
        facts,
        act: t("work-act-trigger").to_owned(),
        safe: t("work-safe").to_owned(),
        command,
    }
}

/// What is at stake: the storage, its bots at work, requests and trays that stand ready.
fn storage_facts(snapshot: &Snapshot, now: Timestamp) -> Vec<Fact> {
    let mut facts = Vec::new();
    let age = |stamp| words::age_of(stamp, now).text;
    if let Some(status) = snapshot.storage_status.get() {
        let word = data_ui::storage::word(status);
        let text = tf("work-fact-storage", &[("word", word.into())]);
        facts.push(Fact { text, age: age(&snapshot.storage_status.stamp) });
    }
    if let Some(bots) = snapshot.bots.get() {
        let working = bots.iter().filter(|bot| bot.state() == BotState::Working).count();
        let text = tf("work-fact-working", &[("n", working.into())]);
        facts.push(Fact { text, age: age(&snapshot.bots.stamp) });
    }
    if let Some(open) = snapshot.open_requests.get() {
        let text = tf("work-open-count", &[("n", data_ui::number(*open).into())]);
        facts.push(Fact { text, age: age(&snapshot.open_requests.stamp) });
    }
    if let Some(ready) = snapshot.ready_trays.get() {
        let text = tf("work-fact-trays", &[("n", ready.len().into())]);
        facts.push(Fact { text, age: age(&snapshot.ready_trays.stamp) });
    }
    facts
}

fn bot_fact(snapshot: &Snapshot, now: Timestamp, id: &str) -> Option<Fact> {
    let bot = snapshot.bots.get()?.iter().find(|bot| bot.id.as_str() == id)?;
    let battery = data_ui::bot::battery_words(bot.battery);
    let parts =
        [Some(data_ui::bot::name(bot)), Some(data_ui::bot::state_word(bot.state()).to_owned())];
    let said: Vec<String> = parts.into_iter().chain([battery]).flatten().collect();
    let age = words::age_of(&snapshot.bots.stamp, now).text;
    Some(Fact { text: said.join(" · "), age })
}
