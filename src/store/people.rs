//! People at the stations and the rules of the site, beside the floor they work on; no badge and no PIN is kept in clear.

use std::fmt;

use jiff::Timestamp;
use sqlx::{Row, Sqlite, Transaction};
use uuid::Uuid;

use super::floor::{Parts, bump};
use super::ledger::time_text;
use super::{AuditRow, FloorStore, StoreError, audit, pin_tries};
use crate::domain::access::Role;
use crate::domain::floor::Rules;
use crate::domain::intent::IntentId;
use crate::domain::person::{Person, PinTries};

const SALT: &str = "badge_salt";
const APPROVE: &str = "approve_short_above";
const SIGN_IN: &str = "sign_in";
const INTERLOCK: &str = "interlock_seconds";

/// One person with what badge and PIN are held against.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptPerson {
    pub person: Person,
    /// SHA-256 of salt and code.
    pub badge: Option<String>,
    /// Argon2id.
    pub pin: Option<String>,
}

impl fmt::Debug for KeptPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.person.fmt(f)
    }
}

/// Everybody by name, the salt of the badges, and the rules.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeopleRead {
    pub people: Vec<KeptPerson>,
    pub salt: String,
    pub rules: Rules,
    /// Wrong PINs in a row, at whatever program.
    pub tries: PinTries,
}

/// A change as it is written down; a badge or PIN that is not given stays as it was.
#[derive(Clone, PartialEq, Eq)]
pub enum PeopleRow {
    Put { name: String, role: Role, active: bool, badge: Option<String>, pin: Option<String> },
    Remove(String),
    Rules(Rules),
}

impl FloorStore {
    /// Everybody who is kept, and the rules.
    pub async fn people(&self) -> Result<PeopleRead, StoreError> {
        let mut transaction = self.pool.begin().await?;
        read(&mut transaction).await
    }

    /// Writes a change and its row of the audit down, both or none; gives the version of the floor after it.
    pub async fn change_people(
        &self,
        row: &PeopleRow,
        by: &str,
        at: Timestamp,
        writer: Uuid,
    ) -> Result<i64, StoreError> {
        let mut transaction = self.pool.begin().await?;
        // the first statement writes, so that nobody else writes between the look and the change
        let version =
            bump(&mut transaction, writer, Parts { people: 1, ..Parts::default() }).await?;
        let (what, before, after) = match row {
            PeopleRow::Put { .. } => put(&mut transaction, row, at).await?,
            PeopleRow::Remove(name) => {
                let gone = sqlx::query("DELETE FROM people WHERE name = $1")
                    .bind(name)
                    .execute(&mut *transaction)
                    .await?;
                if gone.rows_affected() == 0 {
                    return Err(StoreError::Nobody(name.clone()));
                }
                pin_tries::forget(&mut transaction, name).await?;
                ("people.remove", name.clone(), String::new())
            }
            PeopleRow::Rules(rules) => {
                put_rules(&mut transaction, *rules).await?;
                ("people.rules", String::new(), rules_words(*rules))
            }
        };
        let row = AuditRow {
            at,
            intent: IntentId(Uuid::nil()),
            who: by.to_owned(),
            place: String::new(),
            what: what.to_owned(),
            before,
            after,
            answer: String::new(),
        };
        audit::insert(&mut transaction, &row).await?;
        let told = transaction.commit().await;
        self.ended((version, writer), told).await?;
        Ok(version)
    }
}

/// Everybody who is kept, and the rules.
pub(super) async fn read(
    transaction: &mut Transaction<'_, Sqlite>,
) -> Result<PeopleRead, StoreError> {
    let mut read = PeopleRead::default();
    for row in
        sqlx::query("SELECT * FROM people ORDER BY name").fetch_all(&mut **transaction).await?
    {
        let role: String = row.try_get("role")?;
        let (badge, pin): (Option<String>, Option<String>) =
            (row.try_get("badge")?, row.try_get("pin")?);
        let person = Person {
            name: row.try_get("name")?,
            role: Role::parse(&role).ok_or_else(|| StoreError::Row(format!("role {role:?}")))?,
            active: row.try_get("active")?,
            has_badge: badge.is_some(),
            has_pin: pin.is_some(),
        };
        read.people.push(KeptPerson { person, badge, pin });
    }
    for row in sqlx::query("SELECT * FROM site_rules").fetch_all(&mut **transaction).await? {
        let (name, value): (String, String) = (row.try_get("name")?, row.try_get("value")?);
        match name.as_str() {
            SALT => read.salt = value,
            APPROVE => read.rules.approve_above = value.parse().ok(),
            SIGN_IN => read.rules.sign_in = value == "true",
            INTERLOCK => {
                let rules = &mut read.rules;
                rules.interlock_seconds = value.parse().unwrap_or(rules.interlock_seconds);
            }
            // of a newer program
            _ => {}
        }
    }
    read.tries = pin_tries::read(transaction).await?;
    Ok(read)
}

type Audited = (&'static str, String, String);

async fn put(
    transaction: &mut Transaction<'_, Sqlite>,
    row: &PeopleRow,
    at: Timestamp,
) -> Result<Audited, StoreError> {
    let PeopleRow::Put { name, role, active, badge, pin } = row else {
        return Err(StoreError::Row("not a person".to_owned()));
    };
    let other: Option<String> =
        sqlx::query_scalar("SELECT name FROM people WHERE badge = $1 AND name <> $2")
            .bind(badge)
            .bind(name)
            .fetch_optional(&mut **transaction)
            .await?;
    if let Some(other) = other {
        return Err(StoreError::BadgeTaken(other));
    }
    let before = sqlx::query("SELECT role, active FROM people WHERE name = $1")
        .bind(name)
        .fetch_optional(&mut **transaction)
        .await?;
    let before = match before {
        Some(row) => {
            let (role, active): (String, bool) = (row.try_get("role")?, row.try_get("active")?);
            words(name, &role, active)
        }
        None => String::new(),
    };
    sqlx::query(
        "INSERT INTO people (name, role, badge, pin, active, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (name) DO UPDATE SET role = $2, \
         badge = COALESCE($3, people.badge), pin = COALESCE($4, people.pin), active = $5",
    )
    .bind(name)
    .bind(role.code())
    .bind(badge)
    .bind(pin)
    .bind(active)
    .bind(time_text(at))
    .execute(&mut **transaction)
    .await?;
    let mut after = words(name, role.code(), *active);
    for (given, what) in [(badge.is_some(), ", new badge"), (pin.is_some(), ", new PIN")] {
        if given {
            after.push_str(what);
        }
    }
    Ok(("people.put", before, after))
}

fn words(name: &str, role: &str, active: bool) -> String {
    format!("{name}, {role}, {}", if active { "may sign in" } else { "switched off" })
}

fn rules_words(rules: Rules) -> String {
    let or_none = |value: Option<u32>| value.map_or_else(|| "none".to_owned(), |n| n.to_string());
    format!(
        "{SIGN_IN} {}, {APPROVE} {}, {INTERLOCK} {}",
        rules.sign_in,
        or_none(rules.approve_above),
        rules.interlock_seconds
    )
}

async fn put_rules(
    transaction: &mut Transaction<'_, Sqlite>,
    rules: Rules,
) -> Result<(), StoreError> {
    let number = |value: Option<u32>| value.map(|value| value.to_string());
    let values = [
        (APPROVE, number(rules.approve_above)),
        (SIGN_IN, Some(rules.sign_in.to_string())),
        (INTERLOCK, Some(rules.interlock_seconds.to_string())),
    ];
    for (name, value) in values {
        let query = match &value {
            Some(_) => {
                "INSERT INTO site_rules (name, value) VALUES ($1, $2) \
                 ON CONFLICT (name) DO UPDATE SET value = $2"
            }
            None => "DELETE FROM site_rules WHERE name = $1",
        };
        sqlx::query(query).bind(name).bind(value).execute(&mut **transaction).await?;
    }
    Ok(())
}
