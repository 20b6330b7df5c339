//! The listener for inbound calls inside the console: where the site is configured so, and on the practice site.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

use super::place::Chosen;
use crate::bus::gateway::{GatewayLink, Listening};
use crate::domain::inbound::ListenEdit;
use crate::gateway::{self, GatewayConfig, GatewayHandle, Limits};

/// The robot of the practice site.
const PRACTICE_ROBOT: &str = "R1";

/// The listener of one running console, which may be switched while it runs.
pub(super) struct ConsoleListener {
    /// The ledger beside which events are written down.
    ledger: PathBuf,
    stored: Arc<Notify>,
    running: Mutex<Option<Running>>,
}

/// A listener and where it was told to listen.
struct Running {
    listen: SocketAddr,
    handle: GatewayHandle,
}

/// Starts it where it is wanted. That it cannot listen is shown, and the console goes on without.
pub(super) fn start(chosen: &Chosen, ledger: &Path) -> (GatewayLink, Arc<ConsoleListener>) {
    let stored: Arc<Notify> = Arc::default();
    let mut link = GatewayLink { stored: Arc::clone(&stored), ..GatewayLink::default() };
    let listen = match chosen {
        Chosen::Practice => {
            link.robot_id = Some(PRACTICE_ROBOT.to_owned());
            // any free port: the practice site calls whatever is registered with it
            Some(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
        }
        Chosen::Configured(site) => {
            link.robot_id.clone_from(&site.robot_id);
            link.configured = site.gateway.as_ref().map(|gateway| ListenEdit {
                on: !gateway.off,
                listen: gateway.listen,
                public_url: gateway.public_url.clone(),
            });
            let on = link.configured.as_ref().filter(|gateway| gateway.on);
            link.public_url = on.and_then(|gateway| gateway.public_url.clone());
            on.map(|gateway| gateway.listen)
        }
    };
    let ledger = ledger.to_owned();
    let listener = ConsoleListener { ledger, stored, running: Mutex::new(None) };
    if let Some(listen) = listen {
        match listener.begin(listen) {
            Ok(running) => {
                link.listening = Listening::At(running.handle.url());
                *listener.lock() = Some(running);
            }
            Err(why) => {
                tracing::error!(why, "inbound calls are not listened for");
                link.listening = Listening::Failed { listen: listen.to_string(), why };
            }
        }
    }
    (link, Arc::new(listener))
}

impl ConsoleListener {
    /// Listens there from now on, or nowhere, and has it kept; where one of them fails it goes on as
    /// before. Waits until the calls that were taken are on disk.
    pub fn switch(
        &self,
        wanted: Option<SocketAddr>,
        keep: impl FnOnce() -> Result<(), String>,
    ) -> (Listening, Result<(), String>) {
        let mut running = self.lock();
        if running.as_ref().map(|running| running.listen) == wanted {
            return (listening(running.as_ref()), keep());
        }
        // the same port at another address of this PC is free only when the old one has ended
        let before = running.take().map(|old| {
            old.handle.end();
            old.listen
        });
        let result = match wanted.map(|listen| self.begin(listen)).transpose() {
            Ok(new) => {
                *running = new;
                keep()
            }
            Err(why) => Err(why),
        };
        if result.is_ok() {
            return (listening(running.as_ref()), result);
        }
        if let Some(new) = running.take() {
            new.handle.end();
        }
        match before.map(|listen| self.begin(listen).map_err(|why| (listen, why))).transpose() {
            Ok(old) => *running = old,
            Err((listen, why)) => {
                tracing::error!(why, "inbound calls are listened for no longer");
                return (Listening::Failed { listen: listen.to_string(), why }, result);
            }
        }
        (listening(running.as_ref()), result)
    }

    /// How it listens now, and that this is not to be changed.
    pub fn unchanged(&self, why: String) -> (Listening, Result<(), String>) {
        (listening(self.lock().as_ref()), Err(why))
    }

    /// Takes no more calls, and waits until what was taken is on disk and answered.
    pub fn end(&self) {
        if let Some(running) = self.lock().take() {
            running.handle.end();
        }
    }

    fn begin(&self, listen: SocketAddr) -> Result<Running, String> {
        let config = GatewayConfig {
            listen,
            ledger: self.ledger.clone(),
            limits: Limits::default(),
            stored: Arc::clone(&self.stored),
        };
        let handle = gateway::start(config).map_err(|error| error.to_string())?;
        Ok(Running { listen, handle })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn listening(running: Option<&Running>) -> Listening {
    running.map_or(Listening::Off, |running| Listening::At(running.handle.url()))
}

#[cfg(test)]
mod tests {
    use std::net::{TcpListener, TcpStream};

    use super::*;

    fn free() -> SocketAddr {
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap()
    }

    #[test]
    fn it_is_switched_while_it_runs_and_goes_on_as_before_where_that_fails() {
        let folder = std::env::temp_dir().join(format!("traydeck-listener-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (link, listener) = start(&Chosen::Practice, &folder.join("ledger.sqlite"));
        assert!(matches!(link.listening, Listening::At(_)));
        let (first, second) = (free(), free());
        let at = |place: SocketAddr| Listening::At(format!("http://{place}"));
        assert_eq!(listener.switch(Some(first), || Ok(())), (at(first), Ok(())));
        assert!(TcpStream::connect(first).is_ok());
        let taken = TcpListener::bind(second).unwrap();
        let (now, result) = listener.switch(Some(second), || Ok(()));
        assert_eq!(now, at(first), "what worked goes on");
        assert!(result.unwrap_err().contains(&second.to_string()));
        drop(taken);
        let full = || Err("no room".to_owned());
        assert_eq!(listener.switch(Some(second), full), (at(first), full()));
        assert!(TcpStream::connect(second).is_err() && TcpStream::connect(first).is_ok());
        assert_eq!(listener.switch(None, || Ok(())), (Listening::Off, Ok(())));
        assert!(TcpStream::connect(first).is_err());
        listener.end();
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
