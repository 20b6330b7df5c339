//! A piece to take: its picture and name, how many, what the last scan did, and the tray.

use egui::{Align, Layout, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::model::{From, Pieces, Work};
use super::picture::Pictures;
use super::{Wish, said, tray};
use crate::domain::floor::Input;
use crate::domain::pick::Mode;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::panels::station::paint::region;
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, height, icon, icons, space};
use crate::ui::widgets::scan::scan_band;
use crate::ui::widgets::{Button, paint};

/// The picture takes this share of the width.
const PICTURE: f32 = 0.475;
/// Name and barcode under the picture.
const NAMES: f32 = 76.0;
/// How high the figure with its words is, and the row over the tray.
const FIGURE: f32 = 196.0;
const BAND: f32 = height::SCAN_BAND;
const TRAY_HEAD: f32 = 28.0;
/// Less room than this for the tray, and the figure gives way.
const TRAY_LEAST: f32 = 120.0;

/// Draws it; counting and decanting have keys for more pieces at once.
pub(super) fn take_ui(
    pictures: &mut Pictures,
    context: &PanelContext<'_>,
    ui: &mut Ui,
    place: Rect,
    work: &Work,
    pieces: &Pieces,
) -> Option<Wish> {
    let split = place.left() + (place.width() * PICTURE).round();
    let left = Rect::from_min_max(place.min, pos2(split, place.bottom()));
    let right = Rect::from_min_max(pos2(split + space::S16, place.top()), place.max);
    item_ui(pictures, context, ui, left, pieces);
    region(ui, right, |ui| middle_ui(context, ui, work, pieces))
}

/// Picture, name, SKU and barcode.
fn item_ui(
    pictures: &mut Pictures,
    context: &PanelContext<'_>,
    ui: &mut Ui,
    place: Rect,
    pieces: &Pieces,
) {
    let theme = ui.theme();
    let c = &theme.colors;
    let unnamed =
        || pieces.sku.as_ref().map_or_else(|| t("pick-no-sku").to_owned(), ToString::to_string);
    let name = pieces.name.clone().unwrap_or_else(unnamed);
    let shown = Rect::from_min_max(place.min, pos2(place.right(), place.bottom() - NAMES));
    if let Some(sku) = &pieces.sku {
        pictures.draw(context.snapshot, ui, shown, sku, &name);
    }
    let below = Rect::from_min_max(pos2(place.left(), shown.bottom() + space::S8), place.max);
    region(ui, below, |ui| {
        ui.spacing_mut().item_spacing.y = space::S4;
        paint::label_cut(ui, &name, TextStyle::StationTitle, c.text_primary);
        ui.horizontal(|ui| {
            if let Some(sku) = &pieces.sku {
                paint::label(ui, sku.as_str(), TextStyle::StationMono, c.text_secondary);
            }
            if let Some(barcode) = &pieces.barcode {
                ui.add_space(space::S8);
                paint::icon(ui, icons::BARCODE, icon::I20, IconWeight::Regular, c.text_muted);
                paint::label_cut(ui, barcode, TextStyle::StationMono, c.text_muted);
            }
        });
    });
}

fn middle_ui(
    context: &PanelContext<'_>,
    ui: &mut Ui,
    work: &Work,
    pieces: &Pieces,
) -> Option<Wish> {
    let whole = ui.max_rect();
    ui.spacing_mut().item_spacing.y = space::S8;
    let steps = pieces.mode != Mode::Picking;
    let steps_tall = if steps { height::STATION_CONTROL + space::S8 } else { 0.0 };
    let others = BAND + TRAY_HEAD + steps_tall + 3.0 * space::S8;
    let figure = FIGURE.min(whole.height() - others - TRAY_LEAST).max(96.0);
    figure_ui(ui, pieces, figure);
    band_ui(ui, work, pieces);
    let wish = if steps { steps_ui(ui) } else { None };
    if let Some(tray) = &work.tray {
        tray_head(context, ui, work, tray);
        let left = ui.available_rect_before_wrap();
        let place = Rect::from_min_max(left.min, pos2(whole.right(), whole.bottom()));
        let lit = match &pieces.from {
            From::Compartment(compartment) => Some(compartment.as_str()),
            From::Box { .. } => None,
        };
        tray::tray_ui(ui, place, tray, work.stock.as_deref(), lit);
    } else {
        box_ui(ui, pieces);
    }
    wish
}

/// How many, as large as the room allows, and from where.
fn figure_ui(ui: &mut Ui, pieces: &Pieces, tall: f32) {
    let theme = ui.theme();
    let c = &theme.colors;
    let (lead, figure) = match pieces.mode {
        Mode::Picking => (t("pick-take"), pieces.quantity.saturating_sub(pieces.taken)),
        Mode::Counting => (t("pick-count"), pieces.taken),
        Mode::Decanting if pieces.quantity == 0 => (t("pick-put"), pieces.taken),
        Mode::Decanting => (t("pick-put"), pieces.quantity.saturating_sub(pieces.taken)),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), tall), Sense::hover());
    let lead_text = paint::line(ui, lead, TextStyle::StationTitle, c.text_secondary);
    paint::place(ui.painter(), rect.min, egui::Align2::LEFT_TOP, lead_text);
    let room = tall - 36.0;
    let style = TextStyle::StationQuantity;
    let number = figure.to_string();
    let natural = paint::line(ui, &number, style, c.text_primary).size();
    let grows = (room / natural.y.max(1.0)).min(rect.width() * 0.55 / natural.x.max(1.0)).min(1.0);
    let mut job = paint::job(&theme, &number, style, c.text_primary);
    for section in &mut job.sections {
        let format = &mut section.format;
        format.font_id.size *= grows;
        format.extra_letter_spacing *= grows;
        format.line_height = format.line_height.map(|line| line * grows);
    }
    let galley = ui.painter().layout_job(job);
    let wide = galley.size().x;
    let at = pos2(rect.left(), rect.top() + 36.0);
    paint::place(ui.painter(), at, egui::Align2::LEFT_TOP, galley);
    let unit = tf("pick-pieces", &[("n", figure.into())]);
    let from = from_words(&pieces.from, pieces.mode);
    let left = rect.left() + wide + space::S24;
    let room = rect.right() - left;
    let unit_text = paint::fitted(ui, &unit, TextStyle::StationTitle, c.text_primary, room);
    let large = paint::fitted(ui, &from, TextStyle::StationBody, c.text_secondary, room);
    let from_text = if large.elided {
        paint::wrapped(ui, &from, TextStyle::StationSmall, c.text_secondary, room)
    } else {
        large
    };
    let foot = rect.bottom() - space::S8;
    let from_tall = from_text.size().y;
    paint::place(ui.painter(), pos2(left, foot), egui::Align2::LEFT_BOTTOM, from_text);
    let over = pos2(left, foot - from_tall - 2.0);
    paint::place(ui.painter(), over, egui::Align2::LEFT_BOTTOM, unit_text);
    let told = format!("{lead} {number} {unit} {from}");
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &told));
}

/// `from compartment B2`, or which box of which level.
pub(super) fn from_words(from: &From, mode: Mode) -> String {
    match from {
        From::Compartment(place) if mode == Mode::Decanting => {
            tf("pick-into", &[("place", place.as_str().into())])
        }
        From::Compartment(place) => tf("pick-from", &[("place", place.as_str().into())]),
        From::Box { number, level } => {
            let number = number.as_deref().unwrap_or("—");
            let said = [("box", number.into()), ("level", level.as_deref().unwrap_or("—").into())];
            tf("pick-from-box", &said)
        }
    }
}

/// What the last scan did; before the first one, what to do.
fn band_ui(ui: &mut Ui, work: &Work, pieces: &Pieces) {
    if let Some((outcome, title, detail)) = said(&work.session) {
        scan_band(ui, outcome, &title, &detail);
        return;
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), BAND), Sense::hover());
    let muted = ui.theme().colors.text_secondary;
    let words = if pieces.taken > 0 {
        let said = [("taken", pieces.taken.into()), ("quantity", pieces.quantity.into())];
        tf("pick-so-far", &said)
    } else {
        t("pick-scan-one").to_owned()
    };
    region(ui, rect, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            paint::icon(ui, icons::BARCODE, icon::I24, IconWeight::Regular, muted);
            paint::label_cut(ui, &words, TextStyle::StationBody, muted);
        });
    });
}

/// More or fewer pieces than were scanned, for counting and putting in.
fn steps_ui(ui: &mut Ui) -> Option<Wish> {
    let mut wish = None;
    let wide = ((ui.available_width() - 3.0 * space::S8) / 4.0).max(48.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S8;
        for step in [-10, -1, 1, 10] {
            let words = if step > 0 { format!("+{step}") } else { format!("−{}", -step) };
            let name = tf("pick-step", &[("step", words.as_str().into())]);
            let button = Button::station(&words).name(&name).width(wide);
            if ui.add(button).clicked() {
                wish = Some(Wish::Do(Input::More(step)));
            }
        }
    });
    wish
}

fn tray_head(
    context: &PanelContext<'_>,
    ui: &mut Ui,
    work: &Work,
    tray: &crate::domain::ids::TrayId,
) {
    let theme = ui.theme();
    let c = &theme.colors;
    paint::low_row(ui, TRAY_HEAD - space::S8, |ui| {
        let words = tf("pick-tray", &[("tray", tray.as_str().into())]);
        paint::label(ui, words, TextStyle::StationSmallStrong, c.text_primary);
        let dirty = work.stock.as_ref().is_some_and(|stock| stock.dirty);
        let age = data_ui::age::of(&context.snapshot.ready_trays.stamp, context.now);
        let there = if dirty { t("pick-tray-dirty") } else { t("pick-tray-here") };
        // of an old report only its age is told
        if dirty || !age.is_stale() {
            paint::label(ui, there, TextStyle::StationSmall, c.text_secondary);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            crate::ui::panels::station::large::reported(ui, &age);
        });
    });
}

/// At a balcony: which box, large, since no layout of a carrier is drawn here.
fn box_ui(ui: &mut Ui, pieces: &Pieces) {
    let theme = ui.theme();
    let c = &theme.colors;
    let From::Box { number, level } = &pieces.from else { return };
    ui.add_space(space::S8);
    for (label, value) in [(t("pick-box"), number), (t("pick-level"), level)] {
        paint::label(ui, label, TextStyle::StationSmall, c.text_secondary);
        let shown = value.as_deref().unwrap_or("—");
        paint::label_cut(ui, shown, TextStyle::StationMessage, c.text_primary);
    }
    paint::label_wrapped(ui, t("pick-trigger-how"), TextStyle::StationSmall, c.text_muted);
}
