//! What the desk has done for it: asking the person, listing, reading, looking, and putting a batch on disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::Timestamp;
use tokio::task::spawn_blocking;

use super::desk::{Back, Begun, Desk, for_sending, new_batch};
use super::{Gate, Survey, check, list_skus};
use crate::bus::pictures::{BenchTrouble, Preview, Seen};
use crate::clients::noyes::Noyes;
use crate::domain::picture::{
    BatchId, Before, FileState, PictureFile, PictureOptions, Pixels, Verdict,
};
use crate::pictures::{self, Reader, Source};
use crate::store::{PictureStore, StoreError};

/// The longest side of a picture that is looked at.
const LOOK_SIDE: u32 = 480;

fn here(error: impl ToString) -> BenchTrouble {
    BenchTrouble::Here(error.to_string())
}

/// Asks the person; the dialog belongs to the desktop and may stay open for long.
pub(super) fn pick(desk: &Desk, folder: bool) {
    let back = desk.back.clone();
    tokio::spawn(async move {
        let dialog = rfd::AsyncFileDialog::new();
        let paths = if folder {
            dialog.pick_folder().await.map(|one| vec![one.path().to_owned()])
        } else {
            let endings = ["zip", "jpg", "jpeg", "png", "webp"];
            let several = dialog.add_filter("zip, jpg, png, webp", &endings).pick_files().await;
            several.map(|all| all.iter().map(|one| one.path().to_owned()).collect())
        };
        let _ = back.send(Back::Picked(paths)).await;
    });
}

/// Asks where the list goes, and writes it there.
pub(super) fn save(desk: &Desk) {
    let (back, rows) = (desk.back.clone(), desk.bench.rows.clone());
    tokio::spawn(async move {
        let dialog = rfd::AsyncFileDialog::new().set_file_name("sku-pictures.csv");
        let Some(file) = dialog.save_file().await else { return };
        let path = file.path().to_owned();
        let write = move || {
            pictures::report(rows.iter())
                .and_then(|bytes| pictures::written(&path, &bytes))
                .map(|()| path.display().to_string())
                .map_err(|error| error.to_string())
        };
        let saved = spawn_blocking(write).await.unwrap_or_else(|error| Err(error.to_string()));
        let _ = back.send(Back::Saved(saved)).await;
    });
}

/// Keeps what came from the clipboard, so that it is a file like any other.
pub(super) fn keep_pasted(ledger: &Path, pixels: &Pixels) -> Result<Source, String> {
    let mut name = ledger.as_os_str().to_owned();
    name.push(".pictures");
    let folder = PathBuf::from(name);
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let bytes = pictures::png(pixels).ok_or("the clipboard holds no picture")?;
    let name = format!("pasted-{}.png", pictures::hash_of(&bytes));
    PictureStore::keep(&folder, &name, &bytes)
        .map(|path| Source::Files(vec![path]))
        .map_err(|error| error.to_string())
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
            Ok(Err(error)) => Err(here(error)),
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
            Ok(client) => list_skus(&client, &gate, |_, _| {}).await,
            Err(trouble) => Err(trouble),
        };
        let _ = back.send(Back::Skus(number, result)).await;
    });
}

/// Reads every file once, as long as its source is the one on the bench.
pub(super) fn check_all(desk: &Desk, number: u64, survey: Arc<Survey>) {
    let (back, now) = (desk.back.clone(), Arc::clone(&desk.number));
    spawn_blocking(move || {
        let mut reader = Reader::new(survey.source.clone());
        for (entry, file) in survey.entries.iter().zip(&survey.files) {
            if now.load(Ordering::Relaxed) != number {
                return;
            }
            let mut file = file.clone();
            check(&mut reader, entry, &mut file);
            if back.blocking_send(Back::Checked(number, Box::new(file))).is_err() {
                return;
            }
        }
        let _ = back.blocking_send(Back::AllChecked(number));
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
            let listed = survey.as_ref().and_then(|survey| {
                survey.entries.iter().find(|entry| entry.name == file.name && !entry.hostile)
            });
            let entry = listed.ok_or_else(|| "the file is gone".to_owned())?;
            let bytes = Reader::new(source).read(entry).map_err(|error| error.to_string())?;
            let cannot = |_| "it cannot be opened as a picture".to_owned();
            let made = pictures::prepare(bytes, longest).map_err(cannot)?;
            seen(&made.bytes, (made.width, made.height))
        });
        let after = made.await.unwrap_or_else(|error| Err(error.to_string()));
        let before = match (url, client) {
            (Some(url), Some(Ok(client))) => fetched(&client, &gate, &url).await,
            _ => None,
        };
        let preview = Preview { seq, after, before };
        let _ = back.send(Back::Seen(number, Box::new(preview))).await;
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

fn seen(bytes: &[u8], (width, height): (u32, u32)) -> Result<Seen, String> {
    let pixels = pictures::pixels(bytes, LOOK_SIDE)
        .map_err(|_| "it cannot be opened as a picture".to_owned())?;
    let bytes = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    Ok(Seen { pixels: Arc::new(pixels), width, height, bytes })
}

async fn began(desk_back: tokio::sync::mpsc::Sender<Back>, begun: Result<Begun, BenchTrouble>) {
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
            let store = PictureStore::open(&ledger).await?;
            let gone = || StoreError::Row("the batch is not there".to_owned());
            let mut all = store.batches(u32::MAX).await?.into_iter();
            let batch = all.find(|one| one.id == batch).ok_or_else(gone)?;
            let source = Source::parse(&batch.source).ok_or_else(gone)?;
            let mut files = store.files(batch.id).await?;
            for file in files.iter_mut().filter(|file| file.state == FileState::Failed) {
                file.state = FileState::Waiting;
            }
            store.ended(batch.id, None).await?;
            Ok(Begun { store: Arc::new(store), batch, files, source })
        };
        let made: Result<Begun, StoreError> = made.await;
        began(back, made.map_err(here)).await;
    });
}

/// A new batch that puts back what another replaced; where the SKU's picture is now is read first.
pub(super) fn undo(desk: &Desk, batch: BatchId, by: String, place: String) {
    let (back, ledger) = (desk.back.clone(), desk.ledger.clone());
    let (client, gate) = (desk.client.clone(), Arc::clone(&desk.gate));
    tokio::spawn(async move {
        let made = async {
            let client = match client {
                Some(Ok(client)) => client,
                Some(Err(trouble)) => return Err(BenchTrouble::System(trouble)),
                None => return Err(here("not configured")),
            };
            let now = list_skus(&client, &gate, |_, _| {}).await.map_err(BenchTrouble::System)?;
            let store = PictureStore::open(&ledger).await.map_err(here)?;
            let files = store.files(batch).await.map_err(here)?;
            let back_again: Vec<PictureFile> = (0..)
                .zip(files.iter().filter_map(|file| put_back(file, &now)))
                .map(|(seq, file)| PictureFile { seq, ..file })
                .collect();
            let mut paths: Vec<PathBuf> =
                back_again.iter().map(|file| store.folder().join(&file.name)).collect();
            paths.sort();
            paths.dedup();
            let source = Source::Files(paths);
            let options =
                PictureOptions { overwrite: true, longest_side: None, ..PictureOptions::default() };
            let mut new = new_batch(&source, options, by, place);
            new.undo_of = Some(batch);
            store.insert_batch(&new, &back_again).await.map_err(here)?;
            Ok(Begun { store: Arc::new(store), batch: new, files: back_again, source })
        };
        began(back, made.await).await;
    });
}

/// The file that puts back what this one replaced, if that was kept.
fn put_back(file: &PictureFile, now: &[pictures::SkuFact]) -> Option<PictureFile> {
    let (Before::Kept { hash, .. }, FileState::Done) = (&file.before, file.state) else {
        return None;
    };
    let sku = file.sku()?;
    let url = now.iter().find(|fact| fact.id == *sku)?.picture.clone();
    let mut back = PictureFile::listed(0, hash.clone(), 0);
    back.hash = Some(hash.clone());
    back.skus = vec![sku.clone()];
    back.verdict = Verdict::Matched;
    back.before = url.map_or(Before::None, Before::At);
    back.at = Some(Timestamp::now());
    Some(back)
}
