//! Everything the loop reaches outside: the clients, the store, the keeper. Each call is a task's whole work.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use tokio::sync::oneshot;
use url::Url;

use super::event::{Answer, Ask, ConnectionFacts, Event, Write, WriteError};
use super::{Reach, Reaches, store_reason, systems};
use crate::bus::event::Notice;
use crate::bus::snapshot::LEDGER_KEPT;
use crate::clients::http::{Auth, Endpoint, Transport};
use crate::clients::noyes::Noyes;
use crate::clients::practice::PracticeControl;
use crate::clients::robot_manager::RobotManager;
use crate::domain::intent::IntentId;
use crate::domain::lease::Looked;
use crate::domain::system::System;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::store::{Alive, Store, StoreError};
use crate::util::crash_point::crash_point;

/// A client, or why there is none.
type Client<T> = Result<T, Trouble>;

/// The clients of the site; cheap to clone.
#[derive(Clone)]
pub(super) struct Clients {
    robot_manager: Client<RobotManager>,
    noyes: Client<Noyes>,
    practice: Client<PracticeControl>,
    /// How each system is reached, for a log-in by hand.
    endpoints: BTreeMap<System, Endpoint>,
}

impl Clients {
    pub fn new(reaches: &BTreeMap<System, Reach>, practice_control: Option<&str>) -> Self {
        let practice = practice_control.map_or_else(
            || Err(not_configured("the practice site is not in use")),
            PracticeControl::new,
        );
        let mut clients = Self {
            robot_manager: Err(not_configured("robot-manager is not configured")),
            noyes: Err(not_configured("noyes is not configured")),
            practice,
            endpoints: BTreeMap::new(),
        };
        for (system, reach) in reaches {
            clients.set(*system, reach);
        }
        clients
    }

    /// Builds the client of one system anew.
    pub fn set(&mut self, system: System, reach: &Reach) {
        // without its secret it can still be logged in to by hand
        let bare = |_| Endpoint::new(reach.base_url.clone(), Auth::None);
        let endpoint = reach.endpoint.clone().unwrap_or_else(bare);
        self.endpoints.insert(system, endpoint);
        self.put_client(system, || Transport::new(system, reach.endpoint.clone()?));
    }

    /// From now on this connection is used for a system.
    pub fn put(&mut self, system: System, transport: Transport) {
        self.endpoints.insert(system, transport.endpoint().clone());
        self.put_client(system, || Ok(transport));
    }

    fn put_client(&mut self, system: System, transport: impl FnOnce() -> Client<Transport>) {
        match system {
            System::RobotManager => self.robot_manager = transport().map(RobotManager::new),
            System::Noyes => self.noyes = transport().map(Noyes::new),
            System::Courier | System::Assure | System::Robosize => {}
        }
    }

    /// The storage system, or why it cannot be asked.
    pub fn noyes(&self) -> Result<Noyes, Trouble> {
        self.noyes.clone()
    }

    /// A connection that is let in with these, or why not. The one in use stays as it is.
    pub async fn log_in(
        self,
        system: System,
        email: String,
        password: SecretString,
    ) -> Client<Transport> {
        let missing = || not_configured("this system is not reachable as it is set up");
        let mut endpoint = self.endpoints.get(&system).cloned().ok_or_else(missing)?;
        endpoint.auth = Auth::Email { email, password };
        let transport = Transport::new(system, endpoint)?;
        transport.log_in().await?;
        Ok(transport)
    }

    /// Carries one ask out, whatever comes.
    pub async fn carry_out(self, ask: Ask, asked_at: Timestamp) -> Event {
        let told = match &ask {
            Ask::Send { .. } => Some(("send", "send-answered")),
            Ask::ReadBack { .. } | Ask::LookBack { .. } => {
                Some(("read-back", "read-back-answered"))
            }
            _ => None,
        };
        if let Some((before, _)) = told {
            crash_point(before);
        }
        let answer = match ask.system() {
            Some(System::RobotManager) => match &self.robot_manager {
                Ok(client) => systems::robot_manager::ask(client, &ask).await,
                Err(trouble) => Some(Answer::Failed(trouble.clone())),
            },
            Some(System::Noyes) => match &self.noyes {
                Ok(client) => systems::noyes::ask(client, &ask, asked_at).await,
                Err(trouble) => Some(Answer::Failed(trouble.clone())),
            },
            None => match &self.practice {
                Ok(client) => systems::practice::ask(client, &ask).await,
                Err(trouble) => Some(Answer::Failed(trouble.clone())),
            },
            Some(_) => None,
        };
        let answer = answer
            .unwrap_or_else(|| Answer::Failed(not_configured("this system is not built yet")));
        if let Some((_, after)) = told {
            crash_point(after);
        }
        Event::Answered { ask, asked_at, answer }
    }
}

/// Support reads in the log what became of each command.
pub(super) fn log_notice(notice: &Notice) {
    match notice {
        Notice::Intent { id, state } => {
            tracing::info!(command = %id.0, state = state.code(), "command");
        }
        Notice::NotQueued { id, reason } => {
            tracing::warn!(command = %id.0, reason, "command not queued");
        }
        Notice::InDoubt { id, reason } => {
            tracing::warn!(command = %id.0, reason, "not known whether it is queued");
        }
        _ => {}
    }
}

fn not_configured(what: &str) -> Trouble {
    Trouble::new(ErrorClass::Fatal, Cause::BadRequest(what.to_owned()), what)
}

/// What the screen may know of a connection; credentials in an address are left out.
pub(super) fn facts_of(system: System, reach: Option<&Reach>) -> ConnectionFacts {
    let shown = |text: &str| match Url::parse(text) {
        Ok(mut url) => {
            // an address that cannot carry credentials has none
            let _ = url.set_password(None);
            let _ = url.set_username("");
            url.to_string()
        }
        Err(_) => text.to_owned(),
    };
    ConnectionFacts {
        system,
        base_url: reach.map(|reach| shown(&reach.base_url)),
        auth_kind: reach.map_or("none", |reach| &reach.auth_kind).to_owned(),
        sign_in: reach.and_then(|reach| reach.sign_in.clone()),
        plain_http: reach.is_some_and(|reach| reach.base_url.starts_with("http://")),
        per_second: reach.map_or(system.default_calls_per_second(), |reach| reach.per_second),
        per_minute: reach.map_or(0, |reach| reach.per_minute),
    }
}

/// Asks on a thread of its own, which nobody waits for at the end: a keychain may never answer.
pub(super) fn look_up_reaches(reaches: Reaches) -> oneshot::Receiver<BTreeMap<System, Reach>> {
    let (found, looked) = oneshot::channel();
    let look = move || {
        // nobody listens any more when the worker has ended
        let _ = found.send(reaches());
    };
    let thread = std::thread::Builder::new().name("traydeck-secrets".to_owned()).spawn(look);
    if let Err(error) = thread {
        tracing::error!(%error, "no thread to look up how the systems are reached");
    }
    looked
}

/// Opens the store and reads what it holds.
pub(super) async fn open_store(path: &Path, alive: Alive) -> Result<(Store, Looked), StoreError> {
    let store = Store::open_as(path, alive).await?;
    let newest = u32::try_from(LEDGER_KEPT).unwrap_or(u32::MAX);
    let held = store.take_up(newest, Timestamp::now()).await?;
    Ok((store, held))
}

/// Looks at what other programs did to the store, and for what may have been written to it.
pub(super) async fn look_at_store(
    store: Option<Arc<Store>>,
    doubtful: Vec<IntentId>,
    now: Timestamp,
) -> Event {
    let result = match store {
        None => Err(store_reason::NOT_OPEN.to_owned()),
        Some(store) => match store.look(now).await {
            Ok(mut looked) => {
                store.look_for(&doubtful, &mut looked, now).await;
                Ok(looked)
            }
            Err(error) => Err(store_reason::of(&error)),
        },
    };
    Event::StoreLooked(result)
}

/// Carries one write to the ledger out.
pub(super) async fn write(store: Option<Arc<Store>>, write: Write) -> Event {
    let start = Instant::now();
    let result = match store {
        None => Err(WriteError::Failed(store_reason::NOT_OPEN.to_owned())),
        Some(store) => match write {
            Write::Insert(intent) => store.insert_intent(&intent).await,
            Write::Bring(intent) => store.insert_if_alone(&intent).await,
            Write::Advance { id, step, state, who, epoch } => {
                store.advance(id, &step, state, &who, epoch).await
            }
        }
        .map_err(|error| match error {
            StoreError::Conflict { .. } | StoreError::Unknown(_) | StoreError::HeldElsewhere(_) => {
                WriteError::Conflict(store_reason::of(&error))
            }
            StoreError::AskedAlready(key) => WriteError::Refused(key.to_owned()),
            StoreError::NotKnown(_) => WriteError::Unknown(store_reason::of(&error)),
            other => WriteError::Failed(store_reason::of(&other)),
        }),
    };
    let took = SignedDuration::try_from(start.elapsed()).unwrap_or(SignedDuration::MAX);
    Event::Written { result, took }
}
