//! Where the characters of the test codes lie on keyboards, and what another keyboard makes of the same keys.

/// A keyboard that a scanner or a PC may be set for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyboard {
    American,
    British,
    /// QWERTZ
    German,
    /// AZERTY
    French,
}

/// The rows of keys without and with Shift, key by key at the same place on every keyboard:
/// the digits with the two keys right of them, then the rows of letters from the left. The last is
/// the key left of Y or Z, which an American keyboard has not.
const AMERICAN: (&str, &str) = (
    "1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./\u{0}",
    "!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"|ZXCVBNM<>?\u{0}",
);
const BRITISH: (&str, &str) = (
    "1234567890-=qwertyuiop[]asdfghjkl;'#zxcvbnm,./\\",
    "!\"£$%^&*()_+QWERTYUIOP{}ASDFGHJKL:@~ZXCVBNM<>?|",
);
const GERMAN: (&str, &str) = (
    "1234567890ß´qwertzuiopü+asdfghjklöä#yxcvbnm,.-<",
    "!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄ'YXCVBNM;:_>",
);
const FRENCH: (&str, &str) = (
    "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù*wxcvbn,;:!<",
    "1234567890°+AZERTYUIOP¨£QSDFGHJKLM%µWXCVBN?./§>",
);

impl Keyboard {
    pub const ALL: [Self; 4] = [Self::American, Self::British, Self::German, Self::French];

    /// Every pair of a scanner's keyboard and this PC's: right first, then with the American one,
    /// which scanners leave the factory with, then the rest.
    pub(super) fn pairs() -> impl Iterator<Item = (Self, Self)> {
        let others = |from: Self| Self::ALL.into_iter().filter(move |to| *to != from);
        let from_american = others(Self::American).map(|pc| (Self::American, pc));
        let to_american = others(Self::American).map(|scanner| (scanner, Self::American));
        let rest = others(Self::American).flat_map(move |scanner| {
            others(scanner).filter(|pc| *pc != Self::American).map(move |pc| (scanner, pc))
        });
        std::iter::once((Self::American, Self::American))
            .chain(from_american)
            .chain(to_american)
            .chain(rest)
    }

    /// The message key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::American => "scanner-keyboard-american",
            Self::British => "scanner-keyboard-british",
            Self::German => "scanner-keyboard-german",
            Self::French => "scanner-keyboard-french",
        }
    }

    const fn rows(self) -> (&'static str, &'static str) {
        match self {
            Self::American => AMERICAN,
            Self::British => BRITISH,
            Self::German => GERMAN,
            Self::French => FRENCH,
        }
    }
}

/// What this PC reads when a scanner set for one keyboard types the text. What the scanner's
/// keyboard has no key for, and dead keys, come as nothing.
pub(super) fn typed(text: &str, scanner: Keyboard, pc: Keyboard) -> String {
    text.chars().filter_map(|character| on_the_other(character, scanner, pc)).collect()
}

fn on_the_other(character: char, from: Keyboard, to: Keyboard) -> Option<char> {
    if from == to || character == '\u{1d}' {
        return Some(character);
    }
    let (plain, shifted) = from.rows();
    let (plain_there, shifted_there) = to.rows();
    let place = |row: &str| row.chars().position(|key| key == character);
    let there = match (place(plain), place(shifted)) {
        (Some(place), _) => plain_there.chars().nth(place),
        (None, Some(place)) => shifted_there.chars().nth(place),
        // with the third level, where all that differs between systems differs
        (None, None) => None,
    };
    there.filter(|key| *key != '\0' && !is_dead(*key, to))
}

/// Keys that wait for the next one.
const fn is_dead(key: char, keyboard: Keyboard) -> bool {
    match keyboard {
        Keyboard::German => matches!(key, '´' | '`' | '^'),
        Keyboard::French => matches!(key, '^' | '¨'),
        Keyboard::American | Keyboard::British => false,
    }
}

/// What Caps Lock makes of a text: letters swapped, nothing else.
pub(super) fn with_caps_lock(text: &str) -> String {
    let swapped = text.chars().flat_map(|letter| {
        let mut other: Vec<char> = if letter.is_uppercase() {
            letter.to_lowercase().collect()
        } else {
            letter.to_uppercase().collect()
        };
        // ß and the like have no single capital; Caps Lock leaves them
        if other.len() != 1 {
            other = vec![letter];
        }
        other
    });
    swapped.collect()
}
