//! Requests of the storage over sockets: entered and worked off, refused line by line, paused, triggered, lost.

use traydeck::bus::command::{Command, Watch};
use traydeck::bus::grid::{GridList, GridRequest, GridSlot, GridWindow};
use traydeck::bus::snapshot::Snapshot;
use traydeck::domain::ids::{CarrierId, SkuId};
use traydeck::domain::intent::{Action, Intent, IntentState, StepKind};
use traydeck::domain::job::Job;
use traydeck::domain::page::ListQuery;
use traydeck::domain::prepared::work::{SkuLine, Wanted, create_request, trigger_job};
use traydeck::domain::storage::StorageStatus;

use crate::support::{Rig, block_on};

/// What the panel watches of a request: the list itself and its jobs.
async fn watch(rig: &Rig, request: &str) {
    let of = |list, slot, field: &str, sort: &str| GridRequest {
        list,
        slot,
        query: ListQuery::default().filter(field, request).sorted_by(sort),
        rows: 0..50,
    };
    let grids = vec![
        of(GridList::Requests, GridSlot::Main, "id__eq", "id"),
        of(GridList::Jobs, GridSlot::Detail, "request_id__eq", "created_at"),
    ];
    let watch = Watch { grids, storage: true, polls_per_second: 10, ..Watch::default() };
    rig.send(Command::Watch(watch)).await;
}

fn jobs_of<'a>(snapshot: &'a Snapshot, request: &str) -> Vec<&'a Job> {
    let window = snapshot.grid(GridList::Jobs.at(GridSlot::Detail));
    let rows = window.into_iter().flat_map(|window| (0..50).filter_map(|row| window.job(row)));
    rows.filter(|job| job.request.as_ref().is_some_and(|id| id.as_str() == request)).collect()
}

fn status_of(snapshot: &Snapshot, request: &str) -> Option<String> {
    let window = snapshot.grid(GridList::Requests)?;
    let found = (0..50).filter_map(|row| window.request(row));
    found.filter(|found| found.id.as_str() == request).map(|found| found.status.clone()).next()
}

async fn entered(rig: &mut Rig, id: &str, wanted: &Wanted) -> Intent {
    let action = Action::Call(Box::new(create_request(id, wanted)));
    let intent = rig.submit(action).await;
    let ends = [IntentState::Confirmed, IntentState::Refused, IntentState::Unknown];
    rig.until_state(intent, &ends).await
}

/// A box with a load, as the inventory tells it.
async fn stocked(rig: &mut Rig) -> (SkuId, CarrierId) {
    let query = ListQuery::default().filter("item_count__gte", "2").sorted_by("id");
    let request =
        GridRequest { list: GridList::Inventory, slot: GridSlot::Lookup, query, rows: 0..9 };
    let grids = vec![request];
    rig.send(Command::Watch(Watch { grids, polls_per_second: 2, ..Watch::default() })).await;
    let key = GridList::Inventory.at(GridSlot::Lookup);
    let first = |window: &GridWindow| window.inventory(0).is_some();
    let s = rig.until("the stock", |s| s.grid(key).is_some_and(|window| first(window))).await;
    let row = s.grid(key).and_then(|window| window.inventory(0)).unwrap();
    (row.sku.clone().unwrap(), row.carrier.clone().unwrap())
}

fn line(sku: &SkuId, quantity: i64) -> SkuLine {
    SkuLine { sku: sku.clone(), quantity }
}

#[test]
fn a_fulfillment_is_confirmed_and_its_jobs_appear_and_end() {
    block_on(async {
        let mut rig = Rig::start("fulfillment");
        let (sku, _) = stocked(&mut rig).await;
        let wanted = Wanted::Fulfillment { lines: vec![line(&sku, 1)], priority: None };
        let intent = entered(&mut rig, "td-fulfil", &wanted).await;
        assert_eq!(intent.state, IntentState::Confirmed, "{intent:?}");
        watch(&rig, "td-fulfil").await;
        rig.until("its jobs", |s| !jobs_of(s, "td-fulfil").is_empty()).await;
        for _ in 0..20 {
            rig.sim.control.step(60.0);
        }
        let ended = |s: &Snapshot| status_of(s, "td-fulfil").as_deref() == Some("SUCCEEDED");
        let s = rig.until("the request done", ended).await;
        assert!(jobs_of(&s, "td-fulfil").iter().all(|job| !job.has_failed()));
    });
}

#[test]
fn a_refusal_names_each_entity_with_its_code_and_starts_nothing() {
    block_on(async {
        let mut rig = Rig::start("refused-lines");
        let (sku, _) = stocked(&mut rig).await;
        let nobody = SkuId::new("NO-SUCH-SKU");
        let lines = vec![line(&sku, 90_000), line(&nobody, 1)];
        let wanted = Wanted::Fulfillment { lines, priority: None };
        let intent = entered(&mut rig, "td-refused", &wanted).await;
        let Some(StepKind::Refused(trouble)) = intent.steps.last().map(|step| &step.kind) else {
            panic!("{intent:?}");
        };
        let code = |about: &str| {
            let mut lines = trouble.vendor_lines.iter();
            lines.find(|line| line.about == about).map(|line| line.code.clone())
        };
        assert_eq!(code(sku.as_str()).as_deref(), Some("0x5082"), "{trouble:?}");
        assert!(code(nobody.as_str()).is_some_and(|code| !code.is_empty()));
        watch(&rig, "td-refused").await;
        let read = |s: &Snapshot| s.grid(GridList::Requests).is_some_and(|w| w.total == Some(0));
        rig.until("no such request", read).await;
    });
}

#[test]
fn pause_and_resume_change_what_the_storage_says_of_itself() {
    block_on(async {
        let mut rig = Rig::start("paused");
        watch(&rig, "td-pause").await;
        let says =
            |wanted: StorageStatus| move |s: &Snapshot| s.storage_status.get() == Some(&wanted);
        rig.until("running", says(StorageStatus::Running)).await;
        for (id, wanted, status) in [
            ("td-pause", Wanted::Pause, StorageStatus::Paused),
            ("td-resume", Wanted::Resume, StorageStatus::Running),
        ] {
            let intent = entered(&mut rig, id, &wanted).await;
            assert_eq!(intent.state, IntentState::Confirmed, "{intent:?}");
            rig.sim.control.step(60.0);
            rig.until(id, says(status)).await;
        }
        let again = entered(&mut rig, "td-resume-2", &Wanted::Resume).await;
        assert_eq!(again.state, IntentState::Refused, "it is not paused");
    });
}

#[test]
fn a_job_that_waits_goes_on_when_it_is_triggered() {
    block_on(async {
        let mut rig = Rig::start("triggered");
        let (_, carrier) = stocked(&mut rig).await;
        let wanted = Wanted::Fetch { carriers: vec![carrier], priority: None };
        entered(&mut rig, "td-fetch", &wanted).await;
        watch(&rig, "td-fetch").await;
        for _ in 0..20 {
            rig.sim.control.step(60.0);
        }
        let waits = |s: &Snapshot| jobs_of(s, "td-fetch").iter().any(|job| job.waits_for_trigger());
        let s = rig.until("a job that waits", waits).await;
        let job: Job = (*jobs_of(&s, "td-fetch").first().unwrap()).clone();
        let id = rig.submit(Action::Call(Box::new(trigger_job(&job)))).await;
        let done = rig.until_state(id, &[IntentState::Confirmed, IntentState::Refused]).await;
        assert_eq!(done.state, IntentState::Confirmed, "{done:?}");
        rig.until("none waits", |s| !waits(s)).await;
    });
}

#[test]
fn a_lost_answer_is_read_back_and_the_request_is_there_once() {
    block_on(async {
        let mut rig = Rig::start("lost-request");
        let (sku, _) = stocked(&mut rig).await;
        rig.sim.control.set_faults_on_writes(&["noyes:lost-reply"]).unwrap();
        let wanted = Wanted::Fulfillment { lines: vec![line(&sku, 1)], priority: Some(7) };
        let action = Action::Call(Box::new(create_request("td-lost", &wanted)));
        let id = rig.submit(action).await;
        let done = rig.until_state(id, &[IntentState::Confirmed, IntentState::Refused]).await;
        assert_eq!(done.state, IntentState::Confirmed, "{done:?}");
        let lost = |step: &traydeck::domain::intent::Step| {
            matches!(step.kind, StepKind::OutcomeUnknown(_))
        };
        assert!(done.steps.iter().any(lost), "{done:?}");
        rig.sim.control.set_faults_on_writes(&[]).unwrap();
        watch(&rig, "td-lost").await;
        let one = |s: &Snapshot| s.grid(GridList::Requests).is_some_and(|w| w.total == Some(1));
        rig.until("one request", one).await;
    });
}
