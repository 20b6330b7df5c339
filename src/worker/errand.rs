//! What the tasks of the loop bring home, and what is said of one that ends without a word.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::Reach;
use super::event::{Answer, Ask, Event, WriteError};
use super::exporting;
use super::floor_event::{FloorErrand, FloorNews};
use super::store_reason;
use super::world::no_answer;
use crate::bus::event::Notice;
use crate::bus::floor::NOT_LOOKED_FOR;
use crate::bus::people::PeopleRefusal;
use crate::clients::http::Transport;
use crate::domain::connection::ConnectionEdit;
use crate::domain::lease::Looked;
use crate::domain::system::System;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::store::Store;

/// What a task brought home.
pub(super) enum Done {
    Event(Event),
    /// Only the screen wants to know.
    Notice(Notice),
    Opened(Result<(Store, Looked), String>),
    SavedConnection {
        edit: ConnectionEdit,
        result: Result<Reach, String>,
    },
    SavedPreferences(Result<(), String>),
    Exported(exporting::Ended),
    /// The connection that lets us in, or why it does not.
    LoggedIn {
        system: System,
        result: Result<Transport, Trouble>,
    },
    /// How the systems are reached; none when the thread that looked ended without a word.
    Reached(Option<BTreeMap<System, Reach>>),
}

/// What a task was about, for the case that it ends without a word.
pub(super) enum Errand {
    Ask(Ask, Timestamp),
    OpenStore,
    LookAtStore,
    Write,
    SavePreferences,
    SaveConnection(ConnectionEdit),
    File(Uuid),
    LogIn(System),
    Reaches,
    Export(Uuid),
    NewHook(Uuid),
    SetListener(Uuid),
    Floor(FloorErrand),
}

impl Errand {
    /// Whether the end of the program waits for it: something was promised, or left this PC.
    pub(super) const fn is_owed(&self) -> bool {
        match self {
            Self::Write
            | Self::Ask(Ask::Send { .. }, _)
            | Self::SavePreferences
            | Self::SaveConnection(_)
            | Self::SetListener(_) => true,
            Self::Floor(errand) => matches!(
                errand,
                FloorErrand::Write { .. } | FloorErrand::Fill(_) | FloorErrand::People(_)
            ),
            _ => false,
        }
    }
}

/// What is told to the world of a task that panicked or was torn away.
pub(super) fn without_a_word(errand: Errand) -> Done {
    let reason = store_reason::INNER_FAULT.to_owned();
    match errand {
        Errand::Ask(ask, asked_at) => {
            let answer = Answer::Failed(no_answer(&ask, &reason));
            Done::Event(Event::Answered { ask, asked_at, answer })
        }
        Errand::OpenStore => Done::Opened(Err(reason)),
        Errand::LookAtStore => Done::Event(Event::StoreLooked(Err(reason))),
        Errand::Write => Done::Event(Event::Written {
            // it may have come as far as the disk
            result: Err(WriteError::Unknown(reason)),
            took: SignedDuration::ZERO,
        }),
        Errand::File(id) => Done::Notice(Notice::FileRead { id, result: Err(reason) }),
        Errand::SetListener(id) => {
            Done::Event(Event::ListenerSet { id, now: None, result: Err(reason) })
        }
        Errand::NewHook(id) => Done::Notice(Notice::HookMade { id, result: Err(reason) }),
        Errand::Floor(errand) => {
            let news = match errand {
                FloorErrand::Open { .. } | FloorErrand::LookAgain { .. } => {
                    FloorNews::Read(Err(reason))
                }
                FloorErrand::Write { .. } => FloorNews::Written(Err(WriteError::Unknown(reason))),
                FloorErrand::LookFor(_) => FloorNews::LookedFor(Err(reason)),
                FloorErrand::Fill(_) => FloorNews::Filled(Err(NOT_LOOKED_FOR.to_owned())),
                FloorErrand::People(_) => {
                    let unknown = NOT_LOOKED_FOR.to_owned();
                    FloorNews::PeopleChanged(Err(PeopleRefusal::Failed(unknown)))
                }
                FloorErrand::CheckPin { .. } => FloorNews::PinChecked(Err(reason)),
            };
            Done::Event(Event::Floor(news))
        }
        Errand::Reaches => Done::Reached(None),
        Errand::Export(id) => Done::Exported(exporting::Ended::without_a_word(id, reason)),
        Errand::LogIn(system) => {
            let trouble = Trouble::new(ErrorClass::Fatal, Cause::ConnectionLost, reason);
            Done::LoggedIn { system, result: Err(trouble) }
        }
        Errand::SavePreferences => Done::SavedPreferences(Err(reason)),
        Errand::SaveConnection(edit) => Done::SavedConnection { edit, result: Err(reason) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_of_the_floor_that_is_being_written_is_waited_for_at_the_end() {
        let write = FloorErrand::Write { rows: Vec::new(), number: 1 };
        assert!(Errand::Floor(write).is_owed());
        assert!(Errand::Write.is_owed());
        assert!(!Errand::Floor(FloorErrand::LookAgain { known: None }).is_owed());
        assert!(!Errand::LookAtStore.is_owed());
    }
}
