//! Putting in: what was asked for is worked off first, piles are made by scanning, and the books follow.

use super::*;

/// Four lamps are to be put into B1, where eleven lie.
fn hall() -> Hall {
    let mut hall = Hall::new();
    hall.floor.lines.clear();
    let line = PickLine { mode: Mode::Decanting, ..line(1, "B1", "LAMP", 4, "") };
    hall.floor.lines.insert(line.id, Arc::new(line));
    hall.told(Input::Mode(Mode::Decanting));
    hall
}

#[test]
fn another_sku_than_the_one_asked_for_is_refused_and_ends_nothing() {
    let mut hall = hall();
    hall.scan(BARCODE);
    assert!(hall.session().wrong().is_some(), "{:?}", hall.answer());
    assert!(hall.line(1).is_open());
    for _ in 0..4 {
        hall.scan("333");
    }
    assert_eq!((hall.line(1).state, hall.inside("B1")), (LineState::Done, 15));
}

#[test]
fn no_more_than_asked_for_is_put_in_by_hand() {
    let mut hall = hall();
    hall.told(Input::More(40));
    hall.told(Input::Confirm);
    assert_eq!((hall.line(1).taken, hall.inside("B1")), (4, 15));
}

#[test]
fn a_damaged_piece_was_never_in_the_tray() {
    let mut hall = hall();
    hall.told(Input::Exception(Exception::Damaged));
    assert_eq!((hall.line(1).damaged, hall.inside("B1")), (1, 11));
    hall.told(Input::Undo);
    assert_eq!((hall.line(1).damaged, hall.inside("B1")), (0, 11));
}

#[test]
fn a_pile_ends_with_another_sku_with_the_tray_and_with_its_last_piece_taken_back() {
    let mut hall = hall();
    hall.told(Input::Exception(Exception::Short));
    hall.scan(BARCODE);
    hall.scan(BARCODE);
    hall.scan("333");
    assert_eq!((hall.inside("B2"), hall.inside("B1")), (16, 11), "the mugs are booked");
    hall.told(Input::Undo);
    assert_eq!(hall.floor.open_count(), 0, "nothing brings the tray again");
    hall.scan("333");
    let outcome = hall.told(Input::Release);
    assert_eq!(outcome.wishes, [Wish::Release("412".into())], "{:?}", hall.answer());
    assert_eq!((hall.inside("B1"), hall.floor.open_count()), (12, 0));
}

#[test]
fn a_line_that_is_taken_back_counts_no_longer_for_the_rate() {
    let mut hall = Hall::new();
    let lines = |hall: &Hall| -> u32 {
        hall.session().pace.minutes.iter().map(|(_, lines, _)| lines).sum()
    };
    hall.told(Input::Confirm);
    hall.told(Input::Confirm);
    assert_eq!((lines(&hall), hall.session().done.len()), (2, 2));
    hall.told(Input::Undo);
    assert_eq!((lines(&hall), hall.session().done.len()), (1, 1));
}

#[test]
fn the_books_of_another_sku_stay_as_they_are() {
    let mut hall = Hall::new();
    hall.floor.stock_mut(&"412".into()).set("B2", &"LAMP".into(), 10);
    hall.told(Input::Confirm);
    assert_eq!(hall.inside("B2"), 10);
    hall.told(Input::Undo);
    assert_eq!(hall.inside("B2"), 10);
}
