//! The fields of the inventory view: their names, and how a key of each reads as text and back.

use super::columns::{Columns, FIRST_CARRIER, HEIGHTS, NULL};
use super::sections::{self, projected, size_of, size_text};
use super::skus::{ON_EMPTY, UNITS};

/// One field of the inventory view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Id,
    CarrierId,
    LevelId,
    PositionX,
    PositionY,
    Depth,
    BoxId,
    BoxSize,
    BoxSizeString,
    BoxHeight,
    SectionCode,
    SectionCode32,
    SkuId,
    SkuName,
    ContentCodes,
    ItemCount,
    ItemCountMax,
    SystemQuantity,
    MeasurementUnit,
    OnEmpty,
    Eta,
    EtaInt,
    UpdatedAt,
}

/// Every field with the name it has in the contract.
pub const FIELDS: [(Field, &str); 23] = [
    (Field::Id, "id"),
    (Field::CarrierId, "carrier_id"),
    (Field::LevelId, "level_id"),
    (Field::PositionX, "position_x"),
    (Field::PositionY, "position_y"),
    (Field::Depth, "depth"),
    (Field::BoxId, "box_id"),
    (Field::BoxSize, "box_size"),
    (Field::BoxSizeString, "box_size_string"),
    (Field::BoxHeight, "box_height_string_max"),
    (Field::SectionCode, "section_code"),
    (Field::SectionCode32, "section_code_32"),
    (Field::SkuId, "sku_id"),
    (Field::SkuName, "sku_name"),
    (Field::ContentCodes, "content_codes"),
    (Field::ItemCount, "item_count"),
    (Field::ItemCountMax, "item_count_max"),
    (Field::SystemQuantity, "system_quantity"),
    (Field::MeasurementUnit, "measurement_unit"),
    (Field::OnEmpty, "on_empty_sku_action"),
    (Field::Eta, "eta"),
    (Field::EtaInt, "eta_int"),
    (Field::UpdatedAt, "updated_at"),
];

impl Field {
    /// The field with this name in the contract.
    pub fn named(name: &str) -> Option<Self> {
        let name = if name == "updated_at_utc" { "updated_at" } else { name };
        FIELDS.iter().find(|(_, known)| *known == name).map(|(field, _)| *field)
    }

    /// Keys lie below this, so a table over them can be made; 0 for fields that have no text to look into.
    pub fn domain(self, columns: &Columns) -> usize {
        match self {
            Self::Id | Self::UpdatedAt | Self::BoxId | Self::CarrierId | Self::SectionCode32 => 0,
            Self::SkuId | Self::SkuName | Self::ContentCodes => columns.skus.count(),
            Self::LevelId | Self::Depth | Self::BoxSize | Self::BoxSizeString => 64,
            Self::MeasurementUnit | Self::OnEmpty => 2,
            Self::SectionCode => 256,
            Self::BoxHeight => 512,
            Self::ItemCount | Self::ItemCountMax | Self::SystemQuantity => 1 << 16,
            Self::PositionX | Self::PositionY | Self::Eta | Self::EtaInt => 2_048,
        }
    }

    /// Writes the text a key stands for; NULL has none.
    pub fn text(self, columns: &Columns, key: u32, out: &mut String) {
        use std::fmt::Write;
        out.clear();
        // writing into a String cannot fail
        let _ = match self {
            Self::Id => write!(out, "inv-{key:07}"),
            Self::CarrierId => write!(out, "{}", FIRST_CARRIER + key),
            Self::BoxSizeString => {
                out.push_str(size_text(key));
                Ok(())
            }
            Self::SectionCode => write!(out, "{key:08b}"),
            Self::SectionCode32 => write!(out, "{:032b}", key.wrapping_add(1)),
            Self::SkuId => {
                out.push_str(columns.skus.id(key));
                Ok(())
            }
            Self::SkuName => {
                out.push_str(columns.skus.name(columns.skus.at_rank(key)));
                Ok(())
            }
            Self::ContentCodes => write!(out, "{}", content_code(key)),
            Self::MeasurementUnit => {
                out.push_str(UNITS.get(key as usize).copied().unwrap_or(""));
                Ok(())
            }
            Self::OnEmpty => {
                out.push_str(ON_EMPTY.get(key as usize).copied().unwrap_or(""));
                Ok(())
            }
            Self::EtaInt => write!(out, "{}", key / 10),
            Self::Eta => write!(out, "{}.{}", key / 10, key % 10),
            _ => write!(out, "{key}"),
        };
    }

    /// The key that a text names exactly; none when no row can have it.
    pub fn key_of(self, columns: &Columns, text: &str) -> Option<u32> {
        let text = text.trim();
        let number = || text.parse::<u32>().ok().filter(|number| *number != NULL);
        let place =
            |words: &[&str]| words.iter().position(|word| *word == text).map(|at| at as u32);
        match self {
            Self::Id => text.strip_prefix("inv-")?.parse().ok(),
            Self::CarrierId => number()?.checked_sub(FIRST_CARRIER),
            Self::BoxSizeString => size_of(text),
            Self::BoxHeight => number().filter(|height| HEIGHTS.contains(height)),
            Self::SectionCode => {
                let bits = bits_of(text)?;
                // the projection answers for 8 digits, the full code for 16 or 32
                match text.len() {
                    0..=8 => Some(bits),
                    _ => sections::read(text).ok().map(projected),
                }
            }
            Self::SectionCode32 => {
                let bits = bits_of(text)?;
                bits.checked_sub(1)
            }
            Self::SkuId => columns.skus.index(text),
            Self::MeasurementUnit => place(&UNITS),
            Self::OnEmpty => place(&ON_EMPTY),
            Self::SkuName | Self::ContentCodes | Self::UpdatedAt | Self::Eta | Self::EtaInt => None,
            _ => number(),
        }
    }
}

/// The bar code on the goods of a SKU.
pub fn content_code(sku: u32) -> u64 {
    4_006_380_000_000 + u64::from(sku) * 10 + u64::from(sku % 10)
}

fn bits_of(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 32 {
        return None;
    }
    u32::from_str_radix(text, 2).ok()
}
