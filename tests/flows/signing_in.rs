//! Signing in at a station by badge and by PIN, over a real store; neither is ever written down or shown.

use jiff::Timestamp;
use secrecy::SecretString;
use traydeck::bus::command::{Command, Typed};
use traydeck::bus::floor::{FloorAsk, FloorCommand, FloorView};
use traydeck::bus::people::{PeopleChange, PeopleOrder, PeopleRefusal};
use traydeck::bus::snapshot::Snapshot;
use traydeck::domain::access::Role;
use traydeck::domain::floor::{Answer, Rules};
use traydeck::domain::pick::Workplace;
use uuid::Uuid;

use crate::support::{Rig, block_on};

const BADGE: &str = "TD:B:8311409";
const PIN: &str = "47110815";
const WRONG: &str = "58220926";

fn typed(text: &str) -> Typed {
    Typed(SecretString::from(text))
}

pub async fn change(rig: &mut Rig, change: PeopleChange) -> Result<(), PeopleRefusal> {
    let id = Uuid::now_v7();
    let order = PeopleOrder { id, change, by: "Asha".to_owned(), at: Timestamp::now() };
    rig.send(Command::People(Box::new(order))).await;
    let done = |view: &FloorView| view.people.done.clone().filter(|(of, _)| *of == id);
    let s = rig.until("the change", |s| s.floor.get().is_some_and(|v| done(v).is_some())).await;
    done(s.floor.get().unwrap()).unwrap().1
}

async fn ask(rig: &Rig, place: &Workplace, ask: FloorAsk) {
    let command = FloorCommand {
        place: place.clone(),
        ask,
        at: Timestamp::now(),
        fresh: Uuid::now_v7(),
        by: "PC".to_owned(),
    };
    assert!(!format!("{command:?}").contains(PIN), "a PIN stands in the words of a command");
    rig.send(Command::Floor(command)).await;
}

async fn answered(rig: &mut Rig, place: &Workplace, wanted: Answer) -> Snapshot {
    let said = |s: &Snapshot| {
        let session = s.floor.get().and_then(|view| view.floor.session(place).cloned());
        session.is_some_and(|session| session.answer.as_ref() == Some(&wanted))
    };
    rig.until("the answer", said).await
}

#[test]
fn neither_badge_nor_pin_is_written_down_or_shown() {
    block_on(async {
        let mut rig = Rig::start("signing-in");
        let s = rig.until("the floor", |s| {
            s.stations.get().is_some() && s.floor.get().is_some_and(|view| !view.me.is_nil())
        });
        let slot = s.await.stations.get().unwrap().first().unwrap().slot.clone();
        let place = Workplace::Tray(slot);
        let put = |name: &str| PeopleChange::Put {
            name: name.to_owned(),
            role: Role::Picker,
            active: true,
            badge: Some(typed(BADGE)),
            pin: Some(typed(PIN)),
        };
        change(&mut rig, put("Divya")).await.unwrap();
        let taken = change(&mut rig, put("Meera")).await;
        assert_eq!(taken, Err(PeopleRefusal::BadgeOf("Divya".to_owned())));
        let rules = Rules { sign_in: true, ..Rules::default() };
        change(&mut rig, PeopleChange::Rules(rules)).await.unwrap();
        rig.until("the rules", |s| s.floor.get().is_some_and(|view| view.rules == rules)).await;
        ask(&rig, &place, FloorAsk::Open).await;
        rig.until("ours", |s| s.floor.get().is_some_and(|view| view.is_mine(&place))).await;

        let name = || "Divya".to_owned();
        ask(&rig, &place, FloorAsk::Pin { name: name(), pin: typed(WRONG) }).await;
        answered(&mut rig, &place, Answer::WrongPin).await;
        ask(&rig, &place, FloorAsk::Pin { name: name(), pin: typed(PIN) }).await;
        answered(&mut rig, &place, Answer::SignedIn { name: name() }).await;
        ask(&rig, &place, FloorAsk::Do(traydeck::domain::floor::Input::SignOut)).await;
        answered(&mut rig, &place, Answer::SignedOut).await;
        let text = BADGE.to_owned();
        ask(&rig, &place, FloorAsk::Scan { readings: vec![text.clone()], text }).await;
        let s = answered(&mut rig, &place, Answer::SignedIn { name: name() }).await;

        let shown = format!("{s:?}");
        rig.end_worker();
        let files = std::fs::read_dir(&rig.folder).unwrap().map(|file| file.unwrap().path());
        let disk: Vec<u8> = files
            .filter(|path| path.is_file())
            .flat_map(|path| std::fs::read(path).unwrap())
            .collect();
        let holds = |text: &str| disk.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(holds("Divya") && holds("station.refused"), "the store is looked at");
        for secret in ["8311409", PIN, WRONG] {
            assert!(!holds(secret), "{secret} stands on disk");
            assert!(!shown.contains(secret), "{secret} stands in the snapshot");
        }
    });
}
