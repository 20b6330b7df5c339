//! Levels: the map of one level, its bots, and the table of bots.

mod canvas;
mod drawer;
mod heat;
mod legend;
mod model;
mod paint;
mod rows;
mod stack;
mod strip;
mod table;
#[cfg(test)]
mod tests;

use egui::{Key, KeyboardShortcut, Modifiers, Rect, Ui, UiBuilder, vec2};
use jiff::Timestamp;

pub use model::{Found, MapModel, find};
pub use rows::{BotRow, Query, bot_rows};
pub use stack::items;

use canvas::{Canvas, Shown};
use heat::Heat;
use table::BotTable;

use crate::bus::command::Watch;
use crate::bus::snapshot::Snapshot;
use crate::domain::bot::Bot;
use crate::domain::ids::{BotId, LevelId};
use crate::domain::level::Place;
use crate::domain::preferences::Preferences;
use crate::domain::storage::StorageStatus;
use crate::i18n::{Value, t, tf};
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::route::Route;
use crate::ui::theme::{TextStyle, Theme, Themed};
use crate::ui::widgets::card;
use crate::ui::widgets::chip;
use crate::ui::widgets::escape;
use crate::ui::widgets::paint::label_cut;
use crate::ui::widgets::place;
use crate::ui::widgets::region::{self, Region};

const MARGIN: f32 = 16.0;
const GAP: f32 = 12.0;
const HEAD: f32 = 52.0;
const STACK: f32 = 112.0;
const DRAWER: f32 = 352.0;
const DRAWER_SMALL: f32 = 320.0;
/// Narrower than this the drawer is the small one.
const SMALL: f32 = 1200.0;
/// Narrower than this the drawer takes the place of the table and the map, and Escape leads back.
const NARROW: f32 = 1000.0;
/// The share of the map where there is room for both.
const MAP_SHARE: f32 = 0.6;
/// Lower than this map and table take turns, as a switch in the head says.
const LOW: f32 = 440.0;
/// Chips, heads, filters, four bots and the foot: the map is not let take more.
const LEAST_TABLE: f32 = 232.0;
const FIND: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::F);

/// The panel and what it remembers.
#[derive(Default)]
pub struct LevelsPanel {
    level: Option<LevelId>,
    chosen: Option<BotId>,
    /// Where the drawer would cover the map: the bot chosen was also pressed, not only found.
    opened: bool,
    follow: bool,
    /// Where the bot followed was drawn last.
    followed_at: Option<Place>,
    find: String,
    find_failed: bool,
    /// The Enter of this frame was the one that searched.
    found_now: bool,
    canvas: Canvas,
    table: BotTable,
    /// Where there is room for one of both: the table.
    table_first: bool,
    model: MapModel,
    /// What the model was made from.
    made_from: Option<(u64, u64, u64, LevelId, Heat, i64)>,
    version: u64,
}

impl LevelsPanel {
    /// The level shown; the lowest before anybody chose one.
    fn settle_level(&mut self, snapshot: &Snapshot) {
        if let (true, Some(bot)) = (self.follow, self.chosen_bot(snapshot))
            && let Some(level) =
                bot.level.clone().filter(|level| self.level.as_ref() != Some(level))
        {
            self.show_level(level);
        }
        if self.level.is_none() {
            let levels = snapshot.levels.value.iter().flat_map(|levels| levels.iter());
            self.level = levels.map(|level| level.id.clone()).min();
        }
    }

    fn show_level(&mut self, level: LevelId) {
        if self.level.as_ref() != Some(&level) {
            self.level = Some(level);
            self.canvas.reset();
        }
    }

    fn chosen_bot<'a>(&self, snapshot: &'a Snapshot) -> Option<&'a Bot> {
        let chosen = self.chosen.as_ref()?;
        snapshot.bots.value.as_deref()?.iter().find(|bot| bot.id == *chosen)
    }

    /// Chooses a bot; shows its level and brings it into view if its place is known.
    fn choose(&mut self, snapshot: &Snapshot, bot: BotId, go_there: bool) {
        self.canvas.mark = None;
        self.opened = !go_there;
        if go_there {
            self.table_first = false;
            self.canvas.show_chip = true;
        }
        let found = snapshot
            .bots
            .value
            .as_deref()
            .and_then(|bots| bots.iter().find(|other| other.id == bot));
        if let (true, Some(found)) = (go_there, found) {
            if let Some(level) = found.level.clone() {
                self.show_level(level);
            }
            let carrier = found.lifted_carrier.as_ref();
            let map = found.level.as_ref().and_then(|level| model::map_of(snapshot, level));
            self.canvas.center =
                carrier.and_then(|carrier| map.and_then(|map| map.carriers.get(carrier).copied()));
        }
        self.chosen = Some(bot);
    }

    fn search(&mut self, snapshot: &Snapshot) {
        self.find_failed = false;
        self.found_now = true;
        match find(snapshot, self.level.as_ref(), &self.find) {
            Some(Found::Bot(bot) | Found::HeldCarrier(_, bot)) => self.choose(snapshot, bot, true),
            Some(Found::Carrier(_, place)) => {
                self.canvas.mark = Some(place);
                self.canvas.center = Some(place);
            }
            None => self.find_failed = !self.find.trim().is_empty(),
        }
    }

    /// Moves the map after the bot followed when the place it is reported at has changed.
    fn go_after(&mut self) {
        let chosen = self.chosen.as_ref().filter(|_| self.follow);
        let at = chosen.and_then(|bot| {
            self.model.placed.iter().find(|placed| placed.bot == *bot).map(|placed| placed.at)
        });
        if at != self.followed_at {
            self.followed_at = at;
            self.canvas.show = at;
        }
    }

    fn remodel(&mut self, snapshot: &Snapshot, now: Timestamp) {
        let Some(level) = self.level.clone() else { return };
        let heat = self.canvas.heat.unwrap_or_default();
        // ages move a place to another step without any news
        let minute = if heat == Heat::Age { now.as_second() / 60 } else { 0 };
        let from = (
            snapshot.level_map.generation,
            snapshot.bots.generation,
            snapshot.attention.generation,
            level.clone(),
            heat,
            minute,
        );
        if self.made_from.as_ref() != Some(&from) {
            self.model = MapModel::new(snapshot, &level, heat, now);
            self.made_from = Some(from);
            self.version += 1;
        }
    }

    fn head(&mut self, ui: &mut Ui, theme: &Theme, snapshot: &Snapshot, low: bool) {
        let colors = &theme.colors;
        let mut picked = None;
        card::line(
            ui,
            HEAD,
            |ui| {
                ui.add_space(4.0);
                label_cut(ui, t("panel-levels"), TextStyle::Heading, colors.text_primary);
                if !low {
                    ui.add_space(4.0);
                    label_cut(ui, summary(snapshot), TextStyle::Body, colors.text_muted);
                }
            },
            |ui| {
                self.find_field(ui, theme, snapshot);
                if low {
                    ui.add_space(8.0);
                    let words = [t("levels-map"), t("levels-bots")];
                    let chosen =
                        chip::segments(ui, t("levels-show"), &words, self.table_first.into());
                    picked = chosen.map(|place| place == 1);
                }
            },
        );
        self.table_first = picked.unwrap_or(self.table_first);
    }

    fn find_field(&mut self, ui: &mut Ui, theme: &Theme, snapshot: &Snapshot) {
        let colors = &theme.colors;
        let edit = egui::TextEdit::singleline(&mut self.find)
            .hint_text(theme.rich(t("levels-find-hint"), TextStyle::Body, colors.text_muted))
            .font(theme.text(TextStyle::Body))
            .margin(egui::Margin::symmetric(8, 5))
            .desired_width(220.0);
        let answer = ui.add(edit).accessible_name(t("levels-find"));
        if ui.input_mut(|input| input.consume_shortcut(&FIND)) {
            answer.request_focus();
        }
        if answer.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            self.search(snapshot);
        }
        if answer.changed() {
            self.find_failed = false;
        }
        if self.find_failed {
            let words = tf("levels-find-nothing", &[("text", self.find.trim().into())]);
            label_cut(ui, &words, TextStyle::Small, colors.text_primary);
        } else {
            label_cut(ui, "Ctrl F", TextStyle::Micro, colors.text_muted);
        }
    }

    fn regions(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, theme: &Theme) {
        let snapshot = context.snapshot;
        let mut rect = ui.available_rect_before_wrap();
        rect = Rect::from_min_max(rect.min + vec2(MARGIN, 0.0), rect.max - vec2(MARGIN, MARGIN));
        let drawn = self.chosen_bot(snapshot).is_some();
        let narrow = rect.width() < NARROW;
        if drawn && narrow && self.opened {
            self.drawer(context, ui, theme, rect);
            return;
        }
        if drawn && narrow {
            self.keys_of_found(ui);
        }
        let drawn = drawn && !narrow;
        let drawer = if rect.width() < SMALL { DRAWER_SMALL } else { DRAWER };
        let (beside, right) = rect.split_left_right_at_x(rect.right() - drawer);
        let left = if drawn { beside.with_max_x(beside.right() - GAP) } else { rect };
        if is_low(rect) {
            if self.table_first {
                self.bots(context, ui, theme, left);
            } else {
                self.stack_and_map(context, ui, theme, left);
            }
        } else {
            let table = (left.height() * (1.0 - MAP_SHARE)).max(LEAST_TABLE);
            let split = (left.bottom() - table).round();
            self.stack_and_map(context, ui, theme, left.with_max_y(split - GAP * 0.5));
            self.bots(context, ui, theme, left.with_min_y(split + GAP * 0.5));
        }
        if drawn {
            self.drawer(context, ui, theme, right);
        }
    }

    /// Where the drawer would cover the map: a second Enter opens it on the bot found, Escape
    /// leaves the bot.
    fn keys_of_found(&mut self, ui: &Ui) {
        let no_focus = ui.memory(|memory| memory.focused().is_none());
        if no_focus && !self.found_now && ui.input(|input| input.key_pressed(Key::Enter)) {
            self.opened = true;
        } else if escape::pressed(ui.ctx()) {
            self.leave();
        }
    }

    fn leave(&mut self) {
        self.chosen = None;
        self.follow = false;
    }

    fn stack_and_map(
        &mut self,
        context: &PanelContext<'_>,
        ui: &mut Ui,
        theme: &Theme,
        rect: Rect,
    ) {
        let stack = rect.with_max_x(rect.left() + STACK);
        self.stack(context, ui, theme, stack);
        let map = rect.with_min_x(stack.right() + GAP);
        place::card(ui, map, |ui| self.map(context, ui, theme));
    }

    fn bots(&mut self, context: &PanelContext<'_>, ui: &mut Ui, theme: &Theme, rect: Rect) {
        let snapshot = context.snapshot;
        let answer = place::card(ui, rect, |ui| {
            self.table.ui(
                ui,
                theme,
                snapshot,
                context.now,
                self.level.as_ref(),
                self.chosen.as_ref(),
            )
        });
        if let Some(bot) = answer.chosen {
            self.choose(snapshot, bot, false);
        }
    }

    fn stack(&mut self, context: &PanelContext<'_>, ui: &mut Ui, theme: &Theme, rect: Rect) {
        let items = items(context.snapshot);
        let shown = self.level.clone();
        let pressed = place::card(ui, rect, |ui| {
            if items.is_empty() {
                stack::asking_ui(ui, theme, t("levels-asking"));
            }
            stack::stack_ui(ui, theme, &items, shown.as_ref())
        });
        if let Some(level) = pressed {
            self.follow = false;
            self.show_level(level);
        }
    }

    fn map(&mut self, context: &PanelContext<'_>, ui: &mut Ui, theme: &Theme) {
        let Some(level) = self.level.clone() else {
            stack::asking_ui(ui, theme, t("levels-asking"));
            return;
        };
        let shown = Shown {
            snapshot: context.snapshot,
            now: context.now,
            level: &level,
            model: &self.model,
            version: self.version,
            chosen: self.chosen.as_ref(),
        };
        if let Some(bot) = self.canvas.ui(ui, theme, &shown) {
            self.choose(context.snapshot, bot, false);
        }
    }

    fn drawer(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, theme: &Theme, rect: Rect) {
        let Some(bot) = self.chosen_bot(context.snapshot).cloned() else { return };
        let follow = self.follow;
        region::begin(ui, Region::Drawer, rect);
        let answer = place::card(ui, rect, |ui| {
            drawer::drawer_ui(ui, theme, context.snapshot, context.now, &bot, follow)
        });
        if answer.act {
            context.go(Route::StorageBot(bot.id.clone()));
        }
        if let Some(follow) = answer.follow {
            self.follow = follow;
        }
        if answer.find || answer.follow == Some(true) {
            self.choose(context.snapshot, bot.id, true);
            // to follow is no wish to leave the drawer
            self.opened = !answer.find;
        }
        if answer.close || escape::pressed(ui.ctx()) {
            self.leave();
        }
    }
}

/// No room for the map and the table one above the other.
fn is_low(rect: Rect) -> bool {
    rect.height() < LOW
}

/// The line beside the title: the storage in words, how many levels, balconies, bots.
fn summary(snapshot: &Snapshot) -> String {
    let status = match snapshot.storage_status.value.as_deref() {
        None => t("levels-storage-asking").to_owned(),
        Some(StorageStatus::Running) => t("levels-storage-running").to_owned(),
        Some(StorageStatus::Paused) => t("levels-storage-paused").to_owned(),
        Some(StorageStatus::StartingUp) => t("levels-storage-starting").to_owned(),
        Some(StorageStatus::Maintenance) => t("levels-storage-maintenance").to_owned(),
        Some(StorageStatus::Error) => t("levels-storage-error").to_owned(),
        Some(StorageStatus::Off) => t("levels-storage-off").to_owned(),
        Some(StorageStatus::ShuttingDown) => t("levels-storage-stopping").to_owned(),
        Some(StorageStatus::Other(word)) => {
            tf("levels-storage-other", &[("word", word.as_str().into())])
        }
    };
    // A figure stays a figure for the words, so that one is not many.
    let count = |list: Option<usize>| list.map_or_else(|| Value::from("—"), Value::from);
    let counts = tf(
        "levels-summary",
        &[
            ("levels", count(snapshot.levels.value.as_ref().map(|list| list.len()))),
            ("balconies", count(snapshot.balconies.value.as_ref().map(|list| list.len()))),
            ("bots", count(snapshot.bots.value.as_ref().map(|list| list.len()))),
        ],
    );
    format!("{status}, {counts}")
}

impl PanelUi for LevelsPanel {
    fn watch(&self, preferences: &Preferences) -> Watch {
        Watch {
            bots: true,
            storage: true,
            level_stock: true,
            level_map: self.level.clone(),
            polls_per_second: preferences.polls_per_second,
            ..Watch::default()
        }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let theme = ui.theme();
        self.found_now = false;
        self.settle_level(context.snapshot);
        self.remodel(context.snapshot, context.now);
        self.go_after();
        let all = ui.available_rect_before_wrap();
        let (head, rest) = all.split_top_bottom_at_y(all.top() + HEAD);
        ui.scope_builder(UiBuilder::new().max_rect(head), |ui| {
            let low = is_low(rest.with_max_y(rest.bottom() - MARGIN));
            self.head(ui, &theme, context.snapshot, low);
        });
        ui.scope_builder(UiBuilder::new().max_rect(rest), |ui| self.regions(context, ui, &theme));
    }

    fn open(&mut self, route: &Route) {
        match route {
            Route::Level(level) => {
                self.follow = false;
                self.show_level(level.clone());
            }
            Route::Bot(bot) => {
                self.chosen = Some(bot.clone());
                self.opened = true;
                self.follow = true;
            }
            _ => {}
        }
    }
}
