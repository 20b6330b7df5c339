//! What the loop tells the world, and what the world asks of the loop: two closed enums, both plain data.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::bus::command::{Command, Typed};
use crate::bus::event::{Notice, Shown};
use crate::bus::floor::BalconyJobs;
use crate::bus::gateway::{InboundNews, Listening};
use crate::bus::grid::{GridKey, GridPage};
use crate::bus::pictures::{PictureBench, PictureCommand};
use crate::domain::account::{PasswordPolicy, SignedIn};
use crate::domain::bot::Bot;
use crate::domain::carrier::InventoryRow;
use crate::domain::connection::{AuthEdit, ConnectionEdit};
use crate::domain::export::ExportTarget;
use crate::domain::floor::Fill;
use crate::domain::ids::{BalconyId, LevelId, OrderReference, SkuId, TrayId, UserId};
use crate::domain::inbound::ListenEdit;
use crate::domain::inbound::WebhookRecord;
use crate::domain::intent::{Action, Intent, IntentId, IntentState, Step};
use crate::domain::lease::Looked;
use crate::domain::level::{Balcony, Level, LevelStock};
use crate::domain::page::{ListQuery, Page};
use crate::domain::picture;
use crate::domain::practice::{Practice, PracticeCommand};
use crate::domain::preferences::{Language, Preferences};
use crate::domain::prepared::Look;
use crate::domain::raw::{RawAnswer, RawAsk};
use crate::domain::setting::{Setting, UserSettings};
use crate::domain::sku::Sku;
use crate::domain::sound::{Sound, SoundSettings};
use crate::domain::sourced::Defect;
use crate::domain::station::Station;
use crate::domain::storage::StorageStatus;
use crate::domain::system::System;
use crate::domain::tray::{ReadyTray, Tray};
use crate::domain::trouble::Trouble;
use crate::util::plain::Plain;
use crate::worker::files::FileErrand;
use crate::worker::floor_event::{FloorErrand, FloorNews};

/// Everything that can happen to the world.
#[derive(Clone, Debug)]
pub enum Event {
    /// The store was opened (or could not be) with what it holds.
    StoreOpened(Result<Looked, String>),
    /// The store was looked at for what others did.
    StoreLooked(Result<Looked, String>),
    Command(Command),
    /// An ask came back; `asked_at` is when it went out.
    Answered {
        ask: Ask,
        asked_at: Timestamp,
        answer: Answer,
    },
    /// A write to the ledger ended.
    Written {
        result: Result<(), WriteError>,
        took: SignedDuration,
    },
    /// The connection was edited and its client rebuilt, or not.
    ConnectionSaved {
        edit: ConnectionEdit,
        result: Result<ConnectionFacts, String>,
    },
    /// A person's log-in ended.
    LoggedIn {
        system: System,
        result: Result<(), Trouble>,
    },
    /// How a system is reached was found out later than the start.
    Reached(ConnectionFacts),
    /// The picture desk tells how far it is, and how many calls it made.
    Pictures {
        bench: Arc<PictureBench>,
        calls: u32,
    },
    /// A step with the file of an export ended.
    Exported {
        id: Uuid,
        result: Result<ExportDone, ExportTrouble>,
    },
    /// The file of inbound calls was written into.
    Inbound(InboundNews),
    /// How inbound calls are listened for now, and whether that is what was asked.
    ListenerSet {
        id: Uuid,
        /// What was wanted, and how it is now; none where nobody can tell.
        now: Option<(ListenEdit, Listening)>,
        result: Result<(), String>,
    },
    /// An errand to the floor's tables ended.
    Floor(FloorNews),
    /// Time passed.
    Tick,
}

/// Why a write to the ledger failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// Another program moved the row; ours is out of date and must not act on it.
    Conflict(String),
    /// A new command is not taken: another one asks the same; a key of its words.
    Refused(String),
    /// Disk, file, rights.
    Failed(String),
    /// It may be on the disk, and may not be: it has to be looked for.
    Unknown(String),
}

/// What the screen may know of how a system is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionFacts {
    pub system: System,
    pub base_url: Option<String>,
    pub auth_kind: String,
    /// Names and references, never a secret.
    pub sign_in: Option<AuthEdit>,
    pub plain_http: bool,
    pub per_second: u32,
    pub per_minute: u32,
}

/// One question or order to the outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    StorageStatus,
    Bots,
    Levels,
    Balconies,
    LevelStock(LevelId),
    Stations,
    Trays,
    ReadyTrays,
    MapPage(MapPage),
    OpenRequests,
    PasswordPolicy,
    GridPage {
        key: GridKey,
        query: ListQuery,
        page: u32,
    },
    ExportPage {
        id: Uuid,
        query: ListQuery,
        page: u32,
    },
    PracticeState,
    Settings,
    UserSettings(UserId),
    SignedIn,
    /// What the robot manager lists of webhooks, with the events it keeps of a robot.
    Webhooks(Option<String>),
    BalconyJobs(BalconyId),
    /// What a picker is to see of an SKU.
    Item(SkuId),
    ItemPicture {
        sku: SkuId,
        url: String,
    },
    /// What lies in the trays of the practice site, or the next lines of it.
    PracticeFloor,
    PracticeLines,
    // interactive ones
    Send {
        intent: IntentId,
        action: Action,
        attempt: u32,
    },
    ReadBack {
        intent: IntentId,
        tray: TrayId,
        reference: OrderReference,
        tags: Vec<String>,
        look: u32,
    },
    /// Look whether a prepared call was done.
    LookBack {
        intent: IntentId,
        at: Look,
        look: u32,
    },
    Raw(RawAsk),
    Test(System),
    Practice(PracticeCommand),
}

/// One page of the inventory for the map of a level.
#[derive(Clone, Debug, PartialEq)]
pub struct MapPage {
    pub level: LevelId,
    pub step: MapStep,
}

/// Which of the three readings of a level's map.
#[derive(Clone, Debug, PartialEq)]
pub enum MapStep {
    /// The newest change anywhere: later changes are found from here on.
    Mark,
    /// The level from its first row to its last.
    Load { page: u32 },
    /// What changed since, on any level: a row may have moved away.
    Changes { since: Timestamp, page: u32 },
}

/// A good answer with how long it took.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading<T> {
    pub value: T,
    pub defects: Vec<Defect>,
    pub latency: SignedDuration,
    /// Calls that such a reading takes.
    pub calls: u32,
}

/// What came back.
#[derive(Clone, Debug)]
pub enum Answer {
    StorageStatus(Reading<StorageStatus>),
    Bots(Reading<Vec<Bot>>),
    Levels(Reading<Vec<Level>>),
    Balconies(Reading<Vec<Balcony>>),
    LevelStock(Reading<LevelStock>),
    Stations(Reading<Vec<Station>>),
    Trays(Reading<Vec<Tray>>),
    ReadyTrays(Reading<Vec<ReadyTray>>),
    MapPage(Reading<Page<InventoryRow>>),
    OpenRequests(Reading<u64>),
    PasswordPolicy(Reading<PasswordPolicy>),
    GridPage(Reading<Page<GridPage>>),
    ExportPage(Reading<Page<InventoryRow>>),
    PracticeState(Reading<Practice>),
    Settings(Reading<Vec<Setting>>),
    UserSettings(Reading<UserSettings>),
    SignedIn(Reading<SignedIn>),
    Webhooks(Reading<Vec<WebhookRecord>>),
    BalconyJobs(Reading<BalconyJobs>),
    Item(Box<Reading<Option<Sku>>>),
    /// None where there is none that can be drawn.
    ItemPicture(Option<Arc<picture::Pixels>>),
    PracticeFloor(Box<Fill>),
    Accepted {
        answer: String,
        latency: SignedDuration,
        /// A secret that only this answer tells.
        shown_once: Option<Shown>,
    },
    /// The ready trays that carry both the tray and the reference.
    ReadBack(Reading<Vec<ReadyTray>>),
    /// The rows that a look found.
    Rows(Reading<Vec<Plain>>),
    Raw(RawAnswer),
    Tested(Duration),
    PracticeDone,
    Failed(Trouble),
}

/// One write to the ledger.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    Insert(Intent),
    /// A tray nobody pressed for: not taken while another retrieval of it is unfinished, of whichever program.
    Bring(Intent),
    Advance {
        id: IntentId,
        step: Step,
        state: IntentState,
        who: String,
        epoch: i64,
    },
}

/// What the world wants done.
#[derive(Clone, Debug)]
pub enum Effect {
    OpenStore,
    LookAtStore {
        doubtful: Vec<IntentId>,
    },
    Ask(Ask),
    Write(Write),
    Floor(FloorErrand),
    Notice(Notice),
    SavePreferences(Preferences),
    SaveConnection(ConnectionEdit),
    Export(ExportStep),
    File(FileErrand),
    Table(super::tables::TableErrand),
    /// Never waited for, and never the only signal.
    Sound(Sound),
    SetSound(SoundSettings),
    /// The card of command codes.
    Card {
        id: Uuid,
        language: Language,
    },
    /// For the picture desk, with the calls a second and a minute that are allowed.
    Pictures {
        command: PictureCommand,
        per_second: u32,
        per_minute: u32,
    },
    LogIn {
        system: System,
        email: String,
        password: Typed,
    },
    NewHook {
        id: Uuid,
        label: String,
    },
    DropHook(String),
    SetListener {
        id: Uuid,
        edit: ListenEdit,
    },
}

/// One step with the file of an export.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportStep {
    Open {
        id: Uuid,
        to: ExportTarget,
    },
    Append {
        id: Uuid,
        rows: Vec<InventoryRow>,
    },
    Finish {
        id: Uuid,
    },
    /// It stops here; what is there stays.
    Keep {
        id: Uuid,
    },
    Discard {
        id: Uuid,
    },
}

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportDone {
    Opened(String),
    NothingChosen,
    /// Rows that were added.
    Appended(u64),
    Finished,
    /// Where it is.
    Kept(String),
    Discarded,
}

/// Why a step failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportTrouble {
    /// Words of the operating system, or a message key.
    pub words: String,
    /// Where what was written before is.
    pub left: Option<String>,
}

impl ExportStep {
    pub const fn id(&self) -> Uuid {
        match self {
            Self::Open { id, .. }
            | Self::Append { id, .. }
            | Self::Finish { id }
            | Self::Keep { id }
            | Self::Discard { id } => *id,
        }
    }
}

/// Whether the picture changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Change {
    #[default]
    None,
    /// Stamps moved; nothing to draw for.
    Silent,
    /// Something on the screen looks different.
    Visible,
    /// A person waits for it.
    AtOnce,
}

/// The outcome of one event.
#[derive(Clone, Debug, Default)]
pub struct Effects {
    pub list: Vec<Effect>,
    pub change: Change,
    /// When the world wants a [`Event::Tick`] at the latest.
    pub wake_at: Option<Timestamp>,
}

impl Ask {
    /// Whom it goes to; none for the practice site's control.
    pub fn system(&self) -> Option<System> {
        match self {
            Self::StorageStatus
            | Self::Bots
            | Self::Levels
            | Self::Balconies
            | Self::LevelStock(_)
            | Self::MapPage(_)
            | Self::OpenRequests
            | Self::PasswordPolicy
            | Self::Settings
            | Self::UserSettings(_)
            | Self::SignedIn
            | Self::BalconyJobs(_)
            | Self::Item(_)
            | Self::ItemPicture { .. }
            | Self::GridPage { .. }
            | Self::ExportPage { .. } => Some(System::Noyes),
            Self::Stations
            | Self::Trays
            | Self::ReadyTrays
            | Self::Webhooks(_)
            | Self::ReadBack { .. } => Some(System::RobotManager),
            Self::Send { action, .. } => Some(action.operation().system),
            Self::LookBack { at, .. } => Some(at.operation.system),
            Self::Raw(ask) => Some(ask.operation.system),
            Self::Test(system) => Some(*system),
            Self::PracticeState | Self::Practice(_) | Self::PracticeFloor | Self::PracticeLines => {
                None
            }
        }
    }

    /// Calls it makes at most while nothing was learnt from its answers.
    pub fn cost(&self) -> u32 {
        match self {
            Self::LevelStock(_) => 3,
            // a page may be refused for its size and is then read as two halves
            Self::GridPage { .. } | Self::ExportPage { .. } | Self::MapPage(_)
                if self.learns_cost() =>
            {
                3
            }
            Self::Test(System::Noyes) | Self::Webhooks(Some(_)) => 2,
            Self::Send { action, .. } => action.cost(),
            _ => 1,
        }
    }

    /// Whether only its answer tells how many calls it takes.
    pub const fn learns_cost(&self) -> bool {
        match self {
            Self::GridPage { .. } | Self::ExportPage { .. } | Self::Trays => true,
            Self::MapPage(page) => !matches!(page.step, MapStep::Mark),
            _ => false,
        }
    }
}

impl<T> Reading<T> {
    /// One call's value, without defects.
    pub const fn new(value: T, latency: SignedDuration) -> Self {
        Self { value, defects: Vec::new(), latency, calls: 1 }
    }

    /// The value, and what was read besides.
    pub fn apart(self) -> (T, Reading<()>) {
        let Self { value, defects, latency, calls } = self;
        (value, Reading { value: (), defects, latency, calls })
    }
}

impl Reading<()> {
    /// This value with what was read besides.
    pub fn with<T>(self, value: T) -> Reading<T> {
        let Self { defects, latency, calls, .. } = self;
        Reading { value, defects, latency, calls }
    }
}

impl Effects {
    pub fn push(&mut self, effect: Effect) {
        self.list.push(effect);
    }

    pub fn changed(&mut self, change: Change) {
        self.change = self.change.max(change);
    }
}
