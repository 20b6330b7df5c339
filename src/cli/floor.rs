//! The command `traydeck floor`: fills lines, layouts, contents, barcodes and names in, and lists the lines.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::target::runtime;
use super::{USAGE, complain, fail, put_out};
use crate::app::place;
use crate::domain::floor::{Fill, Filled, Floor};
use crate::domain::floor_csv::{self, Checked, Finding, Known};
use crate::domain::pick::{Exception, PickLine};
use crate::settings::{self, SettingsError};
use crate::store::{FloorStore, StoreError};
use crate::ui::data_ui;

/// A larger file is refused unread.
const BYTES_AT_MOST: u64 = 32 * 1024 * 1024;
/// The file has errors; nothing was filled in.
const NOT_GOOD: u8 = 1;

/// Fill the picking floor in from CSV, or list its lines.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Every file is checked whole first; while it has an error nothing of it is filled in. Then all of it is
filled in at once. Columns, in any order, comma, semicolon or tab, headings in English or German:
  lines     tray compartment SKU quantity [mode order number of]   mode: picking, counting, decanting
  layouts   tray rows columns
  contents  tray compartment SKU quantity
  barcodes  barcode SKU
  names     SKU name
A line of an order that is there already is left as it is, so the same file again adds none of those;
a line without an order comes again, which a warning says while the first one is open. Trays are held
against the robot manager only by an import in the console: from here an unknown one is not warned of.

Exit codes: 0 good, 1 errors in the file or not written, 2 wrong usage.

Examples:
  traydeck floor import today.csv --kind lines --check
  traydeck floor import today.csv --kind lines
  traydeck floor list --json")]
pub struct Args {
    #[command(subcommand)]
    what: What,
    /// The site whose floor it is: the default one, `practice` when none is configured
    #[arg(long, value_name = "NAME", global = true)]
    site: Option<String>,
    /// Another configuration file
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// Check a file and fill it in
    Import {
        file: PathBuf,
        /// What it holds
        #[arg(long, value_enum)]
        kind: Kind,
        /// Only say what is wrong with it
        #[arg(long)]
        check: bool,
    },
    /// Open lines, and those that ended in the last 12 hours
    List {
        /// One JSON array instead of lines
        #[arg(long)]
        json: bool,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Lines,
    Layouts,
    Contents,
    Barcodes,
    Names,
}

impl From<Kind> for floor_csv::Kind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Lines => Self::Lines,
            Kind::Layouts => Self::Layouts,
            Kind::Contents => Self::Contents,
            Kind::Barcodes => Self::Barcodes,
            Kind::Names => Self::Names,
        }
    }
}

/// Carries the command out.
pub fn run(args: Args) -> ExitCode {
    let done = match &args.what {
        What::Import { file, kind, check } => import(&args, file, (*kind).into(), *check),
        What::List { json } => list(&args, *json),
    };
    match done {
        Ok(code) => code,
        Err(error) if error.is::<SettingsError>() => fail(USAGE, format_args!("{error:#}")),
        Err(error) => fail(NOT_GOOD, format_args!("{error:#}")),
    }
}

fn ledger(args: &Args) -> anyhow::Result<PathBuf> {
    let settings = settings::load(args.config.as_deref())?;
    Ok(place::choose(&settings, args.site.as_deref())?.ledger_path())
}

fn import(
    args: &Args,
    file: &Path,
    kind: floor_csv::Kind,
    check: bool,
) -> anyhow::Result<ExitCode> {
    let ledger = ledger(args)?;
    let about = |error: std::io::Error| anyhow::anyhow!("{}: {error}", file.display());
    let size = std::fs::metadata(file).map_err(about)?.len();
    if size > BYTES_AT_MOST {
        anyhow::bail!("{} has more than {BYTES_AT_MOST} bytes; split it", file.display());
    }
    let bytes = std::fs::read(file).map_err(about)?;
    runtime().map_err(anyhow::Error::msg)?.block_on(async {
        let floor = if check { read(&ledger).await? } else { open_and_read(&ledger).await? };
        let known = Known { floor: Some(&floor), trays: None };
        let checked = floor_csv::check(&bytes, kind, known, &mut Uuid::now_v7);
        tell(&checked, file);
        if !checked.is_good() {
            return Ok(ExitCode::from(NOT_GOOD));
        }
        if check {
            put_out(format!("{} rows, no errors\n", checked.rows).as_bytes());
            return Ok(ExitCode::SUCCESS);
        }
        let filled = fill(&ledger, &checked.fill).await?;
        put_out(format!("{}\n", words(&filled, kind)).as_bytes());
        Ok(ExitCode::SUCCESS)
    })
}

/// What is there already; a store that was never made is an empty floor.
async fn read(ledger: &Path) -> anyhow::Result<Floor> {
    let store = match FloorStore::open_to_read(ledger).await {
        Err(StoreError::Missing(_)) => return Ok(Floor::default()),
        other => other?,
    };
    let read = store.read(Timestamp::now(), None).await;
    store.close().await;
    Ok(read?.floor)
}

/// The same before a filling: tables of an older version are brought up to date first.
async fn open_and_read(ledger: &Path) -> anyhow::Result<Floor> {
    if !ledger.exists() {
        return Ok(Floor::default());
    }
    FloorStore::open(ledger).await?.close().await;
    read(ledger).await
}

async fn fill(ledger: &Path, fill: &Fill) -> anyhow::Result<Filled> {
    if let Some(folder) = ledger.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|error| anyhow::anyhow!("{}: {error}", folder.display()))?;
    }
    let store = FloorStore::open(ledger).await?;
    // a running console sees another writer's number and reads again
    let filled = store.fill(fill, Uuid::now_v7()).await;
    store.close().await;
    Ok(filled?.0)
}

fn tell(checked: &Checked, file: &Path) {
    let say = |grade: &str, all: &[Finding], more: usize| {
        for finding in all {
            complain(format_args!("{}: {grade}: {}", file.display(), plain(finding)));
        }
        if more > 0 {
            complain(format_args!("{}: and {more} more of the kind", file.display()));
        }
    };
    say("warning", &checked.warnings, checked.warnings_more);
    say("error", &checked.faults, checked.faults_more);
    let faults = checked.faults.len() + checked.faults_more;
    if faults > 0 {
        complain(format_args!("errors: {faults}, rows: {}; nothing was filled in", checked.rows));
    }
}

fn plain(finding: &Finding) -> String {
    data_ui::floor_csv::finding(finding)
}

fn words(filled: &Filled, kind: floor_csv::Kind) -> String {
    match kind {
        floor_csv::Kind::Lines => {
            format!("{} new lines, {} were there already", filled.lines, filled.known_lines)
        }
        floor_csv::Kind::Layouts => format!("{} tray layouts", filled.layouts),
        floor_csv::Kind::Contents => format!("{} compartments", filled.contents),
        floor_csv::Kind::Barcodes => format!("{} barcodes", filled.barcodes),
        floor_csv::Kind::Names => format!("{} names", filled.names),
    }
}

fn list(args: &Args, as_json: bool) -> anyhow::Result<ExitCode> {
    let ledger = ledger(args)?;
    let floor = runtime().map_err(anyhow::Error::msg)?.block_on(read(&ledger))?;
    let lines = floor.lines.values();
    let text = if as_json {
        Value::Array(lines.map(|line| row(line, &floor)).collect()).to_string()
    } else {
        lines.map(|line| plain_row(line, &floor)).collect::<Vec<_>>().join("\n")
    };
    if text.is_empty() {
        complain("no lines are open, and none ended in the last 12 hours");
    } else {
        put_out(format!("{text}\n").as_bytes());
    }
    Ok(ExitCode::SUCCESS)
}

fn row(line: &PickLine, floor: &Floor) -> Value {
    json!({
        "id": line.id.0.to_string(),
        "mode": line.mode.code(),
        "tray": line.tray.as_str(),
        "compartment": line.compartment,
        "sku": line.sku.as_str(),
        "name": floor.items.name(&line.sku),
        "quantity": line.quantity,
        "order": line.order,
        "number": line.number,
        "of": line.of,
        "state": line.state.code(),
        "taken": line.taken,
        "damaged": line.damaged,
        "reason": line.reason.map(Exception::code),
        "by": line.by,
        "approved_by": line.approved_by,
        "ended_at": line.ended_at.map(|at| at.to_string()),
    })
}

fn plain_row(line: &PickLine, floor: &Floor) -> String {
    let name = floor.items.name(&line.sku).unwrap_or_default();
    let reason = line.reason.map_or("", Exception::code);
    let row = format!(
        "{} {} tray {} {} {} {}/{} {} {}/{} {reason} {} {name}",
        line.state.code(),
        line.mode.code(),
        line.tray,
        line.compartment,
        line.sku,
        line.taken,
        line.quantity,
        if line.order.is_empty() { "-" } else { &line.order },
        line.number,
        line.of,
        line.by,
    );
    row.split_whitespace().collect::<Vec<_>>().join(" ")
}
