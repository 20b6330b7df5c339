//! The table of application identifiers: how many digits each has, and what may follow.

use std::fmt;

/// An application identifier with its digits, `01` or `3103`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ai {
    number: u16,
    digits: u8,
}

/// What characters a part takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Digits,
    Text,
}

/// A part of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub kind: Kind,
    pub least: usize,
    pub most: usize,
}

/// What may follow an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    pub parts: &'static [Part],
    /// Its length is known to every scanner, so that no separator follows it.
    pub predefined: bool,
    /// The last digit proves the others.
    pub checked: bool,
    pub date: bool,
}

const fn n(length: usize) -> Part {
    Part { kind: Kind::Digits, least: length, most: length }
}

const fn up_to_n(most: usize) -> Part {
    Part { kind: Kind::Digits, least: 1, most }
}

const fn up_to_x(most: usize) -> Part {
    Part { kind: Kind::Text, least: 1, most }
}

const fn maybe(part: Part) -> Part {
    Part { least: 0, ..part }
}

type Row = (u16, u16, u8, &'static [Part], u8);

/// Flags of a row.
const PLAIN: u8 = 0;
const FIXED: u8 = 1;
const CHECK: u8 = 2;
const DATE: u8 = 4;

/// From, to, digits of the identifier, parts, flags. What ends in `n` (decimal places) is a range.
const TABLE: &[Row] = &[
    (0, 0, 2, &[n(18)], FIXED | CHECK),
    (1, 3, 2, &[n(14)], FIXED | CHECK),
    (10, 10, 2, &[up_to_x(20)], PLAIN),
    (11, 13, 2, &[n(6)], FIXED | DATE),
    (15, 17, 2, &[n(6)], FIXED | DATE),
    (20, 20, 2, &[n(2)], FIXED),
    (21, 22, 2, &[up_to_x(20)], PLAIN),
    (30, 30, 2, &[up_to_n(8)], PLAIN),
    (37, 37, 2, &[up_to_n(8)], PLAIN),
    (90, 90, 2, &[up_to_x(30)], PLAIN),
    (91, 99, 2, &[up_to_x(90)], PLAIN),
    (235, 235, 3, &[up_to_x(28)], PLAIN),
    (240, 241, 3, &[up_to_x(30)], PLAIN),
    (242, 242, 3, &[up_to_n(6)], PLAIN),
    (243, 243, 3, &[up_to_x(20)], PLAIN),
    (250, 251, 3, &[up_to_x(30)], PLAIN),
    (253, 253, 3, &[n(13), maybe(up_to_x(17))], PLAIN),
    (254, 254, 3, &[up_to_x(20)], PLAIN),
    (255, 255, 3, &[n(13), maybe(up_to_n(12))], PLAIN),
    (400, 401, 3, &[up_to_x(30)], PLAIN),
    (402, 402, 3, &[n(17)], CHECK),
    (403, 403, 3, &[up_to_x(30)], PLAIN),
    (410, 417, 3, &[n(13)], FIXED | CHECK),
    (420, 420, 3, &[up_to_x(20)], PLAIN),
    (421, 421, 3, &[n(3), up_to_x(9)], PLAIN),
    (422, 422, 3, &[n(3)], PLAIN),
    (423, 423, 3, &[n(3), maybe(up_to_n(12))], PLAIN),
    (424, 424, 3, &[n(3)], PLAIN),
    (425, 425, 3, &[n(3), maybe(up_to_n(12))], PLAIN),
    (426, 426, 3, &[n(3)], PLAIN),
    (427, 427, 3, &[up_to_x(3)], PLAIN),
    (3100, 3169, 4, &[n(6)], FIXED),
    (3200, 3379, 4, &[n(6)], FIXED),
    (3400, 3579, 4, &[n(6)], FIXED),
    (3600, 3699, 4, &[n(6)], FIXED),
    (3900, 3909, 4, &[up_to_n(15)], PLAIN),
    (3910, 3919, 4, &[n(3), up_to_n(15)], PLAIN),
    (3920, 3929, 4, &[up_to_n(15)], PLAIN),
    (3930, 3939, 4, &[n(3), up_to_n(15)], PLAIN),
    (3940, 3943, 4, &[n(4)], PLAIN),
    (3950, 3955, 4, &[n(6)], PLAIN),
    (4300, 4301, 4, &[up_to_x(35)], PLAIN),
    (7001, 7001, 4, &[n(13)], PLAIN),
    (7002, 7002, 4, &[up_to_x(30)], PLAIN),
    (7003, 7003, 4, &[n(10)], PLAIN),
    (7004, 7004, 4, &[up_to_n(4)], PLAIN),
    (7005, 7005, 4, &[up_to_x(12)], PLAIN),
    (7006, 7006, 4, &[n(6)], DATE),
    (7008, 7008, 4, &[up_to_x(3)], PLAIN),
    (7009, 7009, 4, &[up_to_x(10)], PLAIN),
    (7010, 7010, 4, &[up_to_x(2)], PLAIN),
    (7020, 7023, 4, &[up_to_x(20)], PLAIN),
    (7030, 7039, 4, &[n(3), up_to_x(27)], PLAIN),
    (8001, 8001, 4, &[n(14)], PLAIN),
    (8002, 8002, 4, &[up_to_x(20)], PLAIN),
    (8003, 8003, 4, &[n(14), maybe(up_to_x(16))], PLAIN),
    (8004, 8004, 4, &[up_to_x(30)], PLAIN),
    (8005, 8005, 4, &[n(6)], PLAIN),
    (8006, 8006, 4, &[n(18)], PLAIN),
    (8007, 8007, 4, &[up_to_x(34)], PLAIN),
    (8008, 8008, 4, &[n(8), maybe(up_to_n(4))], PLAIN),
    (8009, 8009, 4, &[up_to_x(50)], PLAIN),
    (8010, 8010, 4, &[up_to_x(30)], PLAIN),
    (8011, 8011, 4, &[up_to_n(12)], PLAIN),
    (8012, 8012, 4, &[up_to_x(20)], PLAIN),
    (8013, 8013, 4, &[up_to_x(25)], PLAIN),
    (8017, 8018, 4, &[n(18)], CHECK),
    (8019, 8019, 4, &[up_to_n(10)], PLAIN),
    (8020, 8020, 4, &[up_to_x(25)], PLAIN),
    (8026, 8026, 4, &[n(18)], PLAIN),
    (8110, 8112, 4, &[up_to_x(70)], PLAIN),
    (8200, 8200, 4, &[up_to_x(70)], PLAIN),
];

impl Ai {
    pub(super) const fn new(number: u16, digits: u8) -> Self {
        Self { number, digits }
    }

    /// Reads one that stands alone, `3103` for instance.
    pub fn parse(text: &str) -> Option<Self> {
        Self::at(text).filter(|(_, rest)| rest.is_empty()).map(|(ai, _)| ai)
    }

    /// The identifier that the text begins with, and what stands behind it. No identifier begins
    /// another, so that there is never more than one.
    pub(super) fn at(text: &str) -> Option<(Self, &str)> {
        [2_u8, 3, 4].into_iter().find_map(|digits| {
            let (number, rest) = text.split_at_checked(usize::from(digits))?;
            if !number.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            let ai = Self { number: number.parse().ok()?, digits };
            ai.spec().map(|_| (ai, rest))
        })
    }

    /// What may follow it.
    pub(super) fn spec(self) -> Option<Spec> {
        let row = TABLE.iter().find(|(from, to, digits, ..)| {
            *digits == self.digits && (*from..=*to).contains(&self.number)
        })?;
        let (_, _, _, parts, flags) = *row;
        Some(Spec {
            parts,
            predefined: flags & FIXED != 0,
            checked: flags & CHECK != 0,
            date: flags & DATE != 0,
        })
    }

    /// Its first three digits, `310` of `3103`.
    pub(super) const fn family(self) -> u16 {
        if self.digits == 4 { self.number / 10 } else { self.number }
    }

    /// The decimal places that the last digit of a measure tells.
    pub(super) const fn places(self) -> u8 {
        (self.number % 10) as u8
    }
}

impl Spec {
    pub fn least(&self) -> usize {
        self.parts.iter().map(|part| part.least).sum()
    }

    pub fn most(&self) -> usize {
        self.parts.iter().map(|part| part.most).sum()
    }

    /// Whether its end is known without a separator.
    pub fn is_fixed(&self) -> bool {
        self.least() == self.most()
    }
}

impl fmt::Display for Ai {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:0>width$}", self.number, width = usize::from(self.digits))
    }
}
