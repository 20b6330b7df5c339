//! All fifty operations of the storage system are answered, and with nothing but what the contract has.

use reqwest::Method;
use serde_json::{Value, json};

use super::schema::Contract;
use super::simulator::{Site, json_of};

#[tokio::test]
async fn every_operation_is_built_and_its_refusals_are_valid() {
    let (site, contract) = (Site::small(), Contract::of("noyes"));
    let operations = contract.operations();
    assert_eq!(operations.len(), 50);
    for (method, template) in operations {
        let path = filled(&template);
        let url = format!("{}{path}", site.running.urls.noyes);
        let method: Method = method.parse().expect("a method");
        // an empty body and ids that nothing has: answered, refused, never unknown
        for (bearer, body) in
            [("practice", json!({})), ("practice", json!([1])), ("nys_0", json!({}))]
        {
            let ask = site.client.request(method.clone(), &url).bearer_auth(bearer);
            let (status, answer) = json_of(ask.body(body.to_string())).await;
            contract.check(method.as_str(), &template, status, &answer);
            assert!(!(500..=599).contains(&status), "{method} {path}: {status} {answer}");
            // a restart takes a while
            site.running.control.step(if template.ends_with("restart_brain") { 60.0 } else { 0.0 });
            let said = answer["detail"].as_str().unwrap_or_default();
            assert!(said != "Not Found" && status != 405, "{method} {path}: {answer}");
        }
    }
    let (status, answer) = json_of(
        site.ask(Method::DELETE, format!("{}/api/v2/settings/system", site.running.urls.noyes)),
    )
    .await;
    assert_eq!((status, &answer["detail"]), (405, &json!("Method Not Allowed")));
}

/// A path with ids that nothing has.
fn filled(template: &str) -> String {
    let parts = template.split('/').map(|part| if part.starts_with('{') { "999999" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn a_fault_strikes_the_new_routes_as_the_old() {
    let (site, contract) = (Site::small(), Contract::of("noyes"));
    site.running.control.set_faults(&["noyes:error=503"]).expect("a fault");
    for (method, template) in contract.operations() {
        let method = method.parse().expect("a method");
        let path = filled(&template);
        site.call_as("practice", &contract, method, &template, &path, Value::Null, 503).await;
    }
    assert_eq!(site.running.control.calls("noyes", "GET /api/v2/report"), 0);
}

#[tokio::test]
async fn a_site_for_people_opens_with_something_to_look_at() {
    use traydeck::simulator::Options;
    let options = Options { staged: true, ..Options::small_stepped() };
    let site = Site::of(options);
    let waits = async |which: &str| {
        let path = format!("/api/v2/jobs?status__eq=WAITING_FOR_TRIGGER&{which}");
        site.get(&path).await["total"].as_u64()
    };
    assert_eq!(waits("type__eq=FETCHING").await, Some(1));
    let by_hand = waits("type__eq=BUFFERING&balcony_id__eq=1").await;
    assert!(by_hand >= Some(1));
    assert_eq!(waits("type__eq=BUFFERING").await, by_hand, "goods wait for hands at one balcony");
    let overdue = site
        .get("/api/v2/requests?status__in=CREATED,RUNNING&created_at__lte=2026-01-05T06:00:00Z")
        .await;
    assert_eq!(overdue["total"], 1);
    assert_eq!(overdue["items"][0]["warnings"][0]["error_code"], "0x5091");
    assert_eq!(site.get("/api/v2/requests?status__eq=FAILED").await["total"], 1);
    // and the site is otherwise a healthy one
    site.running.control.step(1_800.0);
    assert_eq!(site.get("/api/v2/requests?status__in=CREATED,RUNNING&type__in=FULFILLMENT,REPLENISHMENT&created_at__lte=2026-01-05T08:10:00Z").await["total"], 2, "the one nobody can serve and the one that waits for hands");
}

#[tokio::test]
async fn a_page_far_behind_the_last_is_empty() {
    let site = Site::small();
    for path in ["skus", "inventory_view", "requests", "jobs", "events", "auth/users"] {
        let key = if path == "events" { "severity" } else { "id" };
        let query = format!("/api/v2/{path}?page=4294967295&sort_by=-{key}");
        assert_eq!(site.get(&query).await["items"], json!([]), "{path}");
    }
}
