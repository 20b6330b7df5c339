//! What a tray is divided into and what lies where; ours, since the robot manager tells neither.

use std::collections::BTreeMap;

use super::ids::SkuId;

/// Rows and columns a tray can be divided into at most.
pub const DIVIDED_AT_MOST: u8 = 12;

/// How a tray is divided: rows are letters from A, columns numbers from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrayLayout {
    pub rows: u8,
    pub columns: u8,
}

/// What lies in one compartment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub sku: SkuId,
    pub quantity: u32,
}

/// One tray as we know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrayStock {
    pub layout: Option<TrayLayout>,
    /// By compartment; one that is not here is empty as far as we know.
    pub contents: BTreeMap<String, Content>,
    /// Somebody found it dirty, and nobody has said since that it is clean.
    pub dirty: bool,
}

impl TrayLayout {
    /// The compartments row by row, `A1` first.
    pub fn compartments(self) -> impl Iterator<Item = String> {
        (0..self.rows).flat_map(move |row| {
            (1..=self.columns).map(move |column| format!("{}{column}", char::from(b'A' + row)))
        })
    }

    /// The smallest layout that has all of these compartments; none where one has no such name.
    pub fn around<'a>(compartments: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut layout = Self { rows: 1, columns: 1 };
        for compartment in compartments {
            let (row, column) = place_of(compartment)?;
            layout.rows = layout.rows.max(row + 1);
            layout.columns = layout.columns.max(column);
        }
        Some(layout)
    }

    pub fn has(self, compartment: &str) -> bool {
        place_of(compartment).is_some_and(|(row, column)| row < self.rows && column <= self.columns)
    }
}

/// Row from 0 and column from 1 of a compartment's name.
pub fn place_of(compartment: &str) -> Option<(u8, u8)> {
    let mut characters = compartment.chars();
    let letter = characters.next()?.to_ascii_uppercase();
    let row = u8::try_from(letter).ok()?.checked_sub(b'A')?;
    let column: u8 = characters.as_str().parse().ok()?;
    (row < DIVIDED_AT_MOST && (1..=DIVIDED_AT_MOST).contains(&column)).then_some((row, column))
}

impl TrayStock {
    /// How it is drawn: as told, or as small as what we know of it allows.
    pub fn drawn(&self) -> Option<TrayLayout> {
        self.layout.or_else(|| {
            let known = self.contents.keys().map(String::as_str);
            TrayLayout::around(known).filter(|_| !self.contents.is_empty())
        })
    }

    /// Where this SKU lies, `A1` first.
    pub fn compartment_of(&self, sku: &SkuId) -> Option<&str> {
        let found = self.contents.iter().find(|(_, content)| content.sku == *sku);
        found.map(|(compartment, _)| compartment.as_str())
    }

    /// The first compartment with nothing in it.
    pub fn first_empty(&self) -> Option<String> {
        let empty = |compartment: &String| {
            self.contents.get(compartment).is_none_or(|content| content.quantity == 0)
        };
        self.drawn()?.compartments().find(empty)
    }

    /// Takes pieces out, as far as we know of any of this SKU; how many we knew of.
    pub fn take(&mut self, compartment: &str, sku: &SkuId, pieces: u32) -> u32 {
        let known = self.contents.get_mut(compartment);
        let Some(content) = known.filter(|content| content.sku == *sku) else { return 0 };
        let taken = pieces.min(content.quantity);
        content.quantity -= taken;
        taken
    }

    /// So many lie there, whatever was believed before.
    pub fn set(&mut self, compartment: &str, sku: &SkuId, quantity: u32) {
        self.contents.insert(compartment.to_owned(), Content { sku: sku.clone(), quantity });
    }

    /// Puts pieces in. What lay there before of another SKU is no longer there.
    pub fn put(&mut self, compartment: &str, sku: &SkuId, pieces: u32) {
        let content = self
            .contents
            .entry(compartment.to_owned())
            .or_insert_with(|| Content { sku: sku.clone(), quantity: 0 });
        if content.sku != *sku {
            *content = Content { sku: sku.clone(), quantity: 0 };
        }
        content.quantity = content.quantity.saturating_add(pieces);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compartments_are_named_by_row_and_column() {
        let layout = TrayLayout { rows: 2, columns: 2 };
        assert_eq!(layout.compartments().collect::<Vec<_>>(), ["A1", "A2", "B1", "B2"]);
        assert!(layout.has("b2") && !layout.has("B3") && !layout.has("C1"));
        for odd in ["", "1A", "A0", "A13", "Z1", "Ä1", "A"] {
            assert_eq!(place_of(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_tray_without_a_layout_is_drawn_around_what_is_known() {
        let mut stock = TrayStock::default();
        assert_eq!(stock.drawn(), None);
        stock.put("B3", &"H1".into(), 4);
        assert_eq!(stock.drawn(), Some(TrayLayout { rows: 2, columns: 3 }));
        assert_eq!(stock.first_empty().as_deref(), Some("A1"));
        assert_eq!(stock.take("B3", &"H1".into(), 9), 4, "no more than were known");
        assert_eq!(stock.contents["B3"].quantity, 0);
    }
}
