//! Boxes put on carriers, moved and taken off, and loads put into them, with what cannot be refused.

use super::Stock;
#[cfg(test)]
use super::columns::Columns;
use super::columns::{FIRST_BOX, NULL};
use super::field::Field;
use super::sections::{possible, spaces};
use super::touch;
use crate::simulator::clock::Millis;

/// Why a change of boxes was not carried out. Nothing has changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxRefusal {
    /// The sections make no rectangle.
    Impossible,
    /// This box takes some of the sections already.
    Taken(u32),
    /// The box holds goods.
    Loaded,
}

/// What a load is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    pub sku: u32,
    pub count: u16,
    pub most: u16,
}

/// Fields that tell where on its carrier a box or space is.
const PLACING: [Field; 5] = [
    Field::SectionCode,
    Field::SectionCode32,
    Field::BoxSize,
    Field::BoxSizeString,
    Field::UpdatedAt,
];

impl Stock {
    /// The row of a box.
    pub fn row_of_box(&self, id: u32) -> Option<u32> {
        let at = id.checked_sub(FIRST_BOX)?;
        self.columns.box_rows.get(at as usize).copied().filter(|row| *row != NULL)
    }

    /// The number of the box in a row.
    pub fn box_of(&self, row: u32) -> u32 {
        self.columns.boxed.get(row as usize).copied().unwrap_or(0)
    }

    /// The sections a row takes.
    pub fn sections(&self, row: u32) -> u32 {
        self.columns.sections_of(row as usize)
    }

    fn carrier_of(&self, row: u32) -> u32 {
        self.columns.carrier.get(row as usize).copied().unwrap_or(NULL)
    }

    fn boxes_on(&self, carrier: u32) -> Vec<u32> {
        let rows = self.columns.rows_of(carrier);
        rows.into_iter().filter(|row| self.box_of(*row) != 0).collect()
    }

    /// What is in a box.
    pub fn load(&self, row: u32) -> Option<Load> {
        let at = row as usize;
        let sku = Some(self.columns.sku_of(at)).filter(|sku| *sku != NULL)?;
        let of = |column: &[u16]| column.get(at).copied().unwrap_or(0);
        Some(Load { sku, count: of(&self.columns.count), most: of(&self.columns.count_max) })
    }

    /// Moves boxes on their carriers, all of them or none.
    pub fn place(&mut self, wishes: &[(u32, u32)], now: Millis) -> Result<(), BoxRefusal> {
        if wishes.iter().any(|(_, mask)| !possible(*mask)) {
            return Err(BoxRefusal::Impossible);
        }
        let mut carriers: Vec<u32> = wishes.iter().map(|(row, _)| self.carrier_of(*row)).collect();
        carriers.sort_unstable();
        carriers.dedup();
        for carrier in &carriers {
            let mut used: Vec<(u32, u32)> = Vec::new();
            for row in self.boxes_on(*carrier) {
                let wish = wishes.iter().rev().find(|(wished, _)| *wished == row);
                let mask = wish.map_or(self.sections(row), |(_, mask)| *mask);
                if let Some((other, _)) = used.iter().find(|(_, taken)| taken & mask != 0) {
                    return Err(BoxRefusal::Taken(self.box_of(*other)));
                }
                used.push((row, mask));
            }
        }
        let rows: Vec<u32> = wishes.iter().map(|(row, _)| *row).collect();
        self.change(&rows, &PLACING, |columns| {
            for (row, mask) in wishes {
                set(&mut columns.section, *row, *mask);
                touch(columns, *row, now);
            }
        });
        for carrier in carriers {
            self.space_out(carrier, now);
        }
        Ok(())
    }

    /// Puts a new box on a carrier; its row.
    pub fn create_box(&mut self, carrier: u32, mask: u32, now: Millis) -> Result<u32, BoxRefusal> {
        if !possible(mask) {
            return Err(BoxRefusal::Impossible);
        }
        let boxes = self.boxes_on(carrier);
        if let Some(other) = boxes.iter().find(|row| self.sections(**row) & mask != 0) {
            return Err(BoxRefusal::Taken(self.box_of(*other)));
        }
        let id = FIRST_BOX + self.columns.box_rows.len() as u32;
        let row = self.push_row(carrier, mask, id, now);
        self.columns.box_rows.push(row);
        self.space_out(carrier, now);
        Ok(row)
    }

    /// Takes an empty box off its carrier.
    pub fn delete_box(&mut self, row: u32, now: Millis) -> Result<(), BoxRefusal> {
        if self.load(row).is_some() {
            return Err(BoxRefusal::Loaded);
        }
        let (carrier, id) = (self.carrier_of(row), self.box_of(row));
        if let Some(slot) =
            id.checked_sub(FIRST_BOX).and_then(|at| self.columns.box_rows.get_mut(at as usize))
        {
            *slot = NULL;
        }
        self.drop_row(row);
        self.space_out(carrier, now);
        Ok(())
    }

    /// Fills a box, changes what is in it or empties it.
    pub fn set_load(&mut self, row: u32, load: Option<Load>, now: Millis) {
        let changed = [
            Field::ItemCount,
            Field::SystemQuantity,
            Field::ItemCountMax,
            Field::SkuId,
            Field::SkuName,
            Field::ContentCodes,
            Field::MeasurementUnit,
            Field::OnEmpty,
            Field::UpdatedAt,
        ];
        self.change(&[row], &changed, |columns| {
            set(&mut columns.sku, row, load.map_or(NULL, |load| load.sku));
            set(&mut columns.count, row, load.map_or(0, |load| load.count));
            set(&mut columns.count_max, row, load.map_or(0, |load| load.most));
            touch(columns, row, now);
        });
    }

    /// Makes the rows of empty spaces agree with what the boxes of a carrier leave free.
    fn space_out(&mut self, carrier: u32, now: Millis) {
        let rows = self.columns.rows_of(carrier);
        let (boxes, mut empty): (Vec<u32>, Vec<u32>) =
            rows.into_iter().partition(|row| self.box_of(*row) != 0);
        let used = boxes.iter().fold(0, |used, row| used | self.sections(*row));
        let mut wanted = spaces(!used);
        empty.retain(|row| {
            let mask = self.sections(*row);
            let before = wanted.len();
            wanted.retain(|space| *space != mask);
            wanted.len() == before
        });
        for mask in wanted {
            match empty.pop() {
                Some(row) => self.change(&[row], &PLACING, |columns| {
                    set(&mut columns.section, row, mask);
                    touch(columns, row, now);
                }),
                None => {
                    self.push_row(carrier, mask, 0, now);
                }
            }
        }
        for row in empty {
            self.drop_row(row);
        }
    }

    fn push_row(&mut self, carrier: u32, mask: u32, id: u32, now: Millis) -> u32 {
        let columns = &mut self.columns;
        let row = columns.rows() as u32;
        columns.carrier.push(carrier);
        columns.boxed.push(id);
        columns.section.push(mask);
        columns.height.push((id % 3) as u8);
        columns.sku.push(NULL);
        columns.count.push(0);
        columns.count_max.push(0);
        columns.updated.push(0);
        columns.more.entry(carrier).or_default().push(row);
        touch(columns, row, now);
        for order in &mut self.orders {
            order.insert(&self.columns, row);
        }
        row
    }

    fn drop_row(&mut self, row: u32) {
        for order in &mut self.orders {
            order.remove(&self.columns, row);
        }
        set(&mut self.columns.section, row, 0);
        self.columns.gone += 1;
    }

    /// Brings a new empty carrier into the hall; its index.
    pub fn add_carrier(
        &mut self,
        level: u16,
        rng: &mut crate::simulator::rng::Rng,
        now: Millis,
    ) -> u32 {
        let carrier = self.columns.carriers.len() as u32;
        let (x, y, depth) = self.stacks.put(level, carrier, rng);
        let first_row = self.columns.rows() as u32;
        self.columns.carriers.push(super::columns::Carrier {
            level,
            x,
            y,
            depth,
            first_row,
            rows: 0,
        });
        self.push_row(carrier, super::sections::ALL, 0, now);
        carrier
    }
}

fn set<T>(column: &mut [T], row: u32, value: T) {
    if let Some(slot) = column.get_mut(row as usize) {
        *slot = value;
    }
}

/// Columns for the tests of other files.
#[cfg(test)]
impl Columns {
    /// Whether every carrier's rows make up all its sections, each once.
    pub fn is_whole(&self) -> bool {
        (0..self.carriers.len() as u32).all(|carrier| {
            let parts: Vec<u32> = self
                .rows_of(carrier)
                .into_iter()
                .map(|row| self.sections_of(row as usize))
                .collect();
            parts.iter().fold(0, |all, part| all | part) == super::sections::ALL
                && parts.iter().map(|part| part.count_ones()).sum::<u32>() == 32
        })
    }
}
