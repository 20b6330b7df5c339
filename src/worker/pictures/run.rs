//! One run of a batch: files are read and made ready one at a time, sent a few at a time, each once.
//!
//! A file is written down as sent before its bytes leave. What stands so at the beginning of a run is
//! read back first: a picture that is there now and was not before has arrived.

use std::sync::{Arc, Mutex as OwnMutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{Mutex, mpsc, watch};
use tokio::task::JoinSet;

use super::make::{Making, Ready, make};
use crate::clients::noyes::Noyes;
use crate::domain::picture::{BatchId, FileState, PictureFile, PictureOptions, Why};
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::pictures::{Prepared, Source, hash_of};
use crate::store::{PictureStore, StoreError};
use crate::worker::pictures::Gate;

/// Pictures under way at a time.
const LANES: usize = 3;
/// Tries of a call that never reached the storage.
pub(super) const TRIES: u32 = 4;

/// What the person wants of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Go,
    /// What is under way is brought to its end, nothing new is begun.
    Pause,
    /// The same, and the run ends; it can be resumed.
    Stop,
}

/// How a run came to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ran {
    /// Every file was taken on; what is open says the store.
    Through,
    Stopped,
    /// The cause lies on our side, a log-in that is wanted for instance: what is left waits.
    Held(Box<Trouble>),
}

/// Everything a run needs.
#[derive(Clone)]
pub struct Run {
    pub store: Arc<PictureStore>,
    /// The newest way to the storage: after a person logged in it is another one.
    pub client: watch::Receiver<Noyes>,
    pub gate: Arc<Gate>,
    pub batch: BatchId,
    pub options: PictureOptions,
    pub making: Making,
    pub source: Source,
    /// Hears of each file as it changes.
    pub told: mpsc::Sender<Box<PictureFile>>,
}

/// What lanes tell one another: why none of them goes on.
type Held = Arc<OwnMutex<Option<Trouble>>>;

/// Why a step was not taken to its end.
pub(super) enum Broken {
    Store(StoreError),
    /// See [`Ran::Held`]; the file waits.
    Held(Trouble),
}

impl From<StoreError> for Broken {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Run {
    /// Sends every file that waits. Ends early when the store cannot be written: then nothing more leaves.
    pub async fn go(
        self,
        mut files: Vec<PictureFile>,
        wish: watch::Receiver<Wish>,
    ) -> Result<Ran, StoreError> {
        for file in &mut files {
            if matches!(file.state, FileState::Sent | FileState::Unknown) {
                if *wish.borrow() == Wish::Stop {
                    return Ok(Ran::Stopped);
                }
                match self.resolve(file, true).await {
                    Ok(()) => {}
                    Err(Broken::Held(trouble)) => return Ok(Ran::Held(Box::new(trouble))),
                    Err(Broken::Store(error)) => return Err(error),
                }
            }
        }
        let waiting: Vec<PictureFile> = files.into_iter().filter(PictureFile::goes).collect();
        let (ready, readied) = mpsc::channel(1);
        let (source, making) = (self.source.clone(), self.making);
        let maker = tokio::task::spawn_blocking(move || make(source, making, waiting, &ready));
        let readied = Arc::new(Mutex::new(readied));
        let held = Held::default();
        let mut lanes = JoinSet::new();
        for _ in 0..LANES {
            let (run, readied, wish) = (self.clone(), Arc::clone(&readied), wish.clone());
            let held = Arc::clone(&held);
            lanes.spawn(async move { run.lane(&readied, wish, &held).await });
        }
        let broke = |error: tokio::task::JoinError| StoreError::Other(error.to_string());
        let mut stopped = false;
        while let Some(ended) = lanes.join_next().await {
            stopped |= ended.map_err(broke)??;
        }
        drop(readied);
        maker.await.map_err(broke)?;
        if let Some(trouble) = held.lock().unwrap_or_else(PoisonError::into_inner).take() {
            return Ok(Ran::Held(Box::new(trouble)));
        }
        if stopped {
            return Ok(Ran::Stopped);
        }
        // the store and not the count of lanes knows whether a file was lost on the way
        let counts = self.store.counts(self.batch).await?;
        if !FileState::ALL.iter().any(|state| state.is_open() && counts.state(*state) > 0) {
            self.store.ended(self.batch, Some(Timestamp::now())).await?;
        }
        Ok(Ran::Through)
    }

    /// Takes files as they are ready; whether it was stopped before there were none left.
    async fn lane(
        &self,
        readied: &Mutex<mpsc::Receiver<Ready>>,
        mut wish: watch::Receiver<Wish>,
        held: &OwnMutex<Option<Trouble>>,
    ) -> Result<bool, StoreError> {
        let is_held = || held.lock().unwrap_or_else(PoisonError::into_inner).is_some();
        loop {
            if !may_go(&mut wish).await || is_held() {
                return Ok(true);
            }
            let next = readied.lock().await.recv().await;
            let Some((mut file, ready)) = next else { return Ok(false) };
            // it may have been made ready before the person said stop
            if !may_go(&mut wish).await || is_held() {
                return Ok(true);
            }
            let sent = match ready {
                Ok(picture) => self.send(&mut file, picture).await,
                Err(why) => {
                    self.note(&mut file, FileState::Failed, why).await.map_err(Broken::from)
                }
            };
            match sent {
                Ok(()) => {}
                Err(Broken::Store(error)) => return Err(error),
                Err(Broken::Held(trouble)) => {
                    *held.lock().unwrap_or_else(PoisonError::into_inner) = Some(trouble);
                    return Ok(true);
                }
            }
        }
    }

    pub(super) fn client(&self) -> Noyes {
        self.client.borrow().clone()
    }

    pub(super) async fn note(
        &self,
        file: &mut PictureFile,
        state: FileState,
        why: Why,
    ) -> Result<(), StoreError> {
        (file.state, file.why, file.at) = (state, why, Some(Timestamp::now()));
        self.store.note(self.batch, file).await?;
        // nobody may listen any more; the store knows
        let _ = self.told.send(Box::new(file.clone())).await;
        Ok(())
    }

    async fn send(&self, file: &mut PictureFile, picture: Prepared) -> Result<(), Broken> {
        let Some(sku) = file.sku().cloned() else {
            return Ok(self.note(file, FileState::Skipped, Why::None).await?);
        };
        let Prepared { mut bytes, ending, .. } = picture;
        let hash = hash_of(&bytes);
        if self.options.overwrite && !self.keep_before(file, &sku, &hash).await? {
            return Ok(());
        }
        file.sent_hash = Some(hash);
        let name = file_name(sku.as_str(), ending);
        for attempt in 1.. {
            self.gate.pass().await;
            self.note(file, FileState::Sent, Why::None).await?;
            let last = attempt >= TRIES;
            let sending = if last { std::mem::take(&mut bytes) } else { bytes.clone() };
            let overwrite = self.options.overwrite;
            let sent = self.client().upload_sku_image(&sku, name.clone(), sending, overwrite).await;
            let Err(trouble) = sent else {
                return Ok(self.note(file, FileState::Done, Why::None).await?);
            };
            match trouble.class {
                ErrorClass::OutcomeUnknown => {
                    self.note(file, FileState::Unknown, call(trouble)).await?;
                    return self.resolve(file, false).await;
                }
                ErrorClass::Transient if !last => {
                    // nothing arrived: it waits again before it is tried again
                    self.gate.hold(pause(&trouble, attempt));
                    self.note(file, FileState::Waiting, call(trouble)).await?;
                }
                ErrorClass::Transient => {
                    return Ok(self.note(file, FileState::Failed, call(trouble)).await?);
                }
                ErrorClass::Fatal if is_ours(&trouble) => {
                    self.note(file, FileState::Waiting, call(trouble.clone())).await?;
                    return Err(Broken::Held(trouble));
                }
                ErrorClass::Fatal => {
                    return Ok(self.note(file, FileState::Refused, call(trouble)).await?);
                }
            }
        }
        Ok(())
    }
}

/// Waits while the person wants a pause; false once it is to stop.
async fn may_go(wish: &mut watch::Receiver<Wish>) -> bool {
    while *wish.borrow_and_update() == Wish::Pause {
        if wish.changed().await.is_err() {
            return false;
        }
    }
    *wish.borrow() == Wish::Go
}

/// Whether every other file would fare the same: the storage did not judge this one.
pub(super) const fn is_ours(trouble: &Trouble) -> bool {
    trouble.wants_log_in()
        || matches!(
            trouble.cause,
            Cause::Forbidden
                | Cause::Certificate
                | Cause::PlainHttpNotAllowed
                | Cause::BadRequest(_)
                | Cause::Unreachable
        )
}

pub(super) fn call(trouble: Trouble) -> Why {
    Why::Call(Box::new(trouble))
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
pub(super) fn pause(trouble: &Trouble, attempt: u32) -> Option<Duration> {
    match &trouble.cause {
        Cause::TooManyCalls(wait) => *wait,
        _ => Some(Duration::from_millis(500) * 2_u32.saturating_pow(attempt)),
    }
}
