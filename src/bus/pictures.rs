//! The picture bench: what the screen asks of it, and what it shows.

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::ids::SkuId;
use crate::domain::picture::{
    Batch, BatchId, Counts, PictureOptions, Pixels, Rows, RuleError, Why,
};
use crate::domain::trouble::Trouble;

/// One wish for the bench.
#[derive(Clone, Debug, PartialEq)]
pub enum PictureCommand {
    /// Show the batches of this PC.
    Show,
    /// Ask the person for a folder.
    PickFolder,
    /// Ask the person for an archive or single pictures; all of them for one SKU when one is named.
    PickFiles {
        sku: Option<SkuId>,
    },
    /// Folder, archive or files that were dropped.
    Open {
        paths: Vec<PathBuf>,
        sku: Option<SkuId>,
    },
    /// A picture from the clipboard, as pixels.
    Paste {
        pixels: Pixels,
        sku: Option<SkuId>,
    },
    /// List and check again.
    CheckAgain,
    Options(PictureOptions),
    /// A person says whose picture a file is.
    Choose {
        seq: u32,
        sku: SkuId,
    },
    /// Fetch the picture at an address the storage gave.
    LookAt {
        url: String,
    },
    /// Make one picture as the picker will see it.
    Look {
        seq: u32,
    },
    Start {
        by: String,
        place: String,
    },
    Pause,
    Go,
    Stop,
    /// Send again what failed, and read back what is unknown.
    Resume {
        batch: BatchId,
    },
    /// Put the pictures back that a batch replaced and that are not back yet; those that somebody
    /// replaced since only when `all`.
    Undo {
        batch: BatchId,
        all: bool,
        by: String,
        place: String,
    },
    /// Ask the person for a file and write the list there.
    SaveReport,
}

/// What the bench is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BenchStage {
    #[default]
    Empty,
    /// The person is asked for a folder or file.
    Asking,
    /// Files and SKUs are being listed.
    Listing,
    /// Files are being read.
    Checking,
    /// Checked; nothing was sent.
    Checked,
    Sending,
    Paused,
    /// What is under way is brought to its end.
    Stopping,
    /// The run is over.
    Ended,
}

/// Why the bench cannot go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BenchTrouble {
    /// The storage system could not be asked.
    System(Trouble),
    /// Folder, archive, list or the store of this PC.
    Here(Why),
    /// The rule cannot be used.
    Rule(RuleError),
}

/// One picture as it will be seen, and the one that is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    pub seq: u32,
    /// What will be sent, or why it cannot.
    pub after: Result<Seen, Why>,
    /// What the storage has now; none when it has none or it cannot be fetched.
    pub before: Option<Seen>,
}

/// The picture at an address, or none where it cannot be fetched or drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct There {
    pub url: String,
    pub seen: Option<Seen>,
}

/// A picture small enough to draw, with what it is in truth.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub pixels: Arc<Pixels>,
    pub width: u32,
    pub height: u32,
    pub bytes: u64,
}

/// The bench as the screen shows it; cloning copies pointers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PictureBench {
    pub stage: BenchStage,
    /// The folder's or archive's own name.
    pub title: String,
    /// The files are pictures of before that are put back.
    pub is_undo: bool,
    pub options: PictureOptions,
    pub rows: Rows,
    pub counts: Counts,
    /// Bytes of all files.
    pub bytes: u64,
    /// Files that were read so far.
    pub checked: u32,
    pub trouble: Option<BenchTrouble>,
    /// The batch that was begun of these files.
    pub batch: Option<BatchId>,
    /// Newest first.
    pub batches: Arc<Vec<Batch>>,
    pub preview: Option<Arc<Preview>>,
    /// The picture of the SKU that is looked at.
    pub there: Option<Arc<There>>,
    /// Where the list was written last.
    pub saved: Option<String>,
}

impl PictureBench {
    /// Whether something is under way that a new folder would disturb.
    pub const fn is_busy(&self) -> bool {
        matches!(
            self.stage,
            BenchStage::Asking
                | BenchStage::Listing
                | BenchStage::Sending
                | BenchStage::Paused
                | BenchStage::Stopping
        )
    }
}
