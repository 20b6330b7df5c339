//! Troubles of single bots and trays: what is wrong with which now, and a form to put more on.

use crate::bus::command::Command;
use crate::domain::practice::{Mishap, MishapKind, Practice, PracticeCommand};
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::theme::{TextStyle, Themed, icons, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{chip, paint};

/// What is being put together.
pub struct MishapForm {
    kind: MishapKind,
    number: String,
    /// The number was left out.
    no_number: bool,
}

impl Default for MishapForm {
    fn default() -> Self {
        Self { kind: MishapKind::BotStuck, number: "1".to_owned(), no_number: false }
    }
}

/// What is wrong with which bot or tray now, each with its end.
pub(super) fn on_now_ui(practice: &Practice, context: &mut PanelContext<'_>, ui: &mut egui::Ui) {
    let theme = ui.theme();
    let reason = practice.mishaps.is_empty().then_some(t("practice-mishap-clear-reason"));
    let clear = Button::plain(t("practice-mishap-clear")).disabled_because(reason).show(ui);
    if clear.clicked() && reason.is_none() {
        for mishap in &practice.mishaps {
            context.send(Command::Practice(PracticeCommand::EndMishap(mishap.clone())));
        }
    }
    if practice.mishaps.is_empty() {
        paint::label(ui, t("practice-mishap-none"), TextStyle::Body, theme.colors.text_primary);
    }
    for mishap in &practice.mishaps {
        ui.horizontal(|ui| {
            let words = in_words(mishap);
            let end = tf("practice-mishap-remove", &[("mishap", words.as_str().into())]);
            if Button::icon_only(icons::X, &end).show(ui).clicked() {
                let wish = PracticeCommand::EndMishap(mishap.clone());
                context.send(Command::Practice(wish));
            }
            paint::label(ui, words, TextStyle::Body, theme.colors.state_practice_text);
        });
    }
}

impl MishapForm {
    pub(super) fn mishaps_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut egui::Ui) {
        let theme = ui.theme();
        paint::label(ui, t("practice-mishaps-note"), TextStyle::Small, theme.colors.text_muted);
        self.form_ui(context, ui);
    }

    fn form_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut egui::Ui) {
        let colors = ui.theme().colors.clone();
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::S4;
            let label = t("practice-mishap-what");
            paint::label(ui, label, TextStyle::SmallMedium, colors.text_secondary);
            let names = MishapKind::ALL.map(kind_words);
            let chosen = MishapKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or(0);
            if let Some(kind) = chip::segments(ui, label, &names, chosen)
                .and_then(|index| MishapKind::ALL.get(index))
            {
                self.kind = *kind;
            }
            paint::label_wrapped(ui, does_words(self.kind), TextStyle::Small, colors.text_muted);
        });
        let label = if self.kind.is_of_bot() {
            t("practice-mishap-bot")
        } else {
            t("practice-mishap-tray")
        };
        let error = self.no_number.then(|| t("practice-mishap-no-number"));
        let field = Field::new(label, &mut self.number).error(error).width(160.0).show(ui);
        if field.changed() {
            self.no_number = false;
        }
        if Button::plain(t("practice-mishap-add")).icon(icons::FLASK).show(ui).clicked() {
            let of = self.number.trim().to_owned();
            self.no_number = of.is_empty();
            if !self.no_number {
                let mishap = Mishap { kind: self.kind, of };
                context.send(Command::Practice(PracticeCommand::PutMishap(mishap)));
            }
        }
    }
}

fn kind_words(kind: MishapKind) -> &'static str {
    match kind {
        MishapKind::BotStuck => t("practice-mishap-stuck"),
        MishapKind::BotSilent => t("practice-mishap-silent"),
        MishapKind::BotBatteryLow => t("practice-mishap-battery-low"),
        MishapKind::TrayHeld => t("practice-mishap-held"),
    }
}

/// What it does, and what is seen of it.
fn does_words(kind: MishapKind) -> &'static str {
    match kind {
        MishapKind::BotStuck => t("practice-mishap-stuck-does"),
        MishapKind::BotSilent => t("practice-mishap-silent-does"),
        MishapKind::BotBatteryLow => t("practice-mishap-battery-low-does"),
        MishapKind::TrayHeld => t("practice-mishap-held-does"),
    }
}

/// One trouble as a person says it: `Bot 17: stuck`.
fn in_words(mishap: &Mishap) -> String {
    let key = match mishap.kind {
        MishapKind::BotStuck => "practice-mishap-stuck-now",
        MishapKind::BotSilent => "practice-mishap-silent-now",
        MishapKind::BotBatteryLow => "practice-mishap-battery-low-now",
        MishapKind::TrayHeld => "practice-mishap-held-now",
    };
    tf(key, &[("id", mishap.of.as_str().into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Tongue, set_language};

    #[test]
    fn every_trouble_has_its_words() {
        for tongue in [Tongue::English, Tongue::German] {
            set_language(tongue);
            for kind in MishapKind::ALL {
                let mishap = Mishap { kind, of: "17".to_owned() };
                assert!(in_words(&mishap).contains("17"));
                assert!(!kind_words(kind).starts_with("practice-"));
                assert!(!does_words(kind).starts_with("practice-"));
            }
        }
        set_language(Tongue::English);
    }
}
