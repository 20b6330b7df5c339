//! What was typed into settings and not sent yet: checked by kind, compared with what stands over there.

use std::collections::BTreeMap;

use crate::domain::access::{Role, may_send};
use crate::domain::account::SignedIn;
use crate::domain::ids::UserId;
use crate::domain::operation::noyes::settings as operations;
use crate::domain::prepared::PreparedCall;
use crate::domain::prepared::settings::{self, SettingChange};
use crate::domain::setting::{Setting, ValueType};
use crate::util::plain::Plain;

/// JSON up to this length stands on one line.
const ONE_LINE: usize = 40;

/// Whose setting it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    System,
    User(UserId),
}

/// What was put in the place of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// As it stands in the field.
    Text(String),
    /// Chosen or turned.
    Value(Plain),
    /// Back to the default.
    Default,
}

/// One edit that is not sent yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The value that stood there when the person began.
    pub before: Plain,
    pub typed: Typed,
}

/// Why what was typed is no value of the setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    Whole,
    Number,
    /// With what the reader of JSON says.
    Json(String),
    List,
    Object,
    /// Its name says that it is a share of 100.
    Percent,
}

/// Why a setting cannot be changed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoChange {
    /// The console's own table of rights.
    Console,
    /// The storage system asks for one of these roles, and lets us in as another.
    Vendor { needs: String, is: String },
    /// It is on its way.
    Sending,
}

/// All edits that are not sent yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts {
    edits: BTreeMap<(Owner, String), Draft>,
}

/// How an edit stands to the value over there.
#[derive(Clone, Debug, PartialEq)]
pub struct Edited<'a> {
    pub setting: &'a Setting,
    pub draft: &'a Draft,
    /// None goes back to the default.
    pub value: Result<Option<Plain>, Wrong>,
}

impl Typed {
    /// The value it stands for; none is the default.
    pub fn value(&self, setting: &Setting) -> Result<Option<Plain>, Wrong> {
        match self {
            Self::Default => Ok(None),
            Self::Value(value) => Ok(Some(value.clone())),
            Self::Text(text) => {
                let value = read(&setting.value_type, text)?;
                if unit_of(&setting.key) == Some("%") && !is_percent(&value) {
                    return Err(Wrong::Percent);
                }
                Ok(Some(value))
            }
        }
    }
}

/// The unit that the end of a key tells: `charge_below_percent`, `lift_height_mm`.
pub fn unit_of(key: &str) -> Option<&'static str> {
    const UNITS: [(&str, &str); 12] = [
        ("percent", "%"),
        ("percentage", "%"),
        ("mm_s2", "mm/s²"),
        ("m_s2", "m/s²"),
        ("mm_s", "mm/s"),
        ("m_s", "m/s"),
        ("mm", "mm"),
        ("ms", "ms"),
        ("seconds", "s"),
        ("s", "s"),
        ("minutes", "min"),
        ("hours", "h"),
    ];
    let ends = |ending: &str| {
        key.strip_suffix(ending).is_some_and(|before| before.ends_with(['_', '.', '/']))
    };
    UNITS.into_iter().find(|(ending, _)| ends(ending)).map(|(_, unit)| unit)
}

fn is_percent(value: &Plain) -> bool {
    let Plain::Number(digits) = value else { return true };
    digits.parse::<f64>().is_ok_and(|number| (0.0..=100.0).contains(&number))
}

/// Reads what was typed as a value of this kind.
pub fn read(kind: &ValueType, text: &str) -> Result<Plain, Wrong> {
    let trimmed = text.trim();
    let number = |text: &str| match Plain::parse(text) {
        Ok(Plain::Number(digits)) => Some(digits),
        _ => None,
    };
    match kind {
        ValueType::Text => Ok(Plain::from(text)),
        ValueType::Integer => number(trimmed)
            .filter(|digits| !digits.contains(['.', 'e', 'E']))
            .map(Plain::Number)
            .ok_or(Wrong::Whole),
        // a comma is what a German keyboard has for the point
        ValueType::Number => {
            number(&trimmed.replacen(',', ".", 1)).map(Plain::Number).ok_or(Wrong::Number)
        }
        ValueType::List => match Plain::parse(trimmed).map_err(Wrong::Json)? {
            list @ Plain::List(_) => Ok(list),
            _ => Err(Wrong::List),
        },
        ValueType::Object => match Plain::parse(trimmed).map_err(Wrong::Json)? {
            map @ Plain::Map(_) => Ok(map),
            _ => Err(Wrong::Object),
        },
        ValueType::Truth | ValueType::Other(_) => Plain::parse(trimmed).map_err(Wrong::Json),
    }
}

/// A value as it stands in the field.
pub fn text_of(kind: &ValueType, value: &Plain) -> String {
    match kind {
        ValueType::Integer | ValueType::Number | ValueType::Text => match value {
            Plain::Null => String::new(),
            value => value.as_text().map_or_else(|| value.to_string(), str::to_owned),
        },
        _ => {
            let line = value.to_string();
            if line.len() <= ONE_LINE { line } else { value.pretty() }
        }
    }
}

impl Edited<'_> {
    /// Whether it would change anything.
    pub fn is_change(&self) -> bool {
        match &self.value {
            Ok(Some(value)) => *value != self.setting.value,
            Ok(None) => self.setting.is_changed() != Some(false),
            Err(_) => true,
        }
    }

    /// Whether the value over there is another one than when the person began.
    pub fn changed_meanwhile(&self) -> bool {
        self.is_change() && !self.draft.before.same(&self.setting.value)
    }

    /// What is sent for it; none while it is wrong or changes nothing.
    pub fn change(&self) -> Option<SettingChange> {
        let value = self.value.clone().ok().filter(|_| self.is_change())?;
        Some(SettingChange {
            key: self.setting.key.clone(),
            before: self.draft.before.clone(),
            default: self.setting.default.clone().unwrap_or_default(),
            value,
        })
    }
}

impl Drafts {
    pub fn of(&self, owner: &Owner, key: &str) -> Option<&Draft> {
        self.edits.get(&(owner.clone(), key.to_owned()))
    }

    /// Puts what was typed in the place of the value; the value itself ends the edit.
    pub fn put(&mut self, owner: &Owner, setting: &Setting, typed: Typed) {
        let as_it_is = match &typed {
            Typed::Text(text) => *text == text_of(&setting.value_type, &setting.value),
            Typed::Value(value) => *value == setting.value,
            Typed::Default => setting.is_changed() == Some(false),
        };
        let place = (owner.clone(), setting.key.clone());
        if as_it_is {
            self.edits.remove(&place);
            return;
        }
        let before = setting.value.clone();
        let draft =
            self.edits.entry(place).or_insert_with(|| Draft { before, typed: Typed::Default });
        draft.typed = typed;
    }

    pub fn drop_edit(&mut self, owner: &Owner, key: &str) {
        self.edits.remove(&(owner.clone(), key.to_owned()));
    }

    /// The person has seen the value that stands there now and wants the own one all the same.
    pub fn keep(&mut self, owner: &Owner, setting: &Setting) {
        if let Some(draft) = self.edits.get_mut(&(owner.clone(), setting.key.clone())) {
            draft.before = setting.value.clone();
        }
    }

    pub fn drop_all(&mut self, owner: &Owner) {
        self.edits.retain(|(of, _), _| of != owner);
    }

    /// Edits of settings in this list that change something, by key.
    pub fn edited<'a>(&'a self, owner: &Owner, settings: &'a [Setting]) -> Vec<Edited<'a>> {
        let found = settings.iter().filter_map(|setting| {
            let draft = self.of(owner, &setting.key)?;
            Some(Edited { setting, draft, value: draft.typed.value(setting) })
        });
        found.filter(Edited::is_change).collect()
    }

    /// Keys that were edited and are no longer there.
    pub fn gone<'a>(&'a self, owner: &Owner, settings: &[Setting]) -> Vec<&'a str> {
        let of = self.edits.keys().filter(|(of, _)| of == owner).map(|(_, key)| key.as_str());
        of.filter(|key| settings.iter().all(|setting| setting.key != *key)).collect()
    }
}

/// Why this setting cannot be changed here by this person; none when it can.
pub fn no_change(
    setting: &Setting,
    owner: &Owner,
    role: Role,
    signed_in: Option<&SignedIn>,
) -> Option<NoChange> {
    if !console_may(owner, role) {
        return Some(NoChange::Console);
    }
    let is = signed_in?.role.as_deref()?;
    let named = &setting.required_role;
    let among = named.is_empty() || named.iter().any(|role| role.eq_ignore_ascii_case(is));
    (!among).then(|| NoChange::Vendor { needs: named.join(", "), is: is.to_owned() })
}

/// Whether the console's own table lets this role change settings of this owner.
pub fn console_may(owner: &Owner, role: Role) -> bool {
    match owner {
        Owner::System => may_send(role, &operations::PATCH_SYSTEM_SETTINGS),
        Owner::User(_) => may_send(role, &operations::PATCH_USER_SETTINGS),
    }
}

/// The one call that makes these changes; one change of the system goes to its own key.
pub fn call(owner: &Owner, changes: &[SettingChange]) -> Option<PreparedCall> {
    match (owner, changes) {
        (_, []) => None,
        (Owner::System, [one]) if one.value.is_some() => Some(settings::update_setting(one)),
        (Owner::System, [one]) => Some(settings::reset_setting(one)),
        (Owner::System, changes) => Some(settings::patch_system(changes)),
        (Owner::User(user), changes) => Some(settings::patch_user(user, changes)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(value: Plain, kind: ValueType) -> Setting {
        Setting {
            key: "battery.good".to_owned(),
            value,
            default: Some(Plain::from(80)),
            value_type: kind,
            choices: Vec::new(),
            required_role: vec!["Super Admin".to_owned()],
            restart_required: false,
            scope: "system".to_owned(),
            user: None,
        }
    }

    #[test]
    fn the_end_of_a_key_tells_its_unit_and_a_share_stays_within_a_hundred() {
        for (key, unit) in [
            ("bots.charge_below_percent", Some("%")),
            ("motion.acceleration_m_s2", Some("m/s²")),
            ("lift.timeout_s", Some("s")),
            ("lift.stops", None),
            ("percent", None),
        ] {
            assert_eq!(unit_of(key), unit, "{key}");
        }
        for (text, fits) in [("0", true), ("100", true), ("150", false), ("-1", false)] {
            assert_eq!(is_percent(&Plain::parse(text).unwrap()), fits, "{text}");
        }
    }

    #[test]
    fn what_is_typed_is_read_by_kind() {
        assert_eq!(read(&ValueType::Integer, " 12 "), Ok(Plain::from(12)));
        for bad in ["", "1.5", "1e3", "twelve", "007", "+1"] {
            assert_eq!(read(&ValueType::Integer, bad), Err(Wrong::Whole), "{bad}");
        }
        assert_eq!(read(&ValueType::Number, "1,5"), Ok(Plain::Number("1.5".to_owned())));
        assert_eq!(read(&ValueType::Number, "1,5,0"), Err(Wrong::Number));
        assert_eq!(read(&ValueType::Text, " a "), Ok(Plain::from(" a ")));
        assert_eq!(read(&ValueType::List, "{}"), Err(Wrong::List));
        assert_eq!(read(&ValueType::Object, "[]"), Err(Wrong::Object));
        assert!(matches!(read(&ValueType::Object, "{\"a\":"), Err(Wrong::Json(_))));
        assert_eq!(read(&ValueType::List, "[1]"), Ok(Plain::List(vec![Plain::from(1)])));
    }

    #[test]
    fn an_edit_ends_where_the_value_stands_again() {
        let here = setting(Plain::from(70), ValueType::Integer);
        let mut drafts = Drafts::default();
        drafts.put(&Owner::System, &here, Typed::Text("7".to_owned()));
        assert!(drafts.of(&Owner::System, "battery.good").is_some());
        drafts.put(&Owner::System, &here, Typed::Text("70".to_owned()));
        assert_eq!(drafts, Drafts::default());
    }

    #[test]
    fn a_value_that_changed_meanwhile_is_seen_and_the_old_one_is_what_was_seen() {
        let mut here = setting(Plain::from(70), ValueType::Integer);
        let mut drafts = Drafts::default();
        drafts.put(&Owner::System, &here, Typed::Text("75".to_owned()));
        here.value = Plain::from(72);
        let list = [here.clone()];
        let edited = drafts.edited(&Owner::System, &list);
        assert!(edited[0].changed_meanwhile());
        assert_eq!(edited[0].change().unwrap().before, Plain::from(70));
        drafts.keep(&Owner::System, &here);
        let edited = drafts.edited(&Owner::System, &list);
        assert!(!edited[0].changed_meanwhile());
        assert_eq!(edited[0].change().unwrap().before, Plain::from(72));
        // the same value set over there by somebody else: nothing is left to change
        here.value = Plain::from(75);
        assert!(drafts.edited(&Owner::System, &[here]).is_empty());
        assert_eq!(drafts.gone(&Owner::System, &[]), ["battery.good"]);
    }

    #[test]
    fn the_reason_is_the_consoles_table_first_then_the_vendors_role() {
        let here = setting(Plain::from(70), ValueType::Integer);
        let signed = |role: &str| SignedIn { role: Some(role.to_owned()), ..SignedIn::default() };
        let of = |role, signed: Option<SignedIn>| {
            no_change(&here, &Owner::System, role, signed.as_ref())
        };
        assert_eq!(of(Role::Supervisor, None), Some(NoChange::Console));
        assert_eq!(of(Role::Admin, None), None);
        assert_eq!(of(Role::Admin, Some(signed("super admin"))), None);
        let vendor = NoChange::Vendor { needs: "Super Admin".to_owned(), is: "User".to_owned() };
        assert_eq!(of(Role::Admin, Some(signed("User"))), Some(vendor));
    }

    #[test]
    fn one_change_goes_to_its_key_several_in_one_patch() {
        let change = |key: &str, value: Option<Plain>| SettingChange {
            key: key.to_owned(),
            before: Plain::from(1),
            default: Plain::from(2),
            value,
        };
        let name = |owner: &Owner, changes: &[SettingChange]| {
            call(owner, changes).map(|call| call.operation.name())
        };
        let one = [change("a", Some(Plain::from(3)))];
        assert_eq!(name(&Owner::System, &one), Some("update-setting"));
        assert_eq!(name(&Owner::System, &[change("a", None)]), Some("reset-setting"));
        let two = [change("a", None), change("b", Some(Plain::from(3)))];
        assert_eq!(name(&Owner::System, &two), Some("patch-system-settings"));
        assert_eq!(name(&Owner::User("3".into()), &one), Some("patch-user-settings"));
        assert_eq!(name(&Owner::System, &[]), None);
    }
}
