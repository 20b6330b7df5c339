//! The share of calls that pictures take: half of what the system allows, so that watching goes on beside them.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;

use crate::worker::rate_limit::{Caller, Limiter};

/// Lets calls through one by one, on the computer's clock.
#[derive(Debug)]
pub struct Gate {
    limiter: Mutex<Limiter>,
    /// Calls since they were last told.
    calls: AtomicU32,
    called: Notify,
}

impl Gate {
    /// Of what is allowed a second and a minute (0: no limit) half.
    pub fn new(per_second: u32, per_minute: u32) -> Self {
        let limiter = Mutex::new(Limiter::new(half(per_second), half(per_minute)));
        Self { limiter, calls: AtomicU32::new(0), called: Notify::new() }
    }

    /// Changes what is allowed; calls made so far still count.
    pub fn allow(&self, per_second: u32, per_minute: u32) {
        self.limiter().allow(half(per_second), half(per_minute));
    }

    /// Waits until one call may be made.
    pub async fn pass(&self) {
        loop {
            let now = Timestamp::now();
            let taken = self.limiter().take(1, Caller::Person, now);
            let Err(until) = taken else { break };
            let wait = until.duration_since(now).max(SignedDuration::from_millis(1));
            tokio::time::sleep(Duration::try_from(wait).unwrap_or_default()).await;
        }
        self.count(1);
    }

    /// Calls that were made besides the one that was let through.
    pub fn made(&self, calls: u32) {
        if calls > 0 {
            self.limiter().made(calls, Timestamp::now());
            self.count(calls);
        }
    }

    /// Calls since this was last asked.
    pub fn take_calls(&self) -> u32 {
        self.calls.swap(0, Ordering::Relaxed)
    }

    /// Waits until there was a call.
    pub async fn called(&self) {
        self.called.notified().await;
    }

    fn count(&self, calls: u32) {
        self.calls.fetch_add(calls, Ordering::Relaxed);
        self.called.notify_one();
    }

    /// The system asked for fewer calls, or does not answer: nobody passes for so long.
    pub fn hold(&self, wait: Option<Duration>) {
        let wait = wait.and_then(|wait| SignedDuration::try_from(wait).ok());
        self.limiter().too_many(wait, Timestamp::now());
    }

    fn limiter(&self) -> std::sync::MutexGuard<'_, Limiter> {
        // figures of calls are whole after each change
        self.limiter.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn half(allowed: u32) -> u32 {
    if allowed == 0 { 0 } else { (allowed / 2).max(1) }
}
