//! Search expressions: `field:value` joined by AND and OR with one level of parentheses, `*:value` for all fields.

/// A parsed search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// The field, or none for all of them; the value in lower case.
    Term(Option<&'static str>, String),
    And(Vec<Expression>),
    Or(Vec<Expression>),
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Open,
    Close,
    And,
    Or,
    Term(Option<&'static str>, String),
}

impl Expression {
    /// Reads a search; the mistake is told in a sentence.
    pub fn parse(text: &str, fields: &[&'static str]) -> Result<Self, String> {
        let tokens = tokens(text, fields)?;
        let mut rest = tokens.into_iter().peekable();
        let found = any(&mut rest, false)?;
        match rest.next() {
            None => Ok(found),
            Some(_) => Err("a parenthesis is closed that was never opened".to_owned()),
        }
    }

    /// Whether it holds, given how one field answers to one value.
    pub fn holds(
        &self,
        fields: &[&'static str],
        answers: &impl Fn(&'static str, &str) -> bool,
    ) -> bool {
        match self {
            Self::Term(Some(field), value) => answers(field, value),
            Self::Term(None, value) => fields.iter().any(|field| answers(field, value)),
            Self::And(parts) => parts.iter().all(|part| part.holds(fields, answers)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(fields, answers)),
        }
    }
}

type Tokens = std::iter::Peekable<std::vec::IntoIter<Token>>;

fn any(rest: &mut Tokens, inside: bool) -> Result<Expression, String> {
    let mut parts = vec![all(rest, inside)?];
    while rest.next_if_eq(&Token::Or).is_some() {
        parts.push(all(rest, inside)?);
    }
    Ok(single(parts, Expression::Or))
}

fn all(rest: &mut Tokens, inside: bool) -> Result<Expression, String> {
    let mut parts = vec![one(rest, inside)?];
    while rest.next_if_eq(&Token::And).is_some() {
        parts.push(one(rest, inside)?);
    }
    Ok(single(parts, Expression::And))
}

fn one(rest: &mut Tokens, inside: bool) -> Result<Expression, String> {
    match rest.next() {
        Some(Token::Term(field, value)) => Ok(Expression::Term(field, value)),
        Some(Token::Open) if inside => Err("only one level of parentheses is allowed".to_owned()),
        Some(Token::Open) => {
            let found = any(rest, true)?;
            match rest.next() {
                Some(Token::Close) => Ok(found),
                _ => Err("a parenthesis is not closed".to_owned()),
            }
        }
        _ => Err("a term field:value is missing".to_owned()),
    }
}

fn single(mut parts: Vec<Expression>, join: impl Fn(Vec<Expression>) -> Expression) -> Expression {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            parts.extend(last);
            join(parts)
        }
    }
}

fn tokens(text: &str, fields: &[&'static str]) -> Result<Vec<Token>, String> {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let mut found: Vec<Token> = Vec::new();
    for word in spaced.split_whitespace() {
        let token = match word {
            "(" => Token::Open,
            ")" => Token::Close,
            "AND" => Token::And,
            "OR" => Token::Or,
            _ => match word.split_once(':') {
                Some((_, "")) => return Err(format!("the term {word:?} has no value")),
                Some((field, value)) => {
                    Token::Term(field_named(field, fields)?, value.to_lowercase())
                }
                None => {
                    // a value may hold spaces: what follows a term without an operator belongs to it
                    let Some(Token::Term(_, value)) = found.last_mut() else {
                        return Err(format!("{word:?} is no term: write field:value"));
                    };
                    value.push(' ');
                    value.push_str(&word.to_lowercase());
                    continue;
                }
            },
        };
        found.push(token);
    }
    Ok(found)
}

fn field_named(name: &str, fields: &[&'static str]) -> Result<Option<&'static str>, String> {
    if name == "*" {
        return Ok(None);
    }
    fields
        .iter()
        .find(|known| **known == name)
        .map(|known| Some(*known))
        .ok_or_else(|| format!("Cannot search {name:?}; supported fields: {}", fields.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [&str; 2] = ["name", "sku"];

    fn parse(text: &str) -> Result<Expression, String> {
        Expression::parse(text, &FIELDS)
    }

    fn term(field: &'static str, value: &str) -> Expression {
        Expression::Term(Some(field), value.to_owned())
    }

    #[test]
    fn and_binds_closer_than_or_and_parentheses_closest() {
        assert_eq!(
            parse("name:A OR name:b AND sku:c"),
            Ok(Expression::Or(vec![
                term("name", "a"),
                Expression::And(vec![term("name", "b"), term("sku", "c")])
            ]))
        );
        assert_eq!(
            parse("(name:a OR name:b) AND sku:c"),
            Ok(Expression::And(vec![
                Expression::Or(vec![term("name", "a"), term("name", "b")]),
                term("sku", "c")
            ]))
        );
    }

    #[test]
    fn all_fields_and_values_with_spaces() {
        let found = parse("*:Oak Lamp").expect("readable");
        assert_eq!(found, Expression::Term(None, "oak lamp".to_owned()));
        assert!(found.holds(&FIELDS, &|field, value| field == "sku" && value == "oak lamp"));
    }

    #[test]
    fn mistakes_are_told() {
        for text in [
            "",
            "name",
            "name:",
            "colour:red",
            "name:a AND",
            "(name:a",
            "name:a)",
            "((name:a))",
            "AND name:a",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
