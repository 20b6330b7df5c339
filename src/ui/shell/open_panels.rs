//! One of each panel, kept while the program runs so that coming back finds it as it was left.

use crate::ui::context::PanelUi;
use crate::ui::panels::admin::AdminPanel;
use crate::ui::panels::api::ApiPanel;
use crate::ui::panels::connections::ConnectionsPanel;
use crate::ui::panels::events::EventsPanel;
use crate::ui::panels::inventory::InventoryPanel;
use crate::ui::panels::ledger::LedgerPanel;
use crate::ui::panels::levels::LevelsPanel;
use crate::ui::panels::lines::LinesPanel;
use crate::ui::panels::overview::OverviewPanel;
use crate::ui::panels::practice::PracticePanel;
use crate::ui::panels::scanner::ScannerPanel;
use crate::ui::panels::settings::SettingsPanel;
use crate::ui::panels::skus::SkusPanel;
use crate::ui::panels::station::StationPanel;
use crate::ui::panels::stations::StationsPanel;
use crate::ui::panels::storage::StoragePanel;
use crate::ui::panels::support::SupportPanel;
use crate::ui::panels::work::WorkPanel;
use crate::ui::route::Panel;

/// All panels.
#[derive(Default)]
pub struct OpenPanels {
    overview: OverviewPanel,
    levels: LevelsPanel,
    events: EventsPanel,
    stations: StationsPanel,
    station: StationPanel,
    work: WorkPanel,
    lines: LinesPanel,
    inventory: InventoryPanel,
    skus: SkusPanel,
    ledger: LedgerPanel,
    storage: StoragePanel,
    connections: ConnectionsPanel,
    admin: AdminPanel,
    settings: SettingsPanel,
    scanner: ScannerPanel,
    api: ApiPanel,
    support: SupportPanel,
    practice: PracticePanel,
}

impl OpenPanels {
    pub fn get(&self, panel: Panel) -> &dyn PanelUi {
        match panel {
            Panel::Overview => &self.overview,
            Panel::Levels => &self.levels,
            Panel::Events => &self.events,
            Panel::Stations => &self.stations,
            Panel::Station => &self.station,
            Panel::Work => &self.work,
            Panel::Lines => &self.lines,
            Panel::Inventory => &self.inventory,
            Panel::Skus => &self.skus,
            Panel::Ledger => &self.ledger,
            Panel::Storage => &self.storage,
            Panel::Connections => &self.connections,
            Panel::Admin => &self.admin,
            Panel::Settings => &self.settings,
            Panel::Scanner => &self.scanner,
            Panel::Api => &self.api,
            Panel::Support => &self.support,
            Panel::Practice => &self.practice,
        }
    }

    pub fn get_mut(&mut self, panel: Panel) -> &mut dyn PanelUi {
        match panel {
            Panel::Overview => &mut self.overview,
            Panel::Levels => &mut self.levels,
            Panel::Events => &mut self.events,
            Panel::Stations => &mut self.stations,
            Panel::Station => &mut self.station,
            Panel::Work => &mut self.work,
            Panel::Lines => &mut self.lines,
            Panel::Inventory => &mut self.inventory,
            Panel::Skus => &mut self.skus,
            Panel::Ledger => &mut self.ledger,
            Panel::Storage => &mut self.storage,
            Panel::Connections => &mut self.connections,
            Panel::Admin => &mut self.admin,
            Panel::Settings => &mut self.settings,
            Panel::Scanner => &mut self.scanner,
            Panel::Api => &mut self.api,
            Panel::Support => &mut self.support,
            Panel::Practice => &mut self.practice,
        }
    }
}
