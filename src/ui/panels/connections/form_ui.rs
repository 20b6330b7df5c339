//! Draws the form of one connection; a mistake stands at its field and at the button.

use egui::{Ui, vec2};

use super::drawer::section_ui;
use super::form::{Form, FormField, KINDS, Mistake, mistake_of};
use super::rows::kind_words;
use super::{Answer, Drawn};
use crate::i18n::{t, tf};
use crate::ui::panels::parts::{self, ButtonLook};
use crate::ui::theme::{TextStyle, Theme, height, space};

/// Draws the form that is open.
pub fn form_ui(ui: &mut Ui, theme: &Theme, drawn: &mut Drawn<'_>, answer: &mut Answer) {
    let Some(form) = drawn.form.as_deref_mut() else { return };
    section_ui(ui, theme, t("connections-edit-title"));
    let mistakes = form.checked().err().unwrap_or_default();
    fields_ui(ui, theme, form, &mistakes);
    if let Some(why) = &form.refused {
        let words = tf("connections-not-saved", &[("why", why.as_str().into())]);
        parts::label(ui, &words, TextStyle::SmallMedium, theme.colors.text_primary);
    }
    let (_, place) = ui.allocate_space(vec2(ui.available_width(), height::CONTROL));
    let words = if form.saving { t("connections-saving") } else { t("connections-save") };
    let wide = parts::button_width(ui, theme, words, None, None);
    let first = place.with_max_x(place.left() + wide);
    let look = (ButtonLook::Primary, mistakes.is_empty() && !form.saving);
    answer.save |= parts::button(ui, theme, first, look, words, None, None).clicked();
    let words = t("connections-cancel");
    let wide = parts::button_width(ui, theme, words, None, None);
    let left = first.right() + space::S8;
    let second = place.with_min_x(left).with_max_x(left + wide);
    let look = (ButtonLook::Plain, true);
    answer.cancel |= parts::button(ui, theme, second, look, words, None, None).clicked();
    let note = match mistakes.len() {
        0 => t("connections-save-note").to_owned(),
        count => tf("connections-save-first", &[("n", count.into())]),
    };
    parts::label(ui, &note, TextStyle::Small, theme.colors.text_muted);
}

fn fields_ui(ui: &mut Ui, theme: &Theme, form: &mut Form, mistakes: &[Mistake]) {
    let wrong = |field| mistake_of(mistakes, field);
    let address = t("connections-field-address");
    let help = t("connections-field-address-help");
    parts::field(ui, theme, address, &mut form.address, help, wrong(FormField::Address));
    if form.is_plain_http() {
        let words = t("connections-allow-plain");
        if parts::chip(ui, theme, words, form.allow_plain_http).clicked() {
            form.allow_plain_http = !form.allow_plain_http;
        }
    }
    let colors = &theme.colors;
    parts::label(ui, t("connections-field-kind"), TextStyle::SmallMedium, colors.text_secondary);
    ui.horizontal_wrapped(|ui| {
        for kind in KINDS {
            if parts::chip(ui, theme, &kind_words(kind), form.kind == kind).clicked() {
                kind.clone_into(&mut form.kind);
            }
        }
    });
    if form.has_name() {
        let name = t("connections-field-name");
        parts::field(ui, theme, name, &mut form.name, "", wrong(FormField::Name));
    }
    if form.has_secret() {
        let name = t("connections-field-secret");
        let help = t("connections-field-secret-help");
        parts::field(ui, theme, name, &mut form.secret, help, wrong(FormField::Secret));
    }
    let name = t("connections-field-per-second");
    let field = FormField::PerSecond;
    parts::field(ui, theme, name, &mut form.per_second, "", wrong(field));
    let name = t("connections-field-per-minute");
    let help = t("connections-field-per-minute-help");
    parts::field(ui, theme, name, &mut form.per_minute, help, wrong(FormField::PerMinute));
}
