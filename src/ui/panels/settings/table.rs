//! The table of settings: key, value to be edited, default, when it applies, who may change it.

use egui::{Align, Color32, Layout, Rect, Shape, Ui, UiBuilder, pos2, vec2};

use super::draft::Draft;
use super::draft::Typed;
use super::editor::{Cell, value_words};
use super::storage::words_of;
use crate::domain::setting::Setting;
use crate::i18n::{t, tf};
use crate::ui::theme::{IconWeight, TextStyle, Theme, height, icon, icons, space, width};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::columns::{self, Column, column};
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::paint;
use crate::ui::widgets::tag::{Tag, tag};

/// Narrower than this what does not have a column of its own stands under the key.
const NARROW: f32 = 640.0;
/// Room for the button at the end of a row.
const ACT: f32 = 32.0;

/// One setting as it is drawn.
pub struct Row<'a> {
    pub setting: &'a Setting,
    pub draft: Option<&'a Draft>,
    /// What was typed changes something.
    pub unsaved: bool,
    pub wrong: Option<String>,
    pub fixed: Option<String>,
    /// The value over there is another one than when the person began.
    pub meanwhile: bool,
}

/// What a person did in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    Put(Typed),
    /// Drops what was typed.
    Undo,
    /// Keeps what was typed though the value changed meanwhile.
    Keep,
}

/// When a setting counts, in words.
pub fn applies(setting: &Setting) -> &'static str {
    if setting.restart_required { t("settings-after-restart") } else { t("settings-at-once") }
}

/// The default in words.
pub fn default_words(setting: &Setting) -> String {
    setting.default.as_ref().map_or(t("settings-no-default").to_owned(), value_words)
}

fn roles(setting: &Setting) -> String {
    if setting.required_role.is_empty() {
        t("settings-role-not-said").to_owned()
    } else {
        setting.required_role.join(", ")
    }
}

/// Draws all rows; gives what was done, and in which.
pub fn table_ui(ui: &mut Ui, theme: &Theme, rows: &[Row<'_>]) -> Option<(usize, Act)> {
    let wide = ui.available_width();
    let columns = if wide < NARROW { narrow() } else { full(rows) };
    let (_, head) = ui.allocate_space(vec2(wide, height::GRID_HEAD));
    let inner = head.with_max_x(head.right() - ACT);
    let cells = columns::cells(ui, theme, &columns, inner);
    columns::head(ui, theme, &columns, &cells);
    Draw::new(ui, theme).divider(head);
    let mut done = None;
    for (index, row) in rows.iter().enumerate() {
        if let Some(act) = row.show(ui, theme, &cells) {
            done = Some((index, act));
        }
    }
    done
}

fn narrow() -> Vec<Column<'static>> {
    vec![
        column(0.5, Align::Min, t("settings-column-setting")),
        column(0.5, Align::Min, t("settings-column-value")),
    ]
}

fn full(rows: &[Row<'_>]) -> Vec<Column<'static>> {
    let both = [t("settings-at-once"), t("settings-after-restart")];
    let role_words = rows.iter().map(|row| roles(row.setting));
    // a role of many names takes lines, not the width
    let role_words = role_words.filter(|words| words.chars().count() < 16);
    vec![
        column(0.32, Align::Min, t("settings-column-setting")),
        column(0.28, Align::Min, t("settings-column-value")),
        column(0.14, Align::Min, t("settings-column-default")),
        column(0.12, Align::Min, t("settings-column-applies")).holding(both).beside(icon::I20),
        column(0.14, Align::Min, t("settings-column-may")).holding(role_words),
    ]
}

/// Draws into a column from the top of the row; gives where it ends.
fn cell<R>(ui: &mut Ui, place: &Rect, top: f32, add: impl FnOnce(&mut Ui) -> R) -> (R, f32) {
    let rect = Rect::from_min_max(pos2(place.left(), top), pos2(place.right(), f32::INFINITY));
    let layout = Layout::top_down(Align::Min);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    inner.spacing_mut().item_spacing = vec2(space::S4, space::S4);
    inner.set_max_width(place.width());
    let given = add(&mut inner);
    (given, inner.min_rect().bottom())
}

impl Row<'_> {
    fn show(&self, ui: &mut Ui, theme: &Theme, cells: &[Rect]) -> Option<Act> {
        let ground = ui.painter().add(Shape::Noop);
        let start = ui.cursor().top();
        let top = start + space::S8;
        let mut bottom = top;
        let mut done = None;
        let all_columns = cells.len() > 2;
        if let Some(place) = cells.first() {
            let ((), end) = cell(ui, place, top, |ui| self.name_ui(ui, theme, all_columns));
            bottom = end.max(bottom);
        }
        if let Some(place) = cells.get(1) {
            let (act, end) = cell(ui, place, top, |ui| self.value_ui(ui, theme));
            bottom = end.max(bottom);
            done = act.or(done);
        }
        if let [_, _, default, applies, may] = cells {
            bottom = self.facts_ui(ui, theme, top, [default, applies, may]).max(bottom);
        }
        let left = cells.last().map_or(0.0, Rect::right) + space::S12;
        let place = Rect::from_min_size(pos2(left, top), vec2(ACT, height::CONTROL));
        let (act, end) = cell(ui, &place, top, |ui| self.act_ui(ui));
        bottom = end.max(bottom);
        done = act.or(done);
        let tall = bottom + space::S8 - start;
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), tall));
        if self.unsaved {
            let shape = Shape::rect_filled(rect, 0.0, theme.colors.accent_tint);
            let bar = rect.with_max_x(rect.left() + width::SELECTION_BAR);
            let bar = Shape::rect_filled(bar, 0.0, theme.colors.accent_focus);
            ui.painter().set(ground, Shape::Vec(vec![shape, bar]));
        }
        Draw::new(ui, theme).divider(rect);
        done
    }

    fn name_ui(&self, ui: &mut Ui, theme: &Theme, all_columns: bool) {
        let colors = &theme.colors;
        let key = &self.setting.key;
        let rest = key.split_once('.').map_or(key.as_str(), |(_, rest)| rest);
        ui.spacing_mut().item_spacing.y = 0.0;
        paint::label_wrapped(ui, words_of(rest), TextStyle::BodyMedium, colors.text_primary);
        paint::label_wrapped(ui, key, TextStyle::Mono, colors.text_muted);
        let small = |ui: &mut Ui, words: &str| {
            paint::label_wrapped(ui, words, TextStyle::Small, colors.text_secondary);
        };
        if !all_columns {
            let default =
                tf("settings-default-is", &[("value", default_words(self.setting).into())]);
            small(ui, &default);
            small(ui, &format!("{} · {}", applies(self.setting), roles(self.setting)));
        }
        if self.unsaved {
            ui.add_space(space::S4);
            tag(ui, Tag::Accent, None, t("settings-not-saved"));
        } else if self.setting.is_changed() == Some(true) {
            ui.add_space(space::S4);
            tag(ui, Tag::Outlined, None, t("settings-changed"));
        }
    }

    fn value_ui(&self, ui: &mut Ui, theme: &Theme) -> Option<Act> {
        let cell = Cell {
            setting: self.setting,
            draft: self.draft,
            wrong: self.wrong.as_deref(),
            fixed: self.fixed.as_deref(),
        };
        let typed = cell.show(ui).map(Act::Put);
        let colors = &theme.colors;
        if self.unsaved && self.draft.is_some_and(|draft| draft.typed == Typed::Default) {
            let words = t("settings-back-to-default");
            paint::label_wrapped(ui, words, TextStyle::Small, colors.text_secondary);
        }
        if !self.meanwhile {
            return typed;
        }
        let now = value_words(&self.setting.value);
        let words = tf("settings-meanwhile", &[("value", now.into())]);
        paint::label_wrapped(ui, words, TextStyle::SmallMedium, colors.text_primary);
        let mut done = typed;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S4, space::S4);
            let key = self.setting.key.as_str();
            let named = |words: &str| format!("{words}: {key}");
            let (take, keep) = (t("settings-take-theirs"), t("settings-keep-mine"));
            if ui.add(Button::plain(take).small().name(&named(take))).clicked() {
                done = Some(Act::Undo);
            }
            if ui.add(Button::plain(keep).small().name(&named(keep))).clicked() {
                done = Some(Act::Keep);
            }
        });
        done
    }

    fn facts_ui(&self, ui: &mut Ui, theme: &Theme, top: f32, places: [&Rect; 3]) -> f32 {
        let colors = &theme.colors;
        let [default, when, may] = places;
        // beside the middle of a control
        let top = top + space::S4;
        let words = |ui: &mut Ui, words: &str, ink: Color32| {
            paint::label_wrapped(ui, words, TextStyle::Body, ink);
        };
        let ((), a) = cell(ui, default, top, |ui| {
            words(ui, &default_words(self.setting), colors.text_secondary);
        });
        let restart = self.setting.restart_required;
        let ((), b) = cell(ui, when, top, |ui| {
            paint::low_row(ui, TextStyle::Body.line_height(), |ui| {
                let glyph = if restart { icons::ARROWS_CLOCKWISE } else { icons::LIGHTNING };
                let ink = if restart { colors.text_primary } else { colors.text_secondary };
                paint::icon(ui, glyph, icon::I14, IconWeight::Regular, ink);
                words(ui, applies(self.setting), ink);
            });
        });
        let ((), c) =
            cell(ui, may, top, |ui| words(ui, &roles(self.setting), colors.text_secondary));
        a.max(b).max(c)
    }

    fn act_ui(&self, ui: &mut Ui) -> Option<Act> {
        let key = self.setting.key.as_str();
        if self.draft.is_some() {
            let name = tf("settings-undo", &[("key", key.into())]);
            let button = Button::icon_only(icons::X, &name).small();
            return ui.add(button).clicked().then_some(Act::Undo);
        }
        if self.setting.is_changed() == Some(true) && self.fixed.is_none() {
            let name = tf("settings-reset", &[("key", key.into())]);
            let button = Button::icon_only(icons::ARROW_COUNTER_CLOCKWISE, &name).small();
            return ui.add(button).clicked().then_some(Act::Put(Typed::Default));
        }
        None
    }
}
