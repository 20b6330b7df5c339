//! The command `traydeck sku-images`: pictures of SKUs by the folder, checked first, each sent once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::{mpsc, watch};
use uuid::Uuid;

use super::target::{Target, runtime};
use super::{USAGE, complain, fail, say};
use crate::app::place;
use crate::clients::noyes::Noyes;
use crate::domain::picture::{
    Batch, BatchId, Counts, FileState, PictureFile, PictureOptions, Verdict,
};
use crate::domain::system::System;
use crate::pictures::{self, Reader, Rule, SkuIndex, Source};
use crate::store::PictureStore;
use crate::worker::pictures::{
    Gate, Making, Ran, Run, Survey, Wish, check, for_sending, list_skus,
};

/// Some were refused or did not leave.
const NOT_ALL: u8 = 1;
/// Not reachable.
const NOT_REACHED: u8 = 3;
/// Of some it is not known whether they arrived.
const OUTCOME_UNKNOWN: u8 = 4;

/// What `sku-images` takes
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Every file is checked before anything is sent. A file belongs to the SKU that the rule finds in its
name; the first pattern that fits counts. {sku} is the SKU, * is anything:
  {sku}.*      H000123.jpg
  {sku}_*.*    H000123_front.jpg
What leaves is written down first: after a crash or Ctrl+C the same command with --resume sends the
rest, and reads back what was under way, so that nothing is sent twice.

Exit codes: 0 all done, 1 some refused or failed, 2 wrong usage, 3 not reachable, 4 of some it is not
known whether they arrived (--resume looks).

Examples:
  traydeck sku-images pictures/ --dry-run --report check.csv
  traydeck sku-images spring.zip --overwrite --report sent.csv
  traydeck sku-images pictures/ --resume")]
pub struct Args {
    /// A folder, a zip archive or one picture
    dir: PathBuf,
    /// Only say what would happen
    #[arg(long, conflicts_with = "resume")]
    dry_run: bool,
    /// Replace pictures that are there already; those of before are kept on this PC
    #[arg(long, conflicts_with = "resume")]
    overwrite: bool,
    /// Also where the one that is there cannot be fetched, so that it cannot be put back
    #[arg(long, conflicts_with = "resume", requires = "overwrite")]
    replace_lost: bool,
    /// Go on with the last batch of this folder
    #[arg(long)]
    resume: bool,
    /// Write one line a file to this CSV file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// How file names are matched, patterns with commas between them
    #[arg(long, value_name = "PATTERNS", conflicts_with = "resume")]
    rule: Option<String>,
    /// Smaller pictures are left out, in pixels
    #[arg(long, value_name = "PIXELS", conflicts_with = "resume")]
    min_side: Option<u32>,
    /// Larger ones are made as small, in pixels; 0 sends them as they are
    #[arg(long, value_name = "PIXELS", conflicts_with = "resume")]
    longest_side: Option<u32>,
    /// Leading zeros of a SKU do not count
    #[arg(long, conflicts_with = "resume")]
    ignore_zeros: bool,
    #[command(flatten)]
    target: Target,
}

/// Why the command ended early, with its exit code.
struct Ended(u8, String);

impl Ended {
    fn usage(what: impl ToString) -> Self {
        Self(USAGE, what.to_string())
    }
}

/// Checks, and sends unless it is a dry run.
pub fn run(args: Args) -> ExitCode {
    let runtime = match runtime() {
        Ok(runtime) => runtime,
        Err(what) => return fail(NOT_REACHED, what),
    };
    match runtime.block_on(carry_out(&args)) {
        Ok(code) => ExitCode::from(code),
        Err(Ended(code, what)) => fail(code, what),
    }
}

async fn carry_out(args: &Args) -> Result<u8, Ended> {
    let options = options(args);
    let rule = Rule::parse(&options.rule).map_err(|e| Ended::usage(format!("--rule: {e}")))?;
    let dir = std::path::absolute(&args.dir).map_err(Ended::usage)?;
    let source = Source::at(&dir).map_err(Ended::usage)?;
    let settings = args.target.settings().map_err(Ended::usage)?;
    let chosen = place::choose(&settings, args.target.site.as_deref()).map_err(Ended::usage)?;
    let transport = args.target.transport(System::Noyes).map_err(Ended::usage)?;
    let site = settings.site(args.target.site.as_deref()).map_err(Ended::usage)?;
    let limits = site.systems.get(&System::Noyes);
    let (per_second, per_minute) = limits.map_or((1, 0), |own| (own.per_second, own.per_minute));
    let client = Noyes::new(transport);
    let gate = Arc::new(Gate::new(per_second, per_minute));
    let ledger = chosen.ledger_path();
    if args.resume {
        return resume(args, &source, client, gate, &ledger).await;
    }
    let files = surveyed(&source, &client, &gate, &rule, &options).await?;
    tell_verdicts(&files);
    if args.dry_run {
        report(args, &files)?;
        return Ok(0);
    }
    let store = open(&ledger).await?;
    let batch = Batch {
        id: BatchId(Uuid::now_v7()),
        source: source.text(),
        options,
        by: person(),
        place: "command line".to_owned(),
        started_at: Timestamp::now(),
        ended_at: None,
        undo_of: None,
        counts: Counts::default(),
    };
    let files: Vec<PictureFile> = files.into_iter().map(for_sending).collect();
    store.insert_batch(&batch, &files).await.map_err(|e| Ended(NOT_ALL, e.to_string()))?;
    send(args, Arc::new(store), client, gate, batch, source, files).await
}

async fn resume(
    args: &Args,
    source: &Source,
    client: Noyes,
    gate: Arc<Gate>,
    ledger: &Path,
) -> Result<u8, Ended> {
    let store = open(ledger).await?;
    let stored = |e: crate::store::StoreError| Ended(NOT_ALL, e.to_string());
    let mut batches = store.batches(200).await.map_err(stored)?.into_iter();
    let Some(batch) = batches.find(|batch| batch.source == source.text()) else {
        return Err(Ended::usage("nothing to resume: this folder was never sent from this PC"));
    };
    let mut files = store.files(batch.id).await.map_err(stored)?;
    for file in files.iter_mut().filter(|file| file.state == FileState::Failed) {
        file.state = FileState::Waiting;
    }
    if !files.iter().any(|file| file.state.is_open()) {
        complain("nothing is left to send");
        report(args, &files)?;
        return Ok(code_of(&files));
    }
    send(args, Arc::new(store), client, gate, batch, source.clone(), files).await
}

async fn surveyed(
    source: &Source,
    client: &Noyes,
    gate: &Gate,
    rule: &Rule,
    options: &PictureOptions,
) -> Result<Vec<PictureFile>, Ended> {
    let Survey { entries, mut files, .. } = Survey::of(source.clone()).map_err(Ended::usage)?;
    let skus = list_skus(client, gate, |_, _| {})
        .await
        .map_err(|trouble| Ended(NOT_REACHED, say(&trouble, System::Noyes)))?;
    let index = SkuIndex::new(skus, options);
    let mut reader = Reader::new(source.clone());
    for (entry, file) in entries.iter().zip(&mut files) {
        check(&mut reader, entry, file);
    }
    pictures::judge(&mut files, &index, rule, options);
    Ok(files)
}

async fn send(
    args: &Args,
    store: Arc<PictureStore>,
    client: Noyes,
    gate: Arc<Gate>,
    batch: Batch,
    source: Source,
    mut files: Vec<PictureFile>,
) -> Result<u8, Ended> {
    let (told, mut hears) = mpsc::channel(64);
    let (_wish, wished) = watch::channel(Wish::Go);
    let (_way, client) = watch::channel(client);
    let longest = batch.options.longest_side;
    let making = if batch.undo_of.is_some() { Making::AsKept } else { Making::Anew(longest) };
    let run = Run {
        store: Arc::clone(&store),
        client,
        gate,
        batch: batch.id,
        options: batch.options,
        making,
        source,
        told,
    };
    let going = tokio::spawn(run.go(files.clone(), wished));
    let mut ended = 0_usize;
    let all = files.iter().filter(|file| file.state.is_open()).count();
    while let Some(file) = hears.recv().await {
        if !matches!(file.state, FileState::Sent | FileState::Waiting) {
            ended += 1;
            if all <= 100 || ended.is_multiple_of(50) || ended == all {
                complain(format_args!("{ended} of {all}"));
            }
        }
        if let Some(slot) = usize::try_from(file.seq).ok().and_then(|seq| files.get_mut(seq)) {
            *slot = *file;
        }
    }
    let went = going.await.map_err(|error| Ended(NOT_ALL, error.to_string()))?;
    report(args, &files)?;
    let went = went.map_err(|error| Ended(NOT_ALL, error.to_string()))?;
    tell_states(&files);
    if let Ran::Held(trouble) = went {
        return Err(Ended(NOT_REACHED, say(&trouble, System::Noyes)));
    }
    Ok(code_of(&files))
}

async fn open(ledger: &Path) -> Result<PictureStore, Ended> {
    PictureStore::open(ledger).await.map_err(|error| Ended(NOT_ALL, error.to_string()))
}

fn code_of(files: &[PictureFile]) -> u8 {
    let any = |state: FileState| files.iter().any(|file| file.state == state);
    if any(FileState::Unknown) || any(FileState::Sent) {
        OUTCOME_UNKNOWN
    } else if any(FileState::Refused) || any(FileState::Failed) || any(FileState::Waiting) {
        NOT_ALL
    } else {
        0
    }
}

fn report(args: &Args, files: &[PictureFile]) -> Result<(), Ended> {
    let Some(path) = &args.report else { return Ok(()) };
    pictures::report(files)
        .and_then(|bytes| pictures::written(path, &bytes))
        .map_err(|error| Ended(NOT_ALL, format!("--report {}: {error}", path.display())))
}

fn tell_verdicts(files: &[PictureFile]) {
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    for file in files {
        *counts.entry(file.verdict).or_default() += 1;
    }
    let mut text = format!("{:6}  files\n", files.len());
    for (verdict, count) in counts {
        text.push_str(&format!("{count:6}  {}\n", verdict.code()));
    }
    super::put_out(text.as_bytes());
}

fn tell_states(files: &[PictureFile]) {
    let counts = Counts::of(files);
    let states = FileState::ALL.into_iter().filter(|state| counts.state(*state) > 0);
    let lines: String =
        states.map(|state| format!("{:6}  {}\n", counts.state(state), state.code())).collect();
    super::put_out(lines.as_bytes());
    let wrong = |file: &&PictureFile| {
        matches!(file.state, FileState::Refused | FileState::Failed | FileState::Unknown)
    };
    for file in files.iter().filter(wrong).take(20) {
        complain(format_args!("{}: {}: {}", file.name, file.state.code(), file.why));
    }
}

fn options(args: &Args) -> PictureOptions {
    let usual = PictureOptions::default();
    PictureOptions {
        rule: args.rule.clone().unwrap_or(usual.rule),
        ignore_zeros: args.ignore_zeros,
        min_side: args.min_side.unwrap_or(usual.min_side),
        longest_side: args
            .longest_side
            .map_or(usual.longest_side, |side| Some(side).filter(|s| *s > 0)),
        overwrite: args.overwrite,
        replace_lost: args.replace_lost,
        ..usual
    }
}

/// Whoever is signed in to this PC.
fn person() -> String {
    ["USER", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default()
}
