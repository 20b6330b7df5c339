//! The command `traydeck list`: what the store of this PC holds.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::app::place;
use crate::bus::snapshot::Site;
use crate::domain::intent::Intent;
use crate::domain::lease::SetAside;
use crate::settings::{self, SettingsError};
use crate::store::{AuditRow, Store, StoreError, intent_json};

/// Print what the ledger of this PC holds.
#[derive(Clone, Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  traydeck list intents\n  traydeck list intents --json --last 1\n  \
    traydeck list audit --site hall-1"
)]
pub struct Args {
    /// What to list
    #[arg(value_enum)]
    what: What,
    /// One JSON array instead of lines
    #[arg(long)]
    json: bool,
    /// At most so many, the newest
    #[arg(long, default_value_t = 200, value_name = "N")]
    last: u32,
    /// The site whose ledger is read: the default one, `practice` when none is configured
    #[arg(long, value_name = "NAME")]
    site: Option<String>,
    /// Another configuration file
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// What the store holds.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// Commands, newest first, with every step
    Intents,
    /// Who did what where, before and after, newest first
    Audit,
}

/// Prints the list; a ledger that is not there yet is an empty list.
pub fn run(args: Args) -> ExitCode {
    match list(&args) {
        Ok((text, site)) => {
            if !text.is_empty() {
                super::put_out(format!("{text}\n").as_bytes());
            } else {
                // scripts read stdout; a person sees that nothing is wrong
                super::complain(nothing_words(args.what, &site));
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            let wrong_settings = error.is::<SettingsError>();
            super::fail(if wrong_settings { super::USAGE } else { 1 }, format!("{error:#}"))
        }
    }
}

/// That there is nothing, where that is, and where there may be something.
fn nothing_words(what: What, site: &Site) -> String {
    let nothing = match what {
        What::Intents => "no command has been given yet",
        What::Audit => "nothing has been written into the audit log yet",
    };
    let name = &site.name;
    if site.practice {
        return format!("{nothing} on the site {name} of this PC; --site NAME looks at another");
    }
    let practice = place::PRACTICE;
    format!("{nothing} on the site {name} of this PC; --site {practice} may have some")
}

fn list(args: &Args) -> anyhow::Result<(String, Site)> {
    let settings = settings::load(args.config.as_deref())?;
    let chosen = place::choose(&settings, args.site.as_deref())?;
    let (path, site) = (chosen.ledger_path(), chosen.site());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let text = runtime.block_on(async {
        let store = match Store::open_to_read(&path).await {
            Ok(store) => store,
            Err(StoreError::Missing(_)) => return Ok(text_of(args.json, &[], listed_row)),
            Err(error) => return Err(error.into()),
        };
        let text = match args.what {
            What::Intents => {
                let held = store.held(Timestamp::now()).await?;
                // what was set aside stands first: it is what somebody has to look at
                let aside = store.quarantine().await?.into_iter().map(Listed::Aside);
                let rest = store.recent(args.last).await?.into_iter().map(|intent| {
                    let held = held.get(&intent.id.0.to_string()).cloned();
                    Listed::Intent(Box::new(intent), held)
                });
                let all: Vec<Listed> = aside.chain(rest).collect();
                text_of(args.json, &all, listed_row)
            }
            What::Audit => text_of(args.json, &store.audit(args.last).await?, audit_row),
        };
        store.close().await;
        anyhow::Ok(text)
    })?;
    Ok((text, site))
}

fn text_of<T>(json: bool, rows: &[T], row: fn(&T) -> (Value, String)) -> String {
    let rows: Vec<(Value, String)> = rows.iter().map(row).collect();
    if json {
        let values = Value::Array(rows.into_iter().map(|(value, _)| value).collect());
        return values.to_string();
    }
    let lines: Vec<String> = rows.into_iter().map(|(_, line)| line).collect();
    lines.join("\n")
}

/// A row of the list of commands.
enum Listed {
    /// With the program that holds it.
    Intent(Box<Intent>, Option<String>),
    /// One that this version cannot understand.
    Aside(SetAside),
}

fn listed_row(listed: &Listed) -> (Value, String) {
    match listed {
        Listed::Intent(intent, held) => intent_row(intent, held.as_deref()),
        Listed::Aside(aside) => aside_row(aside),
    }
}

fn aside_row(aside: &SetAside) -> (Value, String) {
    let SetAside { id, operation, state, by, place, at, reason } = aside;
    let value = json!({
        "id": id,
        "operation": operation,
        "state": state,
        "by": by,
        "place": place,
        "set_aside": { "since": at.to_string(), "why": reason },
    });
    let line = format!(
        "set aside since {at:.0}, not sent: {operation}, {state}, {id}, {place}, {by}: {reason}; \
         the other commands go on"
    );
    (value, line)
}

fn intent_row(intent: &Intent, held: Option<&str>) -> (Value, String) {
    let mut line = format!(
        "{:.0}  {:9}  {:28}  {:11}  {:12}  {}",
        intent.asked_at,
        intent.state.code(),
        intent.action.operation().id,
        intent.action.about(),
        intent.place,
        intent.by,
    );
    let mut value = intent_json(intent);
    if let Some(who) = held {
        line = format!("{line}  held by {who}");
        if let Some(fields) = value.as_object_mut() {
            fields.insert("held_by".to_owned(), who.into());
        }
    }
    (value, line)
}

fn audit_row(row: &AuditRow) -> (Value, String) {
    let value = json!({
        "at": row.at.to_string(),
        "intent": row.intent.0.to_string(),
        "who": row.who,
        "where": row.place,
        "what": row.what,
        "before": row.before,
        "after": row.after,
        "answer": row.answer,
    });
    let line = format!(
        "{:.0}  {:28}  {:>9} -> {:9}  {}  {}  {}",
        row.at, row.what, row.before, row.after, row.place, row.who, row.answer
    );
    (value, line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_was_set_aside_says_what_why_and_that_the_rest_goes_on() {
        let aside = SetAside {
            id: "7".to_owned(),
            operation: "robot-manager.fly-tray".to_owned(),
            state: "queued".to_owned(),
            by: "Meera".to_owned(),
            place: "PS-2".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            reason: "unknown variant `fly_tray`".to_owned(),
        };
        let (value, line) = listed_row(&Listed::Aside(aside));
        assert!(line.contains("set aside since 1970-01-01") && line.contains("go on"), "{line}");
        assert_eq!(value.pointer("/set_aside/why").unwrap(), "unknown variant `fly_tray`");
    }

    #[test]
    fn an_empty_list_names_its_site_and_where_else_to_look() {
        let real = Site { name: "hall-1".to_owned(), practice: false };
        let words = nothing_words(What::Intents, &real);
        assert!(words.contains("site hall-1") && words.contains("--site practice"), "{words}");
        let practice = Site { name: "practice".to_owned(), practice: true };
        assert!(!nothing_words(What::Audit, &practice).contains("--site practice"));
    }
}
