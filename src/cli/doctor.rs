//! The command `traydeck doctor`: what is wrong here, and what to do about it.

use std::fmt::Write as _;
use std::process::ExitCode;

use super::checks::{self, Check, State};
use super::put_out;
use super::target::Target;

/// What `doctor` takes
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Checks the configuration, every configured system (reachable, authorised), the listener for inbound
calls (address, who may send, whether the robot manager calls us), the store, printers, the keychain, the clock and the graphics. What is absent and not configured is advice, no failure.
Nothing is changed; of the systems only reads are made. Exit code 1 if anything fails.

Examples:
  traydeck doctor
  traydeck doctor --json --site hall-1")]
pub struct Args {
    /// As JSON, for scripts
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    target: Target,
}

/// Checks everything and says what was found.
pub fn run(args: Args) -> ExitCode {
    let checks = checks::all(&args.target);
    let text = if args.json { as_json(&checks) } else { as_text(&checks) };
    put_out(text.as_bytes());
    if checks.iter().any(|check| check.state == State::Fail) {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn as_json(checks: &[Check]) -> String {
    let list: Vec<serde_json::Value> = checks
        .iter()
        .map(|check| {
            serde_json::json!({
                "what": check.what,
                "checked": check.checked,
                "state": check.state.code(),
                "found": check.found,
                "advice": check.advice,
                "ms": check.milliseconds,
            })
        })
        .collect();
    format!("{:#}\n", serde_json::Value::Array(list))
}

fn as_text(checks: &[Check]) -> String {
    let mut text = String::new();
    for check in checks {
        // Writing into a String cannot fail.
        let _ = writeln!(
            text,
            "{:9}  {:13}  {} ({}, {} ms)",
            check.state.code(),
            check.what,
            check.found,
            check.checked,
            check.milliseconds
        );
        if !check.advice.is_empty() {
            let _ = writeln!(text, "{:26}{}", "", check.advice);
        }
    }
    text
}
