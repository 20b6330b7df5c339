//! What of each SKU is in the halls: counted once at the start, kept up with every change.

use super::columns::{Columns, NULL};

/// The stock of one SKU.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Items.
    pub quantity: i64,
    /// Items that its boxes have room for.
    pub most: i64,
    /// Boxes that hold it.
    pub loads: i64,
    /// Sections that its boxes take.
    pub sections: i64,
}

/// The totals of every SKU.
pub fn all(columns: &Columns) -> Vec<Totals> {
    let mut totals = vec![Totals::default(); columns.skus.count()];
    for row in 0..columns.rows() {
        add(&mut totals, columns, row, 1);
    }
    totals
}

/// Adds these rows, or takes them away.
pub fn count(totals: &mut Vec<Totals>, columns: &Columns, rows: &[u32], sign: i64) {
    totals.resize(columns.skus.count(), Totals::default());
    for row in rows {
        add(totals, columns, *row as usize, sign);
    }
}

fn add(totals: &mut [Totals], columns: &Columns, row: usize, sign: i64) {
    let sku = columns.sku_of(row);
    if sku == NULL {
        return;
    }
    let Some(total) = totals.get_mut(sku as usize) else { return };
    let of = |column: &[u16]| sign * i64::from(column.get(row).copied().unwrap_or(0));
    total.quantity += of(&columns.count);
    total.most += of(&columns.count_max);
    total.loads += sign;
    total.sections += sign * i64::from(columns.sections_of(row).count_ones());
}
