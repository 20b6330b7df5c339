//! Fills the halls: grid, carriers in stacks, boxes on carriers, goods in boxes.

use super::columns::{Carrier, Columns, FIRST_BOX, NULL};
use super::sections::{half_mask, run_mask};
use super::skus::SkuTable;
use crate::simulator::options::Options;
use crate::simulator::rng::Rng;

/// Where stacks may stand and which carriers stand there, bottom first.
#[derive(Debug)]
pub struct Stacks {
    pub width: u16,
    pub height: u16,
    pub stacks: Vec<Vec<u32>>,
    pub busy: Vec<bool>,
}

/// Carriers a stack may hold.
pub const MAX_DEPTH: usize = 10;

impl Stacks {
    fn new(levels: u32, carriers: u32) -> Self {
        let wanted = carriers.div_ceil(levels.max(1)).div_ceil(5).max(234);
        let (width, height) = if wanted == 234 {
            (26, 9)
        } else {
            let width = (f64::from(wanted) * 26.0 / 9.0).sqrt().ceil().max(26.0) as u32;
            (width, wanted.div_ceil(width))
        };
        let count = (width * height * levels) as usize;
        Self {
            width: width as u16,
            height: height as u16,
            stacks: vec![Vec::new(); count],
            busy: vec![false; count],
        }
    }

    /// Index of the stack at a place of a level; levels and places count from 1.
    pub fn index(&self, level: u16, x: u16, y: u16) -> usize {
        let (width, height) = (usize::from(self.width), usize::from(self.height));
        ((usize::from(level).max(1) - 1) * height + (usize::from(y).max(1) - 1)) * width
            + usize::from(x).max(1)
            - 1
    }

    /// Puts a carrier on the first stack of its level that has room, from a place at random.
    pub fn put(&mut self, level: u16, carrier: u32, rng: &mut Rng) -> (u16, u16, u16) {
        let places = usize::from(self.width) * usize::from(self.height);
        let start = rng.index(places);
        for step in 0..places {
            let at = (start + step * 7) % places;
            let (x, y) = (
                (at % usize::from(self.width)) as u16 + 1,
                (at / usize::from(self.width)) as u16 + 1,
            );
            let index = self.index(level, x, y);
            if let Some(stack) = self.stacks.get_mut(index).filter(|stack| stack.len() < MAX_DEPTH)
            {
                stack.push(carrier);
                return (x, y, stack.len() as u16);
            }
        }
        (1, 1, 1)
    }
}

/// Builds the columns and the stacks of a site.
pub fn build(options: &Options) -> (Columns, Stacks) {
    let mut rng = Rng::new(options.seed, 1);
    let mut columns = Columns { skus: SkuTable::new(options.skus), ..Columns::default() };
    let mut boxes = 0;
    while boxes < options.boxes || columns.carriers.len() < options.levels as usize * 2 {
        let index = columns.carriers.len() as u32;
        let first_row = columns.rows() as u32;
        fill_carrier(&mut columns, index, &mut boxes, options, &mut rng);
        columns.carriers.push(Carrier {
            level: (index % options.levels) as u16 + 1,
            x: 1,
            y: 1,
            depth: 1,
            first_row,
            rows: (columns.rows() as u32 - first_row) as u16,
        });
    }
    columns.box_rows = box_rows(&columns);
    let mut stacks = Stacks::new(options.levels, columns.carriers.len() as u32);
    for (index, carrier) in columns.carriers.iter_mut().enumerate() {
        let (x, y, depth) = stacks.put(carrier.level, index as u32, &mut rng);
        (carrier.x, carrier.y, carrier.depth) = (x, y, depth);
    }
    (columns, stacks)
}

/// The row of each box, by number from the first.
fn box_rows(columns: &Columns) -> Vec<u32> {
    (0..).zip(&columns.boxed).filter(|(_, id)| **id != 0).map(|(row, _)| row).collect()
}

fn fill_carrier(
    columns: &mut Columns,
    carrier: u32,
    boxes: &mut u32,
    options: &Options,
    rng: &mut Rng,
) {
    let mut column = 0;
    while column < 8 {
        let left = 8 - column;
        let out_of_boxes = *boxes >= options.boxes;
        if out_of_boxes || (column > 0 && rng.chance(0.04)) || rng.chance(0.01) {
            push_row(columns, carrier, run_mask(column, left), None, options, rng);
            return;
        }
        let roll = rng.unit();
        let size = [(0.52, 1), (0.8, 2), (0.95, 4), (1.0, 8)]
            .into_iter()
            .find(|(limit, size)| roll < *limit && *size <= left)
            .map_or(1, |(_, size)| size);
        if size == 1 && roll < 0.06 && *boxes + 2 <= options.boxes {
            for lower in [false, true] {
                *boxes += 1;
                push_row(columns, carrier, half_mask(column, lower), Some(*boxes), options, rng);
            }
        } else {
            *boxes += 1;
            push_row(columns, carrier, run_mask(column, size), Some(*boxes), options, rng);
        }
        column += size;
    }
}

fn push_row(
    columns: &mut Columns,
    carrier: u32,
    mask: u32,
    boxed: Option<u32>,
    options: &Options,
    rng: &mut Rng,
) {
    let loaded = boxed.is_some() && rng.chance(0.96);
    let capacity = (mask.count_ones() as i64 * rng.between(1, 6)).max(4);
    // goods that sell are met more often: the square leans to low numbers
    let lean = rng.unit();
    let sku = ((lean * lean) * f64::from(options.skus)) as u32;
    columns.carrier.push(carrier);
    columns.boxed.push(boxed.map_or(0, |number| FIRST_BOX + number - 1));
    columns.section.push(mask);
    columns.height.push(rng.below(3) as u8);
    columns.sku.push(if loaded { sku.min(options.skus.saturating_sub(1)) } else { NULL });
    columns.count.push(if loaded { rng.between(1, capacity) as u16 } else { 0 });
    columns.count_max.push(capacity as u16);
    // changed at some time of the last thirty days
    columns.updated.push(-(rng.between(20_000, 25_920_000) as i32));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_a_carrier_is_told_once() {
        let (columns, _) = build(&Options { boxes: 3_000, ..Options::default() });
        for carrier in &columns.carriers {
            let rows =
                carrier.first_row as usize..carrier.first_row as usize + usize::from(carrier.rows);
            let parts: Vec<u32> = rows.map(|row| columns.section[row]).collect();
            assert_eq!(parts.iter().fold(0, |all, part| all | part), u32::MAX);
            assert_eq!(parts.iter().map(|part| part.count_ones()).sum::<u32>(), 32);
        }
        assert_eq!(columns.boxed.iter().filter(|id| **id != 0).count(), 3_000);
    }
}
