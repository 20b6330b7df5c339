//! The kinds of files, their columns, and what else people call them.

use crate::domain::pick::Mode;

/// What a file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    #[default]
    Lines,
    Layouts,
    Contents,
    Barcodes,
    Names,
}

/// A column, by its name in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    Mode,
    Tray,
    Compartment,
    Sku,
    Quantity,
    Order,
    Number,
    Of,
    Rows,
    Columns,
    Barcode,
    Name,
}

impl Kind {
    pub const ALL: [Self; 5] =
        [Self::Lines, Self::Layouts, Self::Contents, Self::Barcodes, Self::Names];

    /// Its word on the command line and in message keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lines => "lines",
            Self::Layouts => "layouts",
            Self::Contents => "contents",
            Self::Barcodes => "barcodes",
            Self::Names => "names",
        }
    }

    /// Its columns; those that must be there first, then how many of them must.
    pub const fn columns(self) -> (&'static [Column], usize) {
        use Column as C;
        match self {
            Self::Lines => (
                &[
                    C::Tray,
                    C::Compartment,
                    C::Sku,
                    C::Quantity,
                    C::Mode,
                    C::Order,
                    C::Number,
                    C::Of,
                ],
                4,
            ),
            Self::Layouts => (&[C::Tray, C::Rows, C::Columns], 3),
            Self::Contents => (&[C::Tray, C::Compartment, C::Sku, C::Quantity], 4),
            Self::Barcodes => (&[C::Barcode, C::Sku], 2),
            Self::Names => (&[C::Sku, C::Name], 2),
        }
    }
}

impl Column {
    /// How it is headed.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mode => "mode",
            Self::Tray => "tray",
            Self::Compartment => "compartment",
            Self::Sku => "SKU",
            Self::Quantity => "quantity",
            Self::Order => "order",
            Self::Number => "number",
            Self::Of => "of",
            Self::Rows => "rows",
            Self::Columns => "columns",
            Self::Barcode => "barcode",
            Self::Name => "name",
        }
    }

    /// What it may be headed by, in small letters without blanks and the like.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Mode => &["mode", "modus", "art"],
            Self::Tray => &["tray", "trayid", "traynumber", "tablar", "behälter"],
            Self::Compartment => &["compartment", "cell", "slot", "fach", "facher"],
            Self::Sku => &["sku", "skuid", "item", "itemid", "article", "artikel", "artikelnummer"],
            Self::Quantity => &["quantity", "qty", "pieces", "count", "menge", "anzahl", "stück"],
            Self::Order => &["order", "orderid", "orderno", "auftrag", "auftragsnummer"],
            Self::Number => &["number", "line", "lineno", "linenumber", "no", "nr", "zeile"],
            Self::Of => &["of", "lines", "linesoforder", "oflines", "von", "zeilen"],
            Self::Rows => &["rows", "row", "reihen"],
            Self::Columns => &["columns", "column", "cols", "spalten"],
            Self::Barcode => &["barcode", "ean", "gtin", "code", "strichcode"],
            Self::Name => &["name", "skuname", "description", "bezeichnung"],
        }
    }

    /// Whether a heading means it.
    pub fn is_headed(self, heading: &str) -> bool {
        let plain: String =
            heading.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
        self.names().contains(&plain.as_str())
    }
}

/// A mode by its word; German files say it in German.
pub fn mode_of(text: &str) -> Option<Mode> {
    match text.to_lowercase().as_str() {
        "pick" | "picking" | "entnehmen" | "entnahme" => Some(Mode::Picking),
        "count" | "counting" | "zählen" | "zählung" => Some(Mode::Counting),
        "decant" | "decanting" | "replenish" | "replenishment" | "einfüllen" => {
            Some(Mode::Decanting)
        }
        _ => None,
    }
}
