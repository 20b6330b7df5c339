//! Before anything is sent: which files there are, which SKUs, and what each file is.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::clients::noyes::Noyes;
use crate::domain::page::ListQuery;
use crate::domain::picture::{PictureFile, Verdict, Why};
use crate::domain::trouble::Trouble;
use crate::pictures::{Entry, Fault, Reader, SkuFact, Source, SourceError, hash_of, look};
use crate::worker::pictures::Gate;

/// SKUs a page; the most the storage takes.
const PAGE: u32 = 100;

/// The files of a source as they are listed.
#[derive(Clone, Debug)]
pub struct Survey {
    pub source: Source,
    pub entries: Vec<Entry>,
    pub files: Vec<PictureFile>,
}

impl Survey {
    /// Lists a source; nothing is read but names and sizes. Blocks.
    pub fn of(source: Source) -> Result<Self, SourceError> {
        let entries = source.list()?;
        let listed = |(seq, entry): (u32, &Entry)| {
            let mut file = PictureFile::listed(seq, entry.name.clone(), entry.bytes);
            file.place.clone_from(&entry.key);
            if entry.hostile {
                file.verdict = Verdict::BadName;
            }
            file
        };
        let files = (0..).zip(&entries).map(listed).collect();
        Ok(Self { source, entries, files })
    }
}

/// Reads one file and notes what it is, whatever its bytes do to a decoder. Blocks.
pub fn check(reader: &mut Reader, entry: &Entry, file: &mut PictureFile) {
    let looked = catch_unwind(AssertUnwindSafe(|| look_at(reader, entry, file)));
    if looked.is_err() {
        *reader = Reader::new(reader.source().clone());
        (file.verdict, file.why) = (Verdict::NotAPicture, Why::Broke);
    }
}

fn look_at(reader: &mut Reader, entry: &Entry, file: &mut PictureFile) {
    if entry.hostile {
        file.verdict = Verdict::BadName;
        return;
    }
    let bytes = match reader.read(entry) {
        Ok(bytes) => bytes,
        Err(error) => {
            let too_large = error == SourceError::TooLarge;
            file.verdict = if too_large { Verdict::TooLarge } else { Verdict::NotAPicture };
            file.why = error.why();
            return;
        }
    };
    file.bytes = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    file.hash = Some(hash_of(&bytes));
    match look(&bytes) {
        Ok(facts) => file.size = Some((facts.width, facts.height)),
        Err(Fault::NotAPicture) => file.verdict = Verdict::NotAPicture,
        Err(Fault::TooLarge { width, height }) => {
            file.verdict = Verdict::TooLarge;
            file.size = Some((width, height));
        }
    }
}

/// Every SKU that is not deleted; `progress` hears how many of how many.
pub async fn list_skus(
    client: &Noyes,
    gate: &Gate,
    mut progress: impl FnMut(u64, u64),
) -> Result<Vec<SkuFact>, Trouble> {
    let query = ListQuery::default().sorted_by("id");
    let mut skus = Vec::new();
    let mut seen = 0;
    for page in 1.. {
        gate.pass().await;
        let read = client.list_skus(&query, page, PAGE).await?;
        gate.made(read.calls.saturating_sub(1));
        let read = read.value;
        let count = read.items.len() as u64;
        seen += count;
        let alive = read.items.into_iter().filter(|sku| sku.deleted_at.is_none());
        skus.extend(alive.map(|sku| SkuFact { id: sku.id, picture: sku.image_url }));
        progress(seen, read.total);
        if count == 0 || u64::from(page) * u64::from(PAGE) >= read.total {
            break;
        }
    }
    Ok(skus)
}
