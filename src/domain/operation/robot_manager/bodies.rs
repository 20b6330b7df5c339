//! What the JSON bodies of the robot manager's calls hold, for forms and for the check of a raw call; a test holds it against the contract.

use crate::domain::operation::shape::JsonKind::{Integer, List, Object, Text};
use crate::domain::operation::shape::{BodyShape, optional, required};

/// In the order of the contract.
pub const ALL: &[BodyShape] = &[
    BodyShape {
        operation: "robot-manager.retrieve-tray-list",
        fields: &[required("details", &[List])],
    },
    BodyShape {
        operation: "robot-manager.register-webhook",
        fields: &[
            optional("id", &[Integer, Text]),
            optional("robot_id", &[Text]),
            optional("url", &[Text]),
            optional("payload", &[Object]),
        ],
    },
];
