//! Columns of the inventory, one entry a row, kept compact: a million boxes take some 25 MB.

use std::collections::HashMap;

use super::bits::Bits;
use super::field::Field;
use super::sections::projected;
use super::skus::SkuTable;

/// What an absent value is in a key: it sorts last going up and first going down.
pub const NULL: u32 = u32::MAX;
/// Numbers of carriers start here, so that number order and text order agree.
pub const FIRST_CARRIER: u32 = 100_001;
/// Numbers of boxes start here.
pub const FIRST_BOX: u32 = 1_000_001;

/// A carrier and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carrier {
    pub level: u16,
    pub x: u16,
    pub y: u16,
    /// From the bottom of its stack, 1 up.
    pub depth: u16,
    pub first_row: u32,
    pub rows: u16,
}

/// Heights of boxes in millimetres, by class.
pub const HEIGHTS: [u32; 3] = [120, 220, 320];

/// All columns.
#[derive(Debug, Default)]
pub struct Columns {
    pub carriers: Vec<Carrier>,
    pub carrier: Vec<u32>,
    /// 0 is an empty space.
    pub boxed: Vec<u32>,
    /// The sections it takes; none for a row that is gone.
    pub section: Vec<u32>,
    pub height: Vec<u8>,
    /// Index of the SKU or NULL.
    pub sku: Vec<u32>,
    pub count: Vec<u16>,
    pub count_max: Vec<u16>,
    /// Tenths of a second since the start.
    pub updated: Vec<i32>,
    pub skus: SkuTable,
    /// The row of each box by its number from the first; NULL when the box is gone.
    pub box_rows: Vec<u32>,
    /// Rows of a carrier besides its first run, made when boxes came and went.
    pub more: HashMap<u32, Vec<u32>>,
    /// How many rows are gone.
    pub gone: usize,
}

fn at<T: Copy + Default>(column: &[T], row: usize) -> T {
    column.get(row).copied().unwrap_or_default()
}

/// A time as an order-preserving key.
pub fn time_key(tenths: i32) -> u32 {
    ((tenths as u32) ^ 0x8000_0000).min(NULL - 1)
}

impl Columns {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.carrier.len()
    }

    /// The carrier with this index.
    pub fn carrier_at(&self, index: u32) -> Option<&Carrier> {
        self.carriers.get(index as usize)
    }

    fn place(&self, row: usize) -> Carrier {
        self.carrier_at(at(&self.carrier, row)).copied().unwrap_or(Carrier {
            level: 0,
            x: 0,
            y: 0,
            depth: 0,
            first_row: 0,
            rows: 0,
        })
    }

    /// The sections a row takes.
    pub fn sections_of(&self, row: usize) -> u32 {
        at(&self.section, row)
    }

    /// The rows of a carrier.
    pub fn rows_of(&self, carrier: u32) -> Vec<u32> {
        let Some(place) = self.carrier_at(carrier) else { return Vec::new() };
        let first = place.first_row..place.first_row + u32::from(place.rows);
        let more = self.more.get(&carrier).into_iter().flatten().copied();
        first.chain(more).filter(|row| self.sections_of(*row as usize) != 0).collect()
    }

    /// The rows that are not gone, if any are.
    pub fn living(&self) -> Option<Bits> {
        (self.gone > 0).then(|| Bits::of_column(&self.section, |mask| mask != 0))
    }

    /// The number of the SKU in a row, or NULL.
    pub fn sku_of(&self, row: usize) -> u32 {
        self.sku.get(row).copied().unwrap_or(NULL)
    }

    fn is_box(&self, row: usize) -> bool {
        at(&self.boxed, row) != 0
    }

    /// The key of one field of one row.
    pub fn key(&self, field: Field, row: usize) -> u32 {
        struct One(usize);
        impl Visit for One {
            type Out = u32;
            fn run(self, _rows: usize, key: impl Fn(usize) -> u32) -> u32 {
                key(self.0)
            }
        }
        self.visit(field, One(row))
    }

    /// The rows whose key passes; fields of the carrier are looked at once a carrier.
    pub fn select(&self, field: Field, test: impl Fn(u32) -> bool) -> Bits {
        match field {
            Field::CarrierId => self.select_carriers(|index, _| test(index)),
            Field::LevelId => self.select_carriers(|_, carrier| test(u32::from(carrier.level))),
            Field::PositionX => self.select_carriers(|_, carrier| test(u32::from(carrier.x))),
            Field::PositionY => self.select_carriers(|_, carrier| test(u32::from(carrier.y))),
            Field::Depth => self.select_carriers(|_, carrier| test(u32::from(carrier.depth))),
            Field::Eta | Field::EtaInt => {
                self.select_carriers(|_, carrier| test(eta_tenths(carrier.depth)))
            }
            Field::BoxId => {
                Bits::of_column(&self.boxed, |id| test(if id == 0 { NULL } else { id }))
            }
            Field::SkuId | Field::ContentCodes => Bits::of_column(&self.sku, test),
            Field::SectionCode32 => {
                Bits::of_column(&self.section, |mask| test(mask.wrapping_sub(1)))
            }
            Field::UpdatedAt => Bits::of_column(&self.updated, |tenths| test(time_key(tenths))),
            _ => self.visit(field, Select(test)),
        }
    }

    fn select_carriers(&self, test: impl Fn(u32, &Carrier) -> bool) -> Bits {
        let mut found = Bits::none(self.rows());
        for (index, carrier) in self.carriers.iter().enumerate() {
            if test(index as u32, carrier) {
                found.add_run(carrier.first_row as usize, usize::from(carrier.rows));
                for row in self.more.get(&(index as u32)).into_iter().flatten() {
                    found.add_run(*row as usize, 1);
                }
            }
        }
        found
    }

    /// Hands the key function of a field to the visitor, so that its loop is compiled for that field.
    pub fn visit<V: Visit>(&self, field: Field, visitor: V) -> V::Out {
        let rows = self.rows();
        let boxed = |row: usize, value: u32| if self.is_box(row) { value } else { NULL };
        let loaded = |row: usize, value: u32| if self.sku_of(row) == NULL { NULL } else { value };
        match field {
            Field::Id => visitor.run(rows, |row| row as u32),
            Field::CarrierId => visitor.run(rows, |row| at(&self.carrier, row)),
            Field::LevelId => visitor.run(rows, |row| u32::from(self.place(row).level)),
            Field::PositionX => visitor.run(rows, |row| u32::from(self.place(row).x)),
            Field::PositionY => visitor.run(rows, |row| u32::from(self.place(row).y)),
            Field::Depth => visitor.run(rows, |row| u32::from(self.place(row).depth)),
            Field::Eta | Field::EtaInt => {
                visitor.run(rows, |row| eta_tenths(self.place(row).depth))
            }
            Field::BoxId => visitor.run(rows, |row| match at(&self.boxed, row) {
                0 => NULL,
                id => id,
            }),
            Field::BoxSize | Field::BoxSizeString => {
                visitor.run(rows, |row| boxed(row, self.sections_of(row).count_ones()))
            }
            Field::BoxHeight => visitor.run(rows, |row| {
                let class = usize::from(at(&self.height, row));
                boxed(row, HEIGHTS.get(class).copied().unwrap_or(NULL))
            }),
            Field::SectionCode => visitor.run(rows, |row| projected(self.sections_of(row))),
            Field::SectionCode32 => visitor.run(rows, |row| self.sections_of(row).wrapping_sub(1)),
            // by id, which is not the order they were entered in
            Field::SkuId => visitor.run(rows, |row| match self.sku_of(row) {
                NULL => NULL,
                sku => self.skus.id_rank(sku),
            }),
            Field::ContentCodes => visitor.run(rows, |row| self.sku_of(row)),
            Field::SkuName => visitor.run(rows, |row| match self.sku_of(row) {
                NULL => NULL,
                sku => self.skus.rank(sku),
            }),
            Field::ItemCount | Field::SystemQuantity => {
                visitor.run(rows, |row| boxed(row, u32::from(at(&self.count, row))))
            }
            Field::ItemCountMax => {
                visitor.run(rows, |row| loaded(row, u32::from(at(&self.count_max, row))))
            }
            Field::MeasurementUnit => {
                visitor.run(rows, |row| loaded(row, self.skus.unit(self.sku_of(row))))
            }
            Field::OnEmpty => {
                visitor.run(rows, |row| loaded(row, self.skus.on_empty(self.sku_of(row))))
            }
            Field::UpdatedAt => visitor.run(rows, |row| time_key(at(&self.updated, row))),
        }
    }
}

struct Select<F>(F);

impl<F: Fn(u32) -> bool> Visit for Select<F> {
    type Out = Bits;

    fn run(self, rows: usize, key: impl Fn(usize) -> u32) -> Bits {
        Bits::of(rows, |row| (self.0)(key(row)))
    }
}

/// Something done over the keys of one field.
pub trait Visit {
    type Out;
    fn run(self, rows: usize, key: impl Fn(usize) -> u32) -> Self::Out;
}

/// Tenths of a second until a carrier of this depth can be at hand; deep ones must be dug out.
pub fn eta_tenths(depth: u16) -> u32 {
    150 + 85 * u32::from(depth)
}
