//! One piece a scan, nothing counted twice, nothing forgotten, and a word for every refusal.

use jiff::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::access::Role;
use crate::domain::job::Job;
use crate::domain::pick::{Exception, LineState};
use crate::domain::tray::Tray;

mod elsewhere;
mod jobs;
mod presses;
mod putting_in;

const BARCODE: &str = "8901234001234";

fn place() -> Workplace {
    Workplace::Tray("0-1-0-1".into())
}

fn tray(id: &str) -> Tray {
    Tray {
        id: id.into(),
        status: None,
        height: None,
        weight: None,
        divider: None,
        tags: Vec::new(),
    }
}

fn line(number: u128, compartment: &str, sku: &str, quantity: u32, order: &str) -> PickLine {
    let id = LineId(Uuid::from_u128(number));
    let line = PickLine::new(id, Mode::Picking, "412".into(), compartment, sku.into());
    let number = u32::try_from(number).unwrap();
    PickLine { quantity, order: order.to_owned(), number, of: 2, ..line }
}

/// A floor with two lines of one order on tray 412, which stands here.
struct Hall {
    floor: Floor,
    here: Option<Vec<TrayId>>,
    jobs: Vec<Job>,
    rules: Rules,
    place: Workplace,
    now: i64,
}

impl Hall {
    fn new() -> Self {
        let mut floor = Floor::default();
        let mut items = Items::default();
        items.add_barcode(BARCODE, &"MUG".into());
        items.add_barcode("second", &"MUG".into());
        items.add_barcode("222", &"BOTTLE".into());
        items.add_barcode("333", &"LAMP".into());
        floor.items = Arc::new(items);
        for line in [line(1, "B2", "MUG", 3, "O-1"), line(2, "A3", "BOTTLE", 1, "O-1")] {
            floor.lines.insert(line.id, Arc::new(line));
        }
        let stock = floor.stock_mut(&"412".into());
        stock.put("B2", &"MUG".into(), 14);
        stock.put("A3", &"BOTTLE".into(), 9);
        stock.put("B1", &"LAMP".into(), 11);
        let mut hall = Self {
            floor,
            here: Some(vec!["412".into()]),
            jobs: Vec::new(),
            rules: Rules::default(),
            place: place(),
            now: 0,
        };
        hall.told(Input::Look);
        hall
    }

    fn told(&mut self, input: Input) -> Outcome {
        self.now += 1;
        let trays = [tray("412"), tray("413")];
        let around = Around {
            here: self.here.as_deref(),
            jobs: &self.jobs,
            trays: &trays,
            rules: self.rules,
        };
        let told = Told {
            place: self.place.clone(),
            input,
            at: Timestamp::from_second(self.now).unwrap(),
            fresh: Uuid::from_u128(1_000 + u128::from(self.now.unsigned_abs())),
        };
        self.floor.apply(&told, &around)
    }

    fn scan(&mut self, text: &str) -> Outcome {
        self.told(Input::Code { text: text.to_owned(), readings: vec![text.to_owned()] })
    }

    fn session(&self) -> &Session {
        self.floor.session(&self.place).unwrap()
    }

    fn line(&self, number: u128) -> &PickLine {
        &self.floor.lines[&LineId(Uuid::from_u128(number))]
    }

    fn answer(&self) -> Option<&Answer> {
        self.session().answer.as_ref()
    }

    fn inside(&self, compartment: &str) -> u32 {
        self.floor.stock[&TrayId::new("412")].contents[compartment].quantity
    }
}

#[test]
fn a_tray_is_picked_with_one_scan_a_piece_and_one_to_release() {
    let mut hall = Hall::new();
    for taken in 1..=2 {
        hall.scan(BARCODE);
        assert_eq!(hall.answer(), Some(&Answer::Counted { taken, quantity: 3 }));
    }
    hall.scan("second");
    assert_eq!(hall.line(1).state, LineState::Done, "another barcode of the same SKU");
    assert_eq!(hall.inside("B2"), 11);
    hall.scan("222");
    assert_eq!(hall.line(2).state, LineState::Done);
    assert_eq!(hall.session().pace.minutes.iter().map(|(_, lines, _)| lines).sum::<u32>(), 2);
    let outcome = hall.scan("412");
    assert_eq!(outcome.wishes, [Wish::Release("412".into())]);
}

#[test]
fn a_wrong_piece_counts_nothing_and_stays_in_sight_until_the_right_one() {
    let mut hall = Hall::new();
    hall.scan("333");
    let Some(Answer::Wrong(wrong)) = hall.answer() else { panic!("{:?}", hall.answer()) };
    assert_eq!((wrong.lies_in.as_deref(), wrong.too_many), (Some("B1"), false));
    let before = hall.floor.lines.clone();
    for input in [Input::Confirm, Input::UnknownBadge, Input::TooLong] {
        hall.told(input);
        assert!(hall.session().wrong().is_some());
    }
    assert_eq!(hall.floor.lines, before);
    hall.scan(BARCODE);
    assert_eq!(hall.answer(), Some(&Answer::Counted { taken: 1, quantity: 3 }));
}

#[test]
fn one_too_many_is_said_as_such_even_when_its_line_has_ended() {
    let mut hall = Hall::new();
    for _ in 0..4 {
        hall.scan(BARCODE);
    }
    let Some(Answer::Wrong(wrong)) = hall.answer() else { panic!("{:?}", hall.answer()) };
    assert!(wrong.too_many);
    assert_eq!(hall.line(1).taken, 3);
    hall.told(Input::Undo);
    assert_eq!(hall.answer(), None, "put back, gone on");
}

#[test]
fn an_undo_puts_back_what_the_books_knew_of_and_no_more() {
    let mut hall = Hall::new();
    let stock = hall.floor.stock_mut(&"412".into());
    stock.contents.clear();
    stock.put("B2", &"MUG".into(), 2);
    let inside = |hall: &Hall| hall.floor.stock["412"].contents["B2"].quantity;
    hall.told(Input::Exception(Exception::Damaged));
    assert_eq!(inside(&hall), 1);
    hall.told(Input::Confirm);
    assert_eq!(inside(&hall), 0, "three were taken where one was known");
    hall.told(Input::Undo);
    assert_eq!(inside(&hall), 1);
    hall.told(Input::Undo);
    assert_eq!(inside(&hall), 2);
}

#[test]
fn a_piece_of_a_later_line_of_the_order_counts_there_one_of_another_order_does_not() {
    let mut hall = Hall::new();
    hall.scan("222");
    assert_eq!(hall.line(2).state, LineState::Done);
    let other = PickLine { tray: "412".into(), ..line(3, "B1", "LAMP", 2, "O-2") };
    hall.floor.lines.insert(other.id, Arc::new(other));
    hall.scan("333");
    let Some(Answer::Wrong(wrong)) = hall.answer() else { panic!("{:?}", hall.answer()) };
    assert_eq!(wrong.for_order.as_deref(), Some("O-2"));
    assert_eq!(hall.line(3).taken, 0);
}

#[test]
fn a_tray_with_open_lines_leaves_only_when_it_is_said_twice() {
    let mut hall = Hall::new();
    assert_eq!(hall.told(Input::Release).wishes, []);
    assert!(matches!(hall.answer(), Some(Answer::LinesOpen { lines: 2, .. })));
    assert_eq!(hall.told(Input::Release).wishes, [Wish::Release("412".into())]);
}

#[test]
fn a_tray_that_is_not_here_and_a_code_nobody_knows_are_told_apart() {
    let mut hall = Hall::new();
    hall.scan("413");
    assert!(matches!(hall.answer(), Some(Answer::OtherTray { .. })));
    hall.scan("what");
    assert!(matches!(hall.answer(), Some(Answer::UnknownCode { .. })));
    hall.here = Some(Vec::new());
    hall.told(Input::Look);
    hall.scan(BARCODE);
    assert_eq!(hall.answer(), Some(&Answer::NothingHere));
}

#[test]
fn a_short_pick_above_the_limit_waits_for_a_supervisor_without_signing_the_picker_out() {
    let mut hall = Hall::new();
    hall.rules = Rules { approve_above: Some(1), sign_in: true, ..Rules::default() };
    hall.scan(BARCODE);
    assert_eq!(hall.answer(), Some(&Answer::NobodyHere));
    let badge = |name: &str, role| Input::Person { name: name.to_owned(), role };
    hall.told(badge("Divya", Role::Picker));
    hall.scan(BARCODE);
    hall.told(Input::Exception(Exception::Short));
    assert_eq!(hall.answer(), Some(&Answer::AwaitsBadge { missing: 2 }));
    assert!(hall.line(1).is_open());
    hall.told(badge("Ravi", Role::Picker));
    assert!(hall.line(1).is_open(), "a picker's badge is not enough");
    let outcome = hall.told(badge("Sara", Role::Supervisor));
    assert_eq!(hall.line(1).state, LineState::Short);
    assert_eq!(hall.line(1).approved_by.as_deref(), Some("Sara"));
    assert_eq!((hall.line(1).by.as_str(), hall.session().person.as_str()), ("Divya", "Divya"));
    let approved = |change: &Change| matches!(change, Change::Audit { what: "line.approved", .. });
    assert!(outcome.changes.iter().any(approved));
}

#[test]
fn damaged_wrong_and_dirty_are_one_press_each_and_can_be_taken_back() {
    let mut hall = Hall::new();
    hall.told(Input::Exception(Exception::Damaged));
    assert_eq!((hall.line(1).damaged, hall.inside("B2")), (1, 13));
    hall.told(Input::Undo);
    assert_eq!((hall.line(1).damaged, hall.inside("B2")), (0, 14));
    hall.told(Input::Exception(Exception::DirtyTray));
    assert!(hall.floor.stock[&TrayId::new("412")].dirty);
    hall.told(Input::Exception(Exception::WrongContent));
    assert_eq!(hall.line(1).reason, Some(Exception::WrongContent));
    hall.told(Input::Undo);
    assert!(hall.line(1).is_open());
    assert_eq!(hall.line(1).reason, None);
}

#[test]
fn while_paused_a_scan_counts_nothing() {
    let mut hall = Hall::new();
    hall.told(Input::Pause(true));
    hall.scan(BARCODE);
    assert_eq!((hall.answer(), hall.line(1).taken), (Some(&Answer::Paused), 0));
    hall.told(Input::Pause(false));
    hall.scan(BARCODE);
    assert_eq!(hall.line(1).taken, 1);
}

#[test]
fn what_came_for_counting_asks_for_the_mode_and_is_counted_without_a_limit() {
    let mut hall = Hall::new();
    hall.floor.lines.clear();
    let count = PickLine { mode: Mode::Counting, ..line(5, "B2", "MUG", 14, "") };
    hall.floor.lines.insert(count.id, Arc::new(count));
    let session = hall.session().clone();
    let here = [TrayId::new("412")];
    let around = Around { here: Some(&here), jobs: &[], trays: &[], rules: Rules::default() };
    let task = hall.floor.task(&session, &around);
    assert!(matches!(task, Task::OtherMode { mode: Mode::Counting, lines: 1, .. }), "{task:?}");
    hall.told(Input::Next);
    assert_eq!(hall.session().mode, Mode::Counting);
    hall.scan(BARCODE);
    hall.told(Input::More(15));
    hall.scan(BARCODE);
    hall.told(Input::Confirm);
    assert_eq!((hall.line(5).state, hall.line(5).taken), (LineState::Done, 17));
    assert_eq!(hall.inside("B2"), 17);
}

#[test]
fn what_is_put_into_a_tray_goes_where_its_like_lies() {
    let mut hall = Hall::new();
    hall.told(Input::Mode(Mode::Decanting));
    hall.scan("333");
    hall.scan("333");
    hall.told(Input::Confirm);
    assert_eq!(hall.inside("B1"), 13);
}

fn job(number: u32, quantity: i64) -> Job {
    Job {
        id: number.to_string().as_str().into(),
        request: None,
        kind: "FULFILLMENT".to_owned(),
        status: "WAITING_FOR_TRIGGER".to_owned(),
        bot: None,
        level: Some("2".into()),
        balcony: Some("1".into()),
        carrier: None,
        box_id: None,
        sku: Some("MUG".into()),
        sku_name: None,
        quantity: Some(quantity),
        created_at: None,
        updated_at: None,
    }
}

fn inputs() -> impl Strategy<Value = Input> {
    let code = |text: &'static str| {
        Just(Input::Code { text: text.to_owned(), readings: vec![text.to_owned()] })
    };
    prop_oneof![
        6 => code(BARCODE),
        3 => code("222"),
        1 => code("333"),
        1 => code("412"),
        1 => code("what"),
        2 => Just(Input::Confirm),
        2 => Just(Input::Undo),
        1 => Just(Input::Next),
        1 => Just(Input::Release),
        1 => Just(Input::Exception(Exception::Short)),
        1 => Just(Input::Exception(Exception::Damaged)),
        1 => any::<bool>().prop_map(Input::Pause),
        1 => Just(Input::Look),
        1 => prop::sample::select(Mode::ALL).prop_map(Input::Mode),
        1 => (-20_i32..2_000).prop_map(Input::More),
        1 => prop::sample::select(vec!["Divya", "Sara"]).prop_map(|name| Input::Person {
            name: name.to_owned(),
            role: if name == "Sara" { Role::Supervisor } else { Role::Picker },
        }),
    ]
}

proptest! {
    #[test]
    fn never_more_than_asked_and_every_ended_line_has_its_pieces(
        inputs in prop::collection::vec(inputs(), 1..120),
        approve_above in prop::option::of(0_u32..3),
    ) {
        let mut hall = Hall::new();
        hall.rules.approve_above = approve_above;
        for (number, mode) in [(3, Mode::Counting), (4, Mode::Decanting)] {
            let line = PickLine { mode, ..line(number, "B1", "LAMP", 4, "") };
            hall.floor.lines.insert(line.id, Arc::new(line));
        }
        for input in inputs {
            let before = hall.floor.clone();
            let outcome = hall.told(input.clone());
            for line in hall.floor.lines.values() {
                let counted = line.mode == Mode::Counting || line.is_pile();
                prop_assert!(counted || line.taken <= line.quantity, "{line:?}");
                if line.state == LineState::Done && !counted {
                    prop_assert_eq!(line.taken, line.quantity);
                }
                let missing = line.quantity.saturating_sub(line.taken);
                if line.state == LineState::Short && approve_above.is_some_and(|most| missing > most) {
                    prop_assert_eq!(line.approved_by.as_deref(), Some("Sara"), "{:?}", line);
                }
            }
            let changed = |id: &LineId| before.lines.get(id) != hall.floor.lines.get(id);
            for id in hall.floor.lines.keys().filter(|id| changed(id)) {
                prop_assert!(outcome.changes.contains(&Change::Line(*id)), "unwritten {input:?}");
            }
            if before.stock != hall.floor.stock {
                prop_assert!(outcome.changes.contains(&Change::Stock("412".into())));
            }
            if hall.session().wrong().is_some() && !matches!(input, Input::Code { .. }) {
                prop_assert_eq!(&before.lines, &hall.floor.lines);
            }
        }
    }
}
