//! An SKU as the storage lists it.

use jiff::Timestamp;

use super::ids::SkuId;

/// One SKU; what is not told is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Sku {
    pub id: SkuId,
    pub name: Option<String>,
    /// `PIECE` for instance; the list is open.
    pub measurement_unit: Option<String>,
    /// `UNASSIGN` or `DO_NOTHING`; the list is open.
    pub on_empty_sku_action: Option<String>,
    /// Where its picture is; none while it has no picture.
    pub image_url: Option<String>,
    pub total_quantity: Option<i64>,
    pub max_quantity: Option<i64>,
    pub fulfillable: Option<i64>,
    pub replenishable: Option<i64>,
    pub load_count: Option<i64>,
    /// Bookings that will add stock.
    pub positive_bookings: Option<i64>,
    /// Bookings that will take stock.
    pub negative_bookings: Option<i64>,
    /// Share of its carriers in use, as told.
    pub carrier_utilization: Option<f64>,
    pub created_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
    /// Deletion is soft; an SKU with this is gone.
    pub deleted_at: Option<Timestamp>,
}

/// What can be set of an SKU besides its id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SkuFields {
    pub name: Option<String>,
    pub measurement_unit: Option<String>,
    pub on_empty_sku_action: Option<String>,
}

impl Sku {
    /// Its fields that can be set.
    pub fn fields(&self) -> SkuFields {
        SkuFields {
            name: self.name.clone(),
            measurement_unit: self.measurement_unit.clone(),
            on_empty_sku_action: self.on_empty_sku_action.clone(),
        }
    }
}
