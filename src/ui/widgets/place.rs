//! Cards and heads at a given place, for panels that divide their whole region among them.

use egui::{Align, Layout, Margin, Rect, Stroke, StrokeKind, Ui, UiBuilder, vec2};

use super::{absent, card, paint};
use crate::ui::theme::{TextStyle, Themed as _, height, radius, space, width};

/// The ground of a card and its edge.
pub fn ground(ui: &Ui, rect: Rect) {
    let theme = ui.theme();
    let stroke = Stroke::new(width::STROKE, theme.colors.stroke_card);
    ui.painter().rect(rect, radius::CARD, theme.colors.surface_raised, stroke, StrokeKind::Inside);
}

/// A card that fills `rect`; its contents get what is inside the edge.
pub fn card<R>(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    ground(ui, rect);
    inside(ui, rect.shrink(width::STROKE), |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S8, space::S4);
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
pub fn card_head(ui: &mut Ui, rect: Rect, title: &str, right: &str) -> Rect {
    let (head, below) = rect.split_top_bottom_at_y(rect.top() + height::CARD_HEAD);
    inside(ui, head, |ui| {
        card::card_head(ui, title, |ui| {
            let color = ui.theme().colors.text_muted;
            if !right.is_empty() {
                paint::label_cut(ui, right, TextStyle::Small, color);
            }
        });
    });
    below
}

/// The head of a panel: heading, and a muted line beside it. Gives the place of what stands at the right.
pub fn panel_head(ui: &mut Ui, rect: Rect, title: &str, beside: &str) -> Rect {
    let theme = ui.theme();
    inside(ui, rect, |ui| {
        card::bar(ui, rect.height(), space::PANEL, |ui| {
            ui.spacing_mut().item_spacing.x = space::S12;
            paint::label(ui, title, TextStyle::Heading, theme.colors.text_primary);
            if !beside.is_empty() {
                paint::label_cut(ui, beside, TextStyle::Body, theme.colors.text_muted);
            }
            ui.add_space(space::S4);
            ui.max_rect().with_min_x(ui.cursor().left())
        })
    })
}

/// Content that scrolls upright, with the margin of a card and room for the bar.
pub fn scroll(ui: &mut Ui, rect: Rect, id: impl egui::AsIdSalt, add: impl FnOnce(&mut Ui)) {
    inside(ui, rect.with_max_x(rect.right() - width::STROKE), |ui| {
        egui::ScrollArea::vertical().id_salt(id).auto_shrink(false).show(ui, |ui| {
            let wide = rect.width() - 2.0 * space::CARD;
            let left = Margin { left: 12, ..Margin::ZERO };
            egui::Frame::NONE.inner_margin(left).show(ui, |ui| {
                ui.set_width(wide);
                add(ui);
            });
        });
    });
}

/// What stands in the middle of a place where there is nothing: an icon, what, why.
pub fn empty(ui: &mut Ui, rect: Rect, glyph: &str, what: &str, why: &str) {
    const TALL: f32 = 112.0;
    let size = vec2(rect.width() - space::S24, rect.height().min(TALL));
    inside(ui, Rect::from_center_size(rect.center(), size), |ui| {
        absent::empty(ui, glyph, what, why, None);
    });
}
