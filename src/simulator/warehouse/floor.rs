//! What a picking floor knows and no system does: how trays are divided, what lies in them, and lines to be worked.
//! Handed out by the control URL, so that the practice site has something to pick.

use std::collections::BTreeMap;

use crate::simulator::options::Options;
use crate::simulator::rng::Rng;

/// Orders handed out at a time.
const ORDERS_A_BATCH: u32 = 6;
/// Lines of an order at most.
const LINES_AT_MOST: i64 = 4;
/// Pieces of a line at most.
const PIECES_AT_MOST: i64 = 3;
/// Trays with something in them at most: a small hall on the screen is enough.
const TRAYS_FILLED: u32 = 40;
/// Every tray with a number like this is handed out to be counted, now and then.
const COUNTED: u32 = 7;

/// What lies in one compartment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub tray: u32,
    pub compartment: String,
    /// Number of the SKU.
    pub sku: u32,
    pub quantity: u32,
}

/// One line to be worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `picking`, `counting` or `decanting`.
    pub mode: &'static str,
    pub tray: u32,
    pub compartment: String,
    pub sku: u32,
    pub quantity: u32,
    pub order: String,
    pub number: u32,
    pub of: u32,
}

/// The books of the floor: what was there at the start, and what is left when all lines handed out are worked.
#[derive(Debug)]
pub struct Floor {
    contents: Vec<Content>,
    left: BTreeMap<usize, u32>,
    rng: Rng,
    batches: u32,
    trays: u32,
}

/// Rows and columns of a tray, by the number of its dividers.
pub const fn layout(divider: u32) -> (u32, u32) {
    match divider {
        4 => (2, 4),
        2 => (2, 2),
        _ => (2, 3),
    }
}

/// The number printed on the pieces of a SKU: an EAN-13 with its check digit.
pub fn barcode(sku: u32) -> String {
    let body = format!("890{:09}", 100_000 + u64::from(sku) * 137);
    let sum: u32 = body
        .bytes()
        .enumerate()
        .map(|(place, digit)| u32::from(digit - b'0') * if place % 2 == 0 { 1 } else { 3 })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

impl Floor {
    /// Fills the first trays.
    pub fn new(options: &Options, dividers: impl Iterator<Item = u32>) -> Self {
        let mut rng = Rng::new(options.seed, 9);
        let mut contents = Vec::new();
        let trays = options.trays.min(TRAYS_FILLED);
        for (tray, divider) in (1..=trays).zip(dividers) {
            let (rows, columns) = layout(divider);
            for row in 0..rows {
                for column in 1..=columns {
                    // here and there a compartment is empty
                    if rng.below(6) == 0 || options.skus == 0 {
                        continue;
                    }
                    let letter = char::from(b'A' + u8::try_from(row).unwrap_or(0));
                    let sku = rng.below(u64::from(options.skus));
                    // most have a picture, so that the screen looks as it does in a hall
                    let sku = if sku % 5 >= 3 && rng.below(4) > 0 { sku - 3 } else { sku };
                    contents.push(Content {
                        tray,
                        compartment: format!("{letter}{column}"),
                        sku: u32::try_from(sku).unwrap_or(0),
                        quantity: u32::try_from(rng.between(6, 24)).unwrap_or(6),
                    });
                }
            }
        }
        let left = contents.iter().map(|content| content.quantity).enumerate().collect();
        Self { contents, left, rng, batches: 0, trays }
    }

    /// What lay in the trays at the start.
    pub fn contents(&self) -> &[Content] {
        &self.contents
    }

    /// The next lines. What runs low is to be put in again by the same batch.
    pub fn hand_out(&mut self) -> Vec<Line> {
        self.batches += 1;
        let mut lines = Vec::new();
        if self.contents.is_empty() {
            return lines;
        }
        for order in 1..=ORDERS_A_BATCH {
            let name = format!("P{:04}{order:02}", self.batches);
            let of = self.rng.between(1, LINES_AT_MOST);
            // an order comes from few trays, or nobody would ever be done with one
            let tray = self.rng.between(1, i64::from(self.trays));
            let tray = u32::try_from(tray).unwrap_or(1);
            let at: Vec<usize> = self
                .contents
                .iter()
                .enumerate()
                .filter(|(_, content)| (tray..tray + 2).contains(&content.tray))
                .map(|(at, _)| at)
                .take(usize::try_from(of).unwrap_or(1))
                .collect();
            let of = u32::try_from(at.len()).unwrap_or(1);
            for (number, at) in (1..).zip(at) {
                lines.extend(self.line(at, &name, number, of));
            }
        }
        lines.extend(self.refill());
        lines.extend(self.count());
        lines
    }

    fn line(&mut self, at: usize, order: &str, number: u32, of: u32) -> Option<Line> {
        let content = self.contents.get(at)?.clone();
        let left = self.left.get_mut(&at)?;
        let wanted = u32::try_from(self.rng.between(1, PIECES_AT_MOST)).unwrap_or(1);
        let quantity = wanted.min(*left);
        *left -= quantity;
        (quantity > 0).then(|| Line {
            mode: "picking",
            tray: content.tray,
            compartment: content.compartment,
            sku: content.sku,
            quantity,
            order: order.to_owned(),
            number,
            of,
        })
    }

    fn refill(&mut self) -> Option<Line> {
        let low = self.left.iter().find(|(_, left)| **left < 3).map(|(at, _)| *at)?;
        let content = self.contents.get(low)?;
        *self.left.get_mut(&low)? += 12;
        Some(Line {
            mode: "decanting",
            tray: content.tray,
            compartment: content.compartment.clone(),
            sku: content.sku,
            quantity: 12,
            order: format!("R{:04}", self.batches),
            number: 1,
            of: 1,
        })
    }

    fn count(&self) -> Option<Line> {
        let due = self.batches.is_multiple_of(2);
        let tray = COUNTED * (1 + self.batches / 2 % 5);
        let (at, content) =
            self.contents.iter().enumerate().find(|(_, content)| due && content.tray == tray)?;
        Some(Line {
            mode: "counting",
            tray,
            compartment: content.compartment.clone(),
            sku: content.sku,
            quantity: *self.left.get(&at)?,
            order: format!("C{:04}", self.batches),
            number: 1,
            of: 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_more_is_asked_for_than_lies_there() {
        let options = Options { trays: 12, skus: 50, ..Options::default() };
        let mut floor = Floor::new(&options, [0, 0, 2, 4].into_iter().cycle());
        let mut there: BTreeMap<(u32, String), i64> = BTreeMap::new();
        for content in floor.contents() {
            let place = (content.tray, content.compartment.clone());
            there.insert(place, i64::from(content.quantity));
        }
        for _ in 0..200 {
            for line in floor.hand_out() {
                let left = there.get_mut(&(line.tray, line.compartment.clone())).unwrap();
                match line.mode {
                    "picking" => *left -= i64::from(line.quantity),
                    "decanting" => *left += i64::from(line.quantity),
                    _ => assert_eq!(*left, i64::from(line.quantity)),
                }
                assert!(*left >= 0 && line.quantity > 0 || line.mode == "counting", "{line:?}");
            }
        }
    }

    #[test]
    fn a_barcode_has_its_check_digit() {
        assert_eq!(barcode(0), "8900001000004");
        assert_eq!(barcode(7).len(), 13);
    }
}
