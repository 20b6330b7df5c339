//! Over the table: search, views, what is counted, columns, the row to jump to, and what cannot be asked.

use egui::{Align, Key, Layout, PopupCloseBehavior, Rect, Ui, UiBuilder, vec2};

use super::filters::{Demand, Mistake};
use super::{InventoryPanel, columns, views};
use crate::bus::grid::GridList;
use crate::bus::snapshot::Snapshot;
use crate::domain::level::LevelStock;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, height, icon, icons, space};
use crate::ui::widgets::grid::Grid;
use crate::ui::widgets::{Button, Field, card, chip, paint, place};

const SEARCH: f32 = 340.0;
const JUMP: f32 = 112.0;
/// Narrower than this the controls stand under the chips.
const NARROW: f32 = 860.0;

impl InventoryPanel {
    pub(super) fn head_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        let right = place::panel_head(ui, rect, t("panel-inventory"), "");
        let line = Rect::from_center_size(right.center(), vec2(right.width(), height::CONTROL));
        let builder = UiBuilder::new().max_rect(line).layout(Layout::right_to_left(Align::Center));
        ui.scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing.x = space::S8;
            let (shown, grid, sent) = (&self.shown, &self.grid, self.search.sent());
            let now = |name: &str| views::of(name, shown, grid, sent);
            let done = views::menu_ui(ui, context.preferences, &mut self.view_name, now);
            let wide = SEARCH.min(ui.available_width());
            if beside(ui, wide, |ui| self.search.ui(ui, wide)) {
                self.begin_anew();
            }
            match done {
                Some(views::Done::Open(view)) => {
                    views::apply(&view, &mut self.shown, &mut self.grid);
                    self.chose_columns = true;
                    self.search.set(&view.search);
                    self.begin_anew();
                }
                Some(views::Done::Keep(views)) => {
                    let mut next = context.preferences.clone();
                    next.inventory_views = views;
                    context.wishes.preferences = Some(next);
                }
                None => {}
            }
        });
    }

    pub(super) fn card_head_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let counts = counts(context.snapshot);
        if ui.available_width() < NARROW {
            card::head_row(ui, t("inventory-rows"), |ui| self.chips_ui(ui, counts));
            card::line(ui, height::CARD_HEAD, |_| {}, |ui| self.controls_ui(context, ui));
            return;
        }
        let title = ui.theme().colors.text_primary;
        // both sides change the panel, one after the other
        let panel = std::cell::RefCell::new(self);
        card::line(
            ui,
            height::CARD_HEAD,
            |ui| {
                ui.spacing_mut().item_spacing.x = space::S8;
                paint::label(ui, t("inventory-rows"), TextStyle::Strong, title);
                panel.borrow_mut().chips_ui(ui, counts);
            },
            |ui| panel.borrow_mut().controls_ui(context, ui),
        );
    }

    /// Whole groups of rows, each a filter over a column.
    fn chips_ui(&mut self, ui: &mut Ui, counts: Option<(u64, u64)>) {
        let groups = [
            ("sku_id", t("inventory-empty-boxes"), counts.map(|(boxes, _)| boxes)),
            ("box_id", t("inventory-free-spaces"), counts.map(|(_, spaces)| spaces)),
        ];
        for (key, words, count) in groups {
            let on = self.grid.filter(key) == "none";
            let count = count.map(data_ui::number);
            if chip::chip(ui, words, count.as_deref(), on).clicked() {
                self.grid.set_filter(key, if on { "" } else { "none" });
                self.begin_anew();
            }
        }
        let set = self.grid.filters().count();
        if set > 0 {
            let words = tf("inventory-clear", &[("n", set.into())]);
            let clear = chip::chip(ui, &words, None, true);
            // It looks like the filters that are set, but it does something once.
            ui.ctx().accesskit_node_builder(clear.id, egui::accesskit::Node::clear_toggled);
            if clear.clicked() {
                self.grid.clear_filters();
                self.begin_anew();
            }
        }
    }

    /// From right to left.
    fn controls_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.x = space::S8;
        let query = self.query().0;
        self.export.button_ui(context, ui, &query);
        self.columns_ui(ui);
        let total = context.snapshot.grid(GridList::Inventory).and_then(|window| window.total);
        let field = Field::new(t("inventory-jump"), &mut self.jump)
            .hide_label()
            .hint(t("inventory-jump-hint"))
            .width(JUMP);
        let response = beside(ui, JUMP, |ui| field.show(ui));
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        // a number beyond the end stays to be corrected; the note under the head says why
        if entered
            && let Some(row) = row_number(&self.jump)
            && total.is_some_and(|total| row < total)
        {
            self.grid.reveal(row);
            self.jump.clear();
            let grid = Grid::id_of(t("inventory-rows"));
            ui.memory_mut(|memory| memory.request_focus(grid));
        }
    }

    fn columns_ui(&mut self, ui: &mut Ui) {
        let button = ui.add(Button::quiet(t("inventory-columns")).icon(icons::COLUMNS).small());
        let popup =
            egui::Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        popup.show(|ui| {
            for (key, title) in columns::all() {
                let mut on = self.shown.contains(&key);
                if !chip::check(ui, &mut on, t(title)).changed() {
                    continue;
                }
                let wanted = |other: &&'static str| {
                    if *other == key { on } else { self.shown.contains(other) }
                };
                let shown: Vec<&'static str> =
                    columns::all().map(|(key, _)| key).filter(wanted).collect();
                // a table without columns shows nothing and says nothing
                if !shown.is_empty() {
                    self.shown = shown;
                    self.chose_columns = true;
                }
            }
        });
    }

    /// What is typed and cannot be asked, or was not asked yet.
    pub(super) fn notes_ui(&mut self, ui: &mut Ui, total: Option<u64>) {
        self.hidden_ui(ui);
        let (_, wrong) = self.query();
        let jump = match (row_number(&self.jump), total) {
            _ if self.jump.trim().is_empty() => None,
            (None, _) => Some(t("inventory-jump-wrong").to_owned()),
            (Some(row), Some(total)) if row >= total => {
                Some(tf("inventory-jump-beyond", &[("n", data_ui::number(total).into())]))
            }
            _ => None,
        };
        let broken = self.search.mistake().is_some();
        let notes = self.search.note().map(|words| (words, broken));
        let notes =
            notes.into_iter().chain(wrong.into_iter().chain(jump).map(|words| (words, true)));
        for (words, is_mistake) in notes {
            note_ui(ui, &words, is_mistake);
        }
    }

    /// Filters of columns that are not shown, to be seen and taken away; and that columns have no room.
    fn hidden_ui(&mut self, ui: &mut Ui) {
        let hidden = |key: &str| !self.shown.contains(&key);
        let filters: Vec<(&'static str, String)> = (self.grid.filters())
            .filter(|(key, _)| hidden(key))
            .map(|(key, text)| (key, text.to_owned()))
            .collect();
        let gone = if self.chose_columns { 0 } else { columns::without_room(&self.shown) };
        if filters.is_empty() && gone == 0 {
            return;
        }
        let muted = ui.theme().colors.text_muted;
        let margin = egui::Margin { left: 12, right: 12, top: 0, bottom: 8 };
        let mut take = None;
        egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::S8;
                for (key, text) in &filters {
                    let column = columns::title(key);
                    let words = format!("{column}: {text}");
                    let name = tf(
                        "inventory-filter-remove",
                        &[("column", column.into()), ("text", text.as_str().into())],
                    );
                    let button = Button::plain(&words).icon(icons::X).small().name(&name);
                    if ui.add(button).clicked() {
                        take = Some(*key);
                    }
                }
                if gone > 0 {
                    let words = tf("inventory-no-room", &[("n", gone.into())]);
                    paint::label_wrapped(ui, words, TextStyle::Small, muted);
                }
            });
        });
        if let Some(key) = take {
            self.grid.set_filter(key, "");
            self.begin_anew();
        }
    }
}

/// A field without label among other controls, wherever the line begins.
fn beside<R>(ui: &mut Ui, wide: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let (_, rect) = ui.allocate_space(vec2(wide, height::CONTROL));
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min));
    ui.scope_builder(builder, add).inner
}

fn note_ui(ui: &mut Ui, words: &str, is_mistake: bool) {
    let theme = ui.theme();
    let (glyph, weight, style) = if is_mistake {
        (icons::X_CIRCLE, IconWeight::Fill, TextStyle::SmallMedium)
    } else {
        (icons::INFO, IconWeight::Regular, TextStyle::Small)
    };
    let margin = egui::Margin { left: 12, right: 12, top: 0, bottom: 8 };
    egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S8;
            paint::icon(ui, glyph, icon::I14, weight, theme.colors.text_primary);
            paint::label_wrapped(ui, words, style, theme.colors.text_primary);
        });
    });
}

/// A filter that cannot be asked: which, why, and what can be typed instead.
pub(super) fn filter_words(key: &str, mistake: &Mistake) -> String {
    let column = ("column", columns::title(key).into());
    match mistake {
        Mistake::NotOffered(demands) => {
            let offered: Vec<&str> = demands.iter().copied().map(Demand::key).map(t).collect();
            tf("inventory-filter-not-offered", &[column, ("offered", offered.join(", ").into())])
        }
        Mistake::NotWhole(text) => {
            tf("inventory-filter-not-whole", &[column, ("text", text.as_str().into())])
        }
        Mistake::NotMoment(text) => {
            tf("inventory-filter-not-moment", &[column, ("text", text.as_str().into())])
        }
        Mistake::NotCode(text) => {
            tf("inventory-filter-not-code", &[column, ("text", text.as_str().into())])
        }
        Mistake::Nothing => tf("inventory-filter-nothing", &[column]),
    }
}

/// Empty boxes and free spaces, where every level was counted.
fn counts(snapshot: &Snapshot) -> Option<(u64, u64)> {
    let (levels, stock) = (snapshot.levels.get()?, snapshot.level_stock.get()?);
    let counted = levels.iter().all(|level| stock.iter().any(|stock| stock.level == level.id));
    let sum = |of: fn(&LevelStock) -> u64| stock.iter().map(of).sum();
    counted.then(|| (sum(|level| level.empty_boxes), sum(|level| level.empty_spaces)))
}

/// A row's place from its number as people count, from 1; blanks between the digits do not count.
fn row_number(text: &str) -> Option<u64> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    digits.parse::<u64>().ok()?.checked_sub(1)
}
