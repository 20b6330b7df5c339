//! Figures as the screen writes them: thousands parted by a thin space, missing as a dash.

/// Between thousands, and between a number and its unit.
pub const THIN: char = '\u{2009}';

/// A whole number, `1 840` with thin spaces.
pub fn number(value: impl Into<i128>) -> String {
    let value: i128 = value.into();
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        text.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(THIN);
        }
        text.push(digit);
    }
    text
}

/// A whole number, or a dash where there is none.
pub fn number_or_dash(value: Option<impl Into<i128>>) -> String {
    value.map_or_else(|| "—".to_owned(), number)
}

/// A share of 0 to 1 as `61 %`.
pub fn percent(part: f32) -> String {
    format!("{:.0} %", part * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_by_a_thin_space() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(1_840), "1\u{2009}840");
        assert_eq!(number(10_000_000_u64), "10\u{2009}000\u{2009}000");
        assert_eq!(number(-12_345), "−12\u{2009}345");
        assert_eq!(number_or_dash(None::<i64>), "—");
    }
}
