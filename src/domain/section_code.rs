//! Section codes: which of a carrier's 8 x 4 sections a box takes (NoyesStorage API v2, BoxResponse and BoxPatch).
//!
//! The code of 32 digits is the source of truth; that of 8 is a lossy projection. The contract does not tell
//! which digit is which section: they are taken column by column, so that a code of 8 has one digit a
//! column, and one of 16 a digit a half of a column.

use std::fmt;

/// Columns of a carrier.
pub const COLUMNS: u32 = 8;
/// Sections of a column.
pub const ROWS: u32 = 4;
/// Sections of a carrier.
pub const SECTIONS: u32 = COLUMNS * ROWS;

/// The sections a box takes; at least one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SectionCode(u32);

/// Why a text is no section code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeMistake {
    Empty,
    /// Something other than 0 and 1, and the character it stands at, from 1.
    Digit {
        at: usize,
        found: char,
    },
    /// Neither up to 8, nor 16, nor 32 digits.
    Length(usize),
    /// No digit is 1: such a box takes no place.
    NoSection,
}

/// A rectangle of sections: left column, top row, columns wide, rows high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub column: u32,
    pub row: u32,
    pub columns: u32,
    pub rows: u32,
}

impl SectionCode {
    /// Every section.
    pub const WHOLE: Self = Self(u32::MAX);

    /// Reads what a person typed or a system sent as text: up to 8 digits, 16 or 32. Fewer than 8
    /// have lost their leading zeros.
    pub fn parse(text: &str) -> Result<Self, CodeMistake> {
        let text = text.trim();
        if text.is_empty() {
            return Err(CodeMistake::Empty);
        }
        if let Some((at, found)) =
            text.chars().enumerate().find(|(_, letter)| !matches!(letter, '0' | '1'))
        {
            return Err(CodeMistake::Digit { at: at + 1, found });
        }
        let each = match text.len() {
            1..=8 => SECTIONS / 8,
            16 => SECTIONS / 16,
            32 => 1,
            length => return Err(CodeMistake::Length(length)),
        };
        let bits = text.bytes().fold(0_u32, |bits, digit| (bits << 1) | u32::from(digit == b'1'));
        let digits = SECTIONS / each;
        let part = (1_u32 << each) - 1;
        let mask = (0..digits).fold(0, |mask, digit| {
            let set = bits >> (digits - 1 - digit) & 1 == 1;
            mask << each | if set { part } else { 0 }
        });
        Self::from_mask(mask).ok_or(CodeMistake::NoSection)
    }

    /// Reads decimal digits that came as a number and lost their leading zeros: `width` is what the
    /// field holds, 8 or 32. A longer number can only be a code of the next width.
    pub fn parse_number(digits: &str, width: usize) -> Result<Self, CodeMistake> {
        let digits = digits.trim();
        let width = match digits.len() {
            0 => return Err(CodeMistake::Empty),
            length if length <= width => width,
            9..=16 => 16,
            17..=32 => 32,
            length => return Err(CodeMistake::Length(length)),
        };
        Self::parse(&format!("{digits:0>width$}"))
    }

    /// The first section in the highest bit.
    pub const fn from_mask(mask: u32) -> Option<Self> {
        if mask == 0 { None } else { Some(Self(mask)) }
    }

    pub const fn mask(self) -> u32 {
        self.0
    }

    /// The bit of one section, counted from the left and from the top.
    pub const fn section(column: u32, row: u32) -> u32 {
        if column < COLUMNS && row < ROWS { 1 << (SECTIONS - 1 - column * ROWS - row) } else { 0 }
    }

    /// The sections of a rectangle, cut at the edges of the carrier.
    pub fn rectangle(bounds: Bounds) -> Option<Self> {
        let columns = bounds.column..bounds.column.saturating_add(bounds.columns).min(COLUMNS);
        let mask = columns
            .flat_map(|column| {
                let rows = bounds.row..bounds.row.saturating_add(bounds.rows).min(ROWS);
                rows.map(move |row| Self::section(column, row))
            })
            .fold(0, |mask, bit| mask | bit);
        Self::from_mask(mask)
    }

    /// The smallest rectangle that holds it.
    pub fn bounds(self) -> Bounds {
        let has_column = |column: &u32| (0..ROWS).any(|row| self.has(*column, row));
        let has_row = |row: &u32| (0..COLUMNS).any(|column| self.has(column, *row));
        let span = |found: Vec<u32>| match (found.first(), found.last()) {
            (Some(first), Some(last)) => (*first, last - first + 1),
            _ => (0, 0),
        };
        let (column, columns) = span((0..COLUMNS).filter(has_column).collect());
        let (row, rows) = span((0..ROWS).filter(has_row).collect());
        Bounds { column, row, columns, rows }
    }

    pub const fn has(self, column: u32, row: u32) -> bool {
        self.0 & Self::section(column, row) != 0
    }

    /// Whether both take a section that is the same.
    pub const fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it fills its bounds.
    pub fn is_rectangle(self) -> bool {
        let bounds = self.bounds();
        self.count() == bounds.columns * bounds.rows
    }

    /// How many sections it takes.
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Its part of the carrier as numerator and denominator, `(1, 4)`.
    pub fn part(self) -> (u32, u32) {
        let shift = self.count().trailing_zeros().min(SECTIONS.trailing_zeros());
        (self.count() >> shift, SECTIONS >> shift)
    }

    /// The 32 digits.
    pub fn digits(self) -> String {
        format!("{:032b}", self.0)
    }

    /// The 8 digits of the projection: one a column that it touches.
    pub fn projection(self) -> String {
        (0..COLUMNS)
            .map(|column| if (0..ROWS).any(|row| self.has(column, row)) { '1' } else { '0' })
            .collect()
    }

    /// The same shape, so many columns and rows away; none when it leaves the carrier.
    pub fn shifted(self, columns: i32, rows: i32) -> Option<Self> {
        let mut mask = 0;
        for column in 0..COLUMNS {
            for row in (0..ROWS).filter(|row| self.has(column, *row)) {
                let bit = Self::section(
                    column.checked_add_signed(columns)?,
                    row.checked_add_signed(rows)?,
                );
                if bit == 0 {
                    return None;
                }
                mask |= bit;
            }
        }
        Self::from_mask(mask)
    }
}

/// The digits in four groups, as they are read aloud.
impl fmt::Display for SectionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for shift in [24_u32, 16, 8, 0] {
            if shift < 24 {
                f.write_str(" ")?;
            }
            write!(f, "{:08b}", self.0 >> shift & 0xFF)?;
        }
        Ok(())
    }
}

impl fmt::Debug for SectionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SectionCode({self})")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(text: &str) -> SectionCode {
        SectionCode::parse(text).unwrap()
    }

    #[test]
    fn codes_of_each_length_are_read() {
        assert_eq!(code("11").mask(), 0xFF);
        assert_eq!(code("10000000").mask(), 0xF000_0000);
        assert_eq!(code("1000000000000000").mask(), 0xC000_0000);
        assert_eq!(code("10000000000000000000000000000001").mask(), 0x8000_0001);
        assert_eq!(code(" 11111111 "), SectionCode::WHOLE);
    }

    #[test]
    fn what_cannot_be_a_code_is_told() {
        use CodeMistake::{Digit, Empty, Length, NoSection};
        let mistake = |text: &str| SectionCode::parse(text).unwrap_err();
        assert_eq!(mistake(" "), Empty);
        assert_eq!(mistake("0102"), Digit { at: 4, found: '2' });
        assert_eq!(mistake("11 00"), Digit { at: 3, found: ' ' });
        assert_eq!(mistake("111111111"), Length(9));
        assert_eq!(mistake(&"1".repeat(31)), Length(31));
        assert_eq!(mistake("0000"), NoSection);
        assert_eq!(SectionCode::parse_number(&"1".repeat(33), 32), Err(Length(33)));
    }

    #[test]
    fn a_number_without_its_zeros_is_the_same_code() {
        assert_eq!(SectionCode::parse_number("11", 8), Ok(code("00000011")));
        assert_eq!(
            SectionCode::parse_number("11", 32),
            SectionCode::from_mask(3).ok_or(CodeMistake::Empty)
        );
        assert_eq!(SectionCode::parse_number("100000000", 8), Ok(code("0000000100000000")));
    }

    #[test]
    fn parts_are_said_as_fractions() {
        assert_eq!(SectionCode::WHOLE.part(), (1, 1));
        assert_eq!(code("11000000").part(), (1, 4));
        assert_eq!(code("11100000").part(), (3, 8));
        assert_eq!(SectionCode::from_mask(1).map(SectionCode::part), Some((1, 32)));
    }

    fn rectangle() -> impl Strategy<Value = Bounds> {
        (0..COLUMNS, 0..ROWS).prop_flat_map(|(column, row)| {
            (1..=COLUMNS - column, 1..=ROWS - row).prop_map(move |(columns, rows)| Bounds {
                column,
                row,
                columns,
                rows,
            })
        })
    }

    proptest! {
        #[test]
        fn digits_and_mask_are_one(mask in 1..=u32::MAX) {
            let code = SectionCode::from_mask(mask).unwrap();
            prop_assert_eq!(SectionCode::parse(&code.digits()), Ok(code));
            let number = code.digits().trim_start_matches('0').to_owned();
            prop_assert_eq!(SectionCode::parse_number(&number, 32), Ok(code));
            let wide = SectionCode::parse(&code.projection()).unwrap();
            prop_assert_eq!(wide.mask() & mask, mask, "the projection holds the code");
            prop_assert_eq!(wide.projection(), code.projection());
        }

        #[test]
        fn shorter_codes_stand_for_whole_parts(bits in 1_u32..0x1_0000) {
            let long = SectionCode::parse(&format!("{bits:016b}")).unwrap();
            prop_assert_eq!(long.count(), bits.count_ones() * 2);
            let short = bits & 0xFF;
            prop_assume!(short != 0);
            let short = SectionCode::parse(&format!("{short:b}")).unwrap();
            prop_assert_eq!(short.projection(), format!("{:08b}", bits & 0xFF));
        }

        #[test]
        fn a_rectangle_is_its_own_bounds(bounds in rectangle()) {
            let code = SectionCode::rectangle(bounds).unwrap();
            prop_assert_eq!(code.bounds(), bounds);
            prop_assert!(code.is_rectangle());
        }

        #[test]
        fn a_shift_and_back_is_no_shift(bounds in rectangle(), columns in -8..8_i32, rows in -4..4_i32) {
            let code = SectionCode::rectangle(bounds).unwrap();
            if let Some(away) = code.shifted(columns, rows) {
                prop_assert_eq!(away.count(), code.count());
                prop_assert_eq!(away.shifted(-columns, -rows), Some(code));
            }
        }

        #[test]
        fn whatever_is_typed_has_an_answer(text in ".{0,40}") {
            if let Ok(code) = SectionCode::parse(&text) {
                prop_assert!(code.count() > 0);
            }
        }
    }
}
