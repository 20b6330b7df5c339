//! What must hold after every move of a random schedule.

use super::Play;
use crate::domain::intent::IntentState;

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
