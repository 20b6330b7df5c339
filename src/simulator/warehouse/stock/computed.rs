//! An inventory of any length whose rows are made from their number: nothing is stored for a row.
//!
//! Rows run in blocks of one period. All fields of a row follow from its place in the block, but for its number,
//! its carrier and its `position_y`, which also follow from the block. So a filter is a set of places, and any
//! sort is an order of places and blocks: both are worked out for one block and hold for all.

use super::columns::{Columns, FIRST_BOX, FIRST_CARRIER, HEIGHTS, NULL, eta_tenths, time_key};
use super::field::{Field, content_code};
use super::query_computed::Prepared;
use super::row::InventoryJson;
use super::sections::{half_mask, projected, run_mask, size_text};
use crate::simulator::clock::Calendar;

/// Boxes on each carrier, and carriers in each stack.
const ON_CARRIER: u32 = 8;
const DEEP: u32 = 10;

/// The inventory.
#[derive(Debug)]
pub struct Computed {
    pub rows: u32,
    levels: u32,
    skus: u32,
    /// Rows of one block.
    pub period: u32,
    seed: u64,
    /// Questions answered lately, as far as they can be answered again.
    pub(super) prepared: Vec<Prepared>,
}

/// What of a row follows from its place in the block.
#[derive(Clone, Copy, Debug)]
struct Made {
    level: u32,
    x: u32,
    depth: u32,
    mask: u32,
    height: u32,
    /// NULL when the box is empty.
    sku: u32,
    count: u32,
    most: u32,
    /// Tenths of a second before the start.
    updated: i32,
}

impl Computed {
    /// So many rows over the levels and SKUs of a site.
    pub fn new(rows: u32, levels: u32, skus: u32, seed: u64) -> Self {
        let stacks = rows.div_ceil(ON_CARRIER * levels * DEEP).max(1);
        let width = (f64::from(stacks) * 26.0 / 9.0).sqrt().ceil().max(1.0) as u32;
        let period = ON_CARRIER * levels * DEEP * width;
        Self { rows, levels, skus: skus.max(1), period, seed, prepared: Vec::new() }
    }

    fn mix(&self, place: u32, purpose: u64) -> u32 {
        let mut z = (u64::from(place) << 8 | purpose) ^ self.seed.rotate_left(17);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 16) as u32
    }

    fn made(&self, place: u32) -> Made {
        let carrier = place / ON_CARRIER;
        let (stack, column) = (carrier / self.levels, place % ON_CARRIER);
        let halves = self.mix(carrier, 1) % 4 == 3;
        let empty = self.mix(place, 2).is_multiple_of(25);
        let most = 4 + self.mix(place, 4) % 21;
        Made {
            level: carrier % self.levels + 1,
            x: stack / DEEP + 1,
            depth: stack % DEEP + 1,
            mask: if halves { half_mask(column / 2, column % 2 == 1) } else { run_mask(column, 1) },
            height: HEIGHTS
                .get(self.mix(place, 3) as usize % HEIGHTS.len())
                .copied()
                .unwrap_or(120),
            sku: if empty { NULL } else { self.mix(place, 5) % self.skus },
            count: if empty { 0 } else { 1 + self.mix(place, 6) % most },
            most,
            updated: -(20_000 + (self.mix(place, 7) % 25_900_000) as i32),
        }
    }

    /// The key of a field as it follows from the place in the block; of a carrier, its place there.
    pub(super) fn key(&self, columns: &Columns, field: Field, place: u32) -> u32 {
        let made = self.made(place);
        let loaded = |value: u32| if made.sku == NULL { NULL } else { value };
        match field {
            Field::Id | Field::BoxId => place,
            Field::CarrierId => place / ON_CARRIER,
            Field::PositionY => 0,
            Field::LevelId => made.level,
            Field::PositionX => made.x,
            Field::Depth => made.depth,
            Field::Eta | Field::EtaInt => eta_tenths(made.depth as u16),
            Field::BoxSize | Field::BoxSizeString => made.mask.count_ones(),
            Field::BoxHeight => made.height,
            Field::SectionCode => projected(made.mask),
            Field::SectionCode32 => made.mask - 1,
            Field::ContentCodes => made.sku,
            Field::SkuId => loaded(columns.skus.id_rank(made.sku)),
            Field::SkuName => loaded(columns.skus.rank(made.sku)),
            Field::ItemCount | Field::SystemQuantity => made.count,
            Field::ItemCountMax => loaded(made.most),
            Field::MeasurementUnit => loaded(columns.skus.unit(made.sku)),
            Field::OnEmpty => loaded(columns.skus.on_empty(made.sku)),
            Field::UpdatedAt => time_key(made.updated),
        }
    }

    /// The number of the SKU at a place, or NULL.
    pub(super) fn sku(&self, place: u32) -> u32 {
        self.made(place).sku
    }

    /// The place of a row's carrier among all.
    pub(super) fn carrier_of(row: u32) -> u32 {
        row / ON_CARRIER
    }

    /// The number of a row's box.
    pub(super) fn box_number(row: u32) -> u32 {
        FIRST_BOX + row
    }

    /// The rows of a carrier by its number.
    pub(super) fn rows_of_carrier(number: u32) -> Option<std::ops::Range<u32>> {
        let first = number.checked_sub(FIRST_CARRIER)?.checked_mul(ON_CARRIER)?;
        Some(first..first.saturating_add(ON_CARRIER))
    }

    /// One row as it is served.
    pub fn json(&self, columns: &Columns, row: u32, calendar: &Calendar) -> InventoryJson {
        let made = self.made(row % self.period);
        let sku = columns.skus.get(made.sku);
        let eta = eta_tenths(made.depth as u16);
        let sections = made.mask.count_ones();
        let millis = i64::from(made.updated) * 100;
        InventoryJson {
            box_height_string_max: Some(made.height),
            box_id: Some(Self::box_number(row)),
            box_size: Some(sections),
            box_size_string: Some(size_text(sections)),
            carrier_id: (FIRST_CARRIER + Self::carrier_of(row)).to_string(),
            content_codes: sku.map(|_| content_code(made.sku).to_string()),
            depth: made.depth as u16,
            eta: f64::from(eta) / 10.0,
            eta_int: eta / 10,
            id: format!("inv-{row:07}"),
            item_count: Some(made.count),
            item_count_max: sku.map(|_| made.most),
            level_id: made.level as u16,
            measurement_unit: sku.map(super::skus::Sku::unit),
            on_empty_sku_action: sku.map(super::skus::Sku::on_empty),
            position_x: made.x as u16,
            position_y: (row / self.period + 1) as u16,
            section_code: format!("{:08b}", projected(made.mask)),
            section_code_32: serde_json::value::RawValue::from_string(format!("{:b}", made.mask))
                .ok(),
            sku_id: sku.map(|sku| sku.id.clone()),
            sku_name: sku.map(|sku| sku.name.clone()).filter(|name| !name.is_empty()),
            system_quantity: Some(made.count),
            updated_at: calendar.berlin(millis),
            updated_at_utc: calendar.utc(millis),
        }
    }
}
