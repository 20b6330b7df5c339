//! The scene's two regions: the grid on top, the map below, drawn with the console's own parts.

use egui::{Color32, Rect, Shape, pos2, vec2};
use jiff::Timestamp;
use jiff::tz::Offset;

use super::data::{Field, Name, Row, Rows};
use super::motion::{BotAt, COLUMNS, ROWS, bot_at};
use super::order::Order;
use crate::ui::widgets::grid::{Column, Grid, GridResponse, GridState, RowPainter, Tone};
use crate::ui::widgets::map::discs;

/// Height of the grid's region, of the window as a whole.
pub const GRID_HEIGHT: f32 = 600.0;
pub const WINDOW: [f32; 2] = [1600.0, 1000.0];
const BOT_RADIUS: f32 = 6.0;
/// The ground the scene's definition asks for.
const GROUND: Color32 = Color32::from_rgb(0x20, 0x24, 0x28);

/// The twelve columns of the definition.
pub fn columns() -> Vec<Column> {
    Field::ALL
        .into_iter()
        .map(|field| {
            let column = Column::new(field.name(), field.name(), field.width()).sortable();
            match field {
                Field::SkuId => column.mono(),
                Field::SkuName | Field::UpdatedAt => column,
                Field::Id => column.right().strong(),
                _ => column.right(),
            }
        })
        .collect()
}

/// Draws the grid.
pub fn grid_ui(
    ui: &mut egui::Ui,
    columns: &[Column],
    state: &mut GridState,
    rows: &Rows,
    order: &Order,
) -> GridResponse {
    Grid::new("Rows", columns).rows(order.len(rows.len())).show(ui, state, |place, painter| {
        match order.row(place).and_then(|row| rows.row(row)) {
            Some(row) => say_row(&row, painter),
            None => painter.asking(),
        }
    })
}

fn say_row(row: &Row, painter: &mut RowPainter) {
    painter.fmt(format_args!("{}", row.id));
    painter.fmt(format_args!("{}", row.carrier_id));
    painter.fmt(format_args!("{}", row.box_id));
    painter.fmt(format_args!("{}", row.level));
    painter.fmt(format_args!("{}", row.x));
    painter.fmt(format_args!("{}", row.y));
    painter.fmt(format_args!("{}", row.depth));
    painter.fmt(format_args!("SKU-{:06}", row.sku));
    painter.fmt(format_args!("{}", Name(row.sku)));
    painter.fmt(format_args!("{}", row.item_count));
    painter.fmt(format_args!("{}", row.item_count_max));
    let at = Timestamp::from_second(i64::from(row.updated_at)).unwrap_or_default();
    let at = Offset::UTC.to_datetime(at);
    painter.fmt_toned(
        format_args!(
            "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
            at.year(),
            at.month(),
            at.day(),
            at.hour(),
            at.minute(),
            at.second()
        ),
        Tone::Secondary,
    );
}

/// Draws the map.
pub fn map_ui(ui: &egui::Ui, rect: Rect, bots: u32, tick: u64) {
    let painter = ui.painter().with_clip_rect(rect);
    let cell = vec2(rect.width() / COLUMNS as f32, rect.height() / ROWS as f32);
    painter.add(Shape::rect_filled(rect, 0.0, GROUND));
    let place = |bot: BotAt| rect.min + vec2((bot.x + 0.5) * cell.x, (bot.y + 0.5) * cell.y);
    let marks = (0..bots).map(|bot| {
        let at = bot_at(bot, tick);
        let place = place(at);
        (pos2(place.x, place.y), colour(at.battery))
    });
    painter.add(discs(marks, BOT_RADIUS));
}

/// Red (empty) to green (full).
const fn colour(battery: u8) -> Color32 {
    let green = battery as u32 * 255 / 100;
    Color32::from_rgb((255 - green) as u8, green as u8, 60)
}
