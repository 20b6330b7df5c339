//! A row of the inventory view as it is served.

use serde::Serialize;
use serde_json::value::RawValue;

use super::Stock;
use super::columns::{NULL, eta_tenths};
use super::field::{Field, content_code};
use super::sections::{projected, size_text};
use super::skus::{ON_EMPTY, UNITS};
use crate::simulator::clock::Calendar;

/// One row in JSON.
#[derive(Debug, Serialize)]
pub struct InventoryJson {
    pub(super) box_height_string_max: Option<u32>,
    pub(super) box_id: Option<u32>,
    pub(super) box_size: Option<u32>,
    pub(super) box_size_string: Option<&'static str>,
    pub(super) carrier_id: String,
    pub(super) content_codes: Option<String>,
    pub(super) depth: u16,
    pub(super) eta: f64,
    pub(super) eta_int: u32,
    pub(super) id: String,
    pub(super) item_count: Option<u32>,
    pub(super) item_count_max: Option<u32>,
    pub(super) level_id: u16,
    pub(super) measurement_unit: Option<&'static str>,
    pub(super) on_empty_sku_action: Option<&'static str>,
    pub(super) position_x: u16,
    pub(super) position_y: u16,
    pub(super) section_code: String,
    /// Too long for any number type: up to 32 decimal digits.
    pub(super) section_code_32: Option<Box<RawValue>>,
    pub(super) sku_id: Option<String>,
    pub(super) sku_name: Option<String>,
    pub(super) system_quantity: Option<u32>,
    pub(super) updated_at: String,
    pub(super) updated_at_utc: String,
}

impl Stock {
    /// One row as it is served.
    pub fn json(&self, row: u32, calendar: &Calendar) -> Option<InventoryJson> {
        let columns = self.columns();
        let at = row as usize;
        let carrier_index = *columns.carrier.get(at)?;
        let carrier = columns.carrier_at(carrier_index)?;
        let number = |field: Field| Some(columns.key(field, at)).filter(|key| *key != NULL);
        let mask = columns.section.get(at).copied().filter(|mask| *mask != 0)?;
        let sku = Some(columns.sku_of(at)).filter(|sku| *sku != NULL);
        let size = number(Field::BoxSize);
        let eta = eta_tenths(carrier.depth);
        let millis = i64::from(*columns.updated.get(at)?) * 100;
        let quantity = number(Field::ItemCount);
        Some(InventoryJson {
            box_height_string_max: number(Field::BoxHeight),
            box_id: number(Field::BoxId),
            box_size: size,
            box_size_string: size.map(size_text),
            carrier_id: Self::carrier_number(carrier_index).to_string(),
            content_codes: sku.map(|sku| content_code(sku).to_string()),
            depth: carrier.depth,
            eta: f64::from(eta) / 10.0,
            eta_int: eta / 10,
            id: format!("inv-{row:07}"),
            item_count: quantity,
            item_count_max: number(Field::ItemCountMax),
            level_id: carrier.level,
            measurement_unit: number(Field::MeasurementUnit)
                .and_then(|unit| UNITS.get(unit as usize).copied()),
            on_empty_sku_action: number(Field::OnEmpty)
                .and_then(|word| ON_EMPTY.get(word as usize).copied()),
            position_x: carrier.x,
            position_y: carrier.y,
            section_code: format!("{:08b}", projected(mask)),
            section_code_32: RawValue::from_string(format!("{mask:b}")).ok(),
            sku_id: sku.map(|sku| columns.skus.id(sku).to_owned()),
            sku_name: sku
                .map(|sku| columns.skus.name(sku).to_owned())
                .filter(|name| !name.is_empty()),
            system_quantity: quantity,
            updated_at: calendar.berlin(millis),
            updated_at_utc: calendar.utc(millis),
        })
    }
}
