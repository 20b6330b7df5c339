//! The listener for inbound calls over real sockets: who is let in, what is taken, that nothing is lost or counted twice.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use traydeck::domain::inbound::{Counts, Refusal};
use traydeck::gateway::{
    GatewayConfig, GatewayHandle, Limits, ROBOT_MANAGER_PATH, new_secret, start,
};
use traydeck::store::{InboundStore, InboundUser};
use traydeck::util::hashed::sha256;

use crate::support::{block_on, folder, listen_beside};
use traydeck::util::hashed::password_hash;

/// A listener of its own, and a secret that it knows.
struct Listener {
    gateway: Option<GatewayHandle>,
    folder: std::path::PathBuf,
    secret: String,
    client: reqwest::Client,
    url: String,
}

impl Listener {
    async fn start(name: &str, limits: Limits) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = folder(name);
        let ledger = folder.join("ledger.sqlite");
        let secret = new_secret().unwrap();
        let store = InboundStore::open(&ledger).await.unwrap();
        store.add_hook(&sha256(secret.as_bytes()), "test", Timestamp::now()).await.unwrap();
        let password = password_hash("right horse").unwrap();
        let created_at = Timestamp::now();
        let user = InboundUser { name: "robots".to_owned(), password, created_at };
        store.put_user(&user).await.unwrap();
        store.close().await;
        let gateway = start(GatewayConfig { limits, ..listen_beside(&ledger) }).unwrap();
        let url = format!("{}{ROBOT_MANAGER_PATH}", gateway.url());
        let client = reqwest::Client::new();
        Self { gateway: Some(gateway), folder, secret, client, url }
    }

    fn post(&self, body: impl Into<reqwest::Body>) -> reqwest::RequestBuilder {
        self.client.post(format!("{}/{}", self.url, self.secret)).body(body)
    }

    fn end(&mut self) {
        if let Some(gateway) = self.gateway.take() {
            gateway.end();
        }
    }

    /// What is on disk once it has ended.
    async fn found(&mut self) -> (Counts, Vec<(String, u64)>) {
        self.end();
        let store = InboundStore::open(&self.folder.join("ledger.sqlite")).await.unwrap();
        let found = (store.counts().await.unwrap(), store.events().await.unwrap());
        store.close().await;
        found
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.end();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

async fn status(request: reqwest::RequestBuilder) -> u16 {
    request.send().await.unwrap().status().as_u16()
}

#[test]
fn who_sends_is_known_by_path_header_or_name_and_nobody_else_is_let_in() {
    block_on(async {
        let mut listener = Listener::start("gateway-doors", Limits::default()).await;
        let bare = || listener.client.post(&listener.url).body(r#"{"tray_id":"7"}"#);
        assert_eq!(status(listener.post(r#"{"tray_id":"7"}"#)).await, 200);
        assert_eq!(status(bare().header("X-Traydeck-Secret", &listener.secret)).await, 200);
        assert_eq!(status(bare().bearer_auth(&listener.secret)).await, 200);
        assert_eq!(status(bare().basic_auth("robots", Some("right horse"))).await, 200);
        assert_eq!(status(bare().bearer_auth("robots:right horse")).await, 200);

        assert_eq!(status(bare()).await, 401);
        assert_eq!(status(bare().header("X-Traydeck-Secret", "wrong")).await, 401);
        assert_eq!(status(bare().basic_auth("robots", Some("wrong"))).await, 401);
        assert_eq!(status(bare().basic_auth("nobody", Some("right horse"))).await, 401);
        let wrong = listener.client.post(format!("{}/{}", listener.url, new_secret().unwrap()));
        assert_eq!(status(wrong.body("{}")).await, 401);
        let base = listener.gateway.as_ref().unwrap().url();
        for path in ["/", "/hooks", "/hooks/robot-manager/a/b", "/admin"] {
            let answer = listener.client.post(format!("{base}{path}")).send().await.unwrap();
            assert_eq!(answer.status().as_u16(), 404, "{path}");
            let said = answer.text().await.unwrap();
            assert!(!said.contains("hook"), "{said}");
        }
        let get = listener.client.get(format!("{}/{}", listener.url, listener.secret));
        assert_eq!(status(get).await, 404);

        let (counts, events) = listener.found().await;
        assert_eq!((counts.received, counts.duplicates), (5, 4));
        assert_eq!(counts.refused.get(&Refusal::WrongSecret), Some(&5));
        assert_eq!(events, [(r#"{"tray_id":"7"}"#.to_owned(), 5)]);
        let file = InboundStore::path_beside(&listener.folder.join("ledger.sqlite"));
        let bytes = std::fs::read(file).unwrap();
        let secret = listener.secret.as_bytes();
        assert!(!bytes.windows(secret.len()).any(|part| part == secret), "the secret is kept");
    });
}

#[test]
fn what_cannot_be_an_event_is_refused_and_counted_by_its_reason() {
    block_on(async {
        let limits = Limits { patience: Duration::from_millis(400), ..Limits::default() };
        let mut listener = Listener::start("gateway-bodies", limits).await;
        let large = format!(r#"{{"a":"{}"}}"#, "x".repeat(64 * 1024));
        assert_eq!(status(listener.post("tray 7")).await, 400);
        assert_eq!(status(listener.post("")).await, 400);
        assert_eq!(status(listener.post("[1,2]")).await, 422);
        assert_eq!(status(listener.post(large.clone())).await, 413);
        let chunks = large.as_bytes().chunks(1000).map(<[u8]>::to_vec).collect::<Vec<_>>();
        assert_eq!(status(listener.post(chunked(chunks))).await, 413);
        assert_eq!(status(listener.post(never())).await, 408);
        let (counts, events) = listener.found().await;
        let refused = |why| counts.refused.get(&why).copied().unwrap_or_default();
        assert_eq!((refused(Refusal::NotJson), refused(Refusal::NotAnObject)), (2, 1));
        assert_eq!((refused(Refusal::TooLarge), refused(Refusal::TooSlow)), (2, 1));
        assert_eq!((counts.received, events.len()), (0, 0));
    });
}

/// A body that tells no length.
fn chunked(chunks: Vec<Vec<u8>>) -> reqwest::Body {
    reqwest::Body::wrap(Chunks { left: chunks.into_iter(), ends: true })
}

/// A body that begins and does not go on.
fn never() -> reqwest::Body {
    reqwest::Body::wrap(Chunks { left: vec![b"{\"a\":".to_vec()].into_iter(), ends: false })
}

struct Chunks {
    left: std::vec::IntoIter<Vec<u8>>,
    ends: bool,
}

impl http_body::Body for Chunks {
    type Data = bytes::Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, std::io::Error>>> {
        match self.left.next() {
            Some(chunk) => std::task::Poll::Ready(Some(Ok(http_body::Frame::data(chunk.into())))),
            None if self.ends => std::task::Poll::Ready(None),
            None => std::task::Poll::Pending,
        }
    }
}

#[test]
fn more_than_is_allowed_a_second_is_told_when_to_come_again() {
    block_on(async {
        let limits = Limits { per_second: 3, ..Limits::default() };
        let mut listener = Listener::start("gateway-many", limits).await;
        let mut refused = 0;
        for number in 0..12 {
            let body = format!(r#"{{"id":{number}}}"#);
            let answer = listener.post(body).send().await.unwrap();
            if answer.status().as_u16() == 429 {
                assert_eq!(answer.headers().get("retry-after").unwrap(), "1");
                refused += 1;
            }
        }
        assert!(refused > 0);
        let (counts, events) = listener.found().await;
        assert_eq!(counts.refused.get(&Refusal::TooMany), Some(&refused));
        assert_eq!(counts.received, 12 - refused);
        assert_eq!(events.len() as u64, 12 - refused);
    });
}

/// Events, each several times, in an order that a fixed rule makes.
fn shuffled(events: usize, times: usize) -> Vec<usize> {
    let mut all: Vec<usize> = (0..events * times).map(|place| place % events).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for place in (1..all.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        all.swap(place, (state % (place as u64 + 1)) as usize);
    }
    all
}

fn event(number: usize) -> String {
    let (tray, second) = (number % 40, number % 60);
    format!(
        r#"{{"id":{number},"tray_id":"{tray}","order_reference_id":"R-{tray}","updated_at":"2026-01-01 10:{:02}:{second:02}"}}"#,
        number / 60
    )
}

#[test]
fn of_ten_thousand_duplicated_and_shuffled_none_is_lost_and_none_counts_twice() {
    const EVENTS: usize = 2_000;
    const TIMES: usize = 5;
    block_on(async {
        let limits = Limits { per_second: 1_000_000, ..Limits::default() };
        let mut listener = Listener::start("gateway-shuffled", limits).await;
        let order = Arc::new(shuffled(EVENTS, TIMES));
        let next = Arc::new(AtomicUsize::new(0));
        let mut lanes = tokio::task::JoinSet::new();
        for _ in 0..32 {
            let (order, next) = (Arc::clone(&order), Arc::clone(&next));
            let client = listener.client.clone();
            let url = format!("{}/{}", listener.url, listener.secret);
            lanes.spawn(async move {
                while let Some(number) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let answer = client.post(&url).body(event(*number)).send().await.unwrap();
                    assert_eq!(answer.status().as_u16(), 200);
                }
            });
        }
        while let Some(lane) = lanes.join_next().await {
            lane.unwrap();
        }
        let (counts, events) = listener.found().await;
        assert_eq!(events.len(), EVENTS);
        assert!(events.iter().all(|(_, seen)| *seen == TIMES as u64));
        assert_eq!(counts.received, (EVENTS * TIMES) as u64);
        assert_eq!(counts.duplicates, (EVENTS * (TIMES - 1)) as u64);
        assert!(counts.late > 0 && counts.late < EVENTS as u64, "{}", counts.late);
        assert_eq!(counts.refused_in_all(), 0);
    });
}

#[test]
fn what_was_taken_when_it_ends_is_on_disk() {
    block_on(async {
        let mut listener = Listener::start("gateway-drained", Limits::default()).await;
        let mut lanes = tokio::task::JoinSet::new();
        let sent = Arc::new(AtomicUsize::new(0));
        for lane in 0..16 {
            let (client, sent) = (listener.client.clone(), Arc::clone(&sent));
            let url = format!("{}/{}", listener.url, listener.secret);
            lanes.spawn(async move {
                let mut taken = 0_u64;
                for number in 0_u64.. {
                    let body = format!(r#"{{"lane":{lane},"id":{number}}}"#);
                    let answer = client.post(&url).body(body).send().await;
                    match answer {
                        Ok(answer) if answer.status().is_success() => taken += 1,
                        _ => break,
                    }
                    sent.fetch_add(1, Ordering::Relaxed);
                }
                taken
            });
        }
        while sent.load(Ordering::Relaxed) < 200 {
            tokio::task::yield_now().await;
        }
        let gateway = listener.gateway.take().unwrap();
        tokio::task::spawn_blocking(move || gateway.end()).await.unwrap();
        let mut taken = 0;
        while let Some(lane) = lanes.join_next().await {
            taken += lane.unwrap();
        }
        let (counts, _) = listener.found().await;
        assert!(taken >= 200);
        // an answer may be lost on its way, an event that was answered may not
        assert!(counts.received >= taken && counts.received <= taken + 16);
    });
}

#[test]
fn who_is_added_while_it_runs_may_send_and_who_is_removed_may_not() {
    block_on(async {
        let mut listener = Listener::start("gateway-added", Limits::default()).await;
        let store = InboundStore::open(&listener.folder.join("ledger.sqlite")).await.unwrap();
        let secret = new_secret().unwrap();
        let hash = sha256(secret.as_bytes());
        let url = format!("{}/{secret}", listener.url);
        let send = || listener.client.post(&url).body("{}");
        assert_eq!(status(send()).await, 401);
        store.add_hook(&hash, "later", Timestamp::now()).await.unwrap();
        let until = async |wanted: u16| {
            let all = async { while status(send()).await != wanted {} };
            tokio::time::timeout(crate::support::LONGEST_WAIT, all).await.unwrap();
        };
        until(200).await;
        let mark = store.hooks().await.unwrap().last().unwrap().1.mark.clone();
        assert!(store.remove_hook(&mark).await.unwrap());
        until(401).await;
        store.close().await;
        listener.end();
    });
}
