//! Overview: what runs and what needs a person; every tile leads to its screen, nothing is controlled from here.

pub mod facts;
pub mod rows;
mod tables;
#[cfg(test)]
mod tests;
mod tiles;

use egui::{Rect, Ui, pos2, vec2};

use crate::bus::command::Watch;
use crate::bus::snapshot::Snapshot;
use crate::domain::preferences::Preferences;
use crate::i18n::{t, tf};
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::panels::parts::words;
use crate::ui::route::Route;
use crate::ui::theme::{Theme, Themed, height, space};
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::place;

/// Rows of commands shown at most.
const COMMANDS: usize = 8;
/// Heights below which the panel scrolls instead of squeezing.
const TOP_LEAST: f32 = 230.0;
/// More levels than these scroll in their table.
const LEVELS_MOST: usize = 12;
const LAST_LEAST: f32 = 96.0;

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
        draw.text(
            right,
            egui::Align::Max,
            t("overview-hint"),
            crate::ui::theme::TextStyle::Small,
            ink,
        );
        let body = Rect::from_min_max(
            pos2(all.left() + space::PANEL, head.bottom()),
            all.max - vec2(space::PANEL, space::PANEL),
        );
        let num_levels = context.snapshot.levels.get().map_or(0, Vec::len);
        let least =
            TOP_LEAST + table_of(num_levels.min(LEVELS_MOST)) + LAST_LEAST + 2.0 * space::CARDS;
        if body.height() >= least {
            body_ui(context, ui, &theme, body);
            return;
        }
        place::inside(ui, body.with_max_x(all.right()), |ui| {
            egui::ScrollArea::vertical().id_salt("overview").auto_shrink(false).show(ui, |ui| {
                let (_, place) = ui.allocate_space(vec2(body.width(), least));
                body_ui(context, ui, &theme, place);
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

/// Height of a table that shows so many rows.
fn table_of(rows: usize) -> f32 {
    height::CARD_HEAD + height::GRID_HEAD + rows as f32 * height::ROW_COMPACT + 2.0
}

/// Three rows on twelve columns.
fn body_ui(context: &mut PanelContext<'_>, ui: &mut Ui, theme: &Theme, body: Rect) {
    let snapshot = context.snapshot;
    let gap = space::CARDS;
    let free = body.height() - 2.0 * gap;
    let top_height = (free * 0.37).max(TOP_LEAST).round();
    // Where it is low every level keeps its row, and the newest commands give way.
    let all_levels = table_of(snapshot.levels.get().map_or(0, Vec::len));
    let rest = free - top_height;
    let half = rest * 0.5;
    let table_height = half.max(all_levels.min(rest - LAST_LEAST)).round();
    let column = (body.width() + gap) / 12.0;
    let place = |from: f32, to: f32, top: f32, tall: f32| {
        Rect::from_min_max(
            pos2((body.left() + column * from).round(), top),
            pos2((body.left() + column * to - gap).round(), top + tall),
        )
    };
    let first = body.top();
    let second = first + top_height + gap;
    let third = second + table_height + gap;
    let last = body.bottom() - third;
    let mut route = top_ui(context, ui, theme, &|from, to| place(from, to, first, top_height));

    let levels = rows::level_rows(snapshot, context.now);
    if let Some(index) =
        tables::levels_ui(ui, theme, place(0.0, 7.4, second, table_height), &levels)
    {
        route = levels.get(index).map(|row| Route::Level(row.id.clone()));
    }
    let stations = rows::station_rows(snapshot, context.now);
    let age = words::age_of_section(&snapshot.stations, context.now);
    let systems = rows::system_rows(snapshot, context.now);
    // The right side is divided on its own: no system may be hidden under the edge.
    let stations_height =
        table_height.min((rest - table_of(systems.len())).max(table_of(stations.len()))).round();
    let at = place(7.4, 12.0, second, stations_height);
    if let Some(index) = tables::stations_ui(ui, theme, at, &stations, &age) {
        route = stations.get(index).map(|row| Route::Station(row.slot.clone()));
    }
    let commands = rows::command_rows(snapshot, context.now, COMMANDS);
    let open =
        snapshot.ledger.get().into_iter().flatten().filter(|intent| !intent.state.is_final());
    let at = place(0.0, 7.4, third, last);
    if let Some(index) = tables::commands_ui(ui, theme, at, &commands, open.count()) {
        route = commands.get(index).map(|row| Route::Intent(row.id));
    }
    let fourth = second + stations_height + gap;
    let at = place(7.4, 12.0, fourth, body.bottom() - fourth);
    if let Some(index) = tables::systems_ui(ui, theme, at, &systems) {
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
    place: &dyn Fn(f32, f32) -> Rect,
) -> Option<Route> {
    let (snapshot, now) = (context.snapshot, context.now);
    let mut route = None;
    if tiles::hero_ui(ui, theme, place(0.0, 4.0), snapshot, now) {
        route = Some(tiles::hero_route());
    }
    let gap = space::CARDS;
    for (index, tile) in facts::tiles(snapshot, now).iter().enumerate() {
        let across = if index % 2 == 0 { place(4.0, 6.3) } else { place(6.3, 8.6) };
        let tall = ((across.height() - gap) * 0.5).floor();
        let top = across.top() + if index < 2 { 0.0 } else { tall + gap };
        let rect = Rect::from_min_size(pos2(across.left(), top), vec2(across.width(), tall));
        if tiles::tile_ui(ui, theme, rect, tile) {
            route = Some(tile.route.clone());
        }
    }
    let needs = facts::need_rows(snapshot, now);
    let all_answer = facts::all_answer(snapshot, now);
    tiles::needs_ui(ui, theme, place(8.6, 12.0), &needs, all_answer).or(route)
}
