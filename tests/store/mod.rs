//! The ledger on disk: what is whole stays whole, what is torn was never there, what is broken says so.

mod floor;
mod people;
mod shared;

use std::pin::pin;
use std::task::Poll;

use jiff::Timestamp;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use traydeck::domain::ids::{OrderReference, TrayId};
use traydeck::domain::intent::{Action, Intent, IntentId, IntentState, Step, StepKind};
use traydeck::store::{FloorStore, Store, StoreError};
use uuid::Uuid;

use crate::support::{block_on, folder};

/// A time that the store's microseconds keep whole.
fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_763_769_600 + second).unwrap()
}

fn new_intent() -> Intent {
    Intent {
        id: IntentId(Uuid::now_v7()),
        action: Action::ReleaseTray {
            tray: TrayId::new("12"),
            reference: OrderReference::new("TD-1"),
            tags: vec!["station".to_owned()],
            station: "PS-1".to_owned(),
        },
        by: "P".to_owned(),
        place: "PS-1".to_owned(),
        asked_at: at(0),
        state: IntentState::Queued,
        since: at(0),
        steps: vec![Step { at: at(0), kind: StepKind::Queued }],
    }
}

fn step(second: i64, kind: StepKind) -> Step {
    Step { at: at(second), kind }
}

#[test]
fn what_was_written_reads_back_after_reopening() {
    block_on(async {
        let path = folder("store").join("ledger.sqlite");
        let store = Store::open(&path).await.unwrap();
        let mut intent = new_intent();
        store.insert_intent(&intent).await.unwrap();
        let sent = step(1, StepKind::Sent);
        store.advance(intent.id, &sent, IntentState::Sent, "P", 1).await.unwrap();
        store.close().await;
        let store = Store::open(&path).await.unwrap();
        intent.state = IntentState::Sent;
        intent.since = at(1);
        intent.steps.push(sent);
        assert_eq!(store.unfinished().await.unwrap(), [intent.clone()]);
        let epoch = store.take_up(9, at(2)).await.unwrap().taken[0].epoch;
        let answer = StepKind::Accepted { answer: "{}".to_owned() };
        store
            .advance(intent.id, &step(2, answer), IntentState::Accepted, "P", epoch)
            .await
            .unwrap();
        let found = StepKind::ReadBackFound { what: "gone".to_owned() };
        store
            .advance(intent.id, &step(3, found), IntentState::Confirmed, "P", epoch)
            .await
            .unwrap();
        assert_eq!(store.unfinished().await.unwrap(), []);
        assert_eq!(store.recent(5).await.unwrap()[0].steps.len(), 4);
        let answers: Vec<String> =
            store.audit(9).await.unwrap().into_iter().map(|row| row.answer).collect();
        assert_eq!(answers, ["gone", "{}", "", ""]);
        store.close().await;
    });
}

#[test]
fn a_second_send_of_the_same_row_is_refused_by_the_disk() {
    block_on(async {
        let store = Store::open(&folder("twice").join("ledger.sqlite")).await.unwrap();
        let intent = new_intent();
        store.insert_intent(&intent).await.unwrap();
        let sent = step(1, StepKind::Sent);
        store.advance(intent.id, &sent, IntentState::Sent, "P", 1).await.unwrap();
        // nobody heard of the first try: the same step is there already, and no second one is made
        store.advance(intent.id, &sent, IntentState::Sent, "P", 1).await.unwrap();
        let later = step(2, StepKind::Sent);
        let again = store.advance(intent.id, &later, IntentState::Sent, "P", 1).await;
        assert!(matches!(again, Err(StoreError::Conflict { .. })), "{again:?}");
        let skipped = store.advance(intent.id, &sent, IntentState::Confirmed, "P", 1).await;
        assert!(matches!(skipped, Err(StoreError::Conflict { .. })), "{skipped:?}");
        assert_eq!(store.recent(1).await.unwrap()[0].steps.len(), 2);
        store.close().await;
    });
}

/// Polls a future so many times and drops it wherever it then stands.
async fn dropped_after<T>(polls: usize, work: impl Future<Output = T>) -> bool {
    let mut work = pin!(work);
    for _ in 0..polls {
        let ended =
            std::future::poll_fn(|context| Poll::Ready(work.as_mut().poll(context).is_ready()))
                .await;
        if ended {
            return true;
        }
        tokio::task::yield_now().await;
        // the driver's own thread goes on meanwhile; how far differs from run to run
        std::thread::yield_now();
    }
    false
}

#[test]
fn a_write_that_is_torn_off_anywhere_is_whole_or_was_never_there() {
    block_on(async {
        let path = folder("torn").join("ledger.sqlite");
        let mut whole = 0;
        for polls in 0..60 {
            let store = Store::open(&path).await.unwrap();
            let reference = OrderReference::new(&format!("TD-{polls}"));
            let action = Action::ReleaseTray {
                tray: TrayId::new("12"),
                reference,
                tags: Vec::new(),
                station: "PS-1".to_owned(),
            };
            let intent = Intent { action, ..new_intent() };
            let ended = dropped_after(polls * 8, store.insert_intent(&intent)).await;
            store.close().await;
            let store = Store::open(&path).await.unwrap();
            let rows = store.recent(1000).await.unwrap();
            let audit = store.audit(1000).await.unwrap();
            let row = rows.iter().find(|row| row.id == intent.id);
            let audited = audit.iter().filter(|row| row.intent == intent.id).count();
            match row {
                Some(row) => {
                    assert_eq!((row.steps.len(), audited), (1, 1));
                    whole += 1;
                }
                None => assert!(!ended && audited == 0, "reported as written, not there"),
            }
            store.close().await;
        }
        assert!(whole < 60, "nothing was ever torn off");
    });
}

#[test]
fn a_damaged_a_foreign_and_a_busy_file_each_say_what_is_wrong() {
    block_on(async {
        let folder = folder("broken");
        let damaged = folder.join("damaged.sqlite");
        std::fs::write(&damaged, vec![b'x'; 8192]).unwrap();
        let error = Store::open(&damaged).await.unwrap_err();
        assert_eq!(error, StoreError::Damaged(damaged.clone()));
        assert!(error.to_string().contains("damaged.sqlite"), "{error}");

        let busy = folder.join("busy.sqlite");
        let first = Store::open(&busy).await.unwrap();
        let reader = Store::open_to_read(&busy).await.unwrap();
        assert_eq!(reader.recent(9).await.unwrap(), []);
        reader.close().await;
        first.close().await;

        for (change, is_newer) in [
            ("DELETE FROM migrations WHERE number > 4", false),
            ("INSERT INTO migrations (number) VALUES (999)", true),
        ] {
            let options = SqliteConnectOptions::new().filename(&busy);
            let pool = SqlitePool::connect_with(options).await.unwrap();
            sqlx::query(change).execute(&pool).await.unwrap();
            pool.close().await;
            let error = FloorStore::open_to_read(&busy).await.err().unwrap();
            assert_eq!(matches!(error, StoreError::Newer { .. }), is_newer, "{error}");
            assert_eq!(matches!(error, StoreError::Older { .. }), !is_newer, "{error}");
            assert_eq!(Store::open_to_read(&busy).await.err(), Some(error));
        }

        let nowhere = damaged.join("below-a-file.sqlite");
        assert!(matches!(Store::open(&nowhere).await, Err(StoreError::Folder(..))));
        let missing = folder.join("missing.sqlite");
        assert!(matches!(Store::open_to_read(&missing).await, Err(StoreError::Missing(_))));
    });
}
