//! Practice: speed, faults, troubles of single bots and trays, and reset of the simulated site.

mod faults;
mod mishaps;

use egui::{ScrollArea, vec2};

use self::faults::FaultForm;
use self::mishaps::MishapForm;
use crate::bus::command::{Command, Watch};
use crate::bus::event::Notice;
use crate::domain::practice::{Practice, PracticeCommand};
use crate::domain::preferences::Preferences;
use crate::i18n::{t, tf};
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::shell::confirm::Confirm;
use crate::ui::theme::{TextStyle, Themed, icons, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::card::{card, panel_head};
use crate::ui::widgets::{chip, paint};

/// Speeds offered; 0 stands still.
const SPEEDS: [f64; 6] = [0.0, 1.0, 2.0, 5.0, 10.0, 30.0];
const WIDE: f32 = 860.0;

/// The panel.
#[derive(Default)]
pub struct PracticePanel {
    form: FaultForm,
    mishaps: MishapForm,
    /// What the practice site said to the last wish.
    answer: Option<Result<(), String>>,
}

impl PanelUi for PracticePanel {
    fn watch(&self, _preferences: &Preferences) -> Watch {
        Watch { practice: true, ..Watch::default() }
    }

    fn panel_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut egui::Ui) {
        for notice in context.notices {
            if let Notice::PracticeDone { result } = notice {
                self.answer = Some(
                    result.clone().map_err(|trouble| trouble.vendor_text.unwrap_or(trouble.detail)),
                );
            }
        }
        let theme = ui.theme();
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 0)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                panel_head(ui, t("panel-practice"), |ui| {
                    let color = ui.theme().colors.text_muted;
                    paint::label(ui, t("practice-subtitle"), TextStyle::Body, color);
                });
                ui.vertical(|ui| {
                    ui.set_max_width(WIDE.min(ui.available_width() - space::PANEL));
                    ui.spacing_mut().item_spacing = vec2(space::S8, space::CARDS);
                    if !context.snapshot.site.practice {
                        paint::label(
                            ui,
                            t("practice-not-here"),
                            TextStyle::Strong,
                            theme.colors.text_primary,
                        );
                        paint::label(
                            ui,
                            t("practice-not-here-next"),
                            TextStyle::Body,
                            theme.colors.text_muted,
                        );
                        return;
                    }
                    let Some(practice) = context.snapshot.practice.value.clone() else {
                        paint::label(
                            ui,
                            t("practice-not-read"),
                            TextStyle::Body,
                            theme.colors.text_muted,
                        );
                        return;
                    };
                    card(ui, t("practice-speed"), |_| {}, |ui| speed_ui(&practice, context, ui));
                    card(
                        ui,
                        t("practice-faults"),
                        |_| {},
                        |ui| {
                            self.form.faults_ui(&practice, context, ui);
                        },
                    );
                    card(
                        ui,
                        t("practice-mishaps"),
                        |_| {},
                        |ui| {
                            self.mishaps.mishaps_ui(context, ui);
                        },
                    );
                    self.answer_ui(ui);
                    // last, so that no control above moves when something is put on
                    on_now_ui(&practice, context, ui);
                });
            });
        });
    }
}

impl PracticePanel {
    fn answer_ui(&self, ui: &mut egui::Ui) {
        let theme = ui.theme();
        match &self.answer {
            // What was done is seen in what the practice site says of itself.
            None | Some(Ok(())) => {}
            Some(Err(why)) => {
                let words = tf("practice-failed", &[("why", why.as_str().into())]);
                paint::label_wrapped(ui, words, TextStyle::Strong, theme.colors.text_primary);
            }
        }
    }
}

fn on_now_ui(practice: &Practice, context: &mut PanelContext<'_>, ui: &mut egui::Ui) {
    card(
        ui,
        t("practice-on-now"),
        |_| {},
        |ui| {
            faults::on_now_ui(practice, context, ui);
            paint::divider(ui);
            mishaps::on_now_ui(practice, context, ui);
        },
    );
}

fn speed_ui(practice: &Practice, context: &mut PanelContext<'_>, ui: &mut egui::Ui) {
    let theme = ui.theme();
    let stands_still = practice.speed == 0.0;
    let names: Vec<String> = SPEEDS
        .iter()
        .map(|speed| match speed {
            0.0 => t("practice-stop").to_owned(),
            speed => tf("practice-times", &[("n", (*speed).into())]),
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let chosen = SPEEDS.iter().position(|speed| (speed - practice.speed).abs() < f64::EPSILON);
    let picked = chip::segments(ui, t("practice-speed"), &names, chosen.unwrap_or(usize::MAX));
    if let Some(speed) = picked.and_then(|index| SPEEDS.get(index)) {
        context.send(Command::Practice(PracticeCommand::SetSpeed(*speed)));
    }
    let now = if stands_still {
        t("practice-speed-stopped").to_owned()
    } else if practice.speed == 1.0 {
        t("practice-speed-clock").to_owned()
    } else {
        tf("practice-speed-now", &[("speed", practice.speed.into())])
    };
    paint::label(ui, now, TextStyle::Body, theme.colors.text_primary);
    let words = tf(
        "practice-elapsed",
        &[
            ("time", elapsed(practice.elapsed_seconds).into()),
            ("seed", practice.seed.to_string().into()),
        ],
    );
    paint::label(ui, words, TextStyle::Small, theme.colors.text_muted);
    ui.horizontal(|ui| {
        let reason = (!stands_still).then_some(t("practice-step-reason"));
        let step = Button::plain(t("practice-step")).icon(icons::PLAY).disabled_because(reason);
        if step.show(ui).clicked() && stands_still {
            context.send(Command::Practice(PracticeCommand::Step(1.0)));
        }
        let reset = Button::plain(t("practice-reset")).icon(icons::ARROW_COUNTER_CLOCKWISE);
        if reset.show(ui).clicked() {
            context.wishes.confirm = Some(Confirm {
                question: t("practice-reset-question").to_owned(),
                consequence: t("practice-reset-consequence").to_owned(),
                facts: Vec::new(),
                act: t("practice-reset").trim_end_matches('…').to_owned(),
                safe: t("practice-reset-keep").to_owned(),
                command: Command::Practice(PracticeCommand::Reset),
            });
        }
    });
}

/// Hours, minutes and seconds of warehouse time.
fn elapsed(seconds: f64) -> String {
    let seconds = seconds.max(0.0) as u64;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::domain::practice::FaultSpec;
    use crate::domain::system::System;
    use crate::ui::panels::parts::{fixture, stage};

    #[test]
    fn no_control_moves_when_a_fault_is_put() {
        let put = |faults| {
            let mut snapshot = fixture::snapshot();
            snapshot.practice = fixture::section(Practice {
                speed: 1.0,
                faults,
                mishaps: Vec::new(),
                seed: 1,
                elapsed_seconds: 1.0,
            });
            let harness = stage::stage(PracticePanel::default(), snapshot);
            let place =
                |name| harness.get_by_role_and_label(egui::accesskit::Role::Button, name).rect();
            [place(t("practice-add")), place(t("practice-mishap-add")), place(t("practice-clear"))]
        };
        let fault = FaultSpec {
            system: System::Noyes,
            fault: "drop".to_owned(),
            value: None,
            probability: None,
        };
        assert_eq!(put(Vec::new()), put(vec![fault.clone(), fault]));
    }

    #[test]
    fn warehouse_time_is_written_as_hours_minutes_seconds() {
        assert_eq!(elapsed(3_725.9), "1:02:05");
    }
}
