//! Everything of the console but the window: settings, log, practice site, worker, and the channels to the screen.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use super::keeper::{self, FileKeeper};
use super::listener::{self, ConsoleListener};
use super::place::{self, Chosen};
use super::practice_seat::PracticeSeat;
use crate::bus::channel::{self, ScreenSide, Waker};
use crate::bus::snapshot::{Site, Snapshot};
use crate::clients::http::{Auth, Endpoint};
use crate::domain::preferences::Preferences;
use crate::domain::sound::SoundSettings;
use crate::domain::system::System;
use crate::settings;
use crate::simulator::{self, Running, Simulator, Urls};
use crate::sound::{NoSpeaker, PcSpeaker, Speaker};
use crate::telemetry::{self, Telemetry};
use crate::worker::{self, Reach, WorkerConfig, WorkerHandle};

/// What the command line says of it.
#[derive(Clone, Debug, Default)]
pub struct BackendOptions {
    /// Another configuration file.
    pub config: Option<PathBuf>,
    /// Another site than the default one; `practice` is always there.
    pub site: Option<String>,
    /// How the practice site is made, when it is the site.
    pub practice: simulator::Options,
}

/// The running parts behind the window.
pub struct Backend {
    pub screen: ScreenSide,
    pub site: Site,
    pub preferences: Preferences,
    /// What in the preferences file could not be understood; the defaults stand there.
    pub preferences_problems: Vec<String>,
    /// What ends with it.
    pub running: RunningParts,
}

/// The threads behind the window, ended in order.
pub struct RunningParts {
    worker: WorkerHandle,
    listener: Arc<ConsoleListener>,
    simulator: Option<Running>,
    /// Held until the end: another console must not take its store.
    _seat: Option<PracticeSeat>,
    telemetry: Telemetry,
}

/// A waker that may be handed out before there is a window to wake.
#[derive(Clone, Default)]
pub struct LateWaker {
    wake: Arc<OnceLock<Waker>>,
}

impl LateWaker {
    /// The window is there; from now on it is woken.
    pub fn connect(&self, wake: Waker) {
        // a second window does not take over
        let _ = self.wake.set(wake);
    }

    pub fn waker(&self) -> Waker {
        let slot = Arc::clone(&self.wake);
        Arc::new(move || {
            if let Some(wake) = slot.get() {
                wake();
            }
        })
    }
}

/// Starts all of it. The worker polls from now on; `waker` is called when something visible changed.
pub fn start_console_backend(options: BackendOptions, waker: Waker) -> anyhow::Result<Backend> {
    let settings = settings::load(options.config.as_deref())?;
    let chosen = place::choose(&settings, options.site.as_deref())?;
    let telemetry = telemetry::begin(&place::data_folder().join("log"));
    let (preferences, problems) = settings::load_preferences(&settings.preferences_path());
    let seat =
        matches!(chosen, Chosen::Practice).then(|| PracticeSeat::take(&place::data_folder()));
    let site = seat
        .as_ref()
        .map_or_else(|| chosen.site(), |seat| Site { name: seat.name(), practice: true });
    let (screen, worker_side) = channel::pair(Snapshot::empty(site.clone()));
    let ledger = seat.as_ref().map_or_else(|| chosen.ledger_path(), PracticeSeat::ledger_path);
    let speaker = speaker_of(preferences.sound);
    let (link, listener) = listener::start(&chosen, &ledger);
    let (config, simulator) = match chosen {
        Chosen::Practice => {
            let running = Simulator::start(options.practice)?;
            let reaches = practice_reaches(&running.urls);
            let config = WorkerConfig {
                site: site.clone(),
                reaches: Box::new(move || reaches),
                store_path: ledger,
                practice_control: Some(running.urls.control.clone()),
                // a new warehouse knows nothing of the last one's commands
                fresh_site: true,
                keeper: Arc::new(FileKeeper::new(settings, None, Arc::clone(&listener))),
                speaker,
                gateway: link,
            };
            (config, Some(running))
        }
        Chosen::Configured(chosen) => {
            let name = chosen.name.clone();
            let config = WorkerConfig {
                site: site.clone(),
                reaches: Box::new(move || keeper::reaches_of(&chosen)),
                store_path: ledger,
                practice_control: None,
                fresh_site: false,
                keeper: Arc::new(FileKeeper::new(settings, Some(name), Arc::clone(&listener))),
                speaker,
                gateway: link,
            };
            (config, None)
        }
    };
    let worker = worker::start(config, worker_side, waker, CancellationToken::new())?;
    tracing::info!(site = site.name, practice = site.practice, "started");
    Ok(Backend {
        screen,
        site,
        preferences,
        preferences_problems: problems.iter().map(ToString::to_string).collect(),
        running: RunningParts { worker, listener, simulator, _seat: seat, telemetry },
    })
}

/// Without a thread for it this PC is silent, not broken.
fn speaker_of(settings: SoundSettings) -> Arc<dyn Speaker> {
    match PcSpeaker::start(settings) {
        Ok(speaker) => Arc::new(speaker),
        Err(error) => {
            tracing::warn!(%error, "no sounds");
            Arc::new(NoSpeaker)
        }
    }
}

impl RunningParts {
    /// Worker first, so that what it sent is still answered; then the listener for inbound calls, then the practice site; the log last.
    pub fn shutdown(self) {
        self.worker.end();
        self.listener.end();
        if let Some(simulator) = self.simulator {
            simulator.shutdown();
        }
        tracing::info!("ended");
        drop(self.telemetry);
    }
}

/// The practice site is reached as any other: over HTTP, with a bearer.
pub fn practice_reaches(urls: &Urls) -> BTreeMap<System, Reach> {
    let reach = |system: System, url: &str| {
        let auth = Auth::Bearer(SecretString::from("practice"));
        let reach = Reach {
            base_url: url.to_owned(),
            auth_kind: auth.kind().to_owned(),
            sign_in: None,
            endpoint: Ok(Endpoint::new(url, auth)),
            per_second: system.default_calls_per_second(),
            per_minute: 0,
        };
        (system, reach)
    };
    BTreeMap::from([
        reach(System::RobotManager, &urls.robot_manager),
        reach(System::Noyes, &urls.noyes),
    ])
}
