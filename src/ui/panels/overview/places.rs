//! Where the cards of the overview stand: three rows on twelve columns, or one under the other where it is narrow.

use egui::{Rect, pos2, vec2};

use crate::ui::theme::{height, space};

/// Narrower than this the tables stand one under the other, each over the whole width.
const NARROW: f32 = 900.0;
/// Heights below which the panel scrolls instead of squeezing.
const TOP_LEAST: f32 = 230.0;
const LAST_LEAST: f32 = 96.0;
/// Of a tile and of a table that has its rows to itself.
const TILE: f32 = 109.0;
/// More levels than these scroll in their table.
const LEVELS_MOST: usize = 12;
/// Commands shown where they have no height of their own.
const COMMANDS_LEAST: usize = 3;

/// How many rows the tables have.
#[derive(Clone, Copy, Debug)]
pub struct Rows {
    pub levels: usize,
    pub stations: usize,
    pub systems: usize,
}

/// The rectangle of each card.
#[derive(Clone, Debug)]
pub struct Places {
    pub hero: Rect,
    pub tiles: [Rect; 4],
    pub needs: Rect,
    pub levels: Rect,
    pub stations: Rect,
    pub commands: Rect,
    pub systems: Rect,
}

/// Height of a table that shows so many rows.
fn table_of(rows: usize) -> f32 {
    height::CARD_HEAD + height::GRID_HEAD + rows as f32 * height::ROW_COMPACT + 2.0
}

/// The height that is needed; where there is less the panel scrolls.
pub fn least(width: f32, rows: Rows) -> f32 {
    let gap = space::CARDS;
    let levels = table_of(rows.levels.min(LEVELS_MOST));
    if width >= NARROW {
        return TOP_LEAST + levels + LAST_LEAST + 2.0 * gap;
    }
    let tables = levels + table_of(rows.stations) + table_of(COMMANDS_LEAST);
    TOP_LEAST + 2.0 * TILE + tables + table_of(rows.systems) + 6.0 * gap
}

impl Places {
    /// Divides the body.
    pub fn of(body: Rect, rows: Rows) -> Self {
        if body.width() >= NARROW { Self::wide(body, rows) } else { Self::narrow(body, rows) }
    }

    fn wide(body: Rect, rows: Rows) -> Self {
        let gap = space::CARDS;
        let free = body.height() - 2.0 * gap;
        let top = (free * 0.37).max(TOP_LEAST).round();
        let rest = free - top;
        // Where it is low every level keeps its row, and the newest commands give way.
        let table = (rest * 0.5).max(table_of(rows.levels).min(rest - LAST_LEAST)).round();
        // The right side is divided on its own: no system may be hidden under the edge.
        let stations =
            table.min((rest - table_of(rows.systems)).max(table_of(rows.stations))).round();
        let (first, second) = (body.top(), body.top() + top + gap);
        let (third, fourth) = (second + table + gap, second + stations + gap);
        let (left, right) = (columns(body, 4.0, 6.3), columns(body, 6.3, 8.6));
        let half = ((top - gap) * 0.5).floor();
        let lower = first + half + gap;
        Self {
            hero: band(columns(body, 0.0, 4.0), first, top),
            tiles: [
                band(left, first, half),
                band(right, first, half),
                band(left, lower, half),
                band(right, lower, half),
            ],
            needs: band(columns(body, 8.6, 12.0), first, top),
            levels: band(columns(body, 0.0, 7.4), second, table),
            stations: band(columns(body, 7.4, 12.0), second, stations),
            commands: band(columns(body, 0.0, 7.4), third, body.bottom() - third),
            systems: band(columns(body, 7.4, 12.0), fourth, body.bottom() - fourth),
        }
    }

    fn narrow(body: Rect, rows: Rows) -> Self {
        let gap = space::CARDS;
        let (left, right) = (columns(body, 0.0, 6.0), columns(body, 6.0, 12.0));
        let mut top = body.top();
        let mut next = |tall: f32| {
            let here = top;
            top += tall + gap;
            (here, tall)
        };
        let (first, upper, lower) = (next(TOP_LEAST), next(TILE), next(TILE));
        let levels = next(table_of(rows.levels.min(LEVELS_MOST)));
        let (stations, commands) = (next(table_of(rows.stations)), next(table_of(COMMANDS_LEAST)));
        let systems = next(table_of(rows.systems));
        let at = |across: Rect, (top, tall): (f32, f32)| band(across, top, tall);
        Self {
            hero: at(left, first),
            needs: at(right, first),
            tiles: [at(left, upper), at(right, upper), at(left, lower), at(right, lower)],
            levels: at(body, levels),
            stations: at(body, stations),
            commands: at(body, commands),
            systems: at(body, systems),
        }
    }
}

/// From one of twelve columns to another.
fn columns(body: Rect, from: f32, to: f32) -> Rect {
    let column = (body.width() + space::CARDS) / 12.0;
    let left = (body.left() + column * from).round();
    let right = (body.left() + column * to - space::CARDS).round();
    Rect::from_min_max(pos2(left, body.top()), pos2(right, body.bottom()))
}

fn band(across: Rect, top: f32, tall: f32) -> Rect {
    Rect::from_min_size(pos2(across.left(), top), vec2(across.width(), tall))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_card_lies_over_another_and_all_fit_into_what_is_needed() {
        let rows = Rows { levels: 6, stations: 4, systems: 2 };
        for width in [740.0, 1000.0, 1392.0] {
            let body = Rect::from_min_size(pos2(0.0, 0.0), vec2(width, least(width, rows)));
            let places = Places::of(body, rows);
            let [one, two, three, four] = places.tiles;
            let all = [
                places.hero,
                one,
                two,
                three,
                four,
                places.needs,
                places.levels,
                places.stations,
                places.commands,
                places.systems,
            ];
            for (index, card) in all.iter().enumerate() {
                assert!(body.expand(1.0).contains_rect(*card), "{width}: {card:?} in {body:?}");
                for other in all.iter().skip(index + 1) {
                    assert!(!card.shrink(1.0).intersects(*other), "{width}: {card:?} {other:?}");
                }
            }
        }
    }
}
