//! The fields of a request besides its lines: priority, bot, level, balcony, and what is left to the storage.

use egui::{Id, Ui};

use super::Form;
use super::lines::fault_words;
use super::lookup::{self, Find, ListOf};
use super::refusal::Refusal;
use crate::bus::snapshot::Snapshot;
use crate::domain::request_draft::{Fault, Mistake, Place, RequestKind};
use crate::i18n::t;
use crate::ui::panels::parts::choice;
use crate::ui::theme::{TextStyle, Themed as _, space};
use crate::ui::widgets::{Field, chip, paint};

/// Width of the priority beside the kind.
pub(super) const PRIORITY: f32 = 92.0;

/// The words of a field that is wrong: of the vendor, else ours.
pub(super) fn wrong(
    place: Place,
    mistakes: &[Mistake],
    refusal: Option<&Refusal>,
) -> Option<String> {
    let own = mistakes.iter().find(|(of, fault)| *of == place && *fault != Fault::Missing);
    let own = own.map(|(_, fault)| fault_words(*fault));
    own.or_else(|| refusal.and_then(|refusal| refusal.field(place)).map(str::to_owned))
}

impl Form {
    /// All fields the kind has besides lines and priority.
    pub(super) fn fields_ui(
        &mut self,
        ui: &mut Ui,
        snapshot: &Snapshot,
        mistakes: &[Mistake],
        refusal: Option<&Refusal>,
    ) {
        let kind = self.draft.kind;
        if kind.has_bot() {
            let finds = lookup::bots(snapshot, &self.draft.bot);
            let (name, help) = (t("work-form-bot"), t("work-form-bot-help"));
            self.number_ui(ui, ListOf::Bot, (name, help), &finds, (mistakes, refusal));
        }
        if kind.has_level() {
            let finds = lookup::levels(snapshot, &self.draft.level);
            let (name, help) = (t("work-form-level"), t("work-form-level-help"));
            self.number_ui(ui, ListOf::Level, (name, help), &finds, (mistakes, refusal));
        }
        if kind.has_balcony() {
            let finds = lookup::balconies(snapshot, &self.draft.balcony);
            let (name, help) = (t("work-form-balcony"), t("work-form-balcony-help"));
            self.number_ui(ui, ListOf::Balcony, (name, help), &finds, (mistakes, refusal));
        }
        if kind.has_force() {
            truth_ui(ui, t("work-form-force"), &mut self.draft.force);
        }
        if kind == RequestKind::RfidWrite {
            let wide = ui.available_width();
            let error = wrong(Place::Action, mistakes, refusal);
            Field::new(t("work-form-action"), &mut self.draft.action)
                .help(t("work-form-action-help"))
                .error(error.as_deref())
                .width(wide)
                .show(ui);
            truth_ui(ui, t("work-form-from-scratch"), &mut self.draft.from_scratch);
        }
    }

    /// A field for a number with the list of those there are.
    fn number_ui(
        &mut self,
        ui: &mut Ui,
        list: ListOf,
        (name, help): (&str, &str),
        finds: &[Find],
        (mistakes, refusal): (&[Mistake], Option<&Refusal>),
    ) {
        let (place, text) = match list {
            ListOf::Level => (Place::Level, &mut self.draft.level),
            ListOf::Balcony => (Place::Balcony, &mut self.draft.balcony),
            ListOf::Bot | ListOf::Line(_) => (Place::Bot, &mut self.draft.bot),
        };
        let error = wrong(place, mistakes, refusal);
        let wide = ui.available_width();
        let field = Field::new(name, text)
            .mono()
            .help(help)
            .error(error.as_deref())
            .id(Id::unique(("work-form", name)))
            .width(wide)
            .show(ui);
        if field.gained_focus() || field.changed() {
            self.list = Some(list);
        }
        if self.list != Some(list) {
            return;
        }
        let typed = text.trim().to_owned();
        ui.spacing_mut().item_spacing.y = 0.0;
        for find in finds.iter().filter(|find| find.id != typed) {
            if choice::find(ui, &find.id, &find.words).clicked() {
                find.id.clone_into(text);
                self.list = None;
            }
        }
        ui.spacing_mut().item_spacing.y = space::S8;
    }
}

/// Yes, no, or left to the storage.
fn truth_ui(ui: &mut Ui, name: &str, truth: &mut Option<bool>) {
    let color = ui.theme().colors.text_secondary;
    paint::label(ui, name, TextStyle::SmallMedium, color);
    let options = [None, Some(true), Some(false)];
    let words = [t("work-form-left-out"), t("work-form-yes"), t("work-form-no")];
    let chosen = options.iter().position(|option| option == truth).unwrap_or_default();
    if let Some(option) =
        chip::segments(ui, name, &words, chosen).and_then(|index| options.get(index))
    {
        *truth = *option;
    }
}
