//! Events: what the storage system says has happened.

use jiff::Timestamp;

use super::ids::{BotId, LevelId, RequestId};

/// One event of the storage system.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub created_at: Option<Timestamp>,
    pub severity: Option<i64>,
    pub component: Option<String>,
    pub hex_value: Option<String>,
    pub description: Option<String>,
    pub bot: Option<BotId>,
    pub level: Option<LevelId>,
    pub request: Option<RequestId>,
}
