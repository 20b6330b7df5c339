//! Requests, jobs and events of the storage system (NoyesStorage API v2).

use crate::domain::operation::FieldPlace::{Path, Query};
use crate::domain::operation::{
    Body, Direction, Kind, Method, Operation, Repeat, list, optional, required,
};
use crate::domain::system::System;

/// List events.
pub const LIST_EVENTS: Operation = Operation {
    id: "noyes.list-events",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/events",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[
        optional(Query, "bot_id__eq"),
        optional(Query, "component__eq"),
        optional(Query, "component__ilike"),
        list("component__in", false),
        optional(Query, "created_at__gte"),
        optional(Query, "created_at__lte"),
        optional(Query, "hex_value__eq"),
        optional(Query, "hex_value__ilike"),
        optional(Query, "level_id__eq"),
        optional(Query, "page"),
        optional(Query, "request_id__eq"),
        optional(Query, "request_id__ilike"),
        optional(Query, "search"),
        optional(Query, "severity__eq"),
        optional(Query, "severity__gte"),
        list("severity__in", false),
        optional(Query, "severity__lte"),
        optional(Query, "size"),
        optional(Query, "sort_by"),
    ],
};

/// List jobs.
pub const LIST_JOBS: Operation = Operation {
    id: "noyes.list-jobs",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/jobs",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[
        optional(Query, "balcony_id__eq"),
        optional(Query, "created_at__gte"),
        optional(Query, "created_at__lte"),
        optional(Query, "id__eq"),
        optional(Query, "level_id__eq"),
        optional(Query, "page"),
        optional(Query, "request_id__eq"),
        list("request_id__in", false),
        optional(Query, "size"),
        optional(Query, "sort_by"),
        optional(Query, "status__eq"),
        list("status__in", false),
        optional(Query, "type__eq"),
        list("type__in", false),
        optional(Query, "updated_at__gte"),
        optional(Query, "updated_at__lte"),
    ],
};

/// List requests.
pub const LIST_REQUESTS: Operation = Operation {
    id: "noyes.list-requests",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/requests",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[
        optional(Query, "counter__eq"),
        optional(Query, "created_at__gte"),
        optional(Query, "created_at__lte"),
        optional(Query, "id__eq"),
        list("id__in", false),
        optional(Query, "page"),
        optional(Query, "placing_pos__eq"),
        optional(Query, "priority__eq"),
        optional(Query, "size"),
        optional(Query, "sort_by"),
        optional(Query, "status__eq"),
        list("status__in", false),
        optional(Query, "type__eq"),
        list("type__in", false),
        optional(Query, "updated_at__gte"),
        optional(Query, "updated_at__lte"),
    ],
};

/// Create a request.
pub const CREATE_REQUEST: Operation = Operation {
    id: "noyes.create-request",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/requests",
    kind: Kind::Physical,
    repeat: Repeat::ReadBack,
    body: Body::Json,
    fields: &[],
};

/// Trigger a job.
pub const TRIGGER_JOB: Operation = Operation {
    id: "noyes.trigger-job",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/trigger/{job_id}",
    kind: Kind::Physical,
    repeat: Repeat::ReadBack,
    body: Body::Json,
    fields: &[required(Path, "job_id")],
};
