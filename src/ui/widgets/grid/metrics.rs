//! Sizes of a grid in points, after the look: head 28, filter row 32, foot 28, rows 24 or 32.

pub const HEAD: f32 = 28.0;
pub const FILTER_ROW: f32 = 32.0;
pub const FOOT: f32 = 28.0;
/// A compact row.
pub const ROW: f32 = 24.0;
pub const CONTROL: f32 = 24.0;
pub const CELL_PADDING: f32 = 8.0;
pub const BAR_WIDTH: f32 = 56.0;
pub const BAR_HEIGHT: f32 = 6.0;
pub const BAR_RADIUS: f32 = 3.0;
pub const ASKING_HEIGHT: f32 = 8.0;
pub const THUMB: f32 = 6.0;
pub const THUMB_LEAST: f32 = 24.0;
/// Where the pointer takes hold of the thumb.
pub const THUMB_REACH: f32 = 12.0;
pub const SELECTION_BAR: f32 = 3.0;
pub const LINE: f32 = 1.0;
pub const FOCUS: f32 = 2.0;
pub const RADIUS: f32 = 4.0;
/// Size of the text of a compact row, of a comfortable one, of an icon.
pub const TEXT_COMPACT: f32 = 12.0;
pub const TEXT: f32 = 13.0;
pub const ICON: f32 = 14.0;
pub const ICON_SMALL: f32 = 12.0;

/// A font by the name of its family, at a size of this file.
pub fn font(family: &'static str, size: f32) -> egui::FontId {
    egui::FontId::new(size, egui::FontFamily::Name(family.into()))
}

/// A number with its thousands parted by a thin space.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut parted = String::with_capacity(digits.len() + 6);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            parted.push('\u{2009}');
        }
        parted.push(digit);
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn thousands_are_parted() {
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(1_840), "1\u{2009}840");
        assert_eq!(thousands(9_871_204), "9\u{2009}871\u{2009}204");
    }
}
