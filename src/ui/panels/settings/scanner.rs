//! How the scanner of this PC is recognised: each setting with its bounds, and in words what it does.

use egui::{Ui, vec2};

use super::scanner_draft::{Draft, Ending, Part, is_common, seen};
use crate::domain::preferences::Preferences;
use crate::domain::scanner::{LONGEST_RANGE, SLOWEST_RANGE, ScannerConfig};
use crate::i18n::{t, tf};
use crate::ui::context::PanelContext;
use crate::ui::route::{Panel, Route};
use crate::ui::theme::{TextStyle, Themed, icons, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::card::{Note, note};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{chip, paint};

const FIELD: f32 = 280.0;

/// The fields, and what became of them.
#[derive(Default)]
pub struct ScannerFields {
    /// None while nothing was touched.
    pub(super) draft: Option<Draft>,
    saved: bool,
}

/// What was pressed.
#[derive(Default)]
struct Pressed {
    save: bool,
    discard: bool,
    factory: bool,
}

impl ScannerFields {
    /// Draws the body of the card; what is saved goes into `next`.
    pub fn show(&mut self, next: &mut Preferences, context: &mut PanelContext<'_>, ui: &mut Ui) {
        let theme = ui.theme();
        let colors = &theme.colors;
        let help = t("settings-scanner-help");
        paint::label_wrapped(ui, help, TextStyle::Small, colors.text_muted);
        if ui.add(Button::plain(t("settings-scanner-open"))).clicked() {
            context.go(Route::Panel(Panel::Scanner));
        }
        let config = &context.preferences.scanner;
        let mut draft = self.draft.clone().unwrap_or_else(|| Draft::of(config));
        let wrong = draft.checked().err().unwrap_or_default();
        marks_ui(&mut draft, &wrong, ui);
        bounds_ui(&mut draft, &wrong, ui);
        substitutes_ui(&mut draft, &wrong, ui);
        if draft.base != *config {
            note(ui, Note::Guard, |ui| {
                let words = t("settings-scanner-meanwhile");
                paint::label_wrapped(ui, words, TextStyle::Body, colors.text_primary);
            });
        }
        let checked = draft.checked();
        let pressed = self.buttons_ui(&draft, &checked, config, ui);
        if pressed.factory {
            draft = draft.set_to(&ScannerConfig::default());
        }
        if !draft.is_untouched() {
            self.saved = false;
        }
        self.draft = (!draft.is_untouched() && !pressed.discard).then_some(draft);
        if let (true, Ok(config)) = (pressed.save, checked) {
            next.scanner = config;
            (self.draft, self.saved) = (None, true);
        }
    }

    fn buttons_ui(
        &self,
        draft: &Draft,
        checked: &Result<ScannerConfig, Vec<(Part, String)>>,
        config: &ScannerConfig,
        ui: &mut Ui,
    ) -> Pressed {
        let mut pressed = Pressed::default();
        let untouched = draft.is_untouched();
        let why = match checked {
            _ if untouched => Some(t("settings-nothing-edited").to_owned()),
            Err(wrong) => Some(correct_first(wrong)),
            Ok(next) if next == config => Some(t("settings-nothing-edited").to_owned()),
            Ok(_) => None,
        };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
            let save = Button::primary(t("settings-scanner-save"));
            pressed.save = ui.add(save.disabled_because(why.as_deref())).clicked();
            let nothing = untouched.then(|| t("settings-nothing-edited"));
            let discard = t("settings-scanner-discard");
            let discard = Button::plain(t("settings-discard")).name(discard);
            pressed.discard = ui.add(discard.disabled_because(nothing)).clicked();
            let same = (draft.checked().as_ref() == Ok(&ScannerConfig::default()))
                .then(|| t("scanner-are-defaults"));
            let factory = Button::quiet(t("scanner-defaults"));
            pressed.factory = ui.add(factory.disabled_because(same)).clicked();
        });
        let says = match why {
            Some(why) if !untouched => why,
            None => t("settings-not-saved").to_owned(),
            _ if self.saved => t("settings-scanner-saved").to_owned(),
            _ => return pressed,
        };
        let ink = ui.theme().colors.text_secondary;
        paint::label_wrapped(ui, says, TextStyle::Small, ink);
        pressed
    }
}

fn correct_first(wrong: &[(Part, String)]) -> String {
    let names: Vec<&str> = wrong.iter().map(|(part, _)| part.words()).collect();
    let n = names.len().into();
    tf("settings-correct-first", &[("n", n), ("keys", names.join(", ").into())])
}

fn said(wrong: &[(Part, String)], part: Part) -> Option<&str> {
    wrong.iter().find(|(of, _)| *of == part).map(|(_, words)| words.as_str())
}

/// A warning that stops nobody.
fn warning(ui: &mut Ui, words: String) {
    let ink = ui.theme().colors.text_primary;
    paint::label_wrapped(ui, words, TextStyle::SmallMedium, ink);
}

/// What stands before and behind each code.
fn marks_ui(draft: &mut Draft, wrong: &[(Part, String)], ui: &mut Ui) {
    let theme = ui.theme();
    let colors = &theme.colors;
    let prefix = Field::new(t("scanner-prefix"), &mut draft.prefix).mono().width(FIELD);
    prefix.help(t("settings-scanner-prefix-help")).error(said(wrong, Part::Prefix)).show(ui);
    if is_common(&draft.prefix) {
        let text = seen(&draft.prefix).into();
        warning(ui, tf("settings-scanner-prefix-common", &[("text", text)]));
    }
    let label = t("scanner-suffix");
    paint::label(ui, label, TextStyle::SmallMedium, colors.text_secondary);
    let names = Ending::ALL.map(Ending::words);
    let chosen = Ending::ALL.iter().position(|ending| *ending == draft.ending);
    let picked = chip::segments(ui, label, &names, chosen.unwrap_or_default());
    if let Some(ending) = picked.and_then(|index| Ending::ALL.get(index)) {
        draft.ending = *ending;
    }
    if draft.ending == Ending::Text {
        let label = t("settings-scanner-suffix-label");
        let text = Field::new(label, &mut draft.ending_text).mono().width(FIELD);
        text.help(t("settings-scanner-suffix-text-help")).error(said(wrong, Part::Ending)).show(ui);
        if is_common(&draft.ending_text) {
            let text = seen(&draft.ending_text).into();
            warning(ui, tf("settings-scanner-suffix-common", &[("text", text)]));
        }
    }
    let help = t("settings-scanner-suffix-help");
    paint::label_wrapped(ui, help, TextStyle::Small, colors.text_muted);
}

/// How fast a scanner is, and how long a code may be.
fn bounds_ui(draft: &mut Draft, wrong: &[(Part, String)], ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S16, space::S8);
        let (least, most) = SLOWEST_RANGE;
        let range = [("least", least.into()), ("most", most.into())];
        let help = tf("settings-scanner-slowest-help", &range);
        let slowest = Field::new(Part::Slowest.words(), &mut draft.slowest).width(FIELD);
        slowest.help(&help).error(said(wrong, Part::Slowest)).show(ui);
        let (least, most) = LONGEST_RANGE;
        let range = [("least", least.into()), ("most", most.into())];
        let help = tf("settings-scanner-longest-help", &range);
        let longest = Field::new(Part::Longest.words(), &mut draft.longest).width(FIELD);
        longest.help(&help).error(said(wrong, Part::Longest)).show(ui);
    });
}

/// What stands for the separator of GS1.
fn substitutes_ui(draft: &mut Draft, wrong: &[(Part, String)], ui: &mut Ui) {
    let theme = ui.theme();
    let colors = &theme.colors;
    let label = t("scanner-substitutes");
    paint::label(ui, label, TextStyle::SmallMedium, colors.text_secondary);
    if draft.substitutes.is_empty() {
        paint::label(ui, t("settings-scanner-no-substitute"), TextStyle::Body, colors.text_muted);
    }
    let mut gone = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S4, space::S4);
        for (place, text) in draft.substitutes.iter().enumerate() {
            let text = seen(text);
            let name = tf("settings-scanner-substitute-drop", &[("text", text.as_str().into())]);
            let button = Button::plain(&text).icon(icons::X).small().name(&name);
            if ui.add(button).clicked() {
                gone = Some(place);
            }
        }
    });
    if let Some(place) = gone {
        draft.substitutes.remove(place);
    }
    ui.horizontal_top(|ui| {
        let name = t("settings-scanner-substitute-new");
        let adding = Field::new(name, &mut draft.adding).mono().width(FIELD);
        let adding = adding.help(t("settings-scanner-substitutes-help"));
        let adding = adding.error(said(wrong, Part::Adding)).show(ui);
        let entered = adding.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        ui.vertical(|ui| {
            // beside the control, under the label
            ui.add_space(TextStyle::SmallMedium.line_height() + space::S4);
            let why = draft.no_addition();
            let add = Button::plain(t("settings-scanner-substitute-add"));
            if ui.add(add.disabled_because(why.as_deref())).clicked() || entered {
                draft.add();
            }
        });
    });
    if draft.substitutes.iter().any(|text| is_common(text)) {
        warning(ui, t("settings-scanner-substitute-common").to_owned());
    }
}
