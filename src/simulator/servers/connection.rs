//! Listener and connection that can refuse, cut and reset, below HTTP.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;

use crate::simulator::faults::{Fault, SimSystem};
use crate::simulator::state::Shared;

/// Connections that may wait to be taken.
const BACKLOG: u32 = 1024;

const OPEN: u8 = 0;
const CLOSE: u8 = 1;
const RESET: u8 = 2;

/// The switch by which a request ends its own connection.
#[derive(Clone, Debug, Default)]
pub struct Cut {
    mode: Arc<AtomicU8>,
}

impl Cut {
    /// The next byte to be written ends the connection instead.
    pub fn close(&self) {
        self.mode.store(CLOSE, Ordering::SeqCst);
    }

    /// The same with a reset.
    pub fn reset(&self) {
        self.mode.store(RESET, Ordering::SeqCst);
    }

    fn mode(&self) -> u8 {
        self.mode.load(Ordering::SeqCst)
    }
}

impl Connected<IncomingStream<'_, FaultListener>> for Cut {
    fn connect_info(stream: IncomingStream<'_, FaultListener>) -> Self {
        stream.io().cut.clone()
    }
}

/// A listener that stops listening while its system is to be refused, and takes the same port again after.
pub struct FaultListener {
    listener: Option<TcpListener>,
    /// Bound but not listening: whoever connects is refused, and nobody else can take the port.
    held: Option<TcpSocket>,
    address: SocketAddr,
    system: SimSystem,
    shared: Arc<Shared>,
    changes: watch::Receiver<u64>,
}

impl FaultListener {
    /// Wraps a bound listener.
    pub fn new(listener: TcpListener, system: SimSystem, shared: Arc<Shared>) -> io::Result<Self> {
        Ok(Self {
            address: listener.local_addr()?,
            listener: Some(listener),
            held: None,
            system,
            changes: shared.changes(),
            shared,
        })
    }

    async fn next(&mut self) -> Option<(TcpStream, SocketAddr)> {
        self.changes.borrow_and_update();
        if self.shared.closed(self.system) {
            if self.listener.take().is_some() {
                self.held = bound(self.address).ok();
            }
            // the sender lives in the shared state, so this only ends by a change
            let _ = self.changes.changed().await;
            return None;
        }
        let Some(listener) = &self.listener else {
            let listener = match self.held.take() {
                Some(socket) => socket.listen(BACKLOG),
                None => TcpListener::bind(self.address).await,
            };
            match listener {
                Ok(listener) => self.listener = Some(listener),
                // somebody may hold the port for a moment
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
            return None;
        };
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(pair) => Some(pair),
                Err(_) => {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                    None
                }
            },
            _ = self.changes.changed() => None,
        }
    }
}

fn bound(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // connections of before may still be about
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}

impl Listener for FaultListener {
    type Io = FaultStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (FaultStream, SocketAddr) {
        loop {
            let Some((stream, address)) = self.next().await else { continue };
            if self.shared.strikes(self.system, Fault::Refused).is_some() {
                let _ = stream.set_zero_linger();
                continue;
            }
            // a failure costs latency, nothing else
            let _ = stream.set_nodelay(true);
            let down = Some(down(Arc::clone(&self.shared), self.system));
            let io = FaultStream { stream, cut: Cut::default(), down };
            return (io, address);
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}

/// A connection that ends as its switch says.
pub struct FaultStream {
    stream: TcpStream,
    cut: Cut,
    /// Ends when nobody is to listen any more; none once it has.
    down: Option<Down>,
}

type Down = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Waits until a system is to be refused: then its open connections end as well.
fn down(shared: Arc<Shared>, system: SimSystem) -> Down {
    let mut changes = shared.changes();
    Box::pin(async move {
        while !shared.closed(system) {
            if changes.changed().await.is_err() {
                return;
            }
        }
    })
}

impl FaultStream {
    fn ended(&self) -> Option<io::Error> {
        match self.cut.mode() {
            OPEN => None,
            mode => {
                if mode == RESET {
                    // then dropping it sends a reset
                    let _ = self.stream.set_zero_linger();
                }
                Some(cut_by_fault())
            }
        }
    }
}

fn cut_by_fault() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionAborted, "cut by a fault of the practice site")
}

impl AsyncRead for FaultStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if let Some(down) = &mut self.down
            && down.as_mut().poll(cx).is_ready()
        {
            self.down = None;
            self.cut.close();
        }
        if self.down.is_none() {
            return Poll::Ready(Err(cut_by_fault()));
        }
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for FaultStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        data: &[u8],
    ) -> Poll<io::Result<usize>> {
        if let Some(error) = self.ended() {
            return Poll::Ready(Err(error));
        }
        Pin::new(&mut self.stream).poll_write(cx, data)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        data: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if let Some(error) = self.ended() {
            return Poll::Ready(Err(error));
        }
        Pin::new(&mut self.stream).poll_write_vectored(cx, data)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.ended().is_some() {
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
