//! Settings, reports and issues of the practice site's storage system, held against the contract.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use super::schema::Contract;
use super::simulator::{Site, json_of};

const SETTINGS: &str = "/api/v2/settings";
const ONE: &str = "/api/v2/settings/{key}";
const SYSTEM: &str = "/api/v2/settings/system";
const USER: &str = "/api/v2/settings/users/{user_idx}";
const ISSUE: &str = "/api/v2/support/create_issue";

async fn one(
    site: &Site,
    contract: &Contract,
    method: Method,
    key: &str,
    body: Value,
    due: u16,
) -> Value {
    let path = format!("{SETTINGS}/{key}");
    site.call_as("practice", contract, method, ONE, &path, body, due).await
}

#[tokio::test]
async fn settings_are_listed_changed_and_put_back() {
    let (site, contract) = (Site::small(), Contract::of("noyes"));
    let list = site.call(&contract, Method::GET, SETTINGS, "", Value::Null, 200).await;
    let items = list["items"].as_array().expect("items");
    assert_eq!(list["total"], items.len());
    assert!(items.len() >= 40);
    for kind in ["boolean", "integer", "number", "string", "array", "object"] {
        assert!(items.iter().any(|item| item["value_type"] == kind), "{kind}");
    }
    assert!(items.iter().any(|item| item["value_json"] != item["default_value_json"]));
    let key = "brain.planner";
    let of = async |method, body, due| one(&site, &contract, method, key, body, due).await;
    assert_eq!(of(Method::GET, Value::Null, 200).await["value_json"], "LOOKAHEAD");
    of(Method::PATCH, json!({ "value_json": "WILD" }), 422).await;
    of(Method::PATCH, json!({}), 422).await;
    let changed = of(Method::PATCH, json!({ "value_json": "GREEDY" }), 200).await;
    assert_eq!(
        (&changed["value_json"], &changed["restart_required"]),
        (&json!("GREEDY"), &json!(true))
    );
    let restart = "/api/v2/restart_brain";
    let told = site.call(&contract, Method::POST, restart, "", Value::Null, 200).await;
    assert!(told["details"].as_str().is_some_and(|said| said.contains(key)), "{told}");
    assert_eq!(of(Method::DELETE, Value::Null, 200).await, json!({}));
    assert_eq!(of(Method::GET, Value::Null, 200).await["value_json"], "BALANCED");
    one(&site, &contract, Method::GET, "no.such", Value::Null, 404).await;
    one(&site, &contract, Method::DELETE, "no.such", Value::Null, 404).await;
    one(&site, &contract, Method::PATCH, "brain.tick_ms", json!({ "value_json": 5 }), 422).await;
}

#[tokio::test]
async fn settings_are_patched_all_or_none() {
    let (site, contract) = (Site::small(), Contract::of("noyes"));
    let patch = async |body: Value, due: u16| {
        site.call(&contract, Method::PATCH, SYSTEM, "", body, due).await
    };
    let wrong =
        json!({ "updates": { "site.name": "Two", "brain.tick_ms": "slow" }, "resets": ["x"] });
    let said = patch(wrong, 422).await;
    assert_eq!(said["detail"].as_array().map(Vec::len), Some(2));
    let now = site.call(&contract, Method::GET, SYSTEM, "", Value::Null, 200).await;
    assert_eq!(now["settings"]["site.name"], "Practice site");
    let good = json!({ "updates": { "bots.max_speed_m_s": 1 }, "resets": ["site.name"] });
    let now = patch(good, 200).await;
    assert_eq!(
        (&now["settings"]["site.name"], &now["settings"]["bots.max_speed_m_s"]),
        (&json!("Practice"), &json!(1))
    );
    let user = async |bearer: &str, method: Method, id: &str, body: Value, due: u16| {
        let path = format!("{SETTINGS}/users/{id}");
        site.call_as(bearer, &contract, method, USER, &path, body, due).await
    };
    let picker = json!({ "email": "picker@practice.local", "password": "practice" });
    let tokens = site.call(&contract, Method::POST, "/api/v2/auth/login", "", picker, 200).await;
    let picker = tokens["access_token"].as_str().expect("a token");
    let dark = json!({ "updates": { "ui.theme": "dark" } });
    user(picker, Method::PATCH, "3", dark.clone(), 200).await;
    user(picker, Method::PATCH, "1", dark, 403).await;
    assert_eq!(
        user("practice", Method::GET, "3", Value::Null, 200).await["settings"]["ui.theme"],
        "dark"
    );
    assert_eq!(
        user("practice", Method::GET, "1", Value::Null, 200).await["settings"]["ui.theme"],
        "system"
    );
    user("practice", Method::GET, "99", Value::Null, 404).await;
    user("practice", Method::GET, "me", Value::Null, 422).await;
    user(picker, Method::PATCH, "3", json!({ "resets": ["ui.theme"] }), 200).await;
    let path = format!("{SETTINGS}/brain.planner");
    let body = json!({ "value_json": "GREEDY" });
    site.call_as(picker, &contract, Method::PATCH, ONE, &path, body, 403).await;
    site.call_as(
        picker,
        &contract,
        Method::PATCH,
        SYSTEM,
        SYSTEM,
        json!({ "resets": ["site.name"] }),
        403,
    )
    .await;
}

#[tokio::test]
async fn a_setting_of_ones_own_is_made_and_taken_away_and_the_policy_follows_its_settings() {
    let (site, contract) = (Site::small(), Contract::of("noyes"));
    let post = async |body: Value, due: u16| {
        site.call(&contract, Method::POST, SETTINGS, "", body, due).await
    };
    let own = json!({ "key": "site.color", "value_json": "green", "default_value_json": "grey", "required_role": ["Admin", "Super Admin"] });
    assert_eq!(post(own, 200).await["value_json"], "green");
    post(json!({ "key": "site.color", "value_json": 7 }), 422).await;
    post(json!({ "key": "system", "value_json": 7 }), 422).await;
    post(json!({ "value_json": 7, "required_role": ["Boss"] }), 422).await;
    one(&site, &contract, Method::DELETE, "site.color", Value::Null, 200).await;
    one(&site, &contract, Method::GET, "site.color", Value::Null, 404).await;
    post(json!({ "key": "auth.password.min_length", "value_json": 12 }), 200).await;
    let policy = site.get("/api/v2/auth/password_policy").await;
    assert_eq!(policy["min_length"], 12);
}

#[tokio::test]
async fn reports_and_issues_are_counted() {
    let (site, contract) = (Site::small(), Contract::of("noyes"));
    let report = "/api/v2/report";
    let made = site.call(&contract, Method::GET, report, "", Value::Null, 200).await;
    assert_eq!(made["tar_filename"], "support_report_0001.tar.gz");
    let send = async |payload: &str, due: u16| {
        let picture = Part::bytes(vec![7; 3_000_000]).file_name("window.png");
        let form = Form::new().text("payload", payload.to_owned()).part("files", picture);
        let url = format!("{}{ISSUE}", site.running.urls.noyes);
        let (status, body) = json_of(site.ask(Method::POST, url).multipart(form)).await;
        contract.check("POST", ISSUE, status, &body);
        assert_eq!(status, due, "{body}");
        body
    };
    assert_eq!(send(r#"{"description":"Bot 3 stands"}"#, 200).await["key"], "NOY-101");
    send("not JSON", 422).await;
    let said = send("{}", 422).await;
    assert_eq!(said["detail"][0]["loc"], json!(["body", "payload", "description"]));
    let kept = site.control("/issues").await;
    assert_eq!((&kept["count"], &kept["reports"]), (&json!(1), &json!(1)));
    assert_eq!(kept["issues"][0]["files"], json!([{ "name": "window.png", "bytes": 3_000_000 }]));
}
