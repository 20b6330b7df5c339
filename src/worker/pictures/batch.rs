//! A batch as it goes on disk before anything of it leaves.

use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use crate::domain::picture::{Batch, BatchId, Counts, FileState, PictureFile, PictureOptions};
use crate::pictures::Source;
use crate::store::PictureStore;

/// A batch that is on disk and may be sent.
pub(super) struct Begun {
    pub store: Arc<PictureStore>,
    pub batch: Batch,
    pub files: Vec<PictureFile>,
    pub source: Source,
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
