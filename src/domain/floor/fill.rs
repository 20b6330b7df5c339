//! What is filled into the floor from outside: lines, layouts, contents, barcodes and names.

use crate::domain::ids::{SkuId, TrayId};
use crate::domain::pick::PickLine;
use crate::domain::tray_layout::{Content, TrayLayout};

/// Rows of any kind, checked already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fill {
    /// A line of an order that is there already is left as it is.
    pub lines: Vec<PickLine>,
    pub layouts: Vec<(TrayId, TrayLayout)>,
    /// What lies there from now on; a quantity of 0 empties the compartment.
    pub contents: Vec<(TrayId, String, Content)>,
    pub barcodes: Vec<(String, SkuId)>,
    pub names: Vec<(SkuId, String)>,
}

/// What became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Lines that are new.
    pub lines: u64,
    /// Lines that were there already.
    pub known_lines: u64,
    pub layouts: u64,
    pub contents: u64,
    pub barcodes: u64,
    pub names: u64,
}

impl Fill {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
