//! The command `traydeck gateway`: listens for inbound calls without a window, and says who may send.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Subcommand;
use jiff::Timestamp;
use serde_json::json;

use super::sim::Ended;
use crate::app::place;
use crate::gateway::{self, GatewayConfig, Limits, ROBOT_MANAGER_PATH};
use crate::settings::{self, SettingsError};
use crate::store::{InboundStore, InboundUser};
use crate::telemetry;
use crate::util::hashed::{mark_of, password_hash, sha256};

/// The shortest password that is taken.
const PASSWORD_LETTERS: usize = 8;

const EXAMPLES: &str = "\
The first line written is JSON: {\"listening\": URL}. Each event is on disk before it is answered, beside the ledger of
the site, where a console of this PC finds it. It ends on SIGTERM or Ctrl-C, when what was taken is written down.
Who sends is known by a secret in the address (`gateway hook new`), by the same secret in the header
X-Traydeck-Secret or as a bearer, or by name and password (`gateway user add`), basic or as bearer NAME:PASSWORD.

Examples:
  traydeck gateway hook new --label \"robot manager\"     prints /hooks/robot-manager/SECRET, once
  traydeck gateway user add robots < password.txt
  traydeck gateway --listen 127.0.0.1:8787 --site hall-1";

/// Options of `traydeck gateway`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Where to listen; without it where the configuration says ([sites.NAME.gateway] listen)
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// The site whose events these are: the default one, `practice` when none is configured
    #[arg(long, value_name = "NAME", global = true)]
    site: Option<String>,
    /// Another configuration file
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// Names that may send
    #[command(subcommand)]
    User(User),
    /// Secret addresses
    #[command(subcommand)]
    Hook(Hook),
}

#[derive(Clone, Debug, Subcommand)]
enum User {
    /// Let somebody send; the password is read from standard input, its first line
    Add { name: String },
    /// Everybody who may send
    List,
    /// Let somebody send no longer
    Remove { name: String },
}

#[derive(Clone, Debug, Subcommand)]
enum Hook {
    /// Make a secret address and print its path; nobody can print it again
    New {
        /// What people call it
        #[arg(long, value_name = "TEXT", default_value = "")]
        label: String,
    },
    /// All secret addresses, each by the mark of its secret
    List,
    /// Let nobody send to this address any more
    Remove { mark: String },
}

/// Carries the command out.
pub fn run(args: Args) -> ExitCode {
    let done = match &args.what {
        None => listen(&args),
        Some(_) if args.listen.is_some() => {
            return super::fail(super::USAGE, "--listen goes with no other command");
        }
        Some(what) => change(&args, what),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.is::<SettingsError>() => {
            super::fail(super::USAGE, format_args!("{error:#}"))
        }
        Err(error) => super::fail(1, format_args!("{error:#}")),
    }
}

/// Where the ledger of the site is, and where its configuration wants to be listened at.
fn site(args: &Args) -> anyhow::Result<(PathBuf, Option<SocketAddr>)> {
    let settings = settings::load(args.config.as_deref())?;
    let chosen = place::choose(&settings, args.site.as_deref())?;
    let listen = match &chosen {
        place::Chosen::Configured(site) => site.gateway.as_ref().map(|gateway| gateway.listen),
        place::Chosen::Practice => None,
    };
    Ok((chosen.ledger_path(), listen))
}

fn listen(args: &Args) -> anyhow::Result<()> {
    let (ledger, configured) = site(args)?;
    let Some(listen) = args.listen.or(configured) else {
        anyhow::bail!("where to listen is not said: --listen 127.0.0.1:8787");
    };
    if !listen.ip().is_loopback() {
        super::complain(
            "this address is reached from other machines over plain HTTP, where secrets can be read \
             on the way; put a proxy with TLS in front of it",
        );
    }
    let telemetry = telemetry::begin(&place::data_folder().join("log"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    // heard from before the first line goes out, so that an early SIGTERM ends it as a late one does
    let ended = runtime.block_on(async { Ended::listen() })?;
    let config =
        GatewayConfig { listen, ledger, limits: Limits::default(), stored: Arc::default() };
    let running = gateway::start(config)?;
    let line = json!({ "listening": running.url() });
    super::put_out(format!("{line}\n").as_bytes());
    runtime.block_on(ended.wait())?;
    running.end();
    drop(telemetry);
    Ok(())
}

fn change(args: &Args, what: &What) -> anyhow::Result<()> {
    let (ledger, _) = site(args)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let text = runtime.block_on(async {
        let store = InboundStore::open(&ledger).await?;
        let text = match what {
            What::User(user) => change_user(&store, user).await,
            What::Hook(hook) => change_hook(&store, hook, &ledger).await,
        };
        store.close().await;
        text
    })?;
    super::put_out(text.as_bytes());
    Ok(())
}

async fn change_user(store: &InboundStore, user: &User) -> anyhow::Result<String> {
    match user {
        User::Add { name } => {
            if name.is_empty() || name.contains(':') || name.chars().any(char::is_control) {
                anyhow::bail!("a name has letters, and no colon");
            }
            let password = first_line()?;
            if password.chars().count() < PASSWORD_LETTERS {
                anyhow::bail!(
                    "the password on standard input is shorter than {PASSWORD_LETTERS} letters"
                );
            }
            let password = password_hash(&password).map_err(anyhow::Error::msg)?;
            let user = InboundUser { name: name.clone(), password, created_at: Timestamp::now() };
            store.put_user(&user).await?;
            Ok(format!("{name} may send\n"))
        }
        User::List => {
            let line =
                |user: &InboundUser| format!("{}  since {:.0}\n", user.name, user.created_at);
            Ok(store.users().await?.iter().map(line).collect())
        }
        User::Remove { name } => {
            if !store.remove_user(name).await? {
                anyhow::bail!("nobody is called {name}");
            }
            Ok(format!("{name} may send no longer\n"))
        }
    }
}

async fn change_hook(store: &InboundStore, hook: &Hook, ledger: &Path) -> anyhow::Result<String> {
    match hook {
        Hook::New { label } => {
            let secret = gateway::new_secret().map_err(anyhow::Error::msg)?;
            let hash = sha256(secret.as_bytes());
            store.add_hook(&hash, label, Timestamp::now()).await?;
            tracing::info!(mark = mark_of(&hash), ledger = %ledger.display(), "a secret address was made");
            Ok(format!("{ROBOT_MANAGER_PATH}/{secret}\n"))
        }
        Hook::List => {
            let hooks = store.hooks().await?;
            let line = |hook: &crate::domain::inbound::Hook| {
                format!("{}  since {:.0}  {}\n", hook.mark, hook.created_at, hook.label)
            };
            Ok(hooks.iter().map(|(_, hook)| line(hook)).collect())
        }
        Hook::Remove { mark } => {
            if !store.remove_hook(mark).await? {
                anyhow::bail!("no secret address has the mark {mark}");
            }
            Ok(format!("{mark} lets nobody in any more\n"))
        }
    }
}

/// The first line of standard input. A person at a terminal is told what is waited for.
fn first_line() -> anyhow::Result<String> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        let mut stderr = std::io::stderr().lock();
        // nobody may be listening; then there is nobody to tell
        let _ = write!(stderr, "Password (it is shown): ").and_then(|()| stderr.flush());
    }
    let mut line = String::new();
    stdin.lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
