//! Takes one call or refuses it: first what costs least, then who sends, then what is sent, then the disk.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{HeaderMap, header};
use http_body::Body as _;
use jiff::Timestamp;
use tokio::sync::{mpsc, oneshot};

use super::event;
use super::keys::{self, Claim, Keys};
use super::limits::{Bucket, Limits};
use super::writer::{Job, Refused};
use crate::domain::inbound::Refusal;
use crate::store::InboundStore;

/// The header that carries the secret where the address does not.
const SECRET_HEADER: &str = "x-traydeck-secret";
/// What is too large is read on and thrown away up to so many times the bound: a sender that is cut off
/// while it sends does not hear why.
const READ_ON: usize = 16;
/// How often a second who may send is read anew for the sake of a secret that is not known.
const LOOKS_PER_SECOND: u32 = 2;

/// Everything a call passes.
pub struct Door {
    pub keys: Arc<Keys>,
    pub refused: Arc<Refused>,
    limits: Limits,
    calls: Mutex<Bucket>,
    passwords: Mutex<Bucket>,
    looks: Mutex<Bucket>,
    store: InboundStore,
    jobs: mpsc::Sender<Job>,
}

/// Why not, and when it may be tried again where that helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turned {
    pub why: Refusal,
    pub again_in: Option<Duration>,
}

impl From<Refusal> for Turned {
    fn from(why: Refusal) -> Self {
        Self { why, again_in: None }
    }
}

impl Door {
    pub fn new(
        keys: Arc<Keys>,
        refused: Arc<Refused>,
        limits: Limits,
        store: InboundStore,
        jobs: mpsc::Sender<Job>,
    ) -> Self {
        let now = Instant::now();
        Self {
            keys,
            refused,
            limits,
            calls: Mutex::new(Bucket::new(limits.per_second, now)),
            passwords: Mutex::new(Bucket::new(limits.passwords_per_second, now)),
            looks: Mutex::new(Bucket::new(LOOKS_PER_SECOND, now)),
            store,
            jobs,
        }
    }

    /// One event; when this is good it is on disk.
    pub async fn take(
        &self,
        secret: Option<&str>,
        headers: &HeaderMap,
        body: Body,
    ) -> Result<(), Turned> {
        let taken = self.pass(secret, headers, body).await;
        if let Err(turned) = &taken {
            self.refused.count(turned.why);
        }
        taken
    }

    async fn pass(
        &self,
        secret: Option<&str>,
        headers: &HeaderMap,
        body: Body,
    ) -> Result<(), Turned> {
        take_from(&self.calls)?;
        self.check(secret, headers).await?;
        let bytes = self.whole(headers, body).await?;
        let event = event::read(&bytes, Timestamp::now())?;
        let (done, written) = oneshot::channel();
        let in_time = self.jobs.send_timeout(Job { event, done }, self.limits.patience / 2).await;
        let not_stored = Turned { why: Refusal::NotStored, again_in: Some(Duration::from_secs(1)) };
        in_time.map_err(|_| not_stored)?;
        match written.await {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(not_stored),
        }
    }

    async fn check(&self, secret: Option<&str>, headers: &HeaderMap) -> Result<(), Turned> {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let claim = match secret {
            Some(secret) => Some(Claim::Secret(secret.to_owned())),
            None => Claim::of(text(SECRET_HEADER), text(header::AUTHORIZATION.as_str())),
        };
        let right = match claim {
            None => false,
            Some(Claim::Secret(secret)) => self.knows(&secret).await,
            Some(Claim::User { name, password }) if self.keys.was_right(&name, &password) => true,
            Some(Claim::User { name, password }) => {
                take_from(&self.passwords)?;
                keys::is_right(Arc::clone(&self.keys), name, password).await
            }
        };
        if right { Ok(()) } else { Err(Refusal::WrongSecret.into()) }
    }

    /// A secret that is not known may have been given out a moment ago; not too often, that is looked up.
    async fn knows(&self, secret: &str) -> bool {
        if self.keys.lets_in(secret) {
            return true;
        }
        if take_from(&self.looks).is_err() {
            return false;
        }
        if let Err(error) = self.keys.load(&self.store).await {
            tracing::warn!(%error, "who may send cannot be read");
        }
        self.keys.lets_in(secret)
    }

    /// The body, if it is not too large and comes whole in time.
    async fn whole(&self, headers: &HeaderMap, mut body: Body) -> Result<Vec<u8>, Turned> {
        let most = self.limits.body_bytes;
        let told = headers.get(header::CONTENT_LENGTH).and_then(|told| told.to_str().ok());
        let told = told.and_then(|told| told.parse::<usize>().ok());
        let all = async {
            let (mut bytes, mut too_large) = (Vec::new(), told.is_some_and(|told| told > most));
            let mut left = most.saturating_mul(READ_ON);
            while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
                let frame = frame.map_err(|_| Refusal::TooSlow)?;
                let Ok(data) = frame.into_data() else { continue };
                left = left.saturating_sub(data.len());
                too_large |= bytes.len() + data.len() > most;
                if !too_large {
                    bytes.extend_from_slice(&data);
                } else if left == 0 {
                    break;
                }
            }
            if too_large { Err(Refusal::TooLarge) } else { Ok(bytes) }
        };
        let in_time = tokio::time::timeout(self.limits.patience / 2, all).await;
        Ok(in_time.map_err(|_| Refusal::TooSlow)??)
    }
}

fn take_from(bucket: &Mutex<Bucket>) -> Result<(), Turned> {
    let mut bucket = bucket.lock().unwrap_or_else(PoisonError::into_inner);
    let taken = bucket.take(Instant::now());
    taken.map_err(|wait| Turned { why: Refusal::TooMany, again_in: Some(wait) })
}
