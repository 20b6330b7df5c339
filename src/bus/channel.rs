//! The bounded channels between worker and screen, and the waker that asks the screen to look.

use std::sync::Arc;

use tokio::sync::{mpsc, watch};

use super::command::Command;
use super::event::Notice;
use super::snapshot::Snapshot;

/// Commands that may wait for the worker; a full channel is shown as busy, nothing is dropped silently.
pub const COMMANDS_WAITING: usize = 256;
/// Notices that may wait for the screen.
pub const NOTICES_WAITING: usize = 256;

/// Asks the screen to draw again; the screen side knows how.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// The screen's ends.
pub struct ScreenSide {
    pub commands: mpsc::Sender<Command>,
    pub notices: mpsc::Receiver<Notice>,
    pub snapshots: watch::Receiver<Snapshot>,
}

/// The worker's ends.
pub struct WorkerSide {
    pub commands: mpsc::Receiver<Command>,
    pub notices: mpsc::Sender<Notice>,
    pub snapshots: watch::Sender<Snapshot>,
}

/// Makes both ends around a first snapshot.
pub fn pair(first: Snapshot) -> (ScreenSide, WorkerSide) {
    let (command_sender, command_receiver) = mpsc::channel(COMMANDS_WAITING);
    let (notice_sender, notice_receiver) = mpsc::channel(NOTICES_WAITING);
    let (snapshot_sender, snapshot_receiver) = watch::channel(first);
    (
        ScreenSide {
            commands: command_sender,
            notices: notice_receiver,
            snapshots: snapshot_receiver,
        },
        WorkerSide {
            commands: command_receiver,
            notices: notice_sender,
            snapshots: snapshot_sender,
        },
    )
}
