//! No secret comes back to a screen, a log or the ledger, whatever the far side says of it.

use std::collections::BTreeMap;

use traydeck::clients::http::{Auth, Call, Endpoint, Transport};
use traydeck::clients::noyes::Noyes;
use traydeck::clients::robot_manager::RobotManager;
use traydeck::domain::ids::{OrderReference, TrayId};
use traydeck::domain::operation;
use traydeck::domain::page::ListQuery;
use traydeck::domain::sourced::Defect;
use traydeck::domain::system::System;
use traydeck::domain::trouble::{Cause, Trouble};

use super::clients_far_side::{FarSide, Nobody, Reply};

const SECRET: &str = "s3cr3t-w0rd";

/// Every way to sign in that sends its secret with each call.
fn sign_ins() -> Vec<Auth> {
    let headers = BTreeMap::from([("X-Key".to_owned(), SECRET.into())]);
    vec![
        Auth::Bearer(SECRET.into()),
        // as a file ends it
        Auth::Bearer(format!("{SECRET}\n").into()),
        Auth::ApiKey(SECRET.into()),
        Auth::Username { username: "hall".to_owned(), password: SECRET.into() },
        Auth::Headers(headers),
    ]
}

/// The shapes of a refusal that repeats what was sent, with their content type.
fn refusals() -> Vec<(&'static str, String)> {
    let json = "application/json";
    let long = "x".repeat(595);
    vec![
        (json, format!(r#"{{"detail":"unknown {SECRET}"}}"#)),
        (json, format!(r#"{{"message":"Authorization: Bearer {SECRET}"}}"#)),
        (json, format!(r#"{{"code":"{SECRET}","description":"{SECRET}"}}"#)),
        (
            json,
            format!(r#"{{"detail":[{{"loc":["{SECRET}"],"msg":"{SECRET}","type":"{SECRET}"}}]}}"#),
        ),
        (
            json,
            format!(
                r#"{{"request_id":"{SECRET}","entity_feedback":[{{"entity_id":"{SECRET}","error_code":"{SECRET}","human_string":"{SECRET}"}}]}}"#
            ),
        ),
        (json, format!(r#""{SECRET}""#)),
        // cut in the middle of it
        (json, format!(r#"{{"detail":"{long}{SECRET}"}}"#)),
        ("text/plain", format!("no such key {SECRET}")),
        ("text/html", format!("<html><title>{SECRET} refused</title></html>")),
    ]
}

fn saying(status: u16, content_type: &str, body: &str) -> FarSide {
    let answer = format!(
        "HTTP/1.1 {status} Said\r\ncontent-type: {content_type}\r\nx-echo: {SECRET}\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    FarSide::start(move |_| Reply::Raw(answer.clone().into_bytes()))
}

fn transport(far: &FarSide, system: System, auth: Auth) -> Transport {
    Transport::new(system, Endpoint::new(far.url.clone(), auth)).unwrap()
}

fn shows_nothing(trouble: &Trouble, of: &str) {
    let shown = format!("{trouble:?}");
    // a cut text must not show its beginning either
    assert!(!shown.contains(&SECRET[..5]), "{of}: {shown}");
}

#[tokio::test]
async fn a_refusal_that_repeats_the_credentials_shows_none_of_them() {
    for (content_type, body) in refusals() {
        let far = saying(422, content_type, &body);
        for auth in sign_ins() {
            let noyes = Noyes::new(transport(&far, System::Noyes, auth.clone()));
            shows_nothing(&noyes.list_levels().await.unwrap_err(), &body);
            let read = noyes.list_jobs(&ListQuery::default(), 1, 50).await;
            shows_nothing(&read.unwrap_err(), &body);
            let robots = RobotManager::new(transport(&far, System::RobotManager, auth));
            let (tray, reference) = (TrayId::new("1"), OrderReference::new("TD-1"));
            shows_nothing(&robots.release_tray(&tray, &reference, &[]).await.unwrap_err(), &body);
            shows_nothing(&robots.is_tray_ready(None, None, &[]).await.unwrap_err(), &body);
        }
    }
}

#[tokio::test]
async fn a_body_that_says_failure_shows_no_credentials() {
    let body = format!(r#"{{"status":"failure","status_code":401,"message":"token {SECRET}"}}"#);
    let far = saying(200, "application/json", &body);
    for auth in sign_ins() {
        let robots = RobotManager::new(transport(&far, System::RobotManager, auth));
        let (tray, reference) = (TrayId::new("1"), OrderReference::new("TD-1"));
        shows_nothing(&robots.retrieve_tray(&tray, &reference, &[]).await.unwrap_err(), "write");
        shows_nothing(&robots.is_tray_ready(None, None, &[]).await.unwrap_err(), "read");
    }
}

#[tokio::test]
async fn what_the_ledger_keeps_of_an_answer_has_no_credentials() {
    let body = format!(r#"{{"status":"success","by":"{SECRET}","token":"other-one"}}"#);
    let far = saying(200, "application/json", &body);
    for auth in sign_ins() {
        let robots = RobotManager::new(transport(&far, System::RobotManager, auth));
        let (tray, reference) = (TrayId::new("1"), OrderReference::new("TD-1"));
        let kept = robots.retrieve_tray(&tray, &reference, &[]).await.unwrap().answer;
        assert_eq!(kept, r#"{"status":"success","by":"[hidden]","token":"[hidden]"}"#);
    }
}

#[tokio::test]
async fn an_answer_of_the_wrong_shape_shows_no_values() {
    let of_text = format!(r#""{SECRET}""#);
    let far = saying(200, "application/json", &of_text);
    let noyes = Noyes::new(transport(&far, System::Noyes, Auth::Bearer(SECRET.into())));
    shows_nothing(&noyes.list_levels().await.unwrap_err(), "bare list");
    shows_nothing(&noyes.list_jobs(&ListQuery::default(), 1, 50).await.unwrap_err(), "page");
    shows_nothing(&noyes.storage_status().await.unwrap_err(), "object");
}

/// Every field that is no text, as a number as it comes and as a truth value.
#[tokio::test]
async fn a_field_of_the_wrong_type_shows_no_value() {
    let noyes = |body: String| {
        let far = saying(200, "application/json", &body);
        // the far side answers without the connection knowing the secret
        Noyes::new(transport(&far, System::Noyes, Auth::None))
    };
    let clean = |defects: &[Defect], of: &str| {
        assert!(!defects.is_empty(), "{of} was understood");
        assert!(!format!("{defects:?}").contains(&SECRET[..5]), "{of}: {defects:?}");
    };
    let level = format!(r#"[{{"id":1,"height":"{SECRET}"}},{{"id":2,"height":3}},"{SECRET}"]"#);
    let read = noyes(level).list_levels().await.unwrap();
    assert_eq!((read.value.len(), read.defects.len()), (1, 2));
    clean(&read.defects, "levels");
    for field in ["battery_level", "is_charging"] {
        let bot = format!(r#"[{{"id":1,"{field}":"{SECRET}"}}]"#);
        let read = noyes(bot).list_bots(jiff::Timestamp::UNIX_EPOCH).await.unwrap();
        clean(&read.defects, field);
    }
    for field in ["eta", "depth", "section_code_32"] {
        let row = format!(r#"{{"items":[{{"id":"1","{field}":"{SECRET}"}}],"total":1}}"#);
        let read = noyes(row).list_inventory(&ListQuery::default(), 1, 50).await.unwrap();
        clean(&read.defects, field);
    }
    // the page itself: a trouble, no defect
    let page = format!(r#"{{"items":[],"total":"{SECRET}"}}"#);
    let read = noyes(page).list_jobs(&ListQuery::default(), 1, 50).await;
    shows_nothing(&read.unwrap_err(), "total");
}

#[tokio::test]
async fn a_failed_log_in_shows_neither_password_nor_token() {
    let body = format!(
        r#"{{"detail":[{{"loc":["body","password"],"msg":"{SECRET} is too short","type":"short","input":"{SECRET}"}}]}}"#
    );
    let far = saying(422, "application/json", &body);
    // by the configuration
    let auth = Auth::Email { email: "hall@example".to_owned(), password: SECRET.into() };
    let noyes = Noyes::new(transport(&far, System::Noyes, auth));
    let trouble = noyes.list_levels().await.unwrap_err();
    assert_eq!(trouble.vendor_lines[0].text, "[hidden] is too short");
    shows_nothing(&trouble, "configured");
    // by hand: this connection does not know the secret, only the call does
    let noyes = Noyes::new(transport(&far, System::Noyes, Auth::None));
    shows_nothing(&noyes.log_in("hall@example", SECRET).await.err().unwrap(), "log-in");
    shows_nothing(&noyes.refresh(SECRET).await.err().unwrap(), "refresh");
}

#[tokio::test]
async fn the_tokens_of_a_session_show_nowhere_not_even_old_ones() {
    let far = FarSide::start(|seen| match seen.path() {
        "/api/v2/auth/login" => {
            let tokens = r#"{"access_token":"access-one","refresh_token":"refresh-one"}"#;
            Reply::Json(200, tokens.to_owned())
        }
        "/api/v2/auth/refresh_token" => {
            let tokens = r#"{"access_token":"access-two","refresh_token":"refresh-two"}"#;
            Reply::Json(200, tokens.to_owned())
        }
        "/api/v2/levels" => Reply::Json(200, "[]".to_owned()),
        "/api/v2/bots" if seen.header("authorization") == Some("Bearer access-one") => {
            Reply::Json(401, r#"{"detail":"access-one is over"}"#.to_owned())
        }
        _ => {
            let words = "access-one access-two refresh-one refresh-two log-in-word";
            Reply::Json(422, format!(r#"{{"detail":"{words}"}}"#))
        }
    });
    let auth = Auth::Email { email: "hall@example".to_owned(), password: "log-in-word".into() };
    let noyes = Noyes::new(transport(&far, System::Noyes, auth));
    noyes.list_levels().await.unwrap();
    // is refused, renews, is refused for another reason
    let trouble = noyes.list_bots(jiff::Timestamp::UNIX_EPOCH).await.unwrap_err();
    let hidden = ["[hidden]"; 5].join(" ");
    assert_eq!(trouble.vendor_text.as_deref(), Some(hidden.as_str()), "{trouble:?}");
    assert_eq!(far.seen().len(), 5);
}

#[tokio::test]
async fn addresses_with_secrets_are_refused_or_left_out_of_the_words() {
    let with_user = format!("http://hall:{SECRET}@127.0.0.1:1");
    let trouble = Transport::new(System::Noyes, Endpoint::new(with_user.clone(), Auth::None));
    let trouble = trouble.err().unwrap();
    assert!(matches!(trouble.cause, Cause::BadRequest(_)));
    shows_nothing(&trouble, "base_url");
    let nobody = Nobody::there();
    let overrides =
        [with_user, format!("{}/?api_key={SECRET}", nobody.url), format!("{SECRET}://h")];
    for full in overrides {
        let mut endpoint = Endpoint::new(nobody.url.clone(), Auth::None);
        endpoint.urls.insert("release-tray".to_owned(), full.clone());
        let transport = Transport::new(System::RobotManager, endpoint).unwrap();
        let trouble = transport.call(&operation::RELEASE_TRAY, Call::default()).await.unwrap_err();
        shows_nothing(&trouble, &full);
    }
}

#[tokio::test]
async fn a_credential_that_no_header_takes_is_not_repeated() {
    let far = FarSide::json(200, "[]");
    let auth = Auth::Bearer(format!("{SECRET}\u{7}").into());
    let noyes = Noyes::new(transport(&far, System::Noyes, auth));
    let trouble = noyes.list_levels().await.unwrap_err();
    assert!(matches!(trouble.cause, Cause::BadRequest(_)), "{trouble:?}");
    shows_nothing(&trouble, "header");
    assert!(far.seen().is_empty());
}
