//! The separator as scanners really send it, the symbology they put in front, and the characters GS1 allows.

/// The character every disguise becomes: group separator.
pub const SEPARATOR: char = '\u{1d}';

/// What Windows and control pictures make of the separator: Alt+29 types the arrow of the old code page.
const DISGUISES: [char; 2] = ['\u{2194}', '\u{241d}'];

/// Symbologies that carry element strings: GS1-128, DataBar, DataMatrix, QR, DotCode.
const GS1_SYMBOLOGIES: [&str; 5] = ["]C1", "]e0", "]d2", "]Q3", "]J1"];

/// Takes off the symbology a scanner may put in front (`]C1`), and says which it was.
pub fn strip_symbology(code: &str) -> (Option<&str>, &str) {
    let mut characters = code.chars();
    let is_one = characters.next() == Some(']')
        && characters.next().is_some_and(|letter| letter.is_ascii_alphabetic())
        && characters.next().is_some_and(|digit| digit.is_ascii_alphanumeric());
    match code.split_at_checked(3) {
        Some((symbology, rest)) if is_one => (Some(symbology), rest),
        _ => (None, code),
    }
}

/// Whether a code says of itself that it is an element string: by its symbology, by a separator in
/// it, or by brackets around its first identifier.
pub fn begins_as_gs1(code: &str) -> bool {
    let (symbology, rest) = strip_symbology(code);
    if let Some(symbology) = symbology {
        return GS1_SYMBOLOGIES.contains(&symbology);
    }
    let bracket = rest.strip_prefix('(').and_then(|inner| inner.split_once(')'));
    bracket.is_some_and(|(number, _)| {
        (2..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    }) || rest.contains(SEPARATOR)
        || rest.contains(DISGUISES)
}

/// Makes every disguise the separator. The longest substitute is replaced first, so that one that
/// begins another does not leave half of it.
pub fn unify(code: &str, substitutes: &[String]) -> String {
    let mut text = code.replace(DISGUISES, "\u{1d}");
    let mut longest_first: Vec<&str> =
        substitutes.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    longest_first.sort_by_key(|text| std::cmp::Reverse(text.len()));
    for substitute in longest_first {
        if text.contains(substitute) {
            text = text.replace(substitute, "\u{1d}");
        }
    }
    text
}

/// Whether the character may stand in a value: set 82 of the GS1 general specifications, and set 39 in it.
pub const fn is_allowed(character: char) -> bool {
    matches!(character,
        '!' | '"' | '%'..='?' | 'A'..='Z' | '_' | 'a'..='z' | '#')
}
