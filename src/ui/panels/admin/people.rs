//! People at the stations: who may sign in there, and the rules an admin decides for them.

use egui::{Rect, Ui};
use secrecy::SecretString;
use uuid::Uuid;

use super::person_form::{PersonForm, form_ui};
use crate::bus::command::{Command, Typed};
use crate::bus::floor::{FloorView, NOT_LOOKED_FOR};
use crate::bus::people::{PeopleChange, PeopleOrder, PeopleRefusal};
use crate::domain::access::Role;
use crate::domain::floor::Rules;
use crate::domain::person::Person;
use crate::i18n::{t, tf};
use crate::ui::commands::role_key;
use crate::ui::context::{KeptOut, PanelContext};
use crate::ui::data_ui::intent::why_not;
use crate::ui::panels::parts::submit;
use crate::ui::theme::{IconWeight, TextStyle, Theme, Themed as _, height, icon, icons, space};
use crate::ui::widgets::card::{self, Note, card, note};
use crate::ui::widgets::{Button, Field, chip, escape, paint, place};

/// The part and what is typed in it.
#[derive(Default)]
pub struct People {
    pub form: Option<PersonForm>,
    /// As typed; none follows what is kept.
    rules: Option<RulesForm>,
    sent: Option<Uuid>,
    /// What became of the last change.
    said: Option<Result<(), PeopleRefusal>>,
}

#[derive(Clone, PartialEq, Eq)]
struct RulesForm {
    sign_in: bool,
    approve: String,
    interlock: String,
}

/// What was pressed.
#[derive(Default)]
struct Pressed {
    add: bool,
    open: Option<Person>,
    change: Option<PeopleChange>,
    forget_rules: bool,
}

impl RulesForm {
    fn of(rules: Rules) -> Self {
        let text = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
        let approve = text(rules.approve_above);
        let interlock = rules.interlock_seconds.to_string();
        Self { sign_in: rules.sign_in, approve, interlock }
    }

    /// The rules, if all numbers are numbers.
    fn rules(&self) -> Option<Rules> {
        Some(Rules {
            approve_above: number(&self.approve)?,
            sign_in: self.sign_in,
            interlock_seconds: self.interlock.trim().parse().ok()?,
        })
    }
}

/// Empty is none; what is no number is wrong.
fn number(text: &str) -> Option<Option<u32>> {
    let text = text.trim();
    if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
}

impl People {
    /// Draws it; only an admin comes here.
    pub fn people_ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, rect: Rect) {
        let theme = ui.theme();
        let Some(view) = context.snapshot.floor.value.clone() else {
            place::ground(ui, rect);
            let (what, why) = (t("admin-people-none-yet"), t("admin-people-reading"));
            place::empty(ui, rect, icons::IDENTIFICATION_BADGE, what, why);
            return;
        };
        self.follow(&view, context);
        if let Some(form) = &mut self.form {
            let under_way = self.sent.is_some().then(|| t("admin-under-way"));
            let answer = form_ui(ui, &theme, rect, form, &view.people.people, under_way);
            // only now: the field that has the keyboard has given back what it showed of the scan
            if let Some(badge) = form.scanned.take() {
                form.badge = badge;
                ui.request_repaint_after(crate::util::SOON);
            }
            if answer.close || escape::pressed(ui.ctx()) {
                // with the form what was typed in it is gone
                self.form = None;
                self.said = None;
            } else if answer.save {
                let change = form.change();
                self.send(change, context);
            }
            return;
        }
        let mut pressed = Pressed::default();
        place::scroll(ui, rect, "admin-people", |ui| {
            ui.spacing_mut().item_spacing.y = space::CARDS;
            let add = |ui: &mut Ui, pressed: &mut Pressed| {
                let button = Button::plain(t("admin-person-add")).icon(icons::PLUS);
                pressed.add = ui.add(button).clicked();
            };
            self.said_ui(ui, &theme);
            frame(ui, t("admin-people"), |ui| {
                let under_way = self.sent.is_some().then(|| t("admin-under-way"));
                list_ui(ui, &theme, &view.people.people, under_way, &mut pressed);
                add(ui, &mut pressed);
            });
            frame(ui, t("admin-people-rules"), |ui| {
                self.rules_ui(ui, &theme, &view, &mut pressed);
            });
        });
        self.react(pressed, context);
    }

    fn follow(&mut self, view: &FloorView, context: &mut PanelContext<'_>) {
        if let Some((id, result)) = &view.people.done
            && self.sent.take_if(|sent| sent == id).is_some()
        {
            self.said = Some(result.clone());
            match (result, &mut self.form) {
                (Ok(()), Some(_)) => self.form = None,
                (Ok(()), None) => self.rules = None,
                (Err(refusal), Some(form)) => form.refused = Some(refusal_words(refusal)),
                (Err(_), None) => {}
            }
        }
        let scan = context.scans.iter().rev().find(|scan| scan.fault.is_none());
        match (&mut self.form, scan) {
            (Some(form), Some(scan)) => form.scanned = Some(scan.text.clone()),
            // badges of other makers bear no mark: no code is shown here
            (None, Some(_)) => context.wishes.scan_kept_out = Some(KeptOut::Badge),
            (_, None) => {}
        }
    }

    fn react(&mut self, pressed: Pressed, context: &mut PanelContext<'_>) {
        if pressed.add || pressed.open.is_some() {
            self.form = Some(PersonForm::of(pressed.open));
            self.said = None;
        }
        if pressed.forget_rules {
            self.rules = None;
        }
        if let Some(change) = pressed.change {
            self.send(change, context);
        }
    }

    fn send(&mut self, change: PeopleChange, context: &mut PanelContext<'_>) {
        let id = Uuid::now_v7();
        (self.sent, self.said) = (Some(id), None);
        let by = submit::person(context.preferences);
        let order = PeopleOrder { id, change, by, at: context.now };
        context.send(Command::People(Box::new(order)));
    }

    fn said_ui(&self, ui: &mut Ui, theme: &Theme) {
        let color = theme.colors.text_primary;
        match &self.said {
            Some(Ok(())) => {
                paint::label_wrapped(ui, t("admin-people-saved"), TextStyle::BodyMedium, color);
            }
            Some(Err(refusal)) => {
                note(ui, Note::Guard, |ui| {
                    let words = refusal_words(refusal);
                    paint::label_wrapped(ui, words, TextStyle::BodyMedium, color);
                });
            }
            None => {}
        }
    }

    fn rules_ui(&mut self, ui: &mut Ui, theme: &Theme, view: &FloorView, pressed: &mut Pressed) {
        let kept = RulesForm::of(view.rules);
        let mut form = self.rules.take().unwrap_or_else(|| kept.clone());
        chip::check(ui, &mut form.sign_in, t("admin-rule-sign-in"));
        let wrong = t("admin-rule-number");
        let error = number(&form.approve).is_none().then_some(wrong);
        let help = t("admin-rule-approve-help");
        let label = t("admin-rule-approve");
        let wide = ui.available_width();
        Field::new(label, &mut form.approve).width(wide).help(help).error(error).show(ui);
        let error = form.interlock.trim().parse::<u32>().is_err().then_some(wrong);
        let help = t("admin-rule-interlock-help");
        let label = t("admin-rule-interlock");
        Field::new(label, &mut form.interlock).width(wide).help(help).error(error).show(ui);
        let rules = form.rules();
        for words in rules.map(|rules| nobody(rules, &view.people.people)).unwrap_or_default() {
            note(ui, Note::Guard, |ui| {
                let color = theme.colors.text_primary;
                paint::label_wrapped(ui, words, TextStyle::Body, color);
            });
        }
        let why = match (&self.sent, rules) {
            (Some(_), _) => Some(t("admin-under-way")),
            (None, None) => Some(t("admin-rule-number")),
            (None, Some(_)) if form == kept => Some(t("admin-rules-kept")),
            _ => None,
        };
        ui.horizontal_wrapped(|ui| {
            let save = Button::primary(t("admin-rules-save")).disabled_because(why);
            if ui.add(save).clicked() {
                pressed.change = rules.map(PeopleChange::Rules);
            }
            let changed = (form == kept).then(|| t("admin-rules-kept"));
            let back = Button::plain(t("admin-rules-back")).disabled_because(changed);
            pressed.forget_rules = ui.add(back).clicked();
        });
        if let Some(why) = why {
            paint::label_wrapped(ui, why, TextStyle::Small, theme.colors.text_muted);
        }
        // what nobody changed goes on showing what is kept, also when that is told a moment later
        self.rules = (form != kept).then_some(form);
    }
}

fn frame(ui: &mut Ui, title: &str, body: impl FnOnce(&mut Ui)) {
    card(ui, title, |_| {}, body);
}

/// Rules that nobody could meet.
fn nobody(rules: Rules, people: &[Person]) -> Vec<&'static str> {
    let may = |person: &&Person| person.active && (person.has_badge || person.has_pin);
    let mut words = Vec::new();
    if rules.sign_in && !people.iter().any(|person| may(&person)) {
        words.push(t("admin-rule-nobody"));
    }
    let approves = |person: &Person| may(&person) && person.role != Role::Picker;
    if rules.approve_above.is_some() && !people.iter().any(approves) {
        words.push(t("admin-rule-no-supervisor"));
    }
    words
}

fn list_ui(
    ui: &mut Ui,
    theme: &Theme,
    people: &[Person],
    under_way: Option<&str>,
    pressed: &mut Pressed,
) {
    let colors = &theme.colors;
    if people.is_empty() {
        let words = t("admin-people-empty");
        paint::label_wrapped(ui, words, TextStyle::Body, colors.text_secondary);
    }
    if let Some(why) = under_way {
        paint::label_wrapped(ui, why, TextStyle::Small, colors.text_muted);
    }
    ui.spacing_mut().item_spacing.y = space::S4;
    for person in people {
        let turn = if person.active { "admin-person-off" } else { "admin-person-on" };
        let named = |key: &'static str| tf(key, &[("name", person.name.as_str().into())]);
        let (turn_name, change_name) =
            (format!("{}: {}", t(turn), person.name), named("admin-person-change-of"));
        card::line(
            ui,
            height::PALETTE_ROW,
            |ui| {
                let glyph = if person.active { icons::USER_CHECK } else { icons::USER_CIRCLE };
                paint::icon(ui, glyph, icon::I16, IconWeight::Regular, colors.text_secondary);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let (strong, small) = (TextStyle::Strong, TextStyle::Small);
                    paint::label_cut(ui, person.name.as_str(), strong, colors.text_primary);
                    paint::label_cut(ui, standing(person), small, colors.text_secondary);
                });
            },
            |ui| {
                let turn = Button::plain(t(turn)).name(&turn_name).disabled_because(under_way);
                if ui.add(turn).clicked() {
                    pressed.change = Some(PeopleChange::Put {
                        name: person.name.clone(),
                        role: person.role,
                        active: !person.active,
                        badge: None,
                        pin: None,
                    });
                }
                let change = Button::plain(t("admin-person-change")).name(&change_name);
                if ui.add(change).clicked() {
                    pressed.open = Some(person.clone());
                }
            },
        );
    }
}

/// Role, badge, PIN, and whether somebody may sign in.
fn standing(person: &Person) -> String {
    let mut words = vec![t(role_key(person.role))];
    match (person.has_badge, person.has_pin) {
        (true, true) => words.push(t("admin-person-both")),
        (true, false) => words.push(t("admin-person-badge-only")),
        (false, true) => words.push(t("admin-person-pin-only")),
        (false, false) => words.push(t("admin-person-neither")),
    }
    if !person.active {
        words.push(t("admin-person-is-off"));
    }
    words.join(" \u{b7} ")
}

fn refusal_words(refusal: &PeopleRefusal) -> String {
    match refusal {
        PeopleRefusal::BadgeOf(name) => tf("admin-badge-of", &[("name", name.as_str().into())]),
        PeopleRefusal::Failed(why) if why == NOT_LOOKED_FOR => why_not(why),
        PeopleRefusal::Failed(why) => tf("admin-people-failed", &[("why", why_not(why).into())]),
    }
}

/// A secret on its way out; nothing where nothing was typed.
pub(super) fn typed(text: &str) -> Option<Typed> {
    (!text.is_empty()).then(|| Typed(SecretString::from(text)))
}
