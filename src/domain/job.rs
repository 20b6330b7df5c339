//! Jobs: the steps by which the storage system works off a request.

use jiff::Timestamp;

use super::ids::{BalconyId, BotId, BoxId, CarrierId, JobId, LevelId, RequestId, SkuId};
use super::request::is_finished;

/// One job of the storage system.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    pub id: JobId,
    pub request: Option<RequestId>,
    /// As it came, `BUFFERING` for instance; the list is open.
    pub kind: String,
    /// As it came, `ACCEPTED` for instance; the list is open.
    pub status: String,
    pub bot: Option<BotId>,
    pub level: Option<LevelId>,
    pub balcony: Option<BalconyId>,
    pub carrier: Option<CarrierId>,
    pub box_id: Option<BoxId>,
    pub sku: Option<SkuId>,
    pub sku_name: Option<String>,
    pub quantity: Option<i64>,
    pub created_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
}

impl Job {
    /// Whether there is still something to do for it, by the words we know.
    pub fn is_open(&self) -> bool {
        !is_finished(&self.status)
    }

    /// Pieces that are to be handled; an outgoing quantity may be told as a negative one.
    pub fn pieces(&self) -> Option<u32> {
        self.quantity.and_then(|quantity| u32::try_from(quantity.unsigned_abs()).ok())
    }

    /// Whether it ended badly.
    pub fn has_failed(&self) -> bool {
        matches!(self.status.as_str(), "FAILED" | "CANCELLED" | "CANCELED" | "ABORTED")
    }

    /// Whether it stands until somebody triggers it. The contract lists no such word; a status that
    /// says both waiting and trigger is taken for it.
    pub fn waits_for_trigger(&self) -> bool {
        self.status.contains("WAIT") && self.status.contains("TRIGGER")
    }
}
