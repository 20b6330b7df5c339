//! Tables of the screen, written as CSV where the person says, and files a person chooses to be read.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use tokio::sync::oneshot;
use uuid::Uuid;

use super::exporting::ask_for_path;
use super::files::{self, FileErrand};
use crate::bus::command::{FileWish, TableFile};
use crate::bus::event::Notice;
use crate::domain::export::ExportTarget;

/// A table to be written, or a file that a person chooses first.
#[derive(Clone, Debug, PartialEq)]
pub enum TableErrand {
    Save(TableFile),
    Choose(FileWish),
}

impl TableErrand {
    pub const fn id(&self) -> Uuid {
        match self {
            Self::Save(file) => file.id,
            Self::Choose(wish) => wish.id,
        }
    }
}

pub(super) async fn carry_out(errand: TableErrand) -> Notice {
    match errand {
        TableErrand::Save(file) => save(file).await,
        TableErrand::Choose(wish) => choose(wish).await,
    }
}

async fn save(file: TableFile) -> Notice {
    let id = file.id;
    let (path, replace) = match &file.to {
        ExportTarget::File { path, replace } => (Some(PathBuf::from(path.trim())), *replace),
        // the dialog has asked already whether a file that is there may go
        ExportTarget::Choose => (ask_for_path("CSV", file.name).await, true),
    };
    let Some(path) = path else {
        return Notice::TableSaved { id, result: Err("parts-table-no-dialog".to_owned()) };
    };
    let write =
        move || write(&path, file.text.as_bytes(), replace).map(|()| path.display().to_string());
    let result = tokio::task::spawn_blocking(write).await;
    Notice::TableSaved { id, result: result.unwrap_or_else(|error| Err(error.to_string())) }
}

fn write(path: &Path, bytes: &[u8], replace: bool) -> Result<(), String> {
    let mut options = OpenOptions::new();
    options.write(true).truncate(replace).create(replace).create_new(!replace);
    let words = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => "parts-table-exists".to_owned(),
        _ => error.to_string(),
    };
    let mut file = options.open(path).map_err(words)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(words)
}

async fn choose(wish: FileWish) -> Notice {
    let id = wish.id;
    let nothing = || Notice::FileRead { id, result: Err("lines-import-nothing-chosen".to_owned()) };
    let Some(path) = ask_which().await else { return nothing() };
    let errand = FileErrand::Read(FileWish { path, ..wish });
    match tokio::task::spawn_blocking(move || files::carry_out(errand)).await {
        Ok(notice) => notice,
        Err(error) => failed(id, error.to_string()),
    }
}

fn failed(id: Uuid, why: String) -> Notice {
    Notice::FileRead { id, result: Err(why) }
}

/// Asks on a thread of its own, which nobody waits for at the end: a dialog may stand open for ever.
async fn ask_which() -> Option<PathBuf> {
    let (chose, chosen) = oneshot::channel();
    let ask = move || {
        let dialog = rfd::FileDialog::new().add_filter("CSV", &["csv", "txt", "tsv"]);
        // nobody listens any more when the worker has ended
        let _ = chose.send(dialog.pick_file());
    };
    let thread = std::thread::Builder::new().name("traydeck-dialog".to_owned()).spawn(ask);
    if let Err(error) = thread {
        tracing::error!(%error, "no thread for the file dialog");
        return None;
    }
    chosen.await.ok().flatten()
}
