//! A field: label above, control, help below; an error is a strong frame and a sentence in place of the help.

use egui::{Frame, Margin, Response, Stroke, StrokeKind, TextEdit, Ui, Vec2};

use super::paint;
use crate::ui::theme::{
    IconWeight, TextStyle, Themed as _, height, icon, icons, radius, space, width,
};

/// A text field.
#[must_use]
pub struct Field<'a> {
    label: &'a str,
    text: &'a mut String,
    help: Option<&'a str>,
    error: Option<&'a str>,
    fixed_because: Option<&'a str>,
    hint: Option<&'a str>,
    typed: &'a str,
    secret: bool,
    mono: bool,
    width: f32,
    station: bool,
    hide_label: bool,
    rows: usize,
    marked: bool,
    id: Option<egui::Id>,
}

impl<'a> Field<'a> {
    pub fn new(label: &'a str, text: &'a mut String) -> Self {
        Self {
            label,
            text,
            help: None,
            error: None,
            fixed_because: None,
            hint: None,
            typed: "",
            secret: false,
            mono: false,
            width: 200.0,
            station: false,
            hide_label: false,
            rows: 1,
            marked: false,
            id: None,
        }
    }

    pub const fn help(mut self, help: &'a str) -> Self {
        self.help = Some(help);
        self
    }

    /// What is wrong with it; stands in place of the help.
    pub const fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// Cannot be changed now, and why.
    pub const fn fixed_because(mut self, reason: Option<&'a str>) -> Self {
        self.fixed_because = reason;
        self
    }

    pub const fn hint(mut self, hint: &'a str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// What was typed without the field having the keys: seen where it would stand.
    pub const fn typed(mut self, typed: &'a str) -> Self {
        self.typed = typed;
        self
    }

    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// For what is typed and compared: ids, addresses.
    pub const fn mono(mut self) -> Self {
        self.mono = true;
        self
    }

    pub const fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// 56 high with large text.
    pub const fn station(mut self) -> Self {
        self.station = true;
        self
    }

    /// No label above; it is only its accessible name.
    pub const fn hide_label(mut self) -> Self {
        self.hide_label = true;
        self
    }

    /// Several lines, and this many of them seen at least.
    pub const fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// Framed as wrong where the sentence stands elsewhere.
    pub const fn marked(mut self, marked: bool) -> Self {
        self.marked = marked;
        self
    }

    /// A fixed id, to give it the keyboard from elsewhere.
    pub const fn id(mut self, id: egui::Id) -> Self {
        self.id = Some(id);
        self
    }

    pub fn show(self, ui: &mut Ui) -> Response {
        let theme = ui.theme();
        let alone = self.help.is_none() && self.error.is_none() && self.fixed_because.is_none();
        if self.hide_label && alone {
            // nothing over or under it: it stands in its row as any other control
            return self.body(ui);
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = space::S4;
            ui.vertical(|ui| {
                ui.set_width(self.width);
                if !self.hide_label {
                    let color = theme.colors.text_secondary;
                    paint::label(ui, self.label, TextStyle::SmallMedium, color);
                }
                self.body(ui)
            })
            .inner
        })
        .inner
    }

    fn body(self, ui: &mut Ui) -> Response {
        let theme = ui.theme();
        let c = &theme.colors;
        let (help, error, fixed) = (self.help, self.error, self.fixed_because);
        let wrong = error.is_some() || self.marked;
        let response = self.control(ui, fixed.is_some());
        let edge = match (wrong, fixed.is_some()) {
            (true, _) => Stroke::new(width::STROKE_STRONG, c.text_primary),
            (false, true) => Stroke::new(width::STROKE, c.stroke_card),
            (false, false) => Stroke::new(width::STROKE, c.stroke_control),
        };
        ui.painter().rect_stroke(response.rect, radius::CONTROL, edge, StrokeKind::Inside);
        theme.ring_if_focused(ui, &response, radius::CONTROL);
        if let Some(error) = error {
            ui.spacing_mut().interact_size.y = TextStyle::Small.line_height();
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 5.0;
                paint::icon(ui, icons::X_CIRCLE, icon::I12, IconWeight::Fill, c.text_primary);
                paint::label_wrapped(ui, error, TextStyle::SmallMedium, c.text_primary);
            });
        } else if let Some(words) = fixed.or(help) {
            paint::label_wrapped(ui, words, TextStyle::Small, c.text_muted);
        }
        response
    }

    fn control(self, ui: &mut Ui, fixed: bool) -> Response {
        let theme = ui.theme();
        let c = &theme.colors;
        let style = match (self.station, self.mono) {
            (true, _) => TextStyle::StationAction,
            (false, true) => TextStyle::Mono,
            (false, false) => TextStyle::Body,
        };
        let tall = if self.station { height::STATION_CONTROL } else { height::CONTROL };
        let ground = if fixed { c.surface_raised } else { c.surface_control };
        let tops = if self.rows > 1 { 6 } else { 0 };
        let margin = Margin::symmetric(if self.station { 16 } else { 8 }, tops);
        let (edit, align) = if self.rows > 1 {
            let edit = TextEdit::multiline(self.text).desired_rows(self.rows);
            (edit, egui::Align2::LEFT_TOP)
        } else {
            (TextEdit::singleline(self.text), egui::Align2::LEFT_CENTER)
        };
        let mut edit = edit
            .font(theme.text(style))
            .text_color(if fixed { c.text_disabled } else { c.text_primary })
            .password(self.secret)
            .frame(Frame::NONE.fill(ground).corner_radius(radius::CONTROL).inner_margin(margin))
            .desired_width(self.width - f32::from(margin.left) - f32::from(margin.right))
            .min_size(Vec2::new(self.width, tall))
            .align(align);
        if let Some(id) = self.id {
            edit = edit.id(id);
        }
        // What stands in an empty field has the colour of weak text, whatever colour it brings.
        let weak = ui.visuals().weak_text_color;
        if !self.typed.is_empty() {
            ui.visuals_mut().weak_text_color = Some(c.text_primary);
            edit = edit.hint_text(theme.rich(self.typed, style, c.text_primary));
        } else if let Some(hint) = self.hint {
            edit = edit.hint_text(hint);
        }
        // Not egui's own disabling: that would dim the text a second time.
        let response = ui.add(edit.interactive(!fixed)).accessible_name(self.label);
        ui.visuals_mut().weak_text_color = weak;
        if fixed {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_disabled());
        }
        response
    }
}
