//! What a row says, as plain data: recorded each frame, compared, laid out only when it changed.

use std::fmt::Write as _;
use std::ops::Range;

use egui::Color32;

use crate::ui::theme::Theme;

/// What a text is, from which follows its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Primary,
    Secondary,
    Muted,
    Accent,
    Stale,
    Unknown,
    High,
    Medium,
    Low,
}

impl Tone {
    pub(super) fn color(self, theme: &Theme) -> Color32 {
        let colors = &theme.colors;
        match self {
            Self::Primary => colors.text_primary,
            Self::Secondary => colors.text_secondary,
            Self::Muted => colors.text_muted,
            Self::Accent => colors.accent_text,
            Self::Stale => colors.state_stale_text,
            Self::Unknown => colors.state_unknown_text,
            Self::High => colors.alarm_high_text,
            Self::Medium => colors.alarm_medium_text,
            Self::Low => colors.alarm_low_text,
        }
    }
}

/// One cell as it was said.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    /// In the text of the row.
    pub text: Range<usize>,
    pub tone: Tone,
    pub bold: bool,
    pub look: Look,
}

/// What stands beside the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Look {
    Plain,
    /// An icon glyph, filled or not, before the text.
    Icon(&'static str, bool),
    /// A bar before the text, 0 to 1.
    Bar(f32),
    /// Not read yet: a grey bar in place of the text.
    Asking,
}

/// Takes the cells of one row in the order of the columns; the buffers are used again for the next row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowPainter {
    pub(super) text: String,
    pub(super) cells: Vec<Cell>,
}

impl RowPainter {
    /// A text in the normal tone.
    pub fn text(&mut self, text: &str) {
        self.toned(text, Tone::Primary);
    }

    pub fn toned(&mut self, text: &str, tone: Tone) {
        self.push(tone, false, Look::Plain, |buffer| buffer.push_str(text));
    }

    /// A text that stands out from its column: 600.
    pub fn strong(&mut self, text: &str, tone: Tone) {
        self.push(tone, true, Look::Plain, |buffer| buffer.push_str(text));
    }

    /// A text formatted into the row's buffer: `row.fmt(format_args!("{n}"))`.
    pub fn fmt(&mut self, arguments: std::fmt::Arguments<'_>) {
        self.fmt_toned(arguments, Tone::Primary);
    }

    pub fn fmt_toned(&mut self, arguments: std::fmt::Arguments<'_>, tone: Tone) {
        self.push(tone, false, Look::Plain, |buffer| {
            // writing to a String cannot fail
            let _ = buffer.write_fmt(arguments);
        });
    }

    /// Missing is not zero: a dash, and why.
    pub fn missing(&mut self, why: &str) {
        self.push(Tone::Muted, false, Look::Plain, |buffer| {
            buffer.push('—');
            if !why.is_empty() {
                buffer.push(' ');
                buffer.push_str(why);
            }
        });
    }

    /// An icon and a word; abnormal states are bold and filled.
    pub fn icon(&mut self, icon: &'static str, filled: bool, text: &str, tone: Tone) {
        self.push(tone, filled, Look::Icon(icon, filled), |buffer| buffer.push_str(text));
    }

    /// A bar from 0 to 1 and its figure.
    pub fn bar(&mut self, share: f32, text: &str) {
        self.push(Tone::Primary, false, Look::Bar(share.clamp(0.0, 1.0)), |buffer| {
            buffer.push_str(text);
        });
    }

    /// This cell is not read yet.
    pub fn asking(&mut self) {
        self.push(Tone::Muted, false, Look::Asking, |_| {});
    }

    /// Nothing stands here and nothing is missing.
    pub fn blank(&mut self) {
        self.push(Tone::Primary, false, Look::Plain, |_| {});
    }

    fn push(&mut self, tone: Tone, bold: bool, look: Look, write: impl FnOnce(&mut String)) {
        let start = self.text.len();
        write(&mut self.text);
        self.cells.push(Cell { text: start..self.text.len(), tone, bold, look });
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
    }

    pub(super) fn cell_text(&self, cell: &Cell) -> &str {
        self.text.get(cell.text.clone()).unwrap_or_default()
    }

    /// The row in words for those who hear the screen, and for tests.
    pub fn words(&self) -> String {
        let mut words = String::with_capacity(self.text.len() + self.cells.len() * 2);
        for cell in &self.cells {
            let text = self.cell_text(cell);
            if text.is_empty() {
                continue;
            }
            if !words.is_empty() {
                words.push_str(", ");
            }
            words.push_str(text);
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_heard_as_its_cells() {
        let mut row = RowPainter::default();
        row.text("17");
        row.blank();
        row.fmt(format_args!("{} %", 61));
        row.missing("not reported");
        assert_eq!(row.words(), "17, 61 %, — not reported");
        row.clear();
        assert_eq!(row.words(), "");
    }
}
