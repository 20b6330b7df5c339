//! Connections that may be held only so long and only so many: a slow sender does not keep others out.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep};

/// Takes connections as long as there is room for one more.
pub struct Entrance {
    listener: TcpListener,
    room: Arc<Semaphore>,
    patience: Duration,
}

/// One connection; it ends when no answer has left it for too long.
pub struct Patient {
    stream: TcpStream,
    patience: Duration,
    ends: Pin<Box<Sleep>>,
    _room: OwnedSemaphorePermit,
}

impl Entrance {
    pub fn new(listener: TcpListener, connections: usize, patience: Duration) -> Self {
        Self { listener, room: Arc::new(Semaphore::new(connections.max(1))), patience }
    }
}

impl Listener for Entrance {
    type Io = Patient;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Patient, SocketAddr) {
        loop {
            let Ok(room) = Arc::clone(&self.room).acquire_owned().await else { continue };
            match self.listener.accept().await {
                Ok((stream, address)) => {
                    // a failure costs latency, nothing else
                    let _ = stream.set_nodelay(true);
                    let ends = Box::pin(tokio::time::sleep(self.patience));
                    let patience = self.patience;
                    return (Patient { stream, patience, ends, _room: room }, address);
                }
                // too many files are open, for instance: it may pass
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

impl AsyncRead for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.ends.as_mut().poll(cx).is_ready() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        data: &[u8],
    ) -> Poll<io::Result<usize>> {
        let wrote = Pin::new(&mut self.stream).poll_write(cx, data);
        if wrote.is_ready() {
            let again = Instant::now() + self.patience;
            self.ends.as_mut().reset(again);
        }
        wrote
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
