//! The forms of users and keys: what is typed, what is wrong with it, and the call it becomes.

use secrecy::SecretString;

use crate::domain::account::{Demand, PasswordPolicy, User};
use crate::domain::intent::{Intent, IntentId, IntentState, StepKind};
use crate::domain::operation::Operation;
use crate::domain::operation::noyes::access as operations;
use crate::domain::prepared::PreparedCall;
use crate::domain::prepared::access::{self, Proof};
use crate::i18n::{t, tf};
use crate::ui::panels::parts::outcome;

/// Which form is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    NewUser,
    ChangeUser(User),
    /// A new password for a user, with a mailed code or the old password.
    Password,
    NewKey,
}

/// The fields a form may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldOf {
    Name,
    Email,
    Role,
    Proof,
    NewPassword,
}

/// A field and what is wrong with it.
pub type Mistake = (FieldOf, String);

/// What stands in the form that is open. No `Debug`: passwords stand in it.
pub struct Form {
    pub kind: Kind,
    pub name: String,
    pub email: String,
    /// As the storage writes it; empty leaves it to the storage.
    pub role: String,
    /// The proof is the old password and not a mailed code.
    pub by_old: bool,
    pub proof: String,
    pub new_password: String,
    /// The passwords are shown while they are typed.
    pub seen: bool,
    /// Given to the ledger, with what stood in the fields then.
    pub sent: Option<(IntentId, Vec<(FieldOf, String)>)>,
    /// Why it could not even be queued.
    pub not_queued: Option<String>,
}

/// Where what was sent stands, for the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    NotSent,
    UnderWay,
    Done,
    /// The key was made and its secret is known to nobody.
    SecretLost,
    /// Refused or given up: it may be corrected and sent again.
    Refused,
    Unknown,
}

impl Form {
    pub fn new(kind: Kind) -> Self {
        let (name, email, role) = match &kind {
            Kind::ChangeUser(user) => (
                user.username.clone().unwrap_or_default(),
                user.email.clone().unwrap_or_default(),
                user.role.clone().unwrap_or_default(),
            ),
            _ => Default::default(),
        };
        Self {
            kind,
            name,
            email,
            role,
            by_old: false,
            proof: String::new(),
            new_password: String::new(),
            seen: false,
            sent: None,
            not_queued: None,
        }
    }

    /// The form of a new password for a user.
    pub fn password_of(user: &User) -> Self {
        let email = user.email.clone().unwrap_or_default();
        Self { email, ..Self::new(Kind::Password) }
    }

    /// What it sends.
    pub const fn operation(&self) -> &'static Operation {
        match self.kind {
            Kind::NewUser => &operations::CREATE_USER_ACCOUNT,
            Kind::ChangeUser(_) => &operations::UPDATE_USER,
            Kind::Password => &operations::RESET_PASSWORD,
            Kind::NewKey => &operations::GENERATE_API_KEY,
        }
    }

    /// The call, or everything that is wrong.
    pub fn checked(&self, policy: Option<&PasswordPolicy>) -> Result<PreparedCall, Vec<Mistake>> {
        let (name, email) = (self.name.trim(), self.email.trim());
        let role = self.role.trim();
        let mut wrong: Vec<Mistake> = Vec::new();
        let mut say = |field, words: &'static str| wrong.push((field, t(words).to_owned()));
        if !matches!(self.kind, Kind::Password) && name.is_empty() {
            say(FieldOf::Name, "admin-wrong-name");
        }
        if !matches!(self.kind, Kind::NewKey)
            && let Some(words) = email_mistake(email)
        {
            wrong.push((FieldOf::Email, words));
        }
        if self.kind == Kind::Password {
            if self.proof.trim().is_empty() {
                let words = if self.by_old { "admin-wrong-old" } else { "admin-wrong-code" };
                wrong.push((FieldOf::Proof, t(words).to_owned()));
            }
            let demands = policy.map(|policy| policy.check(&self.new_password));
            let unmet = demands.unwrap_or_default().iter().any(|(_, met)| !met);
            if self.new_password.is_empty() || unmet {
                wrong.push((FieldOf::NewPassword, t("admin-wrong-password").to_owned()));
            }
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        match &self.kind {
            Kind::NewUser => {
                let role = (!role.is_empty()).then_some(role);
                Ok(access::create_user(name, email, role))
            }
            Kind::ChangeUser(user) if !self.changes(user) => {
                Err(vec![(FieldOf::Name, t("admin-wrong-unchanged").to_owned())])
            }
            Kind::ChangeUser(user) => Ok(access::update_user(user, name, email, role)),
            Kind::Password => {
                // a code is digits, and is copied with blanks around it; a password may begin with one
                let proof = if self.by_old {
                    Proof::OldPassword(SecretString::from(self.proof.clone()))
                } else {
                    Proof::Code(SecretString::from(self.proof.trim().to_owned()))
                };
                let new = SecretString::from(self.new_password.clone());
                Ok(access::reset_password(email, proof, new))
            }
            Kind::NewKey => Ok(access::generate_api_key(name)),
        }
    }

    fn changes(&self, user: &User) -> bool {
        let differs = |old: Option<&str>, new: &str| {
            let new = new.trim();
            !new.is_empty() && old != Some(new)
        };
        differs(user.username.as_deref(), &self.name)
            || differs(user.email.as_deref(), &self.email)
            || differs(user.role.as_deref(), &self.role)
    }

    /// What stands in a field.
    pub fn text(&self, field: FieldOf) -> &str {
        match field {
            FieldOf::Name => &self.name,
            FieldOf::Email => &self.email,
            FieldOf::Role => &self.role,
            FieldOf::Proof => &self.proof,
            FieldOf::NewPassword => &self.new_password,
        }
    }

    /// Remembers what is sent, so that a refusal stays at its field until that is changed.
    pub fn given(&mut self, id: IntentId) {
        let texts = FieldOf::ALL.map(|field| (field, self.text(field).to_owned()));
        self.sent = Some((id, texts.to_vec()));
        self.not_queued = None;
    }

    /// Where what was sent stands.
    pub fn standing(&self, intent: Option<&Intent>) -> Standing {
        if self.sent.is_none() {
            return Standing::NotSent;
        }
        match intent.map(|intent| intent.state) {
            None | Some(IntentState::Queued | IntentState::Sent) => Standing::UnderWay,
            Some(_) if intent.is_some_and(outcome::lost_its_secret) => Standing::SecretLost,
            Some(IntentState::Accepted | IntentState::Confirmed) => Standing::Done,
            Some(IntentState::Refused | IntentState::Abandoned) => Standing::Refused,
            Some(IntentState::Unknown) => Standing::Unknown,
        }
    }

    /// The name of a field in the contract.
    const fn wire(&self, field: FieldOf) -> &'static str {
        match field {
            FieldOf::Name if matches!(self.kind, Kind::NewKey) => "name",
            FieldOf::Name => "username",
            FieldOf::Email => "email",
            FieldOf::Role => "role",
            FieldOf::Proof if self.by_old => "old_password",
            FieldOf::Proof => "otp",
            FieldOf::NewPassword => "new_password",
        }
    }

    /// What the storage said of a field, while what it spoke of still stands there.
    pub fn refused(&self, field: FieldOf, intent: Option<&Intent>) -> Option<String> {
        let (_, texts) = self.sent.as_ref()?;
        let same = texts.iter().any(|(of, text)| *of == field && text == self.text(field));
        let trouble = intent?.steps.iter().rev().find_map(|step| match &step.kind {
            StepKind::Refused(trouble) => Some(trouble),
            _ => None,
        })?;
        let lines = trouble.vendor_lines.iter().filter(|_| same);
        let mut lines = lines.filter(|line| {
            let last = line.about.rsplit('.').next().unwrap_or_default();
            self.wire(field) == last
        });
        lines.next().map(|line| line.text.clone())
    }
}

impl FieldOf {
    const ALL: [Self; 5] = [Self::Name, Self::Email, Self::Role, Self::Proof, Self::NewPassword];
}

/// What is wrong with an e-mail address, as far as can be told here.
fn email_mistake(email: &str) -> Option<String> {
    let Some((person, host)) = email.split_once('@') else {
        return Some(t("admin-wrong-email").to_owned());
    };
    let odd = |part: &str| part.is_empty() || part.contains(['@', ' ']);
    if odd(person) || odd(host) {
        return Some(t("admin-wrong-email").to_owned());
    }
    let ending =
        host.rsplit_once('.').is_some_and(|(first, last)| !first.is_empty() && !last.is_empty());
    (!ending).then(|| tf("admin-wrong-ending", &[("host", host.into())]))
}

/// One demand of the policy in words.
pub fn demand_words(demand: Demand, policy: &PasswordPolicy) -> String {
    match demand {
        Demand::Length(n) => tf("admin-demand-length", &[("n", n.into())]),
        Demand::Digit => t("admin-demand-digit").to_owned(),
        Demand::Lowercase => t("admin-demand-lowercase").to_owned(),
        Demand::Uppercase => t("admin-demand-uppercase").to_owned(),
        Demand::Special => {
            let all = policy.special_characters.as_str();
            tf("admin-demand-special", &[("all", all.into())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_needs_a_person_a_host_and_an_ending() {
        for good in ["a@b.example", "sanjay.kamath@hall1.example"] {
            assert_eq!(email_mistake(good), None, "{good}");
        }
        assert!(email_mistake("sanjay@hall1").unwrap().contains("hall1"));
        for bad in ["", "a", "@b.example", "a@", "a b@c.d", "a@b@c.d", "a@.", "a@b."] {
            assert!(email_mistake(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn a_weak_password_is_not_sent() {
        let policy = PasswordPolicy { min_length: 8, digit: true, ..PasswordPolicy::default() };
        let mut form = Form::new(Kind::Password);
        form.email = "a@b.example".to_owned();
        form.proof = "123456".to_owned();
        form.new_password = "short".to_owned();
        let wrong = form.checked(Some(&policy)).unwrap_err();
        assert_eq!(
            wrong.iter().map(|(field, _)| *field).collect::<Vec<_>>(),
            [FieldOf::NewPassword]
        );
        form.new_password = "long enough 1".to_owned();
        let call = form.checked(Some(&policy)).unwrap();
        assert_eq!(call.about, "a@b.example");
        assert!(!format!("{call:?}").contains("long enough"), "no secret in debug output");
    }
}
