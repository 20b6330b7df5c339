//! An export of the inventory: what is asked for, how far it is, how it ended.

use jiff::Timestamp;
use uuid::Uuid;

use super::page::ListQuery;
use super::trouble::Trouble;

/// What a person wants in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportOrder {
    pub id: Uuid,
    /// Filters and search; the rows come in the order of their ids.
    pub query: ListQuery,
    pub to: ExportTarget,
}

/// Where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportTarget {
    /// A dialog asks for it.
    Choose,
    File {
        path: String,
        /// A file that is there already is replaced.
        replace: bool,
    },
}

/// One export as the screen shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    pub id: Uuid,
    pub state: ExportState,
    /// Rows in the file.
    pub rows: u64,
    /// Rows that came and could not be read: they are not in the file.
    pub unread: u64,
    /// Rows that match, as the newest page told.
    pub total: Option<u64>,
    /// Once it is known.
    pub path: Option<String>,
    pub began_at: Timestamp,
    /// When the newest page was read.
    pub read_at: Option<Timestamp>,
    /// What went wrong since the last good page; it is tried again.
    pub trouble: Option<Trouble>,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportState {
    /// The file is chosen and opened.
    Opening,
    Running,
    /// A person ended it; the file is being taken away.
    Cancelling,
    Done,
    /// Nothing of it is left.
    Cancelled,
    /// The rows read so far are in a file with this path.
    Stopped {
        why: Stop,
        left: Option<String>,
    },
}

/// Why it stopped.
#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    /// The storage system.
    Storage(Trouble),
    /// The file: words of the operating system, or a message key (`export-exists`).
    File(String),
    NothingChosen,
}

impl Export {
    pub const fn is_over(&self) -> bool {
        matches!(
            self.state,
            ExportState::Done | ExportState::Cancelled | ExportState::Stopped { .. }
        )
    }
}
