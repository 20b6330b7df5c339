//! Who may do what: the three roles of Traydeck and one table, operation by role.

use super::operation::{Kind, Operation};

/// A role of Traydeck's own; the vendors' roles are theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    Supervisor,
    Picker,
    Admin,
}

impl Role {
    pub const ALL: [Self; 3] = [Self::Supervisor, Self::Picker, Self::Admin];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Supervisor => "supervisor",
            Self::Picker => "picker",
            Self::Admin => "admin",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// Operations other than reads that a picker may send.
const PICKER_MAY: &[&str] = &[
    "robot-manager.retrieve-tray",
    "robot-manager.retrieve-tray-list",
    "robot-manager.release-tray",
    "noyes.trigger-job",
];

/// Operations that only an admin may send.
const ADMIN_ONLY: &[&str] = &[
    "noyes.list-api-keys",
    "noyes.list-users",
    "noyes.create-user-account",
    "noyes.generate-api-key",
    "noyes.update-user",
    "noyes.create-or-update-setting",
    "noyes.patch-system-settings",
    "noyes.update-setting",
    "robot-manager.register-webhook",
];

/// The table: whether a role may send an operation.
///
/// Reads are open to everybody but for users and keys; a picker moves trays; a supervisor
/// does all that moves machines or stock; what removes master data or touches users,
/// keys and settings is the admin's.
pub fn may_send(role: Role, operation: &Operation) -> bool {
    if role == Role::Admin {
        return true;
    }
    if ADMIN_ONLY.contains(&operation.id) {
        return false;
    }
    match (operation.kind, role) {
        (Kind::Read, _) => true,
        (Kind::Write | Kind::Physical, Role::Supervisor) => true,
        (Kind::Write | Kind::Physical, _) => PICKER_MAY.contains(&operation.id),
        (Kind::Destructive, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::operation;

    #[test]
    fn every_name_in_the_table_is_an_operation() {
        for id in PICKER_MAY.iter().chain(ADMIN_ONLY) {
            assert!(operation::by_id(id).is_some(), "{id}");
        }
    }

    #[test]
    fn a_picker_moves_trays_and_touches_no_users() {
        assert!(may_send(Role::Picker, &operation::RELEASE_TRAY));
        assert!(!may_send(Role::Picker, &operation::noyes::access::LIST_USERS));
    }
}
