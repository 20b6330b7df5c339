//! Single happenings the screen is told of once: the outcome of a test, of a save, of the practice site.

use std::sync::Arc;

use secrecy::SecretString;
use uuid::Uuid;

use crate::domain::floor_csv::Checked;
use crate::domain::intent::{IntentId, IntentState};
use crate::domain::prepared::CarriedFile;
use crate::domain::raw::RawAnswer;
use crate::domain::system::System;
use crate::domain::trouble::Trouble;

/// A secret on its way to the screen; hidden in debug output, and not compared.
#[derive(Clone, Debug)]
pub struct Shown(pub SecretString);

impl PartialEq for Shown {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A secret address that was just made.
#[derive(Clone, Debug, PartialEq)]
pub struct MadeHook {
    /// Path and secret, to be put behind the address others reach us at.
    pub path: Shown,
    pub mark: String,
}

/// One notice for the screen. What stays true is in the snapshot; this is for what just happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// An intent of this PC entered a state; one toast follows one intent.
    Intent { id: IntentId, state: IntentState },
    /// A command could not even be written down; nothing was sent. The reason is a message key
    /// (`not-queued-already-asked`) where `i18n::has` knows it, else words of the store.
    NotQueued { id: IntentId, reason: String },
    /// Nobody knows whether a command was written down; it is looked for, and what is found is told.
    InDoubt { id: IntentId, reason: String },
    /// What a person asked of a command (settle, send again, read back) cannot be; the reason is a message key.
    NotDone { id: IntentId, reason: String },
    /// The answer to a connection test: how long it took, or what is wrong.
    ConnectionTested { system: System, result: Result<std::time::Duration, Trouble> },
    /// The answer to a question composed by hand.
    Answered { id: Uuid, result: Result<RawAnswer, Trouble> },
    /// A file that was asked for, or why it cannot be taken; the reason is a message key where
    /// `i18n::has` knows it, else words of the system.
    FileRead { id: Uuid, result: Result<CarriedFile, String> },
    /// A file that was to be filled in was checked.
    FillChecked { id: Uuid, checked: Arc<Checked> },
    /// A secret that the answer to this command told once and nobody tells again.
    ShownOnce { id: IntentId, secret: Shown },
    /// A secret address was made, or why not; told once.
    HookMade { id: Uuid, result: Result<MadeHook, String> },
    /// A person logged in to a system, or why not.
    LoggedIn { system: System, result: Result<(), Trouble> },
    /// The configuration was saved, or why not.
    ConnectionSaved { system: System, result: Result<(), String> },
    /// What sounds are played on, or why nothing can be heard.
    SoundTested { result: Result<String, String> },
    /// The card of command codes was written there; none when nothing was chosen. Else why not: a
    /// message key where `i18n::has` knows it, else words of the system.
    CardSaved { id: Uuid, result: Result<Option<String>, String> },
    /// A table was written there, or why not: a message key where `i18n::has` knows it.
    TableSaved { id: Uuid, result: Result<String, String> },
    /// The practice site did as asked, or why not.
    PracticeDone { result: Result<(), Trouble> },
    /// A scan or press at a workplace was not taken and comes to nothing; the reason is a message key.
    NotCounted { reason: &'static str },
    /// Preferences could not be kept.
    PreferencesNotSaved { reason: String },
}
