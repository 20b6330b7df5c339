//! A carrier as its rows tell it: which sections each box takes, what is free, and what a change would do.

use crate::bus::grid::GridWindow;
use crate::domain::carrier::InventoryRow;
use crate::domain::ids::{BoxId, CarrierId};
use crate::domain::prepared::stock::Load;
use crate::domain::section_code::{Bounds, COLUMNS, CodeMistake, ROWS, SectionCode};

/// Rows of a carrier that are read; each takes at least one of 32 sections.
pub const ROWS_READ: u64 = 64;

/// A box on the carrier.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub id: BoxId,
    pub row: InventoryRow,
    /// None where its code cannot be read.
    pub code: Option<SectionCode>,
    /// The 32 digits are told, and not only the projection.
    pub is_exact: bool,
}

/// The carrier.
#[derive(Clone, Debug, PartialEq)]
pub struct Carrier {
    pub id: CarrierId,
    pub parts: Vec<Part>,
    /// Any row of it, for its place.
    pub first: Option<InventoryRow>,
    /// All of its rows were read.
    pub is_whole: bool,
}

/// Why a place cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceMistake {
    Code(CodeMistake),
    /// Another box takes one of the sections.
    Taken(BoxId),
    /// It is where it is already.
    Same,
}

/// Why two regions cannot change places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegionMistake {
    NotARectangle,
    DifferentSizes,
    Overlapping,
    /// A box lies partly in a region.
    Crossed(BoxId),
    NoBox,
}

/// A box with its code as seen and the one it is to have.
pub type Update = (BoxId, String, String);

impl Carrier {
    /// What the window tells of it; none before the first answer.
    pub fn of(id: &CarrierId, window: &GridWindow) -> Option<Self> {
        let total = window.total?;
        let rows: Vec<InventoryRow> =
            (0..total.min(ROWS_READ)).filter_map(|row| window.inventory(row).cloned()).collect();
        let is_whole = u64::try_from(rows.len()).is_ok_and(|read| read == total);
        let first = rows.first().cloned();
        let parts = rows.into_iter().filter_map(Part::of).collect();
        Some(Self { id: id.clone(), parts, first, is_whole })
    }

    pub fn part(&self, id: &BoxId) -> Option<&Part> {
        self.parts.iter().find(|part| part.id == *id)
    }

    /// The box that takes a section.
    pub fn at(&self, column: u32, row: u32) -> Option<&Part> {
        self.parts.iter().find(|part| part.code.is_some_and(|code| code.has(column, row)))
    }

    /// The sections no box takes.
    pub fn free(&self) -> Option<SectionCode> {
        let taken = self.parts.iter().filter_map(|part| part.code);
        SectionCode::from_mask(!taken.fold(0, |taken, code| taken | code.mask()))
    }

    /// Two boxes that are told to take the same section: the records contradict themselves.
    pub fn contradiction(&self) -> Option<(&Part, &Part)> {
        self.parts.iter().enumerate().find_map(|(index, part)| {
            let code = part.code?;
            let other = self
                .parts
                .iter()
                .skip(index + 1)
                .find(|other| other.code.is_some_and(|other| other.overlaps(code)))?;
            Some((part, other))
        })
    }

    /// Checks where a box is to stand; `own` is the box that moves.
    pub fn check_place(
        &self,
        text: &str,
        own: Option<&BoxId>,
    ) -> Result<SectionCode, PlaceMistake> {
        let code = SectionCode::parse(text).map_err(PlaceMistake::Code)?;
        let others = self.parts.iter().filter(|part| Some(&part.id) != own);
        let taken = others
            .filter(|part| part.code.is_some_and(|other| other.overlaps(code)))
            .map(|part| part.id.clone())
            .next();
        if let Some(id) = taken {
            return Err(PlaceMistake::Taken(id));
        }
        let own = own.and_then(|own| self.part(own));
        if own.is_some_and(|own| own.code == Some(code)) {
            return Err(PlaceMistake::Same);
        }
        Ok(code)
    }

    /// The boxes that move when two regions change places.
    pub fn swap_regions(
        &self,
        first: SectionCode,
        second: SectionCode,
    ) -> Result<Vec<Update>, RegionMistake> {
        if !first.is_rectangle() || !second.is_rectangle() {
            return Err(RegionMistake::NotARectangle);
        }
        let (from, to) = (first.bounds(), second.bounds());
        if (from.columns, from.rows) != (to.columns, to.rows) {
            return Err(RegionMistake::DifferentSizes);
        }
        if first.overlaps(second) {
            return Err(RegionMistake::Overlapping);
        }
        let (columns, rows) = way(from, to);
        let mut updates = Vec::new();
        for part in &self.parts {
            let Some(code) = part.code else { continue };
            let (columns, rows) = match (inside(code, first), inside(code, second)) {
                (true, _) => (columns, rows),
                (_, true) => (-columns, -rows),
                _ if code.overlaps(first) || code.overlaps(second) => {
                    return Err(RegionMistake::Crossed(part.id.clone()));
                }
                _ => continue,
            };
            if let (Some(new), Some(seen)) = (code.shifted(columns, rows), &part.row.section_code) {
                updates.push((part.id.clone(), seen.clone(), new.digits()));
            }
        }
        if updates.is_empty() { Err(RegionMistake::NoBox) } else { Ok(updates) }
    }
}

fn inside(code: SectionCode, region: SectionCode) -> bool {
    code.mask() & !region.mask() == 0
}

fn way(from: Bounds, to: Bounds) -> (i32, i32) {
    let step = |from: u32, to: u32| to.cast_signed() - from.cast_signed();
    (step(from.column, to.column), step(from.row, to.row))
}

/// The same shape with its corner at a section, held on the carrier.
pub fn placed_at(shape: SectionCode, column: u32, row: u32) -> Option<SectionCode> {
    let bounds = shape.bounds();
    let to = Bounds {
        column: column.min(COLUMNS - bounds.columns.min(COLUMNS)),
        row: row.min(ROWS - bounds.rows.min(ROWS)),
        ..bounds
    };
    let (columns, rows) = way(bounds, to);
    shape.shifted(columns, rows)
}

impl Part {
    fn of(row: InventoryRow) -> Option<Self> {
        let id = row.box_id.clone()?;
        let text = row.section_code.as_deref();
        let code = text.and_then(|text| SectionCode::parse(text).ok());
        let is_exact = text.is_some_and(|text| text.len() == 32);
        Some(Self { id, row, code, is_exact })
    }

    /// What lies in it, where all of it is told.
    pub fn load(&self) -> Option<Load> {
        Some(Load {
            sku: self.row.sku.clone()?,
            item_count: self.row.item_count?,
            item_count_max: self.row.item_count_max?,
        })
    }

    /// How full it is, 0 to 1.
    pub fn fill(&self) -> Option<f32> {
        match (self.row.item_count, self.row.item_count_max) {
            (Some(count), Some(most)) if most > 0 => Some(count as f32 / most as f32),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ui::panels::parts::fixture::stock_row;

    fn code(text: &str) -> SectionCode {
        SectionCode::parse(text).unwrap()
    }

    fn carrier(boxes: &[(&str, SectionCode)]) -> Carrier {
        let row = |(id, code): &(&str, SectionCode)| stock_row(id, Some(id), &code.digits());
        let parts = boxes.iter().map(row).filter_map(Part::of).collect();
        Carrier { id: CarrierId::new("1"), parts, first: None, is_whole: true }
    }

    fn example() -> Carrier {
        carrier(&[("1", code("11000000")), ("2", code("00110000")), ("3", code("00000001"))])
    }

    #[test]
    fn a_place_is_refused_with_the_box_that_takes_it() {
        let carrier = example();
        let own = BoxId::new("1");
        let check = |text, own| carrier.check_place(text, own);
        assert_eq!(check("00001000", None), Ok(code("00001000")));
        assert_eq!(check("01100000", None), Err(PlaceMistake::Taken(own.clone())));
        assert_eq!(check("01000000", Some(&own)), Ok(code("01000000")), "its own place is free");
        assert_eq!(check("11000000", Some(&own)), Err(PlaceMistake::Same));
        assert_eq!(
            check("2", None),
            Err(PlaceMistake::Code(CodeMistake::Digit { at: 1, found: '2' }))
        );
        assert_eq!(carrier.free(), Some(code("00001110")));
    }

    #[test]
    fn records_that_contradict_themselves_are_found() {
        assert_eq!(example().contradiction(), None);
        let wrong = carrier(&[("1", code("11000000")), ("2", code("01000000"))]);
        assert!(wrong.contradiction().is_some());
    }

    #[test]
    fn regions_change_places_with_all_that_is_in_them() {
        let moved = example().swap_regions(code("11000000"), code("00001100")).unwrap();
        let digits = code("00001100").digits();
        assert_eq!(moved, [(BoxId::new("1"), code("11000000").digits(), digits)]);
        let both = example().swap_regions(code("11000000"), code("00110000")).unwrap();
        assert_eq!(both.len(), 2);
        let wrong = |first, second| example().swap_regions(code(first), code(second)).unwrap_err();
        assert_eq!(wrong("10000000", "00001000"), RegionMistake::Crossed(BoxId::new("1")));
        assert_eq!(wrong("11000000", "00001000"), RegionMistake::DifferentSizes);
        assert_eq!(wrong("11000000", "01100000"), RegionMistake::Overlapping);
        assert_eq!(wrong("00001000", "00000100"), RegionMistake::NoBox);
        assert_eq!(wrong("10100000", "00001010"), RegionMistake::NotARectangle);
    }

    #[test]
    fn a_shape_is_held_on_the_carrier() {
        assert_eq!(placed_at(code("11000000"), 4, 0), Some(code("00001100")));
        assert_eq!(placed_at(code("11000000"), 7, 3), Some(code("00000011")));
    }

    fn region() -> impl Strategy<Value = Bounds> {
        (0..COLUMNS, 0..ROWS, 1..=3_u32, 1..=ROWS).prop_map(|(column, row, columns, rows)| Bounds {
            column,
            row,
            columns,
            rows,
        })
    }

    proptest! {
        #[test]
        fn a_swap_of_regions_never_lays_two_boxes_on_one_section(
            boxes in prop::collection::vec(region(), 0..8),
            first in region(),
            second in region(),
        ) {
            let mut placed: Vec<(String, SectionCode)> = Vec::new();
            for (number, bounds) in boxes.into_iter().enumerate() {
                let code = SectionCode::rectangle(bounds).unwrap();
                if placed.iter().all(|(_, other)| !other.overlaps(code)) {
                    placed.push((number.to_string(), code));
                }
            }
            let named: Vec<(&str, SectionCode)> =
                placed.iter().map(|(id, code)| (id.as_str(), *code)).collect();
            let carrier = carrier(&named);
            let (first, second) =
                (SectionCode::rectangle(first).unwrap(), SectionCode::rectangle(second).unwrap());
            if let Ok(updates) = carrier.swap_regions(first, second) {
                let after: Vec<SectionCode> = carrier
                    .parts
                    .iter()
                    .map(|part| {
                        let moved = updates.iter().find(|(id, ..)| *id == part.id);
                        moved.map_or_else(|| part.code.unwrap(), |(_, _, new)| code(new))
                    })
                    .collect();
                let sections: u32 = after.iter().map(|code| code.count()).sum();
                let union = after.iter().fold(0, |all, code| all | code.mask());
                prop_assert_eq!(union.count_ones(), sections, "no two boxes overlap");
                let before: u32 = carrier.parts.iter().map(|part| part.code.unwrap().count()).sum();
                prop_assert_eq!(before, sections, "no box changed its size");
            }
        }
    }
}
