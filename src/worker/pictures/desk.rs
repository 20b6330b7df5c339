//! The desk of the console: one task that lists, checks, shows and sends pictures, and tells the bench.
//!
//! It lives beside the worker's loop. Orders come through a bounded channel; what changed goes back
//! as a whole bench, at most ten times a second.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::time::Instant;

use super::batch::Begun;
use super::{Gate, Making, Ran, Run, Survey, Wish, errands, undo};
use crate::bus::pictures::{
    BenchStage, BenchTrouble, PictureBench, PictureCommand, Preview, There,
};
use crate::clients::noyes::Noyes;
use crate::domain::ids::SkuId;
use crate::domain::picture::{Batch, Counts, PictureFile, PictureOptions, Rows, RuleError, Why};
use crate::domain::trouble::Trouble;
use crate::pictures::{Rule, SkuFact, Source};
use crate::store::StoreError;

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
    Picked(Result<Vec<PathBuf>, Why>),
    /// What lies where a person pointed to.
    Opened(u64, Result<Source, Why>),
    Listed(u64, Result<Box<Survey>, BenchTrouble>),
    Skus(u64, Result<Arc<Vec<SkuFact>>, Trouble>),
    Checked(u64, Box<PictureFile>),
    AllChecked(u64),
    /// Of which judging, and what was found.
    Judged(u64, Rows),
    Seen(u64, Box<Preview>),
    There(Box<There>),
    Batches(Vec<Batch>),
    Began(Result<Box<Begun>, BenchTrouble>),
    Told(Box<PictureFile>),
    Ran(Result<Ran, StoreError>),
    Saved(Result<String, Why>),
}

pub(super) struct Desk {
    pub bench: PictureBench,
    pub ledger: PathBuf,
    pub back: mpsc::Sender<Back>,
    /// Counts sources; errands of an older one end and are not heard.
    pub number: Arc<AtomicU64>,
    pub source: Option<Source>,
    pub survey: Option<Arc<Survey>>,
    skus: Option<Arc<Vec<SkuFact>>>,
    /// What a person chose; the bench shows those of a batch while it is on it.
    options: PictureOptions,
    /// All files are for this SKU, a person said.
    one_sku: Option<SkuId>,
    wish: Option<watch::Sender<Wish>>,
    /// The run under way takes the newest way to the storage from here.
    way: Option<watch::Sender<Noyes>>,
    /// Counts judgings; the result of an older one is not taken.
    judging: u64,
    judged: u64,
    /// How the storage is reached; none before the first order.
    pub client: Option<Result<Noyes, Trouble>>,
    pub gate: Arc<Gate>,
    dirty: bool,
}

/// Serves until the loop is gone. A desk that broke off says so, and its orders go nowhere.
pub async fn serve(ledger: PathBuf, orders: mpsc::Receiver<Order>, news: mpsc::Sender<DeskNews>) {
    let served = tokio::spawn(serve_on(ledger, orders, news.clone())).await;
    if let Err(error) = served
        && error.is_panic()
    {
        tracing::error!(%error, "the picture desk broke off");
        let trouble = Some(BenchTrouble::Here(Why::BenchBroke));
        let bench = Arc::new(PictureBench { trouble, ..PictureBench::default() });
        let _ = news.send(DeskNews { bench, calls: 0 }).await;
    }
}

async fn serve_on(
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
        options: PictureOptions::default(),
        one_sku: None,
        wish: None,
        way: None,
        judging: 0,
        judged: 0,
        client: None,
        gate: Arc::new(Gate::new(1, 0)),
        dirty: false,
    };
    let mut told = Instant::now();
    let gate = Arc::clone(&desk.gate);
    loop {
        let due = if desk.dirty { told + BETWEEN } else { told + Duration::from_secs(3600) };
        tokio::select! {
            order = orders.recv() => match order {
                Some(order) => desk.order(order),
                None => return,
            },
            Some(back) = backs.recv() => desk.came_back(back),
            () = gate.called() => desk.dirty = true,
            () = tokio::time::sleep_until(due) => {
                told = Instant::now();
                desk.dirty = false;
                desk.bench.counts = Counts::of(desk.bench.rows.iter());
                let bench = Arc::new(desk.bench.clone());
                let calls = desk.gate.take_calls();
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
        if let (Some(way), Ok(client)) = (&self.way, &client) {
            way.send_replace(client.clone());
        }
        self.client = Some(client);
        self.gate.allow(per_second, per_minute);
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
                let number = self.opening(sku);
                errands::open(self, number, paths);
            }
            PictureCommand::Paste { pixels, sku } if !self.bench.is_busy() => {
                let number = self.opening(sku);
                errands::paste(self, number, pixels);
            }
            PictureCommand::CheckAgain if !self.bench.is_busy() => {
                if let Some(source) = self.source.clone() {
                    let sku = self.one_sku.take();
                    let number = self.opening(sku);
                    self.opened(number, Ok(source));
                }
            }
            PictureCommand::Options(options) => self.options(options),
            PictureCommand::Choose { seq, sku } => self.choose(seq, sku),
            PictureCommand::Look { seq } => errands::look(self, seq),
            PictureCommand::LookAt { url } => errands::look_at(self, url),
            PictureCommand::Start { by, place } if self.may_start() => {
                self.bench.stage = BenchStage::Sending;
                errands::begin(self, by, place);
            }
            PictureCommand::Resume { batch } if !self.bench.is_busy() => {
                self.bench.stage = BenchStage::Sending;
                errands::resume(self, batch);
            }
            PictureCommand::Undo { batch, all, by, place } if !self.bench.is_busy() => {
                self.bench.stage = BenchStage::Sending;
                undo::undo(self, batch, all, (by, place));
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
        self.bench.stage == BenchStage::Checked
            && self.judging == self.judged
            && self.bench.rows.iter().any(PictureFile::goes)
    }

    fn wish(&mut self, wish: Wish, stage: BenchStage) {
        if let Some(sender) = &self.wish
            && sender.send(wish).is_ok()
        {
            self.bench.stage = stage;
        }
    }

    /// A new source is on its way: what is on the bench goes.
    fn opening(&mut self, sku: Option<SkuId>) -> u64 {
        let number = self.number.fetch_add(1, Ordering::Relaxed) + 1;
        self.bench = PictureBench {
            stage: BenchStage::Listing,
            options: self.options.clone(),
            batches: Arc::clone(&self.bench.batches),
            there: self.bench.there.clone(),
            ..PictureBench::default()
        };
        (self.survey, self.skus, self.one_sku) = (None, None, sku);
        // what is still being judged is of the source of before
        self.judging += 1;
        self.judged = self.judging;
        number
    }

    /// A new source: listed and checked, with the SKUs read anew.
    fn opened(&mut self, number: u64, source: Result<Source, Why>) {
        match source {
            Ok(source) => {
                self.bench.title = source.title();
                self.source = Some(source.clone());
                errands::list(self, number, source);
                errands::skus(self, number);
            }
            Err(why) => {
                self.bench.stage = BenchStage::Empty;
                self.bench.trouble = Some(BenchTrouble::Here(why));
            }
        }
    }

    fn is_now(&self, number: u64) -> bool {
        self.number.load(Ordering::Relaxed) == number
    }

    fn came_back(&mut self, back: Back) {
        self.dirty = true;
        match back {
            Back::Picked(picked) => self.picked(picked),
            Back::Opened(number, source) if self.is_now(number) => self.opened(number, source),
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
            Back::Judged(number, rows) if self.judging == number => {
                self.judged = number;
                self.bench.rows = rows;
                self.bench.stage = BenchStage::Checked;
                self.bench.trouble = None;
            }
            Back::There(there) => self.bench.there = Some(Arc::from(there)),
            Back::Seen(number, preview) if self.is_now(number) => {
                self.bench.preview = Some(Arc::from(preview));
            }
            Back::Batches(batches) => self.bench.batches = Arc::new(batches),
            Back::Began(Ok(begun)) => self.began(*begun),
            Back::Began(Err(trouble)) => self.not_begun(trouble),
            Back::Told(file) => {
                if let Some(slot) = self.bench.rows.get_mut(file.seq) {
                    *slot = *file;
                }
            }
            Back::Ran(result) => {
                (self.wish, self.way) = (None, None);
                self.bench.stage = BenchStage::Ended;
                match result {
                    Ok(Ran::Through | Ran::Stopped) => {}
                    Ok(Ran::Held(trouble)) => {
                        self.bench.trouble = Some(BenchTrouble::System(*trouble));
                    }
                    Err(error) => {
                        self.bench.trouble = Some(BenchTrouble::Here(here(&error)));
                    }
                }
                errands::batches(self, BATCHES);
            }
            Back::Saved(Ok(path)) => self.bench.saved = Some(path),
            Back::Saved(Err(why)) => self.bench.trouble = Some(BenchTrouble::Here(why)),
            // of a source that is no longer on the bench, or nothing came of it
            _ => {}
        }
    }

    /// What came of asking the person; what was on the bench before is still there.
    fn picked(&mut self, picked: Result<Vec<PathBuf>, Why>) {
        let checked = !self.bench.rows.is_empty();
        self.bench.stage = if checked { BenchStage::Checked } else { BenchStage::Empty };
        match picked {
            Ok(paths) if paths.is_empty() => {}
            Ok(paths) => {
                let sku = self.one_sku.take();
                let number = self.opening(sku);
                errands::open(self, number, paths);
            }
            Err(why) => self.bench.trouble = Some(BenchTrouble::Here(why)),
        }
    }

    fn not_begun(&mut self, trouble: BenchTrouble) {
        let empty = self.bench.rows.is_empty();
        let ended = self.bench.batch.is_some();
        self.bench.stage = match (empty, ended) {
            (true, _) => BenchStage::Empty,
            (false, true) => BenchStage::Ended,
            (false, false) => BenchStage::Checked,
        };
        self.bench.trouble = Some(trouble);
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
            self.options.clone_from(&options);
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
        let (Some(skus), true, true) = (self.skus.clone(), read, open) else { return };
        match Rule::parse(&self.bench.options.rule) {
            Ok(rule) => {
                self.judging += 1;
                errands::judge(self, self.judging, skus, (rule, self.one_sku.clone()));
            }
            Err(error) => self.rule_wrong(error),
        }
    }

    fn rule_wrong(&mut self, error: RuleError) {
        self.bench.trouble = Some(BenchTrouble::Rule(error));
    }

    /// The batch is on disk, and there is no way to the storage: it can be resumed.
    fn not_sent(&mut self, trouble: BenchTrouble) {
        self.not_begun(trouble);
        errands::batches(self, BATCHES);
    }

    /// The batch is on disk: now it may leave.
    fn began(&mut self, begun: Begun) {
        let Begun { store, batch, files, source } = begun;
        let client = match self.client.clone() {
            Some(Ok(client)) => client,
            Some(Err(trouble)) => return self.not_sent(BenchTrouble::System(trouble)),
            None => return self.not_sent(BenchTrouble::Here(Why::BenchBroke)),
        };
        let gate = Arc::clone(&self.gate);
        let (way, client) = watch::channel(client);
        self.way = Some(way);
        let (told, mut hears) = mpsc::channel(64);
        let (wish, wished) = watch::channel(Wish::Go);
        self.wish = Some(wish);
        self.bench.batch = Some(batch.id);
        if self.source.as_ref() != Some(&source) {
            // files of another source than the one that was checked
            self.number.fetch_add(1, Ordering::Relaxed);
            (self.survey, self.skus, self.one_sku) = (None, None, None);
            (self.bench.preview, self.bench.saved) = (None, None);
            self.source = Some(source.clone());
        }
        self.bench.is_undo = batch.undo_of.is_some();
        self.bench.title = source.title();
        self.bench.options = batch.options.clone();
        self.bench.rows = Rows::new(files.clone());
        self.bench.stage = BenchStage::Sending;
        self.bench.trouble = None;
        let longest = batch.options.longest_side;
        let making = if batch.undo_of.is_some() { Making::AsKept } else { Making::Anew(longest) };
        let options = batch.options;
        let run = Run { store, client, gate, batch: batch.id, options, making, source, told };
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

/// The words of the store, where nothing else is known.
pub(super) fn here(error: &dyn std::fmt::Display) -> Why {
    Why::Here(error.to_string())
}
