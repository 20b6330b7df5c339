//! The command palette: go anywhere, do anything allowed, find what was seen; also where a scan lands.

mod entries;
mod paint;

use egui::{Id, Key, Modifiers, Rect};

use entries::{Entry, entries};

use super::ShellInput;
use crate::domain::preferences::Preferences;
use crate::ui::commands::Action;
use crate::ui::route::Route;

/// The open palette.
#[derive(Debug, Default)]
pub struct Palette {
    text: String,
    chosen: usize,
    /// The field takes the keyboard in the first frame.
    opened: bool,
}

/// What came of a frame with the palette open.
#[derive(Debug, PartialEq, Eq)]
pub enum Picked {
    Nothing,
    Closed,
    Place(Route),
    Action(Action),
}

impl Palette {
    /// Opens with what was scanned.
    pub fn with_text(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// Draws it over the panels and reads its keys.
    pub fn palette_ui(
        &mut self,
        input: &ShellInput<'_>,
        preferences: &Preferences,
        ctx: &egui::Context,
        region: Rect,
    ) -> Picked {
        let found = entries(input.snapshot, preferences, &self.text);
        if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            return Picked::Closed;
        }
        self.walk(ctx, found.lines.len());
        let enter = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let clicked = self.paint(&found, ctx, region);
        self.opened = true;
        if clicked == Some(paint::Click::Outside) {
            return Picked::Closed;
        }
        let pressed = match clicked {
            Some(paint::Click::Row(row)) => Some(row),
            _ if enter => Some(self.chosen),
            _ => None,
        };
        pressed.and_then(|row| found.lines.get(row)).map_or(Picked::Nothing, Entry::picked)
    }

    /// Up and down choose, without leaving the list.
    fn walk(&mut self, ctx: &egui::Context, rows: usize) {
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            self.chosen = self.chosen.saturating_add(1);
        }
        if pressed(Key::ArrowUp) {
            self.chosen = self.chosen.saturating_sub(1);
        }
        self.chosen = self.chosen.min(rows.saturating_sub(1));
    }

    fn field_id() -> Id {
        Id::unique("palette-field")
    }
}
