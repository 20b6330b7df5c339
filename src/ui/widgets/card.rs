//! Cards and what stands in them: head, note, guard, pairs "as reported", drawer head, panel head.

use egui::{
    Align, Color32, Frame, InnerResponse, Layout, Margin, Response, Role, Sense, Stroke, Ui,
    UiBuilder, WidgetInfo, vec2,
};

use super::hatch;
use super::mark::{self, MarkState, Urgency};
use super::paint;
use super::reading;
use crate::ui::theme::{
    IconWeight, TextStyle, Themed as _, height, icon, icons, radius, space, width,
};

/// The ground and edge of a card without margins.
pub fn frame(ui: &Ui) -> Frame {
    let theme = ui.theme();
    Frame::new()
        .fill(theme.colors.surface_raised)
        .stroke(Stroke::new(width::STROKE, theme.colors.stroke_card))
        .corner_radius(radius::CARD)
}

/// A card with its head; the body begins under it with the margins of a card.
pub fn card<R>(
    ui: &mut Ui,
    title: &str,
    head: impl FnOnce(&mut Ui),
    body: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    frame(ui).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        card_head(ui, title, head);
        let margin = Margin { left: 12, right: 12, top: 0, bottom: 12 };
        Frame::new()
            .inner_margin(margin)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::S8;
                ui.set_width(ui.available_width());
                body(ui)
            })
            .inner
    })
}

/// The head of a card, 36 high: title left, the rest right to left.
pub fn card_head(ui: &mut Ui, title: &str, right: impl FnOnce(&mut Ui)) {
    let color = ui.theme().colors.text_primary;
    bar(ui, height::CARD_HEAD, 12.0, |ui| {
        paint::label(ui, title, TextStyle::Strong, color);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            right(ui);
            reading::from_left(ui);
        });
    });
}

/// The head of a card made of controls: title, then what stands beside it.
pub fn head_row(ui: &mut Ui, title: &str, beside: impl FnOnce(&mut Ui)) {
    let color = ui.theme().colors.text_primary;
    bar(ui, height::CARD_HEAD, space::CARD, |ui| {
        paint::label(ui, title, TextStyle::Strong, color);
        ui.add_space(space::S4);
        beside(ui);
    });
}

/// A line of a card: contents from the right, then from the left in the room that is left.
pub fn line(ui: &mut Ui, tall: f32, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), tall), Sense::hover());
    let inner = rect.shrink2(vec2(space::CARD, 0.0));
    let builder = UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center));
    let drawn = ui.scope_builder(builder, |ui| {
        right(ui);
        reading::from_left(ui);
    });
    let used = drawn.response.rect;
    // what stands at the left gives way: its labels are cut, its chips clipped
    let inner = inner.with_max_x((used.left() - space::S8).max(inner.left()));
    let builder = UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(ui.clip_rect().intersect(inner.expand(2.0)));
        left(ui);
    });
    reading::second_first(ui);
    // what was drawn at the left may be lower than the line; what follows begins under the line
    ui.advance_cursor_after_rect(rect);
}

/// The head of a panel, 52 high: heading left, the rest right to left.
pub fn panel_head(ui: &mut Ui, title: &str, right: impl FnOnce(&mut Ui)) {
    let color = ui.theme().colors.text_primary;
    bar(ui, height::PANEL_HEAD, 0.0, |ui| {
        paint::label(ui, title, TextStyle::Heading, color);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            right(ui);
            reading::from_left(ui);
        });
    });
}

/// The head of a drawer; returns true when it is to be closed.
pub fn drawer_head(
    ui: &mut Ui,
    glyph: &str,
    title: &str,
    line: &str,
    mark: Option<(Urgency, MarkState)>,
) -> bool {
    let theme = ui.theme();
    let mut close = false;
    bar(ui, height::DRAWER_HEAD, 12.0, |ui| {
        match mark {
            Some((urgency, state)) => {
                mark::alarm_mark(ui, icon::I20, urgency, state, title);
            }
            None => {
                let color = theme.colors.text_secondary;
                paint::icon(ui, glyph, icon::I20, IconWeight::Regular, color);
            }
        }
        let room = ui.available_width() - height::CONTROL - space::S8;
        ui.allocate_ui(vec2(room, height::DRAWER_HEAD), |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(10.0);
                ui.set_width(room);
                paint::label_cut(ui, title, TextStyle::Title, theme.colors.text_primary);
                paint::label_cut(ui, line, TextStyle::Small, theme.colors.text_secondary);
            });
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = crate::i18n::t("widget-close");
            close = ui.add(super::button::Button::icon_only(icons::X, words)).clicked();
        });
    });
    paint::divider(ui);
    close
}

/// A row of a fixed height over the whole width with a margin at both sides, centred.
pub fn bar<R>(ui: &mut Ui, tall: f32, margin: f32, body: impl FnOnce(&mut Ui) -> R) -> R {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), tall));
    let inner = rect.shrink2(vec2(margin, 0.0));
    let builder = UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = space::S8;
        body(ui)
    })
    .inner
}

/// What kind of note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    Plain,
    /// Something was stopped before it happened: 2 px, no hue.
    Guard,
    Unknown,
    Practice,
    Alarm(Urgency),
}

/// An inset note.
pub fn note<R>(ui: &mut Ui, kind: Note, body: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let theme = ui.theme();
    let c = &theme.colors;
    let (ground, edge, thick) = match kind {
        Note::Plain => (c.surface_panel, c.stroke_card, width::STROKE),
        Note::Guard => (Color32::TRANSPARENT, c.text_primary, width::STROKE_STRONG),
        Note::Unknown => (c.state_unknown_tint, c.state_unknown_fill, width::STROKE),
        Note::Practice => (c.state_practice_tint, c.state_practice_fill, width::STROKE),
        Note::Alarm(urgency) => {
            let (ground, edge) = urgency.card_colours(&theme);
            (ground, edge, width::STROKE)
        }
    };
    Frame::new()
        .fill(ground)
        .stroke(Stroke::new(thick, edge))
        .corner_radius(radius::CONTROL)
        .inner_margin(Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S4;
            ui.set_width(ui.available_width());
            body(ui)
        })
}

/// One pair "as reported": label column, value column.
pub fn pair(ui: &mut Ui, label: &str, value: &str, style: TextStyle) {
    let theme = ui.theme();
    // the label is small: it stands at the middle of the value's first line
    let lower = ((style.line_height() - TextStyle::Small.line_height()) * 0.5).max(0.0).round();
    let column = vec2(width::PAIR_LABEL, style.line_height());
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S8;
        ui.allocate_ui_with_layout(column, Layout::top_down(Align::Min), |ui| {
            ui.set_width(width::PAIR_LABEL);
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(lower);
            paint::label_wrapped(ui, label, TextStyle::Small, theme.colors.text_muted);
        });
        paint::label_wrapped(ui, value, style, theme.colors.text_primary);
    });
}

/// A heading inside a card or drawer.
pub fn section(ui: &mut Ui, words: &str) {
    let color = ui.theme().colors.text_secondary;
    paint::label(ui, words, TextStyle::SmallStrong, color);
}

/// The hatched strip at the head of a card whose system is lost.
pub fn lost_strip(ui: &mut Ui, words: &str) -> Response {
    strip(ui, words, height::CONTROL, [TextStyle::SmallMedium; 2])
}

/// The same over the work of a station, to be read from a step away.
pub fn station_strip(ui: &mut Ui, words: &str) -> Response {
    let styles = [TextStyle::StationBodyStrong, TextStyle::StationSmallStrong];
    strip(ui, words, height::STATION_STRIP, styles)
}

/// In the first style, in the second one where that has no room.
fn strip(ui: &mut Ui, words: &str, tall: f32, styles: [TextStyle; 2]) -> Response {
    let theme = ui.theme();
    let size = vec2(ui.available_width(), tall);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    hatch::stale(ui.painter(), &theme, rect, 0);
    let color = theme.colors.state_stale_text;
    let room = rect.width() - 2.0 * space::S12;
    let [large, small] = styles.map(|style| paint::fitted(ui, words, style, color, room));
    let galley = if large.elided { small } else { large };
    let at = egui::pos2(rect.left() + space::S12, rect.center().y);
    let place = egui::Align2::LEFT_CENTER.anchor_size(at, galley.size());
    hatch::patch(ui.painter(), &theme, place);
    paint::place(ui.painter(), at, egui::Align2::LEFT_CENTER, galley);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::theme::{self, Look};

    #[test]
    fn a_value_stands_on_the_line_of_its_label() {
        for style in [TextStyle::Small, TextStyle::Body, TextStyle::Mono, TextStyle::Strong] {
            let mut harness = Harness::builder()
                .with_context_setup(|ctx| theme::install(ctx, Look::Dark, 100))
                .build_ui(move |ui| pair(ui, "Label", "Value", style));
            harness.run();
            let middle = |name: &str| harness.get_by_label(name).rect().center().y;
            let apart = middle("Value") - middle("Label");
            assert!(apart.abs() <= 1.0, "{style:?}: {apart}");
        }
    }
}
