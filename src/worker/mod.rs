//! The background worker: one thread, one runtime, one loop; all input and output happens here.

mod cards;
mod errand;
pub mod event;
pub mod export;
mod exporting;
mod files;
mod floor_event;
mod floor_tables;
mod inbound;
mod level_map;
mod main_loop;
mod outside;
mod people;
pub mod pictures;
mod rate_limit;
mod refresh;
mod retry;
mod store_reason;
mod systems;
pub mod tables;
pub mod world;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio_util::sync::CancellationToken;

use crate::bus::channel::{Waker, WorkerSide};
use crate::bus::gateway::{GatewayLink, Listening};
use crate::bus::snapshot::Site;
use crate::clients::http::Endpoint;
use crate::domain::connection::{AuthEdit, ConnectionEdit};
use crate::domain::inbound::ListenEdit;
use crate::domain::preferences::Preferences;
use crate::domain::system::System;
use crate::domain::trouble::Trouble;
use crate::sound::Speaker;

/// Says how the systems of a site are reached.
pub type Reaches = Box<dyn FnOnce() -> BTreeMap<System, Reach> + Send>;

/// What the worker needs to begin.
pub struct WorkerConfig {
    pub site: Site,
    /// Called on a thread of its own, since it may ask the keychain.
    pub reaches: Reaches,
    /// The ledger's file.
    pub store_path: PathBuf,
    /// The simulator's control URL while on the practice site.
    pub practice_control: Option<String>,
    /// The site begins anew with every start (the built-in one): what was unfinished cannot be read back.
    pub fresh_site: bool,
    pub keeper: Arc<dyn Keeper>,
    /// The listener for inbound calls of this program, if there is one.
    pub gateway: GatewayLink,
    pub speaker: Arc<dyn Speaker>,
}

/// How one system is reached, and how often it may be called.
#[derive(Clone, Debug)]
pub struct Reach {
    pub base_url: String,
    /// How it signs in, in a word.
    pub auth_kind: String,
    /// Names and references as configured; none on the practice site.
    pub sign_in: Option<AuthEdit>,
    /// With its secrets, or why they could not be had.
    pub endpoint: Result<Endpoint, Trouble>,
    pub per_second: u32,
    /// 0 means no limit.
    pub per_minute: u32,
}

/// Keeps what a person changes: preferences, connections of the site, its listener. All may block.
pub trait Keeper: Send + Sync {
    /// Keeps the preferences; the error is said to the person.
    fn save_preferences(&self, preferences: &Preferences) -> Result<(), String>;
    /// Keeps the edit in the configuration file and gives back how the system is reached now.
    fn save_connection(&self, edit: &ConnectionEdit) -> Result<Reach, String>;
    /// Listens so for inbound calls and keeps it in the configuration file; where one of them fails
    /// all stays as it was. Gives back how it is listened now.
    fn set_listener(&self, edit: &ListenEdit) -> (Listening, Result<(), String>);
}

/// The running worker.
pub struct WorkerHandle {
    thread: JoinHandle<()>,
    shutdown: CancellationToken,
}

impl WorkerHandle {
    /// Asks it to end, and waits until what was sent has been written down.
    pub fn end(self) {
        self.shutdown.cancel();
        if self.thread.join().is_err() {
            tracing::error!("the worker ended in a panic");
        }
    }
}

/// Starts the worker on its own thread.
pub fn start(
    config: WorkerConfig,
    side: WorkerSide,
    waker: Waker,
    shutdown: CancellationToken,
) -> std::io::Result<WorkerHandle> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .thread_name("traydeck-worker-file")
        .build()?;
    let token = shutdown.clone();
    let thread = std::thread::Builder::new()
        .name("traydeck-worker".to_owned())
        .spawn(move || runtime.block_on(main_loop::run(config, side, waker, token)))?;
    Ok(WorkerHandle { thread, shutdown })
}
