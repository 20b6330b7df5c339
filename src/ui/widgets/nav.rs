//! Items of the rail and of the status bar.

use egui::{Align2, Color32, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::hatch;
use super::mark::{self, MarkState, Urgency};
use super::paint::{self, Row};
use crate::i18n::tf;
use crate::ui::theme::{
    IconWeight, TextStyle, Theme, Themed as _, height, icon, icons, radius, space, width,
};

/// One place of the rail.
pub struct RailItem<'a> {
    pub icon: &'a str,
    pub words: &'a str,
    pub here: bool,
    /// A number at the right; unknown ones come with their mark.
    pub count: Option<u64>,
    pub unknown: u64,
    /// The shortcut, as a cap at the right.
    pub key: &'a str,
    /// Why one may not go there.
    pub locked: Option<&'a str>,
    pub collapsed: bool,
}

impl RailItem<'_> {
    pub fn show(&self, ui: &mut Ui) -> Response {
        let theme = ui.theme();
        let c = &theme.colors;
        let sense = if self.locked.is_some() { Sense::hover() } else { Sense::click() };
        let size = vec2(ui.available_width(), height::RAIL_ITEM);
        let (rect, response) = ui.allocate_exact_size(size, sense);
        response.widget_info(|| {
            // What has a key of its own does something; the others are places.
            let mut info = if self.key.is_empty() {
                WidgetInfo::selected(Role::Tab, self.locked.is_none(), self.here, self.name())
            } else {
                WidgetInfo::labeled(Role::Button, self.locked.is_none(), self.name())
            };
            info.hint_text = self.locked.map(str::to_owned);
            info
        });
        let ground = match (self.here, response.hovered() && self.locked.is_none()) {
            (true, _) => c.accent_tint,
            (false, true) => c.surface_hover,
            (false, false) => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, radius::CONTROL, ground);
        if self.here {
            let bar = Rect::from_min_size(
                rect.left_top() + vec2(0.0, 5.0),
                vec2(width::SELECTION_BAR, rect.height() - 10.0),
            );
            ui.painter().rect_filled(bar, radius::CELL, c.accent_focus);
        }
        self.content(ui, &theme, rect);
        theme.ring_if_focused(ui, &response, radius::CONTROL);
        match self.locked {
            Some(reason) => response.on_hover_text(reason),
            None if self.collapsed => response.on_hover_text(self.words),
            None => response,
        }
    }

    fn name(&self) -> String {
        if self.unknown > 0 {
            tf("widget-rail-unknown", &[("name", self.words.into()), ("n", self.unknown.into())])
        } else {
            self.words.to_owned()
        }
    }

    fn content(&self, ui: &Ui, theme: &Theme, rect: Rect) {
        let c = &theme.colors;
        let (weight, style, ink) = match (self.locked.is_some(), self.here) {
            (true, _) => (IconWeight::Regular, TextStyle::Body, c.text_disabled),
            (false, true) => (IconWeight::Fill, TextStyle::Strong, c.text_primary),
            (false, false) => (IconWeight::Regular, TextStyle::Body, c.text_secondary),
        };
        let glyph = Row::new(ui, 10.0).icon(self.icon, icon::I16, weight, ink);
        if self.collapsed {
            glyph.paint_centred(ui.painter(), rect);
            return;
        }
        let left = pos2(rect.left() + space::S8, rect.center().y);
        glyph
            .text_within(self.words, style, ink, rect.width() - 2.0 * space::S8 - 24.0)
            .paint(ui.painter(), left);
        let mut tail = Row::new(ui, space::S4);
        if self.locked.is_some() {
            tail = tail.icon(icons::LOCK_SIMPLE, icon::I12, IconWeight::Regular, ink);
        } else if self.unknown > 0 {
            let open = c.state_unknown_text;
            tail = tail.icon(icons::QUESTION, icon::I12, IconWeight::Fill, open).text(
                &self.unknown.to_string(),
                TextStyle::MicroMedium,
                open,
            );
        } else if let Some(count) = self.count {
            tail = tail.text(&count.to_string(), TextStyle::MicroMedium, c.text_muted);
        } else if !self.key.is_empty() {
            tail = tail.key(self.key, c.text_muted);
        }
        let at = pos2(rect.right() - space::S8 - tail.width(), rect.center().y);
        tail.paint(ui.painter(), at);
    }
}

/// The words over a group of the rail.
pub fn rail_group(ui: &mut Ui, words: &str, collapsed: bool) {
    let color = ui.theme().colors.text_muted;
    if collapsed {
        // room alone parts the groups: a short line between icons looks like one more of them
        ui.add_space(space::S12);
        return;
    }
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 32.0));
    let galley = paint::fitted(ui, words, TextStyle::Micro, color, rect.width() - 16.0);
    let at = pos2(rect.left() + space::S8, rect.bottom() - 4.0);
    paint::place(ui.painter(), at, Align2::LEFT_BOTTOM, galley);
}

/// How a system does, in the status bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// Dot and age.
    Fresh(String),
    /// Hatch, clock, how old.
    Stale(String),
    /// Mark, for how long.
    Lost(Urgency, String),
    /// Mark and what to do: it answers and lets nobody in.
    Shut(Urgency, String),
    /// Hollow dot, by whom or why.
    Off(String),
    NotAsked,
}

/// One system in the status bar; a press opens Connections on it.
pub fn status_item(ui: &mut Ui, name: &str, health: &Health) -> Response {
    let words = status_words(name, health);
    let size = {
        let row = status_row(ui, name, health, &words);
        vec2(row.width() + 24.0 + lead(health), ui.available_height().min(height::STATION_FOOTER))
    };
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    let theme = ui.theme();
    let c = &theme.colors;
    let painter = ui.painter();
    if matches!(health, Health::Stale(_)) {
        hatch::stale(painter, &theme, rect, 0);
    } else if response.hovered() {
        painter.rect_filled(rect, 0.0, c.surface_hover);
    }
    let at = pos2(rect.left() + space::S12, rect.center().y);
    match health {
        Health::Fresh(_) => mark::dot(painter, &theme, pos2(at.x + 4.0, at.y), true),
        Health::Off(_) => mark::dot(painter, &theme, pos2(at.x + 4.0, at.y), false),
        Health::Lost(urgency, _) | Health::Shut(urgency, _) => {
            let centre = pos2(at.x + 7.0, at.y);
            mark::paint(painter, &theme, centre, 14.0, *urgency, MarkState::Active);
        }
        Health::Stale(_) => {
            let row = status_row(ui, name, health, &words);
            let wide = vec2(row.width() - 20.0, 16.0);
            let text = Rect::from_min_size(pos2(at.x + 20.0, at.y - 8.0), wide);
            hatch::patch(painter, &theme, text.shrink2(vec2(1.0, 0.0)));
        }
        Health::NotAsked => {}
    }
    status_row(ui, name, health, &words).paint(painter, pos2(at.x + lead(health), at.y));
    painter.vline(rect.right() - 0.5, rect.y_range(), (width::STROKE, c.stroke_divider));
    theme.ring_if_focused(ui, &response, radius::CELL);
    response
}

/// Room for the dot or mark that is painted before the words.
const fn lead(health: &Health) -> f32 {
    match health {
        Health::Fresh(_) | Health::Off(_) => 15.0,
        Health::Lost(..) | Health::Shut(..) => 21.0,
        Health::Stale(_) | Health::NotAsked => 0.0,
    }
}

fn status_words(name: &str, health: &Health) -> String {
    let name_of = ("name", name.into());
    match health {
        Health::Fresh(age) => format!("{name} {age}"),
        Health::Stale(age) => tf("widget-system-stale", &[name_of, ("age", age.as_str().into())]),
        Health::Shut(_, why) => format!("{name} · {why}"),
        Health::Lost(_, age) => tf("widget-system-lost", &[name_of, ("age", age.as_str().into())]),
        Health::Off(why) => tf("widget-system-off", &[name_of, ("why", why.as_str().into())]),
        Health::NotAsked => tf("widget-system-not-asked", &[name_of]),
    }
}

fn status_row<'a>(ui: &'a Ui, name: &str, health: &Health, words: &str) -> Row<'a> {
    let theme = ui.theme();
    let c = &theme.colors;
    let row = Row::new(ui, 6.0);
    match health {
        Health::Fresh(age) => row.text(name, TextStyle::Small, c.text_secondary).text(
            age,
            TextStyle::Small,
            c.text_muted,
        ),
        Health::Stale(_) => row
            .icon(icons::CLOCK_COUNTDOWN, icon::I14, IconWeight::Regular, c.state_stale_text)
            .text(words, TextStyle::SmallMedium, c.state_stale_text),
        Health::Lost(urgency, _) | Health::Shut(urgency, _) => {
            row.text(words, TextStyle::SmallMedium, urgency.text_colour(&theme))
        }
        Health::Off(_) => row.text(words, TextStyle::Small, c.text_muted),
        Health::NotAsked => row
            .icon(icons::QUESTION, icon::I14, IconWeight::Fill, c.state_unknown_text)
            .text(words, TextStyle::Small, c.state_unknown_text),
    }
}

/// Another item of the status bar: icon and words, with a press.
pub fn status_words_item(ui: &mut Ui, glyph: &str, words: &str) -> Response {
    let theme = ui.theme();
    let c = &theme.colors;
    let wide = words_row(ui, glyph, words).width() + 24.0;
    let size = vec2(wide, ui.available_height().min(height::STATION_FOOTER));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, c.surface_hover);
    }
    words_row(ui, glyph, words)
        .paint(ui.painter(), pos2(rect.left() + space::S12, rect.center().y));
    theme.ring_if_focused(ui, &response, radius::CELL);
    response
}

/// The same for what is abnormal: its mark, and words in the colour of the urgency.
pub fn status_alarm_item(ui: &mut Ui, urgency: Urgency, words: &str) -> Response {
    let theme = ui.theme();
    let ink = urgency.text_colour(&theme);
    let row = |ui: &Ui| paint::fitted(ui, words, TextStyle::SmallMedium, ink, f32::INFINITY);
    let wide = row(ui).size().x + 24.0 + 21.0;
    let size = vec2(wide, ui.available_height().min(height::STATION_FOOTER));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, theme.colors.surface_hover);
    }
    let at = pos2(rect.left() + space::S12, rect.center().y);
    mark::paint(ui.painter(), &theme, at + vec2(7.0, 0.0), 14.0, urgency, MarkState::Active);
    paint::place(ui.painter(), at + vec2(21.0, 0.0), Align2::LEFT_CENTER, row(ui));
    theme.ring_if_focused(ui, &response, radius::CELL);
    response
}

fn words_row<'a>(ui: &'a Ui, glyph: &str, words: &str) -> Row<'a> {
    let soft = ui.theme().colors.text_secondary;
    Row::new(ui, 6.0).icon(glyph, icon::I14, IconWeight::Regular, soft).text(
        words,
        TextStyle::Small,
        soft,
    )
}
