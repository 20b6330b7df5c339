//! Choosing the station this PC stands at: large buttons, one for each that is reported.

use egui::{Frame, Key, Margin, Modifiers, Rect, Ui, vec2};

use super::paint::region;
use super::{Binding, StationPanel, Wish, head};
use crate::domain::station::Station;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, height, icons, space};
use crate::ui::widgets::{Button, absent, paint};

impl StationPanel {
    /// Draws the choice under the head; the chosen slot goes into the preferences.
    pub(super) fn choose(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, bound: &Binding) {
        let whole = ui.available_rect_before_wrap();
        let head = Rect::from_min_size(whole.min, vec2(whole.width(), height::STATION_HEADER));
        if region(ui, head, |ui| head::head_ui(context, ui, None, false)) == Some(Wish::ChangeRole)
        {
            head::offer_roles(context);
        }
        let body = Rect::from_min_max(head.left_bottom(), whole.max);
        region(ui, body, |ui| self.choice(context, ui, bound));
        let escaped = ui.memory(|memory| memory.focused()).is_none()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if escaped && matches!(bound, Binding::To(_)) {
            self.choosing = false;
        }
    }

    fn choice(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, bound: &Binding) {
        let theme = ui.theme();
        let c = &theme.colors;
        let stations = context.snapshot.stations.get().map(Vec::as_slice).unwrap_or_default();
        Frame::new().inner_margin(Margin::same(24)).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            paint::label(ui, t("station-choose"), TextStyle::StationTitle, c.text_primary);
            let why = match bound {
                Binding::Gone => t("station-choose-gone"),
                _ => t("station-choose-why"),
            };
            paint::label_wrapped(ui, why, TextStyle::StationBody, c.text_secondary);
            let age = data_ui::age::words(&context.snapshot.stations.stamp, context.now);
            let source = tf("station-choose-source", &[("age", age.into())]);
            paint::label(ui, source, TextStyle::StationSmall, c.text_muted);
            ui.add_space(space::S16);
            if context.snapshot.stations.get().is_none() {
                // No answer is not an empty list.
                let why = t("station-unread-why");
                absent::empty(ui, icons::MONITOR, t("station-unread"), why, None);
            } else if stations.is_empty() {
                let why = t("station-none-why");
                absent::empty(ui, icons::MONITOR, t("station-none"), why, None);
            }
            let first = self.buttons(context, ui, stations, bound);
            self.first_tab(context, ui, first);
            self.balconies(context, ui);
            if let Binding::To(present) = bound {
                ui.add_space(space::S16);
                let words = tf("station-keep", &[("station", present.name.as_str().into())]);
                if ui.add(Button::station_primary(&words).key("Esc")).clicked() {
                    self.choosing = false;
                }
            }
        });
    }

    /// Balconies of the storage: who works there takes what the waiting jobs say.
    fn balconies(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let balconies = context.snapshot.balconies.get().map(Vec::as_slice).unwrap_or_default();
        if balconies.is_empty() {
            return;
        }
        ui.add_space(space::S16);
        let ink = ui.theme().colors.text_secondary;
        paint::label(ui, t("pick-choose-balcony"), TextStyle::StationBody, ink);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::S12, space::S12);
            for balcony in balconies {
                let words = tf("pick-balcony", &[("balcony", balcony.id.as_str().into())]);
                let name = tf("pick-choose-one-balcony", &[("balcony", words.as_str().into())]);
                let button = Button::station(&words).name(&name).width(220.0);
                if ui.add(button).clicked() {
                    let mut preferences = context.preferences.clone();
                    preferences.balcony = Some(balcony.id.clone());
                    preferences.station = None;
                    context.wishes.preferences = Some(preferences);
                    self.choosing = false;
                }
            }
        });
    }

    /// Draws them; gives back the first that can be chosen.
    fn buttons(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        stations: &[Station],
        bound: &Binding,
    ) -> Option<egui::Id> {
        let mut first = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::S12, space::S12);
            for station in stations {
                let active = station.status.as_deref().is_none_or(|status| status == "active");
                let reason = (!active).then(|| {
                    let word = data_ui::vendor::word(station.status.as_deref().unwrap_or_default());
                    tf("station-not-active", &[("status", word.into())])
                });
                let present = matches!(bound, Binding::To(present) if present.slot == station.slot);
                let called = [("station", station.name.as_str().into())];
                let words =
                    if present { tf("station-present", &called) } else { station.name.clone() };
                let name = tf("station-choose-one", &[("station", words.as_str().into())]);
                let button = Button::station_primary(&words)
                    .kind(crate::ui::widgets::button::Kind::Plain)
                    .icon(icons::MONITOR)
                    .icon_weight(IconWeight::Regular)
                    .width(320.0)
                    .name(&name)
                    .disabled_because(reason.as_deref());
                let response = ui.add(button);
                if active && first.is_none() {
                    first = Some(response.id);
                }
                if response.clicked() {
                    let mut preferences = context.preferences.clone();
                    preferences.station = Some(station.slot.clone());
                    preferences.balcony = None;
                    context.wishes.preferences = Some(preferences);
                    self.choosing = false;
                    self.chosen = None;
                }
            }
        });
        first
    }
}
