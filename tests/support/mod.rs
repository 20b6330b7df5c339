//! A worker on a stepped practice site, over real sockets; waits are for conditions, never for time.

pub mod told;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use traydeck::app::backend::practice_reaches;
use traydeck::bus::channel::{self, ScreenSide};
use traydeck::bus::command::{Command, Submission};
use traydeck::bus::event::Notice;
use traydeck::bus::gateway::{GatewayLink, Listening};
use traydeck::bus::snapshot::{Site, Snapshot};
use traydeck::clients::http::{Auth, Endpoint};
use traydeck::domain::connection::ConnectionEdit;
use traydeck::domain::ids::{OrderReference, TrayId};
use traydeck::domain::inbound::ListenEdit;
use traydeck::domain::intent::{Action, Intent, IntentId, IntentState};
use traydeck::domain::preferences::Preferences;
use traydeck::domain::system::System;
use traydeck::gateway::{self, GatewayConfig, GatewayHandle, Limits};
use traydeck::simulator::{Options, Running, Simulator, Urls};
use traydeck::worker::{self, Keeper, Reach, WorkerConfig, WorkerHandle};
use uuid::Uuid;

/// A condition that has not come true after this long never will, not even on a slow and busy machine.
pub const LONGEST_WAIT: Duration = Duration::from_secs(90);

/// The time-out of a system that is given up on soon. A call that is well must not meet it.
const SOON: Duration = Duration::from_secs(3);

/// The time-out of every other system.
const PATIENT: Duration = Duration::from_secs(10);

/// Cases that are tried at a time.
const LANES: usize = 4;

static FOLDERS: AtomicU64 = AtomicU64::new(0);

/// An empty folder of its own, in the build's folder for such things.
pub fn folder(name: &str) -> PathBuf {
    let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
    let own = format!("{name}-{}-{number}", std::process::id());
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(own);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

struct NoKeeper;

impl Keeper for NoKeeper {
    fn save_preferences(&self, _: &Preferences) -> Result<(), String> {
        Ok(())
    }

    fn save_connection(&self, _: &ConnectionEdit) -> Result<Reach, String> {
        Err("not in tests".to_owned())
    }

    fn set_listener(&self, _: &ListenEdit) -> (Listening, Result<(), String>) {
        (Listening::Off, Err("not in tests".to_owned()))
    }
}

/// The bytes of every file in a folder; folders in it hold nothing but locks.
pub fn bytes_in(folder: &Path) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_file()).map(|path| std::fs::read(path).unwrap()).collect()
}

/// A running site with a worker on it.
pub struct Rig {
    pub sim: Running,
    pub folder: PathBuf,
    pub screen: ScreenSide,
    pub wakes: Arc<AtomicU64>,
    /// The system whose calls have the short time-out.
    hasty: Option<System>,
    worker: Option<WorkerHandle>,
}

/// A second program beside a rig.
pub struct Beside {
    pub screen: ScreenSide,
    worker: Option<WorkerHandle>,
}

impl Beside {
    pub async fn send(&self, command: Command) {
        self.screen.commands.send(command).await.unwrap();
    }

    pub async fn until(&mut self, what: &str, wanted: impl Fn(&Snapshot) -> bool) -> Snapshot {
        until(&mut self.screen, wanted).await.unwrap_or_else(|| panic!("never: {what}"))
    }

    pub fn end_worker(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.end();
        }
    }
}

/// Waits until a snapshot is as wanted; none when it never is.
async fn until(screen: &mut ScreenSide, wanted: impl Fn(&Snapshot) -> bool) -> Option<Snapshot> {
    let snapshots = &mut screen.snapshots;
    let found = async {
        loop {
            let snapshot = snapshots.borrow_and_update().clone();
            if wanted(&snapshot) {
                return snapshot;
            }
            snapshots.changed().await.unwrap();
        }
    };
    tokio::time::timeout(LONGEST_WAIT, found).await.ok()
}

impl Rig {
    /// A small site that stands still until it is stepped.
    pub fn start(name: &str) -> Self {
        Self::on(name, Simulator::start(Options::small_stepped()).unwrap())
    }

    pub fn on(name: &str, sim: Running) -> Self {
        let folder = folder(name);
        let wakes = Arc::new(AtomicU64::new(0));
        let (screen, worker) = start_worker(&sim.urls, &folder.join("ledger.sqlite"), &wakes, None);
        Self { sim, folder, screen, wakes, hasty: None, worker: Some(worker) }
    }

    /// A small site whose storage is signed in to by e-mail and password.
    pub fn by_email(name: &str, email: &str, password: &str) -> Self {
        let sim = Simulator::start(Options::small_stepped()).unwrap();
        let folder = folder(name);
        let wakes = Arc::new(AtomicU64::new(0));
        let mut reaches = practice_reaches(&sim.urls);
        if let Some(reach) = reaches.get_mut(&System::Noyes) {
            let (email, password) = (email.to_owned(), password.into());
            let auth = Auth::Email { email, password };
            reach.auth_kind = auth.kind().to_owned();
            reach.endpoint = Ok(Endpoint::new(sim.urls.noyes.clone(), auth));
        }
        let ledger = folder.join("ledger.sqlite");
        let link = GatewayLink::default();
        let (screen, worker) = start_worker_on(reaches, &sim.urls, &ledger, &wakes, link);
        Self { sim, folder, screen, wakes, hasty: None, worker: Some(worker) }
    }

    /// A small site, and a worker with a listener beside it for the robot manager's webhook.
    pub fn with_gateway(name: &str) -> (Self, GatewayHandle) {
        let sim = Simulator::start(Options::small_stepped()).unwrap();
        let folder = folder(name);
        let ledger = folder.join("ledger.sqlite");
        let (config, stored) = (listen_beside(&ledger), Arc::<Notify>::default());
        let config = GatewayConfig { stored: Arc::clone(&stored), ..config };
        let gateway = gateway::start(config).unwrap();
        let listening = Listening::At(gateway.url());
        let link = GatewayLink { listening, stored, ..GatewayLink::default() };
        let wakes = Arc::new(AtomicU64::new(0));
        let reaches = practice_reaches(&sim.urls);
        let (screen, worker) = start_worker_on(reaches, &sim.urls, &ledger, &wakes, link);
        (Self { sim, folder, screen, wakes, hasty: None, worker: Some(worker) }, gateway)
    }

    /// Another program on the same store and the same site.
    pub fn beside(&self) -> Beside {
        let ledger = self.folder.join("ledger.sqlite");
        let (screen, worker) = start_worker(&self.sim.urls, &ledger, &self.wakes, None);
        Beside { screen, worker: Some(worker) }
    }

    /// Ends the worker in order and starts another one on the same ledger.
    pub fn restart(&mut self) {
        self.end_worker();
        let path = self.folder.join("ledger.sqlite");
        let (screen, worker) = start_worker(&self.sim.urls, &path, &self.wakes, self.hasty);
        self.screen = screen;
        self.worker = Some(worker);
    }

    /// The same, and from now on calls of this system have a short time-out: for faults that only
    /// a time-out ends.
    pub fn restart_hasty(&mut self, system: System) {
        self.hasty = Some(system);
        self.restart();
    }

    pub fn end_worker(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.end();
        }
    }

    /// Waits until a snapshot is as wanted.
    pub async fn until(&mut self, what: &str, wanted: impl Fn(&Snapshot) -> bool) -> Snapshot {
        match until(&mut self.screen, wanted).await {
            Some(snapshot) => snapshot,
            None => panic!("never: {what}; last: {:#?}", self.last()),
        }
    }

    /// What matters of the newest snapshot, for a failed wait.
    fn last(&self) -> String {
        let s = self.screen.snapshots.borrow();
        format!(
            "floor {:?} ready {:?} storage {:?} ledger {:?} store {:?} connections {:?}",
            s.floor.get().map(|view| (&view.floor.sessions, &view.floor.lines, &view.trouble)),
            s.ready_trays,
            s.storage_status.stamp,
            s.ledger.value,
            s.store,
            s.connections
        )
    }

    pub async fn send(&self, command: Command) {
        self.screen.commands.send(command).await.unwrap();
    }

    /// The next notice that is as wanted; others are passed over.
    pub async fn notice(&mut self, wanted: impl Fn(&Notice) -> bool) -> Notice {
        let notices = &mut self.screen.notices;
        let found = async {
            loop {
                let notice = notices.recv().await.unwrap();
                if wanted(&notice) {
                    return notice;
                }
            }
        };
        tokio::time::timeout(LONGEST_WAIT, found).await.expect("no such notice")
    }

    /// Submits a command as a picker at the first station does.
    pub async fn submit(&mut self, action: Action) -> IntentId {
        let id = IntentId(Uuid::now_v7());
        let place = "PS-1".to_owned();
        self.send(Command::Submit(Submission { id, action, by: "P. Icker".to_owned(), place }))
            .await;
        id
    }

    /// Waits until an intent is in one of these states.
    pub async fn until_state(&mut self, id: IntentId, states: &[IntentState]) -> Intent {
        let what = format!("{id:?} in {states:?}");
        let snapshot = self
            .until(&what, |s| intent(s, id).is_some_and(|found| states.contains(&found.state)))
            .await;
        intent(&snapshot, id).unwrap()
    }

    /// A retrieval of this tray to the first station.
    pub async fn retrieval(&mut self, tray: &str, reference: &str) -> Action {
        let snapshot =
            self.until("stations", |s| s.stations.get().is_some_and(|all| !all.is_empty())).await;
        let station = snapshot.stations.get().unwrap()[0].clone();
        Action::RetrieveTray {
            tray: TrayId::new(tray),
            reference: OrderReference::new(reference),
            tags: station.tags,
            station: station.name,
            slot: station.slot,
        }
    }

    /// Has a tray brought and waits until it stands there.
    pub async fn bring(&mut self, tray: &str, reference: &str) -> IntentId {
        let action = self.retrieval(tray, reference).await;
        let id = self.submit(action).await;
        self.until_state(id, &[IntentState::Accepted]).await;
        self.sim.control.step(120.0);
        self.until_state(id, &[IntentState::Confirmed]).await;
        self.until("the tray in the list of ready ones", |s| is_ready(s, tray)).await;
        id
    }

    /// How often the robot manager carried a call out.
    pub fn carried_out(&self, call: &str) -> u64 {
        self.sim.control.calls("robot-manager", call)
    }
}

impl Drop for Rig {
    fn drop(&mut self) {
        self.end_worker();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A worker on a site that may run in another process; calls of the hasty system time out soon.
pub fn start_worker(
    urls: &Urls,
    ledger: &Path,
    wakes: &Arc<AtomicU64>,
    hasty: Option<System>,
) -> (ScreenSide, WorkerHandle) {
    let mut reaches: BTreeMap<System, Reach> = practice_reaches(urls);
    for (system, reach) in &mut reaches {
        if let Ok(endpoint) = &mut reach.endpoint {
            endpoint.timeout = if hasty == Some(*system) { SOON } else { PATIENT };
            endpoint.connect_timeout = endpoint.timeout;
        }
    }
    start_worker_on(reaches, urls, ledger, wakes, GatewayLink::default())
}

fn start_worker_on(
    reaches: BTreeMap<System, Reach>,
    urls: &Urls,
    ledger: &Path,
    wakes: &Arc<AtomicU64>,
    gateway: GatewayLink,
) -> (ScreenSide, WorkerHandle) {
    let site = Site { name: "test".to_owned(), practice: true };
    let (screen, side) = channel::pair(Snapshot::empty(site.clone()));
    let config = WorkerConfig {
        site,
        reaches: Box::new(move || reaches),
        store_path: ledger.to_owned(),
        practice_control: Some(urls.control.clone()),
        fresh_site: false,
        keeper: Arc::new(NoKeeper),
        speaker: Arc::new(traydeck::sound::NoSpeaker),
        gateway,
    };
    let wakes = Arc::clone(wakes);
    let waker: channel::Waker = Arc::new(move || {
        wakes.fetch_add(1, Ordering::Relaxed);
    });
    let worker = worker::start(config, side, waker, CancellationToken::new()).unwrap();
    (screen, worker)
}

/// A listener on a free port, beside this ledger.
pub fn listen_beside(ledger: &Path) -> GatewayConfig {
    GatewayConfig {
        listen: "127.0.0.1:0".parse().unwrap(),
        ledger: ledger.to_owned(),
        limits: Limits::default(),
        stored: Arc::default(),
    }
}

/// The intent as a snapshot shows it.
pub fn intent(snapshot: &Snapshot, id: IntentId) -> Option<Intent> {
    let ledger = snapshot.ledger.get()?;
    ledger.iter().find(|intent| intent.id == id).map(|intent| (**intent).clone())
}

/// Whether a tray stands ready anywhere.
pub fn is_ready(snapshot: &Snapshot, tray: &str) -> bool {
    let ready = snapshot.ready_trays.get().map(Vec::as_slice).unwrap_or_default();
    ready.iter().any(|ready| ready.tray.as_str() == tray)
}

/// The release of a tray that was brought under this reference.
pub fn release(tray: &str, reference: &str) -> Action {
    Action::ReleaseTray {
        tray: TrayId::new(tray),
        reference: OrderReference::new(reference),
        tags: vec!["station".to_owned()],
        station: "PS-1".to_owned(),
    }
}

/// Runs a test for each case, some at a time: most of their time is waiting.
pub fn in_lanes<T: Sync>(cases: &[T], test: impl Fn(&T) + Sync) {
    let (test, next) = (&test, &AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for lane in 0..LANES {
            let work = move || {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    test(case);
                }
            };
            let name = format!("lane-{lane}");
            std::thread::Builder::new().name(name).spawn_scoped(scope, work).unwrap();
        }
    });
}

/// Runs a test's waits.
pub fn block_on<T>(test: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test)
}
