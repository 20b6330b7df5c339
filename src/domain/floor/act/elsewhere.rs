//! What a supervisor wants of a workplace from elsewhere: where somebody just scanned, the screen there asks first.

use std::sync::Arc;

use jiff::SignedDuration;
use uuid::Uuid;

use super::{Change, Input, Step, Wish};
use crate::domain::floor::session::Answer;
use crate::domain::floor::wish::{Question, StationWish, Wanted, WishState};

/// So long a yes or no that comes too late is not taken for anything else.
const STILL_MEANT: SignedDuration = SignedDuration::from_secs(5);

impl Step<'_> {
    /// Writes the wish down; whoever works there takes it up.
    pub(super) fn wish(&mut self, what: Wanted, from: String, program: Uuid) {
        self.put_wish(StationWish {
            id: self.told.fresh,
            place: self.session.place.clone(),
            what,
            from,
            program,
            at: self.told.at,
            state: WishState::Sent,
            by: String::new(),
            ended_at: None,
        });
    }

    /// Takes a wish up: it is asked about, done, or left to whoever works there.
    pub(super) fn weigh(&mut self, id: Uuid, holds: bool) {
        let Some(mut wish) = self.sent(id) else { return };
        if wish.is_late(self.told.at) {
            self.end_wish(wish, WishState::Unanswered);
            return;
        }
        let asks = wish.program != self.session.holder && self.scanned_lately();
        match (asks, holds) {
            // the program there may come back and ask; else the wish grows old
            (true, false) => {}
            (true, true) if self.session.question.is_some() => {
                self.end_wish(wish, WishState::NotDone);
            }
            (true, true) => {
                let (what, from, at) = (wish.what.clone(), wish.from.clone(), self.told.at);
                self.session.question = Some(Question { id, what, from, at });
                wish.state = WishState::Asked;
                self.put_wish(wish);
            }
            (false, _) => self.do_wish(wish, WishState::Done, holds),
        }
    }

    /// The person there said yes or no.
    pub(super) fn answer(&mut self, yes: bool) {
        let readable = |question: &&Question| question.can_be_answered_at(self.told.at);
        if yes && self.session.question.as_ref().filter(readable).is_none() {
            // pressed for something else in the moment the question came
            return;
        }
        let Some(question) = self.session.question.take() else { return };
        let Some(wish) = self.floor.wishes.get(&question.id).map(|wish| wish.as_ref().clone())
        else {
            return;
        };
        let said = if yes { "yes" } else { "no" };
        self.audit("station.answer", None, &format!("{}: {}", wish.from, wish.what.code()), said);
        if !yes {
            self.end_wish(wish, WishState::Refused);
        } else if wish.state.is_open() {
            self.do_wish(wish, WishState::Agreed, true);
        }
    }

    /// Nobody said anything in time. The question is taken away by who works there.
    pub(super) fn unanswered(&mut self, id: Uuid, holds: bool) {
        let stands = self.session.question.as_ref().is_some_and(|question| question.id == id);
        if holds && stands {
            self.session.question = None;
        }
        let wish = self.floor.wishes.get(&id).map(|wish| wish.as_ref().clone());
        if let Some(wish) = wish.filter(|wish| wish.state.is_open()) {
            self.end_wish(wish, WishState::Unanswered);
        }
    }

    /// It was tried and could not be done.
    pub(super) fn wish_failed(&mut self, id: Uuid) {
        let wish = self.floor.wishes.get(&id).map(|wish| wish.as_ref().clone());
        if let Some(wish) = wish {
            self.end_wish(wish, WishState::NotDone);
        }
    }

    /// Whether a question ended here without an answer a moment ago: a code that comes now may still
    /// be meant for it.
    pub(super) fn question_just_ended(&self) -> bool {
        let now = self.told.at;
        self.session.question.is_none()
            && self.floor.wishes.values().any(|wish| {
                let ended = wish.ended_at.is_some_and(|at| now.duration_since(at) < STILL_MEANT);
                wish.place == self.session.place && wish.state == WishState::Unanswered && ended
            })
    }

    /// A key, button or command code that is meant for the question.
    pub(super) fn meant(&self, input: Input) -> Input {
        let stands = self.session.question.as_ref();
        if !stands.is_some_and(|question| question.can_be_answered_at(self.told.at)) {
            return input;
        }
        match input {
            Input::Confirm => Input::Answer(true),
            Input::Undo => Input::Answer(false),
            other => other,
        }
    }

    fn do_wish(&mut self, wish: StationWish, state: WishState, holds: bool) {
        match &wish.what {
            Wanted::ReleaseTray(tray) => {
                let here = self.around.here.unwrap_or_default();
                if !here.contains(tray) {
                    self.end_wish(wish, WishState::NotDone);
                    return;
                }
                self.audit_of(&wish, "tray.release", tray.as_str());
                if holds {
                    self.session.answer = Some(Answer::Leaving { tray: tray.clone() });
                    self.session.waits_for = None;
                }
                let (id, tray, by) = (wish.id, tray.clone(), wish.from.clone());
                self.outcome.wishes.push(Wish::ReleaseFor { id, tray, by });
            }
            Wanted::CloseStation => {
                self.audit_of(&wish, "station.close", "");
                self.session.person.clear();
                self.session.waits_for = None;
                self.session.undo.clear();
                self.session.help_since = None;
                self.session.answer = Some(Answer::SignedOut);
                if !holds {
                    // the program that worked there is gone; the place is nobody's
                    self.session.holder = Uuid::nil();
                }
            }
        }
        self.end_wish(wish, state);
    }

    fn scanned_lately(&self) -> bool {
        let limit = self.around.rules.interlock();
        // a scan in what is the future by our clock is a young one
        self.session.last_scan.is_some_and(|scan| self.told.at.duration_since(scan) < limit)
    }

    fn sent(&self, id: Uuid) -> Option<StationWish> {
        let wish = self.floor.wishes.get(&id)?;
        (wish.state == WishState::Sent).then(|| wish.as_ref().clone())
    }

    fn end_wish(&mut self, mut wish: StationWish, state: WishState) {
        wish.state = state;
        wish.ended_at = Some(self.told.at);
        if matches!(state, WishState::Agreed | WishState::Refused) {
            wish.by.clone_from(&self.session.person);
        }
        self.put_wish(wish);
    }

    fn put_wish(&mut self, wish: StationWish) {
        self.outcome.changes.push(Change::Wish(wish.id));
        self.floor.wishes.insert(wish.id, Arc::new(wish));
    }

    fn audit_of(&mut self, wish: &StationWish, what: &'static str, after: &str) {
        let (who, before, after) =
            (wish.from.clone(), self.session.person.clone(), after.to_owned());
        self.outcome.changes.push(Change::Audit { what, line: None, who, before, after });
    }
}
