//! What a person chose for this PC: look, language, role, station.

use super::access::Role;
use super::ids::{BalconyId, SlotId};
use super::pick::Workplace;
use super::scanner::ScannerConfig;
use super::sound::SoundSettings;
use super::template::Template;

/// Kept between starts in the user's configuration folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Preferences {
    pub theme: ThemeChoice,
    /// 100 to 200 per cent.
    pub scale_percent: u16,
    pub language: Language,
    pub role: Role,
    /// The name shown and written into the ledger.
    pub person: String,
    /// The station this PC is bound to.
    pub station: Option<SlotId>,
    /// The balcony this PC is bound to, where it is bound to one instead of a station.
    pub balcony: Option<BalconyId>,
    /// The picker sees the own pick rate.
    pub shows_own_rate: bool,
    pub rail_collapsed: bool,
    /// Reads a second of what is on the screen, 1 to 10.
    pub polls_per_second: u8,
    /// Views of the inventory, at most [`VIEWS_AT_MOST`].
    pub inventory_views: Vec<InventoryView>,
    /// Requests that are made again and again, by name.
    pub templates: Vec<Template>,
    /// How the scanner of this PC types.
    pub scanner: ScannerConfig,
    /// How loud this PC is.
    pub sound: SoundSettings,
}

/// Views of the inventory that are kept.
pub const VIEWS_AT_MOST: usize = 20;
/// Characters of a view's name.
pub const VIEW_NAME_AT_MOST: usize = 40;

/// A way to look at the inventory: columns, filters as typed, search and sort, by the contract's field names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InventoryView {
    pub name: String,
    pub columns: Vec<String>,
    pub filters: Vec<(String, String)>,
    pub search: String,
    /// `-` in front for descending.
    pub sort: Option<String>,
}

/// The three themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ThemeChoice {
    Dark,
    Light,
    HighContrast,
}

/// The languages of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    English,
    German,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::Dark,
            scale_percent: 100,
            language: Language::English,
            role: Role::Supervisor,
            person: String::new(),
            station: None,
            balcony: None,
            shows_own_rate: false,
            rail_collapsed: false,
            polls_per_second: 10,
            inventory_views: Vec::new(),
            templates: Vec::new(),
            scanner: ScannerConfig::default(),
            sound: SoundSettings::default(),
        }
    }
}

impl Preferences {
    /// Where a picker works on this PC.
    pub fn workplace(&self) -> Option<Workplace> {
        match (&self.balcony, &self.station) {
            (Some(balcony), _) => Some(Workplace::Balcony(balcony.clone())),
            (None, Some(slot)) => Some(Workplace::Tray(slot.clone())),
            (None, None) => None,
        }
    }
}

impl ThemeChoice {
    pub const ALL: [Self; 3] = [Self::Dark, Self::Light, Self::HighContrast];

    /// The code in the preferences file and the name of the theme's asset.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high_contrast",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

impl Language {
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// `en` or `de`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}
