//! A sorted order of all rows that keeps up with changes: blocks of row numbers, each change costs microseconds.

use std::cmp::Ordering;

use super::columns::{Columns, Visit};
use super::field::Field;

const BLOCK: usize = 1_024;
const SPLIT: usize = 2 * BLOCK;

/// Sort keys; the last is always the row id, so no two rows are equal.
pub type Spec = Vec<(Field, Descending)>;
/// Whether a key runs downward.
pub type Descending = bool;

/// Completes and turns a wish so that its first key runs upward; true when the order must be read backward.
pub fn canonical(wish: &[(Field, Descending)]) -> (Spec, bool) {
    let mut spec: Spec = Vec::new();
    for (field, descending) in wish {
        if spec.iter().all(|(known, _)| known != field) {
            spec.push((*field, *descending));
        }
        if *field == Field::Id {
            break;
        }
    }
    if spec.last().is_none_or(|(field, _)| *field != Field::Id) {
        let direction = wish.last().is_some_and(|(_, descending)| *descending);
        spec.push((Field::Id, direction));
    }
    let backward = spec.first().is_some_and(|(_, descending)| *descending);
    if backward {
        for (_, descending) in &mut spec {
            *descending = !*descending;
        }
    }
    (spec, backward)
}

/// Compares two rows by a spec.
pub fn compare(columns: &Columns, spec: &Spec, a: u32, b: u32) -> Ordering {
    for (field, descending) in spec {
        let order = columns.key(*field, a as usize).cmp(&columns.key(*field, b as usize));
        let order = if *descending { order.reverse() } else { order };
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

/// All rows in the order of one spec.
#[derive(Debug)]
pub struct Index {
    pub spec: Spec,
    blocks: Vec<Vec<u32>>,
}

impl Index {
    /// Sorts all rows: one pass per key from the last to the first, each stable by position. An order by the
    /// last keys that is there already is where it starts.
    pub fn build(columns: &Columns, spec: Spec, known: &[Self]) -> Self {
        let (head, tail) = spec.split_at(spec.len().saturating_sub(2));
        let (tail, backward) = canonical(tail);
        let start = known.iter().find(|order| order.spec == tail);
        let (mut order, left): (Vec<u32>, &[_]) = match start {
            Some(start) if backward => (start.from_end(0).collect(), head),
            Some(start) => (start.from(0).collect(), head),
            None => {
                let rows = 0..columns.rows() as u32;
                (rows.filter(|row| columns.sections_of(*row as usize) != 0).collect(), &spec)
            }
        };
        for (field, descending) in left.iter().rev() {
            if *field == Field::Id {
                if *descending {
                    order.reverse();
                }
            } else {
                order = columns.visit(*field, SortPass { order, descending: *descending });
            }
        }
        Self { spec, blocks: order.chunks(BLOCK).map(<[u32]>::to_vec).collect() }
    }

    /// The same order with ties by row id downward, if this is a single field with ties upward.
    pub fn with_ties_turned(&self, columns: &Columns, spec: &Spec) -> Option<Self> {
        let ([(field, false), (Field::Id, false)], [(other, false), (Field::Id, true)]) =
            (self.spec.as_slice(), spec.as_slice())
        else {
            return None;
        };
        if field != other {
            return None;
        }
        let mut order: Vec<u32> = self.blocks.iter().flatten().copied().collect();
        let key = |row: &u32| columns.key(*field, *row as usize);
        for run in order.chunk_by_mut(|a, b| key(a) == key(b)) {
            run.reverse();
        }
        Some(Self {
            spec: spec.clone(),
            blocks: order.chunks(BLOCK).map(<[u32]>::to_vec).collect(),
        })
    }

    /// Whether a change of this field may move rows.
    pub fn depends_on(&self, field: Field) -> bool {
        self.spec.iter().any(|(known, _)| *known == field)
    }

    fn block_of(&self, columns: &Columns, row: u32) -> usize {
        self.blocks.partition_point(|block| {
            block
                .last()
                .is_some_and(|last| compare(columns, &self.spec, *last, row) == Ordering::Less)
        })
    }

    /// Takes a row out; its columns must still be as they were when it was put in.
    pub fn remove(&mut self, columns: &Columns, row: u32) {
        let at = self.block_of(columns, row);
        let spec = &self.spec;
        let Some(block) = self.blocks.get_mut(at) else { return };
        if let Ok(place) = block.binary_search_by(|known| compare(columns, spec, *known, row)) {
            block.remove(place);
        }
        if block.is_empty() {
            self.blocks.remove(at);
        }
    }

    /// Puts a row in.
    pub fn insert(&mut self, columns: &Columns, row: u32) {
        let at = self.block_of(columns, row).min(self.blocks.len().saturating_sub(1));
        let spec = &self.spec;
        let Some(block) = self.blocks.get_mut(at) else {
            self.blocks.push(vec![row]);
            return;
        };
        let place = block
            .binary_search_by(|known| compare(columns, spec, *known, row))
            .unwrap_or_else(|place| place);
        block.insert(place, row);
        if block.len() >= SPLIT {
            let rest = block.split_off(BLOCK);
            self.blocks.insert(at + 1, rest);
        }
    }

    /// Rows from a position on, skipping whole blocks.
    pub fn from(&self, skip: usize) -> impl Iterator<Item = u32> + '_ {
        let mut left = skip;
        let mut first = 0;
        for block in &self.blocks {
            if left < block.len() {
                break;
            }
            left -= block.len();
            first += 1;
        }
        self.blocks.iter().skip(first).flatten().copied().skip(left)
    }

    /// The same from the other end.
    pub fn from_end(&self, skip: usize) -> impl Iterator<Item = u32> + '_ {
        let mut left = skip;
        let mut first = 0;
        for block in self.blocks.iter().rev() {
            if left < block.len() {
                break;
            }
            left -= block.len();
            first += 1;
        }
        self.blocks
            .iter()
            .rev()
            .skip(first)
            .flat_map(|block| block.iter().rev())
            .copied()
            .skip(left)
    }
}

struct SortPass {
    order: Vec<u32>,
    descending: bool,
}

impl Visit for SortPass {
    type Out = Vec<u32>;

    fn run(self, _rows: usize, key: impl Fn(usize) -> u32) -> Vec<u32> {
        let keys: Vec<u32> = self
            .order
            .iter()
            .map(|row| {
                let key = key(*row as usize);
                if self.descending { !key } else { key }
            })
            .collect();
        counted(&self.order, &keys).unwrap_or_else(|| {
            let mut packed: Vec<u64> = keys
                .iter()
                .enumerate()
                .map(|(position, key)| (u64::from(*key) << 32) | position as u64)
                .collect();
            packed.sort_unstable();
            packed
                .into_iter()
                .filter_map(|pair| self.order.get((pair & 0xFFFF_FFFF) as usize).copied())
                .collect()
        })
    }
}

/// Counting sort, when the keys besides the absent ones lie close together.
fn counted(order: &[u32], keys: &[u32]) -> Option<Vec<u32>> {
    // absent values are at the top going up and at the bottom going down
    let present = || keys.iter().copied().filter(|key| *key != u32::MAX && *key != 0);
    let (low, high) = (present().min()?, present().max()?);
    let span = (high - low) as usize;
    if span >= 1 << 16 {
        return None;
    }
    let slot = |key: u32| match key {
        0 => 0,
        u32::MAX => span + 2,
        key => (key - low) as usize + 1,
    };
    let mut starts = vec![0usize; span + 4];
    for key in keys {
        *starts.get_mut(slot(*key) + 1)? += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut sorted = vec![0; order.len()];
    for (row, key) in order.iter().zip(keys) {
        let start = starts.get_mut(slot(*key))?;
        *sorted.get_mut(*start)? = *row;
        *start += 1;
    }
    Some(sorted)
}
