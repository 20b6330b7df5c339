//! A text as a heading and rows of cells: comma, semicolon or tab, quotes, any end of line.

use super::{Column, Kind, ROWS_AT_MOST};

/// A file as cells. Rows are numbered as an editor counts lines.
pub struct Table {
    pub head: Vec<String>,
    pub head_row: usize,
    pub rows: Vec<(usize, Vec<String>)>,
    /// There were more rows.
    pub cut: bool,
}

/// Where each column stands.
pub struct Place(Vec<(Column, usize)>);

/// One row with its places.
pub struct Row<'a> {
    pub number: usize,
    pub fields: &'a [String],
    pub place: &'a Place,
}

impl Row<'_> {
    /// The cell, without blanks around it; empty where there is no such column.
    pub fn get(&self, column: Column) -> &str {
        let at = self.place.0.iter().find(|(of, _)| *of == column).map(|(_, at)| *at);
        at.and_then(|at| self.fields.get(at)).map_or("", |field| field.trim())
    }
}

impl Place {
    /// The first heading that means a column has it.
    pub fn of(head: &[String], kind: Kind) -> Self {
        let (columns, _) = kind.columns();
        let found = columns.iter().filter_map(|column| {
            let at = head.iter().position(|heading| column.is_headed(heading))?;
            Some((*column, at))
        });
        Self(found.collect())
    }

    /// Columns that must be there and are not.
    pub fn missing(&self, kind: Kind) -> Vec<Column> {
        let (columns, must) = kind.columns();
        let there = |column: &Column| self.0.iter().any(|(of, _)| of == column);
        columns.iter().take(must).filter(|column| !there(column)).copied().collect()
    }
}

/// Reads a text; empty lines count and are left out.
pub fn read(text: &str) -> Table {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = Cells { separator: separator(text), line: 1, rest: text.chars().peekable() };
    let mut table = Table { head: Vec::new(), head_row: 1, rows: Vec::new(), cut: false };
    while let Some((number, fields)) = reader.row() {
        if fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        if table.head.is_empty() {
            (table.head_row, table.head) = (number, fields);
        } else if table.rows.len() < ROWS_AT_MOST {
            table.rows.push((number, fields));
        } else {
            table.cut = true;
            break;
        }
    }
    table
}

/// What parts the cells: what stands most often in the first line that is not empty.
fn separator(text: &str) -> char {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: char| head.chars().filter(|letter| *letter == separator).count();
    [',', ';', '\t'].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(',')
}

struct Cells<'a> {
    separator: char,
    line: usize,
    rest: std::iter::Peekable<std::str::Chars<'a>>,
}

impl Cells<'_> {
    /// The next row and the line it begins in.
    fn row(&mut self) -> Option<(usize, Vec<String>)> {
        self.rest.peek()?;
        let number = self.line;
        let mut fields = Vec::new();
        loop {
            let (field, ended) = self.cell();
            fields.push(field);
            if ended {
                return Some((number, fields));
            }
        }
    }

    /// The next cell, and whether the row ends with it.
    fn cell(&mut self) -> (String, bool) {
        let mut field = String::new();
        let mut quoted = false;
        while let Some(letter) = self.rest.next() {
            match letter {
                '"' if quoted && self.rest.peek() == Some(&'"') => {
                    self.rest.next();
                    field.push('"');
                }
                '"' if quoted => quoted = false,
                '"' if field.trim().is_empty() => {
                    field.clear();
                    quoted = true;
                }
                '\r' | '\n' => {
                    if letter == '\r' && self.rest.peek() == Some(&'\n') {
                        self.rest.next();
                    }
                    self.line += 1;
                    if !quoted {
                        return (field, true);
                    }
                    field.push('\n');
                }
                letter if letter == self.separator && !quoted => return (field, false),
                letter => field.push(letter),
            }
        }
        (field, true)
    }
}
