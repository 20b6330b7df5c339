//! Another station than this PC's, only to be looked at: what stands there and what is on its way.

use egui::{Frame, Margin, ScrollArea, Ui};

use super::model::{View, binding, view};
use super::{Binding, StationPanel};
use crate::domain::station::Station;
use crate::i18n::{t, tf};
use crate::ui::context::{KeptOut, PanelContext, is_known_here};
use crate::ui::data_ui::{self, ago};
use crate::ui::route::Route;
use crate::ui::theme::{TextStyle, Themed as _, icons, space};
use crate::ui::widgets::{Button, card, paint, value};

impl StationPanel {
    /// Draws the station that is looked at, if one is and it is not this PC's own.
    pub(super) fn look(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) -> bool {
        let Some(slot) = self.looking.clone() else { return false };
        let own = binding(context.snapshot, context.preferences);
        let stations = context.snapshot.stations.get().map(Vec::as_slice).unwrap_or_default();
        let station = stations.iter().find(|station| station.slot == slot).cloned();
        let (Some(station), false) =
            (station, matches!(&own, Binding::To(bound) if bound.slot == slot))
        else {
            self.looking = None;
            return false;
        };
        let view = view(context.snapshot, &station, &[], context.now);
        let inner = Frame::new().inner_margin(Margin::symmetric(16, 12));
        inner.show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::S12;
                self.look_head(ui, &station, &own);
                stands_ui(context, ui, &view);
                waits_ui(context, ui, &view);
            });
        });
        true
    }

    fn look_head(&mut self, ui: &mut Ui, station: &Station, own: &Binding) {
        let colors = ui.theme().colors.clone();
        let name = ("station", station.name.as_str().into());
        let title = tf("station-look", &[name]);
        paint::label_wrapped(ui, title, TextStyle::StationTitle, colors.text_primary);
        paint::label_wrapped(ui, t("station-look-why"), TextStyle::Body, colors.text_secondary);
        let back = match own {
            Binding::To(own) => tf("station-look-back", &[("station", own.name.as_str().into())]),
            Binding::None | Binding::Gone => t("station-choose").to_owned(),
        };
        if ui.add(Button::plain(&back).icon(icons::SWAP)).clicked() {
            self.looking = None;
        }
    }
}

/// What is scanned while the work is not on the screen is taken by nobody, and that is told.
pub(super) fn keep_out(context: &mut PanelContext<'_>) {
    if let Some(scan) = context.scans.iter().rfind(|scan| scan.fault.is_none()) {
        let known = is_known_here(context.snapshot, context.preferences, &scan.text);
        context.wishes.scan_kept_out = Some(KeptOut::not_working(&scan.text, known));
    }
}

/// What stands there.
fn stands_ui(context: &PanelContext<'_>, ui: &mut Ui, view: &View) {
    let colors = ui.theme().colors.clone();
    let age = data_ui::age::of(&context.snapshot.ready_trays.stamp, context.now);
    let words = data_ui::age::words(&context.snapshot.ready_trays.stamp, context.now);
    card::card(
        ui,
        t("station-look-stands"),
        |ui| {
            paint::label(ui, &words, TextStyle::Small, colors.text_muted);
        },
        |ui| {
            if view.here.is_empty() {
                let none = t("station-look-nothing");
                paint::label_wrapped(ui, none, TextStyle::Body, colors.text_muted);
            }
            for here in &view.here {
                let tray = ("tray", here.ready.tray.as_str().into());
                let title = tf("station-tray", &[tray]);
                if age.is_stale() {
                    value::stale_words(ui, &title, TextStyle::Strong);
                } else {
                    paint::label(ui, title, TextStyle::Strong, colors.text_primary);
                }
            }
        },
    );
}

/// What was asked for to it and has not come; each leads to the ledger.
fn waits_ui(context: &mut PanelContext<'_>, ui: &mut Ui, view: &View) {
    let colors = ui.theme().colors.clone();
    let now = context.now;
    let mut opened = None;
    card::card(
        ui,
        t("overview-on-its-way"),
        |_| {},
        |ui| {
            if view.waiting.is_empty() {
                let none = t("overview-station-waits-none");
                paint::label_wrapped(ui, none, TextStyle::Body, colors.text_muted);
            }
            for waiting in &view.waiting {
                let tray = ("tray", waiting.tray.as_str().into());
                let title = tf("station-tray", &[tray]);
                let asked = ("age", ago(waiting.asked_at, now).into());
                ui.horizontal(|ui| {
                    paint::label(ui, &title, TextStyle::Strong, colors.text_primary);
                    let words = tf("station-look-asked", &[asked]);
                    paint::label(ui, words, TextStyle::Body, colors.text_secondary);
                    let name = format!("{}: {title}", t("station-open-ledger"));
                    let button = Button::quiet(t("station-open-ledger")).name(&name);
                    if waiting.intent.is_some() && ui.add(button).clicked() {
                        opened = waiting.intent;
                    }
                });
            }
        },
    );
    if let Some(intent) = opened {
        context.go(Route::Intent(intent));
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::domain::ids::SlotId;
    use crate::ui::context::PanelUi as _;
    use crate::ui::panels::parts::{fixture, stage};

    #[test]
    fn another_station_is_looked_at_and_this_pc_stays_bound() {
        let snapshot = fixture::snapshot();
        let slot = |name: &str| -> SlotId {
            let stations = snapshot.stations.get().unwrap();
            stations.iter().find(|station| station.name == name).unwrap().slot.clone()
        };
        let (own, other) = (slot("PS-1"), slot("PS-2"));
        let mut harness = stage::stage(StationPanel::default(), snapshot);
        harness.state_mut().preferences.station = Some(own);
        harness.state_mut().panel.open(&Route::Station(other));
        harness.run();
        harness.get_by_label("PS-2, not this PC’s station");
        assert_eq!(stage::nameless(&harness), Vec::<String>::new());
        stage::press(&mut harness, "Back to PS-1");
        assert!(harness.query_by_label("PS-2, not this PC’s station").is_none());
        assert!(harness.state().commands.is_empty(), "nothing is sent and nothing bound");
    }
}
