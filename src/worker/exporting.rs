//! The files of exports that are open, and the steps with them: each off the loop, one at a time.

use std::collections::BTreeMap;
use std::future::Future;
use std::path::{Path, PathBuf};

use tokio::sync::oneshot;
use uuid::Uuid;

use super::event::{Event, ExportDone, ExportStep, ExportTrouble};
use super::export::ExportFile;
use crate::domain::export::ExportTarget;

/// The files that are open and that nothing is being done with.
#[derive(Default)]
pub(super) struct Exports {
    open: BTreeMap<Uuid, ExportFile>,
}

/// A step that ended, with its file where it stays open.
pub(super) struct Ended {
    id: Uuid,
    file: Option<ExportFile>,
    result: Result<ExportDone, ExportTrouble>,
}

impl Ended {
    /// The task that did it was torn away.
    pub fn without_a_word(id: Uuid, words: String) -> Self {
        Self { id, file: None, result: Err(ExportTrouble { words, left: None }) }
    }
}

impl Exports {
    /// Does one step on a thread for files.
    pub fn carry_out(&mut self, step: ExportStep) -> impl Future<Output = Ended> + Send + 'static {
        let id = step.id();
        let file = self.open.remove(&id);
        async move {
            let chosen = match &step {
                ExportStep::Open { to: ExportTarget::Choose, .. } => {
                    ask_for_path("CSV", "inventory.csv").await
                }
                _ => None,
            };
            let task = tokio::task::spawn_blocking(move || step_done(step, file, chosen));
            match task.await {
                Ok(ended) => ended,
                Err(error) => Ended::without_a_word(id, error.to_string()),
            }
        }
    }

    /// Takes the file back and says what became of the step.
    pub fn ended(&mut self, ended: Ended) -> Event {
        let Ended { id, file, result } = ended;
        if let Some(file) = file {
            self.open.insert(id, file);
        }
        Event::Exported { id, result }
    }
}

fn step_done(step: ExportStep, file: Option<ExportFile>, chosen: Option<PathBuf>) -> Ended {
    let id = step.id();
    let ended = |file, result| Ended { id, file, result };
    let failed = |words: String| ended(None, Err(ExportTrouble { words, left: None }));
    let opened = |path: &Path, replace| match ExportFile::open(path, replace) {
        Ok(file) => {
            let path = file.path();
            ended(Some(file), Ok(ExportDone::Opened(path)))
        }
        Err(words) => failed(words),
    };
    match (step, file) {
        (ExportStep::Open { to: ExportTarget::File { path, replace }, .. }, _) => {
            opened(Path::new(path.trim()), replace)
        }
        // the dialog has asked already whether a file that is there may go
        (ExportStep::Open { to: ExportTarget::Choose, .. }, _) => match chosen {
            Some(path) => opened(&path, true),
            None => ended(None, Ok(ExportDone::NothingChosen)),
        },
        (ExportStep::Append { rows, .. }, Some(mut file)) => match file.append(&rows) {
            Ok(()) => {
                let rows = u64::try_from(rows.len()).unwrap_or(u64::MAX);
                ended(Some(file), Ok(ExportDone::Appended(rows)))
            }
            Err(words) => {
                let left = Some(file.part());
                // what cannot be flushed is not in the file; what is there stays
                let _ = file.keep();
                ended(None, Err(ExportTrouble { words, left }))
            }
        },
        (ExportStep::Finish { .. }, Some(file)) => match file.finish() {
            Ok(()) => ended(None, Ok(ExportDone::Finished)),
            Err(words) => failed(words),
        },
        (ExportStep::Keep { .. }, Some(file)) => match file.keep() {
            Ok(left) => ended(None, Ok(ExportDone::Kept(left))),
            Err(words) => failed(words),
        },
        (ExportStep::Discard { .. }, Some(file)) => match file.discard() {
            Ok(()) => ended(None, Ok(ExportDone::Discarded)),
            Err(words) => failed(words),
        },
        (ExportStep::Discard { .. }, None) => ended(None, Ok(ExportDone::Discarded)),
        (_, None) => failed("the file is not open any more".to_owned()),
    }
}

/// Asks on a thread of its own, which nobody waits for at the end: a dialog may stand open for ever.
pub(super) async fn ask_for_path(kind: &'static str, name: &'static str) -> Option<PathBuf> {
    let (chose, chosen) = oneshot::channel();
    let ask = move || {
        let dialog = rfd::FileDialog::new().add_filter(kind, &[kind.to_lowercase()]);
        // nobody listens any more when the worker has ended
        let _ = chose.send(dialog.set_file_name(name).save_file());
    };
    let thread = std::thread::Builder::new().name("traydeck-dialog".to_owned()).spawn(ask);
    if let Err(error) = thread {
        tracing::error!(%error, "no thread for the file dialog");
        return None;
    }
    chosen.await.ok().flatten()
}
