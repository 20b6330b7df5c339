//! Templates of requests in the preferences file, a table each.

use toml_edit::{Array, ArrayOfTables, Item, Table, TableLike, Value};

use crate::domain::request_draft::{Draft, DraftLine, LINES_MOST, RequestKind};
use crate::domain::template::{NAME_MOST, TEMPLATES_MOST, Template};

/// The fields that are kept as text.
const TEXTS: [&str; 5] = ["priority", "bot", "level", "balcony", "action"];
const ALLOWED: &str = "tables with name and type; lines as [id, quantity] in quotes; \
                       priority, bot, level, balcony, action in quotes; force, from_scratch";

/// Reads them; what is too much is not taken, so that a file cannot fill the memory.
pub fn read(item: &Item) -> Result<Vec<Template>, String> {
    let tables = item.as_array_of_tables().ok_or(ALLOWED)?;
    if tables.len() > TEMPLATES_MOST {
        return Err(format!("at most {TEMPLATES_MOST} templates"));
    }
    tables.iter().map(|table| template(table).ok_or_else(|| ALLOWED.to_owned())).collect()
}

fn template(table: &Table) -> Option<Template> {
    let text = |key: &str| table.get(key).map(|item| item.as_str().map(str::to_owned));
    let name = text("name")??;
    let kind = RequestKind::parse(&text("type")??)?;
    if name.trim().is_empty() || name.chars().count() > NAME_MOST {
        return None;
    }
    let mut draft = Draft { kind, lines: lines(table)?, ..Draft::default() };
    for key in TEXTS {
        let Some(value) = text(key) else { continue };
        *field(&mut draft, key) = value?;
    }
    let truth = |key: &str| match table.get(key) {
        Some(item) => item.as_bool().map(Some),
        None => Some(None),
    };
    draft.force = truth("force")?;
    draft.from_scratch = truth("from_scratch")?;
    Some(Template { name: name.trim().to_owned(), draft })
}

fn lines(table: &Table) -> Option<Vec<DraftLine>> {
    let Some(item) = table.get("lines") else { return Some(Vec::new()) };
    let lines = item.as_array()?;
    if lines.len() > LINES_MOST {
        return None;
    }
    let line = |value: &Value| {
        let pair = value.as_array()?;
        let id = pair.get(0)?.as_str()?.to_owned();
        let quantity = pair.get(1).map_or(Some(""), Value::as_str)?.to_owned();
        Some(DraftLine { id, quantity })
    };
    lines.iter().map(line).collect()
}

fn field<'a>(draft: &'a mut Draft, key: &str) -> &'a mut String {
    match key {
        "priority" => &mut draft.priority,
        "bot" => &mut draft.bot,
        "level" => &mut draft.level,
        "balcony" => &mut draft.balcony,
        _ => &mut draft.action,
    }
}

/// As they stand in the file; none when there are none.
pub fn written(templates: &[Template]) -> Option<Item> {
    if templates.is_empty() {
        return None;
    }
    let mut tables = ArrayOfTables::new();
    for template in templates {
        let mut table = Table::new();
        let mut draft = template.draft.clone();
        let mut set = |key: &str, value: Value| {
            TableLike::insert(&mut table, key, Item::Value(value));
        };
        set("name", template.name.as_str().into());
        set("type", draft.kind.word().into());
        if !draft.lines.is_empty() {
            let lines = draft
                .lines
                .iter()
                .map(|line| Array::from_iter([line.id.as_str(), line.quantity.as_str()]));
            set("lines", Value::Array(Array::from_iter(lines)));
        }
        for key in TEXTS {
            let text = field(&mut draft, key);
            if !text.is_empty() {
                set(key, text.as_str().into());
            }
        }
        for (key, truth) in [("force", draft.force), ("from_scratch", draft.from_scratch)] {
            if let Some(truth) = truth {
                set(key, truth.into());
            }
        }
        tables.push(table);
    }
    Some(Item::ArrayOfTables(tables))
}
