//! The columns of the inventory by the contract's field names, and what each says of a row.

use jiff::Timestamp;

use super::filters;
use crate::bus::grid::GridWindow;
use crate::domain::carrier::InventoryRow;
use crate::domain::section_code::SectionCode;
use crate::i18n::{t, tf};
use crate::ui::data_ui;
use crate::ui::data_ui::vendor;
use crate::ui::widgets::grid::{Column, ColumnAlign, FilterKind, RowPainter, Tone};

/// One column: the contract's field, the message key of its title, its width.
struct Kind {
    key: &'static str,
    title: &'static str,
    width: f32,
    align: ColumnAlign,
    mono: bool,
    usual: bool,
}

const fn kind(key: &'static str, title: &'static str, width: f32) -> Kind {
    Kind { key, title, width, align: ColumnAlign::Left, mono: false, usual: true }
}

const fn right(mut kind: Kind) -> Kind {
    kind.align = ColumnAlign::Right;
    kind
}

const fn mono(mut kind: Kind) -> Kind {
    kind.mono = true;
    kind
}

/// Shown only when chosen.
const fn more(mut kind: Kind) -> Kind {
    kind.usual = false;
    kind
}

/// Every field of the contract's row.
const KINDS: [Kind; 20] = [
    mono(kind("sku_id", "inventory-column-sku", 104.0)),
    kind("sku_name", "inventory-column-name", 190.0),
    kind("item_count", "inventory-column-pieces", 156.0),
    mono(kind("carrier_id", "inventory-column-carrier", 92.0)),
    mono(kind("box_id", "inventory-column-box", 92.0)),
    kind("box_size_string", "inventory-column-size", 80.0),
    right(kind("level_id", "inventory-column-level", 72.0)),
    right(kind("position_x", "inventory-column-x", 64.0)),
    right(kind("position_y", "inventory-column-y", 64.0)),
    right(kind("depth", "inventory-column-depth", 72.0)),
    right(kind("eta_int", "inventory-column-eta", 88.0)),
    right(kind("updated_at", "inventory-column-changed", 120.0)),
    right(more(kind("item_count_max", "inventory-column-most", 88.0))),
    right(more(kind("system_quantity", "inventory-column-system", 96.0))),
    more(kind("measurement_unit", "inventory-column-unit", 96.0)),
    more(kind("on_empty_sku_action", "inventory-column-on-empty", 120.0)),
    mono(more(kind("content_codes", "inventory-column-codes", 150.0))),
    right(more(kind("box_height_string_max", "inventory-column-height", 112.0))),
    mono(more(kind("section_code_32", "inventory-column-sections", 290.0))),
    mono(more(kind("id", "inventory-column-id", 120.0))),
];

/// Every column's key and the message key of its title, in the order of the table.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    KINDS.iter().map(|kind| (kind.key, kind.title))
}

/// The columns shown as long as nobody chose others.
pub fn usual() -> Vec<&'static str> {
    KINDS.iter().filter(|kind| kind.usual).map(|kind| kind.key).collect()
}

/// The same, without what is least missed where there is no room for all.
pub fn usual_within(width: f32) -> Vec<&'static str> {
    const LEAST_MISSED: [&str; 8] = [
        "eta_int",
        "depth",
        "box_size_string",
        "position_y",
        "position_x",
        "updated_at",
        "box_id",
        "level_id",
    ];
    let mut shown = usual();
    let wide = |shown: &[&str]| -> f32 {
        KINDS.iter().filter(|kind| shown.contains(&kind.key)).map(|kind| kind.width).sum()
    };
    for key in LEAST_MISSED {
        if wide(&shown) <= width {
            break;
        }
        shown.retain(|other| *other != key);
    }
    shown
}

/// How many of the usual columns have no room there.
pub fn without_room(shown: &[&'static str]) -> usize {
    usual().iter().filter(|key| !shown.contains(key)).count()
}

/// The key of a column as the table knows it.
pub fn key(name: &str) -> Option<&'static str> {
    KINDS.iter().find(|kind| kind.key == name).map(|kind| kind.key)
}

/// The title of a column.
pub fn title(name: &str) -> &'static str {
    KINDS.iter().find(|kind| kind.key == name).map_or("", |kind| t(kind.title))
}

/// The chosen columns for the table.
pub fn columns(shown: &[&'static str]) -> Vec<Column> {
    let chosen = KINDS.iter().filter(|kind| shown.contains(&kind.key));
    let mut columns: Vec<Column> = chosen
        .map(|kind| Column {
            align: kind.align,
            mono: kind.mono,
            sortable: true,
            filter: match filters::rule_of(kind.key) {
                Some(rule) => FilterKind::Typed(rule.usual().hint()),
                None => FilterKind::None,
            },
            grows: kind.key == "sku_name",
            ..Column::new(kind.key, t(kind.title), kind.width)
        })
        .collect();
    if let Some(first) = columns.first_mut() {
        first.strong = true;
    }
    if !shown.contains(&"sku_name")
        && let Some(last) = columns.last_mut()
    {
        last.grows = true;
    }
    columns
}

/// Says the row with this number, or that it is being asked for.
pub fn say_row(
    window: &GridWindow,
    columns: &[Column],
    row: u64,
    now: Timestamp,
    out: &mut RowPainter,
) {
    match window.inventory(row) {
        Some(row) => {
            for column in columns {
                cell(row, column.key, now, out);
            }
        }
        None => {
            for _ in columns {
                out.asking();
            }
        }
    }
}

fn cell(row: &InventoryRow, key: &str, now: Timestamp, out: &mut RowPainter) {
    let text = |text: Option<&str>, out: &mut RowPainter| match text {
        Some(text) => out.toned(text, Tone::Secondary),
        None => out.missing(""),
    };
    let number = |number: Option<i64>, out: &mut RowPainter| match number {
        Some(number) => out.fmt_toned(format_args!("{number}"), Tone::Secondary),
        None => out.missing(""),
    };
    match key {
        "sku_id" => match (&row.sku, &row.box_id) {
            (Some(sku), _) => out.text(sku.as_str()),
            (None, Some(_)) => out.toned(t("inventory-no-load"), Tone::Muted),
            (None, None) => out.toned(t("inventory-free"), Tone::Muted),
        },
        "sku_name" => text(row.sku_name.as_deref(), out),
        "item_count" => pieces(row, out),
        "carrier_id" => text(row.carrier.as_ref().map(|id| id.as_str()), out),
        "box_id" => text(row.box_id.as_ref().map(|id| id.as_str()), out),
        "box_size_string" => text(row.box_size.as_deref(), out),
        "level_id" => text(row.level.as_ref().map(|id| id.as_str()), out),
        "position_x" => number(row.position_x.map(i64::from), out),
        "position_y" => number(row.position_y.map(i64::from), out),
        "depth" => number(row.depth.map(i64::from), out),
        "eta_int" => match row.eta {
            Some(seconds) => out.fmt_toned(format_args!("{seconds} s"), Tone::Secondary),
            None => out.missing(""),
        },
        "updated_at" => match row.updated_at {
            Some(at) => out.toned(&data_ui::ago(at, now), Tone::Secondary),
            None => out.missing(""),
        },
        "item_count_max" => number(row.item_count_max, out),
        "system_quantity" => number(row.system_quantity, out),
        "measurement_unit" => {
            text(row.measurement_unit.as_deref().map(vendor::beginning).as_deref(), out);
        }
        "on_empty_sku_action" => {
            text(row.on_empty_sku_action.as_deref().map(vendor::beginning).as_deref(), out);
        }
        "content_codes" => text(row.content_codes.as_deref(), out),
        "box_height_string_max" => number(row.box_height_max, out),
        "section_code_32" => text(row.section_code.as_deref().map(grouped).as_deref(), out),
        "id" => text(row.id.as_deref(), out),
        _ => out.blank(),
    }
}

/// The digits as they are read: in groups of 8, or as they came where they are no code.
pub fn grouped(digits: &str) -> String {
    match SectionCode::parse(digits) {
        Ok(code) if digits.len() == 32 => code.to_string(),
        _ => digits.to_owned(),
    }
}

fn pieces(row: &InventoryRow, out: &mut RowPainter) {
    match (row.item_count, row.item_count_max) {
        (Some(count), Some(most)) if most > 0 => {
            let words = tf("inventory-of", &[("count", count.into()), ("most", most.into())]);
            out.bar(count as f32 / most as f32, &words);
        }
        (Some(count), _) => out.fmt(format_args!("{count}")),
        (None, _) => out.missing(""),
    }
}
