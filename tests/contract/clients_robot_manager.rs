//! The client of the robot manager: what it sends, and every answer the quirks tell of.

use serde_json::{Value, json};
use traydeck::clients::robot_manager::{RobotManager, SlotQuery, TrayOrder, TrayQuery};
use traydeck::domain::ids::{OrderReference, TrayId};
use traydeck::domain::system::System;
use traydeck::domain::trouble::{Cause, ErrorClass};

use super::clients_far_side::{FarSide, Reply};

fn client(far: &FarSide) -> RobotManager {
    RobotManager::new(far.transport(System::RobotManager))
}

fn ids() -> (TrayId, OrderReference, Vec<String>) {
    (TrayId::new("12"), OrderReference::new("TD-1"), vec!["station".into(), "ps-1".into()])
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

const SUCCESS: &str = r#"{"status":"success","status_code":200,"records":[]}"#;

#[tokio::test]
async fn retrieve_sends_required_tags_repeated_and_a_bearer_token() {
    let far = FarSide::json(200, SUCCESS);
    let (tray, reference, tags) = ids();
    let accepted = client(&far).retrieve_tray(&tray, &reference, &tags).await.unwrap();
    assert_eq!(accepted.answer, SUCCESS);
    let seen = far.only();
    assert_eq!((seen.method.as_str(), seen.path()), ("POST", "/retrieve_tray"));
    let want = [
        ("tray_id", "12"),
        ("required_tags", "station"),
        ("required_tags", "ps-1"),
        ("order_reference_id", "TD-1"),
    ];
    assert_eq!(seen.query(), pairs(&want));
    assert_eq!(seen.header("authorization"), Some("Bearer top-secret"));
    assert!(seen.body.is_empty());
}

#[tokio::test]
async fn ready_and_release_send_both_names_of_the_tags() {
    let far = FarSide::json(200, SUCCESS);
    let (tray, reference, tags) = ids();
    client(&far).is_tray_ready(Some(&tray), Some(&reference), &tags).await.unwrap();
    client(&far).release_tray(&tray, &reference, &tags).await.unwrap();
    let want = pairs(&[
        ("tray_id", "12"),
        ("tags", "station"),
        ("tags", "ps-1"),
        ("required_tags", "station"),
        ("required_tags", "ps-1"),
        ("order_reference_id", "TD-1"),
    ]);
    let seen = far.seen();
    assert_eq!(seen[0].query(), want);
    assert_eq!((seen[1].method.as_str(), seen[1].path()), ("PATCH", "/release_tray"));
    assert_eq!(seen[1].query(), want);
}

#[tokio::test]
async fn a_list_is_a_json_body_with_ids_as_strings_like_the_document() {
    let far = FarSide::json(200, SUCCESS);
    let order = |tray: &str, reference: &str| TrayOrder {
        tray: TrayId::new(tray),
        reference: OrderReference::new(reference),
        order_number: None,
        tags: vec!["pickup".into(), "station".into()],
    };
    client(&far).retrieve_tray_list(&[order("1", "A"), order("2", "B")]).await.unwrap();
    let body: Value = serde_json::from_slice(&far.only().body).unwrap();
    let documented =
        include_bytes!("../fixtures/payloads/robot-manager/retrieve_tray_list.request.json");
    let documented: Value = serde_json::from_slice(documented).unwrap();
    assert_eq!(body["details"][0]["tray_id"], "1");
    assert_eq!(body["details"][1]["order_reference_id"], "B");
    assert_eq!(body["details"][0]["required_tags"], documented["details"][0]["required_tags"]);
    // Optional and empty means left out.
    assert!(body["details"][0].get("order_number").is_none());
}

#[tokio::test]
async fn an_empty_reference_never_leaves() {
    let far = FarSide::json(200, SUCCESS);
    let (tray, _, tags) = ids();
    let trouble =
        client(&far).retrieve_tray(&tray, &OrderReference::new(" "), &tags).await.unwrap_err();
    assert!(matches!(trouble.cause, Cause::BadRequest(_)));
    assert_eq!(trouble.class, ErrorClass::Fatal);
    assert!(far.seen().is_empty());
}

#[tokio::test]
async fn not_ready_is_told_in_three_ways_and_is_an_empty_list() {
    let (tray, reference, tags) = ids();
    for (status, body) in [
        (404, r#"{"status":"failure","status_code":404,"message":"no records found"}"#),
        (404, r#"{"message":"No records found"}"#),
        (200, r#"{"status":"success","count":0,"records":[]}"#),
        (200, r#"{"status":"success","records":null}"#),
        (200, "{}"),
        (200, r#"{"status":"failure","message":"not ready"}"#),
    ] {
        let far = FarSide::json(status, body);
        let read = client(&far).is_tray_ready(Some(&tray), Some(&reference), &tags).await.unwrap();
        assert!(read.value.is_empty() && read.defects.is_empty(), "{body}");
    }
    for (status, body) in [(404, "<html>"), (401, "{}"), (500, "{}"), (422, "{}")] {
        let far = FarSide::json(status, body);
        assert!(client(&far).is_tray_ready(Some(&tray), None, &[]).await.is_err(), "{status}");
    }
}

#[tokio::test]
async fn ready_trays_of_other_callers_are_not_ours() {
    let record = |tray: Value, reference: Value| {
        json!({"id": 1, "tray_id": tray, "station_name": "PS-1", "station_slot_id": "0-1-0-1",
            "tags": "station,pickup", "task_status": "inprogress", "order_reference_id": reference})
    };
    let body = json!({"status": "success", "records": [
        record(json!(12), json!("TD-1")),
        record(json!("12"), json!("SOMEBODY")),
        record(json!("13"), json!("TD-1")),
        record(json!("12"), Value::Null),
    ]});
    let far = FarSide::json(200, body.to_string());
    let (tray, reference, tags) = ids();
    let ready =
        client(&far).is_tray_ready(Some(&tray), Some(&reference), &tags).await.unwrap().value;
    assert_eq!(ready.len(), 2);
    assert_eq!(ready[0].tags, ["station", "pickup"]);
    assert_eq!(ready[0].reference, Some(reference));
    assert_eq!(ready[1].reference, None);
    assert_eq!(client(&far).is_tray_ready(None, None, &[]).await.unwrap().value.len(), 4);
}

#[tokio::test]
async fn one_bad_slot_is_a_defect_beside_the_good_ones() {
    let body = json!({"records": [
        {"slot_id": "0-1-0-1", "slot_name": "PS-1", "tags": ["station"], "slot_status": "active"},
        {"slot_id": {"rack": 1}},
        {"slot_name": "without id"},
        {"slot_id": "0-1-0-2", "slot_name": "", "tags": null, "tray_id": "", "new_field": 1},
    ]});
    let far = FarSide::json(200, body.to_string());
    let read = client(&far).list_slots(&SlotQuery::stations()).await.unwrap();
    assert_eq!(far.only().query(), pairs(&[("slot_status", "active"), ("tags", "station")]));
    assert_eq!(read.value.len(), 2);
    assert_eq!(read.value[1].name, "0-1-0-2");
    assert_eq!(read.value[1].tray, None);
    let paths: Vec<_> = read.defects.iter().map(|defect| defect.path.as_str()).collect();
    assert_eq!(paths.len(), 2, "{paths:?}");
    assert_eq!(paths[0], "records[1].slot_id");
}

#[tokio::test]
async fn a_list_that_is_cut_says_so() {
    let body =
        r#"{"count": 200, "records": [{"tray_id": "1", "tray_height": 100, "tags": "pickup"}]}"#;
    let far = FarSide::json(200, body);
    let read = client(&far).list_trays(&TrayQuery::default()).await.unwrap();
    assert_eq!(read.value.len(), 1);
    assert_eq!(read.defects[0].what, "1 of 200 records were sent");
    // Empty parameters are never sent.
    assert_eq!(far.only().target, "/trays");
}

#[tokio::test]
async fn a_failure_in_the_body_of_a_write_is_a_refusal() {
    let (tray, reference, tags) = ids();
    let body = r#"{"status":"failure","status_code":409,"message":"reference is used already"}"#;
    for status in [200, 409] {
        let far = FarSide::json(status, body);
        let trouble = client(&far).retrieve_tray(&tray, &reference, &tags).await.unwrap_err();
        assert_eq!(trouble.class, ErrorClass::Fatal);
        assert_eq!(trouble.cause, Cause::Refused(409));
        assert_eq!(trouble.vendor_text.as_deref(), Some("reference is used already"));
    }
}

#[tokio::test]
async fn every_2xx_of_a_write_is_success_whatever_the_body() {
    let (tray, reference, tags) = ids();
    for body in ["", "null", "{}", "[1]", "ok"] {
        let far = FarSide::json(202, body);
        let accepted = client(&far).release_tray(&tray, &reference, &tags).await.unwrap();
        assert_eq!(accepted.answer, body);
    }
}

#[tokio::test]
async fn a_web_page_is_no_answer_to_a_write() {
    let (tray, reference, tags) = ids();
    let far = FarSide::json(200, " <!doctype html><title>Sign in</title>");
    let trouble = client(&far).release_tray(&tray, &reference, &tags).await.unwrap_err();
    assert_eq!(trouble.class, ErrorClass::OutcomeUnknown);
    assert!(matches!(trouble.cause, Cause::NotJson(_)), "{trouble:?}");
}

#[tokio::test]
async fn webhooks_are_registered_listed_and_deleted_by_encoded_id() {
    let far = FarSide::start(|seen| match seen.method.as_str() {
        "GET" => {
            Reply::Json(200, r#"{"records":[{"id":7,"robot_id":"R1","url":"http://a/b"}]}"#.into())
        }
        _ => Reply::Json(200, SUCCESS.into()),
    });
    let client = client(&far);
    client.register_webhook("R1", "http://127.0.0.1:9/x").await.unwrap();
    let webhooks = client.list_webhooks(Some("R1")).await.unwrap().value;
    assert_eq!(webhooks[0].id.as_deref(), Some("7"));
    client.delete_webhook("a/7").await.unwrap();
    let seen = far.seen();
    let body: Value = serde_json::from_slice(&seen[0].body).unwrap();
    assert_eq!(body, json!({"robot_id": "R1", "url": "http://127.0.0.1:9/x"}));
    assert_eq!(seen[1].query(), pairs(&[("robot_id", "R1")]));
    assert_eq!((seen[2].method.as_str(), seen[2].target.as_str()), ("DELETE", "/webhook/a%2F7"));
}
