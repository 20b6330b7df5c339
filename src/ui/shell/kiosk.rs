//! What the command line says of this window: the station it is bound to, and that it is a kiosk.

use jiff::Timestamp;

use super::{Shell, ShellInput};
use crate::bus::snapshot::Snapshot;
use crate::domain::access::Role;
use crate::domain::preferences::Preferences;
use crate::ui::context::Wishes;

/// Whether the one who works here may not leave the station. Where nobody has to sign in nobody can be
/// told apart, and a kiosk is no lock. Until the rules were read it is one: they are read in a moment.
fn locks(snapshot: &Snapshot, preferences: &Preferences) -> bool {
    let Some(view) = snapshot.floor.get() else { return true };
    if !view.rules.sign_in || view.people.people.is_empty() {
        return false;
    }
    let session = preferences.workplace().and_then(|place| view.floor.session(&place));
    let here = session.filter(|session| session.holder == view.me).map(|session| &session.person);
    let known = |name: &String| view.people.people.iter().find(|person| person.name == *name);
    here.and_then(known).is_none_or(|person| !person.active || person.role == Role::Picker)
}

impl Shell {
    pub(super) fn locks(&self, snapshot: &Snapshot) -> bool {
        self.kiosk && self.preferences.role == Role::Picker && locks(snapshot, &self.preferences)
    }

    /// Takes out what would lead a picker away from a kiosk, whichever way it was asked for, and says why.
    pub(super) fn keep_kiosk(&mut self, wishes: &mut Wishes, now: Timestamp) {
        if !self.kiosk_locks {
            return;
        }
        let leaves = wishes.preferences.as_ref().is_some_and(|next| next.role != Role::Picker);
        if leaves {
            wishes.preferences = None;
        }
        let asks = wishes.palette.take().is_some();
        if leaves || asks {
            self.toasts.not_in_kiosk(now);
        }
    }

    /// What goes to disk of new preferences: role and station only where a person changed them here.
    pub(super) fn to_keep(&self, new: &Preferences) -> Preferences {
        let mut kept = new.clone();
        if new.role == self.preferences.role {
            kept.role = self.kept.role;
        }
        if new.station == self.preferences.station {
            kept.station.clone_from(&self.kept.station);
        }
        if new.balcony == self.preferences.balcony {
            kept.balcony.clone_from(&self.kept.balcony);
        }
        kept
    }

    /// The command line names a station by name or slot id; it is bound once the stations are known.
    pub(super) fn bind_wanted_station(&mut self, input: &ShellInput<'_>) {
        let Some(wanted) = &self.wanted_station else { return };
        let Some(stations) = input.snapshot.stations.get() else { return };
        let found = stations
            .iter()
            .find(|station| station.name == *wanted || station.slot.as_str() == wanted.as_str());
        match found {
            Some(station) => self.preferences.station = Some(station.slot.clone()),
            None => self.toasts.no_such_station(wanted, input.now),
        }
        self.wanted_station = None;
    }
}
