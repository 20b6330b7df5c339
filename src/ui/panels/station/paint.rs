//! The station's parts on the screen: head, large left side, right column, and the one action below.

use egui::{Align, Frame, Layout, Margin, Rect, Ui, UiBuilder, pos2, vec2};
use jiff::Timestamp;

use super::ask::{done_ui, waiting_ui};
use super::{StationPanel, View, Wish, head, large};
use crate::domain::station::Station;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui::age;
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, height, icon, icons, space, width};
use crate::ui::widgets::{Button, card, paint, scan};

/// Width of the right column.
const SIDE: f32 = width::STATION_SIDE;

/// Draws the bound station.
pub(super) fn draw(
    panel: &mut StationPanel,
    context: &PanelContext<'_>,
    ui: &mut Ui,
    station: &Station,
    view: &View,
) -> Option<Wish> {
    let whole = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(whole);
    let head = Rect::from_min_size(whole.min, vec2(whole.width(), height::STATION_HEADER));
    let mut wish = None;
    let mut keep = |made: Option<Wish>| {
        if made.is_some() {
            wish = made;
        }
    };
    keep(region(ui, head, |ui| head::head_ui(context, ui, Some(station), panel.by_number)));
    let body = Rect::from_min_max(pos2(whole.left(), head.bottom()), whole.max)
        .shrink2(vec2(space::S16, space::TILE));
    let foot_top = body.bottom() - height::STATION_PRIMARY;
    let foot = Rect::from_min_max(pos2(body.left(), foot_top), body.max);
    let main = Rect::from_min_max(body.min, pos2(body.right(), foot_top - space::S12));
    let side_left = main.right() - SIDE.min(main.width() * 0.45);
    let left = Rect::from_min_max(main.min, pos2(side_left - space::S16, main.bottom()));
    let side = Rect::from_min_max(pos2(side_left, main.top()), main.max);
    keep(region(ui, left, |ui| large::left_side(panel, context, ui, station, view)));
    keep(region(ui, side, |ui| right_side(panel, context, ui, station, view)));
    keep(region(ui, foot, |ui| footer(panel, ui, view)));
    wish
}

/// How long something is waited for, as large as a wait is read; whole seconds, as it is counted in them.
pub(super) fn wait_figure(ui: &mut Ui, since: Timestamp, now: Timestamp) {
    let theme = ui.theme();
    let c = &theme.colors;
    let age = age::whole(since, now);
    let (figure, unit) = age.split_once(' ').unwrap_or((age.as_str(), ""));
    ui.horizontal(|ui| {
        paint::label(ui, figure, TextStyle::StationWait, c.text_primary);
        ui.with_layout(Layout::left_to_right(Align::Max), |ui| {
            let words = tf("station-unit-ago", &[("unit", unit.into())]);
            paint::label(ui, words, TextStyle::StationTitle, c.text_secondary);
        });
    });
}

pub(super) fn region<R>(ui: &mut Ui, rect: Rect, body: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)), |ui| {
        ui.set_clip_rect(rect.expand(4.0).intersect(ui.clip_rect()));
        body(ui)
    })
    .inner
}

fn right_side(
    panel: &mut StationPanel,
    context: &PanelContext<'_>,
    ui: &mut Ui,
    station: &Station,
    view: &View,
) -> Option<Wish> {
    let size = ui.available_size();
    let frame: Frame = card::frame(ui).inner_margin(Margin::symmetric(16, 12));
    frame
        .show(ui, |ui| {
            ui.set_min_size(size - vec2(34.0, 26.0));
            ui.set_max_width(size.x - 34.0);
            ui.spacing_mut().item_spacing.y = space::S8;
            let asked = panel.ask_ui(ui, station, view, context.typed);
            let opened = egui::ScrollArea::vertical()
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    // Room for the thumb.
                    ui.set_max_width(ui.available_width() - space::S12);
                    let turned = panel.offers_ui(ui, view);
                    paint::divider(ui);
                    let opened = waiting_ui(ui, station, &view.waiting, context.now);
                    done_ui(ui, &view.done);
                    turned.or(opened)
                })
                .inner;
            asked.or(opened)
        })
        .inner
}

/// The scan's outcome while there is one, and the one filled action.
fn footer(panel: &StationPanel, ui: &mut Ui, view: &View) -> Option<Wish> {
    let theme = ui.theme();
    let c = &theme.colors;
    let whole = ui.available_width();
    let mut wish = None;
    ui.horizontal_centered(|ui| {
        let half = (whole - space::S12) * 0.5;
        if let Some(feedback) = &panel.feedback {
            ui.allocate_ui(vec2(half, height::STATION_PRIMARY), |ui| {
                ui.set_width(half);
                scan::scan_band(ui, feedback.outcome, &feedback.title, &feedback.detail);
            });
        }
        match panel.shown(view) {
            Some(here) => {
                let tray = here.ready.tray.as_str();
                let words = tf("station-release", &[("tray", tray.into())]);
                // The reason itself stands large under the number.
                let reason = here.release.is_err().then(|| t("station-not-now"));
                let mut button = Button::station_primary(&words)
                    .icon(icons::TRAY_ARROW_UP)
                    .width(ui.available_width())
                    .disabled_because(reason);
                if reason.is_none() {
                    button = button.key("Enter");
                }
                let response = ui.add(button);
                // A press on what is not possible is answered too.
                let pressed = reason.is_some()
                    && ui.rect_contains_pointer(response.rect)
                    && ui.input(|input| input.pointer.primary_pressed());
                if response.clicked() || pressed {
                    wish = Some(Wish::Release(here.ready.tray.clone()));
                }
            }
            None => {
                paint::icon(ui, icons::HAND_PALM, icon::I24, IconWeight::Regular, c.text_secondary);
                let words = t("station-keep-clear");
                paint::label_wrapped(ui, words, TextStyle::StationBody, c.text_secondary);
            }
        }
    });
    wish
}
