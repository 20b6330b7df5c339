//! Buttons: primary, plain, quiet, and the large ones of the station; a disabled one says why beside it.

use egui::{
    Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, pos2, vec2,
};

use super::paint::{self, Row};
use crate::ui::theme::{
    IconWeight, TextStyle, Theme, Themed as _, height, icon, radius, space, width,
};

/// A whole rectangle that can be pressed, by pointer or keyboard; `name` is what is heard.
pub fn pressable(ui: &mut Ui, rect: egui::Rect, id: egui::Id, name: &str) -> Response {
    let theme = ui.theme();
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let edge = if response.has_focus() {
        Stroke::new(width::STROKE_STRONG, theme.colors.accent_focus)
    } else if response.hovered() {
        Stroke::new(width::STROKE, theme.colors.stroke_control)
    } else {
        return response;
    };
    ui.painter().rect_stroke(rect, radius::CONTROL, edge, StrokeKind::Inside);
    response
}

/// Weight of a button. At most one primary in a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Primary,
    Plain,
    /// No edge, for what stands in every row.
    Quiet,
}

/// A button; `ui.add(Button::plain("Close"))`.
#[must_use]
pub struct Button<'a> {
    kind: Kind,
    words: &'a str,
    icon: Option<&'a str>,
    icon_weight: IconWeight,
    key: Option<&'a str>,
    name: Option<&'a str>,
    reason: Option<&'a str>,
    size: Size,
    width: Option<f32>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    Small,
    Normal,
    Station,
    StationPrimary,
}

impl<'a> Button<'a> {
    fn new(kind: Kind, words: &'a str) -> Self {
        Self {
            kind,
            words,
            icon: None,
            icon_weight: IconWeight::Regular,
            key: None,
            name: None,
            reason: None,
            size: Size::Normal,
            width: None,
        }
    }

    /// The one filled action of a region.
    pub fn primary(words: &'a str) -> Self {
        Self::new(Kind::Primary, words)
    }

    pub fn plain(words: &'a str) -> Self {
        Self::new(Kind::Plain, words)
    }

    pub fn quiet(words: &'a str) -> Self {
        Self::new(Kind::Quiet, words)
    }

    /// Only an icon; the name is for the tooltip and for those who do not see it.
    pub fn icon_only(icon: &'a str, name: &'a str) -> Self {
        Self::new(Kind::Quiet, "").icon(icon).name(name)
    }

    /// A button of the station, 56 high with its key in front.
    pub fn station(words: &'a str) -> Self {
        Self { size: Size::Station, ..Self::new(Kind::Plain, words) }
    }

    /// The main action of the station, 72 high with its key at the end.
    pub fn station_primary(words: &'a str) -> Self {
        Self { size: Size::StationPrimary, ..Self::new(Kind::Primary, words) }
    }

    pub const fn icon(mut self, icon: &'a str) -> Self {
        self.icon = Some(icon);
        self
    }

    pub const fn icon_weight(mut self, weight: IconWeight) -> Self {
        self.icon_weight = weight;
        self
    }

    /// The key that does the same; shown on the button, handled by whoever owns the key.
    pub const fn key(mut self, key: &'a str) -> Self {
        self.key = Some(key);
        self
    }

    /// The accessible name where the words are not enough.
    pub const fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    pub const fn small(mut self) -> Self {
        self.size = Size::Small;
        self
    }

    /// Plain instead of quiet or primary.
    pub const fn kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    pub const fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Disabled for this reason, which is printed beside the button; enabled when there is none.
    pub const fn disabled_because(mut self, reason: Option<&'a str>) -> Self {
        self.reason = reason;
        self
    }

    /// Shows the button and, when disabled, its reason beside it in one row.
    pub fn show(self, ui: &mut Ui) -> Response {
        let Some(reason) = self.reason else { return ui.add(self) };
        let beside = !matches!(self.size, Size::Station | Size::StationPrimary);
        if !beside {
            return ui.add(self);
        }
        ui.horizontal(|ui| {
            let response = ui.add(self);
            let muted = ui.theme().colors.text_muted;
            paint::label_cut(ui, reason, TextStyle::Small, muted);
            response
        })
        .inner
    }

    /// How wide it is: as set, else as its words need.
    pub fn wide(&self, ui: &Ui) -> f32 {
        let (tall, margin, _, _) = self.metrics();
        let natural = || self.row(ui, Color32::PLACEHOLDER, Color32::PLACEHOLDER).width();
        let icon_only = self.words.is_empty();
        self.width.unwrap_or_else(|| if icon_only { tall } else { natural() + 2.0 * margin })
    }

    fn metrics(&self) -> (f32, f32, TextStyle, f32) {
        match self.size {
            Size::Small => (height::CONTROL_SMALL, space::S8, TextStyle::SmallMedium, icon::I14),
            Size::Normal => (height::CONTROL, 10.0, TextStyle::BodyMedium, icon::I16),
            Size::Station => {
                (height::STATION_CONTROL, space::S16, TextStyle::StationButton, icon::I20)
            }
            Size::StationPrimary => {
                (height::STATION_PRIMARY, 20.0, TextStyle::StationAction, icon::I24)
            }
        }
    }

    fn row(&self, ui: &'a Ui, ink: Color32, soft: Color32) -> Row<'a> {
        let (_, _, style, icon_size) = self.metrics();
        let station = matches!(self.size, Size::Station | Size::StationPrimary);
        let mut row = Row::new(ui, if station { space::S12 } else { 6.0 });
        if self.size == Size::Station
            && let Some(key) = self.key
        {
            row = row.key(key, soft);
        }
        if let Some(icon) = self.icon {
            row = row.icon(icon, icon_size, self.icon_weight, ink);
        }
        if !self.words.is_empty() {
            row = row.text(self.words, style, ink);
        }
        if self.size != Size::Station
            && let Some(key) = self.key
        {
            row = row.key(key, ink);
        }
        row
    }
}

/// Ground, edge, ink of a button in its state.
fn colours(
    theme: &Theme,
    kind: Kind,
    response: &Response,
    enabled: bool,
) -> (Color32, Color32, Color32) {
    let c = &theme.colors;
    if !enabled {
        let edge = if kind == Kind::Quiet { Color32::TRANSPARENT } else { c.stroke_card };
        return (Color32::TRANSPARENT, edge, c.text_disabled);
    }
    let pressed = response.is_pointer_button_down_on();
    let hovered = response.hovered();
    match kind {
        Kind::Primary => (c.accent_fill, c.accent_fill, c.accent_on),
        Kind::Plain if pressed => (c.surface_pressed, c.stroke_control, c.text_primary),
        Kind::Plain if hovered => (c.surface_hover, c.stroke_control, c.text_primary),
        Kind::Plain => (c.surface_control, c.stroke_control, c.text_primary),
        Kind::Quiet if pressed => (c.surface_pressed, Color32::TRANSPARENT, c.text_primary),
        Kind::Quiet if hovered => (c.surface_hover, Color32::TRANSPARENT, c.text_primary),
        Kind::Quiet => (Color32::TRANSPARENT, Color32::TRANSPARENT, c.text_secondary),
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = ui.theme();
        let enabled = self.reason.is_none() && ui.is_enabled();
        let (tall, _, _, _) = self.metrics();
        let icon_only = self.words.is_empty();
        let wide = self.wide(ui);
        let sense = if enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(vec2(wide, tall), sense);
        let name = self.name.unwrap_or(self.words);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Button, enabled, name);
            if let Some(reason) = self.reason {
                info.hint_text = Some(reason.to_owned());
            }
            info
        });
        if ui.is_rect_visible(rect) {
            let (ground, edge, ink) = colours(&theme, self.kind, &response, enabled);
            let soft = if enabled { theme.colors.text_secondary } else { ink };
            let station = matches!(self.size, Size::Station | Size::StationPrimary);
            let corner = if station { radius::CARD } else { radius::CONTROL };
            ui.painter().rect(
                rect,
                corner,
                ground,
                Stroke::new(width::STROKE, edge),
                StrokeKind::Inside,
            );
            if ground == theme.colors.accent_fill && response.hovered() {
                let line = Stroke::new(width::STROKE_STRONG, theme.colors.accent_focus);
                ui.painter().rect_stroke(rect, corner, line, StrokeKind::Inside);
            }
            let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
            let row = self.row(ui, ink, soft);
            if station {
                self.paint_station(ui, &painter, rect, row, ink);
            } else {
                row.paint_centred(&painter, rect);
            }
            theme.ring_if_focused(ui, &response, corner);
        }
        match (self.reason, self.name) {
            (Some(reason), _) => response.on_hover_text(reason),
            (None, Some(name)) if icon_only => response.on_hover_text(name),
            _ => response,
        }
    }
}

impl Button<'_> {
    /// Left aligned; the key of the main action stands at the right edge, a reason under the words.
    fn paint_station(
        &self,
        ui: &Ui,
        painter: &egui::Painter,
        rect: egui::Rect,
        row: Row<'_>,
        ink: Color32,
    ) {
        let (_, margin, style, icon_size) = self.metrics();
        let theme = ui.theme();
        let mut centre = rect.center().y;
        if let Some(reason) = self.reason {
            centre -= 9.0;
            let muted = theme.colors.text_muted;
            let left = if self.icon.is_some() { margin + icon_size + space::S12 } else { margin };
            let galley =
                paint::fitted(ui, reason, TextStyle::Small, muted, rect.width() - left - margin);
            let at = pos2(rect.left() + left, rect.center().y + style.line_height() / 2.0 - 7.0);
            paint::place(painter, at, egui::Align2::LEFT_TOP, galley);
        }
        if self.size == Size::Station {
            row.paint(painter, pos2(rect.left() + margin, centre));
            return;
        }
        let mut front = Row::new(ui, space::S12);
        if let Some(icon) = self.icon {
            front = front.icon(icon, icon_size, self.icon_weight, ink);
        }
        let key = self.key.map(|key| Row::new(ui, 0.0).key(key, ink));
        let key_room = key.as_ref().map_or(0.0, |key| key.width() + space::S12);
        let room = rect.width() - 2.0 * margin - key_room;
        front
            .text_within(self.words, style, ink, room)
            .paint(painter, pos2(rect.left() + margin, centre));
        if let Some(key) = key {
            let at = pos2(rect.right() - margin - key.width(), rect.center().y);
            key.paint(painter, at);
        }
    }
}
