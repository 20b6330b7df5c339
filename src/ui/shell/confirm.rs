//! The confirm dialog of a physical or destructive command: consequence, live facts, the safe button as default.

use egui::{Area, Id, Order, Rect, Sense};

use crate::bus::command::Command;
use crate::ui::theme::width;
pub use crate::ui::widgets::confirm::Choice;
use crate::ui::widgets::confirm::ConfirmDialog;

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

/// One fact of the inset note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub text: String,
    pub age: String,
}

/// Draws the dialog over the region, which leaves top bar and status bar free, and reads its keys.
pub fn confirm_ui(confirm: &Confirm, ctx: &egui::Context, region: Rect) -> Option<Choice> {
    let theme = crate::ui::theme::of(ctx);
    let scrim =
        Area::new(Id::unique("confirm-scrim")).order(Order::Foreground).fixed_pos(region.min);
    scrim.show(ctx, |ui| {
        // What lies under it takes no clicks.
        ui.allocate_rect(region, Sense::click());
        ui.painter().rect_filled(region, 0, theme.colors.scrim);
    });
    let facts: Vec<(&str, &str)> =
        confirm.facts.iter().map(|fact| (fact.text.as_str(), fact.age.as_str())).collect();
    let dialog = ConfirmDialog {
        question: &confirm.question,
        consequence: &confirm.consequence,
        facts: &facts,
        act: &confirm.act,
        safe: &confirm.safe,
    };
    let wide = width::DIALOG.min(region.width());
    let at = egui::pos2(region.center().x - wide / 2.0, region.top() + region.height() / 5.0);
    let shown =
        Area::new(Id::unique("confirm")).order(Order::Tooltip).fixed_pos(at).show(ctx, |ui| {
            ui.set_width(wide);
            dialog.show(ui)
        });
    shown.inner
}
