//! Each fault of the practice site as it is met on a real socket.

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::post;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::simulator::{Site, json_of};

const BOTS: &str = "/api/v2/bots";
const PATIENCE: Duration = Duration::from_secs(90);

fn with(faults: &[&str]) -> Site {
    let site = Site::small();
    site.running.control.set_faults(faults).expect("faults");
    site
}

fn address(site: &Site) -> String {
    site.running.urls.noyes.replace("http://", "")
}

#[tokio::test]
async fn latency_delays_and_other_systems_are_not_disturbed() {
    let site = with(&["noyes:latency=300"]);
    let began = Instant::now();
    assert_eq!(json_of(site.noyes(BOTS)).await.0, 200);
    assert!(began.elapsed() >= Duration::from_millis(300));
    assert_eq!(json_of(site.robot(Method::GET, "/slots")).await.0, 200);
}

#[tokio::test]
async fn errors_have_the_status_and_nothing_is_done() {
    let site = with(&["noyes:error=503", "robot-manager:error"]);
    assert_eq!(json_of(site.noyes(BOTS)).await.0, 503);
    let (status, body) = json_of(site.robot(
        Method::POST,
        "/retrieve_tray?tray_id=1&required_tags=station&order_reference_id=A",
    ))
    .await;
    assert_eq!((status, &body["status"]), (500, &json!("failure")));
    assert_eq!(site.running.control.calls("robot-manager", "POST /retrieve_tray"), 0);
    site.running.control.set_faults(&["noyes:error@0.5"]).expect("faults");
    let mut failed = 0;
    for _ in 0..60 {
        failed += u32::from(json_of(site.noyes(BOTS)).await.0 == 500);
    }
    assert!((10..50).contains(&failed), "{failed} of 60");
}

#[tokio::test]
async fn too_many_requests_say_when_to_come_back() {
    let site = with(&["noyes:status429=7"]);
    let answer = site.noyes(BOTS).send().await.expect("an answer");
    assert_eq!(answer.status(), 429);
    assert_eq!(answer.headers()["retry-after"], "7");
}

/// One question on a connection of its own; the reset may come while it is made, asked or answered.
async fn asked(address: &str) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream
        .write_all(b"GET /api/v2/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .await?;
    let mut text = String::new();
    match stream.read_to_string(&mut text).await? {
        0 => Err(ErrorKind::UnexpectedEof.into()),
        _ => Ok(()),
    }
}

#[tokio::test]
async fn refused_closes_the_port_and_takes_it_again() {
    let site = Site::small();
    assert_eq!(json_of(site.noyes(BOTS)).await.0, 200);
    site.running.control.set_faults(&["noyes:refused"]).expect("faults");
    let address = address(&site);
    let refused = async {
        loop {
            if let Err(error) = TcpStream::connect(&address).await
                && error.kind() == ErrorKind::ConnectionRefused
            {
                return;
            }
        }
    };
    tokio::time::timeout(PATIENCE, refused).await.expect("refused at last");
    // the connection kept from before does not help either
    assert!(site.noyes(BOTS).send().await.is_err());
    site.running.control.set_faults(&[]).expect("no faults");
    let back = async { while site.noyes(BOTS).send().await.is_err() {} };
    tokio::time::timeout(PATIENCE, back).await.expect("back at last");
    let said = site.running.control.set_faults(&["noyes:refused@0.5"]);
    assert_eq!(said, Ok(()));
    let mut broken = 0;
    for _ in 0..40 {
        broken += u32::from(asked(&address).await.is_err());
    }
    assert!((5..36).contains(&broken), "{broken} of 40");
}

#[tokio::test]
async fn refused_now_and_then_is_felt_by_a_client_that_keeps_its_connections() {
    let site = with(&["noyes:refused@0.5"]);
    let mut broken = 0;
    for _ in 0..40 {
        broken += u32::from(site.noyes(BOTS).send().await.is_err());
    }
    assert!((5..36).contains(&broken), "{broken} of 40");
}

#[tokio::test]
async fn reset_comes_as_a_reset() {
    let site = with(&["noyes:reset"]);
    let mut stream = TcpStream::connect(address(&site)).await.expect("it listens");
    stream.write_all(b"GET /api/v2/health HTTP/1.1\r\nHost: x\r\n\r\n").await.expect("sent");
    let mut buffer = Vec::new();
    let error = stream.read_to_end(&mut buffer).await.expect_err("a reset");
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    assert!(buffer.is_empty());
}

#[tokio::test]
async fn half_open_never_answers() {
    let site = with(&["noyes:half-open"]);
    let error =
        site.noyes(BOTS).timeout(Duration::from_millis(300)).send().await.expect_err("no answer");
    assert!(error.is_timeout());
    assert_eq!(site.running.control.calls("noyes", "GET /api/v2/bots"), 0);
}

#[tokio::test]
async fn slow_body_trickles() {
    let site = with(&["noyes:slow-body=2000"]);
    let began = Instant::now();
    let answer = site.noyes(BOTS).send().await.expect("a head");
    let length = answer.content_length().expect("a length");
    let body = answer.bytes().await.expect("all of it");
    assert_eq!(body.len() as u64, length);
    let least = Duration::from_millis(length * 1_000 / 2_000).mul_f64(0.8);
    assert!(began.elapsed() >= least, "{:?} for {length} bytes", began.elapsed());
}

#[tokio::test]
async fn one_byte_a_second_is_one_byte_a_second() {
    let site = with(&["noyes:slow-body=1"]);
    let began = Instant::now();
    let mut answer = site.noyes("/api/v2/health").send().await.expect("a head");
    let mut bytes = 0;
    while bytes < 3 {
        bytes += answer.chunk().await.expect("a byte").expect("more to come").len();
    }
    // the first one comes at once, the other two a second apart
    assert!(began.elapsed() >= Duration::from_millis(1900), "{:?}", began.elapsed());
}

#[tokio::test]
async fn truncated_and_wrong_type() {
    let site = with(&["noyes:truncated", "robot-manager:wrong-type"]);
    let answer = site.noyes(BOTS).send().await.expect("a head");
    assert_eq!(answer.status(), 200);
    assert!(answer.bytes().await.is_err());
    let answer = site.robot(Method::GET, "/slots").send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
    assert!(answer.headers()["content-type"].to_str().expect("text").starts_with("text/html"));
    assert!(answer.text().await.expect("a page").contains("<html>"));
}

#[tokio::test]
async fn a_lost_reply_was_carried_out() {
    let site = with(&["robot-manager:lost-reply"]);
    let ask = "/retrieve_tray?tray_id=1&required_tags=station&order_reference_id=A";
    assert!(site.robot(Method::POST, ask).send().await.is_err());
    assert_eq!(site.running.control.calls("robot-manager", "POST /retrieve_tray"), 1);
    site.running.control.set_faults(&[]).expect("no faults");
    site.running.control.step(60.0);
    let (status, body) =
        json_of(site.robot(Method::GET, "/is_tray_ready?order_reference_id=A")).await;
    assert_eq!((status, body["count"].as_u64()), (200, Some(1)));
}

#[tokio::test]
async fn an_expired_token_is_good_again_after_a_refresh() {
    let site = Site::small();
    let base = format!("{}/api/v2", site.running.urls.noyes);
    let post = |path: &str, body: Value| {
        json_of(site.client.post(format!("{base}{path}")).body(body.to_string()))
    };
    let (_, old) =
        post("/auth/login", json!({ "email": "admin@practice.local", "password": "practice" }))
            .await;
    let bots = |token: &Value| {
        json_of(
            site.client.get(format!("{base}/bots")).bearer_auth(token.as_str().expect("a token")),
        )
    };
    assert_eq!(bots(&old["access_token"]).await.0, 200);
    site.running.control.set_faults(&["noyes:expired-token"]).expect("faults");
    assert_eq!(bots(&old["access_token"]).await.0, 401);
    assert_eq!(json_of(site.noyes(BOTS)).await.0, 401);
    let (_, fresh) =
        post("/auth/refresh_token", json!({ "refresh_token": old["refresh_token"] })).await;
    assert_eq!(bots(&fresh["access_token"]).await.0, 200);
}

/// A receiver that hands on what it is sent.
async fn receiver() -> (String, mpsc::Receiver<Value>) {
    let (keep, kept) = mpsc::channel(16);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/events", listener.local_addr().expect("an address"));
    let routes = Router::new().route(
        "/events",
        post(move |body: String| {
            let keep = keep.clone();
            async move { keep.send(serde_json::from_str(&body).expect("JSON")).await.expect("kept") }
        }),
    );
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (url, kept)
}

async fn trays_told(faults: &[&str], wanted: usize) -> Vec<(String, String)> {
    let site = with(faults);
    let (url, mut kept) = receiver().await;
    let body = json!({ "robot_id": "R1", "url": url }).to_string();
    assert_eq!(json_of(site.robot(Method::POST, "/webhook").body(body)).await.0, 200);
    for tray in 1..=2 {
        let ask = format!(
            "/retrieve_tray?tray_id={tray}&required_tags=ps-{tray}&order_reference_id=A-{tray}"
        );
        assert_eq!(json_of(site.robot(Method::POST, &ask)).await.0, 200);
    }
    // both in one step: a message that is held back waits a while only for the next one
    site.running.control.step(60.0);
    let mut told = Vec::new();
    for _ in 0..wanted {
        let record = tokio::time::timeout(PATIENCE, kept.recv())
            .await
            .expect("the webhooks come")
            .expect("one");
        told.push((record["tray_id"].to_string(), record["station_name"].to_string()));
    }
    let (status, listed) = json_of(site.robot(Method::GET, "/webhook?robot_id=R1")).await;
    crate::contract::schema::Contract::of("robot-manager")
        .check("GET", "/webhook", status, &listed);
    let kept = listed["records"].as_array().expect("a list");
    let events = kept.iter().filter(|record| record["url"].is_null());
    assert_eq!(events.count(), 2, "each event is kept once: {listed}");
    told
}

#[tokio::test]
async fn webhooks_tell_of_ready_trays_twice_or_in_another_order_if_asked() {
    let pair = |tray: u32| (format!("\"{tray}\""), format!("\"PS-{tray}\""));
    let told = trays_told(&[], 2).await;
    assert!(told.contains(&pair(1)) && told.contains(&pair(2)), "{told:?}");
    let [first, second] = [told[0].clone(), told[1].clone()];
    let twice = [first.clone(), first.clone(), second.clone(), second.clone()];
    assert_eq!(trays_told(&["robot-manager:dup-webhook"], 4).await, twice);
    assert_eq!(trays_told(&["robot-manager:reorder-webhook"], 2).await, [second, first]);
}
