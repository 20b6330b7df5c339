//! Every state of the picker's screen: what it tells, no word cut, and each job by key or scan alone.

mod answers;
mod pin;

use std::sync::Arc;

use egui_kittest::kittest::Queryable as _;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::bus::command::Command;
use crate::bus::floor::{BalconyJobs, FloorAsk, FloorView, ItemLook, ItemPicture};
use crate::bus::people::PeopleView;
use crate::bus::snapshot::Snapshot;
use crate::domain::access::Role;
use crate::domain::floor::{
    Answer, DoneLine, Floor, Input, Items, Question, Rules, Session, Target, Undo, WaitsForBadge,
    Wanted, Wrong,
};
use crate::domain::intent::IntentState;
use crate::domain::job::Job;
use crate::domain::person::Person;
use crate::domain::pick::{Exception, LineId, Mode, PickLine, Workplace};
use crate::domain::picture::Pixels;
use crate::domain::preferences::Language;
use crate::domain::tray_layout::TrayLayout;
use crate::ui::context::Scan;
use crate::ui::panels::parts::fixture;
use crate::ui::panels::parts::stage::{self, Shown};
use crate::ui::panels::parts::told::told;
use crate::ui::panels::station::StationPanel;
use crate::ui::panels::station::tests::{now, ready, retrieve, section, snapshot, station};
use crate::ui::panels::words_fit;

const ME: Uuid = Uuid::from_u128(7);

fn line(number: u32, tray: &str, compartment: &str, sku: &str, quantity: u32) -> PickLine {
    let id = LineId(Uuid::from_u128(u128::from(number)));
    let line = PickLine::new(id, Mode::Picking, tray.into(), compartment, sku.into());
    PickLine { quantity, order: "H19304030003".to_owned(), number, of: 4, ..line }
}

fn place() -> Workplace {
    Workplace::Tray(station(1).slot)
}

/// A tray with three lines stands here, the next one is asked for.
fn floor() -> (Floor, Session) {
    let mut floor = Floor::default();
    let mut items = Items::default();
    for (barcode, sku, name) in [
        ("8901234001234", "H000123", "Ceramic mug 350 ml, slate"),
        ("8901234003214", "H000321", "Ceramic mug 350 ml, sand"),
        ("8901234007777", "H000777", "Steel water bottle 750 ml"),
    ] {
        items.add_barcode(barcode, &sku.into());
        items.set_name(&sku.into(), name);
    }
    floor.items = Arc::new(items);
    for line in [
        line(2, "12", "B2", "H000123", 3),
        line(3, "12", "A3", "H000777", 1),
        line(4, "14", "A1", "H000321", 2),
    ] {
        floor.lines.insert(line.id, Arc::new(line));
    }
    let mut stock = crate::domain::tray_layout::TrayStock {
        layout: Some(TrayLayout { rows: 2, columns: 4 }),
        ..Default::default()
    };
    stock.put("B2", &"H000123".into(), 14);
    stock.put("B1", &"H000321".into(), 11);
    stock.put("A3", &"H000777".into(), 9);
    floor.stock.insert("12".into(), Arc::new(stock));
    let mut session = Session::new(place(), ME, now() - SignedDuration::from_mins(20));
    session.person = "Divya Nambiar".to_owned();
    session.tray = Some("12".into());
    session.tray_since = Some(now() - SignedDuration::from_secs(30));
    session.last_scan = Some(now() - SignedDuration::from_secs(2));
    (floor, session)
}

/// How the screen is set before it is looked at.
type Set = fn(&mut Floor, &mut Session, &mut Snapshot);

fn set(of: impl FnOnce(&mut Floor, &mut Session, &mut Snapshot)) -> Snapshot {
    let (mut floor, mut session) = floor();
    let mut snapshot = snapshot();
    snapshot.ready_trays = section(vec![ready("12", &station(1), "R-12")]);
    let pixels = Pixels { width: 2, height: 2, rgba: vec![200; 16] };
    let items = Arc::make_mut(&mut snapshot.items);
    let picture = ItemPicture::Here(Arc::new(pixels));
    items.insert("H000123".into(), ItemLook { name: None, picture });
    of(&mut floor, &mut session, &mut snapshot);
    floor.sessions.insert(session.place.clone(), Arc::new(session));
    let rules = snapshot.floor.get().map(|view| view.rules).unwrap_or_default();
    let others = snapshot.floor.get().map(|view| view.others.clone()).unwrap_or_default();
    let people = PeopleView { people: people(), ..PeopleView::default() };
    let trouble = snapshot.floor.get().and_then(|view| view.trouble.clone());
    let view = FloorView { floor, me: ME, others, rules, people, trouble, ..FloorView::default() };
    snapshot.floor = section(view);
    snapshot
}

/// Two with a PIN, one of them a supervisor; and one who has none.
fn people() -> Vec<Person> {
    let person = |name: &str, role, has_pin| Person {
        name: name.to_owned(),
        role,
        active: true,
        has_badge: true,
        has_pin,
    };
    vec![
        person("Divya Nambiar", Role::Picker, true),
        person("Meera Iyer", Role::Supervisor, true),
        person("Ravi Kumar", Role::Picker, false),
    ]
}

/// Short of three pieces, which is more than allowed.
fn awaits_badge(session: &mut Session) {
    let line = LineId(Uuid::from_u128(2));
    let (exception, since) = (Exception::Short, now());
    session.waits_for = Some(WaitsForBadge { line, exception, missing: 3, since });
}

/// A mug of another colour.
fn wrong(lies_in: Option<&str>) -> Answer {
    Answer::Wrong(Wrong {
        sku: "H000321".into(),
        barcode: "8901234003214".to_owned(),
        too_many: false,
        ended_short: false,
        lies_in: lies_in.map(str::to_owned),
        for_order: None,
    })
}

fn puts_in(floor: &mut Floor, session: &mut Session) {
    session.mode = Mode::Decanting;
    for line in floor.lines.values_mut() {
        Arc::make_mut(line).mode = Mode::Decanting;
    }
}

/// Somebody elsewhere wants something, and the question has been read.
fn asks(session: &mut Session, what: Wanted) {
    let at = now() - SignedDuration::from_secs(3);
    let (id, from) = (Uuid::from_u128(5), "Sara Lind".to_owned());
    session.question = Some(Question { id, what, from, at });
}

/// A balcony with a job of two pieces; the PC is bound to it.
fn at_balcony(session: &mut Session, snapshot: &mut Snapshot) {
    session.place = Workplace::Balcony("1".into());
    session.tray = None;
    let job = Job {
        id: "77".into(),
        status: "WAITING_FOR_TRIGGER".to_owned(),
        kind: "PICKING".to_owned(),
        bot: None,
        request: Some("4711".into()),
        level: Some("2".into()),
        balcony: Some("1".into()),
        carrier: None,
        box_id: Some("31".into()),
        sku: Some("H000123".into()),
        sku_name: None,
        quantity: Some(2),
        created_at: None,
        updated_at: None,
    };
    let name = Some("Long Enamel Gardening Scissors".to_owned());
    let second = Job { id: "J-78".into(), sku_name: name, updated_at: Some(now()), ..job.clone() };
    let carrier = Job { id: "J-79".into(), sku: None, box_id: None, ..job.clone() };
    let jobs = vec![job, second, carrier];
    snapshot.balcony_jobs = section(BalconyJobs { balcony: "1".into(), jobs });
}

/// States whose name begins so are looked at with the pad open.
const WITH_PAD: &str = "pin";

const STATES: [(&str, Set); 31] = [
    ("take", |_, _, _| {}),
    ("counted", |floor, session, _| {
        let id = LineId(Uuid::from_u128(2));
        session.undo = vec![Undo::to(&floor.lines[&id])];
        let line = PickLine { taken: 1, ..floor.lines[&id].as_ref().clone() };
        floor.lines.insert(id, Arc::new(line));
        session.answer = Some(Answer::Counted { taken: 1, quantity: 3 });
    }),
    ("wrong", |_, session, _| session.answer = Some(wrong(Some("B1")))),
    ("unknown", |_, session, _| {
        session.answer = Some(Answer::UnknownCode { text: "0123456789012".to_owned() });
    }),
    ("badge", |_, session, _| awaits_badge(session)),
    ("pin_approves", |_, session, _| awaits_badge(session)),
    ("pin_signs_in", |_, session, _| session.person.clear()),
    ("pin_wrong", |_, session, _| {
        session.person.clear();
        session.answer = Some(Answer::WrongPin);
    }),
    ("waiting", |_, session, snapshot| {
        session.tray = None;
        snapshot.ready_trays = section(Vec::new());
    }),
    ("refused", |_, session, snapshot| {
        session.tray = None;
        snapshot.ready_trays = section(Vec::new());
        snapshot.ledger = section(vec![retrieve("12", &station(1), "R-1", IntentState::Refused)]);
    }),
    ("stands_elsewhere", |floor, session, snapshot| {
        session.tray = None;
        floor.lines.retain(|_, line| line.tray.as_str() == "12");
        snapshot.ready_trays = section(vec![ready("12", &station(2), "R-12")]);
    }),
    ("nobody", |_, session, _| session.person.clear()),
    ("sign_in", |_, session, snapshot| {
        session.person.clear();
        let rules = Rules { sign_in: true, ..Rules::default() };
        snapshot.floor = section(FloorView { rules, ..FloorView::default() });
    }),
    ("paused", |_, session, _| session.paused = true),
    ("finished", |floor, _, _| floor.lines.retain(|_, line| line.tray.as_str() != "12")),
    ("other_mode", |floor, _, _| {
        for line in floor.lines.values_mut() {
            Arc::make_mut(line).mode = Mode::Counting;
        }
    }),
    ("counting", |floor, session, _| {
        session.mode = Mode::Counting;
        for line in floor.lines.values_mut() {
            Arc::make_mut(line).mode = Mode::Counting;
        }
    }),
    ("counted_so_far", |floor, session, _| {
        session.mode = Mode::Counting;
        for line in floor.lines.values_mut() {
            Arc::make_mut(line).mode = Mode::Counting;
        }
        session.answer = Some(Answer::Counted { taken: 2, quantity: 3 });
    }),
    ("putting_in", |floor, session, _| puts_in(floor, session)),
    ("putting_in_wrong", |floor, session, _| {
        puts_in(floor, session);
        session.answer = Some(wrong(Some("B1")));
    }),
    ("ended_short", |_, session, _| {
        let Answer::Wrong(piece) = wrong(Some("B1")) else { return };
        session.answer = Some(Answer::Wrong(Wrong { too_many: true, ended_short: true, ..piece }));
    }),
    ("ask_release", |_, session, _| asks(session, Wanted::ReleaseTray("12".into()))),
    ("ask_close", |_, session, _| asks(session, Wanted::CloseStation)),
    ("balcony", |_, session, snapshot| at_balcony(session, snapshot)),
    ("balcony_wrong", |_, session, snapshot| {
        at_balcony(session, snapshot);
        session.answer = Some(wrong(None));
    }),
    ("balcony_waiting", |_, session, snapshot| {
        at_balcony(session, snapshot);
        snapshot.balcony_jobs = section(BalconyJobs { balcony: "1".into(), jobs: Vec::new() });
    }),
    ("lines_open", |_, session, _| {
        session.answer = Some(Answer::LinesOpen { lines: 2, at: now() });
    }),
    ("wrong_at_the_end", |floor, session, _| {
        floor.lines.retain(|_, line| line.tray.as_str() != "12");
        session.answer = Some(wrong(Some("B1")));
    }),
    ("full_disk", |_, _, snapshot| {
        let trouble = Some("store-disk-full".to_owned());
        snapshot.floor = section(FloorView { trouble, ..FloorView::default() });
    }),
    ("silent_host", |_, _, snapshot| {
        snapshot.ready_trays.stamp.read_at = Some(now() - SignedDuration::from_secs(40));
    }),
    ("elsewhere", |_, session, snapshot| {
        session.holder = Uuid::from_u128(9);
        let others = [session.holder].into();
        snapshot.floor = section(FloorView { others, ..FloorView::default() });
    }),
];

fn shown(
    name: &str,
    snapshot: Snapshot,
    language: Language,
    size: egui::Vec2,
) -> egui_kittest::Harness<'static, Shown<StationPanel>> {
    let mut harness = stage::sized(StationPanel::default(), snapshot, language, size);
    let later = now().duration_since(fixture::now());
    harness.state_mut().later = later;
    harness.state_mut().preferences.station = Some(station(1).slot);
    if name.starts_with("balcony") {
        harness.state_mut().preferences.balcony = Some("1".into());
    }
    harness.run();
    if name.starts_with(WITH_PAD) {
        harness.key_press(egui::Key::F4);
        harness.run();
    }
    harness
}

/// One of the states, in English at 1280 x 720.
fn as_it_is(name: &str) -> egui_kittest::Harness<'static, Shown<StationPanel>> {
    let of = STATES.iter().find(|(state, _)| *state == name).unwrap().1;
    shown(name, set(of), Language::English, SIZES[0])
}

/// Inside the bars of 1280 x 720, of a touch screen of 1024 x 768, and the least it is drawn in.
const SIZES: [egui::Vec2; 3] =
    [egui::vec2(1270.0, 682.0), egui::vec2(1014.0, 730.0), egui::vec2(1014.0, 602.0)];

#[test]
fn no_state_cuts_a_word_or_lays_one_over_another() {
    let mut found = Vec::new();
    for (name, of) in STATES {
        for language in Language::ALL {
            for size in SIZES {
                let harness = shown(name, set(of), language, size);
                let shapes = &harness.output().shapes;
                let mut cut = words_fit::cut(shapes);
                cut.extend(words_fit::over_one_another(shapes));
                found
                    .extend(cut.iter().map(|cut| format!("{name} {language:?} {}: {cut}", size.x)));
            }
        }
    }
    crate::i18n::set_language(Language::English);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn every_state_tells_what_it_is_and_names_its_controls() {
    for (name, of) in STATES {
        let harness = shown(name, set(of), Language::English, SIZES[0]);
        let told = told(&harness);
        assert!(!told.contains("NO NAME"), "{name}: {told}");
        insta::assert_snapshot!(format!("picker_{name}"), told);
    }
}

/// What was asked of the floor, in order, without its opening.
fn asked(harness: &egui_kittest::Harness<'static, Shown<StationPanel>>) -> Vec<FloorAsk> {
    let asks = harness.state().commands.iter().filter_map(|command| match command {
        Command::Floor(command) => Some(command.ask.clone()),
        _ => None,
    });
    asks.filter(|ask| *ask != FloorAsk::Open).collect()
}

/// What a key of the screen asked for, without what it was meant for.
fn by_key(
    harness: &mut egui_kittest::Harness<'static, Shown<StationPanel>>,
    key: egui::Key,
) -> Option<Input> {
    harness.state_mut().commands.clear();
    harness.key_press(key);
    harness.run();
    match asked(harness).pop() {
        Some(FloorAsk::Do(Input::Press { input, seen })) => {
            let line = LineId(Uuid::from_u128(2));
            assert_eq!(seen, Target::Line(line), "it is meant for the line that is seen");
            Some(*input)
        }
        Some(FloorAsk::Do(input)) => Some(input),
        _ => None,
    }
}

#[test]
fn each_key_does_what_stands_on_its_button() {
    let mut harness = as_it_is("take");
    for (key, input) in [
        (egui::Key::Enter, Input::Confirm),
        (egui::Key::F2, Input::Exception(Exception::Short)),
        (egui::Key::F3, Input::Exception(Exception::Damaged)),
        (egui::Key::F5, Input::Exception(Exception::WrongContent)),
        (egui::Key::Delete, Input::Exception(Exception::Skip)),
        (egui::Key::F7, Input::Exception(Exception::DirtyTray)),
        (egui::Key::PageDown, Input::Next),
        (egui::Key::F8, Input::Help(true)),
        (egui::Key::F9, Input::Pause(true)),
        (egui::Key::F12, Input::Release),
    ] {
        assert_eq!(by_key(&mut harness, key), Some(input), "{key:?}");
    }
    assert_eq!(by_key(&mut harness, egui::Key::F1), None, "nothing was counted, nothing to undo");
    let mut harness = as_it_is("counted");
    assert_eq!(by_key(&mut harness, egui::Key::F1), Some(Input::Undo));
}

#[test]
fn a_key_of_nothing_on_the_screen_does_nothing() {
    use egui::Key::{Delete, F1, F2, F3, F5, F7, F10, F11, F12, PageDown};
    for (name, keys) in [
        ("wrong", &[F2, F3, F5, F7, F10, Delete][..]),
        ("nobody", &[F1, F2, F10, F11, F12, PageDown]),
        ("sign_in", &[F1, F2, F10, F11, F12, PageDown]),
        ("elsewhere", &[F1, F2, F10, F11, F12, PageDown]),
        ("ask_release", &[F2, F10, F12, PageDown]),
        ("balcony", &[F2, F3, F5, F7, F10, F11, Delete]),
    ] {
        let mut harness = as_it_is(name);
        for key in keys {
            assert_eq!(by_key(&mut harness, *key), None, "{name} {key:?}");
        }
    }
}

#[test]
fn yes_to_a_question_has_a_key_of_its_own() {
    let mut harness = as_it_is("ask_release");
    assert_eq!(by_key(&mut harness, egui::Key::Enter), Some(Input::Answer(false)));
    assert_eq!(by_key(&mut harness, egui::Key::F11), Some(Input::Answer(true)));
}

#[test]
fn the_bounce_of_enter_does_not_send_the_tray_away() {
    let ended = |millis: i64| {
        let snapshot = set(|floor, _, _| floor.lines.retain(|_, line| line.tray.as_str() != "12"));
        let mut view = snapshot.floor.get().unwrap().clone();
        let session = Arc::make_mut(view.floor.sessions.get_mut(&place()).unwrap());
        let at = now() - SignedDuration::from_millis(millis);
        session.done = vec![DoneLine { sku: "H000777".into(), pieces: 1, short: false, at }];
        let snapshot = Snapshot { floor: section(view), ..snapshot };
        let mut harness = shown("finished", snapshot, Language::English, SIZES[0]);
        by_key(&mut harness, egui::Key::Enter)
    };
    assert_eq!(ended(300), None);
    assert_eq!(ended(900), Some(Input::Release));
}

#[test]
fn a_key_that_is_held_acts_once() {
    let mut harness = as_it_is("take");
    harness.state_mut().commands.clear();
    for repeat in [false, true, true] {
        let (key, modifiers) = (egui::Key::F3, egui::Modifiers::NONE);
        let physical_key = None;
        harness.event(egui::Event::Key { key, physical_key, pressed: true, repeat, modifiers });
        harness.run();
    }
    assert_eq!(asked(&harness).len(), 1);
}

#[test]
fn after_a_wrong_piece_nothing_is_confirmed_by_a_press() {
    let mut harness = as_it_is("wrong");
    harness.key_press(egui::Key::Enter);
    harness.run();
    harness.get_by_label_contains("Wrong item");
    assert_eq!(asked(&harness), []);
}

#[test]
fn a_scan_reaches_the_floor_with_all_it_may_stand_for() {
    let mut harness = as_it_is("take");
    harness.state_mut().scans = vec![Scan::new("8901234001234".to_owned(), fixture::now())];
    harness.run_steps(1);
    let asks = asked(&harness);
    let [FloorAsk::Scan { text, readings }] = asks.as_slice() else { panic!("{asks:?}") };
    assert_eq!(text, "8901234001234");
    assert!(readings.iter().any(|reading| reading == "8901234001234"), "{readings:?}");
}
