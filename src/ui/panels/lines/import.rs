//! The import: a file is read, checked whole and told by row, and filled in whole.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Key, Ui};
use uuid::Uuid;

use crate::bus::command::{Command, FileWish};
use crate::bus::event::Notice;
use crate::bus::floor::{CheckOrder, FillOrder, NOT_LOOKED_FOR};
use crate::domain::floor::Filled;
#[cfg(test)]
use crate::domain::floor_csv::Known;
use crate::domain::floor_csv::{self, Checked, Finding, Kind};
use crate::i18n::{has, t, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::data_ui::intent::why_not;
use crate::ui::panels::parts::choice::choice;
use crate::ui::panels::parts::submit;
use crate::ui::theme::{IconWeight, TextStyle, Theme, icon, icons, space};
use crate::ui::widgets::{Button, Field, card, paint, place};

/// A larger file is for the command line.
const BYTES_AT_MOST: u64 = 2 * 1024 * 1024;
const PART: &str = "floor-csv";

/// What is waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Busy {
    /// The dialog of the system to choose a file, and the reading after it.
    Choosing,
    Reading(String),
    Checking,
}

impl Busy {
    fn words(&self) -> String {
        match self {
            Self::Choosing => t("lines-import-choosing").to_owned(),
            Self::Reading(file) => tf("lines-import-reading", &[("file", file.as_str().into())]),
            Self::Checking => t("lines-import-checking").to_owned(),
        }
    }
}

/// One import and how far it is.
#[derive(Default)]
pub struct Import {
    kind: Kind,
    path: String,
    busy: Option<(Uuid, Busy)>,
    /// Why the file could not be read.
    not_read: Option<String>,
    /// The file as it was read, to be checked again when another kind is chosen.
    file: Option<(String, Arc<[u8]>)>,
    checked: Option<Arc<Checked>>,
    filling: Option<Uuid>,
    filled: Option<Result<Filled, String>>,
}

impl Import {
    /// Takes what the worker told.
    pub fn follow(&mut self, context: &mut PanelContext<'_>) {
        for notice in context.notices {
            let (Notice::FileRead { id, .. } | Notice::FillChecked { id, .. }) = notice else {
                continue;
            };
            if self.busy.take_if(|(busy, _)| busy == id).is_none() {
                continue;
            }
            match notice {
                Notice::FileRead { result: Ok(file), .. } => {
                    self.file = Some((file.file_name.clone(), Arc::clone(&file.bytes)));
                    self.check(context);
                }
                Notice::FileRead { result: Err(why), .. } => self.not_read = Some(why.clone()),
                Notice::FillChecked { checked, .. } => self.checked = Some(Arc::clone(checked)),
                _ => {}
            }
        }
        let told = context.snapshot.floor.get().and_then(|view| view.filled.clone());
        if let (Some(filling), Some((id, result))) = (self.filling, told)
            && id == filling
        {
            self.filling = None;
            self.filled = Some(result);
        }
    }

    /// Has it checked by the worker: a large one takes longer than a frame may.
    fn check(&mut self, context: &mut PanelContext<'_>) {
        let Some((_, bytes)) = &self.file else { return };
        let order = CheckOrder {
            id: Uuid::now_v7(),
            kind: self.kind,
            bytes: Arc::clone(bytes),
            floor: context.snapshot.floor.value.clone(),
            trays: context.snapshot.trays.value.clone(),
        };
        self.busy = Some((order.id, Busy::Checking));
        (self.not_read, self.checked, self.filled) = (None, None, None);
        context.send(Command::CheckFill(order));
    }

    fn read(&mut self, context: &mut PanelContext<'_>, path: Option<PathBuf>) {
        let id = Uuid::now_v7();
        let busy =
            path.as_ref().map_or(Busy::Choosing, |path| Busy::Reading(path.display().to_string()));
        self.busy = Some((id, busy));
        (self.not_read, self.file, self.checked, self.filled) = (None, None, None, None);
        let wish = |path| FileWish { id, part: PART.to_owned(), path, at_most: BYTES_AT_MOST };
        context.send(match path {
            Some(path) => Command::ReadFile(wish(path)),
            None => Command::ChooseFile(wish(PathBuf::new())),
        });
    }

    /// Why it cannot be filled in now.
    fn not_now(&self, context: &PanelContext<'_>) -> Option<&'static str> {
        let Some(checked) = &self.checked else { return Some(t("lines-import-not-checked")) };
        if !checked.is_good() {
            return Some(t("lines-import-has-errors"));
        }
        if self.filling.is_some() {
            return Some(t("lines-import-filling"));
        }
        if matches!(self.filled, Some(Ok(_))) {
            return Some(t("lines-import-already"));
        }
        let open = context.snapshot.floor.get().is_some();
        (!open).then(|| t("lines-import-floor-closed"))
    }

    /// Draws it; says whether it is to be closed.
    pub fn drawer_ui(
        &mut self,
        context: &mut PanelContext<'_>,
        ui: &mut Ui,
        theme: &Theme,
    ) -> bool {
        let (title, line) = (t("lines-import-title"), t("lines-import-line"));
        ui.spacing_mut().item_spacing.y = 0.0;
        let close = card::drawer_head(ui, icons::TRAY_ARROW_DOWN, title, line, None);
        let rest = ui.available_rect_before_wrap();
        place::scroll(ui, rest, "lines-import", |ui| {
            ui.spacing_mut().item_spacing.y = space::S8;
            ui.add_space(space::S8);
            self.form_ui(context, ui, theme);
            self.found_ui(ui, theme);
            self.fill_ui(context, ui, theme);
            ui.add_space(space::S12);
        });
        close
    }

    fn form_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, theme: &Theme) {
        let muted = theme.colors.text_muted;
        let wide = ui.available_width();
        let kinds = Kind::ALL.map(|kind| (kind, kind_word(kind).to_owned()));
        if let Some(kind) = choice(ui, t("lines-import-kind"), &kinds, self.kind, wide) {
            self.kind = kind;
            self.check(context);
        }
        let (columns, must) = self.kind.columns();
        let named = |columns: &[floor_csv::Column]| {
            columns.iter().map(|column| column.code()).collect::<Vec<_>>().join(", ")
        };
        let (needed, optional) = columns.split_at(must.min(columns.len()));
        let words = tf("lines-import-columns", &[("columns", named(needed).into())]);
        paint::label_wrapped(ui, words, TextStyle::Small, muted);
        if !optional.is_empty() {
            let words = tf("lines-import-optional", &[("columns", named(optional).into())]);
            paint::label_wrapped(ui, words, TextStyle::Small, muted);
        }
        let field = Field::new(t("lines-import-path"), &mut self.path).mono().width(wide);
        let response = field.show(ui);
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let busy = self.busy.as_ref().map(|(_, busy)| busy.words());
        let no_path = || self.path.trim().is_empty().then(|| t("lines-import-no-path").to_owned());
        let no_check = busy.clone().or_else(no_path);
        let (mut read, mut choose) = (entered && no_check.is_none(), false);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S8;
            let open = Button::plain(t("lines-import-choose")).disabled_because(busy.as_deref());
            choose = ui.add(open).clicked();
            let check = Button::plain(t("lines-import-check"));
            read |= ui.add(check.disabled_because(no_check.as_deref())).clicked();
        });
        if let Some(why) = no_check {
            paint::label_wrapped(ui, why, TextStyle::Small, muted);
        }
        if choose {
            self.read(context, None);
        } else if read {
            self.read(context, Some(PathBuf::from(self.path.trim())));
        }
    }

    /// What was found, by row.
    fn found_ui(&self, ui: &mut Ui, theme: &Theme) {
        let ink = theme.colors.text_primary;
        if let Some(why) = &self.not_read {
            let why = if has(why) { tf(why, &[]) } else { why.clone() };
            let words = tf("lines-import-not-read", &[("why", why.into())]);
            line_ui(ui, theme, icons::WARNING, &words, TextStyle::Strong);
        }
        let (Some(checked), Some((file, _))) = (&self.checked, &self.file) else { return };
        let errors = checked.faults.len() + checked.faults_more;
        let number = |number: usize| data_ui::number(number as u64);
        if errors == 0 {
            let words = tf(
                "lines-import-good",
                &[
                    ("file", file.as_str().into()),
                    ("n", checked.rows.into()),
                    ("rows", number(checked.rows).into()),
                ],
            );
            line_ui(ui, theme, icons::CHECK, &words, TextStyle::Strong);
        } else {
            let words = tf(
                "lines-import-bad",
                &[
                    ("file", file.as_str().into()),
                    ("n", errors.into()),
                    ("errors", number(errors).into()),
                ],
            );
            line_ui(ui, theme, icons::WARNING, &words, TextStyle::Strong);
            findings_ui(ui, theme, &checked.faults, checked.faults_more);
        }
        let warnings = checked.warnings.len() + checked.warnings_more;
        if warnings > 0 {
            let words = tf("lines-import-warnings", &[("n", warnings.into())]);
            paint::label_wrapped(ui, words, TextStyle::Strong, ink);
            findings_ui(ui, theme, &checked.warnings, checked.warnings_more);
        }
    }

    fn fill_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, theme: &Theme) {
        let why = self.not_now(context);
        if ui.add(Button::primary(t("lines-import-fill")).disabled_because(why)).clicked()
            && why.is_none()
            && let Some(checked) = &self.checked
        {
            let id = Uuid::now_v7();
            let by = submit::person(context.preferences);
            self.filling = Some(id);
            let fill = Arc::new(checked.fill.clone());
            context.send(Command::Fill(FillOrder { id, fill, by }));
        }
        if let Some(why) = why {
            paint::label_wrapped(ui, why, TextStyle::Small, theme.colors.text_muted);
        }
        match &self.filled {
            Some(Ok(filled)) => {
                line_ui(
                    ui,
                    theme,
                    icons::CHECK,
                    &filled_words(filled, self.kind),
                    TextStyle::Strong,
                );
            }
            Some(Err(why)) if why == NOT_LOOKED_FOR => {
                line_ui(ui, theme, icons::QUESTION, &why_not(why), TextStyle::Strong);
            }
            Some(Err(why)) => {
                let words = tf("lines-import-failed", &[("why", why_not(why).into())]);
                line_ui(ui, theme, icons::WARNING, &words, TextStyle::Strong);
            }
            None => {}
        }
    }
}

fn findings_ui(ui: &mut Ui, theme: &Theme, findings: &[Finding], more: usize) {
    for finding in findings {
        let words = data_ui::floor_csv::finding(finding);
        paint::label_wrapped(ui, words, TextStyle::Body, theme.colors.text_primary);
    }
    if more > 0 {
        let words = tf("lines-import-more", &[("n", data_ui::number(more as u64).into())]);
        paint::label_wrapped(ui, words, TextStyle::Small, theme.colors.text_muted);
    }
}

fn line_ui(ui: &mut Ui, theme: &Theme, glyph: &str, words: &str, style: TextStyle) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S8;
        let ink = theme.colors.text_primary;
        paint::icon(ui, glyph, icon::I16, IconWeight::Regular, ink);
        paint::label_wrapped(ui, words, style, ink);
    });
}

fn filled_words(filled: &Filled, kind: Kind) -> String {
    let number = data_ui::number;
    if kind == Kind::Lines {
        return tf(
            "lines-import-filled-lines",
            &[("new", number(filled.lines).into()), ("known", number(filled.known_lines).into())],
        );
    }
    let rows = filled.layouts + filled.contents + filled.barcodes + filled.names;
    tf("lines-import-filled", &[("n", number(rows).into())])
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Lines => t("lines-kind-lines"),
        Kind::Layouts => t("lines-kind-layouts"),
        Kind::Contents => t("lines-kind-contents"),
        Kind::Barcodes => t("lines-kind-barcodes"),
        Kind::Names => t("lines-kind-names"),
    }
}

#[cfg(test)]
impl Import {
    /// A file with errors and a warning, checked.
    pub fn with_findings() -> Self {
        let text = "tray,compartment,sku,quantity,order,number,of\n12,B2,,3,O-1,1,2\n412,2B,H1,0,O-1,1,2\n";
        let trays: [crate::domain::tray::Tray; 0] = [];
        let known = Known { floor: None, trays: Some(&trays) };
        let bytes: Arc<[u8]> = text.as_bytes().into();
        let checked = floor_csv::check(&bytes, Kind::Lines, known, &mut Uuid::nil);
        let checked = Arc::new(checked);
        let file = Some(("lines.csv".to_owned(), bytes));
        Self { path: "lines.csv".to_owned(), file, checked: Some(checked), ..Self::default() }
    }
}
