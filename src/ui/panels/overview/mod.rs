//! Overview: what runs and what needs a person; every tile leads to its screen, nothing is controlled from here.

pub mod facts;
mod places;
pub mod rows;
mod tables;
#[cfg(test)]
mod tests;
mod tiles;

use egui::{Rect, Ui, pos2, vec2};

use places::{Places, Rows};

use crate::bus::command::Watch;
use crate::bus::snapshot::Snapshot;
use crate::domain::preferences::Preferences;
use crate::i18n::{t, tf};
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::panels::parts::words;
use crate::ui::route::Route;
use crate::ui::theme::{TextStyle, Theme, Themed, height, space};
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::{paint, place};

/// Rows of commands shown at most.
const COMMANDS: usize = 8;

/// The panel; it remembers nothing.
#[derive(Default)]
pub struct OverviewPanel;

impl PanelUi for OverviewPanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        Watch {
            bots: true,
            storage: true,
            stations: true,
            ready_trays: true,
            level_stock: true,
            polls_per_second: preferences.polls_per_second,
            ..Watch::default()
        }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let theme = ui.theme();
        let all = ui.available_rect_before_wrap();
        let head = all.with_max_y(all.top() + height::PANEL_HEAD);
        let right = place::panel_head(ui, head, t("panel-overview"), &beside(context.snapshot));
        let draw = Draw::new(ui, &theme);
        let ink = theme.colors.text_muted;
        let hint = paint::line(ui, t("overview-hint"), TextStyle::Small, ink);
        if hint.size().x <= right.width() {
            draw.text(right, egui::Align::Max, t("overview-hint"), TextStyle::Small, ink);
        }
        let body = Rect::from_min_max(
            pos2(all.left() + space::PANEL, head.bottom()),
            all.max - vec2(space::PANEL, space::PANEL),
        );
        let count = |list: Option<usize>| list.unwrap_or_default();
        let rows = Rows {
            levels: count(context.snapshot.levels.get().map(Vec::len)),
            stations: count(context.snapshot.stations.get().map(Vec::len)),
            systems: rows::system_rows(context.snapshot, context.now).len(),
        };
        let least = places::least(body.width(), rows);
        if body.height() >= least {
            body_ui(context, ui, &theme, &Places::of(body, rows));
            return;
        }
        place::inside(ui, body.with_max_x(all.right()), |ui| {
            egui::ScrollArea::vertical().id_salt("overview").auto_shrink(false).show(ui, |ui| {
                let (_, body) = ui.allocate_space(vec2(body.width(), least));
                body_ui(context, ui, &theme, &Places::of(body, rows));
            });
        });
    }
}

fn beside(snapshot: &Snapshot) -> String {
    let levels = snapshot.levels.get().map(Vec::len);
    let bots = snapshot.bots.get().map(Vec::len);
    match (levels, bots) {
        (Some(levels), Some(bots)) => {
            tf("overview-beside", &[("levels", levels.into()), ("bots", bots.into())])
        }
        _ => String::new(),
    }
}

fn body_ui(context: &mut PanelContext<'_>, ui: &mut Ui, theme: &Theme, places: &Places) {
    let (snapshot, now) = (context.snapshot, context.now);
    let mut route = top_ui(context, ui, theme, places);
    let levels = rows::level_rows(snapshot, now);
    if let Some(index) = tables::levels_ui(ui, theme, places.levels, &levels) {
        route = levels.get(index).map(|row| Route::Level(row.id.clone()));
    }
    let stations = rows::station_rows(snapshot, now);
    let age = words::age_of_section(&snapshot.stations, now);
    if let Some(index) = tables::stations_ui(ui, theme, places.stations, &stations, &age) {
        route = stations.get(index).map(|row| Route::Station(row.slot.clone()));
    }
    let commands = rows::command_rows(snapshot, now, COMMANDS);
    let open = snapshot.ledger.get().into_iter().flatten().filter(|intent| !intent.is_over());
    if let Some(index) = tables::commands_ui(ui, theme, places.commands, &commands, open.count()) {
        route = commands.get(index).map(|row| Route::Intent(row.id));
    }
    let systems = rows::system_rows(snapshot, now);
    if let Some(index) = tables::systems_ui(ui, theme, places.systems, &systems) {
        route = systems.get(index).map(|row| Route::Connection(row.system));
    }
    if let Some(route) = route {
        context.go(route);
    }
}

fn top_ui(
    context: &PanelContext<'_>,
    ui: &mut Ui,
    theme: &Theme,
    places: &Places,
) -> Option<Route> {
    let (snapshot, now) = (context.snapshot, context.now);
    let mut route = None;
    if tiles::hero_ui(ui, theme, places.hero, snapshot, now) {
        route = Some(tiles::hero_route());
    }
    for (tile, rect) in facts::tiles(snapshot, now).iter().zip(places.tiles) {
        if tiles::tile_ui(ui, theme, rect, tile) {
            route = Some(tile.route.clone());
        }
    }
    let needs = facts::need_rows(snapshot, now);
    let all_answer = facts::all_answer(snapshot, now);
    tiles::needs_ui(ui, theme, places.needs, &needs, all_answer).or(route)
}
