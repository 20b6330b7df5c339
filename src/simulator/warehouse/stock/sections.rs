//! The 32 sections of a carrier as bits: eight columns of four, written with 8, 16 or 32 digits.

/// Every section of a carrier.
pub const ALL: u32 = u32::MAX;

/// Whole columns side by side.
pub fn run_mask(column: u32, length: u32) -> u32 {
    let bits = 4 * length;
    let run = if bits >= 32 { ALL } else { (1 << bits) - 1 };
    run << (32 - bits.min(32) - 4 * column)
}

/// Half of a column.
pub fn half_mask(column: u32, lower: bool) -> u32 {
    0b11 << (32 - 4 * (column + 1) + if lower { 0 } else { 2 })
}

/// The lossy code of 8 digits: one a column of four sections.
pub fn projected(mask: u32) -> u32 {
    (0..8).fold(0, |code, column| (code << 1) | u32::from(nibble(mask, column) != 0))
}

fn nibble(mask: u32, column: u32) -> u32 {
    (mask >> (28 - 4 * column)) & 0xF
}

/// Why a code cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeTrouble {
    /// Other characters than 0 and 1.
    Digits,
    /// Neither up to 8, nor 16, nor 32 characters.
    Length,
}

/// Reads a code: up to 8 digits stand for columns, 16 for halves of columns, 32 for sections.
pub fn read(text: &str) -> Result<u32, CodeTrouble> {
    if text.is_empty() || text.bytes().any(|digit| digit != b'0' && digit != b'1') {
        return Err(CodeTrouble::Digits);
    }
    let each = match text.len() {
        1..=8 => 4,
        16 => 2,
        32 => 1,
        _ => return Err(CodeTrouble::Length),
    };
    let bits = u32::from_str_radix(text, 2).map_err(|_| CodeTrouble::Digits)?;
    let digits = 32 / each;
    Ok((0..digits).fold(0, |mask, digit| {
        let set = (bits >> (digits - 1 - digit)) & 1 == 1;
        let part = if each == 32 { ALL } else { (1 << each) - 1 };
        mask | if set { part << (32 - each * (digit + 1)) } else { 0 }
    }))
}

/// Whether a box can have this shape: one rectangle of neighbouring sections.
pub fn possible(mask: u32) -> bool {
    let columns: Vec<u32> = (0..8).map(|column| nibble(mask, column)).collect();
    let mut used = columns.iter().copied().skip_while(|part| *part == 0);
    let Some(first) = used.next() else { return false };
    let low = first >> first.trailing_zeros();
    let one_piece = low & (low + 1) == 0;
    let same = columns.iter().filter(|part| **part != 0).all(|part| *part == first);
    let gaps = projected(mask);
    let run = gaps >> gaps.trailing_zeros();
    one_piece && same && run & (run + 1) == 0
}

/// The empty spaces that make up what is free: runs of whole columns, and pieces of single ones.
pub fn spaces(free: u32) -> Vec<u32> {
    let mut found = Vec::new();
    let mut run = 0;
    for column in 0..8 {
        let place = 28 - 4 * column;
        let part = nibble(free, column);
        if part == 0xF {
            run |= 0xF << place;
            continue;
        }
        if run != 0 {
            found.push(std::mem::take(&mut run));
        }
        let mut left = part;
        while left != 0 {
            let start = left.trailing_zeros();
            let length = (left >> start).trailing_ones();
            let piece = ((1 << length) - 1) << start;
            found.push(piece << place);
            left &= !piece;
        }
    }
    if run != 0 {
        found.push(run);
    }
    found
}

/// The words for boxes by the sections they take.
const SIZES: [&str; 33] = [
    "", "1/32", "1/16", "3/32", "1/8", "5/32", "3/16", "7/32", "1/4", "9/32", "5/16", "11/32",
    "3/8", "13/32", "7/16", "15/32", "1/2", "17/32", "9/16", "19/32", "5/8", "21/32", "11/16",
    "23/32", "3/4", "25/32", "13/16", "27/32", "7/8", "29/32", "15/16", "31/32", "1/1",
];

/// The word for a box of so many sections.
pub fn size_text(sections: u32) -> &'static str {
    SIZES.get(sections as usize).copied().unwrap_or("")
}

/// How many sections a word stands for.
pub fn size_of(word: &str) -> Option<u32> {
    (1..=32).find(|sections| size_text(*sections) == word)
}

/// Whether the 32 digits of a code hold this run of digits.
pub fn digits_contain(mask: u32, needle: &[u8]) -> bool {
    let length = needle.len();
    if length > 32 || needle.iter().any(|digit| *digit != b'0' && *digit != b'1') {
        return false;
    }
    let wanted = needle.iter().fold(0u64, |bits, digit| (bits << 1) | u64::from(*digit == b'1'));
    let cover = (1u64 << length) - 1;
    (0..=32 - length).any(|shift| (u64::from(mask) >> shift) & cover == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_code_has_a_digit_a_column() {
        assert_eq!(projected(0xFFFF_FFFF), 0b1111_1111);
        assert_eq!(projected(0xC000_0000), 0b1000_0000);
        assert_eq!(projected(0x0000_00FF), 0b0000_0011);
    }

    #[test]
    fn codes_of_each_length_are_read() {
        assert_eq!(read("11"), Ok(0xFF));
        assert_eq!(read("10000000"), Ok(0xF000_0000));
        assert_eq!(read("1000000000000000"), Ok(0xC000_0000));
        assert_eq!(read("10000000000000000000000000000001"), Ok(0x8000_0001));
        assert_eq!(read("111111111"), Err(CodeTrouble::Length));
        assert_eq!(read("2"), Err(CodeTrouble::Digits));
    }

    #[test]
    fn a_box_is_one_rectangle() {
        for mask in [ALL, 0xF, 0xFF00, 0xC000_0000, 0x6600_0000, 0x8888_8888] {
            assert!(possible(mask), "{mask:032b}");
        }
        for mask in [0, 0xF0F0, 0x9000_0000, 0xF300_0000, 0x6C00_0000] {
            assert!(!possible(mask), "{mask:032b}");
        }
    }

    #[test]
    fn spaces_make_up_what_is_free() {
        assert_eq!(spaces(ALL), [ALL]);
        assert_eq!(spaces(0xFF0C_009F), [0xFF00_0000, 0x000C_0000, 0x10, 0x80, 0xF]);
        for free in [0x1234_5678, 0, 0xF0F0_F0F0, 0x8000_0001] {
            let parts = spaces(free);
            assert_eq!(parts.iter().fold(0, |all, part| all | part), free);
            assert_eq!(parts.iter().map(|part| part.count_ones()).sum::<u32>(), free.count_ones());
        }
    }

    #[test]
    fn digits_are_looked_for_in_the_long_code() {
        assert!(digits_contain(0xF000_0000, b"11110000"));
        assert!(!digits_contain(0xF000_0000, b"101"));
        assert!(digits_contain(ALL, &[b'1'; 32]));
        assert!(!digits_contain(ALL, b"2"));
        assert_eq!((size_text(4), size_of("3/8")), ("1/8", Some(12)));
    }
}
