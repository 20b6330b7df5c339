//! Settings for the tests, and the panel in its larger states.

use super::SettingsPanel;
use super::create::NewForm;
use super::draft::{Owner, Typed};
use super::scanner_draft::{Draft, Ending};
use super::storage::Place;
use crate::bus::command::Watch;
use crate::domain::account::SignedIn;
use crate::domain::preferences::Preferences;
use crate::domain::scanner::ScannerConfig;
use crate::domain::setting::{Setting, UserSettings, ValueType};
use crate::ui::context::{PanelContext, PanelUi};
use crate::ui::panels::parts::stage::panel_state;
use crate::util::plain::Plain;

fn setting(key: &str, value: impl Into<Plain>, default: impl Into<Plain>) -> Setting {
    let value = value.into();
    Setting {
        key: key.to_owned(),
        value_type: ValueType::told(None, &value),
        value,
        default: Some(default.into()),
        choices: Vec::new(),
        required_role: Vec::new(),
        restart_required: false,
        scope: "system".to_owned(),
        user: None,
    }
}

/// One setting of each kind.
pub fn settings() -> Vec<Setting> {
    let list = || Plain::List(vec![1.into(), 2.into()]);
    let names = || Plain::map([("1", "North".into())]);
    vec![
        setting("battery.levels", list(), list()),
        Setting {
            choices: vec!["gentle".into(), "fast".into()],
            restart_required: true,
            ..setting("battery.mode", "fast", "fast")
        },
        Setting {
            required_role: vec!["Super Admin".to_owned()],
            ..setting("battery.raise_alarm", true, true)
        },
        setting("battery.threshold.idle_charge", 60, 55),
        Setting { default: None, ..setting("site.name", "Hall 1", "") },
        setting("work.names", names(), names()),
        Setting {
            choices: ["system", "light", "dark"].map(Plain::from).to_vec(),
            scope: "user".to_owned(),
            user: Some("3".into()),
            ..setting("ui.theme", "dark", "system")
        },
    ]
}

pub fn user_settings() -> UserSettings {
    UserSettings { user: "3".into(), values: Plain::map([("ui.theme", "dark".into())]) }
}

pub fn signed_in() -> SignedIn {
    SignedIn {
        email: Some("traydeck@hall1.example".to_owned()),
        username: Some("traydeck".to_owned()),
        role: Some("Super Admin".to_owned()),
    }
}

fn in_place(place: Place) -> SettingsPanel {
    SettingsPanel { place, ..SettingsPanel::default() }
}

fn edited(typed: &[(&str, Typed)]) -> SettingsPanel {
    let mut panel = in_place(Place::Group("battery".to_owned()));
    for (key, typed) in typed {
        for setting in settings().iter().filter(|setting| setting.key == *key) {
            panel.storage.drafts.put(&Owner::System, setting, typed.clone());
        }
    }
    panel
}

panel_state!(
    /// A group as it was read.
    Group(SettingsPanel),
    in_place(Place::Group("battery".to_owned()))
);
panel_state!(
    /// Everything of the system.
    All(SettingsPanel),
    in_place(Place::All)
);
panel_state!(
    /// A wrong value, one right one, and one that changed meanwhile.
    Edited(SettingsPanel),
    {
        let idle = "battery.threshold.idle_charge";
        let mut panel = edited(&[
            ("battery.levels", Typed::Text("[1,".to_owned())),
            ("battery.raise_alarm", Typed::Value(false.into())),
        ]);
        let before = setting(idle, 50, 55);
        panel.storage.drafts.put(&Owner::System, &before, Typed::Text("65".to_owned()));
        panel
    }
);
panel_state!(
    /// The difference before it is sent.
    Review(SettingsPanel),
    {
        let mut panel = edited(&[
            ("battery.mode", Typed::Value("gentle".into())),
            ("battery.threshold.idle_charge", Typed::Default),
        ]);
        panel.storage.reviewing = true;
        panel
    }
);
panel_state!(
    /// The settings of one user.
    OfUser(SettingsPanel),
    in_place(Place::User)
);
panel_state!(
    /// The form of a new setting.
    Making(SettingsPanel),
    {
        let mut panel = in_place(Place::All);
        let value = "{".to_owned();
        panel.storage.form = Some(NewForm { value, ..NewForm::default() });
        panel
    }
);
panel_state!(
    /// The scanner of this PC with one thing wrong in each field.
    ScannerEdited(SettingsPanel),
    {
        let mut panel = SettingsPanel::default();
        panel.here.scanner.draft = Some(Draft {
            prefix: "S".to_owned(),
            ending: Ending::Text,
            slowest: "400".to_owned(),
            longest: "8".to_owned(),
            adding: "<GS>".to_owned(),
            ..Draft::of(&ScannerConfig::default())
        });
        panel
    }
);
