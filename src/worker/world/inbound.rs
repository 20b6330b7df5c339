//! What an inbound event does: it brings the next reading forward, and what came without one is counted as a gap.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::World;

use crate::bus::gateway::{InboundNews, Listening};
use crate::domain::ids::{OrderReference, TrayId};
use crate::domain::inbound::{Heard, ListenEdit};
use crate::domain::tray::ReadyTray;
use crate::worker::event::{Change, Effects};
use crate::worker::refresh::Thing;

/// An event that has not come this long after its tray was seen ready does not come.
pub(super) const EVENT_LATE_AFTER: SignedDuration = SignedDuration::from_secs(10);
/// Readings that events bring forward: so often at most, as fast as a person may have them polled.
const BETWEEN_EARLY_READS: SignedDuration = SignedDuration::from_millis(100);
/// How long an event is remembered for a tray that is seen later.
const HEARD_KEPT: SignedDuration = SignedDuration::from_mins(10);
/// Events remembered at most.
const HEARD_AT_MOST: usize = 4_096;

type Key = (TrayId, Option<OrderReference>);

/// Events heard and trays seen, as far as one waits for the other.
#[derive(Debug, Default)]
pub(super) struct Inbound {
    /// The ready trays of the last reading; none before the first.
    ready: Option<BTreeSet<Key>>,
    heard: VecDeque<(Timestamp, Heard)>,
    /// Trays seen to have become ready of which no event was heard yet, and since when.
    awaited: BTreeMap<Key, Timestamp>,
    early_read: Option<Timestamp>,
}

impl Inbound {
    pub(super) fn clock_was_set_back(&mut self, now: Timestamp) {
        self.early_read = self.early_read.map(|at| at.min(now));
        for since in self.awaited.values_mut() {
            *since = now.min(*since);
        }
        for (at, _) in &mut self.heard {
            *at = now.min(*at);
        }
    }

    /// When the next tray has waited too long for its event.
    pub(super) fn next_gap_at(&self) -> Option<Timestamp> {
        self.awaited.values().min().map(|since| *since + EVENT_LATE_AFTER)
    }
}

/// Whether the event is about this tray; one that names no reference is about any.
fn is_about(heard: &Heard, (tray, reference): &Key) -> bool {
    heard.tray.as_ref() == Some(tray)
        && (heard.reference.is_none() || reference.is_none() || heard.reference == *reference)
}

impl World {
    /// The file of inbound calls was written into.
    pub(super) fn inbound_told(
        &mut self,
        news: InboundNews,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let gateway = Arc::make_mut(&mut self.snapshot.gateway);
        let before = gateway.clone();
        if news.trouble.is_none() {
            gateway.counts = news.counts;
            gateway.hooks = news.hooks;
        }
        gateway.trouble = news.trouble;
        if !news.heard.is_empty() {
            let at = self.inbound.early_read.map_or(now, |at| now.max(at + BETWEEN_EARLY_READS));
            // one that was wished for and has not gone out yet reads for this event too
            if self.inbound.early_read.is_none_or(|wished| wished < now) {
                self.inbound.early_read = Some(at);
                gateway.early_reads += 1;
                self.refresh.soon(Thing::ReadyTrays, at);
            }
        }
        for heard in news.heard {
            self.inbound.awaited.retain(|key, _| !is_about(&heard, key));
            self.inbound.heard.push_back((now, heard));
        }
        let surplus = self.inbound.heard.len().saturating_sub(HEARD_AT_MOST);
        self.inbound.heard.drain(..surplus);
        if *self.snapshot.gateway != before {
            effects.changed(Change::Visible);
        }
    }

    /// How inbound calls are listened for now.
    pub(super) fn listener_set(
        &mut self,
        id: Uuid,
        now: Option<(ListenEdit, Listening)>,
        result: Result<(), String>,
        effects: &mut Effects,
    ) {
        let gateway = Arc::make_mut(&mut self.snapshot.gateway);
        if let Some((edit, listening)) = now {
            gateway.listening = listening;
            if result.is_ok() {
                gateway.public_url = edit.public_url.clone().filter(|_| edit.on);
                gateway.configured = Some(edit);
            }
        }
        gateway.changed = Some((id, result));
        effects.changed(Change::AtOnce);
    }

    /// Trays that a reading shows as newly ready: an event of each was heard, or is waited for.
    pub(super) fn look_for_gaps(&mut self, ready: &[ReadyTray], now: Timestamp) {
        let told: BTreeSet<Key> =
            ready.iter().map(|tray| (tray.tray.clone(), tray.reference.clone())).collect();
        let registered = self.webhook_is_registered();
        let inbound = &mut self.inbound;
        inbound.heard.retain(|(at, _)| now.duration_since(*at) < HEARD_KEPT);
        // nobody knows since when the trays of the first reading stand there
        if let (Some(before), true) = (&inbound.ready, registered) {
            for key in told.difference(before) {
                if !inbound.heard.iter().any(|(_, heard)| is_about(heard, key)) {
                    inbound.awaited.entry(key.clone()).or_insert(now);
                }
            }
        }
        inbound.ready = Some(told);
    }

    /// Counts the trays whose event did not come. The reading that showed them has made it good.
    pub(super) fn count_gaps(&mut self, now: Timestamp) -> Change {
        let overdue = |since: &Timestamp| now.duration_since(*since) >= EVENT_LATE_AFTER;
        let before = self.inbound.awaited.len();
        self.inbound.awaited.retain(|_, since| !overdue(since));
        let gaps = before - self.inbound.awaited.len();
        if gaps == 0 {
            return Change::None;
        }
        let gateway = Arc::make_mut(&mut self.snapshot.gateway);
        gateway.gaps += u64::try_from(gaps).unwrap_or_default();
        gateway.last_gap = Some(now);
        Change::Visible
    }

    /// Whether the robot manager lists a registration of one of our secret addresses.
    fn webhook_is_registered(&self) -> bool {
        let hooks = &self.snapshot.gateway.hooks;
        let listed = self.snapshot.webhooks.get().map(Vec::as_slice).unwrap_or_default();
        listed.iter().any(|record| record.calls_one_of(hooks))
    }
}
