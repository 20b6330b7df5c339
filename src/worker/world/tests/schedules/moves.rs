//! Moves of many steps that chance alone would hardly ever put together: a hang longer than a lease, and a person who
//! does not give in while answers come late.

use jiff::SignedDuration;

use super::{Play, Program};
use crate::bus::command::Command;
use crate::domain::intent::{Action, IntentId, IntentState};
use crate::worker::event::{Ask, Event};

/// Longer than a lease.
const HANGS_SECONDS: u64 = 23;
/// Steps of a person who does not give in.
const INSISTS: u64 = 24;

impl Program {
    /// One of its own releases of which it does not know how it ended.
    fn unknown(&self) -> Option<IntentId> {
        let mut all = self.world.ledger.entries.iter();
        let found = all.find(|(_, entry)| {
            entry.state() == IntentState::Unknown
                && !entry.foreign
                && matches!(entry.intent.action, Action::ReleaseTray { .. })
        });
        found.map(|(id, _)| *id)
    }
}

impl Play {
    /// A program stands still, most often in the middle of a write, until another has taken over what it held. Then it
    /// wakes up where it stood: what it had begun goes on before it looks around.
    pub(super) fn hang_past_lease(&mut self, place: usize) {
        self.submit(place);
        for _ in 0..self.dice.below(5) {
            self.serve_disk(place);
        }
        if self.dice.below(2) == 0 {
            self.serve(place);
        }
        let other = 1 - place;
        self.programs[place].hangs = true;
        self.programs[other].hangs = false;
        for _ in 0..HANGS_SECONDS {
            self.pass(1_000);
            self.serve_disk(other);
            match self.dice.below(24) {
                0..8 => self.serve(other),
                8 => self.jump(),
                9 => self.submit(other),
                10..12 => self.decide(other),
                _ => {}
            }
            self.check();
        }
        self.programs[place].hangs = false;
        for _ in 0..4 {
            match self.dice.below(3) {
                0 => self.serve(place),
                1 => self.again(place),
                _ => self.serve_disk(place),
            }
            self.check();
        }
    }

    /// The clock on the wall is set, back or ahead; what is under way stays so.
    pub(super) fn jump(&mut self) {
        let jumps = [-3_600_000, -5_000, 30_000, 3_600_000];
        let jump = jumps[usize::try_from(self.dice.below(4)).unwrap()];
        self.pass(jump);
    }

    /// Somebody wants this release to happen: looks, sends again as soon as that is allowed, and looks again, while
    /// answers are lost and answers to earlier looks arrive late.
    pub(super) fn insist(&mut self, place: usize) {
        let Some(id) = self.programs[place].unknown() else { return };
        for _ in 0..INSISTS {
            let command = match self.dice.below(3) {
                0 => Some(Command::SendAgain { intent: id, by: "S".to_owned() }),
                1 => Some(Command::ReadBack(id)),
                _ => None,
            };
            if let Some(command) = command {
                self.programs[place].apply(Event::Command(command), self.now);
            }
            self.serve_disk(place);
            match self.dice.below(4) {
                0 => self.pass(10),
                1 => self.end_one(place, id),
                _ => self.late_read_back(place, id),
            }
            self.check();
        }
    }

    /// What is under way about this command ends: a look is answered, now or much later; the answer to a send is lost.
    fn end_one(&mut self, place: usize, id: IntentId) {
        let about = |ask: &Ask| match ask {
            Ask::Send { intent, .. } | Ask::ReadBack { intent, .. } => *intent == id,
            _ => false,
        };
        let Some(found) = self.programs[place].asks.iter().position(|(ask, ..)| about(ask)) else {
            return;
        };
        let (ask, asked_at, ..) = self.programs[place].asks.remove(found);
        let answer = match &ask {
            Ask::Send { action, .. } => {
                let how = 4 + self.dice.below(2);
                self.carry_out(action, how)
            }
            ask => self.look_answer(ask),
        };
        let event = Event::Answered { ask, asked_at, answer };
        self.programs[place].old.push(event.clone());
        if self.dice.below(4) > 0 {
            self.programs[place].apply(event, self.now);
        }
    }

    /// An answer to an earlier look at this command arrives, whatever became of it since.
    fn late_read_back(&mut self, place: usize, id: IntentId) {
        let of_it = |event: &&Event| matches!(event, Event::Answered { ask: Ask::ReadBack { intent, .. }, .. } if *intent == id);
        let late = self.programs[place].old.iter().filter(of_it);
        let late: Vec<Event> = late.cloned().collect();
        let bound = u64::try_from(late.len()).unwrap();
        if bound > 0 {
            let late = late[usize::try_from(self.dice.below(bound)).unwrap()].clone();
            self.programs[place].apply(late, self.now);
        }
    }

    /// An answer comes a second time, or one that was under way at last.
    pub(super) fn again(&mut self, place: usize) {
        if self.programs[place].late.is_some() {
            return self.hand_over_list(place);
        }
        let count = u64::try_from(self.programs[place].old.len()).unwrap();
        if count > 0 {
            let old = usize::try_from(self.dice.below(count)).unwrap();
            let event = self.programs[place].old[old].clone();
            self.programs[place].apply(event, self.now);
        }
    }

    pub(super) fn pass(&mut self, millis: i64) {
        self.now += SignedDuration::from_millis(millis);
        self.truth += millis.clamp(0, 5_000);
        for place in 0..self.programs.len() {
            self.end_requests(place, super::DEADLINE);
        }
        for program in &mut self.programs {
            program.truth = self.truth;
            if !program.hangs {
                program.apply(Event::Tick, self.now);
            }
        }
    }
}
