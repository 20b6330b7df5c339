//! A toast: one line of the ledger at the bottom right; the same one changes from sent to its outcome.

use egui::{Align2, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::button::Button;
use super::paint::{self, Row};
use super::state::StateMark;
use crate::i18n::t;
use crate::ui::theme::{TextStyle, Themed as _, height, icon, icons, radius, space, width};

/// What a toast says.
pub struct Toast<'a> {
    pub state: StateMark,
    pub title: &'a str,
    pub detail: &'a str,
    /// The words of the way to where it is told in full.
    pub open: Option<&'a str>,
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
        let said = if self.detail.is_empty() { 0.0 } else { detail.size().y };
        let way = self.open.map_or(0.0, |_| height::CONTROL_SMALL);
        let tall = (20.0 + 20.0 + said + way).max(56.0);
        let (rect, response) = ui.allocate_exact_size(vec2(wide, tall), Sense::hover());
        let words = format!("{}. {}", self.title, self.detail);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        let unknown = self.state == StateMark::Unknown;
        let edge = if unknown { c.state_unknown_fill } else { c.stroke_control };
        let line = Stroke::new(width::STROKE, edge);
        ui.painter().rect(rect, radius::CARD, c.surface_control, line, StrokeKind::Inside);
        let ink = if unknown { c.state_unknown_text } else { c.text_primary };
        let (glyph, weight) = self.state.glyph();
        let top = rect.top() + 20.0;
        Row::new(ui, 10.0)
            .icon(glyph, icon::I16, weight, ink)
            .text_within(self.title, TextStyle::Strong, ink, room + 26.0)
            .paint(ui.painter(), pos2(rect.left() + space::S12, top));
        let at = pos2(rect.left() + 38.0, top + 10.0);
        paint::place(ui.painter(), at, Align2::LEFT_TOP, detail);
        let corner =
            egui::Rect::from_min_size(rect.right_top() + vec2(-34.0, 6.0), vec2(28.0, 28.0));
        let close = ui.place(corner, Button::icon_only(icons::X, t("widget-toast-close")));
        let opened = self.open.is_some_and(|open| {
            let name = format!("{open}: {}", self.title);
            let size = vec2(rect.width() - 38.0 - space::S8, way);
            let at = pos2(rect.left() + 38.0 - space::S8, rect.bottom() - way - space::S4);
            let place = egui::Rect::from_min_size(at, size);
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            let builder = egui::UiBuilder::new().max_rect(place).layout(layout);
            // not allocated: the toast has its room already
            ui.new_child(builder).add(Button::quiet(open).small().name(&name)).clicked()
        });
        let action = match (close.clicked(), opened) {
            (true, _) => Some(ToastAction::Closed),
            (false, true) => Some(ToastAction::Opened),
            (false, false) => None,
        };
        (response, action)
    }
}
