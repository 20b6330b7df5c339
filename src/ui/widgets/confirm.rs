//! The confirm dialog: consequence, live facts, the safe button as the focused default, the act on F10.

use egui::{Align, Frame, Key, Layout, Margin, Modifiers, Response, Stroke, Ui};

use super::button::Button;
use super::card::{Note, note};
use super::field::Field;
use super::paint;
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, icon, icons, radius, space, width};

/// What the dialog says.
pub struct ConfirmDialog<'a> {
    pub question: &'a str,
    pub consequence: &'a str,
    /// Text and age of each live fact.
    pub facts: &'a [(&'a str, &'a str)],
    /// How old they are all, as a sentence; not drawn where there is no fact.
    pub as_of: &'a str,
    /// The button that acts, F10.
    pub act: &'a str,
    /// The button that does not, Esc and Enter.
    pub safe: &'a str,
}

/// A field in which words must be typed before the act is offered.
pub struct TypedWords<'a> {
    pub label: &'a str,
    pub text: &'a mut String,
    /// What is said while they are not typed; none when they are.
    pub missing: Option<&'a str>,
}

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Act,
    Safe,
}

impl ConfirmDialog<'_> {
    /// Draws it 480 wide and listens to its keys.
    pub fn show_with(&self, ui: &mut Ui, typed: Option<TypedWords<'_>>) -> Option<Choice> {
        let may_act = typed.as_ref().is_none_or(|typed| typed.missing.is_none());
        let by_key = ui.input_mut(|input| {
            if input.consume_key(Modifiers::NONE, Key::F10) {
                may_act.then_some(Choice::Act)
            } else if input.consume_key(Modifiers::NONE, Key::Escape) {
                Some(Choice::Safe)
            } else {
                None
            }
        });
        by_key.or(self.draw_with(ui, true, typed))
    }

    /// Draws it without listening, for the gallery.
    pub fn draw(&self, ui: &mut Ui, take_focus: bool) -> Option<Choice> {
        self.draw_with(ui, take_focus, None)
    }

    fn draw_with(
        &self,
        ui: &mut Ui,
        take_focus: bool,
        typed: Option<TypedWords<'_>>,
    ) -> Option<Choice> {
        let theme = ui.theme();
        let c = &theme.colors;
        let wide = ui.available_width().min(width::DIALOG);
        Frame::new()
            .fill(c.surface_raised)
            .stroke(Stroke::new(width::STROKE, c.stroke_control))
            .corner_radius(radius::DIALOG)
            .inner_margin(Margin::same(16))
            .show(ui, |ui| {
                ui.set_width(wide - 34.0);
                ui.spacing_mut().item_spacing.y = 6.0;
                paint::label_wrapped(ui, self.question, TextStyle::Title, c.text_primary);
                paint::label_wrapped(ui, self.consequence, TextStyle::Body, c.text_secondary);
                ui.add_space(6.0);
                if !self.facts.is_empty() {
                    self.facts(ui);
                    ui.add_space(6.0);
                }
                let Some(typed) = typed else { return self.buttons(ui, take_focus, None, None) };
                let room = ui.available_width();
                let mut field = Field::new(typed.label, typed.text).mono().width(room);
                if let Some(missing) = typed.missing {
                    field = field.help(missing);
                }
                let field = field.show(ui);
                ui.add_space(6.0);
                self.buttons(ui, take_focus, Some(&field), typed.missing)
            })
            .inner
    }

    fn facts(&self, ui: &mut Ui) {
        let theme = ui.theme();
        let c = &theme.colors;
        note(ui, Note::Plain, |ui| {
            for (text, age) in self.facts {
                paint::low_row(ui, icon::I16, |ui| {
                    paint::icon(ui, icons::INFO, icon::I16, IconWeight::Regular, c.text_secondary);
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        paint::label(ui, *age, TextStyle::Small, c.text_muted);
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            paint::label_cut(ui, *text, TextStyle::Small, c.text_primary);
                        });
                    });
                });
            }
            paint::label(ui, self.as_of, TextStyle::Small, c.text_muted);
        });
    }

    fn buttons(
        &self,
        ui: &mut Ui,
        take_focus: bool,
        field: Option<&Response>,
        missing: Option<&str>,
    ) -> Option<Choice> {
        ui.allocate_ui_with_layout(
            egui::vec2(ui.available_width(), 28.0),
            Layout::right_to_left(Align::Center),
            |ui| {
                ui.spacing_mut().item_spacing.x = space::S12;
                let safe = ui.add(Button::primary(self.safe).key("Esc"));
                let act = ui.add(Button::plain(self.act).key("F10").disabled_because(missing));
                // Enter must meet the safe button and Tab must reach both.
                let typing = field.is_some_and(Response::has_focus);
                if take_focus && !safe.has_focus() && !act.has_focus() && !typing {
                    field.unwrap_or(&safe).request_focus();
                }
                let enter_on_act = act.has_focus() && ui.input(|i| i.key_pressed(Key::Enter));
                match (safe.clicked() || enter_on_act, act.clicked()) {
                    (true, _) => Some(Choice::Safe),
                    (false, true) => Some(Choice::Act),
                    (false, false) => None,
                }
            },
        )
        .inner
    }
}
