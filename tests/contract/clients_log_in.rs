//! Many calls at once with an e-mail sign-in: one refresh, else one log-in, else none until a person logs in.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio::task::JoinSet;
use traydeck::clients::http::{Auth, Endpoint, Transport};
use traydeck::clients::noyes::Noyes;
use traydeck::domain::level::Level;
use traydeck::domain::system::System;
use traydeck::domain::trouble::{Cause, Trouble};

use super::clients_far_side::{FarSide, Reply};

/// Calls made at once.
const AT_ONCE: usize = 12;
const LOG_IN: &str = "/api/v2/auth/login";
const REFRESH: &str = "/api/v2/auth/refresh_token";

/// What the far side does from now on.
#[derive(Default)]
struct Rules {
    /// The first token counts no more.
    expired: AtomicBool,
    no_refresh: AtomicBool,
    no_log_in: AtomicBool,
    given: AtomicUsize,
}

fn far_side(rules: &Arc<Rules>) -> FarSide {
    let rules = Arc::clone(rules);
    FarSide::start(move |seen| {
        let is = |rule: &AtomicBool| rule.load(Ordering::SeqCst);
        let tokens = || {
            let number = rules.given.fetch_add(1, Ordering::SeqCst);
            let body = format!(r#"{{"access_token":"A{number}","refresh_token":"R{number}"}}"#);
            Reply::Json(200, body)
        };
        let no = |detail: &str| Reply::Json(401, format!(r#"{{"detail":"{detail}"}}"#));
        match seen.path() {
            LOG_IN if is(&rules.no_log_in) => no("Incorrect email or password"),
            REFRESH if is(&rules.no_refresh) => no("Invalid refresh token"),
            LOG_IN | REFRESH => tokens(),
            _ if is(&rules.expired) && seen.header("authorization") == Some("Bearer A0") => {
                no("Token expired")
            }
            _ => Reply::Json(200, "[]".to_owned()),
        }
    })
}

fn transport(far: &FarSide) -> Transport {
    let auth = Auth::Email { email: "hall@example".into(), password: "pass-word-1".into() };
    Transport::new(System::Noyes, Endpoint::new(far.url.clone(), auth)).unwrap()
}

async fn at_once(transport: &Transport) -> Vec<Result<Vec<Level>, Trouble>> {
    let mut calls = JoinSet::new();
    for _ in 0..AT_ONCE {
        let noyes = Noyes::new(transport.clone());
        calls.spawn(async move { noyes.list_levels().await.map(|read| read.value) });
    }
    calls.join_all().await
}

fn count(far: &FarSide, path: &str) -> usize {
    far.seen().iter().filter(|seen| seen.path() == path).count()
}

#[tokio::test]
async fn many_calls_at_once_log_in_once_and_renew_an_expired_token_once() {
    let rules = Arc::new(Rules::default());
    let far = far_side(&rules);
    let transport = transport(&far);
    assert!(at_once(&transport).await.iter().all(Result::is_ok));
    assert_eq!((count(&far, LOG_IN), count(&far, REFRESH)), (1, 0));
    rules.expired.store(true, Ordering::SeqCst);
    assert!(at_once(&transport).await.iter().all(Result::is_ok));
    assert_eq!((count(&far, LOG_IN), count(&far, REFRESH)), (1, 1));
}

#[tokio::test]
async fn a_refused_refresh_leads_to_one_log_in() {
    let rules = Arc::new(Rules::default());
    let far = far_side(&rules);
    let transport = transport(&far);
    assert!(at_once(&transport).await.iter().all(Result::is_ok));
    rules.expired.store(true, Ordering::SeqCst);
    rules.no_refresh.store(true, Ordering::SeqCst);
    assert!(at_once(&transport).await.iter().all(Result::is_ok));
    assert_eq!((count(&far, LOG_IN), count(&far, REFRESH)), (2, 1));
}

#[tokio::test]
async fn a_refused_log_in_is_shared_and_not_repeated_until_a_person_logs_in() {
    let rules = Arc::new(Rules::default());
    let far = far_side(&rules);
    let transport = transport(&far);
    assert!(at_once(&transport).await.iter().all(Result::is_ok));
    for rule in [&rules.expired, &rules.no_refresh, &rules.no_log_in] {
        rule.store(true, Ordering::SeqCst);
    }
    for _ in 0..3 {
        for answer in at_once(&transport).await {
            let trouble = answer.unwrap_err();
            assert_eq!(trouble.cause, Cause::NotAuthorised);
            assert!(trouble.of_log_in && trouble.wants_log_in(), "{trouble:?}");
        }
    }
    assert_eq!((count(&far, LOG_IN), count(&far, REFRESH)), (2, 1));
    assert!(transport.log_in().await.is_err());
    assert_eq!(count(&far, LOG_IN), 3, "a person tries again");
    rules.no_log_in.store(false, Ordering::SeqCst);
    transport.log_in().await.unwrap();
    assert!(at_once(&transport).await.iter().all(Result::is_ok));
    assert_eq!(count(&far, LOG_IN), 4);
}
