//! The loop: takes commands, timers and the ends of tasks, tells the world, does what the world wants.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{Notify, mpsc};
use tokio::task::{AbortHandle, Id, JoinError, JoinSet};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::cards;
use super::errand::{Done, Errand, without_a_word};
use super::event::{Change, Effect, Effects, Event};
use super::exporting::Exports;
use super::files;
use super::floor_event::FloorErrand;
use super::floor_tables::FloorTables;
use super::inbound;
use super::outside::{self, Clients};
use super::pictures::{self, DeskNews, Order};
use super::store_reason;
use super::tables;
use super::world::{Beginning, World};
use super::{Keeper, Reach, WorkerConfig};
use crate::bus::channel::{Waker, WorkerSide};
use crate::bus::event::Notice;
use crate::bus::gateway::InboundNews;
use crate::bus::pictures::PictureCommand;
use crate::domain::inbound::ListenEdit;
use crate::domain::intent::IntentId;
use crate::domain::preferences::Preferences;
use crate::domain::system::System;
use crate::sound::Speaker;
use crate::store::{Alive, Store};

/// Between two pictures at least, unless a person waits for one.
const BETWEEN_PICTURES: Duration = Duration::from_millis(33);
/// At the end, what was sent may take this long to be answered and written down.
const LAST_ANSWERS: Duration = Duration::from_secs(3);

/// The world is asked again after this long where it did not say when.
const NO_WISH_WAITS: Duration = Duration::from_secs(1);

/// The start waits this long for the secrets before it goes on without.
const REACHES_AT_ONCE: Duration = Duration::from_millis(250);

struct MainLoop {
    world: World,
    clients: Clients,
    store: Option<Arc<Store>>,
    store_path: PathBuf,
    /// This program to the others on the store.
    alive: Alive,
    keeper: Arc<dyn Keeper>,
    speaker: Arc<dyn Speaker>,
    tasks: JoinSet<Done>,
    errands: HashMap<Id, Errand>,
    /// Where orders for pictures go, once there was one.
    desk: Option<mpsc::Sender<Order>>,
    desk_tells: mpsc::Sender<DeskNews>,
    desk_news: mpsc::Receiver<DeskNews>,
    /// What the file of inbound calls told.
    inbound: mpsc::Receiver<InboundNews>,
    /// Rung when something was written into it from here.
    stored: Arc<Notify>,
    side: WorkerSide,
    waker: Waker,
    /// The biggest change that was not published yet.
    change: Change,
    published: Option<Instant>,
    /// By the clock that nobody sets: one that is set back makes nothing wait longer.
    wake_at: Instant,
    /// Only what is under way is brought to its end.
    ending: bool,
    /// Preferences are being saved; the newest wish waits, so that none overtakes another.
    saving: bool,
    next_preferences: Option<Preferences>,
    exports: Exports,
    floor: FloorTables,
    /// Secrets that the screen did not take yet: nobody can tell them again, so they are not left out.
    untold: VecDeque<Notice>,
}

/// Runs until the token is cancelled or the screen is gone.
pub(super) async fn run(
    config: WorkerConfig,
    side: WorkerSide,
    waker: Waker,
    shutdown: CancellationToken,
) {
    let now = Timestamp::now();
    let mut looked = outside::look_up_reaches(config.reaches);
    // the keychain may wait for a person; the first picture does not wait for long
    let at_once = tokio::time::timeout(REACHES_AT_ONCE, &mut looked).await;
    let late = at_once.is_err();
    let reaches = at_once.ok().and_then(Result::ok).unwrap_or_default();
    let clients = Clients::new(&reaches, config.practice_control.as_deref());
    let connections = System::BUILT
        .into_iter()
        .map(|system| outside::facts_of(system, reaches.get(&system)))
        .collect();
    let beginning = Beginning {
        site: config.site,
        connections,
        has_control: config.practice_control.is_some(),
        fresh_site: config.fresh_site,
        gateway: inbound::beginning(&config.gateway),
    };
    let (inbound_tells, inbound) = mpsc::channel(1);
    let stored = config.gateway.stored;
    tokio::spawn(inbound::follow(config.store_path.clone(), Arc::clone(&stored), inbound_tells));
    let (desk_tells, desk_news) = mpsc::channel(4);
    let (world, effects) = World::begin(beginning, now);
    let alive = Alive::new(&config.store_path);
    let mut main_loop = MainLoop {
        world,
        clients,
        store: None,
        floor: FloorTables::new(&config.store_path, alive.clone()),
        alive,
        store_path: config.store_path,
        keeper: config.keeper,
        speaker: config.speaker,
        tasks: JoinSet::new(),
        errands: HashMap::new(),
        desk: None,
        desk_tells,
        desk_news,
        inbound,
        stored,
        side,
        waker,
        change: Change::None,
        published: None,
        wake_at: Instant::now(),
        ending: false,
        saving: false,
        next_preferences: None,
        exports: Exports::default(),
        untold: VecDeque::new(),
    };
    if late {
        let task = async move { Done::Reached(looked.await.ok()) };
        let handle = main_loop.tasks.spawn(task);
        main_loop.errands.insert(handle.id(), Errand::Reaches);
    }
    main_loop.carry_out(effects, now);
    main_loop.turn(&shutdown).await;
    Box::pin(main_loop.end()).await;
}

impl MainLoop {
    async fn turn(&mut self, shutdown: &CancellationToken) {
        loop {
            self.publish_if_due();
            let until = self.next_turn();
            tokio::select! {
                biased;
                () = shutdown.cancelled() => return,
                command = self.side.commands.recv() => match command {
                    Some(command) => self.tell(Event::Command(command)),
                    None => return,
                },
                Some(DeskNews { bench, calls }) = self.desk_news.recv() => {
                    self.tell(Event::Pictures { bench, calls });
                }
                Some(news) = self.inbound.recv() => self.tell(Event::Inbound(news)),
                Some(ended) = self.tasks.join_next_with_id() => self.task_ended(ended),
                () = tokio::time::sleep_until(until) => {
                    if self.wake_at <= Instant::now() {
                        self.tell(Event::Tick);
                    }
                }
            }
        }
    }

    /// When there is something to do without being told.
    fn next_turn(&self) -> Instant {
        let tick = self.wake_at;
        match (self.change, self.published) {
            (Change::None, _) | (_, None) => tick,
            (_, Some(published)) => tick.min(published + BETWEEN_PICTURES),
        }
    }

    fn tell(&mut self, event: Event) {
        let now = Timestamp::now();
        for notice in std::mem::take(&mut self.untold) {
            self.hand_over(notice);
        }
        let effects = self.world.apply(event, now);
        self.carry_out(effects, now);
    }

    fn carry_out(&mut self, effects: Effects, now: Timestamp) {
        for effect in effects.list {
            let ends_too = matches!(
                effect,
                Effect::Write(_) | Effect::Notice(_) | Effect::Floor(FloorErrand::Write { .. })
            );
            if self.ending && !ends_too {
                continue;
            }
            self.carry_out_one(effect, now);
        }
        self.change = self.change.max(effects.change);
        let wait = effects.wake_at.map(|at| at.duration_since(now));
        let wait = wait.and_then(|wait| Duration::try_from(wait).ok()).unwrap_or(NO_WISH_WAITS);
        self.wake_at = Instant::now() + wait;
    }

    /// Gives the screen its notice; a secret waits until it is taken, anything else is left out.
    fn hand_over(&mut self, notice: Notice) {
        match self.side.notices.try_send(notice) {
            Ok(()) => {}
            Err(mpsc::error::TrySendError::Full(
                notice @ (Notice::ShownOnce { .. } | Notice::HookMade { .. }),
            )) => {
                self.untold.push_back(notice);
            }
            Err(_) => tracing::warn!("the screen takes no notices; one was left out"),
        }
    }

    /// Something with a file that a person chooses; told by a notice.
    fn file_errand(
        &mut self,
        id: Uuid,
        task: impl Future<Output = Notice> + Send + 'static,
    ) -> (Errand, AbortHandle) {
        (Errand::File(id), self.tasks.spawn(async move { Done::Notice(task.await) }))
    }

    fn carry_out_one(&mut self, effect: Effect, now: Timestamp) {
        let (errand, handle) = match effect {
            Effect::Notice(notice) => {
                outside::log_notice(&notice);
                return self.hand_over(notice);
            }
            Effect::OpenStore => self.open_store(),
            Effect::LookAtStore { doubtful } => self.look_at_store(doubtful, now),
            Effect::Ask(ask) => {
                let clients = self.clients.clone();
                let errand = Errand::Ask(ask.clone(), now);
                let task = async move { Done::Event(clients.carry_out(ask, now).await) };
                (errand, self.tasks.spawn(task))
            }
            Effect::Write(write) => {
                let store = self.store.clone();
                let task = async move { Done::Event(outside::write(store, write).await) };
                (Errand::Write, self.tasks.spawn(task))
            }
            Effect::Floor(errand) => self.floor_errand(errand),
            Effect::File(errand) => {
                let id = errand.id();
                let task = move || Done::Notice(files::carry_out(errand));
                (Errand::File(id), self.tasks.spawn_blocking(task))
            }
            Effect::Table(errand) => self.file_errand(errand.id(), tables::carry_out(errand)),
            Effect::Card { id, language } => self.file_errand(id, cards::save(id, language)),
            Effect::Sound(sound) => return self.speaker.play(sound),
            Effect::SetSound(settings) => return self.speaker.set(settings),
            Effect::Pictures { command, per_second, per_minute } => {
                return self.order_pictures(command, per_second, per_minute);
            }
            Effect::SavePreferences(preferences) if self.saving => {
                self.next_preferences = Some(preferences);
                return;
            }
            Effect::SavePreferences(preferences) => {
                self.speaker.set(preferences.sound);
                self.saving = true;
                let keeper = Arc::clone(&self.keeper);
                let task = move || Done::SavedPreferences(keeper.save_preferences(&preferences));
                (Errand::SavePreferences, self.tasks.spawn_blocking(task))
            }
            Effect::Export(step) => {
                let errand = Errand::Export(step.id());
                let task = self.exports.carry_out(step);
                (errand, self.tasks.spawn(async move { Done::Exported(task.await) }))
            }
            Effect::SaveConnection(edit) => {
                let keeper = Arc::clone(&self.keeper);
                let errand = Errand::SaveConnection(edit.clone());
                let task = move || {
                    let result = keeper.save_connection(&edit);
                    Done::SavedConnection { edit, result }
                };
                (errand, self.tasks.spawn_blocking(task))
            }
            Effect::SetListener { id, edit } => self.set_listener(id, edit),
            Effect::LogIn { system, email, password } => {
                let clients = self.clients.clone();
                let task = async move {
                    let result = clients.log_in(system, email, password.0).await;
                    Done::LoggedIn { system, result }
                };
                (Errand::LogIn(system), self.tasks.spawn(task))
            }
            Effect::NewHook { id, label } => {
                let (ledger, stored) = (self.store_path.clone(), Arc::clone(&self.stored));
                let task = inbound::new_hook(ledger, stored, id, label);
                (Errand::NewHook(id), self.tasks.spawn(async { Done::Notice(task.await) }))
            }
            Effect::DropHook(mark) => {
                let (ledger, stored) = (self.store_path.clone(), Arc::clone(&self.stored));
                tokio::spawn(inbound::drop_hook(ledger, stored, mark));
                return;
            }
        };
        self.errands.insert(handle.id(), errand);
    }

    fn set_listener(&mut self, id: Uuid, edit: ListenEdit) -> (Errand, AbortHandle) {
        let keeper = Arc::clone(&self.keeper);
        let task = move || {
            let (listening, result) = keeper.set_listener(&edit);
            Done::Event(Event::ListenerSet { id, now: Some((edit, listening)), result })
        };
        (Errand::SetListener(id), self.tasks.spawn_blocking(task))
    }

    fn open_store(&mut self) -> (Errand, AbortHandle) {
        let (path, alive) = (self.store_path.clone(), self.alive.clone());
        let task = async move {
            let opened = outside::open_store(&path, alive).await;
            Done::Opened(opened.map_err(|error| store_reason::of(&error)))
        };
        (Errand::OpenStore, self.tasks.spawn(task))
    }

    fn look_at_store(&mut self, doubtful: Vec<IntentId>, now: Timestamp) -> (Errand, AbortHandle) {
        let store = self.store.clone();
        let task = async move { Done::Event(outside::look_at_store(store, doubtful, now).await) };
        (Errand::LookAtStore, self.tasks.spawn(task))
    }

    fn floor_errand(&mut self, errand: FloorErrand) -> (Errand, AbortHandle) {
        let what = Errand::Floor(errand.clone());
        let task = self.floor.clone().carry_out(errand);
        (what, self.tasks.spawn(async move { Done::Event(Event::Floor(task.await)) }))
    }

    /// Hands an order to the desk, which is set up with the first one.
    fn order_pictures(&mut self, command: PictureCommand, per_second: u32, per_minute: u32) {
        let desk = self.desk.get_or_insert_with(|| {
            let (sender, orders) = mpsc::channel(64);
            let (ledger, tells) = (self.store_path.clone(), self.desk_tells.clone());
            tokio::spawn(pictures::serve(ledger, orders, tells));
            sender
        });
        let order = Order { command, client: self.clients.noyes(), per_second, per_minute };
        if let Err(error) = desk.try_send(order) {
            tracing::warn!(%error, "the picture desk takes no orders; one was left out");
            if matches!(error, mpsc::error::TrySendError::Closed(_)) {
                // it broke off and said so; the next order finds a new one
                self.desk = None;
            }
        }
    }

    fn task_ended(&mut self, ended: Result<(Id, Done), JoinError>) {
        let done = match ended {
            Ok((id, done)) => {
                self.errands.remove(&id);
                done
            }
            Err(error) => {
                tracing::error!(%error, "a task of the worker ended without an answer");
                match self.errands.remove(&error.id()) {
                    Some(errand) => without_a_word(errand),
                    None => return,
                }
            }
        };
        match done {
            Done::Event(event) => self.tell(event),
            Done::Notice(notice) => {
                self.carry_out_one(Effect::Notice(notice), Timestamp::now());
                self.change = Change::AtOnce;
            }
            Done::Opened(Ok((store, opened))) => {
                self.store = Some(Arc::new(store));
                self.tell(Event::StoreOpened(Ok(opened)));
            }
            Done::Opened(Err(reason)) => {
                tracing::error!(%reason, "the ledger cannot be opened");
                self.tell(Event::StoreOpened(Err(reason)));
            }
            Done::Exported(ended) => {
                let event = self.exports.ended(ended);
                self.tell(event);
            }
            Done::SavedPreferences(result) => self.preferences_saved(result),
            Done::LoggedIn { system, result } => {
                let result = result.map(|transport| self.clients.put(system, transport));
                self.tell(Event::LoggedIn { system, result });
            }
            Done::Reached(None) => tracing::error!("how the systems are reached was not found out"),
            Done::Reached(Some(reaches)) => self.tell_reaches(&reaches),
            Done::SavedConnection { edit, result } => {
                let system = edit.system;
                let result = result.map(|reach| {
                    self.clients.set(system, &reach);
                    outside::facts_of(system, Some(&reach))
                });
                self.tell(Event::ConnectionSaved { edit, result });
            }
        }
    }

    fn preferences_saved(&mut self, result: Result<(), String>) {
        self.saving = false;
        let now = Timestamp::now();
        if let Err(reason) = result {
            let notice = Notice::PreferencesNotSaved { reason };
            self.carry_out_one(Effect::Notice(notice), now);
            self.change = Change::AtOnce;
        }
        if let Some(next) = self.next_preferences.take() {
            self.carry_out_one(Effect::SavePreferences(next), now);
        }
    }

    /// The systems whose secrets took a while join now.
    fn tell_reaches(&mut self, reaches: &BTreeMap<System, Reach>) {
        for (system, reach) in reaches {
            self.clients.set(*system, reach);
            self.tell(Event::Reached(outside::facts_of(*system, Some(reach))));
        }
    }

    fn publish_if_due(&mut self) {
        let rested = self.published.is_none_or(|at| at.elapsed() >= BETWEEN_PICTURES);
        if self.change == Change::None || (self.change < Change::AtOnce && !rested) {
            return;
        }
        let snapshot = self.world.snapshot(Timestamp::now());
        self.side.snapshots.send_replace(snapshot);
        // stamps alone are not worth a frame: the next one picks them up
        if self.change > Change::Silent {
            (self.waker)();
        }
        self.change = Change::None;
        self.published = Some(Instant::now());
    }

    /// Nothing new is begun; what was sent is waited for a moment, so that its outcome is written down.
    async fn end(mut self) {
        self.ending = true;
        let now = Timestamp::now();
        let last = self.world.end(now);
        self.carry_out(last, now);
        let deadline = Instant::now() + LAST_ANSWERS;
        while self.errands.values().any(Errand::is_owed) {
            match tokio::time::timeout_at(deadline, self.tasks.join_next_with_id()).await {
                Ok(Some(ended)) => self.task_ended(ended),
                Ok(None) | Err(_) => break,
            }
        }
        self.tasks.shutdown().await;
        if let Some(store) = self.store.take().and_then(Arc::into_inner) {
            store.close().await;
        }
    }
}
