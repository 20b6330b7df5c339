//! Boxes, loads and the inventory view of the storage system (NoyesStorage API v2).

use crate::domain::operation::FieldPlace::{Path, Query};
use crate::domain::operation::{
    Body, Direction, Kind, Method, Operation, Repeat, list, optional, required,
};
use crate::domain::system::System;

/// Swap region section codes.
pub const SWAP_REGION_SECTION_CODES: Operation = Operation {
    id: "noyes.swap-region-section-codes",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/box/swap-region",
    kind: Kind::Write,
    repeat: Repeat::ReadBack,
    body: Body::Json,
    fields: &[],
};

/// Swap two box section codes.
pub const SWAP_TWO_BOX_SECTION_CODES: Operation = Operation {
    id: "noyes.swap-two-box-section-codes",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/box/swap/{source_box_id}/{target_box_id}",
    kind: Kind::Write,
    repeat: Repeat::ReadBack,
    body: Body::None,
    fields: &[required(Path, "source_box_id"), required(Path, "target_box_id")],
};

/// Delete a box.
pub const DELETE_BOX: Operation = Operation {
    id: "noyes.delete-box",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Delete,
    path: "/api/v2/box/{box_id}",
    kind: Kind::Destructive,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[required(Path, "box_id")],
};

/// Update a box.
pub const UPDATE_BOX: Operation = Operation {
    id: "noyes.update-box",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Patch,
    path: "/api/v2/box/{box_id}",
    kind: Kind::Write,
    repeat: Repeat::Safe,
    body: Body::Json,
    fields: &[required(Path, "box_id")],
};

/// Create a box on a carrier.
pub const CREATE_BOX_ON_CARRIER: Operation = Operation {
    id: "noyes.create-box-on-carrier",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/box/{box_id}",
    kind: Kind::Write,
    repeat: Repeat::ReadBack,
    body: Body::Json,
    fields: &[required(Path, "box_id")],
};

/// List inventory.
pub const LIST_INVENTORY: Operation = Operation {
    id: "noyes.list-inventory",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/inventory_view",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[
        optional(Query, "box_height_string_max__eq"),
        optional(Query, "box_height_string_max__ilike"),
        optional(Query, "box_id__eq"),
        optional(Query, "box_id__ilike"),
        optional(Query, "box_size_string__eq"),
        optional(Query, "box_size_string__ilike"),
        list("box_size_string__in", false),
        optional(Query, "carrier_id__eq"),
        optional(Query, "carrier_id__ilike"),
        optional(Query, "content_codes__ilike"),
        optional(Query, "depth__eq"),
        optional(Query, "depth__gte"),
        optional(Query, "depth__ilike"),
        list("depth__in", false),
        optional(Query, "depth__lte"),
        optional(Query, "eta_int__ilike"),
        optional(Query, "item_count__eq"),
        optional(Query, "item_count__ilike"),
        optional(Query, "item_count_max__eq"),
        optional(Query, "item_count_max__ilike"),
        list("level_id__in", false),
        list("measurement_unit__in", false),
        optional(Query, "page"),
        optional(Query, "position_x__eq"),
        optional(Query, "position_x__ilike"),
        optional(Query, "position_y__eq"),
        optional(Query, "position_y__ilike"),
        optional(Query, "search"),
        optional(Query, "section_code_32__eq"),
        optional(Query, "section_code__eq"),
        optional(Query, "size"),
        optional(Query, "sku_id__eq"),
        optional(Query, "sku_id__ilike"),
        optional(Query, "sku_name__ilike"),
        optional(Query, "sort_by"),
        optional(Query, "system_quantity__eq"),
        optional(Query, "system_quantity__ilike"),
        optional(Query, "updated_at__gte"),
        optional(Query, "updated_at__lte"),
    ],
};

/// Delete load from a box.
pub const DELETE_LOAD_FROM_BOX: Operation = Operation {
    id: "noyes.delete-load-from-box",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Delete,
    path: "/api/v2/load/{box_id}",
    kind: Kind::Destructive,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[required(Path, "box_id")],
};

/// Update load in a box.
pub const UPDATE_LOAD_IN_BOX: Operation = Operation {
    id: "noyes.update-load-in-box",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Patch,
    path: "/api/v2/load/{box_id}",
    kind: Kind::Write,
    repeat: Repeat::Safe,
    body: Body::Json,
    fields: &[required(Path, "box_id")],
};

/// Create load in a box.
pub const CREATE_LOAD_IN_BOX: Operation = Operation {
    id: "noyes.create-load-in-box",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/load/{box_id}",
    kind: Kind::Write,
    repeat: Repeat::ReadBack,
    body: Body::Json,
    fields: &[required(Path, "box_id")],
};
