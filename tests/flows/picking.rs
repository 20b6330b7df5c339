//! A picker's tray cycle with nothing but scans, over real sockets; and what a power cut leaves of it.

use std::sync::Arc;

use jiff::Timestamp;
use traydeck::bus::channel::ScreenSide;
use traydeck::bus::command::{Command, Watch};
use traydeck::bus::floor::{FillOrder, FloorAsk, FloorCommand};
use traydeck::bus::snapshot::Snapshot;
use traydeck::domain::floor::{
    Answer, Around, Fill, Input, Rules, Session, Task, Wanted, WishState,
};
use traydeck::domain::pick::{LineId, LineState, Mode, PickLine, Workplace};
use uuid::Uuid;

use crate::support::{Rig, block_on, start_worker};

/// The first station of the practice site.
fn place(snapshot: &Snapshot) -> Option<Workplace> {
    snapshot.stations.get()?.first().map(|station| Workplace::Tray(station.slot.clone()))
}

fn session<'a>(snapshot: &'a Snapshot, place: &Workplace) -> Option<&'a Session> {
    snapshot.floor.get()?.floor.session(place)
}

/// A rig whose picker has one order of two lines on tray 7.
pub struct Picker {
    pub rig: Rig,
    pub place: Workplace,
}

fn line(number: u32, compartment: &str, sku: &str, quantity: u32) -> PickLine {
    let id = LineId(Uuid::now_v7());
    let line = PickLine::new(id, Mode::Picking, "7".into(), compartment, sku.into());
    PickLine { quantity, order: "O-1".to_owned(), number, of: 2, ..line }
}

impl Picker {
    pub async fn start(name: &str) -> Self {
        let mut rig = Rig::start(name);
        let snapshot = rig.until("stations and floor", |s| {
            place(s).is_some() && s.floor.get().is_some_and(|view| !view.me.is_nil())
        });
        let place = place(&snapshot.await).unwrap();
        let mut picker = Self { rig, place };
        picker.fill().await;
        picker.open().await;
        picker
    }

    async fn fill(&mut self) {
        let fill = Fill {
            lines: vec![line(1, "B2", "H000001", 3), line(2, "A1", "H000002", 1)],
            barcodes: vec![("4001".to_owned(), "H000001".into())],
            names: vec![("H000002".into(), "Lamp".to_owned())],
            ..Fill::default()
        };
        let id = Uuid::now_v7();
        let order = FillOrder { id, fill: Arc::new(fill), by: "A".to_owned() };
        self.rig.send(Command::Fill(order)).await;
        self.rig
            .until("two lines", |s| s.floor.get().is_some_and(|view| view.floor.open_count() == 2))
            .await;
    }

    async fn open(&mut self) {
        let watch = Watch {
            stations: true,
            ready_trays: true,
            trays: true,
            polls_per_second: 10,
            workplace: Some(self.place.clone()),
            ..Watch::default()
        };
        self.rig.send(Command::Watch(watch)).await;
        self.floor(FloorAsk::Open).await;
        let place = self.place.clone();
        self.rig
            .until("the workplace to be ours", |s| {
                s.floor.get().is_some_and(|view| view.is_mine(&place))
            })
            .await;
    }

    pub async fn floor(&self, ask: FloorAsk) {
        self.floor_at(ask, Timestamp::now()).await;
    }

    async fn floor_at(&self, ask: FloorAsk, at: Timestamp) {
        self.rig
            .send(Command::Floor(FloorCommand {
                place: self.place.clone(),
                ask,
                at,
                fresh: Uuid::now_v7(),
                by: "Divya".to_owned(),
            }))
            .await;
    }

    pub async fn scan(&self, text: &str) {
        let readings = vec![text.to_owned()];
        self.floor(FloorAsk::Scan { text: text.to_owned(), readings }).await;
    }

    pub async fn until_answer(&mut self, what: &str, wanted: impl Fn(&Answer) -> bool) -> Snapshot {
        let place = self.place.clone();
        let said = |s: &Snapshot| {
            session(s, &place).and_then(|one| one.answer.as_ref()).is_some_and(&wanted)
        };
        self.rig.until(what, said).await
    }

    /// Steps the site until the tray stands here.
    pub async fn until_here(&mut self) {
        let place = self.place.clone();
        self.rig
            .until("tray 7 asked for", |s| {
                s.ledger.get().is_some_and(|all| {
                    all.iter().any(|intent| intent.action.tray().is_some_and(|t| t.as_str() == "7"))
                })
            })
            .await;
        self.rig
            .until("tray 7 accepted", |s| {
                s.ledger
                    .get()
                    .is_some_and(|all| all.iter().any(|one| one.state.code() == "accepted"))
            })
            .await;
        self.rig.sim.control.step(60.0);
        self.rig
            .until("tray 7 at work", |s| session(s, &place).is_some_and(|one| one.tray.is_some()))
            .await;
    }
}

fn states(snapshot: &Snapshot) -> Vec<(u32, LineState)> {
    let lines = &snapshot.floor.get().unwrap().floor.lines;
    lines.values().map(|line| (line.taken, line.state)).collect()
}

#[test]
fn a_cycle_needs_one_scan_a_piece_and_one_to_release_and_nothing_else() {
    block_on(async {
        let mut picker = Picker::start("scans-only").await;
        // whoever scans first works here; the trays come by themselves
        picker.scan("TD:NEXT").await;
        picker.until_here().await;
        for taken in 1..=2 {
            picker.scan("4001").await;
            let counted = Answer::Counted { taken, quantity: 3 };
            picker.until_answer("a piece", |answer| *answer == counted).await;
        }
        picker.scan("4001").await;
        picker.scan("H000002").await;
        let s = picker
            .until_answer("both lines", |answer| {
                matches!(answer, Answer::LineDone { sku, .. } if sku.as_str() == "H000002")
            })
            .await;
        assert_eq!(states(&s), [(3, LineState::Done), (1, LineState::Done)]);
        picker.scan("7").await;
        let place = picker.place.clone();
        picker
            .rig
            .until("nothing here any more", |s| {
                session(s, &place).is_some_and(|one| one.tray.is_none())
            })
            .await;
        assert_eq!(picker.rig.carried_out("POST /retrieve_tray"), 1);
        assert_eq!(picker.rig.carried_out("PATCH /release_tray"), 1);
    });
}

#[test]
fn after_a_restart_the_picker_is_on_the_same_line_with_the_same_count() {
    block_on(async {
        let mut picker = Picker::start("same-line").await;
        picker.scan("TD:NEXT").await;
        picker.until_here().await;
        picker.scan("4001").await;
        picker.scan("4001").await;
        picker
            .until_answer("two pieces", |a| *a == Answer::Counted { taken: 2, quantity: 3 })
            .await;
        picker.rig.restart();
        picker.open().await;
        let place = picker.place.clone();
        let s = picker.rig.until("the tray", |s| {
            s.ready_trays.get().is_some()
                && session(s, &place).is_some_and(|one| one.tray.is_some())
        });
        let s = s.await;
        let session = session(&s, &place).unwrap();
        assert_eq!(session.person, "Divya", "still signed in");
        let view = s.floor.get().unwrap();
        let here = [session.tray.clone().unwrap()];
        let around = Around { here: Some(&here), jobs: &[], trays: &[], rules: Rules::default() };
        let Task::Line(line) = view.floor.task(session, &around) else { panic!("no line") };
        assert_eq!((line.taken, line.number), (2, 1));
        picker.scan("4001").await;
        picker.until_answer("the line", |a| matches!(a, Answer::LineDone { .. })).await;
        assert_eq!(picker.rig.carried_out("POST /retrieve_tray"), 1, "not asked for twice");
    });
}

#[test]
fn while_the_robot_manager_is_silent_known_lines_stay_workable() {
    block_on(async {
        let mut picker = Picker::start("silent-host").await;
        picker.scan("TD:NEXT").await;
        picker.until_here().await;
        picker.rig.sim.control.set_faults(&["robot-manager:refused"]).unwrap();
        picker.rig.until("the robot manager down", |s| s.ready_trays.stamp.trouble.is_some()).await;
        for _ in 0..3 {
            picker.scan("4001").await;
        }
        let s = picker.until_answer("the line", |a| matches!(a, Answer::LineDone { .. })).await;
        assert_eq!(states(&s)[0], (3, LineState::Done));
    });
}

#[test]
fn a_thousand_scans_are_a_thousand_pieces_in_order() {
    block_on(async {
        let mut picker = Picker::start("thousand").await;
        let long = PickLine {
            quantity: 1_000,
            order: "O-2".to_owned(),
            ..line(1, "B3", "H000009", 1_000)
        };
        let fill = Fill {
            lines: vec![long],
            barcodes: vec![("4009".to_owned(), "H000009".into())],
            ..Fill::default()
        };
        let id = Uuid::now_v7();
        let order = FillOrder { id, fill: Arc::new(fill), by: "A".to_owned() };
        picker.rig.send(Command::Fill(order)).await;
        picker.scan("TD:NEXT").await;
        picker.until_here().await;
        for _ in 0..3 {
            picker.scan("4001").await;
        }
        picker.scan("H000002").await;
        for _ in 0..1_000 {
            picker.scan("4009").await;
        }
        let s = picker
            .until_answer("a thousand", |a| matches!(a, Answer::LineDone { pieces: 1_000, .. }))
            .await;
        assert!(states(&s).iter().all(|(_, state)| *state == LineState::Done));
    });
}

/// What became of the newest wish of a supervisor's program.
async fn until_wish(screen: &mut ScreenSide, wanted: WishState) {
    let told = screen.snapshots.wait_for(|s| {
        let view = s.floor.get();
        view.is_some_and(|view| view.floor.wishes.values().any(|wish| wish.state == wanted))
    });
    let told = tokio::time::timeout(std::time::Duration::from_secs(20), told).await;
    assert!(told.is_ok(), "never {wanted:?}");
}

#[test]
fn a_supervisor_at_another_pc_asks_the_picker_first() {
    block_on(async {
        let mut picker = Picker::start("from-elsewhere").await;
        picker.scan("TD:NEXT").await;
        picker.until_here().await;
        picker.scan("4001").await;
        picker.until_answer("a piece", |a| matches!(a, Answer::Counted { .. })).await;
        let ledger = picker.rig.folder.join("ledger.sqlite");
        let wakes = Arc::default();
        let (mut office, worker) = start_worker(&picker.rig.sim.urls, &ledger, &wakes, None);
        let place = picker.place.clone();
        let sees = office.snapshots.wait_for(|s| {
            s.floor.get().is_some_and(|view| view.is_elsewhere(&place))
                && s.stations.get().is_some()
        });
        sees.await.unwrap();
        for (yes, then) in [(false, WishState::Refused), (true, WishState::Agreed)] {
            let wish = FloorCommand {
                place: place.clone(),
                ask: FloorAsk::Wish(Wanted::ReleaseTray("7".into())),
                at: Timestamp::now(),
                fresh: Uuid::now_v7(),
                by: "Sara".to_owned(),
            };
            office.commands.send(Command::Floor(wish)).await.unwrap();
            let asked = |s: &Snapshot| session(s, &place).is_some_and(|one| one.question.is_some());
            let s = picker.rig.until("the question", asked).await;
            let question = session(&s, &place).unwrap().question.clone().unwrap();
            assert_eq!(
                (question.from.as_str(), question.what),
                ("Sara", Wanted::ReleaseTray("7".into()))
            );
            // pressed when it could be read
            let at = question.at + jiff::SignedDuration::from_secs(1);
            picker.floor_at(FloorAsk::Do(Input::Answer(yes)), at).await;
            until_wish(&mut office, then).await;
            if !yes {
                assert_eq!(picker.rig.carried_out("PATCH /release_tray"), 0);
            }
        }
        let left = |s: &Snapshot| session(s, &place).is_some_and(|one| one.tray.is_none());
        picker.rig.until("the tray gone", left).await;
        assert_eq!(picker.rig.carried_out("PATCH /release_tray"), 1);
        worker.end();
    });
}

#[test]
fn two_consoles_at_one_station_never_count_the_same_piece() {
    block_on(async {
        let mut picker = Picker::start("two-consoles").await;
        picker.scan("TD:NEXT").await;
        picker.until_here().await;
        picker.scan("4001").await;
        picker.until_answer("a piece", |a| *a == Answer::Counted { taken: 1, quantity: 3 }).await;
        let mut second = picker.rig.beside();
        let (place, own) = (picker.place.clone(), picker.place.clone());
        second
            .until("the other one works here", |s| {
                s.floor.get().is_some_and(|view| view.is_elsewhere(&place))
            })
            .await;
        let command = |ask| FloorCommand {
            place: own.clone(),
            ask,
            at: Timestamp::now(),
            fresh: Uuid::now_v7(),
            by: "Ravi".to_owned(),
        };
        let scan = || FloorAsk::Scan { text: "4001".to_owned(), readings: vec!["4001".to_owned()] };
        second.send(Command::Floor(command(FloorAsk::Open))).await;
        second.send(Command::Floor(command(scan()))).await;
        second.send(Command::Floor(command(FloorAsk::TakeOver))).await;
        second
            .until("taken over", |s| s.floor.get().is_some_and(|view| view.is_mine(&place)))
            .await;
        picker.scan("4001").await;
        picker
            .rig
            .until("the first one sees it", |s| {
                s.floor.get().is_some_and(|view| view.is_elsewhere(&place))
            })
            .await;
        second.send(Command::Floor(command(scan()))).await;
        let s = second
            .until("the second piece", |s| {
                session(s, &place).is_some_and(|one| {
                    one.answer == Some(Answer::Counted { taken: 2, quantity: 3 })
                })
            })
            .await;
        assert_eq!(states(&s)[0], (2, LineState::Open));
        second.end_worker();
    });
}
