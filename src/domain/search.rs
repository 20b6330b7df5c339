//! Search expressions of the storage system's lists, checked before they are sent (NoyesStorage API v2, parameter `search`).
//!
//! The grammar has `field:value`, upper-case AND and OR, one level of parentheses and `*:value`. It has no
//! escape rule: a value with blanks, colons or parentheses cannot be written, only filtered for.

/// The fields that `search` of the inventory knows.
pub const INVENTORY_FIELDS: &[&str] = &[
    "carrier_id",
    "box_size_string",
    "box_height_string_max",
    "section_code",
    "section_code_32",
    "sku_id",
    "sku_name",
];

/// What is wrong with an expression, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchMistake {
    /// The character it begins at, from 1.
    pub at: usize,
    pub what: Wrong,
}

/// The kinds of mistakes; the words in them are the person's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A word that stands without a field.
    NoField(String),
    /// A field the list does not search.
    UnknownField(String),
    /// A field with nothing behind its colon.
    NoValue(String),
    /// A word after a value: the value cannot go on behind a blank.
    Blank(String),
    /// A second colon.
    Colon(String),
    /// `and` or `or` that is not written in capitals.
    LowerCase(String),
    /// AND or OR with no term before it.
    NothingBefore(&'static str),
    /// AND or OR with no term behind it.
    NothingBehind(&'static str),
    /// Two terms with neither AND nor OR between.
    NothingBetween,
    /// Parentheses within parentheses.
    Nested,
    /// A parenthesis that is never closed.
    NotClosed,
    /// A parenthesis that was never opened.
    NotOpened,
    /// Parentheses round nothing.
    EmptyParentheses,
}

/// A part of the text with the character it begins at.
#[derive(Clone, Copy, Debug)]
enum Part<'a> {
    Open,
    Close,
    Word(&'a str),
}

/// What came last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Beginning,
    Opened,
    Term,
    Closed,
    Joined(&'static str, usize),
}

/// Checks an expression; an empty one searches nothing and is well.
pub fn check(text: &str, fields: &[&str]) -> Result<(), SearchMistake> {
    let mut last = Last::Beginning;
    let mut opened: Option<usize> = None;
    for (at, part) in parts(text) {
        let wrong = |what| Err(SearchMistake { at, what });
        last = match part {
            Part::Open if opened.is_some() => return wrong(Wrong::Nested),
            Part::Open if matches!(last, Last::Term | Last::Closed) => {
                return wrong(Wrong::NothingBetween);
            }
            Part::Open => {
                opened = Some(at);
                Last::Opened
            }
            Part::Close if opened.is_none() => return wrong(Wrong::NotOpened),
            Part::Close => match last {
                Last::Opened => return wrong(Wrong::EmptyParentheses),
                Last::Joined(word, at) => {
                    return Err(SearchMistake { at, what: Wrong::NothingBehind(word) });
                }
                Last::Beginning | Last::Term | Last::Closed => {
                    opened = None;
                    Last::Closed
                }
            },
            Part::Word(word) => word_after(word, at, last, fields)?,
        };
    }
    if let Last::Joined(word, at) = last {
        return Err(SearchMistake { at, what: Wrong::NothingBehind(word) });
    }
    match opened {
        Some(at) => Err(SearchMistake { at, what: Wrong::NotClosed }),
        None => Ok(()),
    }
}

/// Takes one word: an operator or a term.
fn word_after(word: &str, at: usize, last: Last, fields: &[&str]) -> Result<Last, SearchMistake> {
    let wrong = |what| Err(SearchMistake { at, what });
    let ended = matches!(last, Last::Term | Last::Closed);
    for operator in ["AND", "OR"] {
        if word == operator {
            return if ended {
                Ok(Last::Joined(operator, at))
            } else {
                wrong(Wrong::NothingBefore(operator))
            };
        }
        if word.eq_ignore_ascii_case(operator) {
            return wrong(Wrong::LowerCase(word.to_owned()));
        }
    }
    let Some((field, value)) = word.split_once(':') else {
        let word = word.to_owned();
        return wrong(if last == Last::Term { Wrong::Blank(word) } else { Wrong::NoField(word) });
    };
    if ended {
        return wrong(Wrong::NothingBetween);
    }
    if field != "*" && !fields.contains(&field) {
        return wrong(Wrong::UnknownField(field.to_owned()));
    }
    if value.is_empty() {
        return wrong(Wrong::NoValue(field.to_owned()));
    }
    if let Some((before, _)) = value.split_once(':') {
        let at = at + field.chars().count() + 1 + before.chars().count();
        return Err(SearchMistake { at, what: Wrong::Colon(value.to_owned()) });
    }
    Ok(Last::Term)
}

/// The parts of the text, each with the character it begins at, from 1.
fn parts(text: &str) -> Vec<(usize, Part<'_>)> {
    let mut found = Vec::new();
    let mut word: Option<(usize, usize)> = None;
    let end_word = |word: &mut Option<(usize, usize)>, end: usize, found: &mut Vec<_>| {
        if let Some((at, start)) = word.take()
            && let Some(text) = text.get(start..end)
        {
            found.push((at, Part::Word(text)));
        }
    };
    for (number, (place, letter)) in text.char_indices().enumerate() {
        let part = match letter {
            '(' => Some(Part::Open),
            ')' => Some(Part::Close),
            _ if letter.is_whitespace() => None,
            _ => {
                word.get_or_insert((number + 1, place));
                continue;
            }
        };
        end_word(&mut word, place, &mut found);
        found.extend(part.map(|part| (number + 1, part)));
    }
    end_word(&mut word, text.len(), &mut found);
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FIELDS: &[&str] = &["name", "sku"];

    fn wrong(text: &str) -> (usize, Wrong) {
        let mistake = check(text, FIELDS).unwrap_err();
        (mistake.at, mistake.what)
    }

    #[test]
    fn what_the_grammar_has_is_well() {
        for text in [
            "",
            "  ",
            "name:a",
            "*:a",
            "name:a AND sku:b OR *:c",
            "(name:a OR name:b) AND sku:c",
            "( name:a )AND(sku:b)",
            "name:Öl",
        ] {
            assert_eq!(check(text, FIELDS), Ok(()), "{text}");
        }
    }

    #[test]
    fn each_mistake_has_its_place() {
        let own = str::to_owned;
        assert_eq!(wrong("mug"), (1, Wrong::NoField(own("mug"))));
        assert_eq!(wrong("name:a AND colour:red"), (12, Wrong::UnknownField(own("colour"))));
        assert_eq!(wrong("name:"), (1, Wrong::NoValue(own("name"))));
        assert_eq!(wrong("name:Oak Lamp"), (10, Wrong::Blank(own("Lamp"))));
        assert_eq!(wrong("name:10:30"), (8, Wrong::Colon(own("10:30"))));
        assert_eq!(wrong("name:ö:30"), (7, Wrong::Colon(own("ö:30"))));
        assert_eq!(wrong("name:a and sku:b"), (8, Wrong::LowerCase(own("and"))));
        assert_eq!(wrong("OR name:a"), (1, Wrong::NothingBefore("OR")));
        assert_eq!(wrong("name:a AND"), (8, Wrong::NothingBehind("AND")));
        assert_eq!(wrong("(name:a AND)"), (9, Wrong::NothingBehind("AND")));
        assert_eq!(wrong("name:a sku:b"), (8, Wrong::NothingBetween));
        assert_eq!(wrong("name:a (sku:b)"), (8, Wrong::NothingBetween));
        assert_eq!(wrong("(name:a AND (sku:b))"), (13, Wrong::Nested));
        assert_eq!(wrong("(name:a"), (1, Wrong::NotClosed));
        assert_eq!(wrong("name:a)"), (7, Wrong::NotOpened));
        assert_eq!(wrong("()"), (2, Wrong::EmptyParentheses));
        assert_eq!(wrong("name:a AND OR sku:b"), (12, Wrong::NothingBefore("OR")));
    }

    fn term() -> impl Strategy<Value = String> {
        ("(name|sku|\\*)", "[a-zA-Z0-9äß_.-]{1,6}")
            .prop_map(|(field, value)| format!("{field}:{value}"))
    }

    fn joined(one: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
        prop::collection::vec((one, "(AND|OR)"), 1..4).prop_map(|parts| {
            let mut text = String::new();
            for (index, (part, operator)) in parts.iter().enumerate() {
                if index > 0 {
                    text.push_str(&format!(" {operator} "));
                }
                text.push_str(part);
            }
            text
        })
    }

    proptest! {
        #[test]
        fn every_expression_of_the_grammar_is_well(
            text in joined(prop_oneof![
                term(),
                joined(term()).prop_map(|inside| format!("({inside})")),
            ])
        ) {
            prop_assert_eq!(check(&text, FIELDS), Ok(()));
        }

        #[test]
        fn whatever_is_typed_has_an_answer_within_the_text(text in ".{0,40}") {
            if let Err(mistake) = check(&text, FIELDS) {
                prop_assert!((1..=text.chars().count()).contains(&mistake.at));
            }
        }

        #[test]
        fn a_word_put_behind_a_value_is_always_told(text in joined(term()), word in "[b-m]{1,5}") {
            let told = check(&format!("{text} {word}"), FIELDS).unwrap_err();
            prop_assert_eq!(told, SearchMistake { at: text.chars().count() + 2, what: Wrong::Blank(word) });
        }
    }
}
