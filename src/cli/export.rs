//! The command `traydeck export`: a list into a CSV file, page by page, without a window.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::ValueEnum;

use super::target::{Target, runtime, transport_of};
use super::{USAGE, complain, fail, put_out, say};
use crate::clients::http::Read;
use crate::clients::noyes::Noyes;
use crate::domain::carrier::InventoryRow;
use crate::domain::operation::noyes::stock::LIST_INVENTORY;
use crate::domain::page::{ListQuery, Page};
use crate::domain::search;
use crate::domain::system::System;
use crate::domain::trouble::{ErrorClass, Trouble};
use crate::worker::export::ExportFile;

/// Rows a page, as the storage system takes them at most.
const PAGE: u32 = 100;
/// Tries of one page before it is given up.
const TRIES: u32 = 6;
/// Refused: another question would be refused the same way.
const REFUSED: u8 = 1;
/// Not reachable any more, or the file cannot be written.
const STOPPED: u8 = 3;
/// Ended by Ctrl C.
const INTERRUPTED: u8 = 130;

/// Write a list into a CSV file.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Rows come in the order of their ids, with every column of the contract. The file gets its name
when it is whole; until then it is NAME.part, and stays so when the storage is gone midway.
Texts that a spreadsheet would take for a formula (= + - @ tab) get a leading apostrophe.
Exit codes: 0 whole, 1 refused, 2 wrong usage, 3 stopped with the rows so far in NAME.part.

Examples:
  traydeck export inventory --to stock.csv
  traydeck export inventory --to level3.csv --filter level_id__in=3 --search 'sku_id:H0 AND sku_name:mug'")]
pub struct Args {
    /// The list
    #[arg(value_enum)]
    what: What,
    /// The file
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// A filter of the contract, `depth__gte=2` for instance; may repeat
    #[arg(long, value_name = "NAME=VALUE")]
    filter: Vec<String>,
    /// A search expression: field:value, AND, OR, one level of parentheses
    #[arg(long, value_name = "EXPRESSION")]
    search: Option<String>,
    /// Replace a file that is there
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    target: Target,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// Boxes, loads and free space
    Inventory,
}

/// Writes the file.
pub fn run(args: Args) -> ExitCode {
    let What::Inventory = args.what;
    let query = match query(&args) {
        Ok(query) => query,
        Err(what) => return fail(USAGE, what),
    };
    let settings = match args.target.settings() {
        Ok(settings) => settings,
        Err(what) => return fail(USAGE, what),
    };
    let site = match settings.site(args.target.site.as_deref()) {
        Ok(site) => site,
        Err(error) => return fail(USAGE, error),
    };
    let per_second = site.systems.get(&System::Noyes).map_or(1, |noyes| noyes.per_second.max(1));
    let client = match transport_of(&settings, site, System::Noyes) {
        Ok(transport) => Noyes::new(transport),
        Err(what) => return fail(USAGE, what),
    };
    let file = match ExportFile::open(&args.to, args.replace) {
        Ok(file) => file,
        Err(why) => return fail(USAGE, file_words(&args, &why)),
    };
    match runtime() {
        Ok(runtime) => runtime.block_on(async {
            let between = Duration::from_secs(1) / per_second;
            tokio::select! {
                code = pages(&client, &query, file, between) => code,
                // the file goes with what was dropped
                _ = tokio::signal::ctrl_c() => fail(INTERRUPTED, "ended; no file is left"),
            }
        }),
        Err(what) => fail(STOPPED, what),
    }
}

fn query(args: &Args) -> Result<ListQuery, String> {
    let mut query = ListQuery::default().sorted_by("id");
    for filter in &args.filter {
        let pair = filter.split_once('=').filter(|(_, value)| !value.trim().is_empty());
        let Some((name, value)) = pair else {
            return Err(format!("--filter {filter}: write NAME=VALUE"));
        };
        let known = |known: &&crate::domain::operation::Field| {
            known.name == name && !["page", "size", "sort_by", "search"].contains(&known.name)
        };
        if LIST_INVENTORY.fields.iter().find(known).is_none() {
            return Err(format!(
                "--filter {name}: the contract has no such filter of the inventory"
            ));
        }
        query = query.filter(name, value);
    }
    if let Some(text) = &args.search {
        search::check(text, search::INVENTORY_FIELDS)
            .map_err(|mistake| format!("--search, character {}: {:?}", mistake.at, mistake.what))?;
        query.search = Some(text.clone());
    }
    Ok(query)
}

fn file_words(args: &Args, why: &str) -> String {
    let words = match why {
        "export-exists" => "is there already; --replace replaces it",
        "export-is-folder" => "is a folder",
        other => other,
    };
    format!("{}: {words}", args.to.display())
}

async fn pages(
    client: &Noyes,
    query: &ListQuery,
    mut file: ExportFile,
    between: Duration,
) -> ExitCode {
    let mut clock = tokio::time::interval(between);
    clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let (mut page, mut rows, mut unread) = (1_u32, 0_u64, 0_u64);
    loop {
        let (read, defects) = match read(client, query, page, &mut clock).await {
            Ok(read) => (read.value, read.defects.len()),
            Err(trouble) => {
                let words = say(&trouble, System::Noyes);
                let left = file.keep().unwrap_or_default();
                let code = if trouble.class == ErrorClass::Fatal { REFUSED } else { STOPPED };
                return fail(code, format_args!("{words}; {rows} rows are in {left}"));
            }
        };
        if let Err(why) = file.append(&read.items) {
            return fail(STOPPED, format_args!("{why}; {rows} rows were written, no file is left"));
        }
        let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        let (came, defects) = (count(read.items.len()), count(defects));
        rows = rows.saturating_add(came);
        unread = unread.saturating_add(defects);
        if page.is_multiple_of(100) {
            complain(format_args!("{rows} of {} rows", read.total));
        }
        if came + defects == 0 || u64::from(page) * u64::from(PAGE) >= read.total {
            break;
        }
        page = page.saturating_add(1);
    }
    let path = file.path();
    match file.finish() {
        Ok(()) => {
            put_out(format!("{rows} rows are in {path}\n").as_bytes());
            if unread > 0 {
                return fail(STOPPED, format_args!("incomplete: {unread} rows could not be read"));
            }
            ExitCode::SUCCESS
        }
        Err(why) => fail(STOPPED, why),
    }
}

/// One page, tried again while that may help.
async fn read(
    client: &Noyes,
    query: &ListQuery,
    page: u32,
    clock: &mut tokio::time::Interval,
) -> Result<Read<Page<InventoryRow>>, Trouble> {
    let mut failures = 0;
    loop {
        clock.tick().await;
        match client.list_inventory(query, page, PAGE).await {
            Ok(read) => return Ok(read),
            Err(trouble) => {
                failures += 1;
                if trouble.class == ErrorClass::Fatal || failures >= TRIES {
                    return Err(trouble);
                }
                tokio::time::sleep(Duration::from_millis(500 << failures)).await;
            }
        }
    }
}
