//! The program: reads the arguments, calls the command, prints one line when it fails.

use std::process::ExitCode;

fn main() -> ExitCode {
    traydeck::cli::run()
}
