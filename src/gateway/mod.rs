//! The listener for inbound calls: who may send is checked, the event is on disk before it is answered, repeats are counted.

mod door;
mod event;
mod keys;
mod limits;
mod server;
mod stream;
mod writer;

pub use crate::domain::inbound::ROBOT_MANAGER_PATH;
pub use crate::util::hashed::new_secret;
pub use limits::Limits;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::store::{InboundStore, StoreError};

/// What each answer says it comes from.
pub const SERVER: &str = "traydeck";

/// What a listener needs to begin.
#[derive(Clone, Debug)]
pub struct GatewayConfig {
    pub listen: SocketAddr,
    /// The ledger beside which events are written down.
    pub ledger: PathBuf,
    pub limits: Limits,
    /// Rung after each write.
    pub stored: Arc<Notify>,
}

/// Why it could not begin.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    #[error("{0} cannot be listened at: {1}.")]
    Listen(SocketAddr, io::Error),
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("No thread for it: {0}.")]
    Thread(io::Error),
}

/// The running listener.
pub struct GatewayHandle {
    address: SocketAddr,
    thread: JoinHandle<()>,
    shutdown: CancellationToken,
}

impl GatewayHandle {
    /// Its own address, with the port it really has.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Takes no more calls, and waits until what was taken is on disk and answered.
    pub fn end(self) {
        self.shutdown.cancel();
        if self.thread.join().is_err() {
            tracing::error!("the listener for inbound calls ended in a panic");
        }
    }
}

/// Starts it on a thread and runtime of its own; it listens when this returns.
pub fn start(config: GatewayConfig) -> Result<GatewayHandle, GatewayError> {
    let failed = |error| GatewayError::Listen(config.listen, error);
    let listener = TcpListener::bind(config.listen).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .thread_name("traydeck-gateway-password")
        .build()
        .map_err(GatewayError::Thread)?;
    let shutdown = CancellationToken::new();
    let token = shutdown.clone();
    let (opened, is_open) = std::sync::mpsc::sync_channel(1);
    let work = async move {
        match InboundStore::open(&config.ledger).await {
            Ok(store) => {
                // who waits for it is still there: it is waited for below
                let _ = opened.send(Ok(()));
                server::run(listener, store, config, token).await;
            }
            Err(error) => {
                let _ = opened.send(Err(error));
            }
        }
    };
    let thread = std::thread::Builder::new()
        .name("traydeck-gateway".to_owned())
        .spawn(move || runtime.block_on(work))
        .map_err(GatewayError::Thread)?;
    let ended = || StoreError::Other("the listener ended before it began".to_owned());
    is_open.recv().unwrap_or_else(|_| Err(ended()))?;
    Ok(GatewayHandle { address, thread, shutdown })
}
