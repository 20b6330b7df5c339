//! Every write as it is prepared for the ledger: what leaves this PC is what the contract takes.

use std::collections::BTreeSet;

use secrecy::SecretString;
use serde_json::Value;
use traydeck::clients::prepared;
use traydeck::domain::account::{ApiKey, User};
use traydeck::domain::job::Job;
use traydeck::domain::operation::{Operation, noyes};
use traydeck::domain::prepared::settings::{NewSetting, SettingChange};
use traydeck::domain::prepared::stock::Load;
use traydeck::domain::prepared::work::{ChargeWhat, RfidWrite, SkuLine, Wanted};
use traydeck::domain::prepared::{
    CarriedFile, Look, PreparedCall, access, settings, sku, stock, system, work,
};
use traydeck::domain::sku::SkuFields;
use traydeck::domain::system::System;
use traydeck::domain::trouble::{Cause, ErrorClass};
use traydeck::util::plain::Plain;

use super::clients_far_side::{FarSide, Reply, Seen};
use super::schema::Contract;

const CODE: &str = "11000000000000000000000000000000";

fn wanted() -> Vec<Wanted> {
    let lines = vec![SkuLine { sku: "H1".into(), quantity: 2 }];
    let some = ChargeWhat { bot: Some("4".into()), level: Some("2".into()), force: Some(true) };
    vec![
        Wanted::Fulfillment { lines: lines.clone(), priority: Some(3) },
        Wanted::Replenishment { lines, priority: None },
        Wanted::Fetch { carriers: vec!["12".into()], priority: Some(1) },
        Wanted::Onboarding,
        Wanted::Offboarding { bot: Some("4".into()) },
        Wanted::RfidWrite(RfidWrite {
            bot: Some("4".into()),
            level: Some("2".into()),
            action_type: Some("WRITE".to_owned()),
            start_from_scratch: Some(false),
        }),
        Wanted::Pause,
        Wanted::Resume,
        Wanted::Charging(some.clone()),
        Wanted::Uncharging(some),
        Wanted::Charging(ChargeWhat::default()),
        Wanted::CarrierOnboarding { balcony: Some("1".into()) },
    ]
}

fn job() -> Job {
    Job {
        id: "J-1".into(),
        request: None,
        kind: "PICK".to_owned(),
        status: "WAITING".to_owned(),
        bot: None,
        level: None,
        balcony: None,
        carrier: None,
        box_id: None,
        sku: None,
        sku_name: None,
        quantity: None,
        created_at: None,
        updated_at: None,
    }
}

fn of_access() -> Vec<PreparedCall> {
    let user = User {
        id: "7".into(),
        username: Some("a".to_owned()),
        email: Some("a@b.example".to_owned()),
        role: Some("User".to_owned()),
        password_expires_at: None,
        code_expires_at: None,
    };
    let key = ApiKey {
        id: "3".into(),
        name: Some("k".to_owned()),
        role: None,
        ends_with: None,
        expires_at: None,
        last_used: None,
    };
    let secret = || SecretString::from("Correct-Horse-9!");
    vec![
        access::create_user("a", "a@b.example", Some("User")),
        access::update_user(&user, "b", "a@b.example", "Super Admin"),
        access::request_reset_code("a@b.example"),
        access::reset_password("a@b.example", access::Proof::Code(secret()), secret()),
        access::reset_password("a@b.example", access::Proof::OldPassword(secret()), secret()),
        access::generate_api_key("k"),
        access::delete_api_key(&key),
    ]
}

fn of_stock() -> Vec<PreparedCall> {
    let load = Load { sku: "H1".into(), item_count: 1, item_count_max: 4 };
    let more = Load { item_count: 2, ..load.clone() };
    let code = |code: &str| code.to_owned();
    vec![
        stock::create_box(&"12".into(), "11000000"),
        stock::create_box(&"12".into(), CODE),
        stock::move_box(&"7".into(), "00000011", "1100000000000000"),
        stock::swap_boxes(&"C1".into(), (&"7".into(), "00000011"), (&"8".into(), "11000000")),
        stock::swap_region(&"C1".into(), &[("7".into(), code("00000011"), code(CODE))]),
        stock::delete_box(&"7".into(), "00000011"),
        stock::create_load(&"7".into(), &load),
        stock::update_load(&"7".into(), &load, &more),
        stock::delete_load(&"7".into(), &load),
    ]
}

fn of_settings() -> Vec<PreparedCall> {
    let change = SettingChange {
        key: "battery.threshold".to_owned(),
        before: 3.into(),
        default: 1.into(),
        value: Some(Plain::map([("a", true.into())])),
    };
    let reset = SettingChange { key: "b".to_owned(), value: None, ..change.clone() };
    let new = NewSetting {
        key: "own".to_owned(),
        value: 3.into(),
        default: Some(1.into()),
        required_role: vec!["Super Admin".to_owned()],
        restart_required: Some(true),
    };
    vec![
        settings::patch_system(&[change.clone(), reset.clone()]),
        settings::patch_user(&"3".into(), std::slice::from_ref(&change)),
        settings::update_setting(&change),
        settings::reset_setting(&reset),
        settings::create_setting(&new),
    ]
}

fn all() -> Vec<PreparedCall> {
    let name = SkuFields { name: Some("Glove".to_owned()), ..SkuFields::default() };
    let whole = SkuFields {
        measurement_unit: Some("PIECE".to_owned()),
        on_empty_sku_action: Some("UNASSIGN".to_owned()),
        ..name.clone()
    };
    let file = CarriedFile {
        part: "files".to_owned(),
        file_name: "log.txt".to_owned(),
        bytes: b"x".as_slice().into(),
    };
    let mut calls: Vec<PreparedCall> =
        wanted().iter().map(|wanted| work::create_request("td-1", wanted)).collect();
    calls.push(work::trigger_job(&job()));
    calls.extend(of_access());
    calls.extend(of_stock());
    calls.extend(of_settings());
    calls.extend([
        sku::create_sku(&"H/1".into(), &whole),
        sku::update_sku(&"H/1".into(), &name, &whole),
        sku::delete_sku(&"H/1".into()),
        sku::create_support_issue(&Plain::map([("description", "x".into())]), vec![file]),
        system::charge_all_bots(false),
        system::remove_bots(&["4".into(), "5".into()]).unwrap(),
        system::restart_brain(Some(30)),
        system::support_report(),
    ]);
    calls
}

/// The path of the template that this request filled.
fn fits(template: &str, path: &str) -> bool {
    let (want, got): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    want.len() == got.len()
        && want.iter().zip(&got).all(|(want, got)| want.starts_with('{') || want == got)
}

fn holds(contract: &Contract, operation: &Operation, seen: &Seen) {
    assert_eq!(seen.method, operation.method.code(), "{}", operation.id);
    assert!(fits(operation.path, seen.path()), "{}: {}", operation.id, seen.target);
    let known: BTreeSet<&str> = operation.fields.iter().map(|field| field.name).collect();
    for (name, value) in seen.query() {
        assert!(known.contains(name.as_str()), "{} knows no {name}", operation.id);
        assert!(!value.is_empty(), "{} sends an empty {name}", operation.id);
    }
    let is_json =
        seen.header("content-type").is_some_and(|kind| kind.starts_with("application/json"));
    if is_json {
        let body: Value = serde_json::from_slice(&seen.body).unwrap();
        contract.check_request(operation.method.code(), operation.path, &body);
    }
}

#[tokio::test]
async fn what_is_sent_is_what_the_contract_takes() {
    let contract = Contract::of("noyes");
    let mut sent = BTreeSet::new();
    for mut call in all() {
        let far = FarSide::json(200, "{}");
        // the look before is tried below
        call.seen = None;
        prepared::send(&far.transport(System::Noyes), &call).await.unwrap();
        holds(&contract, call.operation, &far.only());
        sent.insert(call.operation.id);
    }
    let writes = noyes::ALL.iter().filter(|operation| operation.is_write());
    let mut missing: Vec<&str> = writes.map(|operation| operation.id).collect();
    missing.retain(|id| !sent.contains(id));
    // pictures are sent with their own records
    assert_eq!(missing, ["noyes.upload-sku-image"]);
}

#[tokio::test]
async fn where_the_outcome_is_looked_for_the_contract_has_such_a_reading() {
    let contract = Contract::of("noyes");
    for look in all().into_iter().filter_map(|call| call.look) {
        let far = FarSide::json(200, r#"{"items":[],"total":0,"page":1,"size":50}"#);
        let Look { operation, .. } = look;
        assert!(!operation.is_write(), "{}", operation.id);
        prepared::rows(&far.transport(System::Noyes), &look).await.unwrap();
        holds(&contract, operation, &far.only());
    }
}

#[tokio::test]
async fn what_changed_meanwhile_is_told_and_nothing_is_sent() {
    let now = r#"{"items":[{"box_id":7,"section_code":"00110000"}],"total":1,"page":1,"size":50}"#;
    let far = FarSide::json(200, now);
    let call = stock::move_box(&"7".into(), "00000011", "11000000");
    let trouble = prepared::send(&far.transport(System::Noyes), &call).await.unwrap_err();
    let Cause::ChangedMeanwhile(what) = trouble.cause else { panic!("{trouble:?}") };
    assert_eq!(what, r#"section_code "00000011" → "00110000""#);
    assert_eq!(far.only().method, "GET");
}

#[tokio::test]
async fn what_vanished_meanwhile_is_told_and_nothing_is_sent() {
    let far = FarSide::json(200, r#"{"items":[],"total":0,"page":1,"size":50}"#);
    let call = stock::delete_box(&"7".into(), "00000011");
    let trouble = prepared::send(&far.transport(System::Noyes), &call).await.unwrap_err();
    assert!(matches!(trouble.cause, Cause::GoneMeanwhile(_)), "{trouble:?}");
    assert_eq!(far.only().method, "GET");
}

#[tokio::test]
async fn what_is_there_already_is_not_made_again() {
    let found = r#"{"items":[{"id":1,"name":"till"}],"total":1,"page":1,"size":50}"#;
    let far = FarSide::json(200, found);
    let call = access::generate_api_key("till");
    let trouble = prepared::send(&far.transport(System::Noyes), &call).await.unwrap_err();
    assert_eq!(trouble.cause, Cause::ThereAlready("till".to_owned()));
    assert_eq!(far.only().method, "GET");
}

#[tokio::test]
async fn a_list_that_is_not_found_does_not_say_that_nothing_is_there() {
    let far = FarSide::json(404, "{}");
    let look = access::generate_api_key("till").look.unwrap();
    assert!(prepared::rows(&far.transport(System::Noyes), &look).await.is_err());
    let setting = SettingChange {
        key: "a".to_owned(),
        before: 1.into(),
        default: 1.into(),
        value: Some(2.into()),
    };
    let look = settings::update_setting(&setting).look.unwrap();
    let found = prepared::rows(&far.transport(System::Noyes), &look).await.unwrap().value;
    assert_eq!(found, [Plain::map([("value_json", 1.into())])], "it has its default");
}

#[tokio::test]
async fn a_web_page_is_no_answer_to_a_write() {
    let far = FarSide::json(200, "<!doctype html><title>Log in</title>");
    let call = system::restart_brain(None);
    let trouble = prepared::send(&far.transport(System::Noyes), &call).await.unwrap_err();
    assert_eq!(trouble.class, ErrorClass::OutcomeUnknown, "{trouble:?}");
}

#[tokio::test]
async fn a_look_that_fails_before_the_write_means_that_nothing_was_sent() {
    let far = FarSide::start(|seen| match seen.method.as_str() {
        "GET" => Reply::Json(503, "{}".to_owned()),
        _ => Reply::Json(200, "{}".to_owned()),
    });
    let call = stock::delete_box(&"7".into(), "00000011");
    let trouble = prepared::send(&far.transport(System::Noyes), &call).await.unwrap_err();
    assert_eq!(trouble.class, ErrorClass::Transient);
    assert_eq!(far.only().method, "GET");
}

#[tokio::test]
async fn the_secret_of_a_new_key_is_handed_over_and_not_kept_in_the_answer() {
    let far = FarSide::start(|seen| match seen.method.as_str() {
        "GET" => Reply::Json(200, r#"{"items":[],"total":0}"#.to_owned()),
        _ => Reply::Json(200, r#"{"api_key":"sk-very-secret-1"}"#.to_owned()),
    });
    let sent = prepared::send(&far.transport(System::Noyes), &access::generate_api_key("k"))
        .await
        .unwrap();
    assert!(sent.shown_once.is_some());
    assert!(!sent.accepted.answer.contains("very-secret"), "{}", sent.accepted.answer);
}
