//! The storage as a whole, its levels and its bots of the storage system (NoyesStorage API v2).

use crate::domain::operation::FieldPlace::Query;
use crate::domain::operation::{Body, Direction, Kind, Method, Operation, Repeat, list, optional};
use crate::domain::system::System;

/// List balconies.
pub const LIST_BALCONIES: Operation = Operation {
    id: "noyes.list-balconies",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/balconies",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[],
};

/// List levels.
pub const LIST_LEVELS: Operation = Operation {
    id: "noyes.list-levels",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/levels",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[],
};

/// Generate a support report.
pub const GENERATE_SUPPORT_REPORT: Operation = Operation {
    id: "noyes.generate-support-report",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/report",
    kind: Kind::Write,
    repeat: Repeat::Never,
    body: Body::None,
    fields: &[],
};

/// Restart the brain service.
pub const RESTART_BRAIN_SERVICE: Operation = Operation {
    id: "noyes.restart-brain-service",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/restart_brain",
    kind: Kind::Destructive,
    repeat: Repeat::Never,
    body: Body::None,
    fields: &[optional(Query, "timeout")],
};

/// Get storage status.
pub const GET_STORAGE_STATUS: Operation = Operation {
    id: "noyes.get-storage-status",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/storage_status",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[],
};

/// Charge all bots.
pub const CHARGE_ALL_BOTS: Operation = Operation {
    id: "noyes.charge-all-bots",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/system/charge_all_bots",
    kind: Kind::Physical,
    repeat: Repeat::ReadBack,
    body: Body::Json,
    fields: &[],
};

/// Remove bots from the database.
pub const REMOVE_BOTS_FROM_DATABASE: Operation = Operation {
    id: "noyes.remove-bots-from-database",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Delete,
    path: "/api/v2/bot",
    kind: Kind::Destructive,
    repeat: Repeat::Never,
    body: Body::None,
    fields: &[list("bot_idxs", false)],
};

/// List bots.
pub const LIST_BOTS: Operation = Operation {
    id: "noyes.list-bots",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/bots",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[],
};

/// Check API health.
pub const CHECK_API_HEALTH: Operation = Operation {
    id: "noyes.check-api-health",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/health",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[],
};
