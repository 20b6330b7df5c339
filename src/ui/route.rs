//! Where the screen is: which panel, and which thing in it.

use crate::domain::access::Role;
use crate::domain::ids::{BotId, BoxId, CarrierId, LevelId, RequestId, SkuId, SlotId};
use crate::domain::intent::IntentId;
use crate::domain::operation::Operation;
use crate::domain::system::System;

/// One panel of the rail; the word is the word on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Panel {
    Overview,
    Levels,
    Events,
    Stations,
    Station,
    Work,
    Lines,
    Inventory,
    Skus,
    Ledger,
    Storage,
    Connections,
    Admin,
    Settings,
    Scanner,
    Api,
    Support,
    Practice,
}

/// A group of the rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    Watch,
    Pick,
    Stock,
    Record,
    System,
}

/// A place to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Panel(Panel),
    Level(LevelId),
    Bot(BotId),
    /// A station to look at; this PC stays bound to its own.
    Station(SlotId),
    Request(RequestId),
    /// A carrier, with one of its boxes.
    Carrier(CarrierId, Option<BoxId>),
    Intent(IntentId),
    Connection(System),
    /// A call of the catalog, to be made by hand.
    Operation(&'static Operation),
    /// A bot and what can be done with it.
    StorageBot(BotId),
    Sku(SkuId),
    /// The picture bench.
    SkuPictures,
}

impl Panel {
    /// In the order of the rail.
    pub const ALL: &'static [Self] = &[
        Self::Overview,
        Self::Levels,
        Self::Events,
        Self::Stations,
        Self::Station,
        Self::Work,
        Self::Lines,
        Self::Inventory,
        Self::Skus,
        Self::Ledger,
        Self::Storage,
        Self::Connections,
        Self::Admin,
        Self::Settings,
        Self::Scanner,
        Self::Api,
        Self::Support,
        Self::Practice,
    ];

    pub const fn group(self) -> Group {
        match self {
            Self::Overview | Self::Levels | Self::Events | Self::Stations => Group::Watch,
            Self::Station | Self::Work | Self::Lines => Group::Pick,
            Self::Inventory | Self::Skus => Group::Stock,
            Self::Ledger => Group::Record,
            Self::Storage
            | Self::Connections
            | Self::Admin
            | Self::Settings
            | Self::Scanner
            | Self::Api
            | Self::Support
            | Self::Practice => Group::System,
        }
    }

    /// The message key of its name, `panel-overview` for instance.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Overview => "panel-overview",
            Self::Levels => "panel-levels",
            Self::Events => "panel-events",
            Self::Station => "panel-station",
            Self::Work => "panel-work",
            Self::Stations => "panel-stations",
            Self::Lines => "panel-lines",
            Self::Inventory => "panel-inventory",
            Self::Skus => "panel-skus",
            Self::Ledger => "panel-ledger",
            Self::Storage => "panel-storage",
            Self::Connections => "panel-connections",
            Self::Admin => "panel-admin",
            Self::Settings => "panel-settings",
            Self::Scanner => "panel-scanner",
            Self::Api => "panel-api",
            Self::Support => "panel-support",
            Self::Practice => "panel-practice",
        }
    }

    /// Reads its word in English, `overview` for instance.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|panel| panel.key().strip_prefix("panel-") == Some(word))
    }

    /// Whether the role sees it in the rail; a picker's screen is the station and little else.
    pub const fn is_for(self, role: Role) -> bool {
        match role {
            Role::Picker => {
                matches!(self, Self::Station | Self::Ledger | Self::Settings | Self::Scanner)
            }
            Role::Supervisor | Role::Admin => true,
        }
    }

    /// Where a role starts.
    pub const fn home_of(role: Role) -> Self {
        match role {
            Role::Picker => Self::Station,
            Role::Supervisor => Self::Overview,
            Role::Admin => Self::Connections,
        }
    }
}

impl Route {
    pub const fn panel(&self) -> Panel {
        match self {
            Self::Panel(panel) => *panel,
            Self::Level(_) | Self::Bot(_) => Panel::Levels,
            Self::Station(_) => Panel::Station,
            Self::Request(_) => Panel::Work,
            Self::Carrier(..) => Panel::Inventory,
            Self::Intent(_) => Panel::Ledger,
            Self::Connection(_) => Panel::Connections,
            Self::Operation(_) => Panel::Api,
            Self::StorageBot(_) => Panel::Storage,
            Self::Sku(_) | Self::SkuPictures => Panel::Skus,
        }
    }
}
