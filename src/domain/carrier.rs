//! Carriers, boxes and loads as one row of the inventory tells them.

use jiff::Timestamp;

use super::ids::{BoxId, CarrierId, LevelId, SkuId};

/// One row of the inventory view: a box on a carrier, or an empty space.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InventoryRow {
    /// The view's own row id; the key for updates.
    pub id: Option<String>,
    pub carrier: Option<CarrierId>,
    pub level: Option<LevelId>,
    pub position_x: Option<i32>,
    pub position_y: Option<i32>,
    pub depth: Option<i32>,
    pub box_id: Option<BoxId>,
    /// 32 digits of 0 and 1 from section_code_32, padded; where only section_code is told, its 8.
    pub section_code: Option<String>,
    pub box_size: Option<String>,
    /// The highest box of this kind that fits, as told.
    pub box_height_max: Option<i64>,
    pub content_codes: Option<String>,
    pub sku: Option<SkuId>,
    pub sku_name: Option<String>,
    pub item_count: Option<i64>,
    pub item_count_max: Option<i64>,
    pub system_quantity: Option<i64>,
    pub measurement_unit: Option<String>,
    pub on_empty_sku_action: Option<String>,
    /// Seconds until it can be at a balcony, as told.
    pub eta: Option<i64>,
    pub updated_at: Option<Timestamp>,
}
