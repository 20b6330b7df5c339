//! The levels one above the other, highest on top, each with its bots and how much of it is filled.

use egui::accesskit::Role;
use egui::{Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::paint::alarm_mark;
use super::rows::counts;
use crate::bus::snapshot::Snapshot;
use crate::domain::attention::Priority;
use crate::domain::ids::{BotId, LevelId};
use crate::i18n::{t, tf};
use crate::ui::theme::{TextStyle, Theme, height};
use crate::ui::widgets::card;
use crate::ui::widgets::paint::label_cut;

const ITEM: f32 = 50.0;
/// What the numbers of a level mean, in words.
const FOOT: f32 = 40.0;
/// With many levels items move together before they scroll.
const LEAST_ITEM: f32 = 40.0;
const BAR: f32 = 3.0;
const MARK: f32 = 14.0;

/// One level of the stack.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelItem {
    pub level: LevelId,
    pub working: usize,
    pub bots: usize,
    /// Boxes with a load, in per cent of all boxes; none before it was counted.
    pub filled: Option<u64>,
    pub alarm: Option<Priority>,
}

/// Builds the stack, highest level first.
pub fn items(snapshot: &Snapshot) -> Vec<LevelItem> {
    let alarms = super::model::alarms(snapshot);
    let mut levels: Vec<LevelId> = snapshot
        .levels
        .value
        .iter()
        .flat_map(|levels| levels.iter())
        .map(|level| level.id.clone())
        .collect();
    levels.sort();
    levels.dedup();
    levels.reverse();
    levels
        .into_iter()
        .map(|level| {
            let bots = counts(snapshot, Some(&level));
            let stock = snapshot
                .level_stock
                .value
                .iter()
                .flat_map(|list| list.iter())
                .find(|stock| stock.level == level);
            let filled =
                stock.and_then(|stock| (stock.loaded_boxes() * 100).checked_div(stock.boxes()));
            let alarm = alarm_of(snapshot, &level, &alarms);
            LevelItem { level, working: bots.working, bots: bots.all, filled, alarm }
        })
        .collect()
}

fn alarm_of(
    snapshot: &Snapshot,
    level: &LevelId,
    alarms: &std::collections::BTreeMap<BotId, Priority>,
) -> Option<Priority> {
    let bots = snapshot.bots.value.iter().flat_map(|bots| bots.iter());
    bots.filter(|bot| bot.level.as_ref() == Some(level))
        .filter_map(|bot| alarms.get(&bot.id).copied())
        .min()
}

/// Draws the stack; says which level was pressed.
pub fn stack_ui(
    ui: &mut Ui,
    theme: &Theme,
    items: &[LevelItem],
    shown: Option<&LevelId>,
) -> Option<LevelId> {
    let mut pressed = None;
    let least = (LEAST_ITEM + 3.0) * items.len() as f32;
    // The foot gives way to the levels.
    let foot_fits = ui.available_height() - FOOT >= least;
    let bottom = ui.max_rect().bottom() - if foot_fits { FOOT } else { 4.0 };
    egui::ScrollArea::vertical().max_height((bottom - ui.cursor().top()).max(ITEM)).show(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let room = (bottom - ui.cursor().top()) / items.len().max(1) as f32 - 3.0;
            let height = room.clamp(LEAST_ITEM, ITEM).floor();
            ui.add_space(4.0);
            for item in items {
                let is_shown = shown == Some(&item.level);
                if item_ui(ui, theme, item, height, is_shown) {
                    pressed = Some(item.level.clone());
                }
            }
        },
    );
    if !foot_fits {
        return pressed;
    }
    let foot = Rect::from_min_max(pos2(ui.max_rect().left() + 10.0, bottom), ui.max_rect().max);
    ui.scope_builder(egui::UiBuilder::new().max_rect(foot), |ui| {
        let words = theme.rich(t("levels-stack-foot"), TextStyle::Micro, theme.colors.text_muted);
        ui.add(egui::Label::new(words).selectable(false).wrap());
    });
    pressed
}

fn item_ui(ui: &mut Ui, theme: &Theme, item: &LevelItem, height: f32, shown: bool) -> bool {
    let colors = &theme.colors;
    let (rect, answer) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let rect = rect.shrink2(vec2(4.0, 0.0));
    let name = tf("levels-level", &[("level", item.level.as_str().into())]);
    let working = tf(
        "levels-bots-of",
        &[("working", item.working.to_string().into()), ("bots", item.bots.to_string().into())],
    );
    let filled = item.filled.map_or_else(|| "—".to_owned(), |filled| format!("{filled} %"));
    answer.widget_info(|| {
        let words = tf(
            "levels-level-heard",
            &[
                ("level", item.level.as_str().into()),
                ("working", working.as_str().into()),
                ("filled", filled.as_str().into()),
            ],
        );
        WidgetInfo::selected(Role::Button, true, shown, words)
    });
    let painter = ui.painter();
    if shown {
        painter.rect_filled(rect, 4.0, colors.accent_tint);
        painter.rect_filled(rect.with_max_x(rect.left() + BAR), 0.0, colors.accent_focus);
    } else if answer.hovered() {
        painter.rect_filled(rect, 4.0, colors.surface_hover);
    }
    if answer.has_focus() {
        painter.rect_stroke(
            rect,
            4.0,
            egui::Stroke::new(2.0, colors.accent_focus),
            egui::StrokeKind::Inside,
        );
    }
    let left = rect.left() + 10.0;
    painter.text(
        pos2(left, rect.center().y - 9.0),
        egui::Align2::LEFT_CENTER,
        name,
        theme.text(TextStyle::Strong),
        colors.text_primary,
    );
    let under = format!("{working} · {filled}");
    painter.text(
        pos2(left, rect.center().y + 10.0),
        egui::Align2::LEFT_CENTER,
        under,
        theme.text(TextStyle::Micro),
        colors.text_muted,
    );
    if let Some(priority) = item.alarm {
        alarm_mark(
            painter,
            pos2(rect.right() - 12.0, rect.center().y - 9.0),
            MARK,
            priority,
            theme,
        );
    }
    answer.clicked()
}

/// What stands in the stack before levels were read.
pub fn asking_ui(ui: &mut Ui, theme: &Theme, words: &str) {
    ui.add_space(8.0);
    card::line(
        ui,
        height::CARD_HEAD,
        |ui| {
            label_cut(ui, words, TextStyle::Small, theme.colors.text_muted);
        },
        |_| {},
    );
}
