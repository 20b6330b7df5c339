//! A supervisor elsewhere does nothing over the head of somebody who just scanned.

use super::*;

const WISH: Uuid = Uuid::from_u128(77);
const OTHER: Uuid = Uuid::from_u128(5);

impl Hall {
    /// Something told that many seconds later, with this id.
    fn later(&mut self, seconds: i64, input: Input, fresh: Uuid) -> Outcome {
        self.now += seconds;
        let trays = [tray("412"), tray("413")];
        let around = Around {
            here: self.here.as_deref(),
            jobs: &self.jobs,
            trays: &trays,
            rules: self.rules,
        };
        let at = Timestamp::from_second(self.now).unwrap();
        let told = Told { place: self.place.clone(), input, at, fresh };
        self.floor.apply(&told, &around)
    }

    fn wish(&mut self, seconds: i64, what: Wanted) -> Outcome {
        let input = Input::Wish { what, from: "Sara".to_owned(), program: OTHER };
        self.later(seconds, input, WISH);
        self.later(0, Input::Weigh { wish: WISH, holds: true }, Uuid::nil())
    }

    fn state(&self) -> WishState {
        self.floor.wishes[&WISH].state
    }

    fn working() -> Self {
        let mut hall = Self::new();
        hall.told(Input::Person { name: "Divya".to_owned(), role: Role::Picker });
        hall.scan(BARCODE);
        hall
    }
}

fn release() -> Wanted {
    Wanted::ReleaseTray("412".into())
}

fn leaves() -> Vec<Wish> {
    vec![Wish::ReleaseFor { id: WISH, tray: "412".into(), by: "Sara".to_owned() }]
}

#[test]
fn where_somebody_just_scanned_the_screen_asks_and_yes_does_it() {
    let mut hall = Hall::working();
    assert_eq!(hall.wish(59, release()).wishes, []);
    let question = hall.session().question.clone().unwrap();
    assert_eq!((question.id, question.from.as_str()), (WISH, "Sara"));
    assert_eq!(hall.state(), WishState::Asked);
    let outcome = hall.later(2, Input::Confirm, Uuid::nil());
    assert_eq!(outcome.wishes, leaves());
    assert_eq!((hall.state(), hall.session().question.clone()), (WishState::Agreed, None));
    assert_eq!(hall.floor.wishes[&WISH].by, "Divya");
    assert!(hall.line(1).is_open(), "the command code answered and confirmed nothing");
}

#[test]
fn no_and_silence_are_no() {
    for input in [Input::Undo, Input::Answer(false), Input::Unanswered { wish: WISH, holds: true }]
    {
        let mut hall = Hall::working();
        hall.wish(1, Wanted::CloseStation);
        assert_eq!(hall.later(30, input.clone(), Uuid::nil()).wishes, []);
        assert_eq!(hall.session().person, "Divya");
        assert_eq!(hall.session().question, None);
        let silent = matches!(input, Input::Unanswered { .. });
        let said = if silent { WishState::Unanswered } else { WishState::Refused };
        assert_eq!(hall.state(), said);
        assert_eq!(hall.line(1).taken, 1, "nothing was taken back");
    }
}

#[test]
fn a_yes_that_comes_too_late_confirms_nothing_else() {
    let mut hall = Hall::working();
    hall.wish(1, Wanted::CloseStation);
    let over = Input::Unanswered { wish: WISH, holds: true };
    hall.later(30, over, Uuid::nil());
    hall.later(2, Input::Confirm, Uuid::nil());
    assert_eq!(hall.answer(), Some(&Answer::QuestionOver));
    assert!(hall.line(1).is_open());
    hall.later(4, Input::Confirm, Uuid::nil());
    assert!(!hall.line(1).is_open(), "later it is meant for the line");
}

#[test]
fn after_a_minute_without_a_scan_it_is_done_at_once() {
    let mut hall = Hall::working();
    assert_eq!(hall.wish(60, release()).wishes, leaves());
    assert_eq!(hall.state(), WishState::Done);
    let mut hall = Hall::working();
    hall.wish(60, Wanted::CloseStation);
    assert_eq!((hall.session().person.as_str(), hall.state()), ("", WishState::Done));
}

#[test]
fn at_the_screen_of_the_place_itself_nothing_is_asked() {
    let mut hall = Hall::working();
    hall.told(Input::TakeOver { holder: OTHER });
    assert_eq!(hall.wish(1, release()).wishes, leaves());
}

#[test]
fn what_was_pressed_before_it_could_be_read_is_no_answer() {
    let mut hall = Hall::working();
    hall.wish(1, release());
    let yes = hall.later(0, Input::Answer(true), Uuid::nil());
    assert_eq!((yes.wishes, hall.state()), (vec![], WishState::Asked));
    let outcome = hall.later(0, Input::Confirm, Uuid::nil());
    assert_eq!((outcome.wishes, hall.state()), (vec![], WishState::Asked));
    assert!(!hall.line(1).is_open(), "it confirmed the line as meant");
}

#[test]
fn a_tray_that_left_meanwhile_is_not_released_again() {
    let mut hall = Hall::working();
    hall.wish(1, release());
    hall.here = Some(vec!["413".into()]);
    assert_eq!(hall.later(2, Input::Answer(true), Uuid::nil()).wishes, []);
    assert_eq!(hall.state(), WishState::NotDone);
}

#[test]
fn a_wish_is_taken_up_once_and_not_when_it_is_old() {
    let mut hall = Hall::working();
    hall.wish(60, release());
    let again = hall.later(0, Input::Weigh { wish: WISH, holds: true }, Uuid::nil());
    assert_eq!(again, Outcome::default());
    let mut hall = Hall::working();
    let wish = Input::Wish { what: release(), from: "Sara".to_owned(), program: OTHER };
    hall.later(90, wish, WISH);
    let late = hall.later(41, Input::Weigh { wish: WISH, holds: true }, Uuid::nil());
    assert_eq!((late.wishes, hall.state()), (vec![], WishState::Unanswered));
}

#[test]
fn where_the_program_is_gone_a_young_scan_still_protects_and_an_old_one_does_not() {
    let mut hall = Hall::working();
    hall.told(Input::TakeOver { holder: Uuid::from_u128(9) });
    let close = Input::Wish { what: Wanted::CloseStation, from: "Sara".to_owned(), program: OTHER };
    hall.later(1, close, WISH);
    hall.later(1, Input::Weigh { wish: WISH, holds: false }, Uuid::nil());
    assert_eq!((hall.state(), hall.session().question.clone()), (WishState::Sent, None));
    hall.rules.interlock_seconds = 0;
    hall.later(1, Input::Weigh { wish: WISH, holds: false }, Uuid::nil());
    assert_eq!((hall.state(), hall.session().holder), (WishState::Done, Uuid::nil()));
}

#[test]
fn codes_read_back() {
    for what in [release(), Wanted::CloseStation] {
        assert_eq!(Wanted::parse(&what.code()), Some(what));
    }
    for state in WishState::ALL {
        assert_eq!(WishState::parse(state.code()), Some(state));
    }
    assert_eq!(Wanted::parse("release "), None);
}
