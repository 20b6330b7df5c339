//! Accounts of the storage system: its users, its keys, its rule for passwords.

use jiff::Timestamp;

use super::ids::{ApiKeyId, UserId};

/// As whom the storage system lets us in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignedIn {
    pub email: Option<String>,
    pub username: Option<String>,
    /// An open word, `Super Admin` for instance.
    pub role: Option<String>,
}

/// A user. The one-time code of the vendor's list is never read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    pub id: UserId,
    pub username: Option<String>,
    pub email: Option<String>,
    /// As it came, `Super Admin` for instance; the list is open.
    pub role: Option<String>,
    pub password_expires_at: Option<Timestamp>,
    /// Until when a code that was mailed can be used.
    pub code_expires_at: Option<Timestamp>,
}

/// A key, without its secret: that is shown once when it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    pub id: ApiKeyId,
    pub name: Option<String>,
    pub role: Option<String>,
    /// The last characters of the secret as far as people need them to tell keys apart.
    pub ends_with: Option<String>,
    pub expires_at: Option<Timestamp>,
    pub last_used: Option<Timestamp>,
}

/// What a new password must have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PasswordPolicy {
    pub min_length: usize,
    pub digit: bool,
    pub lowercase: bool,
    pub uppercase: bool,
    pub special: bool,
    /// The characters that count as special.
    pub special_characters: String,
}

/// One demand of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    Length(usize),
    Digit,
    Lowercase,
    Uppercase,
    Special,
}

impl User {
    /// What people call the user.
    pub fn name(&self) -> &str {
        self.username.as_deref().or(self.email.as_deref()).unwrap_or(self.id.as_str())
    }
}

impl PasswordPolicy {
    /// Each demand, and whether this password meets it.
    pub fn check(&self, password: &str) -> Vec<(Demand, bool)> {
        let any = |test: fn(char) -> bool| password.chars().any(test);
        let special = password.chars().any(|c| self.special_characters.contains(c));
        let demands = [
            (
                self.min_length > 0,
                Demand::Length(self.min_length),
                password.chars().count() >= self.min_length,
            ),
            (self.digit, Demand::Digit, any(|c| c.is_ascii_digit())),
            (self.lowercase, Demand::Lowercase, any(char::is_lowercase)),
            (self.uppercase, Demand::Uppercase, any(char::is_uppercase)),
            (self.special, Demand::Special, special),
        ];
        demands
            .into_iter()
            .filter(|(asked, ..)| *asked)
            .map(|(_, demand, met)| (demand, met))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_demand_is_told_with_whether_it_is_met() {
        let policy = PasswordPolicy {
            min_length: 8,
            digit: true,
            special: true,
            special_characters: "!?".to_owned(),
            ..PasswordPolicy::default()
        };
        let met = [(Demand::Length(8), false), (Demand::Digit, true), (Demand::Special, false)];
        assert_eq!(policy.check("abc1#"), met);
        assert!(policy.check("abcdefg1!").iter().all(|(_, met)| *met));
    }
}
