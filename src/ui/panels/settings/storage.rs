//! Settings of the storage system: which of them are shown, what was typed, what was sent and what came of it.

use super::create::NewForm;
use super::draft::{self, Drafts, Edited, NoChange, Owner, Typed};
use crate::bus::event::Notice;
use crate::bus::snapshot::Snapshot;
use crate::domain::access::Role;
use crate::domain::ids::UserId;
use crate::domain::intent::{IntentId, IntentState, StepKind};
use crate::domain::prepared::PreparedCall;
use crate::domain::setting::{Setting, ValueType};
use crate::domain::system::System;
use crate::domain::trouble::Trouble;
use crate::i18n::{has, tf};
use crate::ui::context::PanelContext;
use crate::ui::data_ui;
use crate::ui::panels::parts::submit;
use crate::util::plain::Plain;

/// Which settings are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Of this console.
    Here,
    /// Keys of the system with this first part.
    Group(String),
    /// All of the system.
    All,
    /// Of one user.
    User,
}

/// What is remembered of the storage system's settings.
#[derive(Default)]
pub struct Storage {
    pub find: String,
    pub drafts: Drafts,
    /// The changes are shown to be confirmed.
    pub reviewing: bool,
    /// The user whose settings are shown; none is the one we are let in as.
    pub user: Option<UserId>,
    pub form: Option<NewForm>,
    pub sent: Option<Sent>,
    pub ended: Option<Ended>,
}

/// Changes on their way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub id: IntentId,
    pub owner: Owner,
    pub keys: Vec<String>,
    /// A setting is made, not changed.
    pub made: bool,
    /// The answer was lost.
    pub unknown: bool,
    /// It was taken over there and is only not seen yet: others may be sent meanwhile.
    pub accepted: bool,
}

/// What came of the last changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    pub sent: Sent,
    /// It was about one setting: whatever was said was said of it.
    pub alone: bool,
    pub how: How,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    Saved,
    Refused(Box<Trouble>),
    /// Nothing was sent, for this reason.
    NotSent(String),
    /// A person gave it up.
    GivenUp,
}

/// The settings of one owner as they stand over there.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub owner: Owner,
    /// All of them, found or not.
    pub all: Vec<Setting>,
}

/// Values of a user with the kinds that the list tells.
pub fn of_user(list: &[Setting], user: &UserId, values: &Plain) -> Vec<Setting> {
    let Plain::Map(values) = values else { return Vec::new() };
    values
        .iter()
        .map(|(key, value)| {
            let known = list.iter().find(|setting| setting.scope == "user" && setting.key == *key);
            let mut setting = known.cloned().unwrap_or_else(|| Setting {
                key: key.clone(),
                value: value.clone(),
                default: None,
                value_type: ValueType::told(None, value),
                choices: Vec::new(),
                required_role: Vec::new(),
                restart_required: false,
                scope: "user".to_owned(),
                user: None,
            });
            setting.value = value.clone();
            setting.user = Some(user.clone());
            setting
        })
        .collect()
}

/// The first part of a key.
pub fn group_of(key: &str) -> &str {
    key.split(['.', '/']).next().unwrap_or(key)
}

/// A key's part in words: `idle_charge` is `Idle charge`.
pub fn words_of(part: &str) -> String {
    let words = part.replace(['_', '-', '.'], " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}

/// A group of the system's settings in words: those that are known in the language of the screen.
pub fn area_words(group: &str) -> String {
    let key = format!("settings-area-{group}");
    if has(&key) { tf(&key, &[]) } else { words_of(group) }
}

/// The groups of the system's settings, in order.
pub fn groups(settings: &[Setting]) -> Vec<&str> {
    let of_system = settings.iter().filter(|setting| setting.scope != "user");
    let mut groups: Vec<&str> = of_system.map(|setting| group_of(&setting.key)).collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

impl Ended {
    fn of(sent: Sent, how: How) -> Self {
        Self { alone: sent.keys.len() == 1, sent, how }
    }
}

impl Storage {
    /// The user whose settings are shown: the chosen one, else the one the list belongs to.
    pub fn shown_user(&self, snapshot: &Snapshot) -> Option<UserId> {
        let own = || snapshot.settings.get()?.iter().find_map(|setting| setting.user.clone());
        self.user.clone().or_else(own)
    }

    /// The settings of the place; none until they are read.
    pub fn shown(&self, place: &Place, snapshot: &Snapshot) -> Option<Shown> {
        let list = snapshot.settings.get()?;
        if *place == Place::User {
            let user = self.shown_user(snapshot)?;
            let read = snapshot.user_settings.get().filter(|read| read.user == user)?;
            let all = of_user(list, &user, &read.values);
            return Some(Shown { owner: Owner::User(user), all });
        }
        let all = list.iter().filter(|setting| setting.scope != "user").cloned().collect();
        Some(Shown { owner: Owner::System, all })
    }

    /// Whether a setting stands in the place, and is among those that are looked for.
    pub fn is_in(&self, place: &Place, setting: &Setting) -> bool {
        let wanted = self.find.trim().to_lowercase();
        if !wanted.is_empty() {
            let words = words_of(&setting.key).to_lowercase();
            return setting.key.to_lowercase().contains(&wanted) || words.contains(&wanted);
        }
        match place {
            Place::Group(group) => group_of(&setting.key) == group,
            _ => true,
        }
    }

    /// Why this setting cannot be changed now.
    pub fn no_change(
        &self,
        setting: &Setting,
        owner: &Owner,
        role: Role,
        snapshot: &Snapshot,
    ) -> Option<NoChange> {
        let on_its_way = self.sent.as_ref().is_some_and(|sent| {
            sent.owner == *owner && !sent.unknown && sent.keys.contains(&setting.key)
        });
        if on_its_way {
            return Some(NoChange::Sending);
        }
        draft::no_change(setting, owner, role, snapshot.signed_in.get())
    }

    /// Puts back to its default what differs from it and may be changed.
    pub fn back_to_defaults(
        &mut self,
        shown: &Shown,
        place: &Place,
        may: impl Fn(&Setting) -> bool,
    ) {
        for setting in &shown.all {
            let differs = setting.is_changed() == Some(true);
            if differs && self.is_in(place, setting) && may(setting) {
                self.drafts.put(&shown.owner, setting, Typed::Default);
            }
        }
    }

    /// Sends what was confirmed.
    pub fn send(&mut self, context: &mut PanelContext<'_>, owner: &Owner, edited: &[Edited<'_>]) {
        let changes: Vec<_> = edited.iter().filter_map(Edited::change).collect();
        let Some(call) = draft::call(owner, &changes) else { return };
        let keys = changes.into_iter().map(|change| change.key).collect();
        self.submit(context, owner, keys, call, false);
    }

    pub fn submit(
        &mut self,
        context: &mut PanelContext<'_>,
        owner: &Owner,
        keys: Vec<String>,
        call: PreparedCall,
        made: bool,
    ) {
        let (id, command) = submit::command(context.snapshot, context.preferences, call);
        if let Some(before) = self.sent.take().filter(|before| before.accepted) {
            // the ledger follows it on; here what is read over there counts again
            for key in before.keys.iter().filter(|key| !keys.contains(key)) {
                self.drafts.drop_edit(&before.owner, key);
            }
        }
        let (unknown, accepted) = (false, false);
        self.sent = Some(Sent { id, owner: owner.clone(), keys, made, unknown, accepted });
        self.ended = None;
        self.reviewing = false;
        context.send(command);
    }

    pub fn take(&mut self, notice: &Notice) {
        if let Notice::NotQueued { id, reason } = notice
            && let Some(sent) = self.sent.take_if(|sent| sent.id == *id)
        {
            let why = data_ui::intent::why_not(reason);
            self.ended = Some(Ended::of(sent, How::NotSent(why)));
        }
    }

    /// Follows what was sent on the ledger. What was typed stays until it is seen to be done.
    pub fn follow(&mut self, snapshot: &Snapshot) {
        let Some(sent) = self.sent.as_mut() else { return };
        let ledger = snapshot.ledger.get();
        let Some(intent) = ledger.and_then(|all| all.iter().find(|one| one.id == sent.id)) else {
            return;
        };
        sent.unknown = intent.state == IntentState::Unknown;
        sent.accepted = intent.state == IntentState::Accepted;
        let how = match intent.state {
            IntentState::Confirmed => How::Saved,
            IntentState::Accepted if intent.is_over() => How::Saved,
            IntentState::Refused => {
                let trouble = intent.steps.iter().rev().find_map(|step| match &step.kind {
                    StepKind::Refused(trouble) => Some(trouble.clone()),
                    _ => None,
                });
                let Some(trouble) = trouble else { return };
                How::Refused(Box::new(trouble))
            }
            IntentState::Abandoned => How::GivenUp,
            _ => return,
        };
        let Some(sent) = self.sent.take() else { return };
        if how == How::Saved {
            for key in &sent.keys {
                self.drafts.drop_edit(&sent.owner, key);
            }
            if sent.made {
                self.form = None;
            }
        }
        self.ended = Some(Ended::of(sent, how));
    }

    /// What the far side said about one setting when it refused.
    pub fn said_of(&self, owner: &Owner, key: &str) -> Option<String> {
        let ended = self.ended.as_ref().filter(|ended| ended.sent.owner == *owner)?;
        let How::Refused(trouble) = &ended.how else { return None };
        if ended.sent.made || !ended.sent.keys.iter().any(|sent| sent == key) {
            return None;
        }
        let alone = ended.alone;
        let line = trouble.vendor_lines.iter().find(|line| {
            alone
                || line.about == key
                || ["body.updates.", "body.resets."]
                    .iter()
                    .any(|place| line.about.strip_prefix(place) == Some(key))
        });
        match line {
            Some(line) => Some(line.text.clone()),
            None if alone => Some(data_ui::trouble::cause(trouble, System::Noyes)),
            None => None,
        }
    }

    /// What was said about a setting ends when something else is typed.
    pub fn put(&mut self, owner: &Owner, setting: &Setting, typed: Typed) {
        self.drafts.put(owner, setting, typed);
        if let Some(ended) = &mut self.ended
            && ended.sent.owner == *owner
        {
            ended.sent.keys.retain(|key| *key != setting.key);
            if ended.sent.keys.is_empty() {
                self.ended = None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_groups_and_words() {
        assert_eq!(group_of("battery.threshold.good"), "battery");
        assert_eq!(words_of("idle_charge"), "Idle charge");
        assert_eq!(words_of(""), "");
    }

    #[test]
    fn a_users_value_has_the_kind_that_the_list_tells() {
        let listed = Setting {
            key: "ui.theme".to_owned(),
            value: "dark".into(),
            default: Some("system".into()),
            value_type: ValueType::Text,
            choices: vec!["dark".into(), "light".into()],
            required_role: Vec::new(),
            restart_required: false,
            scope: "user".to_owned(),
            user: Some("1".into()),
        };
        let values = Plain::map([("ui.theme", "light".into()), ("ui.rows", 20.into())]);
        let found = of_user(&[listed], &"7".into(), &values);
        assert_eq!(found[1].choices.len(), 2);
        assert_eq!((&found[1].value, found[1].user.clone()), (&"light".into(), Some("7".into())));
        assert_eq!((&found[0].value_type, &found[0].default), (&ValueType::Integer, &None));
    }
}
