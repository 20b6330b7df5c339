//! What the screen shows: an immutable picture of the world, an `Arc` per section, newest wins.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::floor::{BalconyJobs, FloorView, ItemLooks};
use super::gateway::Gateway;
use super::grid::{GridKey, GridWindow};
use super::pictures::PictureBench;
use crate::domain::account::{PasswordPolicy, SignedIn};
use crate::domain::attention::Attention;
use crate::domain::bot::Bot;
use crate::domain::connection::Connection;
use crate::domain::export::Export;
use crate::domain::inbound::WebhookRecord;
use crate::domain::intent::{Intent, IntentId};
use crate::domain::lease::SetAside;
use crate::domain::level::{Balcony, Level, LevelMap, LevelStock};
use crate::domain::practice::Practice;
use crate::domain::setting::{Setting, UserSettings};
use crate::domain::sourced::Stamp;
use crate::domain::station::Station;
use crate::domain::storage::StorageStatus;
use crate::domain::tray::{ReadyTray, Tray};

/// One part of the world. The generation changes only when the value changes or turns stale or fresh;
/// a panel rebuilds its rows then and only then. The stamp moves with every answer.
#[derive(Clone, Debug)]
pub struct Section<T> {
    pub generation: u64,
    pub value: Option<Arc<T>>,
    pub stamp: Stamp,
}

/// The whole picture; cloning copies pointers.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub site: Arc<Site>,
    pub connections: Arc<Vec<Connection>>,
    pub storage_status: Section<StorageStatus>,
    /// What the storage said of itself and since when it was heard to, oldest first, at most
    /// [`STORAGE_WORDS_KEPT`]. Of the first nobody knows how long it held before.
    pub storage_past: Arc<Vec<(Timestamp, StorageStatus)>>,
    pub levels: Section<Vec<Level>>,
    pub balconies: Section<Vec<Balcony>>,
    pub level_stock: Section<Vec<LevelStock>>,
    /// All bots ever reported, by id; one that vanished from the report is marked, not gone.
    pub bots: Section<Vec<Bot>>,
    pub stations: Section<Vec<Station>>,
    pub trays: Section<Vec<Tray>>,
    pub ready_trays: Section<Vec<ReadyTray>>,
    pub level_map: Section<LevelMap>,
    /// Open requests (not finished), and requests finished in the last hour, as totals.
    pub open_requests: Section<u64>,
    /// What a new password must have; asked only while it is watched.
    pub password_policy: Section<PasswordPolicy>,
    pub grids: BTreeMap<GridKey, Arc<GridWindow>>,
    /// Newest first, at most [`LEDGER_KEPT`].
    pub ledger: Section<Vec<Arc<Intent>>>,
    /// Sorted by priority, then age.
    pub attention: Section<Vec<Attention>>,
    pub practice: Section<Practice>,
    /// The picture bench; it has no age, it is this program's own.
    pub pictures: Arc<PictureBench>,
    /// The newest export, while it runs and after.
    pub export: Option<Arc<Export>>,
    /// Of the storage system and of its users, by key; read only while watched, as the next two are.
    pub settings: Section<Vec<Setting>>,
    pub user_settings: Section<UserSettings>,
    pub signed_in: Section<SignedIn>,
    /// The picking floor as it is on disk; it has no age, it is this program's own.
    pub floor: Section<FloorView>,
    /// What waits at the balcony of this PC.
    pub balcony_jobs: Section<BalconyJobs>,
    /// Names and pictures of the SKUs that are handled here now.
    pub items: Arc<ItemLooks>,
    pub store: StoreState,
    /// Inbound calls; no age, as the picture bench.
    pub gateway: Arc<Gateway>,
    /// What the robot manager lists of webhooks.
    pub webhooks: Section<Vec<WebhookRecord>>,
}

/// Words of the storage the snapshot carries.
pub const STORAGE_WORDS_KEPT: usize = 32;

/// Intents the snapshot carries; older ones are in the store.
pub const LEDGER_KEPT: usize = 500;

/// Which site this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    pub name: String,
    /// The built-in simulator: no machine moves.
    pub practice: bool,
}

impl Site {
    /// Whether its name says more than that it is the practice site: a second console has a second one.
    pub fn tells_name(&self) -> bool {
        !self.practice || self.name.ends_with(|last: char| last.is_ascii_digit())
    }
}

/// How the store does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoreState {
    /// How long the last write took; none before the first.
    pub last_write: Option<SignedDuration>,
    /// Why the last write failed, if it did.
    pub trouble: Option<String>,
    /// Intents not yet sent.
    pub outbox: usize,
    /// Open commands that another Traydeck holds, with its PC, program and process where it told them.
    pub held_elsewhere: Arc<BTreeMap<IntentId, String>>,
    /// Commands that this version cannot understand, newest first; they are not sent.
    pub set_aside: Arc<Vec<SetAside>>,
}

impl<T> Section<T> {
    pub fn never(limit: SignedDuration) -> Self {
        Self { generation: 0, value: None, stamp: Stamp::never(limit) }
    }

    pub fn get(&self) -> Option<&T> {
        self.value.as_deref()
    }
}

impl Snapshot {
    /// The window of a list, if it was asked for.
    pub fn grid(&self, key: impl Into<GridKey>) -> Option<&Arc<GridWindow>> {
        self.grids.get(&key.into())
    }

    /// How many things are made to go wrong on the practice site.
    pub fn practice_faults(&self) -> usize {
        self.practice.get().map_or(0, |practice| practice.faults.len() + practice.mishaps.len())
    }

    /// The picture before anything was asked.
    pub fn empty(site: Site) -> Self {
        let fast = SignedDuration::from_secs(2);
        let slow = SignedDuration::from_secs(30);
        let rare = SignedDuration::from_mins(5);
        Self {
            site: Arc::new(site),
            connections: Arc::new(Vec::new()),
            storage_status: Section::never(fast),
            storage_past: Arc::new(Vec::new()),
            levels: Section::never(rare),
            balconies: Section::never(rare),
            level_stock: Section::never(rare),
            bots: Section::never(fast),
            stations: Section::never(SignedDuration::from_secs(10)),
            trays: Section::never(slow),
            ready_trays: Section::never(SignedDuration::from_secs(3)),
            level_map: Section::never(slow),
            open_requests: Section::never(slow),
            password_policy: Section::never(rare),
            grids: BTreeMap::new(),
            ledger: Section::never(rare),
            attention: Section::never(rare),
            practice: Section::never(slow),
            pictures: Arc::default(),
            export: None,
            settings: Section::never(slow),
            user_settings: Section::never(slow),
            signed_in: Section::never(rare),
            floor: Section::never(rare),
            balcony_jobs: Section::never(SignedDuration::from_secs(5)),
            items: Arc::default(),
            store: StoreState::default(),
            gateway: Arc::default(),
            webhooks: Section::never(rare),
        }
    }
}
