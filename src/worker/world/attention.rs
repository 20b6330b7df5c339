//! What needs a person, computed from what is there now.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::World;
use crate::domain::attention::{
    Attention, BOT_LEAVES_WITHIN, BOT_STUCK_AFTER, COMMANDS_TOLD_SINGLY, Need, Priority,
    STATION_HELD_AFTER, SYSTEM_SILENT_AFTER, TRAY_OVERDUE_AFTER,
};
use crate::domain::bot::{Bot, BotState};
use crate::domain::ids::{SlotId, TrayId};
use crate::domain::intent::{Action, Intent, IntentState};
use crate::domain::prepared::work;
use crate::domain::storage::StorageStatus;
use crate::domain::trouble::Trouble;
use crate::worker::event::{Change, Effects};

impl World {
    pub(super) fn look_for_needs(&mut self, now: Timestamp, effects: &mut Effects) {
        let mut needs = self.silent_systems(now);
        needs.extend(self.storage_not_running());
        needs.extend(self.bots_in_need(now));
        let held = self.stations_held(now);
        let told: BTreeSet<SlotId> = held.iter().map(|(slot, _)| slot.clone()).collect();
        needs.extend(held.into_iter().map(|(_, need)| need));
        needs.extend(self.commands_in_need(&told, now));
        needs.extend(self.trays_refused());
        needs.sort_by(|a, b| (a.priority, a.since, &a.what).cmp(&(b.priority, b.since, &b.what)));
        let section = &mut self.snapshot.attention;
        section.stamp.read_at = Some(now);
        if section.get() == Some(&needs) {
            return;
        }
        section.value = Some(Arc::new(needs));
        section.generation += 1;
        effects.changed(Change::Visible);
    }

    fn silent_systems(&self, now: Timestamp) -> Vec<Attention> {
        let silent = self.links.values().filter(|link| link.configured()).filter_map(|link| {
            let since = link.silent_since(self.started)?;
            let trouble = link.connection.last_trouble.as_ref().map(|(_, trouble)| trouble);
            if trouble.is_some_and(Trouble::wants_log_in) {
                let since = link.connection.failing_since?;
                let what = Need::NotLetIn(link.system());
                return Some(Attention { what, priority: Priority::High, since });
            }
            (now.duration_since(since) >= SYSTEM_SILENT_AFTER).then(|| Attention {
                what: Need::SystemSilent(link.system()),
                priority: Priority::High,
                since,
            })
        });
        silent.collect()
    }

    fn storage_not_running(&self) -> Option<Attention> {
        let word = match self.snapshot.storage_status.get()? {
            StorageStatus::Error => "ERROR",
            StorageStatus::Off => "OFF",
            StorageStatus::Maintenance => "MAINTENANCE",
            StorageStatus::Paused => {
                let (what, priority) = (Need::StoragePaused, Priority::Medium);
                return Some(Attention { what, priority, since: self.storage_since });
            }
            _ => return None,
        };
        Some(Attention {
            what: Need::StorageNotRunning(word.to_owned()),
            priority: Priority::High,
            since: self.storage_since,
        })
    }

    fn bots_in_need(&self, now: Timestamp) -> Vec<Attention> {
        let bots = self.snapshot.bots.get().map(Vec::as_slice).unwrap_or_default();
        let fresh = self.snapshot.bots.stamp.is_fresh(now);
        let needs = bots.iter().filter_map(|bot| {
            let (what, since) = match bot.state() {
                BotState::NotReported if self.has_left(bot) => return None,
                BotState::NotReported => (Need::BotNotReported(bot.id.clone()), bot.reported_at),
                BotState::Working
                    if fresh && now.duration_since(bot.unchanged_since) >= BOT_STUCK_AFTER =>
                {
                    (Need::BotStuck(bot.id.clone()), bot.unchanged_since)
                }
                _ => return None,
            };
            Some(Attention { what, priority: Priority::Medium, since })
        });
        needs.collect()
    }

    /// It was told to leave not long before it was last seen.
    fn has_left(&self, bot: &Bot) -> bool {
        let told = |intent: &Intent| match &intent.action {
            Action::Call(call) => {
                let taken = !matches!(intent.state, IntentState::Refused | IntentState::Abandoned);
                taken && work::leaving_bot(call).as_ref() == Some(&bot.id)
            }
            _ => false,
        };
        self.ledger.entries.values().any(|entry| {
            let before = bot.reported_at.duration_since(entry.intent.asked_at);
            told(&entry.intent) && !before.is_negative() && before < BOT_LEAVES_WITHIN
        })
    }

    /// Stations whose ready tray nobody releases while others wait behind it.
    fn stations_held(&mut self, now: Timestamp) -> Vec<(SlotId, Attention)> {
        let stations = self.snapshot.stations.get().map(Vec::as_slice).unwrap_or_default();
        let ready = self.snapshot.ready_trays.get().map(Vec::as_slice).unwrap_or_default();
        let intents = || self.ledger.entries.values().map(|entry| &*entry.intent);
        let mut seen: BTreeMap<(SlotId, TrayId), Timestamp> = BTreeMap::new();
        let mut held = Vec::new();
        for station in stations {
            let Some(first) = ready.iter().find(|tray| tray.is_at(station)) else { continue };
            let key = (station.slot.clone(), first.tray.clone());
            // Ours tells when it came; of others it is known since when we see them.
            let came = intents().find(|intent| {
                intent.state == IntentState::Confirmed
                    && matches!(intent.action, Action::RetrieveTray { .. })
                    && first.reference.as_ref() == intent.action.reference()
            });
            let since = self.ready_since.get(&key).copied().unwrap_or(now);
            let since = came.map_or(since, |intent| intent.since.min(since));
            seen.insert(key, since);
            let leaves = intents().any(|intent| {
                matches!(intent.action, Action::ReleaseTray { .. })
                    && intent.action.tray() == Some(&first.tray)
                    && !intent.state.is_final()
            });
            let behind: Vec<&Intent> = intents()
                .filter(|intent| waits_for_tray(intent) && slot_of(intent) == Some(&station.slot))
                .collect();
            let is_overdue =
                |intent: &&&Intent| now.duration_since(intent.asked_at) >= TRAY_OVERDUE_AFTER;
            let overdue = behind.iter().filter(is_overdue).count();
            let long = now.duration_since(since) >= STATION_HELD_AFTER;
            if leaves || behind.is_empty() || !(long || overdue > 0) {
                continue;
            }
            let what = Need::StationHeld {
                station: station.name.clone(),
                tray: first.tray.clone(),
                waiting: behind.len(),
                overdue,
            };
            let need = Attention { what, priority: Priority::Medium, since };
            held.push((station.slot.clone(), need));
        }
        self.ready_since = seen;
        held
    }

    /// `held` are the stations whose waiting trays are told already.
    fn commands_in_need(&self, held: &BTreeSet<SlotId>, now: Timestamp) -> Vec<Attention> {
        let intents = || self.ledger.entries.values().map(|entry| &*entry.intent);
        let unknown: Vec<&Intent> = intents()
            .filter(|intent| {
                let long = now.duration_since(intent.since) >= TRAY_OVERDUE_AFTER;
                intent.state == IntentState::Unknown || lingers(intent) && long
            })
            .collect();
        let need = |what, since| Attention { what, priority: Priority::High, since };
        let mut needs: Vec<Attention> = if unknown.len() > COMMANDS_TOLD_SINGLY {
            let first = unknown.iter().map(|intent| intent.since).min();
            vec![need(Need::CommandsUnknown(unknown.len()), first.unwrap_or(now))]
        } else {
            let single = |intent: &&Intent| {
                let about = intent.action.about().to_owned();
                let operation = intent.action.operation().id;
                need(Need::CommandUnknown { intent: intent.id, operation, about }, intent.since)
            };
            unknown.iter().map(single).collect()
        };
        needs.extend(intents().filter_map(|intent| {
            let overdue = now.duration_since(intent.asked_at) >= TRAY_OVERDUE_AFTER
                && slot_of(intent).is_none_or(|slot| !held.contains(slot));
            let (tray, station) = (intent.action.tray()?, intent.action.station()?);
            (waits_for_tray(intent) && overdue).then(|| Attention {
                what: Need::TrayOverdue { tray: tray.clone(), station: station.to_owned() },
                priority: Priority::Medium,
                since: intent.asked_at,
            })
        }));
        needs
    }

    /// When a need arises by the passing of time alone.
    pub(super) fn next_need_at(&self, now: Timestamp) -> Option<Timestamp> {
        let silent = self
            .links
            .values()
            .filter_map(|link| Some(link.silent_since(self.started)? + SYSTEM_SILENT_AFTER));
        let bots = self.snapshot.bots.get().map(Vec::as_slice).unwrap_or_default();
        let stuck = bots
            .iter()
            .filter(|bot| bot.state() == BotState::Working)
            .map(|bot| bot.unchanged_since + BOT_STUCK_AFTER);
        let overdue = self
            .ledger
            .entries
            .values()
            .filter(|entry| waits_for_tray(&entry.intent))
            .map(|entry| entry.intent.asked_at + TRAY_OVERDUE_AFTER);
        let lingering = self
            .ledger
            .entries
            .values()
            .filter(|entry| lingers(&entry.intent))
            .map(|entry| entry.intent.since + TRAY_OVERDUE_AFTER);
        let held = self.ready_since.values().map(|since| *since + STATION_HELD_AFTER);
        silent.chain(stuck).chain(overdue).chain(lingering).chain(held).filter(|at| *at > now).min()
    }
}

/// The slot a tray was asked for to.
const fn slot_of(intent: &Intent) -> Option<&SlotId> {
    match &intent.action {
        Action::RetrieveTray { slot, .. } => Some(slot),
        Action::ReleaseTray { .. } | Action::Call(_) => None,
    }
}

/// A release was accepted and its tray is still there.
fn lingers(intent: &Intent) -> bool {
    matches!(intent.action, Action::ReleaseTray { .. }) && intent.state == IntentState::Accepted
}

/// A tray was asked for and has not come.
fn waits_for_tray(intent: &Intent) -> bool {
    matches!(intent.action, Action::RetrieveTray { .. })
        && matches!(intent.state, IntentState::Queued | IntentState::Sent | IntentState::Accepted)
}
