//! The tables of the overview: levels, stations, commands, systems. Each row is pressed as a whole.

use egui::{Align, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::rows::{CommandRow, LevelRow, StationRow, SystemRow, percent};
use crate::domain::bot::BotState;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::words;
use crate::ui::theme::{IconWeight, TextStyle, Theme, height, icon, icons, radius, space, width};
use crate::ui::widgets::button;
use crate::ui::widgets::columns::{self, Column, column};
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::paint;
use crate::ui::widgets::place;

/// Narrower than this the table of systems leaves out the calls.
const CALLS_FIT: f32 = 440.0;
/// Narrower than this the table of commands leaves out how long they took.
const TOOK_FITS: f32 = 640.0;
/// The mark before a state and its gap.
const STATE_MARK: f32 = 22.0;
/// What the ground of a stale value needs beside its text.
const STALE: f32 = space::S16;
const PIP: f32 = 14.0;
const PIP_STEP: f32 = 18.0;

/// A card with a head, a head row and rows; gives the row that was pressed.
fn table_ui(
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
    (title, right): (&str, &str),
    columns: &[Column<'_>],
    (rows, empty): (usize, &str),
    mut row: impl FnMut(&mut Ui, usize, Rect, &[Rect]) -> bool,
) -> Option<usize> {
    place::ground(ui, rect);
    let below = place::card_head(ui, rect, title, right);
    let (head, body) = below.split_top_bottom_at_y(below.top() + height::GRID_HEAD);
    let cells = columns::cells(ui, theme, columns, head);
    columns::head(ui, theme, columns, &cells);
    Draw::new(ui, theme).divider(head.shrink2(vec2(width::STROKE, 0.0)));
    if rows == 0 {
        let inner = body.shrink(space::CARD);
        Draw::new(ui, theme).paragraph(inner, empty, TextStyle::Body, theme.colors.text_muted);
        paint::spoken(ui, body, empty, "");
        return None;
    }
    let mut pressed = None;
    let body = body.with_max_y(body.bottom() - width::STROKE);
    let fair = (body.height() / rows as f32).floor();
    let tall = fair.clamp(height::ROW_COMPACT, height::ROW_COMFORTABLE);
    place::inside(ui, body, |ui| {
        egui::ScrollArea::vertical().id_salt(("table", title.to_owned())).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for index in 0..rows {
                let (_, place) = ui.allocate_space(vec2(ui.available_width(), tall));
                if !ui.is_rect_visible(place) {
                    continue;
                }
                if row(ui, index, place, &columns::under(&cells, place)) {
                    pressed = Some(index);
                }
                if index + 1 < rows {
                    Draw::new(ui, theme).divider(place);
                }
            }
        });
    });
    pressed
}

/// The levels with a pip for each bot.
pub fn levels_ui(ui: &mut Ui, theme: &Theme, rect: Rect, rows: &[LevelRow]) -> Option<usize> {
    let columns = [
        column(0.08, Align::Min, t("overview-level")),
        column(0.34, Align::Min, t("overview-column-bots")),
        column(0.13, Align::Max, t("overview-working")).holding(rows.iter().map(LevelRow::working)),
        column(0.22, Align::Min, t("overview-filled")),
        column(0.13, Align::Max, t("overview-empty-boxes")),
        column(0.10, Align::Max, t("overview-age"))
            .holding(rows.iter().map(|row| &row.age.text))
            .beside(STALE),
    ];
    let heads = (t("overview-levels"), "");
    let pressed = table_ui(
        ui,
        theme,
        rect,
        heads,
        &columns,
        (rows.len(), t("overview-levels-asking")),
        |ui, index, place, cells| {
            let (Some(row), [level, bots, working, filled, empty, age]) = (rows.get(index), cells)
            else {
                return false;
            };
            level_ui(ui, theme, row, [*level, *bots, *working, *filled, *empty, *age]);
            button::pressable(ui, place, ui.scope_id().with(("level", index)), &row.spoken())
                .clicked()
        },
    );
    legend_ui(ui, theme, rect);
    pressed
}

fn level_ui(ui: &Ui, theme: &Theme, row: &LevelRow, cells: [Rect; 6]) {
    let [level, bots, working, filled, empty, age] = cells;
    let colors = &theme.colors;
    let draw = Draw::new(ui, theme);
    draw.text(level, Align::Min, row.id.as_str(), TextStyle::Strong, colors.text_primary);
    let fit = ((bots.width() / PIP_STEP).floor().max(0.0)) as usize;
    let shown = if row.bots.len() > fit { fit.saturating_sub(2) } else { row.bots.len() };
    for (index, bot) in row.bots.iter().take(shown).enumerate() {
        let center = pos2(bots.left() + PIP * 0.5 + PIP_STEP * index as f32, bots.center().y);
        match bot.need {
            // the mark says more than the state: what needs a person is seen first
            Some(priority) => {
                draw.mark(center, PIP + 2.0, data_ui::attention::urgency(priority));
            }
            None => pip(&draw, Rect::from_center_size(center, vec2(PIP, PIP)), bot.state),
        }
    }
    if shown < row.bots.len() {
        let rest = bots.with_min_x(bots.left() + PIP_STEP * shown as f32);
        let more = format!("+ {}", row.bots.len() - shown);
        draw.text(rest, Align::Min, &more, TextStyle::Small, colors.text_muted);
    }
    draw.text(working, Align::Max, &row.working(), TextStyle::Body, colors.text_primary);
    match row.filled {
        Some(share) => {
            let figure = draw.text(
                filled,
                Align::Max,
                &percent(share),
                TextStyle::Body,
                colors.text_primary,
            );
            let bar = filled.with_max_x(figure.left().min(filled.right() - 36.0) - space::S8);
            draw.bar(bar, share);
        }
        None => {
            draw.text(filled, Align::Max, "—", TextStyle::Body, colors.text_muted);
        }
    }
    let empty_words = row.empty_boxes.map_or_else(|| "—".to_owned(), data_ui::number);
    draw.text(empty, Align::Max, &empty_words, TextStyle::Body, colors.text_primary);
    draw.value(
        age,
        Align::Max,
        (&row.age.text, row.age.stale),
        TextStyle::Small,
        colors.text_muted,
    );
}

/// Filled works, hollow idle, bolt charges, hatched not reported.
fn pip(draw: &Draw<'_>, rect: Rect, state: BotState) {
    let colors = &draw.theme.colors;
    let stroke = Stroke::new(width::STROKE, colors.stroke_graphic);
    match state {
        BotState::Working => {
            draw.painter.rect_filled(rect, radius::CELL, colors.stroke_graphic);
        }
        BotState::Idle => {
            draw.painter.rect_stroke(rect, radius::CELL, stroke, StrokeKind::Inside);
        }
        BotState::Charging => {
            draw.painter.rect_stroke(rect, radius::CELL, stroke, StrokeKind::Inside);
            draw.icon(rect, icons::LIGHTNING, PIP - 3.0, IconWeight::Fill, colors.text_primary);
        }
        BotState::NotReported => {
            draw.hatch(rect);
            draw.painter.rect_stroke(rect, radius::CELL, stroke, StrokeKind::Inside);
        }
    }
}

fn legend_ui(ui: &Ui, theme: &Theme, rect: Rect) {
    let draw = Draw::new(ui, theme);
    let head = rect.with_max_y(rect.top() + height::CARD_HEAD).shrink2(vec2(space::CARD, 0.0));
    let mut right = head.right();
    for (state, words) in [
        (BotState::NotReported, t("overview-legend-not-reported")),
        (BotState::Charging, t("overview-legend-charging")),
        (BotState::Idle, t("overview-legend-idle")),
        (BotState::Working, t("overview-legend-working")),
    ] {
        let place = draw.text(
            head.with_max_x(right),
            Align::Max,
            words,
            TextStyle::Small,
            theme.colors.text_muted,
        );
        let center = pos2(place.left() - space::S8 - PIP * 0.5, head.center().y);
        pip(&draw, Rect::from_center_size(center, vec2(PIP, PIP)), state);
        right = center.x - PIP * 0.5 - space::S12;
    }
}

/// The stations.
pub fn stations_ui(
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
    rows: &[StationRow],
    age: &words::AgeWords,
) -> Option<usize> {
    let columns = [
        column(0.20, Align::Min, t("overview-station")).holding(rows.iter().map(|row| &row.name)),
        column(0.17, Align::Min, t("overview-status"))
            .holding(rows.iter().map(|row| &row.status))
            .beside(if age.stale { STALE } else { 0.0 }),
        column(0.31, Align::Min, t("overview-at-station"))
            .holding(rows.iter().map(|row| &row.tray))
            .beside(if rows.iter().any(|row| row.tray_stale) { STALE } else { 0.0 }),
        column(0.32, Align::Max, t("overview-on-its-way"))
            .holding(rows.iter().map(StationRow::waiting_words)),
    ];
    let count = tf(
        "overview-stations-count",
        &[("n", rows.len().into()), ("age", age.text.clone().into())],
    );
    let right = if rows.is_empty() { age.text.clone() } else { count };
    let heads = (t("overview-stations"), right.as_str());
    table_ui(
        ui,
        theme,
        rect,
        heads,
        &columns,
        (rows.len(), t("overview-stations-asking")),
        |ui, index, place, cells| {
            let (Some(row), [name, status, tray, waits]) = (rows.get(index), cells) else {
                return false;
            };
            let colors = &theme.colors;
            let draw = Draw::new(ui, theme);
            draw.text(*name, Align::Min, &row.name, TextStyle::Strong, colors.text_primary);
            let value = (row.status.as_str(), age.stale);
            draw.value(*status, Align::Min, value, TextStyle::Body, colors.text_secondary);
            let ink = if row.has_tray { colors.text_primary } else { colors.text_muted };
            let value = (row.tray.as_str(), row.tray_stale);
            draw.value(*tray, Align::Min, value, TextStyle::Body, ink);
            let ink = if row.waiting > 0 { colors.text_primary } else { colors.text_muted };
            draw.text(*waits, Align::Max, &row.waiting_words(), TextStyle::Body, ink);
            button::pressable(ui, place, ui.scope_id().with(("station", index)), &row.spoken())
                .clicked()
        },
    )
}

/// The newest commands.
pub fn commands_ui(
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
    rows: &[CommandRow],
    open: usize,
) -> Option<usize> {
    let mut columns = vec![
        column(0.16, Align::Min, t("overview-time")).holding(rows.iter().map(|row| &row.time)),
        column(0.18, Align::Min, t("overview-command"))
            .holding(rows.iter().map(|row| &row.command)),
        column(0.23, Align::Min, t("overview-what")).holding(rows.iter().map(|row| &row.what)),
        column(0.16, Align::Min, t("overview-state"))
            .holding(rows.iter().map(|row| data_ui::intent::state_word(row.state)))
            .beside(STATE_MARK),
        column(0.16, Align::Min, t("overview-by")).holding(rows.iter().map(|row| &row.by)),
    ];
    if rect.width() >= TOOK_FITS {
        let took = column(0.13, Align::Max, t("overview-took"));
        columns.push(took.holding(rows.iter().map(|row| &row.took)));
    }
    let right = tf("overview-commands-open", &[("n", open.into())]);
    let heads = (t("overview-commands"), right.as_str());
    table_ui(
        ui,
        theme,
        rect,
        heads,
        &columns,
        (rows.len(), t("overview-commands-none")),
        |ui, index, place, cells| {
            let (Some(row), [time, command, what, state, by, rest @ ..]) = (rows.get(index), cells)
            else {
                return false;
            };
            let colors = &theme.colors;
            let draw = Draw::new(ui, theme);
            draw.text(*time, Align::Min, &row.time, TextStyle::Body, colors.text_secondary);
            draw.text(
                *command,
                Align::Min,
                &row.command,
                TextStyle::BodyMedium,
                colors.text_primary,
            );
            draw.text(*what, Align::Min, &row.what, TextStyle::Body, colors.text_secondary);
            let mark = data_ui::intent::mark(row.state);
            let (glyph, weight) = mark.glyph();
            let ink = mark.colour(theme);
            let icon = state.with_max_x(state.left() + icon::I16);
            draw.icon(icon, glyph, icon::I14, weight, ink);
            let word = state.with_min_x(state.left() + STATE_MARK);
            draw.text(word, Align::Min, data_ui::intent::state_word(row.state), mark.style(), ink);
            draw.text(*by, Align::Min, &row.by, TextStyle::Body, colors.text_secondary);
            if let [took] = rest {
                draw.text(*took, Align::Max, &row.took, TextStyle::Body, colors.text_muted);
            }
            button::pressable(ui, place, ui.scope_id().with(("command", index)), &row.spoken())
                .clicked()
        },
    )
}

/// The systems.
pub fn systems_ui(ui: &mut Ui, theme: &Theme, rect: Rect, rows: &[SystemRow]) -> Option<usize> {
    let mut columns = vec![
        column(0.32, Align::Min, t("overview-system")).holding(rows.iter().map(|row| row.name)),
        column(0.23, Align::Min, t("overview-state"))
            .holding(rows.iter().map(|row| &row.state.text))
            .beside(STALE),
        column(0.23, Align::Max, t("overview-answers")).holding(rows.iter().map(|row| &row.median)),
    ];
    // The status bar says the calls too, so they are the first to give way.
    if rect.width() >= CALLS_FIT {
        let calls = column(0.22, Align::Max, t("overview-calls-title"));
        columns.push(calls.holding(rows.iter().map(|row| &row.calls)));
    }
    let heads = (t("overview-systems"), "");
    table_ui(
        ui,
        theme,
        rect,
        heads,
        &columns,
        (rows.len(), t("overview-systems-none")),
        |ui, index, place, cells| {
            let (Some(row), [name, state, median, rest @ ..]) = (rows.get(index), cells) else {
                return false;
            };
            let colors = &theme.colors;
            let draw = Draw::new(ui, theme);
            draw.text(*name, Align::Min, row.name, TextStyle::Strong, colors.text_primary);
            draw.value(
                *state,
                Align::Min,
                (&row.state.text, row.state.stale),
                TextStyle::Body,
                colors.text_secondary,
            );
            draw.text(*median, Align::Max, &row.median, TextStyle::Body, colors.text_primary);
            if let [calls] = rest {
                draw.text(*calls, Align::Max, &row.calls, TextStyle::Body, colors.text_secondary);
            }
            button::pressable(ui, place, ui.scope_id().with(("system", index)), &row.spoken())
                .clicked()
        },
    )
}
