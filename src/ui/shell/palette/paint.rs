//! Draws the palette: the field, the lines in their groups, and what to try when nothing is found.

use egui::text::CCursorRange;
use egui::text_edit::TextEditState;
use egui::{Align2, Area, Frame, Id, Margin, Order, Rect, Sense, Stroke, TextEdit, vec2};

use super::Palette;
use super::entries::Entry;
use crate::i18n::{t, tf};
use crate::ui::theme::{
    IconWeight, TextStyle, Theme, Themed, height, icon, icons, radius, space, width,
};

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Click {
    Row(usize),
    Outside,
}

impl Palette {
    pub(super) fn paint(
        &mut self,
        found: &[Entry],
        ctx: &egui::Context,
        region: Rect,
    ) -> Option<Click> {
        let mut click = None;
        let theme = crate::ui::theme::of(ctx);
        let scrim =
            Area::new(Id::unique("palette-scrim")).order(Order::Foreground).fixed_pos(region.min);
        scrim.show(ctx, |ui| {
            let response = ui.allocate_rect(region, Sense::click());
            ui.painter().rect_filled(region, 0, theme.colors.scrim);
            if response.clicked() {
                click = Some(Click::Outside);
            }
        });
        let wide = width::PALETTE.min(region.width() - space::S32);
        let top = egui::pos2(region.center().x - wide / 2.0, region.top() + space::S32);
        Area::new(Id::unique("palette")).order(Order::Tooltip).fixed_pos(top).show(ctx, |ui| {
            let frame = Frame::NONE
                .fill(theme.colors.surface_raised)
                .stroke(Stroke::new(width::STROKE, theme.colors.stroke_control))
                .corner_radius(radius::DIALOG)
                .inner_margin(Margin::same(8));
            frame.show(ui, |ui| {
                ui.set_width(wide - space::S16);
                self.field_ui(ui);
                let most = (region.height() - 180.0).max(height::PALETTE_ROW * 4.0);
                egui::ScrollArea::vertical().max_height(most).auto_shrink([false, true]).show(
                    ui,
                    |ui| {
                        click = click.or(self.rows_ui(found, &theme, ui));
                    },
                );
                ui.label(theme.rich(t("palette-hint"), TextStyle::Micro, theme.colors.text_muted));
            });
        });
        click
    }

    fn field_ui(&mut self, ui: &mut egui::Ui) {
        let theme = ui.theme();
        let field = TextEdit::singleline(&mut self.text)
            .id(Self::field_id())
            .hint_text(theme.rich(t("shell-search"), TextStyle::Body, theme.colors.text_muted))
            .font(theme.text(TextStyle::Title))
            .margin(Margin::symmetric(8, 8))
            .desired_width(f32::INFINITY);
        let response = ui.add(field);
        response
            .widget_info(|| egui::WidgetInfo::text_edit(true, "", &self.text, t("shell-search")));
        if response.changed() {
            self.chosen = 0;
        }
        if !self.opened {
            response.request_focus();
            // What was scanned is marked as a whole: typing replaces it.
            let mut state = TextEditState::load(ui.ctx(), response.id).unwrap_or_default();
            let all = CCursorRange::select_all_str(&self.text);
            state.cursor.set_char_range(Some(all));
            state.store(ui.ctx(), response.id);
        }
    }

    fn rows_ui(&self, found: &[Entry], theme: &Theme, ui: &mut egui::Ui) -> Option<Click> {
        let mut click = None;
        let mut group = None;
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        if found.is_empty() {
            ui.add_space(space::S16);
            let words = tf("palette-nothing", &[("text", self.text.as_str().into())]);
            ui.label(theme.rich(words, TextStyle::Strong, theme.colors.text_primary));
            ui.label(theme.rich(
                t("palette-nothing-next"),
                TextStyle::Small,
                theme.colors.text_muted,
            ));
            ui.add_space(space::S16);
        }
        for (row, entry) in found.iter().enumerate() {
            if group != Some(entry.group) {
                group = Some(entry.group);
                ui.add_space(space::S8);
                ui.label(theme.rich(
                    t(entry.group.key()),
                    TextStyle::Micro,
                    theme.colors.text_muted,
                ));
                ui.add_space(space::S4);
            }
            if row_ui(entry, row == self.chosen, theme, ui) {
                click = Some(Click::Row(row));
            }
        }
        ui.add_space(space::S8);
        click
    }
}

fn row_ui(entry: &Entry, chosen: bool, theme: &Theme, ui: &mut egui::Ui) -> bool {
    let size = vec2(ui.available_width(), height::PALETTE_ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let enabled = entry.reason.is_none();
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::ListBoxOption, enabled, chosen, &entry.text)
    });
    if chosen {
        response.scroll_to_me(None);
    }
    let colors = &theme.colors;
    let fill = match (chosen, response.hovered()) {
        (true, _) => colors.accent_tint,
        (false, true) => colors.surface_hover,
        (false, false) => colors.surface_raised,
    };
    let painter = ui.painter();
    painter.rect_filled(rect, radius::CONTROL, fill);
    let text = if enabled { colors.text_primary } else { colors.text_disabled };
    let middle = rect.center().y;
    painter.text(
        egui::pos2(rect.left() + space::S12, middle),
        Align2::LEFT_CENTER,
        entry.icon,
        theme.icon_font(icon::I16, IconWeight::Regular),
        text,
    );
    painter.text(
        egui::pos2(rect.left() + space::S12 + space::S32, middle),
        Align2::LEFT_CENTER,
        &entry.text,
        theme.text(if chosen { TextStyle::Strong } else { TextStyle::Body }),
        text,
    );
    let aside = entry.reason.as_deref().unwrap_or(&entry.aside);
    let aside_rect = painter.text(
        egui::pos2(rect.right() - space::S12, middle),
        Align2::RIGHT_CENTER,
        aside,
        theme.text(TextStyle::Small),
        colors.text_muted,
    );
    if !enabled {
        painter.text(
            egui::pos2(aside_rect.left() - space::S8, middle),
            Align2::RIGHT_CENTER,
            icons::LOCK_SIMPLE,
            theme.icon_font(icon::I14, IconWeight::Regular),
            colors.text_muted,
        );
    }
    response.clicked()
}
