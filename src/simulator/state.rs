//! What the servers of the site share, and the handle by which tests and the embedding program reach it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::sync::{Notify, watch};

use super::faults::{Fault, FaultBook, FaultSpec, SimSystem};
use super::options::{Options, check_speed};
use super::warehouse::Warehouse;
use super::warehouse::people::Subject;

/// The longest single step: a day.
const MAX_STEP: f64 = 86_400.0;

/// A registered webhook.
#[derive(Clone, Debug)]
pub struct Webhook {
    pub id: u64,
    pub robot_id: Option<String>,
    pub url: String,
    pub payload: serde_json::Value,
}

/// Webhooks and the number the next one gets.
#[derive(Debug, Default)]
pub struct Webhooks {
    pub list: Vec<Webhook>,
    /// Events of the robots somebody is registered for, oldest first.
    pub kept: VecDeque<KeptEvent>,
    pub next: u64,
}

/// One event as it was sent.
#[derive(Clone, Debug)]
pub struct KeptEvent {
    pub id: u64,
    pub robot_id: String,
    pub payload: serde_json::Value,
}

/// Events that are kept.
const EVENTS_KEPT: usize = 200;

impl Webhooks {
    /// Keeps an event once for each robot somebody is registered for.
    pub fn keep(&mut self, payload: &serde_json::Value) {
        let robots: BTreeSet<String> =
            self.list.iter().filter_map(|hook| hook.robot_id.clone()).collect();
        for robot_id in robots {
            self.next += 1;
            let kept = KeptEvent { id: self.next, robot_id, payload: payload.clone() };
            self.kept.push_back(kept);
        }
        let surplus = self.kept.len().saturating_sub(EVENTS_KEPT);
        self.kept.drain(..surplus);
    }
}

/// State behind the three servers.
pub struct Shared {
    site: Mutex<Warehouse>,
    faults: Mutex<FaultBook>,
    speed: Mutex<f64>,
    calls: Mutex<BTreeMap<(SimSystem, String), u64>>,
    pub webhooks: Mutex<Webhooks>,
    tokens: Mutex<u64>,
    /// Faults strike writes only.
    spares_reads: AtomicBool,
    /// Moves on when speed or faults change.
    changes: watch::Sender<u64>,
    /// Rung when a tray has become ready.
    pub ready: Notify,
    start: Options,
}

/// Locks; what a panicking holder left is still the best there is.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl Shared {
    /// Builds the site.
    pub fn new(options: Options) -> Self {
        Self {
            faults: Mutex::new(FaultBook::new(options.seed, options.faults.clone())),
            speed: Mutex::new(options.speed),
            calls: Mutex::default(),
            webhooks: Mutex::default(),
            tokens: Mutex::new(0),
            spares_reads: AtomicBool::new(false),
            changes: watch::Sender::new(0),
            ready: Notify::new(),
            start: options.clone(),
            site: Mutex::new(Warehouse::new(options)),
        }
    }

    /// The warehouse, for as long as one answer takes.
    pub fn site(&self) -> MutexGuard<'_, Warehouse> {
        let mut site = lock(&self.site);
        // whatever happens now is stamped with the clock on the wall
        site.wall(jiff::Timestamp::now());
        site
    }

    /// The faults in force.
    pub fn faults(&self) -> Vec<FaultSpec> {
        lock(&self.faults).specs().to_vec()
    }

    /// Whether a fault strikes now, and with what value.
    pub fn strikes(&self, system: SimSystem, fault: Fault) -> Option<u64> {
        lock(&self.faults).strikes(system, fault)
    }

    /// Whether the port of a system is to be closed.
    pub fn closed(&self, system: SimSystem) -> bool {
        lock(&self.faults).closed(system)
    }

    /// Whether connections to a system are refused, always or now and then.
    pub fn refuses(&self, system: SimSystem) -> bool {
        lock(&self.faults)
            .specs()
            .iter()
            .any(|spec| spec.system == system && spec.fault == Fault::Refused)
    }

    /// Whether faults strike writes only.
    pub fn spares_reads(&self) -> bool {
        self.spares_reads.load(Ordering::Relaxed)
    }

    /// Puts these faults in the place of all others.
    pub fn set_faults(&self, specs: Vec<FaultSpec>) {
        lock(&self.faults).set(specs);
        self.changed();
    }

    /// How fast the site runs.
    pub fn speed(&self) -> f64 {
        *lock(&self.speed)
    }

    /// Sets how fast the site runs.
    pub fn set_speed(&self, speed: f64) -> Result<(), String> {
        check_speed(speed)?;
        *lock(&self.speed) = speed;
        self.changed();
        Ok(())
    }

    fn changed(&self) {
        self.changes.send_modify(|version| *version += 1);
    }

    /// Hears of changes of speed and faults.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// Lets simulated time pass.
    pub fn advance(&self, seconds: f64) {
        let ready = {
            let mut site = self.site();
            site.advance(seconds);
            !site.trays.notices.is_empty()
        };
        if ready {
            self.ready.notify_one();
        }
    }

    /// Lets simulated time pass because somebody asked for it.
    pub fn step(&self, seconds: f64) -> Result<(), String> {
        if !(0.0..=MAX_STEP).contains(&seconds) {
            return Err(format!("seconds is {seconds}, allowed is 0 to {MAX_STEP}"));
        }
        self.advance(seconds);
        Ok(())
    }

    /// Everything as it was at the start.
    pub fn reset(&self) {
        let fresh = Warehouse::new(self.start.clone());
        *lock(&self.site) = fresh;
        *lock(&self.speed) = self.start.speed;
        lock(&self.calls).clear();
        *lock(&self.webhooks) = Webhooks::default();
        lock(&self.faults).set(self.start.faults.clone());
        self.changed();
    }

    /// Notes a call that was carried out.
    pub fn count(&self, system: SimSystem, call: &str) {
        *lock(&self.calls).entry((system, call.to_owned())).or_default() += 1;
    }

    /// Calls carried out, by system and `METHOD /path`.
    pub fn calls(&self) -> BTreeMap<(SimSystem, String), u64> {
        lock(&self.calls).clone()
    }

    /// Seed of the site.
    pub fn seed(&self) -> u64 {
        self.start.seed
    }

    /// A number for the next token.
    pub fn next_token(&self) -> (u64, u64) {
        let mut next = lock(&self.tokens);
        *next += 1;
        (lock(&self.faults).token_generation, *next)
    }

    /// Whether a token is older than the last expiry.
    pub fn token_is_old(&self, token: &str) -> bool {
        let generation = lock(&self.faults).token_generation;
        token
            .strip_prefix("sim-access-")
            .and_then(|rest| rest.split('-').next())
            .and_then(|number| number.parse::<u64>().ok())
            .is_none_or(|given| given < generation)
    }

    /// Who a bearer is to the storage system.
    pub fn subject(&self, bearer: &str) -> Result<Subject, &'static str> {
        let mut site = self.site();
        let stamp = site.stamp();
        site.people.subject(bearer, stamp)
    }

    /// Sets the battery of a bot; false when there is no such bot.
    pub fn poke(&self, bot: u32, battery: i64) -> bool {
        let mut site = self.site();
        match site.bots.iter_mut().find(|known| known.id == bot) {
            Some(bot) => {
                bot.battery = battery;
                true
            }
            None => false,
        }
    }
}

/// The site in the hands of the program that embeds it; all of it is also on the control URL.
#[derive(Clone)]
pub struct Handle {
    shared: Arc<Shared>,
}

impl Handle {
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    /// Lets simulated seconds pass.
    pub fn step(&self, seconds: f64) {
        self.shared.advance(seconds);
    }

    /// Sets how fast the site runs; 0 stands still.
    pub fn set_speed(&self, speed: f64) -> Result<(), String> {
        self.shared.set_speed(speed)
    }

    /// Puts these faults, in the grammar of the command line, in the place of all others.
    pub fn set_faults(&self, specs: &[&str]) -> Result<(), String> {
        let specs = specs.iter().map(|text| FaultSpec::parse(text)).collect::<Result<_, _>>()?;
        self.shared.spares_reads.store(false, Ordering::Relaxed);
        self.shared.set_faults(specs);
        Ok(())
    }

    /// The same, but reading is spared: what a write does to a console that sees all is tried with these.
    pub fn set_faults_on_writes(&self, specs: &[&str]) -> Result<(), String> {
        self.set_faults(specs)?;
        self.shared.spares_reads.store(!specs.is_empty(), Ordering::Relaxed);
        Ok(())
    }

    /// The code that a person of this address would find in the mail.
    pub fn mailed_code(&self, email: &str) -> Option<String> {
        let site = self.shared.site();
        site.people.by_email(email)?.code.as_ref().map(|(code, _)| code.clone())
    }

    /// Sets the battery of a bot, even to what no bot would report.
    pub fn poke(&self, bot: u32, battery: i64) -> bool {
        self.shared.poke(bot, battery)
    }

    /// How often a call was carried out, `calls("robot-manager", "POST /retrieve_tray")` for instance.
    pub fn calls(&self, system: &str, call: &str) -> u64 {
        self.shared
            .calls()
            .into_iter()
            .filter(|((known, name), _)| known.name() == system && name == call)
            .map(|(_, count)| count)
            .sum()
    }

    /// How often a picture was taken for a SKU, and the SHA-256 of the last one.
    pub fn picture_of(&self, sku: &str) -> Option<(u64, String)> {
        let site = self.shared.site();
        site.pictures.sent().get(sku).map(|sent| (sent.times, sent.hash.clone()))
    }

    /// The support issues taken, oldest first: key, payload, and name and size of each file.
    pub fn issues(&self) -> Vec<serde_json::Value> {
        self.shared.site().support.kept.iter().cloned().collect()
    }

    /// Everything as it was at the start.
    pub fn reset(&self) {
        self.shared.reset();
    }

    /// Simulated seconds since the start.
    pub fn elapsed_seconds(&self) -> f64 {
        self.shared.site().elapsed_seconds()
    }
}
