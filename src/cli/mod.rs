//! The command line: one file per command.

pub mod call;
pub mod card;
pub mod console;
pub mod doctor;
pub mod export;
pub mod floor;
pub mod gallery;
pub mod gateway;
mod gateway_checks;
pub mod list;
pub mod operations;
pub mod people;
pub mod scene;
pub mod sim;
pub mod sku_images;

mod checks;
mod target;
mod words;

pub use words::say;

use std::ffi::OsString;
use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The exit code of a command that was given wrongly, or of a wrong configuration.
pub const USAGE: u8 = 2;

/// A control console for robotic warehouses.
///
/// Without a command it opens the console: on the configured site, or on the built-in practice
/// site when none is configured. On the practice site no machine moves. The options of the
/// console (`traydeck console --help`) need no command: `traydeck --config FILE` is enough.
#[derive(Parser)]
#[command(
    name = "traydeck",
    version,
    after_help = "\
Examples:
  traydeck                                     open the console
  traydeck sim                                 run the practice site alone, print its addresses
  traydeck operations                          every call that can be made
  traydeck call noyes list-bots                one raw call, the answer as received
  traydeck doctor                              what is wrong here, and what to do

Configuration: config.toml in the platform's configuration folder, or --config FILE, or TRAYDECK_CONFIG:
  default_site = \"hall-1\"
  [sites.hall-1.robot_manager]
  base_url = \"http://127.0.0.1:4010/robotmanager\"
  auth = { bearer = \"env:RM_TOKEN\" }
What a person chose for this PC (theme, role, station) is in preferences.toml of that folder,
whichever file --config names."
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Open the console (the default)
    Console(console::Args),
    /// Run the practice site alone: one warehouse behind real HTTP servers
    Sim(sim::Args),
    /// List every call that can be made
    Operations(operations::Args),
    /// Make one raw call, for scripts and support
    Call(call::Args),
    /// Check configuration, systems, store, keychain, clock and graphics
    Doctor(doctor::Args),
    /// Write a list into a CSV file
    Export(export::Args),
    /// Write the card of command codes and scanner test codes as a PDF
    Card(card::Args),
    /// Draw the standard measuring scene in a real window
    Scene(scene::Scene),
    /// Show what the store holds
    List(list::Args),
    /// Send pictures of SKUs by the folder, checked first, each once
    SkuImages(sku_images::Args),
    /// Fill the picking floor in from CSV, list its lines
    Floor(floor::Args),
    /// Listen for the robot manager's webhook, headless; add who may send
    Gateway(gateway::Args),
    /// Say who may sign in at the stations
    People(people::Args),
    /// Show every shared widget
    #[command(hide = true)]
    Gallery(gallery::Args),
}

/// Reads the arguments of this process and does what they say.
pub fn run() -> ExitCode {
    let arguments = with_default_command(std::env::args_os().collect());
    match Cli::try_parse_from(arguments) {
        Ok(Cli { command: Some(command) }) => carry_out(command),
        Ok(Cli { command: None }) => ExitCode::from(USAGE),
        Err(error) => {
            // Help and version are no errors and go to stdout with code 0.
            let _ = error.print();
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(USAGE))
        }
    }
}

/// The same arguments, with the command `console` where none is named: its options are those of
/// `traydeck` itself, but for help and version.
fn with_default_command(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let own = ["-h", "--help", "-V", "--version"];
    let first = arguments.get(1).map(|first| first.to_string_lossy());
    let is_named =
        first.is_some_and(|first| own.contains(&first.as_ref()) || !first.starts_with('-'));
    if !is_named {
        arguments.insert(arguments.len().min(1), "console".into());
    }
    arguments
}

fn carry_out(command: Command) -> ExitCode {
    match command {
        Command::Console(args) => console::run(args),
        Command::Sim(args) => sim::run(args),
        Command::Operations(args) => operations::run(args),
        Command::Call(args) => call::run(args),
        Command::Doctor(args) => doctor::run(args),
        Command::Export(args) => export::run(args),
        Command::Card(args) => card::run(&args),
        Command::Scene(args) => match scene::run(&args) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(1, format_args!("{error:#}")),
        },
        Command::List(args) => list::run(args),
        Command::SkuImages(args) => sku_images::run(args),
        Command::Floor(args) => floor::run(args),
        Command::Gateway(args) => gateway::run(args),
        Command::People(args) => people::run(&args),
        Command::Gallery(args) => gallery::run(args),
    }
}

/// Prints one line on stderr and gives the exit code back.
pub fn fail(code: u8, what: impl Display) -> ExitCode {
    complain(what);
    ExitCode::from(code)
}

/// One line on stderr.
pub fn complain(what: impl Display) {
    // Nobody may be listening; then there is nobody to tell.
    let _ = writeln!(std::io::stderr().lock(), "traydeck: {what}");
}

/// Writes to stdout; a reader that has gone away is no error of ours.
pub fn put_out(bytes: &[u8]) {
    let mut stdout = std::io::stdout().lock();
    let _ = stdout.write_all(bytes).and_then(|()| stdout.flush());
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser as _};

    use super::{Cli, OsString, with_default_command};

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_options_of_the_console_need_no_command() {
        let of = |arguments: &[&str]| {
            let given = ["traydeck"].iter().chain(arguments).map(OsString::from).collect();
            let all: Vec<_> = with_default_command(given)
                .into_iter()
                .map(|one| one.to_string_lossy().into_owned())
                .collect();
            (all.join(" "), Cli::try_parse_from(all).is_ok())
        };
        for (given, meant) in [
            (&[][..], "traydeck console"),
            (&["--config", "x"], "traydeck console --config x"),
            (&["--renderer", "glow"], "traydeck console --renderer glow"),
            (&["console", "--kiosk"], "traydeck console --kiosk"),
            (&["list", "intents"], "traydeck list intents"),
        ] {
            assert_eq!(of(given), (meant.to_owned(), true));
        }
        assert_eq!(of(&["--version"]).0, "traydeck --version");
        assert_eq!(of(&["--help"]).0, "traydeck --help");
        let wrong = of(&["--no-such-option"]);
        assert_eq!(wrong, ("traydeck console --no-such-option".to_owned(), false));
    }
}
