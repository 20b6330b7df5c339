//! Form parts: one choice of many under its label, and the list of finds under a field.

use egui::{Align, Sense, Ui, vec2};

use crate::ui::theme::{TextStyle, Themed as _, height, space};
use crate::ui::widgets::button::pressable;
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::paint;

/// One choice of many, as a list that opens; gives what was just chosen.
pub fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    options: &[(T, String)],
    chosen: T,
    wide: f32,
) -> Option<T> {
    let theme = ui.theme();
    let colors = &theme.colors;
    let mut next = chosen;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::S4;
        ui.vertical(|ui| {
            ui.set_width(wide);
            paint::label(ui, label, TextStyle::SmallMedium, colors.text_secondary);
            ui.spacing_mut().interact_size.y = height::CONTROL;
            let words = options.iter().find(|(value, _)| *value == chosen);
            let words = words.map_or("", |(_, words)| words.as_str());
            let shown = theme.rich(words, TextStyle::Body, colors.text_primary);
            let combo = egui::ComboBox::from_id_salt(label)
                .width(wide)
                .height(height::CONTROL * 12.0)
                .selected_text(shown)
                .show_ui(ui, |ui| {
                    for (value, words) in options {
                        ui.selectable_value(&mut next, *value, words);
                    }
                });
            combo.response.accessible_name(label);
        });
    });
    (next != chosen).then_some(next)
}

/// One find under a field: an id and what is known of it, over the whole width.
pub fn find(ui: &mut Ui, id: &str, words: &str) -> egui::Response {
    let theme = ui.theme();
    let colors = &theme.colors;
    let size = vec2(ui.available_width(), height::CONTROL_SMALL);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let name = if words.is_empty() { id.to_owned() } else { format!("{id}, {words}") };
    let response = pressable(ui, rect, ui.scope_id().with(("find", id)), &name);
    let inner = rect.shrink2(vec2(space::S8, 0.0));
    let draw = Draw::new(ui, &theme);
    let place = draw.text(inner, Align::Min, id, TextStyle::MonoMedium, colors.text_primary);
    let rest = inner.with_min_x((place.right() + space::S8).min(inner.right()));
    draw.text(rest, Align::Min, words, TextStyle::Small, colors.text_secondary);
    response
}
