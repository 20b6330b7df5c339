//! One intent in the world, with what is going on about it.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::ledger_replies::TOO_OLD;
use crate::domain::intent::{Intent, IntentState};
use crate::domain::lease::FIRST_EPOCH;
use crate::domain::operation::Kind;

/// A request that has not come back after this long is taken for lost. The transport gives up long before,
/// even with a log-in, a look before it and a large body; what its operation takes longer comes on top.
const LOST_AFTER: SignedDuration = SignedDuration::from_mins(3);

/// One intent with what is going on about it.
#[derive(Debug)]
pub(super) struct Entry {
    pub intent: Arc<Intent>,
    /// Its step to `Sent` is on its way to disk.
    pub sending: bool,
    /// Counts the sends; an answer to an earlier one is none to this one.
    pub attempt: u32,
    /// The answer to the send of this attempt is awaited.
    pub awaiting: bool,
    /// When that send left; none while the limiter holds it.
    pub left_at: Option<Timestamp>,
    /// Not sent before this.
    pub send_at: Timestamp,
    pub send_failures: u32,
    /// When to read back next; none while it need not be.
    pub read_at: Option<Timestamp>,
    pub reading: bool,
    /// Counts the looks; an answer to an earlier one is none to this one.
    pub look: u32,
    pub reads: usize,
    /// A person asked for this read-back: its outcome is written down in any case.
    pub by_hand: bool,
    /// Found unfinished at the start and not read back since.
    pub unseen: bool,
    /// Another program holds or moved it: shown, not touched.
    pub foreign: bool,
    /// Which one, as far as it told.
    pub held_by: Option<String>,
    /// Counts how often it changed hands; goes along with each write.
    pub epoch: i64,
    /// A release confirmed then: the list of ready trays may still show the tray until it is asked again.
    pub gone_at: Option<Timestamp>,
}

impl Entry {
    pub fn new(intent: Intent, now: Timestamp) -> Self {
        Self {
            intent: Arc::new(intent),
            sending: false,
            attempt: 0,
            awaiting: false,
            left_at: None,
            send_at: now,
            send_failures: 0,
            read_at: None,
            reading: false,
            look: 0,
            reads: 0,
            by_hand: false,
            unseen: false,
            foreign: false,
            held_by: None,
            epoch: FIRST_EPOCH,
            gone_at: None,
        }
    }

    pub fn state(&self) -> IntentState {
        self.intent.state
    }

    /// When no answer is to be expected any more; none while none is awaited.
    pub fn lost_at(&self) -> Option<Timestamp> {
        let longer = self.intent.action.operation().takes_longer();
        let longer = SignedDuration::try_from(longer).unwrap_or(SignedDuration::MAX);
        let left = self.left_at.filter(|_| self.awaiting)?;
        left.checked_add(LOST_AFTER.saturating_add(longer)).ok()
    }

    /// When it will have waited too long to be sent; none for what may go out late.
    pub fn goes_stale_at(&self) -> Option<Timestamp> {
        let kind = self.intent.action.operation().kind;
        let waits = self.state() == IntentState::Queued && !self.sending && !self.foreign;
        (waits && matches!(kind, Kind::Physical | Kind::Destructive))
            .then(|| self.intent.waits_since() + TOO_OLD)
    }
}
