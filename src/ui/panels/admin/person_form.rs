//! The form of one person at the stations: name, role, a badge scanned into it, a PIN typed twice.

use egui::{Rect, Ui};

use super::people::typed;
use crate::bus::people::PeopleChange;
use crate::domain::access::Role;
use crate::domain::person::{self, Person};
use crate::i18n::{t, tf};
use crate::ui::commands::role_key;
use crate::ui::theme::{TextStyle, Theme, icons, space};
use crate::ui::widgets::{Button, Field, card, chip, paint, place};

/// What is typed. No `Debug`: badge and PIN stand in it.
pub struct PersonForm {
    /// The one who is changed; none for somebody new.
    known: Option<Person>,
    pub name: String,
    pub role: Role,
    pub badge: String,
    /// A badge that was scanned in this frame.
    pub scanned: Option<String>,
    pub pin: String,
    pub again: String,
    /// What the store said.
    pub refused: Option<String>,
}

/// What was pressed.
#[derive(Default)]
pub struct Answer {
    pub save: bool,
    pub close: bool,
}

/// What is wrong with each field.
#[derive(Default)]
struct Wrong {
    name: Option<String>,
    badge: Option<String>,
    pin: Option<String>,
    again: Option<String>,
    neither: bool,
}

impl PersonForm {
    /// For somebody known, or somebody new.
    pub fn of(known: Option<Person>) -> Self {
        let name = known.as_ref().map(|person| person.name.clone()).unwrap_or_default();
        let role = known.as_ref().map_or(Role::Picker, |person| person.role);
        let text = String::new;
        let scanned = None;
        Self {
            known,
            name,
            role,
            badge: text(),
            scanned,
            pin: text(),
            again: text(),
            refused: None,
        }
    }

    /// What it asks for.
    pub fn change(&self) -> PeopleChange {
        PeopleChange::Put {
            name: self.name.trim().to_owned(),
            role: self.role,
            active: self.known.as_ref().is_none_or(|person| person.active),
            badge: typed(self.badge.trim()),
            pin: typed(&self.pin),
        }
    }

    fn wrong(&self, people: &[Person]) -> Wrong {
        let mut wrong = Wrong::default();
        let name = self.name.trim();
        if person::check_name(name).is_err() {
            wrong.name = Some(t("admin-person-name-wrong").to_owned());
        } else if self.known.is_none() && people.iter().any(|other| other.name == name) {
            wrong.name = Some(tf("admin-person-name-taken", &[("name", name.into())]));
        }
        if !self.badge.is_empty() && person::check_badge(&self.badge).is_err() {
            wrong.badge = Some(t("admin-person-badge-wrong").to_owned());
        }
        if !self.pin.is_empty() && person::check_pin(&self.pin).is_err() {
            wrong.pin = Some(t("admin-person-pin-wrong").to_owned());
        }
        if self.pin != self.again {
            wrong.again = Some(t("admin-person-pin-differs").to_owned());
        }
        let has = self.known.as_ref().is_some_and(|known| known.has_badge || known.has_pin);
        wrong.neither = !has && self.badge.is_empty() && self.pin.is_empty();
        wrong
    }
}

impl Wrong {
    fn any(&self) -> bool {
        let fields = [&self.name, &self.badge, &self.pin, &self.again];
        self.neither || fields.iter().any(|field| field.is_some())
    }
}

/// Draws the form over the place of the list.
pub fn form_ui(
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
    form: &mut PersonForm,
    people: &[Person],
    under_way: Option<&str>,
) -> Answer {
    let mut answer = Answer::default();
    let title = match &form.known {
        Some(known) => tf("admin-person-change-of", &[("name", known.name.as_str().into())]),
        None => t("admin-person-add").to_owned(),
    };
    place::card(ui, rect, |ui| {
        card::card_head(ui, &title, |ui| {
            answer.close = ui.add(Button::icon_only(icons::X, t("admin-close"))).clicked();
        });
        let inner = ui.available_rect_before_wrap();
        place::scroll(ui, inner, "admin-person", |ui| {
            ui.spacing_mut().item_spacing.y = space::S12;
            fields_ui(ui, theme, form, people);
            let wrong = form.wrong(people);
            let why = match under_way {
                Some(words) => Some(words),
                None if wrong.neither => Some(t("admin-person-needs-one")),
                None if wrong.any() => Some(t("admin-person-correct")),
                None => None,
            };
            if let Some(refused) = &form.refused {
                let strong = TextStyle::SmallMedium;
                paint::label_wrapped(ui, refused.as_str(), strong, theme.colors.text_primary);
            }
            ui.horizontal_wrapped(|ui| {
                let save = Button::primary(t("admin-person-save")).disabled_because(why);
                answer.save = ui.add(save).clicked();
                let cancel = Button::plain(t("admin-cancel")).key("Esc");
                answer.close |= ui.add(cancel).clicked();
            });
            if let Some(why) = why {
                paint::label_wrapped(ui, why, TextStyle::Small, theme.colors.text_muted);
            }
        });
    });
    answer
}

fn fields_ui(ui: &mut Ui, theme: &Theme, form: &mut PersonForm, people: &[Person]) {
    let wrong = form.wrong(people);
    let wide = ui.available_width().min(crate::ui::theme::width::DIALOG);
    let fixed = form.known.as_ref().map(|_| t("admin-person-name-stays"));
    let error = wrong.name.as_deref().filter(|_| !form.name.is_empty());
    let name = Field::new(t("admin-field-name"), &mut form.name).width(wide);
    name.fixed_because(fixed).error(error).show(ui);
    let label = t("admin-person-role");
    paint::label(ui, label, TextStyle::SmallMedium, theme.colors.text_secondary);
    let roles = [Role::Picker, Role::Supervisor, Role::Admin];
    let names: Vec<&str> = roles.iter().map(|role| t(role_key(*role))).collect();
    let chosen = roles.iter().position(|role| *role == form.role).unwrap_or_default();
    if let Some(role) = chip::segments(ui, label, &names, chosen).and_then(|at| roles.get(at)) {
        form.role = *role;
    }
    let kept = form.known.clone();
    let kept = kept.as_ref();
    let help = |there: bool, words| t(if there { "admin-person-stays" } else { words });
    let badge_help = help(kept.is_some_and(|known| known.has_badge), "admin-person-badge-help");
    let badge = Field::new(t("admin-person-badge"), &mut form.badge).width(wide).secret();
    badge.help(badge_help).error(wrong.badge.as_deref()).show(ui);
    let pin_help = help(kept.is_some_and(|known| known.has_pin), "admin-person-pin-help");
    let pin = Field::new(t("admin-person-pin"), &mut form.pin).width(wide).secret();
    pin.help(pin_help).error(wrong.pin.as_deref()).show(ui);
    let differs = wrong.again.as_deref().filter(|_| !form.again.is_empty());
    let again = Field::new(t("admin-person-pin-again"), &mut form.again).width(wide).secret();
    again.error(differs).show(ui);
}
