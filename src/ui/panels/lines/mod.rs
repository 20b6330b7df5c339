//! Pick lines: what is to be taken, counted and put in, how it ended, and the files it is filled in from.

mod import;
mod rows;
#[cfg(test)]
pub(super) mod tests;

use std::sync::Arc;

use egui::{Align, Layout, Rect, Ui, pos2, vec2};

use self::import::Import;
use self::rows::Show;
use crate::bus::command::Watch;
use crate::domain::floor::Floor;
use crate::domain::pick::PickLine;
use crate::domain::preferences::Preferences;
use crate::i18n::{Tongue, language, t, tf};
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::data_ui::intent::why_not;
use crate::ui::panels::parts::save_table::SaveTable;
use crate::ui::theme::{Themed as _, height, icons, space, width};
use crate::ui::widgets::grid::{Grid, GridBody, GridState, Sort};
use crate::ui::widgets::region::{self, Region};
use crate::ui::widgets::{Button, card, chip, escape, place, reading};

/// Narrower than this the import takes the place of the table.
const NARROW: f32 = 1300.0;

/// The panel and what it remembers.
#[derive(Default)]
pub struct LinesPanel {
    grid: GridState,
    show: Show,
    /// The rows as they were made last.
    made: Option<Made>,
    import: Option<Import>,
    save: SaveTable,
}

/// Rows and counts, made anew only when floor, chip, filters, sort or language change.
struct Made {
    key: Key,
    lines: Arc<[Arc<PickLine>]>,
    chips: [String; Show::CHIPS.len()],
}

#[derive(PartialEq)]
struct Key {
    generation: u64,
    show: Show,
    filters: Vec<(String, String)>,
    sort: Option<Sort>,
    language: Tongue,
}

impl PanelUi for LinesPanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        // an import is held against the trays of the robot manager
        let trays = self.import.is_some();
        Watch { trays, polls_per_second: preferences.polls_per_second, ..Watch::default() }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        self.save.follow(context.notices);
        if let Some(import) = &mut self.import {
            import.follow(context);
        }
        let all = ui.available_rect_before_wrap();
        let head = all.with_max_y(all.top() + height::PANEL_HEAD);
        place::panel_head(ui, head, t("panel-lines"), t("lines-subtitle"));
        let body = Rect::from_min_max(
            pos2(all.left() + space::PANEL, head.bottom()),
            all.max - vec2(space::PANEL, space::PANEL),
        );
        if self.import.is_none() {
            self.table_ui(context, ui, body);
        } else if body.width() < NARROW {
            self.import_ui(context, ui, body);
        } else {
            let at = body.right() - width::DRAWER_WIDE;
            self.table_ui(context, ui, body.with_max_x(at - space::CARDS));
            self.import_ui(context, ui, body.with_min_x(at));
        }
    }
}

impl LinesPanel {
    /// The rows and the words of the chips.
    fn made(
        &mut self,
        generation: u64,
        floor: Option<&Floor>,
    ) -> (Arc<[Arc<PickLine>]>, [String; Show::CHIPS.len()]) {
        let filters = self.grid.filters();
        let key = Key {
            generation,
            show: self.show,
            filters: filters.map(|(key, text)| (key.to_owned(), text.to_owned())).collect(),
            sort: self.grid.sort(),
            language: language(),
        };
        if self.made.as_ref().is_none_or(|made| made.key != key) {
            let rows = floor.map(|floor| rows::rows(floor, self.show, &self.grid));
            let count = |show: Show| floor.map_or(0, |floor| show.count(floor));
            let chips = Show::CHIPS.map(|show| show.chip(count(show)));
            self.made = Some(Made { key, lines: rows.unwrap_or_default().into(), chips });
        }
        let made = self.made.as_ref();
        let made = made.map(|made| (Arc::clone(&made.lines), made.chips.clone()));
        made.unwrap_or_else(|| (Arc::default(), Default::default()))
    }

    fn table_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        let now = context.now;
        let view = context.snapshot.floor.value.clone();
        let floor = view.as_ref().map(|view| &view.floor);
        let (lines, chips) = self.made(context.snapshot.floor.generation, floor);
        let columns = rows::columns(rect.width());
        let trouble = view.as_ref().and_then(|view| view.trouble.as_deref());
        let left = trouble.map(|why| tf("lines-trouble", &[("why", why_not(why).into())]));
        let left = left.or_else(|| self.save.line()).unwrap_or_else(|| t("lines-foot").to_owned());
        place::card(ui, rect, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.head_ui(context, ui, floor, &chips, &lines);
            let body = match floor {
                None => GridBody::Asking(t("lines-opening")),
                Some(floor) if floor.lines.is_empty() => {
                    GridBody::Empty { why: t("lines-none"), way_out: Some(t("lines-import")) }
                }
                Some(_) if lines.is_empty() => {
                    GridBody::Empty { why: t("lines-no-match"), way_out: Some(t("lines-show-all")) }
                }
                Some(_) => GridBody::Rows,
            };
            let response = Grid::new(t("lines-table"), &columns)
                .rows(lines.len() as u64)
                .filter_row(true)
                .body(body)
                .foot(left, "")
                .show(ui, &mut self.grid, |place, out| {
                    let line = usize::try_from(place).ok().and_then(|place| lines.get(place));
                    if let (Some(line), Some(floor)) = (line, floor) {
                        rows::say_row(line, floor, &columns, now, out);
                    }
                });
            if response.way_out {
                if floor.is_some_and(|floor| floor.lines.is_empty()) {
                    self.import.get_or_insert_default();
                } else {
                    self.grid.clear_filters();
                    self.show = Show::All;
                }
            }
        });
    }

    fn head_ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        floor: Option<&Floor>,
        chips: &[String],
        lines: &[Arc<PickLine>],
    ) {
        card::head_row(ui, t("lines-table"), |ui| {
            for (show, words) in Show::CHIPS.into_iter().zip(chips) {
                if chip::chip(ui, words, None, self.show == show).clicked() {
                    self.show = show;
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let import = Button::plain(t("lines-import")).icon(icons::TRAY_ARROW_DOWN).small();
                if ui.add(import).clicked() {
                    self.import.get_or_insert_default();
                }
                self.save.button_ui(context, ui, "pick-lines.csv", || {
                    floor.map(|floor| rows::csv(lines, floor)).unwrap_or_default()
                });
                reading::from_left(ui);
            });
        });
    }

    fn import_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        let theme = ui.theme();
        region::begin(ui, Region::Drawer, rect);
        let Some(import) = &mut self.import else { return };
        let close = place::card(ui, rect, |ui| import.drawer_ui(context, ui, &theme));
        if close || escape::pressed(ui.ctx()) {
            self.import = None;
        }
    }
}
