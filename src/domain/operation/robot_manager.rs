//! The calls of the robot manager (LeapMile, Robot Manager Partner API V2).

pub mod bodies;

use super::FieldPlace::{Path, Query};
use super::{Body, Direction, Kind, Method, Operation, Repeat, list, optional, required};
use crate::domain::system::System;

/// Create a new tray request.
pub const RETRIEVE_TRAY: Operation = Operation {
    id: "robot-manager.retrieve-tray",
    system: System::RobotManager,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/retrieve_tray",
    kind: Kind::Physical,
    repeat: Repeat::ReadBack,
    body: Body::None,
    fields: &[
        required(Query, "tray_id"),
        list("required_tags", true),
        required(Query, "order_reference_id"),
    ],
};

/// Create a list of tray requests.
pub const RETRIEVE_TRAY_LIST: Operation = Operation {
    id: "robot-manager.retrieve-tray-list",
    system: System::RobotManager,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/retrieve_tray_list",
    kind: Kind::Physical,
    repeat: Repeat::ReadBack,
    body: Body::Json,
    fields: &[],
};

/// Get status of a tray request.
pub const IS_TRAY_READY: Operation = Operation {
    id: "robot-manager.is-tray-ready",
    system: System::RobotManager,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/is_tray_ready",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[
        optional(Query, "tray_id"),
        list("tags", false),
        list("required_tags", false),
        optional(Query, "order_reference_id"),
    ],
};

/// Release a tray from the picking station.
pub const RELEASE_TRAY: Operation = Operation {
    id: "robot-manager.release-tray",
    system: System::RobotManager,
    direction: Direction::Outbound,
    method: Method::Patch,
    path: "/release_tray",
    kind: Kind::Physical,
    repeat: Repeat::ReadBack,
    body: Body::None,
    fields: &[
        required(Query, "tray_id"),
        list("tags", false),
        list("required_tags", false),
        required(Query, "order_reference_id"),
    ],
};

/// Get slots (picking stations).
pub const LIST_SLOTS: Operation = Operation {
    id: "robot-manager.list-slots",
    system: System::RobotManager,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/slots",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[
        optional(Query, "slot_status"),
        list("tags", false),
        optional(Query, "slot_id"),
        optional(Query, "rack"),
        optional(Query, "row"),
        optional(Query, "depth"),
        optional(Query, "order_by_field"),
        optional(Query, "order_by_type"),
        optional(Query, "num_records"),
        optional(Query, "offset"),
    ],
};

/// Get trays.
pub const LIST_TRAYS: Operation = Operation {
    id: "robot-manager.list-trays",
    system: System::RobotManager,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/trays",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[
        optional(Query, "tray_status"),
        optional(Query, "tray_id"),
        optional(Query, "order_by_field"),
        optional(Query, "order_by_type"),
        optional(Query, "num_records"),
        optional(Query, "offset"),
    ],
};

/// Register a webhook.
pub const REGISTER_WEBHOOK: Operation = Operation {
    id: "robot-manager.register-webhook",
    system: System::RobotManager,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/webhook",
    kind: Kind::Write,
    repeat: Repeat::ReadBack,
    body: Body::Json,
    fields: &[],
};

/// Get webhooks.
pub const LIST_WEBHOOKS: Operation = Operation {
    id: "robot-manager.list-webhooks",
    system: System::RobotManager,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/webhook",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[optional(Query, "robot_id")],
};

/// Delete a webhook.
pub const DELETE_WEBHOOK: Operation = Operation {
    id: "robot-manager.delete-webhook",
    system: System::RobotManager,
    direction: Direction::Outbound,
    method: Method::Delete,
    path: "/webhook/{record_id}",
    kind: Kind::Destructive,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[required(Path, "record_id")],
};

/// In the order of the contract.
pub const ALL: &[&Operation] = &[
    &RETRIEVE_TRAY,
    &RETRIEVE_TRAY_LIST,
    &IS_TRAY_READY,
    &RELEASE_TRAY,
    &LIST_SLOTS,
    &LIST_TRAYS,
    &REGISTER_WEBHOOK,
    &LIST_WEBHOOKS,
    &DELETE_WEBHOOK,
];
