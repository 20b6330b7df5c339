//! The command `traydeck gallery`.

use std::process::ExitCode;

/// The arguments of `traydeck gallery`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {}

/// Carries the command out.
pub fn run(_args: Args) -> ExitCode {
    super::fail(1, "gallery is not built yet")
}
