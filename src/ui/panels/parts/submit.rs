//! Giving a command to the ledger from a panel: who asks, where, and why a role may not.

use uuid::Uuid;

use crate::bus::command::{Command, Submission};
use crate::bus::snapshot::Snapshot;
use crate::domain::access::{self, Role};
use crate::domain::connection::Connection;
use crate::domain::intent::{Action, IntentId};
use crate::domain::operation::Operation;
use crate::domain::preferences::Preferences;
use crate::domain::prepared::PreparedCall;
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::commands::role_key;
use crate::ui::data_ui;

/// Who asks, for the record: the name, or the role while no name is set.
pub fn person(preferences: &Preferences) -> String {
    let name = preferences.person.trim();
    if name.is_empty() { preferences.role.code().to_owned() } else { name.to_owned() }
}

/// Where it is asked: the station this PC is bound to; nothing where it is just this PC, which is said
/// when it is shown.
pub fn place(snapshot: &Snapshot, preferences: &Preferences) -> String {
    let bound = preferences.station.as_ref();
    let station = bound
        .and_then(|slot| snapshot.stations.get()?.iter().find(|station| station.slot == *slot));
    station.map(|station| station.name.clone()).unwrap_or_default()
}

/// The command that gives a call to the ledger, and the id by which it is followed there.
pub fn command(
    snapshot: &Snapshot,
    preferences: &Preferences,
    call: PreparedCall,
) -> (IntentId, Command) {
    let submission = signed(snapshot, preferences, Action::Call(Box::new(call)));
    (submission.id, Command::Submit(submission))
}

/// A new command with who asks and where.
pub fn signed(snapshot: &Snapshot, preferences: &Preferences, action: Action) -> Submission {
    Submission {
        id: IntentId(Uuid::now_v7()),
        action,
        by: person(preferences),
        place: place(snapshot, preferences),
    }
}

/// An id of our own for a new request, unique for ever.
pub fn request_id() -> String {
    format!("TD-{}", Uuid::now_v7().simple())
}

/// Why it cannot be sent from here: the role may not, or the system is not set up. None when it can.
pub fn no_send(snapshot: &Snapshot, role: Role, operation: &Operation) -> Option<String> {
    if !access::may_send(role, operation) {
        let may = Role::ALL.into_iter().find(|other| access::may_send(*other, operation));
        let may = may.map(role_key).map(t).unwrap_or_default();
        let role = t(role_key(role));
        return Some(tf("parts-no-right", &[("role", role.into()), ("may", may.into())]));
    }
    let system = operation.system;
    (!is_set_up(snapshot, system)).then(|| {
        let name = data_ui::connection::name(system);
        tf("parts-not-set-up", &[("system", name.into())])
    })
}

/// Whether the site has an address for a system.
pub fn is_set_up(snapshot: &Snapshot, system: System) -> bool {
    connection(snapshot, system).is_some_and(|connection| connection.base_url.is_some())
}

/// The connection to a system.
pub fn connection(snapshot: &Snapshot, system: System) -> Option<&Connection> {
    snapshot.connections.iter().find(|connection| connection.system == system)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::operation::noyes::system;
    use crate::ui::panels::parts::fixture;

    #[test]
    fn a_role_that_may_not_is_told_who_may() {
        let snapshot = fixture::snapshot();
        let no = |role, operation| no_send(&snapshot, role, operation);
        let said = no(Role::Supervisor, &system::RESTART_BRAIN_SERVICE).unwrap_or_default();
        assert!(said.contains(t("commands-role-admin")), "{said}");
        assert_eq!(no(Role::Admin, &system::RESTART_BRAIN_SERVICE), None);
        assert!(no(Role::Picker, &system::CHARGE_ALL_BOTS).is_some());
    }

    #[test]
    fn nobody_without_a_name_asks() {
        let preferences = Preferences::default();
        assert_eq!(person(&preferences), preferences.role.code());
    }
}
