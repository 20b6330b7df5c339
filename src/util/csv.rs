//! Lines of CSV files (RFC 4180) that no spreadsheet takes for formulas.
//!
//! A text that begins with `=`, `+`, `-`, `@` or a tab gets a leading apostrophe: spreadsheets run such
//! cells as formulas, and the text came from somebody else. Numbers are written as they are.

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    Text(&'a str),
    Number(i64),
    /// Not told.
    Empty,
}

/// Adds a line with its end.
pub fn line<'a>(cells: impl IntoIterator<Item = Cell<'a>>, out: &mut String) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        match cell {
            Cell::Text(text) => push_text(text, out),
            Cell::Number(number) => out.push_str(&number.to_string()),
            Cell::Empty => {}
        }
    }
    out.push_str("\r\n");
}

fn push_text(text: &str, out: &mut String) {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quoted =
        text.contains([',', '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ');
    if quoted {
        out.push('"');
    }
    if formula {
        out.push('\'');
    }
    for letter in text.chars() {
        if letter == '"' {
            out.push('"');
        }
        out.push(letter);
    }
    if quoted {
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(text: &str) -> String {
        let mut out = String::new();
        line([Cell::Text(text)], &mut out);
        out.trim_end_matches("\r\n").to_owned()
    }

    #[test]
    fn what_would_be_a_formula_is_text() {
        assert_eq!(one("=1+1"), "'=1+1");
        assert_eq!(one("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
        for text in ["+1", "-1", "@x", "\tx"] {
            assert!(one(text).starts_with('\''), "{text}");
        }
        assert_eq!(one("1/4"), "1/4");
    }

    #[test]
    fn numbers_and_what_is_not_told_stay_as_they_are() {
        let mut out = String::new();
        line([Cell::Number(-5), Cell::Empty, Cell::Text("a,b")], &mut out);
        assert_eq!(out, "-5,,\"a,b\"\r\n");
    }

    proptest! {
        #[test]
        fn any_text_comes_back_and_begins_no_formula(texts in prop::collection::vec("[^\\n\u{feff}]{0,12}", 2..5)) {
            let mut out = String::new();
            line(texts.iter().map(|text| Cell::Text(text)), &mut out);
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_bytes());
            let row = reader.records().next().unwrap().unwrap();
            for (read, text) in row.iter().zip(&texts) {
                prop_assert!(!read.starts_with(['=', '+', '-', '@', '\t']));
                prop_assert_eq!(read.strip_prefix('\'').unwrap_or(read), text.strip_prefix('\'').unwrap_or(text));
            }
        }
    }
}
