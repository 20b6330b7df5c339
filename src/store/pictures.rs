//! Batches of pictures: a file is written down as sent before its bytes leave, and what it replaced is kept.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use sqlx::sqlite::{SqliteJournalMode, SqlitePool, SqliteRow, SqliteSynchronous};
use sqlx::{Row, Sqlite, Transaction};
use uuid::Uuid;

use super::ledger::{time_of, time_text};
use super::payload::{trouble_of, trouble_text};
use super::{StoreError, connect, lock_named, migrations, options};
use crate::domain::ids::SkuId;
use crate::domain::picture::{
    Batch, BatchId, Before, Counts, FileState, PictureFile, PictureOptions, Verdict, Why,
};

/// Batches of one site. Whoever sends pictures holds the lock: two runs would send the same file twice.
#[derive(Debug)]
pub struct PictureStore {
    pool: SqlitePool,
    /// Where pictures that were replaced lie.
    folder: PathBuf,
    _lock: Option<File>,
}

impl PictureStore {
    /// Opens the batches beside the ledger at this path, which another console may have open.
    pub async fn open(ledger: &Path) -> Result<Self, StoreError> {
        let beside = |ending: &str| {
            let mut name = ledger.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        let folder = beside(".pictures");
        std::fs::create_dir_all(&folder)
            .map_err(|error| StoreError::Folder(folder.clone(), error.to_string()))?;
        let lock = lock_named(&beside(".pictures.lock"), ledger)?;
        let options = options(ledger)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let pool = connect(options, ledger).await?;
        migrations::run(&pool, ledger).await?;
        Ok(Self { pool, folder, _lock: Some(lock) })
    }

    /// Opens the batches to read them, beside whoever sends.
    pub async fn open_to_read(ledger: &Path) -> Result<Self, StoreError> {
        if !ledger.exists() {
            return Err(StoreError::Missing(ledger.to_owned()));
        }
        let pool = connect(options(ledger).read_only(true), ledger).await?;
        Ok(Self { pool, folder: PathBuf::new(), _lock: None })
    }

    /// Where kept pictures lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes a batch with all its files down; nothing has left yet.
    pub async fn insert_batch<'a>(
        &self,
        batch: &Batch,
        files: impl IntoIterator<Item = &'a PictureFile>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        let o = &batch.options;
        sqlx::query(
            "INSERT INTO picture_batches (id, source, rule, ignore_case, ignore_zeros, min_side, \
             longest_side, overwrite, asked_by, place, started_at, ended_at, undo_of, replace_lost) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, NULL, $12, $13)",
        )
        .bind(batch.id.0.to_string())
        .bind(&batch.source)
        .bind(&o.rule)
        .bind(o.ignore_case)
        .bind(o.ignore_zeros)
        .bind(i64::from(o.min_side))
        .bind(o.longest_side.map(i64::from))
        .bind(o.overwrite)
        .bind(&batch.by)
        .bind(&batch.place)
        .bind(time_text(batch.started_at))
        .bind(batch.undo_of.map(|id| id.0.to_string()))
        .bind(o.replace_lost)
        .execute(&mut *transaction)
        .await?;
        for file in files {
            insert_file(&mut transaction, batch.id, file).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Writes down where a file stands now, with what was replaced.
    pub async fn note(&self, batch: BatchId, file: &PictureFile) -> Result<(), StoreError> {
        let (url, hash, lost) = before_columns(&file.before);
        let changed = sqlx::query(
            "UPDATE picture_files SET state = $1, why = $2, at = $3, before_url = $4, \
             before_hash = $5, before_lost = $6, sent_hash = $7 WHERE batch_id = $8 AND seq = $9",
        )
        .bind(file.state.code())
        .bind(why_text(&file.why))
        .bind(file.at.map(time_text))
        .bind(url)
        .bind(hash)
        .bind(lost)
        .bind(&file.sent_hash)
        .bind(batch.0.to_string())
        .bind(i64::from(file.seq))
        .execute(&self.pool)
        .await?;
        if changed.rows_affected() == 1 {
            return Ok(());
        }
        Err(StoreError::Row(format!("picture {} is not in its batch", file.seq)))
    }

    /// Nothing of the batch is left to do; or, where a failed file is tried again, there is.
    pub async fn ended(&self, batch: BatchId, at: Option<Timestamp>) -> Result<(), StoreError> {
        sqlx::query("UPDATE picture_batches SET ended_at = $1 WHERE id = $2")
            .bind(at.map(time_text))
            .bind(batch.0.to_string())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The newest batches, newest first, with their counts.
    pub async fn batches(&self, most: u32) -> Result<Vec<Batch>, StoreError> {
        let rows = sqlx::query("SELECT * FROM picture_batches ORDER BY id DESC LIMIT $1")
            .bind(i64::from(most))
            .fetch_all(&self.pool)
            .await?;
        let mut batches = Vec::new();
        for row in &rows {
            let mut batch = batch_of(row)?;
            batch.counts = self.counts(batch.id).await?;
            batches.push(batch);
        }
        Ok(batches)
    }

    /// How many files of a batch stand where, as it is on disk.
    pub async fn counts(&self, batch: BatchId) -> Result<Counts, StoreError> {
        let rows = sqlx::query(
            "SELECT verdict, state, COUNT(*) AS files, \
             SUM(before_hash IS NOT NULL AND state = 'done') AS kept \
             FROM picture_files WHERE batch_id = $1 GROUP BY verdict, state",
        )
        .bind(batch.0.to_string())
        .fetch_all(&self.pool)
        .await?;
        let mut counts = Counts::default();
        for row in &rows {
            let narrow = |number: i64| u32::try_from(number).unwrap_or_default();
            let files = narrow(row.try_get("files")?);
            counts.add(verdict_of(row)?, state_of(row)?, files);
            counts.can_undo += narrow(row.try_get("kept")?);
        }
        Ok(counts)
    }

    /// Every file of a batch, in order.
    pub async fn files(&self, batch: BatchId) -> Result<Vec<PictureFile>, StoreError> {
        let rows = sqlx::query("SELECT * FROM picture_files WHERE batch_id = $1 ORDER BY seq")
            .bind(batch.0.to_string())
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(file_of).collect()
    }

    /// Keeps bytes under their hash; they are on disk when this returns.
    pub fn keep(folder: &Path, hash: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
        let path = folder.join(hash);
        if path.exists() {
            return Ok(path);
        }
        let part = folder.join(format!("{hash}.{}.part", Uuid::now_v7()));
        let mut file = OpenOptions::new().create_new(true).write(true).open(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&part, &path)?;
        Ok(path)
    }

    /// Ends all work on the file and closes it.
    pub async fn close(self) {
        self.pool.close().await;
    }
}

/// A reason as its column keeps it; rows of before the codes hold words without the first letter.
fn why_text(why: &Why) -> String {
    let (code, text) = match why {
        Why::None => return String::new(),
        Why::Call(trouble) => (why.code(), trouble_text(trouble)),
        other => other.parts(),
    };
    format!("@{code} {text}")
}

fn why_of(kept: &str) -> Why {
    let known = kept.strip_prefix('@').and_then(|kept| {
        let (code, text) = kept.split_once(' ')?;
        if code == "call" {
            return Some(Why::Call(Box::new(trouble_of(text)?)));
        }
        Why::of_parts(code, text)
    });
    known.unwrap_or_else(|| Why::of_old_words(kept))
}

fn before_columns(before: &Before) -> (Option<&str>, Option<&str>, Option<String>) {
    match before {
        Before::None => (None, None, None),
        Before::At(url) => (Some(url), None, None),
        Before::Kept { url, hash } => (Some(url), Some(hash), None),
        Before::Lost { url, why } => (Some(url), None, Some(why_text(why))),
    }
}

async fn insert_file(
    transaction: &mut Transaction<'_, Sqlite>,
    batch: BatchId,
    file: &PictureFile,
) -> Result<(), StoreError> {
    let (url, hash, lost) = before_columns(&file.before);
    sqlx::query(
        "INSERT INTO picture_files (batch_id, seq, name, bytes, width, height, hash, sku, found_by, \
         verdict, same_as, before_url, before_hash, before_lost, state, why, at, place, sent_hash, \
         only_over) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
         $17, $18, $19, $20)",
    )
    .bind(batch.0.to_string())
    .bind(i64::from(file.seq))
    .bind(&file.name)
    .bind(i64::try_from(file.bytes).unwrap_or(i64::MAX))
    .bind(file.size.map(|size| i64::from(size.0)))
    .bind(file.size.map(|size| i64::from(size.1)))
    .bind(&file.hash)
    .bind(file.sku().map(SkuId::as_str))
    .bind(&*file.found_by)
    .bind(file.verdict.code())
    .bind(file.same_as.map(i64::from))
    .bind(url)
    .bind(hash)
    .bind(lost)
    .bind(file.state.code())
    .bind(why_text(&file.why))
    .bind(file.at.map(time_text))
    .bind(&file.place)
    .bind(&file.sent_hash)
    .bind(&file.only_over)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

fn file_of(row: &SqliteRow) -> Result<PictureFile, StoreError> {
    let narrow = |number: i64| u32::try_from(number).unwrap_or_default();
    let side = |column: &str| row.try_get::<Option<i64>, _>(column);
    let url: Option<String> = row.try_get("before_url")?;
    let hash: Option<String> = row.try_get("before_hash")?;
    let lost: Option<String> = row.try_get("before_lost")?;
    let before = match (url, hash, lost) {
        (None, ..) => Before::None,
        (Some(url), Some(hash), _) => Before::Kept { url, hash },
        (Some(url), None, Some(why)) => Before::Lost { url, why: why_of(&why) },
        (Some(url), None, None) => Before::At(url),
    };
    let sku: Option<String> = row.try_get("sku")?;
    let found_by: String = row.try_get("found_by")?;
    Ok(PictureFile {
        seq: narrow(row.try_get("seq")?),
        name: row.try_get("name")?,
        place: row.try_get("place")?,
        bytes: u64::try_from(row.try_get::<i64, _>("bytes")?).unwrap_or_default(),
        size: side("width")?.zip(side("height")?).map(|(w, h)| (narrow(w), narrow(h))),
        hash: row.try_get("hash")?,
        sent_hash: row.try_get("sent_hash")?,
        only_over: row.try_get("only_over")?,
        skus: sku.map(|sku| SkuId::new(&sku)).into_iter().collect(),
        found_by: Arc::from(found_by),
        chosen: false,
        verdict: verdict_of(row)?,
        same_as: side("same_as")?.map(narrow),
        before,
        state: state_of(row)?,
        why: why_of(&row.try_get::<String, _>("why")?),
        at: row.try_get::<Option<String>, _>("at")?.and_then(|at| at.parse().ok()),
    })
}

fn verdict_of(row: &SqliteRow) -> Result<Verdict, StoreError> {
    let code: String = row.try_get("verdict")?;
    Verdict::parse(&code).ok_or_else(|| StoreError::Row(format!("verdict {code:?}")))
}

fn state_of(row: &SqliteRow) -> Result<FileState, StoreError> {
    let code: String = row.try_get("state")?;
    FileState::parse(&code).ok_or_else(|| StoreError::Row(format!("state {code:?}")))
}

fn batch_of(row: &SqliteRow) -> Result<Batch, StoreError> {
    let id = |text: &str| {
        Uuid::parse_str(text).map(BatchId).map_err(|error| StoreError::Row(error.to_string()))
    };
    let own: String = row.try_get("id")?;
    let undo_of: Option<String> = row.try_get("undo_of")?;
    let narrow = |number: i64| u32::try_from(number).unwrap_or_default();
    let ended: Option<String> = row.try_get("ended_at")?;
    Ok(Batch {
        id: id(&own)?,
        source: row.try_get("source")?,
        options: PictureOptions {
            rule: row.try_get("rule")?,
            ignore_case: row.try_get("ignore_case")?,
            ignore_zeros: row.try_get("ignore_zeros")?,
            min_side: narrow(row.try_get("min_side")?),
            longest_side: row.try_get::<Option<i64>, _>("longest_side")?.map(narrow),
            overwrite: row.try_get("overwrite")?,
            replace_lost: row.try_get("replace_lost")?,
        },
        by: row.try_get("asked_by")?,
        place: row.try_get("place")?,
        started_at: time_of(row, "started_at")?,
        ended_at: ended.and_then(|at| at.parse().ok()),
        undo_of: undo_of.as_deref().map(id).transpose()?,
        counts: Counts::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::trouble::{Cause, ErrorClass, Trouble};

    #[test]
    fn reasons_are_kept_as_codes_and_old_rows_still_read() {
        let mut trouble = Trouble::new(ErrorClass::Fatal, Cause::Refused(409), "409");
        trouble.vendor_text = Some("has one already".to_owned());
        for why in [
            Why::None,
            Why::SkuGone,
            Why::TooManyPixels(9000, 7000),
            Why::Here("@odd words".to_owned()),
            Why::Call(Box::new(trouble)),
        ] {
            assert_eq!(why_of(&why_text(&why)), why);
        }
        assert_eq!(why_of("the file is gone"), Why::FileGone);
        assert_eq!(why_of("@ the storage said"), Why::Here("@ the storage said".to_owned()));
    }
}
