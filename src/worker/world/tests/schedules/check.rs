//! What must hold after every move of a random schedule.

use std::sync::Arc;

use super::Play;
use crate::domain::intent::{Intent, IntentId, IntentState, Step, StepKind};
use crate::worker::world::tests::rig::{at, ready, release};
use crate::worker::world::tests::schedule_disk::Row;

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
        for program in &self.programs {
            for id in &program.refused {
                let row = self.disk.rows.get(id).filter(|row| row.holder == program.id);
                let state = row.map(|row| row.intent.state);
                let idle = [None, Some(IntentState::Queued), Some(IntentState::Abandoned)];
                assert!(idle.contains(&state), "said not to be queued, and {state:?}");
            }
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
    let doctored: [(&str, Doctor); 6] = [
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
