//! The frame of a dialog of the shell: it leaves top bar and status bar free, and what lies under it takes no clicks.

use egui::{Area, Context, Frame, Id, Margin, Order, Rect, Sense, Stroke, Ui};

use crate::ui::theme::{self, radius, space, width};

/// Draws a dialog over the region; `name` tells it from others.
pub fn dialog<R>(ctx: &Context, region: Rect, name: &str, body: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = theme::of(ctx);
    let colors = &theme.colors;
    let scrim = Area::new(Id::unique(("scrim of", name)));
    scrim.order(Order::Foreground).fixed_pos(region.min).show(ctx, |ui| {
        ui.allocate_rect(region, Sense::click());
        ui.painter().rect_filled(region, 0, colors.scrim);
    });
    let wide = width::DIALOG.min(region.width());
    let at = egui::pos2(region.center().x - wide / 2.0, region.top() + region.height() / 8.0);
    let area = Area::new(Id::unique(("dialog of", name))).order(Order::Tooltip).fixed_pos(at);
    area.show(ctx, |ui| {
        ui.set_width(wide);
        Frame::new()
            .fill(colors.surface_raised)
            .stroke(Stroke::new(width::STROKE, colors.stroke_control))
            .corner_radius(radius::DIALOG)
            .inner_margin(Margin::same(16))
            .show(ui, |ui| {
                ui.set_width(wide - 2.0 * space::S16 - 2.0 * width::STROKE);
                ui.spacing_mut().item_spacing.y = space::S8;
                body(ui)
            })
            .inner
    })
    .inner
}
