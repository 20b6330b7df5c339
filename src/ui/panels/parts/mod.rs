//! What the panels share in drawing: cards, lines of text in a rectangle, marks, bars.

pub mod commands;
#[cfg(test)]
pub mod fixture;
#[cfg(test)]
pub mod stage;
pub mod words;

use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Align2, Color32, Layout, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use crate::domain::attention::Priority;
use crate::ui::data_ui;
use crate::ui::theme::{IconWeight, TextStyle, Theme, Themed, height, icon, radius, space, width};
use crate::ui::widgets::mark::{self, MarkState};
use crate::ui::widgets::{chart, hatch};

/// Draws text and marks at exact places, clipped to where it was made.
pub struct Draw<'a> {
    pub painter: egui::Painter,
    pub theme: &'a Theme,
}

impl<'a> Draw<'a> {
    pub fn new(ui: &Ui, theme: &'a Theme) -> Self {
        Self { painter: ui.painter().clone(), theme }
    }

    /// One line of text in the middle of a rectangle's height; what is too long ends in "…". Gives its place.
    pub fn text(
        &self,
        rect: Rect,
        align: Align,
        text: &str,
        style: TextStyle,
        ink: Color32,
    ) -> Rect {
        let mut job = LayoutJob::single_section(
            text.to_owned(),
            TextFormat {
                font_id: self.theme.text(style),
                color: ink,
                extra_letter_spacing: style.spacing(),
                ..TextFormat::default()
            },
        );
        job.wrap = TextWrapping::truncate_at_width(rect.width().max(0.0));
        let galley = self.painter.layout_job(job);
        let left = match align {
            Align::Min => rect.left(),
            Align::Center => rect.center().x - galley.size().x * 0.5,
            Align::Max => rect.right() - galley.size().x,
        };
        let at = pos2(left, rect.center().y - galley.size().y * 0.5).round();
        let place = Rect::from_min_size(at, galley.size());
        self.painter.galley(at, galley, ink);
        place
    }

    /// Text over several lines from the top of a rectangle; gives the height it took.
    pub fn paragraph(&self, rect: Rect, text: &str, style: TextStyle, ink: Color32) -> f32 {
        let galley = self.painter.layout(
            text.to_owned(),
            self.theme.text(style),
            ink,
            rect.width().max(1.0),
        );
        let took = galley.size().y;
        self.painter.galley(rect.min.round(), galley, ink);
        took
    }

    /// A value past its limit of age: hatch, and a patch so that no line runs through letters.
    pub fn stale(&self, rect: Rect, align: Align, text: &str, style: TextStyle) {
        let colors = &self.theme.colors;
        let font = self.theme.text(style);
        let galley = self.painter.layout_no_wrap(text.to_owned(), font, colors.state_stale_text);
        let wide = (galley.size().x + space::S16).min(rect.width());
        let left = match align {
            Align::Min => rect.left(),
            Align::Center => rect.center().x - wide * 0.5,
            Align::Max => rect.right() - wide,
        };
        let tall = (galley.size().y + space::S4).min(rect.height());
        let place = Rect::from_min_size(pos2(left, rect.center().y - tall * 0.5), vec2(wide, tall));
        self.hatch(place);
        let inner = place.shrink2(vec2(space::S8, 0.0));
        self.painter.rect_filled(inner, 0.0, colors.state_stale_tint);
        self.text(inner, Align::Center, text, style, colors.state_stale_text);
    }

    /// The hatch of what is past its limit of age.
    pub fn hatch(&self, rect: Rect) {
        hatch::stale(&self.painter, self.theme, rect, radius::CELL);
    }

    /// A value, stale or not.
    pub fn value(
        &self,
        rect: Rect,
        align: Align,
        age: &words::AgeWords,
        style: TextStyle,
        ink: Color32,
    ) {
        if age.stale {
            self.stale(rect, align, &age.text, style);
        } else {
            self.text(rect, align, &age.text, style, ink);
        }
    }

    /// An icon in the middle of a rectangle.
    pub fn icon(&self, rect: Rect, glyph: &str, size: f32, weight: IconWeight, ink: Color32) {
        let font = self.theme.icon_font(size, weight);
        self.painter.text(rect.center().round(), Align2::CENTER_CENTER, glyph, font, ink);
    }

    /// A bar of a share of 0 to 1.
    pub fn bar(&self, rect: Rect, share: f32) {
        let track = Rect::from_center_size(rect.center(), vec2(rect.width(), height::BAR));
        chart::paint_bar(&self.painter, self.theme, track, share);
    }

    /// A line under something.
    pub fn divider(&self, rect: Rect) {
        let stroke = Stroke::new(width::STROKE, self.theme.colors.stroke_divider);
        self.painter.hline(rect.x_range(), rect.bottom(), stroke);
    }

    /// The shape of a priority with its digit.
    pub fn mark(&self, center: Pos2, size: f32, priority: Priority) {
        let urgency = data_ui::attention::urgency(priority);
        mark::paint(&self.painter, self.theme, center, size, urgency, MarkState::Active);
    }

    /// A small line of measured values, oldest first.
    pub fn sparkline(&self, rect: Rect, values: &[f32]) {
        if values.len() > 1 {
            chart::paint_spark(&self.painter, self.theme, rect, values);
        }
    }
}

/// The word of a priority in its colour.
pub fn priority_ink(theme: &Theme, priority: Priority) -> Color32 {
    data_ui::attention::urgency(priority).text_colour(theme)
}

/// The ground of a card and its edge.
pub fn card_ground(ui: &Ui, theme: &Theme, rect: Rect) {
    let colors = &theme.colors;
    let stroke = Stroke::new(width::STROKE, colors.stroke_card);
    ui.painter().rect(rect, radius::CARD, colors.surface_raised, stroke, StrokeKind::Inside);
}

/// A card that fills `rect`; its contents get what is inside the edge.
pub fn card<R>(ui: &mut Ui, theme: &Theme, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    card_ground(ui, theme, rect);
    inside(ui, rect.shrink(width::STROKE), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        add(ui)
    })
}

/// Draws into a rectangle, from the top.
pub fn inside<R>(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min));
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(ui.clip_rect().intersect(rect));
        add(ui)
    })
    .inner
}

/// The head of a card: title at the left, a muted line at the right. Gives the rectangle below.
pub fn card_head(ui: &mut Ui, theme: &Theme, rect: Rect, title: &str, right: &str) -> Rect {
    let (head, below) = rect.split_top_bottom_at_y(rect.top() + height::CARD_HEAD);
    let inner = head.shrink2(vec2(space::CARD, 0.0));
    let draw = Draw::new(ui, theme);
    let place = draw.text(inner, Align::Min, title, TextStyle::Strong, theme.colors.text_primary);
    let rest = inner.with_min_x(place.right() + space::S12);
    draw.text(rest, Align::Max, right, TextStyle::Small, theme.colors.text_muted);
    spoken(ui, head, title, right);
    below
}

/// The head of a panel: heading, and a muted line beside it. Gives the place of what stands at the right.
pub fn panel_head(ui: &mut Ui, theme: &Theme, rect: Rect, title: &str, beside: &str) -> Rect {
    let inner = rect.shrink2(vec2(space::PANEL, 0.0));
    let draw = Draw::new(ui, theme);
    let ink = theme.colors.text_primary;
    let place = draw.text(inner, Align::Min, title, TextStyle::Heading, ink);
    let rest = inner.with_min_x(place.right() + space::S12);
    let place = draw.text(rest, Align::Min, beside, TextStyle::Body, theme.colors.text_muted);
    spoken(ui, rect.with_max_x(place.right()), title, beside);
    inner.with_min_x(place.right() + space::S16)
}

/// The head of a card made of controls: title, then what stands beside it.
pub fn head_row(ui: &mut Ui, theme: &Theme, title: &str, add: impl FnOnce(&mut Ui)) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height::CARD_HEAD));
    let inner = rect.shrink2(vec2(space::CARD, 0.0));
    let draw = Draw::new(ui, theme);
    let place = draw.text(inner, Align::Min, title, TextStyle::Strong, theme.colors.text_primary);
    spoken(ui, place, title, "");
    let rest = inner.with_min_x(place.right() + space::S12);
    let builder = UiBuilder::new().max_rect(rest).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = space::S8;
        add(ui);
    });
}

/// Says painted words to those who hear the screen.
pub fn spoken(ui: &mut Ui, rect: Rect, first: &str, second: &str) {
    let id = ui.scope_id().with((first, rect.left().to_bits(), rect.top().to_bits()));
    let said = if second.is_empty() { first.to_owned() } else { format!("{first}, {second}") };
    ui.interact(rect, id, Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
}

/// A whole rectangle that can be pressed, by pointer or keyboard; `name` is what is heard.
pub fn pressable(ui: &mut Ui, theme: &Theme, rect: Rect, id: egui::Id, name: &str) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.has_focus() {
        let stroke = Stroke::new(width::STROKE_STRONG, theme.colors.accent_focus);
        ui.painter().rect_stroke(rect, radius::CONTROL, stroke, StrokeKind::Inside);
    } else if response.hovered() {
        let stroke = Stroke::new(width::STROKE, theme.colors.stroke_control);
        ui.painter().rect_stroke(rect, radius::CONTROL, stroke, StrokeKind::Inside);
    }
    response
}

/// Content that scrolls upright, with the margin of a card and room for the bar.
pub fn scroll(ui: &mut Ui, rect: Rect, id: impl egui::AsIdSalt, add: impl FnOnce(&mut Ui)) {
    inside(ui, rect.with_max_x(rect.right() - 1.0), |ui| {
        egui::ScrollArea::vertical().id_salt(id).auto_shrink(false).show(ui, |ui| {
            let wide = rect.width() - 2.0 * space::CARD;
            let left = egui::Margin { left: 12, ..egui::Margin::ZERO };
            egui::Frame::NONE.inner_margin(left).show(ui, |ui| {
                ui.set_width(wide);
                add(ui);
            });
        });
    });
}

/// A label that wraps, never stretched to both edges.
pub fn label(ui: &mut Ui, text: &str, style: TextStyle, ink: Color32) -> Response {
    let theme = ui.theme();
    let rich = theme.rich(text, style, ink);
    ui.add(egui::Label::new(rich).selectable(false).wrap().halign(Align::Min))
}

/// A label and its value side by side, as drawers have them.
pub fn pair(ui: &mut Ui, theme: &Theme, name: &str, value: &str, style: TextStyle) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.allocate_ui_with_layout(
            vec2(width::PAIR_LABEL, style.line_height()),
            Layout::left_to_right(Align::Min),
            |ui| {
                ui.set_min_width(width::PAIR_LABEL);
                label(ui, name, TextStyle::Small, theme.colors.text_muted);
            },
        );
        label(ui, value, style, theme.colors.text_primary);
    });
}

/// Icon and words that stand in place of content: why there is nothing.
pub fn nothing_ui(ui: &mut Ui, theme: &Theme, rect: Rect, glyph: &str, title: &str, why: &str) {
    let draw = Draw::new(ui, theme);
    let colors = &theme.colors;
    let middle = rect.center().y;
    let line = |offset: f32, tall: f32| {
        Rect::from_center_size(
            pos2(rect.center().x, middle + offset),
            vec2(rect.width() - space::S24, tall),
        )
    };
    draw.icon(line(-28.0, icon::I24), glyph, icon::I24, IconWeight::Regular, colors.text_muted);
    draw.text(line(2.0, 20.0), Align::Center, title, TextStyle::Title, colors.text_primary);
    draw.text(line(24.0, 16.0), Align::Center, why, TextStyle::Small, colors.text_muted);
    spoken(ui, rect, title, why);
}
