//! The confirm dialog of a physical or destructive command: consequence, live facts, the safe button as default.

use egui::{Area, Id, Order, Rect, Sense};
use jiff::Timestamp;

use crate::bus::command::Command;
use crate::i18n::tf;
use crate::ui::data_ui::age;
use crate::ui::theme::width;
pub use crate::ui::widgets::confirm::Choice;
use crate::ui::widgets::confirm::{ConfirmDialog, TypedWords};

/// What the dialog asks. Esc and Enter choose the safe button; the act has its own key, F10.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirm {
    /// A question, `Pause storage?`.
    pub question: String,
    /// What will happen, in one sentence.
    pub consequence: String,
    /// Live facts with their ages.
    pub facts: Vec<Fact>,
    /// The button that acts.
    pub act: String,
    /// The button that does not.
    pub safe: String,
    pub command: Command,
}

/// A dialog whose act is offered only once the person has typed what it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedConfirm {
    pub confirm: Confirm,
    /// What to type, as the label of the field: `Type the numbers 3, 17`.
    pub label: String,
    /// What is said while it is not typed.
    pub missing: String,
    /// Every one of these words, in any order, and no other.
    pub wanted: Vec<String>,
}

/// One fact of the inset note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub text: String,
    pub age: String,
}

/// A dialog on the screen, with what was typed into it.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenConfirm {
    confirm: Confirm,
    typed: Option<(TypedConfirm, String)>,
    /// When it was first drawn, which is when its facts were read; they grow older while it stands.
    opened: Option<Timestamp>,
}

impl From<Confirm> for OpenConfirm {
    fn from(confirm: Confirm) -> Self {
        Self { confirm, typed: None, opened: None }
    }
}

impl From<TypedConfirm> for OpenConfirm {
    fn from(typed: TypedConfirm) -> Self {
        Self { confirm: typed.confirm.clone(), typed: Some((typed, String::new())), opened: None }
    }
}

impl OpenConfirm {
    /// What is sent when it is agreed to.
    pub fn into_command(self) -> Command {
        self.confirm.command
    }
}

impl TypedConfirm {
    /// Whether what stands in the field is what must stand there.
    pub fn is_typed(&self, text: &str) -> bool {
        let mut typed: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
            .filter(|word| !word.is_empty())
            .collect();
        let mut wanted: Vec<&str> = self.wanted.iter().map(String::as_str).collect();
        typed.sort_unstable();
        wanted.sort_unstable();
        !wanted.is_empty() && typed == wanted
    }
}

/// Draws the dialog over the region, which leaves top bar and status bar free, and reads its keys.
pub fn confirm_ui(
    open: &mut OpenConfirm,
    ctx: &egui::Context,
    region: Rect,
    now: Timestamp,
) -> Option<Choice> {
    let theme = crate::ui::theme::of(ctx);
    let confirm = &open.confirm;
    let scrim =
        Area::new(Id::unique("confirm-scrim")).order(Order::Foreground).fixed_pos(region.min);
    scrim.show(ctx, |ui| {
        // What lies under it takes no clicks.
        ui.allocate_rect(region, Sense::click());
        ui.painter().rect_filled(region, 0, theme.colors.scrim);
    });
    let facts: Vec<(&str, &str)> =
        confirm.facts.iter().map(|fact| (fact.text.as_str(), fact.age.as_str())).collect();
    let opened = *open.opened.get_or_insert(now);
    let as_of = tf("confirm-as-of", &[("age", age::ago(opened, now).into())]);
    if !facts.is_empty() {
        age::tick(ctx, [opened], now);
    }
    let dialog = ConfirmDialog {
        question: &confirm.question,
        consequence: &confirm.consequence,
        facts: &facts,
        as_of: &as_of,
        act: &confirm.act,
        safe: &confirm.safe,
    };
    let typed = open.typed.as_mut().map(|(wanted, text)| TypedWords {
        label: &wanted.label,
        missing: (!wanted.is_typed(text)).then_some(wanted.missing.as_str()),
        text,
    });
    let wide = width::DIALOG.min(region.width());
    let at = egui::pos2(region.center().x - wide / 2.0, region.top() + region.height() / 5.0);
    let shown =
        Area::new(Id::unique("confirm")).order(Order::Tooltip).fixed_pos(at).show(ctx, |ui| {
            ui.set_width(wide);
            dialog.show_with(ui, typed)
        });
    shown.inner
}

#[cfg(test)]
mod tests {
    use egui::Key;
    use egui::accesskit::Role as Part;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::domain::system::System;
    use crate::ui::theme::{self, Look};

    fn typed_confirm(wanted: &[&str]) -> TypedConfirm {
        let confirm = Confirm {
            question: "Remove 17?".to_owned(),
            consequence: "It is forgotten.".to_owned(),
            facts: Vec::new(),
            act: "Remove".to_owned(),
            safe: "Leave".to_owned(),
            command: Command::TestConnection(System::Noyes),
        };
        TypedConfirm {
            confirm,
            label: "Type 17".to_owned(),
            missing: "Not yet".to_owned(),
            wanted: wanted.iter().map(|word| (*word).to_owned()).collect(),
        }
    }

    #[test]
    fn neither_key_nor_button_acts_before_the_words_are_typed() {
        let state = (OpenConfirm::from(typed_confirm(&["17"])), None::<Choice>);
        let draw = |ui: &mut egui::Ui, state: &mut (OpenConfirm, Option<Choice>)| {
            let region = ui.max_rect();
            let chosen = confirm_ui(&mut state.0, ui.ctx(), region, Timestamp::UNIX_EPOCH);
            state.1 = chosen.or(state.1);
        };
        let mut harness = Harness::builder()
            .with_size(egui::vec2(800.0, 600.0))
            .with_context_setup(|ctx| theme::install(ctx, Look::Dark, 100))
            .build_ui_state(draw, state);
        harness.run_steps(3);
        harness.get_by_role_and_label(Part::Button, "Remove").click_accesskit();
        harness.key_press(Key::F10);
        harness.run_steps(3);
        assert_eq!(harness.state().1, None);
        // the field has the keyboard from the start
        harness.get_by_role_and_label(Part::TextInput, "Type 17").type_text("17");
        harness.run_steps(3);
        harness.key_press(Key::F10);
        harness.run_steps(3);
        assert_eq!(harness.state().1, Some(Choice::Act));
    }

    #[test]
    fn only_every_word_and_no_other_counts_as_typed() {
        let typed = typed_confirm(&["3", "17"]);
        for right in ["3, 17", "17 3", " 3;17 "] {
            assert!(typed.is_typed(right), "{right}");
        }
        for wrong in ["", "3", "3, 17, 4", "317", "*", "3 3 17"] {
            assert!(!typed.is_typed(wrong), "{wrong}");
        }
        let nothing = TypedConfirm { wanted: Vec::new(), ..typed };
        assert!(!nothing.is_typed(""), "nothing named is nothing confirmed");
    }
}
