//! A set of rows as bits: filters are made of these and joined by AND and OR.

/// One bit a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    rows: usize,
}

impl Bits {
    /// The rows for which the test holds.
    pub fn of(rows: usize, test: impl Fn(usize) -> bool) -> Self {
        let words = (0..rows.div_ceil(64))
            .map(|word| {
                let start = word * 64;
                (start..rows.min(start + 64))
                    .fold(0, |bits, row| bits | (u64::from(test(row)) << (row - start)))
            })
            .collect();
        Self { words, rows }
    }

    /// The entries of a column for which the test holds.
    pub fn of_column<T: Copy>(column: &[T], test: impl Fn(T) -> bool) -> Self {
        let words = column
            .chunks(64)
            .map(|chunk| {
                chunk
                    .iter()
                    .enumerate()
                    .fold(0, |bits, (at, value)| bits | (u64::from(test(*value)) << at))
            })
            .collect();
        Self { words, rows: column.len() }
    }

    /// Adds a run of rows.
    pub fn add_run(&mut self, start: usize, length: usize) {
        let (mut at, end) = (start, (start + length).min(self.rows));
        while at < end {
            let bit = at % 64;
            let take = (64 - bit).min(end - at);
            let run = if take == 64 { u64::MAX } else { ((1 << take) - 1) << bit };
            if let Some(word) = self.words.get_mut(at / 64) {
                *word |= run;
            }
            at += take;
        }
    }

    /// No row.
    pub fn none(rows: usize) -> Self {
        Self { words: vec![0; rows.div_ceil(64)], rows }
    }

    /// Keeps what both hold.
    pub fn and(mut self, other: &Self) -> Self {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
        self
    }

    /// Joins both.
    pub fn or(mut self, other: &Self) -> Self {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
        self
    }

    /// How many rows are in it.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether the row is in it.
    pub fn holds(&self, row: u32) -> bool {
        self.words.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// The rows in it, rising.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros();
                    left &= left - 1;
                    at as u32 * 64 + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_join() {
        let even = Bits::of(130, |row| row % 2 == 0);
        let third = Bits::of(130, |row| row % 3 == 0);
        assert_eq!(
            even.clone().and(&third).rows().collect::<Vec<_>>(),
            (0..130).step_by(6).collect::<Vec<_>>()
        );
        assert_eq!(even.clone().or(&third).count(), 65 + 44 - 22);
        assert!(third.holds(129) && !even.holds(129) && !even.holds(4_000));
        assert_eq!(Bits::none(70).count(), 0);
        let mut run = Bits::none(200);
        run.add_run(60, 80);
        assert_eq!(run.rows().collect::<Vec<_>>(), (60..140).collect::<Vec<_>>());
        assert_eq!(
            run,
            Bits::of_column(&(0..200).collect::<Vec<u32>>(), |row| (60..140).contains(&row))
        );
    }
}
