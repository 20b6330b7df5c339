//! The stock: carriers, boxes and goods as the rows of the inventory view, sorted and filtered by index.

pub mod bits;
pub mod boxes;
pub mod build;
pub mod columns;
pub mod computed;
pub mod field;
pub mod index;
pub mod query;
mod query_computed;
pub mod row;
pub mod sections;
pub mod skus;
#[cfg(test)]
mod tests;
pub mod totals;

use build::Stacks;
use columns::{Carrier, Columns, FIRST_CARRIER};
use field::{FIELDS, Field};
use index::{Index, Spec};
use skus::Sku;
use totals::Totals;

use crate::simulator::clock::Millis;
use crate::simulator::options::Options;

/// Orders kept besides those of single fields.
const KEPT_ORDERS: usize = 40;
/// Place of the word that says an emptied box loses its SKU.
const UNASSIGN: u32 = 1;
/// From so many rows on the single orders are made at the start rather than when first asked for.
const EAGER_ROWS: usize = 100_000;

/// Everything stored.
#[derive(Debug)]
pub struct Stock {
    columns: Columns,
    stacks: Stacks,
    orders: Vec<Index>,
    totals: Vec<Totals>,
}

impl Stock {
    /// Fills the halls.
    pub fn new(options: &Options) -> Self {
        let (columns, stacks) = build::build(options);
        let totals = totals::all(&columns);
        let mut stock = Self { columns, stacks, orders: Vec::new(), totals };
        if stock.columns.rows() >= EAGER_ROWS {
            for (field, _) in FIELDS {
                let (spec, _) = index::canonical(&[(field, false)]);
                stock.order(spec);
            }
        }
        stock
    }

    /// The columns, for reading.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// How many carriers there are.
    pub fn carriers(&self) -> usize {
        self.columns.carriers.len()
    }

    /// The carrier with this index.
    pub fn carrier(&self, carrier: u32) -> Option<&Carrier> {
        self.columns.carrier_at(carrier)
    }

    /// The balcony it is brought to: each level has two.
    pub fn balcony_of(&self, carrier: u32) -> u16 {
        let level = self.carrier(carrier).map_or(1, |place| place.level);
        2 * level - u16::from(carrier.is_multiple_of(2))
    }

    /// The number people read on a carrier.
    pub fn carrier_number(carrier: u32) -> u32 {
        FIRST_CARRIER + carrier
    }

    fn stack_of(&self, carrier: u32) -> Option<usize> {
        let place = self.carrier(carrier)?;
        Some(self.stacks.index(place.level, place.x, place.y))
    }

    /// Takes hold of a carrier; false when another bot works at its stack.
    pub fn lift(&mut self, carrier: u32) -> bool {
        let Some(busy) = self.stack_of(carrier).and_then(|stack| self.stacks.busy.get_mut(stack))
        else {
            return false;
        };
        !std::mem::replace(busy, true)
    }

    /// Puts a carrier down where it was, or on the stack at this place when it is free and has room.
    pub fn put_down(&mut self, carrier: u32, wish: Option<(u16, u16)>, now: Millis) {
        let (Some(home), Some(place)) = (self.stack_of(carrier), self.carrier(carrier).copied())
        else {
            return;
        };
        if let Some(busy) = self.stacks.busy.get_mut(home) {
            *busy = false;
        }
        let Some((x, y)) = wish.filter(|wish| *wish != (place.x, place.y)) else {
            return;
        };
        let target = self.stacks.index(place.level, x, y);
        let on_top = self.stacks.stacks.get(home).and_then(|stack| stack.last()) == Some(&carrier);
        let room = self
            .stacks
            .stacks
            .get(target)
            .filter(|stack| stack.len() < build::MAX_DEPTH)
            .map(|stack| stack.len() as u16 + 1);
        let free = self.stacks.busy.get(target) == Some(&false);
        let (true, true, Some(depth)) = (on_top, free, room) else {
            return;
        };
        if let Some(stack) = self.stacks.stacks.get_mut(home) {
            stack.pop();
        }
        if let Some(stack) = self.stacks.stacks.get_mut(target) {
            stack.push(carrier);
        }
        let rows = self.columns.rows_of(carrier);
        let moved = [
            Field::PositionX,
            Field::PositionY,
            Field::Depth,
            Field::Eta,
            Field::EtaInt,
            Field::UpdatedAt,
        ];
        self.change(&rows, &moved, |columns| {
            if let Some(carrier) = columns.carriers.get_mut(carrier as usize) {
                (carrier.x, carrier.y, carrier.depth) = (x, y, depth);
            }
            for row in &rows {
                touch(columns, *row, now);
            }
        });
    }

    /// Takes goods out of a box or puts some in; an emptied box may lose its SKU.
    pub fn book(&mut self, row: u32, items: i64, now: Millis) {
        if self.sections(row) == 0 {
            return;
        }
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
            let at = row as usize;
            let most = columns.count_max.get(at).copied().unwrap_or(0);
            let Some(count) = columns.count.get_mut(at) else { return };
            *count = (i64::from(*count) + items).clamp(0, i64::from(most)) as u16;
            let empty = *count == 0;
            if let Some(sku) = columns.sku.get_mut(at)
                && empty
                && columns.skus.on_empty(*sku) == UNASSIGN
            {
                *sku = columns::NULL;
            }
            touch(columns, row, now);
        });
    }

    /// Width and height of a level in places.
    pub fn grid(&self) -> (u16, u16) {
        (self.stacks.width, self.stacks.height)
    }

    /// The totals of one SKU.
    pub fn totals(&self, sku: u32) -> Totals {
        self.totals.get(sku as usize).copied().unwrap_or_default()
    }

    /// Enters a SKU; its number.
    pub fn add_sku(&mut self, sku: Sku) -> u32 {
        self.columns.skus.add(sku)
    }

    /// Changes a SKU. What is sorted by something of it is sorted anew when next asked for.
    pub fn change_sku(&mut self, sku: u32, apply: impl FnOnce(&mut Sku)) {
        self.columns.skus.change(sku, apply);
        let of_skus = [Field::SkuName, Field::MeasurementUnit, Field::OnEmpty];
        self.orders.retain(|order| !of_skus.iter().any(|field| order.depends_on(*field)));
    }

    fn change(&mut self, rows: &[u32], fields: &[Field], apply: impl FnOnce(&mut Columns)) {
        let affected = |order: &Index| fields.iter().any(|field| order.depends_on(*field));
        let counted = [Field::SkuId, Field::ItemCount, Field::ItemCountMax, Field::BoxSize];
        let counted = fields.iter().any(|field| counted.contains(field));
        for order in self.orders.iter_mut().filter(|order| affected(order)) {
            for row in rows {
                order.remove(&self.columns, *row);
            }
        }
        if counted {
            totals::count(&mut self.totals, &self.columns, rows, -1);
        }
        apply(&mut self.columns);
        if counted {
            totals::count(&mut self.totals, &self.columns, rows, 1);
        }
        for order in self.orders.iter_mut().filter(|order| affected(order)) {
            for row in rows {
                order.insert(&self.columns, *row);
            }
        }
    }

    /// The order of this spec, made when first asked for; the one used longest ago goes when there are many.
    fn order(&mut self, spec: Spec) -> Option<&Index> {
        match self.orders.iter().position(|order| order.spec == spec) {
            Some(at) => {
                let order = self.orders.remove(at);
                self.orders.push(order);
            }
            None => {
                if self.orders.len() >= KEPT_ORDERS {
                    self.orders.remove(0);
                }
                let turned = self
                    .orders
                    .iter()
                    .find_map(|order| order.with_ties_turned(&self.columns, &spec));
                let order =
                    turned.unwrap_or_else(|| Index::build(&self.columns, spec, &self.orders));
                self.orders.push(order);
            }
        }
        self.orders.last()
    }
}

fn touch(columns: &mut Columns, row: u32, now: Millis) {
    if let Some(updated) = columns.updated.get_mut(row as usize) {
        *updated = i32::try_from(now.div_euclid(100)).unwrap_or(i32::MAX);
    }
}
