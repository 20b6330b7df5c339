//! Keys and buttons: a press means what the person saw, and a wrong piece is put right before anything else.

use super::*;

fn press(input: Input, line: u128) -> Input {
    let seen = Target::Line(LineId(Uuid::from_u128(line)));
    Input::Press { input: Box::new(input), seen }
}

#[test]
fn a_press_that_comes_when_another_line_is_due_does_nothing() {
    let mut hall = Hall::new();
    hall.told(press(Input::Confirm, 1));
    assert_eq!(hall.line(1).state, LineState::Done);
    for input in [Input::Confirm, Input::Exception(Exception::Short)] {
        hall.told(press(input, 1));
        assert_eq!(hall.answer(), Some(&Answer::NotDueAnyMore));
        assert!(hall.line(2).is_open(), "the bounce of a key ends no second line");
    }
    hall.told(press(Input::Confirm, 2));
    assert_eq!(hall.line(2).state, LineState::Done);
}

#[test]
fn while_a_wrong_piece_stands_nothing_but_the_right_one_or_undo_helps() {
    let mut hall = Hall::new();
    hall.scan("333");
    for input in [
        Input::Exception(Exception::Short),
        press(Input::Exception(Exception::Damaged), 1),
        Input::Next,
        Input::Release,
        Input::Mode(Mode::Counting),
        Input::Pause(true),
        Input::Pause(false),
    ] {
        assert_eq!(hall.told(input.clone()).wishes, []);
        assert!(hall.session().wrong().is_some(), "{input:?}");
        assert_eq!((hall.line(1).state, hall.line(1).damaged), (LineState::Open, 0));
    }
    hall.scan(BARCODE);
    assert_eq!(hall.answer(), Some(&Answer::Counted { taken: 1, quantity: 3 }));
}

#[test]
fn more_pieces_are_added_to_what_was_scanned_meanwhile() {
    let mut hall = Hall::new();
    for line in hall.floor.lines.values_mut() {
        Arc::make_mut(line).mode = Mode::Counting;
    }
    hall.told(Input::Mode(Mode::Counting));
    hall.scan(BARCODE);
    hall.told(Input::More(10));
    hall.told(Input::More(-1));
    assert_eq!(hall.line(1).taken, 10);
    hall.told(Input::More(-100));
    assert_eq!(hall.line(1).taken, 0);
}

#[test]
fn a_tray_that_was_noted_as_dirty_is_clean_by_undo_or_by_the_same_key() {
    let mut hall = Hall::new();
    let dirty = |hall: &Hall| hall.floor.stock["412"].dirty;
    hall.scan(BARCODE);
    let noted = || Input::Exception(Exception::DirtyTray);
    hall.told(noted());
    assert!(dirty(&hall));
    hall.told(Input::Undo);
    assert_eq!((dirty(&hall), hall.line(1).taken), (false, 1), "the piece stays counted");
    hall.told(noted());
    hall.scan(BARCODE);
    hall.told(noted());
    assert_eq!((dirty(&hall), hall.answer()), (false, Some(&Answer::IsClean)));
}

#[test]
fn while_a_badge_is_awaited_nothing_is_confirmed_without_it() {
    let mut hall = Hall::new();
    hall.rules.approve_above = Some(0);
    hall.told(Input::Exception(Exception::Short));
    for input in [Input::Confirm, Input::Next, Input::Exception(Exception::Skip)] {
        hall.told(input);
        assert_eq!(hall.answer(), Some(&Answer::AwaitsBadge { missing: 3 }));
        assert!(hall.line(1).is_open());
    }
    hall.scan(BARCODE);
    assert_eq!(hall.session().waits_for, None, "a piece was found after all");
}

#[test]
fn a_count_of_nothing_is_said_twice() {
    let mut hall = Hall::new();
    for line in hall.floor.lines.values_mut() {
        Arc::make_mut(line).mode = Mode::Counting;
    }
    hall.told(Input::Mode(Mode::Counting));
    hall.told(Input::Confirm);
    assert_eq!(hall.answer(), Some(&Answer::CountIsZero));
    assert!(hall.line(1).is_open());
    hall.told(Input::Confirm);
    assert_eq!((hall.line(1).state, hall.inside("B2")), (LineState::Done, 0));
}

#[test]
fn open_lines_of_every_kind_are_told_before_the_tray_leaves() {
    let mut hall = Hall::new();
    for line in hall.floor.lines.values_mut() {
        Arc::make_mut(line).mode = Mode::Counting;
    }
    assert_eq!(hall.told(Input::Release).wishes, []);
    assert!(matches!(hall.answer(), Some(Answer::LinesOpen { lines: 2, .. })));
    hall.now += 20;
    assert_eq!(hall.told(Input::Release).wishes, [], "so much later it is asked again");
    assert_eq!(hall.told(Input::Release).wishes, [Wish::Release("412".into())]);
}

#[test]
fn the_number_of_an_sku_counts_where_no_barcode_was_filled_in() {
    let mut hall = Hall::new();
    let line = line(7, "C1", "NOCODE", 1, "O-2");
    hall.floor.lines.insert(line.id, Arc::new(line));
    hall.told(Input::Confirm);
    hall.told(Input::Confirm);
    hall.scan("nocode");
    assert_eq!(hall.line(7).state, LineState::Done);
}
