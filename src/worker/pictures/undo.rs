//! Putting back what a batch replaced: a batch of its own, of the pictures that were kept.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::batch::{Begun, new_batch};
use super::desk::Desk;
use super::errands::{began, here};
use crate::bus::pictures::BenchTrouble;
use crate::domain::ids::SkuId;
use crate::domain::picture::{BatchId, Before, FileState, PictureFile, PictureOptions, Verdict};
use crate::pictures::Source;
use crate::store::PictureStore;

/// A new batch of the pictures of before that are not back yet. Which picture is there is read just
/// before each is sent; what is not this batch's own stays unless a person wants `all`.
pub(super) fn undo(desk: &Desk, batch: BatchId, all: bool, (by, place): (String, String)) {
    let (back, ledger) = (desk.back.clone(), desk.ledger.clone());
    tokio::spawn(async move {
        let made = async {
            let store = PictureStore::open(&ledger).await.map_err(here)?;
            let mut is_back = HashSet::new();
            for other in store.batches(u32::MAX).await.map_err(here)? {
                if other.undo_of == Some(batch) {
                    let files = store.files(other.id).await.map_err(here)?;
                    let done = files.iter().filter(|file| file.state == FileState::Done);
                    is_back.extend(done.filter_map(|file| file.sku().cloned()));
                }
            }
            let files = store.files(batch).await.map_err(here)?;
            let left = files.iter().filter_map(|file| put_back(file, store.folder(), all));
            let left = left.filter(|file| file.sku().is_some_and(|sku| !is_back.contains(sku)));
            let left: Vec<PictureFile> =
                (0..).zip(left).map(|(seq, file)| PictureFile { seq, ..file }).collect();
            let mut paths: Vec<_> =
                left.iter().map(|file| store.folder().join(hash_of(file))).collect();
            paths.sort();
            paths.dedup();
            let source = Source::Files(paths);
            let options = PictureOptions {
                overwrite: true,
                replace_lost: all,
                longest_side: None,
                ..PictureOptions::default()
            };
            let mut new = new_batch(&source, options, by, place);
            new.undo_of = Some(batch);
            store.insert_batch(&new, &left).await.map_err(here)?;
            Ok::<_, BenchTrouble>(Begun { store: Arc::new(store), batch: new, files: left, source })
        };
        began(back, made.await).await;
    });
}

fn hash_of(file: &PictureFile) -> &str {
    file.hash.as_deref().unwrap_or_default()
}

/// The file that puts back what this one replaced, if that was kept; named as its SKU is.
fn put_back(file: &PictureFile, folder: &Path, all: bool) -> Option<PictureFile> {
    let (Before::Kept { hash, .. }, FileState::Done) = (&file.before, file.state) else {
        return None;
    };
    let sku: &SkuId = file.sku()?;
    let mut back = PictureFile::listed(0, sku.as_str().to_owned(), 0);
    back.place = folder.join(hash).to_string_lossy().into_owned();
    back.hash = Some(hash.clone());
    back.skus = vec![sku.clone()];
    back.verdict = Verdict::Matched;
    // records of before that know not what was sent: nothing says that it is another one
    back.only_over = file.sent_hash.clone().filter(|_| !all);
    back.at = Some(Timestamp::now());
    Some(back)
}
