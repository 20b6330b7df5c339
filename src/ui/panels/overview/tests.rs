//! The overview as a person meets it: tiles by name, each leading to its screen.

use egui_kittest::kittest::Queryable as _;

use super::OverviewPanel;
use crate::domain::ids::{BotId, LevelId};
use crate::domain::system::System;
use crate::ui::panels::parts::{fixture, stage};
use crate::ui::route::{Panel, Route};

#[test]
fn every_tile_leads_to_its_screen() {
    let mut harness = stage::stage(OverviewPanel, fixture::snapshot());
    let stations = fixture::snapshot().stations;
    let ps_1 = stations.get().unwrap().iter().find(|one| one.name == "PS-1").unwrap().slot.clone();
    let storage = "Storage, Running, 0.2 s, Boxes with goods 750 of 1\u{2009}000, \
                   Empty boxes 250 of 1\u{2009}000, Free places for boxes 200 of 1\u{2009}200, Levels counted 1 of 2";
    for (name, route) in [
        (storage, Route::Panel(Panel::Levels)),
        (
            "Bots working, 2 of 4, charging 1, idle 0, gone 1, Bot 9 not reported",
            Route::Panel(Panel::Levels),
        ),
        (
            "Open requests, 38 not finished, counted by storage, Being worked off",
            Route::Panel(Panel::Work),
        ),
        ("Medium, Bot 9 not reported, 20 s", Route::Bot(BotId::new("9"))),
        (
            "Level 10, 1 of 1 bots working, 75 % of boxes filled, 250 empty boxes",
            Route::Level(LevelId::new("10")),
        ),
        ("PS-1, Tray 12 ready, nothing on its way", Route::Station(ps_1)),
        ("Release tray 310 from PS-2, Unknown, 1 min 47 s", Route::Intent(fixture::unknown_id())),
        (
            "Robot manager, silent 42 s, 12 / 14 ms, 12 of 20",
            Route::Connection(System::RobotManager),
        ),
    ] {
        stage::press(&mut harness, name);
        assert_eq!(harness.state().went, Some(route), "{name}");
    }
    harness.get_by_label_contains("Trays on their way").click();
    harness.run();
    assert_eq!(harness.state().went, Some(Route::Panel(Panel::Stations)));
    assert!(harness.state().commands.is_empty(), "nothing is controlled from here");
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
}
