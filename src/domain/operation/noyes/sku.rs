//! SKUs, their pictures, and support of the storage system (NoyesStorage API v2).

use crate::domain::operation::FieldPlace::{File, Form, Path, Query};
use crate::domain::operation::{
    Body, Direction, Field, Kind, Method, Operation, Repeat, list, optional, required,
};
use crate::domain::system::System;

/// Create an SKU.
pub const CREATE_SKU: Operation = Operation {
    id: "noyes.create-sku",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/sku",
    kind: Kind::Write,
    repeat: Repeat::ReadBack,
    body: Body::Json,
    fields: &[],
};

/// Upload an SKU image.
pub const UPLOAD_SKU_IMAGE: Operation = Operation {
    id: "noyes.upload-sku-image",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/sku/image",
    kind: Kind::Write,
    repeat: Repeat::ReadBack,
    body: Body::Multipart,
    fields: &[
        optional(Query, "overwrite_existing_image"),
        required(File, "picture"),
        required(Form, "sku_id"),
    ],
};

/// Delete an SKU.
pub const DELETE_SKU: Operation = Operation {
    id: "noyes.delete-sku",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Delete,
    path: "/api/v2/sku/{id}",
    kind: Kind::Destructive,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[required(Path, "id")],
};

/// Update an SKU.
pub const UPDATE_SKU: Operation = Operation {
    id: "noyes.update-sku",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Patch,
    path: "/api/v2/sku/{id}",
    kind: Kind::Write,
    repeat: Repeat::Safe,
    body: Body::Json,
    fields: &[required(Path, "id")],
};

/// List SKUs.
pub const LIST_SKUS: Operation = Operation {
    id: "noyes.list-skus",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/skus",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[
        optional(Query, "carrier_utilization__ilike"),
        optional(Query, "created_at__gte"),
        optional(Query, "created_at__lte"),
        optional(Query, "deleted_at__gte"),
        optional(Query, "deleted_at__lte"),
        optional(Query, "fulfillable__ilike"),
        optional(Query, "id__eq"),
        optional(Query, "id__ilike"),
        optional(Query, "load_count__eq"),
        optional(Query, "load_count__ilike"),
        optional(Query, "max_quantity__eq"),
        optional(Query, "max_quantity__gte"),
        optional(Query, "max_quantity__ilike"),
        optional(Query, "max_quantity__lte"),
        list("measurement_unit__in", false),
        optional(Query, "name__ilike"),
        list("on_empty_sku_action__in", false),
        optional(Query, "page"),
        optional(Query, "replenishable__ilike"),
        optional(Query, "search"),
        optional(Query, "size"),
        optional(Query, "sort_by"),
        optional(Query, "total_quantity__eq"),
        optional(Query, "total_quantity__gte"),
        optional(Query, "total_quantity__ilike"),
        optional(Query, "total_quantity__lte"),
        optional(Query, "updated_at__gte"),
        optional(Query, "updated_at__lte"),
    ],
};

/// Create a support issue.
pub const CREATE_SUPPORT_ISSUE: Operation = Operation {
    id: "noyes.create-support-issue",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/support/create_issue",
    kind: Kind::Write,
    repeat: Repeat::Never,
    body: Body::Multipart,
    fields: &[
        Field { name: "files", place: File, required: false, list: true },
        required(Form, "payload"),
    ],
};
