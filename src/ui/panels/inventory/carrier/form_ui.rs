//! Draws the open form of a carrier: its fields with what is wrong at each, what became of it, send and cancel.

use egui::{Id, Response, Ui};

use super::form::{Form, FormField, Mistake, Sending, Task, is_odd, mistake_of};
use super::model::Carrier;
use crate::bus::grid::{GridList, GridSlot};
use crate::bus::snapshot::Snapshot;
use crate::domain::intent::IntentId;
use crate::domain::prepared::PreparedCall;
use crate::domain::sku::Sku;
use crate::domain::system::System;
use crate::i18n::{has, t, tf};
use crate::ui::data_ui;
use crate::ui::theme::{TextStyle, Themed as _, space};
use crate::ui::widgets::card::{self, Note};
use crate::ui::widgets::{Button, Field, chip, paint};

/// SKUs offered while one is typed.
pub const OFFERED: u64 = 5;

/// What was pressed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pressed {
    pub send: Option<PreparedCall>,
    pub cancel: bool,
    /// The ledger is to be opened on this command.
    pub ledger: Option<IntentId>,
}

/// Draws the form.
pub fn form_ui(ui: &mut Ui, snapshot: &Snapshot, carrier: &Carrier, form: &mut Form) -> Pressed {
    let theme = ui.theme();
    let colors = &theme.colors;
    let mut pressed = Pressed::default();
    card::section(ui, title(&form.task).as_str());
    let checked = form.checked(carrier);
    let mistakes = checked.as_ref().err().cloned().unwrap_or_default();
    match form.task {
        Task::CreateBox | Task::MoveBox(_) => {
            paint::label_wrapped(ui, t(pick_help(&form.task)), TextStyle::Small, colors.text_muted);
            code_ui(ui, form, FormField::Code, t("inventory-code"), &mistakes);
        }
        Task::SwapRegions => {
            let names = [t("inventory-region-first"), t("inventory-region-second")];
            let picked = chip::segments(
                ui,
                t("inventory-region-picks"),
                &names,
                usize::from(form.picks_second),
            );
            if let Some(index) = picked {
                form.picks_second = index == 1;
            }
            paint::label_wrapped(ui, t(pick_help(&form.task)), TextStyle::Small, colors.text_muted);
            code_ui(ui, form, FormField::Code, names[0], &mistakes);
            code_ui(ui, form, FormField::SecondCode, names[1], &mistakes);
        }
        Task::SwapBoxes(_) => {
            swap_ui(ui, carrier, form, &mistakes);
        }
        Task::CreateLoad(_) | Task::ChangeLoad(_) => load_ui(ui, snapshot, form, &mistakes),
        Task::DeleteBox(_) | Task::DeleteLoad(_) => {}
    }
    sending_ui(ui, &form.sending, |about| form.shows_at_field(about), &mut pressed);
    let waits = matches!(form.sending, Sending::Waiting(_) | Sending::Unknown(_));
    let untouched = form.is_untouched();
    let first = mistakes.first().map(|(_, words)| words.clone());
    let first = if untouched { first.map(|words| begin_words(&form.task, words)) } else { first };
    let why = if waits { Some(t("inventory-sending").to_owned()) } else { first };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S8;
        let act = Button::primary(t("inventory-send")).disabled_because(why.as_deref());
        if ui.add(act).clicked() {
            pressed.send = checked.ok();
        }
        let cancel = if waits { t("inventory-close-form") } else { t("inventory-cancel") };
        pressed.cancel = ui.add(Button::plain(cancel)).clicked();
    });
    // what is wrong with a text stands at its field; what is missing stands here
    let missing = mistakes.first().is_some_and(|(field, _)| form.text_of(*field).trim().is_empty());
    if let Some(why) = why.filter(|_| (missing || untouched) && !waits) {
        paint::label_wrapped(ui, why, TextStyle::Small, colors.text_muted);
    }
    pressed
}

/// What is to be done first in a form that nobody has touched.
fn begin_words(task: &Task, otherwise: String) -> String {
    match task {
        Task::MoveBox(_) => t("inventory-move-where").to_owned(),
        Task::ChangeLoad(_) => t("inventory-change-what").to_owned(),
        _ => otherwise,
    }
}

/// What the form does, with the box it is about.
fn title(task: &Task) -> String {
    let words = t(task.key()).trim_end_matches('…').to_owned();
    match task.about() {
        Some(id) => format!("{words}: {}", tf("inventory-box", &[("box", id.as_str().into())])),
        None => words,
    }
}

const fn pick_help(task: &Task) -> &'static str {
    match task {
        Task::MoveBox(_) => "inventory-pick-move",
        Task::SwapRegions => "inventory-pick-regions",
        _ => "inventory-pick-create",
    }
}

/// What is wrong at a field: the vendor's word first, ours only where something is typed.
fn wrong_at(form: &Form, field: FormField, mistakes: &[Mistake]) -> Option<String> {
    let typed = !form.text_of(field).trim().is_empty() && !form.is_untouched();
    let ours = mistake_of(mistakes, field).filter(|_| typed);
    form.refused_at(field).or_else(|| ours.map(str::to_owned))
}

fn code_ui(ui: &mut Ui, form: &mut Form, field: FormField, label: &str, mistakes: &[Mistake]) {
    let second = field == FormField::SecondCode;
    let wrong = wrong_at(form, field, mistakes);
    let odd = form.picked().get(usize::from(second)).copied().flatten().is_some_and(is_odd);
    let help = if odd { t("inventory-code-odd") } else { t("inventory-code-help") };
    let wide = ui.available_width();
    let own = if second { &mut form.second } else { &mut form.code };
    let response =
        Field::new(label, own).mono().width(wide).help(help).error(wrong.as_deref()).show(ui);
    if response.gained_focus() && form.task == Task::SwapRegions {
        form.picks_second = second;
    }
}

fn swap_ui(ui: &mut Ui, carrier: &Carrier, form: &mut Form, mistakes: &[Mistake]) {
    let wrong = wrong_at(form, FormField::OtherBox, mistakes);
    let wide = ui.available_width();
    Field::new(t("inventory-swap-other"), &mut form.other)
        .mono()
        .width(wide)
        .help(t("inventory-swap-help"))
        .error(wrong.as_deref())
        .show(ui);
    ui.horizontal_wrapped(|ui| {
        for part in carrier.parts.iter().filter(|part| form.task.about() != Some(&part.id)) {
            let on = form.other.trim() == part.id.as_str();
            if chip::chip(ui, part.id.as_str(), None, on).clicked() {
                part.id.as_str().clone_into(&mut form.other);
            }
        }
    });
}

fn load_ui(ui: &mut Ui, snapshot: &Snapshot, form: &mut Form, mistakes: &[Mistake]) {
    let wide = ui.available_width();
    let wrong = wrong_at(form, FormField::Sku, mistakes);
    let id = Id::unique("inventory-load-sku");
    let field = Field::new(t("inventory-load-sku"), &mut form.sku).mono().width(wide);
    let field = field.error(wrong.as_deref()).id(id).show(ui);
    form.offers |= field.changed();
    offers_ui(ui, snapshot, form, &field);
    let wrong = wrong_at(form, FormField::Count, mistakes);
    let field = Field::new(t("inventory-load-count-field"), &mut form.count);
    form.offers &= !field.width(wide).error(wrong.as_deref()).show(ui).gained_focus();
    let wrong = wrong_at(form, FormField::Most, mistakes);
    let field = Field::new(t("inventory-load-most-field"), &mut form.most);
    field.width(wide).error(wrong.as_deref()).show(ui);
}

/// SKUs whose id holds what is typed, over what stands below, so that no field moves.
fn offers_ui(ui: &mut Ui, snapshot: &Snapshot, form: &mut Form, field: &Response) {
    let typed = form.sku.trim().to_owned();
    let window = snapshot
        .grid(GridList::Skus.at(GridSlot::Lookup))
        .filter(|window| window.query.filters.iter().any(|(_, value)| *value == typed));
    let Some(window) = window.filter(|_| !typed.is_empty()) else { return };
    if window.total == Some(0) {
        let muted = ui.theme().colors.text_muted;
        paint::label_wrapped(ui, t("inventory-load-no-sku"), TextStyle::Small, muted);
    }
    let found = (0..OFFERED).filter_map(|row| window.sku(row));
    let found: Vec<&Sku> = found.filter(|sku| sku.id.as_str() != typed).collect();
    let open = form.offers && !found.is_empty();
    let wide = field.rect.width();
    let popup = egui::Popup::from_response(field).open(open).width(wide).gap(space::S4);
    popup.close_behavior(egui::PopupCloseBehavior::IgnoreClicks).show(|ui| {
        for sku in found {
            let name = sku.name.as_deref().unwrap_or_default();
            let words = format!("{} {name}", sku.id);
            if ui.add(Button::quiet(words.trim()).small()).clicked() {
                sku.id.as_str().clone_into(&mut form.sku);
                form.offers = false;
                // Tab goes on from the field
                field.request_focus();
            }
        }
    });
}

/// What became of it.
pub fn sending_ui(
    ui: &mut Ui,
    sending: &Sending,
    elsewhere: impl Fn(&str) -> bool,
    pressed: &mut Pressed,
) {
    let theme = ui.theme();
    let colors = &theme.colors;
    let words = |ui: &mut Ui, words: &str| {
        paint::label_wrapped(ui, words, TextStyle::SmallMedium, colors.text_primary);
    };
    match sending {
        Sending::No => {}
        Sending::Waiting(_) => {
            paint::label_wrapped(ui, t("inventory-sending"), TextStyle::Small, colors.text_muted);
        }
        Sending::Refused(trouble) => {
            card::note(ui, Note::Guard, |ui| {
                words(ui, &data_ui::trouble::cause(trouble, System::Noyes));
                // what stands at its field is not said twice
                let mut said = (**trouble).clone();
                said.vendor_lines.retain(|line| !elsewhere(&line.about));
                for line in data_ui::trouble::vendor_lines(&said) {
                    paint::label_wrapped(ui, line, TextStyle::Small, colors.text_primary);
                }
                let next = data_ui::trouble::next_step(trouble, System::Noyes);
                if !next.is_empty() {
                    paint::label_wrapped(ui, next, TextStyle::Small, colors.text_secondary);
                }
            });
        }
        Sending::NotQueued(reason) => {
            let why = if has(reason) { tf(reason, &[]) } else { reason.clone() };
            card::note(ui, Note::Guard, |ui| {
                words(ui, &tf("inventory-not-queued", &[("why", why.into())]));
            });
        }
        Sending::Unknown(id) => {
            card::note(ui, Note::Unknown, |ui| {
                words(ui, t("inventory-unknown"));
                if ui.add(Button::plain(t("inventory-open-ledger")).small()).clicked() {
                    pressed.ledger = Some(*id);
                }
            });
        }
    }
}
