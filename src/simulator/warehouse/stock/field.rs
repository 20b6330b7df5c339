//! The fields of the inventory view: their names, and how a key of each reads as text and back.

use super::build::{section_masks, sku_id, sku_index, units};
use super::columns::{Columns, FIRST_CARRIER, HEIGHTS, NULL, projected};

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

/// Sizes of boxes by the sections they take.
const SIZES: [(u32, &str); 5] = [(2, "1/16"), (4, "1/8"), (8, "1/4"), (16, "1/2"), (32, "1/1")];

/// The words for what happens when the last item of a SKU is taken.
pub const ON_EMPTY: [&str; 2] = ["KEEP", "UNASSIGN"];

impl Field {
    /// The field with this name in the contract.
    pub fn named(name: &str) -> Option<Self> {
        let name = if name == "updated_at_utc" { "updated_at" } else { name };
        FIELDS.iter().find(|(_, known)| *known == name).map(|(field, _)| *field)
    }

    /// Keys lie below this, so a table over them can be made; 0 for fields that have no text to look into.
    pub fn domain(self, columns: &Columns) -> usize {
        match self {
            Self::Id | Self::UpdatedAt | Self::BoxId | Self::CarrierId => 0,
            Self::SkuId | Self::SkuName | Self::ContentCodes => columns.skus.count(),
            Self::SectionCode32 => section_masks().len(),
            Self::LevelId | Self::Depth | Self::BoxSize | Self::BoxSizeString => 64,
            Self::MeasurementUnit | Self::OnEmpty => 2,
            Self::SectionCode => 256,
            Self::BoxHeight | Self::ItemCount | Self::ItemCountMax | Self::SystemQuantity => 512,
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
            Self::SectionCode32 => {
                let mask = section_masks().get(key as usize).copied().unwrap_or(0);
                write!(out, "{mask:032b}")
            }
            Self::SkuId => {
                out.push_str(&sku_id(key));
                Ok(())
            }
            Self::SkuName => {
                columns.skus.name_into(columns.skus.at_rank(key), out);
                Ok(())
            }
            Self::ContentCodes => write!(out, "{}", content_code(key)),
            Self::MeasurementUnit => {
                out.push_str(units().get(key as usize).copied().unwrap_or(""));
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
            Self::BoxSizeString => {
                SIZES.iter().find(|(_, word)| *word == text).map(|(size, _)| *size)
            }
            Self::BoxHeight => number().filter(|height| HEIGHTS.contains(height)),
            Self::SectionCode => {
                let bits = bits_of(text)?;
                // the projection answers for 8 digits, the full code for 16 or 32
                match text.len() {
                    0..=8 => Some(bits),
                    _ => Some(projected(bits)),
                }
            }
            Self::SectionCode32 => {
                let bits = bits_of(text)?;
                section_masks().iter().position(|mask| *mask == bits).map(|at| at as u32)
            }
            Self::SkuId => sku_index(text).filter(|sku| (*sku as usize) < columns.skus.count()),
            Self::MeasurementUnit => place(units()),
            Self::OnEmpty => place(&ON_EMPTY),
            Self::SkuName | Self::ContentCodes | Self::UpdatedAt | Self::Eta | Self::EtaInt => None,
            _ => number(),
        }
    }
}

/// The word for a box of so many sections.
pub fn size_text(sections: u32) -> &'static str {
    SIZES.iter().find(|(size, _)| *size == sections).map_or("", |(_, word)| *word)
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
