//! The form that makes a setting: key, value and default as JSON, roles, whether a restart is needed.

use egui::{Ui, vec2};

use super::draft::Wrong;
use super::editor::wrong_words;
use crate::domain::prepared::settings::NewSetting;
use crate::domain::setting::Setting;
use crate::i18n::{t, tf};
use crate::ui::theme::{TextStyle, Theme, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{chip, paint};
use crate::util::plain::Plain;

/// Keys that are paths of their own over there.
const TAKEN: [&str; 2] = ["system", "users"];
const WIDE: f32 = 420.0;

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewForm {
    pub key: String,
    pub value: String,
    pub default: String,
    /// Names with commas between them.
    pub roles: String,
    pub restart: bool,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Key,
    Value,
    Default,
    Roles,
}

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Make,
    Cancel,
}

impl NewForm {
    /// What would be sent, or each mistake at its field.
    pub fn checked(&self, known: &[Setting]) -> Result<NewSetting, Vec<(Place, String)>> {
        let mut mistakes = Vec::new();
        let key = self.key.trim();
        if key.is_empty() {
            mistakes.push((Place::Key, t("settings-new-wrong-key").to_owned()));
        } else if TAKEN.contains(&key) || key.contains('/') {
            mistakes.push((Place::Key, t("settings-new-wrong-taken").to_owned()));
        } else if known.iter().any(|setting| setting.key == key) {
            mistakes.push((Place::Key, t("settings-new-wrong-there").to_owned()));
        }
        let json =
            |text: &str| Plain::parse(text.trim()).map_err(|why| wrong_words(&Wrong::Json(why)));
        let value = json(&self.value).map_err(|why| mistakes.push((Place::Value, why))).ok();
        let default = if self.default.trim().is_empty() {
            None
        } else {
            json(&self.default).map_err(|why| mistakes.push((Place::Default, why))).ok()
        };
        let roles = self.roles.split(',').map(str::trim).filter(|role| !role.is_empty());
        let required_role = roles.map(str::to_owned).collect();
        match value {
            Some(value) if mistakes.is_empty() => Ok(NewSetting {
                key: key.to_owned(),
                value,
                default,
                required_role,
                restart_required: Some(self.restart),
            }),
            _ => Err(mistakes),
        }
    }

    /// Draws it. `said` tells what the far side said about a field of the body.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        known: &[Setting],
        sending: bool,
        said: impl Fn(&str) -> Option<String>,
    ) -> Option<Answer> {
        let mistakes = self.checked(known).err().unwrap_or_default();
        let wide = WIDE.min(ui.available_width());
        // an untouched field is not wrong yet
        let wrong = |place: Place, text: &str, field: &str| {
            let own = mistakes.iter().find(|(at, _)| *at == place).map(|(_, why)| why.clone());
            own.filter(|_| !text.trim().is_empty()).or_else(|| said(field))
        };
        let fields = [
            (Place::Key, &mut self.key, "settings-new-key", "settings-new-key-help", "key"),
            (
                Place::Value,
                &mut self.value,
                "settings-new-value",
                "settings-new-value-help",
                "value_json",
            ),
            (
                Place::Default,
                &mut self.default,
                "settings-new-default",
                "settings-new-default-help",
                "default_value_json",
            ),
            (
                Place::Roles,
                &mut self.roles,
                "settings-new-roles",
                "settings-new-roles-help",
                "required_role",
            ),
        ];
        for (place, text, label, help, field) in fields {
            let why = wrong(place, text, field);
            Field::new(t(label), text)
                .mono()
                .help(t(help))
                .error(why.as_deref())
                .width(wide)
                .show(ui);
        }
        chip::check(ui, &mut self.restart, t("settings-new-restart"));
        let first = mistakes.first().map(|(place, _)| {
            let field = t(match place {
                Place::Key => "settings-new-key",
                Place::Value => "settings-new-value",
                Place::Default => "settings-new-default",
                Place::Roles => "settings-new-roles",
            });
            tf("settings-new-first", &[("field", field.into())])
        });
        let waits = if sending { Some(t("settings-sending").to_owned()) } else { first };
        let mut answer = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
            let make = Button::primary(t("settings-new-make")).disabled_because(waits.as_deref());
            if ui.add(make).clicked() {
                answer = Some(Answer::Make);
            }
            if ui.add(Button::plain(t("settings-cancel"))).clicked() {
                answer = Some(Answer::Cancel);
            }
        });
        if let Some(why) = waits {
            paint::label_wrapped(ui, why, TextStyle::Small, theme.colors.text_muted);
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mistake_stands_at_its_field() {
        let form = |key: &str, value: &str| NewForm {
            key: key.to_owned(),
            value: value.to_owned(),
            ..NewForm::default()
        };
        let places = |form: NewForm| {
            let mistakes = form.checked(&[]).err().unwrap_or_default();
            mistakes.into_iter().map(|(place, _)| place).collect::<Vec<_>>()
        };
        assert_eq!(places(form("", "")), [Place::Key, Place::Value]);
        assert_eq!(places(form("system", "1")), [Place::Key]);
        assert_eq!(places(form("a/b", "1")), [Place::Key]);
        assert_eq!(places(form("a.b", "{")), [Place::Value]);
        let roles = "User, Super Admin,".to_owned();
        let made = NewForm { roles, ..form("a.b", "[1]") }.checked(&[]).unwrap();
        assert_eq!(made.required_role, ["User", "Super Admin"]);
        assert_eq!((made.default, made.restart_required), (None, Some(false)));
    }
}
