//! Authentication, users and API keys of the storage system (NoyesStorage API v2).

use crate::domain::operation::FieldPlace::{Path, Query};
use crate::domain::operation::{
    Body, Direction, Kind, Method, Operation, Repeat, list, optional, required,
};
use crate::domain::system::System;

/// List API keys.
pub const LIST_API_KEYS: Operation = Operation {
    id: "noyes.list-api-keys",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/auth/api_keys",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[
        optional(Query, "expires_at__gte"),
        optional(Query, "expires_at__lte"),
        optional(Query, "id__eq"),
        optional(Query, "id__ilike"),
        optional(Query, "last_used__gte"),
        optional(Query, "last_used__lte"),
        optional(Query, "name__eq"),
        optional(Query, "name__ilike"),
        optional(Query, "page"),
        optional(Query, "role__eq"),
        list("role__in", false),
        optional(Query, "search"),
        optional(Query, "size"),
        optional(Query, "sort_by"),
    ],
};

/// Delete an API key.
pub const DELETE_API_KEY: Operation = Operation {
    id: "noyes.delete-api-key",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Delete,
    path: "/api/v2/auth/api_keys/{api_key_id}",
    kind: Kind::Destructive,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[required(Path, "api_key_id")],
};

/// Validate an authenticated request.
pub const VALIDATE_AUTHENTICATED_REQUEST: Operation = Operation {
    id: "noyes.validate-authenticated-request",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/auth/authenticate",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[],
};

/// Create a user account.
pub const CREATE_USER_ACCOUNT: Operation = Operation {
    id: "noyes.create-user-account",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/auth/create_account",
    kind: Kind::Write,
    repeat: Repeat::ReadBack,
    body: Body::Json,
    fields: &[],
};

/// Request a password reset code.
pub const REQUEST_PASSWORD_RESET_CODE: Operation = Operation {
    id: "noyes.request-password-reset-code",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/auth/forgot_password",
    kind: Kind::Write,
    repeat: Repeat::Safe,
    body: Body::Json,
    fields: &[],
};

/// Generate an API key.
pub const GENERATE_API_KEY: Operation = Operation {
    id: "noyes.generate-api-key",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/auth/generate_api_key",
    kind: Kind::Write,
    repeat: Repeat::Never,
    body: Body::Json,
    fields: &[],
};

/// Log in a user.
pub const LOG_IN_USER: Operation = Operation {
    id: "noyes.log-in-user",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/auth/login",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::Json,
    fields: &[],
};

/// Get the password policy.
pub const GET_PASSWORD_POLICY: Operation = Operation {
    id: "noyes.get-password-policy",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/auth/password_policy",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[],
};

/// Refresh an access token.
pub const REFRESH_ACCESS_TOKEN: Operation = Operation {
    id: "noyes.refresh-access-token",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/auth/refresh_token",
    kind: Kind::Read,
    repeat: Repeat::Never,
    body: Body::Json,
    fields: &[],
};

/// Reset a password.
pub const RESET_PASSWORD: Operation = Operation {
    id: "noyes.reset-password",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Post,
    path: "/api/v2/auth/reset_password",
    kind: Kind::Write,
    repeat: Repeat::Never,
    body: Body::Json,
    fields: &[],
};

/// Update a user.
pub const UPDATE_USER: Operation = Operation {
    id: "noyes.update-user",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Patch,
    path: "/api/v2/auth/update_user",
    kind: Kind::Write,
    repeat: Repeat::Safe,
    body: Body::Json,
    fields: &[],
};

/// List users.
pub const LIST_USERS: Operation = Operation {
    id: "noyes.list-users",
    system: System::Noyes,
    direction: Direction::Outbound,
    method: Method::Get,
    path: "/api/v2/auth/users",
    kind: Kind::Read,
    repeat: Repeat::Safe,
    body: Body::None,
    fields: &[
        optional(Query, "email__eq"),
        optional(Query, "email__ilike"),
        optional(Query, "id__eq"),
        optional(Query, "id__ilike"),
        optional(Query, "otp_expires_at__gte"),
        optional(Query, "otp_expires_at__lte"),
        optional(Query, "page"),
        optional(Query, "password_expires_at__gte"),
        optional(Query, "password_expires_at__lte"),
        optional(Query, "role__eq"),
        list("role__in", false),
        optional(Query, "search"),
        optional(Query, "size"),
        optional(Query, "sort_by"),
        optional(Query, "username__eq"),
        optional(Query, "username__ilike"),
    ],
};
