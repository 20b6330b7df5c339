//! Users of the storage system, their passwords and codes, and the keys of other programs.

use crate::simulator::clock::Millis;
use crate::simulator::rng::Rng;

/// The roles of the site, the mightiest first.
pub const ROLES: [&str; 5] = ["Super Admin", "Admin", "Supervisor", "Picker", "User"];
/// The password of the users a site starts with.
pub const FIRST_PASSWORD: &str = "practice";
/// Characters that count as special.
pub const SPECIAL: &str = "!@#$%^&*()-_=+";

const MINUTE: Millis = 60_000;
const DAY: Millis = 86_400_000;
/// How long a code to set a password counts.
const CODE_LASTS: Millis = 15 * MINUTE;
/// How long a password and a key count.
const PASSWORD_LASTS: Millis = 180 * DAY;
const KEY_LASTS: Millis = 365 * DAY;

/// A user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    pub id: i64,
    pub email: String,
    pub username: String,
    pub role: String,
    /// None until a code was used to set one.
    password: Option<String>,
    pub password_expires: Option<Millis>,
    /// The code that sets a password, and until when.
    pub code: Option<(String, Millis)>,
    /// Moves on when the password changes: refresh tokens of before count no more.
    pub session: u64,
}

/// A key of another program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    pub id: i64,
    pub name: String,
    pub secret: String,
    pub role: String,
    pub expires: Millis,
    pub last_used: Option<Millis>,
}

/// What a password must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    pub min_length: i64,
    pub digit: bool,
    pub lowercase: bool,
    pub uppercase: bool,
    pub special: bool,
}

impl Policy {
    /// What a password lacks, in words; nothing when it will do.
    pub fn lacks(&self, password: &str) -> Vec<String> {
        let has = |test: fn(char) -> bool| password.chars().any(test);
        let short = (password.chars().count() as i64) < self.min_length;
        [
            (short, format!("at least {} characters", self.min_length)),
            (self.digit && !has(|c| c.is_ascii_digit()), "a digit".to_owned()),
            (self.lowercase && !has(char::is_lowercase), "a lower-case letter".to_owned()),
            (self.uppercase && !has(char::is_uppercase), "an upper-case letter".to_owned()),
            (
                self.special && !has(|c| SPECIAL.contains(c)),
                format!("one of the special characters {SPECIAL}"),
            ),
        ]
        .into_iter()
        .filter_map(|(lacking, word)| lacking.then_some(word))
        .collect()
    }
}

/// Who asks, as a token or key tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    pub id: i64,
    pub email: String,
    pub username: String,
    pub role: String,
}

/// Why a password was not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRefusal {
    /// No such user, wrong old password, wrong or old code: not told apart.
    NotProven,
}

/// Everybody.
#[derive(Debug)]
pub struct People {
    pub users: Vec<User>,
    pub keys: Vec<ApiKey>,
    next_user: i64,
    next_key: i64,
    rng: Rng,
}

impl People {
    /// Those a site starts with.
    pub fn new(seed: u64) -> Self {
        let mut people = Self {
            users: Vec::new(),
            keys: Vec::new(),
            next_user: 1,
            next_key: 1,
            rng: Rng::new(seed, 9),
        };
        for (name, role, expires) in [
            ("admin", "Super Admin", 120 * DAY),
            ("supervisor", "Supervisor", 60 * DAY),
            ("picker", "Picker", 9 * DAY),
            ("lea.brandt", "User", -3 * DAY),
        ] {
            let email = format!("{name}@practice.local");
            if let Some(user) = people.add_user(email, name.to_owned(), role.to_owned()) {
                user.password = Some(FIRST_PASSWORD.to_owned());
                user.password_expires = Some(expires);
            }
        }
        for (name, role, made, used) in [
            ("Shop orders", "User", -200 * DAY, Some(-40_000)),
            ("Night report", "Admin", -355 * DAY, Some(-9 * 60 * MINUTE)),
            ("Old scanner gateway", "User", -400 * DAY, Some(-36 * DAY)),
            ("Never used", "User", -2 * DAY, None),
        ] {
            people.add_key(name.to_owned(), role.to_owned(), made);
            if let Some(key) = people.keys.last_mut() {
                key.last_used = used;
            }
        }
        people
    }

    /// Enters a user without a password; none when the address is taken.
    pub fn add_user(&mut self, email: String, username: String, role: String) -> Option<&mut User> {
        if self.by_email(&email).is_some() {
            return None;
        }
        let id = self.next_user;
        self.next_user += 1;
        self.users.push(User {
            id,
            email,
            username,
            role,
            password: None,
            password_expires: None,
            code: None,
            session: 0,
        });
        self.users.last_mut()
    }

    /// The user with this address, however it is written.
    pub fn by_email(&self, email: &str) -> Option<&User> {
        self.users.iter().find(|user| user.email.eq_ignore_ascii_case(email.trim()))
    }

    /// The user with this number.
    pub fn user(&self, id: i64) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }

    /// The user with this number, to change it.
    pub fn user_mut(&mut self, id: i64) -> Option<&mut User> {
        self.users.iter_mut().find(|user| user.id == id)
    }

    /// Whether this is how the user logs in.
    pub fn log_in(&self, email: &str, password: &str) -> Option<&User> {
        self.by_email(email).filter(|user| user.password.as_deref() == Some(password))
    }

    /// Makes a code to set a password; an unknown address makes none.
    pub fn make_code(&mut self, email: &str, now: Millis) {
        let code = format!("{:06}", self.rng.below(1_000_000));
        if let Some(user) =
            self.users.iter_mut().find(|user| user.email.eq_ignore_ascii_case(email.trim()))
        {
            user.code = Some((code, now + CODE_LASTS));
        }
    }

    /// Sets a password, with the old one or a code as proof.
    pub fn set_password(
        &mut self,
        email: &str,
        old: Option<&str>,
        code: Option<&str>,
        new: String,
        now: Millis,
    ) -> Result<(), PasswordRefusal> {
        let user = self
            .users
            .iter_mut()
            .find(|user| user.email.eq_ignore_ascii_case(email.trim()))
            .ok_or(PasswordRefusal::NotProven)?;
        let known = old.is_some() && user.password.as_deref() == old;
        let coded =
            user.code.as_ref().is_some_and(|(own, until)| code == Some(own) && now <= *until);
        if !known && !coded {
            return Err(PasswordRefusal::NotProven);
        }
        user.password = Some(new);
        user.password_expires = Some(now + PASSWORD_LASTS);
        user.code = None;
        user.session += 1;
        Ok(())
    }

    /// Makes a key; its secret.
    pub fn add_key(&mut self, name: String, role: String, now: Millis) -> String {
        let secret = format!("nys_{:016x}{:016x}", self.rng.next(), self.rng.next());
        let id = self.next_key;
        self.next_key += 1;
        self.keys.push(ApiKey {
            id,
            name,
            secret: secret.clone(),
            role,
            expires: now + KEY_LASTS,
            last_used: None,
        });
        secret
    }

    /// Deletes a key and hands it back.
    pub fn delete_key(&mut self, id: i64) -> Option<ApiKey> {
        let at = self.keys.iter().position(|key| key.id == id)?;
        Some(self.keys.remove(at))
    }

    /// Who a bearer is; a sentence when it may not enter. A word that is no token or key of the site stands
    /// for the practising admin, so that the site can be tried without logging in.
    pub fn subject(&mut self, bearer: &str, now: Millis) -> Result<Subject, &'static str> {
        if let Some(key) = self.keys.iter_mut().find(|key| key.secret == bearer) {
            if now > key.expires {
                return Err("API key has expired");
            }
            key.last_used = Some(now);
            return Ok(Subject {
                id: 0,
                email: "api-key@practice.local".to_owned(),
                username: key.name.clone(),
                role: key.role.clone(),
            });
        }
        let id = match bearer.strip_prefix("sim-access-") {
            Some(rest) => rest.rsplit("-u").next().and_then(|id| id.parse().ok()).unwrap_or(0),
            None if bearer.starts_with("nys_") => 0,
            None => 1,
        };
        self.user(id)
            .map(|user| Subject {
                id: user.id,
                email: user.email.clone(),
                username: user.username.clone(),
                role: user.role.clone(),
            })
            .ok_or("Could not validate credentials")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: Policy =
        Policy { min_length: 10, digit: true, lowercase: true, uppercase: true, special: true };

    #[test]
    fn a_password_is_set_with_a_code_once_and_in_time() {
        let mut people = People::new(1);
        let email = "Picker@practice.local";
        people.make_code(email, 0);
        people.make_code("nobody@practice.local", 0);
        let code = people.by_email(email).and_then(|user| user.code.clone()).expect("a code").0;
        let set = |people: &mut People, code: &str, now| {
            people.set_password(email, None, Some(code), "New-secret-1".to_owned(), now)
        };
        assert!(set(&mut people, "none", 0).is_err());
        assert!(set(&mut people, &code, CODE_LASTS + 1).is_err());
        assert!(set(&mut people, &code, CODE_LASTS).is_ok());
        assert!(set(&mut people, &code, 1).is_err());
        assert!(people.log_in(email, "New-secret-1").is_some());
        assert!(people.log_in(email, FIRST_PASSWORD).is_none());
    }

    #[test]
    fn the_policy_names_what_a_password_lacks() {
        assert_eq!(POLICY.lacks("Long-enough-1"), Vec::<String>::new());
        assert_eq!(POLICY.lacks("short").len(), 4);
    }

    #[test]
    fn keys_enter_until_they_expire() {
        let mut people = People::new(1);
        let secrets: Vec<String> = people.keys.iter().map(|key| key.secret.clone()).collect();
        assert_eq!(people.subject(&secrets[0], 5).map(|who| who.role), Ok("User".to_owned()));
        assert_eq!(people.keys[0].last_used, Some(5));
        assert_eq!(people.subject(&secrets[2], 5), Err("API key has expired"));
        assert!(people.subject("nys_0", 5).is_err());
        assert_eq!(people.subject("practice", 5).map(|who| who.id), Ok(1));
        assert_eq!(people.subject("sim-access-0-7-u3", 5).map(|who| who.id), Ok(3));
        assert!(people.subject("sim-access-0-7-u99", 5).is_err());
    }
}
