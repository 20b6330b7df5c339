//! Storage requests and their entities.

use jiff::Timestamp;

use super::ids::{BotId, LevelId, RequestId};

/// One request of the storage system.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub id: RequestId,
    /// As it came, `FULFILLMENT` for instance; the list is open.
    pub kind: String,
    /// As it came, `CREATED` for instance; the list is open.
    pub status: String,
    pub priority: Option<i64>,
    pub level: Option<LevelId>,
    pub bot: Option<BotId>,
    pub counter: Option<i64>,
    pub placing_pos: Option<i64>,
    pub entities: Vec<Entity>,
    /// Raw JSON of each warning.
    pub warnings: Vec<String>,
    pub created_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
}

/// One line of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    pub id: String,
    /// `Sku` or `Carrier`; the list is open.
    pub kind: String,
    pub job_type: Option<String>,
    pub total: Option<i64>,
    pub completed: Option<i64>,
    pub succeeded: Option<i64>,
    pub cancelled: Option<i64>,
}

/// Words of requests and jobs after which nothing more happens; the contract's list is open, and a word
/// that is not here counts as not finished.
const FINISHED: [&str; 7] =
    ["SUCCEEDED", "FAILED", "CANCELLED", "CANCELED", "ABORTED", "COMPLETED", "DONE"];

/// Whether a status of a request or job says that nothing more happens.
pub(super) fn is_finished(status: &str) -> bool {
    FINISHED.contains(&status)
}

impl Request {
    /// Whether there is still something to do for it, by the words we know.
    pub fn is_open(&self) -> bool {
        !is_finished(&self.status)
    }

    /// Completed of total over all entities; none when no entity tells a total.
    pub fn progress(&self) -> Option<(i64, i64)> {
        let total: i64 = self.entities.iter().filter_map(|entity| entity.total).sum();
        let completed = self.entities.iter().filter_map(|entity| entity.completed).sum();
        (total > 0).then_some((completed, total))
    }
}
