//! Users, keys and passwords of the practice site's storage system, each answer held against the contract.

use reqwest::Method;
use serde_json::{Value, json};

use super::schema::Contract;
use super::simulator::Site;

const USERS: &str = "/api/v2/auth/users";
const KEYS: &str = "/api/v2/auth/api_keys";
const KEY: &str = "/api/v2/auth/api_keys/{api_key_id}";
const ACCOUNT: &str = "/api/v2/auth/create_account";
const UPDATE: &str = "/api/v2/auth/update_user";
const MAKE_KEY: &str = "/api/v2/auth/generate_api_key";
const RESET: &str = "/api/v2/auth/reset_password";
const FORGOT: &str = "/api/v2/auth/forgot_password";
const LOGIN: &str = "/api/v2/auth/login";

async fn token(site: &Site, contract: &Contract, user: &str) -> String {
    let body = json!({ "email": format!("{user}@practice.local"), "password": "practice" });
    let answer = site.call(contract, Method::POST, LOGIN, "", body, 200).await;
    answer["access_token"].as_str().expect("a token").to_owned()
}

#[tokio::test]
async fn users_are_listed_made_and_changed_by_an_admin_only() {
    let (site, contract) = (Site::small(), Contract::of("noyes"));
    let get = async |query: &str, due: u16| {
        site.call(&contract, Method::GET, USERS, query, Value::Null, due).await
    };
    let all = get("?sort_by=-username", 200).await;
    assert_eq!((&all["total"], &all["items"][0]["username"]), (&json!(4), &json!("supervisor")));
    assert_eq!(get("?role__in=Picker&role__in=User", 200).await["total"], 2);
    assert_eq!(get("?search=email:brandt", 200).await["total"], 1);
    get("?size=0", 422).await;
    let post = async |body: Value, due: u16| {
        site.call(&contract, Method::POST, ACCOUNT, "", body, due).await
    };
    let made =
        post(json!({ "email": "new@practice.local", "username": "new", "role": null }), 200).await;
    assert_eq!(get("?username__eq=new", 200).await["items"][0]["role"], "User");
    post(json!({ "email": "NEW@practice.local", "username": "again" }), 409).await;
    let wrong = post(json!({ "email": "nowhere", "role": "Boss" }), 422).await;
    assert_eq!(wrong["detail"].as_array().map(Vec::len), Some(3), "{wrong}");
    let patch = async |body: Value, due: u16| {
        site.call(&contract, Method::PATCH, UPDATE, "", body, due).await
    };
    let id = &made["id"];
    let changed = patch(json!({ "user_id": id, "role": "Supervisor" }), 200).await;
    assert_eq!((&changed["role"], &changed["username"]), (&json!("Supervisor"), &json!("new")));
    patch(json!({ "user_id": 99, "role": "User" }), 404).await;
    patch(json!({ "user_id": id, "email": "picker@practice.local" }), 409).await;
    patch(json!({ "role": "User" }), 422).await;
    patch(json!({ "user_id": 1, "role": "User" }), 400).await;
    let picker = token(&site, &contract, "picker").await;
    for (method, path) in [
        (Method::GET, USERS),
        (Method::GET, KEYS),
        (Method::POST, ACCOUNT),
        (Method::PATCH, UPDATE),
        (Method::POST, MAKE_KEY),
    ] {
        site.call_as(&picker, &contract, method, path, path, json!({}), 403).await;
    }
}

#[tokio::test]
async fn keys_are_made_used_and_deleted() {
    let (site, contract) = (Site::small(), Contract::of("noyes"));
    let list = async |query: &str, due: u16| {
        site.call(&contract, Method::GET, KEYS, query, Value::Null, due).await
    };
    let make = async |body: Value, due: u16| {
        site.call(&contract, Method::POST, MAKE_KEY, "", body, due).await
    };
    let made = make(json!({ "name": "Bench" }), 200).await;
    make(json!({ "name": "Bench" }), 409).await;
    make(json!({ "name": " " }), 422).await;
    let row = list("?name__eq=Bench", 200).await["items"][0].clone();
    assert_eq!((&row["last_used"], &row["role"]), (&Value::Null, &json!("Super Admin")));
    let secret = made["api_key"].as_str().expect("a key");
    let bots = "/api/v2/bots";
    site.call_as(secret, &contract, Method::GET, bots, bots, Value::Null, 200).await;
    assert!(list("?name__eq=Bench", 200).await["items"][0]["last_used_utc"].is_string());
    list("?last_used__gte=soon", 422).await;
    let expired = list("?expires_at__lte=2026-01-05T08:00:00Z", 200).await;
    let old = expired["items"][0]["api_key"].as_str().expect("a key").to_owned();
    site.call_as(&old, &contract, Method::GET, bots, bots, Value::Null, 401).await;
    let delete = async |id: &str, due: u16| {
        let path = format!("{KEYS}/{id}");
        site.call_as("practice", &contract, Method::DELETE, KEY, &path, Value::Null, due).await
    };
    let gone = delete(&row["id"].to_string(), 200).await;
    assert_eq!(gone["deleted_key_name"], "Bench");
    delete(&row["id"].to_string(), 404).await;
    delete("first", 422).await;
    site.call_as(secret, &contract, Method::GET, bots, bots, Value::Null, 401).await;
}

#[tokio::test]
async fn a_forgotten_password_is_set_with_the_code_of_the_mail() {
    let (site, contract) = (Site::small(), Contract::of("noyes"));
    let email = "picker@practice.local";
    let post = async |path: &str, body: Value, due: u16| {
        site.call(&contract, Method::POST, path, "", body, due).await
    };
    let policy = "/api/v2/auth/password_policy";
    let policy = site.call(&contract, Method::GET, policy, "", Value::Null, 200).await;
    assert_eq!(policy["min_length"], 10);
    post(FORGOT, json!({ "email": "nobody@practice.local", "locale": null }), 200).await;
    post(FORGOT, json!({ "email": "nobody" }), 422).await;
    post(FORGOT, json!({ "email": email }), 200).await;
    let codes = site.control("/codes").await;
    let code = &codes[email]["otp"];
    let new = "Long-enough-7";
    let body =
        |code: &Value, new: &str| json!({ "email": email, "otp": code, "new_password": new });
    let short = post(RESET, body(code, "short"), 422).await;
    assert_eq!(short["detail"][0]["loc"], json!(["body", "new_password"]));
    post(RESET, json!({ "email": email, "new_password": new }), 422).await;
    let both =
        json!({ "email": email, "otp": code, "old_password": "practice", "new_password": new });
    post(RESET, both, 422).await;
    post(RESET, body(&json!("0"), new), 400).await;
    post(RESET, body(code, new), 200).await;
    post(RESET, body(code, new), 400).await;
    post(LOGIN, json!({ "email": email, "password": "practice" }), 401).await;
    let tokens = post(LOGIN, json!({ "email": email, "password": new }), 200).await;
    let old = json!({ "email": email, "old_password": new, "new_password": "Another-one-8" });
    post(RESET, old, 200).await;
    let refresh = json!({ "refresh_token": tokens["refresh_token"] });
    post("/api/v2/auth/refresh_token", refresh, 401).await;
    let expired = json!({ "email": "lea.brandt@practice.local", "password": "practice" });
    post(LOGIN, expired, 403).await;
}
