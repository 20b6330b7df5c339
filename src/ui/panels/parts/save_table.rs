//! The rows of a table as shown, written as CSV: the button with its form, and what became of it.

use egui::{Key, PopupCloseBehavior, Ui};
use uuid::Uuid;

use crate::bus::command::{Command, TableFile};
use crate::bus::event::Notice;
use crate::domain::export::ExportTarget;
use crate::i18n::{has, t, tf};
use crate::ui::context::PanelContext;
use crate::ui::theme::{TextStyle, Themed as _, icons, space};
use crate::ui::widgets::{Button, Field, chip, paint};

const WIDE: f32 = 320.0;

/// What is typed, and what became of the last one.
#[derive(Default)]
pub struct SaveTable {
    path: String,
    replace: bool,
    writing: Option<Uuid>,
    written: Option<Result<String, String>>,
}

impl SaveTable {
    /// Takes what the worker told.
    pub fn follow(&mut self, notices: &[Notice]) {
        for notice in notices {
            let Notice::TableSaved { id, result } = notice else { continue };
            if self.writing.take_if(|writing| writing == id).is_some() {
                self.written = Some(result.clone());
            }
        }
    }

    /// The button with its form; the text is made only when it is pressed.
    pub fn button_ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        name: &'static str,
        make: impl FnOnce() -> String,
    ) {
        let why = self.writing.is_some().then(|| t("parts-table-writing"));
        let button = Button::quiet(t("parts-table-export")).icon(icons::FILE_CSV).small();
        let button = ui.add(button.disabled_because(why));
        let popup =
            egui::Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        popup.show(|ui| {
            ui.set_width(WIDE);
            ui.spacing_mut().item_spacing.y = space::S8;
            if let Some(to) = self.form_ui(ui) {
                let id = Uuid::now_v7();
                let text = make().into();
                (self.writing, self.written) = (Some(id), None);
                context.send(Command::SaveTable(TableFile { id, name, text, to }));
                ui.close();
            }
        });
    }

    fn form_ui(&mut self, ui: &mut Ui) -> Option<ExportTarget> {
        let muted = ui.theme().colors.text_muted;
        paint::label_wrapped(ui, t("parts-table-what"), TextStyle::Small, muted);
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
            target = Some(ExportTarget::File { path, replace: self.replace });
        }
        target
    }

    /// What became of the last one, in words.
    pub fn line(&self) -> Option<String> {
        Some(match self.written.as_ref()? {
            Ok(path) => tf("parts-table-saved", &[("path", path.as_str().into())]),
            Err(why) => {
                let why = if has(why) { tf(why, &[]) } else { why.clone() };
                tf("parts-table-not-saved", &[("why", why.into())])
            }
        })
    }
}
