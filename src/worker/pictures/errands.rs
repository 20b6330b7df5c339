//! What the desk has done for it: asking the person, listing, reading, looking, and putting a batch on disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio::time::Instant;

use super::batch::{Begun, for_sending, new_batch};
use super::desk::{Back, Desk};
use super::make::{key_of, why_of};
use super::{Gate, Survey, check, list_skus};
use crate::bus::pictures::{BenchTrouble, Preview, Seen, There};
use crate::clients::noyes::Noyes;
use crate::domain::ids::SkuId;
use crate::domain::picture::{BatchId, FileState, PictureFile, Pixels, Rows, Why};
use crate::pictures::{self, Entry, Reader, Rule, SkuFact, SkuIndex, Source};
use crate::store::{PictureStore, StoreError};

/// The longest side of a picture that is looked at.
const LOOK_SIDE: u32 = 480;
/// Nobody shuts a dialog sooner than this after it was asked for: it never opened.
const NO_DIALOG: Duration = Duration::from_millis(300);

pub(super) fn here(error: impl ToString) -> BenchTrouble {
    BenchTrouble::Here(Why::Here(error.to_string()))
}

/// Asks the person; the dialog belongs to the desktop and may stay open for long. One that was shut
/// chose nothing; one that could not be opened ends as soon as it began.
pub(super) fn pick(desk: &Desk, folder: bool) {
    let back = desk.back.clone();
    tokio::spawn(async move {
        let asked = Instant::now();
        let dialog = rfd::AsyncFileDialog::new();
        let paths = if folder {
            dialog.pick_folder().await.map(|one| vec![one.path().to_owned()])
        } else {
            let endings = ["zip", "jpg", "jpeg", "png", "webp"];
            let several = dialog.add_filter("zip, jpg, png, webp", &endings).pick_files().await;
            several.map(|all| all.iter().map(|one| one.path().to_owned()).collect())
        };
        let picked = match paths {
            None if asked.elapsed() < NO_DIALOG => Err(Why::NoDialog),
            other => Ok(other.unwrap_or_default()),
        };
        let _ = back.send(Back::Picked(picked)).await;
    });
}

/// Asks where the list goes, and writes it there.
pub(super) fn save(desk: &Desk) {
    let (back, rows) = (desk.back.clone(), desk.bench.rows.clone());
    tokio::spawn(async move {
        let asked = Instant::now();
        let dialog = rfd::AsyncFileDialog::new().set_file_name("sku-pictures.csv");
        let Some(file) = dialog.save_file().await else {
            if asked.elapsed() < NO_DIALOG {
                let _ = back.send(Back::Saved(Err(Why::NoDialog))).await;
            }
            return;
        };
        let saved = written(rows, file.path().to_owned()).await;
        let _ = back.send(Back::Saved(saved)).await;
    });
}

async fn written(rows: Rows, path: PathBuf) -> Result<String, Why> {
    let write = move || {
        pictures::report(rows.iter())
            .and_then(|bytes| pictures::written(&path, &bytes))
            .map(|()| path.display().to_string())
            .map_err(|error| Why::Unreadable(path.display().to_string(), error.to_string()))
    };
    spawn_blocking(write).await.unwrap_or(Err(Why::BenchBroke))
}

/// Finds out what lies where a person pointed to.
pub(super) fn open(desk: &Desk, number: u64, paths: Vec<PathBuf>) {
    let look = move || Source::of(&paths).map_err(|error| error.why());
    opened(desk, number, look);
}

/// Keeps what came from the clipboard, so that it is a file like any other.
pub(super) fn paste(desk: &Desk, number: u64, pixels: Pixels) {
    let ledger = desk.ledger.clone();
    opened(desk, number, move || keep_pasted(&ledger, &pixels));
}

fn opened(desk: &Desk, number: u64, find: impl FnOnce() -> Result<Source, Why> + Send + 'static) {
    let back = desk.back.clone();
    tokio::spawn(async move {
        let found = spawn_blocking(find).await.unwrap_or(Err(Why::Broke));
        let _ = back.send(Back::Opened(number, found)).await;
    });
}

fn keep_pasted(ledger: &Path, pixels: &Pixels) -> Result<Source, Why> {
    let mut name = ledger.as_os_str().to_owned();
    name.push(".pictures");
    let folder = PathBuf::from(name);
    let said =
        |error: std::io::Error| Why::Unreadable(folder.display().to_string(), error.to_string());
    std::fs::create_dir_all(&folder).map_err(said)?;
    let bytes = pictures::png(pixels).ok_or(Why::NothingPasted)?;
    let name = format!("pasted-{}.png", pictures::hash_of(&bytes));
    let path = PictureStore::keep(&folder, &name, &bytes).map_err(said)?;
    Ok(Source::Files(vec![path]))
}

/// Judges every file; with ten thousand of them that takes a while.
pub(super) fn judge(
    desk: &Desk,
    number: u64,
    skus: Arc<Vec<SkuFact>>,
    (rule, one_sku): (Rule, Option<SkuId>),
) {
    let (back, rows) = (desk.back.clone(), desk.bench.rows.clone());
    let options = desk.bench.options.clone();
    tokio::spawn(async move {
        let judge = move || {
            let index = SkuIndex::new(skus.iter().cloned(), &options);
            let mut files: Vec<PictureFile> = rows.iter().cloned().collect();
            if let Some(sku) = &one_sku {
                for file in &mut files {
                    (file.chosen, file.skus) = (true, vec![sku.clone()]);
                }
            }
            pictures::judge(&mut files, &index, &rule, &options);
            Rows::new(files)
        };
        if let Ok(rows) = spawn_blocking(judge).await {
            let _ = back.send(Back::Judged(number, rows)).await;
        }
    });
}

/// The batches of this PC.
pub(super) fn batches(desk: &Desk, most: u32) {
    let (back, ledger) = (desk.back.clone(), desk.ledger.clone());
    tokio::spawn(async move {
        let Ok(store) = PictureStore::open_to_read(&ledger).await else { return };
        if let Ok(batches) = store.batches(most).await {
            let _ = back.send(Back::Batches(batches)).await;
        }
        store.close().await;
    });
}

pub(super) fn list(desk: &Desk, number: u64, source: Source) {
    let back = desk.back.clone();
    tokio::spawn(async move {
        let listed = spawn_blocking(move || Survey::of(source)).await;
        let result = match listed {
            Ok(Ok(survey)) => Ok(Box::new(survey)),
            Ok(Err(error)) => Err(BenchTrouble::Here(error.why())),
            Err(error) => Err(here(error)),
        };
        let _ = back.send(Back::Listed(number, result)).await;
    });
}

pub(super) fn skus(desk: &Desk, number: u64) {
    let (back, gate) = (desk.back.clone(), Arc::clone(&desk.gate));
    let Some(client) = desk.client.clone() else { return };
    tokio::spawn(async move {
        let result = match client {
            Ok(client) => list_skus(&client, &gate, |_, _| {}).await.map(Arc::new),
            Err(trouble) => Err(trouble),
        };
        let _ = back.send(Back::Skus(number, result)).await;
    });
}

/// Reads every file once, as long as its source is the one on the bench.
pub(super) fn check_all(desk: &Desk, number: u64, survey: Arc<Survey>) {
    let (back, now) = (desk.back.clone(), Arc::clone(&desk.number));
    let tells = back.clone();
    let all = move || {
        let mut reader = Reader::new(survey.source.clone());
        for (entry, file) in survey.entries.iter().zip(&survey.files) {
            if now.load(Ordering::Relaxed) != number {
                return;
            }
            let mut file = file.clone();
            check(&mut reader, entry, &mut file);
            if tells.blocking_send(Back::Checked(number, Box::new(file))).is_err() {
                return;
            }
        }
    };
    tokio::spawn(async move {
        if let Err(error) = spawn_blocking(all).await {
            // what was not read stays so, and says so
            tracing::error!(%error, "not every picture could be read");
        }
        let _ = back.send(Back::AllChecked(number)).await;
    });
}

/// Makes one picture as it will be sent, and fetches the one that is there.
pub(super) fn look(desk: &Desk, seq: u32) {
    let Some(file) = desk.bench.rows.get(seq).cloned() else { return };
    let Some(source) = desk.source.clone() else { return };
    let longest = desk.bench.options.longest_side;
    let (back, gate, client) = (desk.back.clone(), Arc::clone(&desk.gate), desk.client.clone());
    let number = desk.number.load(Ordering::Relaxed);
    let survey = desk.survey.clone();
    tokio::spawn(async move {
        let url = file.before.url().map(str::to_owned);
        let made = spawn_blocking(move || {
            let is_it = |entry: &&Entry| {
                let own = if file.place.is_empty() { &entry.name } else { &entry.key };
                own == key_of(&file) && !entry.hostile
            };
            // a batch that was taken up again was not listed before
            let listed = match survey {
                Some(survey) => survey.entries.iter().find(is_it).cloned(),
                None => source.list().ok().and_then(|all| all.iter().find(is_it).cloned()),
            };
            let entry = &listed.ok_or(Why::FileGone)?;
            let bytes = Reader::new(source).read(entry).map_err(|error| error.why())?;
            let made = pictures::prepare(bytes, longest).map_err(why_of)?;
            seen(&made.bytes, (made.width, made.height))
        });
        let after = made.await.unwrap_or(Err(Why::Broke));
        let before = match (url, client) {
            (Some(url), Some(Ok(client))) => fetched(&client, &gate, &url).await,
            _ => None,
        };
        let preview = Preview { seq, after, before };
        let _ = back.send(Back::Seen(number, Box::new(preview))).await;
    });
}

/// Fetches the picture of a SKU that is looked at.
pub(super) fn look_at(desk: &Desk, url: String) {
    let (back, gate, client) = (desk.back.clone(), Arc::clone(&desk.gate), desk.client.clone());
    let Some(client) = client else { return };
    tokio::spawn(async move {
        let seen = match client {
            Ok(client) => fetched(&client, &gate, &url).await,
            Err(_) => None,
        };
        let _ = back.send(Back::There(Box::new(There { url, seen }))).await;
    });
}

async fn fetched(client: &Noyes, gate: &Gate, url: &str) -> Option<Seen> {
    gate.pass().await;
    let bytes = client.fetch_picture(url).await.ok()?;
    let made = spawn_blocking(move || {
        let facts = pictures::look(&bytes).ok()?;
        seen(&bytes, (facts.width, facts.height)).ok()
    });
    made.await.ok().flatten()
}

fn seen(bytes: &[u8], (width, height): (u32, u32)) -> Result<Seen, Why> {
    let pixels = pictures::pixels(bytes, LOOK_SIDE).map_err(why_of)?;
    let bytes = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    Ok(Seen { pixels: Arc::new(pixels), width, height, bytes })
}

pub(super) async fn began(
    desk_back: tokio::sync::mpsc::Sender<Back>,
    begun: Result<Begun, BenchTrouble>,
) {
    let _ = desk_back.send(Back::Began(begun.map(Box::new))).await;
}

/// Writes the batch down as it stands on the bench.
pub(super) fn begin(desk: &Desk, by: String, place: String) {
    let Some(source) = desk.source.clone() else { return };
    let (back, ledger) = (desk.back.clone(), desk.ledger.clone());
    let (options, rows) = (desk.bench.options.clone(), desk.bench.rows.clone());
    tokio::spawn(async move {
        let made = async {
            let store = PictureStore::open(&ledger).await?;
            let batch = new_batch(&source, options, by, place);
            let files: Vec<PictureFile> = rows.iter().cloned().map(for_sending).collect();
            store.insert_batch(&batch, &files).await?;
            Ok(Begun { store: Arc::new(store), batch, files, source })
        };
        let made: Result<Begun, StoreError> = made.await;
        began(back, made.map_err(here)).await;
    });
}

/// Takes a batch up again: what failed waits again, what is unknown is read back first.
pub(super) fn resume(desk: &Desk, batch: BatchId) {
    let (back, ledger) = (desk.back.clone(), desk.ledger.clone());
    tokio::spawn(async move {
        let made = async {
            let store = PictureStore::open(&ledger).await.map_err(here)?;
            let gone = || BenchTrouble::Here(Why::BatchGone);
            let mut all = store.batches(u32::MAX).await.map_err(here)?.into_iter();
            let batch = all.find(|one| one.id == batch).ok_or_else(gone)?;
            let source = Source::parse(&batch.source).ok_or_else(gone)?;
            let mut files = store.files(batch.id).await.map_err(here)?;
            for file in files.iter_mut().filter(|file| file.state == FileState::Failed) {
                file.state = FileState::Waiting;
            }
            store.ended(batch.id, None).await.map_err(here)?;
            Ok(Begun { store: Arc::new(store), batch, files, source })
        };
        began(back, made.await).await;
    });
}
