//! The HTTP side: two paths, everything else is not found; each refusal has its status and says why.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::door::{Door, Turned};
use super::keys::Keys;
use super::stream::Entrance;
use super::writer::{Refused, Writer};
use super::{GatewayConfig, ROBOT_MANAGER_PATH, SERVER};
use crate::domain::inbound::Refusal;
use crate::store::InboundStore;

/// Events that may wait for the disk.
const WAITING: usize = 4_096;
/// At the end, calls that were taken may need this long.
const LAST_ANSWERS: Duration = Duration::from_secs(10);

/// Serves until it is told to end; what was taken is on disk then.
pub async fn run(
    listener: std::net::TcpListener,
    store: InboundStore,
    config: GatewayConfig,
    shutdown: CancellationToken,
) {
    let keys = match Keys::new() {
        Ok(keys) => Arc::new(keys),
        Err(error) => {
            tracing::error!(error, "nobody can be told from another: nothing is listened for");
            return;
        }
    };
    if let Err(error) = keys.load(&store).await {
        tracing::error!(%error, "who may send cannot be read");
    }
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let limits = config.limits;
    let refused = Arc::new(Refused::default());
    let last = CancellationToken::new();
    let (jobs, waiting) = mpsc::channel(WAITING);
    let writer = Writer {
        store: store.clone(),
        keys: Arc::clone(&keys),
        refused: Arc::clone(&refused),
        stored: config.stored,
        last: last.clone(),
    };
    let writing = tokio::spawn(writer.run(waiting));
    let door = Arc::new(Door::new(keys, refused, limits, store, jobs));
    let entrance = Entrance::new(listener, limits.connections, limits.patience);
    let ended = shutdown.clone();
    let served = axum::serve(entrance, router(door))
        .with_graceful_shutdown(async move { ended.cancelled().await });
    let served = async { served.await };
    tokio::pin!(served);
    tokio::select! {
        _ = &mut served => {}
        () = shutdown.cancelled() => {
            // whoever does not finish the call by then has not been taken
            let _ = tokio::time::timeout(LAST_ANSWERS, &mut served).await;
        }
    }
    last.cancel();
    if tokio::time::timeout(LAST_ANSWERS, writing).await.is_err() {
        tracing::error!("the last inbound events were not written down in time");
    }
}

fn router(door: Arc<Door>) -> Router {
    Router::new()
        .route(ROBOT_MANAGER_PATH, post(by_header))
        .route(&format!("{ROBOT_MANAGER_PATH}/{{secret}}"), post(by_path))
        .fallback(not_found)
        .method_not_allowed_fallback(not_found)
        .with_state(door)
}

async fn by_path(
    State(door): State<Arc<Door>>,
    Path(secret): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    answer(door.take(Some(&secret), &headers, body).await)
}

async fn by_header(State(door): State<Arc<Door>>, headers: HeaderMap, body: Body) -> Response {
    answer(door.take(None, &headers, body).await)
}

async fn not_found() -> Response {
    said(StatusCode::NOT_FOUND, "failure", "not found")
}

fn answer(taken: Result<(), Turned>) -> Response {
    let Err(turned) = taken else { return said(StatusCode::OK, "success", "stored") };
    let (status, why) = status_of(turned.why);
    let mut response = said(status, "failure", why);
    if let Some(wait) = turned.again_in {
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
    }
    if turned.why == Refusal::WrongSecret {
        let ways = HeaderValue::from_static("Bearer, Basic realm=\"traydeck\"");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, ways);
    }
    response
}

const fn status_of(why: Refusal) -> (StatusCode, &'static str) {
    match why {
        Refusal::WrongSecret => (StatusCode::UNAUTHORIZED, "secret or password missing or wrong"),
        Refusal::TooMany => (StatusCode::TOO_MANY_REQUESTS, "too many calls"),
        Refusal::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "the body is too large"),
        Refusal::TooSlow => (StatusCode::REQUEST_TIMEOUT, "the body did not come whole in time"),
        Refusal::NotJson => (StatusCode::BAD_REQUEST, "the body is no JSON"),
        Refusal::NotAnObject => (StatusCode::UNPROCESSABLE_ENTITY, "the body is no JSON object"),
        Refusal::NotStored => (StatusCode::SERVICE_UNAVAILABLE, "not written down, send it again"),
    }
}

fn said(status: StatusCode, word: &str, message: &str) -> Response {
    let body =
        format!(r#"{{"status":"{word}","status_code":{},"message":"{message}"}}"#, status.as_u16());
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::SERVER, SERVER)];
    (status, headers, body).into_response()
}
