//! Draws the palette: the field, the lines in their groups, and what to try when nothing is found.

use egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat};
use egui::text_edit::TextEditState;
use egui::{
    Align, Align2, Area, Color32, Frame, Id, Layout, Margin, Order, Rect, Sense, Stroke, TextEdit,
    vec2,
};

use super::entries::{Entry, Found, pieces};
use super::{Caret, Palette};
use crate::i18n::{t, tf};
use crate::ui::theme::{
    IconWeight, TextStyle, Theme, Themed, height, icon, icons, radius, space, width,
};
use crate::ui::widgets::paint::{self, Row};

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Click {
    Row(usize),
    Outside,
}

impl Palette {
    pub(super) fn paint(
        &mut self,
        found: &Found,
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
                self.field_ui(found, ui);
                divider_over(ui, space::S8);
                let most = (region.height() - 180.0).max(height::PALETTE_ROW * 4.0);
                egui::ScrollArea::vertical().max_height(most).auto_shrink([false, true]).show(
                    ui,
                    |ui| {
                        click = click.or(self.rows_ui(&found.lines, &theme, ui));
                    },
                );
                divider_over(ui, space::S8);
                foot_ui(ui);
            });
        });
        click
    }

    fn field_ui(&mut self, found: &Found, ui: &mut egui::Ui) {
        let theme = ui.theme();
        let colors = &theme.colors;
        ui.horizontal(|ui| {
            ui.add_space(space::S8);
            paint::icon(
                ui,
                icons::MAGNIFYING_GLASS,
                icon::I20,
                IconWeight::Regular,
                colors.text_primary,
            );
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                paint::key_cap(ui, "Esc");
                let (listed, all) = (found.lines.len(), found.all);
                let words = if listed < all {
                    tf("palette-found-first", &[("n", listed.into()), ("all", all.into())])
                } else {
                    tf("palette-found", &[("n", all.into())])
                };
                paint::label(ui, words, TextStyle::Micro, colors.text_muted);
                self.text_ui(ui);
            });
        });
    }

    fn text_ui(&mut self, ui: &mut egui::Ui) {
        let theme = ui.theme();
        let field = TextEdit::singleline(&mut self.text)
            .id(Self::field_id())
            .hint_text(theme.rich(t("shell-search"), TextStyle::Body, theme.colors.text_muted))
            .font(theme.text(TextStyle::Title))
            .frame(Frame::NONE)
            .align(Align2::LEFT_CENTER)
            .margin(Margin::symmetric(8, 8))
            .desired_width(f32::INFINITY);
        let response = ui.add(field);
        response
            .widget_info(|| egui::WidgetInfo::text_edit(true, "", &self.text, t("shell-search")));
        if response.changed() {
            self.chosen = 0;
        }
        if !response.has_focus() {
            // All keys are the palette's while it is open.
            response.request_focus();
        }
        if let Some(caret) = self.caret.take() {
            let mut state = TextEditState::load(ui.ctx(), response.id).unwrap_or_default();
            let marked = match caret {
                Caret::Marks => CCursorRange::select_all_str(&self.text),
                Caret::End => CCursorRange::one(CCursor::new(self.text.chars().count())),
            };
            state.cursor.set_char_range(Some(marked));
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
            if row_ui(entry, &self.text, row == self.chosen, theme, ui) {
                click = Some(Click::Row(row));
            }
        }
        ui.add_space(space::S8);
        click
    }
}

fn row_ui(entry: &Entry, typed: &str, chosen: bool, theme: &Theme, ui: &mut egui::Ui) -> bool {
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
    if chosen {
        let bar = rect.with_max_x(rect.left() + width::SELECTION_BAR);
        painter.rect_filled(bar, radius::CELL, colors.accent_focus);
    }
    let ink = if enabled { colors.text_primary } else { colors.text_disabled };
    let left = egui::pos2(rect.left() + space::S12, rect.center().y);
    let head = Row::new(ui, space::S16).icon(entry.icon, icon::I16, IconWeight::Regular, ink);
    let words = ui.painter().layout_job(words_of(entry, typed, theme, ink));
    let mut tail = Row::new(ui, space::S8);
    if !enabled {
        tail = tail.icon(icons::LOCK_SIMPLE, icon::I14, IconWeight::Regular, colors.text_muted);
    }
    if !entry.shortcut.is_empty() {
        tail = tail.key(&entry.shortcut, colors.text_secondary);
    }
    let tail_left = rect.right() - space::S12 - tail.width();
    let after = left.x + head.width() + space::S16 + words.size().x + space::S12;
    let aside = entry.reason.as_deref().unwrap_or(entry.aside);
    let aside = paint::fitted(
        ui,
        aside,
        TextStyle::Small,
        colors.text_muted,
        tail_left - space::S12 - after,
    );
    let words_at = egui::pos2(left.x + head.width() + space::S16, left.y);
    head.paint(painter, left);
    paint::place(painter, words_at, Align2::LEFT_CENTER, words);
    paint::place(painter, egui::pos2(after, left.y), Align2::LEFT_CENTER, aside);
    tail.paint(painter, egui::pos2(tail_left, left.y));
    response.clicked()
}

/// The words of a line; what was typed is bold and underlined.
fn words_of(entry: &Entry, typed: &str, theme: &Theme, ink: Color32) -> LayoutJob {
    let mut job = LayoutJob::default();
    for (piece, meant) in pieces(&entry.text, typed) {
        let style = if meant { TextStyle::BodyBold } else { TextStyle::Body };
        let underline = if meant { Stroke::new(width::STROKE, ink) } else { Stroke::NONE };
        let format = TextFormat {
            font_id: theme.text(style),
            color: ink,
            underline,
            ..TextFormat::default()
        };
        job.append(piece, 0.0, format);
    }
    job
}

/// A line over the whole width with room above and below.
fn divider_over(ui: &mut egui::Ui, room: f32) {
    ui.add_space(room * 0.5);
    paint::divider(ui);
    ui.add_space(room * 0.5);
}

/// The keys, and that a scan lands here.
fn foot_ui(ui: &mut egui::Ui) {
    let muted = ui.theme().colors.text_muted;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S8;
        ui.add_space(space::S4);
        for (keys, words) in
            [(&["↑", "↓"][..], "palette-key-choose"), (&["Enter"][..], "palette-key-open")]
        {
            for key in keys {
                paint::key_cap(ui, key);
            }
            paint::label(ui, t(words), TextStyle::Small, muted);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            paint::label_cut(ui, t("palette-scan-lands"), TextStyle::Small, muted);
        });
    });
}
