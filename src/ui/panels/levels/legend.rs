//! The legend under the map: what each shade means, and how many places and carriers are shown.

use egui::{Rect, Sense, Ui, pos2, vec2};

use super::canvas::{NARROW, Shown};
use super::paint;
use crate::i18n::{t, tf};
use crate::ui::theme::{TextStyle, Theme};
use crate::ui::widgets::card;
use crate::ui::widgets::paint::label_cut;

pub(super) const LEGEND: f32 = 28.0;

/// Draws it along the lower edge of what is left.
pub(super) fn legend(ui: &mut Ui, theme: &Theme, shown: &Shown<'_>) {
    let colors = &theme.colors;
    let rect = ui.available_rect_before_wrap();
    let top = rect.bottom() - LEGEND;
    let narrow = rect.width() < NARROW;
    ui.painter().hline(rect.x_range(), top, egui::Stroke::new(1.0, colors.stroke_divider));
    let place = Rect::from_min_max(pos2(rect.left(), top), rect.max);
    ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
        card::line(
            ui,
            LEGEND,
            |ui| {
                if !narrow {
                    label_cut(
                        ui,
                        t(shown.model.heat.legend_key()),
                        TextStyle::Small,
                        colors.text_muted,
                    );
                }
                let steps = shown.model.heat.steps(shown.model.most_items);
                for (step, words) in (0_u8..).zip(steps) {
                    swatch(ui, theme, paint::step_color(theme, step), step == 0);
                    label_cut(ui, words, TextStyle::Small, colors.text_muted);
                }
                if shown.model.not_told {
                    swatch(ui, theme, colors.map_occupancy_0, true);
                    label_cut(ui, t("levels-fill-not-told"), TextStyle::Small, colors.text_muted);
                }
            },
            |ui| {
                if narrow {
                    return;
                }
                let words = tf(
                    "levels-places",
                    &[
                        ("places", shown.model.places.to_string().into()),
                        ("carriers", shown.model.carriers.to_string().into()),
                    ],
                );
                label_cut(ui, &words, TextStyle::Small, colors.text_muted);
            },
        );
    });
}

fn swatch(ui: &mut Ui, theme: &Theme, color: egui::Color32, edge: bool) {
    let (rect, _) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
    ui.painter().rect_filled(rect, 2.0, color);
    if edge {
        let stroke = egui::Stroke::new(1.0, theme.colors.map_cell);
        ui.painter().rect_stroke(rect, 2.0, stroke, egui::StrokeKind::Inside);
    }
}
