//! The control of one value: a tick, one of several, a field, or JSON over several lines.

use egui::{Frame, Margin, Stroke, StrokeKind, TextEdit, Ui, vec2};

use super::draft::{Draft, Typed, Wrong, text_of, unit_of};
use crate::domain::setting::{Setting, ValueType};
use crate::i18n::{t, tf};
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, icon, icons, radius, space, width};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{chip, paint};
use crate::util::plain::Plain;

/// Width of a field for a number.
const NUMBER: f32 = 112.0;
/// Lines that JSON is shown in.
const LINES: usize = 4;

/// One value to be edited.
pub struct Cell<'a> {
    pub setting: &'a Setting,
    pub draft: Option<&'a Draft>,
    /// What is wrong with what was typed, or what the far side said of it.
    pub wrong: Option<&'a str>,
    /// Why it cannot be changed; empty where that is said elsewhere.
    pub fixed: Option<&'a str>,
}

/// A value in words: a truth is on or off.
pub fn value_words(value: &Plain) -> String {
    match value {
        Plain::Truth(true) => t("settings-on").to_owned(),
        Plain::Truth(false) => t("settings-off").to_owned(),
        Plain::Text(text) if text.is_empty() => t("settings-empty").to_owned(),
        Plain::Text(text) | Plain::Number(text) => text.clone(),
        Plain::Null => t("settings-null").to_owned(),
        value => value.to_string(),
    }
}

/// What is wrong with a value, in words.
pub fn wrong_words(wrong: &Wrong) -> String {
    match wrong {
        Wrong::Whole => t("settings-wrong-whole").to_owned(),
        Wrong::Number => t("settings-wrong-number").to_owned(),
        Wrong::List => t("settings-wrong-list").to_owned(),
        Wrong::Object => t("settings-wrong-object").to_owned(),
        Wrong::Percent => t("settings-wrong-percent").to_owned(),
        Wrong::Json(why) => tf("settings-wrong-json", &[("why", why.as_str().into())]),
    }
}

impl Cell<'_> {
    /// The value that stands in the control.
    fn value(&self) -> Plain {
        match self.draft.map(|draft| &draft.typed) {
            Some(Typed::Value(value)) => value.clone(),
            Some(Typed::Default) => self.setting.default.clone().unwrap_or_default(),
            _ => self.setting.value.clone(),
        }
    }

    fn text(&self) -> String {
        match self.draft.map(|draft| &draft.typed) {
            Some(Typed::Text(text)) => text.clone(),
            _ => text_of(&self.setting.value_type, &self.value()),
        }
    }

    /// Draws the control; gives what was typed just now.
    pub fn show(&self, ui: &mut Ui) -> Option<Typed> {
        let kind = &self.setting.value_type;
        if !self.setting.choices.is_empty() {
            return self.choice(ui);
        }
        match kind {
            ValueType::Truth => self.tick(ui),
            ValueType::Integer | ValueType::Number => self.line(ui, NUMBER),
            ValueType::Text => self.line(ui, ui.available_width()),
            ValueType::List | ValueType::Object | ValueType::Other(_) => self.json(ui),
        }
    }

    fn choice(&self, ui: &mut Ui) -> Option<Typed> {
        let here = self.value();
        let mut chosen = None;
        ui.add_enabled_ui(self.fixed.is_none(), |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::S4, space::S4);
                for choice in &self.setting.choices {
                    let words = value_words(choice);
                    let response = chip::chip(ui, &words, None, choice.same(&here));
                    let name = format!("{}: {words}", self.setting.key);
                    if response.accessible_name(name).clicked() {
                        chosen = Some(Typed::Value(choice.clone()));
                    }
                }
            });
        });
        self.below(ui);
        chosen
    }

    fn tick(&self, ui: &mut Ui) -> Option<Typed> {
        let mut on = self.value() == Plain::Truth(true);
        let turned = ui
            .add_enabled_ui(self.fixed.is_none(), |ui| {
                let words = value_words(&self.value());
                chip::check(ui, &mut on, &words).accessible_name(&self.setting.key).changed()
            })
            .inner;
        self.below(ui);
        turned.then_some(Typed::Value(Plain::Truth(on)))
    }

    fn line(&self, ui: &mut Ui, wide: f32) -> Option<Typed> {
        let mut text = self.text();
        let wide = wide.min(ui.available_width());
        let field = Field::new(&self.setting.key, &mut text).hide_label().width(wide);
        let id = ui.scope_id().with(("setting", &self.setting.key));
        let unit = unit_of(&self.setting.key).filter(|_| wide <= NUMBER);
        let ink = ui.theme().colors.text_secondary;
        let response = ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S8;
            let field =
                ui.add_enabled_ui(self.fixed.is_none(), |ui| field.mono().id(id).show(ui)).inner;
            if let Some(unit) = unit {
                paint::label(ui, unit, TextStyle::Body, ink);
            }
            field
        });
        let response = response.inner;
        if self.wrong.is_some() {
            let edge = Stroke::new(width::STROKE_STRONG, ui.theme().colors.text_primary);
            ui.painter().rect_stroke(response.rect, radius::CONTROL, edge, StrokeKind::Inside);
        }
        let changed = response.changed();
        self.below(ui);
        changed.then_some(Typed::Text(text))
    }

    fn json(&self, ui: &mut Ui) -> Option<Typed> {
        let theme = ui.theme();
        let colors = &theme.colors;
        let mut text = self.text();
        let frame = Frame::NONE
            .fill(colors.surface_control)
            .corner_radius(radius::CONTROL)
            .inner_margin(Margin::symmetric(8, 4));
        let response = ui
            .add_enabled_ui(self.fixed.is_none(), |ui| {
                let edit = TextEdit::multiline(&mut text)
                    .font(theme.text(TextStyle::Mono))
                    .frame(frame)
                    .desired_rows(LINES.min(self.text().lines().count().max(1)))
                    .desired_width(ui.available_width() - space::S16);
                ui.add(edit).accessible_name(&self.setting.key)
            })
            .inner;
        let edge = if self.wrong.is_some() {
            Stroke::new(width::STROKE_STRONG, colors.text_primary)
        } else {
            Stroke::new(width::STROKE, colors.stroke_control)
        };
        ui.painter().rect_stroke(response.rect, radius::CONTROL, edge, StrokeKind::Inside);
        theme.ring_if_focused(ui, &response, radius::CONTROL);
        self.below(ui);
        response.changed().then_some(Typed::Text(text))
    }

    /// What is wrong with it, or why it is fixed.
    fn below(&self, ui: &mut Ui) {
        let theme = ui.theme();
        if let Some(wrong) = self.wrong {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::S4;
                let ink = theme.colors.text_primary;
                paint::icon(ui, icons::X_CIRCLE, icon::I14, IconWeight::Fill, ink);
                paint::label_wrapped(ui, wrong, TextStyle::SmallMedium, ink);
            });
        } else if let Some(why) = self.fixed.filter(|why| !why.is_empty()) {
            paint::label_wrapped(ui, why, TextStyle::Small, theme.colors.text_muted);
        }
    }
}
