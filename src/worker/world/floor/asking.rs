//! Which trays are asked for by themselves: those with open lines for whoever works at a station, a few ahead.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::bus::command::Submission;
use crate::bus::floor::FillOrder;
use crate::domain::attention::{Attention, Need, Priority};
use crate::domain::floor::{Fill, Session};
use crate::domain::ids::{OrderReference, TrayId};
use crate::domain::intent::{Action, Intent, IntentId, IntentState};
use crate::domain::pick::Workplace;
use crate::domain::station::Station;
use crate::worker::event::{Ask, Effects, Write};
use crate::worker::world::World;
use crate::worker::world::ledger::Ledger;

/// Trays at a station and on their way to it.
const AHEAD: usize = 3;
/// A tray that was refused is left alone for so long, after each further refusal twice as long.
const REFUSED_RESTS: SignedDuration = SignedDuration::from_secs(60);
/// But no longer than this.
const RESTS_AT_MOST: SignedDuration = SignedDuration::from_mins(30);
/// So many refusals one after the other are told to a person.
const REFUSALS_TOLD: u32 = 3;
/// What another program asked for first is seen in the ledger by then.
const ELSEWHERE_RESTS: SignedDuration = SignedDuration::from_secs(5);
/// Fewer open lines than this, and the practice site is asked for more.
const LINES_LOW: usize = 12;
/// Between two such questions.
const LINES_APART: SignedDuration = SignedDuration::from_secs(5);

/// What was asked for without a person.
#[derive(Debug, Default)]
pub(super) struct TrayAsking {
    /// Makes the ids of commands: nobody else counts with this program's own number.
    count: u64,
    lines_at: Option<Timestamp>,
    /// Trays that another program asked for first, and until when they are left alone.
    elsewhere: BTreeMap<TrayId, Timestamp>,
}

impl TrayAsking {
    pub(super) fn clock_was_set_back(&mut self, now: Timestamp) {
        self.lines_at = self.lines_at.map(|at| at.min(now));
        self.elsewhere.clear();
    }
}

/// Refusals of a tray one after the other, as the ledger tells them; one that was given up here counts for its
/// pause and no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::worker::world) struct Refusals {
    count: u32,
    first: Timestamp,
    newest: Timestamp,
}

impl Refusals {
    /// How many and since when, for a person; none while they are few.
    pub(in crate::worker::world) fn told(self) -> Option<(u32, Timestamp)> {
        (self.count >= REFUSALS_TOLD).then_some((self.count, self.first))
    }

    fn rests(self, now: Timestamp) -> bool {
        let doubled = 1_i32.checked_shl(self.count.saturating_sub(1).min(16)).unwrap_or(1);
        let rest = REFUSED_RESTS.saturating_mul(doubled).min(RESTS_AT_MOST);
        let age = now.duration_since(self.newest);
        // what was refused in what is the future by our clock was refused before it was set back
        !age.is_negative() && age < rest
    }
}

/// An id that no other has: time, this program, and a number that only goes up.
fn fresh_id(me: Uuid, count: &mut u64, now: Timestamp) -> Uuid {
    *count += 1;
    let millis = u64::try_from(now.as_millisecond()).unwrap_or_default();
    let mut tail = [0_u8; 10];
    let [mine @ .., _, _] = me.as_bytes().last_chunk::<8>().copied().unwrap_or_default();
    let number = count.to_be_bytes();
    let (head, rest) = tail.split_at_mut(6);
    head.copy_from_slice(&mine);
    if let Some(low) = number.last_chunk::<4>() {
        rest.copy_from_slice(low);
    }
    uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
}

/// Retrievals that may still bring a tray.
fn retrievals(ledger: &Ledger) -> impl Iterator<Item = &Action> {
    let open = ledger.entries.values().map(|entry| entry.intent.as_ref());
    let open = open.filter(|intent| !intent.is_over()).chain(ledger.inserts());
    open.map(|intent| &intent.action).filter(|action| matches!(action, Action::RetrieveTray { .. }))
}

/// Whether it is a retrieval that came to nothing.
fn is_refusal(intent: &Intent) -> bool {
    matches!(intent.action, Action::RetrieveTray { .. })
        && matches!(intent.state, IntentState::Refused | IntentState::Abandoned)
}

impl World {
    /// Asks for trays where somebody works and more could come.
    pub(super) fn ask_for_trays(&mut self, now: Timestamp, effects: &mut Effects) {
        self.ask_for_lines(now);
        // what was asked for already is known when the ledger is open
        let knows = self.desk.open && self.desk.doubt.is_none() && self.ledger.open;
        if !knows || !self.snapshot.ready_trays.stamp.is_fresh(now) {
            return;
        }
        let works = |session: &&std::sync::Arc<Session>| {
            session.holder == self.desk.me
                && !session.person.is_empty()
                && !session.paused
                && !session.draining
        };
        let open: Vec<Session> =
            self.desk.floor.sessions.values().filter(works).map(|s| s.as_ref().clone()).collect();
        for session in open {
            let Workplace::Tray(slot) = &session.place else { continue };
            let stations = self.snapshot.stations.get();
            let station = stations.and_then(|all| all.iter().find(|one| one.slot == *slot));
            let Some(station) = station.filter(|station| !station.tags.is_empty()).cloned() else {
                continue;
            };
            for _ in 0..AHEAD {
                let Some(tray) = self.next_tray(&session, &station, now) else { break };
                self.bring(tray, &session, &station, now, effects);
            }
        }
    }

    /// The tray that is to come next; none when enough are on their way.
    fn next_tray(&self, session: &Session, station: &Station, now: Timestamp) -> Option<TrayId> {
        let here = self.trays_here(&session.place).unwrap_or_default();
        let asked: Vec<&Action> = retrievals(&self.ledger).collect();
        let coming = asked.iter().filter(|action| match action {
            Action::RetrieveTray { slot, tray, .. } => {
                *slot == station.slot && !here.contains(tray)
            }
            _ => false,
        });
        if here.len() + coming.count() >= AHEAD {
            return None;
        }
        let ready = self.snapshot.ready_trays.get().map(Vec::as_slice).unwrap_or_default();
        let wanted = self.desk.floor.wanted_trays(session.mode);
        let free = |tray: &TrayId| {
            !asked.iter().any(|action| action.tray() == Some(tray))
                && !ready.iter().any(|ready| ready.tray == *tray)
                && !self.rests(tray, now)
        };
        wanted.into_iter().map(|(tray, _)| tray).find(free)
    }

    /// Whether it is left alone: another program asked for it, or it was refused a short while ago.
    fn rests(&self, tray: &TrayId, now: Timestamp) -> bool {
        let elsewhere = self.desk.asking.elsewhere.get(tray).is_some_and(|until| *until > now);
        elsewhere || self.refusals(tray).is_some_and(|refusals| refusals.rests(now))
    }

    /// The refusals of a tray since it last came; none where it is on its way or was never refused.
    pub(in crate::worker::world) fn refusals(&self, tray: &TrayId) -> Option<Refusals> {
        let newest_first = self.ledger.entries.values().rev().map(|entry| entry.intent.as_ref());
        // a site that began anew has refused nothing before
        let of_this_site = |intent: &Intent| !self.fresh_site || intent.asked_at >= self.started;
        let refused = newest_first
            .filter(|intent| {
                intent.action.tray() == Some(tray)
                    && matches!(intent.action, Action::RetrieveTray { .. })
                    && of_this_site(intent)
            })
            .take_while(|intent| is_refusal(intent));
        refused.fold(None, |known: Option<Refusals>, intent| {
            let newest = known.map_or(intent.since, |known| known.newest);
            let refused = u32::from(intent.state == IntentState::Refused);
            let count = known.map_or(0, |known| known.count) + refused;
            Some(Refusals { count, first: intent.since, newest })
        })
    }

    /// Trays that lines wait for and that are refused again and again.
    pub(in crate::worker::world) fn trays_refused(&self) -> Vec<Attention> {
        let all = self.ledger.entries.values().map(|entry| entry.intent.as_ref());
        let trays: BTreeSet<&TrayId> =
            all.filter(|intent| is_refusal(intent)).filter_map(|one| one.action.tray()).collect();
        let wanted = |tray: &&TrayId| {
            self.desk.floor.lines.values().any(|line| line.is_open() && line.tray == **tray)
        };
        let refused = trays.into_iter().filter(wanted).filter_map(|tray| {
            let (times, since) = self.refusals(tray)?.told()?;
            let what = Need::TrayRefused { tray: tray.clone(), times };
            Some(Attention { what, priority: Priority::Medium, since })
        });
        refused.collect()
    }

    /// Another program asked for it first.
    pub(in crate::worker::world) fn brought_elsewhere(&mut self, action: &Action, now: Timestamp) {
        let elsewhere = &mut self.desk.asking.elsewhere;
        elsewhere.retain(|_, until| *until > now);
        elsewhere.extend(action.tray().map(|tray| (tray.clone(), now + ELSEWHERE_RESTS)));
    }

    fn bring(
        &mut self,
        tray: TrayId,
        session: &Session,
        station: &Station,
        now: Timestamp,
        effects: &mut Effects,
    ) {
        let id = fresh_id(self.desk.me, &mut self.desk.asking.count, now);
        let name: String =
            station.name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let action = Action::RetrieveTray {
            tray,
            reference: OrderReference::new(&format!("TD-{name}-{}", id.simple())),
            tags: station.tags.clone(),
            station: station.name.clone(),
            slot: station.slot.clone(),
        };
        let submission = Submission {
            id: IntentId(id),
            action,
            by: session.person.clone(),
            place: station.name.clone(),
        };
        self.put_in(submission, Write::Bring, now, effects);
    }

    /// The practice site has lines and contents of its own; others are filled in by people and orders.
    fn ask_for_lines(&mut self, now: Timestamp) {
        let due = self.desk.asking.lines_at.is_none_or(|at| at <= now);
        if !self.has_control
            || !self.fresh_site
            || !self.desk.open
            || !due
            || self.desk.filling.is_some()
        {
            return;
        }
        let ask = if self.desk.floor.items.is_empty() {
            Ask::PracticeFloor
        } else if self.desk.floor.open_count() < LINES_LOW {
            Ask::PracticeLines
        } else {
            return;
        };
        self.desk.asking.lines_at = Some(now + LINES_APART);
        self.interactive.push_back(ask);
    }

    /// The practice site handed rows out.
    pub(in crate::worker::world) fn practice_filled(&mut self, fill: Fill, now: Timestamp) {
        if !fill.lines.is_empty() || !fill.contents.is_empty() {
            let by = self.snapshot.site.name.clone();
            let id = fresh_id(self.desk.me, &mut self.desk.asking.count, now);
            self.desk.fills.push_back(FillOrder { id, fill: fill.into(), by });
        }
    }
}
