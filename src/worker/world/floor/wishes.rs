//! What supervisors elsewhere want: taken up where this program works, and watched where it was wished here.

use jiff::Timestamp;
use uuid::Uuid;

use super::{Opens, Step};
use crate::domain::floor::{Input, StationWish, Told, WishState};
use crate::domain::pick::Workplace;
use crate::worker::world::World;

impl World {
    /// Queues what is due with wishes and questions.
    pub(super) fn look_at_wishes(&mut self, now: Timestamp) {
        // what is being written is not looked at twice
        let desk = &self.desk;
        if !desk.open || desk.rests(now) || desk.before.is_some() || !desk.queue.is_empty() {
            return;
        }
        let me = self.desk.me;
        let floor = &self.desk.floor;
        let mut due: Vec<(Workplace, Input)> = Vec::new();
        for session in floor.sessions.values().filter(|session| session.holder == me) {
            if let Some(question) = session.question.as_ref().filter(|one| one.is_late(now)) {
                let input = Input::Unanswered { wish: question.id, holds: true };
                due.push((session.place.clone(), input));
            }
        }
        for wish in floor.wishes.values().filter(|wish| wish.state.is_open()) {
            if let Some(input) = self.due_of(wish, now) {
                due.push((wish.place.clone(), input));
            }
        }
        for (place, input) in due {
            let told = Told { place, input, at: now, fresh: Uuid::nil() };
            self.desk.queue.push_back(Step { told, by: String::new(), opens: Opens::No });
        }
    }

    fn due_of(&self, wish: &StationWish, now: Timestamp) -> Option<Input> {
        let desk = &self.desk;
        let holder = desk.floor.session(&wish.place).map(|session| session.holder);
        let holds = holder == Some(desk.me);
        let elsewhere = holder.is_some_and(|holder| desk.others.contains(&holder));
        let wished_here = wish.program == desk.me;
        if wish.state == WishState::Sent && (holds || wished_here && !elsewhere) {
            let still = wish.is_late(now) || holds || !self.protects(wish, now);
            return still.then_some(Input::Weigh { wish: wish.id, holds });
        }
        let late = wished_here && !holds && wish.is_late(now);
        late.then_some(Input::Unanswered { wish: wish.id, holds: false })
    }

    /// A young scan where no program runs: it may come back.
    fn protects(&self, wish: &StationWish, now: Timestamp) -> bool {
        let scan = self.desk.floor.session(&wish.place).and_then(|session| session.last_scan);
        scan.is_some_and(|scan| now.duration_since(scan) < self.desk.rules.interlock())
    }
}

/// Whether a step acts on a workplace that this program need not hold.
pub(super) const fn is_from_elsewhere(input: &Input) -> bool {
    matches!(
        input,
        Input::Wish { .. } | Input::Weigh { .. } | Input::Unanswered { .. } | Input::WishFailed(_)
    )
}
