//! One run of a batch: files are read and made ready one at a time, sent a few at a time, each once.
//!
//! A file is written down as sent before its bytes leave. What stands so at the beginning of a run is
//! read back first: a picture that is there now and was not before has arrived.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{Mutex, mpsc, watch};
use tokio::task::JoinSet;

use crate::clients::noyes::Noyes;
use crate::domain::picture::{BatchId, Before, FileState, PictureFile, PictureOptions, Verdict};
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::pictures::{Entry, Fault, Prepared, Reader, Source, hash_of, prepare};
use crate::store::{PictureStore, StoreError};
use crate::worker::pictures::Gate;

/// Pictures under way at a time.
const LANES: usize = 3;
/// Tries of a call that never reached the storage.
const TRIES: u32 = 4;

/// What the person wants of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Go,
    /// What is under way is brought to its end, nothing new is begun.
    Pause,
    /// The same, and the run ends; it can be resumed.
    Stop,
}

/// What a run tells while it goes.
#[derive(Clone, Debug)]
pub enum Told {
    File(Box<PictureFile>),
    /// Calls that were made.
    Calls(u32),
}

/// Everything a run needs.
#[derive(Clone)]
pub struct Run {
    pub store: Arc<PictureStore>,
    pub client: Noyes,
    pub gate: Arc<Gate>,
    pub batch: BatchId,
    pub options: PictureOptions,
    pub source: Source,
    pub told: mpsc::Sender<Told>,
}

/// A file that can be sent, or why not.
type Ready = (PictureFile, Result<Prepared, String>);

impl Run {
    /// Sends every file that waits. Ends early when the store cannot be written: then nothing more leaves.
    pub async fn go(
        self,
        mut files: Vec<PictureFile>,
        wish: watch::Receiver<Wish>,
    ) -> Result<(), StoreError> {
        for file in &mut files {
            if matches!(file.state, FileState::Sent | FileState::Unknown) {
                if *wish.borrow() == Wish::Stop {
                    return Ok(());
                }
                self.resolve(file, true).await?;
            }
        }
        let mut left = files.iter().filter(|file| file.state == FileState::Unknown).count();
        let waiting: Vec<PictureFile> = files.into_iter().filter(PictureFile::goes).collect();
        let (ready, readied) = mpsc::channel(1);
        let (source, longest) = (self.source.clone(), self.options.longest_side);
        let maker = tokio::task::spawn_blocking(move || make(source, longest, waiting, &ready));
        let readied = Arc::new(Mutex::new(readied));
        let mut lanes = JoinSet::new();
        for _ in 0..LANES {
            let (run, readied, wish) = (self.clone(), Arc::clone(&readied), wish.clone());
            lanes.spawn(async move { run.lane(&readied, wish).await });
        }
        let mut stopped = false;
        while let Some(ended) = lanes.join_next().await {
            let (open, was_stopped) =
                ended.map_err(|error| StoreError::Other(error.to_string()))??;
            left += open;
            stopped |= was_stopped;
        }
        drop(readied);
        let _ = maker.await;
        if left == 0 && !stopped {
            self.store.ended(self.batch, Some(Timestamp::now())).await?;
        }
        Ok(())
    }

    /// Takes files as they are ready; how many it left open, and whether it was stopped.
    async fn lane(
        &self,
        readied: &Mutex<mpsc::Receiver<Ready>>,
        mut wish: watch::Receiver<Wish>,
    ) -> Result<(usize, bool), StoreError> {
        let mut open = 0;
        loop {
            while *wish.borrow_and_update() == Wish::Pause {
                if wish.changed().await.is_err() {
                    return Ok((open, true));
                }
            }
            if *wish.borrow() == Wish::Stop {
                return Ok((open, true));
            }
            let next = readied.lock().await.recv().await;
            let Some((mut file, ready)) = next else { return Ok((open, false)) };
            // it may have been made ready before the person said stop
            if *wish.borrow() != Wish::Go {
                while *wish.borrow_and_update() == Wish::Pause {
                    if wish.changed().await.is_err() {
                        return Ok((open, true));
                    }
                }
                if *wish.borrow() == Wish::Stop {
                    return Ok((open, true));
                }
            }
            match ready {
                Ok(picture) => self.send(&mut file, picture).await?,
                Err(why) => self.note(&mut file, FileState::Failed, why).await?,
            }
            open += usize::from(file.state.is_open());
        }
    }

    async fn note(
        &self,
        file: &mut PictureFile,
        state: FileState,
        why: String,
    ) -> Result<(), StoreError> {
        (file.state, file.why, file.at) = (state, why, Some(Timestamp::now()));
        self.store.note(self.batch, file).await?;
        // nobody may listen any more; the store knows
        let _ = self.told.send(Told::File(Box::new(file.clone()))).await;
        Ok(())
    }

    async fn pass(&self) {
        self.gate.pass().await;
        let _ = self.told.send(Told::Calls(1)).await;
    }

    async fn send(&self, file: &mut PictureFile, picture: Prepared) -> Result<(), StoreError> {
        let Some(sku) = file.sku().cloned() else {
            return self.note(file, FileState::Skipped, String::new()).await;
        };
        if self.options.overwrite && matches!(file.before, Before::At(_)) {
            self.keep_before(file).await;
        }
        let name = file_name(sku.as_str(), picture.ending);
        let mut bytes = picture.bytes;
        for attempt in 1.. {
            self.pass().await;
            self.note(file, FileState::Sent, String::new()).await?;
            let last = attempt >= TRIES;
            let sending = if last { std::mem::take(&mut bytes) } else { bytes.clone() };
            let overwrite = self.options.overwrite;
            let sent = self.client.upload_sku_image(&sku, name.clone(), sending, overwrite).await;
            let Err(trouble) = sent else {
                return self.note(file, FileState::Done, String::new()).await;
            };
            match trouble.class {
                ErrorClass::OutcomeUnknown => {
                    self.note(file, FileState::Unknown, words(&trouble)).await?;
                    return self.resolve(file, false).await;
                }
                ErrorClass::Transient if !last => {
                    // nothing arrived: it waits again before it is tried again
                    self.note(file, FileState::Waiting, words(&trouble)).await?;
                    self.gate.hold(pause(&trouble, attempt));
                }
                ErrorClass::Transient => {
                    return self.note(file, FileState::Failed, words(&trouble)).await;
                }
                ErrorClass::Fatal => {
                    return self.note(file, FileState::Refused, words(&trouble)).await;
                }
            }
        }
        Ok(())
    }

    /// Fetches the picture that is about to be replaced; without it the batch goes on and says so.
    async fn keep_before(&self, file: &mut PictureFile) {
        let Some(url) = file.before.url().map(str::to_owned) else { return };
        self.pass().await;
        let kept = match self.client.fetch_picture(&url).await {
            Ok(bytes) => {
                let folder = self.store.folder().to_owned();
                let keep = move || {
                    let hash = hash_of(&bytes);
                    PictureStore::keep(&folder, &hash, &bytes).map(|_| hash)
                };
                match tokio::task::spawn_blocking(keep).await {
                    Ok(Ok(hash)) => Ok(hash),
                    Ok(Err(error)) => Err(error.to_string()),
                    Err(error) => Err(error.to_string()),
                }
            }
            Err(trouble) => Err(words(&trouble)),
        };
        file.before = match kept {
            Ok(hash) => Before::Kept { url, hash },
            Err(why) => Before::Lost { url, why },
        };
    }

    /// Reads back whether a file that was sent has arrived. What has not is sent again only in a new
    /// run (`again`): without overwriting the storage refuses a second one, and with overwriting the
    /// same bytes twice are the same as once.
    async fn resolve(&self, file: &mut PictureFile, again: bool) -> Result<(), StoreError> {
        let Some(sku) = file.sku().cloned() else {
            return self.note(file, FileState::Skipped, String::new()).await;
        };
        self.pass().await;
        let now = match self.client.sku(&sku).await {
            Ok(now) => now,
            Err(trouble) => {
                return self.note(file, FileState::Unknown, words(&trouble)).await;
            }
        };
        let Some(now) = now else {
            return self.note(file, FileState::Refused, "the SKU is gone".to_owned()).await;
        };
        let arrived = now.image_url.as_deref().is_some_and(|url| file.before.url() != Some(url));
        match (arrived, again) {
            (true, _) => {
                self.note(file, FileState::Done, "seen after it was sent".to_owned()).await
            }
            (false, true) => self.note(file, FileState::Waiting, String::new()).await,
            (false, false) => {
                let why = std::mem::take(&mut file.why);
                self.note(file, FileState::Unknown, why).await
            }
        }
    }
}

/// Reads files and makes them ready, one at a time, as long as somebody takes them. Blocks.
fn make(
    source: Source,
    longest: Option<u32>,
    waiting: Vec<PictureFile>,
    ready: &mpsc::Sender<Ready>,
) {
    let listed = source.list();
    let entries: HashMap<String, Entry> = listed
        .as_ref()
        .map(|entries| entries.iter().map(|e| (e.name.clone(), e.clone())).collect())
        .unwrap_or_default();
    let mut reader = Reader::new(source);
    for file in waiting {
        let made = match (entries.get(&file.name), &listed) {
            (Some(entry), _) => one(&mut reader, entry, &file, longest),
            (None, Err(error)) => Err(error.to_string()),
            (None, Ok(_)) => Err("the file is gone".to_owned()),
        };
        if ready.blocking_send((file, made)).is_err() {
            return;
        }
    }
}

fn one(
    reader: &mut Reader,
    entry: &Entry,
    file: &PictureFile,
    longest: Option<u32>,
) -> Result<Prepared, String> {
    if entry.hostile || file.verdict != Verdict::Matched {
        return Err("its name is not trusted".to_owned());
    }
    let bytes = reader.read(entry).map_err(|error| error.to_string())?;
    if file.hash.as_ref().is_some_and(|hash| *hash != hash_of(&bytes)) {
        return Err("the file was changed since it was checked".to_owned());
    }
    prepare(bytes, longest).map_err(|fault| match fault {
        Fault::NotAPicture => "it cannot be opened as a picture".to_owned(),
        Fault::TooLarge { width, height } => format!("too large to be opened: {width} x {height}"),
    })
}

/// A name that any far side can take.
fn file_name(sku: &str, ending: &str) -> String {
    let plain = |letter: char| {
        let kept = letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
        if kept { letter } else { '_' }
    };
    let name: String = sku.chars().take(100).map(plain).collect();
    format!("{name}.{ending}")
}

/// How long nobody calls after a call that did not get through.
fn pause(trouble: &Trouble, attempt: u32) -> Option<Duration> {
    match &trouble.cause {
        Cause::TooManyCalls(wait) => *wait,
        _ => Some(Duration::from_millis(500) * 2_u32.saturating_pow(attempt)),
    }
}

/// The storage's own words, else ours.
fn words(trouble: &Trouble) -> String {
    let lines = trouble.vendor_lines.iter().map(|line| line.text.as_str());
    let said: Vec<&str> = trouble.vendor_text.as_deref().into_iter().chain(lines).take(3).collect();
    if said.is_empty() { trouble.detail.clone() } else { said.join("; ") }
}
