//! Reads pick lines, tray layouts, contents, barcodes and names from CSV, whole, and names every cell that is wrong.

mod cells;
mod columns;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

pub use columns::{Column, Kind};

use self::cells::{Place, Row};
use crate::domain::floor::{Fill, Floor};
use crate::domain::ids::{SkuId, TrayId};
use crate::domain::pick::{LineId, Mode, PIECES_AT_MOST, PickLine};
use crate::domain::tray::Tray;
use crate::domain::tray_layout::{Content, DIVIDED_AT_MOST, TrayLayout, place_of};

/// Rows of a file that are read at most.
pub const ROWS_AT_MOST: usize = 100_000;
/// Faults that are told; more of them tell nothing new.
pub const FAULTS_TOLD: usize = 200;

/// What is wrong with a cell, or odd about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Nothing stands in the file but headings.
    NoRows,
    TooManyRows,
    /// A column that must be there is not; the heading names it.
    NoColumn,
    /// The text is neither UTF-8 nor anything else that can be read.
    NotText,
    Empty,
    UnknownMode(String),
    /// Not one letter and a number, `B2` for instance.
    NotACompartment(String),
    /// The tray is divided into so many rows and columns, and this is none of them.
    NotInLayout(String, TrayLayout),
    /// No whole number from .. to ..
    NotBetween(String, u32, u32),
    /// The same thing stands in that line already.
    Twice(usize),
    /// The number of the line is higher than the lines of its order.
    MoreThanOf(u32, u32),
    /// Odd only: the robot manager told trays, and this is none of them.
    UnknownTray(String),
    /// Odd only: this line of the order is there already and is left as it is.
    KnownLine,
    /// Odd only: an open line without an order asks for the same; this one comes on top of it.
    SameLine,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// As an editor counts, from 1; 0 where it concerns the whole file.
    pub row: usize,
    pub column: Option<Column>,
    pub cause: Cause,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    pub rows: usize,
    /// To be filled in only while there are no faults.
    pub fill: Fill,
    pub faults: Vec<Finding>,
    pub warnings: Vec<Finding>,
    /// Faults and warnings that are counted and not told.
    pub faults_more: usize,
    pub warnings_more: usize,
}

/// What is known beside the file.
#[derive(Clone, Copy, Default)]
pub struct Known<'a> {
    pub floor: Option<&'a Floor>,
    /// The trays of the robot manager; none where nobody told.
    pub trays: Option<&'a [Tray]>,
}

impl Cause {
    /// The end of the keys of its sentence and of what to do.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoRows => "no-rows",
            Self::TooManyRows => "too-many-rows",
            Self::NoColumn => "no-column",
            Self::NotText => "not-text",
            Self::Empty => "empty",
            Self::UnknownMode(_) => "unknown-mode",
            Self::NotACompartment(_) => "not-a-compartment",
            Self::NotInLayout(..) => "not-in-layout",
            Self::NotBetween(..) => "not-between",
            Self::Twice(_) => "twice",
            Self::MoreThanOf(..) => "more-than-of",
            Self::UnknownTray(_) => "unknown-tray",
            Self::KnownLine => "known-line",
            Self::SameLine => "same-line",
        }
    }
}

impl Checked {
    /// Whether it may be filled in.
    pub fn is_good(&self) -> bool {
        self.faults.is_empty() && !self.fill.is_empty()
    }

    fn fault(&mut self, row: usize, column: Option<Column>, cause: Cause) {
        if self.faults.len() < FAULTS_TOLD {
            self.faults.push(Finding { row, column, cause });
        } else {
            self.faults_more += 1;
        }
    }

    fn warn(&mut self, row: usize, column: Column, cause: Cause) {
        if self.warnings.len() < FAULTS_TOLD {
            self.warnings.push(Finding { row, column: Some(column), cause });
        } else {
            self.warnings_more += 1;
        }
    }
}

/// Reads and checks a file whole; `fresh` makes the ids of lines.
pub fn check(
    bytes: &[u8],
    kind: Kind,
    known: Known<'_>,
    fresh: &mut dyn FnMut() -> Uuid,
) -> Checked {
    let mut checked = Checked::default();
    let Ok(text) = std::str::from_utf8(bytes) else {
        checked.fault(0, None, Cause::NotText);
        return checked;
    };
    let table = cells::read(text);
    let place = Place::of(&table.head, kind);
    for column in place.missing(kind) {
        checked.fault(table.head_row, Some(column), Cause::NoColumn);
    }
    if !checked.faults.is_empty() {
        return checked;
    }
    checked.rows = table.rows.len();
    if table.rows.is_empty() {
        checked.fault(0, None, Cause::NoRows);
    }
    if table.cut {
        checked.fault(0, None, Cause::TooManyRows);
    }
    let mut reader = Reader {
        there: There::of(known),
        known,
        fresh,
        counted: BTreeMap::new(),
        seen: BTreeMap::new(),
        told: BTreeSet::new(),
        checked,
    };
    for (row, fields) in &table.rows {
        let row = Row { number: *row, fields, place: &place };
        match kind {
            Kind::Lines => reader.line(&row),
            Kind::Layouts => reader.layout(&row),
            Kind::Contents => reader.content(&row),
            Kind::Barcodes => reader.barcode(&row),
            Kind::Names => reader.name(&row),
        }
    }
    for line in &mut reader.checked.fill.lines {
        if line.of == OF_ALL {
            line.of = reader.counted.get(&line.order).copied().unwrap_or(line.number);
        }
    }
    reader.checked
}

/// Where a file does not tell how many lines an order has: as many as it brings.
const OF_ALL: u32 = 0;

/// What is asked of each row, found at once however much there is.
struct There<'a> {
    /// Lines of orders.
    numbers: BTreeSet<(&'a str, u32)>,
    /// Open lines without an order: mode, tray, compartment, SKU and quantity.
    open: BTreeSet<(&'a str, &'a str, &'a str, &'a str, u32)>,
    trays: Option<BTreeSet<&'a str>>,
}

impl<'a> There<'a> {
    fn of(known: Known<'a>) -> Self {
        let lines = || known.floor.into_iter().flat_map(|floor| floor.lines.values());
        let of_order = lines().filter(|line| !line.order.is_empty());
        let alone = lines().filter(|line| line.order.is_empty() && line.is_open());
        Self {
            numbers: of_order.map(|line| (line.order.as_str(), line.number)).collect(),
            open: alone.map(|line| what(line)).collect(),
            trays: known.trays.map(|all| all.iter().map(|tray| tray.id.as_str()).collect()),
        }
    }
}

/// What a line asks for.
fn what(line: &PickLine) -> (&str, &str, &str, &str, u32) {
    let (tray, sku) = (line.tray.as_str(), line.sku.as_str());
    (line.mode.code(), tray, line.compartment.as_str(), sku, line.quantity)
}

struct Reader<'a> {
    there: There<'a>,
    known: Known<'a>,
    fresh: &'a mut dyn FnMut() -> Uuid,
    /// The highest number of each order so far.
    counted: BTreeMap<String, u32>,
    /// What must be there once, and its row.
    seen: BTreeMap<String, usize>,
    /// Trays that were warned of.
    told: BTreeSet<TrayId>,
    checked: Checked,
}

impl Reader<'_> {
    fn line(&mut self, row: &Row<'_>) {
        let mode = self.mode(row);
        let tray = self.tray(row);
        let compartment = self.compartment(row, tray.as_ref());
        let sku = self.text(row, Column::Sku);
        let quantity = self.number(row, Column::Quantity, 1, PIECES_AT_MOST, None);
        let order = row.get(Column::Order).to_owned();
        // a file without numbers counts the lines of each order itself, and the same way the next time
        let next = self.counted.get(&order).map_or(1, |last| last + 1);
        let number = self.number(row, Column::Number, 1, PIECES_AT_MOST, Some(next));
        if let Some(number) = number.filter(|_| !order.is_empty()) {
            let last = self.counted.entry(order.clone()).or_insert(number);
            *last = (*last).max(number);
        }
        let of = self.number(row, Column::Of, 1, PIECES_AT_MOST, Some(OF_ALL));
        if let (Some(number), Some(of)) = (number, of)
            && of != OF_ALL
            && number > of
        {
            let cause = Cause::MoreThanOf(number, of);
            self.checked.fault(row.number, Some(Column::Number), cause);
        }
        if !order.is_empty()
            && let Some(number) = number
        {
            self.once(row, Column::Number, format!("{order}\u{1f}{number}"));
            if self.there.numbers.contains(&(order.as_str(), number)) {
                self.checked.warn(row.number, Column::Number, Cause::KnownLine);
            }
        }
        let (Some(mode), Some(tray), Some(compartment), Some(sku)) = (mode, tray, compartment, sku)
        else {
            return;
        };
        if let (Some(quantity), Some(number), Some(of)) = (quantity, number, of) {
            let id = LineId((self.fresh)());
            let line = PickLine::new(id, mode, tray, &compartment, SkuId::new(&sku));
            let line = PickLine { quantity, order, number, of, ..line };
            if line.order.is_empty() && self.there.open.contains(&what(&line)) {
                self.checked.warn(row.number, Column::Order, Cause::SameLine);
            }
            self.checked.fill.lines.push(line);
        }
    }

    fn layout(&mut self, row: &Row<'_>) {
        let tray = self.tray(row);
        let most = u32::from(DIVIDED_AT_MOST);
        let rows = self.number(row, Column::Rows, 1, most, None);
        let columns = self.number(row, Column::Columns, 1, most, None);
        let Some(tray) = tray else { return };
        self.once(row, Column::Tray, tray.to_string());
        if let (Some(rows), Some(columns)) = (rows, columns)
            && let (Ok(rows), Ok(columns)) = (u8::try_from(rows), u8::try_from(columns))
        {
            self.checked.fill.layouts.push((tray, TrayLayout { rows, columns }));
        }
    }

    fn content(&mut self, row: &Row<'_>) {
        let tray = self.tray(row);
        let compartment = self.compartment(row, tray.as_ref());
        // an emptied compartment may have no SKU, yet what it was emptied of is told
        let sku = self.text(row, Column::Sku);
        let quantity = self.number(row, Column::Quantity, 0, PIECES_AT_MOST, None);
        let (Some(tray), Some(compartment)) = (tray, compartment) else { return };
        self.once(row, Column::Compartment, format!("{tray}\u{1f}{compartment}"));
        if let (Some(sku), Some(quantity)) = (sku, quantity) {
            let content = Content { sku: SkuId::new(&sku), quantity };
            self.checked.fill.contents.push((tray, compartment, content));
        }
    }

    fn barcode(&mut self, row: &Row<'_>) {
        let barcode = self.text(row, Column::Barcode);
        let sku = self.text(row, Column::Sku);
        if let (Some(barcode), Some(sku)) = (barcode, sku) {
            // one barcode of two SKUs is no mistake: the line that is due tells them apart
            self.once(row, Column::Barcode, format!("{barcode}\u{1f}{sku}"));
            self.checked.fill.barcodes.push((barcode, SkuId::new(&sku)));
        }
    }

    fn name(&mut self, row: &Row<'_>) {
        let sku = self.text(row, Column::Sku);
        let name = self.text(row, Column::Name);
        if let (Some(sku), Some(name)) = (sku, name) {
            self.once(row, Column::Sku, sku.clone());
            self.checked.fill.names.push((SkuId::new(&sku), name));
        }
    }

    fn text(&mut self, row: &Row<'_>, column: Column) -> Option<String> {
        let text = row.get(column);
        if text.is_empty() {
            self.checked.fault(row.number, Some(column), Cause::Empty);
            return None;
        }
        Some(text.to_owned())
    }

    fn mode(&mut self, row: &Row<'_>) -> Option<Mode> {
        let text = row.get(Column::Mode);
        // a file of pick lines without the column is one of picks
        if text.is_empty() {
            return Some(Mode::Picking);
        }
        let mode = columns::mode_of(text);
        if mode.is_none() {
            let cause = Cause::UnknownMode(text.to_owned());
            self.checked.fault(row.number, Some(Column::Mode), cause);
        }
        mode
    }

    fn tray(&mut self, row: &Row<'_>) -> Option<TrayId> {
        let tray = TrayId::new(&self.text(row, Column::Tray)?);
        let trays = self.there.trays.as_ref();
        let unknown = trays.is_some_and(|all| !all.contains(tray.as_str()));
        if unknown && self.told.insert(tray.clone()) {
            let cause = Cause::UnknownTray(tray.to_string());
            self.checked.warn(row.number, Column::Tray, cause);
        }
        Some(tray)
    }

    fn compartment(&mut self, row: &Row<'_>, tray: Option<&TrayId>) -> Option<String> {
        let text = self.text(row, Column::Compartment)?.to_ascii_uppercase();
        let wrong = |cause| (row.number, Some(Column::Compartment), cause);
        let Some((_, column)) = place_of(&text) else {
            let (row, column, cause) = wrong(Cause::NotACompartment(text));
            self.checked.fault(row, column, cause);
            return None;
        };
        // `B02` is `B2`
        let name = format!("{}{column}", text.get(..1).unwrap_or_default());
        let stock = tray.and_then(|tray| self.known.floor?.stock.get(tray));
        if let Some(layout) = stock.and_then(|stock| stock.layout)
            && !layout.has(&name)
        {
            let (row, column, cause) = wrong(Cause::NotInLayout(name, layout));
            self.checked.fault(row, column, cause);
            return None;
        }
        Some(name)
    }

    /// A whole number; an empty cell is what it is by itself, if it is anything.
    fn number(
        &mut self,
        row: &Row<'_>,
        column: Column,
        least: u32,
        most: u32,
        otherwise: Option<u32>,
    ) -> Option<u32> {
        let text = row.get(column);
        if text.is_empty() && otherwise.is_some() {
            return otherwise;
        }
        if text.is_empty() {
            self.checked.fault(row.number, Some(column), Cause::Empty);
            return None;
        }
        let number = text.parse().ok().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let cause = Cause::NotBetween(text.to_owned(), least, most);
            self.checked.fault(row.number, Some(column), cause);
        }
        number
    }

    fn once(&mut self, row: &Row<'_>, column: Column, key: String) {
        let number = row.number;
        match self.seen.get(&key).copied() {
            Some(first) => self.checked.fault(number, Some(column), Cause::Twice(first)),
            None => {
                self.seen.insert(key, number);
            }
        }
    }
}
