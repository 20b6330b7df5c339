//! GS1 element strings taken apart: application identifiers, their lengths, and the separator in all its disguises.

mod ai;
mod separator;

use std::fmt;

use jiff::civil::Date;

pub use self::ai::Ai;
use self::ai::{Kind, Part, Spec};
use self::separator::SEPARATOR;
pub use self::separator::{begins_as_gs1, strip_symbology, unify};

/// What an element string says; what it does not say is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gs1 {
    /// 01, fourteen digits.
    pub gtin: Option<String>,
    /// 02: what is contained in the logistic unit, fourteen digits.
    pub content: Option<String>,
    /// 00, eighteen digits.
    pub sscc: Option<String>,
    /// 10
    pub batch: Option<String>,
    /// 21
    pub serial: Option<String>,
    /// 17
    pub expiry: Option<Gs1Date>,
    /// 15
    pub best_before: Option<Gs1Date>,
    /// 37, or 30 where there is no 37.
    pub count: Option<u32>,
    /// 310n, kilograms.
    pub net_weight: Option<Decimal>,
    /// Every element in the order of the code.
    pub all: Vec<(Ai, String)>,
    /// This element may have swallowed those behind it: its end reads like elements of their own.
    pub separator_lost: Option<Ai>,
}

/// A date as GS1 writes it: two digits of the year; day 0 is the last of the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gs1Date {
    pub year: u8,
    pub month: u8,
    pub day: u8,
}

/// A number with a fixed count of decimal places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    pub digits: u32,
    pub places: u8,
}

/// Why it is no element string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gs1Error {
    Empty,
    /// No identifier of the table begins here.
    UnknownAi {
        text: String,
    },
    TooShort {
        ai: Ai,
        wanted: usize,
        got: usize,
    },
    TooLong {
        ai: Ai,
        most: usize,
    },
    NotDigits {
        ai: Ai,
    },
    BadCharacter {
        ai: Ai,
        character: char,
    },
    CheckDigit {
        ai: Ai,
    },
    NoDate {
        ai: Ai,
    },
    /// It is longer than it may be, and what is too much reads like elements of their own.
    SeparatorLost {
        ai: Ai,
    },
    /// A bracket of the readable form that does not close, or that stands around no identifier.
    Bracket,
}

impl Gs1 {
    /// Takes a code apart. `substitutes` are texts that stand for the separator on this scanner.
    pub fn parse(raw: &str, substitutes: &[String]) -> Result<Self, Gs1Error> {
        let (_, code) = strip_symbology(raw.trim_matches([' ', '\r', '\n', '\t']));
        let all = if code.starts_with('(') {
            bracketed(&unify(code, substitutes))?
        } else {
            let code = unify(code, substitutes);
            // A mandatory first FNC1 that a scanner sends as a separator says nothing more.
            elements(code.trim_start_matches(SEPARATOR))?
        };
        Ok(Self::of(all))
    }

    /// Puts an element string together: the separator after each element of no fixed length but the last.
    pub fn compose(elements: &[(Ai, String)], separator: &str) -> String {
        let mut text = String::new();
        for (index, (ai, value)) in elements.iter().enumerate() {
            text.push_str(&ai.to_string());
            text.push_str(value);
            if ai.spec().is_none_or(|spec| !spec.predefined) && index + 1 < elements.len() {
                text.push_str(separator);
            }
        }
        text
    }

    /// The readable form, `(01)09501101530003(10)AB`.
    pub fn readable(&self) -> String {
        self.all.iter().map(|(ai, value)| format!("({ai}){value}")).collect()
    }

    fn of(all: Vec<(Ai, String)>) -> Self {
        let lost = all.iter().find(|(ai, value)| swallowed(*ai, value)).map(|(ai, _)| *ai);
        let get = |number: u16, digits: u8| {
            let wanted = Ai::new(number, digits);
            // what may be more than one element is not passed off as one
            let found = all.iter().find(|(ai, _)| *ai == wanted && lost != Some(wanted));
            found.map(|(_, value)| value.clone())
        };
        let date = |number| get(number, 2).and_then(|value| Gs1Date::parse(&value));
        let weight = all.iter().find(|(ai, _)| ai.family() == 310 && lost != Some(*ai));
        Self {
            gtin: get(1, 2),
            content: get(2, 2),
            sscc: get(0, 2),
            batch: get(10, 2),
            serial: get(21, 2),
            expiry: date(17),
            best_before: date(15),
            count: get(37, 2).or_else(|| get(30, 2)).and_then(|value| value.parse().ok()),
            net_weight: weight.and_then(|(ai, value)| {
                Some(Decimal { digits: value.parse().ok()?, places: ai.places() })
            }),
            separator_lost: lost,
            all,
        }
    }
}

/// Elements one after the other, with separators between them where there are any.
fn elements(code: &str) -> Result<Vec<(Ai, String)>, Gs1Error> {
    let mut all = Vec::new();
    let mut rest = code;
    while !rest.is_empty() {
        let (ai, behind) = Ai::at(rest).ok_or_else(|| unknown(rest))?;
        let spec = ai.spec().ok_or_else(|| unknown(rest))?;
        let end = behind.find(SEPARATOR).unwrap_or(behind.len());
        let reach = if spec.is_fixed() { boundary(behind, spec.most()).min(end) } else { end };
        let (value, after) = behind.split_at_checked(reach).unwrap_or((behind, ""));
        check(ai, &spec, value)?;
        all.push((ai, value.to_owned()));
        rest = after.trim_start_matches(SEPARATOR);
    }
    if all.is_empty() { Err(Gs1Error::Empty) } else { Ok(all) }
}

/// The readable form with identifiers in brackets.
fn bracketed(code: &str) -> Result<Vec<(Ai, String)>, Gs1Error> {
    let mut all = Vec::new();
    let mut rest = code;
    while !rest.is_empty() {
        let inner = rest.strip_prefix('(').ok_or(Gs1Error::Bracket)?;
        let (number, behind) = inner.split_once(')').ok_or(Gs1Error::Bracket)?;
        let (ai, left) = Ai::at(number).ok_or_else(|| unknown(number))?;
        let spec = ai.spec().filter(|_| left.is_empty()).ok_or_else(|| unknown(number))?;
        // A value may hold a bracket; only one with an identifier in it begins the next element.
        let end =
            behind.match_indices('(').map(|(at, _)| at).find(|at| begins_element(behind, *at));
        let (value, after) =
            behind.split_at_checked(end.unwrap_or(behind.len())).unwrap_or((behind, ""));
        let value = value.trim_matches([SEPARATOR, ' ']);
        check(ai, &spec, value)?;
        all.push((ai, value.to_owned()));
        rest = after;
    }
    if all.is_empty() { Err(Gs1Error::Empty) } else { Ok(all) }
}

fn begins_element(text: &str, at: usize) -> bool {
    let Some(inner) = text.get(at + 1..) else { return false };
    let Some((number, _)) = inner.split_once(')') else { return false };
    Ai::at(number).is_some_and(|(_, left)| left.is_empty())
}

/// The byte at which so many characters end.
fn boundary(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at)
}

fn unknown(rest: &str) -> Gs1Error {
    Gs1Error::UnknownAi { text: rest.chars().take(4).collect() }
}

fn check(ai: Ai, spec: &Spec, value: &str) -> Result<(), Gs1Error> {
    let got = value.chars().count();
    if got < spec.least() {
        return Err(Gs1Error::TooShort { ai, wanted: spec.least(), got });
    }
    if got > spec.most() {
        let lost = swallowed(ai, value);
        return Err(if lost {
            Gs1Error::SeparatorLost { ai }
        } else {
            Gs1Error::TooLong { ai, most: spec.most() }
        });
    }
    let mut characters = value.chars();
    for part in spec.parts {
        let Part { kind, most, .. } = part;
        for character in characters.by_ref().take(*most) {
            match kind {
                Kind::Digits if !character.is_ascii_digit() => {
                    return Err(Gs1Error::NotDigits { ai });
                }
                Kind::Text if !separator::is_allowed(character) => {
                    return Err(Gs1Error::BadCharacter { ai, character });
                }
                _ => {}
            }
        }
    }
    if spec.checked && !check_digit_is_right(value) {
        return Err(Gs1Error::CheckDigit { ai });
    }
    if spec.date && Gs1Date::parse(value).is_none() {
        return Err(Gs1Error::NoDate { ai });
    }
    Ok(())
}

/// Whether the end of a value of no fixed length reads like whole elements that prove themselves:
/// a date that is one, a number with its check digit. Anything weaker would suspect good codes.
fn swallowed(ai: Ai, value: &str) -> bool {
    let Some(spec) = ai.spec().filter(|spec| !spec.is_fixed()) else { return false };
    let starts = value.char_indices().map(|(at, _)| at).skip(spec.least().max(1));
    let mut tails = starts.filter_map(|at| value.get(at..));
    tails.any(proves_itself)
}

fn proves_itself(tail: &str) -> bool {
    let mut rest = tail;
    let mut proofs = 0_u8;
    while !rest.is_empty() {
        let Some((ai, behind)) = Ai::at(rest) else { return false };
        let Some(spec) = ai.spec().filter(|spec| spec.is_fixed()) else { return proofs > 0 };
        let (value, after) =
            behind.split_at_checked(boundary(behind, spec.most())).unwrap_or((behind, ""));
        if check(ai, &spec, value).is_err() {
            return false;
        }
        proofs += u8::from(spec.date || spec.checked);
        rest = after;
    }
    proofs > 0
}

/// Whether the last digit is the check digit of those before it, as in GTIN, SSCC and GLN.
pub fn check_digit_is_right(digits: &str) -> bool {
    let Some((body, last)) = digits.len().checked_sub(1).and_then(|at| digits.split_at_checked(at))
    else {
        return false;
    };
    check_digit(body).is_some_and(|digit| last == digit.to_string())
}

/// The check digit of those digits; none for anything else.
pub fn check_digit(body: &str) -> Option<u32> {
    let mut sum = 0;
    for (place, character) in body.chars().rev().enumerate() {
        let weight = if place % 2 == 0 { 3 } else { 1 };
        sum += character.to_digit(10)? * weight;
    }
    (!body.is_empty()).then_some((10 - sum % 10) % 10)
}

impl Gs1Date {
    /// Six digits, year first.
    pub fn parse(digits: &str) -> Option<Self> {
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let part = |from: usize| digits.get(from..from + 2)?.parse::<u8>().ok();
        let date = Self { year: part(0)?, month: part(2)?, day: part(4)? };
        // whether 29 February is one, a leap year near it tells
        (1..=12).contains(&date.month).then_some(())?;
        date.date(2000).map(|_| date)
    }

    /// The day, read in this year: GS1 means the century that lies nearest.
    pub fn date(self, this_year: i16) -> Option<Date> {
        let century = this_year - this_year.rem_euclid(100);
        let apart = i16::from(self.year) - this_year.rem_euclid(100);
        let year = century
            + i16::from(self.year)
            + match apart {
                51.. => -100,
                ..=-50 => 100,
                _ => 0,
            };
        let month = i8::try_from(self.month).ok()?;
        let day = i8::try_from(self.day).ok()?;
        if day == 0 {
            return Date::new(year, month, 1).ok().map(Date::last_of_month);
        }
        Date::new(year, month, day).ok()
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = usize::from(self.places);
        let digits = format!("{:0>width$}", self.digits, width = places + 1);
        match digits.split_at_checked(digits.len() - places) {
            Some((whole, rest)) if !rest.is_empty() => write!(f, "{whole}.{rest}"),
            _ => f.write_str(&digits),
        }
    }
}

impl Gs1Error {
    /// The message key of its words.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Empty => "scanner-gs1-empty",
            Self::UnknownAi { .. } => "scanner-gs1-unknown",
            Self::TooShort { .. } => "scanner-gs1-short",
            Self::TooLong { .. } => "scanner-gs1-long",
            Self::NotDigits { .. } => "scanner-gs1-digits",
            Self::BadCharacter { .. } => "scanner-gs1-character",
            Self::CheckDigit { .. } => "scanner-gs1-check",
            Self::NoDate { .. } => "scanner-gs1-date",
            Self::SeparatorLost { .. } => "scanner-gs1-lost",
            Self::Bracket => "scanner-gs1-bracket",
        }
    }

    /// The identifier it is about.
    pub const fn ai(&self) -> Option<Ai> {
        match self {
            Self::Empty | Self::UnknownAi { .. } | Self::Bracket => None,
            Self::TooShort { ai, .. }
            | Self::TooLong { ai, .. }
            | Self::NotDigits { ai }
            | Self::BadCharacter { ai, .. }
            | Self::CheckDigit { ai }
            | Self::NoDate { ai }
            | Self::SeparatorLost { ai } => Some(*ai),
        }
    }
}

#[cfg(test)]
mod tests;
