//! What the JSON bodies of the storage system's calls hold, for forms and for the check of a raw call; a test holds it against the contract.

use crate::domain::operation::shape::JsonKind::{Integer, List, Object, Text, Truth};
use crate::domain::operation::shape::{BodyShape, optional, required};

/// In the order of the contract.
pub const ALL: &[BodyShape] = &[
    BodyShape {
        operation: "noyes.create-user-account",
        fields: &[
            required("email", &[Text]),
            optional("locale", &[Text]),
            optional("role", &[Text]),
            required("username", &[Text]),
        ],
    },
    BodyShape {
        operation: "noyes.request-password-reset-code",
        fields: &[required("email", &[Text]), optional("locale", &[Text])],
    },
    BodyShape { operation: "noyes.generate-api-key", fields: &[required("name", &[Text])] },
    BodyShape {
        operation: "noyes.log-in-user",
        fields: &[
            required("email", &[Text]),
            optional("locale", &[Text]),
            required("password", &[Text]),
        ],
    },
    BodyShape {
        operation: "noyes.refresh-access-token",
        fields: &[required("refresh_token", &[Text])],
    },
    BodyShape {
        operation: "noyes.reset-password",
        fields: &[
            required("email", &[Text]),
            optional("locale", &[Text]),
            required("new_password", &[Text]),
            optional("old_password", &[Text]),
            optional("otp", &[Text]),
        ],
    },
    BodyShape {
        operation: "noyes.update-user",
        fields: &[
            optional("email", &[Text]),
            optional("role", &[Text]),
            optional("user_id", &[Integer]),
            optional("username", &[Text]),
        ],
    },
    BodyShape { operation: "noyes.charge-all-bots", fields: &[optional("force", &[Truth])] },
    BodyShape {
        operation: "noyes.swap-region-section-codes",
        fields: &[required("updates", &[List])],
    },
    BodyShape {
        operation: "noyes.update-box",
        fields: &[optional("section_code", &[Integer, Text])],
    },
    BodyShape {
        operation: "noyes.create-box-on-carrier",
        fields: &[optional("section_code", &[Integer, Text])],
    },
    BodyShape {
        operation: "noyes.update-load-in-box",
        fields: &[
            optional("item_count", &[Integer]),
            optional("item_count_max", &[Integer]),
            optional("sku_id", &[Text]),
        ],
    },
    BodyShape {
        operation: "noyes.create-load-in-box",
        fields: &[
            required("item_count", &[Integer]),
            required("item_count_max", &[Integer]),
            required("sku_id", &[Text]),
        ],
    },
    BodyShape {
        operation: "noyes.create-request",
        fields: &[
            optional("entities", &[List]),
            optional("id", &[Text]),
            optional("priority", &[Integer]),
            required("type", &[Text]),
            optional("bot_id", &[Integer]),
            optional("action_type", &[Text]),
            optional("level_id", &[Integer]),
            optional("start_from_scratch", &[Truth]),
            optional("force", &[Truth]),
            optional("balcony_id", &[Integer]),
        ],
    },
    BodyShape { operation: "noyes.trigger-job", fields: &[optional("TriggerStatus", &[Text])] },
    BodyShape {
        operation: "noyes.create-or-update-setting",
        fields: &[
            optional("default_value_json", &[]),
            required("key", &[Text]),
            optional("required_role", &[List]),
            optional("restart_required", &[Truth]),
            optional("value_json", &[]),
        ],
    },
    BodyShape {
        operation: "noyes.patch-system-settings",
        fields: &[optional("resets", &[List]), optional("updates", &[Object])],
    },
    BodyShape {
        operation: "noyes.patch-user-settings",
        fields: &[optional("resets", &[List]), optional("updates", &[Object])],
    },
    BodyShape { operation: "noyes.update-setting", fields: &[optional("value_json", &[])] },
    BodyShape {
        operation: "noyes.create-sku",
        fields: &[
            required("id", &[Text]),
            optional("measurement_unit", &[Text]),
            optional("name", &[Text]),
            optional("on_empty_sku_action", &[Text]),
        ],
    },
    BodyShape {
        operation: "noyes.update-sku",
        fields: &[
            optional("measurement_unit", &[Text]),
            optional("name", &[Text]),
            optional("on_empty_sku_action", &[Text]),
        ],
    },
];
