//! An answer's body that trickles, or ends before its announced length.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use http_body::Frame;
use tokio::time::{Sleep, sleep};

/// Milliseconds between two drops of a trickle, unless one byte is more than such a drop holds.
const DROP: u64 = 50;

/// Bytes handed out at a rate. It tells no length of its own, so a false Content-Length stands.
pub struct Trickle {
    rest: Bytes,
    /// Bytes a drop; none hands out all at once.
    drop: Option<usize>,
    /// Between two drops.
    rest_for: Duration,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Trickle {
    /// All at once, but of unannounced length.
    pub fn at_once(bytes: Bytes) -> Body {
        Body::new(Self {
            rest: bytes,
            drop: None,
            rest_for: Duration::from_millis(DROP),
            pause: None,
        })
    }

    /// So many bytes a second.
    pub fn slowly(bytes: Bytes, per_second: u64) -> Body {
        let drop = (per_second.saturating_mul(DROP) / 1_000).max(1);
        let rest_for = Duration::from_millis(drop.saturating_mul(1_000) / per_second.max(1));
        let drop = usize::try_from(drop).unwrap_or(usize::MAX);
        Body::new(Self { rest: bytes, drop: Some(drop), rest_for, pause: None })
    }
}

impl http_body::Body for Trickle {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if let Some(pause) = &mut self.pause {
            if pause.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
            self.pause = None;
        }
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        let all = self.rest.len();
        // also after the last part: what was written must be on its way before the end cuts the connection
        self.pause = Some(Box::pin(sleep(self.rest_for)));
        let part = self.drop.unwrap_or(all).min(all);
        let part = self.rest.split_to(part);
        Poll::Ready(Some(Ok(Frame::data(part))))
    }
}
