//! The top row of the overview: the storage, four tiles, and what needs a person.

use egui::{Align, Rect, Ui, pos2, vec2};
use jiff::Timestamp;

use super::facts::{NeedRow, Tile};
use crate::bus::snapshot::Snapshot;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::panels::parts::words;
use crate::ui::route::{Panel, Route};
use crate::ui::theme::{TextStyle, Theme, icons, space, width};
use crate::ui::widgets::button;
use crate::ui::widgets::draw::Draw;
use crate::ui::widgets::paint;
use crate::ui::widgets::place;

const SPARKLINE: f32 = 60.0;
const MARK: f32 = 20.0;
const NEED: f32 = 66.0;

fn line(rect: Rect, top: f32, tall: f32) -> Rect {
    Rect::from_min_size(pos2(rect.left(), rect.top() + top), vec2(rect.width(), tall))
}

/// A tile; pressed as a whole.
pub fn tile_ui(ui: &mut Ui, theme: &Theme, rect: Rect, tile: &Tile) -> bool {
    place::ground(ui, rect);
    let colors = &theme.colors;
    let draw = Draw::new(ui, theme);
    let inner = rect.shrink(space::TILE);
    draw.text(
        line(inner, 0.0, 16.0),
        Align::Min,
        tile.name,
        TextStyle::SmallMedium,
        colors.text_secondary,
    );
    let spark =
        Rect::from_min_size(pos2(inner.right() - SPARKLINE, inner.top()), vec2(SPARKLINE, 16.0));
    draw.sparkline(spark, &tile.line);
    // 44 px figures only where there is room for them
    let tall = inner.height();
    let (style, figure_height) = match tall {
        116.0.. => (TextStyle::FigureXl, 48.0),
        96.0.. => (TextStyle::FigureL, 36.0),
        _ => (TextStyle::FigureM, 28.0),
    };
    let figure = line(inner, 20.0, figure_height);
    let stale = tile.age.as_ref().is_some_and(|age| age.stale);
    let text = tile.figure.as_deref().unwrap_or("—");
    let place = match (stale, &tile.figure) {
        (true, Some(text)) => {
            draw.stale(figure, Align::Min, text, style);
            let wide =
                ui.painter().layout_no_wrap(text.clone(), theme.text(style), colors.text_primary);
            Rect::from_min_size(figure.min, wide.size() + vec2(space::S24, 0.0))
        }
        _ => {
            let ink = if tile.figure.is_some() { colors.text_primary } else { colors.text_muted };
            draw.text(figure, Align::Min, text, style, ink)
        }
    };
    let unit =
        figure.with_min_x(place.right() + space::S8).translate(vec2(0.0, figure_height * 0.14));
    if tile.figure.is_some() {
        draw.text(unit, Align::Min, &tile.unit, TextStyle::Unit, colors.text_secondary);
    }
    let state = Rect::from_min_max(pos2(inner.left(), inner.bottom() - 20.0), inner.max);
    let compare = state.translate(vec2(0.0, -(tall - figure_height - 40.0).clamp(17.0, 24.0)));
    draw.text(compare, Align::Min, &tile.compare, TextStyle::Small, colors.text_muted);
    if stale {
        draw.stale(state, Align::Min, &tile.state, TextStyle::SmallMedium);
    } else if let Some(priority) = tile.mark {
        draw.mark(
            state.left_center() + vec2(MARK * 0.45, 0.0),
            MARK * 0.9,
            data_ui::attention::urgency(priority),
        );
        let rest = state.with_min_x(state.left() + MARK + space::S4);
        draw.text(rest, Align::Min, &tile.state, TextStyle::BodyMedium, colors.text_primary);
    } else {
        draw.text(state, Align::Min, &tile.state, TextStyle::BodyMedium, colors.text_primary);
    }
    button::pressable(ui, rect, ui.scope_id().with(("tile", tile.name)), &tile.spoken()).clicked()
}

/// The storage: its own word, and what it holds.
pub fn hero_ui(
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
    snapshot: &Snapshot,
    now: Timestamp,
) -> bool {
    place::ground(ui, rect);
    let colors = &theme.colors;
    let draw = Draw::new(ui, theme);
    let inner = rect.shrink(space::S16);
    let age = words::age_of_section(&snapshot.storage_status, now);
    let status = snapshot.storage_status.get().map(data_ui::storage::word);
    let title = line(inner, 0.0, 16.0);
    draw.text(
        title,
        Align::Min,
        t("overview-storage"),
        TextStyle::SmallMedium,
        colors.text_secondary,
    );
    let word = line(inner, 18.0, 56.0);
    let text = status.as_deref().unwrap_or("—");
    let urgency = snapshot.storage_status.get().and_then(data_ui::storage::urgency);
    let abnormal = urgency.and_then(|_| words::storage_abnormal(snapshot, now));
    let ink = urgency.map_or(colors.text_primary, |urgency| urgency.text_colour(theme));
    if age.stale {
        draw.stale(word, Align::Min, text, TextStyle::FigureHero);
    } else {
        let said = draw.text(word, Align::Min, text, TextStyle::FigureHero, ink);
        let beside = said.right_center() + vec2(MARK, 0.0);
        if let Some(urgency) = urgency.filter(|_| beside.x + MARK < inner.right()) {
            draw.mark(beside, MARK, urgency);
        }
    }
    if let Some(since) = &abnormal {
        let below = line(inner, 70.0, 16.0);
        draw.text(below, Align::Min, since, TextStyle::SmallMedium, colors.text_primary);
    }
    draw.value(title, Align::Max, (&age.text, age.stale), TextStyle::Small, colors.text_muted);
    let whole = holdings(snapshot);
    let top = inner.top() + 88.0;
    let rest = Rect::from_min_max(pos2(inner.left(), top), inner.max);
    let rows = whole.len().max(1) as f32;
    let tall = (rest.height() / rows).min(44.0);
    for (index, (name, value, share)) in whole.iter().enumerate() {
        let row = line(rest, tall * index as f32, tall);
        let words = Rect::from_min_max(row.min, pos2(row.right(), row.center().y + 6.0));
        draw.text(words, Align::Min, name, TextStyle::Body, colors.text_secondary);
        draw.text(words, Align::Max, value, TextStyle::Strong, colors.text_primary);
        if let Some(share) = share {
            let bar =
                Rect::from_min_size(pos2(row.left(), row.bottom() - 10.0), vec2(row.width(), 6.0));
            draw.bar(bar, *share);
        }
    }
    let mut said = format!("{}, {text}, {}", t("overview-storage"), age.text);
    said.extend(abnormal.into_iter().map(|since| format!(", {since}")));
    for (name, value, _) in &whole {
        said.push_str(&format!(", {name} {value}"));
    }
    button::pressable(ui, rect, ui.scope_id().with("hero"), &said).clicked()
}

/// Name, value, and its share of the whole.
pub fn holdings(snapshot: &Snapshot) -> Vec<(&'static str, String, Option<f32>)> {
    let Some(stock) = snapshot.level_stock.get().filter(|stock| !stock.is_empty()) else {
        return vec![(t("overview-stock"), t("overview-stock-asking").to_owned(), None)];
    };
    let boxes: u64 = stock.iter().map(|level| level.boxes()).sum();
    let loaded: u64 = stock.iter().map(|level| level.loaded_boxes()).sum();
    let spaces: u64 = stock.iter().map(|level| level.empty_spaces).sum();
    let rows: u64 = stock.iter().map(|level| level.rows).sum();
    let of = |part: u64, whole: u64| {
        tf(
            "overview-part-of",
            &[("part", data_ui::number(part).into()), ("whole", data_ui::number(whole).into())],
        )
    };
    let share = |part: u64, whole: u64| (whole > 0).then(|| part as f32 / whole as f32);
    let mut lines = vec![
        (t("overview-boxes-loaded"), of(loaded, boxes), share(loaded, boxes)),
        (t("overview-boxes-empty"), of(boxes - loaded, boxes), share(boxes - loaded, boxes)),
        (t("overview-spaces-empty"), of(spaces, rows), share(spaces, rows)),
    ];
    let levels = snapshot.levels.get().map(Vec::len).unwrap_or_default();
    if levels > stock.len() {
        let counted = of(stock.len() as u64, levels as u64);
        lines.push((t("overview-levels-counted"), counted, None));
    }
    lines
}

/// What needs a person; gives where the person wants to go.
///
/// Without a need it says so only when every system has answered: silence is not health.
pub fn needs_ui(
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
    rows: &[NeedRow],
    all_answer: bool,
) -> Option<Route> {
    let right = if rows.is_empty() {
        t("overview-needs-none").to_owned()
    } else {
        tf("overview-needs-count", &[("n", rows.len().into())])
    };
    place::ground(ui, rect);
    let below = place::card_head(ui, rect, t("overview-needs"), &right);
    Draw::new(ui, theme).divider(rect.with_max_y(below.top()).shrink2(vec2(width::STROKE, 0.0)));
    if rows.is_empty() {
        let (glyph, title, why) = if all_answer {
            (icons::CHECK, "overview-nobody", "overview-nobody-why")
        } else {
            (icons::CLOCK_COUNTDOWN, "overview-not-known", "overview-not-known-why")
        };
        place::empty(ui, below, glyph, t(title), t(why));
        return None;
    }
    let mut route = None;
    place::inside(ui, below.shrink(width::STROKE), |ui| {
        egui::ScrollArea::vertical().id_salt("needs").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (index, row) in rows.iter().enumerate() {
                if need_ui(ui, theme, row, index) {
                    route = Some(row.route.clone());
                }
            }
        });
    });
    route
}

fn need_ui(ui: &mut Ui, theme: &Theme, row: &NeedRow, index: usize) -> bool {
    let colors = &theme.colors;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), NEED));
    if !ui.is_rect_visible(rect) {
        return false;
    }
    let draw = Draw::new(ui, theme);
    let inner = rect.shrink2(vec2(space::CARD, space::S8));
    draw.mark(
        inner.left_top() + vec2(MARK * 0.5, 10.0),
        MARK,
        data_ui::attention::urgency(row.priority),
    );
    let text = inner.with_min_x(inner.left() + MARK + space::S12);
    let (first, last) = (line(text, 0.0, 20.0), line(text, 35.0, 16.0));
    let title = paint::line(ui, &row.title, TextStyle::Strong, colors.text_primary);
    let age = paint::line(ui, &row.age, TextStyle::Small, colors.text_muted);
    // Beside a title that fills its line there is no room for the age.
    let beside = title.size().x + space::S8 + age.size().x <= first.width();
    let at = if beside { first } else { last };
    draw.text(at, Align::Max, &row.age, TextStyle::Small, colors.text_muted);
    draw.text(first, Align::Min, &row.title, TextStyle::Strong, colors.text_primary);
    draw.text(
        line(text, 19.0, 16.0),
        Align::Min,
        &row.sentence,
        TextStyle::Small,
        colors.text_secondary,
    );
    let ink = data_ui::attention::urgency(row.priority).text_colour(theme);
    let word = data_ui::attention::priority_word(row.priority);
    draw.text(last, Align::Min, word, TextStyle::SmallMedium, ink);
    draw.divider(rect);
    button::pressable(ui, rect, ui.scope_id().with(("need", index)), &row.spoken).clicked()
}

/// The place the hero leads to.
pub const fn hero_route() -> Route {
    Route::Panel(Panel::Levels)
}
