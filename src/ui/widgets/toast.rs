//! A toast: one line of the ledger at the bottom right; the same one changes from sent to its outcome.

use egui::{Align2, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::button::Button;
use super::paint::{self, Row};
use super::state::StateMark;
use crate::i18n::t;
use crate::ui::theme::{TextStyle, Themed as _, icon, icons, radius, space, width};

/// What a toast says.
pub struct Toast<'a> {
    pub state: StateMark,
    pub title: &'a str,
    pub detail: &'a str,
}

/// What a person did with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastAction {
    Opened,
    Closed,
}

impl Toast<'_> {
    /// Draws it over the width that there is, at most 360.
    pub fn show(&self, ui: &mut Ui) -> (Response, Option<ToastAction>) {
        let theme = ui.theme();
        let c = &theme.colors;
        let wide = ui.available_width().min(width::TOAST);
        let room = wide - 38.0 - 40.0;
        let detail = paint::wrapped(ui, self.detail, TextStyle::Small, c.text_secondary, room);
        let tall = 20.0 + 20.0 + if self.detail.is_empty() { 0.0 } else { detail.size().y };
        let (rect, response) = ui.allocate_exact_size(vec2(wide, tall.max(56.0)), Sense::click());
        let words = format!("{}. {}", self.title, self.detail);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
        let unknown = self.state == StateMark::Unknown;
        let edge = if unknown { c.state_unknown_fill } else { c.stroke_control };
        let ground = if response.hovered() { c.surface_hover } else { c.surface_control };
        let line = Stroke::new(width::STROKE, edge);
        ui.painter().rect(rect, radius::CARD, ground, line, StrokeKind::Inside);
        let ink = if unknown { c.state_unknown_text } else { c.text_primary };
        let (glyph, weight) = self.state.glyph();
        let top = rect.top() + 20.0;
        Row::new(ui, 10.0)
            .icon(glyph, icon::I16, weight, ink)
            .text_within(self.title, TextStyle::Strong, ink, room + 26.0)
            .paint(ui.painter(), pos2(rect.left() + space::S12, top));
        let at = pos2(rect.left() + 38.0, top + 10.0);
        paint::place(ui.painter(), at, Align2::LEFT_TOP, detail);
        theme.ring_if_focused(ui, &response, radius::CARD);
        let corner =
            egui::Rect::from_min_size(rect.right_top() + vec2(-34.0, 6.0), vec2(28.0, 28.0));
        let close = ui.place(corner, Button::icon_only(icons::X, t("widget-toast-close")));
        let action = match (close.clicked(), response.clicked()) {
            (true, _) => Some(ToastAction::Closed),
            (false, true) => Some(ToastAction::Opened),
            (false, false) => None,
        };
        (response, action)
    }
}
