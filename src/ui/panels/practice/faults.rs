//! The faults of the practice site: what goes wrong now, and a form to let more go wrong.

use egui::ComboBox;

use crate::bus::command::Command;
use crate::domain::practice::{FaultSpec, Practice, PracticeCommand};
use crate::domain::system::System;
use crate::i18n::{has, t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui::connection;
use crate::ui::theme::{TextStyle, Themed, height, icons, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{chip, paint};

/// Chances offered, in per cent.
const CHANCES: [u32; 4] = [5, 20, 50, 100];
/// Faults that only concern what the robot manager sends out.
const WEBHOOK_FAULTS: [&str; 2] = ["dup-webhook", "reorder-webhook"];
/// Faults that take a value, with a sensible one.
const VALUES: [(&str, &str); 4] =
    [("latency", "800"), ("error", "500"), ("status429", "5"), ("slow-body", "200")];

/// What is being put together.
pub struct FaultForm {
    system: System,
    fault: &'static str,
    value: String,
    percent: u32,
}

impl Default for FaultForm {
    fn default() -> Self {
        let mut form =
            Self { system: System::RobotManager, fault: "", value: String::new(), percent: 100 };
        form.choose("latency");
        form
    }
}

/// What goes wrong now, each with its end. It stands below every form, so that no control moves
/// when something is put on.
pub(super) fn on_now_ui(practice: &Practice, context: &mut PanelContext<'_>, ui: &mut egui::Ui) {
    let theme = ui.theme();
    let reason = practice.faults.is_empty().then_some(t("practice-clear-reason"));
    let clear = Button::plain(t("practice-clear")).disabled_because(reason).show(ui);
    if clear.clicked() && reason.is_none() {
        context.send(Command::Practice(PracticeCommand::SetFaults(Vec::new())));
    }
    if practice.faults.is_empty() {
        paint::label(ui, t("practice-fault-none"), TextStyle::Body, theme.colors.text_primary);
    }
    for (index, fault) in practice.faults.iter().enumerate() {
        ui.horizontal(|ui| {
            let words = in_words(fault);
            let end = tf("practice-remove", &[("fault", words.as_str().into())]);
            if Button::icon_only(icons::X, &end).show(ui).clicked() {
                let mut rest = practice.faults.clone();
                rest.remove(index);
                context.send(Command::Practice(PracticeCommand::SetFaults(rest)));
            }
            paint::label(ui, words, TextStyle::Body, theme.colors.state_practice_text);
        });
    }
}

impl FaultForm {
    pub(super) fn faults_ui(
        &mut self,
        practice: &Practice,
        context: &mut PanelContext<'_>,
        ui: &mut egui::Ui,
    ) {
        let theme = ui.theme();
        paint::label(ui, t("practice-faults-note"), TextStyle::Small, theme.colors.text_muted);
        self.form_ui(practice, context, ui);
    }

    fn form_ui(&mut self, practice: &Practice, context: &mut PanelContext<'_>, ui: &mut egui::Ui) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S24;
            ui.vertical(|ui| self.system_ui(ui));
            ui.vertical(|ui| self.fault_ui(ui));
        });
        let muted = ui.theme().colors.text_muted;
        paint::label_wrapped(ui, does_words(self.fault), TextStyle::Small, muted);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S24;
            ui.vertical(|ui| self.chance_ui(ui));
            if takes_value(self.fault) {
                let help = value_words(self.fault);
                Field::new(t("practice-value"), &mut self.value).help(&help).width(280.0).show(ui);
            }
        });
        if Button::plain(t("practice-add")).icon(icons::FLASK).show(ui).clicked() {
            let faults = with(&practice.faults, self.spec());
            context.send(Command::Practice(PracticeCommand::SetFaults(faults)));
        }
    }

    fn system_ui(&mut self, ui: &mut egui::Ui) {
        label(ui, t("practice-system"));
        let names = System::BUILT.map(connection::name);
        let chosen = System::BUILT.iter().position(|system| *system == self.system);
        if let Some(system) = chip::segments(ui, t("practice-system"), &names, chosen.unwrap_or(0))
            .and_then(|index| System::BUILT.get(index))
        {
            self.system = *system;
            if *system != System::RobotManager && WEBHOOK_FAULTS.contains(&self.fault) {
                self.choose("latency");
            }
        }
    }

    fn fault_ui(&mut self, ui: &mut egui::Ui) {
        label(ui, t("practice-what"));
        let mut wanted = self.fault;
        // All at once where there is room: a list that opens scrolled hides what it offers.
        let room = ui.ctx().content_rect().height() - height::TOP_BAR - height::STATUS_BAR;
        let list = ComboBox::from_id_salt("practice-fault").width(280.0).height(room);
        let shown = list.selected_text(fault_words(self.fault)).show_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let webhooks = self.system == System::RobotManager;
            for fault in FaultSpec::FAULTS {
                if webhooks || !WEBHOOK_FAULTS.contains(&fault) {
                    ui.selectable_value(&mut wanted, fault, fault_words(fault));
                }
            }
        });
        shown.response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::ComboBox, true, t("practice-what"))
        });
        if wanted != self.fault {
            self.choose(wanted);
        }
    }

    fn chance_ui(&mut self, ui: &mut egui::Ui) {
        label(ui, t("practice-chance"));
        let names = CHANCES.map(|n| tf("practice-chance-value", &[("n", n.into())]));
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let chosen = CHANCES.iter().position(|percent| *percent == self.percent).unwrap_or(0);
        if let Some(percent) = chip::segments(ui, t("practice-chance"), &names, chosen)
            .and_then(|index| CHANCES.get(index))
        {
            self.percent = *percent;
        }
    }

    fn choose(&mut self, fault: &'static str) {
        self.fault = fault;
        let value = VALUES.iter().find(|(name, _)| *name == fault);
        self.value = value.map_or(String::new(), |(_, value)| (*value).to_owned());
    }

    fn spec(&self) -> FaultSpec {
        let value = self.value.trim();
        FaultSpec {
            system: self.system,
            fault: self.fault.to_owned(),
            value: (takes_value(self.fault) && !value.is_empty()).then(|| value.to_owned()),
            probability: (self.percent < 100).then(|| f64::from(self.percent) / 100.0),
        }
    }
}

/// The faults with a new one, in the place of the same fault of the same system if that is on.
fn with(faults: &[FaultSpec], new: FaultSpec) -> Vec<FaultSpec> {
    let same = |old: &FaultSpec| old.system == new.system && old.fault == new.fault;
    let place = faults.iter().position(same).unwrap_or(faults.len());
    let mut all: Vec<FaultSpec> = faults.iter().filter(|old| !same(old)).cloned().collect();
    all.insert(place.min(all.len()), new);
    all
}

fn label(ui: &mut egui::Ui, words: &str) {
    let color = ui.theme().colors.text_secondary;
    paint::label(ui, words, TextStyle::SmallMedium, color);
}

fn takes_value(fault: &str) -> bool {
    VALUES.iter().any(|(name, _)| *name == fault)
}

fn fault_words(fault: &str) -> String {
    let key = format!("practice-fault-{fault}");
    if has(&key) { tf(&key, &[]) } else { fault.to_owned() }
}

/// What its value means.
fn value_words(fault: &str) -> String {
    tf(&format!("practice-fault-{fault}-help"), &[])
}

/// What it does, in a sentence.
fn does_words(fault: &str) -> String {
    tf(&format!("practice-fault-{fault}-does"), &[])
}

/// One fault as a person says it: `Robot manager: Slow answers 800, 20 %`.
pub(super) fn in_words(fault: &FaultSpec) -> String {
    let value = fault.value.as_deref().map(|value| format!(" {value}")).unwrap_or_default();
    let chance = fault.probability.map(|probability| {
        let percent = (probability * 100.0).round();
        format!(", {}", tf("practice-chance-value", &[("n", percent.into())]))
    });
    format!(
        "{}: {}{value}{}",
        connection::name(fault.system),
        fault_words(&fault.fault),
        chance.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_said_in_words() {
        let form = FaultForm { percent: 20, ..FaultForm::default() };
        assert_eq!(in_words(&form.spec()), "Robot manager: Slow answers 800, 20 %");
    }

    #[test]
    fn the_same_fault_of_a_system_is_put_on_once() {
        let spec = |percent, fault| {
            let mut form = FaultForm { percent, ..FaultForm::default() };
            form.choose(fault);
            form.spec()
        };
        let on = with(&with(&[], spec(20, "latency")), spec(100, "error"));
        let again = with(&on, spec(50, "latency"));
        let words: Vec<_> = again.iter().map(in_words).collect();
        assert_eq!(
            words,
            ["Robot manager: Slow answers 800, 50 %", "Robot manager: Server error 500"]
        );
        let elsewhere = FaultSpec { system: System::Noyes, ..spec(50, "latency") };
        assert_eq!(with(&again, elsewhere).len(), 3);
    }

    #[test]
    fn every_fault_has_words_and_a_sentence() {
        for fault in FaultSpec::FAULTS {
            assert_ne!(fault_words(fault), fault);
            assert!(has(&format!("practice-fault-{fault}-does")), "{fault}");
            assert_eq!(has(&format!("practice-fault-{fault}-help")), takes_value(fault), "{fault}");
        }
    }
}
