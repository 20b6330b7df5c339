//! Whose picture a file is, by its name: patterns that a person can read and change.

use std::collections::HashSet;

use crate::domain::picture::RuleError;

/// Patterns a rule may have.
const MOST_PATTERNS: usize = 16;

/// A list of patterns; the first that fits any SKU counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub patterns: Vec<Pattern>,
}

/// One pattern, as it was written and as it is matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    pub text: String,
    before: Vec<Piece>,
    after: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// Any characters, none too.
    Any,
}

impl Rule {
    /// Reads patterns with commas between them: `{sku}.*, {sku}_*.*`.
    pub fn parse(text: &str) -> Result<Self, RuleError> {
        let patterns: Vec<Pattern> = text
            .split(',')
            .map(str::trim)
            .filter(|pattern| !pattern.is_empty())
            .map(Pattern::parse)
            .collect::<Result<_, _>>()?;
        match patterns.len() {
            0 => Err(RuleError::Empty),
            count if count > MOST_PATTERNS => Err(RuleError::TooMany),
            _ => Ok(Self { patterns }),
        }
    }
}

impl Pattern {
    fn parse(text: &str) -> Result<Self, RuleError> {
        if text.contains(['/', '\\']) {
            return Err(RuleError::Path(text.to_owned()));
        }
        match text.split_once("{sku}") {
            Some((before, after)) if !after.contains("{sku}") => {
                Ok(Self { text: text.to_owned(), before: pieces(before), after: pieces(after) })
            }
            _ => Err(RuleError::NoSku(text.to_owned())),
        }
    }

    /// Every part of the name that could be the SKU by this pattern, longest first.
    pub fn candidates<'a>(&self, name: &'a str, ignore_case: bool) -> Vec<&'a str> {
        let cuts: Vec<usize> =
            name.char_indices().map(|(at, _)| at).chain([name.len()]).take(257).collect();
        let part = |from: usize, to: usize| name.get(from..to).unwrap_or_default();
        let starts: Vec<usize> = cuts
            .iter()
            .copied()
            .filter(|at| fits(&self.before, part(0, *at), ignore_case))
            .collect();
        let ends: Vec<usize> = cuts
            .iter()
            .copied()
            .filter(|at| fits(&self.after, part(*at, name.len()), ignore_case))
            .collect();
        let mut found: Vec<&str> = Vec::new();
        let mut known = HashSet::new();
        for start in &starts {
            for end in ends.iter().filter(|end| *end > start) {
                let candidate = part(*start, *end);
                if found.len() < 512 && known.insert(candidate) {
                    found.push(candidate);
                }
            }
        }
        found.sort_by_key(|candidate| std::cmp::Reverse(candidate.len()));
        found
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (place, literal) in text.split('*').enumerate() {
        if place > 0 && pieces.last() != Some(&Piece::Any) {
            pieces.push(Piece::Any);
        }
        if !literal.is_empty() {
            pieces.push(Piece::Text(literal.to_owned()));
        }
    }
    pieces
}

/// Whether the whole text fits the pieces. Only the last `*` is ever tried again: time stays bounded
/// by the product of the lengths, whatever the pattern.
fn fits(pieces: &[Piece], text: &str, ignore_case: bool) -> bool {
    let (mut at, mut rest) = (0, text);
    // the piece behind the last `*`, and the text that it may still skip
    let mut again: Option<(usize, &str)> = None;
    loop {
        match pieces.get(at) {
            Some(Piece::Any) => {
                at += 1;
                again = Some((at, rest));
                continue;
            }
            Some(Piece::Text(wanted)) => {
                if let Some(tail) = strip(rest, wanted, ignore_case) {
                    (at, rest) = (at + 1, tail);
                    continue;
                }
            }
            None if rest.is_empty() || matches!(pieces.last(), Some(Piece::Any)) => return true,
            None => {}
        }
        let Some((behind, skipped)) = again else { return false };
        let mut letters = skipped.chars();
        if letters.next().is_none() {
            return false;
        }
        (at, rest) = (behind, letters.as_str());
        again = Some((behind, rest));
    }
}

fn strip<'a>(text: &'a str, wanted: &str, ignore_case: bool) -> Option<&'a str> {
    if !ignore_case {
        return text.strip_prefix(wanted);
    }
    let head = text.get(..wanted.len())?;
    head.eq_ignore_ascii_case(wanted).then(|| text.get(wanted.len()..)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates<'a>(pattern: &str, name: &'a str) -> Vec<&'a str> {
        Rule::parse(pattern).unwrap().patterns[0].candidates(name, true)
    }

    #[test]
    fn a_pattern_says_what_may_be_the_sku() {
        assert_eq!(candidates("{sku}.*", "H1.jpg"), ["H1"]);
        assert_eq!(candidates("{sku}.*", "H1.a.jpg"), ["H1.a", "H1"]);
        assert_eq!(candidates("{sku}_*.*", "A_1_front.JPG"), ["A_1", "A"]);
        assert_eq!(candidates("IMG-{sku}.jpg", "img-77.JPG"), ["77"]);
        assert!(candidates("{sku}.png", "H1.jpg").is_empty());
        assert!(candidates("{sku}.*", ".jpg").is_empty());
    }

    #[test]
    fn a_rule_that_cannot_be_meant_is_named() {
        assert_eq!(Rule::parse(" , "), Err(RuleError::Empty));
        assert!(matches!(Rule::parse("*.jpg"), Err(RuleError::NoSku(_))));
        assert!(matches!(Rule::parse("{sku}{sku}.*"), Err(RuleError::NoSku(_))));
        assert!(matches!(Rule::parse("a/{sku}.*"), Err(RuleError::Path(_))));
    }

    #[test]
    fn a_hostile_pattern_ends() {
        let name = "a".repeat(200);
        assert!(candidates("{sku}*a*a*a*b", &name).is_empty());
    }
}
