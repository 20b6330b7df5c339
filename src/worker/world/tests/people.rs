//! Who signs in at a workplace, and what it is heard to say.

use std::sync::Arc;

use jiff::Timestamp;
use secrecy::SecretString;
use uuid::Uuid;

use super::rig::{at, beginning};
use crate::bus::command::{Command, Typed};
use crate::bus::floor::{FloorAsk, FloorCommand, FloorView};
use crate::domain::access::Role;
use crate::domain::floor::{Answer, Floor, Input, Rules, Session};
use crate::domain::person::Person;
use crate::domain::pick::{Exception, LineId, LineState, Mode, PickLine, Workplace};
use crate::domain::sound::Sound;
use crate::store::{FloorRow, KeptPerson, PeopleRead};
use crate::util::hashed::badge_hash;
use crate::worker::event::{Effect, Effects, Event, WriteError};
use crate::worker::floor_event::{FloorErrand, FloorNews, FloorOpened};
use crate::worker::world::World;

const ME: Uuid = Uuid::from_u128(7);

/// A world with one workplace, and the disk of its floor.
struct Hall {
    world: World,
    millis: i64,
    version: i64,
    read: PeopleRead,
    sounds: Vec<Sound>,
    rows: Vec<FloorRow>,
    /// Of the next PINs that are held against their hash.
    right: bool,
    checked: usize,
    disk_is_full: bool,
}

fn place() -> Workplace {
    Workplace::Tray("s".into())
}

fn kept(name: &str, role: Role, badge: &str) -> KeptPerson {
    let (active, has_badge, has_pin) = (true, true, true);
    let person = Person { name: name.to_owned(), role, active, has_badge, has_pin };
    KeptPerson { person, badge: Some(badge_hash("salt", badge)), pin: Some("hash".to_owned()) }
}

fn people(rules: Rules) -> PeopleRead {
    let people = vec![
        kept("Divya", Role::Picker, "TD:B:1111"),
        kept("Meera", Role::Supervisor, "990001112223"),
    ];
    PeopleRead { people, salt: "salt".to_owned(), rules, ..PeopleRead::default() }
}

fn floor() -> Floor {
    let mut floor = Floor::default();
    let id = LineId(Uuid::from_u128(1));
    let line = PickLine::new(id, Mode::Picking, "7".into(), "A1", "CUP".into());
    floor.lines.insert(id, Arc::new(PickLine { quantity: 3, ..line }));
    Arc::make_mut(&mut floor.items).add_barcode("4001", &"CUP".into());
    let session = Session { tray: Some("7".into()), ..Session::new(place(), ME, at(0)) };
    floor.sessions.insert(place(), Arc::new(session));
    floor
}

impl Hall {
    fn new(rules: Rules) -> Self {
        let (world, effects) = World::begin(beginning(), at(0));
        let mut hall = Self {
            world,
            millis: 0,
            version: 1,
            read: people(rules),
            sounds: Vec::new(),
            rows: Vec::new(),
            right: true,
            checked: 0,
            disk_is_full: false,
        };
        hall.serve(effects);
        hall
    }

    /// The program dies and is started anew.
    fn restart(&mut self) {
        let (world, effects) = World::begin(beginning(), self.now());
        self.world = world;
        self.serve(effects);
    }

    fn now(&self) -> Timestamp {
        at(self.millis)
    }

    fn serve(&mut self, effects: Effects) {
        let mut waiting = vec![effects];
        while let Some(effects) = waiting.pop() {
            for effect in effects.list {
                match effect {
                    Effect::Sound(sound) => self.sounds.push(sound),
                    Effect::Floor(errand) => {
                        let news = self.carry_out(errand);
                        let now = self.now();
                        waiting.push(self.world.apply(Event::Floor(news), now));
                    }
                    _ => {}
                }
            }
        }
    }

    fn carry_out(&mut self, errand: FloorErrand) -> FloorNews {
        match errand {
            FloorErrand::Open { .. } => FloorNews::Read(Ok(Box::new(FloorOpened {
                floor: floor(),
                version: self.version,
                people: self.read.clone(),
                me: ME,
                ..FloorOpened::default()
            }))),
            FloorErrand::Write { .. } if self.disk_is_full => {
                FloorNews::Written(Err(WriteError::Failed("full".to_owned())))
            }
            FloorErrand::Write { rows, .. } => {
                self.rows.extend(rows);
                self.version += 1;
                FloorNews::Written(Ok(self.version))
            }
            FloorErrand::CheckPin { .. } if self.disk_is_full => {
                FloorNews::PinChecked(Err("full".to_owned()))
            }
            FloorErrand::CheckPin { name, at, .. } => {
                self.checked += 1;
                self.version += 1;
                self.read.tries.wrong(&name, at);
                if self.right {
                    self.read.tries.right(&name);
                }
                FloorNews::PinChecked(Ok(self.right))
            }
            _ => FloorNews::Unchanged,
        }
    }

    fn ask(&mut self, ask: FloorAsk) {
        self.millis += 10;
        let command = FloorCommand {
            place: place(),
            ask,
            at: self.now(),
            fresh: Uuid::from_u128(u128::from(self.millis.unsigned_abs())),
            by: "PC".to_owned(),
        };
        let now = self.now();
        let effects = self.world.apply(Event::Command(Command::Floor(command)), now);
        self.serve(effects);
    }

    fn scan(&mut self, text: &str) {
        self.ask(FloorAsk::Scan { text: text.to_owned(), readings: vec![text.to_owned()] });
    }

    fn pin(&mut self, name: &str) {
        let pin = Typed(SecretString::from("4711"));
        self.ask(FloorAsk::Pin { name: name.to_owned(), pin });
    }

    fn view(&self) -> &FloorView {
        self.world.snapshot.floor.get().expect("read")
    }

    fn session(&self) -> &Session {
        self.view().floor.session(&place()).expect("open")
    }

    fn audits(&self) -> Vec<(String, String, String)> {
        let audit = |row: &FloorRow| match row {
            FloorRow::Audit(row) => Some((row.what.clone(), row.who.clone(), row.answer.clone())),
            _ => None,
        };
        self.rows.iter().filter_map(audit).collect()
    }
}

fn demanding() -> Rules {
    Rules { approve_above: Some(1), sign_in: true, ..Rules::default() }
}

#[test]
fn a_badge_signs_in_and_another_one_takes_over_in_words() {
    let mut hall = Hall::new(demanding());
    hall.scan("4001");
    assert_eq!(hall.session().answer, Some(Answer::NobodyHere));
    hall.scan("td:b:1111");
    assert_eq!(hall.session().person, "Divya", "Caps Lock changes nothing");
    hall.scan("4001");
    assert_eq!(hall.session().answer, Some(Answer::Counted { taken: 1, quantity: 3 }));
    hall.scan("990001112223");
    assert_eq!(hall.session().answer, Some(Answer::SignedIn { name: "Meera".to_owned() }));
    hall.scan("TD:B:9999");
    assert_eq!(hall.session().answer, Some(Answer::UnknownBadge));
    assert_eq!(hall.session().person, "Meera");
    let audits = hall.audits();
    let what: Vec<&str> = audits.iter().map(|(what, ..)| what.as_str()).collect();
    assert_eq!(what, ["station.sign-in", "station.sign-in", "station.refused"]);
    assert_eq!(
        audits[2].2, "",
        "whose badge it is nobody knows; it is not that of this PC's person"
    );
    assert!(!format!("{:?} {:?}", hall.rows, hall.view()).contains("9999"), "of no badge is told");
}

#[test]
fn more_missing_pieces_than_allowed_wait_for_a_supervisor() {
    let mut hall = Hall::new(demanding());
    hall.scan("TD:B:1111");
    hall.ask(FloorAsk::Do(Input::Exception(Exception::Short)));
    assert_eq!(hall.session().answer, Some(Answer::AwaitsBadge { missing: 3 }));
    hall.scan("TD:B:1111");
    assert_eq!(hall.session().answer, Some(Answer::BadgeNotEnough { name: "Divya".to_owned() }));
    hall.pin("Meera");
    assert_eq!(hall.session().answer, Some(Answer::Approved { by: "Meera".to_owned() }));
    assert_eq!(hall.session().person, "Divya", "the picker stays signed in");
    let line = hall.view().floor.lines.values().next().unwrap();
    assert_eq!(line.state, LineState::Short);
    assert_eq!(line.approved_by.as_deref(), Some("Meera"));
    let audits = hall.audits();
    for what in ["line.refused", "line.approved"] {
        assert!(audits.iter().any(|(found, ..)| found == what), "{what}: {audits:?}");
    }
}

#[test]
fn after_five_wrong_pins_a_name_waits_a_minute_and_its_badge_does_not() {
    let mut hall = Hall::new(demanding());
    hall.right = false;
    for _ in 0..5 {
        hall.pin("Divya");
        assert_eq!(hall.session().answer, Some(Answer::WrongPin));
    }
    hall.right = true;
    hall.pin("Divya");
    assert_eq!((hall.checked, hall.session().person.as_str()), (5, ""), "not even looked at");
    assert!(hall.view().people.pauses.contains_key("Divya"));
    hall.pin("4711");
    let refused = hall.audits();
    let tried: Vec<&str> = refused.iter().map(|(.., name)| name.as_str()).collect();
    assert_eq!(tried, ["Divya", "Divya", "Divya", "Divya", "Divya", "Divya", ""]);
    // the program is started anew: the tries are those of before
    hall.restart();
    hall.pin("Divya");
    assert_eq!((hall.checked, hall.session().person.as_str()), (5, ""));
    assert!(hall.view().people.pauses.contains_key("Divya"));
    hall.scan("TD:B:1111");
    assert_eq!(hall.session().person, "Divya");
    hall.ask(FloorAsk::Do(Input::SignOut));
    hall.millis += 61_000;
    hall.pin("Divya");
    assert_eq!((hall.checked, hall.session().person.as_str()), (6, "Divya"));
}

#[test]
fn each_answer_is_heard_once_when_it_is_on_disk() {
    let mut hall = Hall::new(Rules::default());
    hall.scan("4001");
    assert_eq!(hall.sounds, [Sound::Ok]);
    hall.scan("no such code");
    hall.scan("no such code");
    assert_eq!(hall.sounds, [Sound::Ok, Sound::Attention, Sound::Attention]);
    hall.sounds.clear();
    hall.scan("TD:B:1111");
    assert_eq!(hall.sounds, [], "a sign-in is quiet");
    hall.disk_is_full = true;
    hall.scan("4001");
    assert_eq!(hall.sounds, [Sound::Refused]);
    let line = hall.view().floor.lines.values().next().unwrap();
    assert_eq!(line.taken, 1, "what is not on disk is not counted");
}

#[test]
fn where_nobody_must_sign_in_a_wrong_pin_signs_nobody_in() {
    let mut hall = Hall::new(Rules::default());
    hall.right = false;
    hall.pin("Meera");
    hall.scan("TD:B:9999");
    assert_eq!(hall.session().answer, Some(Answer::UnknownBadge));
    assert_eq!(hall.session().person, "");
}
