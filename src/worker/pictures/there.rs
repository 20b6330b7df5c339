//! What is there: read just before it is replaced and kept, and read back where no answer came.

use super::run::{Broken, Run, TRIES, call, is_ours, pause};
use crate::domain::ids::SkuId;
use crate::domain::picture::{Before, FileState, PictureFile, Why};
use crate::domain::sku::Sku;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::pictures::hash_of;
use crate::store::PictureStore;

impl Run {
    /// Reads which picture is there now, and keeps it before it is replaced; false when this one is
    /// not to be sent, which is written down then.
    pub(super) async fn keep_before(
        &self,
        file: &mut PictureFile,
        sku: &SkuId,
        sending: &str,
    ) -> Result<bool, Broken> {
        let now = match self.try_often(|| async { self.client().sku(sku).await }).await {
            Ok(Some(now)) => now,
            Ok(None) => {
                self.note(file, FileState::Refused, Why::SkuGone).await?;
                return Ok(false);
            }
            Err(trouble) => return self.not_read(file, trouble).await,
        };
        let Some(url) = now.image_url else {
            file.before = Before::None;
            return self.is_to_go(file, None).await;
        };
        file.before = match self
            .try_often(|| async { self.client().fetch_picture(&url).await })
            .await
        {
            Ok(bytes) => {
                let hash = hash_of(&bytes);
                if file.sent_hash.as_deref() == Some(sending) && hash == sending {
                    // it was sent before, and is what is there
                    self.note(file, FileState::Done, Why::SeenAfter).await?;
                    return Ok(false);
                }
                match self.kept(bytes, hash.clone()).await {
                    Ok(()) => Before::Kept { url, hash },
                    Err(why) => Before::Lost { url, why: Why::Here(why) },
                }
            }
            Err(trouble) if wants_person(&trouble) => return self.not_read(file, trouble).await,
            Err(trouble) => Before::Lost { url, why: call(trouble) },
        };
        match file.before.clone() {
            Before::Kept { hash, .. } => self.is_to_go(file, Some(&hash)).await,
            _ if self.options.replace_lost => self.is_to_go(file, None).await,
            _ => {
                self.note(file, FileState::Failed, Why::BeforeLost).await?;
                Ok(false)
            }
        }
    }

    /// An undo goes only over what its batch put there.
    async fn is_to_go(&self, file: &mut PictureFile, there: Option<&str>) -> Result<bool, Broken> {
        let another = file.only_over.as_deref().is_some_and(|only| there != Some(only));
        if another {
            self.note(file, FileState::Skipped, Why::Another).await?;
        }
        Ok(!another)
    }

    /// What is there could not be read: nothing was sent.
    async fn not_read(&self, file: &mut PictureFile, trouble: Trouble) -> Result<bool, Broken> {
        if is_ours(&trouble) {
            self.note(file, FileState::Waiting, call(trouble.clone())).await?;
            return Err(Broken::Held(trouble));
        }
        self.note(file, FileState::Failed, call(trouble)).await?;
        Ok(false)
    }

    /// A read, again after a pause where nothing was wrong but the moment.
    async fn try_often<T, F>(&self, read: impl Fn() -> F) -> Result<T, Trouble>
    where
        F: Future<Output = Result<T, Trouble>>,
    {
        let mut attempt = 1;
        loop {
            self.gate.pass().await;
            match read().await {
                Err(trouble) if trouble.class != ErrorClass::Fatal && attempt < TRIES => {
                    self.gate.hold(pause(&trouble, attempt));
                    attempt += 1;
                }
                other => return other,
            }
        }
    }

    async fn kept(&self, bytes: Vec<u8>, hash: String) -> Result<(), String> {
        let folder = self.store.folder().to_owned();
        let keep = move || PictureStore::keep(&folder, &hash, &bytes).map(|_| ());
        match tokio::task::spawn_blocking(keep).await {
            Ok(kept) => kept.map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Reads back whether a file that was sent has arrived. What has not is sent again only in a new
    /// run (`again`): without overwriting the storage refuses a second one, and with overwriting the
    /// same bytes twice are the same as once.
    pub(super) async fn resolve(&self, file: &mut PictureFile, again: bool) -> Result<(), Broken> {
        let Some(sku) = file.sku().cloned() else {
            return Ok(self.note(file, FileState::Skipped, Why::None).await?);
        };
        self.gate.pass().await;
        let now = match self.client().sku(&sku).await {
            Ok(now) => now,
            Err(trouble) => return self.not_resolved(file, trouble).await,
        };
        let Some(now) = now else {
            return Ok(self.note(file, FileState::Refused, Why::SkuGone).await?);
        };
        let arrived = match self.has_arrived(file, &now).await {
            Ok(arrived) => arrived,
            Err(trouble) => return self.not_resolved(file, trouble).await,
        };
        match (arrived, again) {
            (true, _) => self.note(file, FileState::Done, Why::SeenAfter).await?,
            (false, true) => self.note(file, FileState::Waiting, Why::None).await?,
            (false, false) => {
                let why = std::mem::take(&mut file.why);
                self.note(file, FileState::Unknown, why).await?;
            }
        }
        Ok(())
    }

    /// Whether the picture of a SKU is the one that was sent. Another address says so; the same one
    /// says nothing where the storage keeps the address of a SKU's picture, there its bytes do.
    async fn has_arrived(&self, file: &PictureFile, now: &Sku) -> Result<bool, Trouble> {
        let Some(url) = now.image_url.as_deref() else { return Ok(false) };
        match arrival(file, url, self.options.overwrite) {
            Arrival::Known(arrived) => Ok(arrived),
            Arrival::Bytes(sent) => {
                self.gate.pass().await;
                let bytes = self.client().fetch_picture(url).await?;
                Ok(hash_of(&bytes) == sent)
            }
        }
    }

    async fn not_resolved(&self, file: &mut PictureFile, trouble: Trouble) -> Result<(), Broken> {
        self.note(file, FileState::Unknown, call(trouble.clone())).await?;
        if is_ours(&trouble) { Err(Broken::Held(trouble)) } else { Ok(()) }
    }
}

/// What tells whether a picture has arrived.
#[derive(Debug, PartialEq, Eq)]
enum Arrival<'a> {
    /// The address alone.
    Known(bool),
    /// Its bytes, if they have this SHA-256.
    Bytes(&'a str),
}

fn arrival<'a>(file: &'a PictureFile, url: &str, overwrite: bool) -> Arrival<'a> {
    match &file.sent_hash {
        _ if file.before.url() != Some(url) => Arrival::Known(true),
        Some(sent) if overwrite => Arrival::Bytes(sent),
        _ => Arrival::Known(false),
    }
}

/// Whether a picture was not given because of who we are; else only this one cannot be had.
const fn wants_person(trouble: &Trouble) -> bool {
    trouble.wants_log_in() || matches!(trouble.cause, Cause::Certificate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_stays_says_nothing_and_the_bytes_do() {
        let mut file = PictureFile::listed(0, "H1.jpg".to_owned(), 1);
        file.before = Before::At("/sku/H1".to_owned());
        assert_eq!(arrival(&file, "/sku/H1?2", true), Arrival::Known(true));
        assert_eq!(arrival(&file, "/sku/H1", true), Arrival::Known(false));
        file.sent_hash = Some("ab".to_owned());
        assert_eq!(arrival(&file, "/sku/H1", true), Arrival::Bytes("ab"));
        assert_eq!(arrival(&file, "/sku/H1", false), Arrival::Known(false));
    }
}
