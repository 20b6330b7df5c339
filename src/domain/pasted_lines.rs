//! Reads pasted lists of `SKU,quantity` or of carriers, and names every line that cannot be taken.

use super::request_draft::{DraftLine, Fault, LINES_MOST, LineOf, quantity};

/// Bytes of a pasted text that are read; a list of [`LINES_MOST`] lines is far shorter.
pub const PASTE_BYTES_MOST: usize = 64 * 1024;
/// Characters of a bad line that are shown again.
const SHOWN_CHARS: usize = 40;

/// Why a line cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadCause {
    /// Nothing stands where the SKU or the carrier should.
    NoId,
    /// The quantity is missing, no whole number, too small or too large.
    Quantity(Fault),
    /// More fields than two.
    TooManyFields(usize),
    /// The request is full.
    NoRoom,
}

/// A line that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// As an editor counts, from 1.
    pub number: usize,
    /// Its beginning.
    pub text: String,
    pub cause: BadCause,
}

/// An id that stands in several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    pub id: String,
    /// As an editor counts, from 1.
    pub numbers: Vec<usize>,
}

/// What was read of a pasted list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    pub lines: Vec<DraftLine>,
    pub bad: Vec<BadLine>,
    pub repeated: Vec<Repeated>,
    /// The first line was a heading and is left out.
    pub header: bool,
    /// The text was longer than is read.
    pub cut: bool,
}

/// Words that head a column of such lists, in both languages.
const HEADS: [&str; 16] = [
    "sku",
    "sku_id",
    "skuid",
    "sku id",
    "artikel",
    "artikelnummer",
    "item",
    "id",
    "carrier",
    "carrier_id",
    "quantity",
    "qty",
    "pieces",
    "menge",
    "anzahl",
    "stück",
];

/// Reads a pasted text; a field ends at a tab, else a semicolon, else a comma, else blanks.
pub fn read(text: &str, of: LineOf) -> Pasted {
    let mut pasted = Pasted::default();
    let kept = cut(text);
    pasted.cut = kept.len() < text.len();
    let mut seen: Vec<Repeated> = Vec::new();
    let mut first = true;
    for (index, whole) in kept.trim_start_matches('\u{feff}').lines().enumerate() {
        if whole.trim().is_empty() {
            continue;
        }
        let fields = fields(whole);
        if std::mem::take(&mut first) && is_header(&fields) {
            pasted.header = true;
            continue;
        }
        let number = index + 1;
        let read = if pasted.lines.len() >= LINES_MOST {
            Err(BadCause::NoRoom)
        } else {
            line(&fields, of)
        };
        match read {
            Ok(line) => {
                match seen.iter_mut().find(|known| known.id == line.id) {
                    Some(known) => known.numbers.push(number),
                    None => seen.push(Repeated { id: line.id.clone(), numbers: vec![number] }),
                }
                pasted.lines.push(line);
            }
            Err(cause) => {
                let text = whole.trim().chars().take(SHOWN_CHARS).collect();
                pasted.bad.push(BadLine { number, text, cause });
            }
        }
    }
    pasted.repeated = seen.into_iter().filter(|known| known.numbers.len() > 1).collect();
    pasted
}

/// The part of a text that is longer than is read.
pub fn unread(text: &str) -> &str {
    text.get(cut(text).len()..).unwrap_or_default()
}

/// The part that is read; whole lines, unless there is only one.
fn cut(text: &str) -> &str {
    if text.len() <= PASTE_BYTES_MOST {
        return text;
    }
    let end = (0..=PASTE_BYTES_MOST).rev().find(|end| text.is_char_boundary(*end));
    let part = text.get(..end.unwrap_or_default()).unwrap_or_default();
    part.rsplit_once('\n').map_or(part, |(whole, _)| whole)
}

fn fields(line: &str) -> Vec<&str> {
    let separator = ['\t', ';', ','].into_iter().find(|separator| line.contains(*separator));
    let mut fields: Vec<&str> = match separator {
        Some(separator) => line.split(separator).map(unquoted).collect(),
        None => line.split_whitespace().map(unquoted).collect(),
    };
    // spreadsheets end their lines with empty cells
    while fields.len() > 1 && fields.last().is_some_and(|field| field.is_empty()) {
        fields.pop();
    }
    fields
}

fn unquoted(field: &str) -> &str {
    let field = field.trim();
    let inner = field.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(field).trim()
}

fn is_header(fields: &[&str]) -> bool {
    let known = |field: &&str| HEADS.contains(&field.to_lowercase().as_str());
    match fields {
        [only] => known(only),
        [_, second, ..] => known(second) || (fields.iter().any(known) && !has_digit(second)),
        [] => false,
    }
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

fn line(fields: &[&str], of: LineOf) -> Result<DraftLine, BadCause> {
    let id = fields.first().copied().unwrap_or_default();
    if id.is_empty() {
        return Err(BadCause::NoId);
    }
    let most = if of == LineOf::Sku { 2 } else { 1 };
    if fields.len() > most {
        return Err(BadCause::TooManyFields(fields.len()));
    }
    let quantity = match of {
        LineOf::Carrier => String::new(),
        LineOf::Sku => {
            let text = fields.get(1).copied().unwrap_or_default();
            quantity(text).map_err(BadCause::Quantity)?.to_string()
        }
    };
    Ok(DraftLine { id: id.to_owned(), quantity })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str) -> Vec<(String, String)> {
        read(text, LineOf::Sku).lines.into_iter().map(|line| (line.id, line.quantity)).collect()
    }

    fn pair(id: &str, quantity: &str) -> (String, String) {
        (id.to_owned(), quantity.to_owned())
    }

    #[test]
    fn tab_comma_semicolon_and_blanks_part_the_fields() {
        let text = "\u{feff}SKU;Menge\r\nH1;2\r\n\r\nH2\t3\nH3, 4\n\"H4\" ; \"5\";;\nH5  6\n";
        let pasted = read(text, LineOf::Sku);
        assert!(pasted.header && pasted.bad.is_empty() && !pasted.cut, "{pasted:?}");
        let all = ["H1", "H2", "H3", "H4", "H5"];
        let numbers = ["2", "3", "4", "5", "6"];
        let expected: Vec<_> = all.iter().zip(numbers).map(|(id, n)| pair(id, n)).collect();
        assert_eq!(taken(text), expected);
    }

    #[test]
    fn a_bad_line_is_named_by_its_number_and_cause() {
        let text = "H1,x\n,3\nH2\nH3,0\nH4,1,2\nH5,-1\nH6,1.5\nH7,100001\nH8,7";
        let pasted = read(text, LineOf::Sku);
        let causes: Vec<_> = pasted.bad.iter().map(|bad| (bad.number, bad.cause)).collect();
        assert_eq!(
            causes,
            [
                (1, BadCause::Quantity(Fault::NotWhole)),
                (2, BadCause::NoId),
                (3, BadCause::Quantity(Fault::Missing)),
                (4, BadCause::Quantity(Fault::TooSmall)),
                (5, BadCause::TooManyFields(3)),
                (6, BadCause::Quantity(Fault::TooSmall)),
                (7, BadCause::Quantity(Fault::NotWhole)),
                (8, BadCause::Quantity(Fault::TooLarge)),
            ]
        );
        assert_eq!(taken(text), [pair("H8", "7")], "the good line is kept");
        assert_eq!(pasted.bad.first().map(|bad| bad.text.as_str()), Some("H1,x"));
    }

    #[test]
    fn what_stands_twice_is_told_with_its_lines() {
        let pasted = read("H1,1\nH2,1\nH1,2\nH1,3", LineOf::Sku);
        let expected = Repeated { id: "H1".to_owned(), numbers: vec![1, 3, 4] };
        assert_eq!(pasted.repeated, [expected]);
        assert_eq!(pasted.lines.len(), 4);
    }

    #[test]
    fn a_list_without_heading_keeps_its_first_line() {
        assert_eq!(taken("sku1,4"), [pair("sku1", "4")]);
        assert!(!read("H1,4", LineOf::Sku).header);
        assert!(read("carrier\n1001", LineOf::Carrier).header);
        assert_eq!(read("1001\n1002;\n1003,4", LineOf::Carrier).lines.len(), 2);
    }

    #[test]
    fn a_list_that_is_too_long_is_cut_and_says_so() {
        let many: String = (0..LINES_MOST + 2).map(|n| format!("H{n},1\n")).collect();
        let pasted = read(&many, LineOf::Sku);
        assert_eq!(pasted.lines.len(), LINES_MOST);
        assert!(pasted.bad.iter().all(|bad| bad.cause == BadCause::NoRoom));
        assert_eq!(pasted.bad.len(), 2);
        let huge = "ü".repeat(PASTE_BYTES_MOST);
        assert!(read(&huge, LineOf::Sku).cut);
        assert_eq!(read("", LineOf::Sku), Pasted::default());
    }
}
