//! Settings of the storage system (NoyesStorage API v2).

use crate::domain::operation::FieldPlace::Path;
use crate::domain::operation::{Body, Direction, Kind, Method, Operation, Repeat, required};
use crate::domain::system::System;

/// List settings.
pub const LIST_SETTINGS: Operation = Operation {
    id: "noyes.list-settings",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/settings",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[],
};

/// Create or update a setting.
pub const CREATE_OR_UPDATE_SETTING: Operation = Operation {
    id: "noyes.create-or-update-setting",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/settings",
    kind: Kind::Write,
    repeat: Repeat::Safe,
    body: Body::Json,
    fields: &[],
};

/// Get system settings.
pub const GET_SYSTEM_SETTINGS: Operation = Operation {
    id: "noyes.get-system-settings",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/settings/system",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[],
};

/// Patch system settings.
pub const PATCH_SYSTEM_SETTINGS: Operation = Operation {
    id: "noyes.patch-system-settings",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Patch,
    path: "/api/v2/settings/system",
    kind: Kind::Write,
    repeat: Repeat::Safe,
    body: Body::Json,
    fields: &[],
};

/// Get user settings.
pub const GET_USER_SETTINGS: Operation = Operation {
    id: "noyes.get-user-settings",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/settings/users/{user_idx}",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[required(Path, "user_idx")],
};

/// Patch user settings.
pub const PATCH_USER_SETTINGS: Operation = Operation {
    id: "noyes.patch-user-settings",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Patch,
    path: "/api/v2/settings/users/{user_idx}",
    kind: Kind::Write,
    repeat: Repeat::Safe,
    body: Body::Json,
    fields: &[required(Path, "user_idx")],
};

/// Reset a setting.
pub const RESET_SETTING: Operation = Operation {
    id: "noyes.reset-setting",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Delete,
    path: "/api/v2/settings/{key}",
    kind: Kind::Destructive,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[required(Path, "key")],
};

/// Get a setting.
pub const GET_SETTING: Operation = Operation {
    id: "noyes.get-setting",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/settings/{key}",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[required(Path, "key")],
};

/// Update a setting.
pub const UPDATE_SETTING: Operation = Operation {
    id: "noyes.update-setting",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Patch,
    path: "/api/v2/settings/{key}",
    kind: Kind::Write,
    repeat: Repeat::Safe,
    body: Body::Json,
    fields: &[required(Path, "key")],
};
