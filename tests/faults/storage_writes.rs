//! Every write of the storage system on the ledger: done, refused, and with its answer lost.

use secrecy::SecretString;
use traydeck::bus::command::{Command, Watch};
use traydeck::bus::grid::{GridList, GridRequest, GridSlot, GridWindow};
use traydeck::domain::carrier::InventoryRow;
use traydeck::domain::intent::{Action, IntentState, StepKind};
use traydeck::domain::operation::Repeat;
use traydeck::domain::operation::noyes;
use traydeck::domain::page::ListQuery;
use traydeck::domain::prepared::settings::{NewSetting, SettingChange};
use traydeck::domain::prepared::sku::{create_sku, create_support_issue, delete_sku, update_sku};
use traydeck::domain::prepared::stock::{self, Load};
use traydeck::domain::prepared::work::{SkuLine, Wanted, create_request, trigger_job};
use traydeck::domain::prepared::{CarriedFile, PreparedCall, access, settings, system};
use traydeck::domain::sku::SkuFields;
use traydeck::simulator::{Options, Simulator};
use traydeck::util::plain::Plain;

use crate::support::{Rig, block_on, in_lanes, intent};

/// The writes of the catalog that go through the ledger; pictures have records of their own.
const WRITES: [&str; 24] = [
    "noyes.delete-api-key",
    "noyes.create-user-account",
    "noyes.request-password-reset-code",
    "noyes.generate-api-key",
    "noyes.reset-password",
    "noyes.update-user",
    "noyes.generate-support-report",
    "noyes.restart-brain-service",
    "noyes.charge-all-bots",
    "noyes.remove-bots-from-database",
    "noyes.swap-region-section-codes",
    "noyes.swap-two-box-section-codes",
    "noyes.delete-box",
    "noyes.update-box",
    "noyes.create-box-on-carrier",
    "noyes.delete-load-from-box",
    "noyes.update-load-in-box",
    "noyes.create-load-in-box",
    "noyes.create-request",
    "noyes.trigger-job",
    "noyes.create-sku",
    "noyes.delete-sku",
    "noyes.update-sku",
    "noyes.create-support-issue",
];

/// Settings apart: they look at one another.
const SETTINGS: [&str; 5] = [
    "noyes.create-or-update-setting",
    "noyes.patch-system-settings",
    "noyes.patch-user-settings",
    "noyes.reset-setting",
    "noyes.update-setting",
];

#[test]
fn the_tables_hold_every_write_of_the_catalog() {
    let mut ours: Vec<&str> = WRITES.iter().chain(&SETTINGS).copied().collect();
    ours.push("noyes.upload-sku-image");
    ours.sort_unstable();
    let writes = noyes::ALL.iter().filter(|operation| operation.is_write());
    let mut all: Vec<&str> = writes.map(|operation| operation.id).collect();
    all.sort_unstable();
    assert_eq!(ours, all);
}

/// What a list shows, once it shows it.
async fn window(rig: &mut Rig, list: GridList, query: ListQuery) -> GridWindow {
    let slot = GridSlot::Main;
    let request = GridRequest { list, slot, query: query.clone(), rows: 0..100 };
    let watch = Watch { grids: vec![request], polls_per_second: 2, ..Watch::default() };
    rig.send(Command::Watch(watch)).await;
    let is_it = |window: &GridWindow| window.query == query && window.total.is_some();
    let s = rig.until("the list", |s| s.grid(list).is_some_and(|window| is_it(window))).await;
    let window = s.grid(list).unwrap();
    (**window).clone()
}

/// Rows of the stock, boxes with and without a load.
async fn stock_rows(rig: &mut Rig) -> Vec<InventoryRow> {
    let found = window(rig, GridList::Inventory, ListQuery::default().sorted_by("id")).await;
    let rows = (0..100).filter_map(|row| found.inventory(row).cloned());
    rows.filter(|row| row.box_id.is_some()).collect()
}

fn code_of(row: &InventoryRow) -> String {
    row.section_code.clone().unwrap()
}

fn load_of(row: &InventoryRow) -> Load {
    Load {
        sku: row.sku.clone().unwrap(),
        item_count: row.item_count.unwrap(),
        item_count_max: row.item_count_max.unwrap(),
    }
}

/// Two boxes of the same size on one carrier.
fn twins(rows: &[InventoryRow]) -> (&InventoryRow, &InventoryRow) {
    let ones = |row: &InventoryRow| code_of(row).matches('1').count();
    rows.iter()
        .enumerate()
        .find_map(|(index, a)| {
            let same = |b: &&InventoryRow| b.carrier == a.carrier && ones(a) == ones(b);
            Some((a, rows[index + 1..].iter().find(same)?))
        })
        .expect("two boxes of one size on one carrier")
}

async fn a_code_on_the_site(rig: &mut Rig, email: &str) -> SecretString {
    let call = access::request_reset_code(email);
    let id = rig.submit(Action::Call(Box::new(call))).await;
    rig.until_state(id, &[IntentState::Accepted]).await;
    SecretString::from(rig.sim.control.mailed_code(email).expect("a code was mailed"))
}

async fn access_call(rig: &mut Rig, operation: &str) -> PreparedCall {
    let users = window(rig, GridList::Users, ListQuery::default().sorted_by("id")).await;
    let user = (0..9).rev().find_map(|row| users.user(row)).unwrap().clone();
    let email = user.email.clone().unwrap();
    match operation {
        "noyes.create-user-account" => access::create_user("nina", "nina@hall1.example", None),
        "noyes.update-user" => access::update_user(&user, "Somebody Else", &email, ""),
        "noyes.request-password-reset-code" => access::request_reset_code(&email),
        "noyes.reset-password" => {
            let code = a_code_on_the_site(rig, &email).await;
            let new = SecretString::from("Correct-Horse-9!");
            access::reset_password(&email, access::Proof::Code(code), new)
        }
        "noyes.generate-api-key" => access::generate_api_key("of the test"),
        _ => {
            let keys = window(rig, GridList::ApiKeys, ListQuery::default().sorted_by("-id")).await;
            access::delete_api_key(keys.api_key(0).unwrap())
        }
    }
}

async fn stock_call(rig: &mut Rig, operation: &str) -> PreparedCall {
    let rows = stock_rows(rig).await;
    let loaded = rows.iter().find(|row| row.sku.is_some()).unwrap();
    let empty = rows.iter().find(|row| row.sku.is_none());
    let (a, b) = twins(&rows);
    let carrier = a.carrier.clone().unwrap();
    let of = |row: &InventoryRow| row.box_id.clone().unwrap();
    match operation {
        "noyes.swap-two-box-section-codes" => {
            stock::swap_boxes(&carrier, (&of(a), &code_of(a)), (&of(b), &code_of(b)))
        }
        "noyes.swap-region-section-codes" => {
            let swapped = [(of(a), code_of(a), code_of(b)), (of(b), code_of(b), code_of(a))];
            stock::swap_region(&carrier, &swapped)
        }
        "noyes.delete-box" => {
            let empty = empty.expect("an empty box");
            stock::delete_box(&of(empty), &code_of(empty))
        }
        "noyes.update-box" | "noyes.create-box-on-carrier" => {
            // where an empty box was there is room
            let empty = empty.expect("an empty box");
            let code = code_of(empty);
            let gone = stock::delete_box(&of(empty), &code);
            let id = rig.submit(Action::Call(Box::new(gone))).await;
            rig.until_state(id, &[IntentState::Confirmed]).await;
            let ones = |row: &&InventoryRow| {
                row.carrier == empty.carrier
                    && row.box_id != empty.box_id
                    && code_of(row).matches('1').count() == code.matches('1').count()
            };
            match rows.iter().find(ones) {
                Some(other) if operation == "noyes.update-box" => {
                    stock::move_box(&of(other), &code_of(other), &code)
                }
                _ => stock::create_box(empty.carrier.as_ref().unwrap(), &code),
            }
        }
        "noyes.delete-load-from-box" => stock::delete_load(&of(loaded), &load_of(loaded)),
        "noyes.update-load-in-box" => {
            let before = load_of(loaded);
            let after = Load { item_count: before.item_count_max, ..before.clone() };
            let after = if after == before {
                Load { item_count: before.item_count - 1, ..before.clone() }
            } else {
                after
            };
            stock::update_load(&of(loaded), &before, &after)
        }
        _ => {
            let empty = empty.expect("an empty box");
            let load = Load { item_count: 1, item_count_max: 5, ..load_of(loaded) };
            stock::create_load(&of(empty), &load)
        }
    }
}

async fn work_call(rig: &mut Rig, operation: &str) -> PreparedCall {
    if operation == "noyes.create-request" {
        let rows = stock_rows(rig).await;
        let sku = rows.iter().find_map(|row| row.sku.clone()).unwrap();
        let lines = vec![SkuLine { sku, quantity: 1 }];
        let wanted = Wanted::Fulfillment { lines, priority: None };
        return create_request("td-test-request", &wanted);
    }
    // the carrier of the staged site comes to its balcony
    rig.sim.control.step(600.0);
    let waiting = ListQuery::default().filter("status__eq", "WAITING_FOR_TRIGGER");
    let jobs = window(rig, GridList::Jobs, waiting.sorted_by("-created_at")).await;
    trigger_job(jobs.job(0).expect("a job that waits for a trigger"))
}

async fn sku_call(rig: &mut Rig, operation: &str) -> PreparedCall {
    let skus = window(rig, GridList::Skus, ListQuery::default().sorted_by("id")).await;
    let sku = skus.sku(0).unwrap();
    let name = |name: &str| SkuFields { name: Some(name.to_owned()), ..SkuFields::default() };
    match operation {
        "noyes.create-sku" => create_sku(&"TEST-1".into(), &name("Of the test")),
        "noyes.update-sku" => update_sku(&sku.id, &sku.fields(), &name("Another name")),
        "noyes.delete-sku" => {
            let made = create_sku(&"TEST-2".into(), &name("Not for long"));
            let id = rig.submit(Action::Call(Box::new(made))).await;
            rig.until_state(id, &[IntentState::Confirmed]).await;
            delete_sku(&"TEST-2".into())
        }
        _ => {
            let file = CarriedFile {
                part: "files".to_owned(),
                file_name: "log.txt".to_owned(),
                bytes: b"nothing".as_slice().into(),
            };
            create_support_issue(&Plain::map([("description", "of the test".into())]), vec![file])
        }
    }
}

async fn settings_call(rig: &mut Rig, operation: &str) -> PreparedCall {
    let new = NewSetting {
        key: "test.own".to_owned(),
        value: 3.into(),
        default: Some(1.into()),
        ..NewSetting::default()
    };
    let made = settings::create_setting(&new);
    if operation == "noyes.create-or-update-setting" {
        return made;
    }
    let change = |key: &str, before: Plain, value: Option<Plain>| SettingChange {
        key: key.to_owned(),
        default: before.clone(),
        before,
        value,
    };
    let length = "auth.password.min_length";
    let longer = change(length, 10.into(), Some(12.into()));
    if operation == "noyes.reset-setting" {
        let id = rig.submit(Action::Call(Box::new(settings::update_setting(&longer)))).await;
        rig.until_state(id, &[IntentState::Confirmed]).await;
    }
    let reset = SettingChange { before: 12.into(), value: None, ..longer.clone() };
    match operation {
        "noyes.patch-system-settings" => settings::patch_system(&[longer]),
        "noyes.update-setting" => settings::update_setting(&longer),
        "noyes.reset-setting" => settings::reset_setting(&reset),
        _ => {
            let user = {
                let users =
                    window(rig, GridList::Users, ListQuery::default().sorted_by("id")).await;
                users.user(0).unwrap().id.clone()
            };
            let own = change("ui.rows_per_page", 50.into(), Some(20.into()));
            settings::patch_user(&user, &[own])
        }
    }
}

async fn prepared(rig: &mut Rig, operation: &str) -> PreparedCall {
    let call = match operation {
        "noyes.generate-support-report" => system::support_report(),
        "noyes.restart-brain-service" => system::restart_brain(None),
        "noyes.charge-all-bots" => system::charge_all_bots(true),
        "noyes.remove-bots-from-database" => {
            let s = rig.until("bots", |s| s.bots.get().is_some_and(|bots| !bots.is_empty())).await;
            let bot = s.bots.get().unwrap().last().unwrap().id.clone();
            system::remove_bots(&[bot]).unwrap()
        }
        "noyes.create-request" | "noyes.trigger-job" => work_call(rig, operation).await,
        _ if operation.ends_with("-setting") || operation.ends_with("-settings") => {
            settings_call(rig, operation).await
        }
        _ if operation.contains("-box") || operation.contains("section-codes") => {
            stock_call(rig, operation).await
        }
        _ if operation.contains("-sku") || operation.contains("-issue") => {
            sku_call(rig, operation).await
        }
        _ => access_call(rig, operation).await,
    };
    assert_eq!(call.operation.id, operation);
    call
}

/// Four sites: the call is done; refused; lost before it was heard; done and its answer lost.
async fn tried(operation: &str) {
    done(operation).await;
    refused(operation).await;
    unheard(operation).await;
    lost(operation).await;
}

/// A site for a write: a trigger alone wants goods on their way to a balcony, whose box no other write may change.
fn site(name: &str, operation: &str) -> Rig {
    let options = Options { staged: operation == "noyes.trigger-job", ..Options::small_stepped() };
    Rig::on(name, Simulator::start(options).unwrap())
}

async fn done(operation: &str) {
    let mut rig = site("write-done", operation);
    let call = prepared(&mut rig, operation).await;
    let end = if call.can_look() { IntentState::Confirmed } else { IntentState::Accepted };
    let id = rig.submit(Action::Call(Box::new(call))).await;
    let ends = [end, IntentState::Refused, IntentState::Unknown];
    let found = rig.until_state(id, &ends).await;
    assert_eq!(found.state, end, "{operation}: {found:?}");
    assert!(found.is_over(), "{operation}");
}

async fn refused(operation: &str) {
    let mut rig = site("write-refused", operation);
    let call = prepared(&mut rig, operation).await;
    rig.sim.control.set_faults_on_writes(&["noyes:error=422"]).unwrap();
    let id = rig.submit(Action::Call(Box::new(call))).await;
    let ends = [IntentState::Refused, IntentState::Confirmed, IntentState::Unknown];
    let found = rig.until_state(id, &ends).await;
    assert_eq!(found.state, IntentState::Refused, "{operation}: {found:?}");
    let told = |kind: &StepKind| matches!(kind, StepKind::Refused(why) if why.status == Some(422));
    assert!(found.steps.iter().any(|step| told(&step.kind)), "{operation}: {found:?}");
}

/// The connection breaks before the call is carried out: no look may find it done.
async fn unheard(operation: &str) {
    let mut rig = site("write-unheard", operation);
    let call = prepared(&mut rig, operation).await;
    if !call.can_look() {
        return;
    }
    rig.sim.control.set_faults_on_writes(&["noyes:reset"]).unwrap();
    let id = rig.submit(Action::Call(Box::new(call))).await;
    rig.until_state(id, &[IntentState::Unknown]).await;
    rig.sim.control.set_faults(&[]).unwrap();
    let looked = |found: &traydeck::domain::intent::Intent| found.empty_read_backs() > 0;
    let s = rig
        .until(&format!("{operation} was looked for"), |s| {
            intent(s, id).is_some_and(|found| looked(&found) || found.is_over())
        })
        .await;
    let found = intent(&s, id).unwrap();
    assert_eq!(found.state, IntentState::Unknown, "{operation} was never done: {found:?}");
}

async fn lost(operation: &str) {
    let mut rig = site("write-lost", operation);
    let call = prepared(&mut rig, operation).await;
    let repeat = call.operation.repeat;
    let can_look = call.can_look();
    rig.sim.control.set_faults_on_writes(&["noyes:lost-reply"]).unwrap();
    let id = rig.submit(Action::Call(Box::new(call))).await;
    let was_unknown = |found: &traydeck::domain::intent::Intent| {
        let mut steps = found.steps.iter();
        steps.any(|step| matches!(step.kind, StepKind::OutcomeUnknown(_)))
    };
    rig.until(&format!("{operation} is unknown"), |s| {
        intent(s, id).is_some_and(|found| was_unknown(&found))
    })
    .await;
    rig.sim.control.set_faults(&[]).unwrap();
    if can_look {
        let found = rig.until_state(id, &[IntentState::Confirmed]).await;
        let sent = found.steps.iter().filter(|step| step.kind == StepKind::Sent).count();
        assert_eq!(sent, 1, "{operation} was sent again: {found:?}");
    } else {
        let found = intent(&rig.screen.snapshots.borrow(), id).unwrap();
        assert_eq!(found.state, IntentState::Unknown, "{operation}: {found:?}");
        let safe = matches!(repeat, Repeat::Safe);
        assert_eq!(found.may_send_again().is_ok(), safe, "{operation}");
    }
}

#[test]
fn every_write_is_done_refused_and_unknown_in_its_time() {
    in_lanes(&WRITES, |operation| block_on(tried(operation)));
}

#[test]
fn every_write_of_settings_is_done_refused_and_unknown_in_its_time() {
    in_lanes(&SETTINGS, |operation| block_on(tried(operation)));
}
