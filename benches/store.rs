//! How long the ledger takes: an intent written down, a step added, everything unfinished read back.

use std::time::Instant;

use jiff::Timestamp;
use traydeck::domain::ids::{OrderReference, TrayId};
use traydeck::domain::intent::{Action, Intent, IntentId, IntentState, Step, StepKind};
use traydeck::store::Store;
use uuid::Uuid;

const INTENTS: usize = 500;

fn main() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-store");
    let _ = std::fs::remove_dir_all(&folder);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&folder.join("ledger.sqlite")).await.unwrap();
        let (mut inserts, mut steps) = (Vec::new(), Vec::new());
        for number in 0..INTENTS {
            let intent = intent(number);
            let start = Instant::now();
            store.insert_intent(&intent).await.unwrap();
            inserts.push(start.elapsed().as_secs_f64() * 1e3);
            let step = Step { at: intent.asked_at, kind: StepKind::Sent };
            let start = Instant::now();
            store.advance(intent.id, &step, IntentState::Sent, "bench", 1).await.unwrap();
            steps.push(start.elapsed().as_secs_f64() * 1e3);
        }
        let start = Instant::now();
        let unfinished = store.unfinished().await.unwrap().len();
        let read = start.elapsed().as_secs_f64() * 1e3;
        report("an intent written down, on disk", inserts);
        report("a step added, on disk", steps);
        println!("{unfinished} unfinished intents read back: {read:.1} ms");
        store.close().await;
    });
}

fn report(what: &str, mut times_ms: Vec<f64>) {
    times_ms.sort_by(f64::total_cmp);
    let at = |part: f64| times_ms[((times_ms.len() - 1) as f64 * part) as usize];
    println!("{what}: p50 {:.2} ms, p99 {:.2} ms", at(0.5), at(0.99));
}

fn intent(number: usize) -> Intent {
    let at = Timestamp::from_second(1_763_769_600).unwrap();
    Intent {
        id: IntentId(Uuid::now_v7()),
        action: Action::ReleaseTray {
            tray: TrayId::new(&number.to_string()),
            reference: OrderReference::new("TD-PS-1-0001"),
            tags: vec!["station".to_owned(), "ps-1".to_owned()],
            station: "PS-1".to_owned(),
        },
        by: "bench".to_owned(),
        place: "PS-1".to_owned(),
        asked_at: at,
        state: IntentState::Queued,
        since: at,
        steps: vec![Step { at, kind: StepKind::Queued }],
    }
}
