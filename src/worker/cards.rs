//! The card of command codes, written where the person says.

use std::path::Path;
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::exporting::ask_for_path;
use crate::bus::event::Notice;
use crate::card;
use crate::domain::preferences::Language;

/// A dialog that ends as soon as this was not opened at all.
const NO_DIALOG: Duration = Duration::from_millis(300);

/// Asks where it goes, makes it and writes it there.
pub(super) async fn save(id: Uuid, language: Language) -> Notice {
    let asked = Instant::now();
    let Some(path) = ask_for_path("PDF", "traydeck-card.pdf").await else {
        let none = asked.elapsed() >= NO_DIALOG;
        let result = if none { Ok(None) } else { Err("scanner-card-no-dialog".to_owned()) };
        return Notice::CardSaved { id, result };
    };
    let write = move || write(&path, language).map(|()| Some(path.display().to_string()));
    let result = tokio::task::spawn_blocking(write).await;
    let result = result.unwrap_or_else(|error| Err(error.to_string()));
    Notice::CardSaved { id, result }
}

fn write(path: &Path, language: Language) -> Result<(), String> {
    let bytes = card::pdf(language).map_err(|error| error.to_string())?;
    std::fs::write(path, bytes).map_err(|error| error.to_string())
}
