//! What stands where there is nothing to show: why, and the way out.

use egui::{Align, Layout, Response, Ui};

use super::button::Button;
use super::paint;
use crate::i18n::{t, tf};
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, icon, icons, space};

/// Nothing there: an icon, what, why, and a button as the way out. True when it was pressed.
pub fn empty(ui: &mut Ui, glyph: &str, what: &str, why: &str, way_out: Option<&str>) -> bool {
    let mut pressed = false;
    middle(ui, glyph, what, why, |ui| {
        if let Some(words) = way_out {
            pressed = ui.add(Button::plain(words).small()).clicked();
        }
    });
    pressed
}

/// A refused or failed question: cause, vendor's words, ask again. True when it was pressed.
pub fn failed(ui: &mut Ui, what: &str, why: &str) -> bool {
    empty(ui, icons::X_CIRCLE, what, why, Some(t("widget-ask-again")))
}

/// Still being asked for: grey bars and words with the time so far, nothing turns.
pub fn loading(ui: &mut Ui, system: &str, age: &str, rows: usize) -> Response {
    let color = ui.theme().colors.stroke_divider;
    for row in 0..rows {
        let (_, rect) = ui.allocate_space(egui::vec2(ui.available_width(), 24.0));
        let mut x = rect.left() + space::S12;
        for column in 0_u8..3 {
            let wide = rect.width() * [0.25, 0.32, 0.15].get(usize::from(column)).unwrap_or(&0.2);
            let wide = wide * if row % 2 == 0 { 1.0 } else { 0.8 };
            let bar = egui::Rect::from_min_size(
                egui::pos2(x, rect.center().y - 4.0),
                egui::vec2(wide, 8.0),
            );
            ui.painter().rect_filled(bar, 2.0, color);
            x += rect.width() * 0.36;
        }
    }
    let words = tf("widget-loading", &[("system", system.into()), ("age", age.into())]);
    let muted = ui.theme().colors.text_muted;
    paint::label(ui, words, TextStyle::Small, muted)
}

fn middle(ui: &mut Ui, glyph: &str, what: &str, why: &str, more: impl FnOnce(&mut Ui)) {
    let theme = ui.theme();
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.y = space::S4;
        ui.add_space(space::S16);
        paint::icon(ui, glyph, icon::I20, IconWeight::Regular, theme.colors.text_secondary);
        ui.add_space(space::S4);
        paint::label_wrapped(ui, what, TextStyle::Strong, theme.colors.text_primary);
        if !why.is_empty() {
            paint::label_wrapped(ui, why, TextStyle::Small, theme.colors.text_secondary);
        }
        ui.add_space(space::S4);
        more(ui);
        ui.add_space(space::S16);
    });
}
