//! The command `traydeck card`: command codes and scanner test codes on paper.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{USAGE, fail, put_out};
use crate::card;
use crate::domain::preferences::Language;

/// What `card` takes
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Two pages of A4: the command codes of the picking station, and the three codes of the scanner
doctor. Print at 100 %, not fitted to the page.

Examples:
  traydeck card card.pdf
  traydeck card karte.pdf --language de --replace")]
pub struct Args {
    /// The file
    #[arg(value_name = "FILE.pdf")]
    file: PathBuf,
    /// The language of its words: en, de
    #[arg(long, value_parser = language, default_value = "en")]
    language: Language,
    /// Replace a file that is there
    #[arg(long)]
    replace: bool,
}

fn language(code: &str) -> Result<Language, String> {
    Language::parse(code).ok_or_else(|| "en or de".to_owned())
}

/// Writes it.
pub fn run(args: &Args) -> ExitCode {
    if args.file.exists() && !args.replace {
        let file = args.file.display();
        return fail(USAGE, format_args!("{file} is there; --replace replaces it"));
    }
    let bytes = match card::pdf(args.language) {
        Ok(bytes) => bytes,
        Err(error) => return fail(1, error),
    };
    match std::fs::write(&args.file, bytes) {
        Ok(()) => {
            let said = format!("{} is written; print it at 100 %\n", args.file.display());
            put_out(said.as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) => fail(1, format_args!("{}: {error}", args.file.display())),
    }
}
