//! The tray drawn as it is divided, with the compartment lit that is to be reached into.

use egui::{Align2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::domain::ids::TrayId;
use crate::domain::tray_layout::TrayStock;
use crate::i18n::{t, tf};
use crate::ui::theme::{TextStyle, Themed as _, radius, space, width};
use crate::ui::widgets::paint;

/// Between compartments, and from them to the edge of the tray.
const GAP: f32 = 6.0;
/// A compartment lower than this tells its content beside its name.
const LOW: f32 = 76.0;
/// Narrower than this it tells a number and no word.
const ROOM_FOR_WORDS: f32 = 72.0;

/// Draws it into a place. Without a layout only the name of the lit compartment is known.
pub fn tray_ui(
    ui: &mut Ui,
    place: Rect,
    tray: &TrayId,
    stock: Option<&TrayStock>,
    lit: Option<&str>,
) {
    let theme = ui.theme();
    let c = &theme.colors;
    let edge = Stroke::new(width::STROKE_STRONG, c.stroke_control);
    ui.painter().rect(place, radius::CARD, c.surface_panel, edge, StrokeKind::Inside);
    let response = ui.interact(place, ui.scope_id().with("tray"), Sense::hover());
    let layout = stock.and_then(TrayStock::drawn);
    let mut told = tf("pick-tray", &[("tray", tray.as_str().into())]);
    let Some(layout) = layout else {
        let words = lit.map_or_else(
            || t("pick-tray-unknown").to_owned(),
            |lit| tf("pick-tray-only", &[("place", lit.into())]),
        );
        let wide = place.width() - 2.0 * space::S16;
        let galley = paint::wrapped(ui, &words, TextStyle::StationBody, c.text_secondary, wide);
        let at = place.center();
        paint::place(ui.painter(), at, Align2::CENTER_CENTER, galley);
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("{told}. {words}")));
        return;
    };
    let inside = place.shrink(GAP + 2.0);
    let (columns, rows) = (f32::from(layout.columns.max(1)), f32::from(layout.rows.max(1)));
    let cell = vec2(
        (inside.width() - GAP * (columns - 1.0)) / columns,
        (inside.height() - GAP * (rows - 1.0)) / rows,
    );
    for (index, name) in layout.compartments().enumerate() {
        let columns = usize::from(layout.columns.max(1));
        let (row, column) = (index / columns, index % columns);
        let at = pos2(
            inside.left() + (cell.x + GAP) * column as f32,
            inside.top() + (cell.y + GAP) * row as f32,
        );
        let is_lit = lit.is_some_and(|lit| lit.eq_ignore_ascii_case(&name));
        let content = stock.and_then(|stock| stock.contents.get(&name));
        let quantity = content.map(|content| content.quantity);
        compartment(ui, Rect::from_min_size(at, cell), &name, quantity, is_lit);
        if is_lit {
            let words = inside_words(quantity, true);
            let inside = [("place", name.as_str().into()), ("inside", words.into())];
            told = format!("{told}, {}", tf("pick-tray-lit", &inside));
        }
    }
    if stock.is_some_and(|stock| stock.dirty) {
        told = format!("{told}, {}", t("pick-tray-dirty"));
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &told));
}

/// How many lie there; what nobody filled in is not zero.
fn inside_words(quantity: Option<u32>, in_words: bool) -> String {
    match quantity {
        None if in_words => t("pick-compartment-unknown").to_owned(),
        None => "?".to_owned(),
        Some(0) => t("pick-compartment-empty").to_owned(),
        Some(some) if in_words => tf("pick-compartment-inside", &[("n", some.into())]),
        Some(some) => some.to_string(),
    }
}

fn compartment(ui: &Ui, place: Rect, name: &str, quantity: Option<u32>, is_lit: bool) {
    let theme = ui.theme();
    let c = &theme.colors;
    let (ground, edge, ink, soft) = if is_lit {
        let edge = Stroke::new(width::STROKE_STRONG + 1.0, c.accent_focus);
        (c.accent_fill, edge, c.accent_on, c.accent_on)
    } else {
        let edge = Stroke::new(width::STROKE, c.stroke_control);
        (c.surface_sunken, edge, c.text_secondary, c.text_muted)
    };
    ui.painter().rect(place, radius::CONTROL, ground, edge, StrokeKind::Inside);
    let style = if is_lit { TextStyle::StationTitle } else { TextStyle::StationSmallStrong };
    let left = place.left() + space::S8;
    let wide = place.width() - 2.0 * space::S8;
    let low = place.height() < LOW;
    let style = if low { TextStyle::StationSmallStrong } else { style };
    let title = paint::fitted(ui, name, style, ink, wide);
    let words = inside_words(quantity, is_lit && !low && wide >= ROOM_FOR_WORDS);
    let style = if is_lit { TextStyle::StationSmallStrong } else { TextStyle::StationSmall };
    let below = paint::fitted(ui, &words, style, soft, wide);
    if low {
        let middle = place.center().y;
        let right = place.right() - space::S8;
        paint::place(ui.painter(), pos2(left, middle), Align2::LEFT_CENTER, title);
        paint::place(ui.painter(), pos2(right, middle), Align2::RIGHT_CENTER, below);
    } else {
        let top = pos2(left, place.top() + space::S8);
        paint::place(ui.painter(), top, Align2::LEFT_TOP, title);
        let bottom = pos2(left, place.bottom() - space::S8);
        paint::place(ui.painter(), bottom, Align2::LEFT_BOTTOM, below);
    }
}
