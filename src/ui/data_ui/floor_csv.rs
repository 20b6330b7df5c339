//! What is wrong with a file that is to be filled in, in words: where, why, and what to do.

use crate::domain::floor_csv::{Cause, Finding, ROWS_AT_MOST};
use crate::i18n::{t, tf};

/// `Row 4, quantity: “0” is no whole number from 1 to 9999; correct the number`.
pub fn finding(finding: &Finding) -> String {
    format!("{}: {}; {}", place(finding), cause(&finding.cause), next(&finding.cause))
}

/// Where it is.
pub fn place(finding: &Finding) -> String {
    let row = || finding.row.to_string();
    match finding.column {
        Some(column) => {
            tf("lines-csv-at", &[("row", row().into()), ("column", column.code().into())])
        }
        None if finding.row == 0 => t("lines-csv-whole").to_owned(),
        None => tf("lines-csv-at-row", &[("row", row().into())]),
    }
}

/// Why.
pub fn cause(cause: &Cause) -> String {
    let key = format!("lines-csv-{}", cause.code());
    let number = |number: u32| number.to_string();
    match cause {
        Cause::UnknownMode(text) | Cause::NotACompartment(text) | Cause::UnknownTray(text) => {
            tf(&key, &[("text", text.as_str().into())])
        }
        Cause::NotInLayout(text, layout) => tf(
            &key,
            &[
                ("text", text.as_str().into()),
                ("rows", number(layout.rows.into()).into()),
                ("columns", number(layout.columns.into()).into()),
            ],
        ),
        Cause::NotBetween(text, least, most) => tf(
            &key,
            &[
                ("text", text.as_str().into()),
                ("least", number(*least).into()),
                ("most", number(*most).into()),
            ],
        ),
        Cause::Twice(row) => tf(&key, &[("row", row.to_string().into())]),
        Cause::MoreThanOf(line, of) => {
            tf(&key, &[("number", number(*line).into()), ("of", number(*of).into())])
        }
        Cause::TooManyRows => tf(&key, &[("n", super::number(ROWS_AT_MOST as u64).into())]),
        Cause::NoRows
        | Cause::NoColumn
        | Cause::NotText
        | Cause::Empty
        | Cause::KnownLine
        | Cause::SameLine => tf(&key, &[]),
    }
}

/// What to do about it.
pub fn next(cause: &Cause) -> String {
    tf(&format!("lines-csv-{}-next", cause.code()), &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::floor_csv::Column;

    #[test]
    fn a_finding_says_where_why_and_what_to_do() {
        let cause = Cause::NotBetween("0".to_owned(), 1, 9_999);
        let zero = Finding { row: 4, column: Some(Column::Quantity), cause };
        assert_eq!(
            finding(&zero),
            "Row 4, quantity: “0” is no whole number from 1 to 9999; correct the number"
        );
        let whole = Finding { row: 0, column: None, cause: Cause::NoRows };
        assert!(finding(&whole).starts_with("The file: nothing"));
    }
}
