//! Pictures of SKUs on their way to the storage: what each file was found to be, and where its batch stands.

use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use super::ids::SkuId;
pub use super::picture_why::{RuleError, Why};

/// Files a folder or archive may hold.
pub const MOST_FILES: usize = 10_000;

/// Names one batch for ever; version 7, so batches sort by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BatchId(pub Uuid);

/// How files are matched and what is done to them before they leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureOptions {
    /// Patterns with `{sku}` and `*`, the first that fits counts.
    pub rule: String,
    pub ignore_case: bool,
    /// `00123` and `123` are the same SKU.
    pub ignore_zeros: bool,
    /// Both sides must have so many pixels.
    pub min_side: u32,
    /// Larger pictures are made smaller and sent as JPEG; none sends them as they are.
    pub longest_side: Option<u32>,
    /// A picture that the SKU has already is replaced.
    pub overwrite: bool,
    /// Also where the one that is there cannot be fetched, and so not put back.
    pub replace_lost: bool,
}

impl Default for PictureOptions {
    fn default() -> Self {
        Self {
            rule: "{sku}.*, {sku}_*.*".to_owned(),
            ignore_case: true,
            ignore_zeros: false,
            min_side: 400,
            longest_side: Some(1200),
            overwrite: false,
            replace_lost: false,
        }
    }
}

/// What the dry run found a file to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Its bytes were not looked at yet.
    Unchecked,
    Matched,
    /// Several SKUs fit the name.
    Ambiguous,
    UnknownSku,
    /// The SKU has a picture and nothing may be replaced.
    HasPicture,
    TooSmall,
    /// More pixels or bytes than can be opened safely.
    TooLarge,
    NotAPicture,
    /// A second file for one SKU.
    Duplicate,
    /// The name points out of its folder or cannot be a file's name everywhere.
    BadName,
}

impl Verdict {
    pub const ALL: [Self; 10] = [
        Self::Unchecked,
        Self::Matched,
        Self::Ambiguous,
        Self::UnknownSku,
        Self::HasPicture,
        Self::TooSmall,
        Self::TooLarge,
        Self::NotAPicture,
        Self::Duplicate,
        Self::BadName,
    ];

    /// The stable word of store and report.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unchecked => "unchecked",
            Self::Matched => "matched",
            Self::Ambiguous => "ambiguous",
            Self::UnknownSku => "unknown-sku",
            Self::HasPicture => "has-picture",
            Self::TooSmall => "too-small",
            Self::TooLarge => "too-large",
            Self::NotAPicture => "not-a-picture",
            Self::Duplicate => "duplicate",
            Self::BadName => "bad-name",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }
}

/// Where one file of a batch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileState {
    /// It will be sent.
    Waiting,
    /// On disk as sent before its bytes left; no answer yet.
    Sent,
    Done,
    /// The storage said no.
    Refused,
    /// It did not leave this PC, or was not taken after several tries.
    Failed,
    /// No answer: it may have arrived.
    Unknown,
    /// It is not sent.
    Skipped,
}

impl FileState {
    pub const ALL: [Self; 7] = [
        Self::Waiting,
        Self::Sent,
        Self::Done,
        Self::Refused,
        Self::Failed,
        Self::Unknown,
        Self::Skipped,
    ];

    /// The stable word of store and report.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Skipped => "skipped",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether a run would still do something about it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Sent | Self::Unknown)
    }
}

/// What became of the picture that was there before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Before {
    /// Nothing is known of one.
    #[default]
    None,
    /// The SKU has one, at this address.
    At(String),
    /// It was fetched and lies on this PC under this hash.
    Kept { url: String, hash: String },
    /// It could not be fetched, and why; it cannot be put back.
    Lost { url: String, why: Why },
}

impl Before {
    /// Where the storage said it is.
    pub fn url(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::At(url) | Self::Kept { url, .. } | Self::Lost { url, .. } => Some(url),
        }
    }
}

/// One file: what it is, whose picture it is, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile {
    pub seq: u32,
    /// Its path inside folder or archive, made harmless to show; two files may show the same.
    pub name: String,
    /// What tells it from every other file of its source; empty in records of before that.
    pub place: String,
    pub bytes: u64,
    /// Width and height as it is shown, once looked at.
    pub size: Option<(u32, u32)>,
    /// SHA-256 of its bytes, once looked at.
    pub hash: Option<String>,
    /// SHA-256 of what was sent of it.
    pub sent_hash: Option<String>,
    /// It is sent only over a picture of this SHA-256.
    pub only_over: Option<String>,
    /// The SKUs whose name fits; the first is the one when there is one.
    pub skus: Vec<SkuId>,
    /// The pattern that fitted; empty when none or when a person chose.
    pub found_by: Arc<str>,
    /// A person said whose picture it is, or that it is to be sent all the same.
    pub chosen: bool,
    pub verdict: Verdict,
    /// The file before it that is for the same SKU.
    pub same_as: Option<u32>,
    pub before: Before,
    pub state: FileState,
    /// Why, where the state or the verdict does not say all.
    pub why: Why,
    pub at: Option<Timestamp>,
}

impl PictureFile {
    /// A file that was listed and nothing more.
    pub fn listed(seq: u32, name: String, bytes: u64) -> Self {
        Self {
            seq,
            name,
            place: String::new(),
            bytes,
            size: None,
            hash: None,
            sent_hash: None,
            only_over: None,
            skus: Vec::new(),
            found_by: Arc::from(""),
            chosen: false,
            verdict: Verdict::Unchecked,
            same_as: None,
            before: Before::None,
            state: FileState::Waiting,
            why: Why::None,
            at: None,
        }
    }

    /// Whose picture it is, when that is clear.
    pub fn sku(&self) -> Option<&SkuId> {
        match self.skus.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Whether it is sent when the batch is.
    pub fn goes(&self) -> bool {
        self.verdict == Verdict::Matched && self.state == FileState::Waiting
    }
}

/// Pixels to draw.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    /// Four bytes each: red, green, blue, opacity.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Pixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} x {} pixels", self.width, self.height)
    }
}

/// One upload of many pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    pub id: BatchId,
    /// Folder, archive or files, as it can be opened again.
    pub source: String,
    pub options: PictureOptions,
    pub by: String,
    pub place: String,
    pub started_at: Timestamp,
    /// When nothing was left to do; none while it may be resumed.
    pub ended_at: Option<Timestamp>,
    /// It puts back what this batch replaced.
    pub undo_of: Option<BatchId>,
    pub counts: Counts,
}

/// How many files stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    states: [u32; 7],
    verdicts: [u32; 10],
    /// Of those done, how many replaced one that lies on this PC.
    pub can_undo: u32,
}

impl Counts {
    pub fn of<'a>(files: impl IntoIterator<Item = &'a PictureFile>) -> Self {
        let mut counts = Self::default();
        for file in files {
            counts.add(file.verdict, file.state, 1);
            if file.state == FileState::Done && matches!(file.before, Before::Kept { .. }) {
                counts.can_undo += 1;
            }
        }
        counts
    }

    /// Counts so many more.
    pub fn add(&mut self, verdict: Verdict, state: FileState, count: u32) {
        if let Some(slot) = self.verdicts.get_mut(verdict as usize) {
            *slot += count;
        }
        if let Some(slot) = self.states.get_mut(state as usize) {
            *slot += count;
        }
    }

    pub fn state(&self, state: FileState) -> u32 {
        self.states.get(state as usize).copied().unwrap_or_default()
    }

    pub fn verdict(&self, verdict: Verdict) -> u32 {
        self.verdicts.get(verdict as usize).copied().unwrap_or_default()
    }

    pub fn all(&self) -> u32 {
        self.states.iter().sum()
    }
}

/// Files a chunk of [`Rows`].
const CHUNK: usize = 128;

/// Many files that change one at a time: a change copies one chunk and not all of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    chunks: Vec<Arc<Vec<PictureFile>>>,
}

impl Rows {
    pub fn new(files: Vec<PictureFile>) -> Self {
        let mut chunks = Vec::new();
        let mut files = files.into_iter().peekable();
        while files.peek().is_some() {
            chunks.push(Arc::new(files.by_ref().take(CHUNK).collect()));
        }
        Self { chunks }
    }

    pub fn iter(&self) -> impl Iterator<Item = &PictureFile> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }

    pub fn get(&self, seq: u32) -> Option<&PictureFile> {
        let place = usize::try_from(seq).ok()?;
        self.chunks.get(place / CHUNK)?.get(place % CHUNK)
    }

    pub fn get_mut(&mut self, seq: u32) -> Option<&mut PictureFile> {
        let place = usize::try_from(seq).ok()?;
        Arc::make_mut(self.chunks.get_mut(place / CHUNK)?).get_mut(place % CHUNK)
    }

    pub fn len(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_and_counts_add_up() {
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::parse(verdict.code()), Some(verdict));
        }
        for state in FileState::ALL {
            assert_eq!(FileState::parse(state.code()), Some(state));
        }
        let files: Vec<_> = (0..300).map(|n| PictureFile::listed(n, format!("{n}"), 1)).collect();
        let mut rows = Rows::new(files);
        rows.get_mut(299).unwrap().state = FileState::Done;
        assert!(rows.get(300).is_none() && rows.len() == 300);
        let counts = Counts::of(rows.iter());
        assert_eq!((counts.all(), counts.state(FileState::Done)), (300, 1));
        assert_eq!(counts.verdict(Verdict::Unchecked), 300);
    }

    #[test]
    fn a_change_copies_one_chunk() {
        let files: Vec<_> = (0..1000).map(|n| PictureFile::listed(n, format!("{n}"), 1)).collect();
        let before = Rows::new(files);
        let mut after = before.clone();
        after.get_mut(0).unwrap().state = FileState::Done;
        let shared = before.chunks.iter().zip(&after.chunks).filter(|(a, b)| Arc::ptr_eq(a, b));
        assert_eq!(shared.count(), before.chunks.len() - 1);
    }
}
