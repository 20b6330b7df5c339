//! The foot line, and what stands in place of rows: asking, empty, failed.

use egui::{Align2, Rect, RichText, Sense, Shape, Stroke, UiBuilder, pos2, vec2};

use super::metrics::thousands;
use super::{Grid, GridBody, GridResponse, Spans, metrics};
use crate::i18n::{t, tf};
use crate::ui::theme::Theme;
use crate::ui::widgets::hatch;

/// Draws the foot; hatched when the rows are stale.
pub(super) fn foot_ui(
    grid: &Grid<'_>,
    ui: &egui::Ui,
    theme: &Theme,
    rect: Rect,
    (left, right): (&str, &str),
    response: &GridResponse,
) {
    let colors = &theme.colors;
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    if grid.stale {
        hatch::stale(&painter, theme, rect, 0);
    }
    painter.hline(
        rect.x_range(),
        rect.top() + metrics::LINE * 0.5,
        Stroke::new(metrics::LINE, colors.stroke_divider),
    );
    let rows;
    let left = if left.is_empty() && grid.rows > 0 && grid.body == GridBody::Rows {
        rows = tf(
            "grid-rows-of",
            &[
                ("first", thousands(response.visible_rows.start + 1).into()),
                ("last", thousands(response.visible_rows.end).into()),
                ("total", thousands(grid.rows).into()),
            ],
        );
        rows.as_str()
    } else {
        left
    };
    let ink = if grid.stale { colors.state_stale_text } else { colors.text_muted };
    let font = metrics::font("sans", metrics::TEXT_COMPACT);
    let words = |at, align: Align2, text: &str| {
        if text.is_empty() {
            return;
        }
        let galley = painter.layout_no_wrap(text.to_owned(), font.clone(), ink);
        let place = align.anchor_size(at, galley.size());
        if grid.stale {
            painter.rect_filled(place.expand2(vec2(4.0, 1.0)), 0.0, colors.state_stale_tint);
        }
        painter.galley(place.min.round(), galley, ink);
    };
    let middle = rect.center().y;
    words(pos2(rect.left() + metrics::CELL_PADDING + 4.0, middle), Align2::LEFT_CENTER, left);
    words(pos2(rect.right() - metrics::CELL_PADDING - 4.0, middle), Align2::RIGHT_CENTER, right);
    let heard = if right.is_empty() { left.to_owned() } else { format!("{left}, {right}") };
    let answer = ui.interact(rect, grid.id.with("foot"), Sense::hover());
    answer.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &heard));
}

/// Draws what stands in place of rows.
pub(super) fn instead_ui(
    ui: &mut egui::Ui,
    theme: &Theme,
    rect: Rect,
    spans: &Spans,
    body: &GridBody<'_>,
    row_height: f32,
    response: &mut GridResponse,
) {
    if let GridBody::Asking(_) = body {
        grey_rows(ui, theme, rect, spans, row_height);
    }
    let colors = &theme.colors;
    let place = Rect::from_center_size(
        rect.center(),
        vec2(rect.width().min(520.0), rect.height().min(120.0)),
    );
    ui.scope_builder(
        UiBuilder::new().max_rect(place).layout(egui::Layout::top_down(egui::Align::Center)),
        |ui| {
            let text = |words: &str, color| {
                RichText::new(words).font(metrics::font("sans", metrics::TEXT)).color(color)
            };
            match body {
                GridBody::Rows => {}
                GridBody::Asking(words) => {
                    egui::Frame::NONE.fill(colors.surface_raised).inner_margin(8.0).show(
                        ui,
                        |ui| {
                            ui.label(text(words, colors.text_muted));
                        },
                    );
                }
                GridBody::Empty { why, way_out } => {
                    ui.label(text(why, colors.text_secondary));
                    if let Some(words) = way_out {
                        ui.add_space(8.0);
                        response.way_out = ui.button(*words).clicked();
                    }
                }
                GridBody::Failed { cause, code } => {
                    ui.label(text(cause, colors.text_primary));
                    if let Some(code) = code {
                        ui.label(
                            RichText::new(*code)
                                .font(metrics::font("mono", metrics::TEXT_COMPACT))
                                .color(colors.text_muted),
                        );
                    }
                    ui.add_space(8.0);
                    response.ask_again = ui.button(t("grid-ask-again")).clicked();
                }
            }
        },
    );
}

fn grey_rows(ui: &egui::Ui, theme: &Theme, rect: Rect, spans: &Spans, row_height: f32) {
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let mut shapes = Vec::new();
    let rows = (rect.height() / row_height.max(1.0)).floor().min(12.0) as u32;
    for row in 0..rows {
        let middle = rect.top() + (row as f32 + 0.5) * row_height;
        for span in spans.iter() {
            let left = rect.left() + span.min + metrics::CELL_PADDING;
            let width = (span.span() * 0.5).max(0.0);
            let bar = Rect::from_min_size(
                pos2(left, middle - metrics::ASKING_HEIGHT * 0.5),
                vec2(width, metrics::ASKING_HEIGHT),
            );
            shapes.push(Shape::rect_filled(bar, metrics::BAR_RADIUS, theme.colors.stroke_divider));
        }
    }
    painter.add(Shape::Vec(shapes));
}
