//! Jobs: the steps by which the storage system works off a request.

use jiff::Timestamp;

use super::ids::{BalconyId, BotId, BoxId, CarrierId, JobId, LevelId, RequestId, SkuId};

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
