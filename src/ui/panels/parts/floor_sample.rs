//! A floor for the tests of panels that show it: lines of two orders, two people at work, one of them asked.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::fixture;
use crate::bus::command::Watch;
use crate::bus::floor::FloorView;
use crate::bus::snapshot::Snapshot;
use crate::domain::floor::{Floor, Items, Question, Session, StationWish, Wanted, WishState};
use crate::domain::pick::{Exception, LineId, LineState, Mode, PickLine, Workplace};
use crate::domain::preferences::Preferences;
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::route::Route;

/// The program of the screen, and another one on the same store.
const ME: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);

fn ago(seconds: i64) -> Timestamp {
    fixture::now() - SignedDuration::from_secs(seconds)
}

fn line(number: u32, order: &str, compartment: &str, sku: &str, quantity: u32) -> PickLine {
    let id = LineId(Uuid::from_u128(u128::from(number)));
    let line = PickLine::new(id, Mode::Picking, "12".into(), compartment, sku.into());
    PickLine { quantity, order: order.to_owned(), number, of: 5, ..line }
}

fn lines() -> Vec<PickLine> {
    let ended = |line, state, taken| PickLine {
        state,
        taken,
        by: "Divya".to_owned(),
        ended_at: Some(ago(300)),
        ..line
    };
    let done = ended(line(1, "O-1", "B2", "H000204", 3), LineState::Done, 3);
    let short = PickLine {
        reason: Some(Exception::Short),
        approved_by: Some("Sara".to_owned()),
        damaged: 1,
        ..ended(line(2, "O-1", "A1", "H000187", 4), LineState::Short, 1)
    };
    let count = PickLine { mode: Mode::Counting, ..line(4, "", "A3", "H000300", 14) };
    vec![done, short, line(3, "O-2", "B3", "H000204", 2), count]
}

fn session(place: &str, person: &str, holder: Uuid) -> Session {
    let place = Workplace::parse(place).unwrap();
    let mut session = Session::new(place, holder, ago(5_400));
    session.person = person.to_owned();
    session
}

/// All of it.
pub fn view() -> FloorView {
    let mut floor = Floor::default();
    for line in lines() {
        floor.lines.insert(line.id, Arc::new(line));
    }
    let mut items = Items::default();
    items.set_name(&"H000204".into(), "Mug, blue");
    items.set_name(&"H000187".into(), "Bottle 0.7 l");
    floor.items = Arc::new(items);
    let mut first = session("slot:PS-1", "Divya", OTHER);
    (first.tray, first.tray_since) = (Some("12".into()), Some(ago(200)));
    first.last_scan = Some(ago(12));
    for minute in 0..30 {
        first.pace.count(3, ago(60 * (30 - minute)));
    }
    let wish = StationWish {
        id: Uuid::from_u128(7),
        place: first.place.clone(),
        what: Wanted::ReleaseTray("12".into()),
        from: "Sara".to_owned(),
        program: ME,
        at: ago(8),
        state: WishState::Asked,
        by: String::new(),
        ended_at: None,
    };
    let refused = StationWish {
        id: Uuid::from_u128(8),
        at: ago(400),
        state: WishState::Refused,
        by: "Divya".to_owned(),
        ..wish.clone()
    };
    first.question = Some(Question {
        id: wish.id,
        what: wish.what.clone(),
        from: "Sara".to_owned(),
        at: ago(8),
    });
    let mut second = session("slot:PS-2", "Ravi", ME);
    second.last_scan = Some(ago(840));
    let mut balcony = session("balcony:1", "Anil", OTHER);
    balcony.last_scan = Some(ago(70));
    balcony.help_since = Some(ago(65));
    for session in [first, second, balcony] {
        floor.sessions.insert(session.place.clone(), Arc::new(session));
    }
    for wish in [wish, refused] {
        floor.wishes.insert(wish.id, Arc::new(wish));
    }
    FloorView { floor, me: ME, others: BTreeSet::from([OTHER]), ..FloorView::default() }
}

/// The snapshot of the fixture with it.
pub fn snapshot() -> Snapshot {
    Snapshot { floor: fixture::section(view()), ..fixture::snapshot() }
}

/// A panel that is shown this floor, whatever else it is shown.
#[derive(Default)]
pub struct WithFloor<P>(P);

impl<P: PanelUi> PanelUi for WithFloor<P> {
    fn watch(&self, preferences: &Preferences) -> Watch {
        self.0.watch(preferences)
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut egui::Ui) {
        let snapshot = Snapshot { floor: fixture::section(view()), ..context.snapshot.clone() };
        self.0.panel_ui(&mut context.showing(&snapshot), ui);
    }

    fn open(&mut self, route: &Route) {
        self.0.open(route);
    }
}
