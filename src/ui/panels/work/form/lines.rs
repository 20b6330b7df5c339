//! The lines of a request: SKU and pieces, or carriers; looked up, pasted, marked by a refusal.

use egui::{Align, Id, Layout, Ui};

use super::lookup::ListOf;
use super::refusal::{self, LineMark, Refusal, Remedy};
use super::{Form, Paste};
use crate::bus::snapshot::Snapshot;
use crate::domain::pasted_lines::{BadCause, Pasted};
use crate::domain::request_draft::{DraftLine, Fault, LINES_MOST, LineOf, Mistake, Place};
use crate::i18n::{t, tf};
use crate::ui::panels::parts::choice;
use crate::ui::theme::{IconWeight, TextStyle, Themed as _, height, icon, icons, space};
use crate::ui::widgets::{Button, Field, paint};

/// Width of the pieces.
const PIECES: f32 = 64.0;
/// The field of a paste is at most this tall; more scrolls.
const PASTE_TALL: f32 = 132.0;
/// Bad lines that are named one by one.
const BAD_SHOWN: usize = 8;

/// What was pressed at a line.
enum Pressed {
    Remove(usize),
    Take(usize, i64),
    LookUp(usize),
    Keep(String),
    PutTogether(usize, usize),
    Chosen(usize, String),
}

impl Form {
    /// All lines, and what adds to them.
    pub(super) fn lines_ui(
        &mut self,
        ui: &mut Ui,
        snapshot: &Snapshot,
        of: LineOf,
        mistakes: &[Mistake],
        refusal: Option<&Refusal>,
    ) {
        let theme = ui.theme();
        let mut pressed = None;
        let soft = theme.colors.text_secondary;
        ui.horizontal(|ui| {
            paint::label(ui, line_title(of), TextStyle::SmallMedium, soft);
            if of == LineOf::Sku {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.add_space(height::CONTROL + space::S8);
                    paint::label(ui, t("work-form-pieces"), TextStyle::SmallMedium, soft);
                });
            }
        });
        for index in 0..self.draft.lines.len() {
            self.line_ui(ui, snapshot, of, index, mistakes, refusal, &mut pressed);
        }
        if let Some(words) = refusal.and_then(|refusal| refusal.field(Place::Lines)) {
            paint::label_wrapped(ui, words, TextStyle::SmallMedium, theme.colors.text_primary);
        }
        let full = (self.draft.lines.len() >= LINES_MOST).then(|| t("work-form-full"));
        ui.horizontal_wrapped(|ui| {
            let add = Button::quiet(t("work-form-add-line")).icon(icons::PLUS).small();
            if ui.add(add.disabled_because(full)).clicked() {
                self.draft.lines.push(DraftLine::default());
                let last = self.draft.lines.len() - 1;
                self.list = Some(ListOf::Line(last));
                ui.memory_mut(|memory| memory.request_focus(id_field(last)));
            }
            let paste = Button::quiet(t("work-form-paste")).icon(icons::ROWS).small();
            if ui.add(paste).clicked() {
                let is_blank = |paste: &Paste| paste.text.trim().is_empty();
                if self.paste.take_if(|paste| is_blank(paste)).is_none() {
                    self.paste.get_or_insert_default();
                }
            }
        });
        self.paste_ui(ui, of);
        if let Some(pressed) = pressed {
            self.react(ui, pressed);
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn line_ui(
        &mut self,
        ui: &mut Ui,
        snapshot: &Snapshot,
        of: LineOf,
        index: usize,
        mistakes: &[Mistake],
        refusal: Option<&Refusal>,
        pressed: &mut Option<Pressed>,
    ) {
        let theme = ui.theme();
        let mark = self.draft.lines.get(index).and_then(|line| self.mark(line, refusal));
        let Some(line) = self.draft.lines.get_mut(index) else { return };
        let wrong = |place: Place| {
            mistakes.iter().find(|(of, fault)| *of == place && *fault != Fault::Missing)
        };
        let (wrong_id, wrong_pieces) = (wrong(Place::Id(index)), wrong(Place::Quantity(index)));
        let number = index + 1;
        let name = |key: &str| tf(key, &[("n", number.into())]);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S8;
            let pieces = if of == LineOf::Sku { PIECES + space::S8 } else { 0.0 };
            let wide = ui.available_width() - pieces - height::CONTROL - space::S8;
            let (label, hint) = match of {
                LineOf::Sku => (name("work-form-sku-of"), t("work-form-sku-hint")),
                LineOf::Carrier => (name("work-form-carrier-of"), t("work-form-carrier-hint")),
            };
            let field = Field::new(&label, &mut line.id).hide_label().mono().hint(hint).width(wide);
            let field =
                field.marked(mark.is_some() || wrong_id.is_some()).id(id_field(index)).show(ui);
            if field.gained_focus() || field.changed() {
                self.list = Some(ListOf::Line(index));
            }
            if of == LineOf::Sku {
                let label = name("work-form-pieces-of");
                let field = Field::new(&label, &mut line.quantity).hide_label().width(PIECES);
                let marked = mark.is_some() || wrong_pieces.is_some();
                let field = field.marked(marked).id(pieces_field(index)).show(ui);
                if field.gained_focus() && self.list == Some(ListOf::Line(index)) {
                    self.list = None;
                }
            }
            let label = name("work-form-remove");
            if ui.add(Button::icon_only(icons::X, &label)).clicked() {
                *pressed = Some(Pressed::Remove(index));
            }
        });
        let line = line.clone();
        if let Some(known) = self.lookup.known.get(line.id.trim()) {
            let there = known.there.map(|n| tf("work-lookup-there", &[("n", n.into())]));
            let words: Vec<String> = known.name.clone().into_iter().chain(there).collect();
            if !words.is_empty() {
                let muted = theme.colors.text_muted;
                paint::label_wrapped(ui, words.join(" · "), TextStyle::Small, muted);
            }
        }
        for fault in [wrong_id, wrong_pieces].into_iter().flatten() {
            cause_ui(ui, &fault_words(fault.1), "");
            if let Fault::Twice(first) = fault.1 {
                let words = tf("work-form-put-together", &[("n", (first + 1).into())]);
                if ui.add(Button::plain(&words).small()).clicked() {
                    *pressed = Some(Pressed::PutTogether(index, first));
                }
            }
        }
        if let Some(mark) = &mark {
            self.mark_ui(ui, of, index, mark, pressed);
        }
        if self.list == Some(ListOf::Line(index)) {
            self.list_ui(ui, snapshot, of, index, line.id.trim(), pressed);
        }
    }

    /// The cause of a refused line and what one press can do about it.
    fn mark_ui(
        &self,
        ui: &mut Ui,
        of: LineOf,
        index: usize,
        mark: &LineMark,
        pressed: &mut Option<Pressed>,
    ) {
        let there = self.lookup.known.iter();
        let there = there.filter_map(|(id, sku)| Some((id.clone(), sku.there?))).collect();
        let known = self.lookup.known.get(mark.line.id.trim()).and_then(|sku| sku.there);
        cause_ui(ui, &refusal::sentence(mark, known), &mark.code);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::S8, space::S4);
            for remedy in refusal::remedies(mark, of, &there) {
                let words = match &remedy {
                    Remedy::Take(n) => tf("work-remedy-take", &[("n", (*n).into())]),
                    Remedy::LookUp => t("work-remedy-look-up").to_owned(),
                    Remedy::Remove => t("work-remedy-remove").to_owned(),
                    Remedy::Keep => t("work-remedy-keep").to_owned(),
                };
                let name = tf(
                    "work-remedy-name",
                    &[("what", words.as_str().into()), ("n", (index + 1).into())],
                );
                if ui.add(Button::plain(&words).small().name(&name)).clicked() {
                    *pressed = Some(match remedy {
                        Remedy::Take(n) => Pressed::Take(index, n),
                        Remedy::LookUp => Pressed::LookUp(index),
                        Remedy::Remove => Pressed::Remove(index),
                        Remedy::Keep => Pressed::Keep(mark.line.id.trim().to_owned()),
                    });
                }
            }
        });
    }

    fn list_ui(
        &self,
        ui: &mut Ui,
        snapshot: &Snapshot,
        of: LineOf,
        index: usize,
        text: &str,
        pressed: &mut Option<Pressed>,
    ) {
        let found = self.lookup.finds(snapshot, of, text);
        ui.spacing_mut().item_spacing.y = 0.0;
        for find in found.finds.iter().filter(|find| find.id != text) {
            if choice::find(ui, &find.id, &find.words).clicked() {
                *pressed = Some(Pressed::Chosen(index, find.id.clone()));
            }
        }
        ui.spacing_mut().item_spacing.y = space::S4;
        let muted = ui.theme().colors.text_muted;
        paint::label_wrapped(ui, found.note, TextStyle::Small, muted);
    }

    fn react(&mut self, ui: &Ui, pressed: Pressed) {
        match pressed {
            Pressed::Remove(index) => {
                self.draft.lines.remove(index);
                self.list = None;
                if self.draft.lines.is_empty() {
                    self.draft.lines.push(DraftLine::default());
                }
            }
            Pressed::Take(index, n) => {
                if let Some(line) = self.draft.lines.get_mut(index) {
                    line.quantity = n.to_string();
                }
            }
            Pressed::LookUp(index) => {
                self.list = Some(ListOf::Line(index));
                ui.memory_mut(|memory| memory.request_focus(id_field(index)));
            }
            Pressed::Keep(id) => {
                self.kept.insert(id);
            }
            Pressed::PutTogether(index, first) => self.draft.put_together(index, first),
            Pressed::Chosen(index, id) => {
                self.list = None;
                if let Some(line) = self.draft.lines.get_mut(index) {
                    line.id = id;
                }
                if self.draft.kind.lines() == Some(LineOf::Sku) {
                    ui.memory_mut(|memory| memory.request_focus(pieces_field(index)));
                }
            }
        }
    }

    fn paste_ui(&mut self, ui: &mut Ui, of: LineOf) {
        let Some(paste) = &mut self.paste else { return };
        let theme = ui.theme();
        let label = match of {
            LineOf::Sku => t("work-paste-label"),
            LineOf::Carrier => t("work-paste-label-carriers"),
        };
        paint::label(ui, label, TextStyle::SmallMedium, theme.colors.text_secondary);
        let wide = ui.available_width();
        egui::ScrollArea::vertical().id_salt("paste").max_height(PASTE_TALL).show(ui, |ui| {
            let wide = wide - space::S8;
            let field = Field::new(label, &mut paste.text).hide_label().mono();
            if field.rows(4).width(wide).show(ui).changed() {
                // its numbers are of lines that are no longer there
                paste.report = None;
            }
        });
        if let Some(report) = &paste.report {
            report_ui(ui, report);
        }
        let empty = paste.text.trim().is_empty().then(|| t("work-paste-empty"));
        let mut take = false;
        ui.horizontal_wrapped(|ui| {
            let button = Button::plain(t("work-paste-take")).small();
            take = ui.add(button.disabled_because(empty)).clicked();
            let button = Button::quiet(t("work-paste-clear")).small();
            if empty.is_none() && ui.add(button).clicked() {
                *paste = Paste::default();
            }
        });
        if take {
            self.take_pasted(of);
        }
    }
}

/// What came of a pasted list: how many lines, each bad one with its number and cause.
fn report_ui(ui: &mut Ui, report: &Pasted) {
    let theme = ui.theme();
    let soft = theme.colors.text_secondary;
    let words = tf("work-paste-taken", &[("n", report.lines.len().into())]);
    let header = if report.header { t("work-paste-header") } else { "" };
    let line = [words.as_str(), header].join(" ");
    paint::label_wrapped(ui, line.trim(), TextStyle::SmallMedium, theme.colors.text_primary);
    if report.cut {
        paint::label_wrapped(ui, t("work-paste-cut"), TextStyle::Small, soft);
    }
    for bad in report.bad.iter().take(BAD_SHOWN) {
        let cause = match bad.cause {
            BadCause::NoId => t("work-paste-no-id").to_owned(),
            BadCause::Quantity(Fault::Missing) => t("work-paste-no-pieces").to_owned(),
            BadCause::Quantity(fault) => {
                tf("work-paste-pieces", &[("why", fault_words(fault).into())])
            }
            BadCause::TooManyFields(n) => tf("work-paste-fields", &[("n", n.into())]),
            BadCause::NoRoom => tf("work-paste-no-room", &[("n", LINES_MOST.into())]),
        };
        let words = tf("work-paste-line", &[("n", bad.number.into()), ("why", cause.into())]);
        cause_ui(ui, &words, &bad.text);
    }
    if report.bad.len() > BAD_SHOWN {
        let more = tf("work-paste-more", &[("n", (report.bad.len() - BAD_SHOWN).into())]);
        paint::label_wrapped(ui, more, TextStyle::Small, soft);
    }
    for twice in &report.repeated {
        let numbers: Vec<String> = twice.numbers.iter().map(ToString::to_string).collect();
        let words = tf(
            "work-paste-twice",
            &[("id", twice.id.as_str().into()), ("lines", numbers.join(", ").into())],
        );
        paint::label_wrapped(ui, words, TextStyle::Small, soft);
    }
}

/// A cause with the code in mono behind it.
pub(super) fn cause_ui(ui: &mut Ui, words: &str, code: &str) {
    let theme = ui.theme();
    let c = &theme.colors;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        ui.spacing_mut().interact_size.y = TextStyle::Small.line_height();
        paint::icon(ui, icons::X_CIRCLE, icon::I12, IconWeight::Fill, c.text_primary);
        paint::label_wrapped(ui, words, TextStyle::SmallMedium, c.text_primary);
        if !code.is_empty() {
            paint::label_wrapped(ui, code, TextStyle::Mono, c.text_muted);
        }
    });
}

/// What is wrong with a field.
pub(super) fn fault_words(fault: Fault) -> String {
    match fault {
        Fault::Missing => t("work-fault-missing").to_owned(),
        Fault::NotWhole => t("work-fault-not-whole").to_owned(),
        Fault::TooSmall => t("work-fault-too-small").to_owned(),
        Fault::TooLarge => t("work-fault-too-large").to_owned(),
        Fault::Twice(first) => tf("work-fault-twice", &[("n", (first + 1).into())]),
        Fault::TooMany => tf("work-fault-too-many", &[("n", LINES_MOST.into())]),
    }
}

fn line_title(of: LineOf) -> &'static str {
    match of {
        LineOf::Sku => t("work-form-sku"),
        LineOf::Carrier => t("work-form-carrier"),
    }
}

fn id_field(index: usize) -> Id {
    Id::unique(("work-form-id", index))
}

fn pieces_field(index: usize) -> Id {
    Id::unique(("work-form-pieces", index))
}
