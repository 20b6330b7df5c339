//! The form of one operation, made of its fields and the shape of its body.

use egui::{Ui, vec2};

use super::compose::{Mistake, Typed, is_secret};
use crate::domain::operation::shape::{self, BodyField, JsonKind};
use crate::domain::operation::{Body, Field as Parameter, FieldPlace, Operation};
use crate::i18n::{t, tf};
use crate::ui::panels::parts::editor;
use crate::ui::theme::{TextStyle, Theme, icons, space};
use crate::ui::widgets::{Button, Field, chip, paint};

/// A field is at least this wide.
const FIELD: f32 = 208.0;
/// Values of one list.
const MOST_VALUES: usize = 100;

/// What was pressed in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pressed {
    /// Read this file for this part.
    pub read: Option<(&'static str, String)>,
}

/// Draws the fields, the body and the files.
pub fn form_ui(
    ui: &mut Ui,
    theme: &Theme,
    operation: &'static Operation,
    typed: &mut Typed,
    mistakes: &[Mistake],
) -> Pressed {
    let mut pressed = Pressed::default();
    ui.spacing_mut().item_spacing.y = space::S8;
    let texts: Vec<&'static Parameter> =
        operation.fields.iter().filter(|field| field.place != FieldPlace::File).collect();
    let files: Vec<&'static Parameter> =
        operation.fields.iter().filter(|field| field.place == FieldPlace::File).collect();
    if !texts.is_empty() {
        heading(ui, theme, t("api-parameters"));
        parameters_ui(ui, &texts, typed, mistakes);
    }
    if operation.body == Body::Json {
        body_ui(ui, theme, operation, typed, mistakes);
    }
    for file in files {
        heading(ui, theme, &tf("api-files", &[("part", file.name.into())]));
        pressed.read = file_ui(ui, theme, file, typed).or(pressed.read);
    }
    if texts.is_empty() && operation.fields.is_empty() && operation.body == Body::None {
        paint::label_wrapped(ui, t("api-no-fields"), TextStyle::Small, theme.colors.text_muted);
    }
    pressed
}

fn heading(ui: &mut Ui, theme: &Theme, words: &str) {
    paint::label_wrapped(ui, words, TextStyle::SmallStrong, theme.colors.text_secondary);
}

/// How many fields stand side by side, and how wide each is.
fn columns(ui: &Ui) -> (usize, f32) {
    let room = ui.available_width();
    let count = ((room + space::S12) / (FIELD + space::S12)).floor().max(1.0);
    ((count as usize).max(1), ((room + space::S12) / count - space::S12).floor())
}

fn wrong<'a>(mistakes: &'a [Mistake], name: &str, text: &str) -> Option<&'a str> {
    // an empty field is told apart from a wrong one: by its help
    let empty = text.trim().is_empty();
    let mistake =
        mistakes.iter().find(|mistake| mistake.field == Some(name) && (mistake.told || !empty))?;
    Some(mistake.words.as_str())
}

/// One text field of the form, at its place in the list of its values.
struct Slot {
    field: &'static Parameter,
    index: usize,
}

fn parameters_ui(
    ui: &mut Ui,
    fields: &[&'static Parameter],
    typed: &mut Typed,
    mistakes: &[Mistake],
) {
    let mut slots = Vec::new();
    for field in fields.iter().copied() {
        let values = typed.values.entry(field.name).or_default();
        let full = values.last().is_none_or(|last| !last.trim().is_empty());
        if values.is_empty() || (field.list && full && values.len() < MOST_VALUES) {
            values.push(String::new());
        }
        slots.extend((0..values.len()).map(|index| Slot { field, index }));
    }
    let (count, wide) = columns(ui);
    for row in slots.chunks(count) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S12, space::S4);
            for slot in row {
                let values = typed.values.entry(slot.field.name).or_default();
                if let Some(text) = values.get_mut(slot.index) {
                    parameter_ui(ui, slot, text, mistakes, wide);
                }
            }
        });
    }
}

fn parameter_ui(ui: &mut Ui, slot: &Slot, text: &mut String, mistakes: &[Mistake], wide: f32) {
    let field = slot.field;
    let name = if field.list {
        tf("api-one-of-list", &[("name", field.name.into()), ("n", (slot.index + 1).into())])
    } else {
        field.name.to_owned()
    };
    let error = wrong(mistakes, field.name, text).map(str::to_owned);
    let mut shown = Field::new(&name, text).mono().width(wide).error(error.as_deref());
    if field.required && slot.index == 0 {
        shown = shown.help(t("api-required"));
    }
    shown.show(ui);
}

fn body_ui(
    ui: &mut Ui,
    theme: &Theme,
    operation: &'static Operation,
    typed: &mut Typed,
    mistakes: &[Mistake],
) {
    heading(ui, theme, t("api-body"));
    let ways = [t("api-as-fields"), t("api-as-json")];
    match chip::segments(ui, t("api-body"), &ways, usize::from(typed.as_json)) {
        Some(0) => typed.write_as_fields(operation),
        Some(_) => typed.write_as_json(operation),
        None => {}
    }
    if typed.as_json {
        let error = mistakes.iter().find(|mistake| mistake.field.is_none());
        let error = error.map(|mistake| mistake.words.as_str());
        editor::json_ui(ui, t("api-json"), &mut typed.json, error);
        for complaint in super::compose::complaints(operation, typed) {
            paint::label_wrapped(ui, &complaint, TextStyle::Small, theme.colors.text_primary);
        }
        return;
    }
    if !typed.unknown.is_empty() {
        let names = typed.unknown.keys().cloned().collect::<Vec<_>>().join(", ");
        let words = tf("api-unknown-kept", &[("names", names.into())]);
        paint::label_wrapped(ui, &words, TextStyle::Small, theme.colors.text_primary);
    }
    let Some(shape) = shape::of(operation) else { return };
    let (count, wide) = columns(ui);
    for row in shape.fields.chunks(count) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S12, space::S4);
            for field in row {
                let text = typed.body.entry(field.name).or_default();
                body_field_ui(ui, theme, field, text, mistakes, wide);
            }
        });
    }
}

fn body_field_ui(
    ui: &mut Ui,
    theme: &Theme,
    field: &BodyField,
    text: &mut String,
    mistakes: &[Mistake],
    wide: f32,
) {
    if field.kinds == [JsonKind::Truth] {
        truth_ui(ui, theme, field, text, wide);
        return;
    }
    let error = wrong(mistakes, field.name, text).map(str::to_owned);
    let kinds = shape::kind_words(field.kinds);
    let kinds = if kinds.is_empty() { t("api-anything").to_owned() } else { kinds };
    let help =
        if field.required { tf("api-required-kind", &[("kinds", kinds.into())]) } else { kinds };
    let shown = Field::new(field.name, text).mono().width(wide).help(&help);
    let shown = shown.error(error.as_deref());
    if is_secret(field.name) { shown.secret() } else { shown }.show(ui);
}

/// True, false, or left out.
fn truth_ui(ui: &mut Ui, theme: &Theme, field: &BodyField, text: &mut String, wide: f32) {
    ui.vertical(|ui| {
        ui.set_width(wide);
        ui.spacing_mut().item_spacing.y = space::S4;
        let ink = theme.colors.text_secondary;
        paint::label(ui, field.name, TextStyle::SmallMedium, ink);
        ui.horizontal(|ui| {
            for value in ["true", "false"] {
                let on = text == value;
                let pressed = chip::chip(ui, value, None, on);
                let name = format!("{}: {value}", field.name);
                ui.ctx().accesskit_node_builder(pressed.id, |node| node.set_label(name));
                if pressed.clicked() {
                    *text = if on { String::new() } else { value.to_owned() };
                }
            }
        });
    });
}

fn file_ui(
    ui: &mut Ui,
    theme: &Theme,
    field: &'static Parameter,
    typed: &mut Typed,
) -> Option<(&'static str, String)> {
    let path = typed.path.entry(field.name).or_default();
    let wide = ui.available_width().min(420.0);
    let name = tf("api-file-path", &[("part", field.name.into())]);
    Field::new(&name, path).mono().width(wide).help(t("api-file-help")).show(ui);
    let path = path.trim().to_owned();
    let empty = path.is_empty().then(|| t("api-file-none"));
    let read = ui.add(Button::plain(t("api-file-read")).disabled_because(empty)).clicked();
    let mut gone = None;
    for (place, read) in typed.files.iter().enumerate() {
        if read.file.part != field.name {
            continue;
        }
        ui.horizontal(|ui| {
            let bytes = read.file.bytes.len();
            let words = tf(
                "api-file-line",
                &[("name", read.file.file_name.as_str().into()), ("bytes", bytes.into())],
            );
            let ink = theme.colors.text_primary;
            let name = tf("api-file-remove", &[("name", read.file.file_name.as_str().into())]);
            if ui.add(Button::icon_only(icons::X, &name).small()).clicked() {
                gone = Some(place);
            }
            paint::label_cut(ui, &words, TextStyle::Mono, ink);
        });
    }
    if let Some(place) = gone {
        typed.files.remove(place);
    }
    read.then_some((field.name, path))
}
