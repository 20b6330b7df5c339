//! Small drawing helpers the regions of this panel share.

use egui::{Align, Layout, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, vec2};
use jiff::SignedDuration;

use crate::domain::bot::{Battery, BotState};
use crate::i18n::{t, tf};
use crate::ui::theme::Theme;

/// Height of a card's head.
pub const HEAD: f32 = 36.0;
const CARD_RADIUS: f32 = 6.0;

/// A card that fills `rect`; its contents get the rectangle inside the edge.
pub fn card<R>(ui: &mut Ui, theme: &Theme, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    let colors = &theme.colors;
    ui.painter().rect(
        rect,
        CARD_RADIUS,
        colors.surface_raised,
        Stroke::new(1.0, colors.stroke_card),
        StrokeKind::Inside,
    );
    let builder = UiBuilder::new().max_rect(rect.shrink(1.0)).layout(Layout::top_down(Align::Min));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        ui.set_clip_rect(ui.clip_rect().intersect(rect));
        add(ui)
    })
    .inner
}

/// A line of a card: contents from the left, then from the right.
pub fn line(ui: &mut Ui, height: f32, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let inner = rect.shrink2(vec2(12.0, 0.0));
    let builder = UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center));
    let used = ui.scope_builder(builder, right).response.rect;
    // what stands at the left gives way: its labels are cut, its chips clipped
    let inner = inner.with_max_x((used.left() - 8.0).max(inner.left()));
    let builder = UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(ui.clip_rect().intersect(inner.expand(2.0)));
        left(ui);
    });
}

/// The word for what a bot does.
pub fn state_words(state: BotState) -> &'static str {
    match state {
        BotState::Working => t("levels-working"),
        BotState::Charging => t("levels-charging"),
        BotState::Idle => t("levels-idle"),
        BotState::NotReported => t("levels-not-reported"),
    }
}

pub fn battery_words(battery: Battery) -> String {
    match battery {
        Battery::Percent(percent) => format!("{percent} %"),
        Battery::Missing => format!("— {}", t("levels-missing")),
        Battery::OutOfRange(value) => {
            tf("levels-battery-odd", &[("value", value.to_string().into())])
        }
    }
}

/// `0.3 s`, `42 s`, `6 min`, `3 h`, `2 d`.
pub fn age_words(age: SignedDuration) -> String {
    crate::ui::data_ui::age::age(age)
}
