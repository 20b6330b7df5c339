//! The button that writes a table as CSV, with the form under it: where the file goes.

use egui::{Key, PopupCloseBehavior, Ui};

use crate::domain::export::ExportTarget;
use crate::i18n::t;
use crate::ui::theme::{TextStyle, Themed as _, icons, space};
use crate::ui::widgets::{Button, Field, chip, paint};

const WIDE: f32 = 320.0;

/// What is typed in it.
#[derive(Default)]
pub struct CsvForm {
    path: String,
    replace: bool,
}

impl CsvForm {
    /// Draws it; says where a file is to go. `what` says which rows come.
    pub fn button_ui(
        &mut self,
        ui: &mut Ui,
        name: &str,
        what: &str,
        no: Option<&str>,
    ) -> Option<ExportTarget> {
        let button = Button::quiet(name).icon(icons::FILE_CSV).small();
        let button = ui.add(button.disabled_because(no));
        let popup =
            egui::Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let shown = popup.show(|ui| {
            ui.set_width(WIDE);
            ui.spacing_mut().item_spacing.y = space::S8;
            let target = self.form_ui(ui, what);
            if target.is_some() {
                ui.close();
            }
            target
        });
        shown.and_then(|shown| shown.inner)
    }

    fn form_ui(&mut self, ui: &mut Ui, what: &str) -> Option<ExportTarget> {
        let muted = ui.theme().colors.text_muted;
        paint::label_wrapped(ui, what, TextStyle::Small, muted);
        let mut target = None;
        if ui.add(Button::primary(t("parts-table-choose"))).clicked() {
            target = Some(ExportTarget::Choose);
        }
        let field = Field::new(t("parts-table-path"), &mut self.path).mono().width(WIDE);
        let response = field.show(ui);
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        chip::check(ui, &mut self.replace, t("parts-table-replace"));
        let why = self.path.trim().is_empty().then(|| t("parts-table-no-path"));
        let save = Button::plain(t("parts-table-save")).disabled_because(why).show(ui);
        if (save.clicked() || entered) && why.is_none() {
            let path = self.path.trim().to_owned();
            // it was said of this file, not of the next one
            let replace = std::mem::take(&mut self.replace);
            target = Some(ExportTarget::File { path, replace });
        }
        if let Some(why) = why {
            paint::label_wrapped(ui, why, TextStyle::Small, muted);
        }
        target
    }
}
