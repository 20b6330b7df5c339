//! Follows the file of inbound calls, whoever writes it: the listener of this program or a headless one beside it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use secrecy::SecretString;
use tokio::sync::{Notify, mpsc};
use uuid::Uuid;

use super::store_reason;
use crate::bus::event::{MadeHook, Notice, Shown};
use crate::bus::gateway::{Gateway, GatewayLink, InboundNews};
use crate::domain::inbound::ROBOT_MANAGER_PATH;
use crate::store::{InboundStore, StoreError};
use crate::util::hashed::{mark_of, new_secret, sha256};

/// How often the file is looked at when nobody rings.
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);
/// Between two pieces of news at least: a flood is told in few words.
const BETWEEN_NEWS: Duration = Duration::from_millis(100);
/// Events told at a time.
const TOLD_AT_A_TIME: u32 = 2_000;

/// What the world knows of the listener from the start.
pub(super) fn beginning(link: &GatewayLink) -> Gateway {
    Gateway {
        listening: link.listening.clone(),
        public_url: link.public_url.clone(),
        configured: link.configured.clone(),
        robot_id: link.robot_id.clone(),
        ..Gateway::default()
    }
}

/// Tells what is new until nobody listens.
pub(super) async fn follow(ledger: PathBuf, stored: Arc<Notify>, tell: mpsc::Sender<InboundNews>) {
    let mut reader: Option<Reader> = None;
    let mut trouble: Option<String> = None;
    loop {
        match look(&ledger, &mut reader).await {
            Ok(Some((news, more))) => {
                trouble = None;
                if tell.send(news).await.is_err() {
                    return;
                }
                tokio::time::sleep(BETWEEN_NEWS).await;
                if more {
                    continue;
                }
            }
            Ok(None) => {}
            Err(error) => {
                let words = Some(store_reason::key(&error).to_owned());
                reader = None;
                if words != trouble {
                    trouble.clone_from(&words);
                    tracing::warn!(%error, "the file of inbound calls cannot be read");
                    if tell
                        .send(InboundNews { trouble: words, ..InboundNews::default() })
                        .await
                        .is_err()
                    {
                        return;
                    }
                }
            }
        }
        // rung or not, it is looked at
        let _ = tokio::time::timeout(BETWEEN_LOOKS, stored.notified()).await;
    }
}

/// The file as it was read last.
struct Reader {
    store: InboundStore,
    version: i64,
    newest: i64,
}

/// What is new and whether more waits; none when nothing is, or nobody has made the file yet.
async fn look(
    ledger: &std::path::Path,
    reader: &mut Option<Reader>,
) -> Result<Option<(InboundNews, bool)>, StoreError> {
    let Some(known) = reader else {
        let Some(store) = InboundStore::open_to_read(ledger).await? else { return Ok(None) };
        let version = store.version().await?;
        // what was there before is no news
        let newest = store.newest().await?;
        let news = news_of(&store, Vec::new()).await?;
        *reader = Some(Reader { store, version, newest });
        return Ok(Some((news, false)));
    };
    let version = known.store.version().await?;
    if version == known.version {
        return Ok(None);
    }
    let (newest, heard) = known.store.after(known.newest, TOLD_AT_A_TIME).await?;
    let more = heard.len() >= usize::try_from(TOLD_AT_A_TIME).unwrap_or(usize::MAX);
    let news = news_of(&known.store, heard).await?;
    known.newest = newest;
    if !more {
        // what came meanwhile has moved the version on, so it is looked at again
        known.version = version;
    }
    Ok(Some((news, more)))
}

async fn news_of(
    store: &InboundStore,
    heard: Vec<crate::domain::inbound::Heard>,
) -> Result<InboundNews, StoreError> {
    let hooks = store.hooks().await?.into_iter().map(|(_, hook)| hook).collect();
    Ok(InboundNews { counts: store.counts().await?, hooks, heard, trouble: None })
}

/// Makes a secret address; its secret is told once and kept as a hash.
pub(super) async fn new_hook(
    ledger: PathBuf,
    stored: Arc<Notify>,
    id: Uuid,
    label: String,
) -> Notice {
    let made = async {
        let secret = new_secret()?;
        let hash = sha256(secret.as_bytes());
        let store = InboundStore::open(&ledger).await.map_err(|error| store_reason::of(&error))?;
        let kept = store.add_hook(&hash, &label, Timestamp::now()).await;
        store.close().await;
        kept.map_err(|error| store_reason::of(&error))?;
        let path = SecretString::from(format!("{ROBOT_MANAGER_PATH}/{secret}"));
        Ok(MadeHook { path: Shown(path), mark: mark_of(&hash) })
    };
    let result = made.await;
    stored.notify_one();
    Notice::HookMade { id, result }
}

/// Forgets a secret address.
pub(super) async fn drop_hook(ledger: PathBuf, stored: Arc<Notify>, mark: String) {
    let dropped = async {
        let store = InboundStore::open(&ledger).await?;
        let dropped = store.remove_hook(&mark).await;
        store.close().await;
        dropped
    };
    if let Err(error) = dropped.await {
        tracing::warn!(%error, mark, "a secret address was not forgotten");
    }
    stored.notify_one();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Incoming;

    /// Events that differ in their number.
    fn events(numbers: std::ops::Range<u32>) -> Vec<Incoming> {
        let one = |number: u32| Incoming {
            system: "robot-manager",
            robot_id: None,
            tray: Some(number.to_string().as_str().into()),
            reference: None,
            updated_at: None,
            received_at: Timestamp::UNIX_EPOCH,
            hash: sha256(&number.to_be_bytes()),
            payload: "{}".to_owned(),
        };
        numbers.map(one).collect()
    }

    #[test]
    fn more_events_than_are_told_at_a_time_are_all_told() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let folder =
                std::env::temp_dir().join(format!("traydeck-follow-{}", std::process::id()));
            std::fs::create_dir_all(&folder).unwrap();
            let ledger = folder.join("ledger.sqlite");
            let store = InboundStore::open(&ledger).await.unwrap();
            store.keep(&events(0..1)).await.unwrap();
            let mut reader = None;
            look(&ledger, &mut reader).await.unwrap();
            let count = TOLD_AT_A_TIME * 2 + 5;
            store.keep(&events(1..count + 1)).await.unwrap();
            let mut told = Vec::new();
            while let Some((news, more)) = look(&ledger, &mut reader).await.unwrap() {
                told.push((news.heard.len(), more));
            }
            assert_eq!(told, [(2_000, true), (2_000, true), (5, false)]);
            store.close().await;
            drop(reader);
            std::fs::remove_dir_all(&folder).unwrap();
        });
    }
}
