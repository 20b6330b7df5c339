//! The export of the rows that are asked for: where to, how far, how it ended.

use egui::Ui;
use jiff::Timestamp;
use uuid::Uuid;

use crate::bus::command::Command;
use crate::domain::export::{Export, ExportOrder, ExportState, Stop};
use crate::domain::page::ListQuery;
use crate::domain::system::System;
use crate::i18n::{has, t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::panels::parts::csv_form::CsvForm;
use crate::ui::panels::parts::words;
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, icon, icons, space};
use crate::ui::widgets::{Button, paint};

/// What is typed, and which ended export was put away.
#[derive(Default)]
pub struct ExportUi {
    form: CsvForm,
    put_away: Option<Uuid>,
}

impl ExportUi {
    /// The button with the form under it.
    pub fn button_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, query: &ListQuery) {
        let running = context.snapshot.export.as_deref().is_some_and(|export| !export.is_over());
        let why = running.then(|| t("inventory-export-one"));
        let (export, what) = (t("inventory-export"), t("inventory-export-what"));
        if let Some(to) = self.form.button_ui(ui, export, what, why) {
            let query = ListQuery { sort_by: None, ..query.clone() };
            self.put_away = None;
            context.send(Command::Export(ExportOrder { id: Uuid::now_v7(), query, to }));
        }
    }

    /// The line over the table: how far the newest export is, or how it ended.
    pub fn line_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let snapshot = context.snapshot;
        let Some(export) = snapshot.export.as_deref() else { return };
        if self.put_away == Some(export.id) {
            return;
        }
        let theme = ui.theme();
        let ink = theme.colors.text_primary;
        let margin = egui::Margin { left: 12, right: 12, top: 0, bottom: 8 };
        egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
            // a line of several rows in the middle of its row would lie over what stands above
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::S8;
                paint::icon(ui, icons::FILE_CSV, icon::I14, IconWeight::Regular, ink);
                ui.vertical(|ui| {
                    paint::label_wrapped(ui, line(export, context.now), TextStyle::Small, ink);
                    if export.is_over() {
                        if ui.add(Button::quiet(t("inventory-export-put-away")).small()).clicked() {
                            self.put_away = Some(export.id);
                        }
                    } else {
                        let ending = export.state == ExportState::Cancelling;
                        let why = ending.then(|| t("inventory-export-cancelling"));
                        let cancel = Button::plain(t("inventory-export-cancel")).small();
                        if ui.add(cancel.disabled_because(why)).clicked() {
                            context.wishes.commands.push(Command::CancelExport(export.id));
                        }
                    }
                });
            });
        });
    }
}

/// How it stands in one sentence.
pub fn line(export: &Export, now: Timestamp) -> String {
    let rows = || data_ui::number(export.rows);
    let path = || export.path.clone().unwrap_or_default();
    match &export.state {
        ExportState::Opening => t("inventory-export-opening").to_owned(),
        ExportState::Cancelling => t("inventory-export-cancelling").to_owned(),
        ExportState::Cancelled => t("inventory-export-cancelled").to_owned(),
        ExportState::Running => {
            let total = export.total.map_or_else(|| "—".to_owned(), data_ui::number);
            let said = tf(
                "inventory-export-running",
                &[("rows", rows().into()), ("total", total.into()), ("path", path().into())],
            );
            match &export.trouble {
                Some(trouble) => {
                    let why = data_ui::trouble::cause(trouble, System::Noyes);
                    format!("{said} {}", tf("inventory-export-again", &[("why", why.into())]))
                }
                None => said,
            }
        }
        ExportState::Done => tf(
            if export.unread == 0 {
                "inventory-export-done"
            } else {
                "inventory-export-incomplete"
            },
            &[
                ("unread", data_ui::number(export.unread).into()),
                ("rows", rows().into()),
                ("path", path().into()),
                ("from", words::day_clock(export.began_at, now).into()),
                ("to", words::day_clock(export.read_at.unwrap_or(export.began_at), now).into()),
            ],
        ),
        ExportState::Stopped { why, left } => {
            let why = match why {
                Stop::NothingChosen => return t("inventory-export-nothing").to_owned(),
                Stop::Storage(trouble) => data_ui::trouble::cause(trouble, System::Noyes),
                Stop::File(words) => {
                    let key = format!("inventory-{words}");
                    if has(&key) { tf(&key, &[]) } else { words.clone() }
                }
            };
            match left {
                Some(left) => tf(
                    "inventory-export-stopped",
                    &[("why", why.into()), ("rows", rows().into()), ("path", left.as_str().into())],
                ),
                None => tf("inventory-export-failed", &[("why", why.into())]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::panels::parts::fixture;

    fn export(state: ExportState) -> Export {
        Export {
            id: Uuid::nil(),
            state,
            rows: 12_300,
            unread: 0,
            total: Some(98_000),
            path: Some("/tmp/stock.csv".to_owned()),
            began_at: fixture::now(),
            read_at: Some(fixture::now()),
            trouble: None,
        }
    }

    #[test]
    fn every_end_says_how_many_rows_are_where() {
        let said = |state| line(&export(state), fixture::now());
        assert_eq!(
            said(ExportState::Running),
            "12\u{2009}300 of 98\u{2009}000 rows are in the file for /tmp/stock.csv."
        );
        assert!(
            said(ExportState::Done).contains("12\u{2009}300 rows are in /tmp/stock.csv, as of ")
        );
        let why = Stop::Storage(fixture::lost());
        let left = Some("/tmp/stock.csv.part".to_owned());
        let stopped = said(ExportState::Stopped { why, left });
        assert!(stopped.contains("12\u{2009}300 rows") && stopped.contains("stock.csv.part"));
        let exists = Stop::File("export-exists".to_owned());
        let exists = said(ExportState::Stopped { why: exists, left: None });
        assert!(exists.contains("there already"), "{exists}");
    }
}
