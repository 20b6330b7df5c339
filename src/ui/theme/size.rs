//! Steps of space, heights, radii and widths; everything is a multiple of these.

/// Steps of the grid of 4.
pub mod space {
    pub const S4: f32 = 4.0;
    pub const S8: f32 = 8.0;
    pub const S12: f32 = 12.0;
    pub const S16: f32 = 16.0;
    pub const S24: f32 = 24.0;
    pub const S32: f32 = 32.0;
    /// Margin round the content of a panel.
    pub const PANEL: f32 = S16;
    /// Between cards.
    pub const CARDS: f32 = S12;
    /// Inside a card.
    pub const CARD: f32 = S12;
    /// Inside a tile.
    pub const TILE: f32 = 14.0;
}

/// Heights of parts.
pub mod height {
    pub const CONTROL: f32 = 28.0;
    pub const CONTROL_SMALL: f32 = 24.0;
    pub const STATION_CONTROL: f32 = 56.0;
    pub const STATION_PRIMARY: f32 = 72.0;
    pub const ROW_COMPACT: f32 = 24.0;
    pub const ROW_COMFORTABLE: f32 = 32.0;
    pub const GRID_HEAD: f32 = 28.0;
    pub const TOP_BAR: f32 = 44.0;
    pub const STATUS_BAR: f32 = 28.0;
    pub const PANEL_HEAD: f32 = 52.0;
    pub const CARD_HEAD: f32 = 36.0;
    pub const DRAWER_HEAD: f32 = 56.0;
    pub const RAIL_ITEM: f32 = 28.0;
    pub const STATION_HEADER: f32 = 56.0;
    pub const STATION_FOOTER: f32 = 32.0;
    /// A banner over the work of a station.
    pub const STATION_STRIP: f32 = 40.0;
    /// What the last scan did.
    pub const SCAN_BAND: f32 = 64.0;
    pub const PALETTE_ROW: f32 = 40.0;
    pub const BAR: f32 = 6.0;
    pub const TAG: f32 = 18.0;
    /// The PRACTICE and LIVE tags.
    pub const SITE_TAG: f32 = 22.0;
    pub const TOAST: f32 = 56.0;
}

/// Widths of regions.
pub mod width {
    /// The list at the right of the station.
    pub const STATION_SIDE: f32 = 372.0;
    pub const RAIL: f32 = 176.0;
    pub const RAIL_COLLAPSED: f32 = 52.0;
    pub const DRAWER: f32 = 352.0;
    pub const DRAWER_WIDE: f32 = 468.0;
    pub const SEARCH: f32 = 400.0;
    pub const TOAST: f32 = 360.0;
    pub const DIALOG: f32 = 480.0;
    pub const PALETTE: f32 = 720.0;
    /// The frame that says practice.
    pub const PRACTICE_FRAME: f32 = 5.0;
    /// The label column of "as reported" pairs.
    pub const PAIR_LABEL: f32 = 112.0;
    pub const SCROLL_THUMB: f32 = 6.0;
    pub const SELECTION_BAR: f32 = 3.0;
    /// Focus, guard, error, chosen option.
    pub const STROKE_STRONG: f32 = 2.0;
    pub const STROKE: f32 = 1.0;
}

/// Radii of corners.
pub mod radius {
    pub const CELL: u8 = 2;
    pub const CONTROL: u8 = 4;
    pub const CARD: u8 = 6;
    pub const DIALOG: u8 = 8;
}

/// Sizes of icons.
pub mod icon {
    pub const I12: f32 = 12.0;
    pub const I14: f32 = 14.0;
    pub const I16: f32 = 16.0;
    pub const I20: f32 = 20.0;
    pub const I24: f32 = 24.0;
    pub const I32: f32 = 32.0;
}
