//! The command `traydeck console`.

use std::process::ExitCode;

/// The arguments of `traydeck console`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {}

/// Carries the command out.
pub fn run(_args: Args) -> ExitCode {
    super::fail(1, "console is not built yet")
}
