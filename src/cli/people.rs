//! The command `traydeck people`: who may sign in at the stations of a site.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use jiff::Timestamp;
use uuid::Uuid;

use crate::app::place;
use crate::domain::access::Role;
use crate::domain::person;
use crate::settings::{self, SettingsError};
use crate::store::{FloorStore, KeptPerson, PeopleRow};
use crate::util::hashed::{badge_hash, password_hash};

const EXAMPLES: &str = "\
Standard input holds two lines: the code of the badge, then the PIN; an empty line leaves that one as it is.
Of a badge only a salted hash is kept, of a PIN only its argon2id. An open console knows of it a second later.

Examples:
  printf 'TD:B:83114\\n4711\\n' | traydeck people add \"Divya R.\" --role picker
  traydeck people list --site hall-1
  traydeck people remove \"Divya R.\"";

/// Options of `traydeck people`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The site whose people these are: the default one, `practice` when none is configured
    #[arg(long, value_name = "NAME", global = true)]
    site: Option<String>,
    /// Another configuration file
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// Let somebody sign in, or change role, badge or PIN of somebody known
    Add {
        name: String,
        /// picker, supervisor or admin; without it somebody known keeps the role, somebody new is a picker
        #[arg(long, value_parser = role)]
        role: Option<Role>,
    },
    /// Everybody who is kept
    List,
    /// Forget somebody
    Remove { name: String },
}

fn role(word: &str) -> Result<Role, String> {
    Role::parse(word).ok_or_else(|| "picker, supervisor or admin".to_owned())
}

/// Carries the command out.
pub fn run(args: &Args) -> ExitCode {
    match carry_out(args) {
        Ok(text) => {
            super::put_out(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) if error.is::<SettingsError>() => {
            super::fail(super::USAGE, format_args!("{error:#}"))
        }
        Err(error) => super::fail(1, format_args!("{error:#}")),
    }
}

fn carry_out(args: &Args) -> anyhow::Result<String> {
    let settings = settings::load(args.config.as_deref())?;
    let ledger = place::choose(&settings, args.site.as_deref())?.ledger_path();
    // the first thing of this site may be its people
    if let Some(folder) = ledger.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let store = FloorStore::open(&ledger).await?;
        let text = change(&store, &args.what).await;
        store.close().await;
        text
    })
}

async fn change(store: &FloorStore, what: &What) -> anyhow::Result<String> {
    let (now, me) = (Timestamp::now(), Uuid::now_v7());
    let by = "command line";
    match what {
        What::Add { name, role } => {
            let kept = store.people().await?;
            let known = kept.people.iter().find(|kept| kept.person.name == name.trim());
            let known = known.map(|kept| &kept.person);
            let role = role.or(known.map(|person| person.role)).unwrap_or(Role::Picker);
            // whoever was switched off is switched on again in Admin, not by a new badge
            let active = known.is_none_or(|person| person.active);
            let row = read_person(name, role, active, &kept.salt)?;
            store.change_people(&row, by, now, me).await?;
            let (name, role) = (name.trim(), role.code());
            Ok(if active {
                format!("{name} may sign in as {role}\n")
            } else {
                format!("{name} is changed ({role}) and stays switched off; Admin switches on\n")
            })
        }
        What::List => Ok(store.people().await?.people.iter().map(line).collect()),
        What::Remove { name } => {
            store.change_people(&PeopleRow::Remove(name.clone()), by, now, me).await?;
            Ok(format!("{name} is forgotten\n"))
        }
    }
}

fn read_person(name: &str, role: Role, active: bool, salt: &str) -> anyhow::Result<PeopleRow> {
    let name = name.trim();
    if person::check_name(name).is_err() {
        anyhow::bail!("a name has 1 to 60 letters");
    }
    let badge = next_line("Badge (scan it)")?;
    let pin = next_line("PIN (it is shown)")?;
    if !badge.is_empty() && person::check_badge(&badge).is_err() {
        anyhow::bail!("the badge has fewer than {} letters", person::BADGE_LETTERS);
    }
    if !pin.is_empty() && person::check_pin(&pin).is_err() {
        anyhow::bail!("a PIN is 4 to 12 digits");
    }
    let badge = (!badge.is_empty()).then(|| badge_hash(salt, &badge));
    let pin = (!pin.is_empty()).then(|| password_hash(&pin)).transpose();
    let pin = pin.map_err(anyhow::Error::msg)?;
    Ok(PeopleRow::Put { name: name.to_owned(), role, active, badge, pin })
}

fn line(kept: &KeptPerson) -> String {
    let person = &kept.person;
    let has = |there: bool, word: &'static str| if there { word } else { "-" };
    let (badge, pin) = (has(person.has_badge, "badge"), has(person.has_pin, "PIN"));
    let off = if person.active { "" } else { "  switched off" };
    format!("{}  {}  {badge}  {pin}{off}\n", person.name, person.role.code())
}

/// The next line of standard input. A person at a terminal is told what is waited for.
fn next_line(what: &str) -> anyhow::Result<String> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        let mut stderr = std::io::stderr().lock();
        // nobody may be listening; then there is nobody to tell
        let _ = write!(stderr, "{what}: ").and_then(|()| stderr.flush());
    }
    let mut line = String::new();
    stdin.read_line(&mut line)?;
    Ok(line.trim().to_owned())
}
