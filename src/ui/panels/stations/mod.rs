//! Stations: who works where, at what, since when, and what a supervisor can do about it from here.

mod acts;
mod drawer;
mod rows;
#[cfg(test)]
pub(super) mod tests;

use egui::{Align, Layout, Rect, Ui, pos2, vec2};

use self::drawer::Pressed;
use self::rows::Row;
use crate::bus::command::Watch;
use crate::domain::pick::Workplace;
use crate::domain::preferences::Preferences;
use crate::i18n::{t, tf};
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::data_ui;
use crate::ui::panels::parts::save_table::SaveTable;
use crate::ui::panels::parts::words;
use crate::ui::theme::{Themed as _, height, icons, space, width};
use crate::ui::widgets::grid::{Grid, GridBody, GridState};
use crate::ui::widgets::region::{self, Region};
use crate::ui::widgets::{Button, card, escape, place, reading};

/// Narrower than this the drawer takes the place of the table.
const NARROW: f32 = 900.0;

/// Less room than this in the head, and it says no reason beside a button.
const ROOM_FOR_REASON: f32 = 640.0;

/// The panel and what it remembers.
#[derive(Default)]
pub struct StationsPanel {
    grid: GridState,
    chosen: Option<Workplace>,
    save: SaveTable,
}

impl PanelUi for StationsPanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        Watch {
            stations: true,
            ready_trays: true,
            polls_per_second: preferences.polls_per_second,
            ..Watch::default()
        }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        self.save.follow(context.notices);
        let all = ui.available_rect_before_wrap();
        let head = all.with_max_y(all.top() + height::PANEL_HEAD);
        place::panel_head(ui, head, t("panel-stations"), t("stations-subtitle"));
        let body = Rect::from_min_max(
            pos2(all.left() + space::PANEL, head.bottom()),
            all.max - vec2(space::PANEL, space::PANEL),
        );
        let rows = rows::rows(context.snapshot, &self.grid, context.now);
        let chosen = self.chosen.as_ref().and_then(|place| {
            let row = rows.iter().find(|row| row.place == *place);
            row.cloned()
        });
        let wishes = chosen.iter().flat_map(|row| acts::wishes_of(context.snapshot, &row.place));
        let times = rows.iter().flat_map(rows::times).chain(wishes.map(|wish| wish.at));
        data_ui::age::tick(ui.ctx(), times, context.now);
        let Some(chosen) = chosen else {
            self.table_ui(context, ui, body, &rows);
            return;
        };
        if body.width() < NARROW {
            self.drawer_ui(context, ui, body, &chosen);
        } else {
            let at = body.right() - width::DRAWER;
            self.table_ui(context, ui, body.with_max_x(at - space::CARDS), &rows);
            self.drawer_ui(context, ui, body.with_min_x(at), &chosen);
        }
    }
}

impl StationsPanel {
    fn table_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect, rows: &[Row]) {
        let now = context.now;
        let stations = &context.snapshot.stations;
        let age = words::age_of_section(&context.snapshot.ready_trays, now);
        let asked = stations.get().is_some();
        let columns = rows::columns(rect.width());
        let left = self.save.line().unwrap_or_else(|| t("stations-foot").to_owned());
        place::card(ui, rect, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.head_ui(context, ui, rows);
            let body = match (asked, rows.is_empty(), self.grid.filters().next().is_some()) {
                (false, true, _) => GridBody::Asking(t("stations-asking")),
                (_, true, true) => GridBody::Empty {
                    why: t("stations-no-match"),
                    way_out: Some(t("stations-show-all")),
                },
                (true, true, false) => GridBody::Empty { why: t("stations-none"), way_out: None },
                _ => GridBody::Rows,
            };
            let place = self.chosen.as_ref();
            let place = place.and_then(|place| rows.iter().position(|row| row.place == *place));
            self.grid.select(place.map(|place| place as u64));
            let response = Grid::new(t("stations-table"), &columns)
                .rows(rows.len() as u64)
                .filter_row(true)
                .body(body)
                .stale(age.stale)
                .foot(left, age.text)
                .show(ui, &mut self.grid, |place, out| {
                    let row = usize::try_from(place).ok().and_then(|place| rows.get(place));
                    if let Some(row) = row {
                        rows::say_row(row, &columns, now, out);
                    }
                });
            if response.way_out {
                self.grid.clear_filters();
            }
            if response.selection_changed || response.activated.is_some() {
                let place = response.selected.and_then(|place| usize::try_from(place).ok());
                self.chosen = place.and_then(|place| rows.get(place)).map(|row| row.place.clone());
            }
        });
    }

    fn head_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, rows: &[Row]) {
        let now = context.now;
        let idle: Vec<&Row> = rows.iter().filter(|row| row.idle(now).is_some()).collect();
        card::head_row(ui, t("stations-table"), |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let why = idle.is_empty().then(|| {
                    tf("stations-none-idle", &[("n", rows::IDLE_MINUTES.to_string().into())])
                });
                let close = Button::plain(t("stations-close-idle")).icon(icons::X).small();
                let close = close.disabled_because(why.as_deref());
                // beside a drawer the reason has no room; it is heard and shown on the button
                let roomy = ui.available_width() > ROOM_FOR_REASON;
                let pressed = if roomy { close.show(ui) } else { ui.add(close) };
                if pressed.clicked() && why.is_none() {
                    context.wishes.confirm = Some(acts::close_idle(context, &idle));
                }
                self.save.button_ui(context, ui, "stations.csv", || rows::csv(rows, now));
                reading::from_left(ui);
            });
        });
    }

    fn drawer_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect, row: &Row) {
        let theme = ui.theme();
        region::begin(ui, Region::Drawer, rect);
        let wishes = acts::wishes_of(context.snapshot, &row.place);
        let pressed =
            place::card(ui, rect, |ui| drawer::drawer_ui(ui, &theme, row, &wishes, context.now));
        let close = escape::pressed(ui.ctx());
        match pressed {
            Some(Pressed::Release) => context.wishes.confirm = acts::release(context, row),
            Some(Pressed::CloseStation) => {
                context.wishes.confirm = Some(acts::close(context, row));
            }
            Some(Pressed::Look(route)) => context.go(route),
            Some(Pressed::Close) => self.chosen = None,
            None if close => self.chosen = None,
            None => {}
        }
    }
}
