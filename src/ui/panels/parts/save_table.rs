//! The rows of a table as shown, written as CSV: the button with its form, and what became of it.

use egui::Ui;
use uuid::Uuid;

use super::csv_form::CsvForm;
use crate::bus::command::{Command, TableFile};
use crate::bus::event::Notice;
use crate::i18n::{has, t, tf};
use crate::ui::context::PanelContext;

/// What is typed, and what became of the last one.
#[derive(Default)]
pub struct SaveTable {
    form: CsvForm,
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
        let (export, what) = (t("parts-table-export"), t("parts-table-what"));
        if let Some(to) = self.form.button_ui(ui, export, what, why) {
            let id = Uuid::now_v7();
            let text = make().into();
            (self.writing, self.written) = (Some(id), None);
            context.send(Command::SaveTable(TableFile { id, name, text, to }));
        }
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
