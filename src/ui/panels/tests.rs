//! What each panel tells a person who hears it, a golden file each, and that it cuts no word.

use egui_kittest::Harness;

use super::admin::{self, AdminPanel};
use super::api::ApiPanel;
use super::connections::{self, ConnectionsPanel};
use super::events::EventsPanel;
use super::inventory::InventoryPanel;
use super::inventory::tests::WithForm;
use super::ledger::{self, LedgerPanel};
use super::levels::LevelsPanel;
use super::lines::LinesPanel;
use super::lines::tests::WithFindings;
use super::overview::OverviewPanel;
use super::parts::floor_sample::WithFloor;
use super::parts::stage::{self, Shown};
use super::parts::{fixture, told::told};
use super::practice::PracticePanel;
use super::scanner::{self, ScannerPanel};
use super::settings::{SettingsPanel, samples};
use super::skus::{self, SkusPanel};
use super::station::StationPanel;
use super::stations::StationsPanel;
use super::stations::tests::WithStation;
use super::storage::StoragePanel;
use super::support::SupportPanel;
use super::words_fit;
use super::work::{self, WorkPanel};
use crate::bus::snapshot::Snapshot;
use crate::domain::access::Role;
use crate::domain::ids::{BotId, BoxId, CarrierId, RequestId, SlotId};
use crate::domain::practice::{FaultSpec, Mishap, MishapKind, Practice};
use crate::domain::preferences::Language;
use crate::domain::system::System;
use crate::ui::context::PanelUi;
use crate::ui::route::Route;

/// What is left for a panel of 1600 x 1000 and of 1280 x 720 at 100 %, and of 1600 x 1000 at 150 %
/// and at 200 %, in points.
const REGIONS: [egui::Vec2; 4] = [
    egui::vec2(1424.0, 928.0),
    egui::vec2(1090.0, 629.0),
    egui::vec2(1000.0, 575.0),
    egui::vec2(740.0, 410.0),
];

/// Words that the panel cuts, in either language and each of the regions.
fn cut<P: PanelUi + Default + 'static>(
    role: Role,
    route: Option<&Route>,
    regions: &[egui::Vec2],
) -> Vec<String> {
    let mut found = Vec::new();
    for language in Language::ALL {
        for size in regions {
            let harness = shown(P::default(), role, route, language, *size);
            let shapes = &harness.output().shapes;
            let mut cut = words_fit::cut(shapes);
            cut.extend(words_fit::over_one_another(shapes));
            found.extend(cut.iter().map(|text| format!("{language:?} {}: {text}", size.x)));
        }
    }
    crate::i18n::set_language(Language::English);
    found
}

fn shown<P: PanelUi + 'static>(
    panel: P,
    role: Role,
    route: Option<&Route>,
    language: Language,
    size: egui::Vec2,
) -> Harness<'static, Shown<P>> {
    let practice = fixture::section(Practice {
        speed: 2.0,
        faults: vec![FaultSpec {
            system: System::Noyes,
            fault: "latency".to_owned(),
            value: Some("800".to_owned()),
            probability: Some(0.5),
        }],
        mishaps: vec![Mishap { kind: MishapKind::BotStuck, of: "17".to_owned() }],
        seed: 7,
        elapsed_seconds: 3_725.0,
    });
    let snapshot = Snapshot { practice, ..skus::sample::snapshot() };
    let mut harness = stage::sized(panel, snapshot, language, size);
    harness.state_mut().preferences.role = role;
    harness.state_mut().preferences.station = Some(SlotId::new("PS-1"));
    if let Some(route) = route {
        harness.state_mut().panel.open(route);
    }
    harness.run();
    harness
}

macro_rules! golden {
    ($name:ident, $panel:ty, $role:expr, $route:expr) => {
        golden!($name, $panel, $role, $route, &REGIONS);
    };
    ($name:ident, $panel:ty, $role:expr, $route:expr, $regions:expr) => {
        #[test]
        fn $name() {
            let route: Option<Route> = $route;
            let panel = <$panel>::default();
            let told = told(&shown(panel, $role, route.as_ref(), Language::English, REGIONS[0]));
            insta::assert_snapshot!(told);
            assert!(!told.contains("NO NAME"), "{told}");
            assert_eq!(doubled(&told), Vec::<&str>::new());
            assert_eq!(cut::<$panel>($role, route.as_ref(), $regions), Vec::<String>::new());
        }
    };
}

/// Lines that say the same twice, as in `Bots, Bots`, or that say what the line before said.
fn doubled(told: &str) -> Vec<&str> {
    let lines: Vec<&str> = told.lines().collect();
    let again = lines.windows(2).filter(|pair| pair.first() == pair.last());
    let again = again.filter_map(|pair| pair.last().copied());
    // The cells of a row may be alike.
    let names = lines.iter().filter(|line| !line.trim_start().starts_with("Row: "));
    let twice = names.copied().filter(|line| {
        let name = line.split_once(": ").map_or(*line, |(_, name)| name);
        let parts = name.split([',', ':', '=', '·']).map(str::trim);
        let words: Vec<&str> =
            parts.filter(|part| part.contains(char::is_alphabetic) && *part != "(age)").collect();
        words.windows(2).any(|pair| pair.first() == pair.last())
    });
    again.chain(twice).collect()
}

golden!(overview, OverviewPanel, Role::Supervisor, None);
golden!(levels, LevelsPanel, Role::Supervisor, None);
golden!(levels_with_a_bot, LevelsPanel, Role::Supervisor, Some(Route::Bot(BotId::new("17"))));
golden!(station_of_a_picker, StationPanel, Role::Picker, None);
golden!(work, WorkPanel, Role::Supervisor, None);
golden!(lines, WithFloor<LinesPanel>, Role::Supervisor, None);
golden!(lines_with_findings, WithFloor<WithFindings>, Role::Supervisor, None);
golden!(stations, WithFloor<StationsPanel>, Role::Supervisor, None);
golden!(stations_with_one, WithFloor<WithStation>, Role::Supervisor, None);
golden!(
    work_with_a_request,
    WorkPanel,
    Role::Supervisor,
    Some(Route::Request(RequestId::new("R-1")))
);
golden!(skus_list, SkusPanel, Role::Admin, None);
golden!(
    skus_with_one,
    SkusPanel,
    Role::Admin,
    Some(Route::Sku(crate::domain::ids::SkuId::new("H000123")))
);
golden!(sku_pictures, SkusPanel, Role::Admin, Some(Route::SkuPictures));
golden!(sku_pictures_sending, skus::sample::At<{ skus::sample::SENDING }>, Role::Admin, None);
golden!(sku_pictures_paused, skus::sample::At<{ skus::sample::PAUSED }>, Role::Admin, None);
golden!(sku_pictures_held, skus::sample::At<{ skus::sample::ENDED }>, Role::Admin, None);
golden!(inventory, InventoryPanel, Role::Supervisor, None);
golden!(
    inventory_with_a_carrier,
    InventoryPanel,
    Role::Supervisor,
    Some(Route::Carrier(CarrierId::new("388"), Some(BoxId::new("88121"))))
);
golden!(inventory_with_a_form, WithForm, Role::Supervisor, None);
golden!(work_with_the_form, work::tests::FormOfLines, Role::Supervisor, None);
golden!(work_with_the_filters, work::tests::WithFilters, Role::Supervisor, None);
golden!(work_with_the_form_of_a_bot, work::tests::FormOfBot, Role::Supervisor, None);
golden!(ledger, LedgerPanel, Role::Supervisor, None);
golden!(
    ledger_with_a_command,
    LedgerPanel,
    Role::Supervisor,
    Some(Route::Intent(fixture::unknown_id()))
);
golden!(
    ledger_held_elsewhere,
    ledger::tests::WithOthers,
    Role::Supervisor,
    Some(Route::Intent(fixture::unknown_id()))
);
golden!(ledger_set_aside, ledger::tests::WithAside, Role::Supervisor, None);
golden!(connections, ConnectionsPanel, Role::Supervisor, Some(Route::Connection(System::Noyes)));
golden!(
    connections_webhook,
    ConnectionsPanel,
    Role::Admin,
    Some(Route::Connection(System::RobotManager))
);
golden!(connections_registering, connections::samples::Registering, Role::Admin, None);
golden!(events, EventsPanel, Role::Supervisor, None);
golden!(storage, StoragePanel, Role::Supervisor, None);
golden!(storage_with_a_bot, StoragePanel, Role::Admin, Some(Route::StorageBot(BotId::new("17"))));
golden!(api, ApiPanel, Role::Admin, None);
golden!(
    api_with_an_operation,
    ApiPanel,
    Role::Supervisor,
    Some(Route::Operation(&crate::domain::operation::noyes::work::CREATE_REQUEST))
);
golden!(support, SupportPanel, Role::Supervisor, None);
golden!(practice, PracticePanel, Role::Admin, None);
golden!(settings, SettingsPanel, Role::Supervisor, None);
golden!(settings_of_a_group, samples::Group, Role::Supervisor, None);
golden!(settings_all, samples::All, Role::Admin, None);
golden!(settings_edited, samples::Edited, Role::Admin, None);
golden!(settings_reviewed, samples::Review, Role::Admin, None);
golden!(settings_of_a_user, samples::OfUser, Role::Admin, None);
golden!(settings_made, samples::Making, Role::Admin, None);
golden!(settings_of_the_scanner, samples::ScannerEdited, Role::Admin, None);
golden!(scanner, ScannerPanel, Role::Picker, None);
golden!(scanner_with_findings, scanner::tests::Troubled, Role::Supervisor, None);
golden!(admin, AdminPanel, Role::Admin, None);
golden!(admin_people, admin::tests::PeopleOf<false>, Role::Admin, None);
golden!(admin_person, admin::tests::PeopleOf<true>, Role::Admin, None);
golden!(admin_of_a_supervisor, AdminPanel, Role::Supervisor, None);
