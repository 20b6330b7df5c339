//! What must hold after every move of a random schedule.

use std::sync::Arc;

use super::{Play, Program};
use crate::domain::intent::{Intent, IntentId, IntentState, Step, StepKind};
use crate::worker::event::Ask;
use crate::worker::world::tests::rig::{at, ready, release};
use crate::worker::world::tests::schedule_disk::Row;

/// Of a lease.
const LEASE_MILLIS: i64 = 20_000;

impl Program {
    /// The transport gives a request up by its own time: until then nobody else does.
    fn waits_for_what_is_under_way(&self) {
        for (ask, ..) in &self.asks {
            let Ask::Send { intent, attempt, .. } = ask else { continue };
            let entry = self.world.ledger.entries.get(intent);
            let ours = entry.filter(|entry| !entry.foreign && entry.attempt == *attempt);
            let waits = ours.is_none_or(|entry| entry.awaiting);
            assert!(waits, "given up while it is under way");
        }
    }
}

impl Play {
    pub(super) fn check(&mut self) {
        for (what, times) in &self.site.released {
            assert!(*times <= 1, "{what:?} released {times} times");
        }
        for (what, times) in &self.site.retrieved {
            assert!(*times <= 1, "{what} retrieved {times} times");
        }
        for (id, row) in &self.disk.rows {
            if row.intent.state == IntentState::Confirmed {
                let happened = self.happened(&row.intent.action);
                assert!(happened, "{id:?} confirmed, and it never happened");
                self.confirmed.insert(*id);
            }
        }
        for id in &self.confirmed {
            let state = self.disk.rows.get(id).map(|row| row.intent.state);
            assert_eq!(state, Some(IntentState::Confirmed), "{id:?} was lost");
        }
        let gone = &self.refused;
        for id in self.programs.iter().flat_map(|program| &program.refused).chain(gone) {
            let state = self.disk.rows.get(id).map(|row| row.intent.state);
            assert_eq!(state, None, "said not to be queued");
        }
        assert_eq!(self.disk.strange, 0, "steps of a program that does not hold the command");
        for silence in &self.disk.silences {
            assert!(*silence >= LEASE_MILLIS, "taken for gone after {silence} ms");
        }
        for program in &self.programs {
            program.waits_for_what_is_under_way();
            let snapshot = &program.world.snapshot;
            let shown = snapshot.ledger.get().into_iter().flatten();
            for intent in shown.filter(|intent| intent.state == IntentState::Confirmed) {
                let happened = self.happened(&intent.action);
                assert!(happened, "shown as confirmed, and it never happened");
            }
            for tray in snapshot.ready_trays.get().into_iter().flatten() {
                let of = tray.reference.as_ref().map(ToString::to_string).unwrap_or_default();
                let stood = program.stood.contains(&(tray.tray.to_string(), of));
                assert!(stood, "shown as ready, and it was not: {tray:?}");
            }
        }
    }
}

/// A checker that never complains proves nothing: each doctored history has to be told.
#[test]
fn a_doctored_history_is_told() {
    type Doctor = fn(&mut Play);
    let doctored: [(&str, Doctor); 8] = [
        ("released 2 times", |play| {
            play.site.released.insert(("1".to_owned(), "ref-1".to_owned()), 2);
        }),
        ("retrieved 2 times", |play| {
            play.site.retrieved.insert("new-1".to_owned(), 2);
        }),
        ("never happened", |play| play.disk.rows.extend([row(IntentState::Confirmed)])),
        ("was lost", |play| play.confirmed.extend([row(IntentState::Confirmed).0])),
        ("said not to be queued", |play| {
            let (id, row) = row(IntentState::Sent);
            play.programs[0].refused.insert(id);
            play.disk.rows.insert(id, row);
        }),
        ("does not hold", |play| play.disk.strange = 1),
        ("taken for gone", |play| play.disk.silences.push(5_000)),
        ("shown as ready", |play| {
            let trays = Some(Arc::new(vec![ready(1)]));
            play.programs[0].world.snapshot.ready_trays.value = trays;
        }),
    ];
    Play::new(1).check();
    for (told, doctor) in doctored {
        let mut play = Play::new(1);
        doctor(&mut play);
        let checked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| play.check()));
        let said = checked.expect_err(told);
        let said = said.downcast_ref::<String>().cloned().unwrap_or_default();
        assert!(said.contains(told), "{told}: {said}");
    }
}

/// A row on the disk, of the first program.
fn row(state: IntentState) -> (IntentId, Row) {
    let id = IntentId(uuid::Uuid::from_u128(77));
    let intent = Intent {
        id,
        action: release(1),
        by: String::new(),
        place: String::new(),
        asked_at: at(0),
        state,
        since: at(0),
        steps: vec![Step { at: at(0), kind: StepKind::Queued }],
    };
    (id, Row { intent, holder: 0, epoch: 1, moved: 1 })
}
