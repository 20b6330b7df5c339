//! Draws the form of one connection; a mistake stands at its field and at the button.

use egui::Ui;

use super::drawer::section_ui;
use super::form::{Form, FormField, Mistake, mistake_of};
use super::rows::kind_words;
use super::{Answer, Drawn};
use crate::i18n::{t, tf};
use crate::ui::theme::{TextStyle, Theme, space};
use crate::ui::widgets::paint;
use crate::ui::widgets::{Button, Field, chip};

/// Draws the form that is open.
pub fn form_ui(ui: &mut Ui, theme: &Theme, drawn: &mut Drawn<'_>, answer: &mut Answer) {
    let Some(form) = drawn.form.as_deref_mut() else { return };
    section_ui(ui, theme, t("connections-edit-title"));
    let mistakes = form.checked().err().unwrap_or_default();
    fields_ui(ui, theme, form, &mistakes);
    if let Some(why) = &form.refused {
        let words = tf("connections-not-saved", &[("why", why.as_str().into())]);
        paint::label_wrapped(ui, &words, TextStyle::SmallMedium, theme.colors.text_primary);
    }
    let words = if form.saving { t("connections-saving") } else { t("connections-save") };
    let note = match mistakes.len() {
        0 => t("connections-save-note").to_owned(),
        count => tf("connections-save-first", &[("n", count.into())]),
    };
    let waits = (!mistakes.is_empty() || form.saving).then_some(note.as_str());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S8;
        answer.save |= ui.add(Button::primary(words).disabled_because(waits)).clicked();
        answer.cancel |= ui.add(Button::plain(t("connections-cancel"))).clicked();
    });
    paint::label_wrapped(ui, &note, TextStyle::Small, theme.colors.text_muted);
}

fn fields_ui(ui: &mut Ui, theme: &Theme, form: &mut Form, mistakes: &[Mistake]) {
    let wrong = |field| mistake_of(mistakes, field);
    let address = t("connections-field-address");
    let help = t("connections-field-address-help");
    field_ui(ui, address, &mut form.address, help, wrong(FormField::Address));
    if form.is_plain_http() {
        let words = t("connections-allow-plain");
        if chip::chip(ui, words, None, form.allow_plain_http).clicked() {
            form.allow_plain_http = !form.allow_plain_http;
        }
    }
    let colors = &theme.colors;
    paint::label_wrapped(
        ui,
        t("connections-field-kind"),
        TextStyle::SmallMedium,
        colors.text_secondary,
    );
    ui.horizontal_wrapped(|ui| {
        for kind in form.kinds() {
            if chip::chip(ui, &kind_words(kind), None, form.kind == kind).clicked() {
                kind.clone_into(&mut form.kind);
            }
        }
    });
    if form.has_name() {
        let name = t("connections-field-name");
        field_ui(ui, name, &mut form.name, "", wrong(FormField::Name));
    }
    if form.has_secret() {
        let name = t("connections-field-secret");
        let help = t("connections-field-secret-help");
        field_ui(ui, name, &mut form.secret, help, wrong(FormField::Secret));
    }
    let name = t("connections-field-per-second");
    let field = FormField::PerSecond;
    field_ui(ui, name, &mut form.per_second, "", wrong(field));
    let name = t("connections-field-per-minute");
    let help = t("connections-field-per-minute-help");
    field_ui(ui, name, &mut form.per_minute, help, wrong(FormField::PerMinute));
}

fn field_ui(ui: &mut Ui, name: &str, text: &mut String, help: &str, error: Option<&str>) {
    let wide = ui.available_width();
    let field = Field::new(name, text).mono().error(error).width(wide);
    if help.is_empty() { field } else { field.help(help) }.show(ui);
}
