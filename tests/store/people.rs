//! People at the stations on disk: what is kept of them, and what is not.

use traydeck::domain::access::Role;
use traydeck::domain::floor::Rules;
use traydeck::store::{FloorStore, PeopleRow, Store, StoreError};
use traydeck::util::hashed::{badge_hash, password_hash, password_is};
use uuid::Uuid;

use super::at;
use crate::support::{block_on, folder};

fn put(name: &str, badge: Option<String>, pin: Option<String>, active: bool) -> PeopleRow {
    PeopleRow::Put { name: name.to_owned(), role: Role::Picker, active, badge, pin }
}

#[test]
fn a_person_is_kept_with_hashes_only_and_each_change_is_audited() {
    block_on(async {
        let folder = folder("people");
        let path = folder.join("ledger.sqlite");
        let store = FloorStore::open(&path).await.unwrap();
        let salt = store.people().await.unwrap().salt;
        assert_eq!(salt.len(), 32);
        let badge = badge_hash(&salt, "TD:B:83114");
        let pin = password_hash("471100").unwrap();
        let me = Uuid::from_u128(1);
        let row = put("Divya", Some(badge.clone()), Some(pin), true);
        let first = store.change_people(&row, "Asha", at(0), me).await.unwrap();
        // switched off: badge and PIN stay
        let row = put("Divya", None, None, false);
        let second = store.change_people(&row, "Asha", at(1), me).await.unwrap();
        assert_eq!(second, first + 1, "other programs see that something changed");
        let taken = put("Meera", Some(badge), None, true);
        let refused = store.change_people(&taken, "Asha", at(2), me).await;
        assert_eq!(refused, Err(StoreError::BadgeTaken("Divya".to_owned())));
        let read = store.people().await.unwrap();
        let [divya] = read.people.as_slice() else { panic!("{read:?}") };
        assert!(!divya.person.active && divya.person.has_badge && divya.person.has_pin);
        assert!(password_is(divya.pin.as_deref().unwrap(), "471100"));

        let rules = Rules { approve_above: Some(2), sign_in: true, interlock_seconds: 30 };
        store.change_people(&PeopleRow::Rules(rules), "Asha", at(3), me).await.unwrap();
        assert_eq!(store.people().await.unwrap().rules, rules);
        let none = PeopleRow::Rules(Rules::default());
        store.change_people(&none, "Asha", at(4), me).await.unwrap();
        assert_eq!(store.people().await.unwrap().rules, Rules::default());
        store.clear(me).await.unwrap();
        assert_eq!(store.people().await.unwrap().people.len(), 1, "people are no stock");
        let gone = PeopleRow::Remove("Divya".to_owned());
        store.change_people(&gone, "Asha", at(5), me).await.unwrap();
        assert!(store.change_people(&gone, "Asha", at(6), me).await.is_err());
        store.close().await;

        let ledger = Store::open(&path).await.unwrap();
        let audit = ledger.audit(20).await.unwrap();
        let mut what: Vec<&str> = audit.iter().map(|row| row.what.as_str()).collect();
        what.sort_unstable();
        let put = ["people.put"; 2];
        assert_eq!(what, [&put[..], &["people.remove", "people.rules", "people.rules"]].concat());
        assert!(audit.iter().all(|row| row.who == "Asha"));
        ledger.close().await;
        for file in std::fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            let bytes = if path.is_file() { std::fs::read(path).unwrap() } else { Vec::new() };
            for secret in ["83114", "471100"] {
                assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()));
            }
        }
    });
}

#[test]
fn wrong_pins_in_a_row_count_on_after_a_restart_and_at_every_program() {
    block_on(async {
        let path = folder("pin-tries").join("ledger.sqlite");
        let me = Uuid::from_u128(1);
        let tried = async |second: i64| {
            // each try by a program of its own
            let store = FloorStore::open(&path).await.unwrap();
            let taken = store.pin_tried("Divya", at(second), me).await.unwrap();
            store.close().await;
            taken
        };
        for second in 0..5 {
            assert!(tried(second).await, "in second {second}");
        }
        assert!(!tried(5).await && !tried(63).await);
        let store = FloorStore::open(&path).await.unwrap();
        assert_eq!(store.people().await.unwrap().tries.pauses(at(63)).len(), 1);
        assert!(store.pin_tried("Meera", at(63), me).await.unwrap(), "held against one name");
        store.close().await;
        assert!(tried(64).await, "the pause is over, and it is counted anew");
        let store = FloorStore::open(&path).await.unwrap();
        let (before, _) = store.version().await.unwrap();
        store.pin_right("Divya", me).await.unwrap();
        assert_eq!(store.people().await.unwrap().tries.of("Divya"), None);
        assert_eq!(store.version().await.unwrap().0, before + 1, "the others see it");
        store.close().await;
    });
}
