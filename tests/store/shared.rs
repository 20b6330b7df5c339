//! One ledger, several programs: who holds what, what is taken over, what is set aside, what leaves, what an old file keeps.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use traydeck::domain::ids::{OrderReference, SlotId, TrayId};
use traydeck::domain::intent::{Action, Intent, IntentId, IntentState, StepKind};
use traydeck::store::{Store, StoreError};
use uuid::Uuid;

use super::{at, new_intent, step};
use crate::support::{block_on, folder};

/// The statements of each version of the ledger's tables, oldest first.
const VERSIONS: [&str; 3] = [
    include_str!("../../assets/sql/sqlite/0001_ledger.sql"),
    include_str!("../../assets/sql/sqlite/0002_pictures.sql"),
    include_str!("../../assets/sql/sqlite/0003_pictures_told_apart.sql"),
];

async fn raw(path: &Path) -> SqlitePool {
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true);
    SqlitePool::connect_with(options).await.unwrap()
}

async fn run(pool: &SqlitePool, sql: &str) {
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned())).execute(pool).await.unwrap();
}

/// A release of a tray of its own.
fn numbered(number: usize) -> Intent {
    let action = Action::ReleaseTray {
        tray: TrayId::new(&number.to_string()),
        reference: OrderReference::new(&format!("TD-{number}")),
        tags: Vec::new(),
        station: "PS-1".to_owned(),
    };
    Intent { id: IntentId(Uuid::now_v7()), action, ..new_intent() }
}

fn retrieval(reference: &str) -> Intent {
    let action = Action::RetrieveTray {
        tray: TrayId::new("3"),
        reference: OrderReference::new(reference),
        tags: Vec::new(),
        station: "PS-1".to_owned(),
        slot: SlotId::new("1"),
    };
    Intent { id: IntentId(Uuid::now_v7()), action, ..new_intent() }
}

#[test]
fn two_programs_see_each_other_and_only_the_holder_moves_a_command() {
    block_on(async {
        let path = folder("two").join("ledger.sqlite");
        let (a, b) = (Store::open(&path).await.unwrap(), Store::open(&path).await.unwrap());
        a.take_up(9, at(0)).await.unwrap();
        b.take_up(9, at(0)).await.unwrap();
        let intent = new_intent();
        a.insert_intent(&intent).await.unwrap();
        let looked = b.look(at(1)).await.unwrap();
        assert_eq!(looked.taken, []);
        assert_eq!(looked.others[0].intent, intent);
        let who = looked.others[0].elsewhere.clone().unwrap();
        assert!(who.contains(&std::process::id().to_string()), "{who}");
        assert_eq!(b.look(at(2)).await.unwrap().others, []);
        let sent = step(2, StepKind::Sent);
        let moved = b.advance(intent.id, &sent, IntentState::Sent, "P", 1).await;
        assert_eq!(moved, Err(StoreError::HeldElsewhere(intent.id)));
        a.advance(intent.id, &sent, IntentState::Sent, "P", 1).await.unwrap();
        assert_eq!(b.look(at(3)).await.unwrap().others[0].intent.state, IntentState::Sent);
        // the first ends: the second holds it from its next look on
        a.close().await;
        let taken = b.look(at(4)).await.unwrap().taken;
        assert_eq!((taken.len(), taken[0].epoch, taken[0].elsewhere.clone()), (1, 2, None));
        let nothing = step(5, StepKind::FoundAfterRestart);
        let stale = b.advance(intent.id, &nothing, IntentState::Unknown, "P", 1).await;
        assert_eq!(stale, Err(StoreError::HeldElsewhere(intent.id)), "a step of an earlier epoch");
        b.advance(intent.id, &nothing, IntentState::Unknown, "P", 2).await.unwrap();
        b.close().await;
    });
}

#[test]
fn a_program_that_hangs_loses_its_lease_and_a_clock_that_jumps_takes_none() {
    block_on(async {
        let path = folder("hangs").join("ledger.sqlite");
        let (a, b) = (Store::open(&path).await.unwrap(), Store::open(&path).await.unwrap());
        a.take_up(9, at(0)).await.unwrap();
        b.take_up(9, at(0)).await.unwrap();
        let intent = new_intent();
        a.insert_intent(&intent).await.unwrap();
        let jumps = [3_600, -3_600, 7_200, 0];
        for second in jumps {
            assert_eq!(b.look(at(second)).await.unwrap().taken, [], "after a jump to {second}");
        }
        let mut taken = None;
        for second in 1..60 {
            if taken.is_none() && !b.look(at(second)).await.unwrap().taken.is_empty() {
                taken = Some(second);
            }
        }
        assert!(taken.is_some_and(|second| second > 20), "{taken:?}");
        // it wakes up again: what it held is not its own any more
        let sent = step(70, StepKind::Sent);
        let late = a.advance(intent.id, &sent, IntentState::Sent, "P", 1).await;
        assert_eq!(late, Err(StoreError::HeldElsewhere(intent.id)));
        let looked = a.look(at(71)).await.unwrap();
        assert_eq!(looked.taken, [], "the new holder lives");
        a.close().await;
        b.close().await;
    });
}

#[test]
fn a_reference_and_a_release_are_asked_once_by_all_programs_together() {
    block_on(async {
        let path = folder("once").join("ledger.sqlite");
        let (a, b) = (Store::open(&path).await.unwrap(), Store::open(&path).await.unwrap());
        a.take_up(9, at(0)).await.unwrap();
        b.take_up(9, at(0)).await.unwrap();
        a.insert_intent(&retrieval("TD-7")).await.unwrap();
        let again = b.insert_intent(&retrieval("TD-7")).await;
        assert_eq!(again, Err(StoreError::AskedAlready("not-queued-reference-used")));
        b.insert_intent(&retrieval("TD-8")).await.unwrap();
        let first = numbered(1);
        a.insert_intent(&first).await.unwrap();
        let again = b.insert_intent(&numbered(1)).await;
        assert_eq!(again, Err(StoreError::AskedAlready("not-queued-already-asked")));
        let off = step(1, StepKind::TooOld);
        a.advance(first.id, &off, IntentState::Abandoned, "P", 1).await.unwrap();
        b.insert_intent(&numbered(1)).await.unwrap();
        a.close().await;
        b.close().await;
    });
}

#[test]
fn a_tray_nobody_pressed_for_is_asked_for_by_one_of_two_programs() {
    block_on(async {
        let path = folder("brought").join("ledger.sqlite");
        let (a, b) = (Store::open(&path).await.unwrap(), Store::open(&path).await.unwrap());
        a.take_up(9, at(0)).await.unwrap();
        b.take_up(9, at(0)).await.unwrap();
        let first = retrieval("TD-7");
        a.insert_if_alone(&first).await.unwrap();
        let second = b.insert_if_alone(&retrieval("TD-8")).await;
        assert_eq!(second, Err(StoreError::AskedAlready("not-queued-already-asked")));
        // a person may, with eyes open
        let pressed = retrieval("TD-9");
        b.insert_intent(&pressed).await.unwrap();
        for (store, intent) in [(&a, &first), (&b, &pressed)] {
            let off = step(1, StepKind::TooOld);
            store.advance(intent.id, &off, IntentState::Abandoned, "P", 1).await.unwrap();
        }
        b.insert_if_alone(&retrieval("TD-10")).await.unwrap();
        a.close().await;
        b.close().await;
    });
}

#[test]
fn of_a_thousand_commands_one_that_cannot_be_understood_is_set_aside_and_the_rest_goes_on() {
    block_on(async {
        let path = folder("aside").join("ledger.sqlite");
        let store = Store::open(&path).await.unwrap();
        let intents: Vec<Intent> = (0..1000).map(numbered).collect();
        for intent in &intents {
            store.insert_intent(intent).await.unwrap();
        }
        store.close().await;
        let pool = raw(&path).await;
        let bad = intents[400].id.0;
        let payload = r#"{"action":"fly_tray","tray":"400"}"#;
        run(&pool, &format!("UPDATE intents SET payload = '{payload}' WHERE id = '{bad}'")).await;
        pool.close().await;
        let store = Store::open(&path).await.unwrap();
        let held = store.take_up(500, at(5)).await.unwrap();
        assert_eq!(held.taken.len(), 999);
        let aside = held.set_aside.unwrap();
        assert_eq!((aside.len(), aside[0].id.clone()), (1, bad.to_string()));
        assert!(aside[0].reason.contains("fly_tray"), "{}", aside[0].reason);
        let after = &intents[401];
        store.advance(after.id, &step(6, StepKind::Sent), IntentState::Sent, "P", 2).await.unwrap();
        store.close().await;
        // a version that understands it again goes on with it
        let pool = raw(&path).await;
        let good = format!(
            "UPDATE intents SET payload = (SELECT payload FROM intents WHERE id = '{}') WHERE id = '{bad}'",
            intents[399].id.0
        );
        run(&pool, &good).await;
        pool.close().await;
        let store = Store::open(&path).await.unwrap();
        let held = store.take_up(500, at(9)).await.unwrap();
        assert_eq!((held.taken.len(), held.set_aside.unwrap().len()), (1000, 0));
        store.close().await;
    });
}

#[test]
fn finished_commands_leave_after_their_time_and_unfinished_ones_never() {
    block_on(async {
        let path = folder("sweep").join("ledger.sqlite");
        let store = Store::open(&path).await.unwrap();
        let (done, open) = (numbered(1), numbered(2));
        for intent in [&done, &open] {
            store.insert_intent(intent).await.unwrap();
        }
        let off = step(1, StepKind::TooOld);
        store.advance(done.id, &off, IntentState::Abandoned, "P", 1).await.unwrap();
        let days = |days: i64| at(2) + SignedDuration::from_hours(24 * days);
        assert_eq!(store.sweep(90, days(89)).await.unwrap(), 0);
        assert_eq!(store.sweep(90, days(91)).await.unwrap(), 1);
        let left: Vec<IntentId> =
            store.recent(9).await.unwrap().iter().map(|intent| intent.id).collect();
        assert_eq!(left, [open.id]);
        assert_eq!(store.audit(9).await.unwrap().len(), 3, "who is accountable is kept longer");
        assert_eq!(store.sweep(90, days(2000)).await.unwrap(), 0);
        assert_eq!(store.audit(9).await.unwrap().len(), 0);
        assert_eq!(store.unfinished().await.unwrap().len(), 1);
        store.close().await;
    });
}

#[test]
fn a_full_disk_refuses_and_loses_nothing() {
    block_on(async {
        let path = folder("full").join("ledger.sqlite");
        let store = Store::open(&path).await.unwrap();
        let first = numbered(0);
        store.insert_intent(&first).await.unwrap();
        // never below what is there: the file just cannot grow
        store.bound(1).await.unwrap();
        let mut kept = 1;
        let refused = loop {
            match store.insert_intent(&numbered(kept)).await {
                Ok(()) => kept += 1,
                Err(error) => break error,
            }
            assert!(kept < 2000, "the disk is never full");
        };
        assert!(refused.to_string().starts_with("The disk is full"), "{refused}");
        assert_eq!(store.recent(5000).await.unwrap().len(), kept);
        store.bound(1_000_000).await.unwrap();
        let sent = step(1, StepKind::Sent);
        store.advance(first.id, &sent, IntentState::Sent, "P", 1).await.unwrap();
        store.insert_intent(&numbered(kept)).await.unwrap();
        assert_eq!(store.unfinished().await.unwrap().len(), kept + 1);
        store.close().await;
    });
}

/// A ledger as an older version left it, with one command of each kind that matters.
async fn older(path: &Path, version: usize) -> Uuid {
    let pool = raw(path).await;
    run(&pool, "CREATE TABLE migrations (number BIGINT NOT NULL PRIMARY KEY)").await;
    for (number, sql) in (1..).zip(&VERSIONS[..version]) {
        run(&pool, sql).await;
        run(&pool, &format!("INSERT INTO migrations (number) VALUES ({number})")).await;
    }
    let id = Uuid::now_v7();
    let payload = r#"{"action":"retrieve_tray","tray":"3","reference":"TD-9","tags":[],"station":"PS-1","slot":"1"}"#;
    let time = "2025-11-22T05:00:00.000000Z";
    run(
        &pool,
        &format!(
            "INSERT INTO intents (id, operation, payload, asked_by, place, asked_at, state, since) \
             VALUES ('{id}', 'robot-manager.retrieve-tray', '{payload}', 'P', 'PS-1', '{time}', \
             'accepted', '{time}'); \
             INSERT INTO steps VALUES ('{id}', 0, '{time}', 'queued', '{{}}'); \
             INSERT INTO steps VALUES ('{id}', 1, '{time}', 'sent', '{{}}'); \
             INSERT INTO audit VALUES ('{id}', '{time}', '{id}', 'P', 'PS-1', 'x', '', 'queued', '')"
        ),
    )
    .await;
    pool.close().await;
    id
}

#[test]
fn a_ledger_of_every_older_version_opens_with_all_it_held() {
    block_on(async {
        for version in 1..=VERSIONS.len() {
            let path = folder("older").join("ledger.sqlite");
            let id = older(&path, version).await;
            let store = Store::open(&path).await.unwrap();
            let held = store.take_up(9, at(0)).await.unwrap();
            assert_eq!(held.taken.len(), 1, "version {version}");
            let found = &held.taken[0];
            assert_eq!((found.intent.id.0, found.intent.steps.len()), (id, 2));
            assert_eq!(store.audit(9).await.unwrap().len(), 1);
            let again = store.insert_intent(&retrieval("TD-9")).await;
            assert!(matches!(again, Err(StoreError::AskedAlready(_))), "{again:?}");
            let moved = step(1, StepKind::ReadBackFound { what: "there".to_owned() });
            let to = IntentState::Confirmed;
            store.advance(found.intent.id, &moved, to, "P", found.epoch).await.unwrap();
            store.close().await;
        }
    });
}

#[test]
fn a_ledger_of_a_newer_version_is_refused_with_advice_and_left_as_it_is() {
    block_on(async {
        let path = folder("newer").join("ledger.sqlite");
        Store::open(&path).await.unwrap().close().await;
        let pool = raw(&path).await;
        run(&pool, "INSERT INTO migrations (number) VALUES (999)").await;
        pool.close().await;
        let error = Store::open(&path).await.unwrap_err();
        assert!(matches!(error, StoreError::Newer { found: 999, .. }), "{error:?}");
        assert!(error.to_string().contains("Update"), "{error}");
    });
}

#[test]
fn a_ledger_that_may_only_be_read_says_so() {
    block_on(async {
        let path = folder("read-only").join("ledger.sqlite");
        let store = Store::open(&path).await.unwrap();
        let intent = new_intent();
        store.insert_intent(&intent).await.unwrap();
        store.close().await;
        let store = Store::open_to_read(&path).await.unwrap();
        assert_eq!(store.unfinished().await.unwrap(), [intent]);
        assert!(store.insert_intent(&new_intent()).await.is_err());
        let swept = store.sweep(90, Timestamp::MAX).await.unwrap_err();
        assert!(swept.to_string().contains("read-only"), "{swept}");
        store.close().await;
    });
}
