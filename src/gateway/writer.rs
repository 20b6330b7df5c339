//! The one who writes: all events that wait go to disk in one transaction, and only then are they answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::time::{Instant, MissedTickBehavior};
use tokio_util::sync::CancellationToken;

use super::keys::Keys;
use crate::domain::inbound::Refusal;
use crate::store::{InboundStore, Incoming};

/// Events of one transaction at most.
const TOGETHER: usize = 512;
/// How often it looks whether somebody else changed who may send, and writes down what was refused.
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);
/// How often what is old is forgotten.
const BETWEEN_PRUNINGS: Duration = Duration::from_secs(600);

/// One event that waits to be written down; whoever sent it waits for the answer.
#[derive(Debug)]
pub struct Job {
    pub event: Incoming,
    pub done: oneshot::Sender<bool>,
}

/// What was refused since it was last written down.
#[derive(Debug, Default)]
pub struct Refused {
    counts: [AtomicU64; Refusal::ALL.len()],
}

impl Refused {
    pub fn count(&self, why: Refusal) {
        self.add(why, 1);
    }

    fn add(&self, why: Refusal, by: u64) {
        let known = Refusal::ALL.iter().zip(&self.counts).find(|(one, _)| **one == why);
        if let Some((_, count)) = known {
            count.fetch_add(by, Ordering::Relaxed);
        }
    }

    fn take(&self) -> Vec<(Refusal, u64)> {
        let each = Refusal::ALL.into_iter().zip(&self.counts);
        let each = each.map(|(why, count)| (why, count.swap(0, Ordering::Relaxed)));
        each.filter(|(_, count)| *count > 0).collect()
    }
}

/// What the writer works with.
pub struct Writer {
    pub store: InboundStore,
    pub keys: Arc<Keys>,
    pub refused: Arc<Refused>,
    pub stored: Arc<Notify>,
    /// Nobody is served any more: what waits is the last.
    pub last: CancellationToken,
}

impl Writer {
    /// Writes until nobody can send any more and everything that was sent is on disk.
    pub async fn run(self, mut jobs: mpsc::Receiver<Job>) {
        let mut looks = tokio::time::interval(BETWEEN_LOOKS);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut version = self.store.version().await.ok();
        let mut pruned: Option<Instant> = None;
        let mut batch = Vec::with_capacity(TOGETHER);
        loop {
            tokio::select! {
                () = self.last.cancelled(), if !jobs.is_closed() => jobs.close(),
                count = jobs.recv_many(&mut batch, TOGETHER) => {
                    if count == 0 {
                        break;
                    }
                    self.write(&mut batch).await;
                }
                _ = looks.tick() => {
                    self.look(&mut version).await;
                    if pruned.is_none_or(|at| at.elapsed() >= BETWEEN_PRUNINGS) {
                        pruned = Some(Instant::now());
                        self.prune().await;
                    }
                }
            }
        }
        self.note_refused().await;
        self.store.close().await;
    }

    async fn write(&self, batch: &mut Vec<Job>) {
        let (events, waiting): (Vec<_>, Vec<_>) =
            batch.drain(..).map(|job| (job.event, job.done)).unzip();
        let kept = self.store.keep(&events).await;
        if let Err(error) = &kept {
            tracing::error!(%error, events = events.len(), "inbound events were not written down");
        }
        for done in waiting {
            // whoever gave up waiting will send it again, and it will be known
            let _ = done.send(kept.is_ok());
        }
        if kept.is_ok() {
            self.stored.notify_one();
        }
    }

    /// The version of the file moves when another connection wrote: then somebody may have been added.
    async fn look(&self, version: &mut Option<i64>) {
        let now = self.store.version().await.ok();
        if now != *version {
            *version = now;
            if let Err(error) = self.keys.load(&self.store).await {
                tracing::warn!(%error, "who may send cannot be read");
            }
        }
        self.note_refused().await;
    }

    async fn note_refused(&self) {
        let refused = self.refused.take();
        if refused.is_empty() {
            return;
        }
        match self.store.add_refused(&refused).await {
            Ok(()) => self.stored.notify_one(),
            Err(error) => {
                tracing::warn!(%error, "what was refused is counted later");
                for (why, by) in refused {
                    self.refused.add(why, by);
                }
            }
        }
    }

    async fn prune(&self) {
        match self.store.prune(Timestamp::now()).await {
            Ok(0) => {}
            Ok(events) => tracing::info!(events, "old inbound events were forgotten"),
            Err(error) => tracing::warn!(%error, "old inbound events cannot be forgotten"),
        }
    }
}
