//! Choosing the station this PC stands at: large buttons, one for each that is reported.

use egui::{Frame, Margin, Ui};

use super::{Binding, StationPanel};
use crate::domain::station::Station;
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, icons, space};
use crate::ui::widgets::{Button, absent, paint, tag};

impl StationPanel {
    /// Draws the choice; the chosen slot goes into the preferences.
    pub(super) fn choose(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, bound: &Binding) {
        let theme = ui.theme();
        let c = &theme.colors;
        let stations = context.snapshot.stations.get().map(Vec::as_slice).unwrap_or_default();
        Frame::new().inner_margin(Margin::same(24)).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            ui.horizontal(|ui| {
                paint::label(ui, t("station-choose"), TextStyle::StationTitle, c.text_primary);
                tag::site_tag_large(ui, context.snapshot.site.practice);
            });
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
            let first = self.buttons(context, ui, stations);
            self.first_tab(context, ui, first);
            if self.choosing && matches!(bound, Binding::To(_)) {
                ui.add_space(space::S16);
                if ui.add(Button::station(t("station-keep"))).clicked() {
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
                let name = tf("station-choose-one", &[("station", station.name.as_str().into())]);
                let button = Button::station_primary(&station.name)
                    .kind(crate::ui::widgets::button::Kind::Plain)
                    .icon(icons::MONITOR)
                    .icon_weight(IconWeight::Regular)
                    .width(280.0)
                    .name(&name)
                    .disabled_because(reason.as_deref());
                let response = ui.add(button);
                if active && first.is_none() {
                    first = Some(response.id);
                }
                if response.clicked() {
                    let mut preferences = context.preferences.clone();
                    preferences.station = Some(station.slot.clone());
                    context.wishes.preferences = Some(preferences);
                    self.choosing = false;
                    self.chosen = None;
                }
            }
        });
        first
    }
}
