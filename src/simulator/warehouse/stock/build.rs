//! Fills the halls: grid, carriers in stacks, boxes on carriers, goods in boxes, and the table of SKUs.

use std::sync::OnceLock;

use super::columns::{Carrier, Columns, FIRST_BOX, NULL};
use crate::simulator::options::Options;
use crate::simulator::rng::Rng;

const ADJECTIVES: [&str; 24] = [
    "Classic", "Slim", "Soft", "Bright", "Dark", "Light", "Heavy", "Small", "Large", "Round",
    "Flat", "Warm", "Cool", "Quiet", "Strong", "Fine", "Plain", "Striped", "Long", "Short", "Wide",
    "Narrow", "Folding", "Travel",
];
const MATERIALS: [&str; 12] = [
    "Cotton", "Linen", "Steel", "Oak", "Glass", "Wool", "Leather", "Cork", "Paper", "Silk",
    "Rubber", "Bamboo",
];
const NOUNS: [&str; 32] = [
    "Shirt",
    "Jacket",
    "Lamp",
    "Bottle",
    "Kettle",
    "Chair Pad",
    "Notebook",
    "Cable",
    "Charger",
    "Speaker",
    "Mug",
    "Plate",
    "Towel",
    "Blanket",
    "Sock",
    "Glove",
    "Scarf",
    "Belt",
    "Wallet",
    "Backpack",
    "Brush",
    "Soap Dish",
    "Candle",
    "Frame",
    "Clock",
    "Basket",
    "Tray Liner",
    "Hook",
    "Shelf",
    "Puzzle",
    "Ball",
    "Umbrella",
];

/// The SKUs: names are made on demand, only their order is kept.
#[derive(Debug, Default)]
pub struct SkuTable {
    rank: Vec<u32>,
    by_rank: Vec<u32>,
    /// All names in lower case, one after the other, and where each ends: for partial matches.
    lower: Vec<u8>,
    ends: Vec<u32>,
}

impl SkuTable {
    fn new(count: u32) -> Self {
        let mut names: Vec<(String, u32)> = (0..count)
            .map(|sku| {
                let mut name = String::new();
                write_name(sku, &mut name);
                (name, sku)
            })
            .collect();
        let mut lower = Vec::new();
        let mut ends = Vec::with_capacity(names.len());
        for (name, _) in &names {
            lower.extend(name.bytes().map(|letter| letter.to_ascii_lowercase()));
            ends.push(lower.len() as u32);
        }
        names.sort_unstable();
        let by_rank: Vec<u32> = names.into_iter().map(|(_, sku)| sku).collect();
        let mut rank = vec![0; by_rank.len()];
        for (place, sku) in by_rank.iter().enumerate() {
            if let Some(slot) = rank.get_mut(*sku as usize) {
                *slot = place as u32;
            }
        }
        Self { rank, by_rank, lower, ends }
    }

    /// The names in lower case, by SKU.
    pub fn lower_names(&self) -> impl Iterator<Item = &[u8]> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let name = self.lower.get(start..*end as usize).unwrap_or_default();
            start = *end as usize;
            name
        })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.rank.len()
    }

    /// Place of a SKU when all are sorted by name.
    pub fn rank(&self, sku: u32) -> u32 {
        self.rank.get(sku as usize).copied().unwrap_or(0)
    }

    /// The SKU at that place.
    pub fn at_rank(&self, rank: u32) -> u32 {
        self.by_rank.get(rank as usize).copied().unwrap_or(0)
    }

    /// Appends the name of a SKU.
    pub fn name_into(&self, sku: u32, out: &mut String) {
        write_name(sku, out);
    }

    /// The name of a SKU.
    pub fn name(&self, sku: u32) -> String {
        let mut name = String::new();
        write_name(sku, &mut name);
        name
    }
}

fn write_name(sku: u32, out: &mut String) {
    use std::fmt::Write;
    // a stride prime to the number of combinations, so that neighbours differ
    let combinations = ADJECTIVES.len() * MATERIALS.len() * NOUNS.len();
    let mixed = (sku as usize).wrapping_mul(5_527) % combinations;
    let word =
        |words: &[&'static str], at: usize| words.get(at % words.len()).copied().unwrap_or("");
    out.push_str(word(&ADJECTIVES, mixed));
    out.push(' ');
    out.push_str(word(&MATERIALS, mixed / ADJECTIVES.len()));
    out.push(' ');
    out.push_str(word(&NOUNS, mixed / (ADJECTIVES.len() * MATERIALS.len())));
    let edition = sku as usize / combinations;
    if edition > 0 {
        // writing into a String cannot fail
        let _ = write!(out, " No. {}", edition + 1);
    }
}

/// `H000001` for the first.
pub fn sku_id(sku: u32) -> String {
    format!("H{:06}", sku + 1)
}

/// The index behind an id.
pub fn sku_index(id: &str) -> Option<u32> {
    let digits = id.strip_prefix('H').filter(|digits| digits.len() == 6)?;
    digits.parse::<u32>().ok()?.checked_sub(1)
}

/// The units, by class.
pub fn units() -> &'static [&'static str] {
    &["METER", "PIECE"]
}

/// Which unit a SKU is counted in.
pub fn unit_class(sku: u32) -> u32 {
    u32::from(!sku.is_multiple_of(23))
}

/// What happens when the last item of a SKU is taken.
pub fn on_empty_class(sku: u32) -> u32 {
    u32::from(sku % 7 != 3)
}

/// Every section code in use, rising: runs of whole columns, and halves of one.
pub fn section_masks() -> &'static [u32] {
    static MASKS: OnceLock<Vec<u32>> = OnceLock::new();
    MASKS.get_or_init(|| {
        let mut masks: Vec<u32> = (0..8)
            .flat_map(|column| (1..=8 - column).map(move |length| run_mask(column, length)))
            .chain((0..8).flat_map(|column| [half_mask(column, false), half_mask(column, true)]))
            .collect();
        masks.sort_unstable();
        masks.dedup();
        masks
    })
}

fn run_mask(column: u32, length: u32) -> u32 {
    let bits = 4 * length;
    let run = if bits == 32 { u32::MAX } else { (1 << bits) - 1 };
    run << (32 - bits - 4 * column)
}

fn half_mask(column: u32, lower: bool) -> u32 {
    0b11 << (32 - 4 * (column + 1) + if lower { 0 } else { 2 })
}

fn mask_index(mask: u32) -> u8 {
    section_masks().binary_search(&mask).unwrap_or(0) as u8
}

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

    fn put(&mut self, level: u16, carrier: u32, rng: &mut Rng) -> (u16, u16, u16) {
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
    let mut stacks = Stacks::new(options.levels, columns.carriers.len() as u32);
    for (index, carrier) in columns.carriers.iter_mut().enumerate() {
        let (x, y, depth) = stacks.put(carrier.level, index as u32, &mut rng);
        (carrier.x, carrier.y, carrier.depth) = (x, y, depth);
    }
    (columns, stacks)
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
    columns.section.push(mask_index(mask));
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
        let masks = section_masks();
        for carrier in &columns.carriers {
            let rows =
                carrier.first_row as usize..carrier.first_row as usize + usize::from(carrier.rows);
            let parts: Vec<u32> =
                rows.map(|row| masks[usize::from(columns.section[row])]).collect();
            assert_eq!(parts.iter().fold(0, |all, part| all | part), u32::MAX);
            assert_eq!(parts.iter().map(|part| part.count_ones()).sum::<u32>(), 32);
        }
        assert_eq!(columns.boxed.iter().filter(|id| **id != 0).count(), 3_000);
    }

    #[test]
    fn names_are_made_and_ranked() {
        let table = SkuTable::new(300);
        let names: Vec<String> = (0..300).map(|rank| table.name(table.at_rank(rank))).collect();
        assert!(names.is_sorted());
        assert_eq!(
            (0..300).map(|sku| table.at_rank(table.rank(sku))).collect::<Vec<_>>(),
            (0..300).collect::<Vec<_>>()
        );
        assert_eq!(sku_index(&sku_id(41)), Some(41));
    }
}
