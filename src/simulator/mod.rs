//! The practice site: one deterministic warehouse behind real HTTP servers, on a thread of its own.

pub mod clock;
pub mod faults;
mod lists;
pub mod options;
mod rng;
mod servers;
mod state;
pub mod warehouse;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread::JoinHandle;

use serde::Serialize;
use tokio::sync::watch;

pub use self::faults::FaultSpec;
pub use self::options::Options;
pub use self::state::Handle;

/// Where the site answers; each is just what `base_url` of its system takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Urls {
    pub robot_manager: String,
    pub noyes: String,
    pub control: String,
}

/// Why the site did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// An option is out of its bounds.
    #[error("{0}")]
    Options(String),
    /// A port could not be taken.
    #[error(
        "the practice site cannot listen on {address}: {reason}; choose another --port-base, or leave it out to take free ports"
    )]
    Port { address: SocketAddr, reason: std::io::Error },
    /// The machine gave no thread or runtime.
    #[error("the practice site did not start: {0}")]
    Machine(String),
}

/// The practice site.
pub struct Simulator;

/// A running practice site; it ends when this is dropped.
pub struct Running {
    pub urls: Urls,
    /// Speed, faults, steps and counts without HTTP.
    pub control: Handle,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Simulator {
    /// Builds the warehouse and returns once all three servers listen.
    pub fn start(options: Options) -> Result<Running, StartError> {
        options.check().map_err(StartError::Options)?;
        let (stop, stopped) = watch::channel(false);
        let (tell, told) = sync_channel(1);
        let thread = std::thread::Builder::new()
            .name("traydeck-simulator".to_owned())
            .spawn(move || run(options, stopped, &tell))
            .map_err(|error| StartError::Machine(error.to_string()))?;
        let (urls, control) =
            told.recv().map_err(|_| StartError::Machine("its thread ended".to_owned()))??;
        Ok(Running { urls, control, stop, thread: Some(thread) })
    }
}

impl Running {
    /// Ends the servers and waits for the thread.
    pub fn shutdown(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            // a panic of that thread has been reported already; there is nothing left to end
            let _ = thread.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

type Told = Result<(Urls, Handle), StartError>;

fn run(
    options: Options,
    mut stopped: watch::Receiver<bool>,
    tell: &std::sync::mpsc::SyncSender<Told>,
) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("traydeck-simulator-io")
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            // the starter may be gone, then nobody wants to know
            let _ = tell.send(Err(StartError::Machine(error.to_string())));
            return;
        }
    };
    runtime.block_on(async {
        let bound = match servers::bind(options.port_base).await {
            Ok(bound) => bound,
            Err(error) => {
                let _ = tell.send(Err(error));
                return;
            }
        };
        let shared = Arc::new(state::Shared::new(options));
        let handle = Handle::new(Arc::clone(&shared));
        let urls = bound.urls();
        let serving = bound.serve(shared);
        if tell.send(Ok((urls, handle))).is_err() {
            return;
        }
        tokio::select! {
            () = serving => {}
            _ = stopped.wait_for(|stop| *stop) => {}
        }
    });
    runtime.shutdown_timeout(std::time::Duration::from_millis(500));
}
