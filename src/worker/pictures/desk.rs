//! The desk of the console: one task that lists, checks, shows and sends pictures, and tells the bench.
//!
//! It lives beside the worker's loop. Orders come through a bounded channel; what changed goes back
//! as a whole bench, at most ten times a second.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;
use uuid::Uuid;

use super::{Gate, Run, Survey, Told, Wish, errands};
use crate::bus::pictures::{BenchStage, BenchTrouble, PictureBench, PictureCommand, Preview};
use crate::clients::noyes::Noyes;
use crate::domain::ids::SkuId;
use crate::domain::picture::{
    Batch, BatchId, Counts, FileState, PictureFile, PictureOptions, Rows,
};
use crate::domain::trouble::Trouble;
use crate::pictures::{self, Rule, SkuFact, SkuIndex, Source};
use crate::store::{PictureStore, StoreError};

/// Between two tellings.
const BETWEEN: Duration = Duration::from_millis(100);
/// Batches that are shown.
const BATCHES: u32 = 20;

/// An order with how the storage is reached now.
pub struct Order {
    pub command: PictureCommand,
    pub client: Result<Noyes, Trouble>,
    pub per_second: u32,
    pub per_minute: u32,
}

/// What the desk tells the loop.
#[derive(Clone, Debug)]
pub struct DeskNews {
    pub bench: Arc<PictureBench>,
    /// Calls made since the last telling.
    pub calls: u32,
}

/// What comes back from the desk's own errands; the number says of which source.
pub(super) enum Back {
    Picked(Option<Vec<PathBuf>>),
    Listed(u64, Result<Box<Survey>, BenchTrouble>),
    Skus(u64, Result<Vec<SkuFact>, Trouble>),
    Checked(u64, Box<PictureFile>),
    AllChecked(u64),
    Seen(u64, Box<Preview>),
    Batches(Vec<Batch>),
    Began(Result<Box<Begun>, BenchTrouble>),
    Told(Told),
    Ran(Result<(), StoreError>),
    Saved(Result<String, String>),
}

/// A batch that is on disk and may be sent.
pub(super) struct Begun {
    pub store: Arc<PictureStore>,
    pub batch: Batch,
    pub files: Vec<PictureFile>,
    pub source: Source,
}

pub(super) struct Desk {
    pub bench: PictureBench,
    pub ledger: PathBuf,
    pub back: mpsc::Sender<Back>,
    /// Counts sources; errands of an older one end and are not heard.
    pub number: Arc<AtomicU64>,
    pub source: Option<Source>,
    pub survey: Option<Arc<Survey>>,
    skus: Option<Vec<SkuFact>>,
    /// All files are for this SKU, a person said.
    one_sku: Option<SkuId>,
    wish: Option<watch::Sender<Wish>>,
    /// How the storage is reached; none before the first order.
    pub client: Option<Result<Noyes, Trouble>>,
    pub gate: Arc<Gate>,
    limits: (u32, u32),
    calls: u32,
    dirty: bool,
}

/// Serves until the loop is gone.
pub async fn serve(
    ledger: PathBuf,
    mut orders: mpsc::Receiver<Order>,
    news: mpsc::Sender<DeskNews>,
) {
    let (back, mut backs) = mpsc::channel(256);
    let mut desk = Desk {
        bench: PictureBench::default(),
        ledger,
        back,
        number: Arc::default(),
        source: None,
        survey: None,
        skus: None,
        one_sku: None,
        wish: None,
        client: None,
        gate: Arc::new(Gate::new(1, 0)),
        limits: (1, 0),
        calls: 0,
        dirty: false,
    };
    let mut told = Instant::now();
    loop {
        let due = if desk.dirty { told + BETWEEN } else { told + Duration::from_secs(3600) };
        tokio::select! {
            order = orders.recv() => match order {
                Some(order) => desk.order(order),
                None => return,
            },
            Some(back) = backs.recv() => desk.came_back(back),
            () = tokio::time::sleep_until(due) => {
                told = Instant::now();
                desk.dirty = false;
                desk.bench.counts = Counts::of(desk.bench.rows.iter());
                let bench = Arc::new(desk.bench.clone());
                let calls = std::mem::take(&mut desk.calls);
                if news.send(DeskNews { bench, calls }).await.is_err() {
                    return;
                }
            }
        }
    }
}

impl Desk {
    fn order(&mut self, order: Order) {
        self.dirty = true;
        let Order { command, client, per_second, per_minute } = order;
        self.client = Some(client);
        if self.limits != (per_second, per_minute) {
            self.limits = (per_second, per_minute);
            self.gate = Arc::new(Gate::new(per_second, per_minute));
        }
        match command {
            PictureCommand::Show => errands::batches(self, BATCHES),
            PictureCommand::PickFolder if !self.bench.is_busy() => {
                self.one_sku = None;
                self.bench.stage = BenchStage::Asking;
                errands::pick(self, true);
            }
            PictureCommand::PickFiles { sku } if !self.bench.is_busy() => {
                self.one_sku = sku;
                self.bench.stage = BenchStage::Asking;
                errands::pick(self, false);
            }
            PictureCommand::Open { paths, sku } if !self.bench.is_busy() => {
                self.open(Source::of(&paths).map_err(|error| error.to_string()), sku);
            }
            PictureCommand::Paste { pixels, sku } if !self.bench.is_busy() => {
                let kept = errands::keep_pasted(&self.ledger, &pixels);
                self.open(kept, sku);
            }
            PictureCommand::CheckAgain if !self.bench.is_busy() => {
                if let Some(source) = self.source.clone() {
                    let sku = self.one_sku.take();
                    self.open(Ok(source), sku);
                }
            }
            PictureCommand::Options(options) => self.options(options),
            PictureCommand::Choose { seq, sku } => self.choose(seq, sku),
            PictureCommand::Look { seq } => errands::look(self, seq),
            PictureCommand::Start { by, place } if self.may_start() => {
                self.bench.stage = BenchStage::Sending;
                errands::begin(self, by, place);
            }
            PictureCommand::Resume { batch } if !self.bench.is_busy() => {
                self.bench.stage = BenchStage::Sending;
                errands::resume(self, batch);
            }
            PictureCommand::Undo { batch, by, place } if !self.bench.is_busy() => {
                self.bench.stage = BenchStage::Sending;
                errands::undo(self, batch, by, place);
            }
            PictureCommand::Pause => self.wish(Wish::Pause, BenchStage::Paused),
            PictureCommand::Go => self.wish(Wish::Go, BenchStage::Sending),
            PictureCommand::Stop => self.wish(Wish::Stop, BenchStage::Stopping),
            PictureCommand::SaveReport => errands::save(self),
            // busy with another source; the screen shows why
            _ => {}
        }
    }

    fn may_start(&self) -> bool {
        self.bench.stage == BenchStage::Checked && self.bench.rows.iter().any(PictureFile::goes)
    }

    fn wish(&mut self, wish: Wish, stage: BenchStage) {
        if let Some(sender) = &self.wish
            && sender.send(wish).is_ok()
        {
            self.bench.stage = stage;
        }
    }

    /// A new source: listed and checked, with the SKUs read anew.
    fn open(&mut self, source: Result<Source, String>, sku: Option<SkuId>) {
        let number = self.number.fetch_add(1, Ordering::Relaxed) + 1;
        let kept = PictureBench {
            options: self.bench.options.clone(),
            batches: Arc::clone(&self.bench.batches),
            ..PictureBench::default()
        };
        self.bench = kept;
        (self.survey, self.skus, self.one_sku) = (None, None, sku);
        let source = match source {
            Ok(source) => source,
            Err(words) => {
                self.bench.trouble = Some(BenchTrouble::Here(words));
                return;
            }
        };
        self.bench.title = source.title();
        self.bench.stage = BenchStage::Listing;
        self.source = Some(source.clone());
        errands::list(self, number, source);
        errands::skus(self, number);
    }

    fn is_now(&self, number: u64) -> bool {
        self.number.load(Ordering::Relaxed) == number
    }

    fn came_back(&mut self, back: Back) {
        self.dirty = true;
        match back {
            Back::Picked(paths) => {
                self.bench.stage = BenchStage::Empty;
                if let Some(paths) = paths.filter(|paths| !paths.is_empty()) {
                    let sku = self.one_sku.take();
                    self.open(Source::of(&paths).map_err(|error| error.to_string()), sku);
                } else if !self.bench.rows.is_empty() {
                    self.bench.stage = BenchStage::Checked;
                }
            }
            Back::Listed(number, result) if self.is_now(number) => self.listed(number, result),
            Back::Skus(number, result) if self.is_now(number) => match result {
                Ok(skus) => {
                    self.skus = Some(skus);
                    self.judge();
                }
                Err(trouble) => {
                    self.bench.trouble = Some(BenchTrouble::System(trouble));
                }
            },
            Back::Checked(number, file) if self.is_now(number) => {
                self.bench.checked += 1;
                if let Some(slot) = self.bench.rows.get_mut(file.seq) {
                    *slot = *file;
                }
            }
            Back::AllChecked(number) if self.is_now(number) => {
                self.bench.checked = u32::try_from(self.bench.rows.len()).unwrap_or(u32::MAX);
                self.judge();
            }
            Back::Seen(number, preview) if self.is_now(number) => {
                self.bench.preview = Some(Arc::from(preview));
            }
            Back::Batches(batches) => self.bench.batches = Arc::new(batches),
            Back::Began(Ok(begun)) => self.began(*begun),
            Back::Began(Err(trouble)) => {
                self.bench.stage = if self.bench.rows.is_empty() {
                    BenchStage::Empty
                } else {
                    BenchStage::Checked
                };
                self.bench.trouble = Some(trouble);
            }
            Back::Told(Told::Calls(calls)) => self.calls += calls,
            Back::Told(Told::File(file)) => {
                if let Some(slot) = self.bench.rows.get_mut(file.seq) {
                    *slot = *file;
                }
            }
            Back::Ran(result) => {
                self.wish = None;
                self.bench.stage = BenchStage::Ended;
                if let Err(error) = result {
                    self.bench.trouble = Some(BenchTrouble::Here(error.to_string()));
                }
                errands::batches(self, BATCHES);
            }
            Back::Saved(Ok(path)) => self.bench.saved = Some(path),
            Back::Saved(Err(words)) => self.bench.trouble = Some(BenchTrouble::Here(words)),
            // of a source that is no longer on the bench, or nothing came of it
            _ => {}
        }
    }

    fn listed(&mut self, number: u64, result: Result<Box<Survey>, BenchTrouble>) {
        match result {
            Ok(survey) => {
                self.bench.rows = Rows::new(survey.files.clone());
                self.bench.bytes = survey.files.iter().map(|file| file.bytes).sum();
                self.bench.stage = BenchStage::Checking;
                let survey = Arc::new(*survey);
                self.survey = Some(Arc::clone(&survey));
                errands::check_all(self, number, survey);
            }
            Err(trouble) => {
                self.bench.stage = BenchStage::Empty;
                self.bench.trouble = Some(trouble);
            }
        }
    }

    fn options(&mut self, options: PictureOptions) {
        if !matches!(self.bench.stage, BenchStage::Sending | BenchStage::Paused) {
            self.bench.options = options;
            self.judge();
        }
    }

    fn choose(&mut self, seq: u32, sku: SkuId) {
        if let Some(file) = self.bench.rows.get_mut(seq) {
            (file.chosen, file.skus, file.found_by) = (true, vec![sku], Arc::from(""));
        }
        self.judge();
    }

    /// Judges all files anew once they were all read and the SKUs are known.
    fn judge(&mut self) {
        let read = usize::try_from(self.bench.checked).unwrap_or(0) >= self.bench.rows.len();
        let open = matches!(self.bench.stage, BenchStage::Checking | BenchStage::Checked);
        let (Some(skus), true, true) = (&self.skus, read, open) else { return };
        let rule = match Rule::parse(&self.bench.options.rule) {
            Ok(rule) => rule,
            Err(error) => {
                self.bench.trouble = Some(BenchTrouble::Rule(error.to_string()));
                return;
            }
        };
        let index = SkuIndex::new(skus.iter().cloned(), &self.bench.options);
        let mut files: Vec<PictureFile> = self.bench.rows.iter().cloned().collect();
        if let Some(sku) = &self.one_sku {
            for file in &mut files {
                (file.chosen, file.skus) = (true, vec![sku.clone()]);
            }
        }
        pictures::judge(&mut files, &index, &rule, &self.bench.options);
        self.bench.rows = Rows::new(files);
        self.bench.stage = BenchStage::Checked;
        self.bench.trouble = None;
    }

    /// The batch is on disk: now it may leave.
    fn began(&mut self, begun: Begun) {
        let Begun { store, batch, files, source } = begun;
        let Some(Ok(client)) = self.client.clone() else { return };
        let gate = Arc::clone(&self.gate);
        let (told, mut hears) = mpsc::channel(64);
        let (wish, wished) = watch::channel(Wish::Go);
        self.wish = Some(wish);
        self.bench.batch = Some(batch.id);
        self.bench.title = batch_title(&source, &self.bench.title);
        self.bench.options = batch.options.clone();
        self.bench.rows = Rows::new(files.clone());
        self.bench.stage = BenchStage::Sending;
        self.bench.trouble = None;
        let run =
            Run { store, client, gate, batch: batch.id, options: batch.options, source, told };
        let back = self.back.clone();
        tokio::spawn(async move {
            let going = tokio::spawn(run.go(files, wished));
            while let Some(told) = hears.recv().await {
                if back.send(Back::Told(told)).await.is_err() {
                    return;
                }
            }
            let ran = going.await.unwrap_or_else(|error| Err(StoreError::Other(error.to_string())));
            let _ = back.send(Back::Ran(ran)).await;
        });
    }
}

fn batch_title(source: &Source, now: &str) -> String {
    if now.is_empty() { source.title() } else { now.to_owned() }
}

/// A batch that is new now.
pub(super) fn new_batch(
    source: &Source,
    options: PictureOptions,
    by: String,
    place: String,
) -> Batch {
    Batch {
        id: BatchId(Uuid::now_v7()),
        source: source.text(),
        options,
        by,
        place,
        started_at: Timestamp::now(),
        ended_at: None,
        undo_of: None,
        counts: Counts::default(),
    }
}

/// What does not go is skipped, and the store says so.
pub fn for_sending(mut file: PictureFile) -> PictureFile {
    if !file.goes() {
        file.state = FileState::Skipped;
    }
    file
}
