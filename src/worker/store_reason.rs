//! Why the store refused, as a key of the screen's words; the log has the file and the database's own words.

use crate::bus::floor::NOT_LOOKED_FOR;
use crate::store::StoreError;

/// There is no store to ask.
pub const NOT_OPEN: &str = "store-not-open";

/// A task ended without a word.
pub const INNER_FAULT: &str = "store-inner-fault";

/// The key, once the whole error is in the log.
pub fn of(error: &StoreError) -> String {
    tracing::warn!(%error, "the store refused");
    key(error).to_owned()
}

/// The same for a write that nobody looks for afterwards.
pub fn of_unasked(error: &StoreError) -> String {
    let told = of(error);
    if matches!(error, StoreError::NotKnown(_)) { NOT_LOOKED_FOR.to_owned() } else { told }
}

/// The key alone, where the log is written by the caller.
pub fn key(error: &StoreError) -> &'static str {
    match error {
        StoreError::Folder(..) => "store-folder",
        StoreError::InUse(_) => "store-in-use",
        StoreError::Missing(_) => "store-missing",
        StoreError::DiskFull(_) => "store-disk-full",
        StoreError::ReadOnly(_) => "store-read-only",
        StoreError::Damaged(_) => "store-damaged",
        StoreError::Newer { .. } => "store-newer",
        StoreError::Older { .. } => "store-older",
        StoreError::Conflict { .. } | StoreError::ChangedMeanwhile(_) => "store-changed-meanwhile",
        StoreError::HeldElsewhere(_) => "store-held-elsewhere",
        StoreError::AskedAlready(key) => key,
        StoreError::Unknown(_) => "store-unknown",
        StoreError::TakenOver(_) => "store-taken-over",
        StoreError::NotKnown(_) => "store-not-known",
        StoreError::BadgeTaken(_) => "store-badge-taken",
        StoreError::Nobody(_) => "store-nobody",
        StoreError::Row(_) => "store-row",
        StoreError::Other(_) => "store-other",
    }
}
