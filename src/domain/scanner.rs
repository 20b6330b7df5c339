//! How this PC's scanner is recognised, and what a scan says: text, elements of GS1, what to look up.

use super::gs1::{Gs1, Gs1Error, begins_as_gs1, check_digit_is_right, strip_symbology};

/// Characters of a scan, unless the preferences say otherwise.
pub const LONGEST: usize = 512;
/// Milliseconds between two keys, on average, that only a scanner stays under.
pub const SLOWEST_MS: u16 = 30;
/// Limits of what the preferences take.
pub const LONGEST_RANGE: (usize, usize) = (16, 4_096);
/// Slower than this nobody could tell it from a person.
pub const SLOWEST_RANGE: (u16, u16) = (5, 200);
/// Characters of a prefix, of a suffix and of a substitute.
pub const MARK_AT_MOST: usize = 16;
/// Substitutes that are kept.
pub const SUBSTITUTES_AT_MOST: usize = 16;

/// How a scanner of this PC types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScannerConfig {
    /// Typed before each code; with it everything up to the suffix is a scan, also in a field.
    pub prefix: String,
    /// What ends a code.
    pub suffix: Suffix,
    /// In a field, keys that come faster than this on average are a scanner's.
    pub slowest_ms_per_key: u16,
    /// Texts that this scanner sends for the separator of GS1.
    pub gs_substitutes: Vec<String>,
    /// A scan with more characters is a fault of the scanner.
    pub longest: usize,
}

/// What a scanner types after a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suffix {
    Enter,
    Tab,
    EnterOrTab,
    /// Typed characters; Enter and Tab end a code besides.
    Text(String),
}

/// Why a scan is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScanFault {
    /// More characters came without an end than a code may have; with how it began.
    TooLong { longest: usize, begins: String },
}

/// What a scan says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScannedCode {
    /// As it came.
    pub raw: String,
    /// Without the symbology and without blanks at the ends.
    pub text: String,
    /// Its elements, where it is an element string.
    pub gs1: Option<Gs1>,
    /// Why a code that says of itself that it is an element string is none.
    pub gs1_error: Option<Gs1Error>,
    /// What a look-up of barcodes tries, in this order.
    pub candidates: Vec<String>,
}

impl Default for ScannerConfig {
    fn default() -> Self {
        let substitutes = ["<GS>", "{GS}", "\\x1d", "^]", "~d029", "|", "#"];
        Self {
            prefix: String::new(),
            suffix: Suffix::EnterOrTab,
            slowest_ms_per_key: SLOWEST_MS,
            gs_substitutes: substitutes.map(str::to_owned).into(),
            longest: LONGEST,
        }
    }
}

impl ScannerConfig {
    /// Reads a scan.
    pub fn read(&self, raw: &str) -> ScannedCode {
        let trimmed = raw.trim_matches([' ', '\t', '\r', '\n']);
        let (_, text) = strip_symbology(trimmed);
        let says_so = begins_as_gs1(trimmed) || self.has_substitute(text);
        let parsed = Gs1::parse(trimmed, &self.gs_substitutes);
        let (gs1, gs1_error) = match parsed {
            Ok(gs1) if says_so || is_sure(&gs1, text) => (Some(gs1), None),
            // a substitute may be a character of an ordinary code: no element string then
            Err(why) if begins_as_gs1(trimmed) => (None, Some(why)),
            _ => (None, None),
        };
        let candidates = candidates(trimmed, text, gs1.as_ref());
        ScannedCode { raw: raw.to_owned(), text: text.to_owned(), gs1, gs1_error, candidates }
    }

    fn has_substitute(&self, text: &str) -> bool {
        self.gs_substitutes.iter().any(|one| !one.is_empty() && text.contains(one.as_str()))
    }
}

/// Whether bare digits are an element string beyond doubt: long, and begun by a number with a check digit.
fn is_sure(gs1: &Gs1, text: &str) -> bool {
    let first = gs1.all.first().map(|(ai, _)| ai.to_string());
    text.len() >= 16 && first.is_some_and(|ai| ["00", "01", "02"].contains(&ai.as_str()))
}

/// What to look up, in order: the code as it came, then the shapes its number may be kept in.
fn candidates(trimmed: &str, text: &str, gs1: Option<&Gs1>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut add = |candidate: &str| {
        if !candidate.is_empty() && !all.iter().any(|have| have == candidate) {
            all.push(candidate.to_owned());
        }
    };
    add(text);
    add(trimmed);
    let number = match gs1 {
        Some(gs1) => gs1.gtin.as_deref().or(gs1.content.as_deref()),
        None => Some(text),
    };
    let is_gtin = |digits: &&str| {
        matches!(digits.len(), 8 | 12 | 13 | 14)
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && check_digit_is_right(digits)
    };
    if let Some(digits) = number.filter(is_gtin) {
        let whole = format!("{digits:0>14}");
        add(&whole);
        for length in [13, 12, 8] {
            let (zeros, rest) = whole.split_at_checked(whole.len() - length).unwrap_or_default();
            if zeros.bytes().all(|byte| byte == b'0') {
                add(rest);
            }
        }
    }
    if let Some(sscc) = gs1.and_then(|gs1| gs1.sscc.as_deref()) {
        add(sscc);
    }
    all
}

impl Suffix {
    /// The word in the preferences; a text is written behind `text:`.
    pub fn code(&self) -> String {
        match self {
            Self::Enter => "enter".to_owned(),
            Self::Tab => "tab".to_owned(),
            Self::EnterOrTab => "enter_or_tab".to_owned(),
            Self::Text(text) => format!("text:{text}"),
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "enter" => Some(Self::Enter),
            "tab" => Some(Self::Tab),
            "enter_or_tab" => Some(Self::EnterOrTab),
            _ => {
                let text = code.strip_prefix("text:")?;
                is_mark(text).then(|| Self::Text(text.to_owned()))
            }
        }
    }
}

/// Whether a text can stand before or behind a code: it can be typed, and is short.
pub fn is_mark(text: &str) -> bool {
    let count = text.chars().count();
    (1..=MARK_AT_MOST).contains(&count) && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn candidates_of(raw: &str) -> Vec<String> {
        ScannerConfig::default().read(raw).candidates
    }

    #[test]
    fn an_ean_is_looked_up_in_all_its_lengths() {
        assert_eq!(candidates_of("4006381333931"), ["4006381333931", "04006381333931"]);
        let upc = ["036000291452", "00036000291452", "0036000291452"];
        assert_eq!(candidates_of("036000291452"), upc);
        let ean8 = ["96385074", "00000096385074", "0000096385074", "000096385074"];
        assert_eq!(candidates_of(" 96385074"), ean8);
        assert_eq!(candidates_of("]E04006381333931")[0], "4006381333931");
    }

    #[test]
    fn an_element_string_is_looked_up_by_its_number() {
        let code = "]C10104006381333931\u{1d}10AB";
        let read = ScannerConfig::default().read(code);
        assert_eq!(read.gs1.as_ref().and_then(|gs1| gs1.batch.as_deref()), Some("AB"));
        let shapes = ["04006381333931", "4006381333931"];
        assert_eq!(read.candidates[2..], shapes);
        assert!(candidates_of("0104006381333931").contains(&"4006381333931".to_owned()));
        let wrong = ScannerConfig::default().read("]C10104006381333932");
        assert!(matches!(wrong.gs1_error, Some(Gs1Error::CheckDigit { .. })), "{wrong:?}");
    }

    #[test]
    fn an_ordinary_code_is_no_element_string() {
        for code in ["4006381333931", "H000123", "2112", "TD:RELEASE", "A|B", "(x)", "10"] {
            let read = ScannerConfig::default().read(code);
            assert_eq!((read.gs1, read.gs1_error), (None, None), "{code}");
            assert_eq!(read.candidates[0], code);
        }
    }

    #[test]
    fn a_suffix_is_read_as_written() {
        for suffix in [Suffix::Enter, Suffix::Tab, Suffix::EnterOrTab, Suffix::Text("#!".into())] {
            assert_eq!(Suffix::parse(&suffix.code()), Some(suffix));
        }
        assert_eq!(Suffix::parse("text:"), None);
        assert_eq!(Suffix::parse("Return"), None);
    }

    proptest! {
        #[test]
        fn whatever_was_scanned_is_its_first_candidate(raw in "[!-~]{1,40}") {
            let read = ScannerConfig::default().read(&raw);
            if let Some(first) = read.candidates.first() {
                prop_assert_eq!(first, &read.text);
            }
        }
    }
}
