//! The rows of the standard scene: made from their number, a column each, 14 bytes a row.

use std::fmt::Write as _;

const ADJECTIVES: [&str; 16] = [
    "Short", "Long", "Narrow", "Wide", "Flat", "Round", "Hex", "Square", "Heavy", "Light",
    "Slotted", "Ribbed", "Angled", "Double", "Single", "Coated",
];
const NOUNS: [&str; 32] = [
    "Bolt", "Nut", "Washer", "Screw", "Rivet", "Bracket", "Hinge", "Clamp", "Spring", "Gasket",
    "Valve", "Bearing", "Shaft", "Pulley", "Gear", "Chain", "Cable", "Switch", "Relay", "Fuse",
    "Sensor", "Motor", "Bushing", "Flange", "Coupling", "Adapter", "Plug", "Socket", "Lever",
    "Handle", "Caster", "Spacer",
];
const MATERIALS: [&str; 8] =
    ["Steel", "Copper", "Brass", "Nylon", "Zinc", "Rubber", "Titanium", "Ceramic"];
const SKUS: u32 = 50_000;
/// 2026-11-21T00:00:00Z.
const NEWEST: u32 = 1_795_219_200;

/// The hash every value of the scene comes from.
pub const fn mix(x: u32) -> u32 {
    let mut x = x.wrapping_mul(0x9E37_79B1);
    x ^= x >> 15;
    x = x.wrapping_mul(0x85EB_CA77);
    x ^= x >> 13;
    x = x.wrapping_mul(0xC2B2_AE3D);
    x ^ (x >> 16)
}

/// The columns, in the order of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Id,
    CarrierId,
    BoxId,
    LevelId,
    PositionX,
    PositionY,
    Depth,
    SkuId,
    SkuName,
    ItemCount,
    ItemCountMax,
    UpdatedAt,
}

impl Field {
    pub const ALL: [Self; 12] = [
        Self::Id,
        Self::CarrierId,
        Self::BoxId,
        Self::LevelId,
        Self::PositionX,
        Self::PositionY,
        Self::Depth,
        Self::SkuId,
        Self::SkuName,
        Self::ItemCount,
        Self::ItemCountMax,
        Self::UpdatedAt,
    ];

    /// Its name in the protocol.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::CarrierId => "carrier_id",
            Self::BoxId => "box_id",
            Self::LevelId => "level_id",
            Self::PositionX => "position_x",
            Self::PositionY => "position_y",
            Self::Depth => "depth",
            Self::SkuId => "sku_id",
            Self::SkuName => "sku_name",
            Self::ItemCount => "item_count",
            Self::ItemCountMax => "item_count_max",
            Self::UpdatedAt => "updated_at",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Its width on the screen.
    pub const fn width(self) -> f32 {
        match self {
            Self::Id => 90.0,
            Self::CarrierId | Self::BoxId => 100.0,
            Self::LevelId => 80.0,
            Self::PositionX | Self::PositionY => 95.0,
            Self::Depth => 75.0,
            Self::SkuId => 130.0,
            Self::SkuName => 320.0,
            Self::ItemCount => 115.0,
            Self::ItemCountMax => 140.0,
            Self::UpdatedAt => 200.0,
        }
    }
}

/// Room for one name; the longest is 32 letters, and a zero ends each.
pub const SLOT: usize = 40;

/// The names of all SKUs in lower case, and their order.
struct Names {
    lower: Vec<[u8; SLOT]>,
    /// The place of each in the order of names.
    ranks: Vec<u16>,
}

/// All rows. What follows from the number alone (id, carrier, box) is not kept.
pub struct Rows {
    level: Vec<u8>,
    x: Vec<u8>,
    y: Vec<u8>,
    depth: Vec<u8>,
    item_count: Vec<u16>,
    item_count_max: Vec<u16>,
    updated_at: Vec<u32>,
    sku: Vec<u16>,
    names: Names,
}

/// One row as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: u32,
    pub carrier_id: u32,
    pub box_id: u32,
    pub level: u8,
    pub x: u8,
    pub y: u8,
    pub depth: u8,
    pub sku: u16,
    pub item_count: u16,
    pub item_count_max: u16,
    pub updated_at: u32,
}

impl Rows {
    /// Makes `count` rows.
    pub fn new(count: u32) -> Self {
        let size = count as usize;
        let mut rows = Self {
            level: Vec::with_capacity(size),
            x: Vec::with_capacity(size),
            y: Vec::with_capacity(size),
            depth: Vec::with_capacity(size),
            item_count: Vec::with_capacity(size),
            item_count_max: Vec::with_capacity(size),
            updated_at: Vec::with_capacity(size),
            sku: Vec::with_capacity(size),
            names: Names::new(),
        };
        for row in 0..count {
            let h = mix(row);
            let max = 20 + (h >> 18) % 180;
            rows.level.push((h % 8) as u8);
            rows.x.push((h / 8 % 40) as u8);
            rows.y.push((h / 512 % 25) as u8);
            rows.depth.push((h / 16_384 % 12) as u8);
            rows.item_count.push(((h >> 7) % (max + 1)) as u16);
            rows.item_count_max.push(max as u16);
            rows.updated_at.push(NEWEST - h % 2_592_000);
            rows.sku.push((mix(row.wrapping_add(0x5BD1_E995)) % SKUS) as u16);
        }
        rows
    }

    pub fn len(&self) -> u32 {
        u32::try_from(self.sku.len()).unwrap_or(u32::MAX)
    }

    pub fn is_empty(&self) -> bool {
        self.sku.is_empty()
    }

    pub fn sum_item_count(&self) -> u64 {
        self.item_count.iter().map(|count| u64::from(*count)).sum()
    }

    pub fn row(&self, row: u32) -> Option<Row> {
        let at = row as usize;
        Some(Row {
            id: row + 1,
            carrier_id: 100_000 + row / 4,
            box_id: 500_000 + row,
            level: *self.level.get(at)?,
            x: *self.x.get(at)?,
            y: *self.y.get(at)?,
            depth: *self.depth.get(at)?,
            sku: *self.sku.get(at)?,
            item_count: *self.item_count.get(at)?,
            item_count_max: *self.item_count_max.get(at)?,
            updated_at: *self.updated_at.get(at)?,
        })
    }

    /// The SKUs of a stretch of rows, for the filter.
    pub fn skus(&self, range: std::ops::Range<usize>) -> &[u16] {
        self.sku.get(range).unwrap_or_default()
    }

    /// The name of a SKU in lower case, filled up with zeros.
    pub fn lower_name(&self, sku: u16) -> &[u8; SLOT] {
        self.names.lower.get(usize::from(sku)).unwrap_or(&[0; SLOT])
    }

    /// What a row is sorted by: a number that orders like the column does.
    pub fn sort_key(&self, field: Field, row: u32) -> u32 {
        let at = row as usize;
        let byte = |column: &[u8]| column.get(at).copied().map_or(0, u32::from);
        let word = |column: &[u16]| column.get(at).copied().map_or(0, u32::from);
        match field {
            Field::Id | Field::BoxId => row,
            Field::CarrierId => row / 4,
            Field::LevelId => byte(&self.level),
            Field::PositionX => byte(&self.x),
            Field::PositionY => byte(&self.y),
            Field::Depth => byte(&self.depth),
            Field::SkuId => word(&self.sku),
            Field::SkuName => {
                let sku = self.sku.get(at).copied().map_or(0, usize::from);
                self.names.ranks.get(sku).copied().map_or(0, u32::from)
            }
            Field::ItemCount => word(&self.item_count),
            Field::ItemCountMax => word(&self.item_count_max),
            Field::UpdatedAt => self.updated_at.get(at).copied().unwrap_or_default(),
        }
    }
}

impl Names {
    fn new() -> Self {
        let mut lower = Vec::with_capacity(SKUS as usize);
        for sku in 0..SKUS as u16 {
            let mut slot = [0; SLOT];
            let name = Name(sku).to_string().to_lowercase();
            // the last byte stays zero, so that no text is found across two names
            for (place, byte) in slot.iter_mut().take(SLOT - 1).zip(name.bytes()) {
                *place = byte;
            }
            lower.push(slot);
        }
        let mut by_name: Vec<(String, u16)> =
            (0..SKUS as u16).map(|sku| (Name(sku).to_string(), sku)).collect();
        by_name.sort();
        let mut ranks = vec![0; SKUS as usize];
        for (rank, (_, sku)) in by_name.iter().enumerate() {
            if let Some(place) = ranks.get_mut(usize::from(*sku)) {
                *place = u16::try_from(rank).unwrap_or(u16::MAX);
            }
        }
        Self { lower, ranks }
    }
}

/// The name of a SKU as it is shown.
pub struct Name(pub u16);

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sku = usize::from(self.0);
        let word = |words: &'static [&'static str], at: usize| {
            words.get(at % words.len()).copied().unwrap_or_default()
        };
        f.write_str(word(&ADJECTIVES, sku))?;
        f.write_char(' ')?;
        f.write_str(word(&NOUNS, sku / 16))?;
        f.write_char(' ')?;
        f.write_str(word(&MATERIALS, sku / 512))?;
        write!(f, " #{sku}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_gives_the_same_rows() {
        // from scene.py: expected(10_000)
        let rows = Rows::new(10_000);
        assert_eq!(rows.sum_item_count(), SUM_10K);
        assert_eq!(mix(0), 0);
        assert_eq!(mix(1), MIX_1);
        assert_eq!(Name(513).to_string(), "Long Bolt Copper #513");
        let name = rows.lower_name(513);
        assert!(name.starts_with(b"long bolt copper #513\0"));
        assert!((0..50_000_u16).all(|sku| Name(sku).to_string().len() < SLOT));
    }

    const SUM_10K: u64 = 552_923;
    const MIX_1: u32 = 179_721_900;
}
