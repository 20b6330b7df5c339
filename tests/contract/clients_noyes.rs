//! The client of the storage system: what it sends, every documented payload, and the quirks.

use std::path::PathBuf;

use jiff::Timestamp;
use serde_json::json;
use traydeck::clients::http::{Auth, Endpoint, Transport};
use traydeck::clients::noyes::Noyes;
use traydeck::domain::bot::Battery;
use traydeck::domain::ids::{BotId, CarrierId, LevelId, UserId};
use traydeck::domain::page::ListQuery;
use traydeck::domain::storage::StorageStatus;
use traydeck::domain::system::System;
use traydeck::domain::trouble::Cause;

use super::clients_far_side::{FarSide, Reply};

fn client(far: &FarSide) -> Noyes {
    Noyes::new(far.transport(System::Noyes))
}

fn payload(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/payloads/noyes");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn documented(operation: &str) -> FarSide {
    FarSide::json(200, payload(&format!("{operation}.200.response.json")))
}

fn now() -> Timestamp {
    "2025-01-01T00:00:00Z".parse().unwrap()
}

#[tokio::test]
async fn every_documented_answer_is_read() {
    let nothing = ListQuery::default();
    let bots = client(&documented("listBots")).list_bots(now()).await.unwrap().value;
    assert_eq!(bots[0].id, BotId::new("0"));
    // 0 is a value, not the lack of one.
    assert_eq!(bots[0].lifted_carrier, Some(CarrierId::new("0")));
    assert_eq!(bots[0].battery, Battery::Percent(0));
    let levels = client(&documented("listLevels")).list_levels().await.unwrap().value;
    assert_eq!((levels[0].id.as_str(), levels[0].height), ("0", Some(0)));
    assert_eq!(client(&documented("listBalconies")).list_balconies().await.unwrap().value.len(), 1);
    let status = client(&documented("getStorageStatus")).storage_status().await.unwrap().value;
    assert_eq!(status, StorageStatus::Running);
    let page =
        client(&documented("listInventory")).list_inventory(&nothing, 1, 50).await.unwrap().value;
    // The example's page 0 of size 0 means what was asked for.
    assert_eq!((page.page, page.size, page.total, page.items.len()), (1, 50, 1, 1));
    let page =
        client(&documented("listRequests")).list_requests(&nothing, 1, 50).await.unwrap().value;
    assert_eq!((page.items[0].kind.as_str(), page.items[0].entities.len()), ("FULFILLMENT", 1));
    assert_eq!(page.items[0].warnings, ["{}"]);
    let page = client(&documented("listJobs")).list_jobs(&nothing, 1, 50).await.unwrap().value;
    assert_eq!(page.items[0].status, "ACCEPTED");
    let page = client(&documented("listEvents")).list_events(&nothing, 1, 50).await.unwrap().value;
    assert_eq!(page.items[0].bot, Some(BotId::new("string")));
    let far = documented("validateAuthenticatedRequest");
    let who = client(&far).validate_authenticated_request().await.unwrap().value;
    assert_eq!(who.email.as_deref(), Some("derp@meme.org"));
    let tokens = client(&documented("logInUser")).log_in("a@b", "c").await.unwrap();
    assert_eq!(tokens.access_token.as_deref(), Some("string"));
    let tokens = client(&documented("refreshAccessToken")).refresh("c").await.unwrap();
    assert_eq!(tokens.refresh_token.as_deref(), Some("string"));
}

#[tokio::test]
async fn one_setting_that_cannot_be_read_does_not_hide_the_others() {
    let body = r#"{"items":[{"key":"a","required_role":"Admin","value_json":1},
        {"key":"b","required_role":["Admin"],"value_json":2}],"total":2}"#;
    let read = client(&FarSide::json(200, body)).list_settings().await.unwrap();
    let keys: Vec<&str> = read.value.iter().map(|setting| setting.key.as_str()).collect();
    assert_eq!((keys.as_slice(), read.defects.len()), (["b"].as_slice(), 1));
}

#[tokio::test]
async fn every_documented_answer_about_skus_accounts_and_settings_is_read() {
    let nothing = ListQuery::default();
    let page = client(&documented("listSkus")).list_skus(&nothing, 1, 50).await.unwrap().value;
    assert_eq!((page.items.len(), page.items[0].total_quantity), (1, Some(0)));
    assert!(page.items[0].updated_at.is_some());
    let page = client(&documented("listUsers")).list_users(&nothing, 1, 50).await.unwrap().value;
    assert_eq!(page.items[0].username.as_deref(), Some("string"));
    let far = documented("listApiKeys");
    let read = client(&far).list_api_keys(&nothing, 1, 50).await.unwrap();
    assert_eq!(read.value.items.len(), 1);
    let policy = client(&documented("getPasswordPolicy")).password_policy().await.unwrap().value;
    assert!(policy.min_length > 0 || policy.digit, "{policy:?}");
    let list = client(&documented("listSettings")).list_settings().await.unwrap().value;
    assert_eq!(list.len(), 1);
    let user = UserId::new("0");
    client(&documented("getUserSettings")).user_settings(&user).await.unwrap();
    client(&documented("getSystemSettings")).system_settings().await.unwrap();
}

#[tokio::test]
async fn health_goes_by_the_status_alone() {
    for body in ["", "null", "{}", "\"OK\"", "OK"] {
        client(&FarSide::json(200, body)).health().await.unwrap();
    }
    assert!(client(&FarSide::json(503, "")).health().await.is_err());
}

#[tokio::test]
async fn pages_send_filters_search_and_sort_without_plus_or_empty_values() {
    let far = documented("listInventory");
    let query = ListQuery::default()
        .filter("level_id__in", "1")
        .filter("level_id__in", "2")
        .filter("box_id__eq", "")
        .filter("updated_at__gte", "2025-01-01T00:00:00+00:00")
        .sorted_by("-updated_at,+id");
    client(&far).list_inventory(&query, 0, 100).await.unwrap();
    let seen = far.only();
    assert_eq!(
        seen.target,
        "/api/v2/inventory_view?level_id__in=1&level_id__in=2\
         &updated_at__gte=2025-01-01T00%3A00%3A00%2B00%3A00&sort_by=-updated_at%2Cid&page=1&size=100"
    );
    assert_eq!(seen.header("bearerauth"), None);
}

#[tokio::test]
async fn the_log_in_leaves_the_locale_out() {
    let far = documented("logInUser");
    client(&far).log_in("a@b", "pass").await.unwrap();
    let body: serde_json::Value = serde_json::from_slice(&far.only().body).unwrap();
    assert_eq!(body, json!({"email": "a@b", "password": "pass"}));
}

#[tokio::test]
async fn one_bad_bot_is_one_defect_beside_999_good_ones() {
    let bots: Vec<_> = (0..1000)
        .map(|id| match id {
            500 => json!({"id": 500, "battery_level": {"percent": 4}}),
            _ => json!({"id": id, "battery_level": 50, "is_charging": false, "level_id": 1}),
        })
        .collect();
    let far = FarSide::json(200, json!(bots).to_string());
    let read = client(&far).list_bots(now()).await.unwrap();
    assert_eq!(read.value.len(), 999);
    assert_eq!(read.defects.len(), 1);
    assert_eq!(read.defects[0].path, "[500].battery_level");
}

#[tokio::test]
async fn strange_bots_are_shown_as_they_came() {
    let body = r#"[{"id":1,"battery_level":140},{"id":"02","level_id":"3"},{"battery_level":5},
        {"id":4,"battery_level":null,"lifted_carrier":null,"is_charging":"","colour":"red"}]"#;
    let far = FarSide::json(200, body);
    let read = client(&far).list_bots(now()).await.unwrap();
    assert_eq!(read.value.len(), 3);
    assert_eq!(read.value[0].battery, Battery::OutOfRange(140));
    assert_eq!((read.value[1].id.as_str(), &read.value[1].level), ("02", &Some(LevelId::new("3"))));
    assert_eq!(read.value[2].battery, Battery::Missing);
    let paths: Vec<_> = read.defects.iter().map(|defect| defect.path.as_str()).collect();
    assert_eq!(paths, ["[2].id", "[0].battery_level"]);
    // An empty list is an answer, not a failure.
    let none = client(&FarSide::json(200, "[]")).list_bots(now()).await.unwrap();
    assert!(none.value.is_empty() && none.defects.is_empty());
}

#[tokio::test]
async fn unknown_words_stay_as_text() {
    let far = FarSide::json(200, r#"{"storage_status":"DREAMING"}"#);
    let status = client(&far).storage_status().await.unwrap().value;
    assert_eq!(status, StorageStatus::Other("DREAMING".into()));
    let body = r#"{"items":[{"id":9,"type":"DANCE","status":"PERHAPS","created_at":"2022-07-01T12:00:00"}],
        "total":1,"page":1,"size":50}"#;
    let page = client(&FarSide::json(200, body))
        .list_requests(&ListQuery::default(), 1, 50)
        .await
        .unwrap()
        .value;
    assert_eq!((page.items[0].id.as_str(), page.items[0].kind.as_str()), ("9", "DANCE"));
    assert_eq!(page.items[0].created_at, Some("2022-07-01T10:00:00Z".parse().unwrap()));
}

#[tokio::test]
async fn section_codes_of_32_digits_survive_as_text() {
    let digits = "10101010101010101010101010101011";
    let body = format!(
        r#"{{"items":[{{"id":"1","section_code":"11","section_code_32":{digits}}},
            {{"id":"2","section_code":11}},{{"id":"3","position_x":"seven"}}],"total":3,"page":1,"size":3}}"#
    );
    let read = client(&FarSide::json(200, body))
        .list_inventory(&ListQuery::default(), 1, 3)
        .await
        .unwrap();
    assert_eq!(read.value.items[0].section_code.as_deref(), Some(digits));
    assert_eq!(read.value.items[1].section_code.as_deref(), Some("00000011"));
    assert_eq!(read.value.total, 3);
    assert_eq!(read.defects[0].path, "items[2].position_x");
}

#[tokio::test]
async fn an_expired_token_is_renewed_once_then_a_log_in_follows() {
    // Tokens by number; the first is refused, the refresh as well, the second log-in is good.
    let far = FarSide::start(|seen| match seen.path() {
        "/api/v2/auth/login" => {
            let body = String::from_utf8_lossy(&seen.body).into_owned();
            assert!(body.contains("hall@example"), "{body}");
            Reply::Json(
                200,
                r#"{"access_token":"A","refresh_token":"R","token_type":"bearer"}"#.into(),
            )
        }
        "/api/v2/auth/refresh_token" => {
            Reply::Json(200, r#"{"access_token":"B","refresh_token":"S"}"#.into())
        }
        _ if seen.header("authorization") == Some("Bearer B") => Reply::Json(200, "[]".into()),
        _ if seen.target.contains("levels") => Reply::Json(200, "[]".into()),
        _ => Reply::Json(401, r#"{"detail":"Token expired"}"#.into()),
    });
    let auth = Auth::Email { email: "hall@example".into(), password: "pass".into() };
    let transport = Transport::new(System::Noyes, Endpoint::new(far.url.clone(), auth)).unwrap();
    let noyes = Noyes::new(transport);
    noyes.list_levels().await.unwrap();
    noyes.list_bots(now()).await.unwrap();
    noyes.list_bots(now()).await.unwrap();
    let paths: Vec<String> = far.seen().iter().map(|seen| seen.path().to_owned()).collect();
    assert_eq!(
        paths,
        [
            "/api/v2/auth/login",
            "/api/v2/levels",
            "/api/v2/bots",
            "/api/v2/auth/refresh_token",
            "/api/v2/bots",
            "/api/v2/bots",
        ]
    );
}

#[tokio::test]
async fn a_wrong_password_is_said_and_not_repeated() {
    let far = FarSide::json(401, r#"{"detail":"Incorrect password pass-word-1"}"#);
    let auth = Auth::Email { email: "a@b".into(), password: "pass-word-1".into() };
    let transport = Transport::new(System::Noyes, Endpoint::new(far.url.clone(), auth)).unwrap();
    let trouble = Noyes::new(transport).list_levels().await.unwrap_err();
    assert_eq!(trouble.cause, Cause::NotAuthorised);
    assert_eq!(trouble.vendor_text.as_deref(), Some("Incorrect password [hidden]"));
    assert_eq!(far.seen().len(), 1);
}

#[test]
fn tokens_do_not_show_in_debug_output() {
    let endpoint = Endpoint::new("http://127.0.0.1:1", Auth::Bearer("top-secret".into()));
    assert!(!format!("{endpoint:?}").contains("top-secret"));
}
