//! A piece that does not belong: the red band over the whole width, what was scanned and what to take.

use egui::{Align2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::model::{Pieces, name_of};
use super::picture::Pictures;
use super::words::wrong_words;
use crate::domain::floor::Wrong;
use crate::domain::ids::SkuId;
use crate::domain::pick::Mode;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::panels::station::paint::region;
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, icon, icons, radius, space, width};
use crate::ui::widgets::paint;

/// The band with its two lines.
const BAND: f32 = 120.0;
/// Narrower than this a card has its picture above its words.
const BESIDE: f32 = 430.0;

/// One of the two cards.
struct Side<'a> {
    title: &'a str,
    wrong: bool,
    sku: Option<&'a SkuId>,
    name: String,
    barcode: Option<&'a str>,
    /// The last lines, in words.
    foot: Vec<String>,
}

/// Draws both; nothing was counted, and the screen stays so until the right scan.
pub(super) fn wrong_ui(
    pictures: &mut Pictures,
    context: &PanelContext<'_>,
    ui: &mut Ui,
    place: Rect,
    wrong: &Wrong,
    pieces: Option<&Pieces>,
) {
    let (title, next) = wrong_words(wrong, pieces);
    let band = Rect::from_min_size(place.min, vec2(place.width(), BAND));
    band_ui(ui, band, &title, &next);
    let cards = Rect::from_min_max(pos2(place.left(), band.bottom() + space::S12), place.max);
    let half = (cards.width() - space::S16) / 2.0;
    let left = Rect::from_min_size(cards.min, vec2(half, cards.height()));
    let right = Rect::from_min_max(pos2(left.right() + space::S16, cards.top()), cards.max);
    let view = context.snapshot.floor.get();
    let named = |sku: &SkuId| {
        view.and_then(|view| name_of(context.snapshot, view, sku))
            .unwrap_or_else(|| sku.to_string())
    };
    let lies = wrong.lies_in.as_deref().map(|at| tf("pick-lies-in", &[("place", at.into())]));
    let scanned = Side {
        title: t("pick-you-scanned"),
        wrong: true,
        sku: Some(&wrong.sku),
        name: named(&wrong.sku),
        barcode: Some(&wrong.barcode),
        foot: lies.into_iter().collect(),
    };
    card_ui(pictures, context, ui, left, &scanned);
    let Some(pieces) = pieces else { return };
    let from = super::take::from_words(&pieces.from, pieces.mode);
    let left_over = pieces.quantity.saturating_sub(pieces.taken);
    let many = tf("pick-pieces", &[("n", left_over.into())]);
    let so_far = [("taken", pieces.taken.into()), ("quantity", pieces.quantity.into())];
    let wanted = Side {
        title: t(if pieces.mode == Mode::Decanting { "pick-put-this" } else { "pick-take-this" }),
        wrong: false,
        sku: pieces.sku.as_ref(),
        name: pieces
            .name
            .clone()
            .unwrap_or_else(|| pieces.sku.as_ref().map(ToString::to_string).unwrap_or_default()),
        barcode: pieces.barcode.as_deref(),
        foot: vec![format!("{left_over} {many} {from}"), tf("pick-scanned-of", &so_far)],
    };
    card_ui(pictures, context, ui, right, &wanted);
}

fn band_ui(ui: &mut Ui, place: Rect, title: &str, next: &str) {
    let theme = ui.theme();
    let c = &theme.colors;
    let response = ui.interact(place, ui.scope_id().with("wrong-band"), Sense::hover());
    ui.painter().rect_filled(place, radius::CARD, c.alarm_high_fill);
    let ink = c.alarm_high_on;
    let glyph = paint::glyph(ui, icons::X_CIRCLE, icon::I32 * 2.0, IconWeight::Regular, ink);
    let at = pos2(place.left() + space::S24, place.center().y);
    let glyph = paint::place(ui.painter(), at, Align2::LEFT_CENTER, glyph);
    let left = glyph.right() + space::S24;
    let room = place.right() - left - space::S16;
    let large = paint::fitted(ui, title, TextStyle::StationMessage, ink, room);
    let large = if large.elided {
        paint::fitted(ui, title, TextStyle::StationTitle, ink, room)
    } else {
        large
    };
    let below = paint::wrapped(ui, next, TextStyle::StationBody, ink, room);
    let split = place.center().y + (large.size().y - below.size().y) / 2.0;
    paint::place(ui.painter(), pos2(left, split), Align2::LEFT_BOTTOM, large);
    paint::place(ui.painter(), pos2(left, split), Align2::LEFT_TOP, below);
    response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, format!("{title} {next}")));
}

fn card_ui(
    pictures: &mut Pictures,
    context: &PanelContext<'_>,
    ui: &mut Ui,
    place: Rect,
    side: &Side<'_>,
) {
    let theme = ui.theme();
    let c = &theme.colors;
    let edge = if side.wrong { c.alarm_high_fill } else { c.accent_focus };
    let line = Stroke::new(width::STROKE_STRONG, edge);
    ui.painter().rect(place, radius::CARD, c.surface_raised, line, StrokeKind::Inside);
    let inside = place.shrink(space::S16);
    let beside = place.width() >= BESIDE;
    let picture = if beside {
        Rect::from_min_size(inside.min, vec2(inside.width() * 0.44, inside.height()))
    } else {
        Rect::from_min_size(inside.min, vec2(inside.width(), inside.height() * 0.45))
    };
    if let Some(sku) = side.sku {
        pictures.draw(context.snapshot, ui, picture, sku, &side.name);
    }
    let words = if beside {
        Rect::from_min_max(pos2(picture.right() + space::S16, inside.top()), inside.max)
    } else {
        Rect::from_min_max(pos2(inside.left(), picture.bottom() + space::S8), inside.max)
    };
    region(ui, words, |ui| {
        ui.spacing_mut().item_spacing.y = space::S4;
        ui.horizontal(|ui| {
            let (glyph, ink) = if side.wrong {
                (icons::X_CIRCLE, c.alarm_high_text)
            } else {
                (icons::CHECK_CIRCLE, c.text_primary)
            };
            paint::icon(ui, glyph, icon::I20, IconWeight::Fill, ink);
            paint::label(ui, side.title, TextStyle::StationBodyStrong, ink);
        });
        paint::label_wrapped(ui, &side.name, TextStyle::StationTitle, c.text_primary);
        if let Some(sku) = side.sku {
            paint::label_cut(ui, sku.as_str(), TextStyle::StationMono, c.text_secondary);
        }
        if let Some(barcode) = side.barcode {
            paint::label_cut(ui, barcode, TextStyle::StationSmall, c.text_muted);
        }
        ui.add_space(space::S8);
        for line in &side.foot {
            paint::label_wrapped(ui, line, TextStyle::StationBody, c.text_primary);
        }
    });
}
